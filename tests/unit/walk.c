/* Walks every analysis and every option: descriptions, defaults, empty and small datasets, and
 * every allocation failing once.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "gouw/gouw.h"

/* Found from the root of the source, where the tests are started. */
static const char *const folders[] = {"datasets/template", "datasets/npvr-2026",
                                      "tests/datasets/empty", "tests/datasets/one-region"};
enum { N_FOLDERS = sizeof folders / sizeof folders[0] };

static gouw_day some_day(void) {
    return gouw_day_from_civil(2026, 3, 15);
}

static gouw_status load_and_run(const gouw_analysis *analysis, const char *folder,
                                const void *options, gouw_arena *model, gouw_arena *work,
                                gouw_error *error) {
    const gouw_dataset *datasets[2];
    gouw_results results;
    gouw_status status = gouw_dataset_load(folder, NULL, model, &datasets[0], error);
    assert_int_equal(status, GOUW_OK);
    assert_int_equal(datasets[0]->n_errors, 0);
    datasets[1] = datasets[0];
    const char *operands[] = {datasets[0]->n_regions > 0 ? datasets[0]->regions[0].id : "none",
                              datasets[0]->n_regions > 1 ? datasets[0]->regions[1].id : "none"};
    const gouw_run run = {.datasets = datasets,
                          .options = options,
                          .operands = operands,
                          .n_operands = analysis->n_datasets == 0 ? 2 : analysis->min_operands,
                          .as_of = some_day(),
                          .seed = 1,
                          .threads = 2,
                          .arena = work};
    gouw_results_init(&results, work);
    status = gouw_analysis_run(analysis, &run, &results, error);
    for (size_t t = 0; status == GOUW_OK && t < results.n_tables; t++) {
        gouw_sink sink;
        gouw_sink_open_memory(&sink);
        for (int f = 0; f < GOUW_N_FORMATS; f++)
            gouw_table_write(results.tables[t], (gouw_format)f, &sink);
        assert_int_equal(gouw_sink_close(&sink, "memory", NULL), GOUW_OK);
        assert_null(strstr(sink.data, "nan"));
        assert_null(strstr(sink.data, "inf\n"));
        gouw_sink_release(&sink);
    }
    return status;
}

static bool is_described(const char *text) {
    return text != NULL && text[0] != '\0' && text[strlen(text) - 1] != '\n';
}

static void test_every_descriptor_is_complete(void **state) {
    (void)state;
    size_t n;
    const gouw_analysis *const *all = gouw_analyses(&n);
    assert_true(n >= 6);
    for (size_t i = 0; i < n; i++) {
        const gouw_analysis *a = all[i];
        assert_ptr_equal(gouw_analysis_find(a->name), a);
        assert_true(is_described(a->summary));
        assert_true(a->n_tables > 0);
        for (size_t o = 0; o < a->n_options; o++) {
            assert_true(is_described(a->options[o].help));
            assert_true(a->options[o].offset < a->options_size);
            assert_true((a->options[o].kind == GOUW_OPTION_FLAG) ==
                        (a->options[o].argument == NULL));
        }
        for (size_t t = 0; t < a->n_tables; t++)
            for (size_t c = 0; c < a->tables[t]->n_columns; c++) {
                assert_true(is_described(a->tables[t]->columns[c].description));
                assert_non_null(a->tables[t]->columns[c].unit);
            }
    }
}

static void test_table_names_are_unique(void **state) {
    (void)state;
    size_t n;
    const gouw_analysis *const *all = gouw_analyses(&n);
    for (size_t i = 0; i < n; i++)
        for (size_t k = i + 1; k < n; k++)
            for (size_t t = 0; t < all[i]->n_tables; t++)
                for (size_t u = 0; u < all[k]->n_tables; u++)
                    assert_string_not_equal(all[i]->tables[t]->name, all[k]->tables[u]->name);
}

static void test_every_analysis_on_every_dataset(void **state) {
    (void)state;
    size_t n;
    const gouw_analysis *const *all = gouw_analyses(&n);
    for (size_t i = 0; i < n; i++)
        for (size_t f = 0; f < N_FOLDERS; f++) {
            gouw_arena model = GOUW_ARENA_INIT, work = {.single = true};
            gouw_error error = GOUW_ERROR_INIT;
            const gouw_status status = load_and_run(all[i], folders[f], NULL, &model, &work,
                                                    &error);
            if (status != GOUW_OK) {
                assert_true(status == GOUW_EDATA || status == GOUW_EUSAGE);
                assert_true(is_described(error.message));
                assert_true(f > 1 || (all[i]->needs & GOUW_HAS_CODINGS) != 0);
            }
            gouw_arena_release(&model);
            gouw_arena_release(&work);
        }
}

/* Runs an analysis with one option set to each value that the table itself names. */
static void run_with_option(const gouw_analysis *a, const gouw_option *option, const char *text,
                            const char *folder) {
    gouw_arena model = GOUW_ARENA_INIT, work = GOUW_ARENA_INIT;
    gouw_error error = GOUW_ERROR_INIT;
    void *options = gouw_arena_alloc(&work, a->options_size);
    assert_int_equal(gouw_options_default(a->options, a->n_options, options, &error), GOUW_OK);
    assert_int_equal(gouw_option_set(option, text, options, &error), GOUW_OK);
    const gouw_status status = load_and_run(a, folder, options, &model, &work, &error);
    assert_true(status == GOUW_OK || status == GOUW_EDATA || status == GOUW_EUSAGE);
    if (status != GOUW_OK)
        assert_true(is_described(error.message));
    gouw_arena_release(&model);
    gouw_arena_release(&work);
}

static void test_every_option(void **state) {
    (void)state;
    size_t n;
    const gouw_analysis *const *all = gouw_analyses(&n);
    for (size_t i = 0; i < n; i++)
        for (size_t o = 0; o < all[i]->n_options; o++)
            for (size_t f = 0; f < N_FOLDERS; f++) {
                const gouw_option *option = &all[i]->options[o];
                if (option->value_default != NULL)
                    run_with_option(all[i], option, option->value_default, folders[f]);
                if (option->kind == GOUW_OPTION_FLAG)
                    run_with_option(all[i], option, NULL, folders[f]);
                for (size_t c = 0; option->choices != NULL && option->choices[c] != NULL; c++)
                    run_with_option(all[i], option, option->choices[c], folders[f]);
            }
}

static void test_every_allocation_fails_once(void **state) {
    (void)state;
    size_t n, points = 0;
    const gouw_analysis *const *all = gouw_analyses(&n);
    for (size_t i = 0; i < n; i++) {
        bool finished = false;
        for (size_t fail_at = 1; !finished; fail_at++) {
            gouw_arena model = GOUW_ARENA_INIT, work = {.fail_at = fail_at};
            gouw_error error = GOUW_ERROR_INIT;
            const bool coded = (all[i]->needs & GOUW_HAS_CODINGS) != 0;
            const char *folder = coded ? "tests/datasets/coded" : "datasets/template";
            const gouw_status status = load_and_run(all[i], folder, NULL, &model, &work, &error);
            finished = work.n_allocations < fail_at;
            assert_int_equal(status, finished ? GOUW_OK : GOUW_EMEMORY);
            points += !finished;
            gouw_arena_release(&model);
            gouw_arena_release(&work);
        }
    }
    assert_true(points > 100);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_descriptor_is_complete),
        cmocka_unit_test(test_table_names_are_unique),
        cmocka_unit_test(test_every_analysis_on_every_dataset),
        cmocka_unit_test(test_every_option),
        cmocka_unit_test(test_every_allocation_fails_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
