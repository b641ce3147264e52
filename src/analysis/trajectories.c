/* Each series year by year: what was observed, where past growth leads, what the target asks and
 * what a forecast says. Made to be drawn: a row for every year that has any of these.
 */
#include <math.h>
#include <string.h>

#include "analysis/by_region.h"
#include "analysis/series.h"
#include "base/i18n.h"
#include "stat/jumps.h"

typedef struct trajectory_options {
    int trend;
    int64_t until;
} trajectory_options;

enum { YEARS_AHEAD = 10 };

static const gouw_option options[] = {
    GOUW_TREND_OPTION(trajectory_options),
    {.kind = GOUW_OPTION_INTEGER,
     .name = "until",
     .offset = offsetof(trajectory_options, until),
     .value_default = "0",
     .minimum = 0,
     .maximum = GOUW_YEAR_MAX,
     .argument = N_("YEAR"),
     .help = N_("the last year; 0: the last target or forecast of the series, or its last "
                "observation where its target's year has come, else ten years ahead")},
};

static const gouw_column columns[] = {
    {"region", GOUW_TEXT, "", N_("region id"), GOUW_LOOK_PLAIN},
    {"indicator", GOUW_TEXT, "", N_("what is counted"), GOUW_LOOK_PLAIN},
    {"year", GOUW_INTEGER, "", N_("the year"), GOUW_LOOK_PLAIN},
    {"observed", GOUW_REAL, "", N_("the observation of that year"), GOUW_LOOK_WHOLE},
    {"trend", GOUW_REAL, "", N_("past growth carried on; for a fitted trend its line too"),
     GOUW_LOOK_WHOLE},
    {"low80", GOUW_REAL, "", N_("80 percent interval: lower end"), GOUW_LOOK_WHOLE},
    {"high80", GOUW_REAL, "", N_("80 percent interval: upper end"), GOUW_LOOK_WHOLE},
    {"low95", GOUW_REAL, "", N_("95 percent interval: lower end"), GOUW_LOOK_WHOLE},
    {"high95", GOUW_REAL, "", N_("95 percent interval: upper end"), GOUW_LOOK_WHOLE},
    {"required", GOUW_REAL, "",
     N_("steady growth from the baseline to the target; a straight line where values of 0 or less "
        "have no rate"),
     GOUW_LOOK_WHOLE},
    {"forecast", GOUW_REAL, "", N_("the forecast of the newest edition"), GOUW_LOOK_WHOLE},
    {"step", GOUW_TEXT, "",
     N_("break where the observation is not comparable with the one before; jump where nothing "
        "says so but a robust fit to the other steps doubts it; else empty"),
     GOUW_LOOK_PLAIN},
};
static const gouw_table_spec trajectory_spec = {.name = "trajectories",
                                                .title = N_("Past growth carried on, year by year"),
                                                .columns = columns,
                                                .n_columns = sizeof columns / sizeof *columns};

/* One region and indicator, with everything that is drawn of it. */
typedef struct subject {
    const gouw_dataset *dataset;
    const gouw_by_region *targets, *forecasts;
    uint32_t region;
    const char *indicator;
    gouw_series series;
    gouw_trend trend;
    gouw_jump *jumps;
    size_t n_jumps;
    int32_t comparable_from; /* the first year of the last run of comparable observations */
} subject;

/* The k-th target of the region; NULL: there are no more. */
static const gouw_target *target_at(const subject *s, size_t k) {
    const size_t at = s->targets->start[s->region] + k;
    return at < s->targets->start[s->region + 1] ? &s->dataset->targets[s->targets->rows[at]]
                                                 : NULL;
}

static const gouw_forecast *forecast_at(const subject *s, size_t k) {
    const size_t at = s->forecasts->start[s->region] + k;
    return at < s->forecasts->start[s->region + 1] ? &s->dataset->forecasts[s->forecasts->rows[at]]
                                                   : NULL;
}

static bool is_of(const subject *s, const char *indicator) {
    return strcmp(s->indicator, indicator) == 0;
}

static double observed_in(const subject *s, int32_t year) {
    for (size_t i = 0; i < s->series.n; i++)
        if (s->series.points[i].year == year)
            return s->series.points[i].value;
    return (double)NAN;
}

/* How the observation of a year joins the one before; NULL where there is nothing to say. */
static const char *step_to(const subject *s, int32_t year) {
    for (size_t i = 1; i < s->series.n; i++)
        if (s->series.points[i].year == year && s->series.points[i].breaks)
            return "break";
    for (size_t i = 0; i < s->n_jumps; i++)
        if (s->series.points[s->jumps[i].point].year == year)
            return "jump";
    return NULL;
}

/* Of several editions the newest, by name. */
static double forecast_in(const subject *s, int32_t year) {
    const gouw_forecast *best = NULL, *f;
    for (size_t k = 0; (f = forecast_at(s, k)) != NULL; k++) {
        if (f->year != year || !is_of(s, f->indicator))
            continue;
        if (best == NULL || best->edition == NULL ||
            (f->edition != NULL && strcmp(f->edition, best->edition) > 0))
            best = f;
    }
    return best != NULL ? best->value : (double)NAN;
}

/* On the way to a target; of several under way in that year, to the one that comes first. */
static double required_in(const subject *s, int32_t year) {
    int32_t next = INT32_MAX;
    double required = (double)NAN;
    const gouw_target *t;
    for (size_t k = 0; (t = target_at(s, k)) != NULL; k++) {
        if (!is_of(s, t->indicator) || t->target_year < year || t->target_year >= next)
            continue;
        const gouw_ask ask = gouw_ask_of(t, &s->series);
        const double path = gouw_ask_path(&ask, t->target_year, year);
        if (isnan(path))
            continue;
        next = t->target_year;
        required = path;
    }
    return required;
}

static int32_t last_year(const subject *s, const trajectory_options *o) {
    const int32_t observed = s->series.points[s->series.n - 1].year;
    int32_t last = observed;
    bool over = false; /* the year of a target has come */
    if (o->until > 0)
        return o->until > last ? (int32_t)o->until : last;
    const gouw_target *t;
    for (size_t k = 0; (t = target_at(s, k)) != NULL; k++) {
        if (!is_of(s, t->indicator))
            continue;
        over = over || (t->target_year != GOUW_YEAR_NONE && t->target_year <= observed);
        if (t->target_year > last)
            last = t->target_year;
    }
    const gouw_forecast *f;
    for (size_t k = 0; (f = forecast_at(s, k)) != NULL; k++)
        if (is_of(s, f->indicator) && f->year > last)
            last = f->year;
    return last > observed || over ? last : observed + YEARS_AHEAD;
}

/* The line of a fitted trend also over the years it was fitted to, as far as they are comparable
 * with the last; intervals only for years to come. */
static void set_trend(gouw_table *table, const subject *s, int32_t year) {
    double middle, low, high;
    const bool ahead = year >= s->series.points[s->series.n - 1].year;
    if (!ahead && (s->trend.method == GOUW_TREND_DRIFT || year < s->comparable_from))
        return;
    gouw_trend_at(&s->trend, year, 0.8, &middle, &low, &high);
    gouw_table_set_real(table, "trend", middle);
    if (!ahead)
        return;
    gouw_table_set_real(table, "low80", low);
    gouw_table_set_real(table, "high80", high);
    gouw_trend_at(&s->trend, year, 0.95, &middle, &low, &high);
    gouw_table_set_real(table, "low95", low);
    gouw_table_set_real(table, "high95", high);
}

static gouw_status add_year(const subject *s, int32_t year, gouw_table *table, gouw_error *error) {
    const double observed = observed_in(s, year), required = required_in(s, year);
    const double forecast = forecast_in(s, year);
    const bool trending = year >= s->series.points[s->series.n - 1].year && !isnan(s->trend.rate);
    if (!trending && isnan(observed) && isnan(required) && isnan(forecast))
        return GOUW_OK;
    const gouw_status status = gouw_table_add_row(table, error);
    if (status != GOUW_OK)
        return status;
    gouw_table_set_text(table, "region", s->dataset->regions[s->region].id);
    gouw_table_set_text(table, "indicator", s->indicator);
    gouw_table_set_integer(table, "year", year);
    gouw_table_set_real(table, "observed", observed);
    set_trend(table, s, year);
    gouw_table_set_real(table, "required", required);
    gouw_table_set_real(table, "forecast", forecast);
    gouw_table_set_text(table, "step", step_to(s, year));
    return GOUW_OK;
}

static gouw_status look_at(const gouw_run *run, subject *s, gouw_error *error) {
    const trajectory_options *o = run->options;
    const gouw_observation *points = s->series.points;
    s->comparable_from = points->year;
    for (size_t i = 1; i < s->series.n; i++)
        if (points[i].breaks)
            s->comparable_from = points[i].year;
    const gouw_trend_point *values = gouw_series_points(&s->series, run->arena);
    if (values == NULL)
        return gouw_fail_memory(error, s->series.n * sizeof *values);
    double usual;
    const gouw_status status = gouw_jumps_find(values, s->series.n, run->arena, &s->jumps,
                                               &s->n_jumps, &usual, error);
    if (status != GOUW_OK)
        return status;
    return gouw_trend_fit((gouw_trend_method)o->trend, values, s->series.n, &s->trend, error);
}

static gouw_status say_jumps(const subject *s, gouw_results *results, gouw_error *error) {
    gouw_status status = GOUW_OK;
    for (size_t i = 0; i < s->n_jumps && status == GOUW_OK; i++)
        status = gouw_results_remark(
            results, error, GOUW_NOTE,
            _("%s, %s: the step to %d stands out from the other years and "
              "is not marked as a break; "
              "it is counted as growth"),
            gouw_dataset_region_name(s->dataset, s->region),
            gouw_dataset_label(s->dataset, GOUW_LABEL_INDICATOR, s->indicator),
            (int)s->series.points[s->jumps[i].point].year);
    return status;
}

static gouw_status add_series(const gouw_run *run, subject *s, gouw_table *table,
                              gouw_results *results, gouw_error *error) {
    gouw_status status = look_at(run, s, error);
    const int32_t last = last_year(s, run->options);
    for (int32_t year = s->series.points->year; year <= last && status == GOUW_OK; year++)
        status = add_year(s, year, table, error);
    return status == GOUW_OK ? say_jumps(s, results, error) : status;
}

static gouw_status run_trajectories(const gouw_run *run, gouw_results *results, gouw_error *error) {
    const gouw_dataset *d = run->datasets[0];
    gouw_table *table;
    gouw_by_region targets, forecasts;
    gouw_status status = gouw_targets_by_region(d, run->arena, &targets, error);
    if (status == GOUW_OK)
        status = gouw_forecasts_by_region(d, run->arena, &forecasts, error);
    if (status == GOUW_OK)
        status = gouw_results_add(results, &trajectory_spec, &table, error);
    size_t n = 1;
    for (size_t i = 0; i < d->n_observations && status == GOUW_OK; i += n) {
        const gouw_observation *first = &d->observations[i];
        n = 1;
        while (i + n < d->n_observations && first[n].region == first->region &&
               strcmp(first[n].indicator, first->indicator) == 0)
            n++;
        subject s = {.dataset = d,
                     .targets = &targets,
                     .forecasts = &forecasts,
                     .region = first->region,
                     .indicator = first->indicator,
                     .series = {first, n}};
        status = add_series(run, &s, table, results, error);
    }
    if (status == GOUW_OK)
        status = gouw_results_remark(results, error, GOUW_NOTE,
                                     _("the trend is what happens if nothing but past growth goes "
                                       "on; intervals of different regions are not independent"));
    return status;
}

static const gouw_table_spec *const tables[] = {&trajectory_spec};

const gouw_analysis gouw_analysis_trajectories = {
    .name = "trajectories",
    .summary = N_("Carry past growth on, year by year, beside target and forecast"),
    .details = N_("Every series of observations with its trend and 80 and 95 percent prediction "
                  "intervals, the steady path to its target, and the forecast of the newest "
                  "edition."),
    .needs = GOUW_HAS_OBSERVATIONS,
    .n_datasets = 1,
    .options = options,
    .n_options = sizeof options / sizeof *options,
    .options_size = sizeof(trajectory_options),
    .tables = tables,
    .n_tables = sizeof tables / sizeof *tables,
    .section = GOUW_SECTION_GROWTH,
    .run = run_trajectories,
};
