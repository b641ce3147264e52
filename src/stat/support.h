/* How often a cluster of one tree comes back in others: the same set of items under one merge.
 *
 * The other trees come from resampled data; what is resampled is the caller's affair. With sets
 * resampled by column this is the bootstrap probability BP of Felsenstein (1985) and of pvclust
 * (Suzuki & Shimodaira 2006).
 */
#ifndef GOUW_STAT_SUPPORT_H
#define GOUW_STAT_SUPPORT_H

#include "gouw/arena.h"
#include "gouw/status.h"
#include "stat/tree.h"

typedef struct gouw_support {
    size_t n_items, n_trees;
    uint64_t *count; /* by merge of the reference tree: trees that have the same cluster */
    struct gouw_support_index *index;
} gouw_support;

/* Prepares to count for the merges of tree, which is not needed afterwards. In the arena. */
gouw_status gouw_support_init(gouw_support *support, const gouw_tree *tree, gouw_arena *arena,
                              gouw_error *error);

/* Counts the clusters of one more tree of the same items. Exact, O(n). Not for several threads at
 * once: give each its own and add the counts. */
gouw_status gouw_support_add(gouw_support *support, const gouw_tree *tree, gouw_error *error);

/* share[m] = share of the trees that have the cluster of merge m; NaN when there was no tree. The
 * last, all items, is 1. */
void gouw_support_shares(const gouw_support *support, double *share);

#endif
