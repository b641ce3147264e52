/* Horizons: what a target without a year would ask, by the year in which it would be reached.
 *
 *                              0%      0.5%      1%      1.5%     2%   a year
 *     Regio Emmen, homes              |                2050   2040      2035
 *     +30,000                         |past ----------- o ----- o ------- o
 *
 * A row a target: a dot for each horizon, the nearest the darkest, and an upright line for what
 * past growth was. Nothing here gives the target a year; the reader compares.
 * Complexity: linear in the rows, times the targets. */
#include <math.h>
#include <string.h>

#include "base/i18n.h"
#include "chart/axis.h"
#include "chart/chart_names.h"
#include "chart/frame.h"

enum { GROUND, MARKS, DOTS }; /* layers, as in plots/horizons.gp */
enum { NAMES_ROOM = 230, GAP = 16, PITCH = 52, MOST = 200 };

typedef struct target {
    const char *name;
    size_t from, n; /* its rows, one after the other */
    double past;
} target;

typedef struct view {
    gouw_canvas *canvas;
    const gouw_table *table;
    target *targets;
    size_t n, n_horizons;
    double low, high;
} view;

static bool same(const gouw_table *table, size_t a, size_t b, const char *column) {
    return strcmp(gouw_cell_text(table, a, column), gouw_cell_text(table, b, column)) == 0;
}

static void read_targets(view *v, const gouw_table *labels) {
    const gouw_table *table = v->table;
    gouw_chart_names regions, indicators;
    gouw_chart_names_read(v->canvas, labels, "region", &regions);
    gouw_chart_names_read(v->canvas, labels, "indicator", &indicators);
    v->targets = gouw_canvas_array(v->canvas, table->n_rows, sizeof *v->targets);
    v->low = v->high = 0;
    for (size_t row = 0; v->targets != NULL && row < table->n_rows; row++) {
        const double rate = gouw_cell_number(table, row, "required_rate");
        const bool goes_on = v->n > 0 && same(table, row, row - 1, "region") &&
                             same(table, row, row - 1, "indicator");
        if (!goes_on) {
            const char *region = gouw_cell_text(table, row, "region");
            const char *indicator = gouw_cell_text(table, row, "indicator");
            v->targets[v->n++] = (target){
                gouw_canvas_format(v->canvas, _("%s, %s"), gouw_chart_names_label(&regions, region),
                                   gouw_chart_names_label(&indicators, indicator)),
                row, 0, gouw_cell_number(table, row, "observed_rate")};
        }
        target *t = &v->targets[v->n - 1];
        t->n++;
        v->n_horizons = t->n > v->n_horizons ? t->n : v->n_horizons;
        v->low = fmin(v->low, fmin(rate, t->past));
        v->high = fmax(v->high, fmax(rate, t->past));
    }
}

static const char *rate_words(view *v, double rate) {
    return gouw_value_text(v->canvas, rate, 0.0001, true, true);
}

static void draw_target(view *v, const gouw_value_axis *axis, const target *t, double y) {
    double first = NAN, last = NAN;
    if (isfinite(t->past)) {
        const double x = gouw_value_axis_x(axis, t->past);
        gouw_canvas_box(v->canvas, MARKS, x - 1.25, y - 9, x + 1.25, y + 9, GOUW_INK);
        gouw_canvas_hover(v->canvas, x - 3, y - 9, x + 3, y + 9,
                          gouw_canvas_format(v->canvas, _("%s: past growth %s a year"), t->name,
                                             rate_words(v, t->past)));
    }
    for (size_t i = 0; i < t->n; i++) {
        const double rate = gouw_cell_number(v->table, t->from + i, "required_rate");
        if (!isfinite(rate))
            continue;
        first = fmin(first, gouw_value_axis_x(axis, rate));
        last = fmax(last, gouw_value_axis_x(axis, rate));
    }
    if (last > first)
        gouw_canvas_box(v->canvas, GROUND, first, y - 1, last, y + 1, 0xCECECE);
    if (!(last >= first))
        gouw_canvas_hover(v->canvas, axis->x1, y - 9, axis->x2, y + 9,
                          gouw_canvas_format(v->canvas, _("%s: no rate can be told"), t->name));
    for (size_t i = 0; i < t->n; i++) {
        const double rate = gouw_cell_number(v->table, t->from + i, "required_rate");
        if (!isfinite(rate))
            continue;
        const double x = gouw_value_axis_x(axis, rate);
        const char *year = gouw_canvas_format(v->canvas, "%.0f",
                                              gouw_cell_number(v->table, t->from + i, "horizon"));
        gouw_canvas_disc(v->canvas, DOTS, x, y, 5.5,
                         gouw_sequence_colour(v->canvas->palette, i, v->n_horizons));
        gouw_canvas_hover(v->canvas, x - 6, y - 6, x + 6, y + 6,
                          gouw_canvas_format(v->canvas, _("%s: reached in %s, it asks %s a year"),
                                             t->name, year, rate_words(v, rate)));
        /* Above, or below where the one above would touch another. */
        for (int side = -1; side <= 1; side += 2) {
            if (!gouw_canvas_clear(v->canvas, GOUW_SMALL, GOUW_CENTRE, x, y + 15 * side, year))
                continue;
            gouw_canvas_text(v->canvas, GOUW_SMALL, GOUW_CENTRE, x, y + 15 * side, GOUW_INK, year);
            break;
        }
    }
}

static void draw(view *v, const gouw_chart_job *job) {
    const char **names = gouw_canvas_array(v->canvas, v->n, sizeof *names);
    double *ys = gouw_canvas_array(v->canvas, v->n, sizeof *ys);
    if (v->canvas->failed)
        return;
    const gouw_key keys[] = {
        {GOUW_MARK_RULE, 2.5, GOUW_INK, 0, _("past growth")},
        {GOUW_MARK_DISC, 5.5, gouw_sequence_colour(v->canvas->palette, 0, v->n_horizons), 0,
         _("growth that the target asks if it is reached in the year beside the dot")},
    };
    double y = gouw_frame_top(v->canvas, job, _("What targets without a year would ask"),
                              _("Growth a year, by the year in which the target would be reached; "
                                "the source states none"));
    y = gouw_keys_draw(v->canvas, keys, 2, GOUW_MARGIN, y + 4, v->canvas->width - 2 * GOUW_MARGIN,
                       DOTS);
    for (size_t i = 0; i < v->n; i++)
        names[i] = v->targets[i].name;
    const double pitch = gouw_canvas_pitch(v->canvas, PITCH, v->n);
    const gouw_name_column column = gouw_name_column_fit(names, v->n, pitch,
                                                         gouw_canvas_room(v->canvas, NAMES_ROOM));
    const gouw_value_axis axis = gouw_value_axis_fit(v->low, v->high, 6,
                                                     GOUW_MARGIN + column.room + GAP,
                                                     v->canvas->width - GOUW_MARGIN - 20, true);
    const double top = y += 22;
    for (size_t i = 0; i < v->n; i++, y += pitch) {
        ys[i] = y + pitch / 2;
        if (i > 0)
            gouw_canvas_box(v->canvas, GROUND, GOUW_MARGIN, y - 0.5, axis.x2, y + 0.5, GOUW_GRID);
        draw_target(v, &axis, &v->targets[i], ys[i]);
    }
    gouw_name_column_draw(v->canvas, &column, names, ys, v->n, axis.x1 - GAP, GOUW_RIGHT);
    gouw_value_axis_draw(v->canvas, &axis, top, y, false);
    v->canvas->description = gouw_canvas_format(
        v->canvas,
        _n("%zu target without a year: the growth a year that it would ask for several years of "
           "reaching it, beside past growth.",
           "%zu targets without a year: the growth a year that each would ask for several years "
           "of reaching it, beside past growth.",
           v->n),
        v->n);
    gouw_frame_bottom(v->canvas, job, y, NULL);
}

static gouw_status layout(const gouw_chart_job *job, gouw_canvas *canvas, gouw_error *error) {
    view v = {.canvas = canvas, .table = gouw_chart_table(job, "growth_horizons")};
    read_targets(&v, job->labels);
    if (!canvas->failed && v.n == 0)
        return gouw_fail(error, GOUW_EDATA, _("every target states a year: no horizons to draw"));
    if (v.n > MOST)
        return gouw_fail(error, GOUW_EDATA, _("%zu targets are too many to draw; %d are the most"),
                         v.n, MOST);
    if (!canvas->failed)
        draw(&v, job);
    return canvas->failed ? gouw_fail_memory(error, 0) : GOUW_OK;
}

static const gouw_chart_need needs[] = {
    {"growth_horizons", "region indicator horizon required_rate observed_rate", false}};

const gouw_chart gouw_chart_horizons = {
    .name = "horizons",
    .summary = N_("what targets without a year would ask, year by year"),
    .needs = needs,
    .n_needs = sizeof needs / sizeof needs[0],
    .layers = "bbd",
    .layout = layout,
};
