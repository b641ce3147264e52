/* Newton's method with halved steps on the concave likelihood of bicm.c.
 *
 * Unknowns: t of each row degree, then f of each column degree but the last, which is held. With
 * u and v the counts of degrees and w = p (1 - p), the negative second derivatives are
 *
 *     t_i t_i   u_i sum_j v_j w_ij          t_i f_j   u_i v_j w_ij
 *     f_j f_j   v_j sum_i u_i w_ij          (others 0)
 *
 * positive definite once f_last is held. The start takes x_i y_j = r_i c_j / E, exact for sparse
 * tables (Chung & Lu 2002); 5 to 10 steps follow. O((n_rows + n_columns)^3) a step.
 */
#include "stat/bicm_newton.h"

#include <gsl/gsl_linalg.h>
#include <math.h>
#include <stdbool.h>
#include <string.h>

#include "base/i18n.h"
#include "stat/gsl.h"

enum { MOST_STEPS = 100, MOST_HALVINGS = 40 };

typedef struct point {
    double *x;      /* t, then f */
    double *chance; /* n_rows x n_columns */
    double *slope;  /* of the likelihood */
    double likelihood, residual;
} point;

typedef struct newton {
    const gouw_degree *rows, *columns;
    size_t n_rows, n_columns;
    size_t n_free; /* n_rows + n_columns - 1 */
    point here, next;
    double *hessian, *step;
} newton;

/* Everything at p->x. */
static void evaluate(const newton *n, point *p) {
    p->likelihood = 0;
    p->residual = 0;
    for (size_t k = 0; k <= n->n_free; k++) {
        const gouw_degree *d = k < n->n_rows ? &n->rows[k] : &n->columns[k - n->n_rows];
        p->slope[k] = d->sum;
        p->likelihood += d->count * d->sum * p->x[k];
    }
    for (size_t i = 0; i < n->n_rows; i++) {
        for (size_t j = 0; j < n->n_columns; j++) {
            const double logit = p->x[i] + p->x[n->n_rows + j];
            const double chance = 1 / (1 + exp(-logit));
            p->chance[i * n->n_columns + j] = chance;
            p->slope[i] -= n->columns[j].count * chance;
            p->slope[n->n_rows + j] -= n->rows[i].count * chance;
            p->likelihood -= n->rows[i].count * n->columns[j].count *
                             (fmax(0, logit) + log1p(exp(-fabs(logit))));
        }
    }
    for (size_t k = 0; k <= n->n_free; k++) {
        p->residual = fmax(p->residual, fabs(p->slope[k]));
        p->slope[k] *= k < n->n_rows ? n->rows[k].count : n->columns[k - n->n_rows].count;
    }
}

static void fill_hessian(newton *n) {
    const size_t d = n->n_free;
    memset(n->hessian, 0, d * d * sizeof *n->hessian);
    for (size_t i = 0; i < n->n_rows; i++) {
        for (size_t j = 0; j < n->n_columns; j++) {
            const double p = n->here.chance[i * n->n_columns + j];
            const double w = n->rows[i].count * n->columns[j].count * p * (1 - p);
            const size_t f = n->n_rows + j;
            n->hessian[i * d + i] += w;
            if (f == d)
                continue;
            n->hessian[f * d + f] += w;
            n->hessian[i * d + f] = n->hessian[f * d + i] = w;
        }
    }
}

static gouw_status find_step(newton *n, gouw_error *error) {
    fill_hessian(n);
    gsl_matrix_view h = gsl_matrix_view_array(n->hessian, n->n_free, n->n_free);
    gsl_vector_view slope = gsl_vector_view_array(n->here.slope, n->n_free);
    gsl_vector_view step = gsl_vector_view_array(n->step, n->n_free);
    int status = gsl_linalg_cholesky_decomp1(&h.matrix);
    if (status == GSL_SUCCESS)
        status = gsl_linalg_cholesky_solve(&h.matrix, &slope.vector, &step.vector);
    return gouw_gsl_check(status, _("fit of the configuration model"), error);
}

/* Goes along the step as far as it helps; false if it does not, which near the solution only means
 * that rounding is all that is left. */
static bool advance(newton *n) {
    double rise = 0;
    for (size_t k = 0; k < n->n_free; k++)
        rise += n->step[k] * n->here.slope[k];
    double length = 1;
    for (int halving = 0; halving < MOST_HALVINGS; halving++, length /= 2) {
        for (size_t k = 0; k < n->n_free; k++)
            n->next.x[k] = n->here.x[k] + length * n->step[k];
        n->next.x[n->n_free] = n->here.x[n->n_free];
        evaluate(n, &n->next);
        if (n->next.likelihood >= n->here.likelihood + 1e-4 * length * rise ||
            n->next.residual < n->here.residual / 2) {
            const point kept = n->here;
            n->here = n->next;
            n->next = kept;
            return true;
        }
    }
    return false;
}

static bool get_point(const newton *n, gouw_arena *arena, point *p) {
    p->x = gouw_arena_array(arena, n->n_free + 1, sizeof *p->x);
    p->slope = gouw_arena_array(arena, n->n_free + 1, sizeof *p->slope);
    p->chance = gouw_arena_array(arena, n->n_rows * n->n_columns, sizeof *p->chance);
    return p->x != NULL && p->slope != NULL && p->chance != NULL;
}

static bool get_memory(newton *n, gouw_arena *arena) {
    if (n->n_free > SIZE_MAX / n->n_free / sizeof *n->hessian)
        return false;
    n->hessian = gouw_arena_array(arena, n->n_free * n->n_free, sizeof *n->hessian);
    n->step = gouw_arena_array(arena, n->n_free, sizeof *n->step);
    return get_point(n, arena, &n->here) && get_point(n, arena, &n->next) && n->hessian != NULL &&
           n->step != NULL;
}

static void start(newton *n) {
    double edges = 0;
    for (size_t i = 0; i < n->n_rows; i++)
        edges += n->rows[i].count * n->rows[i].sum;
    for (size_t i = 0; i < n->n_rows; i++)
        n->here.x[i] = log(n->rows[i].sum / sqrt(edges));
    for (size_t j = 0; j < n->n_columns; j++)
        n->here.x[n->n_rows + j] = log(n->columns[j].sum / sqrt(edges));
    evaluate(n, &n->here);
}

gouw_status gouw_bicm_newton(const gouw_degree *rows, size_t n_rows, const gouw_degree *columns,
                             size_t n_columns, double *chance, double *residual, gouw_arena *arena,
                             gouw_error *error) {
    newton n = {.rows = rows,
                .columns = columns,
                .n_rows = n_rows,
                .n_columns = n_columns,
                .n_free = n_rows + n_columns - 1};
    if (!get_memory(&n, arena))
        return gouw_fail_memory(error, n.n_free * n.n_free * sizeof *n.hessian);
    gouw_gsl_quiet();
    start(&n);
    for (int step = 0; step < MOST_STEPS && n.here.residual > 1e-11; step++) {
        const gouw_status status = find_step(&n, error);
        if (status != GOUW_OK)
            return status;
        if (!advance(&n))
            break;
    }
    *residual = n.here.residual;
    memcpy(chance, n.here.chance, n_rows * n_columns * sizeof *chance);
    if (!(n.here.residual < 1e-10))
        return gouw_fail(error, GOUW_EINTERNAL,
                         _("the configuration model did not converge: a sum is off by %g"),
                         n.here.residual);
    return GOUW_OK;
}
