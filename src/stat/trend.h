/* Growth of a yearly series: its rate, what it would come to if nothing but past growth went on,
 * and how sure that is.
 *
 * All methods work on y = ln(value), so a rate r means "times e^r a year". Years may be missing.
 * Observations marked `breaks` are not comparable with the one before: no growth is read off that
 * step. A trend is fitted once and then asked; it holds no memory.
 */
#ifndef GOUW_STAT_TREND_H
#define GOUW_STAT_TREND_H

#include <stdbool.h>
#include <stddef.h>

#include "gouw/status.h"
#include "stat/trend_model.h"

/* Fits points[0..n), years strictly rising. Never fails on data: what cannot be known is NaN.
 *
 * DRIFT, over the m comparable steps (dy, dt), T = sum dt (Hyndman & Athanasopoulos 2021, 5.2,
 * for steps of unequal length):
 *     rate = sum dy / T,  s^2 = sum (dy - rate dt)^2 / dt / (m - 1),  error = s / sqrt(T),
 *     variance of the forecast h years after the last = s^2 (h + h^2 / T),  freedom m - 1.
 * LOGLINEAR and ROBUST: one slope, and a level for each comparable run of points; the forecast
 * goes on from the level of the last run. freedom = n - runs - 1.
 *
 * residual_lag1 is sum e_i e_(i+1) / sum e_i^2 over neighbours with no break between them, of the
 * least-squares residuals (for ROBUST too), or for DRIFT of (dy - rate dt) / sqrt(dt). Residuals
 * that are only rounding count as 0.
 *
 * GOUW_EMEMORY, GOUW_EINTERNAL. O(n) and, for ROBUST, O(n runs^2) an
 * iteration. */
gouw_status gouw_trend_fit(gouw_trend_method method, const gouw_trend_point *points, size_t n,
                           gouw_trend *trend, gouw_error *error);

/* The trend in a year: its middle (median) and the two-sided prediction interval that holds the
 * value with chance level (0.8, 0.95). low and high are NaN where unknown: fewer than three
 * observations, or before the last one for DRIFT. */
void gouw_trend_at(const gouw_trend *trend, double year, double level, double *middle, double *low,
                   double *high);

/* P(value in year >= target), or <= target if not upward; NaN where intervals are unknown. */
double gouw_trend_reach(const gouw_trend *trend, double year, double target, bool upward);

/* The decimal year, after the last observation and up to 9999, in which the middle of the trend
 * comes to target > 0; NaN if never, or if it lies in the past. */
double gouw_trend_year(const gouw_trend *trend, double target);

/* The interval that holds the rate (of ln(value), a year) with chance level; NaN where unknown. */
void gouw_trend_rate_interval(const gouw_trend *trend, double level, double *low, double *high);

/* How far a required rate (of ln(value), a year) lies above the trend's, in standard errors of
 * the trend's rate; NaN where that error is unknown or 0. */
double gouw_trend_stretch(const gouw_trend *trend, double required);

#endif
