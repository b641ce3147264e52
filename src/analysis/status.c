/* Where each region stands: the last step done, the next one planned, what has no date and what is
 * not mentioned. Steps are taken in the order of their stages, then by their first possible day;
 * stages outside the sequence come before the others among what is done and after them among what
 * is planned, so that they are named only where there is nothing else.
 */
#include "analysis/by_region.h"
#include "analysis/join.h"
#include "analysis/schedule.h"
#include "base/i18n.h"
#include "gouw/text.h"

static const gouw_column columns[] = {
    {"region", GOUW_TEXT, "", N_("region id"), GOUW_LOOK_PLAIN},
    {"last_done", GOUW_TEXT, "", N_("stage of the furthest step that is done"), GOUW_LOOK_PLAIN},
    {"last_when", GOUW_TEXT, "", N_("its date as the source words it"), GOUW_LOOK_PLAIN},
    {"next_step", GOUW_TEXT, "", N_("stage of the first step that is planned"), GOUW_LOOK_PLAIN},
    {"next_when", GOUW_TEXT, "", N_("its date as the source words it"), GOUW_LOOK_PLAIN},
    {"earliest", GOUW_DATE, "", N_("its first possible day, as stated; empty if open or undated"),
     GOUW_LOOK_PLAIN},
    {"latest", GOUW_DATE, "", N_("its last possible day, as stated; empty if open or undated"),
     GOUW_LOOK_PLAIN},
    {"undated_steps", GOUW_INTEGER, "steps", N_("planned steps without a date"), GOUW_LOOK_PLAIN},
    {"not_mentioned", GOUW_TEXT, "",
     N_("stages of the sequence that the region does not name, separated by ';'"), GOUW_LOOK_PLAIN},
};
static const gouw_table_spec status_spec = {.name = "status",
                                            .title = N_("Where each region stands"),
                                            .columns = columns,
                                            .n_columns = sizeof columns / sizeof *columns};

typedef struct standing {
    const gouw_milestone *last, *next;
    int64_t undated;
} standing;

/* Where a step stands: by the order of its stage, then by its first and last possible day, then by
 * where stages.csv lists its stage, so that the order of the rows of milestones.csv does not show.
 * What is unknown comes before (-1) or after (1) all that is known. */
typedef struct place {
    int64_t order, first_day, last_day, stage;
} place;

static place place_of(const gouw_dataset *d, const gouw_milestone *m, int64_t unknown) {
    const int32_t order = d->stages[m->stage].order;
    const bool undated = m->when.precision == GOUW_PRECISION_NONE;
    return (place){order == GOUW_ORDER_NONE ? unknown * INT64_MAX : order,
                   undated ? unknown * INT64_MAX : m->when.earliest,
                   undated ? unknown * INT64_MAX : m->when.latest, (int64_t)m->stage};
}

static bool is_before(place a, place b) {
    if (a.order != b.order)
        return a.order < b.order;
    if (a.first_day != b.first_day)
        return a.first_day < b.first_day;
    return a.last_day != b.last_day ? a.last_day < b.last_day : a.stage < b.stage;
}

static void look_at(const gouw_dataset *d, const gouw_milestone *m, standing *s) {
    if (m->status == GOUW_DONE &&
        (s->last == NULL || is_before(place_of(d, s->last, -1), place_of(d, m, -1))))
        s->last = m;
    if (m->status != GOUW_PLANNED)
        return;
    s->undated += m->when.precision == GOUW_PRECISION_NONE;
    if (s->next == NULL || is_before(place_of(d, m, 1), place_of(d, s->next, 1)))
        s->next = m;
}

/* The stages of the sequence that no step of the region is of; dropped ones are mentioned. */
static gouw_status not_mentioned(const gouw_run *run, const uint32_t *steps, size_t n, bool *named,
                                 const char **list, gouw_error *error) {
    const gouw_dataset *d = run->datasets[0];
    gouw_join ids = {.arena = run->arena};
    for (size_t s = 0; s < d->n_stages; s++)
        named[s] = d->stages[s].order == GOUW_ORDER_NONE;
    for (size_t i = 0; i < n; i++)
        named[d->milestones[steps[i]].stage] = true;
    for (size_t s = 0; s < d->n_stages; s++)
        if (!named[s] && !gouw_join_add(&ids, d->stages[s].id))
            return gouw_fail_memory(error, GOUW_ID_MAX);
    *list = ids.text;
    return GOUW_OK;
}

static gouw_status add_region(const gouw_run *run, size_t region, const gouw_by_region *steps,
                              const standing *s, bool *named, gouw_table *table,
                              gouw_error *error) {
    const gouw_dataset *d = run->datasets[0];
    const char *missing = NULL;
    const size_t first = steps->start[region], n = steps->start[region + 1] - first;
    gouw_status status = not_mentioned(run, steps->rows + first, n, named, &missing, error);
    if (status == GOUW_OK)
        status = gouw_table_add_row(table, error);
    if (status != GOUW_OK)
        return status;
    gouw_table_set_text(table, "region", d->regions[region].id);
    if (s->last != NULL) {
        gouw_table_set_text(table, "last_done", d->stages[s->last->stage].id);
        gouw_table_set_text(table, "last_when", s->last->when_text);
    }
    if (s->next != NULL) {
        gouw_table_set_text(table, "next_step", d->stages[s->next->stage].id);
        gouw_table_set_text(table, "next_when", s->next->when_text);
        gouw_schedule_set_interval(table, &s->next->when);
    }
    gouw_table_set_integer(table, "undated_steps", s->undated);
    gouw_table_set_text(table, "not_mentioned", missing);
    return GOUW_OK;
}

static gouw_status run_status(const gouw_run *run, gouw_results *results, gouw_error *error) {
    const gouw_dataset *d = run->datasets[0];
    standing *all = gouw_arena_array(run->arena, d->n_regions, sizeof *all);
    bool *named = gouw_arena_array(run->arena, d->n_stages, sizeof *named);
    if (all == NULL || named == NULL)
        return gouw_fail_memory(error, d->n_regions * sizeof *all);
    for (size_t i = 0; i < d->n_milestones; i++)
        look_at(d, &d->milestones[i], &all[d->milestones[i].region]);
    gouw_table *table;
    gouw_by_region steps;
    size_t without = 0;
    gouw_status status = gouw_steps_by_region(d, run->arena, &steps, error);
    if (status == GOUW_OK)
        status = gouw_results_add(results, &status_spec, &table, error);
    for (size_t r = 0; r < d->n_regions && status == GOUW_OK; r++) {
        status = add_region(run, r, &steps, &all[r], named, table, error);
        without += all[r].last == NULL && all[r].next == NULL;
    }
    if (status == GOUW_OK && without > 0)
        status = gouw_results_remark(
            results, error, GOUW_NOTE,
            _n("%zu region names no step", "%zu regions name no step", without), without);
    return status;
}

static const gouw_table_spec *const tables[] = {&status_spec};

const gouw_analysis gouw_analysis_status = {
    .name = "status",
    .summary = N_("Say where each region stands: last step done, next step, what has no date"),
    .details = N_("Steps are taken in the order of their stages, then by their first possible "
                  "day. Not mentioned does not mean not planned: the source is silent."),
    .needs = GOUW_HAS_STAGES,
    .n_datasets = 1,
    .tables = tables,
    .n_tables = sizeof tables / sizeof *tables,
    .section = GOUW_SECTION_REGIONS,
    .run = run_status,
};
