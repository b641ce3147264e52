/* Optimal leaf ordering: the order of a dendrogram's leaves in which neighbours are most alike. */
#ifndef GOUW_STAT_LEAF_ORDER_H
#define GOUW_STAT_LEAF_ORDER_H

#include "gouw/status.h"
#include "stat/distance.h"
#include "stat/tree.h"

/* order[0..n) = the items from left to right so that the sum of distances between neighbours is
 * the smallest that turning the tree's branches can give; length (or NULL) = that sum. Of equally
 * short orders the ends with the lowest indexes win, then inside each branch those where two
 * parts meet; the lower end stands left. GOUW_EDATA when a distance is none. O(n^3) time,
 * 1.25 n^2 doubles: for up to a few thousand items. */
gouw_status gouw_leaf_order(const gouw_distances *distances, const gouw_tree *tree, uint32_t *order,
                            double *length, gouw_error *error);

#endif
