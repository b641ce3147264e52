/* diff on two small editions: what moved by how many days, statuses, and regions that changed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "plan.h"

static const char *const stages[] = {"s1", "s2", "s3", "s4", "s5"};
static const int32_t orders[] = {1, 2, 3, 4, 5};
static const char *const before_regions[] = {"a", "b", "gone"};
static const char *const after_regions[] = {"a", "c", "fresh"};

static gouw_status run_diff(plan *before, plan *after) {
    const gouw_dataset *const datasets[] = {&before->dataset, &after->dataset};
    const struct { bool exit_code; } options = {true};
    const gouw_run run = {.datasets = datasets,
                          .options = &options,
                          .as_of = GOUW_DAY_NONE,
                          .seed = 1,
                          .threads = 1,
                          .arena = &after->arena};
    gouw_results_init(&after->results, &after->arena);
    return gouw_analysis_run(gouw_analysis_find("diff"), &run, &after->results, NULL);
}

static const char *compare(const plan_step *old_steps, size_t n_old, const plan_step *new_steps,
                           size_t n_new) {
    static char kept[1 << 16];
    plan before, after;
    plan_build(&before, 20260201, before_regions, 1, stages, orders, 5, old_steps, n_old);
    plan_build(&after, 20260901, after_regions, 1, stages, orders, 5, new_steps, n_new);
    assert_int_equal(run_diff(&before, &after), GOUW_OK);
    (void)snprintf(kept, sizeof kept, "%s", strchr(plan_csv(&after, "diff"), '\n') + 1);
    gouw_arena_release(&before.arena);
    gouw_arena_release(&after.arena);
    return kept;
}

static void test_dates(void **state) {
    (void)state;
    const struct {
        int old_from, old_to, new_from, new_to;
        const char *row;
    } cases[] = {
        {20260601, 20260630, 20260601, 20260630, ""},
        {20260601, 20260630, 20260701, 20260731, "moved,a,s1,,,1,60,certain\n"},
        {20260601, 20260630, 20260630, 20260731, "moved,a,s1,,,0,60,possible\n"},
        {20260601, 20260630, 20260401, 20260430, "moved,a,s1,,,-90,-32,certain\n"},
        {20260601, 20260630, 20260610, 20260620, "narrowed,a,s1,,,-20,19,\n"},
        {20260601, 20260630, 20260601, 20260629, "narrowed,a,s1,,,-29,28,\n"},
        {20260601, 20260630, 20260101, 20261231, "widened,a,s1,,,-180,213,\n"},
        {0, 0, 20260601, 20260630, "dated,a,s1,,,,,\n"},
        {20260601, 20260630, 0, 0, "undated,a,s1,,,,,\n"},
        {0, 0, 0, 0, ""},
        {20260601, 20260630, 20260701, 0, "moved,a,s1,,,1,,certain\n"},
        {0, 20260630, 20260701, 20260731, "moved,a,s1,,,1,,certain\n"},
        {20260601, 0, 20260501, 20260531, "moved,a,s1,,,,-1,certain\n"},
        {20260601, 0, 20260701, 0, "narrowed,a,s1,,,,,\n"},
    };
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
        const plan_step x = {"a", "s1", GOUW_PLANNED, cases[k].old_from, cases[k].old_to};
        const plan_step y = {"a", "s1", GOUW_PLANNED, cases[k].new_from, cases[k].new_to};
        assert_string_equal(compare(&x, 1, &y, 1), cases[k].row);
    }
}

static void test_statuses(void **state) {
    (void)state;
    const plan_step old_steps[] = {{"a", "s1", GOUW_PLANNED, 20260601, 20260630},
                                   {"a", "s2", GOUW_PLANNED, 20260601, 20260630},
                                   {"a", "s3", GOUW_DONE, 20260101, 20260131},
                                   {"a", "s4", GOUW_PLANNED, 0, 0}};
    const plan_step new_steps[] = {{"a", "s1", GOUW_DONE, 20260705, 20260705},
                                   {"a", "s2", GOUW_DROPPED, 20270101, 20271231},
                                   {"a", "s5", GOUW_PLANNED, 0, 0}};
    assert_string_equal(compare(old_steps, 4, new_steps, 3), "done,a,s1,planned,done,,,\n"
                                                             "moved,a,s1,,,5,34,certain\n"
                                                             "dropped,a,s2,planned,dropped,,,\n"
                                                             "no_longer_mentioned,a,s3,done,,,,\n"
                                                             "no_longer_mentioned,a,s4,,,,,\n"
                                                             "new,a,s5,,planned,,,\n");
    assert_string_equal(compare(old_steps + 2, 1, old_steps + 2, 1), "");
    const plan_step again = {"a", "s3", GOUW_PLANNED, 20260101, 20260131};
    assert_string_equal(compare(old_steps + 2, 1, &again, 1), "reopened,a,s3,done,planned,,,\n");
}

static void test_regions(void **state) {
    (void)state;
    static const char *former[] = {NULL, "x; b;y", NULL};
    static gouw_attribute attribute = {"former_id", GOUW_ATTRIBUTE_LIST, former, NULL};
    const plan_step old_step = {"b", "s1", GOUW_PLANNED, 20260601, 20260630};
    const plan_step new_step = {"c", "s1", GOUW_PLANNED, 20260701, 20260731};
    plan before, after;
    plan_build(&before, 20260201, before_regions, 3, stages, orders, 5, &old_step, 1);
    plan_build(&after, 20260901, after_regions, 3, stages, orders, 5, &new_step, 1);
    after.dataset.region_attributes = (gouw_attributes){1, &attribute};
    assert_int_equal(run_diff(&before, &after), GOUW_OK);
    assert_string_equal(plan_csv(&after, "diff"),
                        "kind,region,item,old,new,change_min,change_max,certainty\n"
                        "region_renamed,c,,b,c,,,\n"
                        "moved,c,s1,,,1,60,certain\n"
                        "attribute_changed,c,name,b,c,,,\n"
                        "region_new,fresh,,,fresh,,,\n"
                        "region_gone,gone,,gone,,,,\n");
    assert_int_equal(after.results.verdict, GOUW_EDATA);
    assert_true(plan_says(&after, "1 date moved later and 0 possibly; 0 earlier and 0 possibly."));
    gouw_arena_release(&before.arena);
    gouw_arena_release(&after.arena);
}

static void test_nothing(void **state) {
    (void)state;
    const plan_step step = {"a", "s1", GOUW_PLANNED, 20260601, 20260630};
    plan before, after;
    plan_build(&before, 20260901, before_regions, 1, stages, orders, 5, &step, 1);
    plan_build(&after, 20260201, before_regions, 1, stages, orders, 5, &step, 1);
    assert_int_equal(run_diff(&before, &after), GOUW_OK);
    assert_int_equal(after.results.verdict, GOUW_OK);
    assert_true(plan_says(&after, "Nothing has changed between plan and plan."));
    assert_true(plan_says(&after, "the old edition comes first"));
    gouw_arena_release(&before.arena);
    gouw_arena_release(&after.arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_dates),
        cmocka_unit_test(test_statuses),
        cmocka_unit_test(test_regions),
        cmocka_unit_test(test_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
