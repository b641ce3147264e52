/* Chance: the themes that pairs of regions share, beside what chance would give.
 *
 *                                        6      8      10     12     14   themes shared
 *     Kop van Noord-Holland - Noard-..          [======|======]     o
 *
 * A row a pair, the farthest from chance first: the bar is where at least 19 of 20 random pairs
 * with the same totals would lie (between the quantiles of what was drawn; of a table without
 * these, 1.96 standard deviations about the mean), its middle line what they have on average, the
 * dot what was found. A dot is filled where the pair is notable, allowing for all pairs. Of many
 * pairs the ends are shown. Complexity: O(p log p) for p pairs. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "chart/axis.h"
#include "chart/chart_names.h"
#include "chart/frame.h"

enum { GROUND, BARS, DOTS }; /* layers, as in plots/chance.gp */
enum { NAMES_ROOM = 330, GAP = 14, PITCH = 17, MOST_ABOVE = 20, MOST_BELOW = 8 };
static const gouw_colour CHANCE = 0xDADADA, AVERAGE = 0x8F8F8F;
static const double NOTABLE = 0.05, WIDE = 1.96; /* standard deviations to either side */
static const double HALF = 0.3; /* a bar goes this far beyond the whole numbers it holds */

typedef struct pair {
    const char *name;
    double shared, expected, low, high, p, z;
    size_t row;
} pair;

typedef struct view {
    gouw_canvas *canvas;
    pair *pairs;
    size_t n, n_notable, n_above; /* n_above: rows above the gap, where pairs are left out */
    bool cut;
    double pitch;
} view;

static int by_distance(const void *a, const void *b) {
    const pair *x = a, *y = b;
    if (x->z != y->z)
        return x->z > y->z ? -1 : 1;
    return (x->row > y->row) - (x->row < y->row);
}

static const char *label_of(gouw_chart_names *regions, const char *id) {
    const size_t r = gouw_chart_names_find(regions, id);
    return r == SIZE_MAX ? id : regions->labels[r];
}

static void read_pairs(view *v, const gouw_table *table, const gouw_table *labels) {
    gouw_chart_names regions;
    gouw_chart_names_read(v->canvas, labels, "region", &regions);
    for (size_t row = 0; row < table->n_rows; row++) {
        (void)gouw_chart_names_of(v->canvas, &regions, gouw_table_text(table, row, "region_a"));
        (void)gouw_chart_names_of(v->canvas, &regions, gouw_table_text(table, row, "region_b"));
    }
    const char **labels_short = gouw_names_shorten(v->canvas, regions.labels, regions.n, GOUW_SMALL,
                                                   gouw_canvas_room(v->canvas, NAMES_ROOM) / 2 -
                                                       14);
    if (labels_short == NULL)
        return;
    regions.labels = labels_short;
    v->pairs = gouw_canvas_array(v->canvas, table->n_rows, sizeof *v->pairs);
    for (size_t row = 0; v->pairs != NULL && row < table->n_rows; row++) {
        pair p = {.shared = gouw_cell_number(table, row, "shared"),
                  .expected = gouw_cell_number(table, row, "expected"),
                  .low = gouw_cell_number(table, row, "low"),
                  .high = gouw_cell_number(table, row, "high"),
                  .p = gouw_cell_number(table, row, "p_adjusted"),
                  .row = row};
        if (!isfinite(p.shared) || !isfinite(p.expected))
            continue;
        const double sd = gouw_cell_number(table, row, "sd");
        p.z = sd > 0 ? (p.shared - p.expected) / sd : p.shared - p.expected;
        if (isnan(p.low) || isnan(p.high)) {
            p.low = fmax(0, p.expected - WIDE * (sd > 0 ? sd : 0));
            p.high = p.expected + WIDE * (sd > 0 ? sd : 0);
        } else {
            p.low = fmax(0, p.low - HALF);
            p.high += HALF;
        }
        v->n_notable += p.p <= NOTABLE;
        v->pairs[v->n++] = p;
    }
    if (v->n > 1)
        qsort(v->pairs, v->n, sizeof *v->pairs, by_distance);
    v->n_above = v->n;
    v->cut = v->n > MOST_ABOVE + MOST_BELOW + 8;
    if (v->cut) {
        v->n_above = MOST_ABOVE;
        memmove(v->pairs + MOST_ABOVE, v->pairs + v->n - MOST_BELOW, MOST_BELOW * sizeof *v->pairs);
    }
    for (size_t i = 0; i < (v->cut ? MOST_ABOVE + MOST_BELOW : v->n); i++) {
        const size_t row = v->pairs[i].row;
        v->pairs[i].name = gouw_canvas_format(
            v->canvas, _("%s and %s"), label_of(&regions, gouw_cell_text(table, row, "region_a")),
            label_of(&regions, gouw_cell_text(table, row, "region_b")));
    }
}

static const char *pair_words(view *v, const pair *p) {
    return gouw_canvas_format(
        v->canvas,
        p->p <= NOTABLE ? _("%s: themes shared %.0f, by chance %s; notable, allowing for all pairs")
                        : _("%s: themes shared %.0f, by chance %s"),
        p->name, p->shared, _d(p->expected, 1));
}

static void draw_pair(view *v, const gouw_value_axis *axis, const pair *p, double y) {
    const double middle = gouw_value_axis_x(axis, p->expected);
    const double low = gouw_value_axis_x(axis, p->low), high = gouw_value_axis_x(axis, p->high);
    if (high > low)
        gouw_canvas_box(v->canvas, BARS, low, y - 4.5, high, y + 4.5, CHANCE);
    gouw_canvas_box(v->canvas, BARS, middle - 0.75, y - 4.5, middle + 0.75, y + 4.5, AVERAGE);
    const double x = gouw_value_axis_x(axis, p->shared);
    if (p->p <= NOTABLE)
        gouw_canvas_disc(v->canvas, DOTS, x, y, 4.6, GOUW_ACCENT);
    else
        gouw_canvas_ring(v->canvas, DOTS, x, y, 4.2, 1.6, GOUW_MAIN, GOUW_PAPER);
    gouw_canvas_hover(v->canvas, fmin(low, x - 5), y - v->pitch / 2, fmax(high, x + 5),
                      y + v->pitch / 2, pair_words(v, p));
}

static double draw_keys(view *v, double y) {
    gouw_key keys[4];
    size_t n = 0;
    keys[n++] = (gouw_key){GOUW_MARK_RING, 4.2, GOUW_MAIN, GOUW_PAPER, _("themes shared")};
    if (v->n_notable > 0)
        keys[n++] = (gouw_key){GOUW_MARK_DISC, 4.6, GOUW_ACCENT, 0,
                               gouw_canvas_format(v->canvas,
                                                  _n("notable, allowing for %s comparison",
                                                     "notable, allowing for %s comparisons", v->n),
                                                  _d((double)v->n, 0))};
    keys[n++] = (gouw_key){GOUW_MARK_RULE, 1.5, AVERAGE, 0, _("chance, on average")};
    keys[n++] = (gouw_key){GOUW_MARK_SOLID, 0, CHANCE, 0, _("at least 19 of 20 by chance")};
    return gouw_keys_draw(v->canvas, keys, n, GOUW_MARGIN, y, v->canvas->width - 2 * GOUW_MARGIN,
                          DOTS);
}

static const char *title_of(view *v) {
    if (v->n_notable == 0)
        return _("No pair of regions shares notably more or fewer themes than chance would give");
    return gouw_canvas_format(
        v->canvas,
        v->n == 1 ? _("%s of %s pair shares notably more or fewer themes than chance would give")
                  : _n("%s of %s pairs shares notably more or fewer themes than chance would give",
                       "%s of %s pairs share notably more or fewer themes than chance would give",
                       v->n_notable),
        _d((double)v->n_notable, 0), _d((double)v->n, 0));
}

static void draw(view *v, const gouw_chart_job *job) {
    const size_t shown = v->cut ? MOST_ABOVE + MOST_BELOW : v->n;
    const char **names = gouw_canvas_array(v->canvas, shown, sizeof *names);
    double *ys = gouw_canvas_array(v->canvas, shown, sizeof *ys);
    double low = INFINITY, high = -INFINITY;
    if (v->canvas->failed)
        return;
    double y = gouw_frame_top(
        v->canvas, job, title_of(v),
        v->cut ? gouw_canvas_format(v->canvas,
                                    _("The %d pairs farthest above chance and the %d farthest "
                                      "below, of %s"),
                                    MOST_ABOVE, MOST_BELOW, _d((double)v->n, 0))
               : _("All pairs, the farthest above chance first"));
    y = draw_keys(v, y + 4);
    v->pitch = gouw_canvas_pitch(v->canvas, PITCH, shown);
    for (size_t i = 0; i < shown; i++) {
        const pair *p = &v->pairs[i];
        names[i] = p->name;
        low = fmin(low, fmin(p->shared, p->low));
        high = fmax(high, fmax(p->shared, p->high));
    }
    const gouw_name_column column = gouw_name_column_fit(names, shown, v->pitch,
                                                         gouw_canvas_room(v->canvas, NAMES_ROOM));
    gouw_value_axis axis = gouw_value_axis_fit(fmin(low, 0), fmax(high, 1), 8,
                                               GOUW_MARGIN + column.room + GAP,
                                               v->canvas->width - GOUW_MARGIN - 10, false);
    axis.step = fmax(1, axis.step);
    axis.low = floor(axis.low / axis.step) * axis.step;
    const double top = y += 22;
    for (size_t i = 0; i < shown; i++, y += v->pitch) {
        y += i == v->n_above && v->cut ? v->pitch : 0;
        ys[i] = y + v->pitch / 2;
        draw_pair(v, &axis, &v->pairs[i], ys[i]);
    }
    gouw_name_column_draw(v->canvas, &column, names, ys, shown, axis.x1 - GAP, GOUW_RIGHT);
    gouw_value_axis_draw(v->canvas, &axis, top, y, false);
    v->canvas->description = gouw_canvas_format(
        v->canvas,
        _n("Themes shared by %zu pair of regions beside what chance would give; notable: %zu. "
           "Farthest above chance: %s, with %.0f shared where chance would give %s.",
           "Themes shared by each of %zu pairs of regions beside what chance would give; "
           "notable: %zu. Farthest above chance: %s, with %.0f shared where chance would give %s.",
           v->n),
        v->n, v->n_notable, v->pairs[0].name, v->pairs[0].shared, _d(v->pairs[0].expected, 1));
    gouw_frame_bottom(v->canvas, job, y,
                      _("Chance keeps the number of themes of each region and of regions for each "
                        "theme, so a theme that all name cannot make a pair stand out."));
}

static gouw_status layout(const gouw_chart_job *job, gouw_canvas *canvas, gouw_error *error) {
    view v = {.canvas = canvas};
    read_pairs(&v, gouw_chart_table(job, "overlap"), job->labels);
    if (!canvas->failed && v.n == 0)
        return gouw_fail(error, GOUW_EDATA, _("no pair with an expected number of themes"));
    if (!canvas->failed)
        draw(&v, job);
    return canvas->failed ? gouw_fail_memory(error, 0) : GOUW_OK;
}

static const gouw_chart_need needs[] = {
    {"overlap", "region_a region_b shared expected sd p_adjusted", false}};

const gouw_chart gouw_chart_chance = {
    .name = "chance",
    .summary = N_("themes shared by pairs of regions, beside what chance would give"),
    .needs = needs,
    .n_needs = sizeof needs / sizeof needs[0],
    .layers = "bbd",
    .layout = layout,
};
