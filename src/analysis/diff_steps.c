/* Steps of one region in two editions: what was done, moved, dated or no longer mentioned.
 *
 * A step is the same when stage and item are. Dates are compared as stated: what is equal as an
 * interval of days is unchanged however it is written. Otherwise the true day has moved by
 * something in
 *
 *     [new.earliest - old.latest, new.latest - old.earliest]    days, positive = later,
 *
 * which is certain to be a move when it excludes 0. A part of the old interval is narrowed, one
 * that holds it widened.
 */
#include <string.h>

#include "analysis/diff.h"
#include "analysis/schedule.h"
#include "base/i18n.h"

static bool is_undated(const gouw_milestone *m) {
    return m->when.precision == GOUW_PRECISION_NONE;
}

/* "draft_plan", or "dialogue: feedback round". */
static gouw_status name_step(const gouw_diff *diff, const gouw_dataset *d, const gouw_milestone *m,
                             const char **name, gouw_error *error) {
    const char *stage = d->stages[m->stage].id;
    *name = m->item != NULL ? gouw_arena_format(diff->arena, "%s: %s", stage, m->item) : stage;
    return *name != NULL ? GOUW_OK : gouw_fail_memory(error, strlen(stage));
}

/* A row about a step of edition d. */
static gouw_status add(gouw_diff *diff, const char *kind, const gouw_dataset *d,
                       const gouw_milestone *m, const char *before, const char *after,
                       gouw_error *error) {
    const char *name;
    const gouw_status status = name_step(diff, d, m, &name, error);
    if (status != GOUW_OK)
        return status;
    const uint32_t region = d == diff->before ? diff->after_of[m->region] : m->region;
    return gouw_diff_add(diff, kind, diff->after->regions[region].id, name, before, after, error);
}

static const char *kind_of_change(gouw_when a, gouw_when b) {
    if (b.earliest >= a.earliest && b.latest <= a.latest)
        return "narrowed";
    if (b.earliest <= a.earliest && b.latest >= a.latest)
        return "widened";
    return "moved";
}

static gouw_status add_dates(gouw_diff *diff, const gouw_milestone *a, const gouw_milestone *b,
                             gouw_error *error) {
    if (is_undated(a) && is_undated(b))
        return GOUW_OK;
    if (is_undated(a))
        return add(diff, "dated", diff->after, b, a->when_text, b->when_text, error);
    if (is_undated(b))
        return add(diff, "undated", diff->after, b, a->when_text, b->when_text, error);
    if (a->when.earliest == b->when.earliest && a->when.latest == b->when.latest)
        return GOUW_OK;
    const char *kind = kind_of_change(a->when, b->when);
    const gouw_status status = add(diff, kind, diff->after, b, a->when_text, b->when_text, error);
    if (status != GOUW_OK)
        return status;
    const int64_t least = (int64_t)b->when.earliest - a->when.latest;
    const int64_t most = (int64_t)b->when.latest - a->when.earliest;
    if (!b->when.open_start && !a->when.open_end)
        gouw_table_set_integer(diff->table, "change_min", least);
    if (!b->when.open_end && !a->when.open_start)
        gouw_table_set_integer(diff->table, "change_max", most);
    if (strcmp(kind, "moved") == 0)
        gouw_table_set_text(diff->table, "certainty",
                            least > 0 || most < 0 ? "certain" : "possible");
    return GOUW_OK;
}

static const char *kind_of_status(uint32_t status) {
    static const char *const kind[] = {
        [GOUW_PLANNED] = "reopened", [GOUW_DONE] = "done", [GOUW_DROPPED] = "dropped"};
    return kind[status];
}

static gouw_status add_pair(gouw_diff *diff, const gouw_milestone *a, const gouw_milestone *b,
                            gouw_error *error) {
    gouw_status status = GOUW_OK;
    if (a->status != b->status)
        status = add(diff, kind_of_status(b->status), diff->after, b,
                     gouw_milestone_status_name(a->status), gouw_milestone_status_name(b->status),
                     error);
    return status == GOUW_OK && b->status != GOUW_DROPPED ? add_dates(diff, a, b, error) : status;
}

static bool is_same(const gouw_diff *diff, const gouw_milestone *a, const gouw_milestone *b) {
    return gouw_diff_same(diff->before->stages[a->stage].id, diff->after->stages[b->stage].id) &&
           gouw_diff_same(a->item, b->item);
}

/* The k-th step of a region; NULL: there are no more. */
static const gouw_milestone *step_at(const gouw_dataset *d, const gouw_by_region *steps,
                                     uint32_t region, size_t k) {
    const size_t at = steps->start[region] + k;
    return at < steps->start[region + 1] ? &d->milestones[steps->rows[at]] : NULL;
}

static const gouw_milestone *before_at(const gouw_diff *diff, uint32_t region, size_t k) {
    return step_at(diff->before, &diff->steps_before, region, k);
}

static const gouw_milestone *after_at(const gouw_diff *diff, uint32_t region, size_t k) {
    return step_at(diff->after, &diff->steps_after, region, k);
}

/* The step of the region that is the same as m; NULL if there is none. */
static const gouw_milestone *find_after(const gouw_diff *diff, const gouw_milestone *m,
                                        uint32_t region) {
    const gouw_milestone *b;
    for (size_t k = 0; (b = after_at(diff, region, k)) != NULL; k++)
        if (is_same(diff, m, b))
            return b;
    return NULL;
}

static const gouw_milestone *find_before(const gouw_diff *diff, const gouw_milestone *m,
                                         uint32_t region) {
    const gouw_milestone *a;
    for (size_t k = 0; (a = before_at(diff, region, k)) != NULL; k++)
        if (is_same(diff, a, m))
            return a;
    return NULL;
}

/* Items of one stage of which one is gone and one is new may be the same under another name. */
static gouw_status suggest(gouw_diff *diff, const gouw_milestone *gone, uint32_t after,
                           gouw_error *error) {
    const gouw_milestone *b;
    for (size_t k = 0; (b = after_at(diff, after, k)) != NULL; k++) {
        const char *stage = diff->after->stages[b->stage].id;
        if (!gouw_diff_same(diff->before->stages[gone->stage].id, stage) ||
            find_before(diff, b, gone->region) != NULL)
            continue;
        const gouw_status status = gouw_table_add_row(diff->matches, error);
        if (status != GOUW_OK)
            return status;
        gouw_table_set_text(diff->matches, "region", diff->after->regions[after].id);
        gouw_table_set_text(diff->matches, "stage", stage);
        gouw_table_set_text(diff->matches, "old_item", gone->item);
        gouw_table_set_text(diff->matches, "new_item", b->item);
    }
    return GOUW_OK;
}

static gouw_status add_before(gouw_diff *diff, const gouw_milestone *a, uint32_t after,
                              gouw_error *error) {
    const gouw_milestone *b = find_after(diff, a, after);
    if (b != NULL)
        return add_pair(diff, a, b, error);
    if (a->status == GOUW_DROPPED)
        return GOUW_OK;
    const gouw_status status = add(
        diff, "no_longer_mentioned", diff->before, a,
        a->status == GOUW_PLANNED ? a->when_text : gouw_milestone_status_name(a->status), NULL,
        error);
    return status == GOUW_OK ? suggest(diff, a, after, error) : status;
}

gouw_status gouw_diff_steps(gouw_diff *diff, uint32_t before, uint32_t after, gouw_error *error) {
    gouw_status status = GOUW_OK;
    const gouw_milestone *m;
    for (size_t k = 0; status == GOUW_OK && (m = before_at(diff, before, k)) != NULL; k++)
        status = add_before(diff, m, after, error);
    for (size_t k = 0; status == GOUW_OK && (m = after_at(diff, after, k)) != NULL; k++)
        if (find_before(diff, m, before) == NULL)
            status = add(
                diff, "new", diff->after, m, NULL,
                m->when_text != NULL ? m->when_text : gouw_milestone_status_name(m->status), error);
    return status;
}
