/* Nearest-neighbour chains (linkage_chain.c) that look no farther than short lists.
 *
 * Of each cluster a few nearest are known, and a bound: whatever is not in the list is at least as
 * far. What is nearest in the list, and within the bound, is nearest of all. Where two clusters
 * merge, their lists are joined, and what is in neither is at least as far as the same linkage of
 * their two bounds says:
 *
 *     i: 3 at 0.2, 7 at 0.4 | 0.5        j: 3 at 0.3, 9 at 0.5 | 0.6        average, equal sizes
 *     ij: 3 at 0.25, 7 at 0.5 or more, 9 at 0.5 or more | 0.55
 *
 * Merges never bring a cluster nearer than its parts were (the linkages here are reducible), so an
 * old distance to what has merged since is a bound too. What is only "or more" is worked out when
 * it comes first; most never does, and each time would wait for memory. A cluster without anything
 * within its bound waits for the next stage, and so do those whose chain leads to it.
 *
 * Distances between merged clusters are worked out from the update of the linkage, the younger
 * cluster taken apart first, down to single ones; MOST_PARTS keeps that short.
 */
#include <math.h>
#include <stdlib.h>

#include "stat/linkage_stage.h"

enum { MOST_PARTS = 16 };

#define NONE    UINT32_MAX
#define WAITING UINT32_MAX

typedef struct node {
    float size, bound, height;
    float between, within; /* how far apart its parts were; see linkage_reduce.c */
    uint32_t leader;       /* towards the node it is part of; itself at the top */
    uint32_t left, right;  /* its parts */
    uint32_t list;         /* where its list stands */
    uint32_t exact;        /* a bit for each in the list: so far, not only at least */
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

/* Asks for all that apart will read, so that it waits once. */
static void ask(const local *v, uint32_t a, uint32_t b) {
    const uint32_t low = a < b ? a : b, high = a < b ? b : a;
    if (high < v->n) {
        gouw_stage_ask(v->stage, low, high);
        return;
    }
    ask(v, v->nodes[high].left, low);
    ask(v, v->nodes[high].right, low);
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

/* Where a list has a cluster; GOUW_NEAR: nowhere. */
static size_t find(const gouw_near *near, uint32_t to) {
    size_t at = GOUW_NEAR;
    for (size_t k = 0; k < GOUW_NEAR; k++)
        at = near->to[k] == to && near->apart[k] < INFINITY ? k : at;
    return at;
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
        const uint32_t bit = UINT32_C(1) << at;
        if (top == to && (v->nodes[c].exact & bit) != 0)
            return to;
        near->apart[at] = INFINITY;
        if (top == to || find(near, top) == GOUW_NEAR) {
            ask(v, c, top);
            near->apart[at] = apart(v, c, top);
        }
        near->to[at] = top;
        v->nodes[c].exact |= bit;
    }
}

static float smaller(float a, float b) {
    return a < b ? a : b;
}

/* Entries of a list that lead to what has merged since: to the whole, and no longer exact. What it
 * merged with may be as near as the bound, or as another entry says. */
static void renew(local *v, node *part) {
    gouw_near *near = &v->near[part->list];
    for (size_t k = 0; k < GOUW_NEAR; k++) {
        const uint32_t top = near->apart[k] < INFINITY ? top_of(v, near->to[k]) : near->to[k];
        if (top == near->to[k])
            continue;
        const size_t other = find(near, top);
        const float least = smaller(near->apart[k], part->bound);
        if (other == GOUW_NEAR) {
            near->to[k] = top;
            near->apart[k] = least;
            part->exact &= ~(UINT32_C(1) << k);
            continue;
        }
        near->apart[k] = INFINITY;
        if ((part->exact >> other & 1) == 0)
            near->apart[other] = smaller(near->apart[other], least);
    }
}

/* How far part is from another cluster, by its list or at least; a renewed list. */
static float far_from(const local *v, const node *part, uint32_t to, bool *exact) {
    const gouw_near *near = &v->near[part->list];
    const size_t at = find(near, to);
    *exact &= at < GOUW_NEAR && (part->exact >> at & 1) != 0;
    return at < GOUW_NEAR ? near->apart[at] : part->bound;
}

/* Where there is no room the farthest goes, and is what the bound says. */
static void keep(node *top, gouw_near *near, uint32_t to, float apart, bool exact) {
    size_t most = 0;
    for (size_t k = 1; k < GOUW_NEAR; k++)
        most = near->apart[k] > near->apart[most] ? k : most;
    float out = apart;
    if (apart < near->apart[most]) {
        out = near->apart[most];
        near->apart[most] = apart;
        near->to[most] = to;
        top->exact = (top->exact & ~(UINT32_C(1) << most)) | (uint32_t)exact << most;
    }
    top->bound = smaller(top->bound, out);
}

/* The list of whole from those of its parts. */
static void join_lists(local *v, uint32_t whole) {
    node *top = &v->nodes[whole], *parts[] = {&v->nodes[top->left], &v->nodes[top->right]};
    gouw_near joined;
    for (size_t k = 0; k < GOUW_NEAR; k++)
        joined.apart[k] = INFINITY;
    renew(v, parts[0]);
    renew(v, parts[1]);
    for (size_t e = 0; e < (size_t)2 * GOUW_NEAR; e++) {
        const gouw_near *from = &v->near[parts[e / GOUW_NEAR]->list];
        const uint32_t to = from->to[e % GOUW_NEAR];
        if (from->apart[e % GOUW_NEAR] == INFINITY || to == whole || find(&joined, to) < GOUW_NEAR)
            continue;
        bool exact = true;
        const float left = far_from(v, parts[0], to, &exact);
        const float right = far_from(v, parts[1], to, &exact);
        keep(top, &joined, to,
             join(v->stage->linkage, top->between, parts[0]->size, parts[1]->size,
                  v->nodes[to].size, left, right),
             exact);
    }
    v->near[top->list] = joined;
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
    join_lists(v, whole);
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
                             .exact = UINT32_MAX,
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
