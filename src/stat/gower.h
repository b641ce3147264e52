/* Gower's distance between rows of mixed columns (Gower 1971, Biometrics 27), with missing values
 * and weights as Kaufman & Rousseeuw (1990, s. 1.2.4-1.2.6) have them and R's daisy computes them.
 *
 *     d(i, j) = sum_c w_c delta_c d_c / sum_c w_c delta_c
 *
 *     kind          d_c                        delta_c = 0, the column says nothing, when
 *     number        |x - y| / range            either is missing
 *     yes/no        0 if equal, else 1         either is missing
 *     yes only      0 if equal, else 1         either is missing, or both are no: that two regions
 *                                              lack a thing does not make them alike
 *     category      0 if equal, else 1         either is missing
 *     set           1 - |both| / |either|      either is empty, which means not stated
 *
 * range is over the values at hand; a column that never varies makes no pair differ. An ordered
 * category is a number: its rank.
 */
#ifndef GOUW_STAT_GOWER_H
#define GOUW_STAT_GOWER_H

#include <stddef.h>
#include <stdint.h>

#include "gouw/status.h"

typedef enum gouw_gower_kind {
    GOUW_GOWER_NUMBER,
    GOUW_GOWER_YESNO,
    GOUW_GOWER_YES_ONLY,
    GOUW_GOWER_CATEGORY,
    GOUW_GOWER_SET
} gouw_gower_kind;

#define GOUW_GOWER_NONE UINT32_MAX

typedef struct gouw_gower_column {
    gouw_gower_kind kind;
    double weight;                  /* above 0; 1 as a rule */
    const double *number;           /* number, yes/no (1, 0), yes only: one a row, NaN = missing */
    const uint32_t *code;           /* category: one a row, GOUW_GOWER_NONE = missing */
    const uint32_t *start, *member; /* set: row i has member[start[i]] .. member[start[i + 1] - 1],
                                       ascending, each once */
} gouw_gower_column;

/* distance[pair] and, unless NULL, compared[pair] = the number of columns with delta 1, for the
 * n (n - 1) / 2 pairs of n rows (distance.h). A pair with nothing in common has distance NaN and
 * is counted in n_incomparable. GOUW_EDATA when a number is infinite or a weight not above 0.
 * O(n^2 n_columns). */
gouw_status gouw_gower(const gouw_gower_column *columns, size_t n_columns, size_t n,
                       double *distance, uint32_t *compared, size_t *n_incomparable,
                       gouw_error *error);

#endif
