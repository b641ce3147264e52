/* The parts of the analysis growth. */
#ifndef GOUW_ANALYSIS_GROWTH_H
#define GOUW_ANALYSIS_GROWTH_H

#include "analysis/series.h"
#include "gouw/analysis.h"

enum { GOUW_RECENT_YEARS = 5 };

typedef struct gouw_growth_options {
    int trend;            /* gouw_trend_method */
    const char *horizons; /* years, separated by commas */
    const char *scenario; /* percent a year, separated by commas; NULL = none */
    int64_t pause_years;
} gouw_growth_options;

/* One target with what is known of it. */
typedef struct gouw_growth_subject {
    const gouw_target *target;
    gouw_series series;
    gouw_ask ask;
    gouw_trend trend;
} gouw_growth_subject;

gouw_status gouw_growth_look_at(const gouw_run *run, const gouw_target *target,
                                gouw_growth_subject *subject, gouw_error *error);

/* Whether the target of a row of the main table has a year to come and a past series, and is still
 * ahead; with rates: and both rates are known. */
bool gouw_growth_is_ahead(const gouw_table *table, size_t row, bool with_rates);

/* Each target beside the others: per inhabitant, per km2, of the stock, and its rank among those
 * of the same indicator. table is the main one. */
extern const gouw_table_spec gouw_growth_ranking_spec;
gouw_status gouw_growth_ranking(const gouw_run *run, const gouw_table *table, gouw_results *results,
                                gouw_error *error);

/* Unmarked jumps in the series of the targets, said and listed; no table where there are none. */
extern const gouw_table_spec gouw_growth_jump_spec;
gouw_status gouw_growth_jumps(const gouw_run *run, gouw_results *results, gouw_error *error);

/* What a target without a year asks, for each year of --horizons. */
extern const gouw_table_spec gouw_growth_horizon_spec;
gouw_status gouw_growth_horizons(const gouw_run *run, gouw_results *results, gouw_error *error);

/* Where past growth, recent growth and the rates of --scenario lead, after --pause. */
extern const gouw_table_spec gouw_growth_scenario_spec;
gouw_status gouw_growth_scenarios(const gouw_run *run, gouw_results *results, gouw_error *error);

/* Older forecasts beside what was counted since; no table where there are none. */
extern const gouw_table_spec gouw_growth_forecast_spec;
gouw_status gouw_growth_forecasts(const gouw_run *run, gouw_results *results, gouw_error *error);

/* The sentences about the main table, and what has to stand beside them. */
gouw_status gouw_growth_say(const gouw_run *run, const gouw_table *table, gouw_results *results,
                            gouw_error *error);

/* Warnings and notes on the main table. */
gouw_status gouw_growth_warn(const gouw_run *run, const gouw_table *table, gouw_results *results,
                             gouw_error *error);

#endif
