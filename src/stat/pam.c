/* BUILD begins with the item that is least far from all and adds, again and again, the one that
 * lowers the total most. The gain of an item only shrinks as
 * medoids are added, so an old gain is an upper bound: the item with the highest bound is computed
 * anew, and taken if it stays on top (lazy greedy, Minoux 1978).
 *
 * SWAP is FasterPAM (Schubert & Rousseeuw 2021, "Fast and eager k-medoids clustering", Information
 * Systems 101): with the nearest and the second nearest medoid of each item at hand, one pass over
 * the items gives the change for a candidate x and all k medoids at once, and a swap is made as
 * soon as one helps. Most items are farther from x than from their second medoid and do not matter;
 * those that do are listed with wide registers (stat/below.h), and the list is kept for the next
 * time that x is tried: it holds all items nearer than their bounds, a little more than the second
 * medoid's distance, and is added to where a swap leaves an item beyond its bound. Its optimum is
 * local, and another than that of the steepest descent of the original PAM; where that is
 * affordable both are run and the better total stays.
 *
 *     change(m, x) = shared(x) + delta(x)[m]
 *     loss[m]      = what removing m costs: sum of (second - nearest) over the items of m
 */
#include "stat/pam.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/pages.h"
#include "stat/below.h"

/* A change below this share of the total is rounding. */
static const double ROUNDING = 1e-12;

/* Lists reach so much farther than they must, and hold at most a share of the items, on average. */
static const double AMPLE = 1.02;
enum { STORED = 8 };

/* Sums side by side, since neighbours mostly share a medoid, and each addition waits for the last.
 */
enum { CHAINS = 4 };

#define NO_LIST SIZE_MAX

enum { LINE = 16 }; /* float32 in a line of the cache */

typedef struct bound {
    double gain;
    uint32_t item;
} bound;

/* Of equal gains the last item, as R's pam has it: a tie can decide which optimum is found. */
static bool ahead(bound a, bound b) {
    return a.gain > b.gain || (a.gain == b.gain && a.item > b.item);
}

static void sift_down(bound *heap, size_t n, size_t at) {
    const bound moved = heap[at];
    for (size_t child = 2 * at + 1; child < n; child = 2 * at + 1) {
        if (child + 1 < n && ahead(heap[child + 1], heap[child]))
            child++;
        if (!ahead(heap[child], moved))
            break;
        heap[at] = heap[child];
        at = child;
    }
    heap[at] = moved;
}

/* Gives every item to its nearest medoid, of equally near ones the lowest, by the distances
 * themselves; returns their sum. items has room for n, numbers for 2 n. */
static double assign_exactly(const gouw_distances *distances, const uint32_t *medoid, size_t k,
                             uint32_t *items, double *numbers, uint32_t *nearest) {
    const size_t n = distances->n;
    double *best = numbers, *row = numbers + n, total = 0;
    for (size_t o = 0; o < n; o++) {
        items[o] = (uint32_t)o;
        nearest[o] = 0;
        best[o] = (double)INFINITY;
    }
    for (uint32_t m = 0; m < k; m++) {
        distances->row(distances, medoid[m], items, n, row);
        for (size_t o = 0; o < n; o++)
            if (row[o] < best[o] || (row[o] == best[o] && medoid[m] < medoid[nearest[o]])) {
                best[o] = row[o];
                nearest[o] = m;
            }
    }
    for (size_t o = 0; o < n; o++)
        total += best[o];
    return total;
}

#define REAL           double
#define NAME(x)        x
#define BELOW          gouw_below
#define GAIN           gouw_gain
#define SEARCHES_TWICE 1
#include "stat/pam.inc"
#undef REAL
#undef NAME
#undef BELOW
#undef GAIN
#undef SEARCHES_TWICE

#define REAL           float
#define NAME(x)        x##_float
#define BELOW          gouw_below_float
#define GAIN           gouw_gain_float
#define SEARCHES_TWICE 0
#include "stat/pam.inc"

static gouw_status split_small(const gouw_distances *distances, size_t k, uint32_t *medoid,
                               uint32_t *cluster, double *total, gouw_error *error) {
    pam p = {.n = distances->n, .k = k, .stride = distances->n};
    gouw_status status = gouw_distances_square(distances, p.stride, &p.square, error);
    if (status == GOUW_OK)
        status = run(&p, distances, medoid, cluster, error);
    free(p.square);
    *total = p.total;
    return status;
}

static gouw_status split_large(const gouw_distances *distances, size_t k, uint32_t *medoid,
                               uint32_t *cluster, double *total, gouw_error *error) {
    pam_float p = {.n = distances->n, .k = k};
    /* An odd number of lines: columns of medoids then lie in different sets of the cache. */
    p.stride = (p.n / LINE | 1) * LINE + 2 * LINE;
    gouw_status status = gouw_distances_square_float(distances, p.stride, &p.square, error);
    if (status == GOUW_OK)
        status = run_float(&p, distances, medoid, cluster, error);
    free(p.square);
    *total = p.total;
    return status;
}

gouw_status gouw_pam(const gouw_distances *distances, size_t k, uint32_t *medoid, uint32_t *cluster,
                     double *total, gouw_error *error) {
    const size_t n = distances->n;
    double sum = 0;
    if (k < 1 || k > n)
        return gouw_fail(error, GOUW_EUSAGE, _("cannot split %zu items into %zu clusters"), n, k);
    const gouw_status status = (n <= GOUW_PAM_SMALL ? split_small : split_large)(
        distances, k, medoid, cluster, &sum, error);
    if (total != NULL)
        *total = sum;
    return status;
}
