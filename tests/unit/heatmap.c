/* The heatmap with a tree: a square whose two halves tell the same, and the tree at both sides. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>

#include "chart/canvas.h"
#include "chart/recipes.h"

enum { GROUND, CELLS, MOST_BOXES = 8000 };

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
    gouw_canvas_open(&canvas, job.chart, gouw_palette_find(NULL), &s->arena);
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

/* Between the cells left of it and those right of it each row has a box of its own. */
static void check_diagonal(const boxes *ground, const boxes *cells, size_t n, double x, double y) {
    const double side = cells->of[0].x2 - cells->of[0].x1;
    size_t found = 0;
    for (size_t i = 0; i < ground->n; i++) {
        const box *b = &ground->of[i];
        if (b->x1 > x - 0.05 && fabs(b->x1 - x - (b->y1 - y)) < 0.05) {
            assert_true(fabs(b->x2 - b->x1 - side) < 0.05);
            assert_true(fabs(b->y2 - b->y1 - side) < 0.05);
            found++;
        }
    }
    assert_int_equal(found, n);
}

static double area(const boxes *all) {
    double sum = 0;
    for (size_t i = 0; i < all->n; i++)
        sum += (all->of[i].x2 - all->of[i].x1) * (all->of[i].y2 - all->of[i].y1);
    return sum;
}

/* Many cells are drawn as runs of one colour: nothing is left out, nothing drawn twice. */
static void runs_cover_all_cells(void **state) {
    (void)state;
    static boxes ground, cells;
    for (int square = 0; square < 2; square++) {
        enum { N = 80, SIDE = 7 };
        sample s;
        draw(&s, square ? "heatmap-clustered" : "heatmap", N, &ground, &cells);
        const double all = N * (N - 1) * SIDE * SIDE / (square ? 1.0 : 2.0);
        assert_true(fabs(area(&cells) - all) < 0.5);
        gouw_arena_release(&s.arena);
    }
}

/* Groups of another list of regions: they and their tree are left out. */
static void groups_of_others_are_left_out(void **state) {
    (void)state;
    static boxes cells;
    sample s;
    const gouw_table *tables[MOST_TABLES];
    gouw_canvas canvas;
    const recipe *r = RECIPES;
    while (strcmp(r->name, "heatmap-clustered") != 0)
        r++;
    const gouw_chart_job job = make_job(&s, r, &(size_case){"", 11, NAMES_PLAIN}, tables, "");
    gouw_table *groups = (gouw_table *)tables[2];
    assert_string_equal(groups->name, "cluster");
    gouw_table_set_text(groups, "region", "elsewhere");
    gouw_canvas_open(&canvas, job.chart, gouw_palette_find(NULL), &s.arena);
    assert_int_equal(job.chart->layout(&job, &canvas, NULL), GOUW_OK);
    read_boxes(&canvas, CELLS, &cells);
    assert_int_equal(cells.n, 55);
    gouw_canvas_release(&canvas);
    gouw_arena_release(&s.arena);
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
        check_diagonal(&ground, &cells, n, x, y);
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
        cmocka_unit_test(runs_cover_all_cells),
        cmocka_unit_test(groups_of_others_are_left_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
