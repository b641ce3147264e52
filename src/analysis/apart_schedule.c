/* Distance by schedule: for each stage with an order the area between two regions' "reached by
 * day t" curves over a window, averaged over the stages, in days (stat/wasserstein.h).
 *
 * How each stage comes to its curve: analysis/reach_curve.h.
 *
 * Resampled: each item's day drawn within its dates; an item with an open end stays as it is.
 * Without structure: within each stage, what regions state is dealt among them at random.
 */
#include <string.h>

#include "analysis/apart.h"
#include "analysis/reach_curve.h"
#include "analysis/schedule.h"
#include "base/i18n.h"
#include "base/quote.h"
#include "stat/wasserstein.h"

typedef struct schedule_data {
    gouw_reaches reaches;
    gouw_interval window;
    bool pairwise;
} schedule_data;

static bool has_order(const gouw_reaches *reaches, size_t stage) {
    return reaches->dataset->stages[stage].order != GOUW_ORDER_NONE;
}

/* Within each stage what the regions state is dealt among them. deck has room for n. */
static void deal(const gouw_reaches *from, const uint32_t *regions, size_t n, gouw_random *random,
                 uint32_t *deck, gouw_reaches *to) {
    const size_t n_stages = from->dataset->n_stages;
    memcpy(deck, regions, n * sizeof *deck);
    for (size_t s = 0; s < n_stages; s++) {
        if (!has_order(from, s))
            continue;
        gouw_random_shuffle(random, deck, (uint32_t)n);
        for (size_t i = 0; i < n; i++)
            to->cells[regions[i] * n_stages + s] = *gouw_reach_at(from, deck[i], s);
    }
}

/* A day within each of the dates of a cell; one with an open end stays as it is. */
static bool draw_cell(gouw_random *random, gouw_arena *arena, gouw_day_cdf *cdf) {
    gouw_interval *parts = gouw_arena_array(arena, cdf->n_parts, sizeof *parts);
    if (parts == NULL)
        return false;
    for (size_t p = 0; p < cdf->n_parts; p++) {
        parts[p] = cdf->parts[p];
        if (parts[p].earliest == GOUW_DAY_MIN || parts[p].latest == GOUW_DAY_MAX)
            continue;
        const uint32_t n_days = (uint32_t)(parts[p].latest - parts[p].earliest) + 1;
        parts[p].earliest += (gouw_day)gouw_random_below(random, n_days);
        parts[p].latest = parts[p].earliest;
    }
    cdf->parts = parts;
    return true;
}

static gouw_status draw_days(const uint32_t *regions, size_t n, gouw_random *random,
                             gouw_arena *arena, gouw_reaches *to, gouw_error *error) {
    const size_t n_stages = to->dataset->n_stages;
    for (size_t i = 0; i < n; i++)
        for (size_t s = 0; s < n_stages; s++)
            if (!draw_cell(random, arena, &to->cells[regions[i] * n_stages + s].cdf))
                return gouw_fail_memory(error, n_stages * sizeof(gouw_interval));
    return GOUW_OK;
}

/* What the regions state, drawn anew unless observed. */
static gouw_status draw(const schedule_data *s, const uint32_t *regions, size_t n,
                        gouw_apart_data which, gouw_random *random, gouw_arena *arena,
                        gouw_reaches *to, gouw_error *error) {
    const size_t n_cells = s->reaches.dataset->n_regions * s->reaches.dataset->n_stages;
    *to = s->reaches;
    to->cells = gouw_arena_array(arena, n_cells, sizeof *to->cells);
    uint32_t *deck = gouw_arena_array(arena, n, sizeof *deck);
    if (to->cells == NULL || deck == NULL)
        return gouw_fail_memory(error, n_cells * sizeof *to->cells);
    memcpy(to->cells, s->reaches.cells, n_cells * sizeof *to->cells);
    if (which == GOUW_DATA_NULL)
        deal(&s->reaches, regions, n, random, deck, to);
    return which == GOUW_DATA_RESAMPLED ? draw_days(regions, n, random, arena, to, error) : GOUW_OK;
}

/* The distances of n of the regions that all has curves of. */
static gouw_status measure(const schedule_data *s, const gouw_reach_curves *all,
                           const uint32_t *regions, size_t n, gouw_arena *arena, double *out,
                           gouw_error *error) {
    const size_t n_stages = all->n_stages;
    gouw_day_curve *curves = gouw_arena_array(arena, n, n_stages * sizeof *curves);
    bool *dated = gouw_arena_array(arena, n, n_stages * sizeof *dated);
    double *square = n != 0 && n > SIZE_MAX / sizeof *square / n
                         ? NULL
                         : gouw_arena_array(arena, n, n * sizeof *square);
    if (curves == NULL || dated == NULL || square == NULL)
        return gouw_fail_memory(error, n * n * sizeof *square);
    for (size_t i = 0; i < n; i++) {
        memcpy(curves + i * n_stages, all->curves + regions[i] * n_stages,
               n_stages * sizeof *curves);
        memcpy(dated + i * n_stages, all->dated + regions[i] * n_stages, n_stages * sizeof *dated);
    }
    const gouw_status status = gouw_schedule_distances(curves, s->pairwise ? dated : NULL, n,
                                                       n_stages, s->window.earliest,
                                                       s->window.latest, square, error);
    for (size_t a = 0, at = 0; a < n && status == GOUW_OK; a++)
        for (size_t b = a + 1; b < n; b++)
            out[at++] = square[a * n + b];
    return status;
}

static gouw_status fill(const void *data, const uint32_t *regions, size_t n, gouw_apart_data which,
                        gouw_random *random, double *out, gouw_error *error) {
    const schedule_data *s = data;
    gouw_arena arena = GOUW_ARENA_INIT;
    gouw_reaches reaches;
    gouw_reach_curves curves;
    gouw_status status = draw(s, regions, n, which, random, &arena, &reaches, error);
    if (status == GOUW_OK)
        status = gouw_reach_curves_make(&reaches, &arena, &curves, error);
    if (status == GOUW_OK)
        status = measure(s, &curves, regions, n, &arena, out, error);
    gouw_arena_release(&arena);
    return status;
}

/* ---- preparing ------------------------------------------------------------------------------ */

static gouw_status read_window(const char *text, schedule_data *s, gouw_error *error) {
    char message[GOUW_MESSAGE_MAX], shown[GOUW_QUOTE];
    gouw_when when;
    const gouw_reading reading = gouw_edtf_read(text, strlen(text), &when, message);
    if ((reading != GOUW_READ && reading != GOUW_READ_NOTICE) ||
        when.precision == GOUW_PRECISION_NONE || when.open_start || when.open_end)
        return gouw_fail(error, GOUW_EUSAGE,
                         _("--window takes two dates such as 2026-01/2028-12, not '%s'"),
                         gouw_quote(text, strlen(text), shown));
    s->window = (gouw_interval){when.earliest, when.latest};
    return GOUW_OK;
}

static gouw_status settle_window(const gouw_run *run, const gouw_apart_options *options,
                                 const gouw_reach_curves *curves, gouw_results *results,
                                 schedule_data *s, gouw_error *error) {
    gouw_status status = GOUW_OK;
    s->window = curves->window;
    if (options->window != NULL)
        status = read_window(options->window, s, error);
    if (status != GOUW_OK || s->window.earliest > s->window.latest)
        return status;
    const char *from = gouw_day_words(run->arena, s->window.earliest);
    const char *to = gouw_day_words(run->arena, s->window.latest);
    if (from == NULL || to == NULL)
        return gouw_fail_memory(error, GOUW_MESSAGE_MAX);
    return gouw_results_remark(results, error, GOUW_NOTE,
                               _n("schedules are compared in days over %zu stage, from %s to %s",
                                  "schedules are compared in days over %zu stages, from %s to %s",
                                  curves->n_stages),
                               curves->n_stages, from, to);
}

gouw_status gouw_apart_schedule(const gouw_run *run, const gouw_apart_options *options,
                                gouw_results *results, gouw_apart_part *part, gouw_error *error) {
    const gouw_dataset *d = run->datasets[0];
    if ((d->has & GOUW_HAS_STAGES) == 0)
        return GOUW_OK;
    if (gouw_reporting_date(d, run->as_of) == GOUW_DAY_NONE) {
        if (options->on == GOUW_ON_SCHEDULE)
            return gouw_fail(error, GOUW_EUSAGE,
                             _("%s has no edition date; say on which day you look with --as-of "
                               "2026-06-30, or give \"created\" in datapackage.json"),
                             d->folder);
        return gouw_results_remark(results, error, GOUW_NOTE,
                                   _("schedules are left out: there is no edition date, and no "
                                     "--as-of"));
    }
    schedule_data *s = gouw_arena_alloc(run->arena, sizeof *s);
    gouw_reach_curves curves;
    if (s == NULL)
        return gouw_fail_memory(error, sizeof *s);
    s->pairwise = options->missing == GOUW_MISSING_PAIRWISE;
    gouw_status status = gouw_reach_all(d, run->as_of, run->arena, &s->reaches, error);
    if (status == GOUW_OK)
        status = gouw_reach_curves_make(&s->reaches, run->arena, &curves, error);
    if (status != GOUW_OK)
        return status;
    if (curves.n_stages == 0 && options->on == GOUW_ON_SCHEDULE)
        return gouw_fail(error, GOUW_EDATA,
                         _("--on schedule: no stage of %s has an order; give it in stages.csv"),
                         d->folder);
    if (curves.n_stages == 0)
        return gouw_results_remark(results, error, GOUW_NOTE,
                                   _("schedules are left out: no stage has an order"));
    status = settle_window(run, options, &curves, results, s, error);
    *part = (gouw_apart_part){.name = N_("schedule"),
                              .has = curves.has_schedule,
                              .resample = N_("days drawn within the dates stated"),
                              .null = N_("plans in which the dates of each stage are dealt among "
                                         "the regions at random"),
                              .data = s,
                              .fill = fill};
    return status;
}
