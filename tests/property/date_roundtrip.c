/* What holds for every date that can be read: its interval is not empty, and what gouw_when_format
 * writes for it is read as the same interval. And what unspecified digits mean, against trying
 * every day: a day fits when its text has the digits of the pattern. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gouw/date.h"
#include "gouw/random.h"

static const gouw_phrase own_rows[] = {{"zomerreces", "07-04", "08-30"},
                                       {"schooljaar", "08-15", "08-14"},
                                       {"tranche", "2026-33", "2026-12-05"}};
static const gouw_phrases own = {own_rows, 3};

/* Reads the text and checks what holds for it; returns whether it is dated. */
static bool check(const char *text) {
    char message[GOUW_MESSAGE_MAX], shown[GOUW_EDTF_TEXT];
    gouw_when when, again;
    const gouw_day edition = gouw_day_from_civil(2026, 2, 1);
    const gouw_reading reading = gouw_when_read(text, strlen(text), &own, edition, &when, message);
    if ((reading == GOUW_READ) != (message[0] == '\0'))
        fail_msg("'%s': reading %d with message '%s'", text, (int)reading, message);
    if (reading > GOUW_READ_NOTICE || when.precision == GOUW_PRECISION_NONE) {
        if (when.earliest != GOUW_DAY_NONE || when.latest != GOUW_DAY_NONE)
            fail_msg("'%s' is refused but dated", text);
        return false;
    }
    if (when.earliest > when.latest || when.earliest < GOUW_DAY_MIN || when.latest > GOUW_DAY_MAX)
        fail_msg("'%s' has no interval", text);
    if ((when.open_start && when.earliest != GOUW_DAY_MIN) ||
        (when.open_end && when.latest != GOUW_DAY_MAX) ||
        (when.open_start || when.open_end) != (when.precision == GOUW_PRECISION_OPEN))
        fail_msg("'%s' is open in one way and not in another", text);
    gouw_when_format(&when, shown);
    if (gouw_edtf_read(shown, strlen(shown), &again, message) > GOUW_READ_NOTICE)
        fail_msg("'%s' is written '%s', which is refused: %s", text, shown, message);
    if (again.earliest != when.earliest || again.latest != when.latest ||
        again.open_start != when.open_start || again.open_end != when.open_end)
        fail_msg("'%s' is written '%s', another interval", text, shown);
    return true;
}

/* ---- every combination of some parts --------------------------------------------------- */

static const char *const years[] = {"2026",  "2024",  "1900",  "0000", "9999",
                                    "-9999", "-0004", "201X",  "20XX", "1XXX",
                                    "2X2X",  "-000X", "-0000", "XXXX", "XX00"};
static const char *const months[] = {
    "01", "02", "09", "11", "12", "00", "13", "20", "0X", "1X", "X1", "X2", "XX", "3X", "21", "22",
    "23", "24", "25", "28", "29", "30", "31", "32", "33", "36", "37", "38", "39", "40", "41", "42"};
static const char *const days[] = {"01", "15", "28", "29", "30", "31", "32",
                                   "00", "XX", "2X", "3X", "X9", "X0"};
static const char *const marks[] = {"", "~", "?", "%"};

#define COUNT(list) (sizeof(list) / sizeof(list)[0])

static void every_combination_of_parts(void **state) {
    (void)state;
    char text[64];
    size_t dated = 0;
    for (size_t y = 0; y < COUNT(years); y++)
        for (size_t q = 0; q < COUNT(marks); q++) {
            (void)snprintf(text, sizeof text, "%s%s", years[y], marks[q]);
            dated += check(text);
            for (size_t m = 0; m < COUNT(months); m++) {
                (void)snprintf(text, sizeof text, "%s-%s%s", years[y], months[m], marks[q]);
                dated += check(text);
                (void)snprintf(text, sizeof text, "%s-%s%s", years[y], marks[q], months[m]);
                dated += check(text);
                for (size_t d = 0; d < COUNT(days); d++)
                    for (size_t at = 0; at < 4; at++) {
                        (void)snprintf(text, sizeof text, "%s%s-%s%s-%s%s%s", years[y],
                                       at == 0 ? marks[q] : "", months[m], at == 1 ? marks[q] : "",
                                       at == 2 ? marks[q] : "", days[d], at == 3 ? marks[q] : "");
                        dated += check(text);
                    }
            }
        }
    assert_true(dated > 10000);
}

/* ---- random texts of the grammar ------------------------------------------------------- */

static const char *pick(gouw_random *random, const char *const *list, size_t n) {
    return list[gouw_random_below(random, (uint32_t)n)];
}

static void add_date(gouw_random *random, char *text) {
    const uint32_t parts = 1 + gouw_random_below(random, 3);
    const bool marked = gouw_random_below(random, 3) == 0;
    const char *year = pick(random, years, COUNT(years));
    char plain[8];
    if (gouw_random_below(random, 2) == 0) {
        (void)snprintf(plain, sizeof plain, "%04u", (unsigned)gouw_random_below(random, 10000));
        year = plain;
    }
    strcat(text, year);
    for (uint32_t i = 1; i < parts; i++) {
        if (marked)
            strcat(text, pick(random, marks, COUNT(marks)));
        strcat(text, "-");
        if (marked)
            strcat(text, pick(random, marks, COUNT(marks)));
        strcat(text,
               i == 1 ? pick(random, months, COUNT(months)) : pick(random, days, COUNT(days)));
    }
    if (marked)
        strcat(text, pick(random, marks, COUNT(marks)));
}

static void add_side(gouw_random *random, char *text) {
    const uint32_t kind = gouw_random_below(random, 8);
    if (kind == 0)
        strcat(text, "..");
    else if (kind > 1)
        add_date(random, text);
}

static void add_set(gouw_random *random, char *text) {
    const bool one = gouw_random_below(random, 2) == 0;
    const uint32_t n = 1 + gouw_random_below(random, 4);
    strcat(text, one ? "[" : "{");
    if (gouw_random_below(random, 4) == 0)
        strcat(text, "..");
    for (uint32_t i = 0; i < n; i++) {
        strcat(text, i > 0 ? (gouw_random_below(random, 3) == 0 ? ".." : ",") : "");
        add_date(random, text);
    }
    if (gouw_random_below(random, 4) == 0)
        strcat(text, "..");
    strcat(text, one ? "]" : "}");
}

static void random_texts_of_the_grammar(void **state) {
    (void)state;
    gouw_random random;
    gouw_random_init(&random, 1, 0);
    size_t dated = 0;
    for (int i = 0; i < 60000; i++) {
        char text[256] = "";
        const uint32_t kind = gouw_random_below(&random, 3);
        if (kind == 0) {
            add_date(&random, text);
        } else if (kind == 1) {
            add_side(&random, text);
            strcat(text, "/");
            add_side(&random, text);
        } else {
            add_set(&random, text);
        }
        dated += check(text);
    }
    assert_true(dated > 10000);
}

/* Any two days, and the days around the starts and ends of months, make an interval that can be
 * written. */
static void any_interval_can_be_written(void **state) {
    (void)state;
    gouw_random random;
    gouw_random_init(&random, 2, 0);
    for (int i = 0; i < 60000; i++) {
        gouw_day end[2];
        for (int j = 0; j < 2; j++) {
            const int year = (int)gouw_random_below(&random, 19999) + GOUW_YEAR_MIN;
            const int month = 1 + (int)gouw_random_below(&random, 12);
            const int days_in = gouw_month_length(year, month);
            const int day = j == 0 ? 1 : days_in;
            end[j] = gouw_random_below(&random, 4) == 0
                         ? (gouw_day)(GOUW_DAY_MIN + (int)gouw_random_below(&random, 7304483))
                         : gouw_day_from_civil(year, month, day);
        }
        if (gouw_random_below(&random, 2) == 0)
            end[1] = end[0] + (gouw_day)gouw_random_below(&random, 400);
        const bool swap = end[0] > end[1];
        char shown[GOUW_EDTF_TEXT], message[GOUW_MESSAGE_MAX];
        const gouw_when when = {.earliest = end[swap], .latest = end[!swap]};
        if (when.latest > GOUW_DAY_MAX)
            continue;
        gouw_when again;
        gouw_when_format(&when, shown);
        if (gouw_edtf_read(shown, strlen(shown), &again, message) > GOUW_READ_NOTICE ||
            again.earliest != when.earliest || again.latest != when.latest)
            fail_msg("'%s': %s", shown, message);
    }
}

/* ---- unspecified digits against every day ---------------------------------------------- */

enum { FIRST_YEAR = 1890, LAST_YEAR = 2110 };

static bool fits(const char *pattern, const char *day) {
    for (size_t i = 0; pattern[i] != '\0'; i++)
        if (pattern[i] != 'X' && pattern[i] != day[i])
            return false;
    return true;
}

static void check_pattern(const char *pattern, char (*texts)[GOUW_DAY_TEXT], gouw_day first,
                          gouw_day last) {
    gouw_day earliest = GOUW_DAY_NONE, latest = GOUW_DAY_NONE;
    for (gouw_day day = first; day <= last; day++)
        if (fits(pattern, texts[day - first])) {
            earliest = earliest == GOUW_DAY_NONE ? day : earliest;
            latest = day;
        }
    char message[GOUW_MESSAGE_MAX];
    gouw_when when;
    (void)gouw_edtf_read(pattern, strlen(pattern), &when, message);
    if (when.earliest != earliest || when.latest != latest)
        fail_msg("'%s': %d to %d, expected %d to %d", pattern, when.earliest, when.latest, earliest,
                 latest);
}

static void unspecified_digits_are_the_days_that_fit(void **state) {
    (void)state;
    static const char *const pattern_years[] = {"1900", "19XX", "20XX", "201X",
                                                "20X4", "20X1", "200X", "2000"};
    static const char *const month_digits[] = {"01", "02", "04", "12", "00", "0X",
                                               "1X", "X0", "X1", "X2", "X5", "XX"};
    const gouw_day first = gouw_day_from_civil(FIRST_YEAR, 1, 1);
    const gouw_day last = gouw_day_from_civil(LAST_YEAR, 12, 31);
    char(*texts)[GOUW_DAY_TEXT] = calloc((size_t)(last - first + 1), sizeof *texts);
    assert_non_null(texts);
    for (gouw_day day = first; day <= last; day++)
        gouw_day_format(day, texts[day - first]);
    for (size_t y = 0; y < COUNT(pattern_years); y++) {
        char pattern[GOUW_DAY_TEXT];
        check_pattern(pattern_years[y], texts, first, last);
        for (size_t m = 0; m < COUNT(month_digits); m++) {
            (void)snprintf(pattern, sizeof pattern, "%s-%s", pattern_years[y], month_digits[m]);
            check_pattern(pattern, texts, first, last);
            for (size_t d = 0; d < COUNT(days); d++) {
                (void)snprintf(pattern, sizeof pattern, "%s-%s-%s", pattern_years[y],
                               month_digits[m], days[d]);
                check_pattern(pattern, texts, first, last);
            }
        }
    }
    free(texts);
}

/* ---- phrases --------------------------------------------------------------------------- */

static void phrases_of_every_kind(void **state) {
    (void)state;
    static const char *const sides[] = {"",    "voor ", "uiterlijk ", "tot en met ",
                                        "na ", "from ", "tot ",       "in de loop van "};
    static const char *const items[] = {
        "",         "maart ",     "December ", "12 juni ",    "29 februari ",  "31 ",
        "begin ",   "eind ",      "mid-June ", "voorjaar ",   "winter ",       "Q4-",
        "1e half ", "last half ", "tranche ",  "schooljaar ", "jaarwisseling "};
    static const char *const ends[] = {"",     "2026",         "van 2027", "9999",
                                       "0000", "volgend jaar", "26",       "2026-06"};
    static const char *const links[] = {" en ", "-", " t/m ", "/"};
    size_t dated = 0;
    char text[256];
    for (size_t s = 0; s < COUNT(sides); s++)
        for (size_t i = 0; i < COUNT(items); i++)
            for (size_t e = 0; e < COUNT(ends); e++) {
                (void)snprintf(text, sizeof text, "%s%s%s", sides[s], items[i], ends[e]);
                dated += check(text);
                for (size_t l = 0; l < COUNT(links); l++)
                    for (size_t j = 0; j < COUNT(items); j++) {
                        (void)snprintf(text, sizeof text, "%s%s%s%s%s", sides[s], items[i],
                                       links[l], items[j], ends[e]);
                        dated += check(text);
                    }
            }
    assert_true(dated > 5000);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_combination_of_parts),
        cmocka_unit_test(random_texts_of_the_grammar),
        cmocka_unit_test(any_interval_can_be_written),
        cmocka_unit_test(unspecified_digits_are_the_days_that_fit),
        cmocka_unit_test(phrases_of_every_kind),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
