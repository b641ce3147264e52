#include "analysis/reach.h"

#include "analysis/schedule.h"
#include "base/i18n.h"
#include "gouw/text.h"

const gouw_reach *gouw_reach_at(const gouw_reaches *reaches, size_t region, size_t stage) {
    return &reaches->cells[region * reaches->dataset->n_stages + stage];
}

static bool is_undated(const gouw_milestone *m) {
    return m->when.precision == GOUW_PRECISION_NONE;
}

/* Whether an item says something of when the stage is reached, whatever others there are. */
static bool says_when(const gouw_milestone *m) {
    return m->status != GOUW_DROPPED && !(m->status == GOUW_DONE && is_undated(m));
}

typedef struct filling {
    const gouw_dataset *dataset;
    bool *said;           /* a cell: some item says when */
    size_t *start;        /* a cell, and one more: its parts */
    gouw_interval *parts; /* one an item, at most */
} filling;

static size_t cell_of(const filling *f, const gouw_milestone *m) {
    return m->region * f->dataset->n_stages + m->stage;
}

/* An item counts unless it is dropped, or done without a date beside one that says when. */
static bool counts(const filling *f, const gouw_milestone *m) {
    return m->status != GOUW_DROPPED && (says_when(m) || !f->said[cell_of(f, m)]);
}

static void count_parts(filling *f, size_t n_cells) {
    const gouw_dataset *d = f->dataset;
    for (size_t i = 0; i < d->n_milestones; i++)
        f->said[cell_of(f, &d->milestones[i])] |= says_when(&d->milestones[i]);
    for (size_t i = 0; i < d->n_milestones; i++)
        f->start[cell_of(f, &d->milestones[i]) + 1] += counts(f, &d->milestones[i]);
    for (size_t c = 0; c < n_cells; c++)
        f->start[c + 1] += f->start[c];
}

/* The first and the last day there is stand for an end that is open (stat/interval.h): a date that
 * ends there, such as the 9999-12-31 of databases, is not counted by its days. */
static bool is_open(const gouw_when *when) {
    return when->earliest == GOUW_DAY_MIN || when->latest == GOUW_DAY_MAX;
}

static void add_part(const filling *f, const gouw_milestone *m, gouw_day reporting,
                     gouw_reach *cell) {
    const gouw_when when = gouw_schedule_cut(m, reporting);
    gouw_reach_kind kind = is_open(&when) ? GOUW_REACH_OPEN : GOUW_REACH_DATED;
    if (m->status == GOUW_PLANNED && is_undated(m))
        kind = GOUW_REACH_UNDATED;
    const bool first = cell->cdf.n_parts == 0;
    f->parts[f->start[cell_of(f, m)] + cell->cdf.n_parts++] = (gouw_interval){when.earliest,
                                                                              when.latest};
    cell->kind = first || kind < cell->kind ? kind : cell->kind;
    cell->done = (first || cell->done) && m->status == GOUW_DONE;
}

static void fill_cells(const filling *f, gouw_reaches *reaches, size_t n_cells) {
    const gouw_dataset *d = f->dataset;
    for (size_t i = 0; i < d->n_milestones; i++) {
        const gouw_milestone *m = &d->milestones[i];
        if (counts(f, m))
            add_part(f, m, reaches->reporting, &reaches->cells[cell_of(f, m)]);
    }
    for (size_t c = 0; c < n_cells; c++) {
        gouw_reach *cell = &reaches->cells[c];
        cell->cdf.parts = f->parts + f->start[c];
        if (cell->cdf.n_parts > 0)
            cell->range = gouw_day_cdf_range(&cell->cdf);
    }
}

gouw_status gouw_reach_all(const gouw_dataset *dataset, gouw_day as_of, gouw_arena *arena,
                           gouw_reaches *reaches, gouw_error *error) {
    const size_t n_cells = dataset->n_regions * dataset->n_stages;
    filling f = {.dataset = dataset,
                 .said = gouw_arena_array(arena, n_cells, sizeof(bool)),
                 .start = gouw_arena_array(arena, n_cells + 1, sizeof(size_t)),
                 .parts = gouw_arena_array(arena, dataset->n_milestones, sizeof(gouw_interval))};
    *reaches = (gouw_reaches){.dataset = dataset,
                              .reporting = gouw_reporting_date(dataset, as_of),
                              .cells = gouw_arena_array(arena, n_cells, sizeof(gouw_reach))};
    if (f.said == NULL || f.start == NULL || f.parts == NULL || reaches->cells == NULL)
        return gouw_fail_memory(error, n_cells * sizeof(gouw_reach));
    count_parts(&f, n_cells);
    fill_cells(&f, reaches, n_cells);
    return GOUW_OK;
}

void gouw_reach_count(const gouw_reaches *reaches, size_t stage, size_t *counted) {
    for (size_t k = 0; k < GOUW_N_REACH_KINDS; k++)
        counted[k] = 0;
    for (size_t r = 0; r < reaches->dataset->n_regions; r++)
        counted[gouw_reach_at(reaches, r, stage)->kind]++;
}

/* Whether some region that names the stage has not done it. */
static bool is_under_way(const gouw_reaches *reaches, uint32_t stage) {
    for (size_t r = 0; r < reaches->dataset->n_regions; r++) {
        const gouw_reach *reach = gouw_reach_at(reaches, r, stage);
        if (reach->kind != GOUW_REACH_NOT_NAMED && !reach->done)
            return true;
    }
    return false;
}

/* Whether to speak of stage b rather than a. */
static bool is_better(const gouw_reaches *reaches, uint32_t a, uint32_t b) {
    size_t of_a[GOUW_N_REACH_KINDS], of_b[GOUW_N_REACH_KINDS];
    const int32_t order_a = reaches->dataset->stages[a].order;
    const int32_t order_b = reaches->dataset->stages[b].order;
    if ((order_a == GOUW_ORDER_NONE) != (order_b == GOUW_ORDER_NONE))
        return order_a == GOUW_ORDER_NONE;
    const bool a_goes_on = is_under_way(reaches, a), b_goes_on = is_under_way(reaches, b);
    if (a_goes_on != b_goes_on)
        return b_goes_on;
    gouw_reach_count(reaches, a, of_a);
    gouw_reach_count(reaches, b, of_b);
    if (of_a[GOUW_REACH_DATED] != of_b[GOUW_REACH_DATED])
        return of_a[GOUW_REACH_DATED] < of_b[GOUW_REACH_DATED];
    return order_a < order_b;
}

static gouw_status fail_unknown(const gouw_dataset *d, const char *id, gouw_error *error) {
    const char *nearest = NULL;
    for (size_t s = 0; s < d->n_stages; s++) {
        const char *two[] = {nearest != NULL ? nearest : d->stages[s].id, d->stages[s].id};
        nearest = gouw_nearest(id, two, 2);
    }
    if (nearest == NULL)
        return gouw_fail(error, GOUW_EUSAGE, _("unknown stage '%s'; stages.csv lists them"), id);
    return gouw_fail(error, GOUW_EUSAGE, _("unknown stage '%s' (did you mean '%s'?)"), id, nearest);
}

gouw_status gouw_reach_stage(const gouw_reaches *reaches, const char *id, uint32_t *stage,
                             gouw_error *error) {
    const gouw_dataset *d = reaches->dataset;
    if (d->n_stages == 0)
        return gouw_fail(error, GOUW_EDATA, _("%s lists no stage in stages.csv"), d->folder);
    *stage = 0;
    if (id != NULL) {
        *stage = gouw_dataset_stage(d, id);
        return *stage == GOUW_INDEX_NONE ? fail_unknown(d, id, error) : GOUW_OK;
    }
    const uint32_t adoption = gouw_dataset_stage(d, GOUW_ADOPTION);
    if (adoption != GOUW_INDEX_NONE) {
        size_t counted[GOUW_N_REACH_KINDS];
        *stage = adoption;
        gouw_reach_count(reaches, adoption, counted);
        if (counted[GOUW_REACH_DATED] > 0)
            return GOUW_OK;
    }
    for (uint32_t s = 0; s < d->n_stages; s++)
        if (is_better(reaches, *stage, s))
            *stage = s;
    return GOUW_OK;
}
