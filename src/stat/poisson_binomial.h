/* The number of successes among independent trials with unequal chances: the Poisson-binomial
 * distribution, exact. */
#ifndef GOUW_STAT_POISSON_BINOMIAL_H
#define GOUW_STAT_POISSON_BINOMIAL_H

#include <stddef.h>

#include "gouw/status.h"

/* mass[k] = P(N = k) for k = 0 .. n, where N counts the successes of n independent trials with
 * chances p[0..n), each in [0, 1]; n may be 0. The caller gives mass n + 1 places. Each mass is
 * right to a relative error of about 3 n 2^-53, far tails too; below 1e-290 it may come out as 0.
 * GOUW_EINTERNAL when a chance is no number in [0, 1]. */
gouw_status gouw_poisson_binomial(const double *p, size_t n, double *mass, gouw_error *error);

/* P(N <= k) and P(N >= k) from the masses; summed from the small end, so that a small tail keeps
 * its digits, and never above 1. */
double gouw_poisson_binomial_lower(const double *mass, size_t n, size_t k);
double gouw_poisson_binomial_upper(const double *mass, size_t n, size_t k);

/* The smallest k with P(N <= k) >= q, 0 < q < 1; a sum within 1e-12 of q counts as reached, so
 * that a tie does not hang on rounding. */
size_t gouw_poisson_binomial_quantile(const double *mass, size_t n, double q);

#endif
