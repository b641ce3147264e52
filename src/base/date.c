/* Civil days and how a date is written.
 *
 * Both conversions count years from March, so that the leap day is the last of the year, and
 * start at the year -10000: a whole number of 400-year cycles before year 0, which keeps every
 * quotient non-negative. The way back is the chain of three divisions by multiplication of
 * C. Neri and L. Schneider, "Euclidean affine functions and their application to calendar
 * algorithms", Software: Practice and Experience 53 (2023), 937-970: no loop, no table, no branch.
 * Chosen over struct tm because that is local, may fail and stops at no particular year.
 */
#include "gouw/date.h"

#include <string.h>

#include "base/i18n.h"
#include "base/span.h"

enum {
    CYCLES_BEFORE = 25,                           /* 400-year cycles from -10000 to year 0 */
    DAYS_A_CYCLE = 146097,                        /* days in 400 years */
    EPOCH = CYCLES_BEFORE * DAYS_A_CYCLE + 719468 /* days from -10000-03-01 to 1970-01-01 */
};

static bool is_leap(int year) {
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

int gouw_month_length(int year, int month) {
    static const signed char length[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return length[month - 1] + (month == 2 && is_leap(year));
}

gouw_day gouw_day_from_civil(int year, int month, int day) {
    const bool late = month > 2;
    const uint32_t y = (uint32_t)(year + 400 * CYCLES_BEFORE - (late ? 0 : 1));
    const uint32_t m = (uint32_t)(late ? month - 3 : month + 9);
    const uint32_t before = 365 * y + y / 4 - y / 100 + y / 400 + (153 * m + 2) / 5;
    return (gouw_day)before + day - 1 - EPOCH;
}

void gouw_day_to_civil(gouw_day when, int *year, int *month, int *day) {
    const uint32_t n = 4 * (uint32_t)(when + EPOCH) + 3;
    const uint32_t century = n / DAYS_A_CYCLE;
    const uint64_t in_century = UINT64_C(2939745) * (n % DAYS_A_CYCLE | 3);
    const uint32_t day_of_year = (uint32_t)in_century / 2939745 / 4;
    const uint32_t m = 2141 * day_of_year + 197913;
    const bool next_year = day_of_year >= 306;
    *year = (int)(100 * century + (uint32_t)(in_century >> 32)) + next_year - 400 * CYCLES_BEFORE;
    *month = (int)(m >> 16) - (next_year ? 12 : 0);
    *day = (int)((m & 0xFFFF) / 2141) + 1;
}

static char *put_number(char *out, int value, int n_digits) {
    for (int i = n_digits - 1; i >= 0; i--, value /= 10)
        out[i] = (char)('0' + value % 10);
    return out + n_digits;
}

static char *put_year(char *out, int year) {
    if (year < 0)
        *out++ = '-';
    return put_number(out, year < 0 ? -year : year, 4);
}

/* The first n_parts of year, month and day. */
static char *put_date(char *out, gouw_day when, int n_parts) {
    int part[3];
    gouw_day_to_civil(when, &part[0], &part[1], &part[2]);
    out = put_year(out, part[0]);
    for (int i = 1; i < n_parts; i++) {
        *out++ = '-';
        out = put_number(out, part[i], 2);
    }
    return out;
}

char *gouw_day_format(gouw_day when, char out[GOUW_DAY_TEXT]) {
    const bool written = when >= GOUW_DAY_MIN && when <= GOUW_DAY_MAX;
    *(written ? put_date(out, when, 3) : out) = '\0';
    return out;
}

/* n_digits digits at text, or -1. */
static int take_number(const char *text, int n_digits) {
    int value = 0;
    for (int i = 0; i < n_digits; i++) {
        if (text[i] < '0' || text[i] > '9')
            return -1;
        value = 10 * value + (text[i] - '0');
    }
    return value;
}

gouw_day gouw_day_parse(const char *text, size_t length) {
    const bool negative = length == 11 && text[0] == '-';
    const char *s = text + negative;
    if (length != (negative ? 11u : 10u) || s[4] != '-' || s[7] != '-')
        return GOUW_DAY_NONE;
    const int year = take_number(s, 4), month = take_number(s + 5, 2), day = take_number(s + 8, 2);
    if (year < 0 || (negative && year == 0) || month < 1 || month > 12 || day < 1)
        return GOUW_DAY_NONE;
    const int signed_year = negative ? -year : year;
    if (day > gouw_month_length(signed_year, month))
        return GOUW_DAY_NONE;
    return gouw_day_from_civil(signed_year, month, day);
}

const char *gouw_precision_name(gouw_precision precision) {
    static const char *const name[GOUW_N_PRECISIONS] = {
        [GOUW_PRECISION_NONE] = "none",     [GOUW_PRECISION_DAY] = "day",
        [GOUW_PRECISION_MONTH] = "month",   [GOUW_PRECISION_QUARTER] = "quarter",
        [GOUW_PRECISION_SEASON] = "season", [GOUW_PRECISION_THIRD] = "third",
        [GOUW_PRECISION_HALF] = "half",     [GOUW_PRECISION_YEAR] = "year",
        [GOUW_PRECISION_DECADE] = "decade", [GOUW_PRECISION_INTERVAL] = "interval",
        [GOUW_PRECISION_OPEN] = "open",
    };
    return (unsigned)precision < GOUW_N_PRECISIONS ? name[precision] : name[GOUW_PRECISION_NONE];
}

/* How many of year, month and day say exactly where an interval starts or ends. */
static int parts_needed(gouw_day when, bool is_end) {
    int year, month, day;
    gouw_day_to_civil(when, &year, &month, &day);
    if (day != (is_end ? gouw_month_length(year, month) : 1))
        return 3;
    return month == (is_end ? 12 : 1) ? 1 : 2;
}

/* The end of the text when one name says the whole interval, else NULL. */
static char *put_named(char *out, gouw_day earliest, gouw_day latest) {
    int year, month, day, end_year, end_month, end_day;
    gouw_day_to_civil(earliest, &year, &month, &day);
    gouw_day_to_civil(latest, &end_year, &end_month, &end_day);
    const int from = parts_needed(earliest, false), to = parts_needed(latest, true);
    const int parts = from > to ? from : to;
    if (earliest == latest)
        return put_date(out, earliest, 3);
    if (parts == 3)
        return NULL;
    if (year == end_year && (parts == 1 || month == end_month))
        return put_date(out, earliest, parts);
    /* 201X: in both directions from zero the digit before the X stays the same. */
    if (parts == 1 && end_year - year == 9 && (year < 0 ? end_year : year) % 10 == 0 &&
        (year < 0) == (end_year < 0)) {
        out = put_year(out, year);
        out[-1] = 'X';
        return out;
    }
    const int code = gouw_span_code(year, earliest, latest);
    if (code == 0)
        return NULL;
    out = put_year(out, year);
    *out++ = '-';
    return put_number(out, code, 2);
}

/* One end of an interval; ".." when it is open. */
static char *put_end(char *out, gouw_day when, int n_parts, bool open, bool uncertain) {
    if (open) {
        memcpy(out, "..", 2);
        return out + 2;
    }
    out = put_date(out, when, n_parts);
    if (uncertain)
        *out++ = '?';
    return out;
}

static char *put_interval(char *out, const gouw_when *when) {
    int parts = 3;
    if (!when->open_start && !when->open_end) {
        const int from = parts_needed(when->earliest, false);
        const int to = parts_needed(when->latest, true);
        parts = from > to ? from : to;
    }
    out = put_end(out, when->earliest, parts, when->open_start, when->uncertain);
    *out++ = '/';
    return put_end(out, when->latest, parts, when->open_end, when->uncertain);
}

char *gouw_when_format(const gouw_when *when, char out[GOUW_EDTF_TEXT]) {
    out[0] = '\0';
    if (when->earliest < GOUW_DAY_MIN || when->latest > GOUW_DAY_MAX ||
        when->earliest > when->latest)
        return out;
    char *end = NULL;
    if (!when->open_start && !when->open_end)
        end = put_named(out, when->earliest, when->latest);
    if (end != NULL && when->uncertain)
        *end++ = '?';
    if (end == NULL)
        end = put_interval(out, when);
    *end = '\0';
    return out;
}
