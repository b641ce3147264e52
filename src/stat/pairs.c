/* All pairs of n sets over m items.
 *
 * A copy of the sets in lanes (stat/lanes.h) is compared with four rows at a time; sizes of single
 * sets are known, so only the AND is counted. Work is cut so that the lanes of a piece stay in the
 * cache nearest the core while many rows pass over them:
 *
 *               WIDE lanes
 *     TALL rows [ piece ][ piece ][ piece ]     a task: TALL rows against all lanes, a piece at
 *               [ piece ][ piece ][ piece ]     a time; a task writes only to its own rows
 *
 * Nearest sets are kept in a sorted list of k a row. A float of the similarity first tells whether
 * a set can enter the list at all (rounding keeps order); only then is it computed exactly. With
 * random order an entry is replaced k ln(n / k) times, so the list costs nothing beside the
 * counting. Both halves of the symmetric matrix are counted: the gain of a half would be lost on
 * rows that two threads share.
 */
#include "stat/pairs.h"

#include <math.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "base/cpu.h"
#include "base/i18n.h"
#include "base/parallel.h"
#include "stat/lanes.h"
#include "stat/pairs_strip.h"
#include "stat/similarity_row.h"

enum { TALL = 64, WIDE = GOUW_STRIP };

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

/* One run over some rows. consume is given each piece [begin, end) of each row, the r-th of the
 * strip, pieces of a row in order. */
typedef struct sweep {
    const gouw_pairs *pairs;
    gouw_lanes lanes;
    size_t row_begin, row_end;
    void (*consume)(struct sweep *run, const gouw_strip *s, size_t r, size_t begin, size_t end);
    float *matrix;
    gouw_neighbour *nearest;
    size_t k;
    atomic_size_t n_done; /* tasks */
    atomic_bool stopped;
} sweep;

static size_t least_of(size_t a, size_t b) {
    return a < b ? a : b;
}

static bool stop(sweep *run) {
    const gouw_pairs *pairs = run->pairs;
    if (pairs->interrupted != NULL && pairs->interrupted(pairs->watch))
        atomic_store(&run->stopped, true);
    return atomic_load(&run->stopped);
}

/* The share of all rows, those of other runs over the same matrix before it too. */
static void say_done(sweep *run) {
    const size_t n_done = atomic_fetch_add(&run->n_done, 1) + 1;
    const double rows = fmin((double)run->row_end, (double)run->row_begin + (double)n_done * TALL);
    if (run->pairs->progress != NULL)
        run->pairs->progress(run->pairs->watch, rows / (double)run->pairs->bits->n_rows);
}

static void sweep_rows(void *context, size_t index) {
    sweep *run = context;
    const size_t n = run->pairs->bits->n_rows, first = run->row_begin + index * TALL;
    const size_t last = least_of(first + TALL, run->row_end);
    gouw_strip s;
    for (size_t begin = 0; begin < n && !stop(run); begin += WIDE) {
        const size_t end = least_of(begin + WIDE, n);
        for (s.row = first; s.row < last; s.row += GOUW_LANE_ROWS) {
            s.n_rows = least_of(GOUW_LANE_ROWS, last - s.row);
            gouw_strip_fill(run->pairs, &run->lanes, begin, end, &s);
            for (size_t r = 0; r < s.n_rows; r++)
                run->consume(run, &s, r, begin, end);
        }
    }
    say_done(run);
}

static gouw_status sweep_all(sweep *run, gouw_error *error) {
    const gouw_status status = gouw_lanes_init(&run->lanes, run->pairs->bits, error);
    if (status != GOUW_OK)
        return status;
    atomic_init(&run->stopped, false);
    atomic_init(&run->n_done, 0);
    const size_t n = run->row_end - run->row_begin;
    gouw_parallel(run->pairs->threads, (n + TALL - 1) / TALL, sweep_rows, run);
    gouw_lanes_release(&run->lanes);
    if (atomic_load(&run->stopped))
        return gouw_fail(error, GOUW_EINTERRUPT, _("stopped on request"));
    return GOUW_OK;
}

static void keep_matrix(sweep *run, const gouw_strip *s, size_t r, size_t begin, size_t end) {
    float *out = run->matrix + (s->row + r - run->row_begin) * run->pairs->bits->n_rows;
    memcpy(out + begin, s->value[r], (end - begin) * sizeof *out);
}

gouw_status gouw_pairs_matrix(const gouw_pairs *pairs, size_t row_begin, size_t row_end, float *out,
                              gouw_error *error) {
    sweep run = {.pairs = pairs,
                 .row_begin = row_begin,
                 .row_end = row_end,
                 .consume = keep_matrix,
                 .matrix = out};
    return sweep_all(&run, error);
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

/* What the float of a similarity must reach to enter a list that ends with last. Of quotients with
 * denominators up to 2 m two differ by 1 / (2 m)^2 or more, which floats tell apart up to m = 1024;
 * then an equal float is an equal similarity, which comes too late. */
static float bar_of(const gouw_pairs *pairs, const gouw_neighbour *last) {
    if (last->row == UINT32_MAX)
        return -1;
    const bool quotient = pairs->measure == GOUW_JACCARD || pairs->measure == GOUW_DICE ||
                          pairs->measure == GOUW_OVERLAP || pairs->measure == GOUW_SMC;
    const float value = (float)last->similarity;
    return quotient && pairs->bits->n_columns <= 1024 ? nextafterf(value, 2) : value;
}

static void keep_nearest(sweep *run, const gouw_strip *s, size_t r, size_t begin, size_t end) {
    const gouw_pairs *pairs = run->pairs;
    const bool weighted = gouw_measures[pairs->measure].weighted;
    const size_t row = s->row + r;
    gouw_neighbour *list = run->nearest + row * run->k, *last = list + run->k - 1;
    float bar = bar_of(pairs, last);
    for (size_t j = begin; j < end; j++) {
        const size_t at = j - begin;
        j += gouw_similarity_reaching(s->value[r] + at, end - j, bar);
        if (j == end || j == row)
            continue;
        insert(list, run->k, (uint32_t)j,
               weighted ? gouw_pairs_of_weights(pairs, row, j)
                        : gouw_pairs_of_count(pairs, row, j, s->shared[r][j - begin]));
        bar = bar_of(pairs, last);
    }
}

gouw_status gouw_pairs_nearest(const gouw_pairs *pairs, size_t k, gouw_neighbour *out,
                               gouw_error *error) {
    const size_t n = pairs->bits->n_rows;
    sweep run = {.pairs = pairs, .row_end = n, .consume = keep_nearest, .nearest = out, .k = k};
    for (size_t i = 0; i < n * k; i++)
        out[i] = (gouw_neighbour){UINT32_MAX, NAN};
    return k == 0 ? GOUW_OK : sweep_all(&run, error);
}
