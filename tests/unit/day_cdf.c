/* Order and distribution of imprecise days against counting every combination of days. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>

#include "gouw/random.h"
#include "stat/day_cdf.h"

static gouw_interval random_interval(gouw_random *random) {
    const gouw_day a = (gouw_day)gouw_random_below(random, 14) - 5;
    return (gouw_interval){a, a + (gouw_day)gouw_random_below(random, 9)};
}

/* The number of ways the latest of up to two parts falls on day, out of all. */
static double mass_by_force(const gouw_day_cdf *cdf, gouw_day day) {
    double hits = 0.0, all = 0.0;
    const gouw_interval p = cdf->parts[0], q = cdf->parts[cdf->n_parts - 1];
    for (gouw_day s = p.earliest; s <= p.latest; s++)
        for (gouw_day t = q.earliest; t <= q.latest; t++) {
            hits += (cdf->n_parts == 1 ? t : (s > t ? s : t)) == day;
            all += 1.0;
        }
    return hits / all;
}

static void check_order(const gouw_day_cdf *a, const gouw_day_cdf *b) {
    double expected[3] = {0.0, 0.0, 0.0}, before, same, after;
    for (gouw_day s = -10; s < 30; s++)
        for (gouw_day t = -10; t < 30; t++)
            expected[s < t ? 0 : s == t ? 1 : 2] += mass_by_force(a, s) * mass_by_force(b, t);
    gouw_day_cdf_order(a, b, &before, &same, &after);
    assert_true(fabs(before - expected[0]) < 1e-12);
    assert_true(fabs(same - expected[1]) < 1e-12);
    assert_true(fabs(after - expected[2]) < 1e-12);
}

static void test_by_counting(void **state) {
    (void)state;
    gouw_random random;
    gouw_random_init(&random, 4, 0);
    for (int trial = 0; trial < 600; trial++) {
        const gouw_interval parts[4] = {random_interval(&random), random_interval(&random),
                                        random_interval(&random), random_interval(&random)};
        const gouw_day_cdf a = {parts, 1 + (size_t)trial % 2};
        const gouw_day_cdf b = {parts + 2, 1 + (size_t)trial / 2 % 2};
        check_order(&a, &b);
        double sum = 0.0;
        for (gouw_day day = -10; day < 30; day++) {
            sum += mass_by_force(&a, day);
            assert_true(fabs(gouw_day_cdf_at(&a, day) - sum) < 1e-12);
            assert_true(fabs(gouw_day_cdf_between(&a, day, day + 3) - mass_by_force(&a, day) -
                             mass_by_force(&a, day + 1) - mass_by_force(&a, day + 2) -
                             mass_by_force(&a, day + 3)) < 1e-12);
        }
    }
}

static void test_certain_and_equal(void **state) {
    (void)state;
    const gouw_interval june = {0, 29}, july = {30, 60};
    const gouw_day_cdf a = {&june, 1}, b = {&july, 1};
    double before, same, after;
    gouw_day_cdf_order(&a, &b, &before, &same, &after);
    assert_true(before == 1.0 && same == 0.0 && after == 0.0);
    gouw_day_cdf_order(&b, &a, &before, &same, &after);
    assert_true(before == 0.0 && same == 0.0 && after == 1.0);
    gouw_day_cdf_order(&a, &a, &before, &same, &after);
    assert_true(before == after && fabs(same - 1.0 / 30) < 1e-15);
    const gouw_interval twice[] = {{0, 29}, {10, 20}};
    const gouw_day_cdf c = {twice, 2};
    gouw_day_cdf_order(&c, &b, &before, &same, &after);
    assert_true(before == 1.0 && same == 0.0 && after == 0.0);
    gouw_day_cdf_order(&b, &c, &before, &same, &after);
    assert_true(before == 0.0 && same == 0.0 && after == 1.0);
}

/* Whole centuries: the counts exceed 32 bits. */
static void test_wide_intervals(void **state) {
    (void)state;
    const gouw_interval wide = {-1000000, 1000000}, late = {0, 2000000};
    const gouw_day_cdf a = {&wide, 1}, b = {&late, 1};
    double before, same, after;
    gouw_day_cdf_order(&a, &b, &before, &same, &after);
    assert_true(fabs(before + same + after - 1.0) < 1e-15);
    assert_true(fabs(before - 0.875) < 1e-5);
}

/* Open ends count with the least that is certain. */
static void test_open_ends(void **state) {
    (void)state;
    const gouw_interval by = {GOUW_DAY_MIN, 10}, from = {5, GOUW_DAY_MAX};
    const gouw_day_cdf a = {&by, 1}, b = {&from, 1};
    assert_true(gouw_day_cdf_at(&a, 9) == 0.0 && gouw_day_cdf_at(&a, 10) == 1.0);
    assert_true(gouw_day_cdf_at(&b, 100000) == 0.0);
    const gouw_interval both[] = {{GOUW_DAY_MIN, 10}, {8, 11}};
    const gouw_day_cdf c = {both, 2};
    assert_true(gouw_day_cdf_at(&c, 9) == 0.0 && gouw_day_cdf_at(&c, 10) == 0.75);
    const gouw_interval range = gouw_day_cdf_range(&c);
    assert_int_equal(range.earliest, 8);
    assert_int_equal(range.latest, 11);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_by_counting),
        cmocka_unit_test(test_certain_and_equal),
        cmocka_unit_test(test_wide_intervals),
        cmocka_unit_test(test_open_ends),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
