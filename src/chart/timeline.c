/* The timeline: one row a region, one bar a step, from the earliest to the latest day that the
 * stated date allows.
 *
 * Purpose: show at once who is where, how vague each date is, and what lies on the two sides of
 * the reporting date. Bars are of one density over their length, since a date says nothing about
 * where in its interval the day falls. A step done is filled, a planned one outlined.
 *
 *                    2025            2026
 *                    Nov  Dec  | Jan  Feb  Mar           |  no date given
 *     Achterhoek          [####]      |[ Draft plan ]    |
 *     Regio Emmen              [Direction adopted  ]     |  oo  +2 undated
 *     steps expected         _   #   |_                     the load strip, when there is one
 *                                    status on 1 February 2026
 *
 * Method: bars that would overlap go to lanes of their own within the row, first fit by earliest
 * day; up to LABELLED regions each bar carries its name. The load strip shares the time axis.
 *
 * Complexity: O(n log n) for n steps, times the lanes of a region. */
#include "chart/timeline.h"

#include <math.h>
#include <string.h>

#include "base/i18n.h"
#include "chart/frame.h"
#include "chart/load_strip.h"

enum { GROUND, BARS, DISCS, OVER }; /* layers, as in plots/timeline.gp */
enum {
    LABELLED = 24,
    NAMES_ROOM = 230,
    UNDATED_MARKS = 5,
    UNDATED_PITCH = 9,
    CAP = 5, /* the end of a bar whose date has passed */
    GAP = 12,
    STRIP = 76,
    ABOVE_STRIP = 34,
    TALL = 900
};

/* What the strip below the rows counts; right of it stands its scale, so wide. */
enum { STRIP_LINES = 3, STRIP_SCALE = 26 };
static const char *const strip_words[STRIP_LINES] = {N_("steps expected"), N_("a month, with"),
                                                     N_("likely range")};

typedef struct view {
    gouw_canvas *canvas;
    const gouw_chart_job *job;
    bool by_stage;
    gouw_timeline t;
    gouw_time_axis axis;
    gouw_name_column names;
    const gouw_table *load;
    bool labelled;
    double lane, bar, pad, least; /* lane pitch, bar height, padding of a row, least row height */
    double *top, *middle;         /* of each row; top has one more */
    double y1, y2;                /* of all rows */
    double undated_x;             /* where the undated steps stand */
} view;

/* What the widest count of undated steps takes, behind the gap. */
static double undated_room(const view *v) {
    const gouw_timeline *t = &v->t;
    double room = gouw_style_width(GOUW_SMALL, _("no date given"));
    for (size_t r = 0, n = 0; r < t->rows.n; r++, n = 0) {
        for (size_t i = t->first[r]; i < t->first[r + 1]; i++)
            n += !t->steps[i].dated;
        const char *text = gouw_canvas_format(v->canvas, _("+%zu undated"), n);
        room = fmax(room, (double)(n < UNDATED_MARKS ? n : UNDATED_MARKS) * UNDATED_PITCH + 4 +
                              gouw_style_width(GOUW_SMALL, text));
    }
    return room + GAP;
}

/* Heights by the number of rows. */
static void choose_sizes(view *v) {
    const size_t n = v->t.rows.n;
    v->labelled = n <= LABELLED;
    v->lane = v->labelled ? 20 : n <= 60 ? 9 : 6;
    v->bar = v->labelled ? 16 : n <= 60 ? 7 : 4.5;
    v->pad = v->labelled ? 5 : n <= 60 ? 3.5 : 1;
    const double least = v->labelled ? 30 : n <= 60 ? 16 : 8;
    v->least = gouw_canvas_pitch(v->canvas, least, n);
    v->pad += (v->least - least) / 2;
}

static void place_rows(view *v, double y) {
    const size_t n = v->t.rows.n;
    v->top = gouw_canvas_array(v->canvas, n + 1, sizeof *v->top);
    v->middle = gouw_canvas_array(v->canvas, n, sizeof *v->middle);
    if (v->top == NULL || v->middle == NULL)
        return;
    v->y1 = y;
    for (size_t r = 0; r < n; r++) {
        v->top[r] = y;
        y += fmax(v->least, (double)v->t.lanes[r] * v->lane + 2 * v->pad);
        v->middle[r] = (v->top[r] + y) / 2;
    }
    v->top[n] = v->y2 = y;
}

/* ---- keys ---------------------------------------------------------------------------------- */

static double draw_keys(view *v, double y) {
    const gouw_timeline *t = &v->t;
    gouw_key *keys = gouw_canvas_array(v->canvas, t->stages.n + 5, sizeof *keys);
    const gouw_colour grey = 0x6E6E6E;
    size_t n = 0;
    bool neutral = false;
    if (keys == NULL)
        return y;
    keys[n++] = (gouw_key){GOUW_MARK_SOLID, 0, grey, 0, _("done")};
    keys[n++] = (gouw_key){GOUW_MARK_OUTLINE, 0, grey, gouw_tint(grey, 0.15), _("planned")};
    for (size_t s = 0; s < t->stages.n; s++)
        neutral = neutral || (t->used[s] && t->colours[s] == GOUW_NEUTRAL);
    if (t->count[GOUW_BAR_OVERDUE] > 0)
        keys[n++] = (gouw_key){GOUW_MARK_CAPPED, CAP, GOUW_ACCENT, gouw_tint(grey, 0.15),
                               _("date passed, not reported")};
    if (t->count[GOUW_BAR_DROPPED] > 0)
        keys[n++] = (gouw_key){GOUW_MARK_STROKE, 2, grey, 0, _("dropped")};
    y = gouw_keys_draw(v->canvas, keys, n, GOUW_MARGIN, y, v->canvas->width - 2 * GOUW_MARGIN,
                       DISCS);
    n = 0;
    for (size_t s = 0; s < t->stages.n; s++)
        if (t->used[s] && t->colours[s] != GOUW_NEUTRAL)
            keys[n++] = (gouw_key){GOUW_MARK_SOLID, 0, t->colours[s], 0, t->stages.labels[s]};
    if (neutral)
        keys[n++] = (gouw_key){GOUW_MARK_SOLID, 0, GOUW_NEUTRAL, 0, _("other steps")};
    return gouw_keys_draw(v->canvas, keys, n, GOUW_MARGIN, y, v->canvas->width - 2 * GOUW_MARGIN,
                          DISCS);
}

/* ---- rows ---------------------------------------------------------------------------------- */

/* Two slits near the end of a bar that goes on beyond the axis. */
static void draw_break(view *v, const gouw_bar *s, double y1, double y2) {
    const bool right = s->latest >= v->axis.last;
    for (int i = 0; i < 2; i++) {
        const double x = right ? s->x2 - 8 + 4 * i : s->x1 + 4 + 4 * i;
        gouw_canvas_box(v->canvas, OVER, x, y1 - 1, x + 1.5, y2 + 1, GOUW_PAPER);
    }
}

/* "Twente, Draft plan: planned, 1 January 2026 to 31 March 2026". */
static const char *words_of(view *v, const gouw_bar *s) {
    static const char *const states[GOUW_N_BAR_STATES] = {
        [GOUW_BAR_DONE] = N_("done"),        [GOUW_BAR_DROPPED] = N_("dropped"),
        [GOUW_BAR_DUE] = N_("planned"),      [GOUW_BAR_OVERDUE] = N_("date passed, not reported"),
        [GOUW_BAR_UPCOMING] = N_("planned"), [GOUW_BAR_UNDATED] = N_("planned"),
    };
    const char *row = v->t.rows.labels[s->row];
    return gouw_canvas_format(v->canvas, "%s, %s: %s, %s", v->by_stage ? s->name : row,
                              v->by_stage ? row : s->name, _(states[s->state]),
                              s->dated ? gouw_days_long(v->canvas, s->earliest, s->latest)
                                       : _("no date given"));
}

static void draw_step(view *v, const gouw_bar *s) {
    const double lanes = (double)v->t.lanes[s->row];
    const double y = v->middle[s->row] + ((double)s->lane - (lanes - 1) / 2) * v->lane;
    const double y1 = y - v->bar / 2, y2 = y + v->bar / 2;
    const gouw_colour colour = v->t.colours[s->stage];
    const double border = v->labelled ? 1.3 : v->bar > 5 ? 1 : 0.8;
    gouw_colour text = GOUW_INK;
    if (s->state == GOUW_BAR_DONE) {
        gouw_canvas_box(v->canvas, BARS, s->x1, y1, s->x2, y2, colour);
        text = s->text_x > s->x1 && s->text_x < s->x2 ? gouw_text_on(colour) : GOUW_INK;
    } else if (s->state == GOUW_BAR_DROPPED) {
        gouw_canvas_box(v->canvas, BARS, s->x1, y - 1, s->x2, y + 1, colour);
        text = GOUW_FAINT;
    } else {
        const bool passed = s->state == GOUW_BAR_OVERDUE;
        gouw_canvas_frame(v->canvas, BARS, s->x1, y1, s->x2, y2, passed ? border + 0.4 : border,
                          passed ? GOUW_ACCENT : colour, gouw_tint(colour, 0.17));
        if (passed)
            gouw_canvas_box(v->canvas, BARS, fmax(s->x1, s->x2 - CAP), y1, s->x2, y2, GOUW_ACCENT);
    }
    gouw_canvas_hover(v->canvas, s->x1, y1, s->x2, y2, words_of(v, s));
    if (s->cut && s->x2 - s->x1 > 14)
        draw_break(v, s, y1, y2);
    if (v->labelled)
        gouw_canvas_text(v->canvas, GOUW_SMALL, s->text_align, s->text_x, y, text, s->label);
}

/* The undated steps of a region: a mark each (up to five), and how many. */
static void draw_undated(view *v, size_t r) {
    const double radius = v->least >= 12 ? 3.4 : 2.6;
    size_t n = 0;
    for (size_t i = v->t.first[r]; i < v->t.first[r + 1]; i++) {
        const gouw_bar *s = &v->t.steps[i];
        if (s->dated || n++ >= UNDATED_MARKS)
            continue;
        const gouw_colour colour = v->t.colours[s->stage];
        const double x = v->undated_x + radius + (double)(n - 1) * UNDATED_PITCH;
        gouw_canvas_ring(v->canvas, DISCS, x, v->middle[r], radius, 1.3, colour,
                         s->state == GOUW_BAR_DONE ? colour : gouw_tint(colour, 0.17));
        gouw_canvas_hover(v->canvas, x - radius, v->middle[r] - radius, x + radius,
                          v->middle[r] + radius, words_of(v, s));
    }
    if (n == 0 || v->least < 12)
        return;
    gouw_canvas_text(v->canvas, GOUW_SMALL, GOUW_LEFT,
                     v->undated_x +
                         (double)(n < UNDATED_MARKS ? n : UNDATED_MARKS) * UNDATED_PITCH + 4,
                     v->middle[r], GOUW_MUTED, gouw_canvas_format(v->canvas, _("+%zu undated"), n));
}

static void draw_rows(view *v) {
    const gouw_timeline *t = &v->t;
    const double right = v->canvas->width - GOUW_MARGIN;
    for (size_t r = 0; r <= t->rows.n; r++)
        if (v->least >= 12 || r % 5 == 0 || r == t->rows.n)
            gouw_canvas_box(v->canvas, GROUND, v->least >= 12 ? GOUW_MARGIN : v->axis.x1,
                            v->top[r] - 0.5, right, v->top[r] + 0.5, GOUW_GRID);
    for (size_t i = 0; i < t->n_steps; i++)
        if (t->steps[i].dated)
            draw_step(v, &t->steps[i]);
    for (size_t r = 0; r < t->rows.n; r++) {
        draw_undated(v, r);
        if (t->first[r] == t->first[r + 1] && v->least >= 12)
            gouw_canvas_text(v->canvas, GOUW_SMALL, GOUW_LEFT, v->axis.x1 + 6, v->middle[r],
                             GOUW_FAINT, _("no steps named"));
    }
    gouw_name_column_draw(v->canvas, &v->names, t->rows.labels, v->middle, t->rows.n,
                          v->axis.x1 - GAP, GOUW_RIGHT);
}

/* ---- below the rows ------------------------------------------------------------------------ */

/* The strip ends at y. */
static void draw_load(view *v, double y) {
    const gouw_load_strip strip = {.table = v->load,
                                   .stage = "all",
                                   .name = _("all steps"),
                                   .axis = &v->axis,
                                   .as_of = v->job->as_of,
                                   .y1 = y - STRIP,
                                   .y2 = y,
                                   .bar_layer = BARS,
                                   .rule_layer = OVER};
    gouw_load_strip_draw(v->canvas, &strip);
    for (size_t i = 0; i < STRIP_LINES; i++)
        gouw_canvas_text(v->canvas, GOUW_SMALL, GOUW_RIGHT, v->axis.x1 - STRIP_SCALE,
                         strip.y1 + 22 + 14 * (double)i, GOUW_MUTED, _(strip_words[i]));
}

/* The time behind the reporting date is shaded; its end is a line with its date. */
static double draw_as_of(view *v, double y) {
    if (v->job->as_of == GOUW_DAY_NONE)
        return y;
    const double x = gouw_time_axis_x(&v->axis, v->job->as_of);
    const char *text = gouw_canvas_format(v->canvas, _("status on %s"),
                                          gouw_day_long(v->canvas, v->job->as_of));
    const double half = gouw_style_width(GOUW_SMALL_STRONG, text) / 2;
    const double left = v->axis.x1 + half, right = v->canvas->width - GOUW_MARGIN - half;
    gouw_canvas_upright(v->canvas, OVER, x, v->y1 - 4, y + 6, 1.5, GOUW_ACCENT);
    gouw_canvas_text(v->canvas, GOUW_SMALL_STRONG, GOUW_CENTRE, fmin(fmax(x, left), right), y + 15,
                     GOUW_ACCENT, text);
    return y + 22;
}

static void describe(view *v) {
    const gouw_timeline *t = &v->t;
    const size_t *count = t->count;
    v->canvas->description = gouw_canvas_format(
        v->canvas,
        v->by_stage
            ? _("Timeline of kinds of step (%zu) and steps (%zu): %zu done and %zu planned with a "
                "date, %zu whose date has passed without report, %zu dropped, %zu without a date. "
                "Each bar runs from the earliest to the latest day that the stated date allows.")
            : _("Timeline of regions (%zu) and steps (%zu): %zu done and %zu planned with a date, "
                "%zu whose date has passed without report, %zu dropped, %zu without a date. Each "
                "bar runs from the earliest to the latest day that the stated date allows."),
        t->rows.n, t->n_steps, count[GOUW_BAR_DONE], count[GOUW_BAR_DUE] + count[GOUW_BAR_UPCOMING],
        count[GOUW_BAR_OVERDUE], count[GOUW_BAR_DROPPED], count[GOUW_BAR_UNDATED]);
}

static void draw(view *v) {
    gouw_canvas *canvas = v->canvas;
    const gouw_chart_job *job = v->job;
    const gouw_timeline *t = &v->t;
    double y = gouw_frame_top(
        canvas, job,
        v->by_stage ? _("When each step is taken, and by whom")
                    : _("When each region takes its steps"),
        _("A bar runs from the earliest to the latest day that the stated date allows"));
    choose_sizes(v);
    y = draw_keys(v, y + 4);
    v->names = gouw_name_column_fit(
        t->rows.labels, t->rows.n, v->least,
        gouw_canvas_room(canvas, v->least < 12 ? NAMES_ROOM * 1.3 : NAMES_ROOM));
    for (size_t i = 0; i < STRIP_LINES; i++) /* where the names are short, the strip's are not */
        v->names.room = fmax(v->names.room,
                             gouw_style_width(GOUW_SMALL, _(strip_words[i])) + STRIP_SCALE - GAP);
    const double undated = t->count[GOUW_BAR_UNDATED] > 0 ? undated_room(v) : 0;
    v->undated_x = canvas->width - GOUW_MARGIN - undated + GAP;
    v->axis = gouw_time_axis_fit(t->from, t->to, GOUW_MARGIN + v->names.room + GAP,
                                 canvas->width - GOUW_MARGIN - undated);
    y += 4 + gouw_time_axis_height(&v->axis);
    if (undated > 0)
        gouw_canvas_text(canvas, GOUW_SMALL, GOUW_LEFT, v->undated_x, y - 11, GOUW_MUTED,
                         _("no date given"));
    gouw_timeline_place(canvas, &v->t, &v->axis, v->labelled);
    place_rows(v, y);
    if (canvas->failed)
        return;
    const bool strip = v->load != NULL && v->load->n_rows > 0;
    const bool tall = v->y2 - v->y1 > TALL;
    y = v->y2 + (tall ? gouw_time_axis_height(&v->axis) : 0) + (strip ? ABOVE_STRIP + STRIP : 0);
    if (job->as_of != GOUW_DAY_NONE)
        gouw_canvas_box(canvas, GROUND, v->axis.x1, v->y1, gouw_time_axis_x(&v->axis, job->as_of),
                        y, GOUW_GROUND);
    draw_rows(v);
    if (strip)
        draw_load(v, y);
    if (tall)
        gouw_time_axis_words(canvas, &v->axis, v->y2 + 11, v->y2 + 28);
    gouw_time_axis_draw(canvas, &v->axis, v->y1, y);
    const double bottom = draw_as_of(v, y);
    describe(v);
    gouw_frame_bottom(canvas, job, bottom,
                      t->trimmed ? _("Bars with a break go on beyond the axis.") : NULL);
}

gouw_status gouw_timeline_layout(const gouw_chart_job *job, gouw_canvas *canvas, bool by_stage,
                                 gouw_error *error) {
    view v = {
        .by_stage = by_stage, .canvas = canvas, .job = job, .load = gouw_chart_table(job, "load")};
    gouw_timeline_read(canvas, job, by_stage, &v.t);
    if (!canvas->failed && v.t.rows.n == 0)
        return gouw_fail(error, GOUW_EDATA,
                         by_stage ? _("a timeline by stage needs at least one stage")
                                  : _("a timeline needs at least one region"));
    if (!canvas->failed)
        draw(&v);
    return canvas->failed ? gouw_fail_memory(error, 0) : GOUW_OK;
}

static gouw_status layout(const gouw_chart_job *job, gouw_canvas *canvas, gouw_error *error) {
    return gouw_timeline_layout(job, canvas, false, error);
}

const gouw_chart_need gouw_timeline_needs[2] = {
    {"timeline", "region stage earliest latest state", false},
    {"load", "month stage expected low high", true},
};

const gouw_chart gouw_chart_timeline = {
    .name = "timeline",
    .summary = N_("when each region takes its steps, as vague as the dates are"),
    .needs = gouw_timeline_needs,
    .n_needs = 2,
    .layers = "bbdb",
    .layout = layout,
};
