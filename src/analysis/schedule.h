/* What is known of a step on the reporting date: the interval that analyses compute with.
 *
 * The reporting date is the earlier of the as-of date and the edition date. A done step happened
 * on or before it, a planned one comes after it; the stated interval is cut accordingly:
 *
 *                        reporting date
 *     done     [ earliest ....|--- cut ---]          an undated one: any time up to it
 *     planned  [--- cut ------|.... latest ]         undated, or wholly past: some time after it
 */
#ifndef GOUW_ANALYSIS_SCHEDULE_H
#define GOUW_ANALYSIS_SCHEDULE_H

#include "gouw/analysis.h"

/* The earlier of the as-of date and the edition date of the dataset; either may be missing. */
gouw_day gouw_reporting_date(const gouw_dataset *dataset, gouw_day as_of);

/* The interval of a step as cut at the reporting date. A dropped step has none: undated. Ends
 * that stay open are GOUW_DAY_MIN and GOUW_DAY_MAX with the flags set. */
gouw_when gouw_schedule_cut(const gouw_milestone *milestone, gouw_day reporting);

/* How a step stands on the as-of date, by its interval as stated. */
typedef enum gouw_step_state {
    GOUW_STEP_DONE,
    GOUW_STEP_DROPPED,
    GOUW_STEP_OVERDUE, /* the latest possible day has passed */
    GOUW_STEP_DUE,     /* the as-of date lies inside the interval */
    GOUW_STEP_UPCOMING,
    GOUW_STEP_UNDATED
} gouw_step_state;

gouw_step_state gouw_schedule_state(const gouw_milestone *milestone, gouw_day as_of);

/* "done", "dropped", "overdue", "due", "upcoming", "undated". */
const char *gouw_step_state_name(gouw_step_state state);

/* Sets the columns earliest and latest of the last row; an open or missing end stays empty. */
void gouw_schedule_set_interval(gouw_table *table, const gouw_when *when);

/* The columns region, stage and item of the last row. */
void gouw_schedule_set_step(gouw_table *table, const gouw_dataset *dataset,
                            const gouw_milestone *milestone);

/* "1 February 2026" in the arena, for sentences; NULL when memory is out. */
const char *gouw_day_words(gouw_arena *arena, gouw_day day);

/* "February 2026", the month of the day. */
const char *gouw_month_words(gouw_arena *arena, gouw_day day);

#endif
