/* Area between "reached by" curves.
 *
 *     1 |        ____A____________          For distributions on a line the first Wasserstein
 *       |    ___/ /////___B_______          distance is the area between the two distribution
 *       |  _/ ////////_/                    functions (Vallender 1974): how many days, on
 *     0 |_/__/____/_________________        average, the mass of one has to move to make the
 *       from                      to        other. Days are whole, so the area is a sum.
 *
 * A sum over days is exact for products and maxima too, where breakpoints are not enough, and a
 * window of a plan is a few thousand days. All pairs share the curves: a block of days is filled
 * for every schedule and stage, then each pair adds its differences over that block, which sits
 * in the cache. A long stretch in which no curve changes is one day that counts as many: one date
 * of another age, or with a figure left out of its year, would else cost as much as all others.
 *
 * Reference: Vallender, S. S. (1974), Calculation of the Wasserstein distance between probability
 * distributions on the line, Theory of Probability and its Applications 18: 784-786. */
#include "stat/wasserstein.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>

#include "stat/sum.h"

enum { BLOCK_VALUES = 1 << 20, FEWEST_DAYS = 16, MOST_DAYS = 1024 };

void gouw_day_curve_fill(const gouw_day_curve *curve, gouw_day from, size_t n_days, double *out) {
    for (size_t d = 0; d < n_days; d++) {
        out[d] = 0.0;
        for (size_t k = 0; k < curve->n_cdfs; k++) {
            const double p = gouw_day_cdf_at(&curve->cdfs[k], from + (gouw_day)d);
            out[d] = p > out[d] ? p : out[d];
        }
    }
}

/* Four sums keep four additions under way; the order is fixed, so the result is too. */
static double area(const double *a, const double *b, size_t n_days) {
    double sum[4] = {0.0, 0.0, 0.0, 0.0};
    size_t d = 0;
    for (; d + 4 <= n_days; d += 4)
        for (size_t k = 0; k < 4; k++)
            sum[k] += fabs(a[d + k] - b[d + k]);
    for (; d < n_days; d++)
        sum[0] += fabs(a[d] - b[d]);
    return (sum[0] + sum[1]) + (sum[2] + sum[3]);
}

double gouw_day_curve_distance(const gouw_day_curve *a, const gouw_day_curve *b, gouw_day from,
                               gouw_day to) {
    double values[2][64];
    gouw_sum sum = {0};
    for (gouw_day day = from; day < to; day += 64) {
        const size_t n_days = to - day < 64 ? (size_t)(to - day) : 64;
        gouw_day_curve_fill(a, day, n_days, values[0]);
        gouw_day_curve_fill(b, day, n_days, values[1]);
        gouw_sum_add(&sum, area(values[0], values[1], n_days));
    }
    return gouw_sum_total(&sum);
}

/* The days of one block for all curves: value[curve * stride + day]. */
typedef struct day_block {
    double *value;
    size_t stride, n_days;
    double weight; /* days that each of them stands for */
} day_block;

/* The first day behind day on which the interval adds to a distribution; to if that is later. */
static gouw_day part_change(gouw_interval part, gouw_day day, gouw_day to) {
    const gouw_day first = part.earliest == GOUW_DAY_MIN ? part.latest : part.earliest;
    const gouw_day change = first > day ? first : day + 1;
    return part.latest == GOUW_DAY_MAX || part.latest <= day || change > to ? to : change;
}

/* The first day behind day on which some curve may change; to if that is later. */
static gouw_day next_change(const gouw_day_curve *curves, size_t n_curves, gouw_day day,
                            gouw_day to) {
    for (size_t c = 0; c < n_curves; c++)
        for (size_t k = 0; k < curves[c].n_cdfs; k++)
            for (size_t i = 0; i < curves[c].cdfs[k].n_parts; i++)
                to = part_change(curves[c].cdfs[k].parts[i], day, to);
    return to;
}

static bool counts(const bool *used, size_t n_stages, size_t a, size_t b, size_t stage) {
    return used == NULL || (used[a * n_stages + stage] && used[b * n_stages + stage]);
}

static void add_block(const day_block *block, const bool *used, size_t n, size_t n_stages,
                      double *square) {
    for (size_t a = 0; a < n; a++)
        for (size_t b = a + 1; b < n; b++)
            for (size_t s = 0; s < n_stages; s++)
                if (counts(used, n_stages, a, b, s))
                    square[a * n + b] += block->weight *
                                         area(block->value + (a * n_stages + s) * block->stride,
                                              block->value + (b * n_stages + s) * block->stride,
                                              block->n_days);
}

/* Turns sums above the diagonal into means on both sides. */
static void finish(const bool *used, size_t n, size_t n_stages, double *square) {
    for (size_t a = 0; a < n; a++)
        for (size_t b = a + 1; b < n; b++) {
            size_t n_used = 0;
            for (size_t s = 0; s < n_stages; s++)
                n_used += counts(used, n_stages, a, b, s);
            const double mean = n_used > 0 ? square[a * n + b] / (double)n_used : (double)NAN;
            square[a * n + b] = square[b * n + a] = mean;
        }
}

gouw_status gouw_schedule_distances(const gouw_day_curve *curves, const bool *used, size_t n,
                                    size_t n_stages, gouw_day from, gouw_day to, double *square,
                                    gouw_error *error) {
    const size_t n_curves = n * n_stages;
    size_t stride = n_curves > 0 ? BLOCK_VALUES / n_curves : MOST_DAYS;
    stride = stride < FEWEST_DAYS ? FEWEST_DAYS : stride > MOST_DAYS ? MOST_DAYS : stride;
    if (n_curves > SIZE_MAX / (FEWEST_DAYS * sizeof(double)))
        return gouw_fail_memory(error, SIZE_MAX);
    day_block b = {.value = calloc(n_curves + 1, stride * sizeof(double)), .stride = stride};
    if (b.value == NULL)
        return gouw_fail_memory(error, n_curves * stride * sizeof(double));
    for (size_t k = 0; k < n * n; k++)
        square[k] = 0.0;
    for (gouw_day day = from, next; day < to; day = next) {
        const gouw_day change = next_change(curves, n_curves, day, to);
        const bool quiet = (size_t)(change - day) > stride;
        next = quiet ? change : (size_t)(to - day) < stride ? to : day + (gouw_day)stride;
        b.n_days = quiet ? 1 : (size_t)(next - day);
        b.weight = quiet ? (double)(next - day) : 1.0;
        for (size_t k = 0; k < n_curves; k++)
            gouw_day_curve_fill(&curves[k], day, b.n_days, b.value + k * stride);
        add_block(&b, used, n, n_stages, square);
    }
    free(b.value);
    finish(used, n, n_stages, square);
    return GOUW_OK;
}
