/* overlap on more pairs than chance is counted for one by one. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "plan.h"

enum { REGIONS = 1001 }; /* 500,500 pairs */

static void build(gouw_dataset *d) {
    static gouw_region regions[REGIONS];
    static gouw_mention mentions[REGIONS];
    static size_t start[REGIONS + 1];
    static gouw_theme themes[] = {{.id = "x", .label = "x"}, {.id = "y", .label = "y"}};
    for (uint32_t r = 0; r < REGIONS; r++) {
        regions[r] = (gouw_region){.id = "r", .name = "R"};
        mentions[r] = (gouw_mention){.region = r, .theme = r % 2, .weight = 1};
        start[r + 1] = r + 1;
    }
    *d = (gouw_dataset){.has = GOUW_HAS_THEMES,
                        .n_regions = REGIONS,
                        .regions = regions,
                        .n_themes = 2,
                        .themes = themes,
                        .n_mentions = REGIONS,
                        .mentions = mentions,
                        .mention_start = start};
}

static void empty_columns_are_explained(void **state) {
    (void)state;
    plan p = {.arena = GOUW_ARENA_INIT};
    build(&p.dataset);
    const gouw_analysis *a = gouw_analysis_find("overlap");
    void *options = gouw_arena_alloc(&p.arena, a->options_size);
    assert_int_equal(gouw_options_default(a->options, a->n_options, options, NULL), GOUW_OK);
    static const char *const words[][2] = {{"null", "curveball"}, {"draws", "8"}};
    for (size_t i = 0; i < 2; i++)
        assert_int_equal(gouw_option_set(gouw_option_find(a->options, a->n_options, words[i][0]),
                                         words[i][1], options, NULL),
                         GOUW_OK);
    const gouw_dataset *const datasets[] = {&p.dataset};
    const gouw_run run = {.datasets = datasets,
                          .options = options,
                          .as_of = GOUW_DAY_NONE,
                          .seed = 1,
                          .threads = 1,
                          .arena = &p.arena};
    gouw_results_init(&p.results, &p.arena);
    assert_int_equal(gouw_analysis_run(a, &run, &p.results, NULL), GOUW_OK);
    const gouw_table *table = gouw_results_find(&p.results, "overlap");
    assert_true(gouw_table_integer(table, 0, "low") == GOUW_INTEGER_NONE);
    assert_true(plan_says(&p, "low and high are left empty: 500500 pairs are too many"));
    gouw_arena_release(&p.arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(empty_columns_are_explained)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
