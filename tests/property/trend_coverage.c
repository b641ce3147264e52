/* Does an 80 percent interval hold the truth eight times in ten? On simulated random walks with
 * gaps and a break the drift interval does, exactly; the log-linear one, which takes the walk for
 * noise about a line, falls far short. 3000 series: the standard error of a share is 0.007. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>

#include "gouw/random.h"
#include "stat/trend.h"

enum { N = 12, SERIES = 3000 };

static double normal(gouw_random *random) {
    const double radius = sqrt(-2.0 * log(1.0 - gouw_random_unit(random)));
    return radius * cos(6.283185307179586 * gouw_random_unit(random));
}

typedef struct coverage {
    double share80, share95;
    double share_quarter; /* how often P(value >= truth) is at most a quarter */
} coverage;

/* Extends a walk by so many years of drift 0.004 and steps of 0.01 a year. */
static double walk(gouw_random *random, double y, double years) {
    return y + 0.004 * years + 0.01 * sqrt(years) * normal(random);
}

static double simulate_points(gouw_random *random, gouw_trend_point points[N]) {
    static const double years[N] = {0, 1, 2, 5, 6, 7, 8, 11, 13, 14, 15, 18};
    double y = 11.0;
    for (size_t i = 0; i < N; i++) {
        if (i > 0)
            y = i == 4 ? y + 0.5 : walk(random, y, years[i] - years[i - 1]);
        points[i] = (gouw_trend_point){2000.0 + years[i], exp(y), i == 4};
    }
    return y;
}

static coverage simulate(gouw_trend_method method, double ahead) {
    gouw_random random;
    gouw_random_init(&random, 20260201, (uint64_t)ahead);
    coverage c = {0};
    for (int s = 0; s < SERIES; s++) {
        gouw_trend_point points[N];
        gouw_trend t;
        double middle, low, high;
        const double y = simulate_points(&random, points);
        const double truth = exp(walk(&random, y, ahead));
        assert_int_equal(gouw_trend_fit(method, points, N, &t, NULL), GOUW_OK);
        gouw_trend_at(&t, 2018.0 + ahead, 0.8, &middle, &low, &high);
        c.share80 += (low <= truth && truth <= high) / (double)SERIES;
        gouw_trend_at(&t, 2018.0 + ahead, 0.95, &middle, &low, &high);
        c.share95 += (low <= truth && truth <= high) / (double)SERIES;
        const double p = gouw_trend_reach(&t, 2018.0 + ahead, truth, true);
        c.share_quarter += (p <= 0.25) / (double)SERIES;
    }
    return c;
}

static void test_drift_covers(void **state) {
    (void)state;
    const double ahead[] = {1, 10, 25};
    for (size_t i = 0; i < 3; i++) {
        const coverage c = simulate(GOUW_TREND_DRIFT, ahead[i]);
        print_message("drift, %2.0f years ahead: %.3f of 0.80, %.3f of 0.95; %.3f of 0.25\n",
                      ahead[i], c.share80, c.share95, c.share_quarter);
        assert_true(fabs(c.share80 - 0.80) < 0.025);
        assert_true(fabs(c.share95 - 0.95) < 0.015);
        assert_true(fabs(c.share_quarter - 0.25) < 0.025);
    }
}

static void test_loglinear_falls_short(void **state) {
    (void)state;
    const coverage c = simulate(GOUW_TREND_LOGLINEAR, 10);
    print_message("log-linear, 10 years ahead: %.3f of 0.80, %.3f of 0.95\n", c.share80, c.share95);
    assert_true(c.share80 < 0.65);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_drift_covers),
        cmocka_unit_test(test_loglinear_falls_short),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
