/* The matrix of regions and themes: what its tables say, in the order in which it is drawn. */
#ifndef GOUW_CHART_MATRIX_H
#define GOUW_CHART_MATRIX_H

#include "chart/chart_names.h"

/* How a region names a theme. */
typedef enum gouw_dot {
    GOUW_DOT_NONE,
    GOUW_DOT_MENTIONED,
    GOUW_DOT_CENTRAL,             /* weight of 2 or more */
    GOUW_DOT_MENTIONED_OTHERWISE, /* not stated as such: provisional, or borrowed */
    GOUW_DOT_CENTRAL_OTHERWISE,
    GOUW_N_DOTS
} gouw_dot;

/* Counts of mentions, the parts of a bar. */
typedef struct gouw_dot_count {
    size_t central, mentioned, otherwise;
} gouw_dot_count;

typedef struct gouw_matrix {
    gouw_chart_names regions, themes;
    size_t n_rows, n_columns;
    size_t *rows;                               /* regions in the order of rows */
    size_t *columns;                            /* themes that are named, in the order of columns */
    size_t *clusters;                           /* of each region, from 0; all 0 without groups */
    size_t n_clusters;                          /* at least 1 */
    size_t n_groups;                            /* of themes; 0 when labels give none */
    unsigned char *dots;                        /* gouw_dot of region * themes.n + theme */
    gouw_dot_count *row_counts, *column_counts; /* by region, by theme */
    bool seen[GOUW_N_DOTS];
} gouw_matrix;

void gouw_matrix_read(gouw_canvas *canvas, const gouw_chart_job *job, gouw_matrix *matrix);

size_t gouw_dot_total(gouw_dot_count count);

/* Whether columns i and i + 1 stand in different groups. */
bool gouw_matrix_group_ends(const gouw_matrix *matrix, size_t i);

#endif
