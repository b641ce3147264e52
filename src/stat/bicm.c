/* The bipartite configuration model, by Newton's method.
 *
 * Of all distributions over 0/1 tables whose row and column sums are right on average, the one of
 * largest entropy has independent cells
 *
 *     p_ij = x_i y_j / (1 + x_i y_j) = 1 / (1 + exp(-(t_i + f_j)))
 *
 * (Saracco, Di Clemente, Gabrielli & Squartini 2015, Scientific Reports 5:10595). t and f maximise
 * the concave likelihood sum r_i t_i + sum c_j f_j - sum log(1 + exp(t_i + f_j)), a logistic
 * regression on row and column. Rows with equal sums have equal t, so they are one variable with
 * a count; Newton's equations then have at most 2 min(n, m) + 1 unknowns and are solved by
 * Cholesky's method with the last f held fixed, since t + a, f - a is the same model.
 *
 * The maximum is finite only if no cell is the same in all tables with these sums (Rinaldo,
 * Petrovic & Fienberg 2013, Annals of Statistics 41:1085). Where Gale and Ryser's condition
 *
 *     sum of the k largest r_i <= sum_j min(c_j, k)
 *
 * holds with equality, the table falls apart:
 *
 *                   c_j > k     c_j = k     c_j < k
 *     k largest r      1           1        block A
 *     the others    block B        0           0
 *
 * and the two blocks are taken on their own, again and again. Full and empty rows and columns are
 * the simplest cases of it; nested tables dissolve entirely.
 */
#include "stat/bicm.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

#include "base/i18n.h"
#include "stat/bicm_newton.h"

/* One side of a block: lines (rows or columns) in falling order of what remains of their sums. */
typedef struct line {
    uint32_t sum, index;
} line;

typedef struct block {
    line *rows, *columns;
    size_t n_rows, n_columns;
} block;

typedef struct model {
    double *chance;
    size_t n_columns;
    double residual;
    gouw_arena *arena;
} model;

static int by_sum_falling(const void *x, const void *y) {
    const line *a = x, *b = y;
    if (a->sum != b->sum)
        return a->sum > b->sum ? -1 : 1;
    return a->index < b->index ? -1 : a->index > b->index;
}

/* How the columns divide at k: those above k, and those at k or above. */
typedef struct cut {
    size_t k, n_above, n_at_least;
} cut;

static cut cut_at(const block *of, size_t k) {
    cut at = {.k = k};
    while (at.n_at_least < of->n_columns && of->columns[at.n_at_least].sum >= k)
        at.n_at_least++;
    while (at.n_above < at.n_at_least && of->columns[at.n_above].sum > k)
        at.n_above++;
    return at;
}

/* Finds the first k at which the block falls apart; false if there is none. */
static bool find_cut(const block *of, cut *found) {
    uint64_t largest = 0, smallest = 0; /* both sides of Gale and Ryser's condition */
    for (size_t k = 0; k <= of->n_rows; k++) {
        *found = cut_at(of, k);
        if (largest == smallest &&
            ((k > 0 && k < of->n_rows) || found->n_at_least > found->n_above))
            return true;
        largest += k < of->n_rows ? of->rows[k].sum : 0;
        smallest += found->n_above; /* sum min(c, k + 1) - sum min(c, k) */
    }
    return false;
}

static bool possible(const block *of) {
    uint64_t largest = 0, smallest = 0, columns = 0;
    for (size_t k = 0; k < of->n_rows; k++) {
        smallest += cut_at(of, k).n_above;
        largest += of->rows[k].sum;
        if (largest > smallest)
            return false;
    }
    for (size_t j = 0; j < of->n_columns; j++)
        columns += of->columns[j].sum;
    return columns == largest && smallest == largest;
}

/* Runs of equal sums become one variable each. */
static size_t group(const line *lines, size_t n, gouw_degree *degrees) {
    size_t n_degrees = 0;
    for (size_t i = 0; i < n; i++) {
        if (i == 0 || lines[i].sum != lines[i - 1].sum)
            degrees[n_degrees++] = (gouw_degree){.sum = lines[i].sum};
        degrees[n_degrees - 1].count++;
    }
    return n_degrees;
}

static void spread(const model *of, const block *part, const double *chance,
                   size_t n_column_degrees) {
    for (size_t i = 0, row = 0; i < part->n_rows; i++) {
        row += i > 0 && part->rows[i].sum != part->rows[i - 1].sum;
        double *out = of->chance + part->rows[i].index * of->n_columns;
        for (size_t j = 0, column = 0; j < part->n_columns; j++) {
            column += j > 0 && part->columns[j].sum != part->columns[j - 1].sum;
            out[part->columns[j].index] = chance[row * n_column_degrees + column];
        }
    }
}

/* A block that does not fall apart. */
static gouw_status fit(model *of, const block *part, gouw_error *error) {
    gouw_degree *rows = gouw_arena_array(of->arena, part->n_rows, sizeof *rows);
    gouw_degree *columns = gouw_arena_array(of->arena, part->n_columns, sizeof *columns);
    if (rows == NULL || columns == NULL)
        return gouw_fail_memory(error, (part->n_rows + part->n_columns) * sizeof *rows);
    const size_t n_rows = group(part->rows, part->n_rows, rows);
    const size_t n_columns = group(part->columns, part->n_columns, columns);
    double *chance = gouw_arena_array(of->arena, n_rows * n_columns, sizeof *chance);
    if (chance == NULL)
        return gouw_fail_memory(error, n_rows * n_columns * sizeof *chance);
    double residual;
    const gouw_status status = gouw_bicm_newton(rows, n_rows, columns, n_columns, chance, &residual,
                                                of->arena, error);
    if (status != GOUW_OK)
        return status;
    of->residual = fmax(of->residual, residual);
    spread(of, part, chance, n_columns);
    return GOUW_OK;
}

/* Sets the cells that a cut decides and gives the two blocks that remain. Taking the same number
 * from every sum leaves them in order. */
static void take_apart(const model *of, const block *whole, const cut *at, block *a, block *b) {
    *a = (block){whole->rows, whole->columns + at->n_at_least, at->k,
                 whole->n_columns - at->n_at_least};
    *b = (block){whole->rows + at->k, whole->columns, whole->n_rows - at->k, at->n_above};
    for (size_t i = 0; i < at->k; i++) {
        for (size_t j = 0; j < at->n_at_least; j++)
            of->chance[whole->rows[i].index * of->n_columns + whole->columns[j].index] = 1;
        whole->rows[i].sum -= (uint32_t)at->n_at_least;
    }
    for (size_t j = 0; j < at->n_above; j++)
        whole->columns[j].sum -= (uint32_t)at->k;
}

/* Recurses into the smaller block and goes on with the larger, so that it stays shallow. */
static gouw_status solve(model *of, block part, gouw_error *error) {
    while (part.n_rows > 0 && part.n_columns > 0) {
        cut at;
        if (!find_cut(&part, &at))
            return fit(of, &part, error);
        block a, b;
        take_apart(of, &part, &at, &a, &b);
        const bool a_smaller = a.n_rows + a.n_columns < b.n_rows + b.n_columns;
        const gouw_status status = solve(of, a_smaller ? a : b, error);
        if (status != GOUW_OK)
            return status;
        part = a_smaller ? b : a;
    }
    return GOUW_OK;
}

static line *sorted_lines(const uint32_t *sum, size_t n, gouw_arena *arena) {
    line *lines = gouw_arena_array(arena, n, sizeof *lines);
    if (lines == NULL)
        return NULL;
    for (size_t i = 0; i < n; i++)
        lines[i] = (line){sum[i], (uint32_t)i};
    qsort(lines, n, sizeof *lines, by_sum_falling);
    return lines;
}

gouw_status gouw_bicm(const uint32_t *row_sum, size_t n_rows, const uint32_t *column_sum,
                      size_t n_columns, double *chance, double *residual, gouw_arena *arena,
                      gouw_error *error) {
    block whole = {.rows = sorted_lines(row_sum, n_rows, arena),
                   .columns = sorted_lines(column_sum, n_columns, arena),
                   .n_rows = n_rows,
                   .n_columns = n_columns};
    if (whole.rows == NULL || whole.columns == NULL)
        return gouw_fail_memory(error, (n_rows + n_columns) * sizeof(line));
    if (!possible(&whole))
        return gouw_fail(error, GOUW_EDATA, _("no table has these row and column sums"));
    for (size_t i = 0; i < n_rows * n_columns; i++)
        chance[i] = 0;
    model of = {.chance = chance, .n_columns = n_columns, .arena = arena};
    const gouw_status status = solve(&of, whole, error);
    *residual = of.residual;
    return status;
}
