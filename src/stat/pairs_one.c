#include "stat/pairs_one.h"

#include <math.h>

#include "stat/similarity.h"

double gouw_pairs_defined(const gouw_pairs *pairs, double similarity) {
    return isnan(similarity) ? pairs->empty : similarity;
}

double gouw_pairs_of_count(const gouw_pairs *pairs, size_t a, size_t b, uint32_t shared) {
    return gouw_pairs_defined(pairs, gouw_similarity(pairs->measure, pairs->size[a], pairs->size[b],
                                                     shared, (uint32_t)pairs->bits->n_columns));
}

double gouw_pairs_of_weights(const gouw_pairs *pairs, size_t a, size_t b) {
    const size_t m = pairs->bits->n_columns;
    return gouw_pairs_defined(pairs,
                              gouw_similarity_weighted(pairs->measure, pairs->weights + a * m,
                                                       pairs->weights + b * m, m));
}

double gouw_pairs_similarity(const gouw_pairs *pairs, size_t a, size_t b) {
    if (gouw_measures[pairs->measure].weighted)
        return gouw_pairs_of_weights(pairs, a, b);
    return gouw_pairs_of_count(pairs, a, b, gouw_bits_shared(pairs->bits, a, b));
}
