/* Civil days against counting one by one, and how dates are written. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "gouw/date.h"

static int days_in(int year, int month) {
    if (month == 2)
        return year % 400 == 0 ? 29 : year % 100 == 0 ? 28 : year % 4 == 0 ? 29 : 28;
    return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

static void every_day_of_every_year(void **state) {
    (void)state;
    gouw_day expected = GOUW_DAY_MIN;
    for (int y = GOUW_YEAR_MIN; y <= GOUW_YEAR_MAX; y++)
        for (int m = 1; m <= 12; m++) {
            assert_int_equal(gouw_month_length(y, m), days_in(y, m));
            for (int d = 1; d <= days_in(y, m); d++, expected++) {
                int year, month, day;
                gouw_day_to_civil(expected, &year, &month, &day);
                if (gouw_day_from_civil(y, m, d) != expected || year != y || month != m || day != d)
                    fail_msg("%d-%d-%d", y, m, d);
            }
        }
    assert_int_equal(expected, GOUW_DAY_MAX + 1);
}

static void known_days(void **state) {
    (void)state;
    assert_int_equal(gouw_day_from_civil(1970, 1, 1), 0);
    assert_int_equal(gouw_day_from_civil(2000, 3, 1), 11017);
    assert_int_equal(gouw_day_from_civil(-9999, 1, 1), GOUW_DAY_MIN);
    assert_int_equal(gouw_day_from_civil(9999, 12, 31), GOUW_DAY_MAX);
}

static void days_are_written_and_read(void **state) {
    (void)state;
    static const char *const texts[] = {"2026-06-12",  "0000-01-01", "-0001-12-31",
                                        "-9999-01-01", "9999-12-31", "2024-02-29"};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        char shown[GOUW_DAY_TEXT];
        const gouw_day day = gouw_day_parse(texts[i], strlen(texts[i]));
        assert_int_not_equal(day, GOUW_DAY_NONE);
        assert_string_equal(gouw_day_format(day, shown), texts[i]);
    }
    char shown[GOUW_DAY_TEXT];
    assert_string_equal(gouw_day_format(GOUW_DAY_NONE, shown), "");
    assert_string_equal(gouw_day_format(GOUW_DAY_MAX + 1, shown), "");
}

static void other_texts_are_no_days(void **state) {
    (void)state;
    static const char *const texts[] = {
        "",           "2026",        "2026-06",     "2026-6-12",    "2026-06-1",   "2026-02-30",
        "2025-02-29", "2026-13-01",  "2026-00-01",  "2026-01-00",   "2026/06/12",  "-0000-01-01",
        "+2026-06-1", " 2026-06-12", "2026-06-12 ", "-2026-06-123", "20-26-06-12", "2026-06-1x"};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        if (gouw_day_parse(texts[i], strlen(texts[i])) != GOUW_DAY_NONE)
            fail_msg("'%s' is read as a day", texts[i]);
    assert_int_equal(gouw_day_parse("2026-06-12T10", 10), gouw_day_from_civil(2026, 6, 12));
}

static void every_precision_has_a_name(void **state) {
    (void)state;
    static const char *const names[] = {"none", "day",  "month",  "quarter",  "season", "third",
                                        "half", "year", "decade", "interval", "open"};
    for (int i = 0; i < GOUW_N_PRECISIONS; i++)
        assert_string_equal(gouw_precision_name((gouw_precision)i), names[i]);
    assert_string_equal(gouw_precision_name((gouw_precision)99), "none");
}

static void check_written(const char *from, const char *to, const char *expected) {
    char shown[GOUW_EDTF_TEXT];
    const gouw_when when = {.earliest = gouw_day_parse(from, strlen(from)),
                            .latest = gouw_day_parse(to, strlen(to))};
    if (strcmp(gouw_when_format(&when, shown), expected) != 0)
        fail_msg("%s to %s is written %s, expected %s", from, to, shown, expected);
}

static void the_shortest_name_is_written(void **state) {
    (void)state;
    static const struct {
        const char *from, *to, *text;
    } rows[] = {
        {"2026-06-12", "2026-06-12", "2026-06-12"},
        {"2026-01-01", "2026-01-01", "2026-01-01"},
        {"2026-06-01", "2026-06-30", "2026-06"},
        {"2024-02-01", "2024-02-29", "2024-02"},
        {"2024-02-01", "2024-02-28", "2024-02-01/2024-02-28"},
        {"2026-01-01", "2026-12-31", "2026"},
        {"2026-03-01", "2026-05-31", "2026-21"},
        {"2026-06-01", "2026-08-31", "2026-22"},
        {"2026-09-01", "2026-11-30", "2026-23"},
        {"2026-12-01", "2027-02-28", "2026-24"},
        {"2027-12-01", "2028-02-29", "2027-24"},
        {"2026-01-01", "2026-03-31", "2026-33"},
        {"2026-04-01", "2026-06-30", "2026-34"},
        {"2026-07-01", "2026-09-30", "2026-35"},
        {"2026-10-01", "2026-12-31", "2026-36"},
        {"2026-01-01", "2026-04-30", "2026-37"},
        {"2026-05-01", "2026-08-31", "2026-38"},
        {"2026-09-01", "2026-12-31", "2026-39"},
        {"2026-01-01", "2026-06-30", "2026-40"},
        {"2026-07-01", "2026-12-31", "2026-41"},
        {"2010-01-01", "2019-12-31", "201X"},
        {"0000-01-01", "0009-12-31", "000X"},
        {"-2019-01-01", "-2010-12-31", "-201X"},
        {"-0010-01-01", "-0001-12-31", "-0010/-0001"},
        {"-0009-01-01", "0000-12-31", "-0009/0000"},
        {"2011-01-01", "2020-12-31", "2011/2020"},
        {"2026-01-01", "2029-12-31", "2026/2029"},
        {"2026-03-01", "2026-04-30", "2026-03/2026-04"},
        {"2025-12-01", "2026-01-31", "2025-12/2026-01"},
        {"2026-06-01", "2026-06-10", "2026-06-01/2026-06-10"},
        {"-9999-01-01", "9999-12-31", "-9999/9999"},
        {"-9999-01-02", "9999-12-30", "-9999-01-02/9999-12-30"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        check_written(rows[i].from, rows[i].to, rows[i].text);
}

static void open_and_uncertain_dates_are_written(void **state) {
    (void)state;
    const gouw_day from = gouw_day_from_civil(2026, 6, 1), to = gouw_day_from_civil(2026, 6, 30);
    char shown[GOUW_EDTF_TEXT];
    gouw_when when = {.earliest = from, .latest = GOUW_DAY_MAX, .open_end = true};
    assert_string_equal(gouw_when_format(&when, shown), "2026-06-01/..");
    when = (gouw_when){.earliest = GOUW_DAY_MIN, .latest = to, .open_start = true};
    assert_string_equal(gouw_when_format(&when, shown), "../2026-06-30");
    when.uncertain = true;
    assert_string_equal(gouw_when_format(&when, shown), "../2026-06-30?");
    when = (gouw_when){.earliest = from, .latest = to, .uncertain = true};
    assert_string_equal(gouw_when_format(&when, shown), "2026-06?");
    when = (gouw_when){.earliest = GOUW_DAY_MIN + 1, .latest = to, .uncertain = true};
    assert_string_equal(gouw_when_format(&when, shown), "-9999-01-02?/2026-06-30?");
    when = (gouw_when)GOUW_WHEN_NONE;
    assert_string_equal(gouw_when_format(&when, shown), "");
    when = (gouw_when){.earliest = to, .latest = from};
    assert_string_equal(gouw_when_format(&when, shown), "");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_day_of_every_year),
        cmocka_unit_test(known_days),
        cmocka_unit_test(days_are_written_and_read),
        cmocka_unit_test(other_texts_are_no_days),
        cmocka_unit_test(every_precision_has_a_name),
        cmocka_unit_test(the_shortest_name_is_written),
        cmocka_unit_test(open_and_uncertain_dates_are_written),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
