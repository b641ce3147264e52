/* Jumps that nothing marks, and ranges of ranks. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>
#include <string.h>

#include "gouw/random.h"
#include "stat/jumps.h"
#include "stat/ranks.h"

enum { N = 12 };

/* Growth of 1 percent a year, wobbling by a tenth of that; a jump of 8 percent to point 7. */
static void build(gouw_trend_point points[N], double jump) {
    static const double wobble[N] = {0, 0, -1, 2, -2, 1, 0, 0, -1, 2, 1, -1};
    double y = log(1000.0);
    for (size_t i = 0; i < N; i++) {
        y += i > 0 ? 0.01 + 0.001 * wobble[i] + (i == 7 ? jump : 0.0) : 0.0;
        points[i] = (gouw_trend_point){2000.0 + (double)i, exp(y), false};
    }
}

static size_t find(const gouw_trend_point *points, size_t n, gouw_jump *first, double *usual) {
    gouw_arena arena = GOUW_ARENA_INIT;
    gouw_jump *jumps;
    size_t n_jumps;
    assert_int_equal(gouw_jumps_find(points, n, &arena, &jumps, &n_jumps, usual, NULL), GOUW_OK);
    if (n_jumps > 0)
        *first = jumps[0];
    gouw_arena_release(&arena);
    return n_jumps;
}

static void test_a_jump_is_found(void **state) {
    (void)state;
    gouw_trend_point points[N];
    gouw_jump jump;
    double usual;
    build(points, 0.08);
    assert_int_equal(find(points, N, &jump, &usual), 1);
    assert_int_equal(jump.point, 7);
    assert_true(fabs(usual - 0.01) < 1e-12);
    assert_true(fabs(jump.excess - 0.08) < 1e-12);
    /* |e| in thousandths: 0 0 1 1 1 1 1 2 2 2 80, median 1. */
    assert_true(fabs(jump.scales - 0.08 / (1.4826022185056018 * 0.001)) < 1e-6);
    build(points, -0.08);
    assert_int_equal(find(points, N, &jump, &usual), 1);
    assert_true(jump.scales < -50);
}

static void test_what_is_no_jump(void **state) {
    (void)state;
    gouw_trend_point points[N];
    gouw_jump jump;
    double usual;
    build(points, 0.0);
    assert_int_equal(find(points, N, &jump, &usual), 0);
    build(points, 0.0095); /* far out, but less than a percent */
    assert_int_equal(find(points, N, &jump, &usual), 0);
    build(points, 0.08);
    points[7].breaks = true; /* marked: nothing to add */
    assert_int_equal(find(points, N, &jump, &usual), 0);
    assert_int_equal(find(points + 4, 8, &jump, &usual), 0); /* seven steps: too few */
    assert_true(isnan(usual));
    points[7].breaks = false;
    assert_int_equal(find(points + 3, 8, &jump, &usual), 0);
    assert_int_equal(find(points + 3, 9, &jump, &usual), 1); /* eight are enough */
    assert_int_equal(jump.point, 4);
    build(points, 0.08);
    points[2].value = 0.0;
    assert_int_equal(find(points, N, &jump, &usual), 0);
    assert_int_equal(find(points, 0, &jump, &usual), 0);
}

/* Four years without a count add up to more than one year; that alone is no jump. */
static void test_gaps_are_no_jumps(void **state) {
    (void)state;
    gouw_trend_point points[N];
    gouw_jump jump;
    double usual;
    build(points, 0.0);
    for (size_t i = 7; i < N; i++) {
        points[i].year += 4;
        points[i].value *= exp(0.04);
    }
    assert_int_equal(find(points, N, &jump, &usual), 0);
    /* Four years wander twice as far as one: the same excess is half as far out. */
    build(points, 0.08);
    for (size_t i = 7; i < N; i++) {
        points[i].year += 3;
        points[i].value *= exp(0.03);
    }
    assert_int_equal(find(points, N, &jump, &usual), 1);
    assert_true(fabs(jump.scales - 0.04 / (1.4826022185056018 * 0.001)) < 1e-6);
}

/* A series that was filled in along a line has no spread: any bend of a percent counts. */
static void test_steps_without_spread(void **state) {
    (void)state;
    gouw_trend_point points[N];
    gouw_jump jump;
    double usual;
    for (size_t i = 0; i < N; i++)
        points[i] = (gouw_trend_point){(double)i, i < 7 ? 100.0 : 110.0, false};
    assert_int_equal(find(points, N, &jump, &usual), 1);
    assert_true(isinf(jump.scales));
    for (size_t i = 7; i < N; i++)
        points[i].value = 100.5;
    assert_int_equal(find(points, N, &jump, &usual), 0);
}

/* False alarms on walks with normal steps: fewer than three series in a hundred. */
static void test_false_alarms(void **state) {
    (void)state;
    gouw_random random;
    gouw_random_init(&random, 7, 0);
    size_t alarms = 0;
    for (int s = 0; s < 3000; s++) {
        gouw_trend_point points[N];
        gouw_jump jump;
        double usual, y = 11.0;
        for (size_t i = 0; i < N; i++) {
            const double radius = sqrt(-2.0 * log(1.0 - gouw_random_unit(&random)));
            y += 0.004 + 0.01 * radius * cos(6.283185307179586 * gouw_random_unit(&random));
            points[i] = (gouw_trend_point){(double)i, exp(y), false};
        }
        alarms += find(points, N, &jump, &usual) > 0;
    }
    print_message("false alarms in 3000 series of 12 years: %zu\n", alarms);
    assert_in_range(alarms, 10, 90);
}

static void test_ranges_of_ranks(void **state) {
    (void)state;
    /* The first is surely ahead; the next two overlap; the fourth touches the third; last. */
    const double low[] = {9.0, 5.0, 3.0, 2.0, 0.0}, high[] = {10.0, 7.0, 6.0, 3.0, 1.0};
    double room[10];
    size_t first[5], last[5];
    gouw_rank_ranges(low, high, 5, room, first, last);
    const size_t expected_first[] = {1, 2, 2, 3, 5}, expected_last[] = {1, 3, 4, 4, 5};
    assert_memory_equal(first, expected_first, sizeof first);
    assert_memory_equal(last, expected_last, sizeof last);
}

/* Whatever the values within the intervals, their ranks lie in the ranges. */
static void test_ranges_hold_every_ranking(void **state) {
    (void)state;
    gouw_random random;
    gouw_random_init(&random, 11, 0);
    for (int round = 0; round < 500; round++) {
        double low[6], high[6], value[6], room[12];
        size_t first[6], last[6];
        for (size_t i = 0; i < 6; i++) {
            low[i] = gouw_random_unit(&random);
            high[i] = low[i] + 0.3 * gouw_random_unit(&random);
            value[i] = low[i] + (high[i] - low[i]) * gouw_random_unit(&random);
        }
        gouw_rank_ranges(low, high, 6, room, first, last);
        for (size_t i = 0; i < 6; i++) {
            size_t rank = 1;
            for (size_t k = 0; k < 6; k++)
                rank += value[k] > value[i];
            assert_in_range(rank, first[i], last[i]);
        }
    }
}

/* By the definition, one against all, with ends that coincide. */
static void test_ranges_by_counting(void **state) {
    (void)state;
    enum { MANY = 200 };
    gouw_random random;
    double low[MANY], high[MANY], room[2 * MANY];
    size_t first[MANY], last[MANY];
    gouw_random_init(&random, 12, 0);
    for (size_t i = 0; i < MANY; i++) {
        low[i] = (double)gouw_random_below(&random, 20);
        high[i] = low[i] + (double)gouw_random_below(&random, 4);
    }
    gouw_rank_ranges(low, high, 0, room, first, last);
    gouw_rank_ranges(low, high, MANY, room, first, last);
    for (size_t i = 0; i < MANY; i++) {
        size_t before = 0, behind = 0;
        for (size_t k = 0; k < MANY; k++) {
            before += low[k] > high[i];
            behind += high[k] < low[i];
        }
        assert_int_equal(first[i], 1 + before);
        assert_int_equal(last[i], MANY - behind);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_jump_is_found),
        cmocka_unit_test(test_what_is_no_jump),
        cmocka_unit_test(test_gaps_are_no_jumps),
        cmocka_unit_test(test_steps_without_spread),
        cmocka_unit_test(test_false_alarms),
        cmocka_unit_test(test_ranges_of_ranks),
        cmocka_unit_test(test_ranges_hold_every_ranking),
        cmocka_unit_test(test_ranges_by_counting),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
