/* Targets on series as they come: values of 0 or less, shrinkage, few observations, past years,
 * jumps; what is said of them, and how they stand beside each other. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <ctype.h>
#include <math.h>

#include "analysis/growth.h"
#include "near.h"
#include "page_fixture.h"

/* A run of growth on a dataset that is written down in the test. */
typedef struct trial {
    fixture files;
    gouw_results results;
} trial;

static void run_on(trial *t, const gouw_dataset *dataset, const char *analysis) {
    const gouw_run run = {.datasets = &dataset,
                          .as_of = gouw_day_from_civil(2026, 2, 1),
                          .seed = 1,
                          .threads = 1,
                          .arena = &t->files.arena};
    gouw_results_init(&t->results, &t->files.arena);
    assert_int_equal(gouw_analysis_run(gouw_analysis_find(analysis), &run, &t->results, NULL),
                     GOUW_OK);
}

#define REGIONS  "id,name,area_km2\na,Aland,100\nb,Bland,400\nc,Cland,\n"
#define TARGETS  "region,indicator,baseline,baseline_year,target,change,target_year\n"
#define OBSERVED "region,indicator,year,value,break\n"

static void open_trial(trial *t, const char *targets, const char *observations) {
    const page_file files[] = {{"regions.csv", REGIONS},
                               {"targets.csv", targets},
                               {"observations.csv", observations},
                               {NULL, NULL}};
    *t = (trial){.files = {.arena = GOUW_ARENA_INIT}};
    run_on(t, fixture_load(&t->files, files), "growth");
}

static const gouw_dataset *open_shipped(trial *t) {
    const gouw_dataset *d;
    *t = (trial){.files = {.arena = GOUW_ARENA_INIT}};
    assert_int_equal(gouw_dataset_load("datasets/npvr-2026", NULL, &t->files.arena, &d, NULL),
                     GOUW_OK);
    run_on(t, d, "growth");
    return d;
}

static void close_trial(trial *t) {
    gouw_arena_release(&t->files.arena);
}

static bool says(const trial *t, gouw_remark_kind kind, const char *sentence) {
    for (size_t i = 0; i < t->results.n_remarks; i++)
        if (t->results.remarks[i].kind == kind &&
            strstr(t->results.remarks[i].text, sentence) != NULL)
            return true;
    return false;
}

static double real(const trial *t, const char *table, size_t row, const char *column) {
    return gouw_table_real(gouw_results_find(&t->results, table), row, column);
}

static int64_t integer(const trial *t, const char *table, size_t row, const char *column) {
    return gouw_table_integer(gouw_results_find(&t->results, table), row, column);
}

/* Figures are of any size: as near as double brings them. */
#define assert_close(got, expected) assert_near(got, expected, 1e-12 * fabs((double)(expected)))

/* Absolute figures only, and said so. */
static void test_zero_and_negative_values(void **state) {
    (void)state;
    trial t;
    open_trial(&t, TARGETS "a,balance,,,40,,2035\nb,vacant,,,0,,2030\n",
               OBSERVED "a,balance,2015,-20,\na,balance,2020,0,\na,balance,2025,10,\n"
                        "b,vacant,2015,90,\nb,vacant,2020,70,\nb,vacant,2025,50,\n");
    assert_close(real(&t, "growth", 0, "per_year"), 3);
    assert_close(real(&t, "growth", 0, "observed_per_year"), 3);
    assert_true(isnan(real(&t, "growth", 0, "observed_rate")));
    assert_true(isnan(real(&t, "growth", 0, "p_reach")));
    assert_true(isnan(real(&t, "growth", 0, "required_rate")));
    assert_int_equal(gouw_results_find(&t.results, "growth_scenarios")->n_rows, 0);
    assert_close(real(&t, "growth", 1, "per_year"), -10);
    assert_true(isnan(real(&t, "growth", 1, "required_rate")));
    assert_true(isnan(real(&t, "growth", 1, "rate_gap")));
    assert_true(says(&t, GOUW_WARNING, "Aland (balance): a value of 0 or less has no growth rate"));
    assert_true(
        says(&t, GOUW_WARNING, "Bland (vacant): no growth rate leads from or to 0 or less"));
    assert_true(says(&t, GOUW_HEADLINE,
                     "To reach its target, Aland must add 3 balance a year "
                     "until 2035, against 3 a year in 2015-2025"));
    close_trial(&t);
}

static void test_shrinkage(void **state) {
    (void)state;
    trial t;
    open_trial(&t, TARGETS "a,homes,,,800,,2035\nb,homes,,,1900,,2035\n",
               OBSERVED "a,homes,2015,1000,\na,homes,2018,990,\na,homes,2020,985,\n"
                        "a,homes,2025,960,\nb,homes,2015,2100,\nb,homes,2018,2080,\n"
                        "b,homes,2020,2050,\nb,homes,2025,2000,\n");
    assert_close(real(&t, "growth", 0, "change"), -160);
    assert_close(real(&t, "growth", 0, "required_rate"), pow(800.0 / 960.0, 0.1) - 1.0);
    /* Reaching it means being at or below it. */
    const double p = real(&t, "growth", 0, "p_reach");
    assert_true(p > 0.0 && p < 0.5);
    assert_true(real(&t, "growth", 0, "trend_at_target") > 800);
    assert_true(says(&t, GOUW_HEADLINE,
                     "that of Aland asks most beyond its past: to shed 16 homes "
                     "a year until 2035, against 4 a year"));
    assert_int_equal(integer(&t, "growth_ranking", 0, "rank"), 1);
    assert_int_equal(integer(&t, "growth_ranking", 1, "rank"), 2);
    close_trial(&t);
}

/* The outcomes of n targets, which are all. */
static void assert_outcomes(const trial *t, const char *const *expected, size_t n) {
    const gouw_table *growth = gouw_results_find(&t->results, "growth");
    assert_int_equal(growth->n_rows, n);
    for (size_t r = 0; r < n; r++)
        assert_string_equal(gouw_table_text(growth, r, "outcome"), expected[r]);
}

/* Where fewer are asked for, met means at or below. */
static void test_past_years(void **state) {
    (void)state;
    trial t;
    open_trial(&t,
               TARGETS "a,homes,,,1000,,2020\na,homes,,,1100,,2020\na,homes,,,1100,,2018\n"
                       "a,homes,,,1010,,2030\nb,homes,,,5,,2020\n",
               OBSERVED "a,homes,2015,950,\na,homes,2020,1010,\na,homes,2025,1020,\n");
    assert_outcomes(&t, (const char *[]){"met", "missed", "unobserved", "open", "unobserved"}, 5);
    for (size_t r = 0; r < 3; r++)
        assert_true(isnan(real(&t, "growth", r, "trend_at_target")));
    assert_true(says(&t, GOUW_HEADLINE, "The year of 2 targets has come: 1 met, 1 missed."));
    assert_true(says(&t, GOUW_HEADLINE, "The years of 2 targets have come, but nothing"));
    assert_false(says(&t, GOUW_HEADLINE, "No target has both"));
    close_trial(&t);
    open_trial(&t, TARGETS "a,homes,1100,2015,,-50,2020\nb,homes,1100,2015,1000,,2020\n",
               OBSERVED "a,homes,2015,1100,\na,homes,2020,1010,\nb,homes,2015,1100,\n"
                        "b,homes,2020,1010,\n");
    assert_outcomes(&t, (const char *[]){"met", "missed"}, 2);
    close_trial(&t);
}

static void test_few_observations(void **state) {
    (void)state;
    trial t;
    open_trial(&t, TARGETS "a,homes,,,1200,,2035\nb,homes,,,1200,,2035\nc,homes,,,1200,,2035\n",
               OBSERVED "a,homes,2010,900,\na,homes,2025,1000,\nb,homes,2025,1000,\n");
    assert_close(real(&t, "growth", 0, "observed_rate"), pow(1000.0 / 900.0, 1.0 / 15) - 1.0);
    assert_true(isnan(real(&t, "growth", 0, "low80")));
    assert_true(isnan(real(&t, "growth", 0, "p_reach")));
    assert_close(real(&t, "growth", 1, "required_rate"), pow(1.2, 0.1) - 1.0);
    assert_true(isnan(real(&t, "growth", 1, "observed_rate")));
    assert_true(isnan(real(&t, "growth", 2, "per_year")));
    assert_int_equal(integer(&t, "growth_ranking", 0, "rank"), GOUW_INTEGER_NONE);
    /* One count in the last five years: no recent growth, but a past series all the same. */
    assert_true(says(&t, GOUW_HEADLINE,
                     "To reach its target, Aland must add 20 homes a year until "
                     "2035, against 6.7 a year in 2010-2025."));
    assert_true(says(&t, GOUW_WARNING, "Cland (homes): observations.csv has none of these"));
    assert_false(says(&t, GOUW_WARNING, "Bland (homes): observations.csv has none"));
    close_trial(&t);
}

/* The past went the other way: its own sign says so. Series that end in different years are said.
 */
static void test_against_the_past(void **state) {
    (void)state;
    trial t;
    open_trial(&t, TARGETS "a,homes,,,1200,,2035\nb,homes,,,1020,,2035\n",
               OBSERVED "a,homes,2010,1150,\na,homes,2020,1000,\na,homes,2025,1050,\n"
                        "b,homes,2010,900,\nb,homes,2020,950,\nb,homes,2023,1000,\n");
    assert_true(says(&t, GOUW_HEADLINE,
                     "that of Aland asks most beyond its past: to add 15 homes "
                     "a year until 2035, against -6.7 a year in 2010-2025 and +10 "
                     "in 2020-2025."));
    assert_true(says(&t, GOUW_NOTE, "targets start from different years, 2023 to 2025"));
    close_trial(&t);
}

/* A level that is there already is no task, whatever the source says of it. */
static void test_reached_before_its_year(void **state) {
    (void)state;
    trial t;
    open_trial(&t, TARGETS "a,homes,,,1000,50,2035\n",
               OBSERVED "a,homes,2015,950,\na,homes,2020,1010,\na,homes,2025,1020,\n");
    assert_true(says(&t, GOUW_HEADLINE, "1 target is reached before its year."));
    assert_false(says(&t, GOUW_HEADLINE, "must"));
    close_trial(&t);
}

/* Without a rate the path to a target is a straight line. */
static void test_path_without_rate(void **state) {
    (void)state;
    const page_file files[] = {
        {"regions.csv", REGIONS},
        {"targets.csv", TARGETS "a,balance,,,40,,2035\n"},
        {"observations.csv", OBSERVED "a,balance,2015,-20,\na,balance,2025,10,\n"},
        {NULL, NULL}};
    trial t = {.files = {.arena = GOUW_ARENA_INIT}};
    run_on(&t, fixture_load(&t.files, files), "trajectories");
    const gouw_table *path = gouw_results_find(&t.results, "trajectories");
    assert_int_equal(path->n_rows, 12); /* the two counted years, then 2026 to 2035 */
    assert_close(gouw_table_real(path, 4, "required"), 19);
    assert_close(gouw_table_real(path, 11, "required"), 40);
    assert_true(isnan(gouw_table_real(path, 11, "trend")));
    close_trial(&t);
}

#define STEADY                                                                                     \
    "a,homes,2014,1000,\na,homes,2015,1012,\na,homes,2016,1021,\na,homes,2017,1033,\n"             \
    "a,homes,2018,1043,\na,homes,2019,1300,%s\na,homes,2020,1314,\na,homes,2021,1326,\n"           \
    "a,homes,2022,1340,\na,homes,2023,1352,\na,homes,2024,1366,\n"

static void test_unmarked_jump(void **state) {
    (void)state;
    trial t;
    char observations[1024];
    (void)snprintf(observations, sizeof observations, OBSERVED STEADY, "");
    open_trial(&t, TARGETS "a,homes,,,1600,,2035\na,homes,,,1700,,2040\n", observations);
    const gouw_table *jumps = gouw_results_find(&t.results, "growth_jumps");
    assert_non_null(jumps);
    assert_int_equal(jumps->n_rows, 1); /* once, though two targets share the series */
    assert_int_equal(gouw_table_integer(jumps, 0, "to_year"), 2019);
    assert_close(gouw_table_real(jumps, 0, "growth"), 1300.0 / 1043.0 - 1.0);
    assert_close(gouw_table_real(jumps, 0, "observed_rate"), pow(1.366, 0.1) - 1.0);
    assert_close(gouw_table_real(jumps, 0, "rate_without"),
                 pow(1.366 * 1043.0 / 1300.0, 1.0 / 9) - 1.0);
    assert_true(says(&t, GOUW_CAUTION,
                     "Aland, homes: from 2018 to 2019 the series moves by 24.6 "
                     "percent, where its years usually bring 1.0"));
    close_trial(&t);
    (void)snprintf(observations, sizeof observations, OBSERVED STEADY, "yes");
    open_trial(&t, TARGETS "a,homes,,,1600,,2035\n", observations);
    assert_null(gouw_results_find(&t.results, "growth_jumps"));
    assert_close(real(&t, "growth", 0, "observed_rate"),
                 pow(1.366 * 1043.0 / 1300.0, 1.0 / 9) - 1.0);
    close_trial(&t);
}

static void test_per_inhabitant_and_area(void **state) {
    (void)state;
    trial t;
    open_trial(&t, TARGETS "a,homes,,,,500,2035\nb,homes,,,,500,\nc,homes,,,,500,2035\n",
               OBSERVED "a,homes,2015,800,\na,homes,2020,900,\na,homes,2025,1000,\n"
                        "a,inhabitants,2020,2000,\na,inhabitants,2024,2500,\n"
                        "b,homes,2015,800,\nb,homes,2025,1000,\nb,population,2025,5000,\n");
    assert_close(real(&t, "growth_ranking", 0, "share_of_stock"), 0.5);
    assert_close(real(&t, "growth_ranking", 0, "inhabitants"), 2500);
    assert_int_equal(integer(&t, "growth_ranking", 0, "inhabitants_year"), 2024);
    assert_close(real(&t, "growth_ranking", 0, "change_per_1000"), 200);
    assert_close(real(&t, "growth_ranking", 0, "per_year_per_1000"), 20);
    assert_close(real(&t, "growth_ranking", 0, "observed_per_1000"), 8);
    assert_close(real(&t, "growth_ranking", 0, "per_year_per_km2"), 0.5);
    assert_close(real(&t, "growth_ranking", 0, "observed_per_km2"), 0.2);
    assert_close(real(&t, "growth_ranking", 1, "change_per_1000"), 100);
    assert_close(real(&t, "growth_ranking", 1, "change_per_km2"), 1.25);
    assert_true(isnan(real(&t, "growth_ranking", 1, "per_year_per_km2")));
    const char *const unknown[] = {"stock", "share_of_stock", "inhabitants", "km2",
                                   "change_per_km2"};
    for (size_t i = 0; i < 5; i++)
        assert_true(isnan(real(&t, "growth_ranking", 2, unknown[i])));
    close_trial(&t);
}

/* A surely asks more than B; C, whose past is wild, may come anywhere. */
static void test_ranks_and_their_ranges(void **state) {
    (void)state;
    trial t;
    open_trial(&t, TARGETS "a,homes,,,2000,,2035\nb,homes,,,1100,,2035\nc,homes,,,1200,,2035\n",
               OBSERVED "a,homes,2021,990,\na,homes,2022,992,\na,homes,2023,996,\n"
                        "a,homes,2024,997,\na,homes,2025,1000,\nb,homes,2021,990,\n"
                        "b,homes,2022,992,\nb,homes,2023,996,\nb,homes,2024,997,\n"
                        "b,homes,2025,1000,\nc,homes,2021,900,\nc,homes,2022,1200,\n"
                        "c,homes,2023,800,\nc,homes,2024,1300,\nc,homes,2025,1000,\n");
    const int64_t rank[] = {1, 2, 3}, from[] = {1, 2, 1}, to[] = {2, 3, 3};
    for (size_t r = 0; r < 3; r++) {
        if (r < 2)
            assert_true(real(&t, "growth_ranking", r, "observed_low") <
                        real(&t, "growth_ranking", r, "observed_rate"));
        assert_int_equal(integer(&t, "growth_ranking", r, "rank"), rank[r]);
        assert_int_equal(integer(&t, "growth_ranking", r, "rank_from"), from[r]);
        assert_int_equal(integer(&t, "growth_ranking", r, "rank_to"), to[r]);
        assert_int_equal(integer(&t, "growth_ranking", r, "ranked"), 3);
    }
    /* The three intervals hold at once: expm1(mu -+ qt(1 - 0.1 / 3, 3) s / 2), by scipy 1.10. */
    assert_near(real(&t, "growth_ranking", 0, "observed_low"), 0.0006828508783267623, 1e-9);
    assert_near(real(&t, "growth_ranking", 0, "observed_high"), 0.004351992618902865, 1e-9);
    assert_true(says(&t, GOUW_CAUTION,
                     "homes: which target asks most beyond its past is not "
                     "certain; past growth being as unsure as it is, 2 of 3"));
    close_trial(&t);
}

/* ---- every figure of the text is one of a table -------------------------------------------- */

/* A number of a text, and how many decimals it was written with. */
typedef struct figure {
    double value;
    int decimals;
} figure;

/* The next number at or after *at: digits in groups of three, decimals; moves *at behind it. */
static bool next_figure(const char **at, figure *f) {
    const char *p = *at;
    while (*p != '\0' && !isdigit((unsigned char)*p))
        p++;
    if (*p == '\0')
        return false;
    double value = 0.0;
    for (; isdigit((unsigned char)*p) || (*p == ',' && isdigit((unsigned char)p[1])); p++)
        if (*p != ',')
            value = value * 10.0 + (*p - '0');
    *f = (figure){value, 0};
    if (*p == '.' && isdigit((unsigned char)p[1]))
        for (p++; isdigit((unsigned char)*p); p++)
            f->value += (*p - '0') / pow(10.0, ++f->decimals);
    *at = p;
    return true;
}

/* Whether a number, shown with the decimals of f, reads as f: as it is, or as a percentage. */
static bool reads_as(double value, const figure *f) {
    const double half = 0.5000001 * pow(10.0, -f->decimals);
    return fabs(fabs(value) - f->value) <= half || fabs(100.0 * fabs(value) - f->value) <= half;
}

static bool cell_reads_as(const gouw_table *table, size_t c, size_t r, const figure *f) {
    const gouw_cell cell = table->cells[c][r];
    if (gouw_cell_missing(table->columns[c].type, cell))
        return false;
    if (table->columns[c].type == GOUW_TEXT) {
        figure inside;
        const char *at = cell.text;
        return next_figure(&at, &inside) && inside.value == f->value;
    }
    /* What is whole is shown whole. */
    if (table->columns[c].type == GOUW_INTEGER)
        return f->decimals == 0 && (double)cell.integer == f->value;
    return reads_as(cell.real, f);
}

/* Whether a figure stands in a row of a region (NULL: any), or counts rows with the same text,
 * or without an entry, in a column. */
static bool is_in(const gouw_table *table, const char *region, const figure *f) {
    for (size_t r = 0; r < table->n_rows; r++) {
        if (region != NULL && strcmp(gouw_table_text(table, r, "region"), region) != 0)
            continue;
        for (size_t c = 0; c < table->n_columns; c++)
            if (cell_reads_as(table, c, r, f))
                return true;
    }
    return false;
}

static bool counts_rows(const gouw_table *table, const figure *f) {
    static const char *const outcomes[] = {"met", "missed", "open", "unobserved"};
    for (size_t i = 0; i <= 4; i++) {
        size_t n = 0;
        for (size_t r = 0; r < table->n_rows; r++) {
            const char *outcome = gouw_table_text(table, r, "outcome");
            n += i == 4 ? outcome == NULL : outcome != NULL && strcmp(outcome, outcomes[i]) == 0;
        }
        if ((double)n == f->value)
            return true;
    }
    return f->value <= (double)table->n_rows;
}

/* The region whose name begins a sentence or is called on in it; NULL if none is. */
static const char *region_in(const gouw_dataset *d, const char *text) {
    for (size_t r = 0; r < d->n_regions; r++)
        if (strstr(text, d->regions[r].name) != NULL)
            return d->regions[r].id;
    return NULL;
}

/* Checks all remarks; returns how many figures were looked up. */
static size_t check_figures(const trial *t, const gouw_dataset *d) {
    size_t n = 0;
    for (size_t i = 0; i < t->results.n_remarks; i++) {
        const char *text = t->results.remarks[i].text, *at = text;
        const char *region = region_in(d, text);
        for (figure f; next_figure(&at, &f); n++) {
            bool found = false;
            for (size_t k = 0; k < t->results.n_tables && !found; k++)
                found = is_in(t->results.tables[k], region, &f);
            const gouw_table *growth = gouw_results_find(&t->results, "growth");
            if (!found && f.decimals == 0 && f.value < 100)
                found = counts_rows(growth, &f);
            if (!found)
                fail_msg("%.*f of \"%s\" is in no table", f.decimals, f.value, text);
        }
    }
    return n;
}

static void test_every_figure_is_in_a_table(void **state) {
    (void)state;
    trial t;
    const gouw_dataset *d = open_shipped(&t);
    assert_true(check_figures(&t, d) > 25);
    close_trial(&t);
    const page_file files[] = {
        {"regions.csv", REGIONS},
        {"targets.csv", TARGETS "a,homes,,,1600,,2035\nb,homes,,,900,,2035\nb,jobs,,,,77,\n"
                                "c,jobs,,,1234,200,2040\na,jobs,,,950,,2020\n"},
        {"forecasts.csv", "region,indicator,year,value,edition\nb,jobs,2025,5123.4,2019-B\n"},
        {"observations.csv",
         OBSERVED "a,homes,2014,1000,\na,homes,2015,1012,\na,homes,2016,1021,\na,homes,2017,1033,\n"
                  "a,homes,2018,1043,\na,homes,2019,1300,\na,homes,2020,1314,\na,homes,2021,1326,\n"
                  "a,homes,2022,1340,\na,homes,2023,1352,\na,homes,2024,1366,\n"
                  "a,jobs,2020,940,\nb,homes,2018,1011.5,\nb,homes,2022,1000.5,\n"
                  "b,homes,2025,990,\nb,jobs,2010,5001,\nb,jobs,2025,5050,\n"
                  "c,jobs,2020,999.5,\nc,jobs,2025,1100.25,\n"},
        {NULL, NULL}};
    t = (trial){.files = {.arena = GOUW_ARENA_INIT}};
    d = fixture_load(&t.files, files);
    run_on(&t, d, "growth");
    assert_true(check_figures(&t, d) > 25);
    close_trial(&t);
}

/* What the page says of growth is what growth said: the finding's sentences, word for word. */
static void test_the_page_says_no_more(void **state) {
    (void)state;
    const page_file files[] = {{"regions.csv", REGIONS},
                               {"targets.csv", TARGETS "a,homes,,,1600,,2035\nb,homes,,,,900,\n"},
                               {"observations.csv",
                                OBSERVED "a,homes,2015,1000,\na,homes,2020,1033,\n"
                                         "a,homes,2025,1066,\nb,homes,2025,5000,\n"},
                               {NULL, NULL}};
    fixture f;
    char expected[1024] = "";
    fixture_open(&f, files, 20260201);
    const report_entry *entry = gouw_report_find(&f.content, "growth");
    assert_non_null(entry);
    for (size_t i = 0; i < entry->results.n_remarks; i++)
        if (entry->results.remarks[i].kind == GOUW_HEADLINE) {
            (void)strcat(expected, *expected == '\0' ? "" : " ");
            (void)strcat(expected, entry->results.remarks[i].text);
        }
    assert_string_equal(fixture_sentence(&f, "growth"), expected);
    fixture_close(&f);
}

/* From the last count, 643,591 in 2025, to 743,591 in 2050. */
static void test_twente(void **state) {
    (void)state;
    trial t;
    (void)open_shipped(&t);
    const gouw_table *growth = gouw_results_find(&t.results, "growth");
    size_t row = 0;
    while (strcmp(gouw_table_text(growth, row, "region"), "twente") != 0)
        row++;
    assert_close(gouw_table_real(growth, row, "required_rate"),
                 pow(743591.0 / 643591.0, 1.0 / 25.0) - 1.0);
    close_trial(&t);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_zero_and_negative_values),
        cmocka_unit_test(test_shrinkage),
        cmocka_unit_test(test_past_years),
        cmocka_unit_test(test_few_observations),
        cmocka_unit_test(test_against_the_past),
        cmocka_unit_test(test_reached_before_its_year),
        cmocka_unit_test(test_path_without_rate),
        cmocka_unit_test(test_unmarked_jump),
        cmocka_unit_test(test_per_inhabitant_and_area),
        cmocka_unit_test(test_ranks_and_their_ranges),
        cmocka_unit_test(test_every_figure_is_in_a_table),
        cmocka_unit_test(test_the_page_says_no_more),
        cmocka_unit_test(test_twente),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
