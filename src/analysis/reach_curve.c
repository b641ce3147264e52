#include "analysis/reach_curve.h"

#include "analysis/schedule.h"

static bool says_something(const gouw_reach *reach) {
    return reach->kind == GOUW_REACH_DATED || reach->kind == GOUW_REACH_OPEN;
}

/* Puts the distributions of a region's stages in cdfs, those of the highest order first. */
static size_t collect(const gouw_reaches *reaches, const gouw_reach_curves *c, size_t region,
                      gouw_day_cdf *cdfs, int32_t *orders) {
    size_t n = 0;
    for (size_t k = 0; k < c->n_stages; k++) {
        const gouw_reach *reach = gouw_reach_at(reaches, region, c->stages[k]);
        const int32_t order = reaches->dataset->stages[c->stages[k]].order;
        if (!says_something(reach))
            continue;
        size_t at = n++;
        for (; at > 0 && orders[at - 1] < order; at--) {
            cdfs[at] = cdfs[at - 1];
            orders[at] = orders[at - 1];
        }
        cdfs[at] = reach->cdf;
        orders[at] = order;
    }
    return n;
}

/* cdfs[0..n) by falling order. */
static gouw_status make_curve(const gouw_reach *reach, int32_t order, const gouw_day_cdf *cdfs,
                              const int32_t *orders, size_t n, gouw_arena *arena,
                              gouw_day_curve *curve, gouw_error *error) {
    size_t later = 0;
    while (later < n && orders[later] > order)
        later++;
    const bool own = says_something(reach);
    if (reach->kind == GOUW_REACH_DATED || (own && later == 0))
        *curve = (gouw_day_curve){&reach->cdf, 1};
    else
        *curve = (gouw_day_curve){cdfs, later};
    if (reach->kind != GOUW_REACH_OPEN || later == 0)
        return GOUW_OK;
    gouw_day_cdf *both = gouw_arena_array(arena, later + 1, sizeof *both);
    if (both == NULL)
        return gouw_fail_memory(error, (later + 1) * sizeof *both);
    for (size_t k = 0; k < later; k++)
        both[k] = cdfs[k];
    both[later] = reach->cdf;
    *curve = (gouw_day_curve){both, later + 1};
    return GOUW_OK;
}

static gouw_status add_region(const gouw_reaches *reaches, size_t region, gouw_arena *arena,
                              gouw_reach_curves *c, gouw_error *error) {
    gouw_day_cdf *cdfs = gouw_arena_array(arena, c->n_stages, sizeof *cdfs);
    int32_t *orders = gouw_arena_array(arena, c->n_stages, sizeof *orders);
    if (cdfs == NULL || orders == NULL)
        return gouw_fail_memory(error, c->n_stages * sizeof *cdfs);
    const size_t n = collect(reaches, c, region, cdfs, orders);
    gouw_status status = GOUW_OK;
    for (size_t k = 0; k < c->n_stages && status == GOUW_OK; k++) {
        const gouw_reach *reach = gouw_reach_at(reaches, region, c->stages[k]);
        const size_t at = region * c->n_stages + k;
        c->dated[at] = reach->kind == GOUW_REACH_DATED;
        c->has_schedule[region] |= c->dated[at];
        status = make_curve(reach, reaches->dataset->stages[c->stages[k]].order, cdfs, orders, n,
                            arena, &c->curves[at], error);
    }
    return status;
}

static void widen(gouw_interval *window, gouw_day end) {
    if (end == GOUW_DAY_MIN || end == GOUW_DAY_MAX)
        return;
    window->earliest = end < window->earliest ? end : window->earliest;
    window->latest = end > window->latest ? end : window->latest;
}

static gouw_interval find_window(const gouw_reaches *reaches) {
    const gouw_dataset *d = reaches->dataset;
    gouw_interval window = {GOUW_DAY_MAX, GOUW_DAY_MIN};
    for (size_t i = 0; i < d->n_milestones; i++) {
        const gouw_milestone *m = &d->milestones[i];
        if (d->stages[m->stage].order == GOUW_ORDER_NONE || m->status == GOUW_DROPPED ||
            m->when.precision == GOUW_PRECISION_NONE)
            continue;
        const gouw_when when = gouw_schedule_cut(m, reaches->reporting);
        widen(&window, when.earliest);
        widen(&window, when.latest);
    }
    return window;
}

static bool alloc(const gouw_dataset *d, gouw_arena *arena, gouw_reach_curves *c) {
    const size_t n_cells = d->n_regions * d->n_stages;
    c->stages = gouw_arena_array(arena, d->n_stages, sizeof *c->stages);
    c->curves = gouw_arena_array(arena, n_cells, sizeof *c->curves);
    c->dated = gouw_arena_array(arena, n_cells, sizeof *c->dated);
    c->has_schedule = gouw_arena_array(arena, d->n_regions, sizeof *c->has_schedule);
    return c->stages != NULL && c->curves != NULL && c->dated != NULL && c->has_schedule != NULL;
}

gouw_status gouw_reach_curves_make(const gouw_reaches *reaches, gouw_arena *arena,
                                   gouw_reach_curves *curves, gouw_error *error) {
    const gouw_dataset *d = reaches->dataset;
    *curves = (gouw_reach_curves){.window = find_window(reaches)};
    if (!alloc(d, arena, curves))
        return gouw_fail_memory(error, d->n_regions * d->n_stages * sizeof(gouw_day_curve));
    for (uint32_t s = 0; s < d->n_stages; s++)
        if (d->stages[s].order != GOUW_ORDER_NONE)
            curves->stages[curves->n_stages++] = s;
    gouw_status status = GOUW_OK;
    for (size_t r = 0; r < d->n_regions && status == GOUW_OK; r++)
        status = add_region(reaches, r, arena, curves, error);
    return status;
}
