/* Pairs of sets that are alike by at least a threshold.
 *
 * Sets are put in order of size. The largest similarity that two sizes allow is that of a set with
 * a subset of it, and falls with the smaller size: so a set has to look only at those of its size
 * down to some place (the bound of Bayardo, Ma & Srikant 2007, "Scaling up all pairs similarity
 * search", WWW). Within that window there are two ways:
 *
 *     all   every set of the window is compared, 512 at once (stat/planes.h)
 *     few   only those that share one of the rarest items of both (stat/prefix.h): where there are
 *           many items and each set has few of them, next to none
 *
 * and the number of comparisons of either, which is known before, decides. What is found is brought
 * into the order of the sets as they were given. O(n) memory beside what is found.
 */
#include <math.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/parallel.h"
#include "base/room.h"
#include "stat/by_size.h"
#include "stat/needed.h"
#include "stat/pairs_one.h"
#include "stat/planes.h"
#include "stat/prefix.h"
#include "stat/similarity.h"

enum { TALL = 64, AT_FIRST = 64, SIDE = GOUW_PLANE_SETS };

/* How many comparisons in planes cost as much as one of a pair that is sought out: as measured. The
 * planes of many items do not stay in the cache nearest the core. */
static double price_of(size_t n_items) {
    return fmax(50, 300 / (1 + (double)n_items / 1000));
}

/* What one task finds. */
typedef struct basket {
    gouw_pair *pairs;
    size_t n, capacity;
} basket;

typedef struct hunt {
    gouw_by_size sorted;
    const size_t *low; /* of each, where its window begins */
    double least;
    gouw_planes planes;
    gouw_item_lists items;
    gouw_prefix prefix;
    basket *baskets;
    atomic_size_t n_places; /* in all baskets */
    size_t most_places;
    atomic_size_t n_done; /* tasks */
    atomic_bool stopped, out_of_memory;
} hunt;

/* ---- order and windows ---------------------------------------------------------------------- */

/* Whether sets of sizes a and b <= a can be alike enough; two of which that is not defined are
 * kept, so that the answer only changes from no to yes as b grows. */
static bool can_reach(const hunt *h, uint32_t a, uint32_t b) {
    const double most = gouw_similarity(h->sorted.pairs.measure, a, b, b,
                                        (uint32_t)h->sorted.pairs.bits->n_columns);
    return !(gouw_pairs_defined(&h->sorted.pairs, most) < h->least);
}

/* Where the window of each set begins, and how many pairs all windows hold; NULL when memory is
 * out. */
static size_t *find_windows(const hunt *h, gouw_arena *arena, double *n_pairs) {
    const size_t n = h->sorted.pairs.bits->n_rows;
    const uint32_t *size = h->sorted.pairs.size;
    size_t *low = gouw_arena_array(arena, n, sizeof *low), at = 0;
    *n_pairs = 0;
    for (size_t i = 0; i < n && low != NULL; i++) {
        while (!gouw_measures[h->sorted.pairs.measure].weighted && at < i &&
               !can_reach(h, size[i], size[at]))
            at++;
        low[i] = at;
        *n_pairs += (double)(i - at);
    }
    return low;
}

/* ---- what is found -------------------------------------------------------------------------- */

static void take(hunt *h, basket *found, size_t i, size_t j, double similarity) {
    if (!(similarity >= h->least))
        return;
    if (found->n == found->capacity) {
        const size_t capacity = found->capacity == 0 ? AT_FIRST : 2 * found->capacity;
        const size_t n_places = atomic_fetch_add(&h->n_places, capacity - found->capacity);
        gouw_pair *pairs = n_places > h->most_places
                               ? NULL
                               : realloc(found->pairs, capacity * sizeof *pairs);
        if (pairs == NULL) {
            atomic_store(&h->out_of_memory, true);
            return;
        }
        found->pairs = pairs;
        found->capacity = capacity;
    }
    const uint32_t a = h->sorted.order[i], b = h->sorted.order[j];
    found->pairs[found->n++] = (gouw_pair){a < b ? a : b, a < b ? b : a, similarity};
}

static void say_done(hunt *h) {
    const double n_tasks = ceil((double)h->sorted.pairs.bits->n_rows / TALL);
    const size_t n_done = atomic_fetch_add(&h->n_done, 1) + 1;
    if (h->sorted.pairs.progress != NULL)
        h->sorted.pairs.progress(h->sorted.pairs.watch, (double)n_done / n_tasks);
}

static bool stop(hunt *h) {
    const gouw_pairs *sets = &h->sorted.pairs;
    if (sets->interrupted != NULL && sets->interrupted(sets->watch))
        atomic_store(&h->stopped, true);
    return atomic_load(&h->stopped) || atomic_load(&h->out_of_memory);
}

static int by_place(const void *left, const void *right) {
    const gouw_pair *x = left, *y = right;
    return x->a != y->a ? (x->a > y->a) - (x->a < y->a) : (x->b > y->b) - (x->b < y->b);
}

/* All pairs found, in order, to be freed; NULL when memory is out. */
static gouw_pair *gather(const hunt *h, size_t n_tasks, size_t *n) {
    *n = 0;
    for (size_t t = 0; t < n_tasks; t++)
        *n += h->baskets[t].n;
    gouw_pair *all = malloc((*n + 1) * sizeof *all);
    size_t at = 0;
    for (size_t t = 0; t < n_tasks && all != NULL; t++) {
        if (h->baskets[t].n > 0)
            memcpy(all + at, h->baskets[t].pairs, h->baskets[t].n * sizeof *all);
        at += h->baskets[t].n;
    }
    if (all != NULL)
        qsort(all, *n, sizeof *all, by_place);
    return all;
}

/* ---- two ways ------------------------------------------------------------------------------- */

/* What a set must share with one of a size or more. Where both are empty the caller says. */
static int32_t need_of(const hunt *h, const gouw_needed *needed, uint32_t a, uint32_t b) {
    const gouw_pairs *sets = &h->sorted.pairs;
    const bool none = !(h->least > 0) || gouw_measures[sets->measure].counts_absence ||
                      (a == 0 && sets->empty >= h->least);
    return gouw_needed_shared(needed, h->least, false, a, b, none ? 0 : 1);
}

/* Set i with sets begin to end - 1, which are within one block of planes. */
static void scan(hunt *h, basket *found, size_t i, size_t begin, size_t end) {
    const gouw_pairs *sets = &h->sorted.pairs;
    const gouw_needed needed = gouw_needed_by(sets->measure, sets->bits->n_columns);
    gouw_plane_needs needs;
    gouw_tally tally;
    gouw_hit hits[SIDE];
    gouw_planes_need_all(&h->planes, need_of(h, &needed, sets->size[i], sets->size[begin]), &needs);
    if (!gouw_planes_reach(&h->planes, begin / SIDE, gouw_planes_items(&h->items, i), &needs,
                           &tally))
        return;
    const size_t n = gouw_planes_hits(&tally, end - begin, hits);
    for (const gouw_hit *hit = hits; hit < hits + n; hit++)
        take(h, found, i, begin + hit->set,
             gouw_pairs_of_count(sets, begin + hit->set, i, hit->shared));
}

static void scan_weights(hunt *h, basket *found, size_t i, size_t begin, size_t end) {
    for (size_t j = begin; j < end; j++)
        take(h, found, i, j, gouw_pairs_of_weights(&h->sorted.pairs, j, i));
}

static void hunt_all(void *context, size_t index) {
    hunt *h = context;
    const size_t n = h->sorted.pairs.bits->n_rows, first = index * TALL;
    const size_t last = first + TALL < n ? first + TALL : n;
    const bool weighted = gouw_measures[h->sorted.pairs.measure].weighted;
    for (size_t begin = h->low[first] / SIDE * SIDE; begin < last && !stop(h); begin += SIDE) {
        for (size_t i = first > begin ? first : begin + 1; i < last; i++)
            (weighted ? scan_weights : scan)(h, &h->baskets[index], i, begin,
                                             begin + SIDE < i ? begin + SIDE : i);
    }
    say_done(h);
}

/* What set y shares with the one that has some items, the first of them item; 0 where it cannot be
 * least, or where they share one before: then the pair was met there. */
static uint32_t shared_from(const hunt *h, const uint8_t *has, uint32_t item, size_t y,
                            uint32_t least) {
    const uint16_t *at = gouw_planes_items(&h->items, y).at;
    const uint32_t size = h->sorted.pairs.size[y];
    uint32_t k = 0, shared = 0;
    for (; k < size && at[k] < item; k++)
        if (has[at[k]] != 0)
            return 0;
    for (; k < size && shared + (size - k) >= least; k++)
        shared += has[at[k]];
    return shared;
}

static void seek(hunt *h, basket *found, const uint8_t *has, size_t i) {
    const uint32_t size = h->sorted.pairs.size[i], least = gouw_prefix_least(&h->prefix, size);
    const uint16_t *items = gouw_planes_items(&h->items, i).at;
    for (size_t k = 0; k < gouw_prefix_length(&h->prefix, size); k++) {
        const uint32_t *at = gouw_prefix_from(&h->prefix, items[k], h->low[i]);
        const uint32_t *end = gouw_prefix_end(&h->prefix, items[k]);
        for (; at < end && *at < i; at++) {
            const uint32_t shared = shared_from(h, has, items[k], *at, least);
            if (shared >= least)
                take(h, found, i, *at, gouw_pairs_of_count(&h->sorted.pairs, *at, i, shared));
        }
    }
}

static void hunt_few(void *context, size_t index) {
    hunt *h = context;
    const size_t n = h->sorted.pairs.bits->n_rows, first = index * TALL;
    const size_t last = first + TALL < n ? first + TALL : n;
    uint8_t has[UINT16_MAX + 1] = {0};
    for (size_t i = first; i < last; i++) {
        const uint16_t *items = gouw_planes_items(&h->items, i).at;
        for (size_t k = 0; k < h->sorted.pairs.size[i]; k++)
            has[items[k]] = 1;
        seek(h, &h->baskets[index], has, i);
        for (size_t k = 0; k < h->sorted.pairs.size[i]; k++)
            has[items[k]] = 0;
        if (i % 16 == 0 && stop(h))
            return;
    }
    say_done(h);
}

/* The items of the sets, by rarity for few; the planes, for all. */
static gouw_status lay_out(hunt *h, bool few, gouw_arena *arena, gouw_error *error) {
    const gouw_bits *bits = few ? &h->prefix.bits : h->sorted.pairs.bits;
    if (gouw_measures[h->sorted.pairs.measure].weighted)
        return GOUW_OK;
    gouw_status status = gouw_planes_lists(bits, 0, bits->n_rows, arena, &h->items, error);
    if (status != GOUW_OK || few)
        return status;
    status = gouw_planes_init(&h->planes, bits->n_rows, bits->n_columns, arena, error);
    if (status == GOUW_OK)
        gouw_planes_fill(&h->planes, bits, NULL, bits->n_rows);
    return status;
}

/* Runs the cheaper of the two. */
static gouw_status search(hunt *h, size_t n_tasks, double n_pairs, gouw_arena *arena,
                          gouw_error *error) {
    bool few = false;
    gouw_status status = GOUW_OK;
    if (gouw_prefix_fits(&h->sorted.pairs, h->least))
        status = gouw_prefix_init(&h->prefix, &h->sorted.pairs, h->least, arena, error);
    if (status == GOUW_OK && h->prefix.rows != NULL)
        few = h->prefix.n_pairs * price_of(h->sorted.pairs.bits->n_columns) < n_pairs;
    if (status == GOUW_OK)
        status = lay_out(h, few, arena, error);
    if (status != GOUW_OK)
        return status;
    gouw_parallel(h->sorted.pairs.threads, n_tasks, few ? hunt_few : hunt_all, h);
    if (atomic_load(&h->out_of_memory))
        return gouw_fail(error, GOUW_EMEMORY,
                         _("more pairs are as alike as %g than fit into memory, over %s; ask for "
                           "more alike ones"),
                         h->least, _d((double)atomic_load(&h->n_places) / 2, 0));
    return atomic_load(&h->stopped) ? gouw_fail(error, GOUW_EINTERRUPT, _("stopped on request"))
                                    : GOUW_OK;
}

static gouw_status tell(const hunt *h, size_t n_tasks,
                        gouw_status (*found)(void *context, const gouw_pair *pair), void *context,
                        gouw_error *error) {
    size_t n;
    gouw_pair *all = gather(h, n_tasks, &n);
    if (all == NULL)
        return gouw_fail_memory(error, n * sizeof *all);
    gouw_status status = GOUW_OK;
    for (size_t i = 0; i < n && status == GOUW_OK; i++)
        status = found(context, &all[i]);
    free(all);
    return status;
}

gouw_status gouw_pairs_above(const gouw_pairs *pairs, double least,
                             gouw_status (*found)(void *context, const gouw_pair *pair),
                             void *context, gouw_error *error) {
    const size_t n_tasks = (pairs->bits->n_rows + TALL - 1) / TALL;
    gouw_arena arena = GOUW_ARENA_INIT;
    double n_pairs = 0;
    hunt h = {.least = least};
    atomic_init(&h.stopped, false);
    atomic_init(&h.out_of_memory, false);
    atomic_init(&h.n_places, 0);
    atomic_init(&h.n_done, 0);
    /* Of the room a third: they are put side by side, and the caller keeps its own. */
    h.most_places = (size_t)fmin(gouw_room() / 3 / (double)sizeof(gouw_pair), (double)PTRDIFF_MAX);
    gouw_status status = gouw_by_size_sort(pairs, true, &arena, &h.sorted, error);
    if (status == GOUW_OK) {
        h.low = find_windows(&h, &arena, &n_pairs);
        h.baskets = gouw_arena_array(&arena, n_tasks, sizeof *h.baskets);
        if (h.low == NULL || h.baskets == NULL)
            status = gouw_fail_memory(error, n_tasks * sizeof *h.baskets);
    }
    if (status == GOUW_OK)
        status = search(&h, n_tasks, n_pairs, &arena, error);
    if (status == GOUW_OK)
        status = tell(&h, n_tasks, found, context, error);
    for (size_t t = 0; t < n_tasks && h.baskets != NULL; t++)
        free(h.baskets[t].pairs);
    gouw_arena_release(&arena);
    return status;
}
