/* One EDTF date as it was written, digit by digit, and the interval that it means. */
#ifndef GOUW_BASE_EDTF_DATE_H
#define GOUW_BASE_EDTF_DATE_H

#include "gouw/date.h"

enum { GOUW_APPROXIMATE = 1, GOUW_UNCERTAIN = 2 };

typedef struct gouw_edtf_part {
    const char *at; /* its first digit */
    int value;      /* of its digits, an X counted as 0 */
    int unknown;    /* bit i is set where the digit worth 10^i is an X */
    int qualifiers; /* GOUW_APPROXIMATE, GOUW_UNCERTAIN */
} gouw_edtf_part;

enum { GOUW_YEAR, GOUW_MONTH, GOUW_DAY, GOUW_N_PARTS };

typedef struct gouw_edtf_date {
    gouw_edtf_part part[GOUW_N_PARTS]; /* four, two and two digits; the month may be 21-41 */
    int n_parts;
    bool negative;
} gouw_edtf_date;

typedef enum gouw_edtf_fault {
    GOUW_EDTF_FINE,
    GOUW_EDTF_ANY_YEAR,    /* no digit of the year is stated */
    GOUW_EDTF_YEAR_ZERO,   /* -0000 */
    GOUW_EDTF_NO_MONTH,    /* such as 13 */
    GOUW_EDTF_NO_DAY,      /* such as 30 February */
    GOUW_EDTF_SUBYEAR_DAY, /* a day behind a season or quarter */
    GOUW_EDTF_NO_FIT,      /* the digits that are stated fit no date */
    GOUW_EDTF_RANGE        /* reaches beyond the years that days are counted for */
} gouw_edtf_fault;

/* The hull of the dates that fit, with the precision and the two flags, not widened. */
gouw_edtf_fault gouw_edtf_resolve(const gouw_edtf_date *date, gouw_when *out);

/* Moves both ends of what gouw_edtf_resolve gave outwards if a part is approximate. */
gouw_edtf_fault gouw_edtf_widen(const gouw_edtf_date *date, gouw_when *when);

#endif
