/* How many steps fall in each month or quarter, as far as the dates tell, and which of them is the
 * fullest.
 *
 * A region reaches a stage on a day T (reach.h) that is uniform on its interval; p = P(T in the
 * month). Regions are taken as independent, so the number of them is Poisson-binomial, worked out
 * exactly (stat/poisson_binomial.h). Under --latest everyone takes the last possible day, which is
 * how officials tend to use a date.
 */
#include "analysis/load.h"

#include <math.h>
#include <string.h>

#include "stat/poisson_binomial.h"
#include "stat/sum.h"

static int months_of(const gouw_load_choice *o) {
    return o->by == GOUW_LOAD_BY_QUARTER ? 3 : 1;
}

static int period_of(const gouw_load_choice *o, gouw_day day) {
    int year, month, number;
    gouw_day_to_civil(day, &year, &month, &number);
    const int months = year * 12 + month - 1;
    const int size = months_of(o);
    return months >= 0 ? months / size : -((-months + size - 1) / size);
}

/* The first day of a period; one past the last year gives the day after its end. */
static gouw_day period_start(const gouw_load_choice *o, int period) {
    const int months = period * months_of(o);
    const int year = months >= 0 ? months / 12 : -((-months + 11) / 12);
    if (year > GOUW_YEAR_MAX)
        return GOUW_DAY_MAX + 1;
    return gouw_day_from_civil(year, months - year * 12 + 1, 1);
}

const char *gouw_load_period(gouw_arena *arena, const gouw_load_choice *choice, gouw_day from) {
    int year, month, number;
    char day[GOUW_DAY_TEXT];
    gouw_day_to_civil(from, &year, &month, &number);
    const size_t to_month = strlen(gouw_day_format(from, day)) - strlen("-DD");
    if (choice->by == GOUW_LOAD_BY_MONTH)
        return gouw_arena_text(arena, day, to_month);
    return gouw_arena_format(arena, "%.*s-Q%d", (int)(to_month - strlen("-MM")), day,
                             (month + 2) / 3);
}

const char *gouw_load_period_text(const gouw_loading *l, int period) {
    return gouw_load_period(l->arena, l->options, period_start(l->options, period));
}

static double chance(const gouw_loading *l, const gouw_reach *reach, int period) {
    if (reach->kind != GOUW_REACH_DATED)
        return 0.0;
    const gouw_day from = period_start(l->options, period);
    const gouw_day to = period_start(l->options, period + 1) - 1;
    if (l->options->latest)
        return reach->range.latest >= from && reach->range.latest <= to ? 1.0 : 0.0;
    return gouw_day_cdf_between(&reach->cdf, from, to);
}

gouw_status gouw_load_count(const gouw_loading *l, size_t stage, int period, bool to_come,
                            gouw_load_tally *t, gouw_error *error) {
    const gouw_dataset *d = l->reaches.dataset;
    const size_t from = stage < d->n_stages ? stage : 0;
    const size_t to = stage < d->n_stages ? stage + 1 : d->n_stages;
    gouw_sum expected = {0}, done = {0};
    *t = (gouw_load_tally){0};
    for (size_t r = 0; r < d->n_regions; r++)
        for (size_t s = from; s < to; s++) {
            const gouw_reach *reach = gouw_reach_at(&l->reaches, r, s);
            const double p = to_come && reach->done ? 0.0 : chance(l, reach, period);
            t->undated += reach->kind == GOUW_REACH_UNDATED || reach->kind == GOUW_REACH_OPEN;
            gouw_sum_add(&expected, p);
            if (reach->done)
                gouw_sum_add(&done, p);
            if (p > 0.0)
                l->p[t->n++] = p;
        }
    t->expected = gouw_sum_total(&expected);
    t->done = gouw_sum_total(&done);
    if (t->n == 0)
        return GOUW_OK;
    const gouw_status status = gouw_poisson_binomial(l->p, t->n, l->mass, error);
    t->low = gouw_poisson_binomial_quantile(l->mass, t->n, 0.1);
    t->high = gouw_poisson_binomial_quantile(l->mass, t->n, 0.9);
    t->two = gouw_poisson_binomial_upper(l->mass, t->n, 2);
    t->three = gouw_poisson_binomial_upper(l->mass, t->n, 3);
    return status;
}

bool gouw_load_may_reach(const gouw_loading *l, size_t region, size_t stage, int period) {
    const size_t n_stages = l->reaches.dataset->n_stages;
    for (size_t s = 0; s < n_stages; s++)
        if ((stage == n_stages || s == stage) &&
            chance(l, gouw_reach_at(&l->reaches, region, s), period) > 0.0)
            return true;
    return false;
}

gouw_status gouw_load_fullest(const gouw_loading *l, size_t stage, int *peak, gouw_load_tally *best,
                              gouw_error *error) {
    bool shared = false;
    *peak = l->end;
    *best = (gouw_load_tally){0};
    int period = period_of(l->options, l->reaches.reporting);
    for (period = period > l->first ? period : l->first; period < l->end; period++) {
        gouw_load_tally t;
        const gouw_status status = gouw_load_count(l, stage, period, true, &t, error);
        if (status != GOUW_OK)
            return status;
        if (t.n == 0 || t.expected < best->expected - 1e-9)
            continue;
        shared = fabs(t.expected - best->expected) <= 1e-9;
        if (!shared) {
            *peak = period;
            *best = t;
        }
    }
    if (shared)
        *peak = l->end;
    return GOUW_OK;
}

/* The periods between the first and the last possible day of what is dated. */
static void find_window(gouw_loading *l) {
    const gouw_dataset *d = l->reaches.dataset;
    gouw_interval all = {GOUW_DAY_MAX, GOUW_DAY_MIN};
    for (size_t c = 0; c < d->n_regions * d->n_stages; c++) {
        const gouw_reach *reach = &l->reaches.cells[c];
        if (reach->kind != GOUW_REACH_DATED)
            continue;
        all.earliest = reach->range.earliest < all.earliest ? reach->range.earliest : all.earliest;
        all.latest = reach->range.latest > all.latest ? reach->range.latest : all.latest;
    }
    if (all.earliest > all.latest)
        return;
    l->first = period_of(l->options, all.earliest);
    l->end = period_of(l->options, all.latest) + 1;
}

gouw_status gouw_load_open(const gouw_dataset *d, gouw_day as_of, const gouw_load_choice *choice,
                           gouw_arena *arena, gouw_loading *l, gouw_error *error) {
    const size_t n_cells = d->n_regions * d->n_stages;
    *l = (gouw_loading){.options = choice,
                        .arena = arena,
                        .p = gouw_arena_array(arena, n_cells + 1, sizeof(double)),
                        .mass = gouw_arena_array(arena, n_cells + 1, sizeof(double))};
    if (l->p == NULL || l->mass == NULL)
        return gouw_fail_memory(error, n_cells * sizeof(double));
    const gouw_status status = gouw_reach_all(d, as_of, arena, &l->reaches, error);
    if (status == GOUW_OK)
        find_window(l);
    return status;
}

gouw_status gouw_load_find_peak(const gouw_dataset *dataset, gouw_day as_of,
                                const gouw_load_choice *choice, uint32_t stage, gouw_arena *arena,
                                gouw_load_peak *peak, gouw_error *error) {
    gouw_loading l;
    int period = 0;
    gouw_load_tally best;
    *peak = (gouw_load_peak){.any = false};
    gouw_status status = gouw_load_open(dataset, as_of, choice, arena, &l, error);
    if (status == GOUW_OK)
        status = gouw_load_fullest(&l, stage, &period, &best, error);
    if (status != GOUW_OK || best.n == 0)
        return status;
    peak->any = true;
    peak->single = period != l.end;
    if (peak->single)
        *peak = (gouw_load_peak){true,          true,     period_start(choice, period),
                                 best.expected, best.low, best.high};
    return GOUW_OK;
}
