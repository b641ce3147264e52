#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "gouw/gouw.h"

static const gouw_column columns[] = {
    {"region", GOUW_TEXT, "", "", GOUW_LOOK_PLAIN},
    {"stage", GOUW_TEXT, "", "", GOUW_LOOK_PLAIN},
    {"item", GOUW_TEXT, "", "", GOUW_LOOK_PLAIN},
    {"when", GOUW_TEXT, "", "", GOUW_LOOK_PLAIN},
    {"status", GOUW_TEXT, "", "", GOUW_LOOK_PLAIN},
    {"earliest", GOUW_DATE, "", "", GOUW_LOOK_PLAIN},
    {"latest", GOUW_DATE, "", "", GOUW_LOOK_PLAIN},
};
static const gouw_table_spec spec = {"timeline", "Steps", columns, 7};

static void add(gouw_table *t, const char *item, const char *status, gouw_day earliest,
                gouw_day latest) {
    assert_int_equal(gouw_table_add_row(t, NULL), GOUW_OK);
    gouw_table_set_text(t, "region", "west");
    gouw_table_set_text(t, "stage", "plan");
    gouw_table_set_text(t, "item", item);
    gouw_table_set_text(t, "when", item);
    gouw_table_set_text(t, "status", status);
    gouw_table_set_date(t, "earliest", earliest);
    gouw_table_set_date(t, "latest", latest);
}

static char *written(const gouw_table *t, size_t *n_left_out) {
    const gouw_calendar calendar = {
        .name = "A, b; c", .scope = "set", .stamp = gouw_day_from_civil(2026, 2, 1)};
    gouw_sink sink;
    gouw_sink_open_memory(&sink);
    assert_int_equal(gouw_calendar_write(t, &calendar, &sink, n_left_out, NULL), GOUW_OK);
    assert_int_equal(gouw_sink_close(&sink, "memory", NULL), GOUW_OK);
    return sink.data;
}

static void test_an_event(void **state) {
    (void)state;
    gouw_arena arena = GOUW_ARENA_INIT;
    gouw_table *t = gouw_table_new(&arena, &spec);
    size_t left_out;
    add(t, NULL, "planned", gouw_day_from_civil(2024, 2, 1), gouw_day_from_civil(2024, 2, 29));
    char *text = written(t, &left_out);
    assert_string_equal(text, "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"
                              "PRODID:-//gouw//timeline//EN\r\nCALSCALE:GREGORIAN\r\n"
                              "X-WR-CALNAME:A\\, b\\; c\r\n"
                              "BEGIN:VEVENT\r\nUID:west.plan.cbf29ce484222325@set\r\n"
                              "DTSTAMP:20260201T000000Z\r\n"
                              "DTSTART;VALUE=DATE:20240201\r\nDTEND;VALUE=DATE:20240301\r\n"
                              "SUMMARY:west: plan\r\nCATEGORIES:plan\r\nSTATUS:TENTATIVE\r\n"
                              "TRANSP:TRANSPARENT\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n");
    assert_int_equal(left_out, 0);
    free(text);
    gouw_arena_release(&arena);
}

static void test_what_has_no_place(void **state) {
    (void)state;
    gouw_arena arena = GOUW_ARENA_INIT;
    gouw_table *t = gouw_table_new(&arena, &spec);
    size_t left_out;
    add(t, NULL, "planned", GOUW_DAY_NONE, GOUW_DAY_NONE);
    add(t, NULL, "planned", gouw_day_from_civil(2026, 1, 1), GOUW_DAY_NONE);
    add(t, NULL, "planned", gouw_day_from_civil(-1, 1, 1), gouw_day_from_civil(2026, 1, 1));
    add(t, NULL, "planned", gouw_day_from_civil(2026, 1, 1), GOUW_DAY_MAX);
    /* a calendar without a component is none */
    const gouw_calendar calendar = {.name = "n", .scope = "s", .stamp = 20000};
    gouw_sink sink;
    gouw_sink_open_memory(&sink);
    assert_int_equal(gouw_calendar_write(t, &calendar, &sink, NULL, NULL), GOUW_EDATA);
    assert_int_equal(sink.length, 0);
    gouw_sink_release(&sink);
    add(t, NULL, "planned", gouw_day_from_civil(2026, 1, 1), gouw_day_from_civil(2026, 1, 2));
    char *text = written(t, &left_out);
    assert_non_null(strstr(text, "VEVENT"));
    assert_int_equal(left_out, 4);
    free(text);
    gouw_arena_release(&arena);
}

/* Lines end in CRLF, none is longer than 75 octets, and a fold never cuts a character. */
static void test_folding(void **state) {
    (void)state;
    char item[401];
    for (size_t shift = 0; shift < 4; shift++) {
        gouw_arena arena = GOUW_ARENA_INIT;
        gouw_table *t = gouw_table_new(&arena, &spec);
        item[0] = '\0';
        for (size_t i = 0; i < shift; i++)
            strcat(item, "x");
        for (size_t i = 0; i < 90; i++)
            strcat(item, i % 3 == 0 ? "\xF0\x9F\x8C\x8D" : i % 3 == 1 ? "\xC3\xA2" : ",\n");
        add(t, item, "done", gouw_day_from_civil(2026, 1, 1), gouw_day_from_civil(2026, 1, 1));
        char *text = written(t, NULL);
        for (const char *line = text; *line != '\0';) {
            const char *end = strstr(line, "\r\n");
            assert_non_null(end);
            assert_true(end - line <= 75);
            assert_int_equal(gouw_utf8_check(line, (size_t)(end - line)), end - line);
            assert_null(memchr(line, '\n', (size_t)(end - line)));
            line = end + 2;
        }
        free(text);
        gouw_arena_release(&arena);
    }
}

static void test_tables_that_are_no_steps(void **state) {
    (void)state;
    gouw_arena arena = GOUW_ARENA_INIT;
    gouw_table *t = gouw_table_new(&arena, &spec);
    const gouw_calendar unstamped = {.name = "n", .scope = "s", .stamp = GOUW_DAY_NONE};
    gouw_error error = GOUW_ERROR_INIT;
    gouw_sink sink;
    gouw_sink_open_memory(&sink);
    assert_int_equal(gouw_calendar_write(t, &unstamped, &sink, NULL, &error), GOUW_EUSAGE);
    const gouw_calendar early = {.name = "n", .scope = "s", .stamp = GOUW_DAY_MIN};
    error = (gouw_error)GOUW_ERROR_INIT;
    assert_int_equal(gouw_calendar_write(t, &early, &sink, NULL, &error), GOUW_EUSAGE);
    assert_non_null(strstr(error.message, "-9999-01-01"));
    error = (gouw_error)GOUW_ERROR_INIT;
    gouw_table_drop_column(t, "latest");
    assert_int_equal(gouw_calendar_write(t, &unstamped, &sink, NULL, &error), GOUW_EUSAGE);
    assert_non_null(strstr(error.message, "timeline"));
    gouw_sink_release(&sink);
    gouw_arena_release(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_an_event),
        cmocka_unit_test(test_what_has_no_place),
        cmocka_unit_test(test_folding),
        cmocka_unit_test(test_tables_that_are_no_steps),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
