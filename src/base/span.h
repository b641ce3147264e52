/* Intervals of the calendar that have a name: years, months and the parts of a year that EDTF
 * numbers 21 to 41. One table says what the parts mean; the EDTF reader, the phrases and the
 * writer all look there. */
#ifndef GOUW_BASE_SPAN_H
#define GOUW_BASE_SPAN_H

#include "gouw/date.h"

enum {
    GOUW_SPRING = 21, /* 21-24 spring to winter; 25-28 the same, said to be northern */
    GOUW_SUMMER,
    GOUW_AUTUMN,
    GOUW_WINTER,
    GOUW_SOUTHERN_SPRING = 29, /* 29-32 */
    GOUW_QUARTER_1 = 33,       /* 33-36 */
    GOUW_THIRD_1 = 37,         /* 37-39: "begin", "medio", "eind" */
    GOUW_HALF_1 = 40,          /* 40-41 */
    GOUW_SUBYEAR_FIRST = GOUW_SPRING,
    GOUW_SUBYEAR_LAST = 41
};

/* n_months whole months from month 1-12 of year. False, and out untouched, when any of them lies
 * outside the years GOUW_YEAR_MIN to GOUW_YEAR_MAX. */
bool gouw_span_months(int year, int month, int n_months, gouw_precision precision, gouw_when *out);

/* The part of a year with that number, GOUW_SUBYEAR_FIRST to GOUW_SUBYEAR_LAST. */
bool gouw_span_subyear(int year, int code, gouw_when *out);

/* The number of the part of year that is exactly [earliest, latest]; 0 if none is. */
int gouw_span_code(int year, gouw_day earliest, gouw_day latest);

/* A third of a month: days 1-10, 11-20 or 21 to the end, for part 1, 2 or 3. */
bool gouw_span_month_third(int year, int month, int part, gouw_when *out);

/* The two ends of when with a slash between, even where one name says the whole. */
char *gouw_span_interval(const gouw_when *when, char out[GOUW_EDTF_TEXT]);

/* One day; it must exist. */
void gouw_span_day(int year, int month, int day, gouw_when *out);

#endif
