/* The bipartite configuration model: the chance that a cell of a 0/1 table is one, if only the row
 * and column sums are known, and only on average. */
#ifndef GOUW_STAT_BICM_H
#define GOUW_STAT_BICM_H

#include <stddef.h>
#include <stdint.h>

#include "gouw/arena.h"
#include "gouw/status.h"

/* chance[n_rows x n_columns] with row sums row_sum and column sums column_sum, which must be those
 * of some 0/1 table. Cells that are the same in every such table get exactly 0 or 1. *residual is
 * the largest difference between a sum and its expectation, below 1e-10; GOUW_EINTERNAL when
 * that is not reached, GOUW_EDATA when no table has these sums. */
gouw_status gouw_bicm(const uint32_t *row_sum, size_t n_rows, const uint32_t *column_sum,
                      size_t n_columns, double *chance, double *residual, gouw_arena *arena,
                      gouw_error *error);

#endif
