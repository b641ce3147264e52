/* The hypergeometric null model, and what all null models share.
 *
 * Given that set a has n_a of m items and set b has n_b, all choices alike, the number shared is
 * hypergeometric (Fisher 1935; for species lists Veech 2013, Global Ecology and Biogeography
 * 22:252). Its probabilities are walked from the mode outwards by the ratio
 *
 *     P(k + 1) / P(k) = (n_a - k) (n_b - k) / ((k + 1) (m - n_a - n_b + k + 1))
 *
 * and divided by their sum. Everything is positive, so a tail keeps its relative precision; the
 * usual way through log-gamma functions loses three digits at m = 1000.
 */
#include "stat/null.h"

#include <math.h>

#include "stat/adjust.h"

double gouw_null_z(const gouw_null *null, double observed) {
    return null->sd > 0 ? (observed - null->expected) / null->sd : NAN;
}

gouw_status gouw_null_adjust(const gouw_null *nulls, size_t n, double *p_adjusted,
                             gouw_error *error) {
    for (size_t i = 0; i < n; i++)
        p_adjusted[i] = fmin(1, 2 * fmin(nulls[i].p_upper, nulls[i].p_lower));
    return gouw_adjust_bh(p_adjusted, n, p_adjusted, error);
}

typedef struct tally {
    double all, upper, lower; /* sums of probabilities, not yet scaled */
} tally;

static void add(tally *sum, double mass, double k, double shared) {
    sum->all += mass;
    sum->upper += k >= shared ? mass : 0;
    sum->lower += k <= shared ? mass : 0;
}

/* What the probabilities of a hypergeometric number follow from. */
typedef struct urn {
    double a, b, m, low, high, mode;
} urn;

static double ratio_up(const urn *u, double k) {
    return (u->a - k) * (u->b - k) / ((k + 1) * (u->m - u->a - u->b + k + 1));
}

static double ratio_down(const urn *u, double k) {
    return k * (u->m - u->a - u->b + k) / ((u->a - k + 1) * (u->b - k + 1));
}

/* Walks from the mode, whose mass is 1 of all, below it lying a sum of below. */
static double quantile(const urn *u, double all, double below, double q) {
    double k = u->mode, mass = 1, sum = below + 1;
    const double least = (q - 1e-12) * all;
    while (k > u->low && sum - mass >= least) {
        sum -= mass;
        mass *= ratio_down(u, k--);
    }
    while (k < u->high && sum < least) {
        mass *= ratio_up(u, k++);
        sum += mass;
    }
    return k;
}

gouw_null gouw_hypergeometric(uint32_t n_a, uint32_t n_b, uint32_t shared, uint32_t universe) {
    const double a = n_a, b = n_b, m = universe, s = shared;
    urn u = {.a = a, .b = b, .m = m, .low = fmax(0, a + b - m), .high = fmin(a, b)};
    u.mode = fmin(u.high, fmax(u.low, floor((a + 1) * (b + 1) / (m + 2))));
    const double low = u.low, high = u.high, mode = u.mode;
    double below = 0;
    tally sum = {0};
    add(&sum, 1, mode, s);
    double mass = 1;
    for (double k = mode; k < high && mass > 0; k++) {
        mass *= ratio_up(&u, k);
        add(&sum, mass, k + 1, s);
    }
    mass = 1;
    for (double k = mode; k > low && mass > 0; k--) {
        mass *= ratio_down(&u, k);
        below += mass;
        add(&sum, mass, k - 1, s);
    }
    const double variance = universe < 2 ? 0 : a * b / m * ((m - a) / m) * ((m - b) / (m - 1));
    return (gouw_null){.expected = universe == 0 ? 0 : a * b / m,
                       .sd = sqrt(variance),
                       .p_upper = sum.upper / sum.all,
                       .p_lower = sum.lower / sum.all,
                       .low = quantile(&u, sum.all, below, GOUW_NULL_TAIL),
                       .high = quantile(&u, sum.all, below, 1 - GOUW_NULL_TAIL)};
}

void gouw_null_hypergeometric(const gouw_bits *bits, gouw_null *out) {
    for (size_t a = 0; a < bits->n_rows; a++) {
        const uint32_t n_a = gouw_bits_count(bits, a);
        for (size_t b = a + 1; b < bits->n_rows; b++)
            *out++ = gouw_hypergeometric(n_a, gouw_bits_count(bits, b),
                                         gouw_bits_shared(bits, a, b), (uint32_t)bits->n_columns);
    }
}
