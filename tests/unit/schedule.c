/* load, order, progress and status on a small plan whose results can be worked out by hand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>

#include "analysis/reach_curve.h"
#include "plan.h"

static const char *const regions[] = {"a", "b", "c", "d", "e", "f"};
static const char *const stages[] = {"draft", "adopted", "talks"};
static const int32_t orders[] = {1, 2, GOUW_ORDER_NONE};

static const plan_step steps[] = {
    {"a", "draft", GOUW_DONE, 20251201, 20251231},
    {"a", "adopted", GOUW_PLANNED, 20260601, 20260630},
    {"b", "draft", GOUW_PLANNED, 0, 0},
    {"b", "adopted", GOUW_PLANNED, 20260616, 20260715},
    {"c", "adopted", GOUW_PLANNED, 20260601, 20260630}, /* the latest of two counts */
    {"c", "adopted", GOUW_PLANNED, 20260601, 20260731},
    {"c", "talks", GOUW_PLANNED, 20260101, 20260131}, /* passed without report */
    {"c", "draft", GOUW_DROPPED, 20260301, 20260331},
    {"d", "draft", GOUW_PLANNED, 20260801, 20260831}, /* certainly after adoption */
    {"d", "adopted", GOUW_PLANNED, 20260501, 20260531},
    {"d", "talks", GOUW_DONE, 0, 0}, /* does not spoil the dated item */
    {"d", "talks", GOUW_DONE, 20260110, 20260110},
    {"e", "draft", GOUW_PLANNED, 20260101, 20260331}, /* cut: from 2 February */
    {"e", "adopted", GOUW_PLANNED, 0, 20260331},      /* cut: two finite ends */
};

static void build(plan *p) {
    plan_build(p, 20260201, regions, 6, stages, orders, 3, steps, sizeof steps / sizeof *steps);
}

static void assert_near(double got, double expected) {
    if (!(fabs(got - expected) < 1e-12))
        fail_msg("got %.17g, expected %.17g", got, expected);
}

static void test_reach(void **state) {
    (void)state;
    plan p;
    gouw_reaches reaches;
    build(&p);
    assert_int_equal(gouw_reach_all(&p.dataset, GOUW_DAY_NONE, &p.arena, &reaches, NULL), GOUW_OK);
    const struct {
        size_t region, stage;
        gouw_reach_kind kind;
        size_t n_parts;
        gouw_day earliest, latest;
    } expected[] = {
        {0, 0, GOUW_REACH_DATED, 1, plan_day(20251201), plan_day(20251231)},
        {1, 0, GOUW_REACH_UNDATED, 1, plan_day(20260202), GOUW_DAY_MAX},
        {2, 0, GOUW_REACH_NOT_NAMED, 0, 0, 0},
        {2, 1, GOUW_REACH_DATED, 2, plan_day(20260601), plan_day(20260731)},
        {2, 2, GOUW_REACH_OPEN, 1, plan_day(20260202), GOUW_DAY_MAX},
        {3, 2, GOUW_REACH_DATED, 1, plan_day(20260110), plan_day(20260110)},
        {4, 0, GOUW_REACH_DATED, 1, plan_day(20260202), plan_day(20260331)},
        {4, 1, GOUW_REACH_DATED, 1, plan_day(20260202), plan_day(20260331)},
        {5, 1, GOUW_REACH_NOT_NAMED, 0, 0, 0},
    };
    for (size_t k = 0; k < sizeof expected / sizeof *expected; k++) {
        const gouw_reach *reach = gouw_reach_at(&reaches, expected[k].region, expected[k].stage);
        assert_int_equal(reach->kind, expected[k].kind);
        assert_int_equal(reach->cdf.n_parts, expected[k].n_parts);
        if (expected[k].n_parts == 0)
            continue;
        assert_int_equal(reach->range.earliest, expected[k].earliest);
        assert_int_equal(reach->range.latest, expected[k].latest);
    }
    assert_true(gouw_reach_at(&reaches, 0, 0)->done);
    assert_true(gouw_reach_at(&reaches, 3, 2)->done);
    assert_false(gouw_reach_at(&reaches, 2, 1)->done);
    uint32_t stage;
    assert_int_equal(gouw_reach_stage(&reaches, NULL, &stage, NULL), GOUW_OK);
    assert_int_equal(stage, 1);
    gouw_error error = GOUW_ERROR_INIT;
    assert_int_equal(gouw_reach_stage(&reaches, "adoptd", &stage, &error), GOUW_EUSAGE);
    assert_string_equal(error.message, "unknown stage 'adoptd' (did you mean 'adopted'?)");
    gouw_arena_release(&p.arena);
}

/* The curve of a stage that is not dated is the maximum over strictly later ones. */
static void test_curves(void **state) {
    (void)state;
    static const char *const names[] = {"s1", "s2", "s2b", "s3", "out"};
    static const int32_t numbers[] = {1, 2, 2, 3, GOUW_ORDER_NONE};
    const plan_step plan_steps[] = {
        {"a", "s2", GOUW_PLANNED, 20260601, 20260610},
        {"a", "s3", GOUW_PLANNED, 20260606, 20260615},
        {"a", "s1", GOUW_DONE, 0, 0},
        {"b", "s1", GOUW_PLANNED, 0, 0},
        {"b", "s3", GOUW_DROPPED, 20260601, 20260601},
        {"b", "out", GOUW_PLANNED, 20260501, 20260501},
    };
    const gouw_day june = plan_day(20260601);
    plan p;
    gouw_reaches reaches;
    gouw_reach_curves curves;
    double value[15];
    plan_build(&p, 20260201, regions, 2, names, numbers, 5, plan_steps, 6);
    assert_int_equal(gouw_reach_all(&p.dataset, GOUW_DAY_NONE, &p.arena, &reaches, NULL), GOUW_OK);
    assert_int_equal(gouw_reach_curves_make(&reaches, &p.arena, &curves, NULL), GOUW_OK);
    assert_int_equal(curves.n_stages, 4);
    gouw_day_curve_fill(&curves.curves[1], june, 15, value); /* s2 of a: its own */
    assert_near(value[4], 0.5);
    gouw_day_curve_fill(&curves.curves[2], june, 15, value); /* s2b of a: that of s3 only */
    assert_near(value[4], 0.0);
    assert_near(value[9], 0.5);
    gouw_day_curve_fill(&curves.curves[0], plan_day(20260131), 2,
                        value); /* s1 of a: done by then */
    assert_near(value[0], 0.0);
    assert_near(value[1], 1.0);
    for (size_t k = 0; k < 4; k++) { /* b: nothing is certain */
        gouw_day_curve_fill(&curves.curves[4 + k], june, 15, value);
        assert_near(value[14], 0.0);
        assert_false(curves.dated[4 + k]);
    }
    assert_true(curves.has_schedule[0] && !curves.has_schedule[1]);
    assert_true(curves.dated[1] && !curves.dated[0] && !curves.dated[2]);
    assert_int_equal(curves.window.earliest, june);
    assert_int_equal(curves.window.latest, plan_day(20260615));
    gouw_arena_release(&p.arena);
}

static size_t find_row(const gouw_table *t, const char *month, const char *stage) {
    for (size_t r = 0; r < t->n_rows; r++)
        if (strcmp(gouw_table_text(t, r, "month"), month) == 0 &&
            strcmp(gouw_table_text(t, r, "stage"), stage) == 0)
            return r;
    fail_msg("no row for %s %s", month, stage);
    return 0;
}

static void test_load(void **state) {
    (void)state;
    plan p;
    build(&p);
    assert_int_equal(plan_run(&p, "load", NULL, NULL), GOUW_OK);
    const gouw_table *t = gouw_results_find(&p.results, "load");
    const size_t june = find_row(t, "2026-06", "adopted");
    const double c = 30 / 61.0;
    assert_near(gouw_table_real(t, june, "expected"), 1 + 0.5 + c);
    assert_near(gouw_table_real(t, june, "p_at_least_2"), 1 - 0.5 * (1 - c));
    assert_near(gouw_table_real(t, june, "p_at_least_3"), 0.5 * c);
    assert_int_equal(gouw_table_integer(t, june, "low"), 1);
    assert_int_equal(gouw_table_integer(t, june, "high"), 3);
    assert_string_equal(gouw_table_text(t, june, "regions"), "a;b;c");
    assert_int_equal(gouw_table_integer(t, june, "undated"), 0);
    const size_t past = find_row(t, "2025-12", "draft");
    assert_near(gouw_table_real(t, past, "expected"), 1);
    assert_int_equal(gouw_table_integer(t, past, "undated"), 1);
    assert_near(gouw_table_real(t, past, "done"), 1);
    assert_near(gouw_table_real(t, june, "done"), 0);
    const size_t all = find_row(t, "2026-03", "all");
    assert_near(gouw_table_real(t, all, "expected"), 2 * 31 / 58.0);
    assert_string_equal(gouw_table_text(t, all, "regions"), "e");
    assert_int_equal(gouw_table_integer(t, all, "undated"), 2);
    double draft = 0;
    for (size_t r = 0; r < t->n_rows; r++)
        if (strcmp(gouw_table_text(t, r, "stage"), "draft") == 0)
            draft += gouw_table_real(t, r, "expected");
    assert_near(draft, 3); /* a, d and e */
    assert_true(plan_says(&p, "5 of 6 regions give a date for \"adopted\"."));
    assert_true(plan_says(&p, "The busiest month is June 2026: 2.0 expected, likely 1 to 3."));
    assert_true(plan_says(&p, "1 region does not mention it."));
    gouw_arena_release(&p.arena);
}

static void test_load_read_otherwise(void **state) {
    (void)state;
    struct {
        int by;
        bool latest;
    } options = {1, true};
    plan p;
    build(&p);
    assert_int_equal(plan_run(&p, "load", &options, NULL), GOUW_OK);
    const gouw_table *t = gouw_results_find(&p.results, "load");
    const size_t second = find_row(t, "2026-Q2", "adopted");
    assert_near(gouw_table_real(t, second, "expected"), 2); /* a and d; b and c fall in July */
    assert_int_equal(gouw_table_integer(t, second, "low"), 2);
    assert_int_equal(gouw_table_integer(t, second, "high"), 2);
    assert_near(gouw_table_real(t, find_row(t, "2026-Q3", "adopted"), "expected"), 2);
    assert_true(plan_says(&p, "too vague to name a busiest"));
    assert_true(plan_says(&p, "With dates spread evenly the busiest quarter is 2026-Q2"));
    gouw_arena_release(&p.arena);
}

/* The fullest month is one to come: what is done does not count, in the month at hand either. */
static void test_load_peak_to_come(void **state) {
    (void)state;
    static const plan_step mixed[] = {{"a", "draft", GOUW_DONE, 20251210, 20251210},
                                      {"b", "draft", GOUW_DONE, 20251215, 20251215},
                                      {"c", "draft", GOUW_PLANNED, 20251221, 20251231},
                                      {"d", "draft", GOUW_PLANNED, 20260301, 20260430}};
    plan p;
    plan_build(&p, 20251220, regions, 4, stages, orders, 1, mixed, 4);
    assert_int_equal(plan_run(&p, "load", NULL, NULL), GOUW_OK);
    const gouw_table *t = gouw_results_find(&p.results, "load");
    assert_near(gouw_table_real(t, find_row(t, "2025-12", "draft"), "expected"), 3);
    t = gouw_results_find(&p.results, "load_peaks");
    assert_string_equal(gouw_table_text(t, 0, "month"), "2025-12");
    assert_near(gouw_table_real(t, 0, "expected"), 1);
    gouw_arena_release(&p.arena);
    plan_build(&p, 20251231, regions, 4, stages, orders, 1, mixed, 4);
    assert_int_equal(plan_run(&p, "load", NULL, NULL), GOUW_OK);
    t = gouw_results_find(&p.results, "load_peaks");
    assert_string_equal(gouw_table_text(t, 0, "month"), "2026-03");
    gouw_arena_release(&p.arena);
}

/* Months and quarters of years before the year 0 have four figures too, as days have. */
static void test_load_early_years(void **state) {
    (void)state;
    struct {
        int by;
        bool latest;
    } options = {1, false};
    plan p;
    const plan_step step = {"a", "draft", GOUW_DONE, 20251201, 20251231};
    plan_build(&p, 20260101, regions, 1, stages, orders, 1, &step, 1);
    p.dataset.milestones[0].when.earliest = gouw_day_from_civil(-44, 3, 1);
    p.dataset.milestones[0].when.latest = gouw_day_from_civil(-44, 3, 31);
    assert_int_equal(plan_run(&p, "load", NULL, NULL), GOUW_OK);
    assert_near(gouw_table_real(p.results.tables[0],
                                find_row(p.results.tables[0], "-0044-03", "draft"), "expected"),
                1);
    assert_int_equal(plan_run(&p, "load", &options, NULL), GOUW_OK);
    (void)find_row(p.results.tables[0], "-0044-Q1", "draft");
    gouw_arena_release(&p.arena);
}

/* Every word for the first or last third of a year has a narrow reading. */
static void test_load_narrow(void **state) {
    (void)state;
    static const char *const words[] = {"begin 2026",     "early 2026", "beginning of 2026",
                                        "eind 2026",      "einde 2026", "late in 2026",
                                        "the end of 2026"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        const bool first = i < 3;
        const plan_step step = {"a", "draft", GOUW_PLANNED, first ? 20260101 : 20260901,
                                first ? 20260430 : 20261231};
        plan p;
        plan_build(&p, 20251231, regions, 1, stages, orders, 1, &step, 1);
        p.dataset.milestones[0].when_text = words[i];
        assert_int_equal(plan_run(&p, "load", NULL, NULL), GOUW_OK);
        const gouw_table *t = gouw_results_find(&p.results, "load_readings");
        assert_string_equal(gouw_table_text(t, 1, "reading"), "narrow");
        gouw_arena_release(&p.arena);
    }
}

static void test_order(void **state) {
    (void)state;
    plan p;
    build(&p);
    assert_int_equal(plan_run(&p, "order", NULL, NULL), GOUW_OK);
    const gouw_table *t = gouw_results_find(&p.results, "order");
    assert_int_equal(t->n_rows, 10); /* five regions name adoption */
    assert_string_equal(gouw_table_text(t, 0, "region_b"), "b");
    assert_near(gouw_table_real(t, 0, "p_before"), 780 / 900.0);
    assert_near(gouw_table_real(t, 0, "p_same"), 15 / 900.0);
    assert_near(gouw_table_real(t, 0, "p_after"), 105 / 900.0);
    const gouw_table *c = gouw_results_find(&p.results, "contradictions");
    assert_int_equal(c->n_rows, 2);
    assert_string_equal(gouw_table_text(c, 0, "region"), "d");
    assert_string_equal(gouw_table_text(c, 0, "certainty"), "certain");
    assert_near(gouw_table_real(c, 0, "p_contrary"), 1);
    assert_string_equal(gouw_table_text(c, 1, "region"), "e");
    assert_string_equal(gouw_table_text(c, 1, "certainty"), "possible");
    assert_near(gouw_table_real(c, 1, "p_contrary"), 57 / 116.0);
    gouw_stage_options draft = {.stage = "draft"};
    assert_int_equal(plan_run(&p, "order", &draft, NULL), GOUW_OK);
    t = gouw_results_find(&p.results, "order");
    assert_int_equal(t->n_rows, 6); /* a, b, d, e */
    assert_true(isnan(gouw_table_real(t, 0, "p_before")));
    assert_true(plan_says(&p, "3 pairs have no chances"));
    gouw_arena_release(&p.arena);
}

static void test_progress(void **state) {
    (void)state;
    plan p;
    gouw_stage_options draft = {.stage = "draft"};
    build(&p);
    assert_int_equal(plan_run(&p, "progress", &draft, NULL), GOUW_OK);
    assert_string_equal(plan_csv(&p, "progress"), "left,right,mass\n"
                                                  "2025-12-01,2025-12-31,0.3333333333333333\n"
                                                  "2026-02-02,2026-03-31,0.3333333333333333\n"
                                                  "2026-08-01,2026-08-31,0.33333333333333337\n");
    const gouw_table *curve = gouw_results_find(&p.results, "progress_curve");
    assert_int_equal(curve->n_rows, 6);
    assert_near(gouw_table_real(curve, 2, "lower"), 1.0 / 3);
    assert_near(gouw_table_real(curve, 2, "upper"), 2.0 / 3);
    assert_near(gouw_table_real(curve, 3, "regions_lower"), 2);
    const gouw_table *fit = gouw_results_find(&p.results, "progress_fit");
    assert_int_equal(gouw_table_integer(fit, 0, "named"), 4);
    assert_int_equal(gouw_table_integer(fit, 0, "dated"), 3);
    assert_int_equal(gouw_table_integer(fit, 0, "undated"), 1);
    assert_int_equal(gouw_table_integer(fit, 0, "not_mentioned"), 2);
    gouw_arena_release(&p.arena);
}

/* What ends on the last day there is counts as open everywhere: no month, no chance, no mass that
 * ends; and nothing is planned behind that day. */
static void test_last_day(void **state) {
    (void)state;
    static const plan_step last[] = {{"a", "draft", GOUW_PLANNED, 99991201, 99991231},
                                     {"b", "draft", GOUW_PLANNED, 99991101, 99991130}};
    plan p;
    plan_build(&p, 99991115, regions, 2, stages, orders, 1, last, 2);
    assert_int_equal(plan_run(&p, "load", NULL, NULL), GOUW_OK);
    assert_true(plan_says(&p, "1 of 2 regions gives a date"));
    assert_near(gouw_table_real(gouw_results_find(&p.results, "load_peaks"), 0, "expected"), 1);
    assert_int_equal(plan_run(&p, "order", NULL, NULL), GOUW_OK);
    assert_string_equal(plan_csv(&p, "order"),
                        "region_a,region_b,p_before,p_same,p_after\na,b,,,\n");
    gouw_arena_release(&p.arena);
    plan_build(&p, 99991231, regions, 2, stages, orders, 1, last, 2);
    assert_int_equal(plan_run(&p, "progress", NULL, NULL), GOUW_OK);
    assert_string_equal(plan_csv(&p, "progress"), "left,right,mass\n9999-12-31,,1\n");
    gouw_arena_release(&p.arena);
}

static void test_status(void **state) {
    (void)state;
    plan p;
    build(&p);
    assert_int_equal(plan_run(&p, "status", NULL, NULL), GOUW_OK);
    assert_string_equal(plan_csv(&p, "status"),
                        "region,last_done,last_when,next_step,next_when,earliest,latest,"
                        "undated_steps,not_mentioned\n"
                        "a,draft,,adopted,,2026-06-01,2026-06-30,0,\n"
                        "b,,,draft,,,,1,\n"
                        "c,,,adopted,,2026-06-01,2026-06-30,0,\n"
                        "d,talks,,draft,,2026-08-01,2026-08-31,0,\n"
                        "e,,,draft,,2026-01-01,2026-03-31,0,\n"
                        "f,,,,,,,0,draft;adopted\n");
    gouw_arena_release(&p.arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_reach),
        cmocka_unit_test(test_curves),
        cmocka_unit_test(test_load),
        cmocka_unit_test(test_load_read_otherwise),
        cmocka_unit_test(test_load_narrow),
        cmocka_unit_test(test_load_early_years),
        cmocka_unit_test(test_load_peak_to_come),
        cmocka_unit_test(test_order),
        cmocka_unit_test(test_progress),
        cmocka_unit_test(test_last_day),
        cmocka_unit_test(test_status),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
