/* The heatmap: how alike each two regions are.
 *
 * Purpose: show all pairs at once, alike regions together. One triangle suffices, since a pair has
 * no order; the names stand at the diagonal, where a row ends and a column begins, so no second set
 * of names hangs below, and the corner left free takes the scale.
 *
 *      tree   +--+
 *     ,-------|12| Achterhoek            scale 0 [      ] 1
 *     |       +--+--+
 *     |   ,---|.4| 9| Regio Emmen
 *     '---|   +--+--+--+
 *         '---|.2|.6| 7| Twente
 *
 * Method: rows in the order of the clustering when there is one, else as given. The scale runs from
 * 0 to 1 whatever the data, so that two heatmaps compare. Small cells are drawn in LEVELS colours,
 * equal neighbours as one box, colour by colour.
 *
 * Complexity: O(n^2). */
#include <math.h>
#include <string.h>

#include "base/i18n.h"
#include "chart/chart_names.h"
#include "chart/dendro.h"
#include "chart/frame.h"

enum { GROUND, CELLS }; /* layers, as in plots/heatmap.gp */
enum {
    WITH_VALUES = 25, /* regions up to which cells carry their value */
    MOST = 800,
    LEVELS = 32,
    TREE = 110,
    STRIP = 7,
    NAMES_ROOM = 210,
    GAP = 8
};

typedef struct view {
    gouw_canvas *canvas;
    gouw_chart_names regions;
    size_t n;
    size_t *order, *clusters; /* regions by place; of each region */
    size_t n_clusters;
    gouw_dendro tree;
    bool has_tree;
    float *similarity; /* n x n by region; NaN = not defined, -1 = no such pair */
    double *themes;    /* of each region; NaN = not said */
    double cell, air, x1, y1;
    double *y; /* middle of each region's row, by region */
    gouw_name_column names;
    bool undefined; /* some pair is */
} view;

/* ---- reading ------------------------------------------------------------------------------- */

static void read_pairs(view *v, const gouw_table *table) {
    for (size_t row = 0; row < table->n_rows; row++) {
        (void)gouw_chart_names_of(v->canvas, &v->regions, gouw_table_text(table, row, "region_a"));
        (void)gouw_chart_names_of(v->canvas, &v->regions, gouw_table_text(table, row, "region_b"));
    }
    const size_t n = v->n = v->regions.n;
    if (n > MOST)
        return;
    v->similarity = gouw_canvas_array(v->canvas, n * n, sizeof *v->similarity);
    v->themes = gouw_canvas_array(v->canvas, n, sizeof *v->themes);
    gouw_chart_names other = v->regions; /* its own place of the last search */
    if (v->canvas->failed)
        return;
    for (size_t i = 0; i < n * n; i++)
        v->similarity[i] = -1;
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
    size_t placed = 0;
    for (size_t want = 0; cluster != NULL && want < cluster->n_rows; want++) {
        const char *id = gouw_cell_text(cluster, want, "region");
        const size_t r = gouw_chart_names_find(&v->regions, id);
        const double number = gouw_cell_number(cluster, want, "cluster");
        if (r == SIZE_MAX)
            continue;
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
    if (tree == NULL || (cluster != NULL && cluster->n_rows != v->n))
        return GOUW_OK;
    v->has_tree = v->n > 1;
    gouw_status status = gouw_dendro_read(v->canvas, tree, v->n, &v->tree, error);
    if (status == GOUW_OK && cluster == NULL)
        gouw_dendro_order(v->canvas, &v->tree, v->order);
    return status;
}

/* ---- drawing ------------------------------------------------------------------------------- */

static void choose_sizes(view *v) {
    const size_t n = v->n;
    const double left = GOUW_MARGIN + (v->has_tree ? TREE + 4 : 0) +
                        (v->n_clusters > 1 ? STRIP + 4 : 0);
    const double room = GOUW_CHART_WIDTH - left - GOUW_MARGIN - GAP - NAMES_ROOM;
    const double count = (double)(n > 0 ? n : 1);
    v->cell = n <= WITH_VALUES ? fmin(40, room / count)
              : n <= 60        ? fmax(11, room / count)
              : n <= 250       ? 7
                               : fmax(2, 1750 / count);
    v->cell = floor(v->cell * 2) / 2;
    v->air = v->cell >= 10 ? 0.9 : 0;
    v->x1 = left;
    v->names = gouw_name_column_fit(v->regions.labels, n, v->cell,
                                    v->cell < 13 ? 1.4 * NAMES_ROOM : NAMES_ROOM);
    v->canvas->width = fmax(GOUW_CHART_WIDTH,
                            ceil(left + count * v->cell + GAP + v->names.room + GOUW_MARGIN));
}

/* The cell of places i (row) and j (column), j <= i. */
static void draw_cell(view *v, size_t i, size_t j) {
    const float value = v->similarity[v->order[i] * v->n + v->order[j]];
    const double x = v->x1 + (double)j * v->cell, y = v->y1 + (double)i * v->cell;
    const bool number = isfinite(value) && value >= 0;
    const gouw_colour fill = number ? gouw_value_colour(value) : GOUW_GROUND;
    if (!number && !isnan(value))
        return;
    gouw_canvas_box(v->canvas, CELLS, x + v->air, y + v->air, x + v->cell - v->air,
                    y + v->cell - v->air, fill);
    if (v->n > WITH_VALUES)
        return;
    const char *text = !number         ? "\xE2\x80\x93"
                       : value > 0.995 ? "1"
                       : value < 0.005 ? "0"
                                       : gouw_canvas_format(v->canvas, ".%02.0f", value * 100.0);
    gouw_canvas_text(v->canvas, GOUW_SMALL, GOUW_CENTRE, x + v->cell / 2, y + v->cell / 2,
                     number ? gouw_text_on(fill) : GOUW_FAINT, text);
}

/* The level of a cell, -1 for none, LEVELS for one that is not defined. */
static int level_of(const view *v, size_t i, size_t j) {
    const float value = v->similarity[v->order[i] * v->n + v->order[j]];
    if (isnan(value))
        return LEVELS;
    return value < 0 ? -1 : (int)fminf(LEVELS - 1, value * LEVELS);
}

/* All cells of one level, neighbours in a row as one box. */
static void draw_level(view *v, int level) {
    const gouw_colour colour = level == LEVELS ? 0xDDDDDB
                                               : gouw_value_colour((level + 0.5) / LEVELS);
    for (size_t i = 1; i < v->n; i++) {
        const double y = v->y1 + (double)i * v->cell;
        for (size_t j = 0, end = 0; j < i; j = end) {
            const bool same = level_of(v, i, j) == level;
            for (end = j + 1; end < i && (level_of(v, i, end) == level) == same;)
                end++;
            if (same)
                gouw_canvas_box(v->canvas, CELLS, v->x1 + (double)j * v->cell, y,
                                v->x1 + (double)end * v->cell, y + v->cell, colour);
        }
    }
}

static void draw_diagonal(view *v) {
    for (size_t i = 0; i < v->n; i++) {
        const double x = v->x1 + (double)i * v->cell, y = v->y1 + (double)i * v->cell;
        const double themes = v->themes[v->order[i]];
        gouw_canvas_box(v->canvas, GROUND, x + v->air, y + v->air, x + v->cell - v->air,
                        y + v->cell - v->air, GOUW_GRID);
        if (v->n <= WITH_VALUES && themes >= 0)
            gouw_canvas_text(v->canvas, GOUW_SMALL_STRONG, GOUW_CENTRE, x + v->cell / 2,
                             y + v->cell / 2, GOUW_MUTED,
                             gouw_canvas_format(v->canvas, "%.0f", themes));
    }
}

/* Names at the ends of the rows; a column of them moves with its row. */
static void draw_names(view *v) {
    const char **names = gouw_canvas_array(v->canvas, v->n, sizeof *names);
    double *ends = gouw_canvas_array(v->canvas, v->n, sizeof *ends);
    double *middles = gouw_canvas_array(v->canvas, v->n, sizeof *middles);
    if (v->canvas->failed)
        return;
    for (size_t i = 0; i < v->n; i++) {
        names[i] = v->regions.labels[v->order[i]];
        ends[i] = v->x1 + (double)(i + 1) * v->cell + GAP;
        middles[i] = v->y1 + ((double)i + 0.5) * v->cell;
    }
    gouw_name_column_draw_at(v->canvas, &v->names, names, ends, middles, v->n, GOUW_LEFT);
}

static void draw_tree(view *v) {
    double *x = gouw_canvas_array(v->canvas, v->n, sizeof *x);
    double *y = gouw_canvas_array(v->canvas, v->n, sizeof *y);
    for (size_t i = 0; i < v->n; i++)
        v->y[v->order[i]] = v->y1 + ((double)i + 0.5) * v->cell;
    const gouw_dendro_view tree = {.leaf_y = v->y,
                                   .x0 = GOUW_MARGIN + TREE,
                                   .x1 = GOUW_MARGIN + 2,
                                   .thickness = v->n <= 60 ? 1.4 : 0.8,
                                   .clusters = v->n_clusters > 1 ? v->clusters : NULL,
                                   .layer = GROUND};
    if (v->has_tree && x != NULL && y != NULL)
        gouw_dendro_draw(v->canvas, &v->tree, &tree, x, y);
    for (size_t i = 0; v->n_clusters > 1 && i < v->n; i++)
        gouw_canvas_box(v->canvas, GROUND, v->x1 - STRIP - 2, v->y1 + (double)i * v->cell + v->air,
                        v->x1 - 2, v->y1 + (double)(i + 1) * v->cell - v->air,
                        gouw_category_colour(v->clusters[v->order[i]]));
}

/* The scale in the free corner: right-aligned, at the height of the first rows. */
static void draw_scale(view *v, double y) {
    enum { STEPS = 10, STEP = 18, HEIGHT = 12 };
    const double x2 = v->canvas->width - GOUW_MARGIN, x1 = x2 - STEPS * STEP;
    gouw_canvas_text(v->canvas, GOUW_SMALL, GOUW_RIGHT, x2, y + 7, GOUW_MUTED,
                     _("0 = nothing in common, 1 = the same themes"));
    for (int i = 0; i < STEPS; i++)
        gouw_canvas_box(v->canvas, GROUND, x1 + i * STEP + 0.8, y + 18, x1 + (i + 1) * STEP - 0.8,
                        y + 18 + HEIGHT, gouw_value_colour((i + 0.5) / STEPS));
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
        best < 0
            ? gouw_canvas_format(v->canvas, _("Similarity of %zu regions; no pair has one."), v->n)
            : gouw_canvas_format(v->canvas,
                                 _("Similarity of %zu regions, %zu pairs, from 0 to 1. Most "
                                   "alike are %s and %s, with %.2f."),
                                 v->n, pairs, v->regions.labels[a], v->regions.labels[b], best);
}

static void draw(view *v, const gouw_chart_job *job) {
    choose_sizes(v);
    v->y1 = 8 + gouw_frame_top(v->canvas, job, _("How alike the regions are"),
                               v->n <= WITH_VALUES
                                   ? _("By the themes that each pair of regions has in common; on "
                                       "the diagonal, the number of themes")
                                   : _("By the themes that each pair of regions has in common"));
    for (size_t i = 0; v->n <= 60 && i < v->n; i++)
        for (size_t j = 0; j < i; j++)
            draw_cell(v, i, j);
    for (int level = 0; v->n > 60 && level <= LEVELS; level++)
        draw_level(v, level);
    draw_diagonal(v);
    draw_names(v);
    draw_tree(v);
    draw_scale(v, v->y1);
    describe(v);
    gouw_frame_bottom(v->canvas, job, fmax(v->y1 + (double)v->n * v->cell, v->y1 + 50),
                      v->undefined ? _("A dash, or grey: not defined, since neither region names a "
                                       "theme.")
                                   : NULL);
}

static gouw_status layout(const gouw_chart_job *job, gouw_canvas *canvas, gouw_error *error) {
    view v = {.canvas = canvas};
    gouw_chart_names_read(canvas, job->labels, "region", &v.regions);
    read_pairs(&v, gouw_chart_table(job, "overlap"));
    if (!canvas->failed && v.n < 2)
        return gouw_fail(error, GOUW_EDATA, _("a heatmap needs at least two regions"));
    if (v.n > MOST)
        return gouw_fail(error, GOUW_EDATA,
                         _("a heatmap of %zu regions would be unreadable; %d are the most"), v.n,
                         MOST);
    v.order = gouw_canvas_array(canvas, v.n, sizeof *v.order);
    v.clusters = gouw_canvas_array(canvas, v.n, sizeof *v.clusters);
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
