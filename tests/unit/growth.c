/* growth and trajectories on small series whose numbers can be worked out by hand; the trends
 * themselves are tested in unit/trend. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>

#include "analysis/growth.h"
#include "analysis/series.h"
#include "gouw/number.h"
#include "plan.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* Two comparable runs; steps of +10, +20 (two years), a break, +30, +5 (five years apart). */
static gouw_observation observations[] = {
    {0, 2000, 100, "homes", NULL, false, 2}, {0, 2001, 110, "homes", NULL, false, 3},
    {0, 2003, 130, "homes", NULL, false, 4}, {0, 2004, 500, "homes", NULL, true, 5},
    {0, 2005, 530, "homes", NULL, false, 6}, {0, 2010, 535, "homes", NULL, false, 7},
    {1, 2000, 100, "homes", NULL, false, 8}, {1, 2010, 200, "homes", NULL, false, 9},
    {2, 2000, 50, "homes", NULL, false, 10}, {2, 2001, -1, "homes", NULL, false, 11},
};

static gouw_target targets[] = {
    {0, GOUW_YEAR_NONE, 2020, NAN, 600, NAN, "homes", "homes", NULL, NULL, 2},
    {1, GOUW_YEAR_NONE, 2020, NAN, NAN, 200, "homes", "homes", NULL, NULL, 3},
    {1, GOUW_YEAR_NONE, 2010, NAN, 150, NAN, "homes", "homes", NULL, NULL, 4},
    {1, 2000, 2010, 100, 250, NAN, "homes", "homes", NULL, NULL, 5},
    {1, GOUW_YEAR_NONE, 2005, NAN, 150, NAN, "homes", "homes", NULL, NULL, 6},
    {1, GOUW_YEAR_NONE, GOUW_YEAR_NONE, NAN, 400, NAN, "homes", "homes", NULL, NULL, 7},
    {2, GOUW_YEAR_NONE, 2020, NAN, 60, NAN, "homes", "homes", NULL, NULL, 8},
    {3, GOUW_YEAR_NONE, 2020, NAN, 60, 10, "homes", "homes", NULL, NULL, 9},
};

static gouw_forecast forecasts[] = {
    {1, 2015, 210, NAN, NAN, "homes", "2019", NULL, 2},
    {1, 2015, 220, NAN, NAN, "homes", "2022", NULL, 3},
};

static const char *const regions[] = {"a", "b", "c", "d"};

static void build(plan *p) {
    plan_build(p, 20260201, regions, 4, NULL, NULL, 0, NULL, 0);
    p->dataset.has = GOUW_HAS_TARGETS | GOUW_HAS_OBSERVATIONS | GOUW_HAS_FORECASTS;
    p->dataset.n_observations = COUNT(observations);
    p->dataset.observations = observations;
    p->dataset.n_targets = COUNT(targets);
    p->dataset.targets = targets;
    p->dataset.n_forecasts = COUNT(forecasts);
    p->dataset.forecasts = forecasts;
}

static void assert_real(const gouw_table *t, size_t row, const char *column, double expected) {
    const double got = gouw_table_real(t, row, column);
    if (isnan(got) ? !isnan(expected) : !(fabs(got - expected) <= 1e-12 * fabs(expected)))
        fail_msg("row %zu, %s: got %.17g, expected %.17g", row, column, got, expected);
}

static void test_observed(void **state) {
    (void)state;
    plan p;
    build(&p);
    assert_int_equal(plan_run(&p, "growth", NULL, NULL), GOUW_OK);
    const gouw_table *t = gouw_results_find(&p.results, "growth");
    assert_int_equal(t->n_rows, COUNT(targets));
    /* Without the step across the break: 10 + 20 + 30 + 5 in nine years; recent, since 2005. */
    assert_real(t, 0, "observed_per_year", 65 / 9.0);
    assert_real(t, 0, "recent_per_year", 1);
    assert_real(t, 0, "observed_rate", expm1((log(1.3) + log(535 / 500.0)) / 9));
    assert_real(t, 0, "required_rate", expm1(log(600 / 535.0) / 10));
    assert_real(t, 1, "observed_rate", expm1(log(2) / 10));
    assert_real(t, 1, "required_rate", expm1(log(2) / 10));
    assert_real(t, 1, "rate_gap", 0);
    assert_real(t, 1, "target", 400);
    assert_real(t, 1, "trend_at_target", 400);
    assert_real(t, 1, "low80", NAN); /* two observations */
    assert_real(t, 1, "p_reach", NAN);
    gouw_arena_release(&p.arena);
}

static void test_what_is_not_known(void **state) {
    (void)state;
    plan p;
    build(&p);
    assert_int_equal(plan_run(&p, "growth", NULL, NULL), GOUW_OK);
    const gouw_table *t = gouw_results_find(&p.results, "growth");
    /* The edition is of 2026: 2020 has come, and nobody has counted since 2010. */
    static const char *const outcome[] = {"unobserved", "unobserved", "met",        "missed",
                                          "unobserved", NULL,         "unobserved", "unobserved"};
    for (size_t r = 0; r < COUNT(targets); r++) {
        const char *got = gouw_table_text(t, r, "outcome");
        if (outcome[r] == NULL)
            assert_null(got);
        else
            assert_string_equal(got, outcome[r]);
    }
    assert_true(plan_says(&p, "The year of 2 targets has come: 1 met, 1 missed."));
    assert_true(plan_says(&p, "The years of 5 targets have come, but nothing was observed"));
    /* A year that is not after the last observation: no forecast. */
    for (size_t r = 2; r <= 4; r++)
        assert_real(t, r, "trend_at_target", NAN);
    /* A target without a year gets none; when past growth reaches it is another matter. */
    assert_real(t, 5, "required_rate", NAN);
    assert_real(t, 5, "trend_year", 2020);
    /* Values without a logarithm, and a start that is implied. */
    assert_real(t, 6, "observed_rate", NAN);
    assert_true(plan_says(&p, "c (homes): a value of 0 or less has no growth rate"));
    assert_string_equal(gouw_table_text(t, 7, "baseline_source"), "implied");
    assert_real(t, 7, "baseline", 50);
    assert_real(t, 7, "required_rate", NAN);
    gouw_arena_release(&p.arena);
}

static void test_horizons_and_scenarios(void **state) {
    (void)state;
    plan p;
    build(&p);
    gouw_growth_options options = {
        .trend = GOUW_TREND_DRIFT, .horizons = "2010,2020,2030", .scenario = "5", .pause_years = 4};
    assert_int_equal(plan_run(&p, "growth", &options, NULL), GOUW_OK);
    const gouw_table *h = gouw_results_find(&p.results, "growth_horizons");
    assert_int_equal(h->n_rows, 3);
    assert_real(h, 0, "required_rate", NAN);
    assert_real(h, 1, "per_year", 20);
    assert_real(h, 2, "required_rate", expm1(log(2) / 20));
    const gouw_table *s = gouw_results_find(&p.results, "growth_scenarios");
    size_t row = 3; /* b's first target: 200 in 2010, 400 in 2020 */
    assert_string_equal(gouw_table_text(s, row, "region"), "b");
    assert_string_equal(gouw_table_text(s, row, "scenario"), "past");
    assert_real(s, row, "level", 200 * pow(2, 0.6));
    assert_real(s, row, "year_reached", 2024);
    assert_real(s, row, "required_rate", expm1(log(2) / 6));
    row++; /* one observation in the last five years: no recent growth */
    assert_string_equal(gouw_table_text(s, row, "scenario"), "given");
    assert_real(s, row, "rate", 0.05);
    assert_real(s, row, "level", 200 * pow(1.05, 6));
    assert_real(s, row, "shortfall", 400 - 200 * pow(1.05, 6));
    gouw_arena_release(&p.arena);
}

/* A target that the baseline equals, or has passed in the direction stated, is reached in the
 * baseline's year, with any rate and any pause; one below it without a direction is ahead. */
static void test_reached_from_the_start(void **state) {
    (void)state;
    gouw_target level[] = {
        {1, GOUW_YEAR_NONE, 2020, NAN, 200, NAN, "homes", "homes", NULL, NULL, 2},
        {1, GOUW_YEAR_NONE, 2020, NAN, NAN, 0, "homes", "homes", NULL, NULL, 3},
        {1, GOUW_YEAR_NONE, 2020, NAN, 150, 50, "homes", "homes", NULL, NULL, 4},
        {1, 2000, 2020, 100, 100, NAN, "homes", "homes", NULL, NULL, 5},
        {1, GOUW_YEAR_NONE, 2020, NAN, 150, NAN, "homes", "homes", NULL, NULL, 6},
    };
    const double past[] = {2010, 2010, 2010, 2000, NAN},
                 falling[] = {2010, 2010, 2010, 2000, 2014 + log(0.75) / log(0.95)};
    gouw_growth_options options = {
        .trend = GOUW_TREND_DRIFT, .horizons = "2030", .scenario = "0,-5", .pause_years = 4};
    plan p;
    build(&p);
    p.dataset.targets = level;
    p.dataset.n_targets = COUNT(level);
    assert_int_equal(plan_run(&p, "growth", &options, NULL), GOUW_OK);
    const gouw_table *s = gouw_results_find(&p.results, "growth_scenarios");
    assert_int_equal(s->n_rows, 3 * COUNT(level)); /* past, 0, -5 */
    for (size_t i = 0; i < COUNT(level); i++) {
        assert_real(s, 3 * i, "year_reached", past[i]);
        assert_real(s, 3 * i + 1, "year_reached", i < 4 ? past[i] : (double)NAN);
        assert_real(s, 3 * i + 2, "year_reached", falling[i]);
    }
    assert_real(s, 0, "required_rate", 0);
    gouw_arena_release(&p.arena);
}

static void test_lists_of_numbers(void **state) {
    (void)state;
    gouw_arena arena = GOUW_ARENA_INIT;
    double *values;
    size_t n;
    assert_int_equal(gouw_read_numbers("x", "2035,2040", 0, 9999, &arena, &values, &n, NULL), 0);
    assert_int_equal(n, 2);
    assert_true(values[1] == 2040);
    assert_int_equal(gouw_read_numbers("x", "", 0, 1, &arena, &values, &n, NULL), 0);
    assert_int_equal(n, 0);
    const char *const bad[] = {",", "1;2", "a", "0.5,2", "nan", "1,,1", "0.5,"};
    for (size_t i = 0; i < COUNT(bad); i++) {
        gouw_error error = GOUW_ERROR_INIT;
        const gouw_status status = gouw_read_numbers("x", bad[i], 0, 1, &arena, &values, &n,
                                                     &error);
        assert_int_equal(status, i == 6 ? GOUW_OK : GOUW_EUSAGE);
    }
    gouw_arena_release(&arena);
}

static void test_trajectories(void **state) {
    (void)state;
    plan p;
    build(&p);
    assert_int_equal(plan_run(&p, "trajectories", NULL, NULL), GOUW_OK);
    const gouw_table *t = gouw_results_find(&p.results, "trajectories");
    /* a: the years observed and 2011-2020; b: 2000, 2010-2020, and 2005 on the way to a target
     * that counts from 2010 is not one. */
    size_t n_a = 0, b = 0;
    for (size_t r = 0; r < t->n_rows; r++) {
        n_a += strcmp(gouw_table_text(t, r, "region"), "a") == 0;
        b = b == 0 && strcmp(gouw_table_text(t, r, "region"), "b") == 0 ? r : b;
    }
    assert_int_equal(n_a, 6 + 10);
    assert_int_equal(gouw_table_integer(t, b, "year"), 2000);
    assert_real(t, b, "required", 100); /* the stated baseline of 2000 */
    size_t at = b;
    while (gouw_table_integer(t, at, "year") != 2015)
        at++;
    assert_real(t, at, "forecast", 220);
    assert_real(t, at, "trend", 200 * sqrt(2));
    assert_real(t, at, "required", 200 * sqrt(2));
    assert_real(t, at, "low80", NAN);
    gouw_arena_release(&p.arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_observed),
        cmocka_unit_test(test_what_is_not_known),
        cmocka_unit_test(test_horizons_and_scenarios),
        cmocka_unit_test(test_reached_from_the_start),
        cmocka_unit_test(test_lists_of_numbers),
        cmocka_unit_test(test_trajectories),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
