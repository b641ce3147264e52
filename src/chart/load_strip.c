#include "chart/load_strip.h"

#include <math.h>
#include <string.h>

#include "base/i18n.h"
#include "chart/chart_names.h"

/* A month with less than this is not called full. */
static const double LEAST_PEAK = 0.75;

static bool of_stage(const gouw_load_strip *s, size_t row) {
    return strcmp(gouw_cell_text(s->table, row, "stage"), s->stage) == 0;
}

bool gouw_load_is_past(const gouw_table *table, size_t row, gouw_day as_of) {
    gouw_day first = 0, after = 0;
    return as_of != GOUW_DAY_NONE &&
           gouw_month_days(gouw_cell_text(table, row, "month"), &first, &after) &&
           after - 1 <= as_of; /* what is planned falls after that day */
}

double gouw_load_done(const gouw_table *table, size_t row, gouw_day as_of) {
    const double expected = gouw_cell_number(table, row, "expected");
    const double done = gouw_cell_number(table, row, "done");
    if (isfinite(done))
        return fmin(fmax(done, 0), expected);
    return gouw_load_is_past(table, row, as_of) ? expected : 0;
}

size_t gouw_load_peak(const gouw_table *table, const char *stage, gouw_day as_of) {
    size_t peak = SIZE_MAX;
    double best = 0;
    bool shared = false;
    for (size_t row = 0; row < table->n_rows; row++) {
        const double expected = gouw_cell_number(table, row, "expected") -
                                gouw_load_done(table, row, as_of);
        if (strcmp(gouw_cell_text(table, row, "stage"), stage) != 0 || !(expected >= best) ||
            gouw_load_is_past(table, row, as_of))
            continue;
        shared = fabs(expected - best) < 1e-9;
        peak = shared ? peak : row;
        best = expected;
    }
    return shared ? SIZE_MAX : peak;
}

double gouw_load_highest(const gouw_table *table, const char *stage) {
    double top = 1;
    for (size_t row = 0; row < table->n_rows; row++)
        if (strcmp(gouw_cell_text(table, row, "stage"), stage) == 0)
            top = fmax(top, fmax(gouw_cell_number(table, row, "expected"),
                                 gouw_cell_number(table, row, "high")));
    return top;
}

static void draw_scale(gouw_canvas *canvas, const gouw_load_strip *s, double top) {
    const double step = fmax(1, gouw_nice_step(top, s->y2 - s->y1 > 120 ? 5 : 3));
    for (double v = 0; v <= top + 1e-9; v += step) {
        const double y = s->y2 - (s->y2 - s->y1) * v / top;
        gouw_canvas_box(canvas, v > 0 ? 0 : s->bar_layer, s->axis->x1, y - 0.5, s->axis->x2,
                        y + 0.5, v > 0 ? GOUW_GRID : GOUW_AXIS);
        gouw_canvas_text(canvas, GOUW_SMALL, GOUW_RIGHT, s->axis->x1 - 6, y, GOUW_MUTED,
                         gouw_canvas_format(canvas, "%.0f", v));
    }
}

/* "June 2026: 1.5 expected (likely 1 to 2)"; of a month half gone both parts. */
static const char *month_words(gouw_canvas *canvas, const gouw_load_strip *s, size_t row) {
    const char *month = gouw_month_long(canvas, gouw_cell_text(s->table, row, "month"));
    const double expected = gouw_cell_number(s->table, row, "expected");
    const double low = gouw_cell_number(s->table, row, "low");
    const double high = gouw_cell_number(s->table, row, "high");
    const double done = gouw_load_done(s->table, row, s->as_of);
    if (expected > 0 && done >= expected - 1e-9)
        return gouw_canvas_format(canvas, _("%s: %s done"), month, _d(done, 1));
    if (done > 0)
        return gouw_canvas_format(canvas, _("%s: %s done, %s expected"), month, _d(done, 1),
                                  _d(expected - done, 1));
    if (low < high)
        return gouw_canvas_format(canvas, _("%s: %s expected (likely %.0f to %.0f)"), month,
                                  _d(expected, 1), low, high);
    return gouw_canvas_format(canvas, _("%s: %s expected"), month, _d(expected, 1));
}

static void draw_bar(gouw_canvas *canvas, const gouw_load_strip *s, size_t row, double unit,
                     bool peak) {
    gouw_day first = 0, after = 0;
    const double expected = gouw_cell_number(s->table, row, "expected");
    const double low = gouw_cell_number(s->table, row, "low");
    const double high = gouw_cell_number(s->table, row, "high");
    if (!gouw_month_days(gouw_cell_text(s->table, row, "month"), &first, &after) ||
        after <= s->axis->first || first >= s->axis->last || !(expected >= 0))
        return;
    const double x1 = gouw_time_axis_x(s->axis, first), x2 = gouw_time_axis_x(s->axis, after);
    const double gap = fmin(3, (x2 - x1) * 0.12), middle = (x1 + x2) / 2;
    const double done = gouw_load_done(s->table, row, s->as_of);
    if (done > 0)
        gouw_canvas_box(canvas, s->bar_layer, x1 + gap, s->y2 - done * unit, x2 - gap, s->y2,
                        GOUW_LOAD_PAST);
    if (expected - done > 1e-9)
        gouw_canvas_box(canvas, s->bar_layer, x1 + gap, s->y2 - expected * unit, x2 - gap,
                        s->y2 - done * unit, peak ? GOUW_MAIN : GOUW_SOFT);
    if (expected > 0 || high > 0)
        gouw_canvas_hover(
            canvas, x1, s->y1, x2, s->y2,
            gouw_canvas_format(canvas, "%s, %s", s->name, month_words(canvas, s, row)));
    if (high >= low)
        gouw_canvas_box(canvas, s->rule_layer, middle - 0.75, s->y2 - high * unit - 0.75,
                        middle + 0.75, s->y2 - low * unit + (low > 0 ? 0.75 : 0), GOUW_INK);
}

static void draw_peak(gouw_canvas *canvas, const gouw_load_strip *s, size_t row, double unit) {
    gouw_day first = 0, after = 0;
    const char *month = gouw_cell_text(s->table, row, "month");
    const double expected = gouw_cell_number(s->table, row, "expected");
    const double high = gouw_cell_number(s->table, row, "high");
    if (!gouw_month_days(month, &first, &after) || first >= s->axis->last ||
        after <= s->axis->first)
        return;
    const char *text = month_words(canvas, s, row);
    const double half = gouw_style_width(GOUW_SMALL_STRONG, text) / 2;
    const double middle = (gouw_time_axis_x(s->axis, first) + gouw_time_axis_x(s->axis, after)) / 2;
    /* Right of the reporting date, whose line it would break; the peak is yet to come. */
    const bool dated = s->as_of != GOUW_DAY_NONE && s->as_of >= s->axis->first;
    const double from = dated ? gouw_time_axis_x(s->axis, s->as_of) + 5 : s->axis->x1;
    const double x = fmin(fmax(middle, from + half), s->axis->x2 - half);
    const double top = fmax(expected, high);
    gouw_canvas_text(canvas, GOUW_SMALL_STRONG, GOUW_CENTRE, x, s->y2 - top * unit - 9, GOUW_INK,
                     text);
}

void gouw_load_strip_draw(gouw_canvas *canvas, const gouw_load_strip *s) {
    const double top = s->top > 0 ? s->top : gouw_load_highest(s->table, s->stage);
    const double unit = (s->y2 - s->y1) / top;
    size_t peak = gouw_load_peak(s->table, s->stage, s->as_of);
    if (peak != SIZE_MAX &&
        gouw_cell_number(s->table, peak, "expected") - gouw_load_done(s->table, peak, s->as_of) <
            LEAST_PEAK)
        peak = SIZE_MAX;
    draw_scale(canvas, s, top);
    for (size_t row = 0; row < s->table->n_rows; row++)
        if (of_stage(s, row))
            draw_bar(canvas, s, row, unit, row == peak);
    if (peak != SIZE_MAX)
        draw_peak(canvas, s, peak, unit);
}
