/* Similarity of two sets, and of two rows of weights.
 *
 * Each binary measure is written as one quotient of two integers, and cosine as the root of one.
 * IEEE division rounds the exact quotient, so 1/2 and 2/4 are the same double; a sum of two
 * quotients would not be. Nearest neighbours, cuts of a tree and thresholds depend on such ties.
 *
 *     jaccard     s / (a + b - s)            cosine      sqrt(s^2 / (a b))
 *     dice        2 s / (a + b)              smc         (m - a - b + 2 s) / m
 *     overlap     s / min(a, b)              kulczynski  s (a + b) / (2 a b)
 *
 * References: see measure.c; Legendre & Legendre 2012, Numerical Ecology, chapter 7.
 */
#include "stat/similarity.h"

#include <math.h>

#include "stat/ratio.h"

typedef struct fraction {
    double part, whole;
} fraction;

static fraction jaccard(double a, double b, double s) {
    return (fraction){s, a + b - s};
}

static fraction dice(double a, double b, double s) {
    return (fraction){2 * s, a + b};
}

static fraction overlap(double a, double b, double s) {
    return (fraction){s, a < b ? a : b};
}

static fraction cosine_squared(double a, double b, double s) {
    return (fraction){s * s, a * b};
}

static fraction kulczynski(double a, double b, double s) {
    return (fraction){s * (a + b), 2 * a * b};
}

typedef fraction (*binary_measure)(double a, double b, double s);

static const binary_measure binary[GOUW_N_MEASURES] = {
    [GOUW_JACCARD] = jaccard,       [GOUW_DICE] = dice,
    [GOUW_OVERLAP] = overlap,       [GOUW_COSINE] = cosine_squared,
    [GOUW_KULCZYNSKI] = kulczynski,
};

double gouw_similarity(gouw_measure measure, uint32_t n_a, uint32_t n_b, uint32_t shared,
                       uint32_t universe) {
    const double a = n_a, b = n_b, s = shared, m = universe;
    if (measure == GOUW_SMC)
        return universe == 0 ? NAN : (m - a - b + 2 * s) / m;
    if (gouw_measures[measure].weighted || (n_a == 0 && n_b == 0))
        return NAN;
    if (n_a == 0 || n_b == 0)
        return 0;
    const fraction f = binary[measure](a, b, s);
    const double value = f.part / f.whole;
    return measure == GOUW_COSINE ? sqrt(value) : value;
}

/* What the weighted measures need of two rows: all in one pass. */
typedef struct sums {
    double x, y, least, most, xx, yy, xy;
} sums;

static sums add_up(const double *x, const double *y, size_t n) {
    sums sum = {0};
    for (size_t i = 0; i < n; i++) {
        sum.x += x[i];
        sum.y += y[i];
        sum.least += fmin(x[i], y[i]);
        sum.most += fmax(x[i], y[i]);
        sum.xx += x[i] * x[i];
        sum.yy += y[i] * y[i];
        sum.xy += x[i] * y[i];
    }
    return sum;
}

double gouw_similarity_weighted(gouw_measure measure, const double *x, const double *y, size_t n) {
    const sums sum = add_up(x, y, n);
    if (!gouw_measures[measure].weighted || (sum.x <= 0 && sum.y <= 0))
        return NAN;
    if (sum.x <= 0 || sum.y <= 0)
        return 0;
    if (measure == GOUW_RUZICKA)
        return sum.least / sum.most;
    if (measure == GOUW_BRAYCURTIS)
        return 2 * sum.least / (sum.x + sum.y);
    return fmin(1, sum.xy / sqrt(sum.xx * sum.yy));
}

static size_t rows_with(const double *weights, size_t n_rows, size_t n_columns, size_t column) {
    size_t n = 0;
    for (size_t row = 0; row < n_rows; row++)
        n += weights[row * n_columns + column] > 0;
    return n;
}

void gouw_weights_scale_idf(double *weights, size_t n_rows, size_t n_columns) {
    for (size_t column = 0; column < n_columns; column++) {
        const size_t with = rows_with(weights, n_rows, n_columns, column);
        const double idf = with == 0 ? 0 : gouw_log_ratio((double)n_rows, (double)with);
        for (size_t row = 0; row < n_rows; row++)
            weights[row * n_columns + column] *= idf;
    }
}
