/* Small plans for tests of the schedule analyses, built in memory: a dataset of stages and steps,
 * and running an analysis on it. */
#ifndef GOUW_TESTS_PLAN_H
#define GOUW_TESTS_PLAN_H

#include <stdio.h>
#include <string.h>

#include "gouw/analysis.h"
#include "gouw/sink.h"
#include "gouw/writer.h"

/* A step; days as YYYYMMDD, 0 for an open end, both 0 for undated. */
typedef struct plan_step {
    const char *region, *stage;
    gouw_milestone_status status;
    int from, to;
} plan_step;

typedef struct plan {
    gouw_arena arena;
    gouw_dataset dataset;
    gouw_results results;
} plan;

static inline gouw_day plan_day(int number) {
    return gouw_day_from_civil(number / 10000, number / 100 % 100, number % 100);
}

static inline gouw_when plan_when(int from, int to) {
    if (from == 0 && to == 0)
        return (gouw_when)GOUW_WHEN_NONE;
    return (gouw_when){.earliest = from == 0 ? GOUW_DAY_MIN : plan_day(from),
                       .latest = to == 0 ? GOUW_DAY_MAX : plan_day(to),
                       .open_start = from == 0,
                       .open_end = to == 0,
                       .precision = from == 0 || to == 0 ? GOUW_PRECISION_OPEN
                                                         : GOUW_PRECISION_INTERVAL};
}

/* Regions and stages are named by their ids; orders[s] goes with stages[s]. */
static inline void plan_build(plan *p, int edition, const char *const *regions, size_t n_regions,
                              const char *const *stages, const int32_t *orders, size_t n_stages,
                              const plan_step *steps, size_t n_steps) {
    *p = (plan){.dataset = {.folder = "plan",
                            .name = "plan",
                            .has = GOUW_HAS_STAGES,
                            .n_regions = n_regions,
                            .n_stages = n_stages,
                            .n_milestones = n_steps}};
    gouw_dataset *d = &p->dataset;
    d->package.created = plan_day(edition);
    d->regions = gouw_arena_array(&p->arena, n_regions, sizeof *d->regions);
    d->stages = gouw_arena_array(&p->arena, n_stages, sizeof *d->stages);
    d->milestones = gouw_arena_array(&p->arena, n_steps, sizeof *d->milestones);
    for (size_t r = 0; r < n_regions; r++)
        d->regions[r] = (gouw_region){.id = regions[r], .name = regions[r]};
    for (size_t s = 0; s < n_stages; s++)
        d->stages[s] = (gouw_stage){.id = stages[s], .label = stages[s], .order = orders[s]};
    for (size_t i = 0; i < n_steps; i++)
        d->milestones[i] = (gouw_milestone){.region = gouw_dataset_region(d, steps[i].region),
                                            .stage = gouw_dataset_stage(d, steps[i].stage),
                                            .status = steps[i].status,
                                            .when = plan_when(steps[i].from, steps[i].to)};
}

static inline gouw_status plan_run(plan *p, const char *name, const void *options,
                                   gouw_error *error) {
    const gouw_dataset *const datasets[] = {&p->dataset};
    const gouw_run run = {.datasets = datasets,
                          .options = options,
                          .as_of = GOUW_DAY_NONE,
                          .seed = 1,
                          .threads = 1,
                          .arena = &p->arena};
    gouw_results_init(&p->results, &p->arena);
    return gouw_analysis_run(gouw_analysis_find(name), &run, &p->results, error);
}

/* A table of the results as CSV, to be compared as a whole; valid until the next call. */
static inline const char *plan_csv(const plan *p, const char *table) {
    static char text[1 << 16];
    gouw_sink sink;
    gouw_sink_open_memory(&sink);
    gouw_table_write(gouw_results_find(&p->results, table), GOUW_FORMAT_CSV, &sink);
    (void)snprintf(text, sizeof text, "%.*s", (int)sink.length, sink.data);
    gouw_sink_release(&sink);
    return text;
}

static inline bool plan_says(const plan *p, const char *sentence) {
    for (size_t i = 0; i < p->results.n_remarks; i++)
        if (strstr(p->results.remarks[i].text, sentence) != NULL)
            return true;
    return false;
}

#endif
