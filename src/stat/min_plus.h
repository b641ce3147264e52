/* Shortest ways in two steps: the product of two matrices with sums for products and the least for
 * sums. */
#ifndef GOUW_STAT_MIN_PLUS_H
#define GOUW_STAT_MIN_PLUS_H

#include <stddef.h>

enum { GOUW_MIN_PLUS_ROWS = 4 };

/* A matrix whose rows begin stride numbers apart. */
typedef struct gouw_rows {
    const double *values;
    size_t stride;
} gouw_rows;

/* out[r * stride + k] = the least of a[r][m] + b[m][k] over m < n_middle, for GOUW_MIN_PLUS_ROWS
 * rows r and k < n_columns; infinite when n_middle is 0. Same numbers on every processor. */
void gouw_min_plus(gouw_rows a, gouw_rows b, size_t n_middle, size_t n_columns, double *out,
                   size_t stride);

#endif
