#include "analysis/theme_sets.h"

#include "base/i18n.h"
#include "base/list.h"
#include "stat/similarity.h"

static double *fill_weights(const gouw_theme_view *view, size_t n_regions, gouw_measure measure,
                            gouw_arena *arena) {
    if (view->n_themes != 0 && n_regions > SIZE_MAX / view->n_themes)
        return NULL;
    double *weights = gouw_arena_array(arena, n_regions * view->n_themes, sizeof *weights);
    if (weights == NULL)
        return NULL;
    for (size_t i = 0; i < view->n_mentions; i++)
        weights[view->mentions[i].region * view->n_themes + view->mentions[i].theme] =
            (double)view->mentions[i].weight;
    if (measure == GOUW_COSINE_IDF)
        gouw_weights_scale_idf(weights, n_regions, view->n_themes);
    return weights;
}

gouw_status gouw_theme_sets_fill(const gouw_run *run, const gouw_theme_view *view,
                                 gouw_measure measure, double empty, gouw_theme_sets *sets,
                                 gouw_error *error) {
    const size_t n = run->datasets[0]->n_regions;
    const gouw_status status = gouw_bits_init(&sets->bits, n, view->n_themes, run->arena, error);
    if (status != GOUW_OK)
        return status;
    sets->size = gouw_arena_array(run->arena, n, sizeof *sets->size);
    double *weights = NULL;
    if (gouw_measures[measure].weighted)
        weights = fill_weights(view, n, measure, run->arena);
    if (sets->size == NULL || (gouw_measures[measure].weighted && weights == NULL))
        return gouw_fail_memory(error, n * sizeof *sets->size);
    for (size_t i = 0; i < view->n_mentions; i++)
        gouw_bits_set(&sets->bits, view->mentions[i].region, view->mentions[i].theme);
    gouw_bits_sizes(&sets->bits, sets->size);
    sets->pairs = (gouw_pairs){.measure = measure,
                               .bits = &sets->bits,
                               .size = sets->size,
                               .weights = weights,
                               .empty = empty,
                               .threads = run->threads,
                               .interrupted = run->interrupted,
                               .progress = run->progress,
                               .watch = run->watch};
    return GOUW_OK;
}

const char *gouw_theme_sets_empty(const gouw_run *run, const gouw_theme_sets *sets,
                                  size_t *n_empty) {
    gouw_list list = {.arena = run->arena, .most = 5};
    for (size_t r = 0; r < sets->bits.n_rows; r++)
        if (sets->size[r] == 0 && !gouw_list_add(&list, run->datasets[0]->regions[r].id))
            return NULL;
    *n_empty = list.n;
    return gouw_list_words(&list);
}

const char *gouw_theme_sets_few(const gouw_run *run, const uint32_t *size, size_t *n_few) {
    const gouw_dataset *dataset = run->datasets[0];
    gouw_list list = {.arena = run->arena, .most = 3};
    for (size_t r = 0; r < dataset->n_regions; r++) {
        if (size[r] >= GOUW_FEW_THEMES)
            continue;
        const char *item = gouw_arena_format(run->arena, "%s (%u)",
                                             gouw_dataset_region_name(dataset, r), size[r]);
        if (item == NULL || !gouw_list_add(&list, item))
            return NULL;
    }
    *n_few = list.n;
    return gouw_list_words(&list);
}

gouw_status gouw_theme_sets_say_weights(const gouw_theme_view *view, gouw_measure measure,
                                        gouw_results *results, gouw_error *error) {
    if (!gouw_measures[measure].weighted || view->n_mentions == 0)
        return GOUW_OK;
    for (size_t i = 0; i < view->n_mentions; i++)
        if (view->mentions[i].weight < 1 || view->mentions[i].weight > 1)
            return GOUW_OK;
    return gouw_results_remark(results, error, GOUW_WARNING,
                               _("'%s' compares weights, but region_themes.csv states none that "
                                 "differs from 1: every mention counts the same"),
                               gouw_measures[measure].name);
}
