/* The growth panels and their scales, and the rates that are drawn from four targets on. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>

#include "chart/growth.h"
#include "chart/samples_more.h"

static const gouw_column STEP_COLUMNS[] = {TEXT_COLUMN("region"),   TEXT_COLUMN("indicator"),
                                           INTEGER_COLUMN("year"),  REAL_COLUMN("observed"),
                                           REAL_COLUMN("required"), TEXT_COLUMN("step")};
static const gouw_table_spec STEP_SPEC = SPEC("trajectories", STEP_COLUMNS);

static void add_year(gouw_table *t, const char *region, int year, double observed, double required,
                     const char *step) {
    add_row(t);
    gouw_table_set_text(t, "region", region);
    gouw_table_set_text(t, "indicator", "homes");
    gouw_table_set_integer(t, "year", year);
    gouw_table_set_real(t, "observed", observed);
    gouw_table_set_real(t, "required", required);
    gouw_table_set_text(t, "step", step);
}

/* a doubles, b shrinks by a tenth, c comes from below 0. */
static void read_panels(sample *s, bool own_scales, gouw_panels *panels) {
    gouw_table *t = new_table(s, &STEP_SPEC);
    add_year(t, "a", 2020, 50, NAN, NULL);
    add_year(t, "a", 2025, 100, 100, "break");
    add_year(t, "a", 2035, NAN, 200, NULL);
    add_year(t, "b", 2020, 1000, NAN, NULL);
    add_year(t, "b", 2025, 900, 900, "jump");
    add_year(t, "c", 2020, -5, NAN, NULL);
    add_year(t, "c", 2025, 20, 20, NULL);
    const gouw_table *const tables[] = {t};
    const gouw_chart *chart = gouw_chart_find("growth");
    const gouw_chart_job job = {
        .chart = chart, .tables = tables, .n_tables = 1, .own_scales = own_scales};
    gouw_canvas canvas;
    gouw_canvas_open(&canvas, chart, &s->arena);
    gouw_panels_read(&canvas, &job, panels);
    assert_false(canvas.failed);
    assert_int_equal(panels->n, 3);
    gouw_canvas_release(&canvas);
}

static void one_scale_for_all(void **state) {
    (void)state;
    sample s = {.arena = GOUW_ARENA_INIT};
    gouw_panels p;
    read_panels(&s, false, &p);
    /* As a multiple of the last count: a from a half to 2, b from 1 to 10/9. */
    for (size_t i = 0; i < 2; i++) {
        assert_false(p.items[i].own_scale);
        assert_float_equal(p.items[i].low, 0.5, 0);
        assert_float_equal(p.items[i].high, 2, 0);
        assert_float_equal(p.items[i].unit, p.items[i].reference, 0);
    }
    assert_true(p.items[2].own_scale);
    assert_float_equal(p.items[2].low, -5, 0);
    assert_float_equal(p.items[2].high, 20, 0);
    assert_int_equal(p.n_own, 1);
    assert_int_equal(p.n_breaks, 1);
    assert_int_equal(p.n_jumps, 1);
    assert_string_equal(gouw_panel_step(&p, &p.items[0], 1), "break");
    gouw_arena_release(&s.arena);
}

static void each_its_own_on_request(void **state) {
    (void)state;
    sample s = {.arena = GOUW_ARENA_INIT};
    gouw_panels p;
    read_panels(&s, true, &p);
    assert_int_equal(p.n_own, 3);
    assert_float_equal(p.items[1].low, 900, 0);
    assert_float_equal(p.items[1].high, 1000, 0);
    gouw_arena_release(&s.arena);
}

static gouw_status describe_rates(sample *s, size_t n_open, const char **description,
                                  gouw_error *error) {
    const gouw_table *const tables[] = {sample_ranking(s, n_open)};
    const gouw_chart_job job = {.chart = gouw_chart_find("rates"), .tables = tables, .n_tables = 1};
    const char *title;
    return gouw_chart_describe(&job, &s->arena, &title, description, error);
}

/* The sample has one target more, whose year has come: it never counts. */
static void rates_from_four_targets_on(void **state) {
    (void)state;
    sample s = {.arena = GOUW_ARENA_INIT};
    const char *description = NULL;
    gouw_error error = GOUW_ERROR_INIT;
    gouw_random_init(&s.random, 3, 0);
    assert_int_equal(describe_rates(&s, 3, &description, &error), GOUW_EDATA);
    assert_string_equal(error.message, "rates are drawn from 4 dated targets with a past series "
                                       "on; here 3 have both");
    assert_int_equal(describe_rates(&s, 4, &description, NULL), GOUW_OK);
    assert_non_null(strstr(description, "4 targets with a year and a past series"));
    /* Homes are not said to ask more or less than inhabitants do. */
    assert_non_null(strstr(description, "one indicator after the other"));
    assert_null(strstr(description, "asks most"));
    gouw_arena_release(&s.arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_scale_for_all),
        cmocka_unit_test(each_its_own_on_request),
        cmocka_unit_test(rates_from_four_targets_on),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
