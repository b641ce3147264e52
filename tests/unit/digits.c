/* What naive formulas lose, against references of 60 digits: small growth, far tails, near ties,
 * long sums. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <stdlib.h>

#include "gouw/random.h"
#include "near.h"
#include "stat/adjust.h"
#include "stat/agreement.h"
#include "stat/day_cdf.h"
#include "stat/null.h"
#include "stat/poisson_binomial.h"
#include "stat/ratio.h"
#include "stat/student.h"
#include "stat/sum.h"
#include "stat/tree.h"
#include "stat/trend.h"
#include "stat/turnbull.h"

#include "data/digits.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define assert_digits(value, expected, relative)                                                   \
    assert_near(value, expected, (relative)*fabs(expected))

static void test_ratios(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT(log_ratios); i++)
        assert_digits(gouw_log_ratio(log_ratios[i][0], log_ratios[i][1]), log_ratios[i][2], 5e-16);
    for (size_t i = 0; i < COUNT(rate_gaps); i++)
        assert_digits(gouw_rate_gap(rate_gaps[i][0], rate_gaps[i][1]), rate_gaps[i][2], 5e-16);
    assert_true(isnan(gouw_log_ratio(NAN, 1)) && isnan(gouw_log_ratio(1, NAN)));
    assert_true(isnan(gouw_rate_gap(NAN, 1)) && isnan(gouw_rate_gap(1, NAN)));
}

static void test_student(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT(student_lower); i++)
        assert_digits(gouw_student_lower(student_lower[i][0], student_lower[i][1]),
                      student_lower[i][2], 1e-13);
    for (size_t i = 0; i < COUNT(student_upper); i++)
        assert_digits(gouw_student_upper(student_upper[i][0], student_upper[i][1]),
                      student_upper[i][2], 1e-14);
    assert_true(gouw_student_lower(0, 3) == 0.5);
    assert_true(gouw_student_lower(INFINITY, 3) == 1 && gouw_student_lower(-INFINITY, 3) == 0);
    assert_true(isnan(gouw_student_lower(NAN, 3)));
}

static void test_trends(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT(small_trends); i++) {
        gouw_trend_point points[64];
        gouw_trend trend;
        double low, high, middle;
        for (size_t k = 0; k < small_trends[i].n; k++)
            points[k] = (gouw_trend_point){.year = small_trends[i].points[k][0],
                                           .value = small_trends[i].points[k][1]};
        assert_int_equal(
            gouw_trend_fit(small_trends[i].method, points, small_trends[i].n, &trend, NULL),
            GOUW_OK);
        /* Steps up and down leave what is lost of their sum, far below what is unsure. */
        assert_near(trend.rate, small_trends[i].rate,
                    1e-14 * small_trends[i].rate + 1e-17 * small_trends[i].error);
        assert_digits(trend.rate_error, small_trends[i].error, 1e-12);
        const double year = points[small_trends[i].n - 1].year + 10;
        gouw_trend_at(&trend, year, 0.8, &middle, &low, &high);
        assert_digits(middle, small_trends[i].middle, 1e-15);
        assert_digits(gouw_trend_reach(&trend, year, small_trends[i].target, true),
                      small_trends[i].reach, 1e-11);
        if (small_trends[i].year > year - 10 && small_trends[i].year < 9999)
            assert_digits(gouw_trend_year(&trend, small_trends[i].target), small_trends[i].year,
                          2e-16);
        else
            assert_true(isnan(gouw_trend_year(&trend, small_trends[i].target)));
    }
}

/* Without any deviation the path that leads to a target reaches it, whatever the last digit. */
static void test_path_without_error(void **state) {
    (void)state;
    for (int percent = 1; percent < 60; percent++) {
        gouw_trend_point points[4];
        gouw_trend trend;
        for (int k = 0; k < 4; k++)
            points[k] = (gouw_trend_point){.year = 2020 + k,
                                           .value = 1000 * pow(1 + percent / 100.0, k)};
        const double target = 1000 * pow(1 + percent / 100.0, 8);
        assert_int_equal(gouw_trend_fit(GOUW_TREND_DRIFT, points, 4, &trend, NULL), GOUW_OK);
        assert_true(trend.rate_error == 0);
        assert_true(gouw_trend_reach(&trend, 2028, target, true) == 1);
        assert_true(gouw_trend_reach(&trend, 2028, target, false) == 1);
        assert_true(gouw_trend_reach(&trend, 2028, target * (1 + 1e-12), true) == 0);
    }
}

static void test_tails(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT(urn_tails); i++) {
        const double *urn = urn_tails[i];
        const gouw_null is = gouw_hypergeometric((uint32_t)urn[0], (uint32_t)urn[1],
                                                 (uint32_t)urn[2], (uint32_t)urn[3]);
        assert_digits(is.p_upper, urn[4], 1e-12);
        assert_digits(is.p_lower, urn[5], 1e-12);
    }
    double chance[400], mass[401];
    for (size_t i = 0; i < 400; i++)
        chance[i] = (double)(i % 8 + 1) / 1024;
    assert_int_equal(gouw_poisson_binomial(chance, 400, mass, NULL), GOUW_OK);
    for (size_t i = 0; i < COUNT(coins_upper); i++)
        assert_digits(gouw_poisson_binomial_upper(mass, 400, (size_t)coins_upper[i][0]),
                      coins_upper[i][1], 1e-13);
    for (size_t i = 0; i < 400; i++)
        chance[i] = 1 - chance[i];
    assert_int_equal(gouw_poisson_binomial(chance, 400, mass, NULL), GOUW_OK);
    for (size_t i = 0; i < COUNT(coins_lower); i++)
        assert_digits(gouw_poisson_binomial_lower(mass, 400, (size_t)coins_lower[i][0]),
                      coins_lower[i][1], 1e-13);
}

static void test_adjusted(void **state) {
    (void)state;
    double p[200], adjusted[200];
    for (size_t i = 0; i < COUNT(small_p); i++)
        p[i] = small_p[i][0];
    assert_int_equal(gouw_adjust_bh(p, COUNT(small_p), adjusted, NULL), GOUW_OK);
    for (size_t i = 0; i < COUNT(small_p); i++)
        assert_digits(adjusted[i], small_p[i][1], 5e-16);
    gouw_random random;
    gouw_random_init(&random, 1, 0);
    for (size_t n = 1; n < 200; n++) {
        for (size_t i = 0; i < n; i++)
            p[i] = gouw_random_unit(&random);
        assert_int_equal(gouw_adjust_bh(p, n, adjusted, NULL), GOUW_OK);
        for (size_t i = 0; i < n; i++)
            assert_true(adjusted[i] >= p[i] && adjusted[i] <= 1);
    }
}

static void test_alpha_near_zero(void **state) {
    (void)state;
    const size_t both0 = (size_t)small_alpha[0], both1 = (size_t)small_alpha[1];
    const size_t n = both0 + both1 + (size_t)small_alpha[2];
    uint32_t *value = calloc(2 * n, sizeof *value);
    assert_non_null(value);
    for (size_t unit = both0; unit < n; unit++) {
        value[unit] = 1;
        value[n + unit] = unit < both0 + both1;
    }
    const gouw_ratings ratings = {
        .n_coders = 2, .n_units = n, .n_categories = 2, .n_groups = n, .value = value};
    const gouw_alpha_options options = {.metric = GOUW_ALPHA_NOMINAL, .level = 0.95};
    gouw_alpha alpha;
    assert_int_equal(gouw_alpha_find(&ratings, &options, &alpha, NULL), GOUW_OK);
    assert_digits(alpha.alpha, small_alpha[3], 1e-15);
    free(value);
}

static void test_long_sums(void **state) {
    (void)state;
    enum { N = 2000000 };
    gouw_sum sum = {0};
    for (int i = 0; i < 10000000; i++)
        gouw_sum_add(&sum, 0.1);
    assert_digits(gouw_sum_total(&sum), tenths[0], 2e-16);
    double *x = malloc(2 * N * sizeof *x);
    assert_non_null(x);
    uint32_t at = 1;
    for (size_t i = 0; i < N; i++) {
        at = (at * 1103515245 + 12345) & 0x7FFFFFFF;
        x[i] = 0.1 + ldexp(at >> 16 & 1023, -40);
        x[N + i] = 0.7 + ldexp((at >> 16 & 1023) + (at >> 26), -40);
    }
    assert_digits(gouw_correlation(x, x + N, N), long_correlation[0], 1e-13);
    /* Of exactly alike ones it is 1, not more. */
    assert_true(gouw_correlation(x, x, N) == 1);
    free(x);
}

/* A small number in a large one is not lost, whichever comes first. */
static void test_sum_of_any_order(void **state) {
    (void)state;
    const double values[] = {1, 1e100, 1, -1e100};
    gouw_sum sum = {0};
    for (size_t i = 0; i < COUNT(values); i++)
        gouw_sum_add(&sum, values[i]);
    assert_true(gouw_sum_total(&sum) == 2);
}

static void test_long_intervals(void **state) {
    (void)state;
    const gouw_interval many[3] = {{0, 3649999}, {0, 3649999}, {0, 3649999}};
    const gouw_day_cdf one = {many, 1}, three = {many, 3};
    assert_digits(gouw_day_cdf_between(&one, 3600000, 3600029), month_of_many[0], 2e-16);
    assert_digits(gouw_day_cdf_between(&three, 3649970, 3649999), month_of_many[1], 1e-15);
    assert_true(gouw_day_cdf_between(&three, -30, -1) == 0);
    assert_true(gouw_day_cdf_between(&three, 3650000, 3650029) == 0);
    const gouw_interval million[2] = {{1, 1000003}, {1, 1000003}};
    const gouw_day_cdf latest = {million, 2}, single = {million, 1};
    double before, same, after;
    gouw_day_cdf_order(&latest, &single, &before, &same, &after);
    assert_digits(before, long_order[0], 1e-15);
    assert_digits(same, long_order[1], 1e-14);
    assert_digits(after, long_order[2], 1e-15);
}

/* The share that has reached a stage by the end is 1, and never more. */
static void test_reached_by_all(void **state) {
    (void)state;
    gouw_random random;
    gouw_random_init(&random, 5, 0);
    for (size_t n = 1; n < 60; n++) {
        gouw_arena arena = GOUW_ARENA_INIT;
        gouw_interval intervals[60];
        gouw_turnbull fit;
        double lower, upper, before = 0;
        for (size_t i = 0; i < n; i++) {
            intervals[i].earliest = (gouw_day)gouw_random_below(&random, 300);
            intervals[i].latest = intervals[i].earliest + (gouw_day)gouw_random_below(&random, 60);
        }
        assert_int_equal(gouw_turnbull_fit(intervals, n, &arena, &fit, NULL), GOUW_OK);
        for (gouw_day day = 0; day < 400; day++) {
            gouw_turnbull_at(&fit, day, &lower, &upper);
            assert_true(before <= lower && lower <= upper && upper <= 1);
            before = lower;
        }
        assert_true(lower == 1 && upper == 1);
        gouw_arena_release(&arena);
    }
}

/* What all sets have, which no trade moves, shifts the mean and leaves the spread as it is. */
static void test_spread_beside_a_large_mean(void **state) {
    (void)state;
    enum { ROWS = 4, COLUMNS = 40, COMMON = 60000, PAIRS = 6 };
    gouw_arena arena = GOUW_ARENA_INIT;
    gouw_null out[2][PAIRS];
    for (size_t k = 0; k < 2; k++) {
        const gouw_null_run run = {.draws = 2000, .seed = 3, .threads = 1};
        gouw_curveball_report report;
        gouw_random random;
        gouw_bits bits;
        gouw_random_init(&random, 9, 0);
        assert_int_equal(gouw_bits_init(&bits, ROWS, COLUMNS + COMMON, &arena, NULL), GOUW_OK);
        for (size_t r = 0; r < ROWS; r++) {
            for (size_t c = 0; c < COLUMNS; c++)
                if (gouw_random_below(&random, 2) == 1)
                    gouw_bits_set(&bits, r, c);
            for (size_t c = COLUMNS; c < bits.n_columns && k == 1; c++)
                gouw_bits_set(&bits, r, c);
        }
        assert_int_equal(gouw_null_curveball(&bits, &run, out[k], &report, &arena, NULL), GOUW_OK);
    }
    for (size_t i = 0; i < PAIRS; i++) {
        assert_digits(out[1][i].sd, out[0][i].sd, 1e-15);
        assert_digits(out[1][i].expected, out[0][i].expected + COMMON, 1e-15);
    }
    gouw_arena_release(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_ratios),
        cmocka_unit_test(test_student),
        cmocka_unit_test(test_trends),
        cmocka_unit_test(test_path_without_error),
        cmocka_unit_test(test_tails),
        cmocka_unit_test(test_adjusted),
        cmocka_unit_test(test_alpha_near_zero),
        cmocka_unit_test(test_long_sums),
        cmocka_unit_test(test_sum_of_any_order),
        cmocka_unit_test(test_long_intervals),
        cmocka_unit_test(test_reached_by_all),
        cmocka_unit_test(test_spread_beside_a_large_mean),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
