/* Series of observations, what a target asks of them, and their trend: shared by growth and
 * trajectories. */
#ifndef GOUW_ANALYSIS_SERIES_H
#define GOUW_ANALYSIS_SERIES_H

#include "gouw/analysis.h"
#include "stat/trend.h"

/* The observations of one region and indicator: a run of the dataset's sorted array. */
typedef struct gouw_series {
    const gouw_observation *points;
    size_t n;
} gouw_series;

gouw_series gouw_series_of(const gouw_dataset *dataset, uint32_t region, const char *indicator);

/* The change a year over the comparable steps that begin in from or later; NaN without any. */
double gouw_series_per_year(const gouw_series *series, int32_t from);

/* The last observation; NULL without any. */
const gouw_observation *gouw_series_last(const gouw_series *series);

/* The observations as the numerics take them, in arena; NULL when memory is out. */
gouw_trend_point *gouw_series_points(const gouw_series *series, gouw_arena *arena);

gouw_status gouw_series_trend(const gouw_series *series, gouw_trend_method method,
                              gouw_arena *arena, gouw_trend *trend, gouw_error *error);

/* What a target asks, from what it states and the last observation. The level is the stated
 * target, else start + change; what cannot be known is NaN or GOUW_YEAR_NONE. */
typedef struct gouw_ask {
    double baseline, target, change;
    int32_t baseline_year;
    const char *baseline_source; /* stated, observed, implied; NULL = no baseline */
    bool rateless;               /* a level or an observation of 0 or less: no growth rate */
} gouw_ask;

gouw_ask gouw_ask_of(const gouw_target *target, const gouw_series *series);

/* Where a steady path from the baseline to the target by target_year is in a year: a constant
 * rate, or where there is none a straight line; NaN without a dated baseline at or before it. */
double gouw_ask_path(const gouw_ask *ask, int32_t target_year, int32_t year);

/* The growth of ln(value) a year that leads from the baseline to the target by that year; NaN
 * without a dated baseline before it, or with values that have no logarithm. */
double gouw_ask_rate(const gouw_ask *ask, int32_t year);

/* The option --trend, for a struct with an int trend (a gouw_trend_method). */
extern const char *const gouw_trend_choices[];
#define GOUW_TREND_OPTION(options_struct)                                                          \
    {                                                                                              \
        .kind = GOUW_OPTION_CHOICE, .name = "trend", .offset = offsetof(options_struct, trend),    \
        .value_default = "drift", .choices = gouw_trend_choices, .argument = N_("METHOD"),         \
        .help = N_("drift, loglinear or robust: how past growth is carried on")                    \
    }

/* Reads "2035,2040,2050" into values, in arena. GOUW_EUSAGE with the part that is no number
 * between minimum and maximum. name is the option's. */
gouw_status gouw_read_numbers(const char *name, const char *text, double minimum, double maximum,
                              gouw_arena *arena, double **values, size_t *n, gouw_error *error);

#endif
