/* Pictures of a size that is asked for: laid out for it, texts at their usual size. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <unistd.h>

#include "chart/read_file.h"
#include "chart/recipes.h"
#include "chart/svg_boxes.h"

typedef struct size {
    unsigned width, height;
} size;

enum { N_CHARTS = COUNT(RECIPES) };

typedef struct pictures {
    char folder[256], paths[N_CHARTS][600];
    sample samples[N_CHARTS];
    const gouw_table *tables[N_CHARTS][MOST_TABLES];
    gouw_chart_job jobs[N_CHARTS];
    char *svg[N_CHARTS];
} pictures;

/* Draws every chart at that size. */
static void draw_all(pictures *p, const size_case *c, size wanted) {
    const char *root = getenv("TMPDIR");
    const gouw_chart_options options = {.processes = 2, .replace = true};
    gouw_error error = GOUW_ERROR_INIT;
    (void)snprintf(p->folder, sizeof p->folder, "%s/gouw-size-XXXXXX",
                   root == NULL ? "/var/tmp" : root);
    assert_non_null(mkdtemp(p->folder));
    for (size_t i = 0; i < N_CHARTS; i++) {
        (void)snprintf(p->paths[i], sizeof p->paths[i], "%s/%s.svg", p->folder, RECIPES[i].name);
        p->jobs[i] = make_job(&p->samples[i], &RECIPES[i], c, p->tables[i], p->paths[i]);
        p->jobs[i].width = wanted.width;
        p->jobs[i].height = wanted.height;
    }
    const gouw_status status = gouw_charts_draw(p->jobs, N_CHARTS, &options, &error);
    for (size_t i = 0; i < N_CHARTS && status == GOUW_OK; i++) {
        size_t length = 0;
        p->svg[i] = read_file(p->paths[i], &length);
        (void)unlink(p->paths[i]);
    }
    (void)rmdir(p->folder);
    if (status != GOUW_OK)
        fail_msg("%s", error.message);
}

static void release(pictures *p) {
    for (size_t i = 0; i < N_CHARTS; i++) {
        free(p->svg[i]);
        gouw_arena_release(&p->samples[i].arena);
    }
}

static double shown(const char *svg, const char *key) {
    return number_after(svg, key, NAN);
}

static double laid_out(const char *svg) {
    return number_after(svg, "viewBox=\"0 0 ", NAN);
}

/* At any size texts keep off each other and within the picture, which is no larger than asked. */
static void charts_suit_every_size(void **state) {
    (void)state;
    static const size sizes[] = {{640, 0}, {1600, 0}, {0, 1400}, {1200, 500}};
    static const size_t cases[] = {0, 6}; /* the shipped dataset; long names */
    for (size_t k = 0; k < COUNT(sizes); k++)
        for (size_t c = 0; c < COUNT(cases); c++) {
            static pictures p;
            draw_all(&p, &CASES[cases[c]], sizes[k]);
            for (size_t i = 0; i < N_CHARTS; i++) {
                char clash[800];
                if (find_clash(p.svg[i], clash))
                    fail_msg("%s at %u x %u: %s", p.paths[i], sizes[k].width, sizes[k].height,
                             clash);
                if (sizes[k].width > 0)
                    assert_true(shown(p.svg[i], " width=\"") <= sizes[k].width + 0.51);
                if (sizes[k].height > 0)
                    assert_true(shown(p.svg[i], " height=\"") <= sizes[k].height + 0.51);
            }
            release(&p);
        }
}

/* How many charts of the shipped dataset are laid out for that width, so that nothing is scaled. */
static size_t count_laid_out(size wanted, double width) {
    static pictures p;
    size_t n = 0;
    draw_all(&p, &CASES[0], wanted);
    for (size_t i = 0; i < N_CHARTS; i++)
        n += fabs(laid_out(p.svg[i]) - width) < 0.01;
    release(&p);
    return n;
}

static void texts_keep_their_size(void **state) {
    (void)state;
    assert_true(count_laid_out((size){1400, 0}, 1400) >= N_CHARTS - 2);
    assert_true(count_laid_out((size){700, 0}, 700) >= N_CHARTS - 6);
    assert_int_equal(count_laid_out((size){100, 0}, 100), 0);
}

/* Height to spare goes to rows and plots, not to the margin. */
static void rows_take_spare_height(void **state) {
    (void)state;
    static pictures plain, high;
    size_t n_higher = 0;
    draw_all(&plain, &CASES[0], (size){960, 0});
    draw_all(&high, &CASES[0], (size){960, 1500});
    for (size_t i = 0; i < N_CHARTS; i++)
        n_higher += shown(high.svg[i], " height=\"") > 1.3 * shown(plain.svg[i], " height=\"");
    release(&plain);
    release(&high);
    assert_true(n_higher >= 12);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(charts_suit_every_size),
        cmocka_unit_test(texts_keep_their_size),
        cmocka_unit_test(rows_take_spare_height),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
