/* Turnbull's estimate against EM run to the end in R, the Kaplan-Meier estimate, and cases that
 * can be done by hand. The first set is the published example of Finkelstein & Wolfe (1985); its
 * masses are those printed by Fay & Shaw (2010), J. Stat. Software 36(2). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>
#include <string.h>

#include "stat/turnbull.h"

#include "data/turnbull.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static void check(const gouw_interval *intervals, size_t n, const gouw_interval *innermost,
                  const double *mass, size_t m, double log_likelihood) {
    gouw_arena arena = GOUW_ARENA_INIT;
    gouw_turnbull fit;
    assert_int_equal(gouw_turnbull_fit(intervals, n, &arena, &fit, NULL), GOUW_OK);
    assert_int_equal(fit.n, n);
    assert_int_equal(fit.n_innermost, m);
    for (size_t j = 0; j < m; j++) {
        assert_int_equal(fit.innermost[j].earliest, innermost[j].earliest);
        assert_int_equal(fit.innermost[j].latest, innermost[j].latest);
        assert_true(fabs(fit.mass[j] - mass[j]) < 1e-5);
    }
    assert_true(fabs(fit.log_likelihood - log_likelihood) < 1e-6);
    assert_true(fit.gap <= 1e-8);
    gouw_arena_release(&arena);
}

#define CHECK(name)                                                                                \
    check(name##_intervals, COUNT(name##_intervals), name##_innermost, name##_mass,                \
          COUNT(name##_innermost), name##_log_likelihood)

static void test_as_in_r(void **state) {
    (void)state;
    CHECK(rad);
    CHECK(radchem);
    CHECK(mixed);
    CHECK(months);
}

static void test_published_masses(void **state) {
    (void)state;
    static const struct {
        gouw_day earliest, latest;
        double mass;
    } printed[] = {{5, 5, 0.0463},   {7, 7, 0.0334},   {8, 8, 0.0887},   {12, 12, 0.0708},
                   {25, 25, 0.0926}, {34, 34, 0.0818}, {39, 40, 0.1209}, {47, 48, 0.4656}};
    gouw_arena arena = GOUW_ARENA_INIT;
    gouw_turnbull fit;
    assert_int_equal(gouw_turnbull_fit(rad_intervals, COUNT(rad_intervals), &arena, &fit, NULL),
                     GOUW_OK);
    size_t k = 0;
    for (size_t j = 0; j < fit.n_innermost; j++) {
        if (fit.mass[j] < 1e-6)
            continue;
        assert_true(k < COUNT(printed));
        assert_int_equal(fit.innermost[j].earliest, printed[k].earliest);
        assert_int_equal(fit.innermost[j].latest, printed[k].latest);
        assert_true(fabs(fit.mass[j] - printed[k].mass) < 0.00005 + 1e-6);
        k++;
    }
    assert_int_equal(k, COUNT(printed));
    gouw_arena_release(&arena);
}

/* Exact and right-censored days: the product-limit estimate. Censored on day t is (t, open). */
static void test_kaplan_meier(void **state) {
    (void)state;
    const gouw_interval intervals[] = {
        {3, 3}, {5, 5}, {6, GOUW_DAY_MAX}, {7, 7}, {7, 7}, {9, GOUW_DAY_MAX}, {10, 10}};
    const double survival[] = {6 / 7.0, 5 / 7.0, 5 / 7.0 * 2 / 4, 0};
    const gouw_day day[] = {3, 5, 7, 10};
    gouw_arena arena = GOUW_ARENA_INIT;
    gouw_turnbull fit;
    assert_int_equal(gouw_turnbull_fit(intervals, 7, &arena, &fit, NULL), GOUW_OK);
    for (size_t k = 0; k < 4; k++) {
        double lower, upper;
        gouw_turnbull_at(&fit, day[k], &lower, &upper);
        assert_true(fabs(lower - (1.0 - survival[k])) < 1e-7);
        assert_true(fabs(upper - (1.0 - survival[k])) < 1e-7);
        gouw_turnbull_at(&fit, day[k] - 1, &lower, &upper);
        assert_true(fabs(upper - (k > 0 ? 1.0 - survival[k - 1] : 0.0)) < 1e-7);
    }
    gouw_arena_release(&arena);
}

static void test_by_hand(void **state) {
    (void)state;
    gouw_arena arena = GOUW_ARENA_INIT;
    gouw_turnbull fit;
    double lower, upper;
    const gouw_interval touching[] = {{1, 3}, {3, 5}}; /* closed: they share day 3 */
    assert_int_equal(gouw_turnbull_fit(touching, 2, &arena, &fit, NULL), GOUW_OK);
    assert_int_equal(fit.n_innermost, 1);
    assert_int_equal(fit.innermost[0].earliest, 3);
    assert_int_equal(fit.innermost[0].latest, 3);
    assert_true(fit.mass[0] == 1.0);
    assert_true(fit.log_likelihood == 0.0);

    const gouw_interval apart[] = {{1, 3}, {10, 20}, {12, 18}};
    assert_int_equal(gouw_turnbull_fit(apart, 3, &arena, &fit, NULL), GOUW_OK);
    assert_int_equal(fit.n_innermost, 2);
    assert_true(fabs(fit.mass[0] - 1 / 3.0) < 1e-9);
    gouw_turnbull_at(&fit, 2, &lower, &upper);
    assert_true(lower == 0.0 && fabs(upper - 1 / 3.0) < 1e-9);
    gouw_turnbull_at(&fit, 18, &lower, &upper);
    assert_true(fabs(lower - 1.0) < 1e-12);

    const gouw_interval unknown[] = {{GOUW_DAY_MIN, GOUW_DAY_MAX}};
    assert_int_equal(gouw_turnbull_fit(unknown, 1, &arena, &fit, NULL), GOUW_OK);
    assert_int_equal(fit.n_innermost, 1);
    gouw_turnbull_at(&fit, 0, &lower, &upper);
    assert_true(lower == 0.0 && upper == 1.0);

    assert_int_equal(gouw_turnbull_fit(NULL, 0, &arena, &fit, NULL), GOUW_OK);
    assert_int_equal(fit.n_innermost, 0);
    gouw_turnbull_at(&fit, 0, &lower, &upper);
    assert_true(lower == 0.0 && upper == 0.0);
    gouw_arena_release(&arena);
}

static void test_refuses_a_reversed_interval(void **state) {
    (void)state;
    gouw_arena arena = GOUW_ARENA_INIT;
    gouw_turnbull fit;
    gouw_error error = GOUW_ERROR_INIT;
    const gouw_interval reversed[] = {{1, 3}, {5, 4}};
    assert_int_equal(gouw_turnbull_fit(reversed, 2, &arena, &fit, &error), GOUW_EINTERNAL);
    assert_non_null(strstr(error.message, "days 5 to 4"));
    gouw_arena_release(&arena);
}

static void test_every_allocation_may_fail(void **state) {
    (void)state;
    for (size_t k = 1; k < 100; k++) {
        gouw_arena arena = {.fail_at = k};
        gouw_turnbull fit;
        const gouw_status status = gouw_turnbull_fit(mixed_intervals, COUNT(mixed_intervals),
                                                     &arena, &fit, NULL);
        gouw_arena_release(&arena);
        if (status == GOUW_OK)
            return;
        assert_int_equal(status, GOUW_EMEMORY);
    }
    fail();
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_as_in_r),
        cmocka_unit_test(test_published_masses),
        cmocka_unit_test(test_kaplan_meier),
        cmocka_unit_test(test_by_hand),
        cmocka_unit_test(test_refuses_a_reversed_interval),
        cmocka_unit_test(test_every_allocation_may_fail),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
