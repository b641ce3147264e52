/* Growth from one level to another, without losing the digits of small changes. */
#ifndef GOUW_STAT_RATIO_H
#define GOUW_STAT_RATIO_H

/* ln(a / b) for a, b > 0, right to a few units in the last place: also where a and b are nearly
 * equal, for which the quotient rounds to a multiple of 1e-16, and where it overflows. NaN gives
 * NaN. */
double gouw_log_ratio(double a, double b);

/* How much faster something grows at one rate than at another, as shares a year: e^rate - e^other
 * of rates of ln(value). NaN gives NaN. */
double gouw_rate_gap(double rate, double other);

#endif
