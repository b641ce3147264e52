#include "report/collect.h"

#include <string.h>

#include "base/i18n.h"
#include "gouw/labels.h"

/* What part of the whole a step of the work is, for whoever watches. */
typedef struct slice {
    const gouw_run *run;
    double from, size;
} slice;

static bool slice_interrupted(void *watch) {
    const slice *s = watch;
    return s->run->interrupted != NULL && s->run->interrupted(s->run->watch);
}

static void slice_progress(void *watch, double share) {
    const slice *s = watch;
    gouw_report_progress(s->run, s->from + share * s->size);
}

void gouw_report_progress(const gouw_run *run, double share) {
    if (run->progress != NULL)
        run->progress(run->watch, share);
}

void gouw_report_doing(const gouw_run *run, const char *what) {
    if (run->doing != NULL)
        run->doing(run->watch, what);
}

static bool knows_day(const gouw_run *run, const gouw_dataset *newest) {
    return run->as_of != GOUW_DAY_NONE || newest->package.created != GOUW_DAY_NONE;
}

/* Whether the report shows an analysis, and the datasets have the files for it. */
static bool applies(const gouw_analysis *analysis, const gouw_run *run, size_t n_datasets) {
    if (analysis->section == GOUW_SECTION_NONE || analysis->n_datasets == 0 ||
        analysis->n_datasets > n_datasets || analysis->min_operands > 0)
        return false;
    for (size_t i = n_datasets - analysis->n_datasets; i < n_datasets; i++)
        if ((run->datasets[i]->has & analysis->needs) != analysis->needs)
            return false;
    return true;
}

/* Options are those that the analysis wants set in a report, else the default ones. Data that do
 * not allow one analysis do not stop the report. */
static gouw_status run_entry(const gouw_run *run, size_t n_datasets, slice *part,
                             report_entry *entry, gouw_error *error) {
    gouw_error own = GOUW_ERROR_INIT;
    gouw_run one = *run;
    one.datasets = run->datasets + (n_datasets - entry->analysis->n_datasets);
    one.interrupted = slice_interrupted;
    one.progress = slice_progress;
    one.doing = NULL;
    one.watch = part;
    gouw_results_init(&entry->results, run->arena);
    gouw_report_doing(run, entry->analysis->name);
    if (slice_interrupted(part))
        return gouw_fail(error, GOUW_EINTERRUPT, _("stopped on request; nothing was written"));
    one.options = NULL;
    const gouw_status status = gouw_analysis_run_with(
        entry->analysis, &one, entry->analysis->reported, &entry->results, &own);
    if (status == GOUW_OK)
        return GOUW_OK;
    if (status != GOUW_EDATA)
        return gouw_fail(error, status, "%s", own.message);
    gouw_results_init(&entry->results, run->arena);
    entry->trouble = gouw_arena_text(run->arena, own.message, strlen(own.message));
    return entry->trouble == NULL ? gouw_fail_memory(error, sizeof own.message) : GOUW_OK;
}

static gouw_status run_entries(report_content *content, size_t n_datasets, gouw_error *error) {
    size_t n;
    const gouw_run *run = content->run;
    const gouw_analysis *const *analyses = gouw_analyses(&n);
    content->entries = gouw_arena_array(run->arena, n, sizeof *content->entries);
    if (content->entries == NULL)
        return gouw_fail_memory(error, n * sizeof *content->entries);
    gouw_status status = GOUW_OK;
    for (size_t i = 0; i < n && status == GOUW_OK; i++) {
        slice part = {run, 0.5 * (double)i / (double)n, 0.5 / (double)n};
        if (!applies(analyses[i], run, n_datasets))
            continue;
        if (analyses[i]->needs_as_of && !knows_day(run, content->dataset)) {
            content->n_without_date++;
            continue;
        }
        report_entry *entry = &content->entries[content->n_entries++];
        entry->analysis = analyses[i];
        status = run_entry(run, n_datasets, &part, entry, error);
    }
    return status;
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

const gouw_table *gouw_report_table(const report_content *content, const char *name) {
    for (size_t t = 0; t < content->n_tables; t++)
        if (strcmp(content->tables[t]->name, name) == 0 && content->tables[t]->n_rows > 0)
            return content->tables[t];
    return NULL;
}

/* ---- charts -------------------------------------------------------------------------------- */

/* Pictures of groups show nothing where no groups were found. */
static bool is_of_groups(const char *chart) {
    static const char *const names[] = {"dendrogram", "tree", "ordination", "mds", "network"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (strcmp(names[i], chart) == 0)
            return true;
    return false;
}

static bool has_groups(const report_content *content) {
    const gouw_table *clusters = gouw_report_table(content, "cluster");
    const size_t column = clusters == NULL ? SIZE_MAX : gouw_table_find(clusters, "cluster");
    if (column == SIZE_MAX || clusters->columns[column].type != GOUW_INTEGER)
        return false;
    for (size_t r = 1; r < clusters->n_rows; r++)
        if (clusters->cells[column][r].integer != clusters->cells[column][0].integer)
            return true;
    return false;
}

static bool has_needs(const report_content *content, const gouw_chart *chart) {
    for (size_t i = 0; i < chart->n_needs; i++)
        if (!chart->needs[i].optional && gouw_report_table(content, chart->needs[i].table) == NULL)
            return false;
    return true;
}

static bool makes(const report_entry *entry, const char *table) {
    return gouw_results_find(&entry->results, table) != NULL;
}

/* A chart belongs to the analysis that names it, else to the one that makes its first table. */
static const report_entry *owner(const report_content *content, const gouw_chart *chart) {
    for (size_t e = 0; e < content->n_entries; e++) {
        const char *named = content->entries[e].analysis->chart;
        if (named != NULL && strcmp(named, chart->name) == 0)
            return &content->entries[e];
    }
    for (size_t i = 0; i < chart->n_needs; i++)
        for (size_t e = 0; e < content->n_entries && !chart->needs[i].optional; e++)
            if (makes(&content->entries[e], chart->needs[i].table))
                return &content->entries[e];
    return NULL;
}

gouw_chart_job gouw_report_job(const report_content *content, const report_figure *figure) {
    return (gouw_chart_job){.chart = figure->chart,
                            .tables = content->tables,
                            .n_tables = content->n_tables,
                            .labels = content->labels,
                            .own_scales = content->own_scales,
                            .as_of = content->as_of,
                            .format = GOUW_SVG};
}

/* Adds the figure of a chart, unless it says itself that there is nothing to draw. */
static gouw_status add_figure(report_content *content, const gouw_chart *chart,
                              const report_entry *entry, gouw_error *error) {
    gouw_error own = GOUW_ERROR_INIT;
    report_figure *figure = &content->figures[content->n_figures];
    *figure = (report_figure){.chart = chart, .entry = entry};
    const gouw_chart_job job = gouw_report_job(content, figure);
    const gouw_status status = gouw_chart_describe(&job, content->run->arena, &figure->title,
                                                   &figure->description, &own);
    if (status == GOUW_OK)
        content->n_figures++;
    return status == GOUW_EMEMORY ? gouw_fail(error, status, "%s", own.message) : GOUW_OK;
}

static gouw_status settle_figures(report_content *content, gouw_error *error) {
    size_t n;
    const gouw_chart *const *charts = gouw_charts(&n);
    const bool groups = has_groups(content);
    content->figures = gouw_arena_array(content->run->arena, n, sizeof *content->figures);
    if (content->figures == NULL)
        return gouw_fail_memory(error, n * sizeof *content->figures);
    gouw_status status = GOUW_OK;
    for (size_t e = 0; e < content->n_entries; e++)
        for (size_t c = 0; c < n && status == GOUW_OK; c++)
            if (has_needs(content, charts[c]) && (groups || !is_of_groups(charts[c]->name)) &&
                owner(content, charts[c]) == &content->entries[e])
                status = add_figure(content, charts[c], &content->entries[e], error);
    return status;
}

gouw_status gouw_report_collect(const gouw_run *run, size_t n_datasets, report_content *content,
                                gouw_error *error) {
    const gouw_dataset *newest = run->datasets[n_datasets - 1];
    *content = (report_content){.run = run,
                                .dataset = newest,
                                .older = n_datasets > 1 ? run->datasets[0] : NULL,
                                .as_of = run->as_of == GOUW_DAY_NONE ? newest->package.created
                                                                     : run->as_of};
    gouw_status status = GOUW_OK;
    for (size_t i = 0; i < n_datasets && status == GOUW_OK; i++)
        status = gouw_dataset_accept(run->datasets[i], error);
    if (status == GOUW_OK)
        status = gouw_labels_make(newest, run->arena, &content->labels, error);
    if (status == GOUW_OK)
        status = run_entries(content, n_datasets, error);
    if (status == GOUW_OK)
        status = collect_tables(content, error);
    return status == GOUW_OK ? settle_figures(content, error) : status;
}

const report_entry *gouw_report_find(const report_content *content, const char *name) {
    for (size_t e = 0; e < content->n_entries; e++)
        if (strcmp(content->entries[e].analysis->name, name) == 0)
            return content->entries[e].trouble == NULL ? &content->entries[e] : NULL;
    return NULL;
}
