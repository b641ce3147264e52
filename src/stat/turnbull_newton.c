/* Newton's method for Turnbull's estimate, on the masses that are positive.
 *
 * Where a mass is 0 two neighbouring g are equal; equal g form a block that moves as one. The
 * first and the last block stand at 0 and 1. Minus the Hessian by the blocks between them is the
 * Laplacian of a graph: each row joins two blocks a < b, and adds
 *
 *         a   b
 *     a [ +h  -h ]        h = weight / (g[high] - g[low])^2
 *     b [ -h  +h ]        (ends that stand at 0 or 1 fall away)
 *
 * Rows that are short in time join blocks that are near, so row b of the matrix begins at the
 * first block that anything ending in b begins with. Cholesky's factor fills only that envelope:
 *
 *     x                     row b: columns first[b] .. b, diagonal at factor[row[b]]
 *     x x
 *       x x                 cost: the sum of squared row lengths
 *     x x x x
 *
 * The step is skipped where that costs more than a few rounds of the other steps would, so exact
 * dates by the thousand, which make many blocks but a narrow envelope, are still in reach. */
#include "stat/turnbull_problem.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* A mass is taken as 0 below this: a hundred units in the last place of the g. */
static const double SMALLEST_MASS = 2e-14;

/* Work allowed for a factor, in multiplications a row of the problem. */
enum { WORK_PER_ROW = 256 };

gouw_status gouw_npmle_newton_init(const gouw_npmle *problem, gouw_arena *arena,
                                   gouw_npmle_newton *newton, gouw_error *error) {
    const size_t n = problem->m + 1;
    newton->block = gouw_arena_array(arena, n, sizeof *newton->block);
    newton->first = gouw_arena_array(arena, n, sizeof *newton->first);
    newton->row = gouw_arena_array(arena, n, sizeof *newton->row);
    newton->step = gouw_arena_array(arena, n, sizeof *newton->step);
    newton->capacity = 16 * problem->n_rows + n;
    /* Not from the arena, which would touch all of it: as a rule little is used. */
    newton->factor = malloc(newton->capacity * sizeof *newton->factor);
    if (newton->block == NULL || newton->first == NULL || newton->row == NULL ||
        newton->step == NULL || newton->factor == NULL) {
        gouw_npmle_newton_release(newton);
        return gouw_fail_memory(error, newton->capacity * sizeof *newton->factor);
    }
    return GOUW_OK;
}

void gouw_npmle_newton_release(gouw_npmle_newton *newton) {
    free(newton->factor);
    newton->factor = NULL;
}

/* Numbers the blocks of equal g; those that move are 1 .. the returned count. */
static size_t find_blocks(const double *g, size_t m, uint32_t *block) {
    uint32_t at = 0;
    for (size_t j = 1; j <= m; j++) {
        at += g[j] - g[j - 1] > SMALLEST_MASS;
        block[j] = at;
    }
    return at > 0 ? at - 1 : 0;
}

/* Lays out the envelope of blocks 1 .. q; false when it is too costly. */
static bool lay_out(const gouw_npmle *problem, gouw_npmle_newton *newton, size_t q) {
    for (size_t b = 1; b <= q; b++)
        newton->first[b] = (uint32_t)b;
    for (size_t i = 0; i < problem->n_rows; i++) {
        const uint32_t a = newton->block[problem->low[i]], b = newton->block[problem->high[i]];
        if (a > 0 && b <= q && a < newton->first[b])
            newton->first[b] = a;
    }
    size_t used = 0;
    double work = 0.0;
    for (size_t b = 1; b <= q; b++) {
        const size_t length = b - newton->first[b] + 1;
        used += length;
        work += 0.5 * (double)length * (double)length;
        newton->row[b] = used - 1;
    }
    return used <= newton->capacity && work <= (double)WORK_PER_ROW * (double)problem->n_rows;
}

/* Fills the envelope with minus the Hessian and step with the gradient. */
static void assemble(const gouw_npmle *problem, const double *g, gouw_npmle_newton *newton,
                     size_t q) {
    memset(newton->factor, 0, (newton->row[q] + 1) * sizeof *newton->factor);
    memset(newton->step, 0, (q + 2) * sizeof *newton->step);
    for (size_t i = 0; i < problem->n_rows; i++) {
        const uint32_t low = problem->low[i], high = problem->high[i];
        const uint32_t a = newton->block[low], b = newton->block[high];
        const double inverse = 1.0 / (g[high] - g[low]);
        const double first = problem->weight[i] * inverse, second = first * inverse;
        if (a > 0) {
            newton->step[a] -= first;
            newton->factor[newton->row[a]] += second;
        }
        if (b <= q) {
            newton->step[b] += first;
            newton->factor[newton->row[b]] += second;
        }
        if (a > 0 && b <= q)
            newton->factor[newton->row[b] - (b - a)] -= second;
    }
}

/* Cholesky in the envelope; false where the matrix is not positive definite (masses that are not
 * unique leave it singular). */
static bool factorise(gouw_npmle_newton *newton, size_t q) {
    double *const f = newton->factor;
    for (size_t b = 1; b <= q; b++) {
        double *const row_b = f + newton->row[b] - b; /* row_b[c] is column c */
        double pivot = row_b[b];
        for (size_t c = newton->first[b]; c < b; c++) {
            const double *const row_c = f + newton->row[c] - c;
            const size_t from = newton->first[c] > newton->first[b] ? newton->first[c]
                                                                    : newton->first[b];
            double sum = row_b[c];
            for (size_t k = from; k < c; k++)
                sum -= row_b[k] * row_c[k];
            row_b[c] = sum / row_c[c];
            pivot -= row_b[c] * row_b[c];
        }
        if (!(pivot > 1e-12 * row_b[b]))
            return false;
        row_b[b] = sqrt(pivot);
    }
    return true;
}

static void substitute(gouw_npmle_newton *newton, size_t q) {
    double *const x = newton->step;
    for (size_t b = 1; b <= q; b++) {
        const double *const row = newton->factor + newton->row[b] - b;
        for (size_t c = newton->first[b]; c < b; c++)
            x[b] -= row[c] * x[c];
        x[b] /= row[b];
    }
    for (size_t b = q; b >= 1; b--) {
        const double *const row = newton->factor + newton->row[b] - b;
        x[b] /= row[b];
        for (size_t c = newton->first[b]; c < b; c++)
            x[c] -= row[c] * x[b];
    }
}

/* The longest step up to 1 that keeps the masses at 0 or above. */
static double longest_step(const double *g, size_t m, const gouw_npmle_newton *newton) {
    double longest = 1.0;
    for (size_t j = 1; j <= m; j++) {
        const double mass = g[j] - g[j - 1];
        const double change = newton->step[newton->block[j]] - newton->step[newton->block[j - 1]];
        if (mass + longest * change < 0.0)
            longest = mass / -change;
    }
    return longest;
}

bool gouw_npmle_newton_step(const gouw_npmle *problem, gouw_npmle_work *work,
                            gouw_npmle_newton *newton) {
    const size_t m = problem->m, q = find_blocks(work->g, m, newton->block);
    if (q == 0 || !lay_out(problem, newton, q))
        return false;
    assemble(problem, work->g, newton, q);
    if (!factorise(newton, q))
        return false;
    substitute(newton, q);
    const double length = longest_step(work->g, m, newton);
    for (size_t j = 1; j < m; j++) {
        const double moved = work->g[j] + length * newton->step[newton->block[j]];
        const bool same = moved - work->trial[j - 1] <= SMALLEST_MASS;
        work->trial[j] = same ? work->trial[j - 1] : fmin(moved, 1.0);
    }
    return gouw_npmle_search(problem, work) && length < 1.0;
}
