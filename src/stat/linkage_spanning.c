/* Single linkage from a minimum spanning tree (Gower & Ross 1969): its edges, sorted, are the
 * merges. The distances pass by once, row after row, and nearly all are left out at a glance.
 *
 * A distance between i and j cannot be an edge of the tree when a path of edges seen before joins
 * the two and none of them is longer. Looking for the path would take too long; but with
 *
 *     bound[r][j]    no edge on some path from j to the root r is longer than this
 *
 * there is one by way of the root whose edges are at most max(bound[r][i], bound[r][j]), and this
 * is compared a register at a time (stat/below.h). What passes is kept, and shortens bounds at
 * once: j may go to the root by way of i. When there is no more room the edges kept are sorted,
 * Kruskal's method (1956) picks the tree among them, and the bounds are read off it.
 *
 * One root would do for one cluster. Within another cluster, whose way to the root is long, all
 * would pass; so there are some roots, one in each of the largest clusters of the tree so far, and
 * row i goes by the one that is nearest to it.
 *
 *     0 ______________.                 roots 3 and 6: the tree is followed from the top into
 *     1 ____.         |__               its larger parts, and splits where both parts are
 *     2 __. |_________|  |              larger than a share of all
 *     3 __|_|            |__
 *     4 _________.       |
 *     5 ______.  |_______|
 *     6 ______|__|
 *
 * Rows come eight together, those in the order of mirrored bits: 0, 1/2, 1/4, 3/4, 1/8, ... of the
 * way. Items along a line, in order, would have each row better all bounds of the one before.
 *
 * Of equally long edges the one seen first stays, and they merge in the order of their ends. O(n^2)
 * time, O(n) memory: a row costs no more
 * than its comparisons, and each edge that passes about fifty steps in the end; of n points with
 * any structure a few n pass. */
#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "stat/below.h"
#include "stat/linkage_steps.h"

enum { ROOTS = 8, ROOM = 4, TOGETHER = 8, DIGIT_BITS = 11, DIGITS = 1 << DIGIT_BITS };
enum { SOME_ROWS = 256 }; /* between two looks at the clock */

#define NONE UINT32_MAX

/* A part of the forest while it is joined, by the number of its last merge. */
typedef struct part {
    uint32_t left, right; /* items, or n + the number of a merge */
    uint32_t size;
} part;

typedef struct spanning {
    size_t n, n_edges, n_roots;
    gouw_step *edges, *spare; /* ROOM n each; the tree's first, sorted */
    double *bound[ROOTS];
    uint16_t *rough[ROOTS]; /* the same, rounded up: see stat/below.h */
    uint32_t *list;
    uint32_t *leader, *top; /* by item: towards the leader of its part; of a leader: its part */
    part *parts;            /* by merge */
    uint32_t *first, *ends; /* the tree's edges at each item: ends[first[v]] .. are edge numbers */
    uint32_t *queue, *from; /* for walking the tree */
} spanning;

/* ---- sorting -------------------------------------------------------------------------------- */

/* The bits of a number that is not negative sort as the number does. */
static uint64_t key_of(const gouw_step *edge) {
    uint64_t bits;
    const double length = edge->height + 0.0; /* -0 becomes 0 */
    memcpy(&bits, &length, sizeof bits);
    return bits;
}

/* By length, equal ones in the order they had: by counting, the lowest digit first. */
static void sort_edges(spanning *s) {
    uint64_t differ = 0;
    for (size_t e = 1; e < s->n_edges; e++)
        differ |= key_of(&s->edges[e]) ^ key_of(&s->edges[0]);
    for (unsigned shift = 0; shift < 64 && differ >> shift != 0; shift += DIGIT_BITS) {
        size_t start[DIGITS + 1] = {0};
        if ((differ >> shift & (DIGITS - 1)) == 0)
            continue;
        for (size_t e = 0; e < s->n_edges; e++)
            start[(key_of(&s->edges[e]) >> shift & (DIGITS - 1)) + 1]++;
        for (size_t d = 1; d < DIGITS; d++)
            start[d] += start[d - 1];
        for (size_t e = 0; e < s->n_edges; e++)
            s->spare[start[key_of(&s->edges[e]) >> shift & (DIGITS - 1)]++] = s->edges[e];
        gouw_step *sorted = s->spare;
        s->spare = s->edges;
        s->edges = sorted;
    }
}

/* ---- the tree of the edges kept ------------------------------------------------------------- */

static uint32_t leader_of(const spanning *s, uint32_t item) {
    while (s->leader[item] != item) {
        s->leader[item] = s->leader[s->leader[item]];
        item = s->leader[item];
    }
    return item;
}

static uint32_t size_of(const spanning *s, uint32_t node) {
    return node < s->n ? 1 : s->parts[node - s->n].size;
}

/* Sorts the edges, and keeps those of the tree. */
static void pick_tree(spanning *s) {
    size_t n_kept = 0;
    sort_edges(s);
    for (uint32_t i = 0; i < s->n; i++)
        s->leader[i] = s->top[i] = i;
    for (size_t e = 0; e < s->n_edges; e++) {
        const uint32_t a = leader_of(s, s->edges[e].a), b = leader_of(s, s->edges[e].b);
        if (a == b)
            continue;
        const uint32_t left = s->top[a], right = s->top[b];
        const uint32_t n_left = size_of(s, left), n_right = size_of(s, right);
        const uint32_t into = n_left < n_right ? b : a;
        s->parts[n_kept] = (part){left, right, n_left + n_right};
        s->leader[a] = s->leader[b] = into;
        s->top[into] = (uint32_t)(s->n + n_kept);
        s->edges[n_kept++] = s->edges[e];
    }
    s->n_edges = n_kept;
}

/* An item in the midst of each large cluster. */
static size_t pick_roots(const spanning *s, uint32_t *roots) {
    const uint32_t least = (uint32_t)(s->n / (ROOTS * 4)) + 1;
    uint32_t waiting[ROOTS];
    size_t n_waiting = 0, n_roots = 0;
    waiting[n_waiting++] = (uint32_t)(2 * s->n - 2);
    while (n_waiting > 0) {
        uint32_t node = waiting[--n_waiting];
        while (node >= s->n) {
            const part *p = &s->parts[node - s->n];
            const uint32_t n_left = size_of(s, p->left), n_right = size_of(s, p->right);
            const bool splits = (n_left < n_right ? n_left : n_right) >= least;
            if (splits && n_roots + n_waiting + 2 <= ROOTS) {
                waiting[n_waiting++] = p->left;
                node = p->right;
            } else {
                node = n_left < n_right ? p->right : p->left;
            }
        }
        roots[n_roots++] = node;
    }
    return n_roots;
}

static void link_edges(spanning *s) {
    memset(s->first, 0, (s->n + 2) * sizeof *s->first);
    for (size_t e = 0; e < s->n_edges; e++) {
        s->first[s->edges[e].a + 2]++;
        s->first[s->edges[e].b + 2]++;
    }
    for (size_t v = 2; v <= s->n + 1; v++)
        s->first[v] += s->first[v - 1];
    for (uint32_t e = 0; e < s->n_edges; e++) {
        s->ends[s->first[s->edges[e].a + 1]++] = e;
        s->ends[s->first[s->edges[e].b + 1]++] = e;
    }
}

/* The longest edge on the way from each item to root. */
static void walk(const spanning *s, uint32_t root, double *bound) {
    size_t n_queue = 0;
    bound[root] = 0;
    s->from[root] = NONE;
    s->queue[n_queue++] = root;
    for (size_t at = 0; at < n_queue; at++) {
        const uint32_t v = s->queue[at];
        for (uint32_t k = s->first[v]; k < s->first[v + 1]; k++) {
            const uint32_t e = s->ends[k];
            if (e == s->from[v])
                continue;
            const uint32_t w = s->edges[e].a == v ? s->edges[e].b : s->edges[e].a;
            bound[w] = bound[v] > s->edges[e].height ? bound[v] : s->edges[e].height;
            s->from[w] = e;
            s->queue[n_queue++] = w;
        }
    }
}

static void renew(spanning *s) {
    uint32_t roots[ROOTS];
    pick_tree(s);
    link_edges(s);
    s->n_roots = pick_roots(s, roots);
    for (size_t r = 0; r < s->n_roots; r++) {
        walk(s, roots[r], s->bound[r]);
        for (size_t i = 0; i < s->n; i++)
            s->rough[r][i] = gouw_rough(s->bound[r][i]);
    }
}

/* ---- rows ----------------------------------------------------------------------------------- */

static double larger(double a, double b) {
    return a > b ? a : b;
}

/* Takes the distances of item to item + 1, ..., n - 1; false when one is none. */
static bool add_row(spanning *s, uint32_t item, const double *tail, size_t n_tail) {
    size_t nearest_root = 0, n_list;
    for (size_t r = 1; r < s->n_roots; r++)
        nearest_root = s->bound[r][item] < s->bound[nearest_root][item] ? r : nearest_root;
    double *bound = s->bound[nearest_root], *to = bound + item + 1, own = bound[item];
    uint16_t *rough = s->rough[nearest_root];
    if (!gouw_below_rough(tail, rough + item + 1, own, n_tail, DBL_MAX, s->list, &n_list))
        return false;
    uint32_t nearest = NONE; /* the way of item itself, if by one of the new edges it is shorter */
    for (size_t l = 0; l < n_list; l++) {
        const uint32_t k = s->list[l];
        if (larger(tail[k], to[k]) < own) {
            own = larger(tail[k], to[k]);
            nearest = k;
        }
    }
    bound[item] = own;
    rough[item] = gouw_rough(own);
    for (size_t l = 0; l < n_list; l++) {
        const uint32_t k = s->list[l];
        if (k != nearest && !(tail[k] < larger(own, to[k])))
            continue;
        s->edges[s->n_edges++] = (gouw_step){item, item + 1 + k, tail[k]};
        if (larger(tail[k], own) < to[k]) {
            to[k] = larger(tail[k], own);
            rough[item + 1 + k] = gouw_rough(to[k]);
        }
    }
    return true;
}

/* The lowest n_bits bits of k, in the opposite order. */
static uint32_t mirrored(uint32_t k, unsigned n_bits) {
    uint32_t out = 0;
    for (unsigned b = 0; b < n_bits; b++)
        out |= (k >> b & 1) << (n_bits - 1 - b);
    return out;
}

static gouw_status add_rows(const gouw_distances *distances, spanning *s, double *row,
                            uint32_t *items, gouw_error *error) {
    const size_t n = s->n;
    unsigned n_bits = 0;
    for (size_t i = 0; i < n; i++) {
        items[i] = (uint32_t)i;
        s->bound[0][i] = i == 0 ? 0 : (double)INFINITY;
        s->rough[0][i] = gouw_rough(s->bound[0][i]);
    }
    s->n_roots = 1;
    while (n / TOGETHER >> n_bits != 0)
        n_bits++;
    for (uint32_t k = 0; k / TOGETHER >> n_bits == 0; k++) {
        const uint32_t i = mirrored(k / TOGETHER, n_bits) * TOGETHER + k % TOGETHER;
        if (i + 1 >= n)
            continue;
        if (k % SOME_ROWS == 0 && distances->go_on != NULL &&
            !distances->go_on(distances, (double)k / (double)n))
            return gouw_fail(error, GOUW_EINTERRUPT, _("stopped on request"));
        const double *tail = gouw_distances_get_tail(distances, i, items, row);
        if (s->n_edges + n > ROOM * n)
            renew(s);
        if (!add_row(s, i, tail, n - 1 - i))
            return gouw_distances_check(i, items + i + 1, n - 1 - i, tail, DBL_MAX, error);
    }
    pick_tree(s);
    return GOUW_OK;
}

static int compare(const void *left, const void *right) {
    const gouw_step *p = left, *q = right;
    if (p->a != q->a)
        return p->a < q->a ? -1 : 1;
    return p->b < q->b ? -1 : p->b > q->b;
}

/* Puts edges of one length in the order of their ends. */
static void order_ties(gouw_step *edges, size_t n) {
    for (size_t begin = 0, end; begin < n; begin = end) {
        for (end = begin + 1; end < n && edges[end].height == edges[begin].height;)
            end++;
        if (end - begin > 1)
            qsort(edges + begin, end - begin, sizeof *edges, compare);
    }
}

/* From a source that knows the tree. */
static gouw_status ask(const gouw_distances *distances, gouw_step *steps, gouw_error *error) {
    const size_t n = distances->n;
    spanning s = {.n_edges = n - 1, .edges = steps, .spare = malloc(n * sizeof *s.spare)};
    if (s.spare == NULL)
        return gouw_fail_memory(error, n * sizeof *s.spare);
    gouw_step *spare = s.spare;
    const gouw_status status = distances->spanning(distances, steps, error);
    if (status == GOUW_OK) {
        sort_edges(&s);
        order_ties(s.edges, n - 1);
        if (s.edges != steps)
            memcpy(steps, s.edges, (n - 1) * sizeof *steps);
    }
    free(spare);
    return status;
}

gouw_status gouw_linkage_spanning(const gouw_distances *distances, gouw_step *steps,
                                  gouw_error *error) {
    const size_t n = distances->n;
    if (n < 2)
        return GOUW_OK;
    if (distances->spanning != NULL)
        return ask(distances, steps, error);
    spanning s = {.n = n,
                  .edges = malloc(ROOM * n * sizeof *s.edges),
                  .spare = malloc(ROOM * n * sizeof *s.spare),
                  .parts = malloc(n * sizeof *s.parts)};
    double *numbers = malloc((ROOTS + 1) * n * sizeof *numbers);
    uint16_t *rough = malloc(ROOTS * n * sizeof *rough);
    uint32_t *indexes = malloc((9 * n + GOUW_BELOW_ROOM + 2) * sizeof *indexes);
    gouw_status status;
    if (s.edges == NULL || s.spare == NULL || s.parts == NULL || numbers == NULL || rough == NULL ||
        indexes == NULL) {
        status = gouw_fail_memory(error, ROOM * n * sizeof *s.edges);
    } else {
        for (size_t r = 0; r < ROOTS; r++) {
            s.bound[r] = numbers + r * n;
            s.rough[r] = rough + r * n;
        }
        uint32_t **const arrays[] = {&s.leader, &s.top, &s.queue, &s.from};
        for (size_t k = 0; k < 4; k++)
            *arrays[k] = indexes + k * n;
        s.ends = indexes + 4 * n; /* two for each edge */
        s.list = indexes + 7 * n;
        s.first = indexes + 8 * n + GOUW_BELOW_ROOM;
        status = add_rows(distances, &s, numbers + ROOTS * n, indexes + 6 * n, error);
    }
    if (status == GOUW_OK) {
        order_ties(s.edges, n - 1);
        memcpy(steps, s.edges, (n - 1) * sizeof *steps);
    }
    free(s.edges);
    free(s.spare);
    free(s.parts);
    free(numbers);
    free(rough);
    free(indexes);
    return status;
}
