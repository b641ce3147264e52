/* Agglomerative clustering from distances: seven linkages, merges as R's hclust gives them.
 *
 * The seven are those of Lance & Williams (1967): the distance of a merged cluster ij to k is
 * computed from d(i,k), d(j,k), d(i,j) and the sizes.
 *
 *     average   mean over the pairs (UPGMA)         weighted  mean of the two (WPGMA, McQuitty)
 *     complete  largest pair                        centroid  UPGMC
 *     single    smallest pair                       median    WPGMC (Gower)
 *     ward      ward.D2 of R: squares the distances inside, heights are distances
 *
 * Centroid and median take the numbers as they are, like hclust: give them squared Euclidean
 * distances for their geometric meaning. They alone allow inversions.
 *
 * Ties. Up to GOUW_LINKAGE_SMALL items, and always for centroid and median, each step merges the
 * closest of all pairs; of equally close ones the pair with the lowest first cluster, then the
 * lowest second, a cluster ranking by its lowest item. That is hclust's rule (which departs from
 * it in a few ties of median linkage). Beyond, ties are still broken by index, but along the path
 * the faster method takes: another of the equally valid trees may come out.
 */
#ifndef GOUW_STAT_LINKAGE_H
#define GOUW_STAT_LINKAGE_H

#include "gouw/arena.h"
#include "gouw/status.h"
#include "stat/distance.h"
#include "stat/tree.h"

typedef enum gouw_linkage {
    GOUW_LINKAGE_AVERAGE,
    GOUW_LINKAGE_COMPLETE,
    GOUW_LINKAGE_SINGLE,
    GOUW_LINKAGE_WARD,
    GOUW_LINKAGE_WEIGHTED,
    GOUW_LINKAGE_CENTROID,
    GOUW_LINKAGE_MEDIAN,
    GOUW_N_LINKAGES
} gouw_linkage;

/* The names, as hclust and SciPy know them ("average", ...); NULL at the end. */
extern const char *const gouw_linkage_names[GOUW_N_LINKAGES + 1];

enum {
    GOUW_LINKAGE_SMALL = 1000, /* up to here: closest pair of all, ties as hclust */
    GOUW_LINKAGE_DOUBLE = 8192 /* up to here heights to the last digits, beyond to seven */
};

/* Clusters the items. Beyond GOUW_LINKAGE_SMALL the merges are found in float32, where distances
 * that differ by a few parts in 2^24 may count as equal. Memory beyond the tree, given back:
 * n^2 doubles, beyond GOUW_LINKAGE_SMALL as a rule 0.05 to 0.15 n^2 float32, and 1.125 n^2 where
 * few clusters are near each other; single linkage there: O(n). GOUW_EDATA when a distance is NaN,
 * negative or infinite. 0 and 1 items give a tree without merges. */
gouw_status gouw_linkage_tree(const gouw_distances *distances, gouw_linkage linkage,
                              gouw_arena *arena, gouw_tree *tree, gouw_error *error);

#endif
