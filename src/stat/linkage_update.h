/* The Lance-Williams update of each linkage, a row at a time. Internal to the linkage methods. */
#ifndef GOUW_STAT_LINKAGE_UPDATE_H
#define GOUW_STAT_LINKAGE_UPDATE_H

#include <stdbool.h>
#include <stddef.h>

#include "stat/linkage.h"

typedef struct gouw_linkage_pair {
    double between;  /* d(i, j) */
    double n_i, n_j; /* their sizes */
} gouw_linkage_pair;

/* Rows are worked through so many at a time, which lets the compiler use vectors. */
enum { GOUW_LINKAGE_LANES = 16 };

/* into[k] = d(ij, k) from into[k] = d(i, k) and other[k] = d(j, k), for all k < n, n a multiple of
 * GOUW_LINKAGE_LANES; size[k] = the items in k. Infinite distances of empty slots stay infinite. */
typedef void gouw_linkage_update(const gouw_linkage_pair *pair, const double *restrict size,
                                 double *restrict into, const double *restrict other, size_t n);
typedef void gouw_linkage_update_float(const gouw_linkage_pair *pair, const float *restrict size,
                                       float *restrict into, const float *restrict other, size_t n);

typedef struct gouw_linkage_rule {
    bool squares; /* works on squared distances */
    gouw_linkage_update *update;
} gouw_linkage_rule;

extern const gouw_linkage_rule gouw_linkage_rules[GOUW_N_LINKAGES];

/* The update for float32 and the processor at hand; NULL for centroid and median. */
gouw_linkage_update_float *gouw_linkage_update_pick(gouw_linkage linkage);

#endif
