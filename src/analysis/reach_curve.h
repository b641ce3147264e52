/* "Reached by day t" curves of all regions, for the distance between schedules. */
#ifndef GOUW_ANALYSIS_REACH_CURVE_H
#define GOUW_ANALYSIS_REACH_CURVE_H

#include "analysis/reach.h"
#include "stat/wasserstein.h"

/* Only stages with an order take part. A stage with two known ends has its own curve. One that is
 * not named, or undated, takes the maximum over stages with strictly higher order: who reaches a
 * later stage has reached this one, a lower bound whatever the dependence. One with an open end
 * takes the maximum of what is certain of its own date and of those. */
typedef struct gouw_reach_curves {
    size_t n_stages;  /* with an order; curves[region * n_stages + k] is of stages[k] */
    uint32_t *stages; /* in file order */
    gouw_day_curve *curves;
    bool *dated;          /* of each curve: the region dates that stage itself */
    bool *has_schedule;   /* of each region: it dates some of them */
    gouw_interval window; /* from first to last end, as cut; earliest > latest if none */
} gouw_reach_curves;

gouw_status gouw_reach_curves_make(const gouw_reaches *reaches, gouw_arena *arena,
                                   gouw_reach_curves *curves, gouw_error *error);

#endif
