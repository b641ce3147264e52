/* Trends: the random walk with drift, and what every method answers once it is fitted.
 *
 * Why drift is the default. A yearly series of inhabitants is close to a random walk: what a year
 * adds stays. Least squares takes the deviations from the line for independent noise and gives an
 * interval that is far too narrow years ahead. For a random walk with normal steps
 *
 *     y_n + mu h  -  y_(n+h)      has variance  sigma^2 (h + h^2 / T)
 *
 * (h for the steps to come, h^2 / T for not knowing mu) and is independent of s^2, so the t
 * interval is exact for any spacing of the years. With gaps, (dy - mu dt) / sqrt(dt) are the
 * increments brought to equal variance. Breaks take steps out of T and the sums.
 *
 * All three methods forecast with a variance that is quadratic in the years ahead; they differ in
 * how they fill it, and are asked by the same functions.
 *
 * References: Hyndman & Athanasopoulos (2021), Forecasting: Principles and Practice, 3rd ed.,
 * section 5.2; Lee & Carter (1992), JASA 87: 659-671, for the walk with drift in demography. */
#include "stat/trend.h"

#include <float.h>
#include <math.h>

#include "stat/ratio.h"
#include "stat/student.h"
#include "stat/sum.h"
#include "stat/trend_fit.h"

/* The step that ends at points[i], in ln(value) a year; NaN across a break. */
static double step_rate(const gouw_trend_point *points, size_t i) {
    if (points[i].breaks)
        return (double)NAN;
    return gouw_log_ratio(points[i].value, points[i - 1].value) /
           (points[i].year - points[i - 1].year);
}

/* How far ln(value) rises over all that is comparable, from end to end: steps up and down would
 * cancel. Returns the years. */
static double find_rise(const gouw_trend_point *points, size_t n, double *rise) {
    gouw_sum sum = {0};
    double span = 0.0;
    size_t from = 0;
    for (size_t i = 1; i <= n; i++) {
        if (i < n && !points[i].breaks)
            continue;
        gouw_sum_add(&sum, gouw_log_ratio(points[i - 1].value, points[from].value));
        span += points[i - 1].year - points[from].year;
        from = i;
    }
    *rise = gouw_sum_total(&sum);
    return span;
}

static void fit_drift(const gouw_trend_point *points, size_t n, gouw_trend *trend) {
    double rise, largest = 0.0;
    const double span = find_rise(points, n, &rise);
    trend->rate = rise / span;
    trend->freedom = (double)trend->n_steps - 1.0;
    gouw_lag1 lag = {0};
    for (size_t i = 1; i < n; i++) {
        const double years = points[i].year - points[i - 1].year;
        const double rate = step_rate(points, i);
        if (isnan(rate)) {
            gouw_lag1_break(&lag);
            continue;
        }
        gouw_lag1_add(&lag, (rate - trend->rate) * sqrt(years));
        largest = fmax(largest, fabs(rate * years));
    }
    if (trend->freedom < 1.0)
        return;
    if (lag.squares <= gouw_trend_dust(n, largest))
        lag.squares = 0.0;
    const double s2 = lag.squares / trend->freedom;
    trend->rate_error = sqrt(s2 / span);
    trend->variance[0] = 0.0;
    trend->variance[1] = s2;
    trend->variance[2] = s2 / span;
    if (lag.squares > 0.0 && lag.n_pairs > 0)
        trend->residual_lag1 = lag.products / lag.squares;
}

static void start(gouw_trend_method method, const gouw_trend_point *points, size_t n,
                  gouw_trend *trend) {
    const double none = (double)NAN;
    *trend = (gouw_trend){.method = method,
                          .n_points = n,
                          .last_year = n > 0 ? points[n - 1].year : none,
                          .rate = none,
                          .rate_error = none,
                          .residual_lag1 = none,
                          .level = none,
                          .origin_year = none,
                          .origin = none,
                          .variance = {none, none, none}};
    for (size_t i = 0; i < n; i++) {
        trend->nonpositive = trend->nonpositive || !(points[i].value > 0.0);
        trend->n_steps += i > 0 && !points[i].breaks;
    }
}

gouw_status gouw_trend_fit(gouw_trend_method method, const gouw_trend_point *points, size_t n,
                           gouw_trend *trend, gouw_error *error) {
    start(method, points, n, trend);
    if (trend->nonpositive || trend->n_steps == 0)
        return GOUW_OK;
    trend->origin_year = trend->last_year;
    trend->level = points[n - 1].value;
    trend->origin = 0.0;
    if (method == GOUW_TREND_DRIFT) {
        fit_drift(points, n, trend);
        return GOUW_OK;
    }
    gouw_trend_loglinear(points, n, trend);
    if (method == GOUW_TREND_ROBUST && trend->freedom >= 1.0 && trend->rate_error > 0.0)
        return gouw_trend_robust(points, n, trend, error);
    return GOUW_OK;
}

/* Middle and standard error of ln(value / level) in a year. */
static void predict(const gouw_trend *trend, double year, double *middle, double *error) {
    const double d = year - trend->origin_year;
    *middle = trend->origin + trend->rate * d;
    *error = (double)NAN;
    const bool known = trend->method != GOUW_TREND_DRIFT || d >= 0.0;
    if (known && trend->freedom >= 1.0)
        *error = sqrt(trend->variance[0] + d * (trend->variance[1] + d * trend->variance[2]));
}

void gouw_trend_at(const gouw_trend *trend, double year, double level, double *middle, double *low,
                   double *high) {
    double mid, error;
    predict(trend, year, &mid, &error);
    *middle = trend->level * exp(mid);
    *low = *high = (double)NAN;
    if (isnan(error))
        return;
    const double reach = error * gouw_student_upper((1.0 - level) / 2.0, trend->freedom);
    *low = trend->level * exp(mid - reach);
    *high = trend->level * exp(mid + reach);
}

double gouw_trend_reach(const gouw_trend *trend, double year, double target, bool upward) {
    double mid, error;
    predict(trend, year, &mid, &error);
    if (isnan(error) || isnan(target))
        return (double)NAN;
    if (!(target > 0.0))
        return upward ? 1.0 : 0.0;
    const double asked = gouw_log_ratio(target, trend->level);
    const double ahead = upward ? mid - asked : asked - mid;
    /* A path without error that leads to the target may come out a hair beside it. */
    if (error == 0.0)
        return ahead >= -16.0 * DBL_EPSILON * (1.0 + fabs(mid)) ? 1.0 : 0.0;
    return gouw_student_lower(ahead / error, trend->freedom);
}

double gouw_trend_year(const gouw_trend *trend, double target) {
    const double year = trend->origin_year +
                        (gouw_log_ratio(target, trend->level) - trend->origin) / trend->rate;
    return year > trend->last_year && year <= 9999.0 ? year : (double)NAN;
}

void gouw_trend_rate_interval(const gouw_trend *trend, double level, double *low, double *high) {
    *low = *high = (double)NAN;
    if (isnan(trend->rate_error) || !(trend->freedom >= 1.0))
        return;
    const double quantile = gouw_student_upper((1.0 - level) / 2.0, trend->freedom);
    *low = trend->rate - quantile * trend->rate_error;
    *high = trend->rate + quantile * trend->rate_error;
}

double gouw_trend_stretch(const gouw_trend *trend, double required) {
    if (!(trend->rate_error > 0.0))
        return (double)NAN;
    return (required - trend->rate) / trend->rate_error;
}
