#include "analysis/cluster_few.h"

#include <stdlib.h>
#include <string.h>

#include "analysis/theme_sets.h"
#include "base/i18n.h"

/* Clustering twice takes twice the time: only where that is short. */
enum { MOST_REGIONS = 300, LEAST_LEFT = 3 };

/* How many themes of the view each region names; NULL when memory is out. */
static uint32_t *count_themes(const gouw_run *run, const gouw_theme_view *view) {
    const size_t n = run->datasets[0]->n_regions;
    uint32_t *size = gouw_arena_array(run->arena, n, sizeof *size);
    for (size_t r = 0; size != NULL && r < n; r++)
        size[r] = (uint32_t)(view->mention_start[r + 1] - view->mention_start[r]);
    return size;
}

static gouw_status leave_out(const gouw_run *run, const gouw_apart *apart, const uint32_t *size,
                             gouw_apart *left, gouw_error *error) {
    *left = *apart;
    left->n = 0;
    left->regions = gouw_arena_array(run->arena, apart->n, sizeof *left->regions);
    if (left->regions == NULL)
        return gouw_fail_memory(error, apart->n * sizeof *left->regions);
    for (size_t i = 0; i < apart->n; i++)
        if (size[apart->regions[i]] >= GOUW_FEW_THEMES)
            left->regions[left->n++] = apart->regions[i];
    return GOUW_OK;
}

/* The number of clear groups; 1: none. */
static gouw_status count_groups(const gouw_run *run, const gouw_apart *apart,
                                const gouw_cluster_plan *plan, size_t *k, gouw_error *error) {
    const size_t n_pairs = gouw_pair_count(apart->n);
    gouw_clustering c;
    double threshold;
    double *distances = malloc((n_pairs + 1) * sizeof *distances);
    if (distances == NULL)
        return gouw_fail_memory(error, (n_pairs + 1) * sizeof *distances);
    gouw_status status = gouw_apart_fill(apart, GOUW_DATA_OBSERVED, NULL, distances, error);
    const gouw_distances source = gouw_distances_condensed(distances, apart->n);
    if (status == GOUW_OK)
        status = gouw_cluster_solve(plan, &source, run->arena, &c, error);
    *k = status == GOUW_OK ? c.k : 1;
    if (status == GOUW_OK && c.k > 1) {
        status = gouw_cluster_threshold(run, apart, plan, &threshold, error);
        *k = status == GOUW_OK && c.means[c.k] > threshold ? c.k : 1;
    }
    free(distances);
    return status;
}

gouw_status gouw_cluster_say_few(const gouw_run *run, const gouw_theme_options *options,
                                 const gouw_apart *apart, const gouw_cluster_plan *plan,
                                 gouw_results *results, gouw_error *error) {
    size_t n_few, k = 1;
    gouw_apart left;
    gouw_theme_view view;
    gouw_results unsaid;
    if (plan->k > 0 || apart->n_parts != 1 || strcmp(apart->parts[0].name, "themes") != 0 ||
        apart->n > MOST_REGIONS)
        return GOUW_OK;
    gouw_results_init(&unsaid, run->arena);
    gouw_status status = gouw_themes_view(run, options, &unsaid, &view, error);
    if (status != GOUW_OK)
        return status;
    const uint32_t *size = count_themes(run, &view);
    const char *list = size == NULL ? NULL : gouw_theme_sets_few(run, size, &n_few);
    if (list == NULL)
        return gouw_fail_memory(error, 256);
    status = leave_out(run, apart, size, &left, error);
    if (status != GOUW_OK || n_few == 0 || left.n < LEAST_LEFT)
        return status;
    status = count_groups(run, &left, plan, &k, error);
    if (status != GOUW_OK)
        return status;
    if (k == 1)
        return gouw_results_remark(results, error, GOUW_CAUTION,
                                   _n("%s names fewer than four themes. Without it the regions "
                                      "form no clear groups.",
                                      "%s name fewer than four themes. Without them the regions "
                                      "form no clear groups.",
                                      n_few),
                                   list);
    return gouw_results_remark(results, error, GOUW_CAUTION,
                               _n("%s names fewer than four themes. Without it the regions form "
                                  "%zu groups.",
                                  "%s name fewer than four themes. Without them the regions form "
                                  "%zu groups.",
                                  n_few),
                               list, k);
}
