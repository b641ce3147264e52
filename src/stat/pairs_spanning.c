/* Prim's method (1957; Jarník 1930) on sets that are compared when they are needed: of each set
 * that is not in the tree yet the nearest in the tree is known. The nearest of all goes next, and
 * is compared with those left, which stand in planes (stat/planes.h), 512 in a block:
 *
 *     left    [ 7 ][ 2 ][ 9 ][ 4 ]   [ 5 ]     set 9 is the nearest of all, as it is the first
 *     most     .2   .5   .8   .1      .5       of its group: it goes into the tree, and is
 *     first              9             5       compared with 7, 2, 4 and 5
 *
 * Of those compared few come nearer than they were, and a block of whole numbers tells which may
 * have (gouw_planes_pass); only for these a similarity is computed. Where sets are so large, or the
 * measure is such, that it does not, the similarities of a whole block are.
 *
 * A set that went stays where it is, with a bar that nothing passes, until a quarter of all has
 * gone: then the planes are filled anew with those left.
 *
 * Each pair is counted once. Of sets that are as near, the first given goes first.
 */
#include "stat/pairs_spanning.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "stat/planes.h"
#include "stat/similarity.h"

enum {
    SIDE = GOUW_PLANE_SETS,
    GROUP = 64,     /* sets of which the nearest is known */
    SOME_ROWS = 256 /* between two looks at the clock */
};

/* How near sets are that are in the tree themselves, and those before the first is. */
static const float GONE = -2, NOT_YET = -1;

typedef struct left {
    const gouw_pairs *pairs;
    bool by_bars; /* whether gouw_planes_pass serves */
    gouw_planes planes;
    size_t n, n_gone;
    uint32_t *item, *size; /* of each that is left: its number, its size */
    uint32_t *to;          /* the nearest in the tree */
    float *most;           /* and how near that is */
    gouw_bars *bars;       /* of each block */
    uint32_t *first;       /* of each group: the nearest, the first of equals */
    float *first_most;     /* and how near that is */
    uint16_t *room;        /* for the items of a set */
} left;

bool gouw_pairs_spans(const gouw_pairs *pairs) {
    enum { MOST = 2047 }; /* fractions with denominators up to 4094 differ by 2^-24 or more */
    const gouw_measure by = pairs->measure;
    size_t n_empty = 0;
    for (size_t i = 0; i < pairs->bits->n_rows; i++)
        n_empty += pairs->size[i] == 0;
    return n_empty < 2 && pairs->bits->n_columns > 0 && pairs->bits->n_columns <= MOST &&
           (by == GOUW_JACCARD || by == GOUW_DICE || by == GOUW_OVERLAP || by == GOUW_SMC);
}

/* ---- those left ----------------------------------------------------------------------------- */

/* Pairs that are more alike share more than slope times the sum of their sizes; rounded down. What
 * two sets share is never more than half of that sum. */
static uint16_t slope_of(const left *l, float most) {
    const double t = most > 0 ? (double)most : 0;
    const double slope = l->pairs->measure == GOUW_DICE ? t / 2 : t / (1 + t);
    return most == GONE ? GOUW_BARS_ONE / 2 : (uint16_t)(GOUW_BARS_ONE * slope * (1 - 1e-6));
}

static void set_bar(left *l, size_t set) {
    l->bars[set / SIDE].slope[gouw_bars_place(set % SIDE)] = slope_of(l, l->most[set]);
}

static void find_first(left *l, size_t group) {
    const size_t begin = group * GROUP, end = begin + GROUP < l->n ? begin + GROUP : l->n;
    size_t first = begin;
    for (size_t set = begin + 1; set < end; set++)
        first = l->most[set] > l->most[first] ? set : first;
    l->first[group] = (uint32_t)first;
    l->first_most[group] = l->most[first];
}

static size_t n_groups(const left *l) {
    return (l->n + GROUP - 1) / GROUP;
}

static size_t n_blocks(const left *l) {
    return (l->n + SIDE - 1) / SIDE;
}

/* Fills the planes, and all that goes with them. */
static void lay_out(left *l) {
    gouw_planes_fill(&l->planes, l->pairs->bits, l->item, l->n);
    l->n_gone = 0;
    for (size_t group = 0; group < n_groups(l); group++)
        find_first(l, group);
    memset(l->bars, 0, n_blocks(l) * sizeof *l->bars);
    for (size_t set = 0; set < l->n; set++) {
        l->bars[set / SIDE].size[gouw_bars_place(set % SIDE)] = (uint16_t)l->size[set];
        set_bar(l, set);
    }
}

/* Leaves out those that are in the tree. */
static void close_up(left *l) {
    size_t n = 0;
    for (size_t set = 0; set < l->n; set++) {
        if (l->most[set] == GONE)
            continue;
        l->item[n] = l->item[set];
        l->size[n] = l->size[set];
        l->to[n] = l->to[set];
        l->most[n++] = l->most[set];
    }
    l->n = n;
    lay_out(l);
}

static void take(left *l, size_t set) {
    l->most[set] = GONE;
    l->n_gone++;
    if (l->n_gone * 4 > l->n) {
        close_up(l);
        return;
    }
    set_bar(l, set);
    find_first(l, set / GROUP);
}

/* ---- the set that went and those left ------------------------------------------------------- */

typedef struct gone {
    uint32_t item, size;
    gouw_items items;
} gone;

static void approach(left *l, const gone *x, size_t set, uint32_t shared) {
    const float now = (float)gouw_similarity(l->pairs->measure, x->size, l->size[set], shared,
                                             (uint32_t)l->pairs->bits->n_columns);
    if (l->most[set] == GONE || !(now > l->most[set]))
        return;
    const size_t group = set / GROUP;
    l->most[set] = now;
    l->to[set] = x->item;
    set_bar(l, set);
    if (now > l->first_most[group] || (now == l->first_most[group] && set < l->first[group])) {
        l->first[group] = (uint32_t)set;
        l->first_most[group] = now;
    }
}

static void compare_all(left *l, const gone *x, size_t block) {
    gouw_tally tally;
    uint32_t shared[SIDE];
    gouw_planes_sum(&l->planes, block, x->items, &tally);
    gouw_planes_unpack(&l->planes, &tally, shared);
    for (size_t set = block * SIDE; set < l->n && set < (block + 1) * SIDE; set++)
        approach(l, x, set, shared[set % SIDE]);
}

static void compare_few(left *l, const gone *x, size_t block) {
    gouw_tally tally;
    if (!gouw_planes_pass(&l->planes, block, x->items, x->size, &l->bars[block], &tally))
        return;
    for (size_t w = 0; w < GOUW_PLANE_WORDS; w++) {
        for (uint64_t word = tally.reached[w]; word != 0; word &= word - 1) {
            const size_t set = w * 64 + gouw_passed_set(gouw_bits_lowest(word));
            if (block * SIDE + set < l->n)
                approach(l, x, block * SIDE + set, gouw_tally_at(&tally, set));
        }
    }
}

/* The set that is nearest of all; there is one. */
static size_t next_of(const left *l) {
    size_t first = 0;
    for (size_t group = 1; group < n_groups(l); group++)
        first = l->first_most[group] > l->first_most[first] ? group : first;
    return l->first[first];
}

static gouw_status span(left *l, gouw_step *edges, gouw_error *error) {
    const gouw_pairs *pairs = l->pairs;
    const size_t n = l->n;
    for (size_t e = 0; e < n; e++) {
        const size_t next = next_of(l);
        const uint32_t to = l->to[next];
        const gone x = {l->item[next], l->size[next],
                        gouw_planes_list(pairs->bits, l->item[next], l->room)};
        if (e > 0)
            edges[e - 1] = (gouw_step){x.item < to ? x.item : to, x.item < to ? to : x.item,
                                       1 - gouw_pairs_similarity(pairs, x.item, to)};
        take(l, next);
        if (e + 1 == n)
            break;
        for (size_t block = 0; block < n_blocks(l); block++)
            (e > 0 && l->by_bars ? compare_few : compare_all)(l, &x, block);
        if (e % SOME_ROWS != 0)
            continue;
        if (pairs->interrupted != NULL && pairs->interrupted(pairs->watch))
            return gouw_fail(error, GOUW_EINTERRUPT, _("stopped on request"));
        const double share = (double)(n - e - 1) / (double)n;
        if (pairs->progress != NULL)
            pairs->progress(pairs->watch, 1 - share * share);
    }
    return GOUW_OK;
}

static bool fits_bars(const gouw_pairs *pairs) {
    uint32_t most = 0;
    for (size_t i = 0; i < pairs->bits->n_rows; i++)
        most = pairs->size[i] > most ? pairs->size[i] : most;
    return most <= GOUW_BARS_MOST &&
           (pairs->measure == GOUW_JACCARD || pairs->measure == GOUW_DICE);
}

/* Everything of n sets but the planes. */
static gouw_status make_room(left *l, gouw_arena *arena, gouw_error *error) {
    const size_t n = l->n, n_items = l->pairs->bits->n_columns;
    l->item = gouw_arena_array(arena, n, sizeof *l->item);
    l->size = gouw_arena_array(arena, n, sizeof *l->size);
    l->to = gouw_arena_array(arena, n, sizeof *l->to);
    l->most = gouw_arena_array(arena, n, sizeof *l->most);
    l->bars = gouw_arena_array(arena, n_blocks(l), sizeof *l->bars);
    l->first = gouw_arena_array(arena, n_groups(l), sizeof *l->first);
    l->first_most = gouw_arena_array(arena, n_groups(l), sizeof *l->first_most);
    l->room = gouw_arena_array(arena, gouw_planes_list_room(n_items), sizeof *l->room);
    if (l->item == NULL || l->size == NULL || l->to == NULL || l->most == NULL || l->bars == NULL ||
        l->first == NULL || l->first_most == NULL || l->room == NULL)
        return gouw_fail_memory(error, n * (sizeof *l->bars / SIDE + 4 * sizeof *l->item));
    return gouw_planes_init(&l->planes, n, n_items, arena, error);
}

gouw_status gouw_pairs_spanning(const gouw_pairs *pairs, gouw_step *edges, gouw_error *error) {
    if (pairs->bits->n_rows < 2)
        return GOUW_OK;
    gouw_arena arena = GOUW_ARENA_INIT;
    left l = {.pairs = pairs, .n = pairs->bits->n_rows, .by_bars = fits_bars(pairs)};
    gouw_status status = make_room(&l, &arena, error);
    if (status == GOUW_OK) {
        for (uint32_t i = 0; i < l.n; i++) {
            l.item[i] = i;
            l.size[i] = pairs->size[i];
            l.to[i] = i;
            l.most[i] = NOT_YET;
        }
        lay_out(&l);
        status = span(&l, edges, error);
    }
    gouw_arena_release(&arena);
    return status;
}
