/* What each target asks per year, against what happened.
 *
 * The start of a rate needs a date: the stated baseline with its year, else the last observation.
 * The target's level is the stated target, else start + change. A target without a year is never
 * given one. Trend: stat/trend.h.
 */
#include "analysis/growth.h"

#include <math.h>

#include "analysis/series.h"
#include "base/i18n.h"
#include "stat/ratio.h"

static const gouw_option options[] = {
    GOUW_TREND_OPTION(gouw_growth_options),
    {.kind = GOUW_OPTION_TEXT,
     .name = "horizons",
     .offset = offsetof(gouw_growth_options, horizons),
     .value_default = "2035,2040,2050",
     .argument = N_("YEARS"),
     .help = N_("the years for which a target without a year is worked out")},
    {.kind = GOUW_OPTION_TEXT,
     .name = "scenario",
     .offset = offsetof(gouw_growth_options, scenario),
     .argument = N_("RATES"),
     .help = N_("growth in percent a year to try, such as 0.5,1")},
    {.kind = GOUW_OPTION_INTEGER,
     .name = "pause",
     .offset = offsetof(gouw_growth_options, pause_years),
     .value_default = "0",
     .minimum = 0,
     .maximum = 100,
     .argument = N_("YEARS"),
     .help = N_("let the scenarios stand still for so many years first")},
};

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
    {"required_rate", GOUW_REAL, "a year", N_("growth rate that the target asks"), GOUW_LOOK_RATE},
    {"observed_rate", GOUW_REAL, "a year", N_("growth rate of the trend"), GOUW_LOOK_RATE},
    {"rate_gap", GOUW_REAL, "a year", N_("required less observed rate"), GOUW_LOOK_RATE},
    {"stretch", GOUW_REAL, "standard errors",
     N_("how far the required rate lies above the observed one, in standard errors of the latter"),
     GOUW_LOOK_ONE},
    {"trend_at_target", GOUW_REAL, "", N_("where past growth, carried on, leads by target_year"),
     GOUW_LOOK_WHOLE},
    {"low80", GOUW_REAL, "", N_("80 percent interval around that: lower end"), GOUW_LOOK_WHOLE},
    {"high80", GOUW_REAL, "", N_("80 percent interval around that: upper end"), GOUW_LOOK_WHOLE},
    {"p_reach", GOUW_REAL, "",
     N_("chance of reaching the target if nothing but past growth went on; new policy is not in "
        "it"),
     GOUW_LOOK_P},
    {"trend_year", GOUW_REAL, "",
     N_("when past growth, carried on, reaches the target; empty if never"), GOUW_LOOK_YEAR},
    {"residual_lag1", GOUW_REAL, "",
     N_("how much one year's deviation from the trend resembles the next one's; above 0.5 the "
        "interval is too narrow"),
     GOUW_LOOK_PLAIN},
    {"outcome", GOUW_TEXT, "",
     N_("met or missed where target_year has been observed; unobserved where it has come without "
        "an observation of that year; else open; empty without a year"),
     GOUW_LOOK_PLAIN},
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

static void set_observed(gouw_table *table, const gouw_series *s) {
    const gouw_observation *first = &s->points[0], *last = &s->points[s->n - 1], *recent = first;
    while (recent->year < last->year - GOUW_RECENT_YEARS)
        recent++;
    gouw_table_set_integer(table, "observed_from", first->year);
    gouw_table_set_integer(table, "observed_to", last->year);
    gouw_table_set_real(table, "observed_per_year", gouw_series_per_year(s, first->year));
    if (recent == last)
        return;
    gouw_table_set_integer(table, "recent_from", recent->year);
    gouw_table_set_real(table, "recent_per_year", gouw_series_per_year(s, recent->year));
}

/* Whether a target lies below where the region comes from. */
static bool falls(const gouw_target *t, const gouw_ask *a, const gouw_series *s) {
    if (!isnan(t->change))
        return t->change < 0.0;
    if (a->baseline_year < t->target_year)
        return a->change < 0.0;
    return s->n > 0 && s->points[0].value > a->target;
}

/* What the observations say of a target's year: "met", "missed", "unobserved" where it has come
 * and gone without an observation, "open" where it is still to come. */
static const char *outcome_of(const gouw_run *run, const gouw_target *t, const gouw_ask *a,
                              const gouw_series *s) {
    if (t->target_year == GOUW_YEAR_NONE || isnan(a->target))
        return NULL;
    for (size_t i = 0; i < s->n; i++) {
        const gouw_observation *o = &s->points[i];
        if (o->year == t->target_year)
            return (falls(t, a, s) ? o->value <= a->target : o->value >= a->target) ? "met"
                                                                                    : "missed";
    }
    const gouw_observation *last = gouw_series_last(s);
    if (last != NULL && t->target_year < last->year)
        return "unobserved";
    int year = GOUW_YEAR_MIN, month, day;
    if (run->as_of != GOUW_DAY_NONE)
        gouw_day_to_civil(run->as_of, &year, &month, &day);
    return t->target_year < year ? "unobserved" : "open";
}

static void set_ask(gouw_table *table, const gouw_target *target, const gouw_ask *a) {
    gouw_table_set_real(table, "baseline", a->baseline);
    gouw_table_set_text(table, "baseline_source", a->baseline_source);
    gouw_table_set_real(table, "target", a->target);
    gouw_table_set_real(table, "change", a->change);
    gouw_table_set_real(table, "stated_change", target->change);
    if (a->baseline_year != GOUW_YEAR_NONE)
        gouw_table_set_integer(table, "baseline_year", a->baseline_year);
    if (target->target_year == GOUW_YEAR_NONE)
        return;
    gouw_table_set_integer(table, "target_year", target->target_year);
    if (a->baseline_year == GOUW_YEAR_NONE || target->target_year <= a->baseline_year)
        return;
    const int32_t years = target->target_year - a->baseline_year;
    gouw_table_set_integer(table, "years", years);
    gouw_table_set_real(table, "per_year", a->change / years);
}

/* The trend, and where it leads; a year that has been observed is not forecast. */
static void set_trend(gouw_table *table, const gouw_target *target, const gouw_ask *a,
                      const gouw_trend *trend) {
    const double required = gouw_ask_rate(a, target->target_year);
    gouw_table_set_real(table, "required_rate", expm1(required));
    gouw_table_set_real(table, "observed_rate", expm1(trend->rate));
    gouw_table_set_real(table, "rate_gap", gouw_rate_gap(required, trend->rate));
    gouw_table_set_real(table, "stretch", gouw_trend_stretch(trend, required));
    gouw_table_set_real(table, "residual_lag1", trend->residual_lag1);
    gouw_table_set_real(table, "trend_year", gouw_trend_year(trend, a->target));
    if (target->target_year == GOUW_YEAR_NONE || !(target->target_year > trend->last_year))
        return;
    double middle, low, high;
    gouw_trend_at(trend, target->target_year, 0.8, &middle, &low, &high);
    gouw_table_set_real(table, "trend_at_target", middle);
    gouw_table_set_real(table, "low80", low);
    gouw_table_set_real(table, "high80", high);
    gouw_table_set_real(
        table, "p_reach",
        gouw_trend_reach(trend, target->target_year, a->target, !(a->change < 0.0)));
}

static gouw_status add_target(const gouw_run *run, const gouw_target *target, gouw_table *table,
                              gouw_error *error) {
    const gouw_dataset *dataset = run->datasets[0];
    const gouw_growth_options *o = run->options;
    const gouw_series s = gouw_series_of(dataset, target->region, target->indicator);
    const gouw_ask a = gouw_ask_of(target, &s);
    gouw_trend trend;
    gouw_status status = gouw_series_trend(&s, (gouw_trend_method)o->trend, run->arena, &trend,
                                           error);
    if (status == GOUW_OK)
        status = gouw_table_add_row(table, error);
    if (status != GOUW_OK)
        return status;
    gouw_table_set_text(table, "region", dataset->regions[target->region].id);
    gouw_table_set_text(table, "indicator", target->indicator);
    set_ask(table, target, &a);
    set_trend(table, target, &a, &trend);
    gouw_table_set_text(table, "outcome", outcome_of(run, target, &a, &s));
    if (s.n > 0)
        set_observed(table, &s);
    return GOUW_OK;
}

static gouw_status run_growth(const gouw_run *run, gouw_results *results, gouw_error *error) {
    const gouw_dataset *dataset = run->datasets[0];
    gouw_table *table;
    gouw_status status = gouw_results_add(results, &growth_spec, &table, error);
    for (size_t i = 0; i < dataset->n_targets && status == GOUW_OK; i++)
        status = add_target(run, &dataset->targets[i], table, error);
    if (status == GOUW_OK)
        status = gouw_growth_horizons(run, results, error);
    if (status == GOUW_OK)
        status = gouw_growth_scenarios(run, results, error);
    if (status == GOUW_OK)
        status = gouw_growth_say(run, table, results, error);
    if (status == GOUW_OK)
        status = gouw_growth_ranking(run, table, results, error);
    if (status == GOUW_OK)
        status = gouw_growth_jumps(run, results, error);
    if (status == GOUW_OK)
        status = gouw_growth_forecasts(run, results, error);
    return status == GOUW_OK ? gouw_growth_warn(run, table, results, error) : status;
}

static const gouw_table_spec *const tables[] = {&growth_spec,
                                                &gouw_growth_horizon_spec,
                                                &gouw_growth_scenario_spec,
                                                &gouw_growth_ranking_spec,
                                                &gouw_growth_jump_spec,
                                                &gouw_growth_forecast_spec};

const gouw_analysis gouw_analysis_growth = {
    .name = "growth",
    .summary = N_("Say what each growth target asks per year, against what happened"),
    .details = N_("Rates start from the stated baseline where it has a year, else from the last "
                  "observation; baseline_source says which. A target without a year is not given "
                  "one: growth_horizons works it out for several. The trend is a random walk "
                  "with drift unless --trend says otherwise; steps across a break in the series "
                  "are left out. growth_scenarios carries past growth, that of the last five "
                  "years and the rates of --scenario on, after a --pause if asked: the level stays "
                  "at the baseline for so many years, then grows. growth_ranking sets the targets "
                  "beside each other; growth_jumps lists steps that may be unmarked breaks."),
    .needs = GOUW_HAS_TARGETS,
    .n_datasets = 1,
    .options = options,
    .n_options = sizeof options / sizeof *options,
    .options_size = sizeof(gouw_growth_options),
    .tables = tables,
    .n_tables = sizeof tables / sizeof *tables,
    .chart = "growth",
    .section = GOUW_SECTION_GROWTH,
    .run = run_growth,
};
