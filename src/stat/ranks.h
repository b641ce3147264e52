/* How sure a ranking is. */
#ifndef GOUW_STAT_RANKS_H
#define GOUW_STAT_RANKS_H

#include <stddef.h>

/* The ranks that each of n values may have when all that is known of value i is that it lies in
 * [low[i], high[i]]; rank 1 is the largest. A value is certainly behind those whose whole interval
 * lies above its own, and certainly before those whose whole interval lies below:
 *
 *     first[i] = 1 + #{j: low[j] > high[i]},   last[i] = n - #{j: high[j] < low[i]}
 *
 * When all intervals hold at once with some chance, so do all these ranges of ranks (Klein, Wright
 * & Wieczorek 2020, JRSS C 69: 589-606). No value is NaN. room has 2 n places. O(n log n). */
void gouw_rank_ranges(const double *low, const double *high, size_t n, double *room, size_t *first,
                      size_t *last);

#endif
