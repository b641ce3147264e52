/* All pairs of n sets over m items.
 *
 * Rows of bits are compared word by word: an AND and a population count for 64 items, so a pair
 * costs a nanosecond or less and the matrix is bounded by how fast it can be written. Sizes of
 * single sets are counted once. Work is cut into blocks that fit the cache nearest the core:
 *
 *             columns ->
 *     rows   [ block ][ block ][ block ]     a task: TALL rows against all columns, WIDE at a
 *      |     [ block ][ block ][ block ]     time; a task writes only to its own rows
 *
 * Nearest sets are kept in a sorted list of k a row: with random order an entry is replaced
 * k ln(n / k) times, so the list costs nothing beside the counting. Both halves of the symmetric
 * matrix are counted; the gain of a half would be lost on rows that two threads share.
 */
#include "stat/pairs.h"

#include <math.h>
#include <stdatomic.h>
#include <stdlib.h>

#include "base/cpu.h"
#include "base/i18n.h"
#include "base/parallel.h"
#include "stat/similarity.h"

enum { TALL = 64, WIDE = 512 };

static GOUW_INLINE void count(const gouw_bits *bits, gouw_block block, size_t stride,
                              uint32_t *out) {
    for (size_t i = block.row_begin; i < block.row_end; i++) {
        const uint64_t *a = bits->words + i * stride;
        const uint64_t *b = bits->words + block.column_begin * stride;
        for (size_t j = block.column_begin; j < block.column_end; j++, b += stride) {
            uint32_t shared = 0;
            for (size_t w = 0; w < stride; w++)
                shared += gouw_bits_ones(a[w] & b[w]);
            *out++ = shared;
        }
    }
}

/* Loops over one or two words, the usual case, are compiled away. */
static GOUW_INLINE void count_any(const gouw_bits *bits, gouw_block block, uint32_t *out) {
    if (bits->stride == 1)
        count(bits, block, 1, out);
    else if (bits->stride == 2)
        count(bits, block, 2, out);
    else
        count(bits, block, bits->stride, out);
}

static void count_plain(const gouw_bits *bits, gouw_block block, uint32_t *out) {
    count_any(bits, block, out);
}

#if defined(GOUW_CPU_X86)
GOUW_TARGET("popcnt")
static void count_popcnt(const gouw_bits *bits, gouw_block block, uint32_t *out) {
    count_any(bits, block, out);
}
#else
#define count_popcnt count_plain
#endif

void gouw_pairs_shared(const gouw_bits *bits, gouw_block block, uint32_t *out) {
    if (gouw_cpu_has(GOUW_CPU_BMI2))
        count_popcnt(bits, block, out);
    else
        count_plain(bits, block, out);
}

static double or_empty(const gouw_pairs *pairs, double similarity) {
    return isnan(similarity) ? pairs->empty : similarity;
}

static double of_count(const gouw_pairs *pairs, size_t a, size_t b, uint32_t shared) {
    return or_empty(pairs, gouw_similarity(pairs->measure, pairs->size[a], pairs->size[b], shared,
                                           (uint32_t)pairs->bits->n_columns));
}

static double of_weights(const gouw_pairs *pairs, size_t a, size_t b) {
    const size_t m = pairs->bits->n_columns;
    return or_empty(pairs, gouw_similarity_weighted(pairs->measure, pairs->weights + a * m,
                                                    pairs->weights + b * m, m));
}

double gouw_pairs_similarity(const gouw_pairs *pairs, size_t a, size_t b) {
    if (gouw_measures[pairs->measure].weighted)
        return of_weights(pairs, a, b);
    return of_count(pairs, a, b, gouw_bits_shared(pairs->bits, a, b));
}

/* A piece of one row, at most WIDE long. */
static void fill_piece(const gouw_pairs *pairs, size_t row, size_t begin, size_t end, double *out) {
    if (gouw_measures[pairs->measure].weighted) {
        for (size_t j = begin; j < end; j++)
            *out++ = of_weights(pairs, row, j);
        return;
    }
    uint32_t shared[WIDE];
    gouw_pairs_shared(pairs->bits, (gouw_block){row, row + 1, begin, end}, shared);
    for (size_t j = begin; j < end; j++)
        *out++ = of_count(pairs, row, j, shared[j - begin]);
}

static size_t piece_end(size_t begin, size_t end) {
    return end - begin < WIDE ? end : begin + WIDE;
}

void gouw_pairs_block(const gouw_pairs *pairs, gouw_block block, double *out) {
    for (size_t i = block.row_begin; i < block.row_end; i++) {
        for (size_t j = block.column_begin, end; j < block.column_end; j = end) {
            end = piece_end(j, block.column_end);
            fill_piece(pairs, i, j, end, out);
            out += end - j;
        }
    }
}

void gouw_pairs_block_float(const gouw_pairs *pairs, gouw_block block, float *out) {
    double piece[WIDE];
    for (size_t i = block.row_begin; i < block.row_end; i++) {
        for (size_t j = block.column_begin, end; j < block.column_end; j = end) {
            end = piece_end(j, block.column_end);
            fill_piece(pairs, i, j, end, piece);
            for (size_t l = 0; l < end - j; l++)
                *out++ = (float)piece[l];
        }
    }
}

/* One run over some rows, TALL at a time. */
typedef struct sweep {
    const gouw_pairs *pairs;
    size_t row_begin, row_end;
    float *matrix;
    gouw_neighbour *nearest;
    size_t k;
    atomic_bool stopped;
} sweep;

static gouw_block rows_of(const sweep *run, size_t index) {
    const size_t begin = run->row_begin + index * TALL;
    const size_t end = run->row_end - begin < TALL ? run->row_end : begin + TALL;
    return (gouw_block){begin, end, 0, run->pairs->bits->n_rows};
}

static bool stop(sweep *run) {
    const gouw_pairs *pairs = run->pairs;
    if (pairs->interrupted != NULL && pairs->interrupted(pairs->watch))
        atomic_store(&run->stopped, true);
    return atomic_load(&run->stopped);
}

static gouw_status over_rows(sweep *run, void (*task)(void *context, size_t index),
                             gouw_error *error) {
    const size_t n = run->row_end - run->row_begin;
    atomic_init(&run->stopped, false);
    gouw_parallel(run->pairs->threads, (n + TALL - 1) / TALL, task, run);
    if (atomic_load(&run->stopped))
        return gouw_fail(error, GOUW_EINTERRUPT, _("stopped on request"));
    return GOUW_OK;
}

static void matrix_rows(void *context, size_t index) {
    sweep *run = context;
    if (stop(run))
        return;
    const gouw_block block = rows_of(run, index);
    float *out = run->matrix + (block.row_begin - run->row_begin) * block.column_end;
    gouw_pairs_block_float(run->pairs, block, out);
}

gouw_status gouw_pairs_matrix(const gouw_pairs *pairs, size_t row_begin, size_t row_end, float *out,
                              gouw_error *error) {
    sweep run = {.pairs = pairs, .row_begin = row_begin, .row_end = row_end, .matrix = out};
    return over_rows(&run, matrix_rows, error);
}

/* Puts a set into the list of k, most similar first. Sets come in rising order, so an equal one
 * goes behind those that stand there. */
static void insert(gouw_neighbour *list, size_t k, uint32_t row, double similarity) {
    size_t at = k;
    while (at > 0 && (list[at - 1].row == UINT32_MAX || similarity > list[at - 1].similarity))
        at--;
    if (at == k)
        return;
    for (size_t i = k - 1; i > at; i--)
        list[i] = list[i - 1];
    list[at] = (gouw_neighbour){row, similarity};
}

static void nearest_of(sweep *run, size_t row, gouw_neighbour *list) {
    const size_t n = run->pairs->bits->n_rows, k = run->k;
    double piece[WIDE];
    for (size_t i = 0; i < k; i++)
        list[i] = (gouw_neighbour){UINT32_MAX, NAN};
    for (size_t j = 0, end; j < n; j = end) {
        end = piece_end(j, n);
        fill_piece(run->pairs, row, j, end, piece);
        for (size_t l = j; l < end; l++) {
            if (l != row && !isnan(piece[l - j]))
                insert(list, k, (uint32_t)l, piece[l - j]);
        }
    }
}

static void nearest_rows(void *context, size_t index) {
    sweep *run = context;
    const gouw_block block = rows_of(run, index);
    for (size_t row = block.row_begin; row < block.row_end && !stop(run); row++)
        nearest_of(run, row, run->nearest + row * run->k);
}

gouw_status gouw_pairs_nearest(const gouw_pairs *pairs, size_t k, gouw_neighbour *out,
                               gouw_error *error) {
    sweep run = {.pairs = pairs, .row_end = pairs->bits->n_rows, .nearest = out, .k = k};
    return k == 0 ? GOUW_OK : over_rows(&run, nearest_rows, error);
}

gouw_status gouw_pairs_above(const gouw_pairs *pairs, double least,
                             gouw_status (*found)(void *context, const gouw_pair *pair),
                             void *context, gouw_error *error) {
    const size_t n = pairs->bits->n_rows;
    double piece[WIDE];
    for (size_t a = 0; a < n; a++) {
        if (pairs->interrupted != NULL && pairs->interrupted(pairs->watch))
            return gouw_fail(error, GOUW_EINTERRUPT, _("stopped on request"));
        for (size_t b = a + 1, begin = b, end = b; b < n; b++) {
            if (b == end) {
                begin = b;
                end = piece_end(begin, n);
                fill_piece(pairs, a, begin, end, piece);
            }
            if (!(piece[b - begin] >= least))
                continue;
            const gouw_pair pair = {(uint32_t)a, (uint32_t)b, piece[b - begin]};
            const gouw_status status = found(context, &pair);
            if (status != GOUW_OK)
                return status;
        }
    }
    return GOUW_OK;
}
