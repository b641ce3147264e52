/* Turns the rows of region_themes.csv into the mentions of the model, by region, theme and line.
 *
 * There may be millions, so they stay where they were read. Files mostly go region by region, each
 * with few rows: those are sorted where they stand, in fast memory. A file in another order is
 * ordered by counting, by theme and then by region, and put in place cycle by cycle. O(rows +
 * regions + themes) either way. What the texts and lines beside the rows are is in rows.h.
 */
#include <stdint.h>
#include <string.h>

#include "base/i18n.h"
#include "data/model.h"

enum { FEW = 64 }; /* rows of a region, for sorting where they stand */

/* The theme as a key: the empty theme of a coding comes last. */
static size_t theme_key(const gouw_mention *mention, size_t n_themes) {
    return mention->theme == GOUW_INDEX_NONE ? n_themes : mention->theme;
}

typedef enum ordering { SORTED, BY_REGION, ANY_ORDER } ordering;

/* How the rows stand: BY_REGION if no region has more than a few. */
static ordering ordering_of(const gouw_mention *mentions, size_t n) {
    bool sorted = true, few = true;
    for (size_t i = 1, start = 0; i < n; i++) {
        const gouw_mention *a = &mentions[i - 1], *b = &mentions[i];
        if (a->region > b->region)
            return ANY_ORDER;
        if (a->region < b->region)
            start = i;
        few = few && i - start < FEW;
        sorted = sorted && (a->region < b->region || a->theme <= b->theme);
    }
    return sorted ? SORTED : few ? BY_REGION : ANY_ORDER;
}

/* ---- few rows a region ---------------------------------------------------------------------- */

/* The order of different keys: each goes behind as many as are smaller. padded, of which a compiler
 * makes wide registers, is not less than n; what lies between is larger than any key. */
static inline void count_smaller(const int32_t keys[FEW], size_t n, size_t padded,
                                 unsigned char order[FEW]) {
    for (size_t i = 0; i < n; i++) {
        int32_t smaller = 0;
        for (size_t k = 0; k < padded; k++)
            smaller += keys[k] < keys[i];
        order[smaller] = (unsigned char)i;
    }
}

/* The order of n rows by theme and line; false when they stand in it. */
static bool few_order(const gouw_mention *mentions, size_t n, size_t n_themes,
                      unsigned char order[FEW]) {
    int32_t keys[FEW];
    bool sorted = true;
    for (size_t i = 0; i < n; i++) {
        keys[i] = (int32_t)(theme_key(&mentions[i], n_themes) * FEW + i);
        sorted = sorted && (i == 0 || keys[i - 1] < keys[i]);
    }
    if (sorted)
        return false;
    for (size_t i = n; i < FEW; i++)
        keys[i] = INT32_MAX;
    if (n <= FEW / 4)
        count_smaller(keys, n, FEW / 4, order);
    else if (n <= FEW / 2)
        count_smaller(keys, n, FEW / 2, order);
    else
        count_smaller(keys, n, FEW, order);
    return true;
}

/* Whether something is to be said of two of the rows, and so of the lines they stand on. */
static bool is_remarkable(const gouw_mention *mentions, size_t n, const unsigned char *order) {
    for (size_t i = 1; i < n; i++)
        if (mentions[order[i]].theme == mentions[order[i - 1]].theme)
            return true;
    return mentions[order[n - 1]].theme == GOUW_INDEX_NONE;
}

/* Puts the rows start .. start + n in that order, and what stands beside them. */
static void few_permute(gouw_rows *rows, size_t start, size_t n, const unsigned char *order) {
    gouw_mention *mentions = gouw_rows_at(rows, start);
    gouw_mention old[FEW];
    memcpy(old, mentions, n * sizeof *old);
    for (size_t i = 0; i < n; i++)
        mentions[i] = old[order[i]];
    if (rows->lines != NULL) {
        uint32_t lines[FEW];
        memcpy(lines, rows->lines + start, n * sizeof *lines);
        for (size_t i = 0; i < n; i++)
            rows->lines[start + i] = lines[order[i]];
    }
    if (rows->beside != NULL) {
        const char *beside[FEW];
        memcpy(beside, rows->beside + start, n * sizeof *beside);
        for (size_t i = 0; i < n; i++)
            rows->beside[start + i] = beside[order[i]];
    }
}

/* Sorts each region's rows. Lines are written down from the first region on of which something is
 * to be said: those of regions before it, which have changed places, are not asked for. False when
 * memory is out. */
static bool regions_sort(gouw_rows *rows, size_t n_themes) {
    const gouw_mention *mentions = gouw_rows_at(rows, 0);
    unsigned char order[FEW];
    for (size_t i = 0, end; i < rows->n; i = end) {
        for (end = i + 1; end < rows->n && mentions[end].region == mentions[i].region;)
            end++;
        if (!few_order(mentions + i, end - i, n_themes, order))
            continue;
        if (is_remarkable(mentions + i, end - i, order) && !gouw_rows_spell_lines(rows))
            return false;
        few_permute(rows, i, end - i, order);
    }
    return true;
}

/* ---- any order ------------------------------------------------------------------------------ */

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

static void move_row(gouw_rows *rows, size_t from, size_t to) {
    gouw_mention *mentions = gouw_rows_at(rows, 0);
    mentions[to] = mentions[from];
    rows->lines[to] = rows->lines[from];
    if (rows->beside != NULL)
        rows->beside[to] = rows->beside[from];
}

/* Puts the rows in that order where they are, cycle by cycle; order is used up. */
static void rows_permute(gouw_rows *rows, uint32_t *order) {
    gouw_mention *mentions = gouw_rows_at(rows, 0);
    for (size_t i = 0; i < rows->n; i++) {
        const gouw_mention first = mentions[i];
        const uint32_t first_line = rows->lines[i];
        const char *first_beside = rows->beside == NULL ? NULL : rows->beside[i];
        size_t at = i;
        for (size_t from; (from = order[at]) != i; at = from) {
            move_row(rows, from, at);
            order[at] = (uint32_t)at;
        }
        mentions[at] = first;
        rows->lines[at] = first_line;
        if (rows->beside != NULL)
            rows->beside[at] = first_beside;
        order[at] = (uint32_t)at;
    }
}

/* Orders the rows by region, theme and line; false when memory is out. */
static bool mentions_sort(gouw_rows *rows, const gouw_dataset *model, gouw_arena *work) {
    const gouw_mention *mentions = gouw_rows_at(rows, 0);
    const ordering found = ordering_of(mentions, rows->n);
    if (found != ANY_ORDER)
        return found == SORTED || regions_sort(rows, model->n_themes);
    uint32_t *order = mentions_order(mentions, rows->n, model, work);
    if (order == NULL || !gouw_rows_spell_lines(rows))
        return false;
    rows_permute(rows, order);
    return true;
}

/* ---- what is said twice --------------------------------------------------------------------- */

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

/* Whether the mention says again what the one kept last does, on line first. Says too when a row
 * without a theme, which means that none was found, stands beside one with a theme. */
static bool is_repeated(gouw_loader *loader, const gouw_mention *mention, size_t line,
                        const gouw_mention *last, size_t first) {
    if (last->region != mention->region)
        return false;
    if (last->theme == mention->theme) {
        repeat_mention(loader, mention, line, first);
        return true;
    }
    if (mention->theme == GOUW_INDEX_NONE)
        gouw_findings_add(&loader->findings, GOUW_FINDING_ERROR, line, 0,
                          _("region '%s' has a row without a theme, which says that none was "
                            "found, and one with a theme in line %zu"),
                          loader->dataset->regions[mention->region].id, first);
    return false;
}

/* Leaves out rows that say again what one before them does; returns how many stay. Counts those of
 * each region at counts[region + 1]; NULL = they are not wanted. */
static size_t mentions_distinct(gouw_loader *loader, gouw_rows *rows, size_t *counts) {
    gouw_mention *mentions = gouw_rows_at(rows, 0);
    size_t n = 0, kept = 0; /* the row kept last */
    for (size_t i = 0; i < rows->n; i++) {
        const size_t line = gouw_rows_line(rows, i);
        if (n > 0 &&
            is_repeated(loader, &mentions[i], line, &mentions[n - 1], gouw_rows_line(rows, kept)))
            continue;
        if (n < i) {
            mentions[n] = mentions[i];
            if (rows->beside != NULL)
                rows->beside[n] = rows->beside[i];
        }
        if (counts != NULL)
            counts[mentions[n].region + 1]++;
        kept = i;
        n++;
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
    if (loader->coding != NULL) {
        loader->coding->n_mentions = mentions_distinct(loader, rows, NULL);
        loader->coding->mentions = mentions;
        loader->coding->mention_sources = rows->beside;
        return GOUW_OK;
    }
    model->n_mentions = mentions_distinct(loader, rows, model->mention_start);
    model->mentions = mentions;
    model->mention_sources = rows->beside;
    sum_up(model->mention_start, model->n_regions);
    return GOUW_OK;
}
