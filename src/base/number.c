/* Shortest form: the fewest significant digits that strtod reads back unchanged, laid out as %g
 * lays out fifteen digits or as many as there are. digits.c finds them for nearly every number; for
 * the very large and very small ones 15, 16 and 17 digits are tried in turn, of which 17 always
 * suffice for IEEE doubles (Steele & White 1990).
 */
#include "gouw/number.h"

#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/digits.h"
#include "gouw/language.h"

enum { DIGITS = 15 }; /* that any decimal keeps through a double */

static char *put(char *out, const char *text, size_t n) {
    memcpy(out, text, n);
    return out + n;
}

/* "1.5e-07": the digits text[0..n), of which the first stands for so many powers of ten. */
static char *put_scientific(const char *text, size_t n, int power, char *out) {
    const int size = abs(power);
    out = put(out, text, 1);
    if (n > 1)
        out = put(put(out, ".", 1), text + 1, n - 1);
    out = put(out, power < 0 ? "e-0" : "e+0", size < 10 ? 3 : 2);
    return out + gouw_digits_write((uint64_t)size, out);
}

/* "0.0015", "1.5" or "1500", likewise; power is -4 to 16. */
static char *put_plain(const char *text, size_t n, int power, char *out) {
    if (power < 0)
        return put(put(out, "0.000", (size_t)(1 - power)), text, n);
    const size_t whole = (size_t)power + 1;
    if (n > whole)
        return put(put(put(out, text, whole), ".", 1), text + whole, n - whole);
    return put(put(out, text, n), "0000000000000000", whole - n);
}

/* digits 10^exponent. */
static char *put_number(uint64_t digits, int exponent, char *out) {
    char text[GOUW_DIGITS];
    size_t n = gouw_digits_write(digits, text);
    const int power = exponent + (int)n - 1;
    while (n > 1 && text[n - 1] == '0')
        n--;
    const int most = n > DIGITS ? (int)n : DIGITS;
    return power < -4 || power >= most ? put_scientific(text, n, power, out)
                                       : put_plain(text, n, power, out);
}

static void try_digits(double value, char out[GOUW_NUMBER_TEXT]) {
    for (int digits = DIGITS; digits <= 17; digits++) {
        (void)snprintf(out, GOUW_NUMBER_TEXT, "%.*g", digits, value);
        if (strtod(out, NULL) == value)
            break;
    }
}

char *gouw_number_shortest(double value, char out[GOUW_NUMBER_TEXT]) {
    const double size = fabs(value);
    const bool whole = size < 1e15 && size == trunc(size);
    char *at = out;
    uint64_t digits = 0;
    int exponent;
    if (value < 0)
        *at++ = '-';
    if (whole)
        at += gouw_digits_write((uint64_t)size, at);
    else if (gouw_digits_shortest(size, &digits, &exponent))
        at = put_number(digits, exponent, at);
    else
        return try_digits(value, out), out;
    *at = '\0';
    return out;
}

/* What "%.*f" gives of a value that is not negative. */
static void put_fixed(double value, int decimals, char out[GOUW_NUMBER_TEXT]) {
    char text[GOUW_DIGITS];
    uint64_t digits = 0;
    if (!gouw_digits_rounded(value, decimals, &digits)) {
        (void)snprintf(out, GOUW_NUMBER_TEXT, "%.*f", decimals, value);
        return;
    }
    const size_t n = gouw_digits_write(digits, text), behind = (size_t)decimals;
    const size_t zeros = n > behind ? 0 : behind + 1 - n; /* in front: "0.05" */
    const size_t whole = n + zeros - behind;
    char *at = put(put(out, "0000", zeros), text, n);
    if (behind > 0) {
        memmove(out + whole + 1, out + whole, behind);
        out[whole] = '.';
        at++;
    }
    *at = '\0';
}

char *gouw_number_grouped(double value, int decimals, char out[GOUW_NUMBER_TEXT]) {
    char plain[GOUW_NUMBER_TEXT];
    put_fixed(fabs(value), decimals, plain);
    const bool dutch = gouw_language_get() == GOUW_DUTCH;
    const bool zero = strspn(plain, "0.") == strlen(plain);
    const size_t whole = strcspn(plain, ".");
    size_t at = 0;
    if (value < 0 && !zero)
        out[at++] = '-';
    for (size_t i = 0; plain[i] != '\0' && at < GOUW_NUMBER_TEXT - 2; i++) {
        if (i > 0 && i < whole && (whole - i) % 3 == 0)
            out[at++] = dutch ? '.' : ',';
        out[at++] = plain[i] == '.' && dutch ? ',' : plain[i];
    }
    out[at] = '\0';
    return out;
}

/* Whether a column's name says that it holds years: the values alone cannot, since 1,964 km2 looks
 * like one. */
static bool is_year(const char *column) {
    static const char *const words[] = {"year", "jaar", "jahr"};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        const char *at = strstr(column, words[i]);
        const char after = at == NULL ? 'x' : at[strlen(words[i])];
        if (after == '\0' || after == '_' || after == ' ')
            return true;
    }
    return false;
}

const char *gouw_number_stated(const char *column, const char *text, double value,
                               char out[GOUW_NUMBER_TEXT]) {
    const char *point = strchr(text, '.');
    const size_t decimals = point == NULL ? 0 : strlen(point + 1);
    if (is_year(column) || decimals > 3 || strspn(text, "-0123456789.") < strlen(text))
        return text;
    return gouw_number_grouped(value, (int)decimals, out);
}
