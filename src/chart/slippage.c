/* Slippage: by how much stated dates moved between two editions.
 *
 *                                  3 months   now    +3       +6        old -> new
 *     Twente: Plan adopted              |      |   [=======]            medio 2026 -> eind 2026
 *     Noard-Fryslan: Draft plan         |   [--|-------]                begin 2026 -> Q2 2026
 *
 * A bar runs from the least to the largest move that the two intervals allow. It is full where the
 * move is certain, pale where the two dates have days in common. A date that was only narrowed or
 * widened is grey, and not said to have moved. What changed otherwise is counted below.
 * Complexity: O(n log n). */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "chart/axis.h"
#include "chart/chart_names.h"
#include "chart/frame.h"

enum { GROUND, BARS }; /* layers, as in plots/slippage.gp */
enum { NAMES_ROOM = 310, GAP = 14, PITCH = 22, WORDS_ROOM = 250, MOST = 60 };
static const double DAYS_A_MONTH = 30.436875; /* of the Gregorian calendar */

/* Of a bar that is full, and the ground of one that is not. Later is what to look at. */
typedef struct look {
    gouw_colour full, pale;
} look;
static const look LATER = {GOUW_ACCENT, GOUW_BLUSH}, EARLIER = {GOUW_MAIN, GOUW_PALEST},
                  NEITHER = {GOUW_FAINT, GOUW_GROUND};

typedef struct move {
    const char *name, *words, *said; /* said: all of it, nothing shortened */
    double low, high;                /* months; NaN where open */
    bool moved, certain;             /* else only narrowed or widened */
    size_t row;
} move;

typedef struct view {
    gouw_canvas *canvas;
    move *moves;
    size_t n, n_all, n_other, later, earlier, possibly;
    double pitch;
} view;

/* Where a move stands in the list: certain ones outwards, then by their middle. */
static double middle(const move *m) {
    if (isfinite(m->low) && isfinite(m->high))
        return (m->low + m->high) / 2;
    return isfinite(m->low) ? m->low + 12 : m->high - 12;
}

static int by_move(const void *a, const void *b) {
    const move *x = a, *y = b;
    if (x->certain != y->certain)
        return x->certain ? -1 : 1;
    if (middle(x) != middle(y))
        return middle(x) > middle(y) ? -1 : 1;
    return (x->row > y->row) - (x->row < y->row);
}

/* "stage" or "stage: item" with the stage's label; the item alone where it has one. */
static const char *step_name(gouw_chart_names *stages, gouw_chart_names *items, const char *item) {
    const char *colon = strstr(item, ": ");
    return colon != NULL ? gouw_chart_names_label(items, colon + 2)
                         : gouw_chart_names_label(stages, item);
}

/* "+1.0 to +6.0 months"; an end that is open is left out. */
static const char *move_words(gouw_canvas *canvas, const move *m) {
    const char *low = gouw_value_text(canvas, m->low, 0.1, false, true);
    const char *high = gouw_value_text(canvas, m->high, 0.1, false, true);
    if (isfinite(m->low) && isfinite(m->high))
        return gouw_canvas_format(canvas, _("%s to %s months"), low, high);
    return isfinite(m->low) ? gouw_canvas_format(canvas, _("%s months or more"), low)
                            : gouw_canvas_format(canvas, _("%s months or less"), high);
}

static void read_moves(view *v, const gouw_table *table, const gouw_table *labels) {
    gouw_chart_names regions, stages, items;
    gouw_chart_names_read(v->canvas, labels, "region", &regions);
    gouw_chart_names_read(v->canvas, labels, "stage", &stages);
    gouw_chart_names_read(v->canvas, labels, "item", &items);
    for (size_t row = 0; row < table->n_rows; row++)
        (void)gouw_chart_names_of(v->canvas, &regions, gouw_table_text(table, row, "region"));
    const char **names = gouw_names_shorten(v->canvas, regions.labels, regions.n, GOUW_LABEL,
                                            gouw_canvas_room(v->canvas, NAMES_ROOM) * 0.52);
    v->moves = gouw_canvas_array(v->canvas, table->n_rows, sizeof *v->moves);
    if (names == NULL)
        return;
    for (size_t row = 0; v->moves != NULL && row < table->n_rows; row++) {
        const char *region = gouw_cell_text(table, row, "region");
        const size_t r = gouw_chart_names_find(&regions, region);
        move m = {.low = gouw_cell_number(table, row, "change_min") / DAYS_A_MONTH,
                  .high = gouw_cell_number(table, row, "change_max") / DAYS_A_MONTH,
                  .certain = strcmp(gouw_cell_text(table, row, "certainty"), "certain") == 0,
                  .row = row};
        if (!isfinite(m.low) && !isfinite(m.high)) {
            v->n_other++;
            continue;
        }
        m.name = gouw_canvas_format(
            v->canvas, _("%s: %s"), r == SIZE_MAX ? region : names[r],
            gouw_canvas_shorten(v->canvas, GOUW_LABEL,
                                step_name(&stages, &items, gouw_cell_text(table, row, "item")),
                                gouw_canvas_room(v->canvas, NAMES_ROOM) * 0.52));
        m.words = gouw_canvas_format(v->canvas, "%s \xE2\x86\x92 %s",
                                     gouw_cell_text(table, row, "old"),
                                     gouw_cell_text(table, row, "new"));
        m.said = gouw_canvas_format(v->canvas, "%s: %s: %s; %s",
                                    r == SIZE_MAX ? region : regions.labels[r],
                                    step_name(&stages, &items, gouw_cell_text(table, row, "item")),
                                    m.words, move_words(v->canvas, &m));
        v->later += m.certain && m.low > 0;
        v->earlier += m.certain && m.high < 0;
        m.moved = *gouw_cell_text(table, row, "certainty") != '\0';
        v->possibly += m.moved && !m.certain;
        v->moves[v->n++] = m;
    }
    if (v->n > 1)
        qsort(v->moves, v->n, sizeof *v->moves, by_move);
    v->n_all = v->n;
    v->n = v->n < MOST ? v->n : MOST;
}

static void draw_move(view *v, const gouw_value_axis *axis, const move *m, double y) {
    const look colour = !m->moved ? NEITHER : middle(m) >= 0 ? LATER : EARLIER;
    const double x1 = isfinite(m->low) ? gouw_value_axis_x(axis, m->low) : axis->x1;
    const double x2 = isfinite(m->high) ? gouw_value_axis_x(axis, m->high) : axis->x2;
    const double a = fmin(x1, x2 - 3), b = fmax(x2, x1 + 3);
    if (m->certain)
        gouw_canvas_box(v->canvas, BARS, a, y - 6, b, y + 6, colour.full);
    else
        gouw_canvas_frame(v->canvas, BARS, a, y - 6, b, y + 6, 1.2, colour.full, colour.pale);
    gouw_canvas_hover(v->canvas, a, y - v->pitch / 2, b, y + v->pitch / 2, m->said);
    gouw_canvas_text(v->canvas, GOUW_SMALL, GOUW_LEFT, axis->x2 + GAP, y, GOUW_MUTED,
                     gouw_canvas_shorten(v->canvas, GOUW_SMALL, m->words,
                                         gouw_canvas_room(v->canvas, WORDS_ROOM)));
}

static const char *title_of(view *v) {
    if (v->later == 0 && v->earlier == 0)
        return _("No stated date moved for certain");
    if (v->earlier == 0 && v->possibly == 0)
        return gouw_canvas_format(v->canvas,
                                  _n("%zu date moved later, none earlier",
                                     "%zu dates moved later, none earlier", v->later),
                                  v->later);
    if (v->earlier == 0)
        return gouw_canvas_format(v->canvas,
                                  _n("%zu date moved later, none earlier; %zu may have moved",
                                     "%zu dates moved later, none earlier; %zu may have moved",
                                     v->later),
                                  v->later, v->possibly);
    return gouw_canvas_format(v->canvas,
                              _n("%zu date moved later, %zu earlier; %zu may have moved",
                                 "%zu dates moved later, %zu earlier; %zu may have moved",
                                 v->later),
                              v->later, v->earlier, v->possibly);
}

static const char *notes_of(view *v) {
    const char *rest = v->n_all > v->n
                           ? gouw_canvas_format(v->canvas, _("The first %zu of %zu moves. "), v->n,
                                                v->n_all)
                           : "";
    if (v->n_other == 0)
        return *rest == '\0' ? NULL : rest;
    return gouw_canvas_format(v->canvas,
                              _n("%sOne other change is in the table.",
                                 "%s%zu other changes are in the table.", v->n_other),
                              rest, v->n_other);
}

static void draw(view *v, const gouw_chart_job *job) {
    const char **names = gouw_canvas_array(v->canvas, v->n, sizeof *names);
    double *ys = gouw_canvas_array(v->canvas, v->n, sizeof *ys);
    double low = 0, high = 0;
    if (v->canvas->failed)
        return;
    const gouw_key keys[] = {
        {GOUW_MARK_SOLID, 0, LATER.full, 0, _("later for certain")},
        {GOUW_MARK_OUTLINE, 0, LATER.full, LATER.pale, _("possibly later")},
        {GOUW_MARK_SOLID, 0, EARLIER.full, 0, _("earlier for certain")},
        {GOUW_MARK_OUTLINE, 0, EARLIER.full, EARLIER.pale, _("possibly earlier")},
        {GOUW_MARK_OUTLINE, 0, NEITHER.full, NEITHER.pale, _("only narrower or wider")},
    };
    const bool all_moved = v->n_all == v->later + v->earlier + v->possibly;
    double y = gouw_frame_top(v->canvas, job, title_of(v),
                              _("From the least to the largest move that the two stated dates "
                                "allow, in months"));
    y = gouw_keys_draw(v->canvas, keys, all_moved ? 4 : 5, GOUW_MARGIN, y + 4,
                       v->canvas->width - 2 * GOUW_MARGIN, 0);
    for (size_t i = 0; i < v->n; i++) {
        names[i] = v->moves[i].name;
        low = fmin(low, v->moves[i].low);
        high = fmax(high, v->moves[i].high);
    }
    v->pitch = gouw_canvas_pitch(v->canvas, PITCH, v->n);
    const gouw_name_column column = gouw_name_column_fit(names, v->n, v->pitch,
                                                         gouw_canvas_room(v->canvas, NAMES_ROOM));
    gouw_value_axis axis = gouw_value_axis_fit(
        fmin(low, -1), fmax(high, 1), 6, GOUW_MARGIN + column.room + GAP,
        v->canvas->width - GOUW_MARGIN - gouw_canvas_room(v->canvas, WORDS_ROOM) - GAP, false);
    const double top = y += 22;
    for (size_t i = 0; i < v->n; i++, y += v->pitch) {
        ys[i] = y + v->pitch / 2;
        draw_move(v, &axis, &v->moves[i], ys[i]);
    }
    gouw_name_column_draw(v->canvas, &column, names, ys, v->n, axis.x1 - GAP, GOUW_RIGHT);
    gouw_value_axis_draw(v->canvas, &axis, top, y, true);
    v->canvas->description = gouw_canvas_format(
        v->canvas,
        _n("Move of %zu stated date between two editions: %zu later for certain, %zu earlier for "
           "certain.",
           "Moves of %zu stated dates between two editions: %zu later for certain, %zu earlier "
           "for certain.",
           v->n_all),
        v->n_all, v->later, v->earlier);
    gouw_frame_bottom(v->canvas, job, y, notes_of(v));
}

static gouw_status layout(const gouw_chart_job *job, gouw_canvas *canvas, gouw_error *error) {
    view v = {.canvas = canvas};
    read_moves(&v, gouw_chart_table(job, "diff"), job->labels);
    if (!canvas->failed && v.n == 0)
        return gouw_fail(error, GOUW_EDATA, _("no stated date moved: nothing to draw"));
    if (!canvas->failed)
        draw(&v, job);
    return canvas->failed ? gouw_fail_memory(error, 0) : GOUW_OK;
}

static const gouw_chart_need needs[] = {
    {"diff", "kind region item old new change_min change_max certainty", false}};

const gouw_chart gouw_chart_slippage = {
    .name = "slippage",
    .summary = N_("by how much stated dates moved between two editions"),
    .needs = needs,
    .n_needs = sizeof needs / sizeof needs[0],
    .layers = "bb",
    .layout = layout,
};
