/* All cuts at once: start with every item alone and follow the merges. sum[c][i] is the total
 * distance of item i to cluster c, so a merge adds one row to another. An item's nearest other
 * cluster stays its nearest unless that cluster takes part in the merge, for the mean of a merged
 * cluster lies between those of its parts. Even then it stays when it is no farther than the second
 * nearest was, which for the same reason is still as far. So few items have to look again, which
 * takes a look into each row. */
#include "stat/silhouette.h"

#include <float.h>
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"

static const double TIE = 1e-12;

/* From the totals to the own cluster of size n_own, and the least mean to another. */
static double silhouette_of(double own_total, double n_own, double other_mean) {
    if (n_own < 2)
        return 0;
    const double own = own_total / (n_own - 1);
    const double larger = own > other_mean ? own : other_mean;
    return larger > 0 ? (other_mean - own) / larger : 0;
}

static gouw_status count_sizes(const uint32_t *cluster, size_t n, size_t k, size_t *size,
                               gouw_error *error) {
    for (size_t i = 0; i < n; i++) {
        if (cluster[i] >= k)
            return gouw_fail(error, GOUW_EUSAGE, _("cluster %lu is not among the %zu"),
                             (unsigned long)cluster[i] + 1, k);
        size[cluster[i]]++;
    }
    for (size_t c = 0; c < k; c++)
        if (size[c] == 0)
            return gouw_fail(error, GOUW_EUSAGE, _("cluster %zu of %zu has no item"), c + 1, k);
    return GOUW_OK;
}

/* Rows that are added up at once: sums of one row after the other wait for each other. */
enum { TOGETHER = 4 };

typedef struct sums {
    const gouw_distances *distances;
    const uint32_t *cluster;
    size_t k;
    size_t *start;   /* items[start[c]] .. are those of cluster c, in rising order */
    uint32_t *items; /* and 0 .. n - 1 behind them */
    double *row;     /* TOGETHER of n */
    double *total;   /* by cluster, of TOGETHER rows */
} sums;

static size_t size_of(const sums *s, size_t c) {
    return s->start[c + 1] - s->start[c];
}

/* Sorts the items by cluster. The sizes stand in start, two places on. */
static void sort_items(sums *s) {
    const size_t n = s->distances->n;
    for (size_t c = 2; c < s->k + 2; c++)
        s->start[c] += s->start[c - 1];
    for (uint32_t i = 0; i < n; i++) {
        s->items[s->start[s->cluster[i] + 1]++] = i;
        s->items[n + i] = i;
    }
}

/* The distances of items first and on, TOGETHER or fewer; in the places of others those of the
 * last. */
static gouw_status fill_rows(const sums *s, size_t first, size_t n_rows, gouw_error *error) {
    const size_t n = s->distances->n;
    const uint32_t *all = s->items + n;
    for (size_t r = 0; r < TOGETHER; r++) {
        const uint32_t item = (uint32_t)(first + (r < n_rows ? r : n_rows - 1));
        double *row = s->row + r * n;
        s->distances->row(s->distances, item, all, n, row);
        const gouw_status status = gouw_distances_check(item, all, n, row, DBL_MAX, error);
        if (status != GOUW_OK)
            return status;
    }
    return GOUW_OK;
}

/* Each total in the order of the items. */
static void add_up(const sums *s) {
    const size_t n = s->distances->n;
    for (size_t c = 0; c < s->k; c++) {
        double sum[TOGETHER] = {0};
        for (size_t at = s->start[c]; at < s->start[c + 1]; at++)
            for (size_t r = 0; r < TOGETHER; r++)
                sum[r] += s->row[r * n + s->items[at]];
        memcpy(s->total + c * TOGETHER, sum, sizeof sum);
    }
}

static double width_of(const sums *s, size_t item, size_t r) {
    const size_t own = s->cluster[item];
    double nearest = (double)INFINITY;
    for (size_t c = 0; c < s->k; c++)
        if (c != own)
            nearest = fmin(nearest, s->total[c * TOGETHER + r] / (double)size_of(s, c));
    return silhouette_of(s->total[own * TOGETHER + r], (double)size_of(s, own), nearest);
}

static gouw_status fill_widths(sums *s, size_t begin, size_t end, double *width,
                               gouw_error *error) {
    sort_items(s);
    for (size_t i = begin; i < end; i += TOGETHER) {
        const size_t n_rows = end - i < TOGETHER ? end - i : TOGETHER;
        const gouw_status status = fill_rows(s, i, n_rows, error);
        if (status != GOUW_OK)
            return status;
        add_up(s);
        for (size_t r = 0; r < n_rows; r++)
            width[i + r] = width_of(s, i + r, r);
    }
    return GOUW_OK;
}

gouw_status gouw_silhouette_some(const gouw_distances *distances, const uint32_t *cluster, size_t k,
                                 size_t begin, size_t end, double *width, gouw_error *error) {
    const size_t n = distances->n;
    if (k < 2 || k > n)
        return gouw_fail(error, GOUW_EUSAGE,
                         _("silhouettes need 2 to %zu clusters of %zu items, not %zu"), n, n, k);
    sums s = {.distances = distances,
              .cluster = cluster,
              .k = k,
              .start = calloc(k + 2, sizeof *s.start),
              .items = malloc(2 * n * sizeof *s.items),
              .row = malloc(TOGETHER * n * sizeof *s.row),
              .total = malloc(TOGETHER * k * sizeof *s.total)};
    gouw_status status = GOUW_OK;
    if (s.start == NULL || s.items == NULL || s.row == NULL || s.total == NULL)
        status = gouw_fail_memory(error, TOGETHER * n * sizeof *s.row);
    if (status == GOUW_OK)
        status = count_sizes(cluster, n, k, s.start + 2, error);
    if (status == GOUW_OK)
        status = fill_widths(&s, begin, end, width, error);
    free(s.start);
    free(s.items);
    free(s.row);
    free(s.total);
    return status;
}

gouw_status gouw_silhouette(const gouw_distances *distances, const uint32_t *cluster, size_t k,
                            double *width, double *mean, gouw_error *error) {
    const size_t n = distances->n;
    const gouw_status status = gouw_silhouette_some(distances, cluster, k, 0, n, width, error);
    *mean = 0;
    for (size_t i = 0; i < n && status == GOUW_OK; i++)
        *mean += width[i] / (double)n;
    return status;
}

/* The clusters of one cut. A cluster stands in the slot of one of its items. */
typedef struct cut {
    size_t n, n_live;
    double *sum;                    /* sum[slot * n + i] */
    double *size;                   /* by slot */
    double *own_sum, *mean, *bound; /* by item: to its own cluster; to the nearest; least others */
    uint32_t *own, *nearest;        /* slots, by item; nearest NONE: look again */
    uint32_t *live, *slot_of;       /* slots in use, in no order; slot by step */
} cut;

#define NONE UINT32_MAX

static void consider(cut *c, size_t item, uint32_t slot, double mean) {
    if (mean < c->mean[item]) {
        c->bound[item] = c->mean[item];
        c->mean[item] = mean;
        c->nearest[item] = slot;
    } else if (mean < c->bound[item]) {
        c->bound[item] = mean;
    }
}

static void look_again(cut *c, size_t item) {
    c->mean[item] = c->bound[item] = (double)INFINITY;
    for (size_t l = 0; l < c->n_live; l++) {
        const uint32_t slot = c->live[l];
        if (slot != c->own[item])
            consider(c, item, slot, c->sum[(size_t)slot * c->n + item] / c->size[slot]);
    }
}

/* While every item is alone its distances are a row as well as a column. */
static void look_first(cut *c, size_t item) {
    c->mean[item] = c->bound[item] = (double)INFINITY;
    for (size_t other = 0; other < c->n; other++)
        if (other != item)
            consider(c, item, (uint32_t)other, c->sum[item * c->n + other]);
}

static double mean_width(cut *c) {
    double mean = 0;
    for (size_t i = 0; i < c->n; i++) {
        if (c->nearest[i] == NONE)
            look_again(c, i);
        mean += silhouette_of(c->own_sum[i], c->size[c->own[i]], c->mean[i]) / (double)c->n;
    }
    return mean;
}

static uint32_t slot_of(const cut *c, int32_t part) {
    return part < 0 ? (uint32_t)(-part - 1) : c->slot_of[part - 1];
}

static void merge(cut *c, const gouw_tree *tree, size_t step) {
    const uint32_t into = slot_of(c, tree->merges[step].left);
    const uint32_t from = slot_of(c, tree->merges[step].right);
    double *sum = c->sum + (size_t)into * c->n;
    const double *other = c->sum + (size_t)from * c->n;
    c->size[into] += c->size[from];
    for (size_t i = 0; i < c->n; i++) {
        sum[i] += other[i];
        if (c->own[i] == from)
            c->own[i] = into;
        if (c->own[i] == into)
            c->own_sum[i] = sum[i];
        if (c->nearest[i] == from || c->nearest[i] == into) {
            c->mean[i] = sum[i] / c->size[into];
            const bool stays = c->own[i] != into && c->mean[i] <= c->bound[i];
            c->nearest[i] = stays ? into : NONE;
        }
    }
    c->slot_of[step] = into;
    size_t l = 0;
    while (c->live[l] != from)
        l++;
    c->live[l] = c->live[--c->n_live];
}

static void run(cut *c, const gouw_tree *tree, size_t k_most, double *mean) {
    for (size_t i = 0; i < c->n; i++) {
        c->own[i] = c->live[i] = (uint32_t)i;
        c->size[i] = 1;
        c->own_sum[i] = 0;
        look_first(c, i);
    }
    if (k_most == c->n)
        mean[c->n] = 0;
    for (size_t s = 0; s + 2 < c->n; s++) {
        merge(c, tree, s);
        if (c->n_live <= k_most)
            mean[c->n_live] = mean_width(c);
    }
}

gouw_status gouw_silhouette_cuts(const gouw_distances *distances, const gouw_tree *tree,
                                 size_t k_most, double *mean, gouw_error *error) {
    const size_t n = distances->n;
    if (k_most > n)
        return gouw_fail(error, GOUW_EUSAGE, _("cannot cut a tree of %zu items into %zu clusters"),
                         n, k_most);
    mean[0] = (double)NAN;
    if (k_most > 0)
        mean[1] = (double)NAN;
    if (k_most < 2)
        return GOUW_OK;
    cut c = {.n = n, .n_live = n};
    gouw_status status = gouw_distances_square(distances, distances->n, &c.sum, error);
    if (status != GOUW_OK)
        return status;
    c.size = malloc(4 * n * sizeof *c.size);
    uint32_t *slots = malloc(4 * n * sizeof *slots);
    if (c.size == NULL || slots == NULL) {
        status = gouw_fail_memory(error, 4 * n * sizeof *c.size);
    } else {
        c.own_sum = c.size + n;
        c.mean = c.size + 2 * n;
        c.bound = c.size + 3 * n;
        c.own = slots;
        c.nearest = slots + n;
        c.live = slots + 2 * n;
        c.slot_of = slots + 3 * n;
        run(&c, tree, k_most, mean);
    }
    free(c.sum);
    free(c.size);
    free(slots);
    return status;
}

size_t gouw_silhouette_best(const double *mean, size_t k_most) {
    if (k_most < 2)
        return 1;
    size_t best = 2;
    for (size_t k = 3; k <= k_most; k++)
        if (mean[k] > mean[best] + TIE)
            best = k;
    return best;
}

static int compare(const void *left, const void *right) {
    const double a = *(const double *)left, b = *(const double *)right;
    return a < b ? -1 : a > b;
}

double gouw_null_threshold(double *values, size_t n, double share) {
    /* The subtraction keeps 0.95 * 1000, a hair above 950 in binary, at rank 950. */
    const double rank = ceil(share * ((double)n + 1) - 1e-9);
    if (n == 0 || rank > (double)n)
        return (double)INFINITY;
    qsort(values, n, sizeof *values, compare);
    return values[rank < 1 ? 0 : (size_t)rank - 1];
}
