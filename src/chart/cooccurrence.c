/* Co-occurrence: which themes are named by the same regions.
 *
 *     +--+
 *     | 9| Economy
 *     +--+--+
 *     | 8| 9| Labour market          at the slanted side: how many name the theme
 *     +--+--+--+
 *     | 5|#4#| 6| Housing            framed: notably more or less often than chance would give
 *
 * The most named themes stand at the top; of very many only these are shown. Colours count regions
 * and do not show the distance from chance: with few regions most of that is chance itself, and
 * only frames, which allow for all pairs, say what stands out. Complexity: O(n^2). */
#include <math.h>
#include <stdlib.h>

#include "base/i18n.h"
#include "chart/chart_names.h"
#include "chart/triangle.h"
#include "gouw/text.h"

enum { GROUND, CELLS, FRAMES }; /* layers, as in plots/cooccurrence.gp */
enum { MOST_SHOWN = 60 };
static const double NOTABLE = 0.05;

typedef struct ranked {
    size_t theme;
    double n; /* regions that name it */
} ranked;

typedef struct view {
    gouw_canvas *canvas;
    const gouw_table *table;
    gouw_chart_names themes; /* those of the table */
    ranked *order;
    size_t *place; /* of each theme: its row */
    size_t n, n_notable, best;
    float *values;
    bool *notable;
} view;

static int by_regions(const void *a, const void *b) {
    const ranked *x = a, *y = b;
    if (x->n != y->n)
        return x->n > y->n ? -1 : 1;
    return (x->theme > y->theme) - (x->theme < y->theme);
}

static size_t theme_of(view *v, size_t row, const char *column) {
    return gouw_chart_names_find(&v->themes, gouw_cell_text(v->table, row, column));
}

static void rank_themes(view *v, const gouw_table *labels) {
    gouw_chart_names known;
    gouw_chart_names_read(v->canvas, labels, "theme", &known);
    for (size_t row = 0; row < v->table->n_rows; row++) {
        (void)gouw_chart_names_of(v->canvas, &v->themes, gouw_table_text(v->table, row, "theme_a"));
        (void)gouw_chart_names_of(v->canvas, &v->themes, gouw_table_text(v->table, row, "theme_b"));
    }
    const size_t n = v->themes.n;
    v->order = gouw_canvas_array(v->canvas, n, sizeof *v->order);
    v->place = gouw_canvas_array(v->canvas, n, sizeof *v->place);
    if (v->canvas->failed)
        return;
    for (size_t i = 0; i < n; i++) {
        const size_t at = gouw_chart_names_find(&known, v->themes.ids[i]);
        v->themes.labels[i] = at == SIZE_MAX ? v->themes.ids[i] : known.labels[at];
        v->order[i].theme = i;
    }
    for (size_t row = 0; row < v->table->n_rows; row++) {
        const size_t a = theme_of(v, row, "theme_a"), b = theme_of(v, row, "theme_b");
        if (a != SIZE_MAX)
            v->order[a].n = gouw_cell_number(v->table, row, "n_a");
        if (b != SIZE_MAX)
            v->order[b].n = gouw_cell_number(v->table, row, "n_b");
    }
    if (n > 1)
        qsort(v->order, n, sizeof *v->order, by_regions);
    for (size_t i = 0; i < n; i++)
        v->place[v->order[i].theme] = i;
    v->n = n < MOST_SHOWN ? n : MOST_SHOWN;
}

static void read_pairs(view *v) {
    v->values = gouw_canvas_array(v->canvas, v->n * v->n, sizeof *v->values);
    v->notable = gouw_canvas_array(v->canvas, v->n * v->n, sizeof *v->notable);
    if (v->canvas->failed)
        return;
    double most = -1;
    for (size_t i = 0; i < v->n * v->n; i++)
        v->values[i] = NAN;
    for (size_t row = 0; row < v->table->n_rows; row++) {
        const size_t a = theme_of(v, row, "theme_a"), b = theme_of(v, row, "theme_b");
        const double both = gouw_cell_number(v->table, row, "both");
        const bool notable = gouw_cell_number(v->table, row, "p_adjusted") <= NOTABLE;
        v->n_notable += notable;
        if (both > most)
            v->best = row;
        most = fmax(most, both);
        if (a == SIZE_MAX || b == SIZE_MAX || v->place[a] >= v->n || v->place[b] >= v->n)
            continue;
        const size_t i = v->place[a] > v->place[b] ? v->place[a] : v->place[b];
        const size_t j = v->place[a] + v->place[b] - i;
        v->values[i * v->n + j] = (float)both;
        v->notable[i * v->n + j] = notable;
    }
}

/* Light enough at its foot that an empty cell and one region can be told apart. */
static gouw_colour count_colour(const gouw_palette *palette, double share) {
    return share <= 0 ? 0xF3F3F3 : gouw_value_colour(palette, 0.08 + 0.82 * share);
}

static const char *words_of(void *context, size_t i, size_t j) {
    const view *v = context;
    const char *a = v->themes.labels[v->order[j].theme], *b = v->themes.labels[v->order[i].theme];
    const double both = (double)v->values[i * v->n + j];
    if (i == j)
        return gouw_canvas_format(
            v->canvas,
            _n("%s: named by %.0f region", "%s: named by %.0f regions", (size_t)v->order[i].n), a,
            v->order[i].n);
    if (!isfinite(both))
        return NULL;
    return gouw_canvas_format(v->canvas,
                              v->notable[i * v->n + j]
                                  ? _("%s and %s: regions that name both: %.0f; notable")
                                  : _("%s and %s: regions that name both: %.0f"),
                              a, b, both);
}

static double fill_triangle(view *v, gouw_triangle *t) {
    double most = 1;
    t->names = gouw_canvas_array(v->canvas, v->n, sizeof *t->names);
    t->diagonal = gouw_canvas_array(v->canvas, v->n, sizeof *t->diagonal);
    if (v->canvas->failed)
        return most;
    for (size_t i = 0; i < v->n; i++) {
        t->names[i] = v->themes.labels[v->order[i].theme];
        t->diagonal[i] = gouw_canvas_format(v->canvas, "%.0f", v->order[i].n);
        for (size_t j = 0; j < i; j++)
            most = fmax(most, v->values[i * v->n + j]);
    }
    t->values = v->values;
    t->words = words_of;
    t->context = v;
    t->high = (float)most;
    gouw_triangle_fit(v->canvas, t, GOUW_MARGIN);
    return most;
}

/* The scale in the free corner, from 0 to the most; a box a number while these are few. */
static void draw_scale(view *v, double most, double y) {
    enum { WIDTH = 180, HEIGHT = 12, MOST_STEPS = 12 };
    const int steps = most < MOST_STEPS ? (int)most + 1 : MOST_STEPS;
    const double x2 = v->canvas->width - GOUW_MARGIN, x1 = x2 - WIDTH;
    const double step = (double)WIDTH / steps;
    gouw_canvas_text(v->canvas, GOUW_SMALL, GOUW_RIGHT, x2, y + 7, GOUW_MUTED,
                     _("regions that name both"));
    for (int i = 0; i < steps; i++)
        gouw_canvas_box(v->canvas, GROUND, x1 + i * step + 0.8, y + 18, x1 + (i + 1) * step - 0.8,
                        y + 18 + HEIGHT,
                        count_colour(v->canvas->palette, (double)i / (steps > 1 ? steps - 1 : 1)));
    gouw_canvas_text(v->canvas, GOUW_SMALL, GOUW_LEFT, x1, y + 40, GOUW_MUTED, "0");
    gouw_canvas_text(v->canvas, GOUW_SMALL, GOUW_RIGHT, x2, y + 40, GOUW_MUTED,
                     gouw_canvas_format(v->canvas, "%.0f", most));
    if (v->n_notable == 0)
        return;
    gouw_canvas_text(v->canvas, GOUW_SMALL, GOUW_RIGHT, x2, y + 62, GOUW_MUTED,
                     _("framed: notable"));
}

static void draw_frames(view *v, const gouw_triangle *t) {
    const double thick = t->cell < 14 ? 1.5 : 2.2;
    for (size_t i = 1; i < v->n; i++)
        for (size_t j = 0; j < i; j++) {
            if (!v->notable[i * v->n + j])
                continue;
            const double x1 = t->x1 + (double)j * t->cell, y1 = t->y1 + (double)i * t->cell;
            const double x2 = x1 + t->cell, y2 = y1 + t->cell;
            gouw_canvas_box(v->canvas, FRAMES, x1, y1, x2, y1 + thick, GOUW_ACCENT);
            gouw_canvas_box(v->canvas, FRAMES, x1, y2 - thick, x2, y2, GOUW_ACCENT);
            gouw_canvas_box(v->canvas, FRAMES, x1, y1, x1 + thick, y2, GOUW_ACCENT);
            gouw_canvas_box(v->canvas, FRAMES, x2 - thick, y1, x2, y2, GOUW_ACCENT);
        }
}

static const char *title_of(view *v) {
    if (v->n_notable == 0)
        return _("No two themes are named together notably more or less often than chance would "
                 "give");
    return gouw_canvas_format(
        v->canvas,
        v->table->n_rows == 1
            ? _("%zu of %zu pair of themes is named together notably more or less often than "
                "chance would give")
            : _n("%zu of %zu pairs of themes is named together notably more or less often than "
                 "chance would give",
                 "%zu of %zu pairs of themes are named together notably more or less often than "
                 "chance would give",
                 v->n_notable),
        v->n_notable, v->table->n_rows);
}

static const char *subtitle_of(view *v) {
    if (v->n == v->themes.n)
        return _("How many regions name both themes; at the slanted side, how many name the theme");
    return gouw_canvas_format(
        v->canvas,
        _("How many regions name both themes, of the %zu most named of %zu; at the "
          "slanted side, how many name the theme"),
        v->n, v->themes.n);
}

static const char *label_of(view *v, const char *column) {
    const size_t theme = theme_of(v, v->best, column);
    return theme == SIZE_MAX ? "" : v->themes.labels[theme];
}

static void draw(view *v, const gouw_chart_job *job) {
    gouw_triangle t = {
        .n = v->n, .whole = true, .colour = count_colour, .ground = GROUND, .cells = CELLS};
    const double most = fill_triangle(v, &t);
    if (v->canvas->failed)
        return;
    t.y1 = 8 + gouw_frame_top(v->canvas, job, title_of(v), subtitle_of(v));
    gouw_triangle_draw(v->canvas, &t);
    draw_frames(v, &t);
    draw_scale(v, most, t.y1);
    v->canvas->description = gouw_canvas_format(
        v->canvas,
        _n("How many regions name both themes, for %zu pair of themes; notable: %zu. Most often "
           "together: %s and %s (regions: %.0f).",
           "How many regions name both themes, for %zu pairs of themes; notable: %zu. Most often "
           "together: %s and %s (regions: %.0f).",
           v->table->n_rows),
        v->table->n_rows, v->n_notable, label_of(v, "theme_a"), label_of(v, "theme_b"),
        gouw_cell_number(v->table, v->best, "both"));
    gouw_frame_bottom(v->canvas, job, fmax(t.y1 + (double)v->n * t.cell, t.y1 + 72),
                      gouw_canvas_format(v->canvas,
                                         _n("Notable allows for %zu comparison. Chance keeps how "
                                            "many regions name each theme, not how many themes a "
                                            "region names.",
                                            "Notable allows for %zu comparisons. Chance keeps how "
                                            "many regions name each theme, not how many themes a "
                                            "region names.",
                                            v->table->n_rows),
                                         v->table->n_rows));
}

static gouw_status layout(const gouw_chart_job *job, gouw_canvas *canvas, gouw_error *error) {
    view v = {.canvas = canvas, .table = gouw_chart_table(job, "cooccur")};
    if (v.table->n_rows == 0)
        return gouw_fail(error, GOUW_EDATA, _("no pair of themes to draw"));
    rank_themes(&v, job->labels);
    if (!canvas->failed)
        read_pairs(&v);
    if (!canvas->failed)
        draw(&v, job);
    return canvas->failed ? gouw_fail_memory(error, 0) : GOUW_OK;
}

static const gouw_chart_need needs[] = {
    {"cooccur", "theme_a theme_b n_a n_b both p_adjusted", false}};

const gouw_chart gouw_chart_cooccurrence = {
    .name = "cooccurrence",
    .summary = N_("which themes are named by the same regions, beside what chance would give"),
    .needs = needs,
    .n_needs = sizeof needs / sizeof needs[0],
    .layers = "bbb",
    .layout = layout,
};
