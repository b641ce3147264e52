/* What charts say in words: one of a kind is not many, and a name too long leaves what follows it.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

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

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_pair_shares),
        cmocka_unit_test(long_names_keep_their_indicator),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
