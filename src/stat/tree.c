/* Trees are walked by loops, never by recursion: single linkage can give one as deep as it has
 * items. Walks use what a step knows by number: its parts come earlier, its size is stored, so a
 * pass from the last step to the first hands every subtree its place [start, start + size). */
#include "stat/tree.h"

#include <float.h>
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

#include "base/i18n.h"
#include "stat/distance.h"
#include "stat/sum.h"

static const double ROUNDING = 1e-12;

/* The root of item's cluster, halving the path on the way (Tarjan & van Leeuwen 1984). */
static uint32_t find(uint32_t *parent, uint32_t item) {
    while (parent[item] != item) {
        parent[item] = parent[parent[item]];
        item = parent[item];
    }
    return item;
}

static gouw_merge join(int32_t a, int32_t b) {
    const bool swap = a < 0 && b < 0 ? a < b : a > b;
    return swap ? (gouw_merge){.left = b, .right = a} : (gouw_merge){.left = a, .right = b};
}

static uint32_t part_size(const gouw_merge *merges, int32_t part) {
    return part < 0 ? 1 : merges[part - 1].size;
}

static double part_height(const gouw_merge *merges, int32_t part) {
    return part < 0 ? 0.0 : merges[part - 1].height;
}

/* parent and label have n places; label[root] is the cluster's number. */
static void number_steps(const gouw_step *steps, uint32_t *parent, int32_t *label,
                         gouw_tree *tree) {
    for (size_t i = 0; i < tree->n_items; i++) {
        parent[i] = (uint32_t)i;
        label[i] = -(int32_t)i - 1;
    }
    for (size_t s = 0; s + 1 < tree->n_items; s++) {
        const uint32_t a = find(parent, steps[s].a), b = find(parent, steps[s].b);
        gouw_merge merge = join(label[a], label[b]);
        merge.size = part_size(tree->merges, merge.left) + part_size(tree->merges, merge.right);
        const double below = fmax(part_height(tree->merges, merge.left),
                                  part_height(tree->merges, merge.right));
        merge.height = steps[s].height;
        if (merge.height < below && merge.height >= below * (1 - ROUNDING))
            merge.height = below;
        tree->n_inversions += merge.height < below;
        tree->merges[s] = merge;
        /* The larger root stays, so that a chain of single items does not make long paths. */
        const bool keep_a = part_size(tree->merges, label[a]) >= part_size(tree->merges, label[b]);
        parent[keep_a ? b : a] = keep_a ? a : b;
        label[keep_a ? a : b] = (int32_t)s + 1;
    }
}

gouw_status gouw_tree_from_steps(const gouw_step *steps, size_t n_items, gouw_arena *arena,
                                 gouw_tree *tree, gouw_error *error) {
    *tree = (gouw_tree){.n_items = n_items};
    if (n_items > GOUW_ITEMS_MAX)
        return gouw_fail_memory(error, SIZE_MAX);
    tree->merges = gouw_arena_array(arena, n_items, sizeof *tree->merges);
    uint32_t *parent = malloc((n_items + 1) * sizeof *parent);
    int32_t *label = malloc((n_items + 1) * sizeof *label);
    gouw_status status = GOUW_OK;
    if (tree->merges == NULL || parent == NULL || label == NULL)
        status = gouw_fail_memory(error, n_items * sizeof *tree->merges);
    else
        number_steps(steps, parent, label, tree);
    free(parent);
    free(label);
    return status;
}

void gouw_tree_layout(const gouw_tree *tree, uint32_t *start, uint32_t *order) {
    const size_t n = tree->n_items;
    if (n == 1)
        order[0] = 0;
    if (n < 2)
        return;
    start[n - 2] = 0;
    for (size_t s = n - 1; s-- > 0;) {
        const gouw_merge *merge = &tree->merges[s];
        const int32_t part[2] = {merge->left, merge->right};
        uint32_t at = start[s];
        for (int k = 0; k < 2; k++) {
            if (part[k] < 0)
                order[at] = (uint32_t)(-part[k] - 1);
            else
                start[part[k] - 1] = at;
            at += part_size(tree->merges, part[k]);
        }
    }
}

gouw_status gouw_tree_order(const gouw_tree *tree, uint32_t *order, gouw_error *error) {
    uint32_t *start = malloc((tree->n_items + 1) * sizeof *start);
    if (start == NULL)
        return gouw_fail_memory(error, (tree->n_items + 1) * sizeof *start);
    gouw_tree_layout(tree, start, order);
    free(start);
    return GOUW_OK;
}

/* root[i] = the topmost of the first n_kept steps that item i lies under; n + i if none. mark has
 * n_kept places: the same for steps. */
static void find_roots(const gouw_tree *tree, size_t n_kept, uint32_t *mark, uint32_t *root) {
    for (size_t i = 0; i < tree->n_items; i++)
        root[i] = (uint32_t)(tree->n_items + i);
    for (size_t s = 0; s < n_kept; s++)
        mark[s] = (uint32_t)s;
    for (size_t s = n_kept; s-- > 0;) {
        const int32_t part[2] = {tree->merges[s].left, tree->merges[s].right};
        for (int p = 0; p < 2; p++) {
            if (part[p] < 0)
                root[-part[p] - 1] = mark[s];
            else
                mark[part[p] - 1] = mark[s];
        }
    }
}

/* Renumbers values below n_values as 0, 1, .. in the order they are first met. */
static void number_by_first(uint32_t *values, size_t n, uint32_t *number, size_t n_values) {
    uint32_t n_seen = 0;
    for (size_t v = 0; v < n_values; v++)
        number[v] = UINT32_MAX;
    for (size_t i = 0; i < n; i++) {
        uint32_t *at = &number[values[i]];
        if (*at == UINT32_MAX)
            *at = n_seen++;
        values[i] = *at;
    }
}

gouw_status gouw_tree_cut(const gouw_tree *tree, size_t k, uint32_t *cluster, gouw_error *error) {
    const size_t n = tree->n_items;
    if (k < 1 || k > n)
        return gouw_fail(error, GOUW_EUSAGE, _("cannot cut a tree of %zu items into %zu clusters"),
                         n, k);
    uint32_t *work = malloc(2 * n * sizeof *work);
    if (work == NULL)
        return gouw_fail_memory(error, 2 * n * sizeof *work);
    find_roots(tree, n - k, work, cluster);
    number_by_first(cluster, n, work, 2 * n);
    free(work);
    return GOUW_OK;
}

gouw_status gouw_tree_cophenetic(const gouw_tree *tree, double *out, gouw_error *error) {
    const size_t n = tree->n_items;
    uint32_t *start = malloc((n + 1) * sizeof *start);
    uint32_t *order = malloc((n + 1) * sizeof *order);
    if (start == NULL || order == NULL) {
        free(start);
        free(order);
        return gouw_fail_memory(error, 2 * (n + 1) * sizeof *start);
    }
    gouw_tree_layout(tree, start, order);
    for (size_t s = 0; s + 1 < n; s++) {
        const gouw_merge *merge = &tree->merges[s];
        const size_t from = start[s], middle = from + part_size(tree->merges, merge->left);
        for (size_t l = from; l < middle; l++)
            for (size_t r = middle; r < from + merge->size; r++) {
                const uint32_t i = order[l] < order[r] ? order[l] : order[r];
                const uint32_t j = order[l] < order[r] ? order[r] : order[l];
                out[gouw_pair_index(n, i, j)] = merge->height;
            }
    }
    free(start);
    free(order);
    return GOUW_OK;
}

/* Pairs by the ten million: they are added up in stretches, and the stretches with care. */
enum { STRETCH = 1024 };

/* By way of the first value, so that values that hardly differ keep what they differ by. */
static double mean_of(const double *x, size_t n, bool *varies) {
    gouw_sum sum = {0};
    for (size_t from = 0; from < n; from += STRETCH) {
        const size_t end = n - from < STRETCH ? n : from + STRETCH;
        double part = 0;
        for (size_t i = from; i < end; i++) {
            *varies |= x[i] != x[0];
            part += x[i] - x[0];
        }
        gouw_sum_add(&sum, part);
    }
    return n == 0 ? 0 : x[0] + gouw_sum_total(&sum) / (double)n;
}

double gouw_correlation(const double *x, const double *y, size_t n) {
    gouw_sum xx = {0}, yy = {0}, xy = {0};
    bool x_varies = false, y_varies = false;
    const double mean_x = mean_of(x, n, &x_varies), mean_y = mean_of(y, n, &y_varies);
    for (size_t from = 0; from < n; from += STRETCH) {
        const size_t end = n - from < STRETCH ? n : from + STRETCH;
        double part[3] = {0};
        for (size_t i = from; i < end; i++) {
            const double dx = x[i] - mean_x, dy = y[i] - mean_y;
            part[0] += dx * dx;
            part[1] += dy * dy;
            part[2] += dx * dy;
        }
        gouw_sum_add(&xx, part[0]);
        gouw_sum_add(&yy, part[1]);
        gouw_sum_add(&xy, part[2]);
    }
    if (!x_varies || !y_varies)
        return (double)NAN;
    /* The root of the product is exact where x is y; it overflows before the product of roots. */
    const double size = gouw_sum_total(&xx) * gouw_sum_total(&yy);
    const double root = size >= DBL_MIN && size <= DBL_MAX
                            ? sqrt(size)
                            : sqrt(gouw_sum_total(&xx)) * sqrt(gouw_sum_total(&yy));
    return fmax(-1, fmin(1, gouw_sum_total(&xy) / root));
}

double gouw_tree_coefficient(const gouw_tree *tree) {
    const size_t n = tree->n_items;
    if (n < 2 || !(tree->merges[n - 2].height > 0))
        return (double)NAN;
    double sum = 0;
    for (size_t s = 0; s + 1 < n; s++) {
        const gouw_merge *merge = &tree->merges[s];
        const int n_single = (merge->left < 0) + (merge->right < 0);
        sum += n_single * (1 - merge->height / tree->merges[n - 2].height);
    }
    return sum / (double)n;
}
