/* Prevalence: by how many regions each theme is named.
 *
 *     Education       ############################  9   of 11 regions
 *     Health care     ############################  9
 *     Tourism         ######                        2   Achterhoek, Zeeuws-Vlaanderen
 *
 * Bars start at zero and end, at most, at the number of regions: the grey behind them is the
 * regions that do not name the theme. A theme that one region alone names says which.
 * Complexity: O(n log n). */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "chart/axis.h"
#include "chart/chart_names.h"
#include "chart/frame.h"

enum { GROUND, BARS }; /* layers, as in plots/prevalence.gp */
enum { NAMES_ROOM = 240, GAP = 12, ONLY_ROOM = 110 };

typedef struct bar {
    const char *name, *only;
    double regions;
    size_t row;
} bar;

typedef struct view {
    gouw_canvas *canvas;
    bar *bars;
    size_t n;
    double all; /* regions */
    double pitch;
} view;

static int by_regions(const void *a, const void *b) {
    const bar *x = a, *y = b;
    if (x->regions != y->regions)
        return x->regions > y->regions ? -1 : 1;
    return (x->row > y->row) - (x->row < y->row);
}

static void read_bars(view *v, const gouw_table *table, const gouw_table *labels) {
    gouw_chart_names regions;
    gouw_chart_names_read(v->canvas, labels, "region", &regions);
    v->bars = gouw_canvas_array(v->canvas, table->n_rows, sizeof *v->bars);
    for (size_t row = 0; v->bars != NULL && row < table->n_rows; row++) {
        const char *label = gouw_cell_text(table, row, "label");
        const char *only = gouw_table_text(table, row, "only_in");
        const size_t r = only == NULL ? SIZE_MAX : gouw_chart_names_find(&regions, only);
        const double n = gouw_cell_number(table, row, "regions");
        const double share = gouw_cell_number(table, row, "share");
        if (!(n >= 0))
            continue;
        v->bars[v->n++] = (bar){*label == '\0' ? gouw_cell_text(table, row, "theme") : label,
                                r == SIZE_MAX ? only : regions.labels[r], n, row};
        v->all = fmax(v->all, share > 0 && isfinite(n / share) ? round(n / share) : n);
    }
    if (v->n > 1)
        qsort(v->bars, v->n, sizeof *v->bars, by_regions);
}

static void draw(view *v, const gouw_chart_job *job) {
    const char **names = gouw_canvas_array(v->canvas, v->n, sizeof *names);
    double *ys = gouw_canvas_array(v->canvas, v->n, sizeof *ys);
    if (v->canvas->failed)
        return;
    v->pitch = gouw_canvas_pitch(v->canvas, v->n <= 40 ? 21 : 16, v->n);
    double y = gouw_frame_top(
        v->canvas, job, _("How many regions name each theme"),
        gouw_canvas_format(v->canvas, _n("Of %.0f region", "Of %.0f regions", (size_t)v->all),
                           v->all));
    for (size_t i = 0; i < v->n; i++)
        names[i] = v->bars[i].name;
    const gouw_name_column column = gouw_name_column_fit(names, v->n, v->pitch,
                                                         gouw_canvas_room(v->canvas, NAMES_ROOM));
    gouw_value_axis axis = gouw_value_axis_fit(0, fmax(v->all, 1), 6,
                                               GOUW_MARGIN + column.room + GAP,
                                               v->canvas->width - GOUW_MARGIN - ONLY_ROOM, false);
    axis.high = fmax(v->all, 1);
    axis.step = fmax(1, axis.step); /* there is no half region */
    const double end = gouw_value_axis_x(&axis, v->all), top = y += 20;
    for (size_t i = 0; i < v->n; i++, y += v->pitch) {
        const double x = gouw_value_axis_x(&axis, v->bars[i].regions);
        const double y1 = y + v->pitch * 0.17, y2 = y + v->pitch * 0.83;
        ys[i] = y + v->pitch / 2;
        gouw_canvas_box(v->canvas, GROUND, axis.x1, y1, end, y2, GOUW_GROUND);
        gouw_canvas_box(v->canvas, BARS, axis.x1, y1, x, y2, GOUW_MAIN);
        const char *count = gouw_canvas_format(v->canvas, "%.0f", v->bars[i].regions);
        gouw_canvas_text(v->canvas, GOUW_SMALL_STRONG, GOUW_LEFT, x + 6, ys[i], GOUW_INK, count);
        gouw_canvas_hover(
            v->canvas, axis.x1, y, x, y + v->pitch,
            gouw_canvas_format(v->canvas,
                               _n("%s: named by %.0f of %.0f region",
                                  "%s: named by %.0f of %.0f regions", (size_t)v->all),
                               v->bars[i].name, v->bars[i].regions, v->all));
        if (v->bars[i].only != NULL)
            gouw_canvas_text(v->canvas, GOUW_SMALL, GOUW_LEFT,
                             x + 14 + gouw_style_width(GOUW_SMALL_STRONG, count), ys[i], GOUW_MUTED,
                             gouw_canvas_shorten(v->canvas, GOUW_SMALL, v->bars[i].only,
                                                 v->canvas->width - GOUW_MARGIN - x - 30));
    }
    gouw_name_column_draw(v->canvas, &column, names, ys, v->n, axis.x1 - GAP, GOUW_RIGHT);
    gouw_value_axis_draw(v->canvas, &axis, top, y, false);
    v->canvas->description = gouw_canvas_format(
        v->canvas,
        _("Bars of themes (%zu) by the number of regions, of %.0f in all, that name them; most "
          "often named: %s (%.0f)."),
        v->n, v->all, v->bars[0].name, v->bars[0].regions);
    gouw_frame_bottom(v->canvas, job, y, NULL);
}

static gouw_status layout(const gouw_chart_job *job, gouw_canvas *canvas, gouw_error *error) {
    view v = {.canvas = canvas};
    read_bars(&v, gouw_chart_table(job, "prevalence"), job->labels);
    if (!canvas->failed && v.n == 0)
        return gouw_fail(error, GOUW_EDATA, _("no theme to draw"));
    if (!canvas->failed)
        draw(&v, job);
    return canvas->failed ? gouw_fail_memory(error, 0) : GOUW_OK;
}

static const gouw_chart_need needs[] = {{"prevalence", "theme regions share", false}};

const gouw_chart gouw_chart_prevalence = {
    .name = "prevalence",
    .summary = N_("how many regions name each theme"),
    .needs = needs,
    .n_needs = sizeof needs / sizeof needs[0],
    .layers = "bb",
    .layout = layout,
};
