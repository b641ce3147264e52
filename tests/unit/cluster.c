/* cluster and ordinate on small datasets: distances worked out by hand, groups that are there and
 * groups that are not. The numerics are tested in unit/linkage, silhouette, scaling and others. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>
#include <stdlib.h>

#include "analysis/apart.h"
#include "near.h"
#include "plan.h"

enum { MOST_MENTIONS = 400 };

/* Runs an analysis with options given as name, value, ..., NULL; a flag has the value NULL. */
static gouw_status run_with(plan *p, const char *name, unsigned threads, gouw_error *error,
                            const char *const *words) {
    const gouw_analysis *a = gouw_analysis_find(name);
    void *options = gouw_arena_alloc(&p->arena, a->options_size);
    assert_int_equal(gouw_options_default(a->options, a->n_options, options, error), GOUW_OK);
    for (; *words != NULL; words++) {
        const gouw_option *o = gouw_option_find(a->options, a->n_options, *words);
        assert_non_null(o);
        const char *value = o->kind == GOUW_OPTION_FLAG ? NULL : *++words;
        const gouw_status status = gouw_option_set(o, value, options, error);
        if (status != GOUW_OK)
            return status;
    }
    const gouw_dataset *const datasets[] = {&p->dataset};
    const gouw_run run = {.datasets = datasets,
                          .options = options,
                          .as_of = GOUW_DAY_NONE,
                          .seed = 1,
                          .threads = threads,
                          .arena = &p->arena};
    gouw_results_init(&p->results, &p->arena);
    return gouw_analysis_run(a, &run, &p->results, error);
}

#define RUN(p, name, ...) run_with(p, name, 1, NULL, (const char *const[]){__VA_ARGS__, NULL})

static const char *const regions[] = {"a", "b", "c", "d", "e", "f", "g", "h"};

/* themes[r] names the themes of region r by letters, 'A' the first; n_themes at most 26. */
static void add_themes(plan *p, const char *const *themes, size_t n_themes) {
    static gouw_mention mentions[MOST_MENTIONS];
    static size_t start[16];
    static char ids[26][2];
    static gouw_theme list[26];
    gouw_dataset *d = &p->dataset;
    size_t n = 0;
    for (size_t t = 0; t < n_themes; t++) {
        ids[t][0] = (char)('A' + t);
        list[t] = (gouw_theme){.id = ids[t], .label = ids[t]};
    }
    for (uint32_t r = 0; r < d->n_regions; r++) {
        start[r] = n;
        for (const char *c = themes[r]; *c != '\0'; c++)
            mentions[n++] = (gouw_mention){.region = r, .theme = (uint32_t)(*c - 'A'), .weight = 1};
    }
    start[d->n_regions] = n;
    d->has |= GOUW_HAS_THEMES;
    d->n_themes = n_themes;
    d->themes = list;
    d->mentions = mentions;
    d->n_mentions = n;
    d->mention_start = start;
}

static void build(plan *p, size_t n_regions) {
    plan_build(p, 20260201, regions, n_regions, NULL, NULL, 0, NULL, 0);
    p->dataset.has = 0;
}

static const gouw_table *table_of(const plan *p, const char *name) {
    const gouw_table *table = gouw_results_find(&p->results, name);
    assert_non_null(table);
    return table;
}

static void assert_heights(const plan *p, const double *heights, size_t n) {
    const gouw_table *tree = table_of(p, "tree");
    assert_int_equal(tree->n_rows, n);
    for (size_t s = 0; s < n; s++)
        assert_near(gouw_table_real(tree, s, "height"), heights[s], 1e-12);
}

static void assert_clusters(const plan *p, const char *digits) {
    const gouw_table *table = table_of(p, "cluster");
    assert_int_equal(table->n_rows, strlen(digits));
    for (size_t i = 0; i < table->n_rows; i++)
        assert_int_equal(gouw_table_integer(table, i, "cluster"), digits[i] - '0');
}

/* Two blocks of themes, nothing across. */
static const char *const blocks[] = {"ABCDE", "ABCDF", "LMNOP", "ABCEF",
                                     "LMNOQ", "LMNPQ", "ABDEF", "LMOPQ"};

static void test_groups_are_found(void **state) {
    (void)state;
    plan p;
    build(&p, 8);
    add_themes(&p, blocks, 17);
    assert_int_equal(RUN(&p, "cluster", "draws", "200"), GOUW_OK);
    assert_clusters(&p, "11212212");
    assert_true(plan_says(&p, "By their themes the 8 regions form 2 groups."));
    const gouw_table *table = table_of(&p, "cluster");
    bool seen[9] = {false};
    for (size_t i = 0; i < 8; i++) {
        assert_near(gouw_table_real(table, i, "silhouette"), 2.0 / 3, 1e-12);
        assert_true(gouw_table_real(table, i, "stability") > 0.8);
        seen[gouw_table_integer(table, i, "order")] = true;
        assert_true(gouw_cell_missing(
            GOUW_YESNO, (gouw_cell){.integer = gouw_table_integer(table, i, "medoid")}));
    }
    for (size_t place = 1; place <= 8; place++)
        assert_true(seen[place]);
    assert_near(gouw_table_real(table_of(&p, "tree"), 6, "support"), 1, 0);
    assert_int_equal(RUN(&p, "cluster", "method", "pam", "draws", "50"), GOUW_OK);
    assert_clusters(&p, "11212212");
    int64_t n_medoids = 0;
    for (size_t i = 0; i < 8; i++)
        n_medoids += gouw_table_integer(table_of(&p, "cluster"), i, "medoid");
    assert_int_equal(n_medoids, 2);
    assert_null(gouw_results_find(&p.results, "tree"));
    gouw_arena_release(&p.arena);
}

/* Few themes are few of those that are looked at: the last region has two that are stated. */
static void test_few_of_those_looked_at(void **state) {
    (void)state;
    plan p;
    build(&p, 8);
    add_themes(&p, blocks, 17);
    gouw_mention *mentions = (gouw_mention *)p.dataset.mentions;
    for (size_t i = p.dataset.mention_start[7] + 2; i < p.dataset.n_mentions; i++)
        mentions[i].basis = GOUW_BASIS_PROVISIONAL;
    assert_int_equal(RUN(&p, "cluster", "draws", "0"), GOUW_OK);
    assert_false(plan_says(&p, "fewer than four themes"));
    assert_int_equal(RUN(&p, "cluster", "draws", "0", "basis", "stated"), GOUW_OK);
    assert_true(plan_says(&p, "h (2) names fewer than four themes. Without it the regions form 2 "
                              "groups."));
    for (size_t i = 0; i < p.dataset.n_mentions; i++)
        mentions[i].basis = GOUW_BASIS_STATED;
    gouw_arena_release(&p.arena);
}

/* Where a region is left out, chance deals only the themes of the others: two that name the same
 * keep them, whatever a third names. */
static void test_chance_among_those_compared(void **state) {
    (void)state;
    plan p;
    build(&p, 3);
    add_themes(&p, (const char *const[]){"ABCD", "ABCD", "EFGH"}, 8);
    const gouw_dataset *const datasets[] = {&p.dataset};
    const gouw_run run = {.datasets = datasets, .seed = 1, .threads = 1, .arena = &p.arena};
    const gouw_apart_options options = {.view = {0}};
    gouw_apart apart;
    double all[3], two[1];
    gouw_random random;
    gouw_results_init(&p.results, &p.arena);
    assert_int_equal(gouw_apart_prepare(&run, &options, &p.results, &apart, NULL), GOUW_OK);
    gouw_random_init(&random, 1, 0);
    assert_int_equal(gouw_apart_fill(&apart, GOUW_DATA_NULL, &random, all, NULL), GOUW_OK);
    assert_true(all[0] > 0);
    apart.n = 2;
    assert_int_equal(gouw_apart_fill(&apart, GOUW_DATA_NULL, &random, two, NULL), GOUW_OK);
    assert_near(two[0], 0, 0);
    gouw_arena_release(&p.arena);
}

/* Every region names the same number of themes, drawn without a pattern. */
static void test_no_groups(void **state) {
    (void)state;
    plan p;
    build(&p, 8);
    static const char *const mixed[] = {"ABGH", "BCHE", "CDEF", "DAFG",
                                        "ACEG", "BDFH", "ADEH", "BCFG"};
    add_themes(&p, mixed, 8);
    for (int pam = 0; pam < 2; pam++) {
        assert_int_equal(RUN(&p, "cluster", "draws", "20", "method", pam == 1 ? "pam" : "tree"),
                         GOUW_OK);
        assert_clusters(&p, "11111111");
        assert_true(plan_says(&p, "form no clear groups"));
        assert_true(isnan(gouw_table_real(table_of(&p, "cluster"), 0, "silhouette")));
        assert_true(isnan(gouw_table_real(table_of(&p, "cluster"), 0, "stability")));
    }
    assert_int_equal(RUN(&p, "cluster", "clusters", "8", "draws", "0"), GOUW_OK);
    assert_clusters(&p, "12345678");
    gouw_error error = GOUW_ERROR_INIT;
    assert_int_equal(
        run_with(&p, "cluster", 1, &error, (const char *const[]){"clusters", "9", NULL}),
        GOUW_EUSAGE);
    assert_non_null(strstr(error.message, "there are 8 regions"));
    gouw_arena_release(&p.arena);
}

static void test_threads_do_not_show(void **state) {
    (void)state;
    static const char *const all[] = {"cluster", "tree", "cluster_choice"};
    static const char *const options[] = {"clusters", "3", "draws", "100", NULL};
    plan p;
    build(&p, 8);
    add_themes(&p, blocks, 17);
    for (size_t t = 0; t < 3; t++) {
        assert_int_equal(run_with(&p, "cluster", 1, NULL, options), GOUW_OK);
        char *one = strdup(plan_csv(&p, all[t]));
        assert_int_equal(run_with(&p, "cluster", 7, NULL, options), GOUW_OK);
        assert_string_equal(plan_csv(&p, all[t]), one);
        free(one);
    }
    gouw_arena_release(&p.arena);
}

/* A region without themes is left out and named, or compared as asked. */
static void test_empty_sets(void **state) {
    (void)state;
    plan p;
    build(&p, 4);
    add_themes(&p, (const char *const[]){"AB", "", "AC", ""}, 3);
    assert_int_equal(RUN(&p, "cluster", "draws", "0"), GOUW_OK);
    assert_int_equal(table_of(&p, "cluster")->n_rows, 2);
    assert_true(plan_says(&p, "b and d"));
    assert_heights(&p, (const double[]){2.0 / 3}, 1);
    assert_int_equal(RUN(&p, "cluster", "draws", "0", "empty", "1"), GOUW_OK);
    assert_heights(&p, (const double[]){0, 2.0 / 3, 1}, 3);
    assert_int_equal(RUN(&p, "cluster", "draws", "0", "empty", "0"), GOUW_OK);
    assert_heights(&p, (const double[]){2.0 / 3, 1, 1}, 3);
    assert_int_equal(RUN(&p, "cluster", "draws", "0", "measure", "smc"), GOUW_OK);
    assert_heights(&p, (const double[]){0, 2.0 / 3, 2.0 / 3}, 3);
    gouw_arena_release(&p.arena);
}

/* a and b: the first stage 10 days apart, the second on the same day. c states only the second,
 * 4 days later, which stands for the first too. d states nothing of stages with an order. */
static void test_schedule(void **state) {
    (void)state;
    static const char *const stages[] = {"draft", "final", "talk"};
    static const int32_t orders[] = {1, 2, GOUW_ORDER_NONE};
    static const plan_step steps[] = {{"a", "draft", GOUW_PLANNED, 20260301, 20260301},
                                      {"a", "final", GOUW_PLANNED, 20260401, 20260401},
                                      {"b", "draft", GOUW_PLANNED, 20260311, 20260311},
                                      {"b", "final", GOUW_PLANNED, 20260401, 20260401},
                                      {"c", "draft", GOUW_PLANNED, 0, 0},
                                      {"c", "final", GOUW_PLANNED, 20260405, 20260405},
                                      {"d", "talk", GOUW_PLANNED, 20260501, 20260501}};
    plan p;
    plan_build(&p, 20260201, regions, 4, stages, orders, 3, steps, 7);
    assert_int_equal(RUN(&p, "cluster", "on", "schedule", "linkage", "single", "draws", "20"),
                     GOUW_OK);
    /* a-b 10/2, a-c (35 + 4)/2, b-c (25 + 4)/2 */
    assert_heights(&p, (const double[]){5, 14.5}, 2);
    assert_true(plan_says(&p, "nothing is stated of their schedule: d"));
    assert_true(plan_says(&p, "over 2 stages, from 1 March 2026 to 5 April 2026"));
    assert_near(gouw_table_real(table_of(&p, "tree"), 0, "support"), 1, 0);
    assert_int_equal(RUN(&p, "cluster", "on", "schedule", "linkage", "complete", "draws", "0"),
                     GOUW_OK);
    assert_heights(&p, (const double[]){5, 19.5}, 2);
    assert_int_equal(RUN(&p, "cluster", "on", "schedule", "missing", "pairwise", "linkage",
                         "complete", "draws", "0"),
                     GOUW_OK);
    assert_heights(&p, (const double[]){4, 5}, 2);
    assert_int_equal(RUN(&p, "cluster", "on", "schedule", "window", "2026-03-06/2026-04-01",
                         "linkage", "complete", "draws", "0"),
                     GOUW_OK);
    assert_heights(&p, (const double[]){2.5, 13}, 2);
    assert_int_equal(RUN(&p, "cluster", "on", "schedule", "window", "soon"), GOUW_EUSAGE);
    assert_int_equal(RUN(&p, "cluster", "on", "themes"), GOUW_EDATA);
    gouw_arena_release(&p.arena);
}

static const char *kinds[] = {"coast", "coast", "inland", "coast"};
static const char *lists[] = {"port;farm", "farm; port", "farm", NULL};
static const char *numbers[] = {"0", "10", "5", NULL}, *yes[] = {"yes", NULL, "yes", "yes"};
static const char *differ[] = {"one", "two", "three", "four"};
static double values[] = {0, 10, 5, NAN}, yes_values[] = {1, NAN, 1, 1};

static gouw_attribute attributes[] = {
    {"kind", GOUW_ATTRIBUTE_TEXT, kinds, NULL},
    {"list", GOUW_ATTRIBUTE_LIST, lists, NULL},
    {"size", GOUW_ATTRIBUTE_NUMBER, numbers, values},
    {"said", GOUW_ATTRIBUTE_YESNO, yes, yes_values},
    {"motto", GOUW_ATTRIBUTE_TEXT, differ, NULL},
};

static void test_attributes(void **state) {
    (void)state;
    plan p;
    build(&p, 4);
    p.dataset.region_attributes.items = attributes;
    p.dataset.region_attributes.n = 5;
    assert_int_equal(RUN(&p, "cluster", "linkage", "single", "draws", "30"), GOUW_OK);
    /* a-b (0 + 0 + 1)/3, a-c (1 + 1/2 + 1/2)/3, b-c the same, a-d 0/1 */
    assert_heights(&p, (const double[]){0, 0, 2.0 / 3}, 3);
    assert_true(plan_says(&p, "'said' is left out: one answer only"));
    assert_true(plan_says(&p, "'motto' is left out: it differs in every row"));
    assert_true(plan_says(&p, "of 3 attributes two regions both state 2.0 on average, 1 at least"));
    assert_int_equal(
        RUN(&p, "cluster", "linkage", "complete", "draws", "0", "attributes", "kind,motto"),
        GOUW_OK);
    assert_heights(&p, (const double[]){0.5, 0.5, 1}, 3);
    gouw_error error = GOUW_ERROR_INIT;
    assert_int_equal(
        run_with(&p, "cluster", 1, &error, (const char *const[]){"attributes", "kind,sise", NULL}),
        GOUW_EUSAGE);
    assert_non_null(strstr(error.message, "'size'"));
    error = (gouw_error)GOUW_ERROR_INIT;
    assert_int_equal(
        run_with(&p, "cluster", 1, &error, (const char *const[]){"attributes", "size,said", NULL}),
        GOUW_EDATA);
    assert_non_null(strstr(error.message, "b and d"));
    gouw_arena_release(&p.arena);
}

/* Themes a-b 0, a-c and b-c 1, mean 2/3; attributes a-b 1, a-c 1/2, b-c 1/2, mean 2/3. */
static void test_all(void **state) {
    (void)state;
    plan p;
    build(&p, 3);
    add_themes(&p, (const char *const[]){"A", "A", "B"}, 2);
    p.dataset.region_attributes.items = attributes + 2;
    p.dataset.region_attributes.n = 1;
    assert_int_equal(RUN(&p, "cluster", "on", "all", "linkage", "complete", "draws", "10"),
                     GOUW_OK);
    assert_heights(&p, (const double[]){0.75, 1.125}, 2);
    assert_true(plan_says(&p, "themes and attributes"));
    gouw_arena_release(&p.arena);
}

static void test_tables_and_warnings(void **state) {
    (void)state;
    plan p;
    build(&p, 8);
    add_themes(&p, blocks, 17);
    assert_int_equal(RUN(&p, "cluster", "draws", "0", "tree"), GOUW_OK);
    assert_string_equal(p.results.tables[0]->name, "tree");
    assert_int_equal(RUN(&p, "cluster", "draws", "0", "newick"), GOUW_OK);
    assert_string_equal(p.results.tables[0]->name, "newick");
    assert_non_null(strstr(gouw_table_text(p.results.tables[0], 0, "newick"), "(a:"));
    gouw_arena_release(&p.arena);
    /* b and c are 1/3 from a and 1 from each other: no three points are. */
    build(&p, 4);
    add_themes(&p, (const char *const[]){"ABCDEF", "ABC", "DEF", "G"}, 7);
    static const char *const linkages[] = {"ward", "centroid", "median", "average"};
    for (size_t l = 0; l < 4; l++) {
        assert_int_equal(
            RUN(&p, "cluster", "measure", "braycurtis", "draws", "0", "linkage", linkages[l]),
            GOUW_OK);
        assert_true(plan_says(&p, "not Euclidean") == (l < 3));
    }
    gouw_arena_release(&p.arena);
}

static void test_ordinate(void **state) {
    (void)state;
    plan p;
    build(&p, 3);
    p.dataset.region_attributes.items = attributes + 2;
    p.dataset.region_attributes.n = 1;
    assert_int_equal(RUN(&p, "ordinate", "axes", "3"), GOUW_OK);
    const gouw_table *map = table_of(&p, "ordinate");
    /* On a line at 0, 1 and 1/2. */
    assert_near(gouw_table_real(map, 0, "axis1"), 0.5, 1e-12);
    assert_near(gouw_table_real(map, 1, "axis1"), -0.5, 1e-12);
    assert_near(gouw_table_real(map, 2, "axis1"), 0, 1e-12);
    assert_true(isnan(gouw_table_real(map, 0, "axis3")));
    assert_near(gouw_table_real(table_of(&p, "ordinate_axes"), 0, "share"), 1, 1e-12);
    assert_true(plan_says(&p, "3 axes show 100% of the differences"));
    gouw_arena_release(&p.arena);
}

/* Two regions with a theme each: one axis, the regions and their themes in the same places. */
static void test_correspondence(void **state) {
    (void)state;
    plan p;
    build(&p, 3);
    add_themes(&p, (const char *const[]){"A", "", "B"}, 3);
    assert_int_equal(RUN(&p, "ordinate", "method", "ca"), GOUW_OK);
    const gouw_table *map = table_of(&p, "ordinate"), *themes = table_of(&p, "ordinate_themes");
    assert_int_equal(map->n_rows, 2);
    assert_int_equal(themes->n_rows, 2);
    for (size_t i = 0; i < 2; i++) {
        assert_near(gouw_table_real(map, i, "axis1"), i == 0 ? 1 : -1, 1e-12);
        assert_near(gouw_table_real(themes, i, "axis1"), i == 0 ? 1 : -1, 1e-12);
    }
    assert_true(plan_says(&p, "1 region without a theme"));
    assert_true(plan_says(&p, "1 theme that no region names"));
    assert_int_equal(RUN(&p, "ordinate", "method", "ca", "on", "schedule"), GOUW_EUSAGE);
    gouw_arena_release(&p.arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_groups_are_found),
        cmocka_unit_test(test_few_of_those_looked_at),
        cmocka_unit_test(test_chance_among_those_compared),
        cmocka_unit_test(test_no_groups),
        cmocka_unit_test(test_threads_do_not_show),
        cmocka_unit_test(test_empty_sets),
        cmocka_unit_test(test_schedule),
        cmocka_unit_test(test_attributes),
        cmocka_unit_test(test_all),
        cmocka_unit_test(test_tables_and_warnings),
        cmocka_unit_test(test_ordinate),
        cmocka_unit_test(test_correspondence),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
