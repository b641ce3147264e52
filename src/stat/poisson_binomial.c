/* Poisson-binomial distribution by convolution, one trial after the other.
 *
 *     mass'[k] = (1 - p) mass[k] + p mass[k - 1]
 *
 * Every term is positive, so nothing cancels: each mass, however far out in a tail, keeps a
 * relative error of a few units in the last place a trial. A Fourier transform (Fernandez &
 * Williams 2010; Hong 2013) is O(n log n) but right only to 1e-16 of the largest mass, and the
 * tails are what p values are read from.
 *
 * The masses spread over a few standard deviations, at most sqrt(n) / 2, and what lies beyond 38
 * of them is below the smallest normal number. Only the window that is above it is carried along:
 *
 *     0 ... 0 [low . . . . . . . . high] 0 ... 0
 *
 * so the cost is O(n min(n, 80 sd)), 1e5 trials in a few tenths of a second. What is cut off is
 * less than 2 n 2^-1022 in all, and convolution only passes it on.
 *
 * Reference: Hong, Y. (2013), On computing the distribution function for the Poisson binomial
 * distribution, Computational Statistics & Data Analysis 59: 41-51. */
#include "stat/poisson_binomial.h"

#include <float.h>
#include <string.h>

#include "base/i18n.h"

typedef struct window {
    size_t low, high; /* the first and last place that is not 0 */
} window;

static void add_trial(double *mass, window *w, double p) {
    const double q = 1.0 - p;
    mass[w->high + 1] = p * mass[w->high];
    for (size_t k = w->high; k > w->low; k--)
        mass[k] = q * mass[k] + p * mass[k - 1];
    mass[w->low] *= q;
    w->high++;
    while (w->high > w->low && mass[w->high] < DBL_MIN)
        mass[w->high--] = 0.0;
    while (w->low < w->high && mass[w->low] < DBL_MIN)
        mass[w->low++] = 0.0;
}

gouw_status gouw_poisson_binomial(const double *p, size_t n, double *mass, gouw_error *error) {
    memset(mass, 0, (n + 1) * sizeof *mass);
    mass[0] = 1.0;
    window w = {0, 0};
    for (size_t i = 0; i < n; i++) {
        if (!(p[i] >= 0.0 && p[i] <= 1.0))
            return gouw_fail(error, GOUW_EINTERNAL, _("%g is not a probability"), p[i]);
        add_trial(mass, &w, p[i]);
    }
    return GOUW_OK;
}

double gouw_poisson_binomial_lower(const double *mass, size_t n, size_t k) {
    double sum = 0.0;
    for (size_t i = 0; i <= k && i <= n; i++)
        sum += mass[i];
    return sum < 1.0 ? sum : 1.0;
}

double gouw_poisson_binomial_upper(const double *mass, size_t n, size_t k) {
    double sum = 0.0;
    for (size_t i = n + 1; i > k; i--)
        sum += mass[i - 1];
    return sum < 1.0 ? sum : 1.0;
}

size_t gouw_poisson_binomial_quantile(const double *mass, size_t n, double q) {
    double sum = mass[0];
    size_t k = 0;
    while (k < n && sum < q - 1e-12)
        sum += mass[++k];
    return k;
}
