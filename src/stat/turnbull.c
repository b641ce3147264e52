/* Turnbull's estimate: reduce, maximise, report.
 *
 * Why the masses are unique. The chances (A p)_i are, since the likelihood is strictly concave in
 * them. And A has full column rank: write the masses as differences of cumulative masses g[0..m];
 * an observation that covers the run low .. high - 1 of innermost intervals ties g[low] to
 * g[high], an edge between two of m + 1 nodes. Innermost interval j begins where some observation
 * begins, which then covers j first: an edge from node j to a later one. So from every node there
 * is a way up to node m, the graph is connected, and its incidence matrix has rank m. (With
 * truncation, or in two dimensions, this fails; Gentleman & Geyer 1994, Biometrika 81: 618-623.)
 *
 * Reference: Turnbull, B. W. (1976), The empirical distribution function with arbitrarily grouped,
 * censored and truncated data, JRSS B 38: 290-295. */
#include "stat/turnbull.h"

#include "stat/turnbull_problem.h"

static const double TOLERANCE = 1e-8;

gouw_status gouw_turnbull_fit(const gouw_interval *intervals, size_t n, gouw_arena *arena,
                              gouw_turnbull *out, gouw_error *error) {
    gouw_npmle problem;
    *out = (gouw_turnbull){.n = n};
    gouw_status status = gouw_npmle_reduce(intervals, n, arena, &problem, error);
    if (status != GOUW_OK || n == 0)
        return status;
    out->innermost = problem.innermost;
    out->n_innermost = problem.m;
    double *g = out->reached = gouw_arena_array(arena, problem.m + 1, sizeof *g);
    out->mass = gouw_arena_array(arena, problem.m, sizeof *out->mass);
    if (g == NULL || out->mass == NULL)
        return gouw_fail_memory(error, (problem.m + 1) * sizeof *g);
    status = gouw_npmle_solve(&problem, TOLERANCE, arena, g, &out->gap, &out->n_rounds, error);
    if (status != GOUW_OK)
        return status;
    for (size_t j = 0; j < problem.m; j++)
        out->mass[j] = g[j + 1] - g[j];
    out->log_likelihood = gouw_npmle_log_likelihood(&problem, g);
    return GOUW_OK;
}

void gouw_turnbull_at(const gouw_turnbull *fit, gouw_day day, double *lower, double *upper) {
    *lower = *upper = 0.0;
    for (size_t j = 0; j < fit->n_innermost && fit->innermost[j].earliest <= day; j++) {
        *upper = fit->reached[j + 1];
        if (fit->innermost[j].latest <= day)
            *lower = *upper;
    }
}
