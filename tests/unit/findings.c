/* The sentences of the findings, each with its variants. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "page_fixture.h"

#define REGIONS "id,name\na,Aland\nb,Bland\nc,Cland\nd,Dland\n"
#define STAGES  "id,label,order\ndraft,Draft ready,1\nadopted,Plan adopted,2\ntalk,Talks,\n"
#define PACKAGE "{\"title\":\"Four lands\",\"created\":\"2026-02-01\"}"
#define ASSUMED "{\"title\":\"Four lands\",\"created\":\"2026-02-01\",\"gouw:assumed\":true}"
#define STEPS   "region,stage,item,when,status\n"
#define MOVING                                                                                     \
    STEPS "a,adopted,,eind 2026,planned\nb,adopted,,2026-08-31/2026-10-10,planned\n"               \
          "c,adopted,,eind 2026,planned\n"
#define LAST_DAY "With everyone on the last possible day, as officials often read a date, "

/* The sentence of finding id for these steps. */
static void expect_steps(const char *package, const char *stages, const char *steps, int as_of,
                         const char *id, const char *sentence) {
    const page_file files[] = {{"regions.csv", REGIONS},
                               {"stages.csv", stages},
                               {"milestones.csv", steps},
                               {"datapackage.json", package},
                               {NULL, NULL}};
    fixture f;
    fixture_open(&f, files, as_of);
    assert_string_equal(fixture_sentence(&f, id), sentence);
    fixture_close(&f);
}

static void expect_caution(const char *package, const char *steps, const char *caution) {
    const page_file files[] = {{"regions.csv", REGIONS},
                               {"stages.csv", STAGES},
                               {"milestones.csv", steps},
                               {"datapackage.json", package},
                               {NULL, NULL}};
    fixture f;
    fixture_open(&f, files, 0);
    const char *cautions = fixture_text(&f, "id=\"sentence-calendar\"", "</ul>");
    if (strstr(cautions, caution) == NULL)
        print_message("%s\n", cautions);
    assert_non_null(strstr(cautions, caution));
    fixture_close(&f);
}

static void test_busiest_month(void **state) {
    (void)state;
    expect_steps(
        PACKAGE, STAGES,
        STEPS "a,adopted,,2026-06,planned\nb,adopted,,2026-05/2026-06,planned\n"
              "c,adopted,,,planned\nd,draft,,,planned\n",
        0, "calendar",
        "2 of 4 regions give a date for \"Plan adopted\". The busiest month is June 2026: "
        "1.5 expected, likely 1 to 2. 1 region names it without a date that can be counted. 1 "
        "region does not mention it. 2 of 4 planned steps have no date.");
    expect_steps(PACKAGE, STAGES,
                 STEPS "a,adopted,,2026-06,planned\nb,adopted,,2026-06,planned\n"
                       "c,adopted,,2026-06,planned\nd,adopted,,2026-07,planned\n",
                 0, "calendar",
                 "4 of 4 regions give a date for \"Plan adopted\". The busiest month is June 2026: "
                 "3.0 expected. Every planned step has a date.");
}

/* Of adoption in its own words, also where another stage is dated by more; else of a stage that is
 * not over. */
static void test_the_stage_spoken_of(void **state) {
    (void)state;
    static const char *const stages = "id,label,order\ndraft,Draft ready,1\n"
                                      "plan_adopted,Plan adopted,2\n";
    expect_steps(PACKAGE, stages,
                 STEPS "a,plan_adopted,,2026-06,planned\na,draft,,2026-03,planned\n"
                       "b,draft,,2026-03,planned\nc,plan_adopted,,,planned\n",
                 0, "calendar",
                 "1 of 4 regions gives a date for adopting its plan. The busiest month is June "
                 "2026: 1.0 plans expected. 1 region speaks of adoption without a date that can be "
                 "counted. 2 regions do not mention adoption. 1 of 4 planned steps has no date.");
    expect_steps(PACKAGE, STAGES,
                 STEPS "a,draft,,2025-03,done\nb,draft,,2025-03,done\na,adopted,,2026-08,planned\n",
                 0, "calendar",
                 "1 of 4 regions gives a date for \"Plan adopted\". The busiest month is August "
                 "2026: 1.0 expected. 3 regions do not mention it. Every planned step has a "
                 "date.");
}

/* Of two stages dated by as many regions the later one is spoken of. */
static void test_the_later_stage_on_a_tie(void **state) {
    (void)state;
    expect_steps(PACKAGE, STAGES,
                 STEPS "a,draft,,2026-03,planned\na,adopted,,2026-08,planned\n"
                       "b,talk,,2026-03,planned\nc,talk,,2026-03,planned\n",
                 0, "calendar",
                 "1 of 4 regions gives a date for \"Plan adopted\". The busiest month is August "
                 "2026: 1.0 expected. 3 regions do not mention it. Every planned step has a date.");
}

static void test_too_vague(void **state) {
    (void)state;
    static const char *const vague = "The dates are too vague to name a busiest month.";
    char sentence[256];
    (void)snprintf(
        sentence, sizeof sentence,
        "2 of 4 regions give a date for \"Plan adopted\". %s 2 regions do not mention it. Every "
        "planned step has a date.",
        vague);
    /* two months equally full */
    expect_steps(PACKAGE, STAGES, STEPS "a,adopted,,2026-06,planned\nb,adopted,,2026-07,planned\n",
                 0, "calendar", sentence);
    /* September is fullest where eind 2026 begins then, October where that begins in October */
    expect_steps(PACKAGE, STAGES, MOVING, 0, "calendar",
                 "3 of 4 regions give a date for \"Plan adopted\". The dates are too vague to name "
                 "a busiest month. 1 region does not mention it. Every planned step has a date.");
    /* fullest only as long as the letter is from before April */
    expect_steps(ASSUMED, STAGES,
                 STEPS "a,adopted,,2026-02,planned\nb,adopted,,2026-06/2026-07,planned\n", 0,
                 "calendar", sentence);
}

static void test_no_month_to_name(void **state) {
    (void)state;
    expect_steps(PACKAGE, "id,label,order\nadopted,Plan adopted,\n",
                 STEPS "a,adopted,,2026-06,planned\n", 0, "calendar",
                 "No stage has a place in a sequence, so no month is named as the busiest. Every "
                 "planned step has a date.");
    expect_steps(PACKAGE, STAGES, STEPS "a,adopted,,,planned\nb,talk,,2026-06,planned\n", 0,
                 "calendar",
                 "No region gives a date that can be counted for any stage of the sequence. 1 of 2 "
                 "planned steps has no date.");
    expect_steps(
        PACKAGE, STAGES, STEPS "a,adopted,,2025-06,done\n", 0, "calendar",
        "1 of 4 regions gives a date for \"Plan adopted\". None of these dates is still to "
        "come. 3 regions do not mention it. No step is planned.");
}

static void test_other_readings_stand_beside_it(void **state) {
    (void)state;
    expect_caution(PACKAGE, STEPS "a,adopted,,2026-06,planned\nb,adopted,,medio 2026,planned\n",
                   LAST_DAY "no single month is the busiest.");
    expect_caution(PACKAGE,
                   STEPS "a,adopted,,2026-05/2026-06,planned\nb,adopted,,2026-06,planned\n",
                   LAST_DAY "the busiest month is June 2026 too (2 expected).");
    expect_caution(PACKAGE, STEPS "a,adopted,,eind 2026,planned\nb,adopted,,2026-10,planned\n",
                   "October 2026 stays the busiest");
    expect_caution(PACKAGE, MOVING, "September 2026 looks busiest, but does not stay so");
}

static void test_what_is_due(void **state) {
    (void)state;
    static const char steps[] = STEPS "a,draft,,2026-03,planned\nb,draft,,2026-03-20,planned\n"
                                      "c,adopted,,2026-07,planned\nd,talk,,,planned\n"
                                      "a,talk,,2025,done\n";
    expect_steps(PACKAGE, STAGES, steps, 20260201, "attention",
                 "On 1 February 2026, no stated date had passed unreported; 2 may fall due in the "
                 "next 90 days.");
    expect_steps(PACKAGE, STAGES, steps, 20260325, "attention",
                 "On 25 March 2026, 1 step had passed its stated date without report: Bland (Draft "
                 "ready); 1 may fall due in the next 90 days.");
    expect_steps(
        PACKAGE, STAGES, steps, 20260801, "attention",
        "On 1 August 2026, 3 steps had passed their stated date without report: Aland "
        "(Draft ready), Bland (Draft ready) and Cland (Plan adopted); none falls due in the "
        "next 90 days.");
    expect_steps(PACKAGE, STAGES,
                 STEPS "a,draft,,2026-03,planned\nb,draft,,2026-03,planned\n"
                       "c,draft,,2026-03,planned\nd,draft,,2026-03,planned\n",
                 20260801, "attention",
                 "On 1 August 2026, 4 steps had passed their stated date without report: Aland "
                 "(Draft ready), Bland (Draft ready), Cland (Draft ready) and 1 more; none falls "
                 "due in the next 90 days.");
}

/* Never "late", never "overdue". */
static void test_a_passed_date_is_not_late(void **state) {
    (void)state;
    const page_file files[] = {{"regions.csv", REGIONS},
                               {"stages.csv", STAGES},
                               {"milestones.csv", STEPS "a,draft,,2026-03,planned\n"},
                               {"datapackage.json", PACKAGE},
                               {NULL, NULL}};
    fixture f;
    fixture_open(&f, files, 20260801);
    assert_non_null(
        strstr(fixture_text(&f, "id=\"table-due\"", "</table>"), "date passed, not reported"));
    assert_true(fixture_shows(&f, "no proof of delay"));
    assert_false(fixture_shows(&f, "<td>overdue</td>"));
    fixture_close(&f);
}

/* ---- themes -------------------------------------------------------------------------------- */

#define THEMES "id,label\nw,Water\nh,Housing\ne,Economy\nk,Work\nz,Care\ns,Schools\n"

static void expect_themes(const char *regions, const char *mentions, const char *sentence,
                          const char *caution) {
    const page_file files[] = {{"regions.csv", regions},
                               {"themes.csv", THEMES},
                               {"region_themes.csv", mentions},
                               {NULL, NULL}};
    fixture f;
    fixture_open(&f, files, 0);
    assert_string_equal(fixture_sentence(&f, "themes"), sentence);
    if (caution != NULL)
        assert_non_null(strstr(fixture_text(&f, "id=\"sentence-themes\"", "</ul>"), caution));
    fixture_close(&f);
}

static void test_common_themes(void **state) {
    (void)state;
    expect_themes("id,name\na,Aland\nb,Bland\n",
                  "region,theme,weight,basis\na,w,2,stated\nb,w,2,stated\na,h,1,provisional\n",
                  "Water is named by 2 of 2 regions; it is also most often central (2). No "
                  "pair of regions shares notably more or fewer themes than chance would give, "
                  "allowing for 1 comparison. Aland and Bland are the most alike: they share 1 "
                  "of their 2 and 1 themes; chance would give 1.0.",
                  "Themes of Aland are provisional.");
    expect_themes(REGIONS,
                  "region,theme,weight,basis\na,w,1,stated\nb,w,1,stated\na,h,1,stated\n"
                  "b,h,1,stated\nc,e,1,borrowed\n",
                  "Water and Housing are each named by 2 of 4 regions. No pair of regions shares "
                  "notably more or fewer themes than chance would give, allowing for 6 "
                  "comparisons. Aland and Bland are the most alike: they share 2 of their 2 and 2 "
                  "themes; chance would give 1.2.",
                  "Themes of Cland are borrowed from another programme.");
}

static void test_no_common_theme(void **state) {
    (void)state;
    expect_themes("id,name\na,Aland\nb,Bland\n", "region,theme\na,w\nb,h\n",
                  "No theme is named by more than one region. No pair of regions shares notably "
                  "more or fewer themes than chance would give, allowing for 1 comparison. No two "
                  "regions share a theme.",
                  "With 2 regions only very large differences can be shown; absence of proof is "
                  "not proof of sameness.");
    expect_themes("id,name\na,Aland\n", "region,theme\n", "No region names a theme.", NULL);
}

static void test_many_common_themes(void **state) {
    (void)state;
    expect_themes("id,name\na,Aland\n", "region,theme\na,w\na,h\na,e\na,k\na,z\na,s\n",
                  "6 themes are each named by 1 of 1 region.",
                  "Themes named in the source; not an inventory of plans.");
}

/* Two blocks of regions with nothing in common: pairs within a block stand out. */
static void test_pairs_that_stand_out(void **state) {
    (void)state;
    char regions[2048] = "id,name\n", themes[2048] = "id,label\n",
         mentions[8192] = "region,theme\n";
    for (int r = 0; r < 12; r++) {
        char line[64];
        (void)snprintf(line, sizeof line, "r%d,Region %d\n", r, r);
        strcat(regions, line);
        for (int t = 0; t < 12; t++) {
            (void)snprintf(line, sizeof line, "r%d,t%d\n", r, (r < 6 ? 0 : 12) + t);
            strcat(mentions, line);
        }
    }
    for (int t = 0; t < 24; t++) {
        char line[64];
        (void)snprintf(line, sizeof line, "t%d,Theme %d\n", t, t);
        strcat(themes, line);
    }
    strcat(regions, "few,Few\n");
    strcat(mentions, "few,t0\nfew,t23\n");
    const page_file files[] = {{"regions.csv", regions},
                               {"themes.csv", themes},
                               {"region_themes.csv", mentions},
                               {NULL, NULL}};
    fixture f;
    fixture_open(&f, files, 0);
    const char *sentence = fixture_sentence(&f, "themes");
    assert_non_null(strstr(sentence,
                           "Region 0 and Region 1 share 12 themes where chance would give "
                           "5.5; "));
    assert_non_null(strstr(sentence, " of 78 pairs stand out."));
    const char *cautions = fixture_text(&f, "id=\"sentence-themes\"", "</ul>");
    assert_non_null(strstr(cautions, "what everybody names can never make a pair stand out"));
    assert_non_null(strstr(cautions, "Few (2) names fewer than four themes. "));
    assert_null(strstr(cautions, "only very large differences"));
    fixture_close(&f);
}

/* ---- growth -------------------------------------------------------------------------------- */

#define TARGETS "region,indicator,target,change,target_year\n"
#define SERIES                                                                                     \
    "region,indicator,year,value\na,homes,2015,900\na,homes,2020,950\na,homes,2023,974\n"          \
    "a,homes,2025,1000\nb,homes,2015,2000\nb,homes,2020,2000\nb,homes,2023,2010\n"                 \
    "b,homes,2025,2000\nc,vacant,2015,500\nc,vacant,2020,450\nc,vacant,2022,440\n"                 \
    "c,vacant,2025,400\n"

static void expect_growth(const char *targets, const char *forecasts, const char *sentence,
                          const char *caution) {
    const page_file files[] = {{"regions.csv", REGIONS},
                               {"targets.csv", targets},
                               {"observations.csv", SERIES},
                               {forecasts == NULL ? NULL : "forecasts.csv", forecasts},
                               {NULL, NULL}};
    fixture f;
    fixture_open(&f, files, 0);
    assert_string_equal(fixture_sentence(&f, "growth"), sentence);
    if (caution != NULL) {
        const char *cautions = fixture_text(&f, "id=\"sentence-growth\"", "</ul>");
        if (strstr(cautions, caution) == NULL)
            print_message("%s\n", cautions);
        assert_non_null(strstr(cautions, caution));
    }
    fixture_close(&f);
}

static void test_one_target(void **state) {
    (void)state;
    expect_growth(
        TARGETS "a,homes,1500,,2035\nb,homes,,600,\n", NULL,
        "To reach its target, Aland must add 50 homes a year until 2035, against 10 a "
        "year in 2015-2025 and 10 in 2020-2025. 1 other target states no year.",
        "Bland: 600 homes is 30 percent of the 2,000 of 2025; the source states no year.");
    expect_growth(TARGETS "c,vacant,200,,2035\n", NULL,
                  "To reach its target, Cland must shed 20 vacant a year until 2035, against 10 a "
                  "year in 2015-2025 and 10 in 2020-2025.",
                  NULL);
}

static void test_several_targets(void **state) {
    (void)state;
    expect_growth(TARGETS "b,homes,2200,,2035\na,homes,1500,,2035\nc,vacant,380,,2035\n", NULL,
                  "Of 2 targets for homes with a year and a past growth rate, that of Aland asks "
                  "most beyond its past: to add 50 homes a year until 2035, against 10 a year in "
                  "2015-2025 and 10 in 2020-2025. To reach its target, Cland must shed 2 vacant a "
                  "year until 2035, against 10 a year in 2015-2025 and 10 in 2020-2025.",
                  NULL);
}

static void test_no_comparable_target(void **state) {
    (void)state;
    expect_growth(TARGETS "d,homes,1500,,2035\na,homes,,50,\nb,homes,2100,,\n", NULL,
                  "No target has both a year and a past series. 2 targets state no year.", NULL);
    expect_growth(TARGETS, NULL, "No target is stated.", NULL);
    expect_growth(TARGETS "a,homes,940,,2020\nb,homes,2500,,2025\n", NULL,
                  "The year of 2 targets has come: 1 met, 1 missed.", NULL);
}

static void test_figures_that_do_not_fit(void **state) {
    (void)state;
    expect_growth(TARGETS "a,homes,1500,480,\n", NULL,
                  "No target has both a year and a past series. 1 target states no year.",
                  "Aland: from the 1,000 of 2025 to 1,500 homes is 500; the source speaks of 480.");
    expect_growth(
        TARGETS "a,homes,1500,,2035\n",
        "region,indicator,year,value,edition\na,homes,2023,990,2019\na,homes,2040,9,2019\n",
        "To reach its target, Aland must add 50 homes a year until 2035, against 10 a "
        "year in 2015-2025 and 10 in 2020-2025.",
        "Aland: the forecast of 2019 gave 990 homes in 2023; 974 were counted, 16 fewer.");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_busiest_month),
        cmocka_unit_test(test_the_stage_spoken_of),
        cmocka_unit_test(test_the_later_stage_on_a_tie),
        cmocka_unit_test(test_too_vague),
        cmocka_unit_test(test_no_month_to_name),
        cmocka_unit_test(test_other_readings_stand_beside_it),
        cmocka_unit_test(test_what_is_due),
        cmocka_unit_test(test_a_passed_date_is_not_late),
        cmocka_unit_test(test_common_themes),
        cmocka_unit_test(test_no_common_theme),
        cmocka_unit_test(test_many_common_themes),
        cmocka_unit_test(test_pairs_that_stand_out),
        cmocka_unit_test(test_one_target),
        cmocka_unit_test(test_several_targets),
        cmocka_unit_test(test_no_comparable_target),
        cmocka_unit_test(test_figures_that_do_not_fit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
