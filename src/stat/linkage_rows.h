/* What the stages of a linkage do with rows of float32, for the processor at hand: the same numbers
 * from each. Internal to linkage_*.c. */
#ifndef GOUW_STAT_LINKAGE_ROWS_H
#define GOUW_STAT_LINKAGE_ROWS_H

#include <stddef.h>

/* The squared distance of ward between clusters of sizes a and b whose centroids are g apart,
 * squared. */
static inline float gouw_stage_ward(float g, float a, float b) {
    return g * (2 * a * b / (a + b));
}

/* k < n in all of them. */
typedef struct gouw_linkage_rows {
    /* to[k] *= to[k] */
    void (*square)(float *to, size_t n);
    /* to[k] += weight * from[k] */
    void (*add)(float *restrict to, const float *restrict from, float weight, size_t n);
    /* to[k] = the larger of to[k] and from[k] */
    void (*largest)(float *restrict to, const float *restrict from, size_t n);
    /* to[k] = gouw_stage_ward(from[k], own, size[k]) */
    void (*weigh)(float *restrict to, const float *restrict from, float own,
                  const float *restrict size, size_t n);
    /* to[k] = from[k] - own - within[k], 0 where that is negative */
    void (*lessen)(float *restrict to, const float *restrict from, float own,
                   const float *restrict within, size_t n);
} gouw_linkage_rows;

const gouw_linkage_rows *gouw_linkage_rows_pick(void);

#endif
