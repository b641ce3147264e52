/* Order of imprecise days, exact.
 *
 * Two uniform intervals give a rectangle of equally likely pairs of days, and the three chances
 * are counts of pairs below, on and above the diagonal over all pairs: integers, one division.
 *
 *          B |. . . / #        . before   / same   # after
 *            |. . / # #
 *            |. / # # #
 *            +---------- A
 *
 * For the latest of several items there is no closed form worth having; the sum runs over the
 * days that both can fall on, and the rest is read off the distribution functions. */
#include "stat/day_cdf.h"

#include <stdbool.h>
#include <stdint.h>

#include "stat/sum.h"

static gouw_day later(gouw_day a, gouw_day b) {
    return a > b ? a : b;
}

static gouw_day earlier(gouw_day a, gouw_day b) {
    return a < b ? a : b;
}

gouw_interval gouw_day_cdf_range(const gouw_day_cdf *cdf) {
    gouw_interval range = cdf->parts[0];
    for (size_t k = 1; k < cdf->n_parts; k++) {
        range.earliest = later(range.earliest, cdf->parts[k].earliest);
        range.latest = later(range.latest, cdf->parts[k].latest);
    }
    return range;
}

static bool is_open(gouw_interval part) {
    return part.earliest == GOUW_DAY_MIN || part.latest == GOUW_DAY_MAX;
}

static double part_at(gouw_interval part, gouw_day day) {
    if (day >= part.latest && part.latest < GOUW_DAY_MAX)
        return 1.0;
    if (day < part.earliest || is_open(part))
        return 0.0;
    return (double)(day - part.earliest + 1) / (double)(part.latest - part.earliest + 1);
}

/* From the count of days: a difference of two chances would lose digits on a long interval. */
static double part_between(gouw_interval part, gouw_day from, gouw_day to) {
    if (is_open(part))
        return part_at(part, to) - part_at(part, from - 1);
    const gouw_day first = later(part.earliest, from), last = earlier(part.latest, to);
    return first > last ? 0.0
                        : (double)(last - first + 1) / (double)(part.latest - part.earliest + 1);
}

double gouw_day_cdf_at(const gouw_day_cdf *cdf, gouw_day day) {
    double p = 1.0;
    for (size_t k = 0; k < cdf->n_parts; k++)
        p *= part_at(cdf->parts[k], day);
    return p;
}

/* The latest of the first k items falls there if that of the first k - 1 does and item k comes no
 * later, or if item k does and all others came before: sums of products, nothing cancels. */
double gouw_day_cdf_between(const gouw_day_cdf *cdf, gouw_day from, gouw_day to) {
    double within = 0.0, before = 1.0;
    for (size_t k = 0; k < cdf->n_parts; k++) {
        within = within * part_at(cdf->parts[k], to) +
                 before * part_between(cdf->parts[k], from, to);
        before *= part_at(cdf->parts[k], from - 1);
    }
    return within;
}

/* The pairs of days a in A, b in B with a < b. For a up to B's first day less one, all of B; from
 * there on one day less each. */
static int64_t pairs_before(gouw_interval a, gouw_interval b) {
    const int64_t length_b = (int64_t)b.latest - b.earliest + 1;
    const int64_t all = (int64_t)earlier(a.latest, b.earliest - 1) - a.earliest + 1;
    const int64_t first = later(a.earliest, b.earliest), last = earlier(a.latest, b.latest - 1);
    int64_t pairs = all > 0 ? all * length_b : 0;
    if (first <= last)
        pairs += (last - first + 1) * ((b.latest - first) + (b.latest - last)) / 2;
    return pairs;
}

static void order_single(gouw_interval a, gouw_interval b, double *before, double *same,
                         double *after) {
    const double all = (double)(((int64_t)a.latest - a.earliest + 1) *
                                ((int64_t)b.latest - b.earliest + 1));
    const gouw_day common = earlier(a.latest, b.latest) - later(a.earliest, b.earliest) + 1;
    *before = (double)pairs_before(a, b) / all;
    *same = common > 0 ? (double)common / all : 0.0;
    *after = (double)pairs_before(b, a) / all;
}

void gouw_day_cdf_order(const gouw_day_cdf *a, const gouw_day_cdf *b, double *before, double *same,
                        double *after) {
    if (a->n_parts == 1 && b->n_parts == 1) {
        order_single(a->parts[0], b->parts[0], before, same, after);
        return;
    }
    const gouw_interval range_a = gouw_day_cdf_range(a), range_b = gouw_day_cdf_range(b);
    const gouw_day first = later(range_a.earliest, range_b.earliest);
    const gouw_day last = earlier(range_a.latest, range_b.latest);
    *same = 0.0;
    if (first > last) {
        *before = range_a.latest < range_b.earliest ? 1.0 : 0.0;
        *after = 1.0 - *before;
        return;
    }
    /* One of the two is 0 on the day before the first common one. From the last day back, so that
     * what comes later is a sum, too. */
    gouw_sum sum[3] = {
        {gouw_day_cdf_at(a, first - 1), 0.0}, {0.0, 0.0}, {gouw_day_cdf_at(b, first - 1), 0.0}};
    gouw_sum later_a = {gouw_day_cdf_between(a, last + 1, range_a.latest), 0.0};
    gouw_sum later_b = {gouw_day_cdf_between(b, last + 1, range_b.latest), 0.0};
    for (gouw_day day = last; day >= first; day--) {
        const double in_a = gouw_day_cdf_between(a, day, day);
        const double in_b = gouw_day_cdf_between(b, day, day);
        gouw_sum_add(&sum[0], in_a * gouw_sum_total(&later_b));
        gouw_sum_add(&sum[1], in_a * in_b);
        gouw_sum_add(&sum[2], in_b * gouw_sum_total(&later_a));
        gouw_sum_add(&later_a, in_a);
        gouw_sum_add(&later_b, in_b);
    }
    *before = gouw_sum_total(&sum[0]);
    *same = gouw_sum_total(&sum[1]);
    *after = gouw_sum_total(&sum[2]);
}
