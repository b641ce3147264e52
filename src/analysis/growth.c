/* What each target asks per year, against what happened.
 *
 * The start of a rate needs a date: the stated baseline with its year, else the last observation.
 * The target's level is the stated target, else start + change. A target without a year is never
 * given one. Trend: stat/trend.h.
 */
#include <math.h>
#include <string.h>

#include "base/i18n.h"
#include "gouw/analysis.h"
#include "gouw/number.h"
#include "gouw/text.h"
#include "stat/trend.h"

enum { RECENT_YEARS = 5 };

static const gouw_column columns[] = {
    {"region", GOUW_TEXT, "", N_("region id"), GOUW_LOOK_PLAIN},
    {"indicator", GOUW_TEXT, "", N_("what is counted"), GOUW_LOOK_PLAIN},
    {"baseline", GOUW_REAL, "", N_("where the growth starts from"), GOUW_LOOK_WHOLE},
    {"baseline_year", GOUW_INTEGER, "", N_("the year of the baseline"), GOUW_LOOK_PLAIN},
    {"baseline_source", GOUW_TEXT, "",
     N_("stated, observed (the last observation), or implied (target less change; no year)"),
     GOUW_LOOK_PLAIN},
    {"target", GOUW_REAL, "", N_("the level to reach: as stated, else baseline plus change"),
     GOUW_LOOK_WHOLE},
    {"change", GOUW_REAL, "", N_("from baseline to target"), GOUW_LOOK_WHOLE},
    {"target_year", GOUW_INTEGER, "", N_("as stated; empty where no year is stated"),
     GOUW_LOOK_PLAIN},
    {"years", GOUW_INTEGER, "years", N_("from baseline year to target year"), GOUW_LOOK_PLAIN},
    {"per_year", GOUW_REAL, "a year", N_("change a year that the target asks"), GOUW_LOOK_WHOLE},
    {"observed_per_year", GOUW_REAL, "a year", N_("change a year over the whole series"),
     GOUW_LOOK_WHOLE},
    {"recent_per_year", GOUW_REAL, "a year", N_("change a year over its last five years"),
     GOUW_LOOK_WHOLE},
    {"required_rate", GOUW_REAL, "a year", N_("growth rate that the target asks"),
     GOUW_LOOK_PERCENT},
    {"observed_rate", GOUW_REAL, "a year", N_("growth rate of the trend"), GOUW_LOOK_PERCENT},
    {"rate_gap", GOUW_REAL, "a year", N_("required less observed rate"), GOUW_LOOK_PERCENT},
    {"stated_change", GOUW_REAL, "", N_("the change as the source states it"), GOUW_LOOK_WHOLE},
    {"observed_from", GOUW_INTEGER, "", N_("first year of the series"), GOUW_LOOK_PLAIN},
    {"observed_to", GOUW_INTEGER, "", N_("last year of the series"), GOUW_LOOK_PLAIN},
    {"recent_from", GOUW_INTEGER, "", N_("first year of that period"), GOUW_LOOK_PLAIN},
};
static const gouw_table_spec growth_spec = {
    .name = "growth",
    .title = N_("What each target asks, against what happened"),
    .columns = columns,
    .n_columns = sizeof columns / sizeof columns[0]};

/* The observations of one region and indicator: a run of the sorted array. */
typedef struct series {
    const gouw_observation *points;
    size_t n;
} series;

static series find_series(const gouw_dataset *dataset, const gouw_target *target) {
    series found = {.points = NULL, .n = 0};
    for (size_t i = 0; i < dataset->n_observations; i++) {
        const gouw_observation *o = &dataset->observations[i];
        if (o->region != target->region || strcmp(o->indicator, target->indicator) != 0)
            continue;
        if (found.n == 0)
            found.points = o;
        found.n++;
    }
    return found;
}

typedef struct ask {
    double baseline, target, change;
    int32_t baseline_year;
    const char *baseline_source;
} ask;

/* What the target asks, from what it states and the last observation. */
static ask find_ask(const gouw_target *t, const series *s) {
    ask a = {.baseline = NAN,
             .target = t->target,
             .change = t->change,
             .baseline_year = GOUW_YEAR_NONE,
             .baseline_source = NULL};
    if (!isnan(t->baseline) && t->baseline_year != GOUW_YEAR_NONE) {
        a.baseline = t->baseline;
        a.baseline_year = t->baseline_year;
        a.baseline_source = "stated";
    } else if (s->n > 0) {
        a.baseline = s->points[s->n - 1].value;
        a.baseline_year = s->points[s->n - 1].year;
        a.baseline_source = "observed";
    } else if (!isnan(t->baseline)) {
        a.baseline = t->baseline;
        a.baseline_source = "stated";
    } else if (!isnan(t->target) && !isnan(t->change)) {
        a.baseline = t->target - t->change;
        a.baseline_source = "implied";
    }
    if (isnan(a.target) && !isnan(a.baseline))
        a.target = a.baseline + t->change;
    if (!isnan(a.target) && !isnan(a.baseline))
        a.change = a.target - a.baseline;
    return a;
}

static void set_observed(gouw_table *table, const series *s) {
    const gouw_observation *first = &s->points[0], *last = &s->points[s->n - 1];
    gouw_table_set_integer(table, "observed_from", first->year);
    gouw_table_set_integer(table, "observed_to", last->year);
    if (s->n < 2)
        return;
    gouw_table_set_real(table, "observed_per_year",
                        (last->value - first->value) / (last->year - first->year));
    const gouw_observation *recent = first;
    while (recent->year < last->year - RECENT_YEARS)
        recent++;
    if (recent == last)
        return;
    gouw_table_set_integer(table, "recent_from", recent->year);
    gouw_table_set_real(table, "recent_per_year",
                        (last->value - recent->value) / (last->year - recent->year));
}

static double required_rate(const ask *a, int32_t years) {
    if (years <= 0 || !(a->baseline > 0) || !(a->target > 0))
        return NAN;
    return expm1(log(a->target / a->baseline) / years);
}

static gouw_status observed_rate(const gouw_run *run, const series *s, double *rate,
                                 gouw_error *error) {
    *rate = NAN;
    gouw_trend_point *points = gouw_arena_array(run->arena, s->n, sizeof *points);
    if (points == NULL)
        return gouw_fail_memory(error, s->n * sizeof *points);
    for (size_t i = 0; i < s->n; i++)
        points[i] = (gouw_trend_point){
            .year = s->points[i].year, .value = s->points[i].value, .breaks = s->points[i].breaks};
    gouw_trend trend;
    const gouw_status status = gouw_trend_fit(GOUW_TREND_DRIFT, points, s->n, &trend, error);
    if (status == GOUW_OK)
        *rate = expm1(trend.rate);
    return status;
}

static gouw_status add_target(const gouw_run *run, const gouw_target *target, gouw_table *table,
                              gouw_error *error) {
    const gouw_dataset *dataset = run->datasets[0];
    const series s = find_series(dataset, target);
    const ask a = find_ask(target, &s);
    gouw_status status = gouw_table_add_row(table, error);
    if (status != GOUW_OK)
        return status;
    gouw_table_set_text(table, "region", dataset->regions[target->region].id);
    gouw_table_set_text(table, "indicator", target->indicator);
    gouw_table_set_real(table, "baseline", a.baseline);
    gouw_table_set_text(table, "baseline_source", a.baseline_source);
    gouw_table_set_real(table, "target", a.target);
    gouw_table_set_real(table, "change", a.change);
    gouw_table_set_real(table, "stated_change", target->change);
    if (a.baseline_year != GOUW_YEAR_NONE)
        gouw_table_set_integer(table, "baseline_year", a.baseline_year);
    double required = NAN, observed = NAN;
    if (target->target_year != GOUW_YEAR_NONE) {
        gouw_table_set_integer(table, "target_year", target->target_year);
        if (a.baseline_year != GOUW_YEAR_NONE && target->target_year > a.baseline_year) {
            const int32_t years = target->target_year - a.baseline_year;
            gouw_table_set_integer(table, "years", years);
            gouw_table_set_real(table, "per_year", a.change / years);
            required = required_rate(&a, years);
        }
    }
    if (s.n > 0) {
        set_observed(table, &s);
        status = observed_rate(run, &s, &observed, error);
    }
    gouw_table_set_real(table, "required_rate", required);
    gouw_table_set_real(table, "observed_rate", observed);
    gouw_table_set_real(table, "rate_gap", required - observed);
    return status;
}

/* A stated change that does not fit the last observation is said, not mended. */
static gouw_status add_mismatch(const gouw_run *run, const gouw_table *table, size_t r,
                                gouw_results *results, gouw_error *error) {
    char level[GOUW_NUMBER_TEXT], start[GOUW_NUMBER_TEXT], change[GOUW_NUMBER_TEXT],
        stated[GOUW_NUMBER_TEXT];
    const gouw_target *t = &run->datasets[0]->targets[r];
    const double actual = gouw_table_real(table, r, "change");
    if (isnan(t->target) || isnan(t->change) || isnan(actual) || actual == t->change)
        return GOUW_OK;
    return gouw_results_remark(
        results, error, GOUW_NOTE,
        _("%s: %s %s is %s more than the %s of %d; the source speaks of %s more"),
        run->datasets[0]->regions[t->region].name, gouw_number_grouped(t->target, 0, level),
        t->indicator, gouw_number_grouped(actual, 0, change),
        gouw_number_grouped(gouw_table_real(table, r, "baseline"), 0, start),
        (int)gouw_table_integer(table, r, "baseline_year"),
        gouw_number_grouped(t->change, 0, stated));
}

/* One sentence a target that has both a year and a past; the others are counted. */
static gouw_status add_headline(const gouw_run *run, const gouw_table *table, gouw_results *results,
                                gouw_error *error) {
    size_t comparable = 0, undated = 0;
    gouw_status status = GOUW_OK;
    for (size_t r = 0; r < table->n_rows && status == GOUW_OK; r++) {
        char asked[GOUW_NUMBER_TEXT], seen[GOUW_NUMBER_TEXT], recent[GOUW_NUMBER_TEXT];
        const double per_year = gouw_table_real(table, r, "per_year");
        const double observed = gouw_table_real(table, r, "observed_per_year");
        const double lately = gouw_table_real(table, r, "recent_per_year");
        undated += gouw_table_integer(table, r, "target_year") == GOUW_INTEGER_NONE;
        status = add_mismatch(run, table, r, results, error);
        if (status != GOUW_OK || isnan(per_year) || isnan(observed) || isnan(lately))
            continue;
        comparable++;
        const uint32_t region = run->datasets[0]->targets[r].region;
        status = gouw_results_remark(
            results, error, GOUW_HEADLINE,
            _("To reach its target, %s must add %s %s a year until %d, against %s a year in "
              "%d-%d and %s in %d-%d."),
            run->datasets[0]->regions[region].name, gouw_number_grouped(per_year, 0, asked),
            gouw_table_text(table, r, "indicator"),
            (int)gouw_table_integer(table, r, "target_year"),
            gouw_number_grouped(observed, 0, seen),
            (int)gouw_table_integer(table, r, "observed_from"),
            (int)gouw_table_integer(table, r, "observed_to"),
            gouw_number_grouped(lately, 0, recent),
            (int)gouw_table_integer(table, r, "recent_from"),
            (int)gouw_table_integer(table, r, "observed_to"));
    }
    if (status == GOUW_OK && comparable == 0)
        status = gouw_results_remark(results, error, GOUW_HEADLINE,
                                     _("No target has both a year and a past series."));
    if (status == GOUW_OK && undated > 0)
        status = gouw_results_remark(results, error, GOUW_HEADLINE,
                                     gouw_text_count(N_("%zu other target states no year."),
                                                     N_("%zu other targets state no year."),
                                                     undated),
                                     undated);
    return status;
}

static gouw_status run_growth(const gouw_run *run, gouw_results *results, gouw_error *error) {
    const gouw_dataset *dataset = run->datasets[0];
    gouw_table *table;
    gouw_status status = gouw_results_add(results, &growth_spec, &table, error);
    for (size_t i = 0; i < dataset->n_targets && status == GOUW_OK; i++)
        status = add_target(run, &dataset->targets[i], table, error);
    return status == GOUW_OK ? add_headline(run, table, results, error) : status;
}

static const gouw_table_spec *const tables[] = {&growth_spec};

const gouw_analysis gouw_analysis_growth = {
    .name = "growth",
    .summary = N_("Say what each growth target asks per year, against what happened"),
    .details = N_("Rates start from the stated baseline where it has a year, else from the last "
                  "observation; baseline_source says which. A target without a year is not given "
                  "one. The observed rate is that of a random walk with drift over the whole "
                  "series."),
    .needs = GOUW_HAS_TARGETS,
    .n_datasets = 1,
    .tables = tables,
    .n_tables = 1,
    .chart = "growth",
    .section = GOUW_SECTION_GROWTH,
    .run = run_growth,
};
