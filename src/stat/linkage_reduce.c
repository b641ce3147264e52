/* The values between the new clusters s and t are sums over the old ones c in s and x in t, or the
 * largest of them:
 *
 *     average, weighted   sum of w(c) w(x) value(c, x)             w: share of the new cluster
 *     complete            the largest value(c, x)
 *     ward                sum of w(c) w(x) value(c, x) - within(s) - within(t)
 *
 * within(s) is the mean squared distance of the centroids in s to theirs. With s = ij
 *
 *     within(ij) = (a within(i) + b within(j) + a b / (a + b) g(i, j)) / (a + b)
 *
 * Each old row comes by once: it holds c with all x > c. Rows are added up sixteen new clusters at
 * a time, a piece of the columns after the other, so that what is added to stays at hand. The sums
 * are turned, and then the columns of one t are added up sixteen at once:
 *
 *     old rows of 16 s         sums          turned, columns of one t added up: a panel
 *      . a b c d e f                          s0 s1 s2 ...
 *        . g h i j k    ->    p q r s   ->    p  .  .       t0
 *          . l m n o          . . . .         q  .  .
 *                                             r+s.  .       t1
 *
 * What the panel has at [t][s] for t > s begins the rows of the new triangle; what it has for t < s
 * is added to rows that are there.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/pages.h"
#include "stat/linkage_kernel.h"
#include "stat/linkage_stage.h"

/* PIECE: columns; rows of so many begin in different sets of the cache. ASKED: lines of it. */
enum { PIECE = 2048 + GOUW_LINE, ASKED = 8 };

#if defined(__GNUC__)
#define PREFETCH(address) __builtin_prefetch(address)
#else
#define PREFETCH(address) (void)(address)
#endif

typedef struct reduction {
    const gouw_stage *stage;
    const gouw_merged *merged;
    const gouw_linkage_rows *rows;
    const gouw_linkage_kernel *kernel;
    bool largest;
    size_t piece;    /* columns at a time: a multiple of GOUW_LINE */
    float *sums;     /* GOUW_LINE rows of a piece */
    float *panel;    /* by new cluster: GOUW_LINE numbers; 0 between two bands */
    float *triangle; /* of the new clusters */
    uint32_t *first; /* old clusters of the new one s: old[first[s]] .. old[first[s + 1] - 1] */
    uint32_t *old;
} reduction;

static void list_parts(reduction *r) {
    const size_t n = r->stage->n, n_after = r->merged->n_after;
    memset(r->first, 0, (n_after + 2) * sizeof *r->first);
    for (size_t c = 0; c < n; c++)
        r->first[r->merged->after[c] + 2]++;
    for (size_t s = 2; s < n_after + 2; s++)
        r->first[s] += r->first[s - 1];
    for (uint32_t c = 0; c < n; c++)
        r->old[r->first[r->merged->after[c] + 1]++] = c;
}

static float *new_row(const reduction *r, size_t s) {
    return r->triangle + s * (2 * r->merged->n_after - s - 1) / 2;
}

/* ---- old rows -------------------------------------------------------------------------------- */

/* Adds what the old cluster c has to begin .. end - 1, all above c. */
static void add_old(const reduction *r, size_t c, size_t begin, size_t end, float *to) {
    const gouw_stage *stage = r->stage;
    const float weight = r->merged->weight[c];
    const size_t skipped = begin - c - 1, n = end - begin;
    if (stage->source == NULL) {
        const float *row = stage->triangle + gouw_stage_row(stage, c) + skipped;
        if (r->largest)
            r->rows->largest(to, row, n);
        else
            r->rows->add(to, row, weight, n);
        return;
    }
    const double *row = gouw_distances_get_tail(stage->source, (uint32_t)c, stage->items,
                                                stage->row);
    const bool squares = stage->linkage == GOUW_LINKAGE_WARD;
    (r->largest ? r->rows->largest_of
     : squares  ? r->rows->add_squares
                : r->rows->add_distances)(to, row + skipped, weight, n);
}

/* Asks for the beginning of what the old cluster c has to the columns from begin on: the processor
 * sees by itself how it goes on. */
static void ask(const reduction *r, size_t c, size_t begin) {
    enum { LINE = GOUW_LINE / 2 }; /* doubles */
    const gouw_distances *source = r->stage->source;
    const size_t from = begin > c ? begin : c + 1;
    if (source == NULL || source->tail == NULL || from + ASKED * LINE > source->n)
        return;
    const double *row = source->tail(source, (uint32_t)c) + from - c - 1;
    for (size_t line = 0; line < ASKED; line++)
        PREFETCH(row + line * LINE);
}

/* sums: of new clusters s .. s + GOUW_LINE - 1 what they have to the old ones begin .. end - 1. */
static void add_up(const reduction *r, size_t s, size_t begin, size_t end) {
    const size_t width = (end - begin + GOUW_LINE - 1) / GOUW_LINE * GOUW_LINE;
    const size_t next = s + GOUW_LINE < r->merged->n_after ? s + GOUW_LINE : r->merged->n_after;
    const size_t last = r->first[next];
    for (size_t i = 0; i < GOUW_LINE; i++) {
        float *to = r->sums + i * r->piece;
        memset(to, 0, width * sizeof *to);
        if (s + i >= r->merged->n_after)
            continue;
        for (size_t k = r->first[s + i]; k < r->first[s + i + 1] && r->old[k] + 1 < end; k++) {
            const size_t c = r->old[k], from = c + 1 > begin ? c + 1 : begin;
            ask(r, r->old[k + 1 < last ? k + 1 : k], begin);
            add_old(r, c, from, end, to + from - begin);
        }
    }
}

/* Adds the sums of the old clusters from begin on to the panel. */
static void fold(const reduction *r, size_t begin, size_t end) {
    float turned[GOUW_LINE * GOUW_LINE];
    for (size_t x = begin; x < end; x += GOUW_LINE) {
        const float *from[GOUW_LINE];
        float *to[GOUW_LINE];
        for (size_t k = 0; k < GOUW_LINE; k++) {
            from[k] = r->sums + k * r->piece + x - begin;
            to[k] = turned + k * GOUW_LINE;
        }
        r->kernel->transpose(from, to);
        (r->largest ? r->rows->fold_largest
                    : r->rows->fold)(r->panel, turned, r->merged->after + x, r->merged->weight + x,
                                     end - x < GOUW_LINE ? end - x : GOUW_LINE);
    }
}

/* ---- new rows -------------------------------------------------------------------------------- */

/* What the new clusters t < s have to each other, from what each has to the old ones in the other.
 */
static float value_of(const reduction *r, size_t t, size_t s, float a, float b) {
    if (r->largest)
        return a > b ? a : b;
    const float *within = r->merged->within;
    return r->stage->linkage == GOUW_LINKAGE_WARD ? gouw_stage_less(a + b, within[t], within[s])
                                                  : a + b;
}

/* Columns s .. s + width - 1 of the rows above s. */
static void end_rows(const reduction *r, size_t s, size_t width) {
    const float *within = r->merged->within;
    const bool is_ward = r->stage->linkage == GOUW_LINKAGE_WARD;
    if (width == GOUW_LINE && s > 0) {
        gouw_linkage_settle *const settle = r->largest ? r->rows->settle_largest
                                            : is_ward  ? r->rows->settle_ward
                                                       : r->rows->settle;
        settle(r->triangle + s - 1, r->merged->n_after - 2, r->panel, within, within + s, s);
        return;
    }
    for (size_t t = 0; t < s; t++) {
        float *to = new_row(r, t) + s - t - 1;
        for (size_t k = 0; k < width; k++)
            to[k] = value_of(r, t, s + k, to[k], r->panel[t * GOUW_LINE + k]);
    }
}

/* Rows of the band, right of it. */
static void begin_rows(const reduction *r, size_t s) {
    const size_t n = r->merged->n_after;
    size_t t = s + GOUW_LINE;
    for (; t + GOUW_LINE <= n; t += GOUW_LINE) {
        const float *from[GOUW_LINE];
        float *to[GOUW_LINE];
        for (size_t k = 0; k < GOUW_LINE; k++) {
            from[k] = r->panel + (t + k) * GOUW_LINE;
            to[k] = new_row(r, s + k) + t - (s + k) - 1;
        }
        r->kernel->transpose(from, to);
    }
    for (; t < n; t++)
        for (size_t k = 0; k < GOUW_LINE; k++)
            new_row(r, s + k)[t - (s + k) - 1] = r->panel[t * GOUW_LINE + k];
}

/* Puts the panel into the triangle. */
static void spread(const reduction *r, size_t s) {
    const size_t n = r->merged->n_after, width = n - s < GOUW_LINE ? n - s : GOUW_LINE;
    end_rows(r, s, width);
    begin_rows(r, s);
    for (size_t i = 0; i < width; i++)
        for (size_t j = i + 1; j < width; j++)
            new_row(r, s + i)[j - i - 1] = value_of(r, s + i, s + j,
                                                    r->panel[(s + i) * GOUW_LINE + j],
                                                    r->panel[(s + j) * GOUW_LINE + i]);
    memset(r->panel, 0, n * GOUW_LINE * sizeof *r->panel);
}

/* ---------------------------------------------------------------------------------------------- */

static void run(reduction *r) {
    const size_t n = r->stage->n, n_after = r->merged->n_after;
    list_parts(r);
    memset(r->panel, 0, n_after * GOUW_LINE * sizeof *r->panel);
    for (size_t s = 0; s < n_after; s += GOUW_LINE) {
        for (size_t begin = r->old[r->first[s]] + 1; begin < n; begin += r->piece) {
            const size_t end = n - begin < r->piece ? n : begin + r->piece;
            add_up(r, s, begin, end);
            fold(r, begin, end);
        }
        spread(r, s);
    }
}

gouw_status gouw_stage_reduce(const gouw_stage *stage, const gouw_merged *merged, float **triangle,
                              gouw_error *error) {
    const size_t n = stage->n, n_after = merged->n_after;
    reduction r = {.stage = stage,
                   .merged = merged,
                   .rows = gouw_linkage_rows_pick(),
                   .kernel = gouw_linkage_kernel_pick(),
                   .largest = stage->linkage == GOUW_LINKAGE_COMPLETE,
                   .piece = PIECE};
    /* Rows that are made on request are made once, as a whole. */
    if (stage->source != NULL && stage->source->tail == NULL)
        r.piece = (n + GOUW_LINE - 1) / GOUW_LINE * GOUW_LINE;
    *triangle = NULL;
    if (n_after > SIZE_MAX / sizeof *r.triangle / n_after)
        return gouw_fail_memory(error, SIZE_MAX);
    const size_t size = (n_after * (n_after - 1) / 2 + 1) * sizeof *r.triangle;
    r.triangle = gouw_pages_alloc(size);
    r.sums = malloc(GOUW_LINE * (r.piece + n_after) * sizeof *r.sums);
    uint32_t *indexes = malloc((n + n_after + 2) * sizeof *indexes);
    gouw_status status = GOUW_OK;
    if (r.triangle == NULL || r.sums == NULL || indexes == NULL) {
        status = gouw_fail_memory(error, size);
        free(r.triangle);
    } else {
        r.panel = r.sums + GOUW_LINE * r.piece;
        r.old = indexes;
        r.first = indexes + n;
        run(&r);
        *triangle = r.triangle;
    }
    free(r.sums);
    free(indexes);
    return status;
}
