/* No chart has a colour that is neither of its palette nor a grey. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>

#include "chart/canvas.h"
#include "chart/recipes.h"

static int channel(gouw_colour colour, int shift) {
    return (colour >> shift) & 0xFF;
}

static bool is_near(gouw_colour a, gouw_colour b) {
    bool near = true;
    for (int shift = 0; shift <= 16; shift += 8)
        near = near && abs(channel(a, shift) - channel(b, shift)) <= 1;
    return near;
}

static bool is_grey(gouw_colour colour) {
    const int r = channel(colour, 16), g = channel(colour, 8), b = channel(colour, 0);
    return abs(r - g) <= 2 && abs(g - b) <= 2 && abs(r - b) <= 2;
}

static bool is_tint(gouw_colour colour, gouw_colour of) {
    for (int i = 1; i <= 200; i++)
        if (is_near(colour, gouw_tint(of, i / 200.0)))
            return true;
    return false;
}

/* Roles, which gnuplot looks up; greys; values; and tints of what is not a value. */
static bool is_of(const gouw_palette *palette, gouw_colour colour) {
    if (colour < 0)
        return colour >= -GOUW_N_ROLES;
    if (is_grey(colour))
        return true;
    for (size_t i = 0; i <= 1000; i++)
        if (is_near(colour, gouw_value_colour(palette, (double)i / 1000)))
            return true;
    for (size_t i = 0; i < 60; i++)
        for (size_t n = i + 1; n <= 8 || n == i + 1; n++)
            if (is_tint(colour, gouw_sequence_colour(palette, i, n)))
                return true;
    for (size_t i = 0; i < GOUW_N_CATEGORIES; i++)
        if (is_tint(colour, gouw_category_colour(palette, i)))
            return true;
    return is_tint(colour, gouw_palette_role(palette, GOUW_ACCENT));
}

/* Which field of a row in a block holds the colour. */
static size_t field_of(const gouw_canvas *canvas, size_t block) {
    if (block < GOUW_TEXT_LAYERS)
        return 2;
    const char kind = canvas->layers[block - GOUW_TEXT_LAYERS];
    return kind == 'b' ? 4 : kind == 'd' ? 3 : 2;
}

/* A row that begins at text: "" for the blank line between two lines. */
static bool read_colour(const char *text, size_t field, gouw_colour *colour) {
    for (size_t i = 0; i < field; i++) {
        const size_t n = strcspn(text, ",\n");
        if (text[n] != ',')
            return false;
        text += n + 1;
    }
    *colour = (gouw_colour)strtol(text, NULL, 10);
    return true;
}

static void check_canvas(const gouw_canvas *canvas, const char *chart, const char *palette) {
    enum { MOST = 4096 };
    static gouw_colour known[MOST];
    size_t n_known = 0;
    for (size_t block = 0; block < GOUW_TEXT_LAYERS + canvas->n_layers; block++) {
        const char *row = canvas->blocks[block].data;
        for (; row != NULL && *row != '\0'; row += strcspn(row, "\n"), row += *row == '\n') {
            gouw_colour colour;
            size_t i = 0;
            if (!read_colour(row, field_of(canvas, block), &colour))
                continue;
            while (i < n_known && known[i] != colour)
                i++;
            if (i < n_known)
                continue;
            if (!is_of(canvas->palette, colour))
                fail_msg("%s has #%06X, which palette %s has not", chart, (unsigned)colour,
                         palette);
            if (n_known < MOST)
                known[n_known++] = colour;
        }
    }
    assert_true(n_known > 2);
}

static void charts_keep_to_their_palette(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT(RECIPES); i++)
        for (size_t c = 0; c < COUNT(CASES); c++) {
            const gouw_table *tables[MOST_TABLES];
            sample s;
            if (CASES[c].n != 0 && CASES[c].n != 3 && CASES[c].n != 50)
                continue;
            const gouw_chart_job job = make_job(&s, &RECIPES[i], &CASES[c], tables, "");
            for (size_t p = 0; gouw_palette_names[p] != NULL; p++) {
                gouw_canvas canvas;
                gouw_canvas_open(&canvas, job.chart, gouw_palette_find(gouw_palette_names[p]),
                                 &s.arena);
                if (job.chart->layout(&job, &canvas, NULL) == GOUW_OK)
                    check_canvas(&canvas, RECIPES[i].name, gouw_palette_names[p]);
                gouw_canvas_release(&canvas);
            }
            gouw_arena_release(&s.arena);
        }
}

/* The test itself: a blue of one palette is none of another, and a grey is of all. */
static void palettes_differ(void **state) {
    (void)state;
    const gouw_palette *tol = gouw_palette_find("tol");
    assert_true(is_of(gouw_palette_find(NULL), 0x99C7E0));
    assert_false(is_of(tol, 0x99C7E0));
    assert_false(is_of(tol, 0x0072B2));
    assert_false(is_of(tol, 0xC44E00));
    assert_true(is_of(tol, 0xA8A8A8));
    assert_false(is_of(tol, -GOUW_N_ROLES - 1));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(charts_keep_to_their_palette),
        cmocka_unit_test(palettes_differ),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
