/* A dendrogram, and what is read off it: clusters, order, cophenetic distances, support, Newick.
 *
 * Merges follow the convention of R's hclust. Step s (counted from 1) joins left and right, each
 * a single item -1 .. -n or the result of an earlier step 1 .. s - 1:
 *
 *     step  left right height        a single item stands left of a cluster,
 *       1    -1    -3    0.2         of two items the lower comes first,
 *       2    -2     1    0.5         of two clusters the earlier
 *
 * Heights never fall from step to step, except under linkages that allow inversions.
 */
#ifndef GOUW_STAT_TREE_H
#define GOUW_STAT_TREE_H

#include <stddef.h>
#include <stdint.h>

#include "gouw/arena.h"
#include "gouw/sink.h"
#include "gouw/status.h"

typedef struct gouw_merge {
    int32_t left, right;
    uint32_t size; /* items below */
    double height;
} gouw_merge;

typedef struct gouw_tree {
    size_t n_items;
    gouw_merge *merges;  /* n_items - 1 of them, none when n_items < 2; in the arena */
    size_t n_inversions; /* merges lower than one of the two clusters they join */
} gouw_tree;

/* A merge before it is numbered: any member of each of the two clusters. */
typedef struct gouw_step {
    uint32_t a, b;
    double height;
} gouw_step;

/* Numbers n_items - 1 steps, in the order given, as a tree. Heights that fall short of a part's
 * by less than a relative 1e-12 are rounding and raised to it; more is counted as an inversion. */
gouw_status gouw_tree_from_steps(const gouw_step *steps, size_t n_items, gouw_arena *arena,
                                 gouw_tree *tree, gouw_error *error);

/* order[0..n): the items from left to right, each left part before its right part: hclust's
 * order. */
gouw_status gouw_tree_order(const gouw_tree *tree, uint32_t *order, gouw_error *error);

/* The same, and start[s] = where in the order the items of step s + 1 begin: they stand at start[s]
 * .. start[s] + size - 1, those of the left part first. start has room for n_items. */
void gouw_tree_layout(const gouw_tree *tree, uint32_t *start, uint32_t *order);

/* cluster[i] = the cluster of item i, 0 .. k - 1, when the last k - 1 merges are undone; numbered
 * by their first items, as cutree does. 1 <= k <= n_items, else GOUW_EUSAGE. O(n). */
gouw_status gouw_tree_cut(const gouw_tree *tree, size_t k, uint32_t *cluster, gouw_error *error);

/* out[pair] = the height at which the two items first share a cluster; condensed, n (n - 1) / 2
 * places (distance.h). */
gouw_status gouw_tree_cophenetic(const gouw_tree *tree, double *out, gouw_error *error);

/* Pearson correlation of two arrays, such as distances and cophenetic distances (Sokal & Rohlf
 * 1962); NaN when either is constant or n < 2. */
double gouw_correlation(const double *x, const double *y, size_t n);

/* The agglomerative coefficient (Kaufman & Rousseeuw 1990, ch. 5): mean over the items of 1 - m,
 * m = height of the item's first merge over that of the last. NaN when n < 2 or the last is 0. */
double gouw_tree_coefficient(const gouw_tree *tree);

#endif
