/* Text that a spreadsheet would run never stands bare in CSV or TSV, plain numbers and all other
 * text stand as they are, and reading gives back what was written, apostrophes included. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "data/csv.h"
#include "gouw/gouw.h"
#include "gouw/random.h"

enum { ROWS = 20000, LONGEST = 40 };

static const gouw_column columns[] = {
    {"id", GOUW_TEXT, "", "a word, so that no row is empty", GOUW_LOOK_PLAIN},
    {"text", GOUW_TEXT, "", "what may be run", GOUW_LOOK_PLAIN},
    {"n", GOUW_INTEGER, "", "a number", GOUW_LOOK_PLAIN},
    {"x", GOUW_REAL, "", "a number", GOUW_LOOK_PLAIN},
};
static const gouw_table_spec spec = {"sample", "A sample", columns, 4};

static void make_text(gouw_random *random, char *text) {
    static const char *const pieces[] = {"=", "+", "-", "@",  "\t", "\r", "'", "\"", "1",
                                         ".", "e", "a", "\n", " ",  ",",  ";", "0",  "cmd"};
    const size_t n = 1 + gouw_random_below(random, 6);
    text[0] = '\0';
    for (size_t i = 0; i < n; i++)
        strcat(text, pieces[gouw_random_below(random, 18)]);
}

static gouw_table *make_table(gouw_arena *arena, uint64_t seed) {
    gouw_table *table = gouw_table_new(arena, &spec);
    gouw_random random;
    gouw_random_init(&random, seed, 0);
    for (size_t r = 0; r < ROWS; r++) {
        char text[LONGEST];
        make_text(&random, text);
        assert_int_equal(gouw_table_add_row(table, NULL), GOUW_OK);
        gouw_table_set_text(table, "id", "r");
        gouw_table_set_text(table, "text", gouw_arena_text(arena, text, strlen(text)));
        gouw_table_set_integer(table, "n", -(int64_t)r);
        gouw_table_set_real(table, "x", -1.5e99);
    }
    return table;
}

/* The cell as a program sees it that knows of no guard: what stands between the quotes. */
static bool starts_a_formula(const char *cell) {
    double number;
    int used = 0;
    if (strchr("=+-@\t\r", cell[0]) == NULL)
        return false;
    return strspn(cell, "+-.0123456789eE") != strlen(cell) ||
           sscanf(cell, "%lf%n", &number, &used) != 1 || used != (int)strlen(cell);
}

static void check(const gouw_table *table, gouw_format format, bool guard) {
    gouw_arena arena = GOUW_ARENA_INIT;
    gouw_findings findings;
    gouw_sink sink;
    gouw_csv *csv = NULL;
    gouw_error error = GOUW_ERROR_INIT;
    const gouw_record *record;
    gouw_sink_open_memory(&sink);
    (guard ? gouw_table_write : gouw_table_write_unguarded)(table, format, &sink);
    gouw_source source = {
        .path = "x.csv", .descriptor = -1, .text = sink.data, .length = sink.length};
    gouw_findings_init(&findings, &arena, &arena);
    gouw_findings_begin(&findings, "x.csv");
    assert_int_equal(gouw_csv_open(&source, format == GOUW_FORMAT_CSV ? ',' : '\t', &findings,
                                   &arena, &csv, &error),
                     GOUW_OK);
    assert_int_equal(gouw_csv_next(csv, &record, &error), GOUW_OK);
    for (size_t r = 0; r < table->n_rows; r++) {
        const char *expected = table->cells[1][r].text;
        assert_int_equal(gouw_csv_next(csv, &record, &error), GOUW_OK);
        assert_non_null(record);
        assert_int_equal(record->n, 4);
        if (guard || expected[0] != '\'')
            assert_string_equal(record->fields[1].text, expected);
        assert_true(record->fields[2].text[0] == (r == 0 ? '0' : '-'));
        assert_string_equal(record->fields[3].text, "-1.5e+99");
    }
    gouw_csv_close(csv);
    gouw_sink_release(&sink);
    gouw_arena_release(&arena);
}

static void test_guarded_text_is_read_back(void **state) {
    (void)state;
    gouw_arena arena = GOUW_ARENA_INIT;
    const gouw_table *table = make_table(&arena, 7);
    for (int guard = 0; guard < 2; guard++) {
        check(table, GOUW_FORMAT_CSV, guard == 1);
        check(table, GOUW_FORMAT_TSV, guard == 1);
    }
    gouw_arena_release(&arena);
}

/* One row at a time, so that the cell can be looked at without a reader. */
static void test_no_cell_starts_a_formula(void **state) {
    (void)state;
    gouw_random random;
    gouw_random_init(&random, 11, 0);
    size_t n_guarded = 0;
    for (size_t i = 0; i < ROWS; i++) {
        gouw_arena arena = GOUW_ARENA_INIT;
        gouw_sink sink;
        char text[LONGEST];
        make_text(&random, text);
        gouw_table *table = gouw_table_new(&arena, &(gouw_table_spec){"t", "T", columns + 1, 1});
        assert_int_equal(gouw_table_add_row(table, NULL), GOUW_OK);
        gouw_table_set_text(table, "text", text);
        gouw_sink_open_memory(&sink);
        gouw_table_write(table, GOUW_FORMAT_CSV, &sink);
        const char *cell = sink.data + strlen("text\n");
        sink.data[sink.length - 1] = '\0';
        cell += *cell == '"';
        assert_false(starts_a_formula(cell));
        n_guarded += cell[0] == '\'' && text[0] != '\'';
        if (strchr("=+-@\t\r'", text[0]) == NULL)
            assert_int_equal(cell[0], text[0]);
        gouw_sink_release(&sink);
        gouw_arena_release(&arena);
    }
    assert_true(n_guarded > ROWS / 10);
}

static void test_what_runs(void **state) {
    (void)state;
    static const struct {
        const char *text;
        bool runs;
    } cases[] = {
        {"=1+1", true},   {"+31 6", true},  {"-", true},     {"@SUM(A1)", true},
        {"\t=1", true},   {"\r=1", true},   {"'=1", true},   {"''-a", true},
        {"-1-1", true},   {"-1.", true},    {"-1e", true},   {"--1", true},
        {"-.5", true},    {"+1,5", true},   {"-1e5e", true}, {"", false},
        {"'", false},     {"a=1", false},   {" =1", false},  {"-1", false},
        {"+4.25", false}, {"-1e-9", false}, {"'-3", false},  {"'s-Gravenhage", false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        assert_int_equal(gouw_text_runs(cases[i].text, strlen(cases[i].text)), cases[i].runs);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_runs),
        cmocka_unit_test(test_guarded_text_is_read_back),
        cmocka_unit_test(test_no_cell_starts_a_formula),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
