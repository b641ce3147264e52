/* The intersection of several independent sets (Wang, Zhao & Zhang 2015, Scientific Reports
 * 5:16923). Taken one after the other, the number X still in the intersection is a Markov chain:
 * of x items in all sets so far, the next set of n hits a hypergeometric number,
 *
 *     P(X' = y) = sum_x P(X = x) H(y; x, n, universe)
 *
 * Beginning with the smallest set keeps the states few. H is walked from its mode by ratios and
 * divided by its sum, so that everything is positive and small tails keep their digits.
 */
#include "stat/multiset.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

double gouw_multiset_expected(const uint32_t *size, size_t n_sets, uint32_t universe) {
    if (universe == 0)
        return 0;
    double expected = universe;
    for (size_t i = 0; i < n_sets; i++)
        expected *= (double)size[i] / universe;
    return expected;
}

/* Adds weight * H(y; a, b, m) to out[y] for all y. */
static void add_hypergeometric(double weight, double a, double b, double m, double *mass,
                               double *out) {
    const double low = fmax(0, a + b - m), high = fmin(a, b);
    const double mode = fmin(high, fmax(low, floor((a + 1) * (b + 1) / (m + 2))));
    double sum = 1;
    mass[(size_t)mode] = 1;
    for (double k = mode; k < high; k++)
        sum += mass[(size_t)k + 1] = mass[(size_t)k] * (a - k) * (b - k) /
                                     ((k + 1) * (m - a - b + k + 1));
    for (double k = mode; k > low; k--)
        sum += mass[(size_t)k - 1] = mass[(size_t)k] * k * (m - a - b + k) /
                                     ((a - k + 1) * (b - k + 1));
    for (double k = low; k <= high; k++)
        out[(size_t)k] += weight * mass[(size_t)k] / sum;
}

static size_t smallest(const uint32_t *size, size_t n_sets) {
    size_t at = 0;
    for (size_t i = 1; i < n_sets; i++) {
        if (size[i] < size[at])
            at = i;
    }
    return at;
}

gouw_status gouw_multiset_upper(const uint32_t *size, size_t n_sets, uint32_t universe,
                                uint32_t shared, double *p_upper, gouw_error *error) {
    const size_t first = smallest(size, n_sets), n_states = (size_t)size[first] + 1;
    double *state = calloc(3 * n_states, sizeof *state);
    if (state == NULL)
        return gouw_fail_memory(error, 3 * n_states * sizeof *state);
    double *next = state + n_states, *mass = next + n_states, *memory = state;
    state[size[first]] = 1;
    for (size_t i = 0; i < n_sets; i++) {
        if (i == first)
            continue;
        memset(next, 0, n_states * sizeof *next);
        for (size_t x = 0; x < n_states; x++) {
            if (state[x] > 0)
                add_hypergeometric(state[x], (double)x, size[i], universe, mass, next);
        }
        double *const spent = state;
        state = next;
        next = spent;
    }
    double sum = 0;
    for (size_t x = n_states; x > shared; x--)
        sum += state[x - 1];
    *p_upper = shared == 0 ? 1 : fmin(1, sum);
    free(memory);
    return GOUW_OK;
}
