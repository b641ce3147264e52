/* Shortest form: the fewest significant digits, from 1 to 17, that strtod reads back unchanged.
 * 17 always suffice for IEEE doubles (Steele & White 1990). Whole numbers below 2^53 take a short
 * cut; they are the bulk of what gouw writes.
 */
#include "gouw/number.h"

#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gouw/language.h"

char *gouw_number_shortest(double value, char out[GOUW_NUMBER_TEXT]) {
    if (value == 0) {
        (void)snprintf(out, GOUW_NUMBER_TEXT, "0");
        return out;
    }
    if (fabs(value) < 1e15 && value == trunc(value)) {
        (void)snprintf(out, GOUW_NUMBER_TEXT, "%.0f", value);
        return out;
    }
    for (int digits = 15; digits <= 17; digits++) {
        (void)snprintf(out, GOUW_NUMBER_TEXT, "%.*g", digits, value);
        if (strtod(out, NULL) == value)
            break;
    }
    return out;
}

char *gouw_number_grouped(double value, int decimals, char out[GOUW_NUMBER_TEXT]) {
    char plain[GOUW_NUMBER_TEXT];
    (void)snprintf(plain, sizeof plain, "%.*f", decimals, fabs(value));
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
