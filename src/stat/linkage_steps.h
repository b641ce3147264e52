/* The three ways to find the merges of a linkage, and what they share. Internal to
 * linkage.c; tests call the three directly to compare them. */
#ifndef GOUW_STAT_LINKAGE_STEPS_H
#define GOUW_STAT_LINKAGE_STEPS_H

#include <stdbool.h>

#include "stat/linkage.h"

/* Each writes n - 1 steps in the order of merging. */

/* Closest pair of all, each time: any linkage, ties as in linkage.h. O(n^2) where few clusters
 * share a nearest neighbour, O(n^3) at worst. */
gouw_status gouw_linkage_closest(const gouw_distances *distances, gouw_linkage linkage,
                                 gouw_step *steps, gouw_error *error);

/* Nearest-neighbour chain: the reducible linkages (all but centroid and median), in float32.
 * O(n^2). */
gouw_status gouw_linkage_chain(const gouw_distances *distances, gouw_linkage linkage,
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
