#include "report/names.h"

#include <string.h>

#include "base/i18n.h"
#include "report/html.h"

static const gouw_column columns[] = {
    {"kind", GOUW_TEXT, "", N_("region, theme or stage"), GOUW_LOOK_PLAIN},
    {"id", GOUW_TEXT, "", N_("id"), GOUW_LOOK_PLAIN},
    {"label", GOUW_TEXT, "", N_("name"), GOUW_LOOK_PLAIN},
    {"group", GOUW_TEXT, "", N_("group of a theme"), GOUW_LOOK_PLAIN},
    {"order", GOUW_INTEGER, "", N_("place of a stage in the sequence; empty: outside it"),
     GOUW_LOOK_PLAIN},
};
static const gouw_table_spec labels_spec = {.name = "labels",
                                            .title = N_("Names"),
                                            .columns = columns,
                                            .n_columns = sizeof columns / sizeof columns[0]};

typedef struct named {
    const char *kind, *id, *label, *group;
    int32_t order;
} named;

static gouw_status add(gouw_table *labels, named n, gouw_error *error) {
    const gouw_status status = gouw_table_add_row(labels, error);
    if (status != GOUW_OK)
        return status;
    gouw_table_set_text(labels, "kind", n.kind);
    gouw_table_set_text(labels, "id", n.id);
    gouw_table_set_text(labels, "label", n.label);
    gouw_table_set_text(labels, "group", n.group);
    if (n.order != GOUW_ORDER_NONE)
        gouw_table_set_integer(labels, "order", n.order);
    return GOUW_OK;
}

gouw_status report_names_collect(const gouw_dataset *d, gouw_arena *arena,
                                 const gouw_table **labels, gouw_error *error) {
    gouw_table *table = gouw_table_new(arena, &labels_spec);
    if (table == NULL)
        return gouw_fail_memory(error, sizeof *table);
    gouw_status status = GOUW_OK;
    for (size_t i = 0; i < d->n_regions && status == GOUW_OK; i++)
        status = add(table,
                     (named){"region", d->regions[i].id, d->regions[i].name, NULL, GOUW_ORDER_NONE},
                     error);
    for (size_t i = 0; i < d->n_themes && status == GOUW_OK; i++)
        status = add(table,
                     (named){"theme", d->themes[i].id, d->themes[i].label, d->themes[i].group,
                             GOUW_ORDER_NONE},
                     error);
    for (size_t i = 0; i < d->n_stages && status == GOUW_OK; i++)
        status = add(
            table, (named){"stage", d->stages[i].id, d->stages[i].label, NULL, d->stages[i].order},
            error);
    *labels = table;
    return status;
}

/* The label of id[0..length); NULL if there is none. */
static const char *find(const gouw_table *labels, const char *kind, const char *id, size_t length) {
    for (size_t r = 0; r < labels->n_rows; r++) {
        const char *candidate = gouw_table_text(labels, r, "id");
        if (strncmp(candidate, id, length) == 0 && candidate[length] == '\0' &&
            (kind == NULL || strcmp(gouw_table_text(labels, r, "kind"), kind) == 0))
            return gouw_table_text(labels, r, "label");
    }
    return NULL;
}

const char *report_name(const report_content *content, const char *kind, const char *id) {
    const char *label = find(content->labels, kind, id, strlen(id));
    return label != NULL ? label : id;
}

/* Which columns hold ids, one or several separated by ';'. */
static bool holds_ids(const char *column, const char **kind) {
    static const struct {
        const char *column, *kind;
    } holds[] = {
        {"region", "region"},   {"region_a", "region"},     {"region_b", "region"},
        {"regions", "region"},  {"only_in", "region"},      {"most_alike", "region"},
        {"theme", "theme"},     {"theme_a", "theme"},       {"theme_b", "theme"},
        {"stage", "stage"},     {"later_stage", "stage"},   {"next_step", "stage"},
        {"last_done", "stage"}, {"not_mentioned", "stage"}, {"sets", NULL},
        {"members", NULL},
    };
    for (size_t i = 0; i < sizeof holds / sizeof holds[0]; i++)
        if (strcmp(holds[i].column, column) == 0) {
            *kind = holds[i].kind;
            return true;
        }
    return false;
}

/* A passed date is no proof that a step is late. */
static const char *plain_state(const char *state) {
    return strcmp(state, "overdue") == 0 ? _("date passed, not reported") : state;
}

void report_write_text(const report_content *content, const char *column, const char *text,
                       gouw_sink *sink) {
    const char *kind = NULL;
    if (strcmp(column, "state") == 0)
        text = plain_state(text);
    if (!holds_ids(column, &kind)) {
        html_text(sink, text);
        return;
    }
    for (;;) {
        const size_t length = strcspn(text, ";");
        const char *label = find(content->labels, kind, text, length);
        if (label != NULL)
            html_text(sink, label);
        else
            html_text_part(sink, text, length);
        if (text[length] == '\0')
            return;
        gouw_sink_text(sink, ", ");
        text += length + 1;
    }
}
