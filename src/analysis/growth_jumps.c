/* Jumps that nothing marks as breaks: named, listed and left in. Whether such a year is a fact or
 * another way of counting only the source can say; what the trend would be without it stands
 * beside it. */
#include <math.h>

#include "analysis/growth.h"
#include <string.h>

#include "base/i18n.h"
#include "gouw/number.h"
#include "stat/jumps.h"

static const gouw_column columns[] = {
    {"region", GOUW_TEXT, "", N_("region id"), GOUW_LOOK_PLAIN},
    {"indicator", GOUW_TEXT, "", N_("what is counted"), GOUW_LOOK_PLAIN},
    {"from_year", GOUW_INTEGER, "", N_("the observation before the jump"), GOUW_LOOK_PLAIN},
    {"to_year", GOUW_INTEGER, "", N_("the observation after it"), GOUW_LOOK_PLAIN},
    {"from", GOUW_REAL, "", N_("the value before the jump"), GOUW_LOOK_WHOLE},
    {"to", GOUW_REAL, "", N_("the value after it"), GOUW_LOOK_WHOLE},
    {"growth", GOUW_REAL, "", N_("by what share the value grew in that step"), GOUW_LOOK_PERCENT},
    {"usual_rate", GOUW_REAL, "a year", N_("the median growth rate of the steps"), GOUW_LOOK_RATE},
    {"scales", GOUW_REAL, "",
     N_("how far the step lies from that, in robust standard deviations of the steps; empty where "
        "more than half of them are equal"),
     GOUW_LOOK_ONE},
    {"observed_rate", GOUW_REAL, "a year", N_("growth rate of the trend"), GOUW_LOOK_RATE},
    {"rate_without", GOUW_REAL, "a year",
     N_("growth rate of the trend if all jumps of the series were marked as breaks"),
     GOUW_LOOK_RATE},
};
const gouw_table_spec gouw_growth_jump_spec = {
    .name = "growth_jumps",
    .title = N_("Jumps in the series that nothing marks as breaks"),
    .columns = columns,
    .n_columns = sizeof columns / sizeof *columns};

/* A series with its jumps. */
typedef struct jumpy {
    const gouw_growth_subject *subject;
    gouw_jump *jumps;
    size_t n;
    double usual, rate_without; /* of ln(value) a year */
} jumpy;

static gouw_status look_for_jumps(const gouw_run *run, const gouw_growth_subject *s, jumpy *j,
                                  gouw_error *error) {
    const gouw_growth_options *o = run->options;
    gouw_trend_point *points = gouw_series_points(&s->series, run->arena);
    if (points == NULL)
        return gouw_fail_memory(error, s->series.n * sizeof *points);
    *j = (jumpy){.subject = s, .rate_without = NAN};
    gouw_status status = gouw_jumps_find(points, s->series.n, run->arena, &j->jumps, &j->n,
                                         &j->usual, error);
    if (status != GOUW_OK || j->n == 0)
        return status;
    for (size_t i = 0; i < j->n; i++)
        points[j->jumps[i].point].breaks = true;
    gouw_trend trend;
    status = gouw_trend_fit((gouw_trend_method)o->trend, points, s->series.n, &trend, error);
    if (status == GOUW_OK)
        j->rate_without = trend.rate;
    return status;
}

static double growth(const gouw_observation *before, const gouw_observation *after) {
    return (after->value - before->value) / before->value;
}

static gouw_status add_jump(const gouw_dataset *d, const jumpy *j, const gouw_jump *jump,
                            gouw_table *table, gouw_error *error) {
    const gouw_growth_subject *s = j->subject;
    const gouw_observation *before = &s->series.points[jump->point - 1], *after = before + 1;
    const gouw_status status = gouw_table_add_row(table, error);
    if (status != GOUW_OK)
        return status;
    gouw_table_set_text(table, "region", d->regions[s->target->region].id);
    gouw_table_set_text(table, "indicator", s->target->indicator);
    gouw_table_set_integer(table, "from_year", before->year);
    gouw_table_set_integer(table, "to_year", after->year);
    gouw_table_set_real(table, "from", before->value);
    gouw_table_set_real(table, "to", after->value);
    gouw_table_set_real(table, "growth", growth(before, after));
    gouw_table_set_real(table, "usual_rate", expm1(j->usual));
    gouw_table_set_real(table, "scales", isfinite(jump->scales) ? jump->scales : (double)NAN);
    gouw_table_set_real(table, "observed_rate", expm1(s->trend.rate));
    gouw_table_set_real(table, "rate_without", expm1(j->rate_without));
    return GOUW_OK;
}

static gouw_status say_jump(const gouw_dataset *d, const jumpy *j, const gouw_jump *jump,
                            gouw_results *results, gouw_error *error) {
    const gouw_growth_subject *s = j->subject;
    const gouw_observation *before = &s->series.points[jump->point - 1], *after = before + 1;
    const char *with = _d(100.0 * expm1(s->trend.rate), 2);
    if (strcmp(with, _d(100.0 * expm1(j->rate_without), 2)) == 0)
        return gouw_results_remark(
            results, error, GOUW_CAUTION,
            _("%s, %s: from %d to %d the series moves by %s percent, where its years usually bring "
              "%s; nothing marks it as a break. Past growth is the same without it, but mark it in "
              "observations.csv if the years are not comparable."),
            gouw_dataset_region_name(d, s->target->region),
            gouw_dataset_label(d, GOUW_LABEL_INDICATOR, s->target->indicator), (int)before->year,
            (int)after->year, _d(100.0 * growth(before, after), 1), _d(100.0 * expm1(j->usual), 2));
    return gouw_results_remark(
        results, error, GOUW_CAUTION,
        _("%s, %s: from %d to %d the series moves by %s percent, where its years usually bring "
          "%s; nothing marks it as a break. It is counted; without it past growth is %s "
          "percent "
          "a year instead of %s. Mark it in observations.csv if the years are not comparable."),
        gouw_dataset_region_name(d, s->target->region),
        gouw_dataset_label(d, GOUW_LABEL_INDICATOR, s->target->indicator), (int)before->year,
        (int)after->year, _d(100.0 * growth(before, after), 1), _d(100.0 * expm1(j->usual), 2),
        _d(100.0 * expm1(j->rate_without), 2), with);
}

/* Whether an earlier target has the same series; seen is by the first observation of a series. */
static bool is_repeated(const gouw_dataset *d, const gouw_series *series, bool *seen) {
    if (series->n == 0)
        return false;
    const size_t first = (size_t)(series->points - d->observations);
    const bool repeated = seen[first];
    seen[first] = true;
    return repeated;
}

gouw_status gouw_growth_jumps(const gouw_run *run, gouw_results *results, gouw_error *error) {
    const gouw_dataset *d = run->datasets[0];
    gouw_table *table = NULL;
    gouw_status status = GOUW_OK;
    bool *seen = gouw_arena_array(run->arena, d->n_observations, sizeof *seen);
    if (seen == NULL)
        return gouw_fail_memory(error, d->n_observations * sizeof *seen);
    for (size_t i = 0; i < d->n_targets && status == GOUW_OK; i++) {
        gouw_growth_subject s;
        jumpy j = {.n = 0};
        status = gouw_growth_look_at(run, &d->targets[i], &s, error);
        if (status == GOUW_OK && !is_repeated(d, &s.series, seen))
            status = look_for_jumps(run, &s, &j, error);
        if (status == GOUW_OK && j.n > 0 && table == NULL)
            status = gouw_results_add(results, &gouw_growth_jump_spec, &table, error);
        for (size_t k = 0; status == GOUW_OK && k < j.n; k++) {
            status = add_jump(d, &j, &j.jumps[k], table, error);
            if (status == GOUW_OK)
                status = say_jump(d, &j, &j.jumps[k], results, error);
        }
    }
    return status;
}
