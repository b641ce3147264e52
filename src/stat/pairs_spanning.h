/* The minimum spanning tree of sets, of distances 1 - similarity: single linkage without a matrix.
 */
#ifndef GOUW_STAT_PAIRS_SPANNING_H
#define GOUW_STAT_PAIRS_SPANNING_H

#include "stat/pairs.h"
#include "stat/tree.h"

/* Whether gouw_pairs_spanning can be asked: a measure that is a quotient of two counts, a few
 * thousand items at most, and not two empty sets, whose similarity is none of counts. */
bool gouw_pairs_spans(const gouw_pairs *pairs);

/* n_rows - 1 edges, in the order in which they were found, of one of the shortest trees: of equally
 * long edges it depends on the order of the rows which are taken. O(n^2 stride) time; memory: a
 * copy of the sets and O(n). */
gouw_status gouw_pairs_spanning(const gouw_pairs *pairs, gouw_step *edges, gouw_error *error);

#endif
