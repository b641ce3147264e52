/* What is proposed for a dataset full of slips: tests/datasets/slips. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "data/fixes.h"
#include "data/load.h"
#include "gouw/dataset.h"
#include "gouw/sink.h"

#define SLIPS "tests/datasets/slips/"
#define C     GOUW_CERTAIN
#define L     GOUW_LIKELY
#define U     GOUW_UNSURE

static const gouw_fix EXPECTED[] = {
    {"regions.csv", 2, 4, "lat", "52,6", "52.6", "number form", C},
    {"regions.csv", 2, 5, "area_km2", "2.670,5", "2670.5", "number form", C},
    {"regions.csv", 3, 1, "id", "Utrecht", "utrecht", "new id", L},
    {"regions.csv", 3, 5, "area_km2", "1 485", "1485", "number form", C},
    {"regions.csv", 4, 2, "name",
     "Twente\xC2\xA0"
     "en  omstreken",
     "Twente en omstreken", "blanks", C},
    {"regions.csv", 4, 5, "area_km2", "1,500", "1500", "thousands", U},
    {"themes.csv", 6, 0, NULL, "water,Water,Water", "", "same row", C},
    {"region_themes.csv", 2, 2, "theme", "watr", "water", "near id", L},
    {"region_themes.csv", 3, 1, "region", "Noord_Holland", "noord-holland", "id form", C},
    {"region_themes.csv", 3, 2, "theme", "Wonen", "housing", "label", C},
    {"region_themes.csv", 3, 4, "basis", "Stated", "stated", "case", C},
    {"region_themes.csv", 4, 2, "theme", "energy-c", "energy-a", "several near", U},
    {"region_themes.csv", 4, 4, "basis", "statd", "stated", "near word", L},
    {"region_themes.csv", 5, 1, "region", "friesland", "fryslan", "former id", C},
    {"region_themes.csv", 5, 2, "theme", "Homes and aeras", "housing", "near label", L},
    {"region_themes.csv", 5, 4, "basis", "voorlopig", "provisional", "word", C},
    {"region_themes.csv", 6, 1, "region", "Utrecht", "utrecht", "new id", L},
    {"region_themes.csv", 6, 2, "theme", "Water", "water", "case", C},
    {"region_themes.csv", 7, 1, "region", "\xE2\x80\x8Btwente", "twente", "blanks", C},
    {"milestones.csv", 1, 5, "inferred", "infered", "inferred", "column name", L},
    {"milestones.csv", 2, 2, "stage", "Process Plan", "process_plan", "id form", C},
    {"milestones.csv", 2, 3, "when", "jun-26", "2026-06", "date as read", C},
    {"milestones.csv", 2, 4, "status", "gepland", "planned", "word", C},
    {"milestones.csv", 3, 3, "when", "13-10-2026", "2026-10-13", "date as read", C},
    {"milestones.csv", 4, 3, "when", "medo 2027", "medio 2027", "near word", L},
    {"milestones.csv", 4, 4, "status", "Planned", "planned", "case", C},
    {"milestones.csv", 5, 3, "when", "20260613", "2026-06-13", "date form", C},
    {"milestones.csv", 6, 0, NULL, "noord-holland,process_plan,20260613,planned,no", "", "same row",
     C},
    {"milestones.csv", 6, 3, "when", "20260613", "2026-06-13", "date form", C},
    {"observation.csv", 0, 0, NULL, "observation.csv", "observations.csv", "file name", L},
};

static void same(const gouw_fix *fix, const gouw_fix *expected) {
    assert_memory_equal(fix->file, SLIPS, strlen(SLIPS));
    assert_string_equal(fix->file + strlen(SLIPS), expected->file);
    assert_int_equal(fix->line, expected->line);
    assert_int_equal(fix->field, expected->field);
    if (expected->column == NULL)
        assert_null(fix->column);
    else
        assert_string_equal(fix->column, expected->column);
    assert_string_equal(fix->found, expected->found);
    assert_string_equal(fix->proposed, expected->proposed);
    assert_string_equal(fix->rule, expected->rule);
    assert_int_equal(fix->confidence, expected->confidence);
}

static void every_rule(void **state) {
    (void)state;
    gouw_arena arena = GOUW_ARENA_INIT;
    gouw_error error = GOUW_ERROR_INIT;
    const gouw_load_options options = {.propose = true};
    const gouw_dataset *d;
    const size_t n = sizeof EXPECTED / sizeof EXPECTED[0];
    assert_int_equal(gouw_dataset_load("tests/datasets/slips", &options, &arena, &d, &error),
                     GOUW_OK);
    for (size_t i = 0; i < d->n_fixes && i < n; i++)
        same(&d->fixes[i], &EXPECTED[i]);
    assert_int_equal(d->n_fixes, n);
    assert_false(d->more_fixes);
    gouw_arena_release(&arena);
}

static void only_when_asked(void **state) {
    (void)state;
    gouw_arena arena = GOUW_ARENA_INIT;
    gouw_error error = GOUW_ERROR_INIT;
    const gouw_dataset *d;
    assert_int_equal(gouw_dataset_load("tests/datasets/slips", NULL, &arena, &d, &error), GOUW_OK);
    assert_int_equal(d->n_fixes, 0);
    gouw_arena_release(&arena);
}

/* ---- single cells --------------------------------------------------------------------------- */

typedef struct loaded {
    gouw_arena arena;
    const gouw_dataset *dataset;
} loaded;

static loaded load(const char *name, const char *text, const char *delimiter) {
    gouw_sink packages;
    gouw_sink_open_memory(&packages);
    gouw_sink_format(&packages,
                     "{\"resources\":[{\"name\":\"x\",\"path\":\"%s\",\"dialect\":{\"delimiter\":"
                     "\"%s\"}}]}",
                     name, delimiter);
    const char *const given[][2] = {
        {"datapackage.json", packages.data},
        {"regions.csv", "id,name\nnoord,Noord\nzuid,Zuid\n"},
        {"stages.csv", "id,label\nplan,Plan\n"},
        {name, text},
    };
    gouw_memory_file files[4];
    for (size_t i = 0; i < 4; i++)
        files[i] = (gouw_memory_file){given[i][0], given[i][1], strlen(given[i][1])};
    const gouw_input folder = {.path = "some/place", .files = files, .n_files = 4};
    const gouw_load_options options = {.propose = true};
    gouw_arena keep = GOUW_ARENA_INIT, work = GOUW_ARENA_INIT;
    gouw_error error = GOUW_ERROR_INIT;
    loaded all = {.arena = GOUW_ARENA_INIT};
    assert_int_equal(gouw_load(&folder, &options, &all.arena, &keep, &work, &all.dataset, &error),
                     GOUW_OK);
    gouw_arena_release(&keep);
    gouw_arena_release(&work);
    gouw_sink_release(&packages);
    return all;
}

/* Expects the proposal for a number in a file with that delimiter; NULL = none. */
static void expect_number(const char *delimiter, const char *number, const char *proposed,
                          gouw_confidence confidence) {
    char text[200];
    (void)snprintf(text, sizeof text,
                   "region%sindicator%syear%svalue\nnoord%shomes%s2024%s\"%s\"\n", delimiter,
                   delimiter, delimiter, delimiter, delimiter, delimiter, number);
    loaded all = load("observations.csv", text, delimiter);
    assert_int_equal(all.dataset->n_fixes, proposed != NULL);
    if (proposed != NULL) {
        assert_string_equal(all.dataset->fixes[0].proposed, proposed);
        assert_int_equal(all.dataset->fixes[0].confidence, confidence);
    }
    gouw_arena_release(&all.arena);
}

static void numbers(void **state) {
    (void)state;
    expect_number(",", "1,5", "1.5", C);
    expect_number(",", "-1.234,5", "-1234.5", C);
    expect_number(",", "1,234,567", "1234567", C);
    expect_number(",", "1,234", "1234", U);
    expect_number(",",
                  "\xE2\x88\x92"
                  "5",
                  "-5", C);
    expect_number(",",
                  "12\xE2\x80\xAF"
                  "345,6",
                  "12345.6", C);
    expect_number(";", "643.591", "643591", U);
    expect_number(";", "1.234,5", "1234.5", C);
    expect_number(";", "1,5", NULL, U); /* read as it is */
    expect_number(",", "12 5", NULL, U);
    expect_number(",", "1.23.456", NULL, U);
    expect_number(",", "about 5", NULL, U);
    expect_number(",", "", NULL, U);
}

static void expect_date(const char *when, const char *proposed, gouw_confidence confidence) {
    char text[200];
    (void)snprintf(text, sizeof text, "region,stage,when\nnoord,plan,\"%s\"\n", when);
    loaded all = load("milestones.csv", text, ",");
    assert_int_equal(all.dataset->n_fixes, proposed != NULL);
    if (proposed != NULL) {
        assert_string_equal(all.dataset->fixes[0].proposed, proposed);
        assert_int_equal(all.dataset->fixes[0].confidence, confidence);
    }
    gouw_arena_release(&all.arena);
}

static void dates(void **state) {
    (void)state;
    expect_date("13.6.2026", "2026-06-13", C);
    expect_date("06/2026", "2026-06", C);
    expect_date("2026-06-13 00:00:00", "2026-06-13", C);
    expect_date("2026-06-13T12:00", "2026-06-13", C);
    expect_date("2026\xE2\x80\x93"
                "06",
                "2026-06", C);
    expect_date("2026-06\xE2\x80\x93"
                "08",
                NULL, U); /* 8 June, or June to August? */
    expect_date("juin 2026", "juni 2026", L);
    expect_date("voor eind 2026", "../2026-08-31", L);
    expect_date("1-6-2026", NULL, U); /* June or January */
    expect_date("2026-02-30", NULL, U);
    expect_date("20261345", NULL, U);
    expect_date("najaar", NULL, U); /* of which year? */
    expect_date("june 2026", NULL, U);
}

/* Applied, a proposal is what the file should have held. */
static void other_rows(void **state) {
    (void)state;
    loaded all = load("milestones.csv",
                      "region,stage,when,note\nnoord,plan,2026,\"a\nb\"\nzuid,plan,2027,x\n"
                      "zuid,plan,2027,x\n\nzuid,plan,2027,y\n",
                      ",");
    assert_int_equal(all.dataset->n_fixes, 1);
    assert_int_equal(all.dataset->fixes[0].line, 5);
    assert_string_equal(all.dataset->fixes[0].rule, "same row");
    gouw_arena_release(&all.arena);
}

/* What could not be read is no repetition of what else could not. */
static void broken_rows(void **state) {
    (void)state;
    loaded all = load("milestones.csv", "region,stage,when\nx \"y\",plan,2026\nx \"y\",goal,2027\n",
                      ",");
    assert_int_equal(all.dataset->n_fixes, 0);
    gouw_arena_release(&all.arena);
}

/* So many slips that not all are looked at. */
static void many(void **state) {
    (void)state;
    gouw_sink text;
    gouw_sink_open_memory(&text);
    gouw_sink_text(&text, "region,indicator,year,value\n");
    for (int i = 0; i <= GOUW_FIXES_TRIED; i++)
        gouw_sink_format(&text, "Noord,homes,2024,%d\n", i);
    loaded all = load("observations.csv", text.data, ",");
    assert_int_equal(all.dataset->n_fixes, GOUW_FIXES_TRIED);
    assert_true(all.dataset->more_fixes);
    gouw_arena_release(&all.arena);
    gouw_sink_release(&text);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_rule), cmocka_unit_test(only_when_asked),
        cmocka_unit_test(numbers),    cmocka_unit_test(dates),
        cmocka_unit_test(other_rows), cmocka_unit_test(broken_rows),
        cmocka_unit_test(many),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
