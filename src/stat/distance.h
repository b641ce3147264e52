/* Where the methods on distances take them from: an array, or a function that computes them.
 *
 * A source has n items and fills rows on request, so that a method that needs each distance once
 * (single linkage, silhouettes) never holds n x n numbers, and so that float32 matrices and sets
 * of bits can stand behind the same methods. Distances are finite and not negative; d(i, i) = 0.
 */
#ifndef GOUW_STAT_DISTANCE_H
#define GOUW_STAT_DISTANCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "gouw/status.h"
#include "stat/pair_index.h"

struct gouw_step; /* stat/tree.h */

typedef struct gouw_distances {
    size_t n; /* at most GOUW_ITEMS_MAX */
    /* out[k] = distance of item to others[k], k < n_others. others ascends strictly unless the
     * method says otherwise, and may hold item itself. Must be safe to call from several threads.
     */
    void (*row)(const struct gouw_distances *self, uint32_t item, const uint32_t *others,
                size_t n_others, double *out);
    /* Where the distances of item to item + 1, ..., n - 1 stand, for sources that hold them so;
     * NULL for others. */
    const double *(*tail)(const struct gouw_distances *self, uint32_t item);
    /* The n - 1 edges of a minimum spanning tree, in any order, from sources that need no rows for
     * it; NULL for others. */
    gouw_status (*spanning)(const struct gouw_distances *self, struct gouw_step *edges,
                            gouw_error *error);
    /* Told now and then which share of the rows a long method has been given; false: it is to stop.
     * NULL for sources that nobody waits for. */
    bool (*go_on)(const struct gouw_distances *self, double share);
    const void *data; /* the source's own */
} gouw_distances;

#define GOUW_ITEMS_MAX ((size_t)INT32_MAX - 1)

/* A condensed matrix of n (n - 1) / 2 doubles as a source; the array stays the caller's. */
gouw_distances gouw_distances_condensed(const double *values, size_t n);

/* All distances as a full square with 0 on the diagonal, n rows that begin stride >= n doubles
 * apart, to be freed with free().
 * GOUW_EDATA when a distance is no number in [0, 1e140] (room for squares and sums); GOUW_EMEMORY.
 */
gouw_status gouw_distances_square(const gouw_distances *distances, size_t stride, double **square,
                                  gouw_error *error);

/* The same as float32: half the memory, 24 bits of precision; distances up to 1e18, so that their
 * squares fit. stride is a multiple of 16. */
gouw_status gouw_distances_square_float(const gouw_distances *distances, size_t stride,
                                        float **square, gouw_error *error);

/* The distances of item to item + 1, ..., n - 1: those of the source, or filled into row, which has
 * room for n. items[0..n) = 0 .. n - 1. Not checked. */
const double *gouw_distances_get_tail(const gouw_distances *distances, uint32_t item,
                                      const uint32_t *items, double *row);

/* The same, checked as below; NULL when one is none. */
const double *gouw_distances_tail(const gouw_distances *distances, uint32_t item,
                                  const uint32_t *items, double *row, double largest,
                                  gouw_error *error);

/* GOUW_EDATA when out[0..n_others), as row filled it, holds what is no distance: NaN, or not in
 * [0, largest]. */
gouw_status gouw_distances_check(uint32_t item, const uint32_t *others, size_t n_others,
                                 const double *out, double largest, gouw_error *error);

#endif
