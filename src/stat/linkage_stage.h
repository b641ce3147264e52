/* The clusters that a stage of linkage_stages.c begins with, and what its parts hand each other.
 * Internal to linkage_*.c.
 *
 * Values are distances, of ward squared distances of centroids g: those of a merged cluster are
 * weighted means of its parts' values, less a number for each of the two clusters, so that whole
 * stages of merges can be made at once. What is compared, ward's own squared distance, is
 *
 *     2 a b / (a + b) g        a, b the sizes: g itself where both are single items
 */
#ifndef GOUW_STAT_LINKAGE_STAGE_H
#define GOUW_STAT_LINKAGE_STAGE_H

#include "stat/linkage.h"
#include "stat/linkage_kernel.h"
#include "stat/linkage_rows.h"
#include "stat/linkage_steps.h"

typedef struct gouw_stage {
    gouw_linkage linkage;
    size_t n;                     /* clusters, in the order of their lowest items */
    const gouw_distances *source; /* of the first stage, whose clusters are the items; else NULL */
    float *triangle;              /* of later ones: of cluster c its values to c + 1 .. n - 1 */
    float *size, *height;         /* by cluster */
    uint32_t *item;               /* by cluster: its lowest */
    uint32_t *items;              /* 0 .. n - 1 */
    double *row;                  /* room for n */
    gouw_step *steps;             /* merges so far, and room for all */
    size_t n_steps;
} gouw_stage;

/* Distances are below; squares of it are numbers of float32. */
#define GOUW_STAGE_LARGEST 1e18

/* Where the row of cluster c begins in the triangle. */
static inline size_t gouw_stage_row(const gouw_stage *stage, size_t c) {
    return c * (2 * stage->n - c - 1) / 2;
}

/* What two clusters are apart, a < b, as compared. */
float gouw_stage_apart(const gouw_stage *stage, uint32_t a, uint32_t b);

/* Says that this will be wanted soon: each comes from memory. a < b. */
void gouw_stage_ask(const gouw_stage *stage, uint32_t a, uint32_t b);

/* ---- linkage_lists.c ------------------------------------------------------------------------- */

/* The nearest of a cluster, ascending; infinitely far where there are no more. Of equally near ones
 * the first come first. */
typedef struct gouw_near {
    float apart[GOUW_NEAR];
    uint32_t to[GOUW_NEAR];
} gouw_near;

/* near[0..n). One pass over the rows. */
gouw_status gouw_stage_lists(const gouw_stage *stage, gouw_near *near, gouw_error *error);

/* ---- linkage_local.c ------------------------------------------------------------------------- */

/* What became of the clusters: n_after are left, again in the order of their lowest items. */
typedef struct gouw_merged {
    size_t n_after;
    uint32_t *after;               /* by old cluster: the new one it is part of */
    float *weight;                 /* by old cluster: its share of the new one */
    float *size, *height, *within; /* by new cluster; within: see linkage_reduce.c */
    uint32_t *item;
} gouw_merged;

/* Makes the merges that the lists are enough for, and writes them as steps. Spoils near. The arrays
 * of merged have room for n. */
gouw_status gouw_stage_merge(gouw_stage *stage, gouw_near *near, gouw_merged *merged,
                             gouw_error *error);

/* ---- linkage_reduce.c ------------------------------------------------------------------------ */

/* The triangle of the new clusters, to be freed. */
gouw_status gouw_stage_reduce(const gouw_stage *stage, const gouw_merged *merged, float **triangle,
                              gouw_error *error);

#endif
