#include "report/collect.h"

#include <string.h>

#include "base/i18n.h"

static const gouw_column label_columns[] = {
    {"kind", GOUW_TEXT, "", N_("region, theme or stage"), GOUW_LOOK_PLAIN},
    {"id", GOUW_TEXT, "", N_("id"), GOUW_LOOK_PLAIN},
    {"label", GOUW_TEXT, "", N_("name"), GOUW_LOOK_PLAIN},
    {"group", GOUW_TEXT, "", N_("group of a theme"), GOUW_LOOK_PLAIN},
    {"order", GOUW_INTEGER, "", N_("place of a stage in the sequence; empty: outside it"),
     GOUW_LOOK_PLAIN},
};
static const gouw_table_spec labels_spec = {.name = "labels",
                                            .title = N_("Names"),
                                            .columns = label_columns,
                                            .n_columns = sizeof label_columns /
                                                         sizeof label_columns[0]};

static gouw_status add_label(gouw_table *labels, const char *kind, const char *id,
                             const char *label, const char *group, int32_t order,
                             gouw_error *error) {
    const gouw_status status = gouw_table_add_row(labels, error);
    if (status != GOUW_OK)
        return status;
    gouw_table_set_text(labels, "kind", kind);
    gouw_table_set_text(labels, "id", id);
    gouw_table_set_text(labels, "label", label);
    gouw_table_set_text(labels, "group", group);
    if (order != GOUW_ORDER_NONE)
        gouw_table_set_integer(labels, "order", order);
    return GOUW_OK;
}

static gouw_status collect_labels(report_content *content, gouw_error *error) {
    const gouw_dataset *d = content->dataset;
    gouw_table *labels = gouw_table_new(content->run->arena, &labels_spec);
    if (labels == NULL)
        return gouw_fail_memory(error, sizeof *labels);
    gouw_status status = GOUW_OK;
    for (size_t i = 0; i < d->n_regions && status == GOUW_OK; i++)
        status = add_label(labels, "region", d->regions[i].id, d->regions[i].name, NULL,
                           GOUW_ORDER_NONE, error);
    for (size_t i = 0; i < d->n_themes && status == GOUW_OK; i++)
        status = add_label(labels, "theme", d->themes[i].id, d->themes[i].label, d->themes[i].group,
                           GOUW_ORDER_NONE, error);
    for (size_t i = 0; i < d->n_stages && status == GOUW_OK; i++)
        status = add_label(labels, "stage", d->stages[i].id, d->stages[i].label, NULL,
                           d->stages[i].order, error);
    content->labels = labels;
    return status;
}

/* Whether the report shows an analysis of these datasets. */
static bool applies(const gouw_analysis *analysis, const gouw_run *run, size_t n_datasets) {
    if (analysis->section == GOUW_SECTION_NONE || analysis->n_datasets == 0 ||
        analysis->n_datasets > n_datasets || analysis->min_operands > 0)
        return false;
    const gouw_dataset *newest = run->datasets[n_datasets - 1];
    if (analysis->needs_as_of && run->as_of == GOUW_DAY_NONE &&
        newest->package.created == GOUW_DAY_NONE)
        return false;
    return (newest->has & analysis->needs) == analysis->needs;
}

static gouw_status run_entry(const gouw_run *run, size_t n_datasets, report_entry *entry,
                             gouw_error *error) {
    gouw_run one = *run;
    one.datasets = run->datasets + (n_datasets - entry->analysis->n_datasets);
    one.options = NULL;
    gouw_results_init(&entry->results, run->arena);
    if (run->interrupted != NULL && run->interrupted(run->watch))
        return gouw_fail(error, GOUW_EINTERRUPT, _("stopped on request; nothing was written"));
    return gouw_analysis_run(entry->analysis, &one, &entry->results, error);
}

static gouw_status collect_tables(report_content *content, gouw_error *error) {
    size_t n = 0;
    for (size_t e = 0; e < content->n_entries; e++)
        n += content->entries[e].results.n_tables;
    content->tables = gouw_arena_array(content->run->arena, n, sizeof(gouw_table *));
    if (content->tables == NULL)
        return gouw_fail_memory(error, n * sizeof(gouw_table *));
    for (size_t e = 0; e < content->n_entries; e++)
        for (size_t t = 0; t < content->entries[e].results.n_tables; t++)
            content->tables[content->n_tables++] = content->entries[e].results.tables[t];
    return GOUW_OK;
}

static bool has_table(const report_content *content, const char *name) {
    for (size_t t = 0; t < content->n_tables; t++)
        if (strcmp(content->tables[t]->name, name) == 0 && content->tables[t]->n_rows > 0)
            return true;
    return false;
}

/* A chart is drawn by the first analysis that names it, if the tables it needs have rows. */
static void settle_charts(report_content *content) {
    for (size_t e = 0; e < content->n_entries; e++) {
        report_entry *entry = &content->entries[e];
        const gouw_chart *chart = entry->analysis->chart == NULL
                                      ? NULL
                                      : gouw_chart_find(entry->analysis->chart);
        for (size_t i = 0; chart != NULL && i < e; i++)
            if (content->entries[i].chart == chart)
                chart = NULL;
        for (size_t i = 0; chart != NULL && i < chart->n_needs; i++)
            if (!chart->needs[i].optional && !has_table(content, chart->needs[i].table)) {
                chart = NULL;
                break;
            }
        entry->chart = chart;
    }
}

gouw_status report_collect(const gouw_run *run, size_t n_datasets, report_content *content,
                           gouw_error *error) {
    size_t n_analyses;
    const gouw_analysis *const *analyses = gouw_analyses(&n_analyses);
    const gouw_dataset *newest = run->datasets[n_datasets - 1];
    *content = (report_content){.run = run,
                                .dataset = newest,
                                .as_of = run->as_of == GOUW_DAY_NONE ? newest->package.created
                                                                     : run->as_of};
    content->entries = gouw_arena_array(run->arena, n_analyses, sizeof *content->entries);
    if (content->entries == NULL)
        return gouw_fail_memory(error, n_analyses * sizeof *content->entries);
    gouw_status status = collect_labels(content, error);
    for (size_t i = 0; i < n_analyses && status == GOUW_OK; i++) {
        if (!applies(analyses[i], run, n_datasets))
            continue;
        report_entry *entry = &content->entries[content->n_entries++];
        entry->analysis = analyses[i];
        status = run_entry(run, n_datasets, entry, error);
    }
    if (status == GOUW_OK)
        status = collect_tables(content, error);
    if (status == GOUW_OK)
        settle_charts(content);
    return status;
}

const report_entry *report_find(const report_content *content, const char *name) {
    for (size_t e = 0; e < content->n_entries; e++)
        if (strcmp(content->entries[e].analysis->name, name) == 0)
            return &content->entries[e];
    return NULL;
}

const char *report_label(const report_content *content, const char *column, const char *id) {
    static const struct {
        const char *column, *kind;
    } holds[] = {
        {"region", "region"},   {"region_a", "region"},   {"region_b", "region"},
        {"only_in", "region"},  {"most_alike", "region"}, {"theme", "theme"},
        {"theme_a", "theme"},   {"theme_b", "theme"},     {"stage", "stage"},
        {"next_step", "stage"}, {"last_done", "stage"},
    };
    const char *kind = NULL;
    for (size_t i = 0; i < sizeof holds / sizeof holds[0]; i++)
        if (strcmp(holds[i].column, column) == 0)
            kind = holds[i].kind;
    for (size_t r = 0; kind != NULL && r < content->labels->n_rows; r++)
        if (strcmp(gouw_table_text(content->labels, r, "kind"), kind) == 0 &&
            strcmp(gouw_table_text(content->labels, r, "id"), id) == 0)
            return gouw_table_text(content->labels, r, "label");
    return id;
}
