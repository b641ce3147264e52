/* The numeric part of the bipartite configuration model: one block without decided cells. */
#ifndef GOUW_STAT_BICM_NEWTON_H
#define GOUW_STAT_BICM_NEWTON_H

#include <stddef.h>

#include "gouw/arena.h"
#include "gouw/status.h"

/* count rows (or columns) with this sum. */
typedef struct gouw_degree {
    double sum, count;
} gouw_degree;

/* chance[n_rows x n_columns] of a cell by the degrees of its row and column. Status and residual
 * as gouw_bicm. */
gouw_status gouw_bicm_newton(const gouw_degree *rows, size_t n_rows, const gouw_degree *columns,
                             size_t n_columns, double *chance, double *residual, gouw_arena *arena,
                             gouw_error *error);

#endif
