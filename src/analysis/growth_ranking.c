/* The targets of all regions beside each other: whole changes and changes a year per inhabitant,
 * per km2 and of the stock, and who asks most beyond the past.
 *
 * Ranked is rate_gap, in the direction of the target, within an indicator. The rate that is asked
 * is a fact of the target; the observed one is an estimate, so each gap has an interval. The n
 * intervals of an indicator are made at level 1 - 0.2 / n (Bonferroni), which lets all hold at
 * once in at least 4 of 5 cases however the regions depend on each other, and the ranges of ranks
 * with them (stat/ranks.h). */
#include <math.h>
#include <string.h>

#include "analysis/growth.h"
#include "base/i18n.h"
#include "stat/ranks.h"
#include "stat/ratio.h"

static const gouw_column columns[] = {
    {"region", GOUW_TEXT, "", N_("region id"), GOUW_LOOK_PLAIN},
    {"indicator", GOUW_TEXT, "", N_("what is counted"), GOUW_LOOK_PLAIN},
    {"target_year", GOUW_INTEGER, "", N_("as stated; empty where no year is stated"),
     GOUW_LOOK_PLAIN},
    {"change", GOUW_REAL, "", N_("from baseline to target"), GOUW_LOOK_WHOLE},
    {"per_year", GOUW_REAL, "a year", N_("change a year that the target asks"), GOUW_LOOK_WHOLE},
    {"stock", GOUW_REAL, "", N_("the last observation of what is counted"), GOUW_LOOK_WHOLE},
    {"stock_year", GOUW_INTEGER, "", N_("its year"), GOUW_LOOK_PLAIN},
    {"share_of_stock", GOUW_REAL, "", N_("change as a share of the stock"), GOUW_LOOK_PERCENT},
    {"inhabitants", GOUW_REAL, "",
     N_("the last observation of the indicator inhabitants (or population)"), GOUW_LOOK_WHOLE},
    {"inhabitants_year", GOUW_INTEGER, "", N_("its year"), GOUW_LOOK_PLAIN},
    {"change_per_1000", GOUW_REAL, "per 1,000 inhabitants", N_("change per 1,000 inhabitants"),
     GOUW_LOOK_ONE},
    {"per_year_per_1000", GOUW_REAL, "a year per 1,000 inhabitants",
     N_("change a year that the target asks, per 1,000 inhabitants"), GOUW_LOOK_PLAIN},
    {"observed_per_1000", GOUW_REAL, "a year per 1,000 inhabitants",
     N_("change a year over the whole series, per 1,000 inhabitants"), GOUW_LOOK_PLAIN},
    {"km2", GOUW_REAL, "km2",
     N_("area: land_km2 of regions.csv where it has that column, else area_km2"), GOUW_LOOK_WHOLE},
    {"change_per_km2", GOUW_REAL, "per km2", N_("change per km2"), GOUW_LOOK_ONE},
    {"per_year_per_km2", GOUW_REAL, "a year per km2",
     N_("change a year that the target asks, per km2"), GOUW_LOOK_PLAIN},
    {"observed_per_km2", GOUW_REAL, "a year per km2",
     N_("change a year over the whole series, per km2"), GOUW_LOOK_PLAIN},
    {"required_rate", GOUW_REAL, "a year", N_("growth rate that the target asks"), GOUW_LOOK_RATE},
    {"observed_rate", GOUW_REAL, "a year", N_("growth rate of the trend"), GOUW_LOOK_RATE},
    {"observed_low", GOUW_REAL, "a year",
     N_("its interval; those of all ranked targets of the indicator hold at once in 4 of 5 cases"),
     GOUW_LOOK_RATE},
    {"observed_high", GOUW_REAL, "a year", N_("the upper end of that"), GOUW_LOOK_RATE},
    {"rate_gap", GOUW_REAL, "a year", N_("required less observed rate"), GOUW_LOOK_RATE},
    {"rank", GOUW_INTEGER, "",
     N_("place by how much is asked beyond the past, within the indicator; 1 = most; only targets "
        "with a year to come and three comparable observations"),
     GOUW_LOOK_PLAIN},
    {"rank_from", GOUW_INTEGER, "", N_("the first place it may have, given the intervals"),
     GOUW_LOOK_PLAIN},
    {"rank_to", GOUW_INTEGER, "", N_("the last place it may have"), GOUW_LOOK_PLAIN},
    {"ranked", GOUW_INTEGER, "", N_("targets that are ranked for the indicator"), GOUW_LOOK_PLAIN},
    {"outcome", GOUW_TEXT, "", N_("as in growth: met, missed, unobserved or open"),
     GOUW_LOOK_PLAIN},
};
const gouw_table_spec gouw_growth_ranking_spec = {.name = "growth_ranking",
                                                  .title = N_("The targets beside each other"),
                                                  .columns = columns,
                                                  .n_columns = sizeof columns / sizeof *columns};

/* ---- per inhabitant, per km2, of the stock ------------------------------------------------- */

static gouw_series inhabitants_of(const gouw_dataset *d, uint32_t region) {
    const gouw_series s = gouw_series_of(d, region, "inhabitants");
    return s.n > 0 ? s : gouw_series_of(d, region, "population");
}

static double area_of(const gouw_dataset *d, uint32_t region) {
    const gouw_attribute *a = gouw_attributes_find(&d->region_attributes, "land_km2");
    if (a == NULL)
        a = gouw_attributes_find(&d->region_attributes, "area_km2");
    const bool known = a != NULL && a->kind == GOUW_ATTRIBUTE_NUMBER && a->number[region] > 0.0;
    return known ? a->number[region] : (double)NAN;
}

/* The whole change, that asked a year and that observed a year, each divided by so many units. */
static void set_per(gouw_table *table, const gouw_table *growth, size_t row, double units,
                    const char *const names[3]) {
    static const char *const from[3] = {"change", "per_year", "observed_per_year"};
    for (size_t i = 0; i < 3; i++)
        gouw_table_set_real(table, names[i], gouw_table_real(growth, row, from[i]) / units);
}

static void set_sizes(const gouw_dataset *d, const gouw_growth_subject *s, const gouw_table *growth,
                      size_t row, gouw_table *table) {
    static const char *const per_1000[3] = {"change_per_1000", "per_year_per_1000",
                                            "observed_per_1000"};
    static const char *const per_km2[3] = {"change_per_km2", "per_year_per_km2",
                                           "observed_per_km2"};
    const gouw_series people = inhabitants_of(d, s->target->region);
    const gouw_observation *stock = gouw_series_last(&s->series);
    const gouw_observation *counted = gouw_series_last(&people);
    const double km2 = area_of(d, s->target->region);
    if (stock != NULL) {
        gouw_table_set_real(table, "stock", stock->value);
        gouw_table_set_integer(table, "stock_year", stock->year);
        if (stock->value > 0.0)
            gouw_table_set_real(table, "share_of_stock", s->ask.change / stock->value);
    }
    if (counted != NULL && counted->value > 0.0) {
        gouw_table_set_real(table, "inhabitants", counted->value);
        gouw_table_set_integer(table, "inhabitants_year", counted->year);
        set_per(table, growth, row, counted->value / 1000.0, per_1000);
    }
    gouw_table_set_real(table, "km2", km2);
    set_per(table, growth, row, km2, per_km2);
}

/* ---- ranks --------------------------------------------------------------------------------- */

/* Where a target comes; n 0 = it is not ranked. */
typedef struct place {
    double low, high; /* of the observed rate */
    size_t rank, from, to, n;
} place;

/* The targets of one indicator that are ranked: their rows, how much each asks beyond the past in
 * its own direction, and the intervals of that. */
typedef struct group {
    size_t n, *rows, *from, *to;
    double *gap, *low, *high;
} group;

static gouw_status group_make(group *g, size_t n, gouw_arena *arena, gouw_error *error) {
    size_t **counts[] = {&g->rows, &g->from, &g->to};
    double **reals[] = {&g->gap, &g->low, &g->high};
    for (size_t i = 0; i < 3; i++) {
        *counts[i] = gouw_arena_array(arena, n, sizeof(size_t));
        *reals[i] = gouw_arena_array(arena, n, sizeof(double));
        if (*counts[i] == NULL || *reals[i] == NULL)
            return gouw_fail_memory(error, n * sizeof(double));
    }
    return GOUW_OK;
}

static void group_fill(group *g, const gouw_table *growth, const gouw_growth_subject *subjects,
                       const char *indicator) {
    g->n = 0;
    for (size_t r = 0; r < growth->n_rows; r++)
        if (gouw_growth_is_ahead(growth, r, true) && !isnan(subjects[r].trend.rate_error) &&
            strcmp(subjects[r].target->indicator, indicator) == 0)
            g->rows[g->n++] = r;
}

static void group_measure(group *g, const gouw_growth_subject *subjects, place *places) {
    const double level = 1.0 - 0.2 / (double)g->n;
    for (size_t i = 0; i < g->n; i++) {
        const gouw_growth_subject *s = &subjects[g->rows[i]];
        const double required = gouw_ask_rate(&s->ask, s->target->target_year);
        const double sign = s->ask.change < 0.0 ? -1.0 : 1.0;
        double low, high;
        gouw_trend_rate_interval(&s->trend, level, &low, &high);
        places[g->rows[i]].low = expm1(low);
        places[g->rows[i]].high = expm1(high);
        const double beyond_low = sign * gouw_rate_gap(required, low);
        const double beyond_high = sign * gouw_rate_gap(required, high);
        g->gap[i] = sign * gouw_rate_gap(required, s->trend.rate);
        g->low[i] = fmin(beyond_low, beyond_high);
        g->high[i] = fmax(beyond_low, beyond_high);
    }
}

/* Certain values have ranges of one rank; the first of them is the rank. */
static void group_rank(group *g, double *room, place *places) {
    gouw_rank_ranges(g->gap, g->gap, g->n, room, g->from, g->to);
    for (size_t i = 0; i < g->n; i++)
        places[g->rows[i]].rank = g->from[i];
    gouw_rank_ranges(g->low, g->high, g->n, room, g->from, g->to);
    for (size_t i = 0; i < g->n; i++) {
        place *p = &places[g->rows[i]];
        p->n = g->n;
        p->from = g->from[i];
        p->to = g->to[i];
    }
}

static gouw_status group_say(const group *g, const char *counted, gouw_results *results,
                             gouw_error *error) {
    size_t may_be_first = 0;
    for (size_t i = 0; i < g->n; i++)
        may_be_first += g->from[i] == 1;
    if (may_be_first < 2)
        return GOUW_OK;
    return gouw_results_remark(
        results, error, GOUW_CAUTION,
        _("%s: which target asks most beyond its past is not certain; past growth being as unsure "
          "as it is, %zu of %zu may (rank_from in growth_ranking)."),
        counted, may_be_first, g->n);
}

static gouw_status rank_all(const gouw_dataset *d, const gouw_growth_subject *subjects,
                            const gouw_table *growth, place *places, gouw_results *results,
                            gouw_error *error) {
    group g = {0};
    gouw_status status = group_make(&g, growth->n_rows, results->arena, error);
    double *room = gouw_arena_array(results->arena, 2 * growth->n_rows, sizeof *room);
    bool *done = gouw_arena_array(results->arena, growth->n_rows, sizeof *done);
    if (status == GOUW_OK && (room == NULL || done == NULL))
        return gouw_fail_memory(error, 2 * growth->n_rows * sizeof *room);
    for (size_t r = 0; r < growth->n_rows && status == GOUW_OK; r++) {
        const char *indicator = subjects[r].target->indicator;
        if (done[r])
            continue;
        for (size_t k = r; k < growth->n_rows; k++)
            done[k] = done[k] || strcmp(subjects[k].target->indicator, indicator) == 0;
        group_fill(&g, growth, subjects, indicator);
        if (g.n < 2)
            continue;
        group_measure(&g, subjects, places);
        group_rank(&g, room, places);
        status = group_say(&g, gouw_dataset_label(d, GOUW_LABEL_INDICATOR, indicator), results,
                           error);
    }
    return status;
}

/* ---- the table ----------------------------------------------------------------------------- */

static void set_place(gouw_table *table, const place *p) {
    if (p->n == 0)
        return;
    gouw_table_set_real(table, "observed_low", p->low);
    gouw_table_set_real(table, "observed_high", p->high);
    gouw_table_set_integer(table, "rank", (int64_t)p->rank);
    gouw_table_set_integer(table, "rank_from", (int64_t)p->from);
    gouw_table_set_integer(table, "rank_to", (int64_t)p->to);
    gouw_table_set_integer(table, "ranked", (int64_t)p->n);
}

static gouw_status add_target(const gouw_dataset *d, const gouw_growth_subject *s,
                              const gouw_table *growth, size_t row, gouw_table *table,
                              gouw_error *error) {
    static const char *const same[] = {"change", "per_year", "required_rate", "observed_rate",
                                       "rate_gap"};
    const gouw_status status = gouw_table_add_row(table, error);
    if (status != GOUW_OK)
        return status;
    gouw_table_set_text(table, "region", d->regions[s->target->region].id);
    gouw_table_set_text(table, "indicator", s->target->indicator);
    gouw_table_set_integer(table, "target_year", gouw_table_integer(growth, row, "target_year"));
    gouw_table_set_text(table, "outcome", gouw_table_text(growth, row, "outcome"));
    for (size_t i = 0; i < sizeof same / sizeof *same; i++)
        gouw_table_set_real(table, same[i], gouw_table_real(growth, row, same[i]));
    set_sizes(d, s, growth, row, table);
    return GOUW_OK;
}

gouw_status gouw_growth_ranking(const gouw_run *run, const gouw_table *growth,
                                gouw_results *results, gouw_error *error) {
    const gouw_dataset *d = run->datasets[0];
    gouw_growth_subject *subjects = gouw_arena_array(run->arena, d->n_targets, sizeof *subjects);
    place *places = gouw_arena_array(run->arena, d->n_targets, sizeof *places);
    if (subjects == NULL || places == NULL)
        return gouw_fail_memory(error, d->n_targets * sizeof *subjects);
    gouw_table *table;
    gouw_status status = gouw_results_add(results, &gouw_growth_ranking_spec, &table, error);
    for (size_t i = 0; i < d->n_targets && status == GOUW_OK; i++)
        status = gouw_growth_look_at(run, &d->targets[i], &subjects[i], error);
    if (status == GOUW_OK)
        status = rank_all(d, subjects, growth, places, results, error);
    for (size_t i = 0; i < d->n_targets && status == GOUW_OK; i++) {
        status = add_target(d, &subjects[i], growth, i, table, error);
        if (status == GOUW_OK)
            set_place(table, &places[i]);
    }
    return status;
}
