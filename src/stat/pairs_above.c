/* Pairs of sets that are alike by at least a threshold.
 *
 * Sets are put in order of size. The largest similarity that two sizes allow is that of a set with
 * a subset of it, and falls with the smaller size: so a set has to look only at those of its size
 * down to some place (the bound of Bayardo, Ma & Srikant 2007, "Scaling up all pairs similarity
 * search", WWW). Within that window there are two ways:
 *
 *     all   every set of the window is compared, in strips (stat/pairs_strip.h)
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

#include "base/cpu.h"
#include "base/i18n.h"
#include "base/parallel.h"
#include "base/room.h"
#include "stat/pairs_strip.h"
#include "stat/prefix.h"
#include "stat/similarity.h"
#include "stat/similarity_row.h"

enum { TALL = 64, AT_FIRST = 64 };

/* How many comparisons in strips cost as much as one of a pair that is sought out. */
static const double SOUGHT = 25;

/* What one task finds. */
typedef struct basket {
    gouw_pair *pairs;
    size_t n, capacity;
} basket;

typedef struct hunt {
    gouw_pairs sets;       /* smallest first */
    const uint32_t *order; /* which of those given each is */
    const size_t *low;     /* of each, where its window begins */
    double least;
    gouw_lanes lanes;
    gouw_prefix prefix;
    basket *baskets;
    atomic_size_t n_places; /* in all baskets */
    size_t most_places;
    atomic_size_t n_done; /* tasks */
    atomic_bool stopped, out_of_memory;
} hunt;

/* ---- order and windows ---------------------------------------------------------------------- */

/* The rows by size, equal ones in their order, by counting. Weighted ones stay as they are. */
static uint32_t *order_by_size(const gouw_pairs *pairs, gouw_arena *arena) {
    const size_t n = pairs->bits->n_rows, m = pairs->bits->n_columns;
    uint32_t *order = gouw_arena_array(arena, n, sizeof *order);
    size_t *start = gouw_arena_array(arena, m + 2, sizeof *start);
    if (order == NULL || start == NULL)
        return NULL;
    const bool weighted = gouw_measures[pairs->measure].weighted;
    for (size_t i = 0; i < n; i++)
        start[weighted ? 0 : pairs->size[i] + 1]++;
    for (size_t k = 1; k <= m + 1; k++)
        start[k] += start[k - 1];
    for (size_t i = 0; i < n; i++)
        order[weighted ? i : start[pairs->size[i]]++] = (uint32_t)i;
    return order;
}

/* Copies the sets in that order. */
static gouw_status sort_sets(const gouw_pairs *pairs, hunt *h, gouw_bits *bits, gouw_arena *arena,
                             gouw_error *error) {
    const size_t n = pairs->bits->n_rows, stride = pairs->bits->stride;
    uint32_t *size = gouw_arena_array(arena, n, sizeof *size);
    h->order = order_by_size(pairs, arena);
    if (size == NULL || h->order == NULL)
        return gouw_fail_memory(error, n * sizeof *size);
    const gouw_status status = gouw_bits_init(bits, n, pairs->bits->n_columns, arena, error);
    for (size_t i = 0; i < n && status == GOUW_OK; i++) {
        memcpy(bits->words + i * stride, gouw_bits_row(pairs->bits, h->order[i]),
               stride * sizeof *bits->words);
        size[i] = pairs->size[h->order[i]];
    }
    h->sets = *pairs;
    h->sets.bits = bits;
    h->sets.size = size;
    return status;
}

/* Whether sets of sizes a and b <= a can be alike enough; two of which that is not defined are
 * kept, so that the answer only changes from no to yes as b grows. */
static bool can_reach(const hunt *h, uint32_t a, uint32_t b) {
    const double most = gouw_similarity(h->sets.measure, a, b, b,
                                        (uint32_t)h->sets.bits->n_columns);
    return !(gouw_pairs_defined(&h->sets, most) < h->least);
}

/* Where the window of each set begins, and how many pairs all windows hold; NULL when memory is
 * out. */
static size_t *find_windows(const hunt *h, gouw_arena *arena, double *n_pairs) {
    const size_t n = h->sets.bits->n_rows;
    const uint32_t *size = h->sets.size;
    size_t *low = gouw_arena_array(arena, n, sizeof *low), at = 0;
    *n_pairs = 0;
    for (size_t i = 0; i < n && low != NULL; i++) {
        while (!gouw_measures[h->sets.measure].weighted && at < i &&
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
    const uint32_t a = h->order[i], b = h->order[j];
    found->pairs[found->n++] = (gouw_pair){a < b ? a : b, a < b ? b : a, similarity};
}

static void say_done(hunt *h) {
    const double n_tasks = ceil((double)h->sets.bits->n_rows / TALL);
    const size_t n_done = atomic_fetch_add(&h->n_done, 1) + 1;
    if (h->sets.progress != NULL)
        h->sets.progress(h->sets.watch, (double)n_done / n_tasks);
}

static bool stop(hunt *h) {
    const gouw_pairs *sets = &h->sets;
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

/* Looks through the values of set i with sets from begin on. */
static void scan(hunt *h, basket *found, const gouw_strip *s, size_t r, size_t begin, size_t end) {
    const bool weighted = gouw_measures[h->sets.measure].weighted;
    const size_t i = s->row + r;
    for (size_t j = begin; j < end; j++) {
        const size_t at = j - begin;
        j += gouw_similarity_reaching(s->value[r] + at, end - j, (float)h->least);
        if (j < end)
            take(h, found, i, j,
                 weighted ? gouw_pairs_of_weights(&h->sets, j, i)
                          : gouw_pairs_of_count(&h->sets, j, i, s->shared[r][j - begin]));
    }
}

static void hunt_all(void *context, size_t index) {
    hunt *h = context;
    const size_t n = h->sets.bits->n_rows, first = index * TALL;
    const size_t last = first + TALL < n ? first + TALL : n;
    gouw_strip s;
    for (size_t begin = h->low[first] / GOUW_LANES * GOUW_LANES; begin < last && !stop(h);
         begin += GOUW_STRIP) {
        for (s.row = first; s.row < last; s.row += s.n_rows) {
            s.n_rows = last - s.row < GOUW_LANE_ROWS ? last - s.row : GOUW_LANE_ROWS;
            const size_t most = s.row + s.n_rows - 1;
            const size_t end = begin + GOUW_STRIP < most ? begin + GOUW_STRIP : most;
            if (begin >= end)
                continue;
            gouw_strip_fill(&h->sets, &h->lanes, begin, end, &s);
            for (size_t r = 0; r < s.n_rows; r++)
                scan(h, &h->baskets[index], &s, r, begin, s.row + r < end ? s.row + r : end);
        }
    }
    say_done(h);
}

static GOUW_INLINE void seek(hunt *h, size_t index) {
    const size_t n = h->sets.bits->n_rows, first = index * TALL;
    const size_t last = first + TALL < n ? first + TALL : n;
    const gouw_bits *bits = &h->prefix.bits;
    for (size_t i = first; i < last; i++) {
        const uint64_t *x = gouw_bits_row(bits, i);
        uint32_t item = 0, least = gouw_prefix_least(&h->prefix, h->sets.size[i]);
        for (size_t k = gouw_prefix_length(&h->prefix, h->sets.size[i]); k > 0; k--, item++) {
            item = gouw_prefix_item(x, item);
            const uint32_t *at = gouw_prefix_from(&h->prefix, item, h->low[i]);
            const uint32_t *end = gouw_prefix_end(&h->prefix, item);
            for (; at < end && *at < i; at++) {
                const uint64_t *y = gouw_bits_row(bits, *at);
                if (gouw_prefix_before(x, y, item))
                    continue;
                uint32_t shared = 0;
                for (size_t w = 0; w < bits->stride; w++)
                    shared += gouw_bits_ones(x[w] & y[w]);
                if (shared >= least)
                    take(h, &h->baskets[index], i, *at,
                         gouw_pairs_of_count(&h->sets, *at, i, shared));
            }
        }
        if (i % 16 == 0 && stop(h))
            return;
    }
    say_done(h);
}

static void hunt_few_plain(void *context, size_t index) {
    seek(context, index);
}

#if defined(GOUW_CPU_X86)
GOUW_TARGET("popcnt,bmi")
static void hunt_few_popcnt(void *context, size_t index) {
    seek(context, index);
}
#else
#define hunt_few_popcnt hunt_few_plain
#endif

/* Runs the cheaper of the two. */
static gouw_status search(hunt *h, size_t n_tasks, double n_pairs, gouw_arena *arena,
                          gouw_error *error) {
    bool few = false;
    gouw_status status = GOUW_OK;
    if (gouw_prefix_fits(&h->sets, h->least))
        status = gouw_prefix_init(&h->prefix, &h->sets, h->least, arena, error);
    if (status == GOUW_OK && h->prefix.rows != NULL)
        few = h->prefix.n_pairs * SOUGHT < n_pairs;
    if (status == GOUW_OK && !few)
        status = gouw_lanes_init(&h->lanes, h->sets.bits, error);
    if (status != GOUW_OK)
        return status;
    gouw_parallel(h->sets.threads, n_tasks,
                  !few                          ? hunt_all
                  : gouw_cpu_has(GOUW_CPU_BMI2) ? hunt_few_popcnt
                                                : hunt_few_plain,
                  h);
    gouw_lanes_release(&h->lanes);
    if (atomic_load(&h->out_of_memory))
        return gouw_fail(error, GOUW_EUSAGE,
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
    gouw_bits bits;
    double n_pairs = 0;
    hunt h = {.least = least};
    atomic_init(&h.stopped, false);
    atomic_init(&h.out_of_memory, false);
    atomic_init(&h.n_places, 0);
    atomic_init(&h.n_done, 0);
    /* Of the room a third: they are put side by side, and the caller keeps its own. */
    h.most_places = (size_t)fmin(gouw_room() / 3 / (double)sizeof(gouw_pair), (double)PTRDIFF_MAX);
    gouw_status status = sort_sets(pairs, &h, &bits, &arena, error);
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
