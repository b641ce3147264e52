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
    gouw_canvas_open(&canvas, chart, gouw_palette_find(NULL), &s->arena);
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

/* Points of a layer of lines; a blank line parts two of them. */
typedef struct point {
    double x, y;
    bool begins;
} point;

static size_t read_lines(gouw_canvas *canvas, size_t layer, point *points, size_t most) {
    gouw_sink *sink = &canvas->blocks[GOUW_TEXT_LAYERS + layer];
    bool begins = true;
    size_t n = 0;
    gouw_sink_char(sink, '\0');
    for (const char *at = sink->data; *at != '\0'; at = strchr(at, '\n') + 1) {
        char *end = NULL;
        if (*at == '\n') {
            begins = true;
            continue;
        }
        assert_true(n < most);
        points[n].x = strtod(at, &end);
        points[n].y = strtod(end + 1, NULL);
        points[n++].begins = begins;
        begins = false;
    }
    return n;
}

/* Whether the line from a to b comes within the letters of a text. */
static bool crosses(const point *a, const point *b, const gouw_text_box *box) {
    enum { STEPS = 50 };
    for (int i = 0; i <= STEPS; i++) {
        const double x = a->x + (b->x - a->x) * i / STEPS, y = a->y + (b->y - a->y) * i / STEPS;
        if (x > box->x1 && x < box->x2 && fabs(y - box->y) < box->size * 0.36)
            return true;
    }
    return false;
}

/* Series that rise, dip and level off, and targets of a year that has come: no text stands on the
 * series or on the path. */
static void texts_keep_off_lines(void **state) {
    (void)state;
    enum { SERIES = 3, MOST = 4000 };
    static point points[MOST];
    static const char *const names[] = {"rises", "dips", "levels", "starts-low", "misses"};
    sample s = {.arena = GOUW_ARENA_INIT};
    gouw_table *t = new_table(&s, &STEP_SPEC), *g = new_table(&s, &GROWTH_SPEC);
    for (size_t r = 0; r < COUNT(names); r++) {
        for (int year = 2004; year <= 2023; year++) {
            const int k = year - 2004;
            const double values[] = {10 + k, k == 16 ? 14 : 10 + k, k < 14 ? 10 + k : 24,
                                     2 + k * k * 0.05, 9 + 0.6 * k};
            add_year(t, names[r], year, values[r],
                     year <= 2020 ? 9 + (r == 4 ? 0.9 : 0.55) * k : NAN,
                     r == 1 && (k == 16 || k == 17) ? "jump" : NULL);
        }
        add_row(g);
        gouw_table_set_text(g, "region", names[r]);
        gouw_table_set_text(g, "indicator", "homes");
        gouw_table_set_real(g, "target", 9 + (r == 4 ? 0.9 : 0.55) * 16);
        gouw_table_set_integer(g, "target_year", 2020);
    }
    const gouw_table *const tables[] = {t, g};
    const gouw_chart *chart = gouw_chart_find("growth");
    const gouw_chart_job job = {.chart = chart, .tables = tables, .n_tables = 2};
    gouw_canvas canvas;
    gouw_canvas_open(&canvas, chart, gouw_palette_find(NULL), &s.arena);
    assert_int_equal(chart->layout(&job, &canvas, NULL), GOUW_OK);
    const size_t n = read_lines(&canvas, SERIES, points, MOST);
    assert_true(n > 5 * 30);
    for (size_t i = 1; i < n; i++)
        for (size_t k = 0; k < canvas.n_boxes && !points[i].begins; k++)
            if (crosses(&points[i - 1], &points[i], &canvas.boxes[k]))
                fail_msg("a line runs through the text from %g to %g at %g", canvas.boxes[k].x1,
                         canvas.boxes[k].x2, canvas.boxes[k].y);
    gouw_canvas_release(&canvas);
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
        cmocka_unit_test(texts_keep_off_lines),
        cmocka_unit_test(rates_from_four_targets_on),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
