/* Single linkage from a minimum spanning tree (Gower & Ross 1969) by Prim's method: its edges,
 * sorted, are the merges. The item that just joined asks for its distances to all that have not,
 * so nothing is kept but one best edge an item.
 *
 *     outside[0..m)   items not in the tree yet, in no order
 *     best[k]         the shortest edge from outside[k] into the tree
 *     from[k]         its end in the tree
 *
 * An edge is taken by (length, lower item outside); of equal edges into the tree the earlier
 * stays; equal edges are merged by (lower end, higher end).
 */
#include <float.h>
#include <math.h>
#include <stdlib.h>

#include "stat/linkage_steps.h"

enum { LANES = 8 };

typedef struct frontier {
    size_t m;
    uint32_t *outside, *from;
    double *best, *row;
} frontier;

/* Takes the distances from item into account. Seldom is one closer, so a branch is the cheapest. */
static void relax(frontier *f, uint32_t item) {
    for (size_t k = 0; k < f->m; k++)
        if (f->row[k] < f->best[k]) {
            f->best[k] = f->row[k];
            f->from[k] = item;
        }
}

/* The smallest of x[0..n). Several running minima, so that the compiler uses vectors. */
static double lowest(const double *x, size_t n) {
    double low[LANES];
    size_t k = 0;
    for (size_t l = 0; l < LANES; l++)
        low[l] = (double)INFINITY;
    for (; k + LANES <= n; k += LANES)
        for (size_t l = 0; l < LANES; l++)
            low[l] = x[k + l] < low[l] ? x[k + l] : low[l];
    double least = low[0];
    for (size_t l = 1; l < LANES; l++)
        least = low[l] < least ? low[l] : least;
    for (; k < n; k++)
        least = x[k] < least ? x[k] : least;
    return least;
}

static size_t nearest(const frontier *f) {
    const double least = lowest(f->best, f->m);
    size_t at = f->m;
    for (size_t k = 0; k < f->m; k++)
        if (f->best[k] == least && (at == f->m || f->outside[k] < f->outside[at]))
            at = k;
    return at;
}

static void take(frontier *f, size_t at) {
    f->m--;
    f->outside[at] = f->outside[f->m];
    f->from[at] = f->from[f->m];
    f->best[at] = f->best[f->m];
}

static gouw_status grow(const gouw_distances *distances, frontier *f, gouw_step *steps,
                        gouw_error *error) {
    uint32_t item = 0;
    f->m = distances->n - 1;
    for (size_t k = 0; k < f->m; k++) {
        f->outside[k] = (uint32_t)k + 1;
        f->best[k] = (double)INFINITY;
    }
    for (size_t s = 0; s + 1 < distances->n; s++) {
        distances->row(distances, item, f->outside, f->m, f->row);
        const gouw_status status = gouw_distances_check(item, f->outside, f->m, f->row, DBL_MAX,
                                                        error);
        if (status != GOUW_OK)
            return status;
        relax(f, item);
        const size_t at = nearest(f);
        item = f->outside[at];
        const uint32_t other = f->from[at];
        steps[s].a = item < other ? item : other;
        steps[s].b = item < other ? other : item;
        steps[s].height = f->best[at];
        take(f, at);
    }
    return GOUW_OK;
}

static int compare(const void *left, const void *right) {
    const gouw_step *p = left, *q = right;
    if (p->height != q->height)
        return p->height < q->height ? -1 : 1;
    if (p->a != q->a)
        return p->a < q->a ? -1 : 1;
    return p->b < q->b ? -1 : p->b > q->b;
}

gouw_status gouw_linkage_prim(const gouw_distances *distances, gouw_step *steps,
                              gouw_error *error) {
    const size_t n = distances->n;
    if (n < 2)
        return GOUW_OK;
    frontier f = {.outside = malloc(n * sizeof *f.outside),
                  .from = malloc(n * sizeof *f.from),
                  .best = malloc(n * sizeof *f.best),
                  .row = malloc(n * sizeof *f.row)};
    gouw_status status;
    if (f.outside == NULL || f.from == NULL || f.best == NULL || f.row == NULL)
        status = gouw_fail_memory(error, n * sizeof *f.row);
    else
        status = grow(distances, &f, steps, error);
    if (status == GOUW_OK)
        qsort(steps, n - 1, sizeof *steps, compare);
    free(f.outside);
    free(f.from);
    free(f.best);
    free(f.row);
    return status;
}
