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

static void fill_weighted(const gouw_pairs *pairs, size_t row, size_t n_rows, size_t begin,
                          size_t end, float *out, size_t width) {
    for (size_t r = 0; r < n_rows; r++) {
        for (size_t j = begin; j < end; j++)
            out[r * width + j - begin] = (float)gouw_pairs_of_weights(pairs, row + r, j);
    }
}

/* What two empty sets count as, which a division does not say. */
static void fill_empty(const gouw_pairs *pairs, size_t row, size_t begin, size_t end, float *out) {
    if (pairs->size[row] > 0 || gouw_measures[pairs->measure].counts_absence)
        return;
    for (size_t j = begin; j < end; j++) {
        if (pairs->size[j] == 0)
            out[j - begin] = (float)pairs->empty;
    }
}

/* Counted and divided in one loop. */
static void fill_at_once(const gouw_pairs *pairs, const gouw_lanes *lanes,
                         const uint64_t *const *rows, size_t row, size_t n_rows, size_t begin,
                         size_t end, float *out, size_t width, bool stream) {
    gouw_quotients how = {.measure = pairs->measure,
                          .universe = (uint32_t)pairs->bits->n_columns,
                          .size = pairs->size,
                          .stream = stream};
    for (size_t r = 0; r < GOUW_LANE_ROWS; r++) {
        const size_t at = r < n_rows ? r : 0;
        how.row_size[r] = pairs->size[row + at];
        how.out[r] = out + at * width;
        how.stream = how.stream && (uintptr_t)how.out[r] % 64 == 0;
    }
    gouw_lanes_divide(lanes, rows, begin, end, &how);
    for (size_t r = 0; r < n_rows; r++)
        fill_empty(pairs, row + r, begin, end, out + r * width);
}

void gouw_strip_fill(const gouw_pairs *pairs, const gouw_lanes *lanes, size_t row, size_t n_rows,
                     size_t begin, size_t end, float *out, size_t width, bool stream) {
    if (gouw_measures[pairs->measure].weighted) {
        fill_weighted(pairs, row, n_rows, begin, end, out, width);
        return;
    }
    const uint64_t *rows[GOUW_LANE_ROWS];
    gouw_strip_rows(pairs->bits, row, n_rows, rows);
    if (gouw_lanes_divides(pairs->measure, pairs->bits->n_columns)) {
        fill_at_once(pairs, lanes, rows, row, n_rows, begin, end, out, width, stream);
        return;
    }
    uint32_t shared[GOUW_LANE_ROWS][GOUW_STRIP];
    gouw_lanes_count(lanes, rows, begin, end, shared[0], GOUW_STRIP);
    for (size_t r = 0; r < n_rows; r++)
        gouw_similarity_row(pairs->measure, pairs->size[row + r], pairs->size + begin, shared[r],
                            end - begin, (uint32_t)pairs->bits->n_columns, (float)pairs->empty,
                            out + r * width);
}
