/* The ordination: regions on a map of likeness, near each other when they are alike.
 *
 * Both axes have one scale, so that distances mean the same in every direction. Regions at the
 * same place are set around it in a ring. A name goes beside its mark, where it covers neither a
 * mark nor another name; else further off, with a thin line; the most crowded regions choose
 * first. Names for which there is no room are counted in a note.
 *
 * Complexity: O(n^2) places and texts for n regions. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "chart/chart_names.h"
#include "chart/frame.h"

enum { GROUND, LEADERS, DOTS }; /* layers, as in plots/ordination.gp */
enum { TALLEST = 640, LOWEST = 320, PAD = 60, CROWD = 70, NAME_MOST = 200, LINE = 13 };
static const double RADIUS = 4.6, RING = 8, FULL_TURN = 6.283185307179586;

typedef struct point {
    size_t region, cluster;
    double group;      /* the number of its cluster in the table */
    double x, y;       /* as in the table; then pixels */
    size_t neighbours; /* within CROWD pixels */
} point;

/* A line from a mark to its name. */
typedef struct leader {
    double x1, y1, x2, y2;
} leader;

typedef struct view {
    gouw_canvas *canvas;
    gouw_chart_names regions;
    point *points;
    leader *leaders;
    size_t n, n_clusters, n_leaders, unnamed;
    double x1, y1, x2, y2; /* of the plot */
    double shares[2];      /* of the axes; NaN where not known */
} view;

static void read_points(view *v, const gouw_table *table, const gouw_table *cluster) {
    gouw_chart_names seen = {.n = 0};
    v->points = gouw_canvas_array(v->canvas, table->n_rows, sizeof *v->points);
    for (size_t row = 0; v->points != NULL && row < table->n_rows; row++) {
        point p = {.x = gouw_cell_number(table, row, "axis1"),
                   .y = gouw_cell_number(table, row, "axis2")};
        p.region = gouw_chart_names_of(v->canvas, &v->regions,
                                       gouw_table_text(table, row, "region"));
        if (p.region != SIZE_MAX && isfinite(p.x))
            v->points[v->n++] = p;
    }
    for (size_t i = 0; i < v->n; i++)
        if (!isfinite(v->points[i].y))
            v->points[i].y = 0;
    for (size_t row = 0; cluster != NULL && row < cluster->n_rows; row++) {
        const size_t r = gouw_chart_names_find(&v->regions, gouw_cell_text(cluster, row, "region"));
        const size_t c = gouw_chart_names_of(
            v->canvas, &seen,
            gouw_canvas_format(v->canvas, "%.0f", gouw_cell_number(cluster, row, "cluster")));
        for (size_t i = 0; i < v->n; i++)
            if (v->points[i].region == r && c != SIZE_MAX) {
                v->points[i].cluster = c;
                v->points[i].group = gouw_cell_number(cluster, row, "cluster");
            }
    }
    v->n_clusters = seen.n;
}

/* One scale for both axes: the cloud fills the width, or the most height it may have. */
static void to_pixels(view *v) {
    double low[2] = {INFINITY, INFINITY}, high[2] = {-INFINITY, -INFINITY};
    for (size_t i = 0; i < v->n; i++) {
        low[0] = fmin(low[0], v->points[i].x);
        high[0] = fmax(high[0], v->points[i].x);
        low[1] = fmin(low[1], v->points[i].y);
        high[1] = fmax(high[1], v->points[i].y);
    }
    const double wide = fmax(high[0] - low[0], 1e-9), tall = fmax(high[1] - low[1], 1e-9);
    /* Names take room at the sides. */
    const double room = v->x2 - v->x1 - 4 * PAD;
    const double tallest = TALLEST + v->canvas->spare, lowest = LOWEST + v->canvas->spare;
    const double unit = fmin(room / wide, (tallest - 2 * PAD) / tall);
    v->y2 = v->y1 + fmin(tallest, fmax(lowest, unit * tall + 2 * PAD));
    for (size_t i = 0; i < v->n; i++) {
        point *p = &v->points[i];
        p->x = (v->x1 + v->x2) / 2 + (p->x - (low[0] + high[0]) / 2) * unit;
        p->y = (v->y1 + v->y2) / 2 - (p->y - (low[1] + high[1]) / 2) * unit;
    }
}

/* Regions at one place are moved onto a ring around it. */
static void spread(view *v) {
    bool *done = gouw_canvas_array(v->canvas, v->n, sizeof *done);
    size_t *same = gouw_canvas_array(v->canvas, v->n, sizeof *same);
    for (size_t i = 0; done != NULL && same != NULL && i < v->n; i++) {
        size_t n = 0;
        const double x = v->points[i].x, y = v->points[i].y;
        for (size_t j = i; j < v->n && !done[i]; j++)
            if (!done[j] && hypot(v->points[j].x - x, v->points[j].y - y) < 2)
                same[n++] = j;
        for (size_t k = 0; k < n; k++) {
            const double turn = FULL_TURN * (double)k / (double)n;
            const double ring = n > 1 ? fmax(RING, (double)n * 11 / FULL_TURN) : 0;
            done[same[k]] = true;
            v->points[same[k]].x = x + ring * cos(turn);
            v->points[same[k]].y = y + ring * sin(turn);
        }
    }
}

static int by_crowd(const void *a, const void *b) {
    const point *p = a, *q = b;
    if (p->neighbours != q->neighbours)
        return p->neighbours > q->neighbours ? -1 : 1;
    return (p->region > q->region) - (p->region < q->region);
}

/* Whether a text of that width at (x, y) covers no mark and stays in the plot. */
static bool free_of_marks(const view *v, double left, double right, double y) {
    if (left < v->x1 + 2 || right > v->x2 - 2 || y < v->y1 + 8 || y > v->y2 - 8)
        return false;
    for (size_t i = 0; i < v->n; i++) {
        const point *p = &v->points[i];
        if (p->x > left - RADIUS - 1 && p->x < right + RADIUS + 1 &&
            fabs(p->y - y) < LINE / 2.0 + RADIUS - 1)
            return false;
    }
    return true;
}

/* Whether a leader runs through the box of a text. */
static bool crosses(const leader *l, double left, double right, double top, double bottom) {
    const double length = hypot(l->x2 - l->x1, l->y2 - l->y1);
    for (double at = 0; at <= length; at += 2) {
        const double x = l->x1 + (l->x2 - l->x1) * at / length;
        const double y = l->y1 + (l->y2 - l->y1) * at / length;
        if (x > left && x < right && y > top && y < bottom)
            return true;
    }
    return false;
}

/* Whether a leader keeps off all texts, and off all marks but its own. */
static bool leader_free(const view *v, const point *own, const leader *l) {
    for (size_t i = 0; i < v->canvas->n_boxes; i++) {
        const gouw_text_box *box = &v->canvas->boxes[i];
        if (crosses(l, box->x1 - 2, box->x2 + 2, box->y - LINE / 2.0, box->y + LINE / 2.0))
            return false;
    }
    for (size_t i = 0; i < v->n; i++) {
        const point *p = &v->points[i];
        if (p != own && crosses(l, p->x - RADIUS, p->x + RADIUS, p->y - RADIUS, p->y + RADIUS))
            return false;
    }
    return true;
}

/* Tries the name at a distance and a direction from its mark. */
static bool try_name(view *v, const point *p, const char *name, double distance, double turn) {
    const double dx = cos(turn), dy = sin(turn), width = gouw_style_width(GOUW_SMALL, name);
    const gouw_align align = dx > 0.3 ? GOUW_LEFT : dx < -0.3 ? GOUW_RIGHT : GOUW_CENTRE;
    const double x = p->x + dx * distance;
    const double y = p->y + dy * (align == GOUW_CENTRE ? distance + 4 : distance);
    const double left = align == GOUW_LEFT ? x : align == GOUW_RIGHT ? x - width : x - width / 2;
    if (!free_of_marks(v, left, left + width, y) ||
        !gouw_canvas_clear(v->canvas, GOUW_SMALL, align, x, y, name))
        return false;
    for (size_t i = 0; i < v->n_leaders; i++)
        if (crosses(&v->leaders[i], left - 2, left + width + 2, y - LINE / 2.0, y + LINE / 2.0))
            return false;
    if (distance > 12) {
        const leader line = {p->x + dx * RADIUS, p->y + dy * RADIUS, x - dx * 3,
                             p->y + dy * (distance - 3)};
        if (!leader_free(v, p, &line))
            return false;
        v->leaders[v->n_leaders++] = line;
        gouw_canvas_point(v->canvas, LEADERS, line.x1, line.y1, 0xA8A8A8);
        gouw_canvas_point(v->canvas, LEADERS, line.x2, line.y2, 0xA8A8A8);
        gouw_canvas_lift(v->canvas, LEADERS);
    }
    gouw_canvas_text(v->canvas, GOUW_SMALL, align, x, y, GOUW_INK, name);
    return true;
}

static void draw_names(view *v) {
    static const double distances[] = {9, 11, 22, 34, 48};
    static const double eighths[] = {0, 4, 6, 2, 7, 1, 5, 3}; /* right, left, above, below, ... */
    const char **names = gouw_names_shorten(v->canvas, v->regions.labels, v->regions.n, GOUW_SMALL,
                                            NAME_MOST);
    for (size_t i = 0; names != NULL && v->n_clusters > 1 && i < v->n; i++) {
        const char **name = &names[v->points[i].region];
        *name = gouw_canvas_format(v->canvas, "%s (%.0f)", *name, v->points[i].group);
    }
    v->leaders = gouw_canvas_array(v->canvas, v->n, sizeof *v->leaders);
    if (names == NULL || v->leaders == NULL)
        return;
    for (size_t i = 0; i < v->n; i++)
        for (size_t j = 0; j < v->n; j++)
            v->points[i].neighbours += hypot(v->points[i].x - v->points[j].x,
                                             v->points[i].y - v->points[j].y) < CROWD;
    if (v->n > 1)
        qsort(v->points, v->n, sizeof *v->points, by_crowd);
    for (size_t i = 0; i < v->n; i++) {
        const point *p = &v->points[i];
        bool named = false;
        for (size_t k = 0; k < sizeof distances / sizeof distances[0] && !named; k++)
            for (size_t e = 0; e < sizeof eighths / sizeof eighths[0] && !named; e++)
                named = try_name(v, p, names[p->region], distances[k], FULL_TURN * eighths[e] / 8);
        v->unnamed += !named;
    }
}

static const char *axis_name(view *v, int axis) {
    if (isfinite(v->shares[axis]))
        return gouw_canvas_format(v->canvas, _("axis %d, %.0f%% of the differences"), axis + 1,
                                  v->shares[axis] * 100);
    return gouw_canvas_format(v->canvas, _("axis %d"), axis + 1);
}

static void draw(view *v, const gouw_chart_job *job) {
    double y = gouw_frame_top(v->canvas, job, _("Regions on a map of likeness"),
                              _("The nearer two regions, the more alike; the axes have no meaning "
                                "of their own"));
    v->x1 = GOUW_MARGIN;
    v->x2 = v->canvas->width - GOUW_MARGIN;
    v->y1 = y + 4;
    to_pixels(v);
    spread(v);
    gouw_canvas_box(v->canvas, GROUND, v->x1, v->y1, v->x2, v->y2, GOUW_GROUND);
    gouw_canvas_text(v->canvas, GOUW_SMALL, GOUW_RIGHT, v->x2 - 8, v->y2 - 12, GOUW_FAINT,
                     axis_name(v, 0));
    gouw_canvas_turned(v->canvas, GOUW_SMALL, GOUW_RIGHT, v->x1 + 14, v->y1 + 8, 90, GOUW_FAINT,
                       axis_name(v, 1));
    for (size_t i = 0; i < v->n; i++) {
        const point *p = &v->points[i];
        const char *name = v->regions.labels[p->region];
        gouw_canvas_ring(v->canvas, DOTS, p->x, p->y, RADIUS, 1, GOUW_PAPER,
                         v->n_clusters > 1 ? gouw_category_colour(v->canvas->palette, p->cluster)
                                           : GOUW_MAIN);
        gouw_canvas_hover(v->canvas, p->x - RADIUS, p->y - RADIUS, p->x + RADIUS, p->y + RADIUS,
                          v->n_clusters > 1
                              ? gouw_canvas_format(v->canvas, _("%s: group %.0f"), name, p->group)
                              : name);
    }
    draw_names(v);
    v->canvas->description = gouw_canvas_format(
        v->canvas,
        _n("Map of %zu region; the nearer two stand, the more alike they are.",
           "Map of %zu regions; the nearer two stand, the more alike they are.", v->n),
        v->n);
    const char *unnamed = v->unnamed == 0
                              ? ""
                              : gouw_canvas_format(v->canvas,
                                                   _n("%zu region stands too close to others to be "
                                                      "named. ",
                                                      "%zu regions stand too close to others to be "
                                                      "named. ",
                                                      v->unnamed),
                                                   v->unnamed);
    gouw_frame_bottom(
        v->canvas, job, v->y2,
        gouw_canvas_format(v->canvas, "%s%s", unnamed,
                           v->n_clusters > 1 ? _("Behind a name: the number of its group.") : ""));
}

static gouw_status layout(const gouw_chart_job *job, gouw_canvas *canvas, gouw_error *error) {
    view v = {.canvas = canvas, .shares = {NAN, NAN}};
    const gouw_table *axes = gouw_chart_table(job, "ordinate_axes");
    gouw_chart_names_read(canvas, job->labels, "region", &v.regions);
    read_points(&v, gouw_chart_table(job, "ordinate"), gouw_chart_table(job, "cluster"));
    for (size_t i = 0; axes != NULL && i < 2 && i < axes->n_rows; i++)
        v.shares[i] = gouw_cell_number(axes, i, "share");
    if (!canvas->failed && v.n == 0)
        return gouw_fail(error, GOUW_EDATA, _("no region has a place: no map to draw"));
    if (!canvas->failed)
        draw(&v, job);
    return canvas->failed ? gouw_fail_memory(error, 0) : GOUW_OK;
}

static const gouw_chart_need needs[] = {
    {"ordinate", "region axis1 axis2", false},
    {"cluster", "region cluster", true},
    {"ordinate_axes", "share", true},
};

const gouw_chart gouw_chart_ordination = {
    .name = "ordination",
    .summary = N_("regions on a map of likeness"),
    .needs = needs,
    .n_needs = sizeof needs / sizeof needs[0],
    .layers = "bld",
    .layout = layout,
};
