/* Maximising the likelihood of interval-censored observations: EM, iterative convex minorant and
 * Newton by turns.
 *
 * With cumulative masses g[0] = 0 <= g[1] <= ... <= g[m] = 1 the log-likelihood is
 *
 *     sum_i weight[i] ln(g[high[i]] - g[low[i]]),          concave in g.
 *
 * Each row touches two of the g, so slope and curvature by g are two additions a row, and the
 * slope by the masses is a running sum of those: every step costs O(rows + m), whatever the
 * lengths of the intervals.
 *
 *   - EM: mass[j] *= mass_slope[j] / n. Never loses likelihood, but crawls, and can never move a
 *     mass that is 0.
 *   - ICM (Groeneboom & Wellner 1992; Jongbloed 1998): maximises the quadratic with the diagonal
 *     of the Hessian under the order of the g, a weighted isotonic regression (pool adjacent
 *     violators), and searches along the way there. Finds which masses are 0.
 *   - Newton on the positive masses, once those have settled: a few steps to full precision.
 *
 * EM and ICM together always converge (Wellner & Zhan 1997). The end is certified by the gap, not
 * by the last step being small: survfit and others stop on the latter, far from the maximum. */
#include "stat/turnbull_problem.h"

#include <math.h>
#include <string.h>

#include "base/i18n.h"

enum { MAX_ROUNDS = 20000, BEFORE_NEWTON = 5, NEWTON_STEPS = 8 };

/* Fills slope, curve and mass_slope; returns the gap. */
static double derive(const gouw_npmle *problem, gouw_npmle_work *work) {
    const size_t m = problem->m;
    memset(work->slope, 0, (m + 1) * sizeof *work->slope);
    memset(work->curve, 0, (m + 1) * sizeof *work->curve);
    for (size_t i = 0; i < problem->n_rows; i++) {
        const uint32_t low = problem->low[i], high = problem->high[i];
        const double inverse = 1.0 / (work->g[high] - work->g[low]);
        const double first = problem->weight[i] * inverse, second = first * inverse;
        work->slope[low] -= first;
        work->slope[high] += first;
        work->curve[low] += second;
        work->curve[high] += second;
    }
    double sum = 0.0, largest = 0.0;
    for (size_t j = 0; j < m; j++) {
        sum -= work->slope[j];
        work->mass_slope[j] = sum;
        largest = sum > largest ? sum : largest;
    }
    return largest / (double)problem->n - 1.0;
}

static void step_em(const gouw_npmle *problem, gouw_npmle_work *work) {
    const size_t m = problem->m;
    double *g = work->g, before = g[0], sum = 0.0;
    for (size_t j = 0; j < m; j++) {
        const double mass = (g[j + 1] - before) * work->mass_slope[j];
        before = g[j + 1];
        sum += mass;
        g[j + 1] = sum;
    }
    for (size_t j = 1; j < m; j++)
        g[j] /= sum;
    g[m] = 1.0;
}

/* The isotonic fit to g + slope / curve with weights curve, cut to [0, 1], into trial. */
static void isotonic(const gouw_npmle *problem, gouw_npmle_work *work) {
    size_t n_blocks = 0;
    for (size_t j = 1; j < problem->m; j++) {
        size_t b = n_blocks++;
        work->weight[b] = work->curve[j];
        work->level[b] = work->g[j] + work->slope[j] / work->curve[j];
        work->length[b] = 1;
        for (; b > 0 && work->level[b - 1] >= work->level[b]; b--) {
            const double weight = work->weight[b - 1] + work->weight[b];
            work->level[b - 1] += (work->level[b] - work->level[b - 1]) * work->weight[b] / weight;
            work->weight[b - 1] = weight;
            work->length[b - 1] += work->length[b];
            n_blocks--;
        }
    }
    size_t j = 1;
    for (size_t b = 0; b < n_blocks; b++) {
        const double level = fmin(fmax(work->level[b], 0.0), 1.0);
        for (uint32_t k = 0; k < work->length[b]; k++)
            work->trial[j++] = level;
    }
    work->trial[0] = 0.0;
    work->trial[problem->m] = 1.0;
}

static bool work_alloc(gouw_npmle_work *work, size_t m, gouw_arena *arena) {
    double *reals = gouw_arena_array(arena, m + 1, 7 * sizeof *reals);
    work->length = gouw_arena_array(arena, m + 1, sizeof *work->length);
    if (reals == NULL || work->length == NULL)
        return false;
    double **const parts[] = {&work->g,          &work->trial, &work->slope, &work->curve,
                              &work->mass_slope, &work->level, &work->weight};
    for (size_t k = 0; k < 7; k++)
        *parts[k] = reals + k * (m + 1);
    return true;
}

/* One round from an iterate whose derivatives are known. */
static void iterate(const gouw_npmle *problem, gouw_npmle_work *work, gouw_npmle_newton *newton,
                    size_t round) {
    step_em(problem, work);
    (void)derive(problem, work);
    work->log_likelihood = gouw_npmle_log_likelihood(problem, work->g);
    isotonic(problem, work);
    (void)gouw_npmle_search(problem, work);
    if (round < BEFORE_NEWTON)
        return;
    for (int k = 0; k < NEWTON_STEPS; k++)
        if (!gouw_npmle_newton_step(problem, work, newton))
            break;
}

gouw_status gouw_npmle_solve(const gouw_npmle *problem, double tolerance, gouw_arena *arena,
                             double *g, double *gap, size_t *n_rounds, gouw_error *error) {
    const size_t m = problem->m;
    gouw_npmle_work work = {0};
    gouw_npmle_newton newton = {0};
    if (!work_alloc(&work, m, arena))
        return gouw_fail_memory(error, (m + 1) * 7 * sizeof(double));
    const gouw_status status = gouw_npmle_newton_init(problem, arena, &newton, error);
    if (status != GOUW_OK)
        return status;
    for (size_t j = 0; j <= m; j++)
        work.g[j] = (double)j / (double)m;
    size_t round = 0;
    while ((*gap = derive(problem, &work)) > tolerance && round < MAX_ROUNDS)
        iterate(problem, &work, &newton, round++);
    gouw_npmle_newton_release(&newton);
    *n_rounds = round;
    memcpy(g, work.g, (m + 1) * sizeof *g);
    if (!(*gap <= tolerance))
        return gouw_fail(error, GOUW_EINTERNAL,
                         _("Turnbull's estimate did not converge: gap %.3g after %zu rounds"), *gap,
                         round);
    return GOUW_OK;
}
