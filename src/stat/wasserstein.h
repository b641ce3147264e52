/* How far apart two schedules are: the area between their "reached by day t" curves. */
#ifndef GOUW_STAT_WASSERSTEIN_H
#define GOUW_STAT_WASSERSTEIN_H

#include <stdbool.h>

#include "gouw/status.h"
#include "stat/day_cdf.h"

/* A "reached by day t" curve: the pointwise maximum of some distribution functions; the constant
 * 0 where there are none. A stage that is known only from later ones takes the maximum of theirs:
 * who has reached a later stage has reached this one, so P(reached) is at least each of them. */
typedef struct gouw_day_curve {
    const gouw_day_cdf *cdfs;
    size_t n_cdfs;
} gouw_day_curve;

/* The curve on the days from .. from + n_days - 1. */
void gouw_day_curve_fill(const gouw_day_curve *curve, gouw_day from, size_t n_days, double *out);

/* The first Wasserstein distance in days between two curves cut to the window from .. to: what
 * comes before it counts as its first day, what comes after or never as its last. It is the sum
 * of |F - G| over the days from .. to - 1; 0 where from >= to. */
double gouw_day_curve_distance(const gouw_day_curve *a, const gouw_day_curve *b, gouw_day from,
                               gouw_day to);

/* All pairs of n schedules with n_stages curves each (row by row in curves): the mean over stages
 * of the distance above, into the symmetric square[n * n]. With used (n * n_stages) the mean is
 * over the stages that both use, NaN where there is none; NULL: over all, n_stages >= 1.
 *
 * O(n^2 n_stages days) additions, long stretches without a change counting as one day; the curves
 * are worked out once, a block of days at a time, in no more than 8 MiB or 16 days. GOUW_EMEMORY.
 */
gouw_status gouw_schedule_distances(const gouw_day_curve *curves, const bool *used, size_t n,
                                    size_t n_stages, gouw_day from, gouw_day to, double *square,
                                    gouw_error *error);

#endif
