/* Keys are checked on a stable order of the rows, so that of equal keys the first in the file
 * stays; the order is merged (sort.c). Mentions, which are many, have a file of their own.
 */
#include "data/model.h"

#include <string.h>

#include "base/i18n.h"
#include "data/attributes.h"
#include "data/sort.h"

/* ---- rows as they are ----------------------------------------------------------------------- */

/* Copies the first size bytes of every row into one array. */
static void *copy_rows(const gouw_rows *rows, size_t size, gouw_arena *arena) {
    char *all = gouw_arena_array(arena, rows->n, size);
    for (size_t i = 0; all != NULL && i < rows->n; i++)
        memcpy(all + i * size, gouw_rows_at(rows, i), size);
    return all;
}

gouw_status gouw_finish_regions(gouw_loader *loader, const gouw_sheet *sheet, gouw_rows *rows,
                                gouw_error *error) {
    gouw_dataset *model = loader->dataset;
    model->regions = copy_rows(rows, sizeof *model->regions, loader->arena);
    if (model->regions == NULL)
        return gouw_fail_memory(error, rows->n * sizeof *model->regions);
    model->n_regions = rows->n;
    model->mention_start = gouw_arena_array(loader->arena, rows->n + 1,
                                            sizeof *model->mention_start);
    if (model->mention_start == NULL)
        return gouw_fail_memory(error, rows->n * sizeof *model->mention_start);
    if (sheet->complete && loader->vocabularies[GOUW_VOCABULARY_REGIONS].names.n == 0)
        gouw_findings_add(&loader->findings, GOUW_FINDING_WARNING, 0, 0,
                          _("%s names no region: there is nothing to compare"), "regions.csv");
    return gouw_attributes_make(loader, sheet, rows, &model->region_attributes, error);
}

gouw_status gouw_finish_themes(gouw_loader *loader, const gouw_sheet *sheet, gouw_rows *rows,
                               gouw_error *error) {
    gouw_dataset *model = loader->dataset;
    model->themes = copy_rows(rows, sizeof *model->themes, loader->arena);
    if (model->themes == NULL)
        return gouw_fail_memory(error, rows->n * sizeof *model->themes);
    model->n_themes = rows->n;
    return gouw_attributes_make(loader, sheet, rows, &model->theme_attributes, error);
}

gouw_status gouw_finish_stages(gouw_loader *loader, const gouw_sheet *sheet, gouw_rows *rows,
                               gouw_error *error) {
    (void)sheet;
    gouw_dataset *model = loader->dataset;
    model->stages = copy_rows(rows, sizeof *model->stages, loader->arena);
    if (model->stages == NULL)
        return gouw_fail_memory(error, rows->n * sizeof *model->stages);
    model->n_stages = rows->n;
    return GOUW_OK;
}

gouw_status gouw_finish_phrases(gouw_loader *loader, const gouw_sheet *sheet, gouw_rows *rows,
                                gouw_error *error) {
    (void)sheet;
    gouw_phrases *phrases = &loader->dataset->phrases;
    phrases->rows = copy_rows(rows, sizeof *phrases->rows, loader->arena);
    if (phrases->rows == NULL)
        return gouw_fail_memory(error, rows->n * sizeof *phrases->rows);
    phrases->n_rows = rows->n;
    return GOUW_OK;
}

/* ---- rows with other keys ------------------------------------------------------------------- */

/* Says that a row has the key of an earlier one. */
typedef void report_repeat(gouw_loader *loader, const void *row, const void *first);

/* Pointers to all rows, ordered by key, without rows whose key was there before. n out; NULL when
 * memory is out. */
static const void **distinct(gouw_loader *loader, const gouw_rows *rows, gouw_compare *compare,
                             report_repeat *report, size_t *n) {
    const void **items = gouw_arena_array(loader->work, rows->n, sizeof *items);
    const void **spare = gouw_arena_array(loader->work, rows->n, sizeof *spare);
    if (items == NULL || spare == NULL)
        return NULL;
    for (size_t i = 0; i < rows->n; i++)
        items[i] = gouw_rows_at(rows, i);
    gouw_sort(items, spare, rows->n, compare);
    *n = 0;
    for (size_t i = 0; i < rows->n; i++) {
        if (*n > 0 && compare(items[*n - 1], items[i]) == 0)
            report(loader, items[i], items[*n - 1]);
        else
            items[(*n)++] = items[i];
    }
    return items;
}

/* The rows pointed to, in one array. */
static void *gather(const void *const *items, size_t n, size_t size, gouw_arena *arena) {
    char *all = gouw_arena_array(arena, n, size);
    for (size_t i = 0; all != NULL && i < n; i++)
        memcpy(all + i * size, items[i], size);
    return all;
}

/* Order of two texts, NULL first; equal texts are one pointer, since the pool keeps each once. */
static int compare_text(const char *a, const char *b) {
    if (a == b)
        return 0;
    if (a == NULL || b == NULL)
        return a == NULL ? -1 : 1;
    return strcmp(a, b);
}

static int compare_number(int64_t a, int64_t b) {
    return (a > b) - (a < b);
}

static int by_step(const void *left, const void *right) {
    const gouw_milestone *a = left, *b = right;
    int by = compare_number(a->region, b->region);
    if (by == 0)
        by = compare_number(a->stage, b->stage);
    return by != 0 ? by : compare_text(a->item, b->item);
}

static int by_line(const void *left, const void *right) {
    const gouw_milestone *a = left, *b = right;
    return (a->line > b->line) - (a->line < b->line);
}

static int by_year(const void *left, const void *right) {
    const gouw_observation *a = left, *b = right;
    int by = compare_number(a->region, b->region);
    if (by == 0)
        by = compare_text(a->indicator, b->indicator);
    return by != 0 ? by : compare_number(a->year, b->year);
}

static int by_forecast_year(const void *left, const void *right) {
    const gouw_forecast *a = left, *b = right;
    int by = compare_number(a->region, b->region);
    if (by == 0)
        by = compare_text(a->indicator, b->indicator);
    return by != 0 ? by : compare_number(a->year, b->year);
}

static void repeat_year(gouw_loader *loader, size_t line, uint32_t region, const char *indicator,
                        int32_t year, size_t first) {
    char shown[GOUW_QUOTE];
    gouw_findings_add(&loader->findings, GOUW_FINDING_ERROR, line, 0,
                      _("region '%s' has '%s' of %d twice (first in line %zu)"),
                      loader->dataset->regions[region].id,
                      gouw_quote(indicator, strlen(indicator), shown), (int)year, first);
}

static void repeat_observation(gouw_loader *loader, const void *row, const void *first) {
    const gouw_observation *a = first, *b = row;
    repeat_year(loader, b->line, b->region, b->indicator, b->year, a->line);
}

static void repeat_forecast(gouw_loader *loader, const void *row, const void *first) {
    const gouw_forecast *a = first, *b = row;
    repeat_year(loader, b->line, b->region, b->indicator, b->year, a->line);
}

static void repeat_milestone(gouw_loader *loader, const void *row, const void *first) {
    const gouw_milestone *a = first, *b = row;
    const gouw_dataset *model = loader->dataset;
    const char *region = model->regions[b->region].id, *stage = model->stages[b->stage].id;
    char shown[GOUW_QUOTE];
    if (b->item == NULL)
        gouw_findings_add(&loader->findings, GOUW_FINDING_ERROR, b->line, 0,
                          _("region '%s' has stage '%s' twice (first in line %zu): name each in "
                            "the column item"),
                          region, stage, a->line);
    else
        gouw_findings_add(&loader->findings, GOUW_FINDING_ERROR, b->line, 0,
                          _("region '%s' has stage '%s', item '%s', twice (first in line %zu)"),
                          region, stage, gouw_quote(b->item, strlen(b->item), shown), a->line);
}

gouw_status gouw_finish_milestones(gouw_loader *loader, const gouw_sheet *sheet, gouw_rows *rows,
                                   gouw_error *error) {
    (void)sheet;
    size_t n;
    gouw_milestone *milestones = NULL;
    const void **items = distinct(loader, rows, by_step, repeat_milestone, &n);
    const void **spare = gouw_arena_array(loader->work, rows->n, sizeof *spare);
    if (items != NULL && spare != NULL) {
        gouw_sort(items, spare, n, by_line);
        milestones = gather(items, n, sizeof *milestones, loader->arena);
    }
    if (milestones == NULL)
        return gouw_fail_memory(error, rows->n * sizeof *milestones);
    const bool coded = loader->coding != NULL;
    *(coded ? &loader->coding->milestones : &loader->dataset->milestones) = milestones;
    *(coded ? &loader->coding->n_milestones : &loader->dataset->n_milestones) = n;
    return GOUW_OK;
}

gouw_status gouw_finish_observations(gouw_loader *loader, const gouw_sheet *sheet, gouw_rows *rows,
                                     gouw_error *error) {
    (void)sheet;
    gouw_dataset *model = loader->dataset;
    size_t n;
    const void **items = distinct(loader, rows, by_year, repeat_observation, &n);
    if (items != NULL)
        model->observations = gather(items, n, sizeof *model->observations, loader->arena);
    if (model->observations == NULL)
        return gouw_fail_memory(error, rows->n * sizeof *model->observations);
    model->n_observations = n;
    return GOUW_OK;
}

gouw_status gouw_finish_forecasts(gouw_loader *loader, const gouw_sheet *sheet, gouw_rows *rows,
                                  gouw_error *error) {
    (void)sheet;
    gouw_dataset *model = loader->dataset;
    size_t n;
    const void **items = distinct(loader, rows, by_forecast_year, repeat_forecast, &n);
    if (items != NULL)
        model->forecasts = gather(items, n, sizeof *model->forecasts, loader->arena);
    if (model->forecasts == NULL)
        return gouw_fail_memory(error, rows->n * sizeof *model->forecasts);
    model->n_forecasts = n;
    return GOUW_OK;
}

gouw_status gouw_finish_targets(gouw_loader *loader, const gouw_sheet *sheet, gouw_rows *rows,
                                gouw_error *error) {
    (void)sheet;
    gouw_dataset *model = loader->dataset;
    model->targets = copy_rows(rows, sizeof *model->targets, loader->arena);
    if (model->targets == NULL)
        return gouw_fail_memory(error, rows->n * sizeof *model->targets);
    model->n_targets = rows->n;
    return GOUW_OK;
}
