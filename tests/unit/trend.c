/* Trends against R, closed forms and the cases where something cannot be known. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>

#include "gouw/random.h"
#include "stat/trend.h"

typedef struct reference {
    double rate, error, freedom, lag1;
    double year[3], middle[3], low80[3], high80[3], low95[3], high95[3];
    double reach[3]; /* of 1.05 times the last value */
    double rlm_rate;
} reference;

#include "data/trend.h"

static void assert_close(double got, double expected, double relative) {
    if (isnan(got) && isnan(expected))
        return;
    if (!(fabs(got - expected) <= relative * fabs(expected)))
        fail_msg("got %.17g, expected %.17g", got, expected);
}

static void check(gouw_trend_method method, const gouw_trend_point *points, size_t n,
                  const reference *r, double relative) {
    gouw_trend t;
    assert_int_equal(gouw_trend_fit(method, points, n, &t, NULL), GOUW_OK);
    assert_close(t.rate, r->rate, relative);
    assert_close(t.rate_error, r->error, relative);
    assert_close(t.freedom, r->freedom, 0.0);
    assert_close(t.residual_lag1, r->lag1, relative * 10);
    for (size_t i = 0; i < 3; i++) {
        double middle, low, high;
        gouw_trend_at(&t, r->year[i], 0.8, &middle, &low, &high);
        assert_close(middle, r->middle[i], relative);
        assert_close(low, r->low80[i], relative);
        assert_close(high, r->high80[i], relative);
        gouw_trend_at(&t, r->year[i], 0.95, &middle, &low, &high);
        assert_close(low, r->low95[i], relative);
        assert_close(high, r->high95[i], relative);
        const double target = points[n - 1].value * 1.05;
        const double up = gouw_trend_reach(&t, r->year[i], target, true);
        assert_true(fabs(up - r->reach[i]) <= relative);
        assert_true(fabs(up + gouw_trend_reach(&t, r->year[i], target, false) - 1.0) < 1e-14);
    }
}

#define CHECK(method, name, suffix, relative)                                                      \
    check(method, name##_points, sizeof name##_points / sizeof *name##_points, &name##_##suffix,   \
          relative)

static void test_drift_as_in_r(void **state) {
    (void)state;
    CHECK(GOUW_TREND_DRIFT, twente, drift, 1e-10);
    CHECK(GOUW_TREND_DRIFT, gaps, drift, 1e-10);
    CHECK(GOUW_TREND_DRIFT, homes, drift, 1e-10);
    CHECK(GOUW_TREND_DRIFT, breaks, drift, 1e-10);
    CHECK(GOUW_TREND_DRIFT, outlier, drift, 1e-10);
    CHECK(GOUW_TREND_DRIFT, three, drift, 1e-10);
    CHECK(GOUW_TREND_DRIFT, census, drift, 1e-10);
    CHECK(GOUW_TREND_DRIFT, longley, drift, 1e-10);
}

static void test_loglinear_as_in_r(void **state) {
    (void)state;
    CHECK(GOUW_TREND_LOGLINEAR, twente, loglinear, 1e-9);
    CHECK(GOUW_TREND_LOGLINEAR, gaps, loglinear, 1e-9);
    CHECK(GOUW_TREND_LOGLINEAR, homes, loglinear, 1e-9);
    CHECK(GOUW_TREND_LOGLINEAR, breaks, loglinear, 1e-9);
    CHECK(GOUW_TREND_LOGLINEAR, outlier, loglinear, 1e-9);
    CHECK(GOUW_TREND_LOGLINEAR, three, loglinear, 1e-9);
    CHECK(GOUW_TREND_LOGLINEAR, census, loglinear, 1e-9);
    CHECK(GOUW_TREND_LOGLINEAR, longley, loglinear, 1e-9);
}

/* The iteration stops at a relative change of 1e-8. */
static void test_robust_as_in_r(void **state) {
    (void)state;
    CHECK(GOUW_TREND_ROBUST, twente, bisquare, 1e-6);
    CHECK(GOUW_TREND_ROBUST, gaps, bisquare, 1e-6);
    CHECK(GOUW_TREND_ROBUST, homes, bisquare, 1e-6);
    CHECK(GOUW_TREND_ROBUST, outlier, bisquare, 1e-6);
}

/* MASS::rlm does not correct for leverage; it should differ by much less than the error. */
static void test_robust_is_near_rlm(void **state) {
    (void)state;
    const reference *all[] = {&twente_bisquare, &gaps_bisquare, &homes_bisquare, &outlier_bisquare};
    for (size_t i = 0; i < 4; i++)
        assert_true(fabs(all[i]->rate - all[i]->rlm_rate) < 0.05 * all[i]->error);
}

/* One year far off moves least squares, not the bisquare. */
static void test_robust_resists_an_outlier(void **state) {
    (void)state;
    gouw_trend_point moved[12];
    gouw_trend t, u;
    for (size_t i = 0; i < 12; i++)
        moved[i] = outlier_points[i];
    moved[10].value = 160.0;
    assert_int_equal(gouw_trend_fit(GOUW_TREND_ROBUST, moved, 12, &t, NULL), GOUW_OK);
    assert_int_equal(gouw_trend_fit(GOUW_TREND_LOGLINEAR, moved, 12, &u, NULL), GOUW_OK);
    assert_true(fabs(t.rate - 0.01) < 0.0005);
    assert_true(fabs(u.rate - 0.01) > 0.005);
}

static void assert_no_interval(const gouw_trend *t, double year) {
    double middle, low, high;
    gouw_trend_at(t, year, 0.8, &middle, &low, &high);
    assert_true(isnan(low) && isnan(high));
    assert_true(isnan(gouw_trend_reach(t, year, 1.0, true)));
    assert_true(isnan(gouw_trend_stretch(t, 0.1)));
}

static void test_short_series(void **state) {
    (void)state;
    const gouw_trend_point two[] = {{2000, 100, false}, {2010, 200, false}};
    for (int method = 0; method <= GOUW_TREND_ROBUST; method++) {
        gouw_trend t;
        double middle, low, high;
        assert_int_equal(gouw_trend_fit((gouw_trend_method)method, two, 2, &t, NULL), GOUW_OK);
        assert_close(t.rate, log(2.0) / 10.0, 1e-13);
        gouw_trend_at(&t, 2020, 0.8, &middle, &low, &high);
        assert_close(middle, 400.0, 1e-12);
        assert_no_interval(&t, 2020);
        for (size_t n = 0; n < 2; n++) {
            assert_int_equal(gouw_trend_fit((gouw_trend_method)method, two, n, &t, NULL), GOUW_OK);
            assert_true(isnan(t.rate));
            assert_no_interval(&t, 2020);
        }
    }
}

static void test_breaks_leave_nothing(void **state) {
    (void)state;
    const gouw_trend_point points[] = {{2000, 1, false}, {2001, 2, true}, {2002, 1, true}};
    for (int method = 0; method <= GOUW_TREND_ROBUST; method++) {
        gouw_trend t;
        assert_int_equal(gouw_trend_fit((gouw_trend_method)method, points, 3, &t, NULL), GOUW_OK);
        assert_int_equal(t.n_steps, 0);
        assert_true(isnan(t.rate));
        assert_no_interval(&t, 2010);
    }
}

static void test_nonpositive_values(void **state) {
    (void)state;
    const gouw_trend_point points[] = {{2000, 5, false}, {2001, 0, false}, {2002, 3, false}};
    gouw_trend t;
    assert_int_equal(gouw_trend_fit(GOUW_TREND_DRIFT, points, 3, &t, NULL), GOUW_OK);
    assert_true(t.nonpositive);
    assert_true(isnan(t.rate));
    assert_no_interval(&t, 2010);
}

/* Exactly steady growth has no error: the interval is a point and chances are 0 or 1. */
static void test_steady_growth(void **state) {
    (void)state;
    gouw_trend_point points[12];
    for (size_t i = 0; i < 12; i++)
        points[i] = (gouw_trend_point){2000.0 + (double)i, 100.0 * pow(1.01, (double)i), false};
    for (int method = 0; method <= GOUW_TREND_ROBUST; method++) {
        gouw_trend t;
        double middle, low, high;
        assert_int_equal(gouw_trend_fit((gouw_trend_method)method, points, 12, &t, NULL), GOUW_OK);
        assert_close(t.rate, log(1.01), 1e-12);
        assert_true(t.rate_error == 0.0);
        assert_true(isnan(t.residual_lag1));
        assert_true(isnan(gouw_trend_stretch(&t, 0.02)));
        gouw_trend_at(&t, 2030, 0.8, &middle, &low, &high);
        assert_true(low == middle && high == middle);
        assert_true(gouw_trend_reach(&t, 2030, 120.0, true) == 1.0);
        assert_true(gouw_trend_reach(&t, 2030, 150.0, true) == 0.0);
        assert_true(gouw_trend_reach(&t, 2030, 150.0, false) == 1.0);
        assert_close(gouw_trend_year(&t, 100.0 * pow(1.01, 30.5)), 2030.5, 1e-12);
        assert_true(isnan(gouw_trend_year(&t, 90.0)));  /* behind */
        assert_true(isnan(gouw_trend_year(&t, 105.0))); /* passed */
        if (method == GOUW_TREND_DRIFT)                 /* reached this very year: not to come */
            assert_true(isnan(gouw_trend_year(&t, points[11].value)));
    }
}

static void test_year_of_a_target(void **state) {
    (void)state;
    gouw_trend t;
    double middle, low, high;
    assert_int_equal(gouw_trend_fit(GOUW_TREND_DRIFT, gaps_points, 11, &t, NULL), GOUW_OK);
    const double year = gouw_trend_year(&t, 105000.0); /* a falling series, a lower target */
    gouw_trend_at(&t, year, 0.8, &middle, &low, &high);
    assert_close(middle, 105000.0, 1e-12);
    assert_true(isnan(gouw_trend_year(&t, 125000.0)));
    assert_close(gouw_trend_stretch(&t, t.rate + 2.5 * t.rate_error), 2.5, 1e-12);
    const gouw_trend_point flat[] = {{2000, 7, false}, {2001, 8, false}, {2002, 7, false}};
    assert_int_equal(gouw_trend_fit(GOUW_TREND_DRIFT, flat, 3, &t, NULL), GOUW_OK);
    assert_true(isnan(gouw_trend_year(&t, 7.0)));
    assert_true(isnan(gouw_trend_year(&t, 8.0)));
}

/* Drift says nothing about years before the last observation; at it, the value itself. */
static void test_drift_starts_at_the_last_value(void **state) {
    (void)state;
    gouw_trend t;
    double middle, low, high;
    assert_int_equal(gouw_trend_fit(GOUW_TREND_DRIFT, twente_points, 23, &t, NULL), GOUW_OK);
    gouw_trend_at(&t, 2025, 0.95, &middle, &low, &high);
    assert_close(middle, 643591.0, 1e-12);
    assert_true(low == middle && high == middle);
    gouw_trend_at(&t, 2024, 0.95, &middle, &low, &high);
    assert_true(isnan(low) && isnan(high));
    assert_true(isnan(gouw_trend_reach(&t, 2024, 640000.0, true)));
}

/* The interval of the rate is R's confint(): rate +- qt error. */
static void test_interval_of_the_rate(void **state) {
    (void)state;
    gouw_trend t;
    double low, high;
    assert_int_equal(gouw_trend_fit(GOUW_TREND_LOGLINEAR, twente_points, 23, &t, NULL), GOUW_OK);
    gouw_trend_rate_interval(&t, 0.95, &low, &high);
    assert_close(low, twente_loglinear.rate - 2.0796138447276626 * twente_loglinear.error, 1e-9);
    assert_close(high, twente_loglinear.rate + 2.0796138447276626 * twente_loglinear.error, 1e-9);
    assert_int_equal(gouw_trend_fit(GOUW_TREND_DRIFT, twente_points, 2, &t, NULL), GOUW_OK);
    gouw_trend_rate_interval(&t, 0.95, &low, &high);
    assert_true(isnan(low) && isnan(high));
}

/* Weights and scale can chase each other for ever; then nothing is known, and nothing fails. */
static void test_robust_that_does_not_settle(void **state) {
    (void)state;
    gouw_random random;
    gouw_trend t = {0};
    gouw_random_init(&random, 5, 0);
    for (int s = 0; s < 20000 && !t.unsettled; s++) {
        static const double years[12] = {0, 1, 2, 5, 6, 7, 8, 11, 13, 14, 15, 18};
        gouw_trend_point points[12];
        double y = 7.0;
        for (size_t i = 0; i < 12; i++) {
            y += 0.02 * gouw_random_unit(&random) + 0.02 * gouw_random_unit(&random);
            points[i] = (gouw_trend_point){2000.0 + years[i], exp(y), i == 4};
        }
        assert_int_equal(gouw_trend_fit(GOUW_TREND_ROBUST, points, 12, &t, NULL), GOUW_OK);
    }
    assert_true(t.unsettled);
    assert_true(isnan(t.rate));
    assert_no_interval(&t, 2020);
    assert_true(isnan(gouw_trend_year(&t, 1200.0)));
}

/* Two units of the same thing have the same rates. */
static void test_scale_does_not_matter(void **state) {
    (void)state;
    for (int method = 0; method <= GOUW_TREND_ROBUST; method++) {
        gouw_trend_point scaled[11];
        gouw_trend t, u;
        for (size_t i = 0; i < 11; i++) {
            scaled[i] = gaps_points[i];
            scaled[i].value /= 1000.0;
        }
        (void)gouw_trend_fit((gouw_trend_method)method, gaps_points, 11, &t, NULL);
        (void)gouw_trend_fit((gouw_trend_method)method, scaled, 11, &u, NULL);
        assert_close(u.rate, t.rate, 1e-6);
        assert_close(u.rate_error, t.rate_error, 1e-6);
        assert_close(gouw_trend_reach(&u, 2040, 110.0, true),
                     gouw_trend_reach(&t, 2040, 110000.0, true), 1e-5);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_drift_as_in_r),
        cmocka_unit_test(test_loglinear_as_in_r),
        cmocka_unit_test(test_robust_as_in_r),
        cmocka_unit_test(test_robust_is_near_rlm),
        cmocka_unit_test(test_robust_resists_an_outlier),
        cmocka_unit_test(test_short_series),
        cmocka_unit_test(test_breaks_leave_nothing),
        cmocka_unit_test(test_nonpositive_values),
        cmocka_unit_test(test_steady_growth),
        cmocka_unit_test(test_year_of_a_target),
        cmocka_unit_test(test_drift_starts_at_the_last_value),
        cmocka_unit_test(test_interval_of_the_rate),
        cmocka_unit_test(test_robust_that_does_not_settle),
        cmocka_unit_test(test_scale_does_not_matter),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
