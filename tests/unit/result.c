/* What gouw wrote, read back: every table of every analysis on the shipped dataset. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
/* cmocka wants the four above first */
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "gouw/analysis.h"
#include "gouw/file.h"
#include "gouw/result.h"
#include "gouw/writer.h"

static char path[64];

static int make_file(void **state) {
    (void)state;
    (void)snprintf(path, sizeof path, "/tmp/gouw-result-XXXXXX");
    const int descriptor = mkstemp(path);
    return descriptor < 0 ? -1 : close(descriptor);
}

static int remove_file(void **state) {
    (void)state;
    return unlink(path);
}

static void put(const char *text) {
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    assert_true(fputs(text, file) >= 0);
    assert_int_equal(fclose(file), 0);
}

/* Writes a table, reads it, writes it again: the same name, the same text. */
static void check_round(const gouw_table *table, gouw_format format, gouw_arena *arena) {
    gouw_error error = GOUW_ERROR_INIT;
    gouw_table *back = NULL;
    gouw_sink first, second;
    gouw_sink_open_memory(&first);
    gouw_sink_open_memory(&second);
    gouw_table_write(table, format, &first);
    assert_int_equal(gouw_sink_close(&first, "first", &error), GOUW_OK);
    put(first.data);
    if (gouw_result_read(path, table->name, arena, &back, &error) != GOUW_OK)
        fail_msg("%s: %s", table->name, error.message);
    gouw_table_write(back, format, &second);
    assert_int_equal(gouw_sink_close(&second, "second", &error), GOUW_OK);
    assert_string_equal(back->name, table->name);
    assert_string_equal(second.data, first.data);
    gouw_sink_release(&first);
    gouw_sink_release(&second);
}

/* Two tables get columns named after coders or regions: no chart is drawn from those. */
static bool has_own_names(const gouw_table *table) {
    return strcmp(table->name, "disagreements") == 0 || strcmp(table->name, "overlap_wide") == 0;
}

static void reads_every_table(void **state) {
    (void)state;
    gouw_arena arena = GOUW_ARENA_INIT;
    gouw_error error = GOUW_ERROR_INIT;
    const gouw_dataset *dataset = NULL;
    const gouw_load_options load = {.phrases = NULL};
    size_t n, n_tables = 0;
    assert_int_equal(gouw_dataset_load("datasets/npvr-2026", &load, &arena, &dataset, &error),
                     GOUW_OK);
    const gouw_dataset *const datasets[] = {dataset, dataset};
    const gouw_analysis *const *analyses = gouw_analyses(&n);
    for (size_t i = 0; i < n; i++) {
        gouw_results results;
        const gouw_run run = {
            .datasets = datasets, .as_of = GOUW_DAY_NONE, .seed = 1, .threads = 1, .arena = &arena};
        if (analyses[i]->min_operands > 0 || analyses[i]->n_datasets == 0)
            continue;
        gouw_results_init(&results, &arena);
        if (gouw_analysis_run(analyses[i], &run, &results, &error) != GOUW_OK)
            fail_msg("%s: %s", analyses[i]->name, error.message);
        for (size_t t = 0; t < results.n_tables; t++)
            for (int f = GOUW_FORMAT_CSV; f <= GOUW_FORMAT_TSV; f++) {
                if (has_own_names(results.tables[t]))
                    continue;
                check_round(results.tables[t], (gouw_format)f, &arena);
                n_tables++;
            }
    }
    assert_true(n_tables > 50);
    gouw_arena_release(&arena);
}

/* As a spreadsheet or a person may leave it: other order, semicolons, columns of their own, guards
 * against formulas. */
static void reads_what_was_edited(void **state) {
    (void)state;
    gouw_arena arena = GOUW_ARENA_INIT;
    gouw_error error = GOUW_ERROR_INIT;
    gouw_table *table = NULL;
    put("\xEF\xBB\xBFmy note;label;theme;share;regions\r\nx;'=1+1;'t;0,5;7\r\n;'t Hart;''@a;;\r\n");
    if (gouw_result_read(path, NULL, &arena, &table, &error) != GOUW_OK)
        fail_msg("%s", error.message);
    assert_string_equal(table->name, "prevalence");
    assert_int_equal(table->n_rows, 2);
    assert_string_equal(gouw_table_text(table, 0, "label"), "=1+1");
    assert_string_equal(gouw_table_text(table, 0, "theme"), "'t");
    assert_string_equal(gouw_table_text(table, 1, "label"), "'t Hart");
    assert_string_equal(gouw_table_text(table, 1, "theme"), "'@a"); /* one taken off */
    assert_true(gouw_table_real(table, 0, "share") == 0.5);
    assert_int_equal(gouw_table_integer(table, 0, "regions"), 7);
    assert_int_equal(gouw_table_integer(table, 1, "regions"), GOUW_INTEGER_NONE);
    assert_int_equal(gouw_table_find(table, "my note"), SIZE_MAX);
    gouw_arena_release(&arena);
}

static void survives_any_failure_of_memory(void **state) {
    (void)state;
    put("region,axis1,axis2\na,0.5,1\nb,1,2\n");
    gouw_status status = GOUW_EMEMORY;
    for (size_t n = 1; status == GOUW_EMEMORY && n < 500; n++) {
        gouw_arena arena = GOUW_ARENA_INIT;
        gouw_error error = GOUW_ERROR_INIT;
        gouw_table *table = NULL;
        arena.fail_at = n;
        status = gouw_result_read(path, NULL, &arena, &table, &error);
        if (status == GOUW_OK)
            assert_string_equal(table->name, "ordinate");
        gouw_arena_release(&arena);
    }
    assert_int_equal(status, GOUW_OK);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(reads_every_table, make_file, remove_file),
        cmocka_unit_test_setup_teardown(reads_what_was_edited, make_file, remove_file),
        cmocka_unit_test_setup_teardown(survives_any_failure_of_memory, make_file, remove_file),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
