/* Masses, tails and quantiles against exact fractions, closed forms and the law of large n. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>
#include <stdlib.h>

#include "data/poisson_binomial.h"
#include "stat/poisson_binomial.h"

static void assert_close(double got, double expected, double relative) {
    if (!(fabs(got - expected) <= relative * fabs(expected)))
        fail_msg("got %.17g, expected %.17g", got, expected);
}

static void check_case(const double *p, size_t n, const double *mass, const double *lower,
                       const double *upper) {
    double got[32];
    assert_int_equal(gouw_poisson_binomial(p, n, got, NULL), GOUW_OK);
    for (size_t k = 0; k <= n; k++) {
        assert_close(got[k], mass[k], 1e-14);
        assert_close(gouw_poisson_binomial_lower(got, n, k), lower[k], 1e-14);
        assert_close(gouw_poisson_binomial_upper(got, n, k), upper[k], 1e-14);
    }
}

#define CHECK(name)                                                                                \
    check_case(name##_p, sizeof name##_mass / sizeof *name##_mass - 1, name##_mass, name##_lower,  \
               name##_upper)

static void test_exact_fractions(void **state) {
    (void)state;
    CHECK(none);
    CHECK(one);
    CHECK(certain);
    CHECK(months);
    CHECK(rare);
    CHECK(twenty);
}

/* Equal chances: the binomial distribution, out to tails of 1e-280. */
static void test_binomial_tails(void **state) {
    (void)state;
    enum { N = 2000 };
    double p[N], mass[N + 1];
    for (size_t i = 0; i < N; i++)
        p[i] = 0.375;
    assert_int_equal(gouw_poisson_binomial(p, N, mass, NULL), GOUW_OK);
    for (size_t k = 0; k <= N; k++) {
        const double x = (double)k;
        const double expected = lgamma(N + 1.0) - lgamma(x + 1.0) - lgamma(N - x + 1.0) +
                                x * log(0.375) + (N - x) * log(0.625);
        if (expected > log(1e-280))
            assert_true(fabs(log(mass[k]) - expected) < 1e-9);
    }
}

static void test_order_of_trials_does_not_matter(void **state) {
    (void)state;
    double reversed[20], a[21], b[21];
    for (size_t i = 0; i < 20; i++)
        reversed[i] = twenty_p[19 - i];
    assert_int_equal(gouw_poisson_binomial(twenty_p, 20, a, NULL), GOUW_OK);
    assert_int_equal(gouw_poisson_binomial(reversed, 20, b, NULL), GOUW_OK);
    for (size_t k = 0; k <= 20; k++)
        assert_close(a[k], b[k], 1e-14);
}

/* The masses of many trials add up to 1 and have the right mean and variance. */
static void test_many_trials(void **state) {
    (void)state;
    const size_t n = 20000;
    double *p = malloc(n * sizeof *p), *mass = malloc((n + 1) * sizeof *mass);
    assert_true(p != NULL && mass != NULL);
    double mean = 0.0, variance = 0.0, sum = 0.0, first = 0.0, second = 0.0;
    for (size_t i = 0; i < n; i++) {
        p[i] = (double)(i * 7919 % n) / (double)n;
        mean += p[i];
        variance += p[i] * (1.0 - p[i]);
    }
    assert_int_equal(gouw_poisson_binomial(p, n, mass, NULL), GOUW_OK);
    for (size_t k = 0; k <= n; k++) {
        const double off = (double)k - mean;
        sum += mass[k];
        first += mass[k] * off;
        second += mass[k] * off * off;
    }
    assert_close(sum, 1.0, 1e-11);
    assert_true(fabs(first) < 1e-6);
    assert_close(second, variance, 1e-9);
    free(mass);
    free(p);
}

static void test_quantile(void **state) {
    (void)state;
    const double even[] = {0.5, 0.5};
    double mass[3];
    assert_int_equal(gouw_poisson_binomial(even, 2, mass, NULL), GOUW_OK);
    assert_int_equal(gouw_poisson_binomial_quantile(mass, 2, 0.1), 0);
    assert_int_equal(gouw_poisson_binomial_quantile(mass, 2, 0.25), 0);
    assert_int_equal(gouw_poisson_binomial_quantile(mass, 2, 0.2500001), 1);
    assert_int_equal(gouw_poisson_binomial_quantile(mass, 2, 0.75), 1);
    assert_int_equal(gouw_poisson_binomial_quantile(mass, 2, 0.9), 2);
    const double dust[] = {0.25, 0.5, 1.0}; /* a tie that comes out a hair low */
    assert_int_equal(gouw_poisson_binomial_quantile(dust, 2, 0.25 + 1e-14), 0);
}

static void test_refuses_what_is_no_probability(void **state) {
    (void)state;
    const double bad[] = {-0.1, 1.5, NAN};
    for (size_t i = 0; i < 3; i++) {
        double mass[2];
        gouw_error error = GOUW_ERROR_INIT;
        assert_int_equal(gouw_poisson_binomial(&bad[i], 1, mass, &error), GOUW_EINTERNAL);
        assert_int_equal(error.status, GOUW_EINTERNAL);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_exact_fractions),
        cmocka_unit_test(test_binomial_tails),
        cmocka_unit_test(test_order_of_trials_does_not_matter),
        cmocka_unit_test(test_many_trials),
        cmocka_unit_test(test_quantile),
        cmocka_unit_test(test_refuses_what_is_no_probability),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
