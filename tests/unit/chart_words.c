/* What charts say in words: one of a kind is not many, and a name too long leaves what follows it.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "chart/canvas.h"
#include "chart/samples_more.h"

static void describe(sample *s, const char *name, const gouw_table *table, const char **title,
                     const char **description) {
    const gouw_chart_job job = {
        .chart = gouw_chart_find(name), .tables = &table, .n_tables = 1, .labels = s->labels};
    assert_int_equal(gouw_chart_describe(&job, &s->arena, title, description, NULL), GOUW_OK);
}

/* As many notable pairs as asked for. */
static const char *title_of_chance(size_t n_notable) {
    static sample s;
    const char *title, *description;
    gouw_arena_release(&s.arena);
    sample_open(&s, 60, NAMES_PLAIN);
    gouw_table *pairs = sample_overlap(&s, sample_mentions(&s));
    const size_t p = gouw_table_find(pairs, "p_adjusted");
    for (size_t row = 0; row < pairs->n_rows; row++)
        pairs->cells[p][row].real = row < n_notable ? 0.01 : 0.9;
    describe(&s, "chance", pairs, &title, &description);
    return title;
}

static void one_pair_shares(void **state) {
    (void)state;
    assert_string_equal(
        title_of_chance(1),
        "1 of 1,770 pairs shares notably more or fewer themes than chance would give");
    assert_string_equal(
        title_of_chance(1002),
        "1,002 of 1,770 pairs share notably more or fewer themes than chance would give");
}

/* A region has two targets: without the indicator their rows would be the same. */
static void long_names_keep_their_indicator(void **state) {
    (void)state;
    for (size_t n = 11; n <= 200; n += 63) {
        sample s;
        const char *title, *description;
        sample_open(&s, n, NAMES_LONG);
        describe(&s, "rates", sample_ranking(&s, 4), &title, &description);
        const char *cut = strstr(description, "\xE2\x80\xA6, ");
        assert_non_null(cut);
        assert_true(strncmp(cut + 5, "homes", 5) == 0 || strncmp(cut + 5, "inhabitants", 11) == 0);
        gouw_arena_release(&s.arena);
    }
}

static void add_change(gouw_table *t, const char *kind, int64_t least, int64_t most,
                       const char *certainty) {
    add_row(t);
    gouw_table_set_text(t, "kind", kind);
    gouw_table_set_text(t, "region", "west");
    gouw_table_set_text(t, "item", "plan_adopted");
    gouw_table_set_integer(t, "change_min", least);
    gouw_table_set_integer(t, "change_max", most);
    gouw_table_set_text(t, "certainty", certainty);
}

/* A date that only became more or less precise has not moved; and one date is not many. */
static void slippage_counts_moves_only(void **state) {
    (void)state;
    sample s;
    const char *title, *description;
    sample_open(&s, 3, NAMES_PLAIN);
    gouw_table *t = new_table(&s, &DIFF_SPEC);
    add_change(t, "moved", 61, 183, "certain");
    add_change(t, "moved", -29, 180, "possible");
    add_change(t, "narrowed", -364, 89, NULL);
    add_change(t, "widened", -10, 40, NULL);
    describe(&s, "slippage", t, &title, &description);
    assert_string_equal(title, "1 date moved later, none earlier; 1 may have moved");
    gouw_arena_release(&s.arena);
}

/* Regions outside the estimate stand above it: those without a date apart from the silent ones. */
static void progress_names_the_others(void **state) {
    (void)state;
    sample s;
    sample_open(&s, 24, NAMES_PLAIN);
    gouw_table *tables[2];
    sample_progress(&s, &tables[0], &tables[1]);
    const gouw_chart *chart = gouw_chart_find("progress");
    const gouw_chart_job job = {.chart = chart,
                                .tables = (const gouw_table *const[]){tables[0], tables[1]},
                                .n_tables = 2,
                                .as_of = GOUW_DAY_NONE};
    gouw_canvas canvas;
    gouw_sink drawn;
    gouw_canvas_open(&canvas, chart, gouw_palette_find(NULL), &s.arena);
    gouw_sink_open_memory(&drawn);
    assert_int_equal(chart->layout(&job, &canvas, NULL), GOUW_OK);
    assert_int_equal(gouw_canvas_write(&canvas, &drawn, NULL), GOUW_OK);
    assert_non_null(strstr(drawn.data, "\"3 regions name it without a date\""));
    assert_non_null(strstr(drawn.data, "\"8 regions do not mention it\""));
    assert_non_null(strstr(drawn.data, "\"13 of 24\""));
    gouw_sink_release(&drawn);
    gouw_canvas_release(&canvas);
    gouw_arena_release(&s.arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_pair_shares),
        cmocka_unit_test(long_names_keep_their_indicator),
        cmocka_unit_test(slippage_counts_moves_only),
        cmocka_unit_test(progress_names_the_others),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
