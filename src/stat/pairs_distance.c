/* Methods mostly ask for a stretch of rows side by side: their bits follow each other in memory, so
 * they are counted together, some at a time.
 */
#include "stat/pairs_distance.h"

#include "base/cpu.h"
#include "stat/pairs_spanning.h"

enum { SOME = 256 };

static void one_by_one(const gouw_pairs *pairs, uint32_t item, const uint32_t *others, size_t n,
                       double *out) {
    for (size_t k = 0; k < n; k++)
        out[k] = others[k] == item ? 0.0 : 1.0 - gouw_pairs_similarity(pairs, item, others[k]);
}

/* 1 - s / (a + b - s) of sets that are not both empty. */
static GOUW_INLINE void jaccard(uint32_t n_a, const uint32_t *size, const uint32_t *shared,
                                size_t n, double *out) {
    for (size_t k = 0; k < n; k++) {
        const double both = (double)(int32_t)shared[k];
        out[k] = 1.0 - both / ((double)(int32_t)(n_a + size[k]) - both);
    }
}

static void jaccard_plain(uint32_t n_a, const uint32_t *size, const uint32_t *shared, size_t n,
                          double *out) {
    jaccard(n_a, size, shared, n, out);
}

#if defined(GOUW_CPU_X86)
GOUW_TARGET("avx512f,avx512vl,avx512dq")
static void jaccard_avx512(uint32_t n_a, const uint32_t *size, const uint32_t *shared, size_t n,
                           double *out) {
    jaccard(n_a, size, shared, n, out);
}
#else
#define jaccard_avx512 jaccard_plain
#endif

/* The distances of a set that is not empty to n sets, at most SOME, from begin on. */
static void jaccard_block(const gouw_pairs *pairs, uint32_t item, uint32_t begin, size_t n,
                          double *out) {
    uint32_t shared[SOME];
    gouw_pairs_shared(pairs->bits, (gouw_block){item, item + 1, begin, begin + n}, shared);
    if (gouw_cpu_has(GOUW_CPU_AVX512))
        jaccard_avx512(pairs->size[item], pairs->size + begin, shared, n, out);
    else
        jaccard_plain(pairs->size[item], pairs->size + begin, shared, n, out);
    if (item - begin < n)
        out[item - begin] = 0;
}

static void row(const gouw_distances *self, uint32_t item, const uint32_t *others, size_t n_others,
                double *out) {
    const gouw_pairs *pairs = self->data;
    const bool blocks = pairs->measure == GOUW_JACCARD && pairs->size[item] > 0;
    for (size_t k = 0, n; k < n_others; k += n) {
        n = n_others - k < SOME ? n_others - k : SOME;
        if (blocks && others[k + n - 1] - others[k] == n - 1)
            jaccard_block(pairs, item, others[k], n, out + k);
        else
            one_by_one(pairs, item, others + k, n, out + k);
    }
}

static bool go_on(const gouw_distances *self, double share) {
    const gouw_pairs *pairs = self->data;
    if (pairs->progress != NULL)
        pairs->progress(pairs->watch, share);
    return pairs->interrupted == NULL || !pairs->interrupted(pairs->watch);
}

static gouw_status spanning(const gouw_distances *self, gouw_step *edges, gouw_error *error) {
    return gouw_pairs_spanning(self->data, edges, error);
}

gouw_distances gouw_pairs_distances(const gouw_pairs *pairs) {
    return (gouw_distances){.n = pairs->bits->n_rows,
                            .row = row,
                            .go_on = go_on,
                            .spanning = gouw_pairs_spans(pairs) ? spanning : NULL,
                            .data = pairs};
}
