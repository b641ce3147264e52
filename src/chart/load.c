/* The load: how many steps are to be expected each month, for each stage and in all.
 *
 * Purpose: see in which months the work will come in, and how sure that is. A bar is the expected
 * number, the upright line its likely range. Stages share one scale, so that they compare; the
 * strip of all stages has its own.
 *
 *                        2026                        2027
 *                        Feb Mar Apr May Jun ...
 *     all steps       4  |   #
 *                     0  | # # # _
 *     Draft plan      2  |   #
 *                     0  | # #
 *
 * Complexity: O(rows x stages). */
#include <math.h>
#include <string.h>

#include "base/i18n.h"
#include "chart/chart_names.h"
#include "chart/frame.h"
#include "chart/load_strip.h"

enum { GROUND, BARS, RULES }; /* layers, as in plots/load.gp */
enum { NAMES_ROOM = 190, SCALE_ROOM = 26, ALL_HEIGHT = 96, STAGE_HEIGHT = 54, ABOVE = 32 };

/* Steps a month that are next to nothing. */
static const double LITTLE = 0.05;

typedef struct view {
    gouw_canvas *canvas;
    const gouw_table *table;
    gouw_day as_of;
    gouw_chart_names stages; /* that have rows, "all" left out */
    bool all;                /* whether "all" has rows */
    gouw_time_axis axis;
    bool trimmed;
    double names, stage_top; /* room for names; the scale that the stages share */
    double stretch;          /* of heights */
} view;

/* Stages in the order of the labels, only those with rows. */
static void find_stages(view *v, const gouw_table *labels) {
    gouw_chart_names known;
    gouw_chart_names_read(v->canvas, labels, "stage", &known);
    for (size_t row = 0; row < v->table->n_rows; row++) {
        const char *stage = gouw_table_text(v->table, row, "stage");
        const bool all = stage != NULL && strcmp(stage, "all") == 0;
        v->all = v->all || all;
        if (!all)
            (void)gouw_chart_names_of(v->canvas, &known, stage);
    }
    for (size_t s = 0; s < known.n; s++) {
        bool used = false;
        for (size_t row = 0; row < v->table->n_rows && !used; row++)
            used = strcmp(gouw_cell_text(v->table, row, "stage"), known.ids[s]) == 0;
        const size_t at = used ? gouw_chart_names_of(v->canvas, &v->stages, known.ids[s])
                               : SIZE_MAX;
        if (at != SIZE_MAX)
            v->stages.labels[at] = known.labels[s];
    }
}

/* The window of all months, without a long tail in which little is expected. */
static bool find_axis(view *v) {
    gouw_day from = GOUW_DAY_MAX, to = GOUW_DAY_MIN;
    gouw_day last = GOUW_DAY_MIN;
    for (size_t row = 0; row < v->table->n_rows; row++) {
        gouw_day first = 0, after = 0;
        if (!gouw_month_days(gouw_cell_text(v->table, row, "month"), &first, &after))
            continue;
        from = first < from ? first : from;
        last = after - 1 > last ? after - 1 : last;
        if (gouw_cell_number(v->table, row, "expected") >= LITTLE && after - 1 > to)
            to = after - 1;
    }
    v->trimmed = to > from && last - to > 92;
    to = v->trimmed ? to : last;
    if (from > to)
        return false;
    v->names = 60;
    for (size_t s = 0; s < v->stages.n; s++) {
        v->names = fmax(v->names, gouw_style_width(GOUW_LABEL, v->stages.labels[s]) + 2);
        v->stage_top = fmax(v->stage_top, gouw_load_highest(v->table, v->stages.ids[s]));
    }
    v->names = fmin(v->names, gouw_canvas_room(v->canvas, NAMES_ROOM));
    v->axis = gouw_time_axis_fit(from, to, GOUW_MARGIN + v->names + 12 + SCALE_ROOM,
                                 v->canvas->width - GOUW_MARGIN);
    return true;
}

/* A strip from y on, its name at the left; returns the y below it. */
static double draw_strip(view *v, const char *stage, const char *name, gouw_style style, double y,
                         double height, double top) {
    const char *lines[3];
    const gouw_load_strip strip = {.table = v->table,
                                   .stage = stage,
                                   .name = name,
                                   .axis = &v->axis,
                                   .as_of = v->as_of,
                                   .y1 = y + ABOVE,
                                   .y2 = y + ABOVE + height,
                                   .top = top,
                                   .bar_layer = BARS,
                                   .rule_layer = RULES};
    const size_t n = gouw_canvas_wrap(v->canvas, style, name, v->names, 3, lines);
    for (size_t i = 0; i < n; i++)
        gouw_canvas_text(v->canvas, style, GOUW_RIGHT, GOUW_MARGIN + v->names,
                         (strip.y1 + strip.y2) / 2 + 14 * ((double)i - (double)(n - 1) / 2),
                         GOUW_INK, lines[i]);
    gouw_load_strip_draw(v->canvas, &strip);
    return strip.y2;
}

static bool is_shown(const view *v, gouw_day day) {
    return day != GOUW_DAY_NONE && day >= v->axis.first && day < v->axis.last;
}

/* Whether something that is shown is done. */
static bool has_done(const view *v) {
    for (size_t row = 0; row < v->table->n_rows; row++)
        if (gouw_load_done(v->table, row, v->as_of) > 0)
            return true;
    return false;
}

/* Where the last strip ends when the first begins at y. */
static double bottom_of(const view *v, double y) {
    return y + (v->all ? ABOVE + ALL_HEIGHT * v->stretch : 0) +
           (double)v->stages.n * (ABOVE + STAGE_HEIGHT * v->stretch);
}

/* The reporting date; what lies before it is done, not expected. */
static double draw_as_of(view *v, double top, double y) {
    if (!is_shown(v, v->as_of))
        return y;
    const double x = gouw_time_axis_x(&v->axis, v->as_of);
    const char *text = gouw_canvas_format(v->canvas, _("status on %s"),
                                          gouw_day_long(v->canvas, v->as_of));
    const double half = gouw_style_width(GOUW_SMALL_STRONG, text) / 2;
    gouw_canvas_upright(v->canvas, RULES, x, top - 4, y + 6, 1.5, GOUW_ACCENT);
    gouw_canvas_text(v->canvas, GOUW_SMALL_STRONG, GOUW_CENTRE,
                     fmin(fmax(x, v->axis.x1 + half), v->axis.x2 - half), y + 15, GOUW_ACCENT,
                     text);
    return y + 22;
}

static void describe(view *v) {
    const size_t peak = gouw_load_peak(v->table, "all", v->as_of);
    const char *found =
        peak == SIZE_MAX ? _("No month stands out.")
                         : gouw_canvas_format(
                               v->canvas, _("The fullest month is %s, with %s steps expected."),
                               gouw_month_long(v->canvas, gouw_cell_text(v->table, peak, "month")),
                               _d(gouw_cell_number(v->table, peak, "expected") -
                                      gouw_load_done(v->table, peak, v->as_of),
                                  1));
    v->canvas->description = gouw_canvas_format(
        v->canvas,
        _n("Expected number of steps a month, for %zu stage and in all. %s",
           "Expected number of steps a month, for %zu stages and in all. %s", v->stages.n),
        v->stages.n, found);
}

static void draw(view *v, const gouw_chart_job *job) {
    const gouw_key keys[] = {
        {GOUW_MARK_SOLID, 0, GOUW_SOFT, 0, _("expected number")},
        {GOUW_MARK_SOLID, 0, GOUW_MAIN, 0, _("fullest month to come")},
        {GOUW_MARK_RULE, 1.5, GOUW_INK, 0, _("likely range, at least 8 in 10")},
        {GOUW_MARK_SOLID, 0, GOUW_LOAD_PAST, 0, _("done")},
    };
    double y = gouw_frame_top(v->canvas, job, _("When the steps may be expected"),
                              _("Expected number a month, each stated date spread evenly over "
                                "the days it allows"));
    y = gouw_keys_draw(v->canvas, keys, has_done(v) ? 4 : 3, GOUW_MARGIN, y + 4,
                       v->canvas->width - 2 * GOUW_MARGIN, 0);
    const double top = y += 4 + gouw_time_axis_height(&v->axis);
    v->stretch = 1;
    const double plain = bottom_of(v, 0) - (double)(v->stages.n + v->all) * ABOVE;
    v->stretch = fmin(2.5, 1 + v->canvas->spare / plain);
    if (is_shown(v, v->as_of))
        gouw_canvas_box(v->canvas, GROUND, v->axis.x1, top, gouw_time_axis_x(&v->axis, v->as_of),
                        bottom_of(v, top), GOUW_GROUND);
    if (v->all)
        y = draw_strip(v, "all", _("all steps"), GOUW_STRONG, y, ALL_HEIGHT * v->stretch, 0);
    for (size_t s = 0; s < v->stages.n; s++)
        y = draw_strip(v, v->stages.ids[s], v->stages.labels[s], GOUW_LABEL, y,
                       STAGE_HEIGHT * v->stretch, v->stage_top);
    gouw_time_axis_draw(v->canvas, &v->axis, top, y);
    y = draw_as_of(v, top, y);
    describe(v);
    gouw_frame_bottom(v->canvas, job, y,
                      v->trimmed ? _("Later months, with next to nothing expected, are left out.")
                                 : NULL);
}

static gouw_status layout(const gouw_chart_job *job, gouw_canvas *canvas, gouw_error *error) {
    view v = {.canvas = canvas, .table = gouw_chart_table(job, "load"), .as_of = job->as_of};
    find_stages(&v, job->labels);
    if (!canvas->failed && !find_axis(&v))
        return gouw_fail(error, GOUW_EDATA, _("no month with a step to be expected: no load"));
    if (!canvas->failed)
        draw(&v, job);
    return canvas->failed ? gouw_fail_memory(error, 0) : GOUW_OK;
}

static const gouw_chart_need needs[] = {{"load", "month stage expected low high", false}};

const gouw_chart gouw_chart_load = {
    .name = "load",
    .summary = N_("how many steps may be expected each month"),
    .needs = needs,
    .n_needs = sizeof needs / sizeof needs[0],
    .layers = "bbb",
    .layout = layout,
};
