#include "stat/pairs_strip.h"

#include <math.h>

#include "stat/similarity.h"
#include "stat/similarity_row.h"

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

static void fill_weighted(const gouw_pairs *pairs, size_t begin, size_t end, gouw_strip *s) {
    for (size_t r = 0; r < s->n_rows; r++) {
        for (size_t j = begin; j < end; j++)
            s->value[r][j - begin] = (float)gouw_pairs_of_weights(pairs, s->row + r, j);
    }
}

void gouw_strip_fill(const gouw_pairs *pairs, const gouw_lanes *lanes, size_t begin, size_t end,
                     gouw_strip *s) {
    if (gouw_measures[pairs->measure].weighted) {
        fill_weighted(pairs, begin, end, s);
        return;
    }
    const uint64_t *rows[GOUW_LANE_ROWS];
    for (size_t r = 0; r < GOUW_LANE_ROWS; r++)
        rows[r] = gouw_bits_row(pairs->bits, s->row + (r < s->n_rows ? r : 0));
    gouw_lanes_count(lanes, rows, begin, end, s->shared[0], GOUW_STRIP);
    for (size_t r = 0; r < s->n_rows; r++)
        gouw_similarity_row(pairs->measure, pairs->size[s->row + r], pairs->size + begin,
                            s->shared[r], end - begin, (uint32_t)pairs->bits->n_columns,
                            (float)pairs->empty, s->value[r]);
}
