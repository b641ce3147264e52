/* The dendrogram: which regions join at which distance, and how firmly.
 *
 *     0.6      0.4      0.2      0      distance
 *      |   ,--------------------- Achterhoek
 *      +- 88        ,------------ Regio Emmen
 *          `------ 94
 *                   `------------ Twente
 *
 * The numbers say in how many of a hundred resamples the same group came together; a mark stands
 * at every merge, its number where there is room. Complexity: O(n^2) for the marks. */
#include <math.h>
#include <string.h>

#include "base/i18n.h"
#include "chart/axis.h"
#include "chart/chart_names.h"
#include "chart/dendro.h"
#include "chart/frame.h"

enum { GROUND, TREE, DOTS }; /* layers, as in plots/dendrogram.gp */
enum { NAMES_ROOM = 250, STRIP = 8, GAP = 12, MOST = 1000 };

typedef struct view {
    gouw_canvas *canvas;
    gouw_chart_names regions;
    gouw_dendro tree;
    size_t *order, *clusters;
    size_t n, n_clusters;
    double *leaf_y, *x, *y; /* of leaves; of merges */
    double pitch;
} view;

/* Leaves are the rows of the table cluster, or the regions of the labels. */
static gouw_status read(view *v, const gouw_chart_job *job, gouw_error *error) {
    const gouw_table *cluster = gouw_chart_table(job, "cluster");
    const gouw_table *tree = gouw_chart_table(job, "tree");
    gouw_chart_names known, seen = {.n = 0};
    gouw_chart_names_read(v->canvas, job->labels, "region", &known);
    v->regions = known;
    if (cluster != NULL) {
        v->regions = (gouw_chart_names){.n = 0};
        for (size_t row = 0; row < cluster->n_rows; row++)
            (void)gouw_chart_names_of(v->canvas, &v->regions,
                                      gouw_table_text(cluster, row, "region"));
    }
    const size_t n = v->n = tree->n_rows + 1;
    while (cluster == NULL && v->regions.n < n && !v->canvas->failed)
        (void)gouw_chart_names_of(v->canvas, &v->regions,
                                  gouw_canvas_format(v->canvas, "%zu", v->regions.n + 1));
    v->order = gouw_canvas_array(v->canvas, n, sizeof *v->order);
    v->clusters = gouw_canvas_array(v->canvas, n, sizeof *v->clusters);
    v->leaf_y = gouw_canvas_array(v->canvas, n, sizeof *v->leaf_y);
    v->x = gouw_canvas_array(v->canvas, n, sizeof *v->x);
    v->y = gouw_canvas_array(v->canvas, n, sizeof *v->y);
    if (v->canvas->failed)
        return gouw_fail_memory(error, n);
    if (v->regions.n != n)
        return gouw_fail(error, GOUW_EDATA, _("the tree has %zu leaves, the table 'cluster' %zu"),
                         n, v->regions.n);
    for (size_t i = 0; i < n; i++) {
        const size_t at = gouw_chart_names_find(&known, v->regions.ids[i]);
        if (at != SIZE_MAX)
            v->regions.labels[i] = known.labels[at];
        const double number = cluster == NULL ? 1 : gouw_cell_number(cluster, i, "cluster");
        v->clusters[i] = gouw_chart_names_of(v->canvas, &seen,
                                             gouw_canvas_format(v->canvas, "%.0f", number));
    }
    v->n_clusters = seen.n;
    const gouw_status status = gouw_dendro_read(v->canvas, tree, n, &v->tree, error);
    if (status == GOUW_OK)
        gouw_dendro_order(v->canvas, &v->tree, v->order);
    return status;
}

static bool has_numbers(const view *v) {
    return v->pitch > 12;
}

static gouw_colour support_colour(const view *v, double support) {
    return gouw_value_colour(v->canvas->palette, 0.25 + support / 100 * 0.7);
}

/* A mark at each merge, the highest first, and its number where it is clear of other texts. */
static bool draw_support(view *v) {
    bool any = false;
    for (size_t i = v->n - 1; i > 0; i--) {
        const double support = 100 * v->tree.support[i - 1], x = v->x[i - 1], y = v->y[i - 1];
        if (!isfinite(support) || !isfinite(x))
            continue;
        any = true;
        const char *text = gouw_canvas_format(v->canvas, "%.0f", support);
        const gouw_colour colour = support_colour(v, support);
        if (has_numbers(v))
            gouw_canvas_ring(v->canvas, DOTS, x, y, 4.4, 1, GOUW_PAPER, colour);
        else
            gouw_canvas_disc(v->canvas, DOTS, x, y, 1.9, colour);
        for (int side = 0; side < 2 && has_numbers(v); side++) {
            const double at = side == 0 ? y - 9 : y + 10;
            if (!gouw_canvas_clear(v->canvas, GOUW_SMALL, GOUW_RIGHT, x - 4, at, text))
                continue;
            gouw_canvas_text(v->canvas, GOUW_SMALL, GOUW_RIGHT, x - 4, at, GOUW_INK, text);
            break;
        }
    }
    return any;
}

/* What each merge that is drawn says. */
static void add_words(view *v) {
    for (size_t i = 0; i + 1 < v->n; i++) {
        const double support = 100 * v->tree.support[i], height = v->tree.height[i];
        if (!isfinite(v->x[i]))
            continue;
        gouw_canvas_hover(
            v->canvas, v->x[i] - 5, v->y[i] - 5, v->x[i] + 5, v->y[i] + 5,
            isfinite(support)
                ? gouw_canvas_format(v->canvas,
                                     _("joined at a distance of %s; found again in %.0f of 100 "
                                       "resamples"),
                                     _d(height, 2), support)
                : gouw_canvas_format(v->canvas, _("joined at a distance of %s"), _d(height, 2)));
    }
}

static double draw_keys(view *v, double y) {
    gouw_key keys[3];
    static const double levels[] = {100, 60, 20};
    bool any = false;
    for (size_t i = 0; i + 1 < v->n; i++)
        any = any || isfinite(v->tree.support[i]);
    for (size_t i = 0; i < 3; i++)
        keys[i] = (gouw_key){GOUW_MARK_DISC, 4.4, support_colour(v, levels[i]), 0,
                             i == 0   ? _("found again in all resamples")
                             : i == 1 ? _("in 60 of 100")
                                      : _("in 20 of 100")};
    return any ? gouw_keys_draw(v->canvas, keys, 3, GOUW_MARGIN, y,
                                v->canvas->width - 2 * GOUW_MARGIN, DOTS)
               : y;
}

static void draw(view *v, const gouw_chart_job *job) {
    const char **names = gouw_canvas_array(v->canvas, v->n, sizeof *names);
    double *middles = gouw_canvas_array(v->canvas, v->n, sizeof *middles);
    if (v->canvas->failed)
        return;
    v->pitch = gouw_canvas_pitch(v->canvas, v->n <= 20 ? 30 : v->n <= 60 ? 18 : 8, v->n);
    double y = gouw_frame_top(v->canvas, job, _("Which regions come together"),
                              _("The further to the left two branches join, the less alike they "
                                "are"));
    y = draw_keys(v, y + 4) + 26;
    for (size_t i = 0; i < v->n; i++)
        names[i] = v->regions.labels[v->order[i]];
    const gouw_name_column column = gouw_name_column_fit(
        names, v->n, v->pitch,
        gouw_canvas_room(v->canvas, v->pitch < 13 ? NAMES_ROOM * 1.4 : NAMES_ROOM));
    const double strip = v->n_clusters > 1 ? STRIP + 6 : 0;
    const double x2 = v->canvas->width - GOUW_MARGIN - column.room - GAP - strip;
    for (size_t i = 0; i < v->n; i++) {
        middles[i] = y + ((double)i + 0.5) * v->pitch;
        v->leaf_y[v->order[i]] = middles[i];
        if (v->n_clusters > 1)
            gouw_canvas_box(v->canvas, TREE, x2 + 6, middles[i] - v->pitch / 2 + 0.6,
                            x2 + 6 + STRIP, middles[i] + v->pitch / 2 - 0.6,
                            gouw_category_colour(v->canvas->palette, v->clusters[v->order[i]]));
    }
    gouw_value_axis axis = gouw_value_axis_fit(0, v->tree.highest > 0 ? v->tree.highest : 1, 5,
                                               GOUW_MARGIN + 20, x2, false);
    /* Distance grows to the left, from nothing at the names. */
    const gouw_dendro_view brackets = {.leaf_y = v->leaf_y,
                                       .x0 = x2,
                                       .x1 = axis.x1 + axis.x2 -
                                             gouw_value_axis_x(&axis, v->tree.highest),
                                       .thickness = v->n <= 60 ? 1.6 : 0.9,
                                       .clusters = v->n_clusters > 1 ? v->clusters : NULL,
                                       .layer = TREE};
    gouw_dendro_draw(v->canvas, &v->tree, &brackets, v->x, v->y);
    const double bottom = y + (double)v->n * v->pitch;
    const bool supported = draw_support(v);
    add_words(v);
    gouw_name_column_draw(v->canvas, &column, names, middles, v->n, x2 + strip + GAP, GOUW_LEFT);
    const gouw_value_axis mirrored = {
        .low = axis.low, .high = axis.high, .step = axis.step, .x1 = axis.x2, .x2 = axis.x1};
    gouw_value_axis_draw(v->canvas, &mirrored, y, bottom, false);
    v->canvas->description = gouw_canvas_format(
        v->canvas,
        _("Similarity tree of %zu regions. The last two branches join at a distance of "
          "%s."),
        v->n, _d(v->tree.highest, 2));
    gouw_frame_bottom(
        v->canvas, job, bottom,
        gouw_canvas_format(v->canvas, "%s%s",
                           v->n_clusters > 1 ? _("Each colour is a group of regions. ") : "",
                           supported && has_numbers(v)
                               ? _("A number is the share of resamples, in percent, in which "
                                   "the same group came together.")
                               : ""));
}

static gouw_status layout(const gouw_chart_job *job, gouw_canvas *canvas, gouw_error *error) {
    view v = {.canvas = canvas};
    if (gouw_chart_table(job, "tree")->n_rows == 0)
        return gouw_fail(error, GOUW_EDATA, _("a tree needs at least two regions"));
    if (gouw_chart_table(job, "tree")->n_rows > MOST)
        return gouw_fail(error, GOUW_EDATA,
                         _("a tree of %zu regions would be unreadable; %d are the most"),
                         gouw_chart_table(job, "tree")->n_rows + 1, MOST);
    const gouw_status status = read(&v, job, error);
    if (status == GOUW_OK)
        draw(&v, job);
    return canvas->failed ? gouw_fail_memory(error, 0) : status;
}

static const gouw_chart_need needs[] = {
    {"tree", "left right height", false},
    {"cluster", "region cluster", true},
};

const gouw_chart gouw_chart_dendrogram = {
    .name = "dendrogram",
    .summary = N_("which regions come together, and how firmly"),
    .needs = needs,
    .n_needs = sizeof needs / sizeof needs[0],
    .layers = "bbd",
    .layout = layout,
};
