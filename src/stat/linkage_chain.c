/* Nearest-neighbour chain (Benzecri 1982; Juan 1982; Murtagh 1983).
 *
 * Start anywhere and step to the nearest neighbour until two clusters are each other's nearest:
 * merge them. Where a merge never brings the result closer to a third cluster than its parts were
 * (reducible linkages) the rest of the chain stays valid, so all steps together are at most 3 n.
 * The merges come unsorted and are sorted by height at the end. O(n^2), and no priority queue.
 *
 * A full square, not the half: a look reads one row in one sweep, which the condensed form would
 * scatter over n cache lines. The price is that a new cluster's distances must get into every
 * row, a column of n cache misses. So columns are written YOUNG at a time, next to each other: a
 * new cluster takes the next free column and the row of one of its parts, and until its column is
 * written its distances stand in its own row only. Whoever needs a row sooner fills in the few it
 * lacks.
 *
 *                 settled columns   young columns   free
 *     row of k    [ . . x . x . . . | k asks young  |      ]   x: dead, penalty infinite
 *     row of new  [ . . x . x . . . | older | inf           ]
 *
 * Dead columns stay, masked by an infinite penalty, until half are dead or none is free; then they
 * are taken out of each row.
 *
 *     row[column], item[column]   where its distances stand; its lowest item when it was one
 *
 * A tie goes to the chain's previous cluster, which makes the chain end, else to the lowest column:
 * items in their order, then clusters in the order they were made.
 */
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

#include "stat/linkage_steps.h"
#include "stat/linkage_update.h"

enum {
    YOUNG = 16, /* columns that wait to be written: one cache line of float32 */
    AHEAD = 16  /* rows between asking for a line and writing to it */
};

#if defined(__GNUC__)
#define PREFETCH(address) __builtin_prefetch(address, 1)
#else
#define PREFETCH(address) (void)(address)
#endif

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
