/* BUILD adds, k times, the item that lowers the total most. The gain of an item only shrinks as
 * medoids are added, so an old gain is an upper bound: the item with the highest bound is computed
 * anew, and taken if it stays on top (lazy greedy, Minoux 1978).
 *
 * SWAP is FasterPAM (Schubert & Rousseeuw 2021, "Fast and eager k-medoids clustering", Information
 * Systems 101): with the nearest and the second nearest medoid of each item at hand, one pass over
 * the items gives the change for a candidate x and all k medoids at once, and a swap is made as
 * soon as one helps. Its optimum is local, and another than that of the steepest descent of the
 * original PAM; where that is affordable both are run and the better total stays.
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

/* A change below this share of the total is rounding. */
static const double ROUNDING = 1e-12;

typedef struct bound {
    double gain;
    uint32_t item;
} bound;

typedef struct pam {
    size_t n, k;
    double *square;
    uint32_t *medoid;           /* k, in no order */
    bool *is_medoid;            /* by item */
    uint32_t *nearest, *second; /* by item: places in medoid */
    double *d_nearest, *d_second;
    double *loss, *delta; /* by medoid */
    double total;
} pam;

static const double *row_of(const pam *p, size_t item) {
    return p->square + item * p->n;
}

/* ---- BUILD ---------------------------------------------------------------------------------- */

static double gain_of(const pam *p, size_t item) {
    const double *row = row_of(p, item);
    double gain = 0;
    for (size_t o = 0; o < p->n; o++)
        gain += row[o] < p->d_nearest[o] ? p->d_nearest[o] - row[o] : 0;
    return gain;
}

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

static void add_medoid(pam *p, size_t place, uint32_t item) {
    const double *row = row_of(p, item);
    p->medoid[place] = item;
    p->is_medoid[item] = true;
    for (size_t o = 0; o < p->n; o++)
        p->d_nearest[o] = row[o] < p->d_nearest[o] ? row[o] : p->d_nearest[o];
}

/* heap has room for n. Without medoids every item is taken to be farther away than any is. */
static void build(pam *p, bound *heap) {
    double farthest = 0;
    for (size_t i = 0; i < p->n * p->n; i++)
        farthest = p->square[i] > farthest ? p->square[i] : farthest;
    for (uint32_t i = 0; i < p->n; i++)
        p->d_nearest[i] = 1.1 * farthest + 1;
    for (uint32_t i = 0; i < p->n; i++)
        heap[i] = (bound){gain_of(p, i), i};
    size_t n_heap = p->n;
    for (size_t at = n_heap / 2; at-- > 0;)
        sift_down(heap, n_heap, at);
    memset(p->is_medoid, 0, p->n * sizeof *p->is_medoid);
    for (size_t place = 0; place < p->k;) {
        const bound fresh = {gain_of(p, heap[0].item), heap[0].item};
        if (fresh.gain < heap[0].gain) {
            heap[0].gain = fresh.gain;
            sift_down(heap, n_heap, 0);
            continue;
        }
        add_medoid(p, place++, fresh.item);
        heap[0] = heap[--n_heap];
        if (n_heap > 0)
            sift_down(heap, n_heap, 0);
    }
}

/* ---- SWAP ----------------------------------------------------------------------------------- */

/* Finds the nearest and second nearest medoid of item; of equally near ones the lower item. */
static void find_nearest(pam *p, size_t item) {
    const double *row = row_of(p, item);
    double d1 = (double)INFINITY, d2 = (double)INFINITY;
    uint32_t m1 = 0, m2 = 0;
    for (uint32_t m = 0; m < p->k; m++) {
        const double d = row[p->medoid[m]];
        if (d < d1 || (d == d1 && p->medoid[m] < p->medoid[m1])) {
            d2 = d1;
            m2 = m1;
            d1 = d;
            m1 = m;
        } else if (d < d2) {
            d2 = d;
            m2 = m;
        }
    }
    p->nearest[item] = m1;
    p->second[item] = m2;
    p->d_nearest[item] = d1;
    p->d_second[item] = d2;
}

static void sum_up(pam *p) {
    memset(p->loss, 0, p->k * sizeof *p->loss);
    p->total = 0;
    for (size_t o = 0; o < p->n; o++) {
        p->total += p->d_nearest[o];
        p->loss[p->nearest[o]] += p->d_second[o] - p->d_nearest[o];
    }
}

static void assign(pam *p) {
    for (size_t o = 0; o < p->n; o++)
        find_nearest(p, o);
    sum_up(p);
}

/* The change of the total when x replaces the medoid at the best place. */
static double best_swap(const pam *p, size_t x, size_t *place) {
    const double *row = row_of(p, x);
    double shared = 0;
    memcpy(p->delta, p->loss, p->k * sizeof *p->delta);
    for (size_t o = 0; o < p->n; o++) {
        const double d = row[o];
        if (d >= p->d_second[o])
            continue;
        if (d < p->d_nearest[o]) {
            shared += d - p->d_nearest[o];
            p->delta[p->nearest[o]] += p->d_nearest[o] - p->d_second[o];
        } else {
            p->delta[p->nearest[o]] += d - p->d_second[o];
        }
    }
    *place = 0;
    for (size_t m = 1; m < p->k; m++)
        if (p->delta[m] < p->delta[*place] ||
            (p->delta[m] == p->delta[*place] && p->medoid[m] < p->medoid[*place]))
            *place = m;
    return shared + p->delta[*place];
}

/* Makes a swap; false when the total did not fall after all, for which rounding is the only cause:
 * the descent ends, and cannot go in circles. */
static bool swap(pam *p, size_t place, size_t x) {
    const double before = p->total;
    p->is_medoid[p->medoid[place]] = false;
    p->is_medoid[x] = true;
    p->medoid[place] = (uint32_t)x;
    const double *row = row_of(p, x);
    for (size_t o = 0; o < p->n; o++) {
        const double d = row[o];
        if (p->nearest[o] == place || p->second[o] == place) {
            find_nearest(p, o);
        } else if (d < p->d_nearest[o]) {
            p->second[o] = p->nearest[o];
            p->d_second[o] = p->d_nearest[o];
            p->nearest[o] = (uint32_t)place;
            p->d_nearest[o] = d;
        } else if (d < p->d_second[o]) {
            p->second[o] = (uint32_t)place;
            p->d_second[o] = d;
        }
    }
    sum_up(p);
    return p->total < before;
}

/* FasterPAM: swaps at once; ends when n candidates in a row did not help. */
static void descend_eagerly(pam *p) {
    size_t x = 0;
    for (size_t n_idle = 0; n_idle < p->n; x = x + 1 == p->n ? 0 : x + 1) {
        size_t place;
        n_idle++;
        if (p->is_medoid[x] || !(best_swap(p, x, &place) < -ROUNDING * p->total))
            continue;
        if (!swap(p, place, x))
            return;
        n_idle = 0;
    }
}

/* PAM: the best of all swaps, while it helps. */
static void descend_steepest(pam *p) {
    for (;;) {
        double best = 0;
        size_t best_x = 0, best_place = 0;
        for (size_t x = 0; x < p->n; x++) {
            size_t place;
            const double change = p->is_medoid[x] ? 0 : best_swap(p, x, &place);
            if (change < best) {
                best = change;
                best_x = x;
                best_place = place;
            }
        }
        if (!(best < -ROUNDING * p->total) || !swap(p, best_place, best_x))
            return;
    }
}

static void set_medoids(pam *p, const uint32_t *medoid) {
    memset(p->is_medoid, 0, p->n * sizeof *p->is_medoid);
    for (size_t m = 0; m < p->k; m++) {
        p->medoid[m] = medoid[m];
        p->is_medoid[medoid[m]] = true;
    }
    assign(p);
}

/* kept has room for 2 k. */
static void search(pam *p, bound *heap, uint32_t *kept) {
    build(p, heap);
    assign(p);
    if (p->k == 1)
        return;
    memcpy(kept, p->medoid, p->k * sizeof *kept);
    descend_eagerly(p);
    if (p->n > GOUW_PAM_SMALL)
        return;
    const double eager = p->total;
    memcpy(kept + p->k, p->medoid, p->k * sizeof *kept);
    set_medoids(p, kept);
    descend_steepest(p);
    if (!(p->total < eager * (1 - ROUNDING)))
        set_medoids(p, kept + p->k);
}

/* Numbers the clusters by their first items; number has room for k. */
static void write_result(const pam *p, uint32_t *number, uint32_t *medoid, uint32_t *cluster) {
    uint32_t n_seen = 0;
    for (size_t m = 0; m < p->k; m++)
        number[m] = UINT32_MAX;
    /* Where several medoids are the same point, each still heads a cluster: its own. */
    for (size_t o = 0; o < p->n; o++) {
        uint32_t own = p->nearest[o];
        for (uint32_t m = 0; m < p->k && p->is_medoid[o]; m++)
            if (p->medoid[m] == o)
                own = m;
        if (number[own] == UINT32_MAX) {
            number[own] = n_seen;
            medoid[n_seen++] = p->medoid[own];
        }
        cluster[o] = number[own];
    }
}

static gouw_status run(pam *p, uint32_t *medoid, uint32_t *cluster, gouw_error *error) {
    const size_t n = p->n, k = p->k;
    bound *heap = malloc(n * sizeof *heap);
    uint32_t *places = malloc((2 * n + 4 * k) * sizeof *places);
    double *numbers = malloc((2 * n + 2 * k) * sizeof *numbers);
    p->is_medoid = malloc(n * sizeof *p->is_medoid);
    gouw_status status = GOUW_OK;
    if (heap == NULL || places == NULL || numbers == NULL || p->is_medoid == NULL) {
        status = gouw_fail_memory(error, (2 * n + 4 * k) * sizeof *numbers);
    } else {
        p->nearest = places;
        p->second = places + n;
        p->medoid = places + 2 * n;
        p->d_nearest = numbers;
        p->d_second = numbers + n;
        p->loss = numbers + 2 * n;
        p->delta = numbers + 2 * n + k;
        search(p, heap, places + 2 * n + k);
        write_result(p, places + 2 * n + 3 * k, medoid, cluster);
    }
    free(heap);
    free(places);
    free(numbers);
    free(p->is_medoid);
    return status;
}

gouw_status gouw_pam(const gouw_distances *distances, size_t k, uint32_t *medoid, uint32_t *cluster,
                     double *total, gouw_error *error) {
    pam p = {.n = distances->n, .k = k};
    if (k < 1 || k > p.n)
        return gouw_fail(error, GOUW_EUSAGE, _("cannot split %zu items into %zu clusters"), p.n, k);
    gouw_status status = gouw_distances_square(distances, distances->n, &p.square, error);
    if (status == GOUW_OK)
        status = run(&p, medoid, cluster, error);
    free(p.square);
    if (total != NULL)
        *total = p.total;
    return status;
}
