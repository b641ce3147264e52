/* Similarity trees as brackets: for the side of a heatmap, and as a chart of their own.
 *
 * Merges at equal height are one bracket with several arms: two brackets over each other would
 * show an order that is not in the data.
 */
#ifndef GOUW_CHART_DENDRO_H
#define GOUW_CHART_DENDRO_H

#include "chart/canvas.h"
#include "gouw/table.h"

/* A tree in the convention of R's hclust: merge i joins left[i] and right[i]; -k is leaf k and +k
 * is merge k, both counted from 1. */
typedef struct gouw_dendro {
    size_t n_leaves;
    long *left, *right;
    double *height, *support; /* support: a share, NaN where there is none */
    double highest;
} gouw_dendro;

/* Reads the table tree. GOUW_EDATA when it is no tree of n_leaves. */
gouw_status gouw_dendro_read(gouw_canvas *canvas, const gouw_table *table, size_t n_leaves,
                             gouw_dendro *tree, gouw_error *error);

/* The leaves (from 0) from first to last. */
void gouw_dendro_order(gouw_canvas *canvas, const gouw_dendro *tree, size_t *order);

typedef struct gouw_dendro_view {
    const double *leaf_y; /* the middle of each leaf's row */
    double x0, x1;        /* where height 0 and the highest merge lie */
    double thickness;
    bool upright; /* turned: leaves side by side, heights upwards; x above is y then, and y is x */
    const size_t *clusters; /* of each leaf; NULL: all in one colour */
    size_t layer;           /* of boxes */
} gouw_dendro_view;

/* Draws the brackets. x and y (room for a merge each) get the place of each merge's middle; x is
 * NaN for one that is drawn as part of the bracket above it. */
void gouw_dendro_draw(gouw_canvas *canvas, const gouw_dendro *tree, const gouw_dendro_view *view,
                      double *x, double *y);

#endif
