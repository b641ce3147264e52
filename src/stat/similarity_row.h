/* Similarities of one set with many, from counts. */
#ifndef GOUW_STAT_SIMILARITY_ROW_H
#define GOUW_STAT_SIMILARITY_ROW_H

#include <stddef.h>
#include <stdint.h>

#include "gouw/measure.h"

/* out[j] = (float)gouw_similarity(measure, n_a, size[j], shared[j], universe) for j = 0 .. n - 1,
 * NaN replaced by empty. A measure on presence. */
void gouw_similarity_row(gouw_measure measure, uint32_t n_a, const uint32_t *size,
                         const uint32_t *shared, size_t n, uint32_t universe, float empty,
                         float *out);

#endif
