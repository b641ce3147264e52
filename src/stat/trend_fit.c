/* Trends by regression of ln(value) on the year: least squares and Tukey's bisquare.
 *
 * Points are comparable within runs; a break starts a new run. The model has one slope and a
 * level for each run, so a break moves the level and nothing else:
 *
 *     y = level[run] + slope (year - mean year of the run)
 *
 * Least squares then has a closed form: the slope comes from the sums within runs, and the level
 * of the last run, on which forecasts stand, is independent of it. The prediction variance at
 * distance d from the mean year of the last run, with its k points, is s^2 (1 + 1/k + d^2 / Sxx).
 *
 * The bisquare fit is GSL's: residuals scaled by leverage (Street, Carroll & Ruppert 1988;
 * DuMouchel & O'Brien 1989), tuning constant 4.685 (95 percent efficient), scale by the median
 * absolute deviation. R's MASS::rlm takes the same constant without the leverage; the two agree
 * to a fraction of a standard error. Its interval takes GSL's robust scale and covariance and t
 * with n - runs - 1 degrees of freedom: an approximation. On short series the scale and the
 * weights can chase each other for ever: no trend is given then. */
#include "stat/trend_fit.h"

#include <float.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_multifit.h>
#include <math.h>
#include <stdlib.h>

#include "base/i18n.h"
#include "stat/gsl.h"
#include "stat/ratio.h"

void gouw_lag1_add(gouw_lag1 *lag, double residual) {
    lag->squares += residual * residual;
    if (lag->linked) {
        lag->products += residual * lag->previous;
        lag->n_pairs++;
    }
    lag->previous = residual;
    lag->linked = true;
}

void gouw_lag1_break(gouw_lag1 *lag) {
    lag->linked = false;
}

double gouw_trend_dust(size_t n, double size) {
    const double unit = 16.0 * DBL_EPSILON * (1.0 + size);
    return (double)n * unit * unit;
}

size_t gouw_trend_runs(const gouw_trend_point *points, size_t n) {
    size_t n_runs = n > 0;
    for (size_t i = 1; i < n; i++)
        n_runs += points[i].breaks;
    return n_runs;
}

/* points[from .. end of the run) and its means; y is ln(value / level), level the first value. */
typedef struct run {
    size_t from, end;
    double level, year, y;
} run;

static double y_of(const run *r, const gouw_trend_point *point) {
    return gouw_log_ratio(point->value, r->level);
}

static run run_at(const gouw_trend_point *points, size_t n, size_t from) {
    run r = {.from = from, .end = from + 1, .level = points[from].value};
    while (r.end < n && !points[r.end].breaks)
        r.end++;
    for (size_t i = from; i < r.end; i++) {
        r.year += points[i].year;
        r.y += y_of(&r, &points[i]);
    }
    r.year /= (double)(r.end - from);
    r.y /= (double)(r.end - from);
    return r;
}

/* Adds the residuals of a run about its level. */
static void run_residuals(const gouw_trend_point *points, const run *r, double rate,
                          gouw_lag1 *lag) {
    gouw_lag1_break(lag);
    for (size_t i = r->from; i < r->end; i++)
        gouw_lag1_add(lag, y_of(r, &points[i]) - r->y - rate * (points[i].year - r->year));
}

void gouw_trend_loglinear(const gouw_trend_point *points, size_t n, gouw_trend *trend) {
    double sxx = 0.0, sxy = 0.0, size = 0.0;
    run r = {0};
    for (size_t from = 0; from < n; from = r.end) {
        r = run_at(points, n, from);
        for (size_t i = r.from; i < r.end; i++) {
            const double x = points[i].year - r.year;
            const double y = y_of(&r, &points[i]);
            sxx += x * x;
            sxy += x * (y - r.y);
            size = fmax(size, fabs(y));
        }
    }
    trend->rate = sxy / sxx;
    trend->origin_year = r.year;
    trend->level = r.level;
    trend->origin = r.y;
    trend->freedom = (double)n - (double)gouw_trend_runs(points, n) - 1.0;
    if (trend->freedom < 1.0)
        return;
    const double in_last = (double)(r.end - r.from);
    gouw_lag1 lag = {0};
    for (size_t from = 0; from < n; from = r.end) {
        r = run_at(points, n, from);
        run_residuals(points, &r, trend->rate, &lag);
    }
    if (lag.squares <= gouw_trend_dust(n, size))
        lag.squares = 0.0;
    else
        trend->residual_lag1 = lag.products / lag.squares;
    const double s2 = lag.squares / trend->freedom;
    trend->rate_error = sqrt(s2 / sxx);
    trend->variance[0] = s2 * (1.0 + 1.0 / in_last);
    trend->variance[1] = 0.0;
    trend->variance[2] = s2 / sxx;
}

/* What GSL needs for one robust fit: columns 0 .. n_runs - 1 the levels, the last the slope. */
typedef struct design {
    double *memory; /* of the four below */
    gsl_matrix_view x, covariance;
    gsl_vector_view y, coefficients;
    gsl_multifit_robust_workspace *work;
} design;

static void design_free(design *d) {
    if (d->work != NULL)
        gsl_multifit_robust_free(d->work);
    free(d->memory);
}

static bool design_alloc(design *d, size_t n, size_t n_runs) {
    const size_t p = n_runs + 1;
    d->memory = calloc(n + p, (p + 1) * sizeof *d->memory);
    if (d->memory == NULL)
        return false;
    d->x = gsl_matrix_view_array(d->memory, n, p);
    d->covariance = gsl_matrix_view_array(d->memory + n * p, p, p);
    d->y = gsl_vector_view_array(d->memory + (n + p) * p, n);
    d->coefficients = gsl_vector_view_array(d->memory + (n + p) * p + n, p);
    d->work = gsl_multifit_robust_alloc(gsl_multifit_robust_bisquare, n, p);
    return d->work != NULL;
}

static void design_fill(design *d, const gouw_trend_point *points, size_t n, size_t n_runs) {
    run r = {0};
    size_t which = 0;
    for (size_t from = 0; from < n; from = r.end, which++) {
        r = run_at(points, n, from);
        for (size_t i = r.from; i < r.end; i++) {
            gsl_matrix_set(&d->x.matrix, i, which, 1.0);
            gsl_matrix_set(&d->x.matrix, i, n_runs, points[i].year - r.year);
            gsl_vector_set(&d->y.vector, i, y_of(&r, &points[i]));
        }
    }
}

/* Leaves nothing of a trend but what it was made from. */
static void forget(gouw_trend *trend) {
    const double none = (double)NAN;
    trend->unsettled = true;
    trend->rate = trend->rate_error = trend->origin = trend->freedom = none;
    for (size_t i = 0; i < 3; i++)
        trend->variance[i] = none;
}

/* Reads the fit into the trend; origin_year is the mean year of the last run already. */
static void design_read(const design *d, size_t n_runs, gouw_trend *trend) {
    const size_t level = n_runs - 1, slope = n_runs;
    const double s = gsl_multifit_robust_statistics(d->work).sigma;
    trend->rate = gsl_vector_get(&d->coefficients.vector, slope);
    trend->origin = gsl_vector_get(&d->coefficients.vector, level);
    trend->rate_error = sqrt(gsl_matrix_get(&d->covariance.matrix, slope, slope));
    trend->variance[0] = s * s + gsl_matrix_get(&d->covariance.matrix, level, level);
    trend->variance[1] = 2.0 * gsl_matrix_get(&d->covariance.matrix, level, slope);
    trend->variance[2] = gsl_matrix_get(&d->covariance.matrix, slope, slope);
}

gouw_status gouw_trend_robust(const gouw_trend_point *points, size_t n, gouw_trend *trend,
                              gouw_error *error) {
    gouw_gsl_quiet();
    const size_t n_runs = gouw_trend_runs(points, n);
    design d = {0};
    gouw_status status = GOUW_OK;
    if (!design_alloc(&d, n, n_runs)) {
        status = gouw_fail_memory(error, n * (n_runs + 1) * sizeof(double));
    } else {
        design_fill(&d, points, n, n_runs);
        (void)gsl_multifit_robust_maxiter(1000, d.work);
        const int fitted = gsl_multifit_robust(&d.x.matrix, &d.y.vector, &d.coefficients.vector,
                                               &d.covariance.matrix, d.work);
        if (fitted == GSL_EMAXITER)
            forget(trend);
        else if ((status = gouw_gsl_check(fitted, _("robust trend"), error)) == GOUW_OK)
            design_read(&d, n_runs, trend);
    }
    design_free(&d);
    return status;
}
