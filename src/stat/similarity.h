/* How alike two sets are.
 *
 * Similarities lie in [0, 1]. Where one set is empty (or all its weights are 0) the similarity is
 * 0; where both are it is not defined: NaN, and the caller decides. Only smc, which counts what
 * neither has, gives such pairs the value of its formula.
 */
#ifndef GOUW_STAT_SIMILARITY_H
#define GOUW_STAT_SIMILARITY_H

#include <stddef.h>
#include <stdint.h>

#include "gouw/measure.h"
#include "stat/bits.h"

/* A measure on presence, from the sizes of two sets, of their intersection and of the universe
 * (which only smc looks at). Equal fractions give equal doubles for sizes below 2^17, whatever
 * the sizes they came from, so ties are exact. NaN for a weighted measure. */
double gouw_similarity(gouw_measure measure, uint32_t n_a, uint32_t n_b, uint32_t shared,
                       uint32_t universe);

/* A weighted measure of two rows of n weights, finite and not negative. Equal rows give exactly
 * 1. cosine-idf expects rows that gouw_weights_scale_idf has scaled. NaN for a binary measure. */
double gouw_similarity_weighted(gouw_measure measure, const double *x, const double *y, size_t n);

/* Multiplies weights[n_rows x n_columns] by ln(n_rows / d), d the number of rows with a weight
 * above 0 in that column. A column of zeros stays so. */
void gouw_weights_scale_idf(double *weights, size_t n_rows, size_t n_columns);

#endif
