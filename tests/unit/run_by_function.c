/* Every analysis has a function of its own in the library, which gives what its name gives; options
 * are taken as text. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "gouw/gouw.h"

typedef gouw_status runner(const gouw_run *run, const char *const *settings, gouw_results *results,
                           gouw_error *error);

static const struct {
    const char *name;
    runner *run;
} functions[] = {
#define GOUW_ANALYSIS(name) {#name, gouw_run_##name},
#include "gouw/analyses.def"
#undef GOUW_ANALYSIS
};
enum { N_FUNCTIONS = sizeof functions / sizeof functions[0] };

/* All tables of the results as CSV; release the sink. */
static const char *written(const gouw_results *results, gouw_sink *sink) {
    gouw_sink_open_memory(sink);
    for (size_t i = 0; i < results->n_tables; i++)
        gouw_table_write(results->tables[i], GOUW_FORMAT_CSV, sink);
    return sink->length > 0 ? sink->data : "";
}

static void test_function_gives_what_the_name_gives(void **state) {
    (void)state;
    gouw_arena arena = GOUW_ARENA_INIT;
    gouw_error error = GOUW_ERROR_INIT;
    const gouw_dataset *both[2];
    static const char *const operands[] = {"noordland", "2026"};
    size_t n = 0;
    assert_int_equal(gouw_dataset_load("datasets/npvr-2026", NULL, &arena, &both[0], &error),
                     GOUW_OK);
    both[1] = both[0];
    (void)gouw_analyses(&n);
    assert_int_equal(n, N_FUNCTIONS);
    for (size_t i = 0; i < N_FUNCTIONS; i++) {
        const gouw_analysis *analysis = gouw_analysis_find(functions[i].name);
        gouw_run run;
        gouw_results by_name, by_function;
        gouw_error own = GOUW_ERROR_INIT, other = GOUW_ERROR_INIT;
        gouw_run_init(&run, both, &arena);
        run.operands = operands;
        run.n_operands = analysis->operands == NULL ? 0 : 2;
        gouw_results_init(&by_name, &arena);
        gouw_results_init(&by_function, &arena);
        const gouw_status status = gouw_analysis_run(analysis, &run, &by_name, &own);
        assert_int_equal(functions[i].run(&run, NULL, &by_function, &other), status);
        assert_string_equal(own.message, other.message);
        gouw_sink one, two;
        assert_string_equal(written(&by_name, &one), written(&by_function, &two));
        gouw_sink_release(&one);
        gouw_sink_release(&two);
    }
    gouw_arena_release(&arena);
}

static void test_options_are_text(void **state) {
    (void)state;
    gouw_arena arena = GOUW_ARENA_INIT;
    gouw_error error = GOUW_ERROR_INIT;
    const gouw_dataset *dataset;
    gouw_run run;
    gouw_results jaccard, dice;
    static const char *const settings[] = {"measure", "dice", "top", "1", NULL};
    assert_int_equal(gouw_dataset_load("datasets/template", NULL, &arena, &dataset, &error),
                     GOUW_OK);
    gouw_run_init(&run, &dataset, &arena);
    gouw_results_init(&jaccard, &arena);
    gouw_results_init(&dice, &arena);
    assert_int_equal(gouw_run_overlap(&run, NULL, &jaccard, &error), GOUW_OK);
    assert_int_equal(gouw_run_overlap(&run, settings, &dice, &error), GOUW_OK);
    assert_true(gouw_table_real(dice.tables[0], 0, "similarity") >
                gouw_table_real(jaccard.tables[0], 0, "similarity"));
    gouw_arena_release(&arena);
}

static void test_flags_have_no_value(void **state) {
    (void)state;
    gouw_arena arena = GOUW_ARENA_INIT;
    gouw_error error = GOUW_ERROR_INIT;
    const gouw_dataset *dataset;
    gouw_run run;
    gouw_results results;
    static const char *const settings[] = {"wide", NULL, NULL};
    assert_int_equal(gouw_dataset_load("datasets/template", NULL, &arena, &dataset, &error),
                     GOUW_OK);
    gouw_run_init(&run, &dataset, &arena);
    gouw_results_init(&results, &arena);
    assert_int_equal(gouw_run_overlap(&run, settings, &results, &error), GOUW_OK);
    assert_int_equal(results.tables[0]->n_rows, dataset->n_regions);
    gouw_arena_release(&arena);
}

static void refuse(const char *name, const char *value, const char *message) {
    gouw_arena arena = GOUW_ARENA_INIT;
    gouw_error error = GOUW_ERROR_INIT;
    const gouw_dataset *dataset;
    gouw_run run;
    gouw_results results;
    const char *const settings[] = {name, value, NULL};
    assert_int_equal(gouw_dataset_load("datasets/template", NULL, &arena, &dataset, &error),
                     GOUW_OK);
    gouw_run_init(&run, &dataset, &arena);
    gouw_results_init(&results, &arena);
    assert_int_equal(gouw_run_overlap(&run, settings, &results, &error), GOUW_EUSAGE);
    assert_non_null(strstr(error.message, message));
    assert_int_equal(results.n_tables, 0);
    gouw_arena_release(&arena);
}

static void test_unknown_options_are_refused(void **state) {
    (void)state;
    refuse("mesure", "dice", "'overlap' has no option 'mesure'");
    refuse("measure", "dyce", "dyce");
}

/* That an option was given counts, not only that its value differs from the default. */
static void test_defaults_without_effect_are_refused(void **state) {
    (void)state;
    static const char *const idle[] = {"method", "pam", "linkage", "average", NULL};
    static const char *const fine[] = {"method", "tree", "linkage", "average", "draws", "0", NULL};
    gouw_arena arena = GOUW_ARENA_INIT;
    gouw_error error = GOUW_ERROR_INIT;
    const gouw_dataset *dataset;
    gouw_run run;
    gouw_results results;
    assert_int_equal(gouw_dataset_load("datasets/template", NULL, &arena, &dataset, &error),
                     GOUW_OK);
    gouw_run_init(&run, &dataset, &arena);
    gouw_results_init(&results, &arena);
    assert_int_equal(gouw_run_cluster(&run, fine, &results, &error), GOUW_OK);
    assert_int_equal(gouw_run_cluster(&run, idle, &results, &error), GOUW_EUSAGE);
    assert_non_null(strstr(error.message, "does not go with --linkage"));
    gouw_arena_release(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_function_gives_what_the_name_gives),
        cmocka_unit_test(test_options_are_text),
        cmocka_unit_test(test_flags_have_no_value),
        cmocka_unit_test(test_unknown_options_are_refused),
        cmocka_unit_test(test_defaults_without_effect_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
