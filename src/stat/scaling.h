/* Maps: items as points so that near means alike.
 *
 * Classical scaling (Torgerson 1952; Gower 1966) from distances, correspondence analysis
 * (Benzecri 1973; Greenacre 1984) from a table of counts or weights.
 *
 * An axis has no sign of its own. Here the point farthest out stands on the positive side, of
 * points equally far out (within 1e-9) the first. Where two eigenvalues are equal their axes can
 * be turned against each other at will; which turn comes out is then the eigensolver's.
 */
#ifndef GOUW_STAT_SCALING_H
#define GOUW_STAT_SCALING_H

#include <stddef.h>

#include "gouw/arena.h"
#include "gouw/status.h"
#include "stat/distance.h"

typedef struct gouw_scaling {
    size_t n, n_axes;
    double *points;        /* n x n_axes, item after item */
    double *eigenvalues;   /* all n, largest first; within 1e-9 of the largest they are 0 */
    double *share;         /* of each axis: eigenvalue over the sum of the positive ones */
    size_t n_negative;     /* eigenvalues below 0: distances not Euclidean */
    double negative_share; /* sum of their sizes over the sum of all sizes; 0 when none */
} gouw_scaling;

/* Places the items on up to most_axes axes, fewer where there are fewer positive eigenvalues. The
 * axes' squared lengths are the eigenvalues, as in R's cmdscale. In the arena. GOUW_EDATA when a
 * distance is none. O(n^3), n^2 doubles twice. */
gouw_status gouw_scaling_classical(const gouw_distances *distances, size_t most_axes,
                                   gouw_arena *arena, gouw_scaling *scaling, gouw_error *error);

typedef struct gouw_correspondence {
    size_t n_rows, n_columns, n_axes;
    double *rows, *columns;         /* principal coordinates, point after point */
    double *row_mass, *column_mass; /* shares of the grand total */
    size_t n_inertias;              /* min(n_rows, n_columns) - 1 */
    double *inertia; /* of all axes, largest first, 0 below 1e-12 of the total; the squares
                    of ca's sv */
    double total;    /* inertia in all: chi-square over the grand total */
} gouw_correspondence;

/* table: n_rows x n_columns, row after row, not negative, no row and no column all 0: otherwise
 * GOUW_EDATA. Up to most_axes axes, fewer where the inertia ends. Points are
 * principal coordinates of rows and of columns, the symmetric map; an axis's sign is that of the
 * rows. In the arena. O(n m min(n, m)). */
gouw_status gouw_scaling_correspondence(const double *table, size_t n_rows, size_t n_columns,
                                        size_t most_axes, gouw_arena *arena,
                                        gouw_correspondence *result, gouw_error *error);

#endif
