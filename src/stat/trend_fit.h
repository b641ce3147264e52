/* The two regressions behind gouw_trend_fit. Callers use "stat/trend.h". */
#ifndef GOUW_STAT_TREND_FIT_H
#define GOUW_STAT_TREND_FIT_H

#include "gouw/status.h"
#include "stat/trend_model.h"

/* Each fills rate, rate_error, freedom, origin and variance; the values are all positive and
 * n >= 2. */
void gouw_trend_loglinear(const gouw_trend_point *points, size_t n, gouw_trend *trend);
gouw_status gouw_trend_robust(const gouw_trend_point *points, size_t n, gouw_trend *trend,
                              gouw_error *error);

/* The number of runs of comparable points: 1 + the breaks after the first point. */
size_t gouw_trend_runs(const gouw_trend_point *points, size_t n);

/* Sum of squares below which residuals of n logarithms of ratios, |y| <= size, are only rounding:
 * of these and of the values themselves. */
double gouw_trend_dust(size_t n, double size);

/* Lag-1 autocorrelation fed one residual after the other. */
typedef struct gouw_lag1 {
    double squares, products, previous;
    bool linked; /* previous is comparable with the next */
    size_t n_pairs;
} gouw_lag1;

void gouw_lag1_add(gouw_lag1 *lag, double residual);
void gouw_lag1_break(gouw_lag1 *lag);

#endif
