/* Sets as a source of distances: 1 - similarity, computed when asked for. */
#ifndef GOUW_STAT_PAIRS_DISTANCE_H
#define GOUW_STAT_PAIRS_DISTANCE_H

#include "stat/distance.h"
#include "stat/pairs.h"

/* The sets of pairs, which must outlive it and hold at most GOUW_ITEMS_MAX rows, as a source: no
 * matrix behind it, so that single linkage of n sets takes O(n) memory (stat/linkage.h). A
 * similarity that is not defined gives NaN, which the methods refuse. A row of k distances takes
 * O(k x stride), or O(k x n_columns) where weights are compared; many times less of either where
 * the sets are laid out for it. */
gouw_distances gouw_pairs_distances(const gouw_pairs *pairs);

/* A copy of the sets as rows of many distances are counted from; none for a weighted measure. */
gouw_status gouw_pairs_lay_out(gouw_pairs *pairs, gouw_arena *arena, gouw_error *error);

#endif
