/* Up to 19 digits are gathered in an integer. If it is below 2^53 and the power of ten at most
 * 10^22, both are exact doubles and one multiplication or division rounds once (Clinger 1990, "How
 * to read floating point numbers accurately", PLDI). That is nearly every number in a file; the
 * rest goes through strtod, with the marks made plain. */
#include "data/decimal.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "gouw/number.h"

enum { LONGEST = 400 };

const char *const gouw_decimal_messages[GOUW_N_DECIMAL_READINGS] = {
    [GOUW_DECIMAL_BAD] = N_("%s '%s' is not a number"),
    [GOUW_DECIMAL_HUGE] = N_("%s '%s' is too large"),
    [GOUW_DECIMAL_AMBIGUOUS] = N_(
        "%s '%s' may be thousands or a fraction: leave the point out or write a comma, or state "
        "decimalChar in datapackage.json"),
    [GOUW_DECIMAL_GROUPED] = N_("%s '%s' has marks between its digits: write the digits alone, "
                                "or state groupChar in datapackage.json"),
    [GOUW_DECIMAL_COMMA] = N_("%s '%s' has a decimal comma, but here the mark is a point"),
    [GOUW_DECIMAL_SPACED] = N_("%s '%s' has blanks inside: write the digits alone"),
};

gouw_decimal_format gouw_decimal_format_of(char delimiter, char decimal, char group) {
    gouw_decimal_format format = {.decimal = decimal, .group = group};
    if (decimal == '\0' && group != '\0')
        format.decimal = group == '.' ? ',' : '.';
    else if (decimal == '\0' && delimiter == ',')
        format.decimal = '.';
    format.wary = format.decimal == '\0';
    return format;
}

/* What was found in a number. */
typedef struct parts {
    uint64_t digits;   /* of whole part and fraction together */
    size_t n_digits;   /* without leading zeros */
    size_t n_whole;    /* digits in front of the mark, all of them */
    size_t n_fraction; /* digits behind it */
    long exponent;     /* as written */
    char mark;         /* the decimal mark; NUL = none */
    bool negative, has_exponent;
} parts;

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

static void take(parts *number, char c) {
    if (number->n_digits > 0 || c != '0')
        number->n_digits++;
    if (number->n_digits <= 19)
        number->digits = number->digits * 10 + (uint64_t)(c - '0');
}

/* Digits, with group separators if the format has one: first one to three, then threes. */
static const char *whole_part(const char *at, const char *end, char group, parts *number) {
    size_t run = 0;
    bool grouped = false;
    for (; at < end && (is_digit(*at) || (*at == group && group != '\0')); at++) {
        if (is_digit(*at)) {
            take(number, *at);
            number->n_whole++;
            run++;
            continue;
        }
        if (grouped ? run != 3 : run == 0 || run > 3)
            return NULL;
        grouped = true;
        run = 0;
    }
    return number->n_whole == 0 || (grouped && run != 3) ? NULL : at;
}

static const char *fraction(const char *at, const char *end, parts *number) {
    number->mark = *at;
    for (at++; at < end && is_digit(*at); at++) {
        take(number, *at);
        number->n_fraction++;
    }
    return number->n_fraction == 0 ? NULL : at;
}

static const char *exponent(const char *at, const char *end, parts *number) {
    number->has_exponent = true;
    at++;
    const bool negative = at < end && *at == '-';
    if (at < end && (*at == '-' || *at == '+'))
        at++;
    if (at == end)
        return NULL;
    for (; at < end && is_digit(*at); at++)
        if (number->exponent < 100000)
            number->exponent = number->exponent * 10 + (*at - '0');
    if (negative)
        number->exponent = -number->exponent;
    return at;
}

/* Takes text apart; false when it is no number. */
static bool parse(const char *text, size_t length, const gouw_decimal_format *format,
                  parts *number) {
    const char *at = text, *end = text + length;
    if (at < end && (*at == '-' || *at == '+'))
        number->negative = *at++ == '-';
    at = whole_part(at, end, format->group, number);
    if (at != NULL && at < end &&
        (format->decimal == '\0' ? *at == '.' || *at == ',' : *at == format->decimal))
        at = fraction(at, end, number);
    if (at != NULL && at < end && (*at == 'e' || *at == 'E'))
        at = exponent(at, end, number);
    return at == end;
}

static double with_strtod(const char *text, size_t length, const gouw_decimal_format *format) {
    char plain[LONGEST + 1];
    size_t n = 0;
    for (size_t i = 0; i < length; i++)
        if (text[i] != format->group)
            plain[n++] = text[i] == ',' ? '.' : text[i];
    plain[n] = '\0';
    return strtod(plain, NULL);
}

static bool exact(const parts *number, double *value) {
    static const double power[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                   1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                                   1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
    const long ten = number->exponent - (long)number->n_fraction;
    if (number->n_digits > 19 || number->digits > UINT64_C(1) << 53 || ten > 22 || ten < -22)
        return false;
    const double digits = (double)number->digits;
    *value = ten >= 0 ? digits * power[ten] : digits / power[-ten];
    if (number->negative)
        *value = -*value;
    return true;
}

/* Why text is no number: what a person most likely meant by it. */
static gouw_decimal_reading diagnose(const char *text, size_t length) {
    size_t n_marks = 0, n_digits = 0, n_blanks = 0, n_other = 0, behind = 0;
    for (size_t i = 0; i < length; i++) {
        const bool no_break = i + 1 < length && memcmp(text + i, "\xC2\xA0", 2) == 0;
        if (is_digit(text[i]))
            n_digits++, behind++;
        else if (text[i] == '.' || text[i] == ',')
            n_marks++, behind = 0;
        else if (text[i] == ' ' || no_break)
            n_blanks++, i += no_break;
        else if (i > 0 || (text[i] != '-' && text[i] != '+'))
            n_other++;
    }
    if (n_digits == 0 || n_other > 0)
        return GOUW_DECIMAL_BAD;
    if (n_blanks > 0)
        return GOUW_DECIMAL_SPACED;
    if (n_marks > 1 || (n_marks == 1 && behind == 3))
        return GOUW_DECIMAL_GROUPED;
    return n_marks == 1 && memchr(text, ',', length) != NULL ? GOUW_DECIMAL_COMMA
                                                             : GOUW_DECIMAL_BAD;
}

/* Whole numbers of up to fifteen digits, which most are, need no more than this. */
static bool whole_number(const char *text, size_t length, double *value) {
    int64_t digits = 0;
    if (length == 0 || length > 15)
        return false;
    for (size_t i = 0; i < length; i++) {
        if (!is_digit(text[i]))
            return false;
        digits = digits * 10 + (text[i] - '0');
    }
    *value = (double)digits;
    return true;
}

gouw_decimal_reading gouw_decimal_read(const char *text, size_t length,
                                       const gouw_decimal_format *format, double *value) {
    parts number = {.digits = 0};
    if (whole_number(text, length, value))
        return GOUW_DECIMAL_READ;
    if (length > LONGEST)
        return GOUW_DECIMAL_BAD;
    if (!parse(text, length, format, &number))
        return diagnose(text, length);
    if (format->wary && number.mark == '.' && number.n_whole <= 3 && number.n_fraction == 3 &&
        !number.has_exponent)
        return GOUW_DECIMAL_AMBIGUOUS;
    double result;
    if (!exact(&number, &result))
        result = with_strtod(text, length, format);
    if (!(fabs(result) <= GOUW_NUMBER_MOST))
        return GOUW_DECIMAL_HUGE;
    *value = result;
    return GOUW_DECIMAL_READ;
}
