#include "analysis/series.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "stat/ratio.h"
#include "stat/sum.h"

const char *const gouw_trend_choices[] = {"drift", "loglinear", "robust", NULL};

/* The order of an observation beside a series: they are sorted by region and indicator. */
static int order_of(const gouw_observation *o, uint32_t region, const char *indicator) {
    if (o->region != region)
        return o->region < region ? -1 : 1;
    return strcmp(o->indicator, indicator);
}

gouw_series gouw_series_of(const gouw_dataset *dataset, uint32_t region, const char *indicator) {
    const gouw_observation *all = dataset->observations;
    size_t low = 0, high = dataset->n_observations;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (order_of(&all[middle], region, indicator) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    gouw_series found = {.points = NULL, .n = 0};
    while (low + found.n < dataset->n_observations &&
           order_of(&all[low + found.n], region, indicator) == 0)
        found.n++;
    if (found.n > 0)
        found.points = &all[low];
    return found;
}

double gouw_series_per_year(const gouw_series *series, int32_t from) {
    gouw_sum change = {0};
    double years = 0.0;
    size_t first = 0;
    while (first < series->n && series->points[first].year < from)
        first++;
    /* From end to end of what is comparable: the steps between might cancel. */
    for (size_t i = first + 1; i <= series->n; i++) {
        if (i < series->n && !series->points[i].breaks)
            continue;
        gouw_sum_add(&change, series->points[i - 1].value - series->points[first].value);
        years += series->points[i - 1].year - series->points[first].year;
        first = i;
    }
    return years > 0.0 ? gouw_sum_total(&change) / years : (double)NAN;
}

const gouw_observation *gouw_series_last(const gouw_series *series) {
    return series->n > 0 ? &series->points[series->n - 1] : NULL;
}

gouw_trend_point *gouw_series_points(const gouw_series *series, gouw_arena *arena) {
    gouw_trend_point *points = gouw_arena_array(arena, series->n, sizeof *points);
    for (size_t i = 0; points != NULL && i < series->n; i++)
        points[i] = (gouw_trend_point){.year = series->points[i].year,
                                       .value = series->points[i].value,
                                       .breaks = series->points[i].breaks};
    return points;
}

gouw_status gouw_series_trend(const gouw_series *series, gouw_trend_method method,
                              gouw_arena *arena, gouw_trend *trend, gouw_error *error) {
    const gouw_trend_point *points = gouw_series_points(series, arena);
    if (points == NULL)
        return gouw_fail_memory(error, series->n * sizeof *points);
    return gouw_trend_fit(method, points, series->n, trend, error);
}

gouw_ask gouw_ask_of(const gouw_target *t, const gouw_series *s) {
    gouw_ask a = {.baseline = NAN,
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
    else if (!isnan(a.target) && !isnan(a.baseline))
        a.change = a.target - a.baseline;
    a.rateless = a.baseline <= 0.0 || a.target <= 0.0;
    for (size_t i = 0; i < s->n; i++)
        a.rateless = a.rateless || !(s->points[i].value > 0.0);
    return a;
}

double gouw_ask_rate(const gouw_ask *ask, int32_t year) {
    if (ask->baseline_year == GOUW_YEAR_NONE || year == GOUW_YEAR_NONE ||
        year <= ask->baseline_year || ask->rateless)
        return (double)NAN;
    return gouw_log_ratio(ask->target, ask->baseline) / ((double)year - ask->baseline_year);
}

double gouw_ask_path(const gouw_ask *ask, int32_t target_year, int32_t year) {
    if (ask->baseline_year == GOUW_YEAR_NONE || target_year <= ask->baseline_year ||
        year < ask->baseline_year)
        return (double)NAN;
    const double since = (double)year - ask->baseline_year;
    if (ask->rateless)
        return ask->baseline + ask->change * since / ((double)target_year - ask->baseline_year);
    return ask->baseline * exp(gouw_ask_rate(ask, target_year) * since);
}

gouw_status gouw_read_numbers(const char *name, const char *text, double minimum, double maximum,
                              gouw_arena *arena, double **values, size_t *n, gouw_error *error) {
    *n = 0;
    *values = gouw_arena_array(arena, strlen(text) / 2 + 1, sizeof **values);
    if (*values == NULL)
        return gouw_fail_memory(error, strlen(text));
    for (const char *at = text; *at != '\0';) {
        char *end;
        const double value = strtod(at, &end);
        if (end == at || (*end != ',' && *end != '\0') || !(value >= minimum && value <= maximum))
            return gouw_fail(error, GOUW_EUSAGE,
                             _("--%s takes numbers from %g to %g, separated by commas; '%.*s' is "
                               "not one"),
                             name, minimum, maximum, (int)strcspn(at, ","), at);
        (*values)[(*n)++] = value;
        at = *end == ',' ? end + 1 : end;
    }
    return GOUW_OK;
}
