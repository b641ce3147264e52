/* Beyond the targets as stated: horizons for those without a year, and what-if scenarios.
 *
 * A scenario starts at the baseline, stands still for the pause, then grows at its rate:
 *
 *     level(year) = baseline (1 + rate)^max(0, year - baseline_year - pause)
 */
#include <math.h>

#include "analysis/growth.h"
#include "analysis/series.h"
#include "base/i18n.h"
#include "stat/ratio.h"

static const gouw_column horizon_columns[] = {
    {"region", GOUW_TEXT, "", N_("region id"), GOUW_LOOK_PLAIN},
    {"indicator", GOUW_TEXT, "", N_("what is counted"), GOUW_LOOK_PLAIN},
    {"baseline", GOUW_REAL, "", N_("where the growth starts from"), GOUW_LOOK_WHOLE},
    {"baseline_year", GOUW_INTEGER, "", N_("the year of the baseline"), GOUW_LOOK_PLAIN},
    {"target", GOUW_REAL, "", N_("the level to reach"), GOUW_LOOK_WHOLE},
    {"horizon", GOUW_INTEGER, "", N_("a year to reach it in; the source states none"),
     GOUW_LOOK_PLAIN},
    {"per_year", GOUW_REAL, "a year", N_("change a year that this asks"), GOUW_LOOK_WHOLE},
    {"required_rate", GOUW_REAL, "a year", N_("growth rate that this asks"), GOUW_LOOK_RATE},
    {"observed_rate", GOUW_REAL, "a year", N_("growth rate of the trend"), GOUW_LOOK_RATE},
    {"stretch", GOUW_REAL, "standard errors",
     N_("how far the required rate lies above the observed one"), GOUW_LOOK_ONE},
};
const gouw_table_spec gouw_growth_horizon_spec = {
    .name = "growth_horizons",
    .title = N_("What a target without a year asks, by the year it is met in"),
    .columns = horizon_columns,
    .n_columns = sizeof horizon_columns / sizeof *horizon_columns};

static const gouw_column scenario_columns[] = {
    {"region", GOUW_TEXT, "", N_("region id"), GOUW_LOOK_PLAIN},
    {"indicator", GOUW_TEXT, "", N_("what is counted"), GOUW_LOOK_PLAIN},
    {"scenario", GOUW_TEXT, "", N_("past (the trend), recent (the last five years) or given"),
     GOUW_LOOK_PLAIN},
    {"rate", GOUW_REAL, "a year", N_("its growth rate"), GOUW_LOOK_RATE},
    {"pause", GOUW_INTEGER, "years", N_("years without growth before it starts"), GOUW_LOOK_PLAIN},
    {"target", GOUW_REAL, "", N_("the level to reach"), GOUW_LOOK_WHOLE},
    {"target_year", GOUW_INTEGER, "", N_("as stated; empty where no year is stated"),
     GOUW_LOOK_PLAIN},
    {"level", GOUW_REAL, "", N_("where it leads by target_year"), GOUW_LOOK_WHOLE},
    {"shortfall", GOUW_REAL, "", N_("target less that level"), GOUW_LOOK_WHOLE},
    {"year_reached", GOUW_REAL, "",
     N_("when it reaches the target: the baseline's year if the baseline is there already; "
        "empty if never"),
     GOUW_LOOK_YEAR},
    {"required_rate", GOUW_REAL, "a year", N_("growth rate that the target asks after the pause"),
     GOUW_LOOK_RATE},
};
const gouw_table_spec gouw_growth_scenario_spec = {
    .name = "growth_scenarios",
    .title = N_("Where the region comes out at other rates of growth"),
    .columns = scenario_columns,
    .n_columns = sizeof scenario_columns / sizeof *scenario_columns};

gouw_status gouw_growth_look_at(const gouw_run *run, const gouw_target *target,
                                gouw_growth_subject *subject, gouw_error *error) {
    const gouw_growth_options *o = run->options;
    subject->target = target;
    subject->series = gouw_series_of(run->datasets[0], target->region, target->indicator);
    subject->ask = gouw_ask_of(target, &subject->series);
    return gouw_series_trend(&subject->series, (gouw_trend_method)o->trend, run->arena,
                             &subject->trend, error);
}

static void set_subject(gouw_table *table, const gouw_dataset *d, const gouw_growth_subject *s) {
    gouw_table_set_text(table, "region", d->regions[s->target->region].id);
    gouw_table_set_text(table, "indicator", s->target->indicator);
    gouw_table_set_real(table, "target", s->ask.target);
}

static gouw_status add_horizon(const gouw_dataset *d, const gouw_growth_subject *s, int32_t year,
                               gouw_table *table, gouw_error *error) {
    const gouw_status status = gouw_table_add_row(table, error);
    if (status != GOUW_OK)
        return status;
    const double required = gouw_ask_rate(&s->ask, year);
    set_subject(table, d, s);
    gouw_table_set_real(table, "baseline", s->ask.baseline);
    gouw_table_set_integer(table, "horizon", year);
    gouw_table_set_real(table, "required_rate", expm1(required));
    gouw_table_set_real(table, "observed_rate", expm1(s->trend.rate));
    gouw_table_set_real(table, "stretch", gouw_trend_stretch(&s->trend, required));
    if (s->ask.baseline_year == GOUW_YEAR_NONE)
        return GOUW_OK;
    gouw_table_set_integer(table, "baseline_year", s->ask.baseline_year);
    if (year > s->ask.baseline_year)
        gouw_table_set_real(table, "per_year", s->ask.change / (year - s->ask.baseline_year));
    return GOUW_OK;
}

gouw_status gouw_growth_horizons(const gouw_run *run, gouw_results *results, gouw_error *error) {
    const gouw_dataset *d = run->datasets[0];
    const gouw_growth_options *o = run->options;
    gouw_table *table;
    double *years;
    size_t n;
    gouw_status status = gouw_read_numbers("horizons", o->horizons, GOUW_YEAR_MIN, GOUW_YEAR_MAX,
                                           run->arena, &years, &n, error);
    if (status == GOUW_OK)
        status = gouw_results_add(results, &gouw_growth_horizon_spec, &table, error);
    for (size_t i = 0; i < d->n_targets && status == GOUW_OK; i++) {
        gouw_growth_subject s;
        if (d->targets[i].target_year != GOUW_YEAR_NONE)
            continue;
        status = gouw_growth_look_at(run, &d->targets[i], &s, error);
        for (size_t k = 0; k < n && status == GOUW_OK; k++)
            status = add_horizon(d, &s, (int32_t)years[k], table, error);
    }
    return status;
}

typedef struct scenario {
    const char *name;
    double rate; /* of ln(value) a year */
    int32_t pause;
} scenario;

static void set_target_year(gouw_table *table, const gouw_growth_subject *s, const scenario *what) {
    const gouw_ask *a = &s->ask;
    const int32_t year = s->target->target_year;
    if (year == GOUW_YEAR_NONE)
        return;
    gouw_table_set_integer(table, "target_year", year);
    if (year <= a->baseline_year)
        return;
    const double growing = fmax(0.0, (double)year - a->baseline_year - what->pause);
    gouw_table_set_real(table, "level", a->baseline * exp(what->rate * growing));
    gouw_table_set_real(table, "shortfall", a->change - a->baseline * expm1(what->rate * growing));
    if (growing > 0.0)
        gouw_table_set_real(table, "required_rate",
                            expm1(gouw_log_ratio(a->target, a->baseline) / growing));
}

/* When a scenario comes to the target; NaN if never. A baseline at the target, or beyond it in the
 * direction that the source states, is there from the start, wherever it goes from there. */
static double year_reached(const gouw_growth_subject *s, const scenario *what) {
    const gouw_ask *a = &s->ask;
    if (a->change == 0.0 || s->target->change * a->change < 0.0)
        return (double)a->baseline_year;
    const double growing = gouw_log_ratio(a->target, a->baseline) / what->rate;
    const double year = a->baseline_year + what->pause + growing;
    return growing > 0.0 && year <= GOUW_YEAR_MAX ? year : (double)NAN;
}

static gouw_status add_scenario(const gouw_dataset *d, const gouw_growth_subject *s,
                                const scenario *what, gouw_table *table, gouw_error *error) {
    const gouw_ask *a = &s->ask;
    if (isnan(what->rate) || a->baseline_year == GOUW_YEAR_NONE || isnan(a->target) || a->rateless)
        return GOUW_OK;
    const gouw_status status = gouw_table_add_row(table, error);
    if (status != GOUW_OK)
        return status;
    set_subject(table, d, s);
    gouw_table_set_text(table, "scenario", what->name);
    gouw_table_set_real(table, "rate", expm1(what->rate));
    gouw_table_set_integer(table, "pause", what->pause);
    set_target_year(table, s, what);
    gouw_table_set_real(table, "year_reached", year_reached(s, what));
    return GOUW_OK;
}

/* The rate over the comparable steps of the last years. */
static gouw_status recent_rate(const gouw_run *run, const gouw_growth_subject *s, double *rate,
                               gouw_error *error) {
    gouw_series recent = s->series;
    gouw_trend trend;
    while (recent.n > 0 &&
           recent.points->year < s->series.points[s->series.n - 1].year - GOUW_RECENT_YEARS) {
        recent.points++;
        recent.n--;
    }
    const gouw_status status = gouw_series_trend(&recent, GOUW_TREND_DRIFT, run->arena, &trend,
                                                 error);
    *rate = status == GOUW_OK ? trend.rate : (double)NAN;
    return status;
}

static gouw_status add_scenarios(const gouw_run *run, const gouw_growth_subject *s,
                                 const double *given, size_t n_given, gouw_table *table,
                                 gouw_error *error) {
    const gouw_dataset *d = run->datasets[0];
    const gouw_growth_options *o = run->options;
    const int32_t pause = (int32_t)o->pause_years;
    scenario what = {"past", s->trend.rate, pause};
    gouw_status status = add_scenario(d, s, &what, table, error);
    what.name = "recent";
    if (status == GOUW_OK)
        status = recent_rate(run, s, &what.rate, error);
    if (status == GOUW_OK)
        status = add_scenario(d, s, &what, table, error);
    what.name = "given";
    for (size_t k = 0; k < n_given && status == GOUW_OK; k++) {
        what.rate = log1p(given[k] / 100.0);
        status = add_scenario(d, s, &what, table, error);
    }
    return status;
}

gouw_status gouw_growth_scenarios(const gouw_run *run, gouw_results *results, gouw_error *error) {
    const gouw_dataset *d = run->datasets[0];
    const gouw_growth_options *o = run->options;
    gouw_table *table;
    double *rates;
    size_t n;
    gouw_status status = gouw_read_numbers("scenario", o->scenario != NULL ? o->scenario : "", -99,
                                           1000, run->arena, &rates, &n, error);
    if (status == GOUW_OK)
        status = gouw_results_add(results, &gouw_growth_scenario_spec, &table, error);
    for (size_t i = 0; i < d->n_targets && status == GOUW_OK; i++) {
        gouw_growth_subject s;
        status = gouw_growth_look_at(run, &d->targets[i], &s, error);
        if (status == GOUW_OK)
            status = add_scenarios(run, &s, rates, n, table, error);
    }
    return status;
}
