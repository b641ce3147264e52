/* The list of disagreements, filled in, read back: what the coders settled on, as the rows of
 * region_themes.csv and milestones.csv.
 *
 *     codings ---> agreed on  -------------------------> settled_themes
 *             \--> disagreements --> list, filled in --> settled_steps
 *
 * What is agreed on is taken as the first coder who says it has it, with source and note. A row of
 * the list says a weight or "not mentioned" of a theme; of a step "status, date", either of them,
 * or "not mentioned". An empty one is still open, and left out.
 *
 * O(rows of the list) for each disagreement: a list is as long as people can talk over.
 */
#include <stdlib.h>
#include <string.h>

#include "analysis/coders.h"
#include "base/i18n.h"
#include "gouw/result.h"
#include "gouw/text.h"

static const gouw_column list_columns[] = {
    {"region", GOUW_TEXT, "", N_("region id"), GOUW_LOOK_PLAIN},
    {"kind", GOUW_TEXT, "", N_("theme or step"), GOUW_LOOK_PLAIN},
    {"item", GOUW_TEXT, "", N_("theme id, or stage id and item"), GOUW_LOOK_PLAIN},
    {"settled", GOUW_TEXT, "", N_("what was agreed on; empty: still open"), GOUW_LOOK_PLAIN},
    {"reason", GOUW_TEXT, "", N_("why"), GOUW_LOOK_PLAIN},
};
const gouw_table_spec gouw_settled_spec = {.name = "settled",
                                           .title = N_("What coders settled on"),
                                           .columns = list_columns,
                                           .n_columns = sizeof list_columns / sizeof *list_columns};

static const gouw_column theme_columns[] = {
    {"region", GOUW_TEXT, "", N_("region id"), GOUW_LOOK_PLAIN},
    {"theme", GOUW_TEXT, "", N_("theme id"), GOUW_LOOK_PLAIN},
    {"weight", GOUW_REAL, "", N_("weight, agreed on or settled"), GOUW_LOOK_PLAIN},
    {"basis", GOUW_TEXT, "", N_("as the first coder has it who says so"), GOUW_LOOK_PLAIN},
    {"source", GOUW_TEXT, "", N_("of the same coder"), GOUW_LOOK_PLAIN},
};
const gouw_table_spec gouw_settled_themes_spec = {.name = "settled_themes",
                                                  .title = N_("Themes, as settled"),
                                                  .columns = theme_columns,
                                                  .n_columns = sizeof theme_columns /
                                                               sizeof *theme_columns};

static const gouw_column step_columns[] = {
    {"region", GOUW_TEXT, "", N_("region id"), GOUW_LOOK_PLAIN},
    {"stage", GOUW_TEXT, "", N_("stage id"), GOUW_LOOK_PLAIN},
    {"item", GOUW_TEXT, "", N_("which one, where a region has several"), GOUW_LOOK_PLAIN},
    {"when", GOUW_TEXT, "", N_("date as written"), GOUW_LOOK_PLAIN},
    {"status", GOUW_TEXT, "", N_("planned, done or dropped"), GOUW_LOOK_PLAIN},
    {"source", GOUW_TEXT, "", N_("as the first coder has it who says so"), GOUW_LOOK_PLAIN},
    {"note", GOUW_TEXT, "", N_("of the same coder"), GOUW_LOOK_PLAIN},
    {"inferred", GOUW_YESNO, "", N_("of the same coder"), GOUW_LOOK_PLAIN},
};
const gouw_table_spec gouw_settled_steps_spec = {.name = "settled_steps",
                                                 .title = N_("Steps, as settled"),
                                                 .columns = step_columns,
                                                 .n_columns = sizeof step_columns /
                                                              sizeof *step_columns};

#define NOT_MENTIONED "not mentioned"
#define NO_DATE       "no date"

/* ---- the list ------------------------------------------------------------------------------- */

gouw_status gouw_settling_open(const gouw_coders *coders, const char *path, gouw_results *results,
                               gouw_settling *s, gouw_error *error) {
    gouw_table *table, *shown;
    *s = (gouw_settling){.coders = coders, .path = path};
    gouw_status status = gouw_result_read(path, gouw_settled_spec.name, coders->run->arena, &table,
                                          error);
    if (status != GOUW_OK)
        return status;
    if (strcmp(table->name, gouw_settled_spec.name) != 0)
        return gouw_fail(error, GOUW_EDATA,
                         _("%s is no list of disagreements with a column 'settled'; gouw agree "
                           "--settle FILE makes one"),
                         path);
    s->list = table;
    s->used = gouw_arena_array(coders->run->arena, table->n_rows, sizeof *s->used);
    if (s->used == NULL)
        return gouw_fail_memory(error, table->n_rows);
    status = gouw_results_add(results, &gouw_settled_spec, &shown, error);
    for (size_t row = 0; row < table->n_rows && status == GOUW_OK; row++) {
        status = gouw_table_add_row(shown, error);
        for (size_t c = 0; c < table->n_columns && status == GOUW_OK; c++)
            gouw_table_set_text(shown, table->columns[c].name, table->cells[c][row].text);
    }
    if (status == GOUW_OK)
        status = gouw_results_add(results, &gouw_settled_themes_spec, &s->themes, error);
    if (status == GOUW_OK)
        status = gouw_results_add(results, &gouw_settled_steps_spec, &s->steps, error);
    return status;
}

static bool is_cell(const gouw_settling *s, size_t row, const char *column, const char *text) {
    const char *cell = gouw_table_text(s->list, row, column);
    return cell != NULL && strcmp(cell, text) == 0;
}

/* What the list says of a disagreement; NULL = nothing yet. */
static const char *settled_text(gouw_settling *s, const char *region, const char *kind,
                                const char *item) {
    const char *text = NULL;
    for (size_t row = 0; row < s->list->n_rows; row++) {
        if (!is_cell(s, row, "region", region) || !is_cell(s, row, "kind", kind) ||
            !is_cell(s, row, "item", item))
            continue;
        s->used[row] = true;
        text = gouw_table_text(s->list, row, "settled");
    }
    s->n_open += text == NULL;
    s->n_listed++;
    return text;
}

static gouw_status refuse(const gouw_settling *s, const char *region, const char *item,
                          const char *text, const char *wanted, gouw_error *error) {
    return gouw_fail(error, GOUW_EDATA, _("%s: '%s' of '%s' is settled as '%s': write %s"), s->path,
                     item, region, text, wanted);
}

/* ---- themes --------------------------------------------------------------------------------- */

/* The mention of a coder; NULL if there is none. */
static const gouw_mention *find_mention(const gouw_coding *coding, uint32_t region,
                                        uint32_t theme) {
    for (size_t i = 0; i < coding->n_mentions; i++)
        if (coding->mentions[i].region == region && coding->mentions[i].theme == theme)
            return &coding->mentions[i];
    return NULL;
}

/* The first mention, of that weight if there is one, and who made it. */
static const gouw_mention *choose_mention(const gouw_settling *s, uint32_t region, uint32_t theme,
                                          double weight, const gouw_coding **by) {
    const gouw_mention *first = NULL;
    for (size_t c = 0; c < s->coders->n; c++) {
        const gouw_mention *m = find_mention(s->coders->coding[c], region, theme);
        const bool same = m != NULL && (double)m->weight >= weight && (double)m->weight <= weight;
        if (same || (first == NULL && m != NULL)) {
            *by = s->coders->coding[c];
            first = m;
        }
        if (same)
            break;
    }
    return first;
}

static gouw_status add_theme(gouw_settling *s, uint32_t region, uint32_t theme, double weight,
                             gouw_error *error) {
    const gouw_dataset *d = s->coders->dataset;
    const gouw_coding *by = NULL;
    const gouw_mention *m = choose_mention(s, region, theme, weight, &by);
    const gouw_status status = gouw_table_add_row(s->themes, error);
    if (status != GOUW_OK)
        return status;
    gouw_table_set_text(s->themes, "region", d->regions[region].id);
    gouw_table_set_text(s->themes, "theme", d->themes[theme].id);
    gouw_table_set_real(s->themes, "weight", weight);
    if (m == NULL)
        return GOUW_OK;
    gouw_table_set_text(s->themes, "basis", gouw_basis_name(m->basis));
    if (by->mention_sources != NULL)
        gouw_table_set_text(s->themes, "source", by->mention_sources[m - by->mentions]);
    return GOUW_OK;
}

gouw_status gouw_settle_theme(gouw_settling *s, uint32_t region, uint32_t theme, bool agreed,
                              double weight, gouw_error *error) {
    const gouw_dataset *d = s->coders->dataset;
    const char *of = d->regions[region].id, *item = d->themes[theme].id;
    if (!agreed) {
        const char *text = settled_text(s, of, "theme", item);
        if (text == NULL || gouw_equal_nocase(text, NOT_MENTIONED))
            return GOUW_OK;
        char *end;
        weight = strtod(text, &end);
        if (*end != '\0' || !(weight > 0) || weight > 1e9)
            return refuse(s, of, item, text, _("a weight, such as 1 or 2, or 'not mentioned'"),
                          error);
    }
    return weight > 0 ? add_theme(s, region, theme, weight, error) : GOUW_OK;
}

/* ---- steps ---------------------------------------------------------------------------------- */

/* What a step is to become. */
typedef struct outcome {
    uint32_t status;
    const char *when; /* NULL = no date */
} outcome;

/* Reads "planned, Q1 2026", "planned", or "Q1 2026"; false when it is none of these. */
static bool read_outcome(const gouw_settling *s, const char *text, outcome *out) {
    const size_t n = strcspn(text, ",");
    for (uint32_t i = 0; i < GOUW_N_STATUSES; i++) {
        const char *name = gouw_milestone_status_name(i);
        if (strlen(name) != n || strncmp(name, text, n) != 0)
            continue;
        out->status = i;
        if (text[n] == '\0')
            return true;
        text += n + 1;
        break;
    }
    text += strspn(text, " ");
    if (strcmp(text, NO_DATE) == 0) {
        out->when = NULL;
        return true;
    }
    gouw_when when;
    char message[GOUW_MESSAGE_MAX];
    out->when = text;
    return gouw_when_read(text, strlen(text), &s->coders->dataset->phrases, GOUW_DAY_NONE, &when,
                          message) <= GOUW_READ_NOTICE;
}

static gouw_status add_step(gouw_settling *s, const gouw_milestone *m, const outcome *out,
                            gouw_error *error) {
    const gouw_dataset *d = s->coders->dataset;
    const gouw_status status = gouw_table_add_row(s->steps, error);
    if (status != GOUW_OK)
        return status;
    gouw_table_set_text(s->steps, "region", d->regions[m->region].id);
    gouw_table_set_text(s->steps, "stage", d->stages[m->stage].id);
    gouw_table_set_text(s->steps, "status", gouw_milestone_status_name(out->status));
    gouw_table_set_integer(s->steps, "inferred", m->inferred);
    if (m->item != NULL)
        gouw_table_set_text(s->steps, "item", m->item);
    if (out->when != NULL)
        gouw_table_set_text(s->steps, "when", out->when);
    if (m->source != NULL)
        gouw_table_set_text(s->steps, "source", m->source);
    if (m->note != NULL)
        gouw_table_set_text(s->steps, "note", m->note);
    return GOUW_OK;
}

static bool says(const gouw_milestone *m, const outcome *out) {
    return m->status == out->status && strcmp(m->when_text == NULL ? "" : m->when_text,
                                              out->when == NULL ? "" : out->when) == 0;
}

gouw_status gouw_settle_step(gouw_settling *s, const gouw_milestone *const *at, bool agreed,
                             const char *item, gouw_error *error) {
    const gouw_milestone *const *named = at; /* by one coder at least, or it is no step */
    while (*named == NULL)
        named++;
    const gouw_milestone *first = *named;
    outcome out = {.status = first->status, .when = first->when_text};
    if (!agreed) {
        const char *of = s->coders->dataset->regions[first->region].id;
        const char *text = settled_text(s, of, "step", item);
        if (text == NULL || gouw_equal_nocase(text, NOT_MENTIONED))
            return GOUW_OK;
        if (!read_outcome(s, text, &out))
            return refuse(s, of, item, text,
                          _("a status and a date, such as 'planned, Q1 2026', or 'not mentioned'"),
                          error);
    }
    for (size_t c = 0; c < s->coders->n; c++)
        if (at[c] != NULL && says(at[c], &out))
            return add_step(s, at[c], &out, error);
    return add_step(s, first, &out, error);
}

/* ---- the end -------------------------------------------------------------------------------- */

gouw_status gouw_settling_close(const gouw_settling *s, gouw_results *results, gouw_error *error) {
    for (size_t row = 0; row < s->list->n_rows; row++) {
        if (s->used[row])
            continue;
        const char *region = gouw_table_text(s->list, row, "region");
        const char *item = gouw_table_text(s->list, row, "item");
        return gouw_fail(error, GOUW_EDATA,
                         _("%s: '%s' of '%s' is nothing that these codings disagree on; was the "
                           "list made from others?"),
                         s->path, item == NULL ? "" : item, region == NULL ? "" : region);
    }
    if (s->n_open == 0)
        return GOUW_OK;
    return gouw_results_remark(results, error, GOUW_WARNING,
                               _n("%zu of %zu disagreement is still open and left out of what is "
                                  "settled",
                                  "%zu of %zu disagreements are still open and left out of what "
                                  "is settled",
                                  s->n_listed),
                               s->n_open, s->n_listed);
}
