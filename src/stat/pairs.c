/* The matrix of all pairs of n sets over m items; counts of a block of them.
 *
 * A copy of the sets in lanes (stat/lanes.h) is compared with four rows at a time. Work is cut so
 * that the lanes of a piece stay in the cache nearest the core while many rows pass over them:
 *
 *               GOUW_STRIP lanes
 *     TALL rows [ piece ][ piece ][ piece ]     a task: TALL rows against all lanes, a piece at
 *               [ piece ][ piece ][ piece ]     a time; a task writes only to its own rows
 *
 * What is written goes past the caches where it could not stay there anyway, and where counting
 * leaves the memory idle: with many items a row it does not, and waiting for it costs. Both halves
 * of the symmetric matrix are counted: the gain of a half would be lost on writing its mirror.
 */
#include "stat/pairs.h"

#include <math.h>
#include <stdatomic.h>

#include "base/cpu.h"
#include "base/i18n.h"
#include "base/parallel.h"
#include "stat/pairs_strip.h"

enum { TALL = 64, LARGE = 4 << 20, FEW_WORDS = 4 };

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

typedef struct sweep {
    const gouw_pairs *pairs;
    gouw_lanes lanes;
    size_t row_begin, row_end;
    float *matrix;
    bool stream;
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
    for (size_t begin = 0; begin < n && !stop(run); begin += GOUW_STRIP) {
        const size_t end = least_of(begin + GOUW_STRIP, n);
        for (size_t row = first; row < last; row += GOUW_LANE_ROWS)
            gouw_strip_fill(run->pairs, &run->lanes, row, least_of(GOUW_LANE_ROWS, last - row),
                            begin, end, run->matrix + (row - run->row_begin) * n + begin, n,
                            run->stream);
    }
    gouw_lanes_fence();
    say_done(run);
}

gouw_status gouw_pairs_matrix(const gouw_pairs *pairs, size_t row_begin, size_t row_end, float *out,
                              gouw_error *error) {
    const size_t n_rows = row_end - row_begin;
    const double bytes = (double)n_rows * (double)pairs->bits->n_rows * sizeof *out;
    sweep run = {.pairs = pairs,
                 .row_begin = row_begin,
                 .row_end = row_end,
                 .matrix = out,
                 .stream = bytes > LARGE && pairs->bits->stride <= FEW_WORDS};
    const gouw_status status = gouw_lanes_init(&run.lanes, pairs->bits, error);
    if (status != GOUW_OK)
        return status;
    atomic_init(&run.stopped, false);
    atomic_init(&run.n_done, 0);
    gouw_parallel(pairs->threads, (n_rows + TALL - 1) / TALL, sweep_rows, &run);
    gouw_lanes_release(&run.lanes);
    if (atomic_load(&run.stopped))
        return gouw_fail(error, GOUW_EINTERRUPT, _("stopped on request"));
    return GOUW_OK;
}
