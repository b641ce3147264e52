/* Comparing trees by intervals (Day 1985, "Optimal algorithms for comparing trees with labeled
 * leaves", J. Classification 2). Items are renumbered by their places in the reference tree's
 * order, so that each of its clusters is an interval [first, last]. A cluster of another tree is
 * the same set exactly if its places are as many as last - first + 1 and the interval is one of
 * the reference's. An interval is looked up by its last place when it is a left part, by its first
 * otherwise: no two share one.
 */
#include "stat/support.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

typedef struct span {
    uint32_t first, last;
} span;

struct gouw_support_index {
    uint32_t *place;              /* by item */
    span *cluster;                /* by merge of the reference tree */
    uint32_t *by_first, *by_last; /* the merge looked up there; NONE */
    span *work;                   /* by merge of the tree compared */
};

#define NONE UINT32_MAX

static span span_of(const uint32_t *place, const span *spans, int32_t part) {
    if (part > 0)
        return spans[part - 1];
    const uint32_t at = place[-part - 1];
    return (span){at, at};
}

/* The places of each merge's items, from the lowest to the highest. */
static void find_spans(const gouw_tree *tree, const uint32_t *place, span *spans) {
    for (size_t s = 0; s + 1 < tree->n_items; s++) {
        const span a = span_of(place, spans, tree->merges[s].left);
        const span b = span_of(place, spans, tree->merges[s].right);
        spans[s].first = a.first < b.first ? a.first : b.first;
        spans[s].last = a.last > b.last ? a.last : b.last;
    }
}

static void enter(struct gouw_support_index *index, const gouw_tree *tree) {
    const size_t n = tree->n_items;
    for (size_t p = 0; p < n; p++)
        index->by_first[p] = index->by_last[p] = NONE;
    for (size_t s = 0; s + 1 < n; s++) {
        if (tree->merges[s].left > 0)
            index->by_last[index->cluster[tree->merges[s].left - 1].last] =
                (uint32_t)tree->merges[s].left - 1;
        if (tree->merges[s].right > 0)
            index->by_first[index->cluster[tree->merges[s].right - 1].first] =
                (uint32_t)tree->merges[s].right - 1;
    }
    if (n > 1)
        index->by_first[0] = (uint32_t)n - 2;
}

gouw_status gouw_support_init(gouw_support *support, const gouw_tree *tree, gouw_arena *arena,
                              gouw_error *error) {
    const size_t n = tree->n_items;
    *support = (gouw_support){.n_items = n};
    struct gouw_support_index *index = gouw_arena_alloc(arena, sizeof *index);
    uint32_t *places = gouw_arena_array(arena, n, 3 * sizeof *places);
    span *spans = gouw_arena_array(arena, n, 2 * sizeof *spans);
    support->count = gouw_arena_array(arena, n, sizeof *support->count);
    uint32_t *order = malloc((n + 1) * sizeof *order);
    gouw_status status = GOUW_OK;
    if (index == NULL || places == NULL || spans == NULL || support->count == NULL || order == NULL)
        status = gouw_fail_memory(error, n * 2 * sizeof *spans);
    if (status == GOUW_OK)
        status = gouw_tree_order(tree, order, error);
    if (status == GOUW_OK) {
        *index = (struct gouw_support_index){.place = places,
                                             .by_first = places + n,
                                             .by_last = places + 2 * n,
                                             .cluster = spans,
                                             .work = spans + n};
        for (size_t p = 0; p < n; p++)
            index->place[order[p]] = (uint32_t)p;
        find_spans(tree, index->place, index->cluster);
        enter(index, tree);
        support->index = index;
    }
    free(order);
    return status;
}

static bool is_cluster(const struct gouw_support_index *index, uint32_t merge, span at) {
    return merge != NONE && index->cluster[merge].first == at.first &&
           index->cluster[merge].last == at.last;
}

gouw_status gouw_support_add(gouw_support *support, const gouw_tree *tree, gouw_error *error) {
    struct gouw_support_index *index = support->index;
    if (tree->n_items != support->n_items)
        return gouw_fail(error, GOUW_EINTERNAL, "support: a tree of %zu items, not %zu",
                         tree->n_items, support->n_items);
    find_spans(tree, index->place, index->work);
    for (size_t s = 0; s + 1 < tree->n_items; s++) {
        const span at = index->work[s];
        if (at.last - at.first + 1 != tree->merges[s].size)
            continue;
        const uint32_t by_first = index->by_first[at.first], by_last = index->by_last[at.last];
        if (is_cluster(index, by_first, at))
            support->count[by_first]++;
        else if (is_cluster(index, by_last, at))
            support->count[by_last]++;
    }
    support->n_trees++;
    return GOUW_OK;
}

void gouw_support_shares(const gouw_support *support, double *share) {
    for (size_t s = 0; s + 1 < support->n_items; s++)
        share[s] = support->n_trees == 0 ? (double)NAN
                                         : (double)support->count[s] / (double)support->n_trees;
}
