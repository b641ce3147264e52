/* Order: who takes a step before whom, as far as vague dates tell.
 *
 * Rows are sorted by how many others a region can be expected to be ahead of, the first at the
 * top. A cell is the chance that the region of its column (further up) is ahead of that of its
 * row: 1 where their dates leave no doubt, .5 where they say nothing.
 * Complexity: O(n^2). */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "chart/axis.h"
#include "chart/chart_names.h"
#include "chart/triangle.h"

enum { GROUND, CELLS }; /* layers, as in plots/order.gp */

typedef struct ranked {
    size_t region;
    double ahead; /* expected number of regions behind it, less those ahead */
    bool known;   /* some pair with it has a chance; else it stands at the end */
} ranked;

typedef struct view {
    gouw_canvas *canvas;
    gouw_chart_names regions;
    size_t n;
    float *before; /* n x n by region: the chance that a is ahead of b; half of "same" counts */
    ranked *order;
    size_t open; /* pairs without a chance */
} view;

static int by_ahead(const void *a, const void *b) {
    const ranked *x = a, *y = b;
    if (x->known != y->known)
        return x->known ? -1 : 1;
    if (x->ahead != y->ahead)
        return x->ahead > y->ahead ? -1 : 1;
    return (x->region > y->region) - (x->region < y->region);
}

/* Only regions that the table names: others do not take the step. */
static void read_pairs(view *v, const gouw_table *table, const gouw_table *labels) {
    gouw_chart_names known;
    gouw_chart_names_read(v->canvas, labels, "region", &known);
    for (size_t row = 0; row < table->n_rows; row++) {
        (void)gouw_chart_names_of(v->canvas, &v->regions, gouw_table_text(table, row, "region_a"));
        (void)gouw_chart_names_of(v->canvas, &v->regions, gouw_table_text(table, row, "region_b"));
    }
    const size_t n = v->n = v->regions.n;
    if (n > GOUW_TRIANGLE_MOST)
        return;
    v->before = gouw_canvas_array(v->canvas, n * n, sizeof *v->before);
    v->order = gouw_canvas_array(v->canvas, n, sizeof *v->order);
    if (v->canvas->failed)
        return;
    for (size_t i = 0; i < n; i++) {
        const size_t at = gouw_chart_names_find(&known, v->regions.ids[i]);
        v->regions.labels[i] = at == SIZE_MAX ? v->regions.ids[i] : known.labels[at];
        v->order[i].region = i;
    }
    for (size_t i = 0; i < n * n; i++)
        v->before[i] = NAN;
    for (size_t row = 0; row < table->n_rows; row++) {
        const size_t a = gouw_chart_names_find(&v->regions, gouw_cell_text(table, row, "region_a"));
        const size_t b = gouw_chart_names_find(&v->regions, gouw_cell_text(table, row, "region_b"));
        const double before = gouw_cell_number(table, row, "p_before");
        const double same = gouw_cell_number(table, row, "p_same");
        const double p = before + (same > 0 ? same / 2 : 0);
        v->open += isfinite(p) ? 0 : 1;
        if (a == SIZE_MAX || b == SIZE_MAX || !isfinite(p))
            continue;
        v->before[a * n + b] = (float)p;
        v->before[b * n + a] = (float)(1 - p);
        v->order[a].ahead += p - 0.5;
        v->order[b].ahead += 0.5 - p;
        v->order[a].known = v->order[b].known = true;
    }
    if (n > 1)
        qsort(v->order, n, sizeof *v->order, by_ahead);
}

/* From white for a coin's toss to dark for certainty; the rare contrary pair has the colour of
 * what is to be looked at. */
static gouw_colour chance_colour(const gouw_palette *palette, double chance) {
    if (chance < 0.5)
        return gouw_tint(gouw_palette_role(palette, GOUW_ACCENT), 0.25 + 0.75 * (0.5 - chance) * 2);
    return gouw_value_colour(palette, (chance - 0.5) * 1.8);
}

/* The column is further up: "A ahead of B: 58%". */
static const char *words_of(void *context, size_t i, size_t j) {
    const view *v = context;
    const size_t a = v->order[j].region, b = v->order[i].region;
    const double chance = (double)v->before[a * v->n + b];
    if (i == j)
        return NULL;
    if (!isfinite(chance))
        return gouw_canvas_format(v->canvas, _("%s ahead of %s: an open date, no chance"),
                                  v->regions.labels[a], v->regions.labels[b]);
    return gouw_canvas_format(v->canvas, _("%s ahead of %s: chance %s"), v->regions.labels[a],
                              v->regions.labels[b],
                              gouw_value_text(v->canvas, chance, 0.01, true, false));
}

static void fill_triangle(view *v, gouw_triangle *t) {
    const size_t n = v->n;
    float *values = gouw_canvas_array(v->canvas, n * n, sizeof *values);
    t->names = gouw_canvas_array(v->canvas, n, sizeof *t->names);
    if (v->canvas->failed)
        return;
    for (size_t i = 0; i < n; i++) {
        t->names[i] = v->regions.labels[v->order[i].region];
        for (size_t j = 0; j < i; j++)
            values[i * n + j] = v->before[v->order[j].region * n + v->order[i].region];
    }
    t->values = values;
    t->words = words_of;
    t->context = v;
    gouw_triangle_fit(v->canvas, t, GOUW_MARGIN);
}

/* The scale in the free corner. */
static void draw_scale(view *v, double y) {
    enum { STEPS = 5, STEP = 36, HEIGHT = 12 };
    const double x2 = v->canvas->width - GOUW_MARGIN, x1 = x2 - STEPS * STEP;
    gouw_canvas_text(v->canvas, GOUW_SMALL, GOUW_RIGHT, x2, y + 7, GOUW_MUTED,
                     _("chance that the column is ahead of the row"));
    for (int i = 0; i < STEPS; i++)
        gouw_canvas_box(v->canvas, GROUND, x1 + i * STEP + 0.8, y + 18, x1 + (i + 1) * STEP - 0.8,
                        y + 18 + HEIGHT, chance_colour(v->canvas->palette, 0.55 + 0.1 * i));
    gouw_canvas_text(v->canvas, GOUW_SMALL, GOUW_LEFT, x1, y + 40, GOUW_MUTED, ".5");
    gouw_canvas_text(v->canvas, GOUW_SMALL, GOUW_RIGHT, x2, y + 40, GOUW_MUTED, "1");
}

static void draw(view *v, const gouw_chart_job *job) {
    gouw_triangle t = {
        .n = v->n, .low = 0, .high = 1, .colour = chance_colour, .ground = GROUND, .cells = CELLS};
    fill_triangle(v, &t);
    if (v->canvas->failed)
        return;
    t.y1 = 8 + gouw_frame_top(v->canvas, job, _("Who is ahead of whom"),
                              _("The chance that one region takes the step before another, from "
                                "their stated dates; the likely first at the top"));
    gouw_triangle_draw(v->canvas, &t);
    draw_scale(v, t.y1);
    v->canvas->description = gouw_canvas_format(
        v->canvas,
        _("Chances of the order in which %zu regions take a step. Likely first: %s; "
          "likely last: %s."),
        v->n, t.names[0], t.names[v->n - 1]);
    gouw_frame_bottom(v->canvas, job, fmax(t.y1 + (double)v->n * t.cell, t.y1 + 50),
                      v->open > 0 ? _("A dash, or grey: an open date; no chance can be given.")
                                  : NULL);
}

static gouw_status layout(const gouw_chart_job *job, gouw_canvas *canvas, gouw_error *error) {
    view v = {.canvas = canvas};
    read_pairs(&v, gouw_chart_table(job, "order"), job->labels);
    if (!canvas->failed && v.n < 2)
        return gouw_fail(error, GOUW_EDATA, _("an order needs at least two regions with a date"));
    if (v.n > GOUW_TRIANGLE_MOST)
        return gouw_fail(error, GOUW_EDATA,
                         _("an order of %zu regions would be unreadable; %d are the most"), v.n,
                         GOUW_TRIANGLE_MOST);
    if (!canvas->failed)
        draw(&v, job);
    return canvas->failed ? gouw_fail_memory(error, 0) : GOUW_OK;
}

static const gouw_chart_need needs[] = {{"order", "region_a region_b p_before p_same", false}};

const gouw_chart gouw_chart_order = {
    .name = "order",
    .summary = N_("who takes a step before whom, as far as vague dates tell"),
    .needs = needs,
    .n_needs = sizeof needs / sizeof needs[0],
    .layers = "bb",
    .layout = layout,
};
