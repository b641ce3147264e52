/* The parts of the analysis growth. */
#ifndef GOUW_ANALYSIS_GROWTH_H
#define GOUW_ANALYSIS_GROWTH_H

#include "gouw/analysis.h"

enum { GOUW_RECENT_YEARS = 5 };

typedef struct gouw_growth_options {
    int trend;            /* gouw_trend_method */
    const char *horizons; /* years, separated by commas */
    const char *scenario; /* percent a year, separated by commas; NULL = none */
    int64_t pause_years;
} gouw_growth_options;

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

#endif
