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

#include <stdint.h>

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

double gouw_day_cdf_at(const gouw_day_cdf *cdf, gouw_day day) {
    double p = 1.0;
    for (size_t k = 0; k < cdf->n_parts; k++) {
        const gouw_interval part = cdf->parts[k];
        if (day >= part.latest && part.latest < GOUW_DAY_MAX)
            continue;
        if (day < part.earliest || part.earliest == GOUW_DAY_MIN || part.latest == GOUW_DAY_MAX)
            return 0.0;
        p *= (double)(day - part.earliest + 1) / (double)(part.latest - part.earliest + 1);
    }
    return p;
}

double gouw_day_cdf_between(const gouw_day_cdf *cdf, gouw_day from, gouw_day to) {
    return gouw_day_cdf_at(cdf, to) - gouw_day_cdf_at(cdf, from - 1);
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
    double a_yesterday = gouw_day_cdf_at(a, first - 1), b_yesterday = gouw_day_cdf_at(b, first - 1);
    /* One of the two is 0 on the day before the first common one. */
    *before = a_yesterday;
    *after = b_yesterday;
    *same = 0.0;
    if (first > last) {
        *before = range_a.latest < range_b.earliest ? 1.0 : 0.0;
        *after = 1.0 - *before;
        return;
    }
    for (gouw_day day = first; day <= last; day++) {
        const double a_today = gouw_day_cdf_at(a, day), b_today = gouw_day_cdf_at(b, day);
        const double a_mass = a_today - a_yesterday, b_mass = b_today - b_yesterday;
        *before += a_mass * (1.0 - b_today);
        *same += a_mass * b_mass;
        *after += b_mass * (1.0 - a_today);
        a_yesterday = a_today;
        b_yesterday = b_today;
    }
}
