/* Loading whole datasets, given in memory: what ends up in the model. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "data/input.h"
#include "data/load.h"
#include "gouw/dataset.h"
#include "gouw/language.h"
#include "gouw/random.h"
#include "gouw/sink.h"

typedef struct loaded {
    gouw_arena arena;
    const gouw_dataset *dataset;
} loaded;

static gouw_memory_file text_file(const char *name, const char *text) {
    return (gouw_memory_file){.name = name, .text = text, .length = strlen(text)};
}

static loaded load(const gouw_memory_file *files, size_t n_files) {
    const gouw_input folder = {.path = "some/place", .files = files, .n_files = n_files};
    const gouw_load_options options = {.phrases = NULL};
    gouw_arena keep = GOUW_ARENA_INIT, work = GOUW_ARENA_INIT;
    gouw_error error = GOUW_ERROR_INIT;
    loaded all = {.arena = GOUW_ARENA_INIT};
    const gouw_status status = gouw_load(&folder, &options, &all.arena, &keep, &work, &all.dataset,
                                         &error);
    gouw_arena_release(&keep);
    gouw_arena_release(&work);
    assert_string_equal(error.message, "");
    assert_int_equal(status, GOUW_OK);
    return all;
}

static const char REGIONS[] = "id,name\nb,Bee\na,Ay\nc,Cee\n";
static const char THEMES[] = "id,label\ny,Why\nx,Ex\n";

static void mentions_are_sorted(void **state) {
    (void)state;
    const gouw_memory_file files[] = {
        text_file("regions.csv", REGIONS),
        text_file("themes.csv", THEMES),
        text_file("region_themes.csv", "region,theme,weight,basis,source\nc,x,2,borrowed,letter\n"
                                       "b,x,,,\nb,y,1.5,provisional,letter\n"),
    };
    loaded all = load(files, 3);
    const gouw_dataset *d = all.dataset;
    assert_int_equal(d->n_findings, 0);
    assert_int_equal(d->has, GOUW_HAS_THEMES);
    assert_string_equal(d->name, "place");
    assert_int_equal(d->n_mentions, 3);
    const size_t start[] = {0, 2, 2, 3};
    assert_memory_equal(d->mention_start, start, sizeof start);
    assert_int_equal(d->mentions[0].theme, gouw_dataset_theme(d, "y"));
    assert_int_equal(d->mentions[0].basis, GOUW_BASIS_PROVISIONAL);
    assert_true(d->mentions[0].weight == 1.5f);
    assert_int_equal(d->mentions[1].theme, gouw_dataset_theme(d, "x"));
    assert_int_equal(d->mentions[1].basis, GOUW_BASIS_STATED);
    assert_true(d->mentions[1].weight == 1);
    assert_null(d->mention_sources[1]);
    assert_int_equal(d->mentions[2].region, gouw_dataset_region(d, "c"));
    assert_ptr_equal(d->mention_sources[0], d->mention_sources[2]); /* kept once */
    gouw_arena_release(&all.arena);
}

/* What people see of texts, in both languages; what has no label is itself. */
static void check_labels(const gouw_dataset *d) {
    static const struct {
        gouw_label_kind kind;
        const char *text, *english, *dutch;
    } shown[] = {
        {GOUW_LABEL_INDICATOR, "homes", "dwellings", "woningen"},
        {GOUW_LABEL_INDICATOR, "jobs", "posts", "posts"},
        {GOUW_LABEL_ITEM, "plan", "plan", "het plan"},
        {GOUW_LABEL_ITEM, "homes", "homes", "homes"},
        {GOUW_LABEL_UNIT, "homes", "homes", "homes"},
        {GOUW_LABEL_REGION, "Bee", "Bee", "Bij"},
        {GOUW_LABEL_TEXT, "Bee", "Bee", "Bee"},
    };
    assert_int_equal(d->n_labels, 4);
    assert_string_equal(d->labels[0].text, "homes"); /* by kind and text */
    assert_string_equal(d->labels[2].text, "plan");
    assert_null(gouw_dataset_label(d, GOUW_LABEL_ITEM, NULL));
    for (size_t i = 0; i < sizeof shown / sizeof shown[0]; i++) {
        gouw_language_set(GOUW_ENGLISH);
        assert_string_equal(gouw_dataset_label(d, shown[i].kind, shown[i].text), shown[i].english);
        gouw_language_set(GOUW_DUTCH);
        assert_string_equal(gouw_dataset_label(d, shown[i].kind, shown[i].text), shown[i].dutch);
    }
    assert_string_equal(gouw_dataset_region_name(d, gouw_dataset_region(d, "b")), "Bij");
    gouw_language_set(GOUW_ENGLISH);
}

static void the_rest_of_the_model(void **state) {
    (void)state;
    const gouw_memory_file files[] = {
        text_file("datapackage.json",
                  "{\"title\": \"Plans\", \"title_nl\": \"Plannen\", \"description\": \"All.\", "
                  "\"created\": "
                  "\"2026-02-01T00:00:00Z\", \"gouw:assumed\": true, \"licenses\": [{\"name\": "
                  "\"CC0-1.0\"}], \"sources\": [{\"title\": \"A letter\", \"path\": \"l.pdf\"}]}"),
        text_file("regions.csv", REGIONS),
        text_file("stages.csv", "id,label,label_nl,order\ns,Start,Begin,1\no,Other,,\n"),
        text_file("milestones.csv",
                  "stage,region,when,status,item,inferred,source,note\n"
                  "o,c,2026-06,,,,,\ns,b,2025,done,plan,yes,letter,n\ns,b,,dropped,,no,,\n"),
        text_file("targets.csv", "region,indicator,unit,baseline,baseline_year,change,target_year\n"
                                 "a,homes,homes,100,2020,+50,2030\nc,jobs,,,,-5,\n"),
        text_file("observations.csv", "region,indicator,year,value,break\n"
                                      "c,homes,2020,5,\na,jobs,2021,2,YES\na,jobs,2020,1,no\n"
                                      "a,homes,2021,4,\n"),
        text_file("forecasts.csv", "region,indicator,year,value,low,high,edition\n"
                                   "b,homes,2040,7,6,8,2023\nb,homes,2030,6,,,2023\n"),
        text_file("date_phrases.csv", "phrase,start,end\nbegin,01-01,03-31\n"),
        text_file("labels.csv", "kind,label_nl,text,label\nitem,het plan,plan,\n"
                                "indicator,woningen,homes,dwellings\nindicator,,jobs,posts\n"
                                "region,Bij,Bee,\n"),
    };
    loaded all = load(files, sizeof files / sizeof files[0]);
    const gouw_dataset *d = all.dataset;
    assert_int_equal(d->n_findings, 0);
    assert_int_equal(d->has, GOUW_HAS_STAGES | GOUW_HAS_TARGETS | GOUW_HAS_OBSERVATIONS |
                                 GOUW_HAS_FORECASTS);
    check_labels(d);
    assert_string_equal(d->package.title, "Plans");
    assert_string_equal(d->package.title_nl, "Plannen");
    assert_string_equal(d->package.licenses[0].title, "CC0-1.0");
    assert_string_equal(d->package.sources[0].path, "l.pdf");
    assert_int_equal(d->package.created, gouw_day_from_civil(2026, 2, 1));
    assert_true(d->package.assumed);

    assert_int_equal(d->stages[1].order, GOUW_ORDER_NONE);
    assert_int_equal(d->n_milestones, 3); /* in file order */
    assert_int_equal(d->milestones[0].region, 2);
    assert_int_equal(d->milestones[0].when.earliest, gouw_day_from_civil(2026, 6, 1));
    assert_int_equal(d->milestones[0].when.latest, gouw_day_from_civil(2026, 6, 30));
    assert_int_equal(d->milestones[0].status, GOUW_PLANNED);
    assert_null(d->milestones[0].item);
    assert_string_equal(d->milestones[1].item, "plan");
    assert_string_equal(d->milestones[1].when_text, "2025");
    assert_true(d->milestones[1].inferred);
    assert_int_equal(d->milestones[1].line, 3);
    assert_int_equal(d->milestones[2].when.precision, GOUW_PRECISION_NONE);
    assert_int_equal(d->milestones[2].when.earliest, GOUW_DAY_NONE);

    assert_true(d->targets[0].change == 50);
    assert_true(isnan(d->targets[0].target));
    assert_int_equal(d->targets[1].target_year, GOUW_YEAR_NONE);
    static const int32_t years[] = {2021, 2020, 2021, 2020}; /* by region, indicator, year */
    assert_int_equal(d->n_observations, 4);
    for (size_t i = 0; i < 4; i++)
        assert_int_equal(d->observations[i].year, years[i]);
    assert_string_equal(d->observations[0].indicator, "homes");
    assert_true(d->observations[2].breaks);
    assert_int_equal(d->forecasts[0].year, 2030);
    assert_true(isnan(d->forecasts[0].low));
    assert_true(d->forecasts[1].high == 8);
    assert_int_equal(d->phrases.n_rows, 1);
    gouw_arena_release(&all.arena);
}

/* Each finding about a row that says again what another does names the line of the first one. */
static void check_repeats(const gouw_dataset *d, const int *first_of) {
    for (size_t i = 0; i < d->n_findings; i++) {
        const char *at = strstr(d->findings[i].message, "(first in line ");
        assert_non_null(at);
        assert_int_equal(strtol(at + strlen("(first in line "), NULL, 10),
                         first_of[d->findings[i].line - 1] + 1);
    }
}

/* Rows in any order, or region by region with each_n rows for each, some of them twice, against a
 * table filled by hand. Row i stands on line i + 1. */
static void check_mentions(uint32_t each_n, bool with_sources) {
    enum { REGIONS_N = 60, THEMES_N = 40, ROWS_N = 3000 };
    static int first_of[ROWS_N + 1];            /* the row that says the same first */
    double weight[REGIONS_N][THEMES_N] = {{0}}; /* of the first row that says so; 0 = none */
    gouw_sink regions, themes, mentions;
    gouw_random random;
    size_t n_distinct = 0;
    gouw_sink_open_memory(&regions);
    gouw_sink_open_memory(&themes);
    gouw_sink_open_memory(&mentions);
    gouw_random_init(&random, 1, 0);
    gouw_sink_text(&regions, "id,name\n");
    gouw_sink_text(&themes, "id,label\n");
    gouw_sink_text(&mentions,
                   with_sources ? "region,theme,weight,source\n" : "region,theme,weight\n");
    for (int r = 0; r < REGIONS_N; r++)
        gouw_sink_format(&regions, "r%d,R\n", r);
    for (int t = 0; t < THEMES_N; t++)
        gouw_sink_format(&themes, "t%d,T\n", t);
    for (int i = 1; i <= ROWS_N; i++) {
        const uint32_t any = gouw_random_below(&random, REGIONS_N);
        const uint32_t t = gouw_random_below(&random, THEMES_N);
        const uint32_t r = each_n == 0 ? any : (uint32_t)(i - 1) / each_n % REGIONS_N;
        gouw_sink_format(&mentions, with_sources ? "r%u,t%u,%d,s%d\n" : "r%u,t%u,%d\n", r, t, i, i);
        n_distinct += weight[r][t] == 0;
        weight[r][t] = weight[r][t] == 0 ? i : weight[r][t];
        first_of[i] = (int)weight[r][t];
    }
    const gouw_memory_file files[] = {
        {.name = "regions.csv", .text = regions.data, .length = regions.length},
        {.name = "themes.csv", .text = themes.data, .length = themes.length},
        {.name = "region_themes.csv", .text = mentions.data, .length = mentions.length},
    };
    loaded all = load(files, 3);
    const gouw_dataset *d = all.dataset;
    assert_int_equal(d->n_mentions, n_distinct);
    assert_int_equal(d->n_errors + d->n_more_errors, ROWS_N - n_distinct);
    size_t i = 0;
    for (uint32_t r = 0; r < REGIONS_N; r++) {
        assert_int_equal(d->mention_start[r], i);
        for (uint32_t t = 0; t < THEMES_N; t++) {
            if (weight[r][t] == 0)
                continue;
            assert_int_equal(d->mentions[i].region, r);
            assert_int_equal(d->mentions[i].theme, t);
            assert_true(d->mentions[i].weight == (float)weight[r][t]);
            assert_true((d->mention_sources != NULL) == with_sources);
            if (with_sources)
                assert_int_equal(strtol(d->mention_sources[i] + 1, NULL, 10), (long)weight[r][t]);
            i++;
        }
    }
    assert_int_equal(d->mention_start[REGIONS_N], i);
    check_repeats(d, first_of);
    gouw_arena_release(&all.arena);
    gouw_sink_release(&regions);
    gouw_sink_release(&themes);
    gouw_sink_release(&mentions);
}

static void many_mentions_in_any_order(void **state) {
    (void)state;
    for (int sources = 0; sources < 2; sources++) {
        check_mentions(0, sources == 1);
        check_mentions(50, sources == 1);   /* each region once, with few rows */
        check_mentions(20, sources == 1);   /* each two and a half times: not sorted in place */
        check_mentions(1000, sources == 1); /* three regions with many rows */
    }
}

static void codings_are_read_by_name(void **state) {
    (void)state;
    const gouw_memory_file files[] = {
        text_file("codings/ben/region_themes.csv", "region,theme\nc,\nb,x\nb,y\n"),
        text_file("codings/notes.txt", "nothing"),
        text_file("regions.csv", REGIONS),
        text_file("themes.csv", THEMES),
        text_file("stages.csv", "id,label\ns,Start\n"),
        text_file("codings/anna/milestones.csv", "region,stage,when\na,s,2026\n"),
        text_file("codings/anna/region_themes.csv", "region,theme,weight\na,x,2\n"),
    };
    loaded all = load(files, sizeof files / sizeof files[0]);
    const gouw_dataset *d = all.dataset;
    assert_int_equal(d->n_findings, 0);
    assert_int_equal(d->has, GOUW_HAS_CODINGS);
    assert_int_equal(d->n_codings, 2);
    assert_string_equal(d->codings[0].name, "anna");
    assert_int_equal(d->codings[0].n_milestones, 1);
    assert_true(d->codings[0].mentions[0].weight == 2);
    assert_string_equal(d->codings[1].name, "ben");
    assert_int_equal(d->codings[1].n_milestones, 0);
    assert_int_equal(d->codings[1].n_mentions, 3);
    assert_int_equal(d->codings[1].mentions[0].theme, 0);
    assert_int_equal(d->codings[1].mentions[1].theme, 1);
    assert_int_equal(d->codings[1].mentions[2].theme, GOUW_INDEX_NONE);
    assert_int_equal(d->codings[1].mentions[2].region, 2);
    gouw_arena_release(&all.arena);
}

static void attributes_have_kinds(void **state) {
    (void)state;
    const gouw_memory_file files[] = {
        text_file("regions.csv",
                  "id,size,name,both,towns,joined,none,mixed\n"
                  "b,1.5,Bee,yes,p;q,yes,,2\na,,Ay,perhaps,r,,,two\nc,-3,Cee,,,No,,3\n"),
        text_file("themes.csv", "id,label,department\nx,Ex,BZK\n"),
    };
    loaded all = load(files, 2);
    const gouw_dataset *d = all.dataset;
    static const struct {
        const char *name;
        gouw_attribute_kind kind;
    } expected[] = {
        {"size", GOUW_ATTRIBUTE_NUMBER}, {"both", GOUW_ATTRIBUTE_TEXT},
        {"towns", GOUW_ATTRIBUTE_LIST},  {"joined", GOUW_ATTRIBUTE_YESNO},
        {"none", GOUW_ATTRIBUTE_EMPTY},  {"mixed", GOUW_ATTRIBUTE_TEXT},
    };
    assert_int_equal(d->n_findings, 0);
    assert_int_equal(d->region_attributes.n, 6);
    for (size_t i = 0; i < 6; i++) {
        assert_string_equal(d->region_attributes.items[i].name, expected[i].name);
        assert_int_equal(d->region_attributes.items[i].kind, expected[i].kind);
    }
    const gouw_attribute *size = gouw_attributes_find(&d->region_attributes, "size");
    assert_true(size->number[0] == 1.5 && isnan(size->number[1]) && size->number[2] == -3);
    const gouw_attribute *joined = gouw_attributes_find(&d->region_attributes, "joined");
    assert_true(joined->number[0] == 1 && isnan(joined->number[1]) && joined->number[2] == 0);
    assert_null(joined->text[1]);
    assert_null(gouw_attributes_find(&d->region_attributes, "name"));
    assert_string_equal(d->theme_attributes.items[0].text[0], "BZK");
    gouw_arena_release(&all.arena);
}

/* Rows with errors are left out, what they name stays known, and the indexes still fit. */
static void a_broken_dataset_is_usable(void **state) {
    (void)state;
    const gouw_memory_file files[] = {
        text_file("regions.csv", "id,name,lat\nb,Bee,n/a\na,Ay,52\nc,Cee,53,\nd,Dee,54\n"),
        text_file("themes.csv", "id,label\nx,Ex\n"),
        text_file("region_themes.csv", "region,theme\nb,x\na,x\na,x\nc,x\nd,x\n"),
    };
    loaded all = load(files, 3);
    const gouw_dataset *d = all.dataset;
    assert_int_equal(d->n_errors, 3);
    assert_int_equal(d->n_regions, 2);
    assert_int_equal(gouw_dataset_region(d, "b"), GOUW_INDEX_NONE);
    assert_int_equal(d->n_mentions, 2);
    assert_int_equal(d->mentions[0].region, gouw_dataset_region(d, "a"));
    assert_int_equal(d->mentions[1].region, gouw_dataset_region(d, "d"));
    assert_int_equal(d->mention_start[2], 2);
    gouw_arena_release(&all.arena);
}

static void a_hundred_of_a_kind_are_listed(void **state) {
    (void)state;
    gouw_sink text;
    gouw_sink_open_memory(&text);
    gouw_sink_text(&text, "region,theme,weight\n");
    for (int i = 0; i < 250; i++)
        gouw_sink_text(&text, "b,nothing,0\n");
    const gouw_memory_file files[] = {
        text_file("regions.csv", REGIONS),
        text_file("themes.csv", THEMES),
        {.name = "region_themes.csv", .text = text.data, .length = text.length},
    };
    loaded all = load(files, 3);
    const gouw_dataset *d = all.dataset;
    assert_int_equal(d->n_findings, 200);
    assert_int_equal(d->n_errors, 200);
    assert_int_equal(d->n_more_errors, 300);
    assert_string_equal(d->findings[197].message, "weight '0' is not above 0");
    assert_string_equal(d->findings[199].message,
                        "weight '0' is not above 0 (and 150 more like this further on)");
    assert_int_equal(d->findings[199].line, 101);
    gouw_arena_release(&all.arena);
    gouw_sink_release(&text);
}

static void folders_that_cannot_be_read(void **state) {
    (void)state;
    static const char *const paths[] = {"tests/bad/no such folder", "Makefile"};
    for (size_t i = 0; i < 2; i++) {
        gouw_arena arena = GOUW_ARENA_INIT;
        gouw_error error = GOUW_ERROR_INIT;
        const gouw_dataset *dataset = NULL;
        assert_int_equal(gouw_dataset_load(paths[i], NULL, &arena, &dataset, &error), GOUW_EIO);
        assert_non_null(strstr(error.message, paths[i]));
        assert_null(dataset);
        gouw_arena_release(&arena);
    }
}

static void another_file_of_phrases(void **state) {
    (void)state;
    gouw_arena arena = GOUW_ARENA_INIT;
    gouw_error error = GOUW_ERROR_INIT;
    const gouw_dataset *dataset = NULL;
    gouw_load_options options = {.phrases = "datasets/npvr-2026/readings/quarters.csv"};
    assert_int_equal(gouw_dataset_load("tests/good/plain", &options, &arena, &dataset, &error),
                     GOUW_OK);
    assert_int_equal(dataset->n_findings, 0);
    assert_true(dataset->phrases.n_rows > 0);
    options.phrases = "tests/good/none.csv";
    assert_int_equal(gouw_dataset_load("tests/good/plain", &options, &arena, &dataset, &error),
                     GOUW_EIO);
    gouw_arena_release(&arena);
}

/* ---- memory that runs out ------------------------------------------------------------------- */

enum { MODEL, KEEP, WORK, N_ARENAS };

/* Loads with the n-th allocation of one arena failing; how many it asked for. */
static size_t load_with_failure(const gouw_memory_file *files, size_t n_files, int which, size_t n,
                                gouw_status *status) {
    const gouw_input folder = {.path = "some/place", .files = files, .n_files = n_files};
    const gouw_load_options options = {.propose = true};
    gouw_arena arenas[N_ARENAS] = {{.single = true}, {.single = true}, {.single = true}};
    gouw_error error = GOUW_ERROR_INIT;
    const gouw_dataset *dataset = NULL;
    arenas[which].fail_at = n;
    *status = gouw_load(&folder, &options, &arenas[MODEL], &arenas[KEEP], &arenas[WORK], &dataset,
                        &error);
    assert_int_equal(*status, error.status);
    assert_true((dataset != NULL) == (*status == GOUW_OK));
    for (int a = 0; a < N_ARENAS; a++)
        gouw_arena_release(&arenas[a]);
    return arenas[which].n_allocations;
}

static void every_allocation_may_fail(void **state) {
    (void)state;
    const gouw_memory_file files[] = {
        text_file("datapackage.json",
                  "{\"title\": \"Plans\", \"created\": \"2026-02-01\", \"licenses\": [{\"title\": "
                  "\"CC0\", \"path\": \"p\"}], \"resources\": [{\"path\": \"regions.csv\"}, "
                  "{\"path\": \"nowhere.csv\"}]}"),
        text_file("regions.csv", "id,name,size,joined,former_id\nb,\"B\ne\",1,yes,q;r\na,Ay,2,,\n"
                                 "c,Cee,x,,\n"),
        text_file("themes.csv", THEMES),
        text_file("region_themes.csv", "region,theme,source,odd\na,x,s,\nb,x,t,\nb,x,u,\n"
                                       "d,z,,\n\nb,y,\"v\n"),
        text_file("stages.csv", "id,label,order\ns,Start,1\n"),
        text_file("milestones.csv", "region,stage,item,when\na,s,q,2026\na,s,,2025\na,S,,2027\n"
                                    "a,s,,2025\n"),
        text_file("targets.csv", "region,indicator,target\na,homes,5\n"),
        text_file("observations.csv", "region,indicator,year,value\na,homes,2021,5\n"
                                      "a,homes,2020,5\na,homes,2020,6\n"),
        text_file("forecasts.csv", "region,indicator,year,value\na,homes,2031,5\n"),
        text_file("date_phrases.csv", "phrase,start,end\nbegin,01-01,03-31\n"),
        text_file("labels.csv", "kind,text,label\nunit,u,v\nitem,q,r\nitem,q,s\nitem,z,z\n"),
        text_file("codings/anna/region_themes.csv", "region,theme\na,x\nb,\n"),
        text_file("codings/anna/milestones.csv", "region,stage\na,s\n"),
        text_file("milestone.csv", ""),
    };
    const size_t n_files = sizeof files / sizeof files[0];
    for (int which = 0; which < N_ARENAS; which++) {
        gouw_status status;
        const size_t n = load_with_failure(files, n_files, which, 0, &status);
        assert_int_equal(status, GOUW_OK);
        assert_true(n > 20);
        for (size_t i = 1; i <= n; i++) {
            (void)load_with_failure(files, n_files, which, i, &status);
            if (status != GOUW_EMEMORY)
                fail_msg("arena %d, allocation %zu of %zu: status %d", which, i, n, (int)status);
        }
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(mentions_are_sorted),
        cmocka_unit_test(the_rest_of_the_model),
        cmocka_unit_test(many_mentions_in_any_order),
        cmocka_unit_test(codings_are_read_by_name),
        cmocka_unit_test(attributes_have_kinds),
        cmocka_unit_test(a_broken_dataset_is_usable),
        cmocka_unit_test(a_hundred_of_a_kind_are_listed),
        cmocka_unit_test(folders_that_cannot_be_read),
        cmocka_unit_test(another_file_of_phrases),
        cmocka_unit_test(every_allocation_may_fail),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
