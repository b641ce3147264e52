/* Nearest-neighbour chains (linkage_chain.c) that look no farther than short lists.
 *
 * Of each cluster a few nearest are known, and a bound: whatever is not in the list is at least as
 * far. What is nearest in the list, and within the bound, is nearest of all. Where two clusters
 * merge, their lists are joined, and what is in neither is at least as far as the same linkage of
 * their two bounds says:
 *
 *     i: 3 at 0.2, 7 at 0.4 | 0.5        j: 3 at 0.3, 9 at 0.5 | 0.6        average, equal sizes
 *     ij: 3 at 0.25, 7 and 9: worked out, kept where they are not beyond the bound | 0.55
 *
 * Merges never bring a cluster nearer than its parts were (the linkages here are reducible), so an
 * old distance to what has merged since is a bound too, and is worked out only when it comes first.
 * A cluster without anything within its bound waits for the next stage, and so do those whose
 * chain leads to it.
 *
 * Distances between merged clusters are worked out from the update of the linkage, the younger
 * cluster taken apart first, down to single ones; MOST_PARTS keeps that short.
 */
#include <math.h>
#include <stdlib.h>

#include "stat/linkage_stage.h"

enum { MOST_PARTS = 32 };

#define NONE    UINT32_MAX
#define WAITING UINT32_MAX

typedef struct node {
    float size, bound, height;
    float between, within; /* how far apart its parts were; see linkage_reduce.c */
    uint32_t leader;       /* towards the node it is part of; itself at the top */
    uint32_t left, right;  /* its parts */
    uint32_t list;         /* where its list stands */
    uint32_t item, n_parts;
    uint32_t place; /* on the chain, from 1; 0: not; WAITING: for the next stage */
} node;

typedef struct local {
    gouw_stage *stage;
    gouw_near *near;
    node *nodes; /* 0 .. n - 1: clusters; then merges, in their order */
    uint32_t n, n_nodes;
    uint32_t *link; /* the chain */
    float *reach;   /* from each link to the next */
    uint32_t length;
} local;

static uint32_t top_of(local *v, uint32_t c) {
    node *nodes = v->nodes;
    while (nodes[c].leader != c) {
        nodes[c].leader = nodes[nodes[c].leader].leader;
        c = nodes[c].leader;
    }
    return c;
}

/* The update of the linkage: from i and j, which are between apart, to k. */
static float join(gouw_linkage linkage, float between, float n_i, float n_j, float n_k, float to_i,
                  float to_j) {
    if (linkage == GOUW_LINKAGE_AVERAGE)
        return (n_i * to_i + n_j * to_j) / (n_i + n_j);
    if (linkage == GOUW_LINKAGE_WEIGHTED)
        return (to_i + to_j) / 2;
    if (linkage == GOUW_LINKAGE_COMPLETE)
        return to_i > to_j ? to_i : to_j;
    return ((n_i + n_k) * to_i + (n_j + n_k) * to_j - n_k * between) / (n_i + n_j + n_k);
}

/* As deep as the two have parts. */
static float apart(const local *v, uint32_t a, uint32_t b) {
    if (a < b) {
        const uint32_t other = a;
        a = b;
        b = other;
    }
    if (a < v->n)
        return gouw_stage_apart(v->stage, b, a);
    const node *whole = &v->nodes[a], *left = &v->nodes[whole->left],
               *right = &v->nodes[whole->right];
    return join(v->stage->linkage, whole->between, left->size, right->size, v->nodes[b].size,
                apart(v, whole->left, b), apart(v, whole->right, b));
}

/* The place of the nearest in a list, of equally near ones that with the lowest item; GOUW_NEAR
 * where there is none within the bound. */
static size_t first_of(const local *v, uint32_t c) {
    const gouw_near *near = &v->near[v->nodes[c].list];
    float least = v->nodes[c].bound;
    size_t at = GOUW_NEAR;
    for (size_t k = 0; k < GOUW_NEAR; k++) {
        if (!(near->apart[k] <= least) || near->apart[k] == INFINITY)
            continue;
        if (at < GOUW_NEAR && near->apart[k] == least &&
            v->nodes[near->to[k]].item >= v->nodes[near->to[at]].item)
            continue;
        least = near->apart[k];
        at = k;
    }
    return at;
}

static bool lists(const gouw_near *near, uint32_t to) {
    bool found = false;
    for (size_t k = 0; k < GOUW_NEAR; k++)
        found |= near->to[k] == to && near->apart[k] < INFINITY;
    return found;
}

/* The nearest neighbour of c and how far it is; NONE and the bound where the list does not tell. */
static uint32_t nearest(local *v, uint32_t c, float *least) {
    gouw_near *near = &v->near[v->nodes[c].list];
    for (;;) {
        const size_t at = first_of(v, c);
        *least = v->nodes[c].bound;
        if (at == GOUW_NEAR)
            return NONE;
        const uint32_t to = near->to[at], top = top_of(v, to);
        *least = near->apart[at];
        if (top == to)
            return to;
        near->apart[at] = lists(near, top) ? INFINITY : apart(v, c, top);
        near->to[at] = top;
    }
}

/* Puts into near what the list from, of a part of whole, leads to. Where there is no room the
 * farthest goes, and is what the bound says. */
static void add_to_list(local *v, uint32_t whole, const gouw_near *from, gouw_near *near,
                        float *bound) {
    for (size_t f = 0; f < GOUW_NEAR; f++) {
        if (from->apart[f] == INFINITY)
            continue;
        const uint32_t to = top_of(v, from->to[f]);
        if (to == whole || lists(near, to))
            continue;
        float far = apart(v, whole, to);
        size_t most = 0;
        for (size_t k = 1; k < GOUW_NEAR; k++)
            most = near->apart[k] > near->apart[most] ? k : most;
        if (far < near->apart[most]) {
            const float out = near->apart[most];
            near->apart[most] = far;
            near->to[most] = to;
            far = out;
        }
        *bound = far < *bound ? far : *bound;
    }
}

static void merge(local *v, uint32_t a, uint32_t b, float between) {
    gouw_stage *stage = v->stage;
    const uint32_t whole = v->n_nodes++;
    node *left = &v->nodes[a], *right = &v->nodes[b], *top = &v->nodes[whole];
    const float all = left->size + right->size;
    float height = stage->linkage == GOUW_LINKAGE_WARD ? sqrtf(between) : between;
    /* Rounding must not sort a merge before its parts. */
    height = height < left->height ? left->height : height;
    height = height < right->height ? right->height : height;
    *top = (node){
        .size = all,
        .bound = join(stage->linkage, between, left->size, right->size, 1, left->bound,
                      right->bound),
        .height = height,
        .between = between,
        .within = (left->size * left->within + right->size * right->within + between / 2) / all,
        .leader = whole,
        .left = a,
        .right = b,
        .list = left->list,
        .item = left->item < right->item ? left->item : right->item,
        .n_parts = left->n_parts + right->n_parts};
    left->leader = right->leader = whole;
    stage->steps[stage->n_steps++] = (gouw_step){left->item, right->item, (double)height};
    gouw_near near;
    for (size_t k = 0; k < GOUW_NEAR; k++)
        near.apart[k] = INFINITY;
    add_to_list(v, whole, &v->near[left->list], &near, &top->bound);
    add_to_list(v, whole, &v->near[right->list], &near, &top->bound);
    v->near[top->list] = near;
}

static void give_up(local *v) {
    while (v->length > 0)
        v->nodes[v->link[--v->length]].place = WAITING;
}

/* A step along the chain, a merge, or the end of the chain. */
static void step(local *v) {
    const uint32_t end = v->link[v->length - 1];
    const uint32_t before = v->length > 1 ? v->link[v->length - 2] : NONE;
    float least;
    uint32_t next = nearest(v, end, &least);
    if (before != NONE && v->reach[v->length - 2] <= least) {
        next = before;
        least = v->reach[v->length - 2];
    }
    if (next == NONE || (next != before && v->nodes[next].place != 0) ||
        v->nodes[end].n_parts + v->nodes[next].n_parts > MOST_PARTS) {
        give_up(v);
    } else if (next == before) {
        v->length -= 2;
        v->nodes[end].place = v->nodes[before].place = 0;
        merge(v, end < before ? end : before, end < before ? before : end, least);
    } else {
        v->reach[v->length - 1] = least;
        v->link[v->length++] = next;
        v->nodes[next].place = v->length;
    }
}

static void run(local *v) {
    for (uint32_t c = 0; c < v->n_nodes; c++) {
        if (v->nodes[c].leader != c || v->nodes[c].place != 0)
            continue;
        v->link[v->length++] = c;
        v->nodes[c].place = 1;
        while (v->length > 0)
            step(v);
    }
}

static void set_up(local *v) {
    const gouw_stage *stage = v->stage;
    for (uint32_t c = 0; c < v->n; c++)
        v->nodes[c] = (node){.size = stage->size[c],
                             .bound = v->near[c].apart[GOUW_NEAR - 1],
                             .height = stage->height[c],
                             .leader = c,
                             .list = c,
                             .item = stage->item[c],
                             .n_parts = 1};
}

/* The new clusters in the order of their lowest items, which is that of the old ones. */
static void sum_up(local *v, gouw_merged *m) {
    uint32_t *number = v->link; /* by node, above n: the chain is over */
    float *weight = v->reach;
    m->n_after = 0;
    for (uint32_t c = v->n; c < v->n_nodes; c++)
        number[c - v->n] = NONE;
    for (uint32_t k = v->n_nodes; k-- > v->n;) {
        const node *whole = &v->nodes[k];
        const float own = whole->leader == k ? 1 : weight[k];
        const bool halves = v->stage->linkage == GOUW_LINKAGE_WEIGHTED;
        weight[whole->left] = halves ? own / 2 : own * v->nodes[whole->left].size / whole->size;
        weight[whole->right] = halves ? own / 2 : own * v->nodes[whole->right].size / whole->size;
    }
    for (uint32_t c = 0; c < v->n; c++) {
        const uint32_t top = top_of(v, c);
        const bool is_new = top < v->n || number[top - v->n] == NONE;
        const size_t at = is_new ? m->n_after++ : number[top - v->n];
        if (top >= v->n)
            number[top - v->n] = (uint32_t)at;
        m->after[c] = (uint32_t)at;
        m->weight[c] = top == c ? 1 : weight[c];
        m->size[at] = v->nodes[top].size;
        m->height[at] = v->nodes[top].height;
        m->within[at] = v->nodes[top].within;
        m->item[at] = v->nodes[top].item;
    }
}

gouw_status gouw_stage_merge(gouw_stage *stage, gouw_near *near, gouw_merged *merged,
                             gouw_error *error) {
    const size_t n = stage->n;
    local v = {.stage = stage, .near = near, .n = (uint32_t)n, .n_nodes = (uint32_t)n};
    v.nodes = malloc(2 * n * sizeof *v.nodes);
    v.link = malloc(2 * n * sizeof *v.link);
    v.reach = malloc(2 * n * sizeof *v.reach);
    gouw_status status = GOUW_OK;
    if (v.nodes == NULL || v.link == NULL || v.reach == NULL) {
        status = gouw_fail_memory(error, 2 * n * sizeof *v.nodes);
    } else {
        set_up(&v);
        run(&v);
        sum_up(&v, merged);
    }
    free(v.nodes);
    free(v.link);
    free(v.reach);
    return status;
}
