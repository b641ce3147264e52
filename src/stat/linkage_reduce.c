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
 * Each old row comes by once: it holds c with all x > c. Rows of one s are added up, then columns
 * of one t. What stands at [s][t] and at [t][s] then belongs together, and is put into a triangle
 * in the same memory, sixteen rows at a time.
 *
 *     old rows, right of c      sums, a square      triangle
 *      . a b c d                 . p q               . p+p' q+q'
 *        . e f g       ->        p' . r      ->        .    r+r'
 *          . h i                 q' r' .                    .
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/pages.h"
#include "stat/linkage_kernel.h"
#include "stat/linkage_stage.h"

enum { AHEAD = 4 * GOUW_LINE }; /* rows between asking for them and reading them */

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
    size_t stride;
    float *square;
    float *buffer, *row; /* of an old cluster; of a new one, by old columns */
    float *band;         /* GOUW_LINE rows */
    uint32_t *first;     /* old clusters of the new one s: old[first[s]] .. old[first[s + 1] - 1] */
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

/* ---- rows and columns ------------------------------------------------------------------------ */

/* What the first old cluster c in s has to c + 1 and on, all the old rows of s in one; NULL when a
 * distance is none. */
static const float *join_rows(const reduction *r, size_t s, gouw_error *error) {
    const size_t n = r->stage->n, begin = r->first[s], first = r->old[begin] + 1;
    if (begin + 1 == r->first[s + 1])
        return gouw_stage_tail(r->stage, first - 1, r->buffer, error);
    memset(r->row, 0, (n - first) * sizeof *r->row);
    for (size_t k = begin; k < r->first[s + 1]; k++) {
        const size_t c = r->old[k];
        const float *tail = gouw_stage_tail(r->stage, c, r->buffer, error);
        if (tail == NULL)
            return NULL;
        if (r->largest)
            r->rows->largest(r->row + c + 1 - first, tail, n - c - 1);
        else
            r->rows->add(r->row + c + 1 - first, tail, r->merged->weight[c], n - c - 1);
    }
    return r->row;
}

static void join_columns(const reduction *r, size_t s, const float *restrict row) {
    const size_t first = r->old[r->first[s]] + 1, n = r->stage->n - first;
    const uint32_t *restrict after = r->merged->after + first;
    const float *restrict weight = r->merged->weight + first;
    float *restrict to = r->square + s * r->stride;
    memset(to, 0, r->stride * sizeof *to);
    if (r->largest) {
        for (size_t k = 0; k < n; k++)
            to[after[k]] = to[after[k]] > row[k] ? to[after[k]] : row[k];
    } else {
        for (size_t k = 0; k < n; k++)
            to[after[k]] += weight[k] * row[k];
    }
}

/* ---- the triangle ---------------------------------------------------------------------------- */

/* band: of rows s .. s + GOUW_LINE - 1 what stands at [t][s], for t from s on. */
static void turn_columns(const reduction *r, size_t s) {
    for (size_t column = s; column < r->stride; column += GOUW_LINE) {
        const float *from[GOUW_LINE];
        float *to[GOUW_LINE];
        const size_t ahead = column + AHEAD < r->stride ? column + AHEAD : column;
        for (size_t k = 0; k < GOUW_LINE; k++) {
            from[k] = r->square + (column + k) * r->stride + s;
            to[k] = r->band + k * r->stride + column;
            PREFETCH(r->square + (ahead + k) * r->stride + s);
        }
        r->kernel->transpose(from, to);
    }
}

static void write_row(const reduction *r, size_t s, float *from, float *to) {
    const size_t n = r->merged->n_after;
    const float *within = r->merged->within;
    const float *own = r->square + s * r->stride + s + 1;
    if (r->largest)
        r->rows->largest(from + s + 1, own, n - s - 1);
    else
        r->rows->add(from + s + 1, own, 1, n - s - 1);
    if (r->stage->linkage != GOUW_LINKAGE_WARD) {
        memcpy(to, from + s + 1, (n - s - 1) * sizeof *to);
        return;
    }
    r->rows->lessen(to, from + s + 1, within[s], within + s + 1, n - s - 1);
}

/* The triangle's rows end before the square's: what is overwritten has been read. */
static void make_triangle(const reduction *r) {
    const size_t n = r->merged->n_after;
    float *to = r->square;
    for (size_t s = 0; s < n; s += GOUW_LINE) {
        turn_columns(r, s);
        for (size_t i = s; i < s + GOUW_LINE && i < n; i++) {
            write_row(r, i, r->band + (i - s) * r->stride, to);
            to += n - i - 1;
        }
    }
}

/* ---------------------------------------------------------------------------------------------- */

static gouw_status run(reduction *r, gouw_error *error) {
    gouw_status status = GOUW_OK;
    list_parts(r);
    for (size_t s = 0; s < r->merged->n_after && status == GOUW_OK; s++) {
        const float *row = join_rows(r, s, error);
        if (row == NULL)
            status = GOUW_EDATA;
        else
            join_columns(r, s, row);
    }
    if (status != GOUW_OK)
        return status;
    memset(r->square + r->merged->n_after * r->stride, 0,
           (r->stride - r->merged->n_after) * r->stride * sizeof *r->square);
    make_triangle(r);
    return GOUW_OK;
}

gouw_status gouw_stage_reduce(const gouw_stage *stage, const gouw_merged *merged, float **triangle,
                              gouw_error *error) {
    const size_t n = stage->n, n_after = merged->n_after;
    reduction r = {.stage = stage,
                   .merged = merged,
                   .rows = gouw_linkage_rows_pick(),
                   .kernel = gouw_linkage_kernel_pick(),
                   .largest = stage->linkage == GOUW_LINKAGE_COMPLETE,
                   .stride = (n_after + GOUW_LINE - 1) / GOUW_LINE * GOUW_LINE};
    if (r.stride > SIZE_MAX / sizeof *r.square / r.stride)
        return gouw_fail_memory(error, SIZE_MAX);
    const size_t size = r.stride * r.stride * sizeof *r.square;
    r.square = gouw_pages_alloc(size);
    float *rows = malloc((2 * n + GOUW_LINE * r.stride) * sizeof *rows);
    uint32_t *indexes = malloc((n + n_after + 2) * sizeof *indexes);
    gouw_status status = GOUW_OK;
    if (r.square == NULL || rows == NULL || indexes == NULL) {
        status = gouw_fail_memory(error, size);
    } else {
        r.buffer = rows;
        r.row = rows + n;
        r.band = rows + 2 * n;
        r.old = indexes;
        r.first = indexes + n;
        status = run(&r, error);
    }
    free(rows);
    free(indexes);
    *triangle = r.square;
    if (status != GOUW_OK) {
        free(r.square);
        *triangle = NULL;
        return status;
    }
    /* Half of it is free again. */
    float *shorter = realloc(r.square, (n_after * (n_after - 1) / 2 + 1) * sizeof *shorter);
    if (shorter != NULL)
        *triangle = shorter;
    return GOUW_OK;
}
