/* Do coders read the same steps and dates?
 *
 * Steps of two coders are the same when region, stage and item are; several of one key are paired
 * in file order. For each stage, and in all, over all pairs of coders who both coded the region:
 *
 *     named      steps that either names           equal    of those both name, same interval
 *     both       steps that both name              overlap  days in both intervals / days in
 * either, mean over those with two known ends
 *
 * Intervals are compared as stated, not as cut at the reporting date.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/coders.h"
#include "base/i18n.h"

static const gouw_column columns[] = {
    {"stage", GOUW_TEXT, "", N_("stage id; empty: all stages together"), GOUW_LOOK_PLAIN},
    {"named", GOUW_INTEGER, "steps", N_("steps that either coder names, of regions both coded"),
     GOUW_LOOK_PLAIN},
    {"both", GOUW_INTEGER, "steps", N_("steps that both name"), GOUW_LOOK_PLAIN},
    {"equal", GOUW_REAL, "", N_("of those both name, the share with the same date or none"),
     GOUW_LOOK_PERCENT},
    {"overlap", GOUW_REAL, "",
     N_("mean over those with two known ends: days in both intervals / days in either"),
     GOUW_LOOK_PERCENT},
    {"compared", GOUW_INTEGER, "steps", N_("how many steps that mean rests on"), GOUW_LOOK_PLAIN},
    {"same_status", GOUW_REAL, "",
     N_("of those both name, the share equally planned, done or "
        "dropped"),
     GOUW_LOOK_PERCENT},
};
const gouw_table_spec gouw_agree_steps_spec = {
    .name = "agree_steps",
    .title = N_("Agreement of coders on steps and dates"),
    .columns = columns,
    .n_columns = sizeof columns / sizeof *columns};

typedef struct step {
    const gouw_milestone *milestone;
    size_t coder;
} step;

static int compare_text(const char *a, const char *b) {
    return strcmp(a == NULL ? "" : a, b == NULL ? "" : b);
}

/* Region, stage and item. */
static int compare_place(const gouw_milestone *a, const gouw_milestone *b) {
    if (a->region != b->region)
        return a->region < b->region ? -1 : 1;
    if (a->stage != b->stage)
        return a->stage < b->stage ? -1 : 1;
    return compare_text(a->item, b->item);
}

static int by_place(const void *x, const void *y) {
    const step *a = x, *b = y;
    const int place = compare_place(a->milestone, b->milestone);
    if (place != 0)
        return place;
    return a->coder < b->coder ? -1 : a->coder > b->coder;
}

typedef struct tally {
    size_t named, both, equal, same_status, compared;
    double overlap;
} tally;

typedef struct comparison {
    const gouw_coders *coders;
    step *steps;
    size_t n_steps;
    bool *coded;               /* coders x regions */
    tally *tallies;            /* of each stage, then of all */
    const gouw_milestone **at; /* of the place looked at, by coder; NULL = not named */
    const char **said;
} comparison;

static gouw_status get_memory(comparison *c, gouw_error *error) {
    const gouw_dataset *d = c->coders->dataset;
    gouw_arena *arena = c->coders->run->arena;
    const size_t n = c->coders->n;
    for (size_t i = 0; i < n; i++)
        c->n_steps += c->coders->coding[i]->n_milestones;
    c->steps = gouw_arena_array(arena, c->n_steps, sizeof *c->steps);
    c->coded = gouw_arena_array(arena, n * d->n_regions, sizeof *c->coded);
    c->tallies = gouw_arena_array(arena, d->n_stages + 1, sizeof *c->tallies);
    c->at = gouw_arena_array(arena, n, sizeof *c->at);
    c->said = gouw_arena_array(arena, n, sizeof *c->said);
    if (c->steps == NULL || c->coded == NULL || c->tallies == NULL || c->at == NULL ||
        c->said == NULL)
        return gouw_fail_memory(error, c->n_steps * sizeof *c->steps);
    return GOUW_OK;
}

/* All steps, those of one place side by side. */
static void gather(comparison *c) {
    size_t n = 0;
    for (size_t i = 0; i < c->coders->n; i++) {
        const gouw_coding *coding = c->coders->coding[i];
        for (size_t m = 0; m < coding->n_milestones; m++) {
            c->steps[n++] = (step){.milestone = &coding->milestones[m], .coder = i};
            c->coded[i * c->coders->dataset->n_regions + coding->milestones[m].region] = true;
        }
    }
    qsort(c->steps, n, sizeof *c->steps, by_place);
}

static bool same_when(const gouw_when *a, const gouw_when *b) {
    return a->earliest == b->earliest && a->latest == b->latest;
}

static bool has_two_ends(const gouw_when *when) {
    return when->earliest != GOUW_DAY_NONE && !when->open_start && !when->open_end;
}

static double share_of_days(const gouw_when *a, const gouw_when *b) {
    const double first = fmax(a->earliest, b->earliest), last = fmin(a->latest, b->latest);
    const double both = fmax(0, last - first + 1);
    const double either = (double)a->latest - a->earliest + 1 + (double)b->latest - b->earliest + 1;
    return both / (either - both);
}

static void count_pair(tally *t, const gouw_milestone *a, const gouw_milestone *b) {
    t->named += a != NULL || b != NULL;
    if (a == NULL || b == NULL)
        return;
    t->both++;
    t->equal += same_when(&a->when, &b->when);
    t->same_status += a->status == b->status;
    if (!has_two_ends(&a->when) || !has_two_ends(&b->when))
        return;
    t->compared++;
    t->overlap += share_of_days(&a->when, &b->when);
}

/* "planned, Q1 2026"; NULL when memory is out. */
static const char *words(const comparison *c, const gouw_milestone *m) {
    if (m == NULL)
        return "not mentioned";
    const bool undated = m->when_text == NULL || m->when_text[0] == '\0';
    return gouw_arena_format(c->coders->run->arena, "%s, %s", gouw_milestone_status_name(m->status),
                             undated ? "no date" : m->when_text);
}

static bool differ(const gouw_milestone *a, const gouw_milestone *b) {
    if (a == NULL || b == NULL)
        return a != b;
    return !same_when(&a->when, &b->when) || a->status != b->status;
}

static const char *name_step(const comparison *c, const gouw_milestone *m) {
    const char *stage = c->coders->dataset->stages[m->stage].id;
    if (m->item == NULL)
        return stage;
    return gouw_arena_format(c->coders->run->arena, "%s: %s", stage, m->item);
}

static gouw_status add_disagreement(const comparison *c, const gouw_milestone *of,
                                    gouw_disagreements *list, gouw_error *error) {
    const gouw_dataset *d = c->coders->dataset;
    const char *item = name_step(c, of);
    if (item == NULL)
        return gouw_fail_memory(error, 64);
    for (size_t i = 0; i < c->coders->n; i++) {
        const bool coded = c->coded[i * d->n_regions + of->region];
        c->said[i] = coded ? words(c, c->at[i]) : NULL;
        if (coded && c->said[i] == NULL)
            return gouw_fail_memory(error, 64);
    }
    return gouw_disagreements_add(c->coders, d->regions[of->region].id, "step", item, c->said, list,
                                  error);
}

/* One place: what each coder says of one step. */
static gouw_status look_at_place(const comparison *c, const gouw_milestone *of,
                                 gouw_disagreements *list, gouw_error *error) {
    const gouw_dataset *d = c->coders->dataset;
    bool settled = true;
    for (size_t a = 0; a < c->coders->n; a++) {
        for (size_t b = a + 1; b < c->coders->n; b++) {
            if (!c->coded[a * d->n_regions + of->region] ||
                !c->coded[b * d->n_regions + of->region])
                continue;
            count_pair(&c->tallies[of->stage], c->at[a], c->at[b]);
            count_pair(&c->tallies[d->n_stages], c->at[a], c->at[b]);
            settled = settled && !differ(c->at[a], c->at[b]);
        }
    }
    gouw_status status = settled ? GOUW_OK : add_disagreement(c, of, list, error);
    if (status != GOUW_OK || list->settling == NULL)
        return status;
    const char *item = name_step(c, of);
    return item == NULL ? gouw_fail_memory(error, 64)
                        : gouw_settle_step(list->settling, c->at, settled, item, error);
}

static gouw_status compare_all(comparison *c, gouw_disagreements *list, gouw_error *error) {
    gouw_status status = GOUW_OK;
    for (size_t i = 0, end; i < c->n_steps && status == GOUW_OK; i = end) {
        const gouw_milestone *of = c->steps[i].milestone;
        for (size_t coder = 0; coder < c->coders->n; coder++)
            c->at[coder] = NULL;
        for (end = i; end < c->n_steps && compare_place(of, c->steps[end].milestone) == 0; end++)
            c->at[c->steps[end].coder] = c->steps[end].milestone;
        status = look_at_place(c, of, list, error);
    }
    return status;
}

static gouw_status add_row(const tally *t, const char *stage, gouw_table *table,
                           gouw_error *error) {
    const gouw_status status = gouw_table_add_row(table, error);
    if (status != GOUW_OK)
        return status;
    gouw_table_set_text(table, "stage", stage);
    gouw_table_set_integer(table, "named", (int64_t)t->named);
    gouw_table_set_integer(table, "both", (int64_t)t->both);
    gouw_table_set_integer(table, "compared", (int64_t)t->compared);
    if (t->both > 0) {
        gouw_table_set_real(table, "equal", (double)t->equal / (double)t->both);
        gouw_table_set_real(table, "same_status", (double)t->same_status / (double)t->both);
    }
    if (t->compared > 0)
        gouw_table_set_real(table, "overlap", t->overlap / (double)t->compared);
    return GOUW_OK;
}

static gouw_status add_rows(const comparison *c, gouw_results *results, gouw_error *error) {
    const gouw_dataset *d = c->coders->dataset;
    const tally *all = &c->tallies[d->n_stages];
    gouw_table *table;
    gouw_status status = gouw_results_add(results, &gouw_agree_steps_spec, &table, error);
    if (status == GOUW_OK)
        status = add_row(all, NULL, table, error);
    for (size_t s = 0; s < d->n_stages && status == GOUW_OK; s++) {
        if (c->tallies[s].named > 0)
            status = add_row(&c->tallies[s], d->stages[s].id, table, error);
    }
    if (status == GOUW_OK && all->named > 0)
        status = gouw_results_remark(
            results, error, GOUW_HEADLINE,
            _n("Of %zu step that either of two coders names, both name %zu, %zu of them with the "
               "same date.",
               "Of %zu steps that either of two coders names, both name %zu, %zu of them with the "
               "same date.",
               all->named),
            all->named, all->both, all->equal);
    return status;
}

gouw_status gouw_coders_compare_steps(const gouw_coders *coders, gouw_disagreements *list,
                                      gouw_results *results, gouw_error *error) {
    comparison c = {.coders = coders};
    gouw_status status = get_memory(&c, error);
    if (status != GOUW_OK || c.n_steps == 0)
        return status;
    gather(&c);
    status = compare_all(&c, list, error);
    return status == GOUW_OK ? add_rows(&c, results, error) : status;
}
