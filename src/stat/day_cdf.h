/* When something is reached, as a distribution over days: the latest of several independent
 * items, each uniform on an interval.
 *
 *     P(T <= t) = product over the items of  clamp((t - earliest + 1) / length, 0, 1)
 */
#ifndef GOUW_STAT_DAY_CDF_H
#define GOUW_STAT_DAY_CDF_H

#include <stddef.h>

#include "stat/interval.h"

/* The latest of parts[0..n_parts), n_parts >= 1. An interval with an open end has no uniform
 * distribution; it counts with the least that is certain: nothing before its latest day and all
 * from it on where the start is open, nothing ever where the end is. */
typedef struct gouw_day_cdf {
    const gouw_interval *parts;
    size_t n_parts;
} gouw_day_cdf;

/* The first and the last day T can fall on; GOUW_DAY_MIN and GOUW_DAY_MAX where open. */
gouw_interval gouw_day_cdf_range(const gouw_day_cdf *cdf);

/* P(T <= day), and P(from <= T <= to). O(n_parts). */
double gouw_day_cdf_at(const gouw_day_cdf *cdf, gouw_day day);
double gouw_day_cdf_between(const gouw_day_cdf *cdf, gouw_day from, gouw_day to);

/* P(A < B), P(A = B), P(A > B) in days, A and B independent and without open ends. By counting
 * pairs of days for two single intervals; else a sum over the days that both can fall on. */
void gouw_day_cdf_order(const gouw_day_cdf *a, const gouw_day_cdf *b, double *before, double *same,
                        double *after);

#endif
