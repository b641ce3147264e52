/* P(T <= -t) is half the incomplete beta function at freedom / (freedom + t^2), as it stands: GSL's
 * own function takes an expansion beyond 30 degrees of freedom that keeps seven digits of a tail.
 * Around the middle, where that argument nears 1, its complement is taken. The quantile is GSL's,
 * brought to full precision by Newton's method.
 *
 * Abramowitz & Stegun 1964, Handbook of Mathematical Functions, 26.7.1. */
#include "stat/student.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>
#include <math.h>

#include "stat/gsl.h"

enum { NEWTON_STEPS = 2 };

static double lower_tail(double t, double freedom) {
    const double square = t * t, size = freedom + square;
    if (square < 1.0)
        return 0.5 - 0.5 * gsl_cdf_beta_P(square / size, 0.5, 0.5 * freedom);
    if (isinf(size))
        return 0.0;
    return 0.5 * gsl_cdf_beta_P(freedom / size, 0.5 * freedom, 0.5);
}

double gouw_student_lower(double t, double freedom) {
    if (isnan(t))
        return t;
    gouw_gsl_quiet();
    const double tail = lower_tail(fabs(t), freedom);
    return t > 0.0 ? 1.0 - tail : tail;
}

double gouw_student_upper(double tail, double freedom) {
    gouw_gsl_quiet();
    double t = gsl_cdf_tdist_Qinv(tail, freedom);
    for (int step = 0; step < NEWTON_STEPS; step++) {
        const double change = (lower_tail(t, freedom) - tail) / gsl_ran_tdist_pdf(t, freedom);
        t += isfinite(change) ? change : 0.0;
    }
    return t;
}
