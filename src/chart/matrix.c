/* The matrix: which region names which theme, and how much it makes of it.
 *
 * Purpose: the one picture that answers "who works on what". A large dot is a central theme, a
 * small one a mention, a hollow one rests on something other than the text's own statement; what is
 * not mentioned is a speck, since blank is not no. The margins count.
 *
 *                  people and society    economy            the groups of themes
 *                       9   7   4        9   8
 *     regions per       #   #   _        #   #              columns fall within a group
 *     theme
 *     Achterhoek        O   o   .        O   o     ####  9  themes per region
 *     Regio Emmen       o   .   o        O   .     ###   7
 *                     Care ...
 *
 * Rows keep their order, or stand by cluster, with a strip of colour, where clusters were found.
 * Complexity: O(regions x themes). */
#include "chart/matrix.h"

#include <math.h>
#include <string.h>

#include "base/i18n.h"
#include "chart/frame.h"

enum { GROUND, DOTS }; /* layers, as in plots/matrix.gp */
enum {
    NAMES_ROOM = 230,
    GAP = 12,
    BARS_HEIGHT = 62,
    BARS_WIDTH = 92,
    COUNT_ROOM = 26,
    GROUP_GAP = 10,
    STRIP = 7,
    MOST_PITCH = 34,
    LEAST_PITCH = 14,
    LABEL_MOST = 190
};
static const double TURN = 50, COS_TURN = 0.643, SIN_TURN = 0.766;
static const gouw_colour DARK = 0x4F4F4F, LIGHT = 0xB4B4B4;

typedef struct view {
    gouw_canvas *canvas;
    gouw_matrix m;
    gouw_name_column names;
    double pitch_x, pitch_y, radius; /* radius of a large dot */
    double *x, *y;                   /* middles of columns and rows, by place */
    double x1, x2, y1, y2;           /* of the matrix */
    double bars_x;                   /* where the bars of the rows begin */
} view;

static gouw_colour cluster_colour(const view *v, size_t region) {
    return gouw_category_colour(v->canvas->palette,
                                v->m.n_clusters > 1 ? v->m.clusters[region] : 0);
}

/* ---- places -------------------------------------------------------------------------------- */

static void choose_pitches(view *v) {
    const gouw_matrix *m = &v->m;
    const size_t n = m->n_rows;
    const char **names = gouw_canvas_array(v->canvas, n, sizeof *names);
    if (names == NULL)
        return;
    for (size_t i = 0; i < n; i++)
        names[i] = m->regions.labels[m->rows[i]];
    v->pitch_y = gouw_canvas_pitch(v->canvas, n <= 20 ? 29 : n <= 60 ? 16.5 : 7.5, n);
    v->names = gouw_name_column_fit(
        names, n, v->pitch_y,
        gouw_canvas_room(v->canvas, v->pitch_y < 12 ? NAMES_ROOM * 1.3 : NAMES_ROOM));
    v->names.room = fmax(v->names.room, gouw_style_width(GOUW_SMALL, _("regions per theme")));
    const double strip = m->n_clusters > 1 ? STRIP + 5 : 0;
    const double gaps = m->n_groups > 1 ? (double)(m->n_groups - 1) * GROUP_GAP : 0;
    const double left = GOUW_MARGIN + v->names.room + GAP + strip;
    const double right = GAP + BARS_WIDTH + COUNT_ROOM + GOUW_MARGIN;
    const double columns = (double)(m->n_columns > 0 ? m->n_columns : 1);
    const double count = 4 + gouw_style_width(GOUW_SMALL,
                                              gouw_canvas_format(v->canvas, "%zu", m->n_rows));
    v->pitch_x = fmin(MOST_PITCH, fmax(fmax(LEAST_PITCH, count),
                                       (v->canvas->wide - left - right - gaps) / columns));
    v->x1 = left;
    v->x2 = left + columns * v->pitch_x + gaps;
    v->bars_x = v->x2 + GAP;
    v->canvas->width = fmax(v->canvas->wide, ceil(v->x2 + right));
    v->radius = fmin(11, fmin(v->pitch_x, v->pitch_y) * 0.41);
}

static void place(view *v, double y) {
    const gouw_matrix *m = &v->m;
    double x = v->x1;
    v->x = gouw_canvas_array(v->canvas, m->n_columns, sizeof *v->x);
    v->y = gouw_canvas_array(v->canvas, m->n_rows, sizeof *v->y);
    if (v->x == NULL || v->y == NULL)
        return;
    for (size_t i = 0; i < m->n_columns; i++, x += v->pitch_x) {
        v->x[i] = x + v->pitch_x / 2;
        if (m->n_groups > 1 && gouw_matrix_group_ends(m, i))
            x += GROUP_GAP;
    }
    v->y1 = y;
    for (size_t i = 0; i < m->n_rows; i++, y += v->pitch_y) {
        if (i > 0 && m->clusters[m->rows[i]] != m->clusters[m->rows[i - 1]])
            y += v->pitch_y / 3;
        v->y[i] = y + v->pitch_y / 2;
    }
    v->y2 = y;
}

/* ---- above --------------------------------------------------------------------------------- */

static double draw_keys(view *v, double y) {
    const gouw_colour main = gouw_category_colour(v->canvas->palette, 0);
    const bool *seen = v->m.seen;
    const double radius = fmin(8, fmax(5, v->radius));
    gouw_key keys[4];
    size_t n = 0;
    if (seen[GOUW_DOT_CENTRAL])
        keys[n++] = (gouw_key){GOUW_MARK_DISC, radius, main, 0, _("central")};
    if (seen[GOUW_DOT_MENTIONED])
        keys[n++] = (gouw_key){GOUW_MARK_DISC, radius * 0.62, gouw_tint(main, 0.55), 0,
                               _("mentioned")};
    if (seen[GOUW_DOT_CENTRAL_OTHERWISE] || seen[GOUW_DOT_MENTIONED_OTHERWISE])
        keys[n++] = (gouw_key){GOUW_MARK_RING, radius * 0.62, main, GOUW_PAPER,
                               _("provisional, or borrowed from another programme")};
    if (v->pitch_y >= 12)
        keys[n++] = (gouw_key){GOUW_MARK_DISC, 1.4, GOUW_FAINT, 0, _("not mentioned")};
    return gouw_keys_draw(v->canvas, keys, n, GOUW_MARGIN, y, v->canvas->width - 2 * GOUW_MARGIN,
                          DOTS);
}

/* The name of the group whose columns are from .. to, over a line that holds them together. */
static void draw_group(view *v, size_t from, size_t to, double y) {
    const char *lines[2];
    const double x1 = v->x[from] - v->pitch_x / 2, x2 = v->x[to] + v->pitch_x / 2;
    const char *group = v->m.themes.groups[v->m.columns[from]];
    if (group == NULL)
        return;
    const size_t n = gouw_canvas_wrap(v->canvas, GOUW_SMALL, group, x2 - x1 + GROUP_GAP - 4, 2,
                                      lines);
    for (size_t i = 0; i < n; i++)
        gouw_canvas_text(v->canvas, GOUW_SMALL, GOUW_CENTRE, (x1 + x2) / 2,
                         y - 13 * (double)(n - 1 - i), GOUW_MUTED, lines[i]);
    gouw_canvas_box(v->canvas, GROUND, x1 + 1, y + 9, x2 - 1, y + 10, GOUW_AXIS);
}

static double draw_groups(view *v, double y) {
    if (v->m.n_groups < 2)
        return y;
    y += 16;
    for (size_t i = 0, from = 0; i < v->m.n_columns; i++) {
        if (i + 1 < v->m.n_columns && !gouw_matrix_group_ends(&v->m, i))
            continue;
        draw_group(v, from, i, y);
        from = i + 1;
    }
    return y + 10;
}

/* A bar in three parts from (x, y) on, along (dx, dy) pixels a mention, across from -half to
 * half. */
static void draw_bar(view *v, gouw_dot_count count, double x, double y, double dx, double dy,
                     double half, gouw_colour dark, gouw_colour light) {
    const double parts[] = {(double)count.central, (double)count.mentioned,
                            (double)count.otherwise};
    const bool level = dy == 0;
    for (size_t i = 0; i < 3; i++) {
        const double nx = x + dx * parts[i], ny = y + dy * parts[i];
        const double x1 = level ? x : x - half, x2 = level ? nx : x + half;
        const double y1 = level ? y - half : ny, y2 = level ? y + half : y;
        if (i < 2 && parts[i] > 0)
            gouw_canvas_box(v->canvas, GROUND, x1, y1, x2, y2, i == 0 ? dark : light);
        else if (parts[i] > 0)
            gouw_canvas_frame(v->canvas, GROUND, x1, y1, x2, y2, half > 3 ? 1.2 : 0.6, dark,
                              GOUW_PAPER);
        x = nx;
        y = ny;
    }
}

static const char *theme_words(view *v, size_t theme) {
    return gouw_canvas_format(
        v->canvas,
        _n("%s: named by %zu of %zu region", "%s: named by %zu of %zu regions", v->m.n_rows),
        v->m.themes.labels[theme], gouw_dot_total(v->m.column_counts[theme]), v->m.n_rows);
}

static const char *region_words(view *v, size_t region) {
    const size_t n = gouw_dot_total(v->m.row_counts[region]);
    return gouw_canvas_format(v->canvas, _n("%s: %zu theme", "%s: %zu themes", n),
                              v->m.regions.labels[region], n);
}

static void draw_column_bars(view *v, double y) {
    const gouw_matrix *m = &v->m;
    const double unit = BARS_HEIGHT / (double)(m->n_rows > 0 ? m->n_rows : 1);
    for (size_t i = 0; i < m->n_columns; i++) {
        const gouw_dot_count count = m->column_counts[m->columns[i]];
        const double top = y - unit * (double)gouw_dot_total(count);
        draw_bar(v, count, v->x[i], y, 0, -unit, v->pitch_x * 0.33, DARK, LIGHT);
        gouw_canvas_text(v->canvas, GOUW_SMALL, GOUW_CENTRE, v->x[i], top - 8, GOUW_MUTED,
                         gouw_canvas_format(v->canvas, "%zu", gouw_dot_total(count)));
        gouw_canvas_hover(v->canvas, v->x[i] - v->pitch_x / 2, top - 14, v->x[i] + v->pitch_x / 2,
                          y, theme_words(v, m->columns[i]));
    }
    gouw_canvas_text(v->canvas, GOUW_SMALL, GOUW_RIGHT, GOUW_MARGIN + v->names.room, y - 6,
                     GOUW_MUTED, _("regions per theme"));
    gouw_canvas_text(v->canvas, GOUW_SMALL, GOUW_LEFT, v->bars_x, y - 6, GOUW_MUTED,
                     _("themes per region"));
}

/* ---- the matrix ---------------------------------------------------------------------------- */

static void draw_dot(view *v, gouw_dot dot, double x, double y, gouw_colour colour) {
    const double small = v->radius * 0.62, line = v->radius > 5 ? 1.6 : 0.9;
    switch (dot) {
    case GOUW_DOT_CENTRAL:
        gouw_canvas_disc(v->canvas, DOTS, x, y, v->radius, colour);
        break;
    case GOUW_DOT_MENTIONED:
        gouw_canvas_disc(v->canvas, DOTS, x, y, small, gouw_tint(colour, 0.55));
        break;
    case GOUW_DOT_CENTRAL_OTHERWISE:
        gouw_canvas_ring(v->canvas, DOTS, x, y, v->radius, line, colour, GOUW_PAPER);
        break;
    case GOUW_DOT_MENTIONED_OTHERWISE:
        gouw_canvas_ring(v->canvas, DOTS, x, y, small, line, colour, GOUW_PAPER);
        break;
    default:
        if (v->pitch_y >= 12)
            gouw_canvas_disc(v->canvas, DOTS, x, y, v->pitch_y > 20 ? 1.4 : 1, 0xA8A8A8);
    }
}

/* "Twente, Housing: central". */
static const char *dot_words(view *v, size_t region, size_t theme) {
    static const struct {
        const char *how, *otherwise;
    } words[GOUW_N_DOTS] = {
        [GOUW_DOT_NONE] = {N_("not mentioned"), NULL},
        [GOUW_DOT_MENTIONED] = {N_("mentioned"), NULL},
        [GOUW_DOT_CENTRAL] = {N_("central"), NULL},
        [GOUW_DOT_MENTIONED_OTHERWISE] = {N_("mentioned"),
                                          N_("provisional, or borrowed from another programme")},
        [GOUW_DOT_CENTRAL_OTHERWISE] = {N_("central"),
                                        N_("provisional, or borrowed from another programme")},
    };
    const size_t dot = v->m.dots[region * v->m.themes.n + theme];
    const char *otherwise = words[dot].otherwise;
    return gouw_canvas_format(v->canvas, "%s, %s: %s%s%s", v->m.regions.labels[region],
                              v->m.themes.labels[theme], _(words[dot].how),
                              otherwise == NULL ? "" : "; ", otherwise == NULL ? "" : _(otherwise));
}

static void draw_bands(view *v, size_t i) {
    const double half = v->pitch_y / 2, air = v->pitch_y >= 12 ? 0.8 : 0;
    if (v->pitch_y >= 12 || i % 10 < 5)
        for (size_t c = 0, from = 0; c < v->m.n_columns; c++) {
            if (c + 1 < v->m.n_columns && !gouw_matrix_group_ends(&v->m, c))
                continue;
            gouw_canvas_box(v->canvas, GROUND, v->x[from] - v->pitch_x / 2, v->y[i] - half + air,
                            v->x[c] + v->pitch_x / 2, v->y[i] + half - air, GOUW_GROUND);
            from = c + 1;
        }
    if (v->m.n_clusters > 1)
        gouw_canvas_box(v->canvas, GROUND, v->x1 - STRIP - 5, v->y[i] - half + air, v->x1 - 5,
                        v->y[i] + half - air, cluster_colour(v, v->m.rows[i]));
}

static void draw_rows(view *v) {
    const gouw_matrix *m = &v->m;
    size_t most = 1;
    for (size_t r = 0; r < m->n_rows; r++)
        if (gouw_dot_total(m->row_counts[r]) > most)
            most = gouw_dot_total(m->row_counts[r]);
    for (size_t i = 0; i < m->n_rows; i++) {
        const size_t r = m->rows[i];
        const gouw_colour colour = cluster_colour(v, r);
        const size_t total = gouw_dot_total(m->row_counts[r]);
        const double unit = (double)BARS_WIDTH / (double)most;
        draw_bands(v, i);
        for (size_t c = 0; c < m->n_columns; c++) {
            draw_dot(v, (gouw_dot)m->dots[r * m->themes.n + m->columns[c]], v->x[c], v->y[i],
                     colour);
            gouw_canvas_hover(v->canvas, v->x[c] - v->pitch_x / 2, v->y[i] - v->pitch_y / 2,
                              v->x[c] + v->pitch_x / 2, v->y[i] + v->pitch_y / 2,
                              dot_words(v, r, m->columns[c]));
        }
        gouw_canvas_hover(v->canvas, v->bars_x, v->y[i] - v->pitch_y / 2,
                          v->bars_x + unit * (double)total, v->y[i] + v->pitch_y / 2,
                          region_words(v, r));
        draw_bar(v, m->row_counts[r], v->bars_x, v->y[i], unit, 0, v->pitch_y * 0.28, colour,
                 gouw_tint(colour, 0.55));
        if (v->pitch_y >= 12)
            gouw_canvas_text(v->canvas, GOUW_SMALL, GOUW_LEFT, v->bars_x + unit * (double)total + 6,
                             v->y[i], GOUW_MUTED, gouw_canvas_format(v->canvas, "%zu", total));
    }
}

/* The names of the rows in their order. */
static void draw_names(view *v) {
    const char **names = gouw_canvas_array(v->canvas, v->m.n_rows, sizeof *names);
    for (size_t i = 0; names != NULL && i < v->m.n_rows; i++)
        names[i] = v->m.regions.labels[v->m.rows[i]];
    if (names != NULL)
        gouw_name_column_draw(v->canvas, &v->names, names, v->y, v->m.n_rows,
                              GOUW_MARGIN + v->names.room, GOUW_RIGHT);
}

/* Names of the columns, turned, below the matrix; returns the y below them. */
static double draw_column_names(view *v) {
    double deepest = 0;
    for (size_t i = 0; i < v->m.n_columns; i++) {
        const double room = fmin(LABEL_MOST, (v->x[i] - 6) / COS_TURN);
        const char *name = gouw_canvas_shorten(v->canvas, GOUW_LABEL,
                                               v->m.themes.labels[v->m.columns[i]], room);
        gouw_canvas_turned(v->canvas, GOUW_LABEL, GOUW_RIGHT, v->x[i] + 3, v->y2 + 10, TURN,
                           GOUW_INK, name);
        deepest = fmax(deepest, gouw_style_width(GOUW_LABEL, name) * SIN_TURN);
    }
    return v->y2 + deepest + 20;
}

/* ---- words --------------------------------------------------------------------------------- */

/* What the colours are, and "Not named by any region: a, b". */
static const char *notes_of(view *v) {
    const char *list = NULL;
    for (size_t t = 0; t < v->m.themes.n; t++)
        if (gouw_dot_total(v->m.column_counts[t]) == 0)
            list = list == NULL
                       ? v->m.themes.labels[t]
                       : gouw_canvas_format(v->canvas, "%s, %s", list, v->m.themes.labels[t]);
    const char *groups = v->m.n_clusters > 1 ? _("Each colour is a group of regions. ") : "";
    return list == NULL
               ? groups
               : gouw_canvas_format(v->canvas, _("%sNot named by any region: %s."), groups, list);
}

static void describe(view *v) {
    const gouw_matrix *m = &v->m;
    size_t most = 0;
    for (size_t t = 0; t < m->themes.n; t++)
        if (gouw_dot_total(m->column_counts[t]) > gouw_dot_total(m->column_counts[most]))
            most = t;
    v->canvas->description = gouw_canvas_format(
        v->canvas,
        _("Matrix of regions (%zu) and themes (%zu); a dot where the region's text names the "
          "theme. "
          "The theme named by most regions is %s, by %zu of %zu."),
        m->n_rows, m->n_columns, m->themes.labels[most], gouw_dot_total(m->column_counts[most]),
        m->n_rows);
}

static gouw_status layout(const gouw_chart_job *job, gouw_canvas *canvas, gouw_error *error) {
    view v = {.canvas = canvas};
    gouw_matrix_read(canvas, job, &v.m);
    if (!canvas->failed && (v.m.n_rows == 0 || v.m.n_columns == 0))
        return gouw_fail(error, GOUW_EDATA,
                         _("a matrix of themes needs at least one region that names a theme"));
    if (!canvas->failed)
        choose_pitches(&v);
    if (!canvas->failed) {
        double y = gouw_frame_top(canvas, job, _("Which region names which theme"),
                                  _("What each region's text mentions; not an inventory of plans"));
        y = draw_keys(&v, y + 6);
        y += v.m.n_groups > 1 ? 8 : -8;
        place(&v, y + (v.m.n_groups > 1 ? 26 : 0) + 24 + BARS_HEIGHT + 8);
    }
    if (!canvas->failed) {
        (void)draw_groups(&v, v.y1 - 8 - BARS_HEIGHT - 50);
        draw_column_bars(&v, v.y1 - 8);
        draw_rows(&v);
        draw_names(&v);
        describe(&v);
        gouw_frame_bottom(canvas, job, draw_column_names(&v), notes_of(&v));
    }
    return canvas->failed ? gouw_fail_memory(error, 0) : GOUW_OK;
}

static const gouw_chart_need needs[] = {
    {"mentions", "region theme weight", false},
    {"cluster", "region cluster order", true},
};

const gouw_chart gouw_chart_matrix = {
    .name = "matrix",
    .summary = N_("which region names which theme, with counts in the margins"),
    .needs = needs,
    .n_needs = sizeof needs / sizeof needs[0],
    .layers = "bd",
    .layout = layout,
};
