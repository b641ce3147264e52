#include "report/names.h"

#include <string.h>

#include "base/i18n.h"
#include "report/html.h"
#include "report/terms.h"

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
        html_text(sink, terms_word(column, text));
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
