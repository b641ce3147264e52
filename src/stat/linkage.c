/* Which method finds the merges. Small problems take the plainest one, whose ties are hclust's:
 * among few regions with few themes ties are the rule, and a tree that differs from R's by a tie
 * would raise questions. Large ones take the fastest exact method. */
#include "stat/linkage.h"

#include <stdlib.h>

#include "stat/linkage_steps.h"

enum { FEW = 1000 }; /* clusters whose square stays in the cache: the chain is as fast as stages */

const char *const gouw_linkage_names[GOUW_N_LINKAGES + 1] = {
    "average", "complete", "single", "ward", "weighted", "centroid", "median", NULL,
};

static gouw_status find_steps(const gouw_distances *distances, gouw_linkage linkage,
                              gouw_step *steps, gouw_error *error) {
    const size_t n = distances->n;
    const bool reducible = linkage != GOUW_LINKAGE_CENTROID && linkage != GOUW_LINKAGE_MEDIAN;
    if (n <= GOUW_LINKAGE_SMALL || !reducible)
        return gouw_linkage_closest(distances, linkage, steps, error);
    if (linkage == GOUW_LINKAGE_SINGLE)
        return gouw_linkage_spanning(distances, steps, error);
    const gouw_status status = gouw_linkage_stages(distances, linkage, FEW, steps, error);
    return status == GOUW_OK && n <= GOUW_LINKAGE_DOUBLE
               ? gouw_linkage_heights(distances, linkage, steps, error)
               : status;
}

gouw_status gouw_linkage_tree(const gouw_distances *distances, gouw_linkage linkage,
                              gouw_arena *arena, gouw_tree *tree, gouw_error *error) {
    const size_t n = distances->n;
    if (n > GOUW_ITEMS_MAX)
        return gouw_fail_memory(error, SIZE_MAX);
    gouw_step *steps = malloc((n + 1) * sizeof *steps);
    if (steps == NULL)
        return gouw_fail_memory(error, (n + 1) * sizeof *steps);
    gouw_status status = n < 2 ? GOUW_OK : find_steps(distances, linkage, steps, error);
    if (status == GOUW_OK)
        status = gouw_tree_from_steps(steps, n, arena, tree, error);
    free(steps);
    return status;
}
