/* What a trend is fitted to, and what is known of it then. Callers use "stat/trend.h". */
#ifndef GOUW_STAT_TREND_MODEL_H
#define GOUW_STAT_TREND_MODEL_H

#include <stdbool.h>
#include <stddef.h>

typedef enum gouw_trend_method {
    /* Random walk with drift: the steps from one observation to the next are independent, their
     * variance in proportion to their length. Rate and exact interval from first and last year. */
    GOUW_TREND_DRIFT,
    /* Least squares of y on the year with its exact prediction interval: right only where the
     * residuals are independent, too narrow where they hang together (residual_lag1). */
    GOUW_TREND_LOGLINEAR,
    /* As LOGLINEAR with Tukey's bisquare, which plays down outliers; intervals approximate. */
    GOUW_TREND_ROBUST
} gouw_trend_method;

typedef struct gouw_trend_point {
    double year, value;
    bool breaks; /* not comparable with the point before */
} gouw_trend_point;

typedef struct gouw_trend {
    gouw_trend_method method;
    size_t n_points, n_steps; /* points given; differences between them that are comparable */
    bool unsettled;           /* ROBUST came to no end: rate and intervals are unknown */
    bool nonpositive;         /* a value is 0 or less: no logarithm, so nothing is computed */
    double last_year;         /* NaN without points */
    double rate, rate_error;  /* of ln(value) a year, and its standard error; NaN = unknown */
    double freedom;           /* degrees of freedom; below 1 there are no intervals */
    double residual_lag1;     /* see below; NaN = unknown */
    /* With d = year - origin_year: ln(value / level) is forecast as origin + rate d, with variance
     * variance[0] + variance[1] d + variance[2] d^2. level is one of the values: logarithms of
     * values themselves would round away small growth. Drift: from the last observation on. */
    double level, origin_year, origin, variance[3];
} gouw_trend;

#endif
