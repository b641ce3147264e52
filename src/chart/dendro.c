#include "chart/dendro.h"

#include <math.h>
#include <string.h>

#include "base/i18n.h"
#include "chart/chart_names.h"

#define MIXED SIZE_MAX /* leaves of several clusters */

/* Whether each leaf and each merge but the last is joined exactly once, after it was made. */
static bool is_tree(gouw_canvas *canvas, const gouw_dendro *t) {
    const size_t n = t->n_leaves;
    bool *joined = gouw_canvas_array(canvas, 2 * n, sizeof *joined); /* leaves, then merges */
    if (joined == NULL)
        return false;
    for (size_t i = 0; i + 1 < n; i++) {
        const long sides[] = {t->left[i], t->right[i]};
        for (size_t k = 0; k < 2; k++) {
            const bool leaf = sides[k] < 0;
            const size_t number = (size_t)(leaf ? -sides[k] : sides[k]);
            if (number == 0 || number > (leaf ? n : i) || joined[leaf ? number - 1 : n + number])
                return false;
            joined[leaf ? number - 1 : n + number] = true;
        }
    }
    return true;
}

gouw_status gouw_dendro_read(gouw_canvas *canvas, const gouw_table *table, size_t n_leaves,
                             gouw_dendro *t, gouw_error *error) {
    const size_t n = table->n_rows;
    *t = (gouw_dendro){.n_leaves = n_leaves};
    t->left = gouw_canvas_array(canvas, n, sizeof *t->left);
    t->right = gouw_canvas_array(canvas, n, sizeof *t->right);
    t->height = gouw_canvas_array(canvas, n, sizeof *t->height);
    t->support = gouw_canvas_array(canvas, n, sizeof *t->support);
    if (canvas->failed)
        return gouw_fail_memory(error, n * sizeof *t->height);
    if (n + 1 != n_leaves)
        return gouw_fail(error, GOUW_EDATA,
                         _("the table 'tree' has %zu merges; %zu regions need %zu"), n, n_leaves,
                         n_leaves > 0 ? n_leaves - 1 : 0);
    for (size_t i = 0; i < n; i++) {
        const double left = gouw_cell_number(table, i, "left");
        const double right = gouw_cell_number(table, i, "right");
        const double height = gouw_cell_number(table, i, "height");
        t->left[i] = fabs(left) <= (double)n_leaves ? (long)left : 0;
        t->right[i] = fabs(right) <= (double)n_leaves ? (long)right : 0;
        t->height[i] = isfinite(height) ? height : 0;
        t->support[i] = gouw_cell_number(table, i, "support");
        t->highest = fmax(t->highest, t->height[i]);
    }
    if (!is_tree(canvas, t) && !canvas->failed)
        return gouw_fail(error, GOUW_EDATA, _("the table 'tree' does not hold a tree"));
    return canvas->failed ? gouw_fail_memory(error, n) : GOUW_OK;
}

void gouw_dendro_order(gouw_canvas *canvas, const gouw_dendro *t, size_t *order) {
    long *stack = gouw_canvas_array(canvas, t->n_leaves + 1, sizeof *stack);
    size_t depth = 0, n = 0;
    if (stack == NULL)
        return;
    if (t->n_leaves == 1)
        order[0] = 0;
    if (t->n_leaves > 1)
        stack[depth++] = (long)t->n_leaves - 1;
    while (depth > 0) {
        const long at = stack[--depth];
        if (at < 0) {
            order[n++] = (size_t)-at - 1;
            continue;
        }
        stack[depth++] = t->right[at - 1];
        stack[depth++] = t->left[at - 1];
    }
}

/* A merge as it is drawn: the arms of merges at the same height are its own. */
typedef struct bracket {
    double top, bottom; /* of its arms */
    size_t cluster;     /* of all its leaves, or MIXED */
    bool part;          /* of the bracket above */
} bracket;

static bool same_height(double a, double b) {
    return fabs(a - b) <= 1e-9 * (fabs(a) + fabs(b));
}

static double middle(const bracket *b) {
    return (b->top + b->bottom) / 2;
}

/* Takes the arm `side` into the bracket of merge i. */
static void take_arm(const gouw_dendro *t, const gouw_dendro_view *v, bracket *brackets, size_t i,
                     long side) {
    bracket *b = &brackets[i];
    double top = 0, bottom = 0;
    size_t cluster = MIXED;
    if (side < 0) {
        top = bottom = v->leaf_y[-side - 1];
        cluster = v->clusters == NULL ? 0 : v->clusters[-side - 1];
    } else {
        bracket *below = &brackets[side - 1];
        below->part = same_height(t->height[side - 1], t->height[i]);
        top = below->part ? below->top : middle(below);
        bottom = below->part ? below->bottom : middle(below);
        cluster = below->cluster;
    }
    b->cluster = isnan(b->top) || b->cluster == cluster ? cluster : MIXED;
    b->top = fmin(b->top, top);
    b->bottom = fmax(b->bottom, bottom);
}

static gouw_colour colour_of(const gouw_canvas *canvas, const gouw_dendro_view *v, size_t cluster) {
    if (v->clusters == NULL || cluster == MIXED)
        return GOUW_AXIS;
    return gouw_category_colour(canvas->palette, cluster);
}

static double place(const gouw_dendro *t, const gouw_dendro_view *v, double height) {
    return t->highest > 0 ? v->x0 + (v->x1 - v->x0) * height / t->highest : v->x1;
}

static void box(gouw_canvas *canvas, const gouw_dendro_view *v, double x1, double y1, double x2,
                double y2, gouw_colour colour) {
    if (v->upright)
        gouw_canvas_box(canvas, v->layer, y1, x1, y2, x2, colour);
    else
        gouw_canvas_box(canvas, v->layer, x1, y1, x2, y2, colour);
}

/* The line from an arm to the bracket of merge i at x, and the arms of a part of it. */
static void draw_arm(gouw_canvas *canvas, const gouw_dendro *t, const gouw_dendro_view *v,
                     const bracket *brackets, long side, double x, double half) {
    if (side > 0 && brackets[side - 1].part) {
        draw_arm(canvas, t, v, brackets, t->left[side - 1], x, half);
        draw_arm(canvas, t, v, brackets, t->right[side - 1], x, half);
        return;
    }
    const bracket *b = side > 0 ? &brackets[side - 1] : NULL;
    const double y = b != NULL ? middle(b) : v->leaf_y[-side - 1];
    const double from = b != NULL ? place(t, v, t->height[side - 1]) : v->x0;
    const size_t cluster = b != NULL             ? b->cluster
                           : v->clusters == NULL ? 0
                                                 : v->clusters[-side - 1];
    box(canvas, v, fmin(from, x) - (b != NULL ? half : 0), y - half,
        fmax(from, x) + (b != NULL ? half : 0), y + half, colour_of(canvas, v, cluster));
}

void gouw_dendro_draw(gouw_canvas *canvas, const gouw_dendro *t, const gouw_dendro_view *v,
                      double *xs, double *ys) {
    const size_t n = t->n_leaves > 0 ? t->n_leaves - 1 : 0;
    const double half = v->thickness / 2;
    bracket *brackets = gouw_canvas_array(canvas, n, sizeof *brackets);
    if (brackets == NULL)
        return;
    for (size_t i = 0; i < n; i++) {
        brackets[i] = (bracket){NAN, NAN, MIXED, false};
        take_arm(t, v, brackets, i, t->left[i]);
        take_arm(t, v, brackets, i, t->right[i]);
    }
    for (size_t i = n; i > 0; i--) {
        const bracket *b = &brackets[i - 1];
        const double x = place(t, v, t->height[i - 1]);
        xs[i - 1] = b->part ? NAN : x;
        ys[i - 1] = middle(b);
        if (b->part)
            continue;
        draw_arm(canvas, t, v, brackets, t->left[i - 1], x, half);
        draw_arm(canvas, t, v, brackets, t->right[i - 1], x, half);
        box(canvas, v, x - half, b->top - half, x + half, b->bottom + half,
            colour_of(canvas, v, b->cluster));
    }
}
