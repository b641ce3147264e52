/* Each row is compared once with two bounds at a time, that of the cluster whose row it is and
 * those of the clusters it leads to: what is nearer than the last of a list goes into the list.
 * Of n rows in any order about GOUW_NEAR ln(n / GOUW_NEAR) do so a cluster; the comparisons are as
 * fast as memory. */
#include <math.h>
#include <stdlib.h>

#include "stat/below.h"
#include "stat/linkage_stage.h"

typedef struct lists {
    const gouw_stage *stage;
    gouw_near *near;
    float *bound; /* by cluster: how far the last of its list is */
    float *buffer, *weighted;
    uint32_t *found;
} lists;

static void insert(lists *l, uint32_t at, float apart, uint32_t to) {
    gouw_near *near = &l->near[at];
    if (!(apart < l->bound[at]))
        return;
    size_t k = GOUW_NEAR - 1;
    for (; k > 0 && near->apart[k - 1] > apart; k--) {
        near->apart[k] = near->apart[k - 1];
        near->to[k] = near->to[k - 1];
    }
    near->apart[k] = apart;
    near->to[k] = to;
    l->bound[at] = near->apart[GOUW_NEAR - 1];
}

static void add_row(lists *l, uint32_t c, const float *tail, size_t n_tail) {
    const gouw_stage *stage = l->stage;
    if (stage->linkage == GOUW_LINKAGE_WARD && stage->source == NULL) {
        gouw_linkage_rows_pick()->weigh(l->weighted, tail, stage->size[c], stage->size + c + 1,
                                        n_tail);
        tail = l->weighted;
    }
    const size_t n_found = gouw_below_float(tail, l->bound + c + 1, l->bound[c], n_tail, l->found);
    for (size_t f = 0; f < n_found; f++) {
        const uint32_t k = l->found[f];
        insert(l, c, tail[k], c + 1 + k);
        insert(l, c + 1 + k, tail[k], c);
    }
}

gouw_status gouw_stage_lists(const gouw_stage *stage, gouw_near *near, gouw_error *error) {
    const size_t n = stage->n;
    lists l = {.stage = stage,
               .near = near,
               .bound = malloc(3 * n * sizeof *l.bound),
               .found = malloc((n + GOUW_BELOW_ROOM) * sizeof *l.found)};
    gouw_status status = GOUW_OK;
    if (l.bound == NULL || l.found == NULL) {
        status = gouw_fail_memory(error, 3 * n * sizeof *l.bound);
    } else {
        l.buffer = l.bound + n;
        l.weighted = l.bound + 2 * n;
    }
    for (size_t c = 0; c < n && status == GOUW_OK; c++) {
        l.bound[c] = INFINITY;
        for (size_t k = 0; k < GOUW_NEAR; k++)
            near[c].apart[k] = INFINITY;
    }
    for (size_t c = 0; c < n && status == GOUW_OK; c++) {
        const float *tail = gouw_stage_tail(stage, c, l.buffer, error);
        if (tail == NULL)
            status = GOUW_EDATA;
        else
            add_row(&l, (uint32_t)c, tail, n - c - 1);
    }
    free(l.bound);
    free(l.found);
    return status;
}
