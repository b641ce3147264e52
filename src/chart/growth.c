/* The growth panels: what each target asks, beside what the past shows.
 *
 * Purpose: let a reader judge a target without a model of his own. Each panel has the observed
 * series, past growth continued with its prediction intervals, and the path to the target; in
 * words, how much a year each of them means.
 *
 *     Twente                           the region, what is counted
 *     asks +4,000 a year until 2050    in the colour of the target path
 *     2003-2025: +1,348 a year
 *     740,000 |              ,o  731,426 in 2050
 *             |          ,-'
 *     640,000 |____--""::::::::::      the fan
 *             2003    2025      2050
 *
 * All panels span the same years and, by their height, the same percentage of the last
 * observation: equal slopes are equal growth. A series with values of 0 or less has no such
 * percentage, and has its own scale, which its name says; the job can ask that of all, and where
 * one scale would flatten most panels, all have their own. The axes do not start at zero, and say
 * so. A target without a year is a level, never a path.
 *
 * Complexity: linear in the rows, times the panels. */
#include "chart/growth.h"

#include <math.h>
#include <string.h>

#include "base/i18n.h"
#include "chart/axis.h"
#include "chart/frame.h"

enum { GROUND, FAN, TREND, SERIES, DASHES, DOTS }; /* layers, as in plots/growth.gp */
enum { BETWEEN = 26, LINE = 15, BELOW = 26, MOST_PANELS = 400, WORDS = 3, MOST_TICKS = 12 };

typedef struct view {
    gouw_canvas *canvas;
    gouw_panels p;
    size_t columns;
    double width, plot_height, words_height; /* of a panel; of its plot; of the words above */
    double scale_width;                      /* room for the numbers at the left */
    bool fanned;                             /* past growth is continued somewhere */
} view;

/* One panel in its place. */
typedef struct spot {
    const gouw_panel *panel;
    double x, y;           /* its top left */
    double x1, x2, y1, y2; /* the plot */
} spot;

static double year_x(const view *v, const spot *s, double year) {
    return gouw_panel_x(&v->p, s->x1, s->x2, year);
}

static double value_y(const spot *s, double value) {
    const gouw_panel *panel = s->panel;
    return s->y2 -
           (s->y2 - s->y1) * (value / panel->unit - panel->low) / (panel->high - panel->low);
}

/* ---- words above a panel -------------------------------------------------------------------- */

static const char *number(view *v, double value, bool sign) {
    return gouw_panel_number(v->canvas, value, sign);
}

/* Name, what is asked, what was: wrapped lines of a panel. Returns the y below them when drawn, or
 * their height when not. */
static double panel_words(view *v, const gouw_panel *panel, double x, double y, bool drawn) {
    const char *name = *panel->indicator == '\0'
                           ? panel->name
                           : gouw_canvas_format(v->canvas,
                                                panel->own_scale && v->p.n_own < v->p.n
                                                    ? _("%s, %s (own scale)")
                                                    : _("%s, %s"),
                                                panel->name, panel->counted);
    const struct {
        gouw_style style;
        gouw_colour colour;
        const char *text;
        double width;
    } parts[WORDS] = {
        {GOUW_STRONG, GOUW_INK, name, v->width},
        {GOUW_SMALL_STRONG, GOUW_ACCENT, gouw_panel_asked(v->canvas, &v->p, panel), v->width},
        {GOUW_SMALL, GOUW_MUTED, gouw_panel_observed(v->canvas, &v->p, panel), v->width},
    };
    const double start = y;
    for (size_t i = 0; i < WORDS; i++) {
        const char *lines[2];
        if (*parts[i].text == '\0')
            continue;
        const size_t n = gouw_canvas_wrap(v->canvas, parts[i].style, parts[i].text, parts[i].width,
                                          2, lines);
        for (size_t k = 0; k < n; k++, y += LINE)
            if (drawn)
                gouw_canvas_text(v->canvas, parts[i].style, GOUW_LEFT, x, y, parts[i].colour,
                                 lines[k]);
    }
    return drawn ? y : y - start;
}

/* ---- the plot of a panel ------------------------------------------------------------------- */

static double tick_step(const view *v, const gouw_panel *panel) {
    return gouw_nice_step((panel->high - panel->low) * panel->unit, v->plot_height > 120 ? 4 : 3);
}

static void draw_scale(view *v, const spot *s) {
    const double step = tick_step(v, s->panel);
    const double a = s->panel->low * s->panel->unit, b = s->panel->high * s->panel->unit;
    const double first = ceil(a / step - 1e-9);
    /* Counted: one more is no more where values are large and close together. */
    for (int k = 0; k < MOST_TICKS && (first + k) * step <= b + step * 1e-9; k++) {
        const double value = (first + k) * step, y = value_y(s, value);
        gouw_canvas_box(v->canvas, GROUND, s->x1, y - 0.5, s->x2, y + 0.5, GOUW_GRID);
        gouw_canvas_text(
            v->canvas, GOUW_SMALL, GOUW_RIGHT, s->x1 - 6, y, GOUW_MUTED,
            gouw_panel_number_like(v->canvas, value, step >= 1 ? 20 : step * 20, false));
    }
    gouw_canvas_box(v->canvas, GROUND, s->x1, s->y2 - 0.5, s->x2, s->y2 + 0.5, GOUW_AXIS);
}

/* The first year, that of the last observation, and the last, where they do not touch. */
static void draw_years(view *v, const spot *s) {
    const double years[] = {v->p.first_year, v->p.last_year, s->panel->reference_year};
    double taken[3] = {0, 0, 0};
    size_t n = 0;
    for (size_t i = 0; i < 3; i++) {
        const double x = year_x(v, s, years[i]);
        bool room = isfinite(years[i]);
        for (size_t k = 0; k < n; k++)
            room = room && fabs(taken[k] - x) > 36;
        if (!room)
            continue;
        taken[n++] = x;
        gouw_canvas_box(v->canvas, GROUND, x - 0.5, s->y2, x + 0.5, s->y2 + 4, GOUW_AXIS);
        gouw_canvas_text(v->canvas, GOUW_SMALL, GOUW_CENTRE, x, s->y2 + 13, GOUW_MUTED,
                         gouw_canvas_format(v->canvas, "%.0f", years[i]));
    }
}

/* The area between two columns over the years where both are known. */
static void draw_band(view *v, const spot *s, const char *low, const char *high,
                      gouw_colour colour) {
    const gouw_panel *panel = s->panel;
    size_t n = 0;
    for (size_t pass = 0; pass < 2; pass++)
        for (size_t k = 0; k < panel->n; k++) {
            const size_t i = pass == 0 ? k : panel->n - 1 - k;
            const double a = gouw_panel_value(&v->p, panel, i, low);
            const double b = gouw_panel_value(&v->p, panel, i, high);
            if (!isfinite(a) || !isfinite(b))
                continue;
            n++;
            gouw_canvas_point(v->canvas, FAN,
                              year_x(v, s, gouw_panel_value(&v->p, panel, i, "year")),
                              value_y(s, pass == 0 ? a : b), colour);
        }
    if (n > 0)
        gouw_canvas_lift(v->canvas, FAN);
}

/* A line through a column, from the last observation on where it begins after it. */
static void draw_line(view *v, const spot *s, size_t layer, const char *column, gouw_colour colour,
                      bool from_reference) {
    const gouw_panel *panel = s->panel;
    size_t n = 0;
    for (size_t i = 0; i < panel->n; i++) {
        const double year = gouw_panel_value(&v->p, panel, i, "year");
        const double value = gouw_panel_value(&v->p, panel, i, column);
        if (!isfinite(value))
            continue;
        if (n > 0 && layer == SERIES && !from_reference &&
            strcmp(gouw_panel_step(&v->p, panel, i), "break") == 0)
            gouw_canvas_lift(v->canvas, layer);
        if (n == 0 && from_reference && year > panel->reference_year) {
            gouw_canvas_point(v->canvas, layer, year_x(v, s, panel->reference_year),
                              value_y(s, panel->reference), colour);
            n++;
        }
        gouw_canvas_point(v->canvas, layer, year_x(v, s, year), value_y(s, value), colour);
        n++;
    }
    if (n == 1)
        gouw_canvas_disc(v->canvas, DOTS, year_x(v, s, panel->reference_year),
                         value_y(s, panel->reference), 2, colour);
    if (n > 0)
        gouw_canvas_lift(v->canvas, layer);
}

/* How high and how low a column runs from x1 to x2 and a year to both sides: widens *top and
 * *bottom. */
static void take_line(const view *v, const spot *s, const char *column, double x1, double x2,
                      double *top, double *bottom) {
    const double year = year_x(v, s, 1) - year_x(v, s, 0);
    for (size_t i = 0; i < s->panel->n; i++) {
        const double x = year_x(v, s, gouw_panel_value(&v->p, s->panel, i, "year"));
        const double value = gouw_panel_value(&v->p, s->panel, i, column);
        if (!isfinite(value) || x < x1 - year || x > x2 + year)
            continue;
        *top = fmin(*top, value_y(s, value));
        *bottom = fmax(*bottom, value_y(s, value));
    }
}

/* A ring on an observation that stands out from the step before it. */
static void draw_jumps(view *v, const spot *s) {
    for (size_t i = 0; i < s->panel->n; i++) {
        if (strcmp(gouw_panel_step(&v->p, s->panel, i), "jump") != 0)
            continue;
        const double x = year_x(v, s, gouw_panel_value(&v->p, s->panel, i, "year"));
        const double y = value_y(s, gouw_panel_value(&v->p, s->panel, i, "observed"));
        gouw_canvas_ring(v->canvas, DOTS, x, y, 3.6, 1.3, GOUW_INK, GOUW_PAPER);
        const double half = gouw_style_width(GOUW_SMALL, _("jump?")) / 2;
        double top = y, bottom = y;
        take_line(v, s, "observed", x - half, x + half, &top, &bottom);
        if (gouw_canvas_clear(v->canvas, GOUW_SMALL, GOUW_CENTRE, x, top - 13, _("jump?")))
            gouw_canvas_text(v->canvas, GOUW_SMALL, GOUW_CENTRE, x, top - 13, GOUW_INK, _("jump?"));
    }
}

static void draw_forecasts(view *v, const spot *s) {
    for (size_t i = 0; i < s->panel->n; i++) {
        const double value = gouw_panel_value(&v->p, s->panel, i, "forecast");
        if (isfinite(value))
            gouw_canvas_ring(v->canvas, DOTS,
                             year_x(v, s, gouw_panel_value(&v->p, s->panel, i, "year")),
                             value_y(s, value), 3.6, 1.3, GOUW_FAINT, GOUW_PAPER);
    }
}

/* A text at (x, y), where the target's line ends: above it or below, first where it is wanted,
 * clear of the path and of the observed series along its whole width; left out where it would stand
 * on another text. */
static void draw_end(view *v, const spot *s, double x, double y, bool above, const char *text) {
    const double half = gouw_style_width(GOUW_SMALL_STRONG, text) / 2;
    const double at = fmin(fmax(x, s->x1 + half), s->x2 - half);
    double top = y, bottom = y;
    take_line(v, s, "observed", at - half, at + half, &top, &bottom);
    take_line(v, s, "required", at - half, at + half, &top, &bottom);
    for (int i = 0; i < 2; i++, above = !above) {
        const double place = above ? top - 11 : bottom + 11;
        if (place < s->y1 - 4 || place > s->y2 - 4 ||
            !gouw_canvas_clear(v->canvas, GOUW_SMALL_STRONG, GOUW_CENTRE, at, place, text))
            continue;
        gouw_canvas_text(v->canvas, GOUW_SMALL_STRONG, GOUW_CENTRE, at, place, GOUW_ACCENT, text);
        return;
    }
}

/* Past growth continued to that year, or the last observation where there is none. */
static double trend_at(const view *v, const gouw_panel *panel, double year) {
    for (size_t i = 0; i < panel->n; i++) {
        const double trend = gouw_panel_value(&v->p, panel, i, "trend");
        if (gouw_panel_value(&v->p, panel, i, "year") == year && isfinite(trend))
            return trend;
    }
    return panel->reference;
}

/* The target: the end of its path, or a broken line at its level where no year is stated. */
static void draw_target(view *v, const spot *s) {
    const gouw_panel *panel = s->panel;
    if (!isfinite(panel->target))
        return;
    const double y = value_y(s, panel->target);
    const char *level = number(v, panel->target, false);
    const double from = isfinite(panel->reference_year) ? year_x(v, s, panel->reference_year)
                                                        : s->x1;
    if (isfinite(panel->target_year)) {
        const double x = year_x(v, s, panel->target_year);
        gouw_canvas_disc(v->canvas, DOTS, x, y, 3.4, GOUW_ACCENT);
        draw_end(v, s, x, y, panel->target >= trend_at(v, panel, panel->target_year),
                 gouw_canvas_format(v->canvas, _("%s in %.0f"), level, panel->target_year));
        return;
    }
    for (double x = from + 6; x < s->x2; x += 9)
        gouw_canvas_box(v->canvas, DASHES, x, y - 0.9, fmin(x + 5, s->x2), y + 0.9, GOUW_ACCENT);
    const char *text = gouw_canvas_format(v->canvas, _("%s, no year stated"), level);
    if (gouw_style_width(GOUW_SMALL_STRONG, text) > s->x2 - from &&
        fabs(y - value_y(s, panel->reference)) < 30)
        text = level;
    draw_end(v, s, s->x2, y, panel->target >= trend_at(v, panel, v->p.last_year), text);
}

/* Whether the ring of a forecast touches a text from x1 to x2 about y. */
static bool meets_ring(const view *v, const spot *s, double x1, double x2, double y) {
    bool meets = false;
    for (size_t i = 0; i < s->panel->n && !meets; i++) {
        const double value = gouw_panel_value(&v->p, s->panel, i, "forecast");
        const double x = year_x(v, s, gouw_panel_value(&v->p, s->panel, i, "year"));
        meets = x > x1 - 6 && x < x2 + 6 && fabs(value_y(s, value) - y) < 11;
    }
    return meets;
}

/* The last observation, its number to the left, on the side where the series does not run. */
static void draw_last(view *v, const spot *s) {
    const gouw_panel *panel = s->panel;
    if (!isfinite(panel->reference_year))
        return;
    const char *text = number(v, panel->reference, false);
    const double x = year_x(v, s, panel->reference_year), y = value_y(s, panel->reference);
    const double first = gouw_panel_value(&v->p, panel, 0, "observed");
    const bool falls = first > panel->reference;
    const double left = x + 4 - gouw_style_width(GOUW_SMALL, text);
    gouw_canvas_disc(v->canvas, DOTS, x, y, 2.8, GOUW_INK);
    double top = y, bottom = y;
    take_line(v, s, "observed", left, x + 4, &top, &bottom);
    const double above = top - 12, below = bottom + 12;
    const double side = falls ? below : above, other = falls ? above : below;
    const double ways[] = {side, other, side + (falls ? 12 : -12), side, other};
    for (size_t i = 0; i < 5; i++) { /* the last two meet a ring */
        const double place = ways[i];
        if (left < s->x1 || (i < 3 && meets_ring(v, s, left, x + 4, place)) ||
            !gouw_canvas_clear(v->canvas, GOUW_SMALL, GOUW_RIGHT, x + 4, place, text))
            continue;
        gouw_canvas_text(v->canvas, GOUW_SMALL, GOUW_RIGHT, x + 4, place, GOUW_INK, text);
        return;
    }
}

static void draw_panel(view *v, const gouw_panel *panel, double x, double y) {
    const spot s = {.panel = panel,
                    .x = x,
                    .y = y,
                    .x1 = x + v->scale_width,
                    .x2 = x + v->width,
                    .y1 = y + v->words_height,
                    .y2 = y + v->words_height + v->plot_height};
    (void)panel_words(v, panel, x, y, true);
    if (!isfinite(panel->reference)) {
        gouw_canvas_text(v->canvas, GOUW_SMALL, GOUW_LEFT, x, s.y1 + 8, GOUW_FAINT,
                         _("no level known"));
        return;
    }
    draw_scale(v, &s);
    draw_years(v, &s);
    draw_band(v, &s, "low95", "high95", GOUW_PALEST);
    draw_band(v, &s, "low80", "high80", GOUW_PALE);
    draw_line(v, &s, TREND, "trend", GOUW_MAIN, true);
    draw_line(v, &s, SERIES, "required", GOUW_ACCENT, true);
    draw_line(v, &s, SERIES, "observed", GOUW_INK, false);
    draw_jumps(v, &s);
    draw_forecasts(v, &s);
    draw_target(v, &s);
    draw_last(v, &s);
    gouw_panel_hover(v->canvas, &v->p, panel, s.x1, s.y1, s.x2, s.y2);
}

/* ---- all panels ---------------------------------------------------------------------------- */

/* Air above and below, so that the labels at the ends have room; a common scale that is all above
 * 0 does not go below it. */
static void give_air(const view *v, gouw_panel *panel) {
    const double span = panel->high - panel->low;
    const double least = 0.02 * fmax(fabs(panel->low), fabs(panel->high));
    const double air = fmax(fmax(span, least), 1e-9) * (v->plot_height > 120 ? 0.14 : 0.2);
    panel->low = panel->low > 0.0 ? fmax(panel->low - air, 0.0) : panel->low - air;
    panel->high += air;
}

static void choose_sizes(view *v) {
    const size_t n = v->p.n;
    const size_t usual = n <= 2 ? n : n <= 12 ? 3 : n <= 60 ? 4 : 5;
    const double room = v->canvas->wide - 2 * GOUW_MARGIN;
    const double fit = floor((double)usual * v->canvas->wide / GOUW_CHART_WIDTH + 0.25);
    v->columns = fit < 1 ? 1 : (size_t)fit < n ? (size_t)fit : n;
    v->plot_height = gouw_canvas_pitch(v->canvas,
                                       usual <= 2   ? 190
                                       : usual == 3 ? 150
                                                    : 105,
                                       (n + v->columns - 1) / v->columns);
    v->width = (room - (double)(v->columns - 1) * BETWEEN) / (double)v->columns;
    if (n == 1)
        v->width = room * 0.62;
    for (size_t i = 0; i < n; i++) {
        gouw_panel *panel = &v->p.items[i];
        v->words_height = fmax(v->words_height, 6 + panel_words(v, panel, 0, 0, false));
        if (!isfinite(panel->reference))
            continue;
        give_air(v, panel);
        const double step = tick_step(v, panel);
        const double ends[] = {panel->low * panel->unit, panel->high * panel->unit};
        for (size_t k = 0; k < 2; k++)
            v->scale_width = fmax(
                v->scale_width,
                8 + gouw_style_width(GOUW_SMALL, number(v, floor(ends[k] / step) * step, false)));
    }
}

/* Whether any year has a number in the column; with less_than: and one above it in that. */
static bool has_any(const view *v, const char *column, const char *less_than) {
    const gouw_table *table = v->p.trajectories;
    for (size_t row = 0; row < table->n_rows; row++) {
        const double value = gouw_cell_number(table, row, column);
        if (isfinite(value) &&
            (less_than == NULL || gouw_cell_number(table, row, less_than) > value))
            return true;
    }
    return false;
}

static double draw_keys(view *v, double y) {
    gouw_key keys[6];
    size_t n = 0;
    keys[n++] = (gouw_key){GOUW_MARK_STROKE, 2.2, GOUW_INK, 0, _("observed")};
    if (v->fanned) {
        keys[n++] = (gouw_key){GOUW_MARK_STROKE, 1.2, GOUW_MAIN, 0, _("past growth continued")};
        keys[n++] = (gouw_key){GOUW_MARK_SOLID, 0, GOUW_PALE, 0, _("within this in 4 of 5 cases")};
        keys[n++] = (gouw_key){GOUW_MARK_SOLID, 0, GOUW_PALEST, 0, _("in 19 of 20")};
    }
    keys[n++] = (gouw_key){GOUW_MARK_GOAL, 2.2, GOUW_ACCENT, 0, _("target")};
    if (has_any(v, "forecast", NULL))
        keys[n++] = (gouw_key){GOUW_MARK_RING, 3.6, GOUW_FAINT, GOUW_PAPER, _("official forecast")};
    return gouw_keys_draw(v->canvas, keys, n, GOUW_MARGIN, y, v->canvas->width - 2 * GOUW_MARGIN,
                          DOTS);
}

static void describe(view *v) {
    size_t dated = 0;
    for (size_t i = 0; i < v->p.n; i++)
        dated += isfinite(v->p.items[i].target_year) ? 1 : 0;
    v->canvas->description = gouw_canvas_format(
        v->canvas,
        _n("%zu panel, one a target: the observed series, past growth continued with its "
           "prediction intervals, and the path to the target. Targets with a year: %zu.",
           "%zu panels, one a target: the observed series, past growth continued with its "
           "prediction intervals, and the path to the target. Targets with a year: %zu.",
           v->p.n),
        v->p.n, dated);
}

/* How the panels may be compared, and whether their axes mislead about levels. */
static const char *scale_words(const view *v) {
    bool cut = false;
    for (size_t i = 0; i < v->p.n; i++)
        cut = cut || v->p.items[i].low > 1e-9;
    if (v->p.n_own == v->p.n)
        return cut ? _("Each panel has its own scale: compare numbers, not slopes; the axes do not "
                       "start at zero")
                   : _("Each panel has its own scale: compare numbers, not slopes");
    return cut ? _("All panels span the same percentage, so equal slopes are equal growth; the "
                   "axes do not start at zero")
               : _("All panels span the same percentage, so equal slopes are equal growth");
}

static void draw(view *v, const gouw_chart_job *job) {
    choose_sizes(v);
    double y = gouw_frame_top(v->canvas, job, _("What the targets ask, beside what the past shows"),
                              scale_words(v));
    v->fanned = has_any(v, "low80", "high80");
    y = draw_keys(v, y + 4) + 8;
    for (size_t i = 0; i < v->p.n; i++) {
        const size_t column = i % v->columns;
        draw_panel(v, &v->p.items[i], GOUW_MARGIN + (double)column * (v->width + BETWEEN), y);
        if (column + 1 == v->columns || i + 1 == v->p.n)
            y += v->words_height + v->plot_height + BELOW + 18;
    }
    describe(v);
    const char *notes = gouw_canvas_format(
        v->canvas, "%s%s%s",
        v->fanned ? _("Past growth continued: what follows if nothing but past growth goes on; new "
                      "policy is not in it.")
                  : "",
        v->p.n_breaks > 0 ? _(" A gap in a line: not comparable with the years before.") : "",
        v->p.n_jumps > 0
            ? _(" jump?: stands out from the other years, but nothing marks it as a break.")
            : "");
    gouw_frame_bottom(v->canvas, job, y - 18, notes);
}

static gouw_status layout(const gouw_chart_job *job, gouw_canvas *canvas, gouw_error *error) {
    view v = {.canvas = canvas};
    gouw_panels_read(canvas, job, &v.p);
    if (!canvas->failed && v.p.n == 0)
        return gouw_fail(error, GOUW_EDATA, _("growth panels need at least one target or series"));
    if (v.p.n > MOST_PANELS)
        return gouw_fail(error, GOUW_EDATA, _("%zu growth panels are too many; %d are the most"),
                         v.p.n, MOST_PANELS);
    if (!canvas->failed)
        draw(&v, job);
    return canvas->failed ? gouw_fail_memory(error, 0) : GOUW_OK;
}

static const gouw_chart_need needs[] = {
    {"trajectories", "region indicator year observed", false},
    {"growth", "region indicator target target_year per_year", true},
};

const gouw_chart gouw_chart_growth = {
    .name = "growth",
    .summary = N_("what the targets ask, beside past growth continued"),
    .needs = needs,
    .n_needs = sizeof needs / sizeof needs[0],
    .layers = "ballbd",
    .layout = layout,
};
