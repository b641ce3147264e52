/* Steps by month: their counting (load_count.c), then what follows from it under any reading of the
 * dates (load_readings.c). */
#ifndef GOUW_ANALYSIS_LOAD_H
#define GOUW_ANALYSIS_LOAD_H

#include "analysis/reach.h"

enum { GOUW_LOAD_BY_MONTH, GOUW_LOAD_BY_QUARTER };

typedef struct gouw_load_choice {
    int by;
    bool latest; /* every step on the last possible day */
} gouw_load_choice;

/* What is counted, and the periods that it falls in: months or quarters, counted from year 0. A
 * stage that is the number of stages stands for all of them together. */
typedef struct gouw_loading {
    gouw_reaches reaches;
    const gouw_load_choice *options;
    gouw_arena *arena;
    double *p, *mass; /* room for one count */
    int first, end;   /* end: behind the last */
} gouw_loading;

/* The number of steps of a period. */
typedef struct gouw_load_tally {
    size_t n, low, high, undated;      /* n: that may be; low, high: 10 and 90 percent quantiles */
    double expected, two, three, done; /* done: of the expected number */
} gouw_load_tally;

/* Memory comes from the arena. */
gouw_status gouw_load_open(const gouw_dataset *dataset, gouw_day as_of,
                           const gouw_load_choice *choice, gouw_arena *arena, gouw_loading *loading,
                           gouw_error *error);

/* Fills p with the chances above 0 of a stage in a period; to_come leaves out what is done. */
gouw_status gouw_load_count(const gouw_loading *loading, size_t stage, int period, bool to_come,
                            gouw_load_tally *tally, gouw_error *error);

bool gouw_load_may_reach(const gouw_loading *loading, size_t region, size_t stage, int period);

/* The period with most still to come after the reporting date; end when shared or none. */
gouw_status gouw_load_fullest(const gouw_loading *loading, size_t stage, int *period,
                              gouw_load_tally *best, gouw_error *error);

/* Its name, as gouw_load_period has it. */
const char *gouw_load_period_text(const gouw_loading *loading, int period);

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
