/* Each row is compared once with two bounds at a time, that of the cluster whose row it is and
 * those of the clusters it leads to: what is nearer than the last of a list goes into the list.
 * Of n rows in any order about GOUW_NEAR ln(n / GOUW_NEAR) do so a cluster; the comparisons are as
 * fast as memory. */
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

#include "base/prefetch.h"
#include "stat/below.h"
#include "stat/linkage_stage.h"

typedef struct lists {
    const gouw_stage *stage;
    const gouw_linkage_kernel *kernel;
    gouw_near *near;
    float *bound;    /* by cluster: how far the last of its list is */
    uint16_t *rough; /* of items: the distance for that, rounded up; see stat/below.h */
    float *weighted;
    uint32_t *found;
} lists;

/* A distance that all have below them whose value is below bound. The float32 of a distance, and
 * its square, are rounded: half of one part in 2^23 each. */
static double distance_of(const lists *l, float bound) {
    return l->stage->linkage == GOUW_LINKAGE_WARD ? sqrt((double)bound) * (1 + 0x1p-20)
                                                  : (double)bound;
}

/* Asks for the lists of the clusters found, beginning with first. */
static void ask(const lists *l, uint32_t first, size_t n_found) {
    for (size_t f = 0; f < n_found; f++) {
        const gouw_near *near = &l->near[first + l->found[f]];
        GOUW_PREFETCH(near->apart);
        GOUW_PREFETCH(near->to + GOUW_NEAR - 1);
    }
}

/* Whether it was near enough. */
static bool insert(lists *l, uint32_t at, float apart, uint32_t to) {
    gouw_near *near = &l->near[at];
    if (!(apart < l->bound[at]))
        return false;
    l->kernel->insert(near->apart, near->to, apart, to);
    l->bound[at] = near->apart[GOUW_NEAR - 1];
    return true;
}

static void add_row(lists *l, uint32_t c) {
    const gouw_stage *stage = l->stage;
    const size_t n_tail = stage->n - c - 1;
    const float *tail = stage->triangle + gouw_stage_row(stage, c);
    if (stage->linkage == GOUW_LINKAGE_WARD) {
        gouw_linkage_rows_pick()->weigh(l->weighted, tail, stage->size[c], stage->size + c + 1,
                                        n_tail);
        tail = l->weighted;
    }
    const size_t n_found = gouw_below_float(tail, l->bound + c + 1, l->bound[c], n_tail, l->found);
    ask(l, c + 1, n_found);
    for (size_t f = 0; f < n_found; f++) {
        const uint32_t k = l->found[f];
        (void)insert(l, c, tail[k], c + 1 + k);
        (void)insert(l, c + 1 + k, tail[k], c);
    }
}

/* The same of an item, whose distances are looked at as they come from memory. */
static gouw_status add_item(lists *l, uint32_t c, gouw_error *error) {
    const gouw_stage *stage = l->stage;
    const uint32_t *items = stage->items;
    const size_t n_tail = stage->n - c - 1;
    const double *tail = gouw_distances_get_tail(stage->source, c, items, stage->row);
    size_t n_found;
    if (!gouw_below_rough(tail, l->rough + c + 1, distance_of(l, l->bound[c]), n_tail,
                          GOUW_STAGE_LARGEST, l->found, &n_found))
        return gouw_distances_check(c, items + c + 1, n_tail, tail, GOUW_STAGE_LARGEST, error);
    ask(l, c + 1, n_found);
    for (size_t f = 0; f < n_found; f++) {
        const uint32_t to = c + 1 + l->found[f];
        const float distance = (float)tail[l->found[f]];
        const float apart = stage->linkage == GOUW_LINKAGE_WARD ? distance * distance : distance;
        (void)insert(l, c, apart, to);
        if (insert(l, to, apart, c))
            l->rough[to] = gouw_rough(distance_of(l, l->bound[to]));
    }
    return GOUW_OK;
}

gouw_status gouw_stage_lists(const gouw_stage *stage, gouw_near *near, gouw_error *error) {
    const size_t n = stage->n;
    lists l = {.stage = stage,
               .kernel = gouw_linkage_kernel_pick(),
               .near = near,
               .bound = malloc(2 * n * sizeof *l.bound),
               .rough = malloc(n * sizeof *l.rough),
               .found = malloc((n + GOUW_BELOW_ROOM) * sizeof *l.found)};
    gouw_status status = GOUW_OK;
    if (l.bound == NULL || l.rough == NULL || l.found == NULL)
        status = gouw_fail_memory(error, 2 * n * sizeof *l.bound);
    else
        l.weighted = l.bound + n;
    for (size_t c = 0; c < n && status == GOUW_OK; c++) {
        l.bound[c] = INFINITY;
        l.rough[c] = gouw_rough((double)INFINITY);
        for (size_t k = 0; k < GOUW_NEAR; k++)
            near[c].apart[k] = INFINITY;
    }
    for (uint32_t c = 0; c < n && status == GOUW_OK; c++) {
        if (stage->source != NULL)
            status = add_item(&l, c, error);
        else
            add_row(&l, c);
    }
    free(l.bound);
    free(l.rough);
    free(l.found);
    return status;
}
