#include "report/names.h"

#include <string.h>

#include "analysis/schedule.h"
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

const char *gouw_report_name(const report_content *content, const char *kind, const char *id) {
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
        {"members", NULL},      {"indicator", "indicator"}, {"unit", "unit"},
        {"group", "group"},     {"attribute", "attribute"},
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

void gouw_report_write_name(const report_content *content, const char *kind, const char *id,
                            size_t length, gouw_sink *sink) {
    const char *label = find(content->labels, kind, id, length);
    if (label != NULL)
        gouw_html_text(sink, label);
    else
        gouw_html_text_part(sink, id, length);
}

void gouw_report_write_attribute(const gouw_dataset *dataset, const char *name, gouw_sink *sink) {
    const char *label = gouw_dataset_label(dataset, GOUW_LABEL_ATTRIBUTE, name);
    if (label != name)
        gouw_html_text(sink, label);
    else
        for (const char *c = name; *c != '\0'; c++)
            gouw_html_text_part(sink, *c == '_' ? " " : c, 1);
}

/* The item of a step, or, in tables that list changes, an id or "stage: item". */
static void write_item(const report_content *content, const char *text, gouw_sink *sink) {
    const char *colon = strstr(text, ": "),
               *label = find(content->labels, "item", text, strlen(text));
    if (label == NULL && colon != NULL &&
        find(content->labels, "stage", text, (size_t)(colon - text)) != NULL) {
        gouw_report_write_name(content, "stage", text, (size_t)(colon - text), sink);
        gouw_sink_text(sink, ": ");
        gouw_report_write_name(content, "item", colon + 2, strlen(colon + 2), sink);
        return;
    }
    gouw_report_write_name(content, label != NULL ? "item" : NULL, text, strlen(text), sink);
}

void gouw_report_write_text(const report_content *content, const char *column, const char *text,
                            gouw_sink *sink) {
    const char *kind = NULL;
    if (strcmp(column, "state") == 0)
        text = plain_state(text);
    if (strcmp(column, "item") == 0 || strcmp(column, "old_item") == 0 ||
        strcmp(column, "new_item") == 0) {
        write_item(content, text, sink);
        return;
    }
    if (strcmp(column, "stage") == 0 && strcmp(text, "all") == 0)
        text = _("all steps");
    if (strcmp(column, "value") == 0)
        text = gouw_dataset_label(content->dataset, GOUW_LABEL_TEXT, text);
    if (!holds_ids(column, &kind)) {
        gouw_html_text(sink, gouw_page_terms_word(column, text));
        return;
    }
    for (;;) {
        const size_t length = strcspn(text, ";");
        gouw_report_write_name(content, kind, text, length, sink);
        if (text[length] == '\0')
            return;
        gouw_sink_text(sink, ", ");
        text += length + 1;
    }
}

/* Whether it runs from the first day of a month to the last of one. */
static bool is_whole_months(const gouw_when *when) {
    int year, month, first, last;
    gouw_day_to_civil(when->earliest, &year, &month, &first);
    gouw_day_to_civil(when->latest, &year, &month, &last);
    return !when->approximate && first == 1 && last == gouw_month_length(year, month);
}

/* The months or days from one end to the other; NULL when memory is out. */
static const char *words_of(gouw_arena *arena, const gouw_when *when) {
    const char *(*const words)(gouw_arena *, gouw_day) = is_whole_months(when) ? gouw_month_words
                                                                               : gouw_day_words;
    const char *from = words(arena, when->earliest);
    if (from == NULL || (!when->approximate && when->precision <= GOUW_PRECISION_MONTH))
        return from;
    const char *to = words(arena, when->latest);
    return to == NULL ? NULL : gouw_arena_format(arena, _("%s to %s"), from, to);
}

const char *gouw_report_when(const report_content *content, const char *text, gouw_sink *sink) {
    char message[GOUW_MESSAGE_MAX];
    gouw_when when;
    const gouw_reading read = gouw_edtf_read(text, strlen(text), &when, message);
    if (read != GOUW_READ || when.open_start || when.open_end || when.uncertain ||
        when.earliest == GOUW_DAY_NONE)
        return text;
    if (!when.approximate &&
        (when.precision == GOUW_PRECISION_YEAR || when.precision == GOUW_PRECISION_DECADE))
        return text;
    const char *words = words_of(content->run->arena, &when);
    if (words == NULL)
        gouw_sink_lacks_memory(sink);
    return words == NULL ? "" : words;
}
