/* The heatmap: how alike each two regions are.
 *
 * Purpose: show all pairs at once, alike regions together. Without a tree one triangle suffices,
 * since a pair has no order; the names stand at the diagonal, where a row ends and a column begins,
 * so no second set of names hangs below, and the corner left free takes the scale. With a tree the
 * whole square is drawn: groups are blocks on its diagonal, and the tree and its groups stand at
 * both sides. Numbers tell which column is which row.
 *
 *                                             ,----+
 *     +--+                                    |  ,-+-,
 *     |12| Achterhoek   0 [    ] 1              1  2  3
 *     +--+--+                            ,----+--+--+--+
 *     |.4| 9| Regio Emmen                |    |12|.4|.2| 1 Achterhoek
 *     +--+--+--+                         |  ,-+--+--+--+
 *     |.2|.6| 7| Twente                  '--| |.4| 9|.6| 2 Regio Emmen
 *                                           '-+--+--+--+
 *                                             |.2|.6| 7| 3 Twente
 *
 * Method: rows in the order of the clustering when there is one, else as given. The scale runs from
 * 0 to 1 whatever the data, so that two heatmaps compare.
 *
 * Complexity: O(n^2). */
#include <math.h>
#include <string.h>

#include "base/i18n.h"
#include "chart/chart_names.h"
#include "chart/dendro.h"
#include "chart/triangle.h"

enum { GROUND, CELLS }; /* layers, as in plots/heatmap.gp */
enum { TREE = 110, STRIP = 7, SCALE_ROOM = 290 };

typedef struct view {
    gouw_canvas *canvas;
    gouw_chart_names regions;
    size_t n;
    size_t *order, *clusters; /* regions by place; of each region */
    size_t n_clusters;
    gouw_dendro tree;
    size_t *leaves; /* the region of each leaf */
    bool has_tree;
    float *similarity; /* n x n by region; NaN = not defined */
    double *themes;    /* of each region; NaN = not said */
    double *y;         /* middle of each region's row, by region */
    gouw_triangle triangle;
    bool undefined; /* some pair is */
} view;

/* ---- reading ------------------------------------------------------------------------------- */

static void read_pairs(view *v, const gouw_table *table) {
    for (size_t row = 0; row < table->n_rows; row++) {
        (void)gouw_chart_names_of(v->canvas, &v->regions, gouw_table_text(table, row, "region_a"));
        (void)gouw_chart_names_of(v->canvas, &v->regions, gouw_table_text(table, row, "region_b"));
    }
    const size_t n = v->n = v->regions.n;
    if (n > GOUW_TRIANGLE_MOST)
        return;
    v->similarity = gouw_canvas_array(v->canvas, n * n, sizeof *v->similarity);
    v->themes = gouw_canvas_array(v->canvas, n, sizeof *v->themes);
    gouw_chart_names other = v->regions; /* its own place of the last search */
    if (v->canvas->failed)
        return;
    for (size_t i = 0; i < n * n; i++)
        v->similarity[i] = GOUW_CELL_NONE;
    for (size_t i = 0; i < n; i++)
        v->themes[i] = NAN;
    for (size_t row = 0; row < table->n_rows; row++) {
        const char *id_a = gouw_table_text(table, row, "region_a");
        const char *id_b = gouw_table_text(table, row, "region_b");
        if (id_a == NULL || id_b == NULL)
            continue;
        const size_t a = gouw_chart_names_find(&v->regions, id_a);
        const size_t b = gouw_chart_names_find(&other, id_b);
        const double value = gouw_cell_number(table, row, "similarity");
        v->similarity[a * n + b] = v->similarity[b * n + a] = (float)value;
        v->themes[a] = gouw_cell_number(table, row, "n_a");
        v->themes[b] = gouw_cell_number(table, row, "n_b");
        v->undefined = v->undefined || isnan(value);
    }
}

/* Clusters and leaf order from the table cluster. Leaves of the tree are its rows. */
static gouw_status read_clusters(view *v, const gouw_table *cluster, const gouw_table *tree,
                                 gouw_error *error) {
    gouw_chart_names seen = {.n = 0};
    bool *taken = gouw_canvas_array(v->canvas, v->n, sizeof *taken);
    size_t placed = 0;
    if (taken == NULL)
        return GOUW_OK; /* the canvas says so */
    for (size_t want = 0; cluster != NULL && want < cluster->n_rows; want++) {
        const char *id = gouw_cell_text(cluster, want, "region");
        const size_t r = gouw_chart_names_find(&v->regions, id);
        const double number = gouw_cell_number(cluster, want, "cluster");
        if (r == SIZE_MAX || taken[r])
            continue;
        taken[r] = true;
        v->leaves[placed] = r;
        v->clusters[r] = gouw_chart_names_of(v->canvas, &seen,
                                             isnan(number)
                                                 ? gouw_cell_text(cluster, want, "cluster")
                                                 : gouw_canvas_format(v->canvas, "%.0f", number));
        /* Insertion by order: rows that come earlier first among equals. */
        size_t at = placed++;
        const double place = gouw_cell_number(cluster, want, "order");
        for (; at > 0 && v->y[v->order[at - 1]] > place; at--)
            v->order[at] = v->order[at - 1];
        v->order[at] = r;
        v->y[r] = place;
    }
    v->n_clusters = seen.n > 1 ? seen.n : 1;
    if (placed != v->n) {
        for (size_t r = 0; r < v->n; r++)
            v->order[r] = r;
        v->n_clusters = 1;
    }
    if (tree == NULL || (cluster != NULL && (placed != v->n || cluster->n_rows != v->n)))
        return GOUW_OK;
    for (size_t r = 0; cluster == NULL && r < v->n; r++)
        v->leaves[r] = r;
    v->has_tree = v->n > 1;
    gouw_status status = gouw_dendro_read(v->canvas, tree, v->n, &v->tree, error);
    if (status == GOUW_OK && cluster == NULL)
        gouw_dendro_order(v->canvas, &v->tree, v->order);
    return status;
}

/* ---- drawing ------------------------------------------------------------------------------- */

/* What tree and groups take at a side of the cells. */
static double side_room(const view *v) {
    return (v->has_tree ? TREE + 4 : 0) + (v->n_clusters > 1 ? STRIP + 4 : 0);
}

static const char *words_of(void *context, size_t i, size_t j) {
    const view *v = context;
    const size_t a = v->order[i], b = v->order[j];
    const float value = v->similarity[a * v->n + b];
    if (a == b)
        return v->regions.labels[a];
    if (!(value > GOUW_CELL_NONE) && !isnan(value))
        return NULL;
    return isnan(value)
               ? gouw_canvas_format(v->canvas, _("%s and %s: not defined"), v->regions.labels[a],
                                    v->regions.labels[b])
               : gouw_canvas_format(v->canvas, _("%s and %s: similarity %s"), v->regions.labels[a],
                                    v->regions.labels[b], _d((double)value, 2));
}

/* The rows of the triangle, in order. */
static void fill_triangle(view *v) {
    const size_t n = v->n;
    gouw_triangle *t = &v->triangle;
    float *values = gouw_canvas_array(v->canvas, n * n, sizeof *values);
    t->names = gouw_canvas_array(v->canvas, n, sizeof *t->names);
    t->diagonal = gouw_canvas_array(v->canvas, n, sizeof *t->diagonal);
    if (v->canvas->failed)
        return;
    for (size_t i = 0; i < n; i++) {
        const double themes = v->themes[v->order[i]];
        t->names[i] = v->regions.labels[v->order[i]];
        t->diagonal[i] = themes >= 0 ? gouw_canvas_format(v->canvas, "%.0f", themes) : "";
        for (size_t j = 0; j < n; j++)
            values[i * n + j] = v->similarity[v->order[i] * n + v->order[j]];
    }
    t->values = values;
    gouw_triangle_fit(v->canvas, t, GOUW_MARGIN + side_room(v));
}

/* The middle of each leaf's row, or column, when the first cell begins at `start`. */
static void place_leaves(const view *v, double start, double *middles) {
    for (size_t i = 0; i < v->n; i++)
        v->y[v->order[i]] = start + ((double)i + 0.5) * v->triangle.cell;
    for (size_t leaf = 0; leaf < v->n; leaf++)
        middles[leaf] = v->y[v->leaves[leaf]];
}

/* The tree left of the cells and the same above them. */
static void draw_trees(view *v) {
    const gouw_triangle *t = &v->triangle;
    double *x = gouw_canvas_array(v->canvas, v->n, sizeof *x);
    double *y = gouw_canvas_array(v->canvas, v->n, sizeof *y);
    double *middles = gouw_canvas_array(v->canvas, v->n, sizeof *middles);
    size_t *leaf_clusters = gouw_canvas_array(v->canvas, v->n, sizeof *leaf_clusters);
    if (v->canvas->failed)
        return;
    for (size_t leaf = 0; leaf < v->n; leaf++)
        leaf_clusters[leaf] = v->clusters[v->leaves[leaf]];
    const double top = t->y1 - gouw_triangle_numbers(t) - side_room(v) + TREE;
    gouw_dendro_view tree = {.leaf_y = middles,
                             .x0 = GOUW_MARGIN + TREE,
                             .x1 = GOUW_MARGIN + 2,
                             .thickness = v->n <= 60 ? 1.4 : 0.8,
                             .clusters = v->n_clusters > 1 ? leaf_clusters : NULL,
                             .layer = GROUND};
    place_leaves(v, t->y1, middles);
    gouw_dendro_draw(v->canvas, &v->tree, &tree, x, y);
    tree.upright = true;
    tree.x0 = top;
    tree.x1 = top - TREE + 2;
    place_leaves(v, t->x1, middles);
    gouw_dendro_draw(v->canvas, &v->tree, &tree, x, y);
}

/* The group of each row at its left; with a tree, that of each column above it too. */
static void draw_strips(view *v) {
    const gouw_triangle *t = &v->triangle;
    const double air = gouw_triangle_air(t), side = t->x1 - 2;
    const double above = t->y1 - gouw_triangle_numbers(t) - 2;
    for (size_t i = 0; i < v->n; i++) {
        const gouw_colour colour = gouw_category_colour(v->canvas->palette,
                                                        v->clusters[v->order[i]]);
        const double from = (double)i * t->cell + air, to = (double)(i + 1) * t->cell - air;
        gouw_canvas_box(v->canvas, GROUND, side - STRIP, t->y1 + from, side, t->y1 + to, colour);
        if (v->has_tree)
            gouw_canvas_box(v->canvas, GROUND, t->x1 + from, above - STRIP, t->x1 + to, above,
                            colour);
    }
}

/* The scale: in the free corner of a triangle, under a square. Ends at x2. */
static void draw_scale(view *v, double x2, double y) {
    enum { STEPS = 10, STEP = 18, HEIGHT = 12 };
    const double x1 = x2 - STEPS * STEP;
    gouw_canvas_text(v->canvas, GOUW_SMALL, GOUW_RIGHT, x2, y + 7, GOUW_MUTED,
                     _("0 = nothing in common, 1 = the same themes"));
    for (int i = 0; i < STEPS; i++)
        gouw_canvas_box(v->canvas, GROUND, x1 + i * STEP + 0.8, y + 18, x1 + (i + 1) * STEP - 0.8,
                        y + 18 + HEIGHT, gouw_value_colour(v->canvas->palette, (i + 0.5) / STEPS));
    gouw_canvas_text(v->canvas, GOUW_SMALL, GOUW_LEFT, x1, y + 40, GOUW_MUTED, "0");
    gouw_canvas_text(v->canvas, GOUW_SMALL, GOUW_RIGHT, x2, y + 40, GOUW_MUTED, "1");
}

static void describe(view *v) {
    double best = -1;
    size_t a = 0, b = 0, pairs = 0;
    for (size_t i = 0; i < v->n; i++)
        for (size_t j = 0; j < i; j++) {
            const float value = v->similarity[i * v->n + j];
            pairs += value >= 0;
            if (value > best) {
                best = value;
                a = j;
                b = i;
            }
        }
    v->canvas->description =
        best < 0 ? gouw_canvas_format(v->canvas,
                                      _n("Similarity of %zu region; no pair has one.",
                                         "Similarity of %zu regions; no pair has one.", v->n),
                                      v->n)
                 : gouw_canvas_format(v->canvas,
                                      _n("Similarity of %zu regions, %zu pair, from 0 to 1. Most "
                                         "alike are %s and %s, with %s.",
                                         "Similarity of %zu regions, %zu pairs, from 0 to 1. Most "
                                         "alike are %s and %s, with %s.",
                                         pairs),
                                      v->n, pairs, v->regions.labels[a], v->regions.labels[b],
                                      _d(best, 2));
}

static void draw(view *v, const gouw_chart_job *job) {
    gouw_triangle *t = &v->triangle;
    *t = (gouw_triangle){.n = v->n,
                         .low = 0,
                         .high = 1,
                         .colour = gouw_value_colour,
                         .ground = GROUND,
                         .cells = CELLS,
                         .square = v->has_tree};
    fill_triangle(v);
    if (v->canvas->failed)
        return;
    t->y1 = 8 + gouw_frame_top(v->canvas, job, _("How alike the regions are"),
                               v->n <= GOUW_TRIANGLE_VALUES
                                   ? _("By the themes that each pair of regions has in common; on "
                                       "the diagonal, the number of themes")
                                   : _("By the themes that each pair of regions has in common"));
    if (v->has_tree)
        t->y1 += side_room(v) + gouw_triangle_numbers(t);
    t->words = words_of;
    t->context = v;
    gouw_triangle_draw(v->canvas, t);
    if (v->has_tree)
        draw_trees(v);
    if (v->n_clusters > 1)
        draw_strips(v);
    const double bottom = t->y1 + (double)v->n * t->cell;
    const double x2 = v->has_tree ? fmax(t->x1 + (double)v->n * t->cell, GOUW_MARGIN + SCALE_ROOM)
                                  : v->canvas->width - GOUW_MARGIN;
    const double scale = v->has_tree ? bottom + 10 : t->y1;
    draw_scale(v, x2, scale);
    describe(v);
    gouw_frame_bottom(
        v->canvas, job, fmax(bottom, scale + 50),
        gouw_canvas_format(
            v->canvas, "%s%s",
            v->n_clusters > 1 ? _("Each colour at the side is a group of regions. ") : "",
            v->undefined ? _("A dash, or grey: not defined, since neither region names a "
                             "theme.")
                         : ""));
}

static gouw_status layout(const gouw_chart_job *job, gouw_canvas *canvas, gouw_error *error) {
    view v = {.canvas = canvas};
    gouw_chart_names_read(canvas, job->labels, "region", &v.regions);
    read_pairs(&v, gouw_chart_table(job, "overlap"));
    if (!canvas->failed && v.n < 2)
        return gouw_fail(error, GOUW_EDATA, _("a heatmap needs at least two regions"));
    if (v.n > GOUW_TRIANGLE_MOST)
        return gouw_fail(error, GOUW_EDATA,
                         _("a heatmap of %zu regions would be unreadable; %d are the most"), v.n,
                         GOUW_TRIANGLE_MOST);
    v.order = gouw_canvas_array(canvas, v.n, sizeof *v.order);
    v.clusters = gouw_canvas_array(canvas, v.n, sizeof *v.clusters);
    v.leaves = gouw_canvas_array(canvas, v.n, sizeof *v.leaves);
    v.y = gouw_canvas_array(canvas, v.n, sizeof *v.y);
    gouw_status status = GOUW_OK;
    if (!canvas->failed)
        status = read_clusters(&v, gouw_chart_table(job, "cluster"), gouw_chart_table(job, "tree"),
                               error);
    if (!canvas->failed && status == GOUW_OK)
        draw(&v, job);
    return canvas->failed ? gouw_fail_memory(error, 0) : status;
}

static const gouw_chart_need needs[] = {
    {"overlap", "region_a region_b similarity", false},
    {"cluster", "region cluster order", true},
    {"tree", "left right height", true},
};

const gouw_chart gouw_chart_heatmap = {
    .name = "heatmap",
    .summary = N_("how alike each two regions are, alike regions together"),
    .needs = needs,
    .n_needs = sizeof needs / sizeof needs[0],
    .layers = "bb",
    .layout = layout,
};
