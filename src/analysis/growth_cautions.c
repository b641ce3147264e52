/* What a reader of the growth tables has to know: why fields are empty, and what not to read into
 * the others. A warning names the first targets that it is about. */
#include <math.h>

#include "analysis/growth.h"
#include "base/i18n.h"
#include "base/list.h"

enum { MOST_NAMED = 8 };

typedef enum caution {
    NO_PAST,      /* there are observations, but none of these */
    NOT_POSITIVE, /* values of 0 or less have no growth rate: absolute figures only */
    NO_RATE,      /* from or to 0 or less */
    UNSETTLED,    /* the robust trend */
    ALIKE,        /* years resemble their neighbours */
    N_CAUTIONS
} caution;

static const char *const texts[N_CAUTIONS] = {
    [NO_PAST] = N_("%s: observations.csv has none of these, so there is no past to set the target "
                   "beside"),
    [NOT_POSITIVE] = N_("%s: a value of 0 or less has no growth rate; the trend is left out"),
    [NO_RATE] = N_("%s: no growth rate leads from or to 0 or less; only the change a year is "
                   "given"),
    [UNSETTLED] = N_("%s: the robust trend does not settle on so few observations and is left out; "
                     "try --trend drift"),
    [ALIKE] = N_("%s: years resemble their neighbours (residual_lag1 above 0.5), so the interval "
                 "and p_reach are too sure of themselves"),
};

static bool is_positive(const gouw_series *s) {
    for (size_t k = 0; k < s->n; k++)
        if (!(s->points[k].value > 0.0))
            return false;
    return true;
}

/* Which cautions hold for a target, whose row of the main table is row. */
static void look(const gouw_dataset *d, const gouw_growth_subject *s, const gouw_table *table,
                 size_t row, bool holds[N_CAUTIONS]) {
    const bool positive = is_positive(&s->series);
    holds[NO_PAST] = s->series.n == 0 && d->n_observations > 0;
    holds[NOT_POSITIVE] = !positive;
    holds[NO_RATE] = s->ask.target <= 0.0 || (s->ask.baseline <= 0.0 && positive);
    holds[UNSETTLED] = s->trend.unsettled;
    holds[ALIKE] = gouw_table_real(table, row, "residual_lag1") > 0.5;
}

/* "Twente (inhabitants)"; NULL when memory is out. */
static const char *target_words(const gouw_run *run, const gouw_target *t) {
    const gouw_dataset *d = run->datasets[0];
    return gouw_arena_format(run->arena, _("%s (%s)"), gouw_dataset_region_name(d, t->region),
                             gouw_dataset_label(d, GOUW_LABEL_INDICATOR, t->indicator));
}

static gouw_status warn_of_targets(const gouw_run *run, const gouw_table *table,
                                   gouw_results *results, gouw_error *error) {
    const gouw_dataset *d = run->datasets[0];
    gouw_list lists[N_CAUTIONS];
    gouw_status status = GOUW_OK;
    for (size_t c = 0; c < N_CAUTIONS; c++)
        lists[c] = (gouw_list){.arena = run->arena, .most = MOST_NAMED};
    for (size_t i = 0; i < d->n_targets && status == GOUW_OK; i++) {
        gouw_growth_subject s;
        bool holds[N_CAUTIONS] = {false};
        status = gouw_growth_look_at(run, &d->targets[i], &s, error);
        if (status == GOUW_OK)
            look(d, &s, table, i, holds);
        for (size_t c = 0; c < N_CAUTIONS && status == GOUW_OK; c++) {
            if (!holds[c])
                continue;
            const char *words = lists[c].n < MOST_NAMED ? target_words(run, s.target) : "";
            if (words == NULL || !gouw_list_add(&lists[c], words))
                status = gouw_fail_memory(error, GOUW_MESSAGE_MAX);
        }
    }
    for (size_t c = 0; c < N_CAUTIONS && status == GOUW_OK; c++) {
        const char *words = gouw_list_words(&lists[c]);
        if (words == NULL)
            return gouw_fail_memory(error, GOUW_MESSAGE_MAX);
        if (lists[c].n > 0)
            status = gouw_results_remark(results, error, GOUW_WARNING, gouw_text(texts[c]), words);
    }
    return status;
}

/* What holds for every chance of reaching a target. */
static gouw_status say_chances(const gouw_run *run, const gouw_table *table, gouw_results *results,
                               gouw_error *error) {
    const gouw_growth_options *o = run->options;
    size_t n_chances = 0;
    for (size_t r = 0; r < table->n_rows; r++)
        n_chances += isnan(gouw_table_real(table, r, "p_reach")) ? 0 : 1;
    if (n_chances == 0)
        return GOUW_OK;
    gouw_status status = gouw_results_remark(
        results, error, GOUW_NOTE,
        _("the chance of reaching a target (p_reach) is that if nothing but past growth goes on; "
          "new policy is not in it"));
    if (status == GOUW_OK && o->trend == GOUW_TREND_ROBUST)
        status = gouw_results_remark(results, error, GOUW_NOTE,
                                     _("the intervals of the robust trend are approximate"));
    if (status == GOUW_OK && n_chances > 1)
        status = gouw_results_remark(results, error, GOUW_NOTE,
                                     _("neighbouring regions share their fortunes: do not multiply "
                                       "the p_reach of several"));
    return status;
}

/* Targets that are compared but start in different years. */
static gouw_status say_years(const gouw_table *table, gouw_results *results, gouw_error *error) {
    int64_t first = INT64_MAX, last = INT64_MIN;
    for (size_t r = 0; r < table->n_rows; r++) {
        const int64_t year = gouw_table_integer(table, r, "baseline_year");
        if (!gouw_growth_is_ahead(table, r, false))
            continue;
        first = year < first ? year : first;
        last = year > last ? year : last;
    }
    if (first >= last)
        return GOUW_OK;
    return gouw_results_remark(results, error, GOUW_NOTE,
                               _("targets start from different years, %d to %d: compare what they "
                                 "ask a year, not the whole change"),
                               (int)first, (int)last);
}

gouw_status gouw_growth_warn(const gouw_run *run, const gouw_table *table, gouw_results *results,
                             gouw_error *error) {
    gouw_status status = say_years(table, results, error);
    if (status == GOUW_OK)
        status = warn_of_targets(run, table, results, error);
    return status == GOUW_OK ? say_chances(run, table, results, error) : status;
}
