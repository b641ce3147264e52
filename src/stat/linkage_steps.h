/* The ways to find the merges of a linkage, and what they share. Internal to
 * linkage.c; tests call them directly to compare them. */
#ifndef GOUW_STAT_LINKAGE_STEPS_H
#define GOUW_STAT_LINKAGE_STEPS_H

#include <stdbool.h>

#include "stat/linkage.h"

/* Each writes n - 1 steps in the order of merging. */

/* Closest pair of all, each time: any linkage, ties as in linkage.h. O(n^2) where few clusters
 * share a nearest neighbour, O(n^3) at worst. */
gouw_status gouw_linkage_closest(const gouw_distances *distances, gouw_linkage linkage,
                                 gouw_step *steps, gouw_error *error);

/* What the items are where they are clusters already: by item its size, the height of its last
 * merge, an item below it. */
typedef struct gouw_linkage_start {
    const float *size, *height;
    const uint32_t *item;
} gouw_linkage_start;

/* Nearest-neighbour chain: the reducible linkages (all but centroid and median), in float32; start
 * may be NULL. O(n^2). */
gouw_status gouw_linkage_chain(const gouw_distances *distances, gouw_linkage linkage,
                               const gouw_linkage_start *start, gouw_step *steps,
                               gouw_error *error);

/* The same trees, less time and memory: stage after stage until no more than least clusters are
 * left, which the chain joins. O(n^2). */
gouw_status gouw_linkage_stages(const gouw_distances *distances, gouw_linkage linkage, size_t least,
                                gouw_step *steps, gouw_error *error);

/* The heights of steps as gouw_linkage_chain wrote them, anew and in double, and the order that
 * follows. Not for single, centroid and median. O(n^2). */
gouw_status gouw_linkage_heights(const gouw_distances *distances, gouw_linkage linkage,
                                 gouw_step *steps, gouw_error *error);

/* Single linkage from the minimum spanning tree, found in one pass over the rows. O(n^2) time, O(n)
 * memory. */
gouw_status gouw_linkage_spanning(const gouw_distances *distances, gouw_step *steps,
                                  gouw_error *error);

/* Sorts steps by height; equal heights keep their order, so that parts stay before the whole. */
gouw_status gouw_linkage_sort(gouw_step *steps, size_t n_steps, gouw_error *error);

#endif
