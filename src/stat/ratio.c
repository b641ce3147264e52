/* Between half and twice b the difference a - b is exact (Sterbenz 1974, Floating-Point
 * Computation, section 4.3), so that only the quotient (a - b) / b is rounded, in proportion to
 * itself. */
#include "stat/ratio.h"

#include <float.h>
#include <math.h>

double gouw_log_ratio(double a, double b) {
    if (a >= b / 2.0 && a <= 2.0 * b)
        return log1p((a - b) / b);
    const double quotient = a / b;
    return quotient >= DBL_MIN && quotient <= DBL_MAX ? log(quotient) : log(a) - log(b);
}

double gouw_rate_gap(double rate, double other) {
    return exp(other) * expm1(rate - other);
}
