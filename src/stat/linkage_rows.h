/* What the stages of a linkage do with rows of float32, for the processor at hand: the same numbers
 * from each. Internal to linkage_*.c. */
#ifndef GOUW_STAT_LINKAGE_ROWS_H
#define GOUW_STAT_LINKAGE_ROWS_H

#include <stddef.h>
#include <stdint.h>

/* The squared distance of ward between clusters of sizes a and b whose centroids are g apart,
 * squared. */
static inline float gouw_stage_ward(float g, float a, float b) {
    return g * (2 * a * b / (a + b));
}

/* A value for ward, from the mean squared distance of two clusters and those within each. */
static inline float gouw_stage_less(float value, float own, float within) {
    return value - own - within > 0 ? value - own - within : 0;
}

typedef void gouw_linkage_settle(float *restrict to, size_t stride, const float *restrict from,
                                 const float *restrict own, const float *restrict within,
                                 size_t n_rows);

/* k < n in all of them. */
typedef struct gouw_linkage_rows {
    /* to[k] += weight * from[k] */
    void (*add)(float *restrict to, const float *restrict from, float weight, size_t n);
    /* to[k] = the larger of to[k] and from[k] */
    void (*largest)(float *restrict to, const float *restrict from, size_t n);
    /* Of distances, as float32, and their squares; the last takes the larger. */
    void (*add_distances)(float *restrict to, const double *restrict from, float weight, size_t n);
    void (*add_squares)(float *restrict to, const double *restrict from, float weight, size_t n);
    void (*largest_of)(float *restrict to, const double *restrict from, float weight, size_t n);
    /* to[k] = gouw_stage_ward(from[k], own, size[k]) */
    void (*weigh)(float *restrict to, const float *restrict from, float own,
                  const float *restrict size, size_t n);
    /* Rows of sixteen: adds weight[k] times that at from[k] to that at to[row[k]]; or the larger.
     */
    void (*fold)(float *restrict to, const float *restrict from, const uint32_t *restrict row,
                 const float *restrict weight, size_t n);
    void (*fold_largest)(float *restrict to, const float *restrict from,
                         const uint32_t *restrict row, const float *restrict weight, size_t n);
    /* Of rows of sixteen, those at to stride, stride - 1, ... apart: to += from; the same for ward,
     * as gouw_stage_less with own by row; or the larger. */
    gouw_linkage_settle *settle, *settle_ward, *settle_largest;
} gouw_linkage_rows;

const gouw_linkage_rows *gouw_linkage_rows_pick(void);

#endif
