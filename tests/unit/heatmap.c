/* The heatmap with a tree: a square whose two halves tell the same, and the tree at both sides. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>

#include "chart/canvas.h"
#include "chart/recipes.h"

enum { GROUND, CELLS, MOST_BOXES = 4000 };

typedef struct box {
    double x1, y1, x2, y2;
    long colour;
} box;

typedef struct boxes {
    box of[MOST_BOXES];
    size_t n;
} boxes;

/* The boxes of a layer. */
static void read_boxes(gouw_canvas *canvas, size_t layer, boxes *found) {
    gouw_sink *sink = &canvas->blocks[GOUW_TEXT_LAYERS + layer];
    const char *at = sink->data;
    found->n = 0;
    gouw_sink_char(sink, '\0');
    for (at = sink->data; at != NULL && *at != '\0'; at = strchr(at, '\n') + 1) {
        box *b = &found->of[found->n];
        char *end = NULL;
        double *const sides[] = {&b->x1, &b->y1, &b->x2, &b->y2};
        assert_true(found->n < MOST_BOXES);
        for (size_t i = 0; i < COUNT(sides); i++, at = end + 1)
            *sides[i] = strtod(at, &end);
        b->colour = strtol(at, NULL, 10);
        found->n++;
    }
}

/* Whether some box is b with its axes exchanged, moved by that much. */
static bool has_turned(const boxes *all, const box *b, double right, double down) {
    for (size_t i = 0; i < all->n; i++) {
        const box *o = &all->of[i];
        if (fabs(o->x1 - b->y1 - right) < 0.05 && fabs(o->x2 - b->y2 - right) < 0.05 &&
            fabs(o->y1 - b->x1 - down) < 0.05 && fabs(o->y2 - b->x2 - down) < 0.05 &&
            o->colour == b->colour)
            return true;
    }
    return false;
}

static void draw(sample *s, const char *name, size_t n, boxes *ground, boxes *cells) {
    const gouw_table *tables[MOST_TABLES];
    gouw_canvas canvas;
    const recipe *r = RECIPES;
    while (strcmp(r->name, name) != 0)
        r++;
    const gouw_chart_job job = make_job(s, r, &(size_case){"", n, NAMES_PLAIN}, tables, "");
    gouw_canvas_open(&canvas, job.chart, &s->arena);
    assert_int_equal(job.chart->layout(&job, &canvas, NULL), GOUW_OK);
    assert_false(canvas.failed);
    read_boxes(&canvas, GROUND, ground);
    read_boxes(&canvas, CELLS, cells);
    gouw_canvas_release(&canvas);
}

static void corner(const boxes *cells, double *x, double *y) {
    *x = *y = INFINITY;
    for (size_t i = 0; i < cells->n; i++) {
        *x = fmin(*x, cells->of[i].x1);
        *y = fmin(*y, cells->of[i].y1);
    }
}

static void both_halves_and_both_trees(void **state) {
    (void)state;
    static const size_t sizes[] = {2, 3, 11, 50};
    static boxes ground, cells;
    for (size_t k = 0; k < COUNT(sizes); k++) {
        sample s;
        const size_t n = sizes[k];
        double x = 0, y = 0, left = INFINITY, top = INFINITY;
        size_t beside = 0;
        draw(&s, "heatmap-clustered", n, &ground, &cells);
        corner(&cells, &x, &y);
        assert_int_equal(cells.n, n * n - n);
        for (size_t i = 0; i < cells.n; i++)
            assert_true(has_turned(&cells, &cells.of[i], x - y, y - x));
        /* What stands left of the cells stands above them too, as far from their edge but for the
         * room of the numbers: the lines of the tree end there. */
        for (size_t i = 0; i < ground.n; i++) {
            const box *b = &ground.of[i];
            if (b->x2 < x && b->y1 > y)
                left = fmin(left, b->x1);
            if (b->y2 < y && b->x1 > x)
                top = fmin(top, b->y1);
        }
        for (size_t i = 0; i < ground.n; i++) {
            const box *b = &ground.of[i];
            if (b->x2 > x || b->y1 < y - 1)
                continue;
            beside++;
            if (!has_turned(&ground, b, x - y, top - left))
                fail_msg("%zu regions: nothing above as %g %g %g %g", n, b->x1, b->y1, b->x2,
                         b->y2);
        }
        assert_true(beside >= 2 * n);
        gouw_arena_release(&s.arena);
    }
}

static void without_a_tree_one_half(void **state) {
    (void)state;
    static boxes ground, cells;
    sample s;
    draw(&s, "heatmap", 11, &ground, &cells);
    assert_int_equal(cells.n, 55);
    gouw_arena_release(&s.arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(both_halves_and_both_trees),
        cmocka_unit_test(without_a_tree_one_half),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
