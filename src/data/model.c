/* Keys are checked on a stable order of the rows, so that of equal keys the first in the file
 * stays. Mentions are many: where they stand they are sorted region by region, or ordered by
 * counting, by theme and then by region, O(rows + regions + themes); the rest is merged (sort.c).
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

/* ---- mentions ------------------------------------------------------------------------------- */

enum { FEW = 64 }; /* rows of a region, for sorting by insertion */

/* The theme as a counting key: the empty theme of a coding comes last. */
static size_t theme_key(const gouw_mention *mention, size_t n_themes) {
    return mention->theme == GOUW_INDEX_NONE ? n_themes : mention->theme;
}

static bool mentions_sorted(const gouw_mention *mentions, size_t n) {
    for (size_t i = 1; i < n; i++) {
        const gouw_mention *a = &mentions[i - 1], *b = &mentions[i];
        if (a->region > b->region || (a->region == b->region && a->theme > b->theme))
            return false;
    }
    return true;
}

/* Turns counts of keys, each at its key plus one, into where each key starts. */
static void sum_up(size_t *start, size_t n_keys) {
    for (size_t k = 1; k <= n_keys; k++)
        start[k] += start[k - 1];
}

/* The rows by region, theme and line, as indexes; NULL when memory is out. */
static uint32_t *mentions_order(const gouw_mention *mentions, size_t n, const gouw_dataset *model,
                                gouw_arena *work) {
    uint32_t *by_theme = gouw_arena_array(work, n, sizeof *by_theme);
    uint32_t *order = gouw_arena_array(work, n, sizeof *order);
    size_t *theme_start = gouw_arena_array(work, model->n_themes + 2, sizeof *theme_start);
    size_t *region_start = gouw_arena_array(work, model->n_regions + 1, sizeof *region_start);
    if (by_theme == NULL || order == NULL || theme_start == NULL || region_start == NULL)
        return NULL;
    for (size_t i = 0; i < n; i++) {
        theme_start[theme_key(&mentions[i], model->n_themes) + 1]++;
        region_start[mentions[i].region + 1]++;
    }
    sum_up(theme_start, model->n_themes + 1);
    sum_up(region_start, model->n_regions);
    for (size_t i = 0; i < n; i++)
        by_theme[theme_start[theme_key(&mentions[i], model->n_themes)]++] = (uint32_t)i;
    for (size_t i = 0; i < n; i++)
        order[region_start[mentions[by_theme[i]].region]++] = by_theme[i];
    return order;
}

/* Puts the rows and their lines in that order where they are, cycle by cycle; order is used up. */
static void rows_permute(gouw_mention *mentions, uint32_t *lines, uint32_t *order, size_t n) {
    for (size_t i = 0; i < n; i++) {
        const gouw_mention first = mentions[i];
        const uint32_t first_line = lines[i];
        size_t at = i;
        for (size_t from; (from = order[at]) != i; at = from) {
            mentions[at] = mentions[from];
            lines[at] = lines[from];
            order[at] = (uint32_t)at;
        }
        mentions[at] = first;
        lines[at] = first_line;
        order[at] = (uint32_t)at;
    }
}

/* Sorts the few rows of one region by theme, stably, by insertion. */
static void region_sort(gouw_mention *mentions, uint32_t *lines, size_t n, size_t n_themes) {
    for (size_t i = 1; i < n; i++) {
        const gouw_mention mention = mentions[i];
        const uint32_t line = lines[i];
        const size_t key = theme_key(&mention, n_themes);
        size_t at = i;
        for (; at > 0 && theme_key(&mentions[at - 1], n_themes) > key; at--) {
            mentions[at] = mentions[at - 1];
            lines[at] = lines[at - 1];
        }
        mentions[at] = mention;
        lines[at] = line;
    }
}

/* Files mostly go region by region, each with few rows: those are sorted where they stand. False,
 * and part of it done, when a file is otherwise. */
static bool regions_sort(gouw_mention *mentions, uint32_t *lines, size_t n, size_t n_themes) {
    for (size_t i = 0, end; i < n; i = end) {
        for (end = i + 1; end < n && mentions[end].region == mentions[i].region;)
            end++;
        if (end - i > FEW || (end < n && mentions[end].region < mentions[i].region))
            return false;
        region_sort(mentions + i, lines + i, end - i, n_themes);
    }
    return true;
}

/* Orders the rows and their lines by region, theme and line; false when memory is out. */
static bool mentions_sort(gouw_rows *rows, const gouw_dataset *model, gouw_arena *work) {
    gouw_mention *mentions = gouw_rows_at(rows, 0);
    if (mentions_sorted(mentions, rows->n) ||
        regions_sort(mentions, rows->lines, rows->n, model->n_themes))
        return true;
    uint32_t *order = mentions_order(mentions, rows->n, model, work);
    if (order != NULL)
        rows_permute(mentions, rows->lines, order, rows->n);
    return order != NULL;
}

static void repeat_mention(gouw_loader *loader, const gouw_mention *mention, size_t line,
                           size_t first) {
    const gouw_dataset *model = loader->dataset;
    const char *region = model->regions[mention->region].id;
    if (mention->theme == GOUW_INDEX_NONE)
        gouw_findings_add(&loader->findings, GOUW_FINDING_ERROR, line, 0,
                          _("region '%s' has two rows without a theme (first in line %zu)"), region,
                          first);
    else
        gouw_findings_add(&loader->findings, GOUW_FINDING_ERROR, line, 0,
                          _("region '%s' has theme '%s' twice (first in line %zu)"), region,
                          model->themes[mention->theme].id, first);
}

/* Leaves out rows that say again what one before them does; returns how many stay. Says too when
 * a row without a theme, which means that none was found, stands beside one with a theme. */
static size_t mentions_distinct(gouw_loader *loader, gouw_rows *rows) {
    gouw_mention *mentions = gouw_rows_at(rows, 0);
    size_t n = 0, first = 0; /* the line of the row kept last */
    for (size_t i = 0; i < rows->n; i++) {
        const gouw_mention this = mentions[i];
        const bool beside = n > 0 && mentions[n - 1].region == this.region;
        if (beside && mentions[n - 1].theme == this.theme) {
            repeat_mention(loader, &this, rows->lines[i], first);
            continue;
        }
        if (beside && this.theme == GOUW_INDEX_NONE)
            gouw_findings_add(&loader->findings, GOUW_FINDING_ERROR, rows->lines[i], 0,
                              _("region '%s' has a row without a theme, which says that none was "
                                "found, and one with a theme in line %zu"),
                              loader->dataset->regions[this.region].id, first);
        mentions[n++] = this;
        first = rows->lines[i];
    }
    return n;
}

gouw_status gouw_finish_mentions(gouw_loader *loader, const gouw_sheet *sheet, gouw_rows *rows,
                                 gouw_error *error) {
    gouw_dataset *model = loader->dataset;
    (void)sheet;
    if (rows->n == 0)
        return GOUW_OK;
    gouw_mention *mentions = gouw_rows_at(rows, 0);
    if (!mentions_sort(rows, model, loader->work))
        return gouw_fail_memory(error, rows->n * sizeof *mentions);
    const size_t n = mentions_distinct(loader, rows);
    if (loader->coding != NULL) {
        loader->coding->mentions = mentions;
        loader->coding->n_mentions = n;
        return GOUW_OK;
    }
    model->mentions = mentions;
    model->n_mentions = n;
    for (size_t i = 0; i < n; i++)
        model->mention_start[mentions[i].region + 1]++;
    sum_up(model->mention_start, model->n_regions);
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
