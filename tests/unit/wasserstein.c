/* Distances between schedules against scipy, by hand, and as a metric. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>

#include "stat/wasserstein.h"

#include "data/wasserstein.h"

enum { N_ITEMS = sizeof items / sizeof items[0] };

typedef struct fixture {
    gouw_interval parts[N_ITEMS];
    gouw_day_cdf cdfs[N_ITEMS];
    gouw_day_curve curves[N * N_STAGES];
} fixture;

static void build(fixture *f) {
    size_t n_cdfs = 0;
    for (size_t k = 0; k < N * N_STAGES; k++)
        f->curves[k] = (gouw_day_curve){NULL, 0};
    for (size_t i = 0; i < N_ITEMS; i++) {
        const int *item = items[i];
        f->parts[i] = (gouw_interval){item[3], item[4]};
        gouw_day_curve *curve = &f->curves[item[0] * N_STAGES + item[1]];
        if (curve->n_cdfs == (size_t)item[2]) {
            f->cdfs[n_cdfs] = (gouw_day_cdf){&f->parts[i], 0};
            if (curve->n_cdfs++ == 0)
                curve->cdfs = &f->cdfs[n_cdfs];
            n_cdfs++;
        }
        f->cdfs[n_cdfs - 1].n_parts++;
    }
}

static void test_as_in_scipy(void **state) {
    (void)state;
    fixture f;
    build(&f);
    double square[N * N];
    assert_int_equal(gouw_schedule_distances(f.curves, NULL, N, N_STAGES, FROM, TO, square, NULL),
                     GOUW_OK);
    for (size_t a = 0; a < N; a++)
        for (size_t b = 0; b < N; b++) {
            double mean = 0.0;
            for (size_t s = 0; s < N_STAGES; s++) {
                const double one = gouw_day_curve_distance(&f.curves[a * N_STAGES + s],
                                                           &f.curves[b * N_STAGES + s], FROM, TO);
                assert_true(fabs(one - distance[a][b][s]) < 1e-9);
                mean += distance[a][b][s] / N_STAGES;
            }
            assert_true(fabs(square[a * N + b] - mean) < 1e-9);
            assert_true(square[a * N + b] == square[b * N + a]);
        }
}

static void test_metric(void **state) {
    (void)state;
    fixture f;
    build(&f);
    double d[N * N];
    assert_int_equal(gouw_schedule_distances(f.curves, NULL, N, N_STAGES, FROM, TO, d, NULL),
                     GOUW_OK);
    for (size_t a = 0; a < N; a++) {
        assert_true(d[a * N + a] == 0.0);
        for (size_t b = 0; b < N; b++)
            for (size_t c = 0; c < N; c++)
                assert_true(d[a * N + c] <= d[a * N + b] + d[b * N + c] + 1e-9);
    }
}

static void test_stages_both_use(void **state) {
    (void)state;
    fixture f;
    build(&f);
    bool used[N * N_STAGES] = {false};
    used[0 * N_STAGES + 1] = used[1 * N_STAGES + 1] = used[2 * N_STAGES + 2] = true;
    double square[N * N];
    assert_int_equal(gouw_schedule_distances(f.curves, used, N, N_STAGES, FROM, TO, square, NULL),
                     GOUW_OK);
    assert_true(fabs(square[0 * N + 1] - distance[0][1][1]) < 1e-9);
    assert_true(isnan(square[0 * N + 2]));
    assert_true(square[2 * N + 2] == 0.0);
}

/* Moving a date by 30 days costs 30 days, inside the window; never costs what is left of it. */
static void test_by_hand(void **state) {
    (void)state;
    const gouw_interval parts[] = {{10, 40}, {40, 70}, {20, 20}, {GOUW_DAY_MIN, 35}};
    const gouw_day_cdf cdfs[] = {{&parts[0], 1}, {&parts[1], 1}, {&parts[2], 1}, {&parts[3], 1}};
    const gouw_day_curve a = {&cdfs[0], 1}, b = {&cdfs[1], 1}, c = {&cdfs[2], 1}, d = {&cdfs[3], 1};
    const gouw_day_curve never = {NULL, 0};
    assert_true(fabs(gouw_day_curve_distance(&a, &b, 0, 1000) - 30.0) < 1e-12);
    assert_true(fabs(gouw_day_curve_distance(&c, &never, 0, 1000) - 980.0) < 1e-12);
    assert_true(fabs(gouw_day_curve_distance(&c, &d, 0, 1000) - 15.0) < 1e-12);
    assert_true(gouw_day_curve_distance(&c, &never, 30, 50) == 20.0);
    assert_true(gouw_day_curve_distance(&c, &never, 0, 20) == 0.0);
    assert_true(gouw_day_curve_distance(&a, &b, 80, 80) == 0.0);
    assert_true(gouw_day_curve_distance(&a, &b, 90, 80) == 0.0);
}

/* Long stretches in which nothing changes, before, between and behind the dates, count in full. */
static void test_far_apart(void **state) {
    (void)state;
    enum { FIRST = -3000000, LAST = 2000000 };
    const gouw_interval parts[] = {
        {-2000000, -2000000}, {0, 3}, {GOUW_DAY_MIN, 900000}, {5, 1204}, {7, GOUW_DAY_MAX}};
    gouw_day_cdf cdfs[5];
    gouw_day_curve curves[6] = {{NULL, 0}};
    double square[6 * 6];
    for (size_t k = 0; k < 5; k++) {
        cdfs[k] = (gouw_day_cdf){&parts[k], 1};
        curves[k + 1] = (gouw_day_curve){&cdfs[k], 1};
    }
    assert_int_equal(gouw_schedule_distances(curves, NULL, 6, 1, FIRST, LAST, square, NULL),
                     GOUW_OK);
    for (size_t a = 0; a < 6; a++)
        for (size_t b = 0; b < 6; b++)
            assert_true(fabs(square[a * 6 + b] -
                             gouw_day_curve_distance(&curves[a], &curves[b], FIRST, LAST)) < 1e-6);
    assert_true(square[0 * 6 + 1] == 4000000.0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_as_in_scipy),     cmocka_unit_test(test_metric),
        cmocka_unit_test(test_stages_both_use), cmocka_unit_test(test_by_hand),
        cmocka_unit_test(test_far_apart),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
