/* Charts before they are drawn: the measuring of text, what a chart file may hold, the rewriting of
 * SVG, the scripts, layouts without memory. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
/* cmocka wants the four above first */
#include <cmocka.h>

#include "chart/canvas.h"
#include "chart/palette.h"
#include "chart/read_file.h"
#include "chart/recipes.h"
#include "chart/svg.h"
#include "gouw/text.h"

/* ---- text ---------------------------------------------------------------------------------- */

static void measures_text(void **state) {
    (void)state;
    const gouw_face face = {10, false}, bold = {10, true};
    /* DejaVu Sans 2.37 has 2048 units an em: A 1401, n 1298, W 2025, space 651. */
    assert_float_equal(gouw_text_width("A", face), 6.84F, 0.005F);
    assert_float_equal(gouw_text_width("AA W", face), 26.75F, 0.02F);
    assert_true(gouw_text_width("Achterhoek", bold) > gouw_text_width("Achterhoek", face));
    assert_float_equal(gouw_text_width("\xC3\xA2", face), gouw_text_width("a", face), 0.001);
    assert_float_equal(gouw_text_width("a\xCC\x82", face), gouw_text_width("a", face), 0.001);
    assert_float_equal(gouw_text_width("\xE5\xB7\x9E", face), 10, 0.001);
    assert_float_equal(gouw_text_width("", face), 0, 0);
}

static void shortens_and_wraps(void **state) {
    (void)state;
    gouw_arena arena = GOUW_ARENA_INIT;
    const gouw_face face = {12, false};
    const char *name = "Samenwerkingsverband Noord-Fryslân en omstreken";
    assert_ptr_equal(gouw_text_shorten(&arena, name, face, 1000), name);
    for (double width = 15; width < 330; width += 1) {
        const char *lines[3];
        const char *shorter = gouw_text_shorten(&arena, name, face, width);
        assert_true(gouw_text_width(shorter, face) <= width);
        assert_int_equal(gouw_utf8_check(shorter, strlen(shorter)), strlen(shorter));
        const size_t n = gouw_text_wrap(&arena, name, face, width, 3, lines);
        assert_in_range(n, 1, 3);
        for (size_t i = 0; i < n; i++)
            assert_true(gouw_text_width(lines[i], face) <= width);
    }
    const char *lines[3];
    assert_int_equal(gouw_text_wrap(&arena, name, face, 200, 3, lines), 2);
    assert_string_equal(lines[0], "Samenwerkingsverband Noord-");
    assert_string_equal(lines[1], "Fryslân en omstreken");
    gouw_arena_release(&arena);
}

static void cleans_text(void **state) {
    (void)state;
    static const char *const pairs[][2] = {
        {"plain", "plain"},
        {"a\nb\tc\x7F", "a b c "},
        {"say \"x\"", "say \"\"x\"\""},
        {"a\\b", "a\\\\b"},
        {"\xFF\xC3", "\xEF\xBF\xBD\xEF\xBF\xBD"},
        {"\xC2\x85x", " x"},
        {"a\xE2\x80\xAE"
         "b",
         "ab"},
        {"\xEF\xBB\xBFid", "id"},
        {"שלום", "שלום"},
    };
    for (size_t i = 0; i < COUNT(pairs); i++) {
        gouw_sink sink;
        gouw_sink_open_memory(&sink);
        gouw_chart_clean(&sink, pairs[i][0]);
        assert_string_equal(sink.data, pairs[i][1]);
        gouw_sink_release(&sink);
    }
}

static void contrast_is_that_of_wcag(void **state) {
    (void)state;
    /* The examples of WCAG 2.1: black on white 21:1; #777 on white 4.48:1. */
    assert_float_equal(gouw_contrast(0x000000, 0xFFFFFF), 21, 1e-9);
    assert_float_equal(gouw_contrast(0x777777, 0xFFFFFF), 4.478, 0.001);
    for (int i = 0; i <= 100; i++) {
        const gouw_colour cell = gouw_value_colour(gouw_palette_find(NULL), i / 100.0);
        assert_true(gouw_contrast(cell, gouw_text_on(cell)) > 4.1);
    }
}

/* In every palette texts on cells and in the accent can be read, and values get darker; grey has no
 * colour at all. */
static void palettes_keep_their_promises(void **state) {
    (void)state;
    for (size_t p = 0; gouw_palette_names[p] != NULL; p++) {
        const gouw_palette *palette = gouw_palette_find(gouw_palette_names[p]);
        double before = 0;
        for (int i = 0; i <= 100; i++) {
            const gouw_colour cell = gouw_value_colour(palette, i / 100.0);
            const double dark = gouw_contrast(cell, 0xFFFFFF);
            assert_true(gouw_contrast(cell, gouw_text_on(cell)) > 4.1);
            assert_true(dark >= before - 0.02);
            before = dark;
        }
        assert_true(gouw_contrast(gouw_palette_role(palette, GOUW_ACCENT), 0xFFFFFF) > 4.5);
        assert_true(gouw_contrast(gouw_palette_role(palette, GOUW_MAIN), 0xFFFFFF) > 4.5);
        for (size_t i = 0; i < GOUW_N_CATEGORIES; i++)
            for (size_t k = 0; k < i; k++)
                assert_int_not_equal(gouw_category_colour(palette, i),
                                     gouw_category_colour(palette, k));
    }
    const gouw_palette *grey = gouw_palette_find("grey");
    for (int role = GOUW_ACCENT; role >= -GOUW_N_ROLES; role--)
        assert_int_equal(gouw_palette_role(grey, role) % 0x010101, 0);
    assert_int_equal(gouw_palette_role(grey, 0xC44E00), 0xC44E00);
    assert_null(gouw_palette_find("pink"));
    assert_ptr_equal(gouw_palette_find(NULL), gouw_palette_find("okabe-ito"));
}

/* ---- SVG ----------------------------------------------------------------------------------- */

static char *rewritten(const char *svg, gouw_sink *out) {
    const gouw_svg_meta meta = {.id = "c1",
                                .title = "T & <t>",
                                .description = "D",
                                .width = 100,
                                .height = 50,
                                .head = 12.5};
    gouw_sink_open_memory(out);
    gouw_svg_rewrite(svg, strlen(svg), &meta, out);
    return out->data;
}

static void rewrites_svg(void **state) {
    (void)state;
    gouw_sink out;
    const char *svg = rewritten(
        "<?xml version=\"1.0\"?><svg width=\"100\" height=\"50\">\n<title>Gnuplot</title>\n"
        "<g id=\"gnuplot_canvas\">\n<rect x=\"0\" y=\"0\" width=\"100\" height=\"50\" "
        "fill=\"#ffffff\"/>"
        "<defs><circle id='gpDot' r='0.5'/></defs>\n"
        "<g id=\"gnuplot_plot_1\" ><title>chart index 0 using 1:2</title>\n"
        "<g fill=\"none\" stroke=\"currentColor\" stroke-width=\"2.00\">\n"
        "<g stroke='none' shape-rendering='crispEdges'>\n"
        "<polygon fill = 'rgb(255,   0,   0)' points = '10.00,30.01 50.01,30.01 50.01,10.00 "
        "10.00,10.00 '/>\n"
        "<polygon fill = 'rgb(255,   0,   0)' points = '60.00,30.01 61.01,30.01 61.01,10.00 "
        "60.00,10.00 '/>\n"
        "</g><path stroke='rgb(  0,   0,  16)'  d='M1.00,2.00 L3.00,4.00 M5,6 L7,8 '/>\n"
        "<use xlink:href='#gpPt6' transform='translate(10.00,20.00) scale(4.50)' color='rgb(  1,   "
        "2,   3)'/>\n"
        "<g transform=\"translate(9.50,14.08) rotate(-30)\" fill=\"rgb(17,17,17)\" "
        "font-family=\"DejaVu Sans:Bold\" font-size=\"12.50\"  text-anchor=\"end\">\n"
        "<text>a &lt;b> &amp;</text>\n</g></g></g></g></svg>\n",
        &out);
    assert_string_equal(
        svg,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 100 50\" "
        "data-plain=\"0 12.5 100 37.5\" role=\"img\" "
        "aria-labelledby=\"c1-title c1-desc\">\n<title id=\"c1-title\">T &amp; &lt;t&gt;</title>\n"
        "<desc id=\"c1-desc\">D</desc>\n"
        "<rect x=\"0\" y=\"0\" width=\"100\" height=\"50\" fill=\"#ffffff\"/>\n"
        "<path fill=\"#ff0000\" d=\"M10 10h40v20h-40M60 10h1v20h-1\"/>\n"
        "<path fill=\"none\" stroke=\"#000010\" stroke-width=\"2\" stroke-linejoin=\"round\" "
        "d=\"M1 2L3 4M5 6L7 8\"/>\n"
        "<circle cx=\"10\" cy=\"20\" r=\"4.5\" fill=\"#010203\"/>\n"
        "<g font-family=\"DejaVu Sans,Verdana,sans-serif\" font-size=\"12.5\" font-weight=\"bold\" "
        "text-anchor=\"end\" fill=\"#111111\">\n"
        "<text x=\"9.5\" y=\"14.1\" transform=\"rotate(-30 9.5 14.1)\">a "
        "&lt;b&gt; "
        "&amp;</text>\n</g>\n</svg>\n");
    gouw_sink_release(&out);
}

/* What a rewritten drawing holds behind its head. */
static void expect_drawing(const char *svg, const char *expected) {
    gouw_sink out;
    const char *text = strstr(rewritten(svg, &out), "</desc>\n");
    assert_non_null(text);
    assert_string_equal(text + strlen("</desc>\n"), expected);
    gouw_sink_release(&out);
}

/* Other ways to write the same: colours of six digits, black where there is none, values that are
 * not there, groups deeper than are remembered. */
static void reads_other_svg(void **state) {
    (void)state;
    expect_drawing("<g stroke = \"#0A0b0C\" stroke-width='-0.5' stroke-dasharray='2,3'>"
                   "<path d='M-1.5,2 L3,-4 5'/><path stroke='red' d=''/></g>"
                   "<path stroke='rgb(1,2' d='M1,1'/><path\nstroke='#12' d='M1,1'/>",
                   "<path fill=\"none\" stroke=\"#0a0b0c\" stroke-width=\"-0.5\" "
                   "stroke-dasharray=\"2,3\" stroke-linejoin=\"round\" d=\"M-1.5 2L3-4\"/>\n"
                   "<path fill=\"none\" stroke=\"#000000\" stroke-width=\"-0.5\" "
                   "stroke-dasharray=\"2,3\" stroke-linejoin=\"round\" d=\"\"/>\n"
                   "<path fill=\"none\" stroke=\"#000102\" stroke-linejoin=\"round\" d=\"M1 1\"/>\n"
                   "<path fill=\"none\" stroke=\"#000000\" stroke-linejoin=\"round\" "
                   "d=\"M1 1\"/>\n</svg>\n");
    expect_drawing("<polygon points='0,0 4,0 2,3'/><polygon points='0,0 9,1 9,5 0,5'/>"
                   "<polygon points='0,0 9,0 8,5 0,5'/><polygon points='0,0 9,0 9,5 0,6'/>"
                   "<polygon points='0,0 9,0 9,5 1,5'/><polygon points='9,5 0,5 0,0 9,0'/>",
                   "<path fill=\"#000000\" d=\"M0 0L4 0L2 3z\"/>\n"
                   "<path fill=\"#000000\" d=\"M0 0L9 1L9 5L0 5z\"/>\n"
                   "<path fill=\"#000000\" d=\"M0 0L9 0L8 5L0 5z\"/>\n"
                   "<path fill=\"#000000\" d=\"M0 0L9 0L9 5L0 6z\"/>\n"
                   "<path fill=\"#000000\" d=\"M0 0L9 0L9 5L1 5z\"/>\n"
                   "<path fill=\"#000000\" d=\"M0 0h9v5h-9\"/>\n</svg>\n");
    expect_drawing("<use/><use transform='rotate()'/><use transform='translate(1)'/>"
                   "<use transform='translate(1,2)'/><use transform='translate(1,2) scale(3)'/>",
                   "<circle cx=\"1\" cy=\"2\" r=\"3\" fill=\"#000000\"/>\n</svg>\n");
    expect_drawing("<text>a</text><g text-anchor='start' font-family='X:Italic'><text>b</text></g>"
                   "<text transform='translate()' fill='rgb(0,0,255)'></text><text>no end",
                   "<g font-family=\",Verdana,sans-serif\" font-size=\"12\" fill=\"#000000\">\n"
                   "<text x=\"0\" y=\"0\">a</text>\n</g>\n"
                   "<g font-family=\"X,Verdana,sans-serif\" font-size=\"12\" fill=\"#000000\">\n"
                   "<text x=\"0\" y=\"0\">b</text>\n</g>\n"
                   "<g font-family=\",Verdana,sans-serif\" font-size=\"12\" fill=\"#0000ff\">\n"
                   "<text x=\"0\" y=\"0\"></text>\n</g>\n</svg>\n");
    expect_drawing("<defs>never closed <path d='M1,1'/>", "</svg>\n");
    expect_drawing("<path d='M1,1' stroke stroke= stroke=x stroke='#010203'/><",
                   "<path fill=\"none\" stroke=\"#010203\" stroke-linejoin=\"round\" "
                   "d=\"M1 1\"/>\n</svg>\n");
    char deep[1024] = "<g fill='#000001'>";
    for (int i = 0; i < 20; i++)
        (void)strcat(deep, i == 17 ? "<g fill='#000002'>" : "<g>");
    (void)strcat(deep, "<polygon points='0,0 4,0 2,3'/></g></g></g></g></g></g></g></g></g></g></g>"
                       "</g></g></g></g></g></g></g></g></g></g></g></g>"
                       "<polygon points='0,0 4,0 2,3'/>");
    expect_drawing(deep, "<path fill=\"#000001\" d=\"M0 0L4 0L2 3z\"/>\n"
                         "<path fill=\"#000000\" d=\"M0 0L4 0L2 3z\"/>\n</svg>\n");
}

/* A place says its words, escaped, to those who point at it; too many places say nothing. */
static void says_what_is_pointed_at(void **state) {
    (void)state;
    static const char both[] = "plain";
    const gouw_hover hovers[] = {{1, 2, 11.4, 8, both},
                                 {11.4, 2, 20, 8, both},
                                 {1, 2, 3, 4, "<b title='\"'>&\xE2\x80\xAE\n\xFF\xEF\xBF\xBE</b>"}};
    gouw_svg_meta meta = {
        .id = "c", .title = "", .description = "", .hovers = hovers, .n_hovers = 3};
    gouw_sink out;
    gouw_sink_open_memory(&out);
    gouw_svg_rewrite("", 0, &meta, &out);
    assert_non_null(strstr(out.data,
                           "<g class=\"hover\" fill=\"none\" pointer-events=\"all\">\n"
                           "<path d=\"M1 2h10v6h-10M11 2h9v6h-9\"><title>plain</title></path>\n"
                           "<path d=\"M1 2h2v2h-2\"><title>&lt;b title=&#39;&quot;&#39;&gt;&amp; "
                           "&lt;/b&gt;</title></path>\n</g>\n</svg>\n"));
    gouw_sink_release(&out);
    meta.n_hovers = GOUW_MOST_HOVERS + 1;
    gouw_sink_open_memory(&out);
    gouw_svg_rewrite("", 0, &meta, &out);
    assert_null(strstr(out.data, "hover"));
    gouw_sink_release(&out);
}

/* A hairline can be pointed at, too. */
static void small_marks_get_room(void **state) {
    (void)state;
    gouw_arena arena = GOUW_ARENA_INIT;
    gouw_canvas canvas;
    gouw_canvas_open(&canvas, gouw_charts(&(size_t){0})[0], gouw_palette_find(NULL), &arena);
    gouw_canvas_hover(&canvas, 10, 20, 11, 50, "x");
    gouw_canvas_hover(&canvas, 10, 20, 11, 50, NULL);
    assert_int_equal(canvas.n_hovers, 1);
    assert_float_equal(canvas.hovers[0].x1, 7.5, 1e-9);
    assert_float_equal(canvas.hovers[0].x2, 13.5, 1e-9);
    assert_float_equal(canvas.hovers[0].y1, 20, 1e-9);
    for (size_t i = 0; i < 2 * GOUW_MOST_HOVERS; i++)
        gouw_canvas_hover(&canvas, 0, 0, 9, 9, "x");
    assert_int_equal(canvas.n_hovers, GOUW_MOST_HOVERS + 1);
    gouw_canvas_release(&canvas);
    gouw_arena_release(&arena);
}

static void survives_broken_svg(void **state) {
    (void)state;
    static const char *const broken[] = {"",         "<",
                                         "<g",       "<text>",
                                         "<text",    "<polygon points='1,2'/>",
                                         "</g></g>", "<path d='M'/>",
                                         "<use/>",   "<defs>"};
    for (size_t i = 0; i < COUNT(broken); i++) {
        gouw_sink out;
        assert_non_null(strstr(rewritten(broken[i], &out), "</svg>\n"));
        gouw_sink_release(&out);
    }
}

/* ---- scripts ------------------------------------------------------------------------------- */

/* Each script plots the layers of its descriptor, in that order, and the texts after them. */
static void scripts_have_the_layers(void **state) {
    (void)state;
    static const struct {
        char letter;
        const char *macros[3];
    } kinds[] = {{'b', {"@BOXES", NULL, NULL}},
                 {'d', {"@DISCS", NULL, NULL}},
                 {'l', {"@LINES", "@HAIRS", NULL}},
                 {'a', {"@AREAS", NULL, NULL}}};
    size_t n_charts = 0;
    const gouw_chart *const *charts = gouw_charts(&n_charts);
    for (size_t c = 0; c < n_charts; c++) {
        char path[600];
        size_t length = 0, n = 0;
        (void)snprintf(path, sizeof path, "%s/%s.gp", GOUW_PLOTS, charts[c]->name);
        char *script = read_file(path, &length);
        const char *at = strstr(script, "\nplot ");
        assert_non_null(at);
        for (; (at = strchr(at, '@')) != NULL && strncmp(at, "@TEXTS", 6) != 0; at++, n++) {
            char index[32];
            bool known = false;
            (void)snprintf(index, sizeof index, "S + %zu @", n);
            assert_memory_equal(at - strlen(index) + 1, index, strlen(index));
            for (size_t k = 0; k < COUNT(kinds); k++)
                for (size_t m = 0; kinds[k].letter == charts[c]->layers[n] && m < 3; m++)
                    known = known ||
                            (kinds[k].macros[m] != NULL && strncmp(at, kinds[k].macros[m], 6) == 0);
            assert_true(known);
        }
        assert_non_null(at);
        assert_int_equal(n, strlen(charts[c]->layers));
        free(script);
    }
}

/* Memory that runs out anywhere in a layout is an error, never a crash. */
static void survives_without_memory(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT(RECIPES); i++) {
        sample s;
        const gouw_table *tables[MOST_TABLES];
        const gouw_chart_job job = make_job(&s, &RECIPES[i], &CASES[2], tables, "x");
        gouw_status status = GOUW_EMEMORY;
        for (size_t at = 1; status != GOUW_OK && at < 100000; at++) {
            gouw_arena arena = {.fail_at = at, .single = true};
            const char *title = NULL, *description = NULL;
            gouw_error error = GOUW_ERROR_INIT;
            status = gouw_chart_describe(&job, &arena, &title, &description, &error);
            if (status != GOUW_OK)
                assert_int_equal(status, GOUW_EMEMORY);
            gouw_arena_release(&arena);
        }
        assert_int_equal(status, GOUW_OK);
        gouw_arena_release(&s.arena);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(measures_text),
        cmocka_unit_test(shortens_and_wraps),
        cmocka_unit_test(cleans_text),
        cmocka_unit_test(contrast_is_that_of_wcag),
        cmocka_unit_test(palettes_keep_their_promises),
        cmocka_unit_test(rewrites_svg),
        cmocka_unit_test(reads_other_svg),
        cmocka_unit_test(survives_broken_svg),
        cmocka_unit_test(says_what_is_pointed_at),
        cmocka_unit_test(small_marks_get_room),
        cmocka_unit_test(scripts_have_the_layers),
        cmocka_unit_test(survives_without_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
