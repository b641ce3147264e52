/* What is below, and whether numbers are distances: each processor's way gives what the plain one
 * does, at every length and place. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>
#include <string.h>

#include "base/cpu.h"
#include "gouw/random.h"
#include "stat/below.h"

enum { MOST = 80 };

/* What gouw_rough stands for. */
static double widened(uint16_t half) {
    const uint32_t bits = (uint32_t)half << 16;
    float number;
    memcpy(&number, &bits, sizeof number);
    return (double)number;
}

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

/* Rounded up, and no farther than eight bits need. */
static void test_rough(void **state) {
    (void)state;
    static const double kept[] = {0, 1, 0.5, 255, 0x1p-120, 0x1.fep127, INFINITY};
    gouw_random random;
    gouw_random_init(&random, 7, 0);
    for (size_t k = 0; k < sizeof kept / sizeof *kept; k++)
        assert_true(widened(gouw_rough(kept[k])) == kept[k]);
    assert_true(widened(gouw_rough(0x1.ff0001p127)) == (double)INFINITY);
    assert_true(widened(gouw_rough(1e300)) == (double)INFINITY);
    assert_true(widened(gouw_rough(1e-300)) > 0);
    assert_true(widened(gouw_rough(1 + 0x1p-52)) == 1 + 0x1p-7);
    for (int trial = 0; trial < 10000; trial++) {
        const double number = ldexp(gouw_random_unit(&random) + 0.5, trial % 200 - 100);
        const double rough = widened(gouw_rough(number));
        assert_true(rough >= number && rough <= number * (1 + 0x1p-7));
    }
}

/* Bounds rounded up, and at the same time whether all are distances: also a minus of zero. */
static void lists_what_is_roughly_below(void) {
    static const double bad[] = {-1e-300, NAN, -NAN, 8.0000001, INFINITY, -INFINITY};
    gouw_random random;
    double x[MOST] = {0}, bound[MOST] = {0};
    uint16_t rough[MOST] = {0};
    uint32_t list[MOST + GOUW_BELOW_ROOM];
    gouw_random_init(&random, 8, 0);
    for (int trial = 0; trial < 1000; trial++) {
        const size_t n = gouw_random_below(&random, MOST + 1);
        const double least = (double)gouw_random_below(&random, 9) / 4;
        for (size_t k = 0; k < n; k++) {
            x[k] = trial % 5 == 0 ? -0.0 : (double)gouw_random_below(&random, 1025) / 128;
            bound[k] = (double)gouw_random_below(&random, 2049) / 512;
            rough[k] = gouw_rough(bound[k]);
        }
        size_t count, expected = 0;
        assert_true(gouw_below_rough(x, rough, least, n, 8, list, &count));
        for (size_t k = 0; k < n; k++)
            if (x[k] < fmax(widened(rough[k]), least)) {
                assert_true(expected < count);
                assert_int_equal(list[expected++], k);
            }
        assert_int_equal(count, expected);
        for (size_t k = 0; k < n && trial % 49 == 0; k++)
            for (size_t b = 0; b < sizeof bad / sizeof *bad; b++) {
                const double good = x[k];
                x[k] = bad[b];
                assert_false(gouw_below_rough(x, rough, least, n, 8, list, &count));
                x[k] = good;
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

static void test_below_rough(void **state) {
    (void)state;
    on_each_processor(lists_what_is_roughly_below);
}

static void test_gain(void **state) {
    (void)state;
    on_each_processor(adds_up_what_is_below);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_within), cmocka_unit_test(test_below),
        cmocka_unit_test(test_rough),  cmocka_unit_test(test_below_rough),
        cmocka_unit_test(test_gain),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
