/* The named parts of a year.
 *
 * Numbers 21-41 are those of ISO 8601-2:2019, section 4.8 (Library of Congress EDTF 2019, level 2).
 * The standard leaves the months of a season open; these are the meteorological ones, so that
 * a winter runs from December into the next year. Thirds of a year (the quadrimesters 37-39) are
 * also what "begin", "medio" and "eind" mean: a convention, and this table is where it stands.
 */
#include "base/span.h"

static const struct {
    signed char month, n_months;
    gouw_precision precision;
} PARTS[] = {
    {3, 3, GOUW_PRECISION_SEASON},   {6, 3, GOUW_PRECISION_SEASON},  {9, 3, GOUW_PRECISION_SEASON},
    {12, 3, GOUW_PRECISION_SEASON},  {3, 3, GOUW_PRECISION_SEASON},  {6, 3, GOUW_PRECISION_SEASON},
    {9, 3, GOUW_PRECISION_SEASON},   {12, 3, GOUW_PRECISION_SEASON}, {9, 3, GOUW_PRECISION_SEASON},
    {12, 3, GOUW_PRECISION_SEASON},  {3, 3, GOUW_PRECISION_SEASON},  {6, 3, GOUW_PRECISION_SEASON},
    {1, 3, GOUW_PRECISION_QUARTER},  {4, 3, GOUW_PRECISION_QUARTER}, {7, 3, GOUW_PRECISION_QUARTER},
    {10, 3, GOUW_PRECISION_QUARTER}, {1, 4, GOUW_PRECISION_THIRD},   {5, 4, GOUW_PRECISION_THIRD},
    {9, 4, GOUW_PRECISION_THIRD},    {1, 6, GOUW_PRECISION_HALF},    {7, 6, GOUW_PRECISION_HALF},
};

bool gouw_span_months(int year, int month, int n_months, gouw_precision precision, gouw_when *out) {
    const int last = month - 1 + n_months - 1;
    const int end_year = year + last / 12, end_month = last % 12 + 1;
    if (year < GOUW_YEAR_MIN || end_year > GOUW_YEAR_MAX)
        return false;
    *out = (gouw_when){.earliest = gouw_day_from_civil(year, month, 1), .precision = precision};
    out->latest = gouw_day_from_civil(end_year, end_month, gouw_month_length(end_year, end_month));
    return true;
}

bool gouw_span_subyear(int year, int code, gouw_when *out) {
    const int i = code - GOUW_SUBYEAR_FIRST;
    return gouw_span_months(year, PARTS[i].month, PARTS[i].n_months, PARTS[i].precision, out);
}

int gouw_span_code(int year, gouw_day earliest, gouw_day latest) {
    for (int code = GOUW_SUBYEAR_FIRST; code <= GOUW_SUBYEAR_LAST; code++) {
        gouw_when part;
        if (gouw_span_subyear(year, code, &part) && part.earliest == earliest &&
            part.latest == latest)
            return code;
    }
    return 0;
}

bool gouw_span_month_third(int year, int month, int part, gouw_when *out) {
    gouw_when whole;
    if (!gouw_span_months(year, month, 1, GOUW_PRECISION_THIRD, &whole))
        return false;
    *out = whole;
    out->earliest = whole.earliest + 10 * (part - 1);
    if (part < 3)
        out->latest = out->earliest + 9;
    return true;
}

void gouw_span_day(int year, int month, int day, gouw_when *out) {
    *out = (gouw_when){.precision = GOUW_PRECISION_DAY};
    out->earliest = out->latest = gouw_day_from_civil(year, month, day);
}
