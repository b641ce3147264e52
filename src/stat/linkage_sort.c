#include <stdlib.h>

#include "stat/linkage_steps.h"

typedef struct ranked_step {
    gouw_step step;
    size_t rank;
} ranked_step;

static int compare(const void *left, const void *right) {
    const ranked_step *a = left, *b = right;
    if (a->step.height != b->step.height)
        return a->step.height < b->step.height ? -1 : 1;
    return a->rank < b->rank ? -1 : a->rank > b->rank;
}

gouw_status gouw_linkage_sort(gouw_step *steps, size_t n_steps, gouw_error *error) {
    ranked_step *ranked = malloc((n_steps + 1) * sizeof *ranked);
    if (ranked == NULL)
        return gouw_fail_memory(error, (n_steps + 1) * sizeof *ranked);
    for (size_t s = 0; s < n_steps; s++)
        ranked[s] = (ranked_step){.step = steps[s], .rank = s};
    qsort(ranked, n_steps, sizeof *ranked, compare);
    for (size_t s = 0; s < n_steps; s++)
        steps[s] = ranked[s].step;
    free(ranked);
    return GOUW_OK;
}
