#include "stat/pairs_distance.h"

static void row(const gouw_distances *self, uint32_t item, const uint32_t *others, size_t n_others,
                double *out) {
    const gouw_pairs *pairs = self->data;
    for (size_t k = 0; k < n_others; k++)
        out[k] = others[k] == item ? 0.0 : 1.0 - gouw_pairs_similarity(pairs, item, others[k]);
}

gouw_distances gouw_pairs_distances(const gouw_pairs *pairs) {
    return (gouw_distances){.n = pairs->bits->n_rows, .row = row, .data = pairs};
}
