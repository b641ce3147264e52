/* The heights of a tree from the distances themselves, in double: a chain that worked in float32
 * found which clusters merge, and here is how far apart they are, with nothing rounded on the way.
 *
 * Of the distances between the two parts of a merge, average linkage takes the mean, complete
 * linkage the largest, and ward (Ward 1963, as in R's ward.D2)
 *
 *     sqrt(2 a b / (a + b) * (between / (a b) - within_a / a^2 - within_b / b^2))
 *
 * with sums of squared distances. Weighted linkage halves the weight of an item at each branch
 * between it and the merge. Each pair of items belongs to the merge that joins them. In the order
 * of the leaves the items that i meets at one merge stand side by side:
 *
 *     i at place p     [ . . . . . ][p][ . ][ . . . ]       one run for each merge above i
 *                        3rd          1st  2nd
 *
 * so a row is put into that order and added up run by run. O(n^2). */
#include <math.h>
#include <stdlib.h>

#include "stat/linkage_steps.h"

#define NONE UINT32_MAX

/* Below this power of two a weight adds nothing. */
enum { SMALLEST_WEIGHT = -1000 };

typedef struct survey {
    gouw_linkage linkage;
    gouw_tree tree;
    uint32_t *start, *order;      /* see gouw_tree_layout */
    uint32_t *place;              /* of each item */
    uint32_t *above_item, *above; /* the merge that takes an item, a merge; NONE at the top */
    uint32_t *depth;              /* by place: merges above; of weighted linkage */
    uint32_t *depth_of;           /* by merge */
    double *line;                 /* by place: distances to the item at hand; 0 where seen before */
    double *found;                /* by merge: sum, or the largest */
} survey;

static double total(const double *x, size_t n) {
    double a = 0, b = 0, c = 0, d = 0;
    size_t k = 0;
    for (; k + 4 <= n; k += 4) {
        a += x[k];
        b += x[k + 1];
        c += x[k + 2];
        d += x[k + 3];
    }
    for (; k < n; k++)
        a += x[k];
    return (a + b) + (c + d);
}

static double largest(const double *x, size_t n) {
    double most = 0;
    for (size_t k = 0; k < n; k++)
        most = x[k] > most ? x[k] : most;
    return most;
}

static double weight(uint32_t depth, uint32_t above) {
    return ldexp(1,
                 -(int)(depth - above) > SMALLEST_WEIGHT ? -(int)(depth - above) : SMALLEST_WEIGHT);
}

/* The run [begin, begin + n) is what an item of depth own meets at merge m. */
static double weighted(const survey *v, size_t m, uint32_t own, size_t begin, size_t n) {
    double sum = 0;
    for (size_t k = begin; k < begin + n; k++)
        if (v->line[k] > 0)
            sum += v->line[k] * weight(v->depth[k], v->depth_of[m] + 1);
    return sum * weight(own, v->depth_of[m] + 1);
}

static void meet(survey *v, size_t m, size_t at, size_t begin, size_t n) {
    if (v->linkage == GOUW_LINKAGE_COMPLETE)
        v->found[m] = fmax(v->found[m], largest(v->line + begin, n));
    else if (v->linkage == GOUW_LINKAGE_WEIGHTED)
        v->found[m] += weighted(v, m, v->depth[at], begin, n);
    else
        v->found[m] += total(v->line + begin, n);
}

static uint32_t size_of(const gouw_tree *tree, int32_t part) {
    return part < 0 ? 1 : tree->merges[part - 1].size;
}

static void add_item(survey *v, uint32_t item, const double *tail, size_t n_tail) {
    const size_t at = v->place[item];
    const bool squares = v->linkage == GOUW_LINKAGE_WARD;
    v->line[at] = 0;
    for (size_t k = 0; k < n_tail; k++)
        v->line[v->place[item + 1 + k]] = squares ? tail[k] * tail[k] : tail[k];
    for (uint32_t m = v->above_item[item]; m != NONE; m = v->above[m]) {
        const gouw_merge *merge = &v->tree.merges[m];
        const size_t n_left = size_of(&v->tree, merge->left), begin = v->start[m];
        if (at < begin + n_left)
            meet(v, m, at, begin + n_left, merge->size - n_left);
        else
            meet(v, m, at, begin, n_left);
    }
}

static void take_part(survey *v, int32_t part, uint32_t merge) {
    if (part < 0)
        v->above_item[-part - 1] = merge;
    else
        v->above[part - 1] = merge;
}

static void find_places(survey *v) {
    const size_t n = v->tree.n_items;
    gouw_tree_layout(&v->tree, v->start, v->order);
    for (uint32_t p = 0; p < n; p++)
        v->place[v->order[p]] = p;
    v->above[n - 2] = NONE;
    for (uint32_t m = 0; m + 1 < n; m++) {
        take_part(v, v->tree.merges[m].left, m);
        take_part(v, v->tree.merges[m].right, m);
    }
    for (size_t m = n - 1; m-- > 0;)
        v->depth_of[m] = v->above[m] == NONE ? 0 : v->depth_of[v->above[m]] + 1;
    for (size_t p = 0; p < n; p++)
        v->depth[p] = v->depth_of[v->above_item[v->order[p]]] + 1;
}

static double within(const double *sums, int32_t part) {
    return part < 0 ? 0 : sums[part - 1];
}

static double height_of(const survey *v, size_t m, double *within_sums) {
    const gouw_merge *merge = &v->tree.merges[m];
    const double a = size_of(&v->tree, merge->left), b = size_of(&v->tree, merge->right);
    if (v->linkage == GOUW_LINKAGE_AVERAGE)
        return v->found[m] / (a * b);
    if (v->linkage != GOUW_LINKAGE_WARD)
        return v->found[m];
    const double within_a = within(within_sums, merge->left);
    const double within_b = within(within_sums, merge->right);
    within_sums[m] = within_a + within_b + v->found[m];
    const double square = 2 * a * b / (a + b) *
                          (v->found[m] / (a * b) - within_a / (a * a) - within_b / (b * b));
    return sqrt(fmax(square, 0));
}

/* Heights by merge; what rounding puts below a part is raised to it. line is free by now. */
static void write_heights(const survey *v, gouw_step *steps) {
    for (size_t m = 0; m + 1 < v->tree.n_items; m++) {
        const gouw_merge *merge = &v->tree.merges[m];
        double height = height_of(v, m, v->line);
        if (merge->left > 0)
            height = fmax(height, steps[merge->left - 1].height);
        if (merge->right > 0)
            height = fmax(height, steps[merge->right - 1].height);
        steps[m].height = height;
    }
}

static gouw_status prepare(survey *v, const gouw_step *steps, size_t n, gouw_arena *arena,
                           gouw_error *error) {
    uint32_t *indexes = gouw_arena_array(arena, n, 7 * sizeof *indexes);
    double *numbers = gouw_arena_array(arena, n, 2 * sizeof *numbers);
    if (indexes == NULL || numbers == NULL)
        return gouw_fail_memory(error, n * 7 * sizeof *indexes);
    uint32_t **const parts[] = {&v->start, &v->order, &v->place,   &v->above_item,
                                &v->above, &v->depth, &v->depth_of};
    for (size_t k = 0; k < 7; k++)
        *parts[k] = indexes + k * n;
    v->line = numbers;
    v->found = numbers + n;
    const gouw_status status = gouw_tree_from_steps(steps, n, arena, &v->tree, error);
    if (status == GOUW_OK)
        find_places(v);
    return status;
}

gouw_status gouw_linkage_heights(const gouw_distances *distances, gouw_linkage linkage,
                                 gouw_step *steps, gouw_error *error) {
    const size_t n = distances->n;
    gouw_arena arena = GOUW_ARENA_INIT;
    survey v = {.linkage = linkage};
    uint32_t *items = gouw_arena_array(&arena, n, sizeof *items);
    double *row = gouw_arena_array(&arena, n, sizeof *row);
    gouw_status status = GOUW_OK;
    if (items == NULL || row == NULL)
        status = gouw_fail_memory(error, n * sizeof *row);
    else
        status = prepare(&v, steps, n, &arena, error);
    for (size_t i = 0; i < n && status == GOUW_OK; i++)
        items[i] = (uint32_t)i;
    for (uint32_t i = 0; i < n && status == GOUW_OK; i++) {
        const double *tail = gouw_distances_tail(distances, i, items, row, HUGE_VAL, error);
        if (tail == NULL)
            status = GOUW_EDATA;
        else
            add_item(&v, i, tail, n - i - 1);
    }
    if (status == GOUW_OK) {
        write_heights(&v, steps);
        status = gouw_linkage_sort(steps, n - 1, error);
    }
    gouw_arena_release(&arena);
    return status;
}
