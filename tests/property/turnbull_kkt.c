/* Turnbull's estimate on random data with exact, left-, right- and interval-censored entries: the
 * conditions of optimality hold when computed afresh from the intervals themselves, the masses are
 * a distribution, the innermost intervals are those found by brute force, their matrix has full
 * column rank, and the order of the observations does not matter. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>
#include <stdlib.h>

#include "gouw/random.h"
#include "stat/turnbull.h"

static gouw_interval random_interval(gouw_random *random, uint32_t range, uint32_t width) {
    const gouw_day day = (gouw_day)gouw_random_below(random, range);
    const gouw_day before = (gouw_day)gouw_random_below(random, width);
    const gouw_day after = (gouw_day)gouw_random_below(random, width);
    switch (gouw_random_below(random, 4)) {
    case 0:
        return (gouw_interval){day, day};
    case 1:
        return (gouw_interval){GOUW_DAY_MIN, day + after};
    case 2:
        return (gouw_interval){day - before, GOUW_DAY_MAX};
    default:
        return (gouw_interval){day - before, day + after};
    }
}

static bool holds(gouw_interval outer, gouw_interval inner) {
    return outer.earliest <= inner.earliest && inner.latest <= outer.latest;
}

/* max_j sum_i a_ij / (A p)_i / n - 1 by the full matrix; and the likelihood is what it says. */
static double gap_afresh(const gouw_interval *intervals, size_t n, const gouw_turnbull *fit) {
    double log_likelihood = 0.0, *chance = calloc(n, sizeof *chance);
    assert_non_null(chance);
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < fit->n_innermost; j++)
            chance[i] += holds(intervals[i], fit->innermost[j]) ? fit->mass[j] : 0.0;
    for (size_t i = 0; i < n; i++)
        log_likelihood += log(chance[i]);
    assert_true(fabs(fit->log_likelihood - log_likelihood) <= 1e-9 * (1.0 - log_likelihood));
    double largest = 0.0;
    for (size_t j = 0; j < fit->n_innermost; j++) {
        double slope = 0.0;
        for (size_t i = 0; i < n; i++)
            slope += holds(intervals[i], fit->innermost[j]) ? 1.0 / chance[i] : 0.0;
        largest = fmax(largest, slope);
    }
    free(chance);
    return largest / (double)n - 1.0;
}

static void assert_distribution(const gouw_turnbull *fit) {
    double sum = 0.0;
    for (size_t j = 0; j < fit->n_innermost; j++) {
        assert_true(fit->mass[j] >= 0.0);
        sum += fit->mass[j];
    }
    assert_true(fabs(sum - 1.0) < 1e-12);
}

static void test_optimal_on_random_data(void **state) {
    (void)state;
    static const struct {
        size_t n;
        uint32_t range, width;
    } kinds[] = {{1, 5, 3},       {2, 4, 3},        {5, 8, 6},        {20, 30, 10},
                 {20, 2000, 300}, {100, 40, 10},    {100, 5000, 900}, {300, 3000, 50},
                 {300, 900, 900}, {1000, 2000, 400}};
    gouw_random random;
    gouw_random_init(&random, 1, 0);
    gouw_interval intervals[1000];
    for (size_t trial = 0; trial < 400; trial++) {
        const size_t kind = trial % 10, n = kinds[kind].n;
        gouw_arena arena = GOUW_ARENA_INIT;
        gouw_turnbull fit;
        gouw_error error = GOUW_ERROR_INIT;
        for (size_t i = 0; i < n; i++)
            intervals[i] = random_interval(&random, kinds[kind].range, kinds[kind].width);
        if (gouw_turnbull_fit(intervals, n, &arena, &fit, &error) != GOUW_OK)
            fail_msg("%s", error.message);
        assert_distribution(&fit);
        assert_true(gap_afresh(intervals, n, &fit) <= 1e-8 + 1e-10);
        gouw_arena_release(&arena);
    }
}

/* So many ends that they are sorted by longer digits, and long products of small chances. */
static void test_optimal_on_much_data(void **state) {
    (void)state;
    enum { N = 5000 };
    static gouw_interval intervals[N];
    gouw_random random;
    gouw_random_init(&random, 4, 0);
    for (size_t i = 0; i < N; i++)
        intervals[i] = random_interval(&random, 60000, 1500);
    gouw_arena arena = GOUW_ARENA_INIT;
    gouw_turnbull fit;
    assert_int_equal(gouw_turnbull_fit(intervals, N, &arena, &fit, NULL), GOUW_OK);
    assert_distribution(&fit);
    assert_true(gap_afresh(intervals, N, &fit) <= 1e-8 + 1e-10);
    gouw_arena_release(&arena);
}

/* Days 0 .. 15 only: an innermost interval is a run [l, r] with l a left end and r a right end
 * that holds no other end, ends at equal days counting as left before right. */
static size_t innermost_by_force(const gouw_interval *intervals, size_t n, gouw_interval *found) {
    size_t m = 0;
    for (gouw_day l = -1; l <= 16; l++) {
        for (gouw_day r = l; r <= 16; r++) {
            bool left = false, right = false, other = false;
            for (size_t i = 0; i < n; i++) {
                left = left || intervals[i].earliest == l;
                right = right || intervals[i].latest == r;
                other = other || (intervals[i].earliest > l && intervals[i].earliest <= r) ||
                        (intervals[i].latest >= l && intervals[i].latest < r);
            }
            if (left && right && !other)
                found[m++] = (gouw_interval){l, r};
        }
    }
    return m;
}

static size_t rank(double a[12][12], size_t n, size_t m) {
    size_t rank = 0;
    for (size_t j = 0; j < m && rank < n; j++) {
        size_t pivot = rank;
        while (pivot < n && fabs(a[pivot][j]) < 1e-9)
            pivot++;
        if (pivot == n)
            continue;
        for (size_t k = 0; k < m; k++) {
            const double kept = a[pivot][k];
            a[pivot][k] = a[rank][k];
            a[rank][k] = kept;
        }
        for (size_t i = rank + 1; i < n; i++) {
            const double factor = a[i][j] / a[rank][j];
            for (size_t k = j; k < m; k++)
                a[i][k] -= factor * a[rank][k];
        }
        rank++;
    }
    return rank;
}

static void test_innermost_and_rank(void **state) {
    (void)state;
    gouw_random random;
    gouw_random_init(&random, 2, 0);
    for (size_t trial = 0; trial < 3000; trial++) {
        gouw_interval intervals[12], expected[200];
        const size_t n = 1 + gouw_random_below(&random, 12);
        for (size_t i = 0; i < n; i++) {
            const gouw_day a = (gouw_day)gouw_random_below(&random, 16);
            const gouw_day b = (gouw_day)gouw_random_below(&random, 16);
            intervals[i] = (gouw_interval){a < b ? a : b, a < b ? b : a};
        }
        gouw_arena arena = GOUW_ARENA_INIT;
        gouw_turnbull fit;
        assert_int_equal(gouw_turnbull_fit(intervals, n, &arena, &fit, NULL), GOUW_OK);
        assert_int_equal(fit.n_innermost, innermost_by_force(intervals, n, expected));
        double a[12][12] = {{0}};
        for (size_t j = 0; j < fit.n_innermost; j++) {
            assert_int_equal(fit.innermost[j].earliest, expected[j].earliest);
            assert_int_equal(fit.innermost[j].latest, expected[j].latest);
            for (size_t i = 0; i < n; i++)
                a[i][j] = holds(intervals[i], fit.innermost[j]);
        }
        assert_int_equal(rank(a, n, fit.n_innermost), fit.n_innermost);
        gouw_arena_release(&arena);
    }
}

static void test_order_does_not_matter(void **state) {
    (void)state;
    gouw_random random;
    gouw_random_init(&random, 3, 0);
    gouw_interval intervals[200], reversed[200];
    for (size_t i = 0; i < 200; i++)
        intervals[i] = reversed[199 - i] = random_interval(&random, 400, 90);
    gouw_arena arena = GOUW_ARENA_INIT;
    gouw_turnbull a, b;
    assert_int_equal(gouw_turnbull_fit(intervals, 200, &arena, &a, NULL), GOUW_OK);
    assert_int_equal(gouw_turnbull_fit(reversed, 200, &arena, &b, NULL), GOUW_OK);
    assert_int_equal(a.n_innermost, b.n_innermost);
    for (size_t j = 0; j < a.n_innermost; j++)
        assert_true(a.mass[j] == b.mass[j]);
    gouw_arena_release(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_optimal_on_random_data),
        cmocka_unit_test(test_optimal_on_much_data),
        cmocka_unit_test(test_innermost_and_rank),
        cmocka_unit_test(test_order_does_not_matter),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
