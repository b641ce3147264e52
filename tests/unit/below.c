/* What is below, and whether numbers are distances: each processor's way gives what the plain one
 * does, at every length and place. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>

#include "base/cpu.h"
#include "gouw/random.h"
#include "stat/below.h"

enum { MOST = 40 };

static void one_that_is_no_distance_is_seen(void) {
    static const double bad[] = {-1e-300, NAN, 1.0000001, INFINITY, -INFINITY};
    double x[MOST] = {0};
    for (size_t n = 0; n <= MOST; n++) {
        for (size_t k = 0; k < n; k++)
            x[k] = k % 3 == 0 ? 0 : k % 3 == 1 ? 1 : 0.5;
        assert_true(gouw_all_within(x, n, 1));
        for (size_t k = 0; k < n; k++)
            for (size_t b = 0; b < sizeof bad / sizeof *bad; b++) {
                const double good = x[k];
                x[k] = bad[b];
                assert_false(gouw_all_within(x, n, 1));
                x[k] = good;
            }
    }
}

static void lists_what_is_below(void) {
    gouw_random random;
    double x[MOST] = {0}, bound[MOST] = {0};
    float x_float[MOST] = {0}, bound_float[MOST] = {0};
    uint32_t list[MOST + GOUW_BELOW_ROOM];
    gouw_random_init(&random, 5, 0);
    for (int trial = 0; trial < 400; trial++) {
        const size_t n = gouw_random_below(&random, MOST + 1);
        const double least = (double)gouw_random_below(&random, 9);
        for (size_t k = 0; k < n; k++) {
            x_float[k] = (float)(x[k] = (double)gouw_random_below(&random, 9));
            bound_float[k] = (float)(bound[k] = (double)gouw_random_below(&random, 9));
        }
        for (int wide = 0; wide < 2; wide++) {
            const size_t count = wide == 1 ? gouw_below(x, bound, least, n, list)
                                           : gouw_below_float(x_float, bound_float, (float)least, n,
                                                              list);
            size_t expected = 0;
            for (size_t k = 0; k < n; k++)
                if (x[k] < fmax(bound[k], least)) {
                    assert_true(expected < count);
                    assert_int_equal(list[expected++], k);
                }
            assert_int_equal(count, expected);
        }
    }
}

/* Sums of quarters are exact in any order; of other numbers the same on every processor. */
static void adds_up_what_is_below(void) {
    static double plain[MOST + 1];
    gouw_random random;
    double x[MOST] = {0}, bound[MOST] = {0};
    float x_float[MOST] = {0}, bound_float[MOST] = {0}, third[MOST] = {0};
    gouw_random_init(&random, 6, 0);
    for (size_t n = 0; n <= MOST; n++) {
        double expected = 0;
        for (size_t k = 0; k < n; k++) {
            x_float[k] = (float)(x[k] = (double)gouw_random_below(&random, 9) / 4);
            bound_float[k] = (float)(bound[k] = (double)gouw_random_below(&random, 9) / 4);
            expected += fmax(bound[k] - x[k], 0);
            third[k] = (float)gouw_random_unit(&random);
        }
        assert_true(gouw_gain(x, bound, n) == expected);
        assert_true(gouw_gain_float(x_float, bound_float, n) == expected);
        const double rounded = gouw_gain_float(third, bound_float, n);
        if (!gouw_cpu_has(GOUW_CPU_BMI2))
            plain[n] = rounded;
        assert_true(rounded == plain[n]);
    }
}

static void on_each_processor(void (*test)(void)) {
    for (int n_features = 0; n_features <= GOUW_CPU_N_FEATURES; n_features++) {
        gouw_cpu_limit(n_features);
        test();
    }
}

static void test_within(void **state) {
    (void)state;
    on_each_processor(one_that_is_no_distance_is_seen);
}

static void test_below(void **state) {
    (void)state;
    on_each_processor(lists_what_is_below);
}

static void test_gain(void **state) {
    (void)state;
    on_each_processor(adds_up_what_is_below);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_within),
        cmocka_unit_test(test_below),
        cmocka_unit_test(test_gain),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
