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

#include "base/pages.h"
#include "stat/min_plus.h"

static const double LARGEST = 1e140; /* of a distance, so that sums have room */

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
    double *square;
    double *before, *reach, *best; /* M(L, i, m), T(i, k), M(v, i, j) of the i at hand, as rows */
    double *turned;                /* see turn_ways; n^2 / 4 */
    uint32_t *start, *item;        /* of each merge; at each place */
    uint32_t *spare;               /* 2 n */
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

/* The ways between the two parts of right, the far part's leaves in rows: ways[k][j] for j in the
 * left part stands in square; for j in the right part it is copied, turned. */
static void turn_ways(const problem *p, branch right) {
    const size_t n_columns = right.end - right.middle;
    for (size_t j = right.middle; j < right.end; j++)
        for (size_t k = right.begin; k < right.middle; k++)
            p->turned[(k - right.begin) * n_columns + (j - right.middle)] = p->square[j * p->n + k];
}

/* M(v, i, j) for GOUW_MIN_PLUS_ROWS leaves i from first on, or as many as there are before end, all
 * on one side of left, and all j in right; those that are too many repeat the last. */
static void solve_some(const problem *p, branch left, branch right, size_t first, size_t end) {
    const size_t n = p->n, n_right = right.end - right.begin, n_near = right.middle - right.begin;
    const range stops = far_side(left, first);
    const size_t n_stops = stops.end - stops.begin;
    for (size_t r = 0; r < GOUW_MIN_PLUS_ROWS; r++)
        for (size_t m = 0; m < n_stops; m++)
            p->before[r * n + m] = path(p, first + r < end ? first + r : end - 1, stops.begin + m);
    gouw_min_plus((gouw_rows){p->before, n},
                  (gouw_rows){p->square + stops.begin * n + right.begin, n}, n_stops, n_right,
                  p->reach, n);
    const double *best = p->reach;
    if (right.middle < right.end) {
        gouw_min_plus((gouw_rows){p->reach + n_near, n},
                      (gouw_rows){p->square + right.middle * n + right.begin, n}, n_right - n_near,
                      n_near, p->best, n);
        gouw_min_plus((gouw_rows){p->reach, n}, (gouw_rows){p->turned, n_right - n_near}, n_near,
                      n_right - n_near, p->best + n_near, n);
        best = p->best;
    }
    for (size_t j = 0; j < n_right; j++)
        for (size_t i = first; i < end && i < first + GOUW_MIN_PLUS_ROWS; i++)
            p->square[(right.begin + j) * n + i] = best[(i - first) * n + j];
}

static void solve_merge(const problem *p, branch left, branch right) {
    turn_ways(p, right);
    for (size_t i = left.begin; i < left.middle; i += GOUW_MIN_PLUS_ROWS)
        solve_some(p, left, right, i, left.middle);
    for (size_t i = left.middle; i < left.end; i += GOUW_MIN_PLUS_ROWS)
        solve_some(p, left, right, i, left.end);
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

/* square[p][q] = d(item[p], item[q]), p < q, from distances by item. */
static gouw_status fill(problem *p, const gouw_distances *distances, gouw_error *error) {
    const size_t n = p->n;
    uint32_t *place = p->spare, *items = p->spare + n;
    for (uint32_t at = 0; at < n; at++) {
        place[p->item[at]] = at;
        items[at] = at;
    }
    for (uint32_t i = 0; i < n; i++) {
        const double *tail = gouw_distances_tail(distances, i, items, p->reach, LARGEST, error);
        if (tail == NULL)
            return GOUW_EDATA;
        const size_t a = place[i];
        for (size_t k = 0; k + i + 1 < n; k++) {
            const size_t b = place[i + 1 + k];
            p->square[a < b ? a * n + b : b * n + a] = tail[k];
        }
    }
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
                 .square = gouw_pages_alloc(n * n * sizeof *p.square),
                 .turned = gouw_pages_alloc((n * n / 4 + 1) * sizeof *p.turned),
                 .start = malloc(4 * n * sizeof *p.start)};
    const size_t n_rows = n * GOUW_MIN_PLUS_ROWS;
    double *rows = malloc(3 * n_rows * sizeof *rows);
    task *stack = malloc(2 * n * sizeof *stack);
    gouw_status status;
    if (p.square == NULL || p.turned == NULL || rows == NULL || p.start == NULL || stack == NULL) {
        status = gouw_fail_memory(error, n * n * sizeof *p.square);
    } else {
        p.item = p.start + n;
        p.spare = p.start + 2 * n;
        p.before = rows;
        p.reach = rows + n_rows;
        p.best = rows + 2 * n_rows;
        status = solve(&p, distances, stack, order, length, error);
    }
    free(p.square);
    free(p.turned);
    free(rows);
    free(p.start);
    free(stack);
    return status;
}
