/* The matrix of all pairs of n sets over m items; counts of a block of them.
 *
 * Work is cut so that a piece of the sets, in whatever order they are laid out for comparing one
 * with many, stays in the cache nearest the core while many rows pass over it:
 *
 *               GOUW_STRIP sets
 *     TALL rows [ piece ][ piece ][ piece ]     a task: TALL rows against all sets, a piece at
 *               [ piece ][ piece ][ piece ]     a time; a task writes only to its own rows
 *
 * There are three ways to fill a piece: where the processor counts and divides in one loop, four
 * rows at a time (stat/lanes.h); else what a row shares with a piece is counted first
 * (stat/planes.h); and by weights, one pair after the other.
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
#include "stat/lanes.h"
#include "stat/pairs_one.h"
#include "stat/planes.h"
#include "stat/similarity_row.h"

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
    void (*fill)(const struct sweep *run, size_t row, size_t n_rows, size_t begin, size_t end);
    gouw_lanes lanes; /* two of the three ways need one of these */
    gouw_planes planes;
    gouw_item_lists items;
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

static float *place(const sweep *run, size_t row, size_t column) {
    return run->matrix + (row - run->row_begin) * run->pairs->bits->n_rows + column;
}

static void fill_by_weights(const sweep *run, size_t row, size_t n_rows, size_t begin, size_t end) {
    for (size_t r = row; r < row + n_rows; r++)
        for (size_t j = begin; j < end; j++)
            *place(run, r, j) = (float)gouw_pairs_of_weights(run->pairs, r, j);
}

static void fill_by_counts(const sweep *run, size_t row, size_t n_rows, size_t begin, size_t end) {
    const gouw_pairs *pairs = run->pairs;
    gouw_tally tally;
    uint32_t shared[GOUW_PLANE_SETS];
    for (size_t r = row; r < row + n_rows; r++) {
        gouw_planes_sum(&run->planes, begin / GOUW_PLANE_SETS,
                        gouw_planes_items(&run->items, r - run->row_begin), &tally);
        gouw_planes_unpack(&run->planes, &tally, shared);
        gouw_similarity_row(pairs->measure, pairs->size[r], pairs->size + begin, shared,
                            end - begin, (uint32_t)pairs->bits->n_columns, (float)pairs->empty,
                            place(run, r, begin));
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

/* At most GOUW_LANE_ROWS rows. */
static void fill_at_once(const sweep *run, size_t row, size_t n_rows, size_t begin, size_t end) {
    const gouw_pairs *pairs = run->pairs;
    const uint64_t *rows[GOUW_LANE_ROWS];
    gouw_quotients how = {.measure = pairs->measure,
                          .universe = (uint32_t)pairs->bits->n_columns,
                          .size = pairs->size,
                          .stream = run->stream};
    for (size_t r = 0; r < GOUW_LANE_ROWS; r++) {
        const size_t at = row + (r < n_rows ? r : 0);
        rows[r] = gouw_bits_row(pairs->bits, at);
        how.row_size[r] = pairs->size[at];
        how.out[r] = place(run, at, begin);
        how.stream = how.stream && (uintptr_t)how.out[r] % 64 == 0;
    }
    gouw_lanes_divide(&run->lanes, rows, begin, end, &how);
    for (size_t r = row; r < row + n_rows; r++)
        fill_empty(pairs, r, begin, end, place(run, r, begin));
}

static void sweep_rows(void *context, size_t index) {
    sweep *run = context;
    const size_t n = run->pairs->bits->n_rows, first = run->row_begin + index * TALL;
    const size_t last = least_of(first + TALL, run->row_end);
    for (size_t begin = 0; begin < n && !stop(run); begin += GOUW_STRIP) {
        const size_t end = least_of(begin + GOUW_STRIP, n);
        for (size_t row = first; row < last; row += GOUW_LANE_ROWS)
            run->fill(run, row, least_of(GOUW_LANE_ROWS, last - row), begin, end);
    }
    gouw_lanes_fence();
    say_done(run);
}

/* Chooses the way, and lays the sets out for it. */
static gouw_status lay_out(sweep *run, gouw_arena *arena, gouw_error *error) {
    const gouw_bits *bits = run->pairs->bits;
    if (gouw_measures[run->pairs->measure].weighted) {
        run->fill = fill_by_weights;
        return GOUW_OK;
    }
    if (gouw_lanes_divides(run->pairs->measure, bits->n_columns)) {
        run->fill = fill_at_once;
        return gouw_lanes_init(&run->lanes, bits, error);
    }
    run->fill = fill_by_counts;
    gouw_status status = gouw_planes_lists(bits, run->row_begin, run->row_end, arena, &run->items,
                                           error);
    if (status == GOUW_OK)
        status = gouw_planes_init(&run->planes, bits->n_rows, bits->n_columns, arena, error);
    if (status == GOUW_OK)
        gouw_planes_fill(&run->planes, bits, NULL, bits->n_rows);
    return status;
}

gouw_status gouw_pairs_matrix(const gouw_pairs *pairs, size_t row_begin, size_t row_end, float *out,
                              gouw_error *error) {
    const size_t n_rows = row_end - row_begin;
    const double bytes = (double)n_rows * (double)pairs->bits->n_rows * sizeof *out;
    gouw_arena arena = GOUW_ARENA_INIT;
    sweep run = {.pairs = pairs,
                 .row_begin = row_begin,
                 .row_end = row_end,
                 .matrix = out,
                 .stream = bytes > LARGE && pairs->bits->stride <= FEW_WORDS};
    atomic_init(&run.stopped, false);
    atomic_init(&run.n_done, 0);
    gouw_status status = lay_out(&run, &arena, error);
    if (status == GOUW_OK)
        gouw_parallel(pairs->threads, (n_rows + TALL - 1) / TALL, sweep_rows, &run);
    gouw_lanes_release(&run.lanes);
    gouw_arena_release(&arena);
    if (status == GOUW_OK && atomic_load(&run.stopped))
        status = gouw_fail(error, GOUW_EINTERRUPT, _("stopped on request"));
    return status;
}
