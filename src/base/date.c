/* Civil days and how they are written.
 *
 * Both conversions count years from March, so that the leap day is the last of the year, and
 * start at the year -10000: a whole number of 400-year cycles before year 0, which keeps every
 * quotient non-negative. The way back is the chain of three divisions by multiplication of
 * C. Neri and L. Schneider, "Euclidean affine functions and their application to calendar
 * algorithms", Software: Practice and Experience 53 (2023), 937-970: no loop, no table, no branch.
 * Chosen over struct tm because that is local, may fail and stops at no particular year.
 */
#include "gouw/date.h"

#include <stdlib.h>

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

char *gouw_day_format(gouw_day when, char out[GOUW_DAY_TEXT]) {
    char *at = out;
    int year, month, day;
    if (when >= GOUW_DAY_MIN && when <= GOUW_DAY_MAX) {
        gouw_day_to_civil(when, &year, &month, &day);
        if (year < 0)
            *at++ = '-';
        at = put_number(at, abs(year), 4);
        *at++ = '-';
        at = put_number(at, month, 2);
        *at++ = '-';
        at = put_number(at, day, 2);
    }
    *at = '\0';
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
