/* What the rows of a table on the page are sorted by: the numbers they show where these will do,
 * else ranks. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "gouw/language.h"
#include "report/ranks.h"

enum { UNSET = 999, MOST = 8 };

typedef struct sample {
    gouw_look look;
    double values[MOST];
    size_t n;
    bool needed;
    uint16_t ranks[MOST];
} sample;

static const sample samples[] = {
    {GOUW_LOOK_PLAIN, {0.5, 0.25, 0.75}, 3, false, {1, 0, 2}},
    {GOUW_LOOK_PLAIN, {0.5, 0.25, 0.25}, 3, false, {1, 0, 0}},
    {GOUW_LOOK_PLAIN, {0.5234, 0.5231, 0.25}, 3, true, {2, 1, 0}},
    {GOUW_LOOK_PLAIN, {0.5, NAN, -0.25}, 3, false, {1, UNSET, 0}},
    {GOUW_LOOK_PLAIN, {NAN, NAN}, 2, false, {UNSET, UNSET}},
    /* "-0.250" below "0.250", and what rounds to zero from both sides is told apart by ranks */
    {GOUW_LOOK_PLAIN, {0.25, -0.25}, 2, false, {1, 0}},
    {GOUW_LOOK_PLAIN, {0.0001, -0.0001}, 2, true, {1, 0}},
    /* "<0.001" and "0.001" */
    {GOUW_LOOK_P, {0.001, 0.0002}, 2, true, {1, 0}},
    {GOUW_LOOK_P, {0.002, 0.0002, 0}, 3, false, {2, 1, 0}},
    /* digits in groups, in Dutch with points: "1,000", "999", "12.5" and "12.50" */
    {GOUW_LOOK_WHOLE, {1000, 999, 12.5, 1234567}, 4, false, {2, 1, 0, 3}},
    {GOUW_LOOK_WHOLE, {99.96, 100}, 2, true, {0, 1}},
    {GOUW_LOOK_PERCENT, {0.1234, 0.1, 1}, 3, false, {1, 0, 2}},
    {GOUW_LOOK_PERCENT, {0.12341, 0.12342}, 2, true, {0, 1}},
    {GOUW_LOOK_YEAR, {2035.4, 2016.75}, 2, false, {1, 0}},
};

static void expect(const sample *s) {
    const gouw_column column = {"x", GOUW_REAL, "", "a number", s->look};
    const gouw_table_spec spec = {"sample", "A sample", &column, 1};
    gouw_arena arena = GOUW_ARENA_INIT;
    gouw_sink scratch;
    uint16_t ranks[MOST];
    gouw_table *table = gouw_table_new(&arena, &spec);
    for (size_t i = 0; i < s->n; i++) {
        assert_int_equal(gouw_table_add_row(table, NULL), GOUW_OK);
        gouw_table_set_real(table, "x", s->values[i]);
        ranks[i] = UNSET;
    }
    gouw_sink_open_memory(&scratch);
    assert_int_equal(gouw_page_ranks(table, 0, s->n, &scratch, ranks), s->needed);
    for (size_t i = 0; i < s->n; i++)
        assert_int_equal(ranks[i], s->ranks[i]);
    gouw_sink_release(&scratch);
    gouw_arena_release(&arena);
}

static void test_ranks_where_rounding_hides_the_order(void **state) {
    (void)state;
    for (gouw_language language = GOUW_ENGLISH; language <= GOUW_DUTCH; language++) {
        gouw_language_set(language);
        for (size_t i = 0; i < sizeof samples / sizeof samples[0]; i++) {
            print_message("# sample %zu, language %d\n", i, (int)language);
            expect(&samples[i]);
        }
    }
    gouw_language_set(GOUW_ENGLISH);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_ranks_where_rounding_hides_the_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
