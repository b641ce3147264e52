/* Bar-Joseph, Gifford & Jaakkola (2001), "Fast optimal leaf ordering for hierarchical clustering",
 * Bioinformatics 17 S22, with their search for the best inner ends done in two halves, which takes
 * O(n^3) steps instead of O(n^4).
 *
 * Within a merge v of L and R let M(v, i, j) be the shortest path through all of v's leaves that
 * starts at i in L and ends at j in R. L is entered at i and left at some m on the other side of
 * its own split, R is entered at k and left at j:
 *
 *     M(v, i, j) = min over k of ( T(i, k) + M(R, k, j) )        i ...L... m  k ...R... j
 *     T(i, k)    = min over m of ( M(L, i, m) + d(m, k) )
 *
 * Leaves are numbered by their places in the tree's plain order, so that each subtree is a range.
 * Two leaves are the ends of one merge only, the one that joins them: one number a pair.
 *
 *     square[p][q], p < q   d(p, q)
 *     square[q][p], p < q   M(v, p, q), v the merge that joins p and q
 *
 * The way back finds the inner ends again instead of storing them: O(n^2).
 */
#include "stat/leaf_order.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

typedef struct range {
    size_t begin, end;
} range;

/* A subtree: [begin, middle) and [middle, end); a leaf has middle = end. */
typedef struct branch {
    size_t begin, middle, end;
} branch;

typedef struct problem {
    const gouw_tree *tree;
    size_t n;
    double *square, *reach; /* reach[k] = T(i, k) for the i at hand */
    uint32_t *start, *item; /* of each merge; at each place */
} problem;

static branch branch_of(const problem *p, int32_t part, size_t begin) {
    if (part < 0)
        return (branch){begin, begin + 1, begin + 1};
    const gouw_merge *merge = &p->tree->merges[part - 1];
    const size_t n_left = merge->left < 0 ? 1 : p->tree->merges[merge->left - 1].size;
    return (branch){begin, begin + n_left, begin + merge->size};
}

/* The places where a path through b that starts at end can stop. */
static range far_side(branch b, size_t end) {
    if (b.middle == b.end)
        return (range){b.begin, b.end};
    return end < b.middle ? (range){b.middle, b.end} : (range){b.begin, b.middle};
}

/* M of the merge that joins a and b; 0 for a single leaf. */
static double path(const problem *p, size_t a, size_t b) {
    if (a == b)
        return 0;
    return a > b ? p->square[a * p->n + b] : p->square[b * p->n + a];
}

/* reach[k] for all k in right. */
static void reach_over(const problem *p, branch left, branch right, size_t i) {
    const range stops = far_side(left, i);
    for (size_t k = right.begin; k < right.end; k++)
        p->reach[k] = (double)INFINITY;
    for (size_t m = stops.begin; m < stops.end; m++) {
        const double before = path(p, i, m);
        const double *d = p->square + m * p->n;
        for (size_t k = right.begin; k < right.end; k++) {
            const double sum = before + d[k];
            p->reach[k] = sum < p->reach[k] ? sum : p->reach[k];
        }
    }
}

static void solve_merge(const problem *p, branch left, branch right) {
    for (size_t i = left.begin; i < left.end; i++) {
        reach_over(p, left, right, i);
        for (size_t j = right.begin; j < right.end; j++) {
            const range starts = far_side(right, j);
            double best = (double)INFINITY;
            for (size_t k = starts.begin; k < starts.end; k++) {
                const double sum = p->reach[k] + path(p, k, j);
                best = sum < best ? sum : best;
            }
            p->square[j * p->n + i] = best;
        }
    }
}

static void split(const problem *p, size_t step, branch *left, branch *right) {
    const gouw_merge *merge = &p->tree->merges[step];
    *left = branch_of(p, merge->left, p->start[step]);
    *right = branch_of(p, merge->right, left->end);
}

/* Two ends and their path; ties go to the lower items. */
typedef struct choice {
    double length;
    size_t a, b;
} choice;

static void consider(const problem *p, choice *best, double length, size_t a, size_t b) {
    const uint32_t *item = p->item;
    const bool lower = item[a] < item[best->a] ||
                       (item[a] == item[best->a] && item[b] < item[best->b]);
    if (length < best->length || (length == best->length && lower))
        *best = (choice){length, a, b};
}

/* The leaves where the two parts meet when the path runs from i in left to j in right. */
static choice find_seam(const problem *p, branch left, branch right, size_t i, size_t j) {
    const range stops = far_side(left, i), starts = far_side(right, j);
    choice best = {(double)INFINITY, stops.begin, starts.begin};
    for (size_t m = stops.begin; m < stops.end; m++)
        for (size_t k = starts.begin; k < starts.end; k++)
            consider(p, &best, path(p, i, m) + p->square[m * p->n + k] + path(p, k, j), m, k);
    return best;
}

static choice find_ends(const problem *p) {
    branch left, right;
    split(p, p->n - 2, &left, &right);
    choice best = {(double)INFINITY, 0, 0};
    for (size_t i = left.begin; i < left.end; i++)
        for (size_t j = right.begin; j < right.end; j++) {
            const bool turned = p->item[j] < p->item[i];
            consider(p, &best, path(p, i, j), turned ? j : i, turned ? i : j);
        }
    return best;
}

/* A subtree to be written from leaf first to leaf last, beginning at order[at]. */
typedef struct task {
    int32_t part;
    size_t first, last, at;
} task;

static size_t size_of(branch b) {
    return b.end - b.begin;
}

static void write_order(const problem *p, task *stack, uint32_t *order) {
    const choice ends = find_ends(p);
    size_t depth = 0;
    stack[depth++] = (task){(int32_t)p->n - 1, ends.a, ends.b, 0};
    while (depth > 0) {
        const task t = stack[--depth];
        if (t.part < 0) {
            order[t.at] = p->item[t.first];
            continue;
        }
        const gouw_merge *merge = &p->tree->merges[t.part - 1];
        branch left, right;
        split(p, (size_t)t.part - 1, &left, &right);
        const bool turned = t.first >= right.begin;
        const choice seam = turned ? find_seam(p, left, right, t.last, t.first)
                                   : find_seam(p, left, right, t.first, t.last);
        if (turned) {
            stack[depth++] = (task){merge->right, t.first, seam.b, t.at};
            stack[depth++] = (task){merge->left, seam.a, t.last, t.at + size_of(right)};
        } else {
            stack[depth++] = (task){merge->left, t.first, seam.a, t.at};
            stack[depth++] = (task){merge->right, seam.b, t.last, t.at + size_of(left)};
        }
    }
}

/* square[p][q] = d(item[p], item[q]) from distances by item. */
static gouw_status fill(problem *p, const gouw_distances *distances, gouw_error *error) {
    double *by_item;
    const gouw_status status = gouw_distances_square(distances, distances->n, &by_item, error);
    if (status != GOUW_OK)
        return status;
    for (size_t a = 0; a < p->n; a++)
        for (size_t b = a + 1; b < p->n; b++)
            p->square[a * p->n + b] = by_item[p->item[a] * p->n + p->item[b]];
    free(by_item);
    return GOUW_OK;
}

static gouw_status solve(problem *p, const gouw_distances *distances, task *stack, uint32_t *order,
                         double *length, gouw_error *error) {
    gouw_tree_layout(p->tree, p->start, p->item);
    const gouw_status status = fill(p, distances, error);
    if (status != GOUW_OK)
        return status;
    for (size_t s = 0; s + 1 < p->n; s++) {
        branch left, right;
        split(p, s, &left, &right);
        solve_merge(p, left, right);
    }
    write_order(p, stack, order);
    if (length != NULL)
        *length = find_ends(p).length;
    return GOUW_OK;
}

gouw_status gouw_leaf_order(const gouw_distances *distances, const gouw_tree *tree, uint32_t *order,
                            double *length, gouw_error *error) {
    const size_t n = tree->n_items;
    if (length != NULL)
        *length = 0;
    if (n < 2) {
        gouw_tree_layout(tree, NULL, order);
        return GOUW_OK;
    }
    if (n > SIZE_MAX / sizeof(double) / n)
        return gouw_fail_memory(error, SIZE_MAX);
    problem p = {.tree = tree,
                 .n = n,
                 .square = malloc(n * n * sizeof *p.square),
                 .reach = malloc(n * sizeof *p.reach),
                 .start = malloc(n * sizeof *p.start),
                 .item = malloc(n * sizeof *p.item)};
    task *stack = malloc(2 * n * sizeof *stack);
    gouw_status status;
    if (p.square == NULL || p.reach == NULL || p.start == NULL || p.item == NULL || stack == NULL)
        status = gouw_fail_memory(error, n * n * sizeof *p.square);
    else
        status = solve(&p, distances, stack, order, length, error);
    free(p.square);
    free(p.reach);
    free(p.start);
    free(p.item);
    free(stack);
    return status;
}
