#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "chart/timeline.h"

static const char *const STATES[GOUW_N_BAR_STATES] = {"done", "dropped",  "overdue",
                                                      "due",  "upcoming", "undated"};

static gouw_bar_state state_of(const char *name) {
    for (size_t s = 0; s < GOUW_N_BAR_STATES; s++)
        if (strcmp(name, STATES[s]) == 0)
            return (gouw_bar_state)s;
    return GOUW_BAR_UPCOMING;
}

static int by_row_and_day(const void *a, const void *b) {
    const gouw_bar *x = a, *y = b;
    if (x->row != y->row)
        return x->row < y->row ? -1 : 1;
    if (x->dated != y->dated)
        return x->dated ? -1 : 1;
    if (x->earliest != y->earliest)
        return x->earliest < y->earliest ? -1 : 1;
    if (x->latest != y->latest)
        return x->latest < y->latest ? -1 : 1;
    if (x->stage != y->stage)
        return x->stage < y->stage ? -1 : 1;
    return x->text_x < y->text_x ? -1 : x->text_x > y->text_x; /* the row */
}

/* An end that the source leaves open is missing in the table, the other is not. What is planned
 * lies after the reporting date. */
static void read_interval(const gouw_table *table, size_t row, gouw_day as_of, gouw_bar *step) {
    step->earliest = gouw_table_date(table, row, "earliest");
    step->latest = gouw_table_date(table, row, "latest");
    if (step->earliest == GOUW_DAY_NONE && step->latest == GOUW_DAY_NONE)
        return;
    if (step->latest == GOUW_DAY_NONE)
        step->latest = GOUW_DAY_MAX;
    if (step->earliest == GOUW_DAY_NONE)
        step->earliest = step->state == GOUW_BAR_DONE || as_of == GOUW_DAY_NONE ||
                                 as_of > step->latest
                             ? GOUW_DAY_MIN
                             : as_of;
    step->dated = step->latest >= step->earliest;
}

/* What stands at a bar: of a region's steps, which; of a stage's, whose. */
static const char *label_of(gouw_canvas *canvas, const char *whose, const char *stage,
                            const char *item) {
    if (whose == NULL)
        return *item == '\0' ? stage : item;
    return *item == '\0' ? whose : gouw_canvas_format(canvas, "%s: %s", whose, item);
}

static void read_steps(gouw_canvas *canvas, const gouw_table *table, gouw_day as_of,
                       gouw_chart_names *regions, gouw_chart_names *items, gouw_timeline *t) {
    t->steps = gouw_canvas_array(canvas, table->n_rows, sizeof *t->steps);
    for (size_t row = 0; t->steps != NULL && row < table->n_rows; row++) {
        gouw_bar *step = &t->steps[t->n_steps];
        const char *item = gouw_chart_names_label(items, gouw_cell_text(table, row, "item"));
        const size_t region = gouw_chart_names_of(canvas, regions,
                                                  gouw_table_text(table, row, "region"));
        step->stage = gouw_chart_names_of(canvas, &t->stages, gouw_table_text(table, row, "stage"));
        if (region == SIZE_MAX || step->stage == SIZE_MAX)
            continue;
        const bool by_stage = regions != &t->rows;
        step->row = by_stage ? step->stage : region;
        step->state = state_of(gouw_cell_text(table, row, "state"));
        read_interval(table, row, as_of, step);
        step->label = label_of(canvas, by_stage ? regions->labels[region] : NULL,
                               t->stages.labels[step->stage], item);
        step->name = step->label;
        step->text_x = (double)row;
        t->n_dated += step->dated;
        t->count[step->dated ? step->state : GOUW_BAR_UNDATED]++;
        t->n_steps++;
    }
    if (t->n_steps > 1)
        qsort(t->steps, t->n_steps, sizeof *t->steps, by_row_and_day);
}

static int by_day(const void *a, const void *b) {
    const gouw_day x = *(const gouw_day *)a, y = *(const gouw_day *)b;
    return (x > y) - (x < y);
}

/* The finite ends of the dated steps, sorted. An open end is given a quarter of a year. */
static size_t ends(const gouw_timeline *t, bool latest, gouw_day *days) {
    size_t n = 0;
    for (size_t i = 0; i < t->n_steps; i++) {
        const gouw_bar *s = &t->steps[i];
        const bool open = s->latest == GOUW_DAY_MAX && s->earliest > GOUW_DAY_MIN;
        const gouw_day day = !latest ? s->earliest : open ? s->earliest + 91 : s->latest;
        if (s->dated && day > GOUW_DAY_MIN && day < GOUW_DAY_MAX)
            days[n++] = day;
    }
    qsort(days, n, sizeof *days, by_day);
    return n;
}

/* One step far off would press all the others together: up to one in twenty (at least one) at
 * either end may lie outside when the window gets shorter by two fifths. */
static void find_window(gouw_canvas *canvas, gouw_timeline *t, gouw_day as_of) {
    enum { FEW = 8 };
    gouw_day *days = gouw_canvas_array(canvas, 2 * t->n_steps + 1, sizeof *days);
    if (days == NULL)
        return;
    gouw_day *late = days + t->n_steps;
    const size_t n = ends(t, false, days), m = ends(t, true, late);
    const size_t skip = n / 20 > 1 ? n / 20 : 1;
    t->from = n > 0 ? days[0] : m > 0 ? late[0] : as_of;
    t->to = m > 0 ? late[m - 1] : n > 0 ? days[n - 1] : as_of;
    if (m >= FEW && (late[m - 1 - skip] - t->from) * 5 < (t->to - t->from) * 3)
        t->to = late[m - 1 - skip];
    if (n >= FEW && (t->to - days[skip]) * 5 < (t->to - t->from) * 3)
        t->from = days[skip];
    if (as_of != GOUW_DAY_NONE && as_of < t->from)
        t->from = as_of;
    if (as_of != GOUW_DAY_NONE && as_of > t->to)
        t->to = as_of;
    if (t->from == GOUW_DAY_NONE)
        t->from = t->to = 0;
    if (t->to < t->from)
        t->to = t->from;
}

/* Up to eight stages have a colour each. With more, those with an order form a sequence and the
 * others are grey; with no order at all the first seven have colours. */
static void find_colours(gouw_canvas *canvas, gouw_timeline *t) {
    size_t n_used = 0, n_ordered = 0, i_ordered = 0, i_colour = 0;
    t->colours = gouw_canvas_array(canvas, t->stages.n, sizeof *t->colours);
    t->used = gouw_canvas_array(canvas, t->stages.n, sizeof *t->used);
    if (t->colours == NULL || t->used == NULL)
        return;
    for (size_t i = 0; i < t->n_steps; i++)
        t->used[t->steps[i].stage] = true;
    for (size_t s = 0; s < t->stages.n; s++) {
        n_used += t->used[s];
        n_ordered += t->used[s] && t->stages.orders[s] != GOUW_INTEGER_NONE;
    }
    for (size_t s = 0; s < t->stages.n; s++) {
        const bool ordered = t->stages.orders[s] != GOUW_INTEGER_NONE;
        t->colours[s] = GOUW_NEUTRAL;
        if (!t->used[s])
            continue;
        if (n_used > GOUW_N_CATEGORIES && n_ordered > 0 && ordered)
            t->colours[s] = gouw_sequence_colour(canvas->palette, i_ordered++, n_ordered);
        else if (n_used <= GOUW_N_CATEGORIES ||
                 (n_ordered == 0 && i_colour + 1 < GOUW_N_CATEGORIES))
            t->colours[s] = gouw_category_colour(canvas->palette, i_colour++);
    }
}

void gouw_timeline_read(gouw_canvas *canvas, const gouw_chart_job *job, bool by_stage,
                        gouw_timeline *t) {
    gouw_chart_names others = {.n = 0}, items;
    *t = (gouw_timeline){.n_steps = 0};
    gouw_chart_names *regions = by_stage ? &others : &t->rows;
    gouw_chart_names_read(canvas, job->labels, "region", regions);
    gouw_chart_names_read(canvas, job->labels, "stage", &t->stages);
    gouw_chart_names_read(canvas, job->labels, "item", &items);
    read_steps(canvas, gouw_chart_table(job, "timeline"), job->as_of, regions, &items, t);
    if (canvas->failed)
        return;
    if (by_stage)
        t->rows = t->stages;
    find_window(canvas, t, job->as_of);
    find_colours(canvas, t);
    t->first = gouw_canvas_array(canvas, t->rows.n + 1, sizeof *t->first);
    t->lanes = gouw_canvas_array(canvas, t->rows.n, sizeof *t->lanes);
    if (t->first == NULL || t->lanes == NULL)
        return;
    for (size_t r = 0, i = 0; r <= t->rows.n; r++) {
        t->first[r] = i;
        while (r < t->rows.n && i < t->n_steps && t->steps[i].row == r)
            i++;
    }
}

/* ---- lanes --------------------------------------------------------------------------------- */

enum { LEAST_WIDTH = 4, TEXT_GAP = 5, TEXT_MOST = 280, LANE_GAP = 6 };

/* The bar and its label: inside when it fits and is no mere line, else behind the bar, else before
 * it. Gives the room that both take together. */
static void place_step(gouw_canvas *canvas, gouw_bar *s, const gouw_time_axis *axis, bool labelled,
                       double *from, double *to) {
    s->x1 = gouw_time_axis_x(axis, s->earliest);
    s->x2 = gouw_time_axis_x(axis, s->latest < GOUW_DAY_MAX ? s->latest + 1 : s->latest);
    s->cut = s->latest >= axis->last || s->earliest < axis->first;
    if (s->x2 - s->x1 < LEAST_WIDTH) {
        const double middle = (s->x1 + s->x2) / 2, half = (double)LEAST_WIDTH / 2;
        s->x1 = middle - half < axis->x1 ? axis->x1 : middle - half;
        s->x1 = s->x1 + LEAST_WIDTH > axis->x2 ? axis->x2 - LEAST_WIDTH : s->x1;
        s->x2 = s->x1 + LEAST_WIDTH;
    }
    *from = s->x1;
    *to = s->x2;
    if (!labelled)
        return;
    const double before = s->x1 - axis->x1, behind = axis->x2 - s->x2;
    const double most = fmax(fmax(before, behind) - TEXT_GAP, s->x2 - s->x1 - 2 * TEXT_GAP - 10);
    s->label = gouw_canvas_shorten(canvas, GOUW_SMALL, s->label, fmin(TEXT_MOST, most));
    const double width = gouw_style_width(GOUW_SMALL, s->label);
    s->text_align = GOUW_LEFT;
    const bool room = s->x2 - s->x1 >= width + 2 * TEXT_GAP + (s->cut ? 10 : 0);
    if (room && s->state != GOUW_BAR_DROPPED) {
        s->text_x = s->x1 + TEXT_GAP;
    } else if (s->x2 + TEXT_GAP + width <= axis->x2 || s->x1 - TEXT_GAP - width < axis->x1) {
        s->text_x = s->x2 + TEXT_GAP;
        *to = s->text_x + width;
    } else {
        s->text_x = s->x1 - TEXT_GAP;
        s->text_align = GOUW_RIGHT;
        *from = s->text_x - width;
    }
}

void gouw_timeline_place(gouw_canvas *canvas, gouw_timeline *t, const gouw_time_axis *axis,
                         bool labelled) {
    double *taken = gouw_canvas_array(canvas, t->n_steps + 1, sizeof *taken); /* by lane */
    if (taken == NULL || canvas->failed)
        return;
    for (size_t r = 0; r < t->rows.n; r++) {
        t->lanes[r] = 0;
        for (size_t i = t->first[r]; i < t->first[r + 1] && t->steps[i].dated; i++) {
            double from = 0, to = 0;
            size_t lane = 0;
            place_step(canvas, &t->steps[i], axis, labelled, &from, &to);
            while (lane < t->lanes[r] && taken[lane] + (labelled ? LANE_GAP : 1) > from)
                lane++;
            if (lane == t->lanes[r])
                t->lanes[r]++;
            taken[lane] = to;
            t->steps[i].lane = lane;
            t->trimmed = t->trimmed || t->steps[i].cut;
        }
        if (t->lanes[r] == 0)
            t->lanes[r] = 1;
    }
}
