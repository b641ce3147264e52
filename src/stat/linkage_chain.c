/* Nearest-neighbour chain (Benzecri 1982; Juan 1982; Murtagh 1983).
 *
 * Start anywhere and step to the nearest neighbour until two clusters are each other's nearest:
 * merge them. Where a merge never brings the result closer to a third cluster than its parts were
 * (reducible linkages) the rest of the chain stays valid, so all steps together are at most 3 n.
 * The merges come unsorted and are sorted by height at the end. O(n^2), and no priority queue.
 *
 * A full square, not the half: a step reads one row in one sweep, which the condensed form would
 * scatter over n cache lines; the price is one column written a merge. An emptied slot keeps its
 * numbers and is masked by an infinite penalty instead, which saves the second column; when half
 * the slots are empty the square is packed together.
 *
 *     square  m x m, slots in the order of their lowest items     penalty[k]  0, or infinite when
 *     item[k] the lowest item of the cluster in slot k            size[k]     slot k is empty
 *
 * A tie goes to the chain's previous cluster, which makes the chain end, else to the lowest slot.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "stat/linkage_steps.h"
#include "stat/linkage_update.h"

#define REAL         double
#define NAME(x)      x
#define ROOT         sqrt
#define UPDATE(rule) (rule)->update
#include "stat/linkage_chain.inc"
#undef REAL
#undef NAME
#undef ROOT
#undef UPDATE

#define REAL         float
#define NAME(x)      x##_float
#define ROOT         sqrtf
#define UPDATE(rule) (rule)->update_float
#include "stat/linkage_chain.inc"
