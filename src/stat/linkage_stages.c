/* Linkage in stages, each of which halves the clusters at the cost of two passes over the distances
 * between them.
 *
 *     lists    the nearest of each cluster                    linkage_lists.c
 *     merge    all merges for which the lists are enough      linkage_local.c
 *     reduce   the distances between the clusters made        linkage_reduce.c
 *
 * The first stage takes the distances from their source, so that n x n numbers are never held: the
 * first triangle has a side of about n / 2. Rows are read from front to back, each twice a stage,
 * and n^2 + n^2 / 4 + ... is not much more than n^2. Where lists are enough for few merges, and
 * where few clusters are left, the chain of linkage_chain.c does the rest.
 *
 * Which merges there are does not depend on the order in which they are made (Bruynooghe 1977, on
 * reducible linkages), but for ties: those of equal heights. O(n^2). */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "stat/linkage_stage.h"

/* Of 8 clusters a stage must leave no more than so many, or it is the last. */
enum { MOST_LEFT = 6 };

/* What is left, as a source of distances. */
static void row_of(const gouw_distances *self, uint32_t item, const uint32_t *others,
                   size_t n_others, double *out) {
    const gouw_stage *stage = self->data;
    for (size_t k = 0; k < n_others; k++) {
        const uint32_t a = item < others[k] ? item : others[k];
        const uint32_t b = item < others[k] ? others[k] : item;
        const double apart = a == b ? 0 : (double)gouw_stage_apart(stage, a, b);
        out[k] = stage->linkage == GOUW_LINKAGE_WARD ? sqrt(apart) : apart;
    }
}

/* ---- stages ---------------------------------------------------------------------------------- */

static void take_over(gouw_stage *stage, const gouw_merged *m) {
    stage->source = NULL;
    stage->n = m->n_after;
    memcpy(stage->size, m->size, m->n_after * sizeof *m->size);
    memcpy(stage->height, m->height, m->n_after * sizeof *m->height);
    memcpy(stage->item, m->item, m->n_after * sizeof *m->item);
}

/* *goes_on: whether the next one is worth while. A first stage of few merges is forgotten: the
 * chain takes the items from their source, and the square of the new clusters is never made. */
static gouw_status run_stage(gouw_stage *stage, gouw_near *near, gouw_merged *merged, bool *goes_on,
                             gouw_error *error) {
    gouw_status status = gouw_stage_lists(stage, near, error);
    if (status == GOUW_OK)
        status = gouw_stage_merge(stage, near, merged, error);
    if (status != GOUW_OK)
        return status;
    float *triangle;
    *goes_on = merged->n_after <= stage->n / 8 * MOST_LEFT;
    if (!*goes_on && stage->source != NULL) {
        stage->n_steps = 0;
        return GOUW_OK;
    }
    status = gouw_stage_reduce(stage, merged, &triangle, error);
    if (status != GOUW_OK)
        return status;
    free(stage->triangle);
    stage->triangle = triangle;
    take_over(stage, merged);
    return GOUW_OK;
}

static gouw_status finish(gouw_stage *stage, gouw_error *error) {
    const gouw_distances rest = {.n = stage->n, .row = row_of, .data = stage};
    const gouw_linkage_start start = {stage->size, stage->height, stage->item};
    return gouw_linkage_chain(&rest, stage->linkage, &start, stage->steps + stage->n_steps, error);
}

static gouw_status run(gouw_stage *stage, size_t least, gouw_near *near, gouw_merged *merged,
                       gouw_error *error) {
    gouw_status status = GOUW_OK;
    const size_t n = stage->n;
    for (size_t i = 0; i < n; i++) {
        stage->size[i] = 1;
        stage->height[i] = 0;
        stage->item[i] = stage->items[i] = (uint32_t)i;
    }
    for (bool goes_on = true; goes_on && stage->n > least && status == GOUW_OK;)
        status = run_stage(stage, near, merged, &goes_on, error);
    if (status == GOUW_OK && stage->n > 1)
        status = stage->source == NULL
                     ? finish(stage, error)
                     : gouw_linkage_chain(stage->source, stage->linkage, NULL, stage->steps, error);
    return status == GOUW_OK ? gouw_linkage_sort(stage->steps, n - 1, error) : status;
}

gouw_status gouw_linkage_stages(const gouw_distances *distances, gouw_linkage linkage, size_t least,
                                gouw_step *steps, gouw_error *error) {
    const size_t n = distances->n;
    if (n < 2)
        return GOUW_OK;
    if (n >
        UINT32_MAX / 4) /* more than merges can be numbered; the chain says what it would take */
        return gouw_linkage_chain(distances, linkage, NULL, steps, error);
    gouw_stage stage = {.linkage = linkage, .n = n, .source = distances, .steps = steps};
    gouw_merged merged = {0};
    gouw_near *near = malloc(n * sizeof *near);
    uint32_t *indexes = malloc(4 * n * sizeof *indexes);
    float *numbers = malloc(6 * n * sizeof *numbers);
    stage.row = malloc(n * sizeof *stage.row);
    gouw_status status;
    if (near == NULL || indexes == NULL || numbers == NULL || stage.row == NULL) {
        status = gouw_fail_memory(error, n * sizeof *near);
    } else {
        uint32_t **const indexed[] = {&stage.item, &stage.items, &merged.after, &merged.item};
        float **const numbered[] = {&stage.size,  &stage.height,  &merged.weight,
                                    &merged.size, &merged.height, &merged.within};
        for (size_t k = 0; k < 4; k++)
            *indexed[k] = indexes + k * n;
        for (size_t k = 0; k < 6; k++)
            *numbered[k] = numbers + k * n;
        status = run(&stage, least, near, &merged, error);
    }
    free(near);
    free(indexes);
    free(numbers);
    free(stage.row);
    free(stage.triangle);
    return status;
}
