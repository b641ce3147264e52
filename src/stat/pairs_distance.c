/* Methods mostly ask for a stretch of rows side by side, or for most rows: those of a block of
 * planes are counted together (stat/planes.h).
 */
#include "stat/pairs_distance.h"

#include <string.h>

#include "base/cpu.h"
#include "stat/pairs_one.h"
#include "stat/pairs_spanning.h"
#include "stat/planes.h"

/* Fewer of a block are counted one by one. */
enum { SIDE = GOUW_PLANE_SETS, FEW = 24 };

/* ---- from counts to distances --------------------------------------------------------------- */

/* 1 - s / (a + b - s) of a set that is not empty. */
static GOUW_INLINE double jaccard_one(uint32_t n_a, uint32_t size, uint32_t shared) {
    const double both = (double)(int32_t)shared;
    return 1.0 - both / ((double)(int32_t)(n_a + size) - both);
}

#if defined(__GNUC__)
enum { AT_ONCE = 8 };
typedef int32_t integers __attribute__((vector_size(AT_ONCE * sizeof(int32_t))));
typedef double doubles __attribute__((vector_size(AT_ONCE * sizeof(double))));

static GOUW_INLINE size_t jaccard_some(uint32_t n_a, const uint32_t *size, const uint32_t *shared,
                                       size_t n, double *out) {
    size_t k = 0;
    for (; k + AT_ONCE <= n; k += AT_ONCE) {
        integers b, s;
        memcpy(&b, size + k, sizeof b);
        memcpy(&s, shared + k, sizeof s);
        const doubles both = __builtin_convertvector(s, doubles);
        const doubles sum = __builtin_convertvector(b + (int32_t)n_a, doubles);
        const doubles distance = 1.0 - both / (sum - both);
        memcpy(out + k, &distance, sizeof distance);
    }
    return k;
}
#else
static GOUW_INLINE size_t jaccard_some(uint32_t n_a, const uint32_t *size, const uint32_t *shared,
                                       size_t n, double *out) {
    (void)n_a;
    (void)size;
    (void)shared;
    (void)n;
    (void)out;
    return 0;
}
#endif

static GOUW_INLINE void jaccard(uint32_t n_a, const uint32_t *size, const uint32_t *shared,
                                size_t n, double *out) {
    for (size_t k = jaccard_some(n_a, size, shared, n, out); k < n; k++)
        out[k] = jaccard_one(n_a, size[k], shared[k]);
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

static void from_counts(const gouw_pairs *pairs, uint32_t item, const uint32_t *others, size_t n,
                        const uint32_t *size, const uint32_t *shared, double *out) {
    if (pairs->measure != GOUW_JACCARD || pairs->size[item] == 0) {
        for (size_t k = 0; k < n; k++)
            out[k] = 1.0 - gouw_pairs_of_count(pairs, item, others[k], shared[k]);
    } else if (gouw_cpu_has(GOUW_CPU_AVX512)) {
        jaccard_avx512(pairs->size[item], size, shared, n, out);
    } else {
        jaccard_plain(pairs->size[item], size, shared, n, out);
    }
}

/* ---- rows ----------------------------------------------------------------------------------- */

static void one_by_one(const gouw_pairs *pairs, uint32_t item, const uint32_t *others, size_t n,
                       double *out) {
    for (size_t k = 0; k < n; k++)
        out[k] = 1.0 - gouw_pairs_similarity(pairs, item, others[k]);
}

/* Others of one block. */
static void block_row(const gouw_pairs *pairs, uint32_t item, const uint32_t *others, size_t n,
                      double *out) {
    const uint32_t begin = others[0] / SIDE * SIDE;
    gouw_tally tally;
    uint32_t counts[SIDE], size[SIDE], shared[SIDE];
    gouw_planes_sum(pairs->planes, begin / SIDE, gouw_planes_items(pairs->items, item), &tally);
    gouw_planes_unpack(pairs->planes, &tally, counts);
    if (others[n - 1] - others[0] == n - 1) {
        from_counts(pairs, item, others, n, pairs->size + others[0], counts + (others[0] - begin),
                    out);
        return;
    }
    for (size_t k = 0; k < n; k++) {
        size[k] = pairs->size[others[k]];
        shared[k] = counts[others[k] - begin];
    }
    from_counts(pairs, item, others, n, size, shared, out);
}

/* How many of others are in the block of the first; they rise. */
static size_t in_block(const uint32_t *others, size_t n) {
    const size_t left = SIDE - others[0] % SIDE;
    size_t k = left < n ? left : n;
    while (others[k - 1] / SIDE != others[0] / SIDE)
        k--;
    return k;
}

static void row(const gouw_distances *self, uint32_t item, const uint32_t *others, size_t n_others,
                double *out) {
    const gouw_pairs *pairs = self->data;
    for (size_t k = 0, n; k < n_others; k += n) {
        n = in_block(others + k, n_others - k);
        if (pairs->planes != NULL && n > FEW)
            block_row(pairs, item, others + k, n, out + k);
        else
            one_by_one(pairs, item, others + k, n, out + k);
        for (size_t at = k; others[k] <= item && at < k + n && others[at] <= item; at++)
            if (others[at] == item)
                out[at] = 0;
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

gouw_status gouw_pairs_lay_out(gouw_pairs *pairs, gouw_arena *arena, gouw_error *error) {
    const size_t n = pairs->bits->n_rows;
    if (gouw_measures[pairs->measure].weighted)
        return GOUW_OK;
    gouw_planes *planes = gouw_arena_alloc(arena, sizeof *planes);
    gouw_item_lists *items = gouw_arena_alloc(arena, sizeof *items);
    if (planes == NULL || items == NULL)
        return gouw_fail_memory(error, sizeof *planes);
    gouw_status status = gouw_planes_lists(pairs->bits, 0, n, arena, items, error);
    if (status == GOUW_OK)
        status = gouw_planes_init(planes, n, pairs->bits->n_columns, arena, error);
    if (status != GOUW_OK)
        return status;
    gouw_planes_fill(planes, pairs->bits, NULL, n);
    pairs->planes = planes;
    pairs->items = items;
    return GOUW_OK;
}
