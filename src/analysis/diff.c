/* What changed from one edition to the next, a row a change. */
#include "analysis/diff.h"

#include <string.h>

#include "analysis/by_id.h"
#include "analysis/schedule.h"
#include "base/i18n.h"
#include "gouw/text.h"

typedef struct diff_options {
    bool exit_code;
} diff_options;

static const gouw_option options[] = {
    {.kind = GOUW_OPTION_FLAG,
     .name = "exit-code",
     .offset = offsetof(diff_options, exit_code),
     .help = N_("exit with 1 when there are differences; a dataset with errors gives 1, too")},
};

static const gouw_column columns[] = {
    {"kind", GOUW_TEXT, "",
     N_("moved, narrowed, widened, dated, undated, done, dropped, reopened, no_longer_mentioned or "
        "new, of a step; theme_new, theme_gone, theme_changed; target_new, target_gone, "
        "target_changed; attribute_changed; region_new, region_gone, region_renamed; "
        "vocabulary_changed"),
     GOUW_LOOK_PLAIN},
    {"region", GOUW_TEXT, "", N_("region id, the new one where it was renamed"), GOUW_LOOK_PLAIN},
    {"item", GOUW_TEXT, "", N_("stage and item, theme, indicator and field, or attribute"),
     GOUW_LOOK_PLAIN},
    {"old", GOUW_TEXT, "", N_("as the old edition says"), GOUW_LOOK_WORDS},
    {"new", GOUW_TEXT, "", N_("as the new edition says"), GOUW_LOOK_WORDS},
    {"change_min", GOUW_INTEGER, "days",
     N_("least possible move, positive is later; empty if open"), GOUW_LOOK_PLAIN},
    {"change_max", GOUW_INTEGER, "days", N_("largest possible move; empty if open"),
     GOUW_LOOK_PLAIN},
    {"certainty", GOUW_TEXT, "",
     N_("of what moved: certain where the two dates have no day in common, else possible"),
     GOUW_LOOK_PLAIN},
};
static const gouw_table_spec diff_spec = {.name = "diff",
                                          .title = N_("What changed"),
                                          .columns = columns,
                                          .n_columns = sizeof columns / sizeof *columns};

static const gouw_column match_columns[] = {
    {"region", GOUW_TEXT, "", N_("region id"), GOUW_LOOK_PLAIN},
    {"stage", GOUW_TEXT, "", N_("stage id"), GOUW_LOOK_PLAIN},
    {"old_item", GOUW_TEXT, "", N_("item that is no longer mentioned"), GOUW_LOOK_PLAIN},
    {"new_item", GOUW_TEXT, "", N_("new item that may be the same"), GOUW_LOOK_PLAIN},
};
static const gouw_table_spec match_spec = {
    .name = "diff_matches",
    .title = N_("Steps that may be the same under another name"),
    .columns = match_columns,
    .n_columns = sizeof match_columns / sizeof *match_columns};

/* ---- regions -------------------------------------------------------------------------------- */

/* Whether the ';'-separated list holds id. */
static bool holds(const char *list, const char *id) {
    const size_t length = strlen(id);
    while (list != NULL && *list != '\0') {
        list += strspn(list, "; ");
        size_t part = strcspn(list, ";");
        const char *next = list + part;
        while (part > 0 && list[part - 1] == ' ')
            part--;
        if (part == length && memcmp(list, id, length) == 0)
            return true;
        list = next;
    }
    return false;
}

/* By id first; then what is left by former_id, the first of several. */
static gouw_status match_regions(gouw_diff *diff, gouw_error *error) {
    const gouw_dataset *d = diff->before, *e = diff->after;
    const gouw_attribute *former = gouw_attributes_find(&e->region_attributes, "former_id");
    diff->after_of = gouw_arena_array(diff->arena, d->n_regions, sizeof *diff->after_of);
    diff->before_of = gouw_arena_array(diff->arena, e->n_regions, sizeof *diff->before_of);
    gouw_by_id ids;
    if (diff->after_of == NULL || diff->before_of == NULL)
        return gouw_fail_memory(error, d->n_regions * sizeof *diff->after_of);
    const gouw_status status = gouw_by_id_make(e, diff->arena, &ids, error);
    if (status != GOUW_OK)
        return status;
    for (size_t r = 0; r < e->n_regions; r++)
        diff->before_of[r] = GOUW_INDEX_NONE;
    for (uint32_t r = 0; r < d->n_regions; r++) {
        diff->after_of[r] = gouw_by_id_find(&ids, d->regions[r].id);
        if (diff->after_of[r] != GOUW_INDEX_NONE)
            diff->before_of[diff->after_of[r]] = r;
    }
    for (uint32_t b = 0; former != NULL && b < e->n_regions; b++)
        for (uint32_t a = 0;
             former->text[b] != NULL && a < d->n_regions && diff->before_of[b] == GOUW_INDEX_NONE;
             a++)
            if (diff->after_of[a] == GOUW_INDEX_NONE && holds(former->text[b], d->regions[a].id)) {
                diff->after_of[a] = b;
                diff->before_of[b] = a;
            }
    return GOUW_OK;
}

/* What is compared of a region that both editions have, where both have the files for it. */
typedef struct part {
    unsigned needs;
    gouw_status (*compare)(gouw_diff *diff, uint32_t before, uint32_t after, gouw_error *error);
} part;

static const part parts[] = {
    {GOUW_HAS_STAGES, gouw_diff_steps},
    {GOUW_HAS_THEMES, gouw_diff_themes},
    {GOUW_HAS_TARGETS, gouw_diff_targets},
    {0, gouw_diff_attributes},
};
enum { N_PARTS = sizeof parts / sizeof *parts };

static bool both_have(const gouw_diff *diff, unsigned needs) {
    return (diff->before->has & diff->after->has & needs) == needs;
}

static gouw_status add_region(gouw_diff *diff, uint32_t after, gouw_error *error) {
    const char *id = diff->after->regions[after].id;
    const uint32_t before = diff->before_of[after];
    if (before == GOUW_INDEX_NONE)
        return gouw_diff_add(diff, "region_new", id, NULL, NULL, diff->after->regions[after].name,
                             error);
    const char *old_id = diff->before->regions[before].id;
    gouw_status status = GOUW_OK;
    if (strcmp(old_id, id) != 0)
        status = gouw_diff_add(diff, "region_renamed", id, NULL, old_id, id, error);
    for (size_t k = 0; k < N_PARTS && status == GOUW_OK; k++)
        if (both_have(diff, parts[k].needs))
            status = parts[k].compare(diff, before, after, error);
    return status;
}

static gouw_status add_regions(gouw_diff *diff, gouw_error *error) {
    gouw_status status = GOUW_OK;
    for (uint32_t r = 0; r < diff->after->n_regions && status == GOUW_OK; r++)
        status = add_region(diff, r, error);
    for (size_t r = 0; r < diff->before->n_regions && status == GOUW_OK; r++)
        if (diff->after_of[r] == GOUW_INDEX_NONE)
            status = gouw_diff_add(diff, "region_gone", diff->before->regions[r].id, NULL,
                                   diff->before->regions[r].name, NULL, error);
    return status;
}

/* ---- in words ------------------------------------------------------------------------------- */

typedef struct tally {
    size_t later, later_possibly, earlier, earlier_possibly, gone, done, dated, vocabulary;
    size_t slipped;             /* regions with a step that certainly moved later */
    int64_t slip_min, slip_max; /* by so many days; slip_max GOUW_INTEGER_NONE = no bound */
    const char *region;         /* the last of them: rows of a region stand together */
} tally;

static bool is(const gouw_table *t, size_t row, const char *column, const char *value) {
    const char *text = gouw_table_text(t, row, column);
    return text != NULL && strcmp(text, value) == 0;
}

/* Which way a step moved, on the whole: the middle of what is possible. */
static void count_move(const gouw_table *t, size_t row, tally *n) {
    const int64_t least = gouw_table_integer(t, row, "change_min");
    const int64_t most = gouw_table_integer(t, row, "change_max");
    const bool certain = is(t, row, "certainty", "certain");
    bool later = most == GOUW_INTEGER_NONE;
    if (least != GOUW_INTEGER_NONE && most != GOUW_INTEGER_NONE)
        later = least + most > 0;
    n->later += later && certain;
    n->later_possibly += later && !certain;
    n->earlier += !later && certain;
    n->earlier_possibly += !later && !certain;
}

static void count_slip(const gouw_table *t, size_t row, tally *n) {
    const int64_t least = gouw_table_integer(t, row, "change_min");
    const int64_t most = gouw_table_integer(t, row, "change_max");
    if (least == GOUW_INTEGER_NONE || least <= 0)
        return;
    const char *region = gouw_table_text(t, row, "region");
    const bool first = n->region == NULL;
    n->slipped += first || strcmp(n->region, region) != 0;
    n->region = region;
    n->slip_min = first || least < n->slip_min ? least : n->slip_min;
    if (most == GOUW_INTEGER_NONE || (!first && n->slip_max == GOUW_INTEGER_NONE))
        n->slip_max = GOUW_INTEGER_NONE;
    else
        n->slip_max = first || most > n->slip_max ? most : n->slip_max;
}

static tally count(const gouw_table *t) {
    tally n = {0};
    for (size_t r = 0; r < t->n_rows; r++) {
        if (is(t, r, "kind", "moved")) {
            count_move(t, r, &n);
            count_slip(t, r, &n);
        }
        n.gone += is(t, r, "kind", "no_longer_mentioned") && !is(t, r, "old", "done");
        n.done += is(t, r, "kind", "done");
        n.dated += is(t, r, "kind", "dated");
        n.vocabulary += is(t, r, "kind", "vocabulary_changed");
    }
    return n;
}

static gouw_status add_moves(const tally *n, gouw_results *results, gouw_error *error) {
    if (n->later + n->later_possibly + n->earlier + n->earlier_possibly == 0)
        return gouw_results_remark(results, error, GOUW_HEADLINE, _("No date has moved."));
    return gouw_results_remark(
        results, error, GOUW_HEADLINE,
        _n("%zu date moved later and %zu possibly; %zu earlier and %zu possibly.",
           "%zu dates moved later and %zu possibly; %zu earlier and %zu possibly.", n->later),
        n->later, n->later_possibly, n->earlier, n->earlier_possibly);
}

/* "61 to 183 days", "61 days or more"; one number where all steps moved equally far. */
static const char *slip_words(gouw_arena *arena, const tally *n) {
    const int least = (int)n->slip_min, most = (int)n->slip_max;
    if (n->slip_max == GOUW_INTEGER_NONE)
        return gouw_arena_format(arena, _n("%d day or more", "%d days or more", (size_t)least),
                                 least);
    if (least == most)
        return gouw_arena_format(arena, _n("%d day", "%d days", (size_t)least), least);
    return gouw_arena_format(arena, _("%d to %d days"), least, most);
}

/* "3 of 11 regions have a step that certainly moved later, by 61 to 183 days." */
static gouw_status add_slip(const gouw_diff *diff, const tally *n, gouw_results *results,
                            gouw_error *error) {
    const size_t n_regions = diff->after->n_regions;
    if (n->slipped == 0)
        return GOUW_OK;
    const char *days = slip_words(diff->arena, n);
    if (days == NULL)
        return gouw_fail_memory(error, 64);
    return gouw_results_remark(
        results, error, GOUW_HEADLINE,
        n_regions == 1
            ? _("%zu of %zu region has a step that certainly moved later, by %s.")
            : _n("%zu of %zu regions has a step that certainly moved later, by %s.",
                 "%zu of %zu regions have a step that certainly moved later, by %s.", n->slipped),
        n->slipped, n_regions, days);
}

static gouw_status add_headlines(const gouw_diff *diff, const tally *n, gouw_results *results,
                                 gouw_error *error) {
    gouw_status status = add_moves(n, results, error);
    if (status == GOUW_OK)
        status = add_slip(diff, n, results, error);
    if (status == GOUW_OK && n->done + n->dated + n->gone > 0)
        status = gouw_results_remark(
            results, error, GOUW_HEADLINE,
            _("Steps done since: %zu; given a date: %zu; planned before and no longer "
              "mentioned: %zu."),
            n->done, n->dated, n->gone);
    if (status == GOUW_OK && diff->matches->n_rows > 0)
        status = gouw_results_remark(
            results, error, GOUW_NOTE,
            _n("%zu step may be the same under another name: see diff_matches",
               "%zu steps may be the same under another name: see diff_matches",
               diff->matches->n_rows),
            diff->matches->n_rows);
    return status;
}

/* Files that only one edition has. */
static gouw_status add_left_out(const gouw_diff *diff, gouw_results *results, gouw_error *error) {
    gouw_status status = GOUW_OK;
    for (size_t k = 0; k < N_PARTS && status == GOUW_OK; k++) {
        const unsigned bit = parts[k].needs;
        if (((diff->before->has ^ diff->after->has) & bit) != 0)
            status = gouw_results_remark(
                results, error, GOUW_NOTE, _("not compared, since %s has no %s"),
                (diff->before->has & bit) == 0 ? diff->before->folder : diff->after->folder,
                gouw_dataset_file_of(bit));
    }
    return status;
}

static gouw_status add_remarks(const gouw_diff *diff, gouw_results *results, gouw_error *error) {
    const tally n = count(diff->table);
    const gouw_day old_edition = diff->before->package.created;
    const gouw_day new_edition = diff->after->package.created;
    gouw_status status = GOUW_OK;
    if (n.vocabulary > 0)
        status = gouw_results_remark(
            results, error, GOUW_WARNING,
            _n("the lists of themes, stages or attributes differ in %zu place; "
               "other changes may follow from that",
               "the lists of themes, stages or attributes differ in %zu places; "
               "other changes may follow from that",
               n.vocabulary),
            n.vocabulary);
    if (status == GOUW_OK && old_edition != GOUW_DAY_NONE && new_edition != GOUW_DAY_NONE &&
        old_edition > new_edition)
        status = gouw_results_remark(results, error, GOUW_WARNING,
                                     _("%s is newer than %s; the old edition comes first"),
                                     diff->before->folder, diff->after->folder);
    if (status == GOUW_OK)
        status = add_left_out(diff, results, error);
    if (status != GOUW_OK)
        return status;
    if (diff->table->n_rows == 0)
        return gouw_results_remark(results, error, GOUW_HEADLINE,
                                   _("Nothing has changed between %s and %s."), diff->before->name,
                                   diff->after->name);
    return add_headlines(diff, &n, results, error);
}

static gouw_status sort_rows(gouw_diff *diff, gouw_error *error) {
    gouw_arena *arena = diff->arena;
    gouw_status status = gouw_steps_by_region(diff->before, arena, &diff->steps_before, error);
    if (status == GOUW_OK)
        status = gouw_steps_by_region(diff->after, arena, &diff->steps_after, error);
    if (status == GOUW_OK)
        status = gouw_targets_by_region(diff->before, arena, &diff->targets_before, error);
    if (status == GOUW_OK)
        status = gouw_targets_by_region(diff->after, arena, &diff->targets_after, error);
    return status;
}

static gouw_status run_diff(const gouw_run *run, gouw_results *results, gouw_error *error) {
    const diff_options *o = run->options;
    gouw_diff diff = {.before = run->datasets[0], .after = run->datasets[1], .arena = run->arena};
    gouw_status status = gouw_results_add(results, &diff_spec, &diff.table, error);
    if (status == GOUW_OK)
        status = gouw_results_add(results, &match_spec, &diff.matches, error);
    if (status == GOUW_OK)
        status = match_regions(&diff, error);
    if (status == GOUW_OK)
        status = sort_rows(&diff, error);
    if (status == GOUW_OK)
        status = gouw_diff_vocabulary(&diff, error);
    if (status == GOUW_OK)
        status = add_regions(&diff, error);
    if (status == GOUW_OK)
        status = add_remarks(&diff, results, error);
    if (status == GOUW_OK && o->exit_code && diff.table->n_rows > 0)
        results->verdict = GOUW_EDATA;
    return status;
}

static const gouw_table_spec *const tables[] = {&diff_spec, &match_spec};

const gouw_analysis gouw_analysis_diff = {
    .name = "diff",
    .summary = N_("Say what changed from one edition of a dataset to the next"),
    .details = N_("Regions are followed by id, else by former_id; steps by stage and item; dates "
                  "are compared as stated, as intervals of days. A date has certainly moved when "
                  "the two have no day in common."),
    .n_datasets = 2,
    .options = options,
    .n_options = sizeof options / sizeof *options,
    .options_size = sizeof(diff_options),
    .tables = tables,
    .n_tables = sizeof tables / sizeof *tables,
    .section = GOUW_SECTION_CHANGED,
    .run = run_diff,
};
