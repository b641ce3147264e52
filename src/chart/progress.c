/* Progress: how many regions are past a stage, day by day, as far as vague dates tell.
 *
 *     11 regions  |::::: 4 do not mention this step ::::::
 *                 |;;;;; 1 names it without a date ;;;;;;;
 *              6  |                         ,-----------
 *                 |                  [####]-'              a box: somewhere in these days, for
 *                 |        [########]                      as many regions as it is high
 *              0  |-------'
 *                  2026    Q2      Q3      Q4
 *
 * The boxes are the innermost intervals of Turnbull's estimate (1976): within one, the dates do not
 * say how the number grows, and between two it is constant. The estimate is for the regions that
 * date the stage; the bands above them are the others.
 * Complexity: O(n log n) for n intervals. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "chart/axis.h"
#include "chart/chart_names.h"
#include "chart/frame.h"

enum { GROUND, BOXES, OVER }; /* layers, as in plots/progress.gp */
enum { LEFT = 64, RIGHT = 84, HEIGHT = 270, LEAST_WIDTH = 3 };
static const gouw_colour UNDATED = 0xE2E2E2, NOT_MENTIONED = 0xF1F1F1;

typedef struct rise {
    gouw_day left, right; /* GOUW_DAY_MIN, GOUW_DAY_MAX where open */
    double mass;
} rise;

typedef struct view {
    gouw_canvas *canvas;
    const gouw_chart_job *job;
    rise *steps;
    size_t n;
    double regions, dated, undated; /* NaN where not said */
    const char *stage;              /* its label, or NULL */
    gouw_time_axis axis;
    double y1, y2;
} view;

static int by_left(const void *a, const void *b) {
    const rise *x = a, *y = b;
    if (x->left != y->left)
        return x->left < y->left ? -1 : 1;
    return (x->right > y->right) - (x->right < y->right);
}

static void read_steps(view *v, const gouw_table *table) {
    v->steps = gouw_canvas_array(v->canvas, table->n_rows, sizeof *v->steps);
    for (size_t row = 0; v->steps != NULL && row < table->n_rows; row++) {
        const gouw_day left = gouw_table_date(table, row, "left");
        const gouw_day right = gouw_table_date(table, row, "right");
        const double mass = gouw_cell_number(table, row, "mass");
        if (mass > 1e-9)
            v->steps[v->n++] = (rise){left == GOUW_DAY_NONE ? GOUW_DAY_MIN : left,
                                      right == GOUW_DAY_NONE ? GOUW_DAY_MAX : right, mass};
    }
    if (v->n > 1)
        qsort(v->steps, v->n, sizeof *v->steps, by_left);
}

static void read_fit(view *v, const gouw_table *fit) {
    gouw_chart_names stages;
    v->regions = v->dated = v->undated = NAN;
    if (fit == NULL || fit->n_rows == 0)
        return;
    gouw_chart_names_read(v->canvas, v->job->labels, "stage", &stages);
    const char *id = gouw_table_text(fit, 0, "stage");
    const size_t s = id == NULL ? SIZE_MAX : gouw_chart_names_find(&stages, id);
    v->stage = s == SIZE_MAX ? id : stages.labels[s];
    v->regions = gouw_cell_number(fit, 0, "regions");
    v->dated = gouw_cell_number(fit, 0, "dated");
    v->undated = gouw_cell_number(fit, 0, "undated");
}

/* Whether numbers of regions are known; else the chart is in shares. */
static bool counted(const view *v) {
    return v->regions > 0 && v->dated > 0;
}

static double whole(const view *v) {
    return counted(v) ? v->regions : 1;
}

static double height_of(const view *v, double share) {
    const double part = counted(v) ? share * v->dated / v->regions : share;
    return v->y2 - (v->y2 - v->y1) * part;
}

static void find_axis(view *v) {
    gouw_day from = GOUW_DAY_MAX, to = GOUW_DAY_MIN;
    const gouw_day as_of = v->job->as_of;
    for (size_t i = 0; i < v->n; i++) {
        const gouw_day ends[] = {v->steps[i].left, v->steps[i].right};
        for (size_t k = 0; k < 2; k++) {
            if (ends[k] <= GOUW_DAY_MIN || ends[k] >= GOUW_DAY_MAX)
                continue;
            from = ends[k] < from ? ends[k] : from;
            to = ends[k] > to ? ends[k] : to;
        }
    }
    if (as_of != GOUW_DAY_NONE) {
        from = as_of < from ? as_of : from;
        to = as_of > to ? as_of : to;
    }
    from = from > to ? 0 : from;
    v->axis = gouw_time_axis_fit(from, to < from ? from + 365 : to + 31, GOUW_MARGIN + LEFT,
                                 v->canvas->width - GOUW_MARGIN - RIGHT);
}

static void draw_scale(view *v) {
    const double step = counted(v) ? fmax(1, gouw_nice_step(v->regions, 6)) : 0.25;
    for (double value = 0; value <= whole(v) + 1e-9; value += step) {
        const double y = v->y2 - (v->y2 - v->y1) * value / whole(v);
        gouw_canvas_box(v->canvas, GROUND, v->axis.x1, y - 0.5, v->axis.x2, y + 0.5,
                        value > 0 ? GOUW_GRID : GOUW_AXIS);
        gouw_canvas_text(v->canvas, GOUW_SMALL, GOUW_RIGHT, v->axis.x1 - 8, y, GOUW_MUTED,
                         gouw_value_text(v->canvas, value, step, !counted(v), false));
    }
    if (fmod(v->regions, step) > step * 0.4)
        gouw_canvas_text(v->canvas, GOUW_SMALL, GOUW_RIGHT, v->axis.x1 - 8, v->y1, GOUW_MUTED,
                         gouw_value_text(v->canvas, v->regions, 1, false, false));
    gouw_canvas_text(v->canvas, GOUW_SMALL, GOUW_RIGHT, v->axis.x1 - 8, v->y1 - 16, GOUW_MUTED,
                     counted(v) ? _("regions") : _("share"));
}

/* A band of so many regions, from so many up, with its words if it is high enough for them. */
static void draw_band(view *v, double from, double n, gouw_colour colour, const char *words) {
    const double scale = (v->y2 - v->y1) / v->regions;
    const double low = v->y2 - from * scale, high = low - n * scale;
    if (!(n > 0.5))
        return;
    gouw_canvas_box(v->canvas, GROUND, v->axis.x1, high, v->axis.x2, low, colour);
    gouw_canvas_hover(v->canvas, v->axis.x1, high, v->axis.x2, low, words);
    if (low - high > 14)
        gouw_canvas_text(v->canvas, GOUW_SMALL, GOUW_LEFT, v->axis.x1 + 8, (low + high) / 2,
                         GOUW_MUTED, words);
}

/* Above the regions that date the stage: those that name it without a date, and the others. */
static void draw_others(view *v) {
    if (!counted(v))
        return;
    const double undated = v->undated > 0 ? v->undated : 0;
    const double others = v->regions - v->dated - undated;
    draw_band(v, v->dated, undated, UNDATED,
              gouw_canvas_format(v->canvas,
                                 _n("%.0f region names it without a date",
                                    "%.0f regions name it without a date", (size_t)undated),
                                 undated));
    draw_band(v, v->dated + undated, others, NOT_MENTIONED,
              gouw_canvas_format(v->canvas,
                                 _n("%.0f region does not mention it",
                                    "%.0f regions do not mention it", (size_t)others),
                                 others));
}

static const char *number_words(view *v, double share) {
    const double n = share * v->dated;
    return counted(v)
               ? gouw_canvas_format(v->canvas, "%s", _d(n, fabs(n - round(n)) < 0.05 ? 0 : 1))
               : gouw_value_text(v->canvas, share, 0.01, true, false);
}

/* Within these days the number grows from one to the other. */
static const char *rise_words(view *v, const rise *s, double share) {
    const char *days = gouw_days_long(v->canvas, s->left, s->right);
    const char *from = number_words(v, share), *to = number_words(v, share + s->mass);
    return counted(v)
               ? gouw_canvas_format(v->canvas,
                                    _n("%s: from %s to %s of %.0f region",
                                       "%s: from %s to %s of %.0f regions", (size_t)v->regions),
                                    days, from, to, v->regions)
               : gouw_canvas_format(v->canvas, _("%s: from %s to %s of the regions"), days, from,
                                    to);
}

/* The level stretch of the curve from x1 to x2. */
static void hover_level(view *v, double x1, double x2, double share) {
    const double y = height_of(v, share);
    if (x2 > x1)
        gouw_canvas_hover(
            v->canvas, x1, y - 4, x2, y + 4,
            counted(v)
                ? gouw_canvas_format(
                      v->canvas, _n("%s of %.0f region", "%s of %.0f regions", (size_t)v->regions),
                      number_words(v, share), v->regions)
                : gouw_canvas_format(v->canvas, _("%s of the regions"), number_words(v, share)));
}

static void draw_curve(view *v) {
    double share = 0, x = v->axis.x1;
    for (size_t i = 0; i < v->n; i++) {
        const rise *s = &v->steps[i];
        const double from = fmax(x, gouw_time_axis_x(&v->axis, s->left));
        const double to = gouw_time_axis_x(&v->axis,
                                           s->right < GOUW_DAY_MAX ? s->right + 1 : s->right);
        const double right = fmin(v->axis.x2, fmax(to, from + LEAST_WIDTH));
        const double low = height_of(v, share), high = height_of(v, share + s->mass);
        gouw_canvas_box(v->canvas, OVER, x, low - 1.1, from, low + 1.1, GOUW_MAIN);
        gouw_canvas_frame(v->canvas, BOXES, from, high - 1.1, right, low + 1.1, 1.2, GOUW_MAIN,
                          GOUW_PALE);
        hover_level(v, x, from, share);
        gouw_canvas_hover(v->canvas, from, high, right, low, rise_words(v, s, share));
        share += s->mass;
        x = right;
    }
    const double y = height_of(v, share);
    hover_level(v, x, v->axis.x2, share);
    gouw_canvas_box(v->canvas, OVER, x, y - 1.1, v->axis.x2, y + 1.1, GOUW_MAIN);
    gouw_canvas_text(
        v->canvas, GOUW_STRONG, GOUW_LEFT, v->axis.x2 + 8, y, GOUW_MAIN,
        counted(v) ? gouw_canvas_format(v->canvas, _("%.0f of %.0f"), share * v->dated, v->regions)
                   : gouw_value_text(v->canvas, share, 0.01, true, false));
}

static double draw_as_of(view *v) {
    if (v->job->as_of == GOUW_DAY_NONE)
        return v->y2;
    const double x = gouw_time_axis_x(&v->axis, v->job->as_of);
    const char *text = gouw_canvas_format(v->canvas, _("status on %s"),
                                          gouw_day_long(v->canvas, v->job->as_of));
    const double half = gouw_style_width(GOUW_SMALL_STRONG, text) / 2;
    gouw_canvas_upright(v->canvas, OVER, x, v->y1 - 4, v->y2 + 6, 1.5, GOUW_ACCENT);
    gouw_canvas_text(v->canvas, GOUW_SMALL_STRONG, GOUW_CENTRE, fmax(x, v->axis.x1 + half),
                     v->y2 + 15, GOUW_ACCENT, text);
    return v->y2 + 22;
}

static void draw(view *v) {
    const gouw_key keys[] = {
        {GOUW_MARK_STROKE, 2.2, GOUW_MAIN, 0, _("number past the step")},
        {GOUW_MARK_OUTLINE, 0, GOUW_MAIN, GOUW_PALE,
         _("grows somewhere within these days; the dates do not say how")},
    };
    double y = gouw_frame_top(
        v->canvas, v->job,
        v->stage == NULL ? _("Regions past the step, as planned")
                         : gouw_canvas_format(
                               v->canvas, _("Regions past the step \"%s\", as planned"), v->stage),
        _("What the stated dates allow; plans, not observations"));
    y = gouw_keys_draw(v->canvas, keys, 2, GOUW_MARGIN, y + 4, v->canvas->width - 2 * GOUW_MARGIN,
                       0);
    find_axis(v);
    v->y1 = y + 8 + gouw_time_axis_height(&v->axis);
    v->y2 = v->y1 + fmin(2.5 * HEIGHT, HEIGHT + v->canvas->spare);
    if (v->job->as_of != GOUW_DAY_NONE)
        gouw_canvas_box(v->canvas, GROUND, v->axis.x1, v->y1,
                        gouw_time_axis_x(&v->axis, v->job->as_of), v->y2, GOUW_GROUND);
    draw_others(v);
    draw_scale(v);
    draw_curve(v);
    gouw_time_axis_draw(v->canvas, &v->axis, v->y1, v->y2);
    y = draw_as_of(v);
    v->canvas->description = gouw_canvas_format(
        v->canvas,
        _n("Curve of the number of regions past a step over time, from dates that are "
           "intervals, with %zu period in which it grows.",
           "Curve of the number of regions past a step over time, from dates that are "
           "intervals, with %zu periods in which it grows.",
           v->n),
        v->n);
    gouw_frame_bottom(v->canvas, v->job, y, NULL);
}

static gouw_status layout(const gouw_chart_job *job, gouw_canvas *canvas, gouw_error *error) {
    view v = {.canvas = canvas, .job = job};
    read_steps(&v, gouw_chart_table(job, "progress"));
    read_fit(&v, gouw_chart_table(job, "progress_fit"));
    if (!canvas->failed && v.n == 0)
        return gouw_fail(error, GOUW_EDATA, _("no region dates this step: no progress to draw"));
    if (!canvas->failed)
        draw(&v);
    return canvas->failed ? gouw_fail_memory(error, 0) : GOUW_OK;
}

static const gouw_chart_need needs[] = {
    {"progress", "left right mass", false},
    {"progress_fit", "stage regions dated undated", true},
};

const gouw_chart gouw_chart_progress = {
    .name = "progress",
    .summary = N_("how many regions are past a step, from vague dates"),
    .needs = needs,
    .n_needs = sizeof needs / sizeof needs[0],
    .layers = "bbb",
    .layout = layout,
};
