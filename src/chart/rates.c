/* Rates: what dated targets ask a year, against what past growth gave.
 *
 *                           0%        0.5%        1%    a year
 *     Noordkust, homes               ---|---            o
 *     Zuiddal, inhabitants    ------|------ o
 *
 * A row a target, by indicator, in each most beyond its past first; an upright line for past growth
 * on the band that it may as well have been, a dot for what is asked, and a line between. Drawn
 * from four dated targets on: with fewer, the growth panels say it better. Complexity: O(n log n)
 * in the targets. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "chart/axis.h"
#include "chart/chart_names.h"
#include "chart/frame.h"

enum { MARKS = 1, DOTS }; /* layers, as in plots/rates.gp; 0 is the grid */
enum { NAMES_ROOM = 230, GAP = 16, LEAST = 4, MOST = 400 };

typedef struct row {
    const char *region, *indicator;
    double asked, past, low, high; /* rates a year; low and high NaN = unknown */
    double beyond;                 /* in the direction of the target */
    size_t place, group;           /* in the table: its row, the first of its indicator */
} row;

typedef struct view {
    gouw_canvas *canvas;
    row *rows;
    size_t n;
    bool one_indicator;
    double low, high, pitch;
} view;

static int most_first(const void *a, const void *b) {
    const row *x = a, *y = b;
    if (x->group != y->group)
        return x->group < y->group ? -1 : 1;
    if (x->beyond != y->beyond)
        return x->beyond > y->beyond ? -1 : 1;
    return (x->place > y->place) - (x->place < y->place);
}

static void take(view *v, double value) {
    v->low = fmin(v->low, value);
    v->high = fmax(v->high, value);
}

static size_t first_of(const gouw_table *table, const char *indicator) {
    size_t i = 0;
    while (strcmp(gouw_cell_text(table, i, "indicator"), indicator) != 0)
        i++;
    return i;
}

static void read_rows(view *v, const gouw_table *table, const gouw_table *labels) {
    gouw_chart_names regions, indicators;
    gouw_chart_names_read(v->canvas, labels, "region", &regions);
    gouw_chart_names_read(v->canvas, labels, "indicator", &indicators);
    v->rows = gouw_canvas_array(v->canvas, table->n_rows, sizeof *v->rows);
    for (size_t i = 0; v->rows != NULL && i < table->n_rows; i++) {
        const double change = gouw_cell_number(table, i, "change");
        row *now = &v->rows[v->n];
        *now = (row){.asked = gouw_cell_number(table, i, "required_rate"),
                     .past = gouw_cell_number(table, i, "observed_rate"),
                     .low = gouw_cell_number(table, i, "observed_low"),
                     .high = gouw_cell_number(table, i, "observed_high"),
                     .place = i,
                     .group = first_of(table, gouw_cell_text(table, i, "indicator"))};
        if (!isfinite(now->asked) || !isfinite(now->past) ||
            strcmp(gouw_cell_text(table, i, "outcome"), "open") != 0)
            continue;
        now->beyond = change < 0.0 ? now->past - now->asked : now->asked - now->past;
        now->region = gouw_chart_names_label(&regions, gouw_cell_text(table, i, "region"));
        now->indicator = gouw_chart_names_label(&indicators, gouw_cell_text(table, i, "indicator"));
        take(v, now->asked);
        take(v, now->past);
        take(v, now->low);
        take(v, now->high);
        v->n++;
    }
    if (v->n == 0)
        return;
    qsort(v->rows, v->n, sizeof *v->rows, most_first);
    v->one_indicator = v->rows[0].group == v->rows[v->n - 1].group;
}

/* "Region, indicator" of each row; a region too long gives way, so that the indicator stays. */
static void name_rows(view *v, const char **names) {
    const gouw_style style = v->pitch >= 20 ? GOUW_LABEL : GOUW_SMALL;
    const double room = gouw_canvas_room(v->canvas, v->pitch >= 26 ? 1.7 * NAMES_ROOM : NAMES_ROOM);
    double widest = 0;
    for (size_t i = 0; i < v->n; i++) {
        names[i] = v->rows[i].region;
        widest = fmax(widest, gouw_style_width(style, v->rows[i].indicator) + 8);
    }
    const char **regions = gouw_names_shorten(v->canvas, names, v->n, style,
                                              fmax(room - widest, room / 2));
    for (size_t i = 0; regions != NULL && i < v->n; i++)
        names[i] = gouw_canvas_format(v->canvas, _("%s, %s"), regions[i], v->rows[i].indicator);
}

static const char *rate_words(view *v, double rate) {
    return gouw_value_text(v->canvas, rate, 0.0001, true, true);
}

static const char *row_words(view *v, const row *now) {
    const char *past = rate_words(v, now->past), *asked = rate_words(v, now->asked);
    if (!isfinite(now->low) || !isfinite(now->high))
        return gouw_canvas_format(v->canvas, _("%s, %s: asks %s a year; past growth %s"),
                                  now->region, now->indicator, asked, past);
    return gouw_canvas_format(v->canvas,
                              _("%s, %s: asks %s a year; past growth %s, as well between %s and "
                                "%s"),
                              now->region, now->indicator, asked, past, rate_words(v, now->low),
                              rate_words(v, now->high));
}

static void draw_row(view *v, const gouw_value_axis *axis, const row *now, double y) {
    const double tall = fmin(6.0, v->pitch / 3.0);
    const double asked = gouw_value_axis_x(axis, now->asked);
    const double past = gouw_value_axis_x(axis, now->past);
    if (isfinite(now->low) && isfinite(now->high))
        gouw_canvas_box(v->canvas, MARKS, gouw_value_axis_x(axis, now->low), y - tall * 0.6,
                        gouw_value_axis_x(axis, now->high), y + tall * 0.6, GOUW_PALE);
    gouw_canvas_box(v->canvas, MARKS, fmin(asked, past), y - 1, fmax(asked, past), y + 1, 0x9E9E9E);
    gouw_canvas_box(v->canvas, MARKS, past - 1.25, y - tall * 1.4, past + 1.25, y + tall * 1.4,
                    GOUW_MAIN);
    gouw_canvas_disc(v->canvas, DOTS, asked, y, fmin(5.0, v->pitch / 3.0), GOUW_ACCENT);
    double from = fmin(asked, past), to = fmax(asked, past);
    if (isfinite(now->low) && isfinite(now->high)) {
        from = fmin(from, gouw_value_axis_x(axis, now->low));
        to = fmax(to, gouw_value_axis_x(axis, now->high));
    }
    gouw_canvas_hover(v->canvas, from - 5, y - v->pitch / 2, to + 5, y + v->pitch / 2,
                      row_words(v, now));
}

static double draw_keys(view *v, double y) {
    const gouw_key keys[] = {
        {GOUW_MARK_DISC, 5, GOUW_ACCENT, 0, _("growth that the target asks")},
        {GOUW_MARK_RULE, 2.5, GOUW_MAIN, 0, _("past growth")},
        {GOUW_MARK_SOLID, 0, GOUW_PALE, 0, _("what past growth may as well have been")},
    };
    return gouw_keys_draw(v->canvas, keys, 3, GOUW_MARGIN, y, v->canvas->width - 2 * GOUW_MARGIN,
                          DOTS);
}

static void describe(view *v, const char *const *names) {
    if (v->one_indicator)
        v->canvas->description = gouw_canvas_format(
            v->canvas,
            _("%zu targets with a year and a past series: the growth a year that each asks beside "
              "past growth. %s asks most beyond its past, %s least."),
            v->n, names[0], names[v->n - 1]);
    else
        v->canvas->description = gouw_canvas_format(
            v->canvas,
            _("%zu targets with a year and a past series: the growth a year that each asks beside "
              "past growth, one indicator after the other, from %s to %s."),
            v->n, names[0], names[v->n - 1]);
}

static void draw(view *v, const gouw_chart_job *job) {
    const char **names = gouw_canvas_array(v->canvas, v->n, sizeof *names);
    double *ys = gouw_canvas_array(v->canvas, v->n, sizeof *ys);
    if (v->canvas->failed)
        return;
    double y = gouw_frame_top(v->canvas, job, _("Growth that dated targets ask, against the past"),
                              v->one_indicator
                                  ? _("Growth a year; the target that asks most beyond its past "
                                      "first")
                                  : _("Growth a year; of each indicator the target that asks most "
                                      "beyond its past first"));
    y = draw_keys(v, y + 4) + 22;
    v->pitch = gouw_canvas_pitch(v->canvas, v->n <= 20 ? 30 : v->n <= 60 ? 18 : 14, v->n);
    name_rows(v, names);
    for (size_t i = 0; i < v->n; i++)
        ys[i] = y + ((double)i + 0.5) * v->pitch;
    const gouw_name_column column = gouw_name_column_fit(names, v->n, v->pitch,
                                                         gouw_canvas_room(v->canvas, NAMES_ROOM));
    const gouw_value_axis axis = gouw_value_axis_fit(fmin(v->low, 0), fmax(v->high, 0), 6,
                                                     GOUW_MARGIN + column.room + GAP,
                                                     v->canvas->width - GOUW_MARGIN - 20, true);
    for (size_t i = 0; i < v->n; i++)
        draw_row(v, &axis, &v->rows[i], ys[i]);
    const double end = y + (double)v->n * v->pitch;
    gouw_name_column_draw(v->canvas, &column, names, ys, v->n, axis.x1 - GAP, GOUW_RIGHT);
    gouw_value_axis_draw(v->canvas, &axis, y, end, false);
    describe(v, names);
    gouw_frame_bottom(v->canvas, job, end,
                      _("Within one indicator the bands hold for all regions at once in 4 of 5 "
                        "cases; where they leave the order open, so does the picture."));
}

static gouw_status layout(const gouw_chart_job *job, gouw_canvas *canvas, gouw_error *error) {
    view v = {.canvas = canvas, .low = NAN, .high = NAN};
    read_rows(&v, gouw_chart_table(job, "growth_ranking"), job->labels);
    if (!canvas->failed && v.n < LEAST)
        return gouw_fail(error, GOUW_EDATA,
                         _("rates are drawn from %d dated targets with a past series on; here %zu "
                           "have both"),
                         LEAST, v.n);
    if (v.n > MOST)
        return gouw_fail(error, GOUW_EDATA, _("%zu targets are too many to draw; %d are the most"),
                         v.n, MOST);
    if (!canvas->failed)
        draw(&v, job);
    return canvas->failed ? gouw_fail_memory(error, 0) : GOUW_OK;
}

static const gouw_chart_need needs[] = {
    {"growth_ranking", "region indicator change required_rate observed_rate outcome", false}};

const gouw_chart gouw_chart_rates = {
    .name = "rates",
    .summary = N_("what dated targets ask a year, against past growth"),
    .needs = needs,
    .n_needs = sizeof needs / sizeof needs[0],
    .layers = "bbd",
    .layout = layout,
};
