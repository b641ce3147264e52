/* The fullest month of a stage, under any reading of the dates. */
#ifndef GOUW_ANALYSIS_LOAD_H
#define GOUW_ANALYSIS_LOAD_H

#include "analysis/reach.h"

enum { GOUW_LOAD_BY_MONTH, GOUW_LOAD_BY_QUARTER };

typedef struct gouw_load_choice {
    int by;
    bool latest; /* every step on the last possible day */
} gouw_load_choice;

/* What of a stage is still to come. */
typedef struct gouw_load_peak {
    bool any;      /* some date is not over on the reporting date */
    bool single;   /* one period is fuller than all others: the fields below are of it */
    gouw_day from; /* its first day */
    double expected;
    size_t low, high; /* 10 and 90 percent quantiles */
} gouw_load_peak;

gouw_status gouw_load_find_peak(const gouw_dataset *dataset, gouw_day as_of,
                                const gouw_load_choice *choice, uint32_t stage, gouw_arena *arena,
                                gouw_load_peak *peak, gouw_error *error);

/* The period that begins on from: "2026-06" or "2026-Q2", in the arena; NULL when memory is out. */
const char *gouw_load_period(gouw_arena *arena, const gouw_load_choice *choice, gouw_day from);

extern const gouw_table_spec gouw_load_readings_spec;

/* The sentences about the stage that most regions date, and the table of what its fullest period
 * becomes when the dates are read otherwise. */
gouw_status gouw_load_say(const gouw_run *run, const gouw_reaches *reaches, gouw_results *results,
                          gouw_error *error);

#endif
