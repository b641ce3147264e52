/* The k most similar sets of each.
 *
 * Sets are put in order of size and cut into blocks, and blocks are compared two at a time, each
 * pair of sets once for both. A list of the k best so far stands with each set; what a set of some
 * size must share to enter it is a whole number (stat/needed.h), so that counting and comparing
 * integers, 512 at once, is all that is done for the pairs that cannot (stat/planes.h):
 *
 *                planes of block J: need of each
 *     sets of    [ shared >= the less of two needs? ]     hits are offered to the list of the one
 *     block I    [             ...                  ]     and to that of the other
 *     need of each
 *
 * Blocks whose sizes lie near each other come first, so that lists fill with what is hard to beat;
 * two blocks whose sizes are too far apart for any of the needs are passed over. Among blocks as
 * near, those that stand first come first: of sets that are as alike the first given ones are kept,
 * and the later ones then do not even hit. Each block is compared with itself before all that.
 *
 * Threads take two blocks at a time. The lists of a block are changed under its lock, from hits
 * that were written down without one; a need that has meanwhile risen lets too many through, which
 * the list refuses. What a list holds in the end does not depend on the order of what it is
 * offered.
 *
 * Sets that share nothing are not looked for, unless what neither has counts: lists that are not
 * full in the end are filled with the first of the others, all of similarity 0.
 */
#include <math.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "base/cpu.h"
#include "base/i18n.h"
#include "base/parallel.h"
#include "base/prefetch.h"
#include "stat/by_size.h"
#include "stat/nearest_rest.h"
#include "stat/needed.h"
#include "stat/pairs_one.h"
#include "stat/planes.h"

enum { SIDE = GOUW_PLANE_SETS, PER_BLOCK = 2, BLOCK = PER_BLOCK * SIDE, MOST_HITS = 4096 };

enum { AHEAD = 8, LINE = 64 };

/* The last entry of a list that is full: what has to be beaten. */
typedef struct bar {
    double similarity;
    uint32_t row; /* UINT32_MAX: the list is not full */
} bar;

/* Sets [begin, end) and what is known of all of them. */
typedef struct block {
    size_t begin, end;
    uint32_t smallest, largest, first_row; /* by the order they were given in */
} block;

/* Two blocks to compare, a <= b, and how far their sizes are apart at least. */
typedef struct two_blocks {
    uint32_t apart, a, b;
} two_blocks;

typedef struct search {
    const gouw_pairs *given;
    gouw_by_size sets;
    gouw_needed needed;
    gouw_planes planes;
    gouw_item_lists items;
    size_t n, k;
    int32_t fewest;        /* items that are shared by every pair that counts */
    gouw_neighbour *lists; /* of the sorted sets, while they are searched */
    bar *bars;
    size_t n_blocks, n_tasks;
    block *blocks;
    pthread_mutex_t *locks; /* of blocks */
    two_blocks *tasks;
    atomic_size_t n_done;
    atomic_bool stopped;
} search;

static size_t least_of(size_t a, size_t b) {
    return a < b ? a : b;
}

/* ---- lists ---------------------------------------------------------------------------------- */

/* What stands in a list for a set that is not found yet, and is beaten by any. */
static const gouw_neighbour NOBODY = {UINT32_MAX, -1};

static GOUW_INLINE bool is_better(double similarity, uint32_t row, const gouw_neighbour *than) {
    return similarity > than->similarity || (similarity == than->similarity && row < than->row);
}

/* Puts a set into the list of k, most similar first, equal ones by row. */
static bool insert(gouw_neighbour *list, size_t k, uint32_t row, double similarity) {
    size_t at = k - 1;
    if (!is_better(similarity, row, &list[at]))
        return false;
    for (; at > 0 && is_better(similarity, row, &list[at - 1]); at--)
        list[at] = list[at - 1];
    list[at] = (gouw_neighbour){row, similarity};
    return true;
}

/* What set i must share with one of a block to be of interest. */
static int32_t need_of(const search *s, size_t i, const block *other) {
    const bar *last = &s->bars[i];
    if (last->row == UINT32_MAX)
        return s->fewest;
    return gouw_needed_shared(&s->needed, last->similarity, other->first_row > last->row,
                              s->sets.pairs.size[i], other->smallest, s->fewest);
}

/* Offers set j to the list of i. */
static void offer(search *s, size_t i, size_t j, uint32_t shared) {
    const double similarity = gouw_pairs_of_count(&s->sets.pairs, i, j, shared);
    gouw_neighbour *list = s->lists + i * s->k, *last = list + s->k - 1;
    if (isnan(similarity) || !insert(list, s->k, s->sets.order[j], similarity))
        return;
    if (last->row != UINT32_MAX)
        s->bars[i] = (bar){last->similarity, last->row};
}

/* ---- a block with itself -------------------------------------------------------------------- */

/* Offers set i those that were picked out of some. */
static void offer_picked(search *s, const block *b, size_t i, size_t begin, size_t end,
                         const gouw_tally *tally) {
    gouw_hit hits[SIDE];
    const size_t n = gouw_planes_hits(tally, end - begin, hits);
    int32_t need = need_of(s, i, b);
    for (const gouw_hit *hit = hits; hit < hits + n; hit++) {
        if (begin + hit->set == i || (int64_t)hit->shared < need)
            continue;
        offer(s, i, begin + hit->set, hit->shared);
        need = need_of(s, i, b);
    }
}

/* Set i with sets begin to end - 1, which are within one block of planes. As long as its list is
 * not full nearly all would hit: then those that share most come first. */
static void search_near(search *s, const block *b, size_t i, size_t begin, size_t end) {
    const gouw_items items = gouw_planes_items(&s->items, i);
    uint64_t offered[GOUW_PLANE_WORDS] = {0};
    gouw_plane_needs needs;
    gouw_tally tally;
    if (s->bars[i].row == UINT32_MAX) {
        gouw_planes_sum(&s->planes, begin / SIDE, items, &tally);
        memset(tally.reached, 0, sizeof tally.reached);
        for (size_t set = 0; set < end - begin; set++)
            tally.reached[set / 64] |= (uint64_t)(begin + set != i) << set % 64;
        gouw_planes_most(&s->planes, s->k, &tally);
        memcpy(offered, tally.reached, sizeof offered);
        offer_picked(s, b, i, begin, end, &tally);
    }
    gouw_planes_need_all(&s->planes, need_of(s, i, b), &needs);
    (void)gouw_planes_reach(&s->planes, begin / SIDE, items, &needs, &tally);
    for (size_t w = 0; w < GOUW_PLANE_WORDS; w++)
        tally.reached[w] &= ~offered[w];
    offer_picked(s, b, i, begin, end, &tally);
}

static void search_block(search *s, size_t index) {
    const block *b = &s->blocks[index];
    (void)pthread_mutex_lock(&s->locks[index]);
    for (size_t begin = b->begin; begin < b->end; begin += SIDE)
        for (size_t i = b->begin; i < b->end; i++)
            search_near(s, b, i, begin, least_of(begin + SIDE, b->end));
    (void)pthread_mutex_unlock(&s->locks[index]);
}

/* ---- two blocks ----------------------------------------------------------------------------- */

/* A pair that is enough for one of the two. */
typedef struct match {
    uint32_t row, lane, shared; /* counted from the beginnings of the blocks */
} match;

typedef struct meeting {
    search *s;
    two_blocks of;
    block rows, lanes;
    int32_t row_need[BLOCK], lane_need[BLOCK];
    gouw_plane_needs needs[PER_BLOCK]; /* lane_need */
    uint16_t by_need[BLOCK];           /* rows */
    size_t n_matches;
    match matches[MOST_HITS];
} meeting;

/* Reads what each set of a block needs. Returns whether any can have it. */
static bool read_needs(meeting *m, size_t index, const block *of, const block *other,
                       int32_t *need) {
    search *s = m->s;
    bool any = false;
    (void)pthread_mutex_lock(&s->locks[index]);
    for (size_t i = of->begin; i < of->end; i++) {
        const uint32_t size = s->sets.pairs.size[i];
        const uint32_t most = size < other->largest ? size : other->largest;
        const int32_t at_least = need_of(s, i, other);
        any |= (int64_t)at_least <= (int64_t)most;
        need[i - of->begin] = at_least;
    }
    (void)pthread_mutex_unlock(&s->locks[index]);
    return any;
}

/* What each set of both blocks needs. Returns whether any can have it. */
static bool read_both(meeting *m) {
    const bool rows = read_needs(m, m->of.a, &m->rows, &m->lanes, m->row_need);
    const bool lanes = read_needs(m, m->of.b, &m->lanes, &m->rows, m->lane_need);
    for (size_t p = 0; p < PER_BLOCK; p++)
        gouw_planes_needs(&m->s->planes, m->lane_need + p * SIDE, &m->needs[p]);
    return rows || lanes;
}

/* Brings rows that need as much together; those that need far more than others come last. */
static void sort_rows(meeting *m) {
    enum { N_NEEDS = 256 };
    const size_t n = m->rows.end - m->rows.begin;
    size_t start[N_NEEDS + 1] = {0};
    int32_t least = GOUW_NEED_NEVER;
    for (size_t row = 0; row < n; row++)
        least = m->row_need[row] < least ? m->row_need[row] : least;
    for (int pass = 0; pass < 2; pass++) {
        for (size_t row = 0; row < n; row++) {
            const size_t more = (size_t)((int64_t)m->row_need[row] - least);
            const size_t at = least_of(more, N_NEEDS - 1);
            if (pass == 0)
                start[at + 1]++;
            else
                m->by_need[start[at]++] = (uint16_t)row;
        }
        for (size_t k = 1; k <= N_NEEDS && pass == 0; k++)
            start[k] += start[k - 1];
    }
}

/* Asks for a list that is needed soon. */
static GOUW_INLINE void fetch(const search *s, size_t i) {
    const char *list = (const char *)(s->lists + i * s->k);
    for (size_t at = 0; at < s->k * sizeof *s->lists; at += LINE)
        GOUW_PREFETCH(list + at);
}

/* Offers what was found to the lists of both blocks, one after the other. */
static void settle(meeting *m) {
    search *s = m->s;
    const match *end = m->matches + m->n_matches;
    (void)pthread_mutex_lock(&s->locks[m->of.a]);
    for (const match *x = m->matches; x < end; x++) {
        if (x + AHEAD < end)
            fetch(s, m->rows.begin + x[AHEAD].row);
        if ((int64_t)x->shared >= m->row_need[x->row])
            offer(s, m->rows.begin + x->row, m->lanes.begin + x->lane, x->shared);
    }
    (void)pthread_mutex_unlock(&s->locks[m->of.a]);
    (void)pthread_mutex_lock(&s->locks[m->of.b]);
    for (const match *x = m->matches; x < end; x++) {
        if (x + AHEAD < end)
            fetch(s, m->lanes.begin + x[AHEAD].lane);
        if ((int64_t)x->shared >= m->lane_need[x->lane])
            offer(s, m->lanes.begin + x->lane, m->rows.begin + x->row, x->shared);
    }
    (void)pthread_mutex_unlock(&s->locks[m->of.b]);
    m->n_matches = 0;
}

/* A row with the lanes of one block of planes, of which each needs what is said or what the row
 * does. */
static void meet_row(meeting *m, size_t row, size_t part, const gouw_plane_needs *needs) {
    search *s = m->s;
    const size_t begin = m->lanes.begin + part * SIDE,
                 n_lanes = least_of(m->lanes.end - begin, SIDE);
    gouw_tally tally;
    gouw_hit hits[SIDE];
    if (!gouw_planes_reach(&s->planes, begin / SIDE,
                           gouw_planes_items(&s->items, m->rows.begin + row), needs, &tally))
        return;
    const size_t n = gouw_planes_hits(&tally, n_lanes, hits);
    for (const gouw_hit *hit = hits; hit < hits + n; hit++)
        m->matches[m->n_matches++] = (match){(uint32_t)row, (uint32_t)(part * SIDE) + hit->set,
                                             hit->shared};
}

static void meet_part(meeting *m, size_t part) {
    gouw_plane_needs needs = m->needs[part];
    int32_t least = GOUW_NEED_NEVER;
    for (size_t k = 0; k < m->rows.end - m->rows.begin; k++) {
        const size_t row = m->by_need[k];
        if (m->row_need[row] != least) {
            least = m->row_need[row];
            gouw_planes_need_least(&m->needs[part], least, &needs);
        }
        meet_row(m, row, part, &needs);
        if (m->n_matches + SIDE > MOST_HITS) {
            settle(m);
            (void)read_both(m);
            least = -1;
        }
    }
}

static void meet(search *s, two_blocks of) {
    meeting m;
    m.s = s;
    m.of = of;
    m.rows = s->blocks[of.a];
    m.lanes = s->blocks[of.b];
    m.n_matches = 0;
    for (size_t i = 0; i < BLOCK; i++)
        m.row_need[i] = m.lane_need[i] = GOUW_NEED_NEVER;
    if (!read_both(&m))
        return;
    sort_rows(&m);
    for (size_t part = 0; m.lanes.begin + part * SIDE < m.lanes.end; part++)
        meet_part(&m, part);
    settle(&m);
}

/* ---- all ------------------------------------------------------------------------------------ */

static bool stop(search *s) {
    if (s->given->interrupted != NULL && s->given->interrupted(s->given->watch))
        atomic_store(&s->stopped, true);
    return atomic_load(&s->stopped);
}

static void say_done(search *s) {
    const size_t n_done = atomic_fetch_add(&s->n_done, 1) + 1;
    if (s->given->progress != NULL)
        s->given->progress(s->given->watch, (double)n_done / (double)s->n_tasks);
}

static void work(void *context, size_t index) {
    search *s = context;
    if (stop(s))
        return;
    const two_blocks of = s->tasks[index];
    if (of.a == of.b)
        search_block(s, of.a);
    else
        meet(s, of);
    say_done(s);
}

static void cut_blocks(search *s) {
    const uint32_t *size = s->sets.pairs.size, *order = s->sets.order;
    for (size_t k = 0; k < s->n_blocks; k++) {
        const size_t begin = k * BLOCK, end = least_of(begin + BLOCK, s->n);
        block *b = &s->blocks[k];
        *b = (block){begin, end, size[begin], size[end - 1], UINT32_MAX};
        for (size_t i = begin; i < end; i++)
            b->first_row = order[i] < b->first_row ? order[i] : b->first_row;
        (void)pthread_mutex_init(&s->locks[k], NULL);
    }
}

/* A block with itself first, then near sizes, then what stands first. */
static int by_turn(const void *left, const void *right) {
    const two_blocks *x = left, *y = right;
    const bool x_alone = x->a == x->b, y_alone = y->a == y->b;
    if (x_alone != y_alone)
        return x_alone ? -1 : 1;
    if (x->apart != y->apart)
        return x->apart < y->apart ? -1 : 1;
    if (x->a != y->a)
        return x->a < y->a ? -1 : 1;
    return x->b < y->b ? -1 : x->b > y->b;
}

static void order_tasks(search *s) {
    two_blocks *at = s->tasks;
    for (uint32_t a = 0; a < s->n_blocks; a++) {
        for (uint32_t b = a; b < s->n_blocks; b++) {
            const uint32_t up_to = s->blocks[a].largest, from = s->blocks[b].smallest;
            *at++ = (two_blocks){from > up_to ? from - up_to : 0, a, b};
        }
    }
    if (s->n_tasks > 0)
        qsort(s->tasks, s->n_tasks, sizeof *s->tasks, by_turn);
}

static gouw_status set_up(search *s, gouw_arena *arena, gouw_error *error) {
    const gouw_pairs *given = s->given;
    const size_t m = given->bits->n_columns;
    const bool absence = gouw_measures[given->measure].counts_absence && m > 0;
    gouw_status status = gouw_by_size_sort(given, absence, arena, &s->sets, error);
    if (status != GOUW_OK)
        return status;
    s->needed = gouw_needed_by(given->measure, m);
    s->fewest = absence ? 0 : 1;
    s->n = s->sets.bits.n_rows;
    s->n_blocks = (s->n + BLOCK - 1) / BLOCK;
    s->n_tasks = s->n_blocks * (s->n_blocks + 1) / 2;
    s->bars = gouw_arena_array(arena, s->n, sizeof *s->bars);
    s->blocks = gouw_arena_array(arena, s->n_blocks, sizeof *s->blocks);
    s->locks = gouw_arena_array(arena, s->n_blocks, sizeof(pthread_mutex_t));
    s->tasks = gouw_arena_array(arena, s->n_tasks, sizeof *s->tasks);
    if (s->bars == NULL || s->blocks == NULL || s->locks == NULL || s->tasks == NULL)
        return gouw_fail_memory(error, s->n_tasks * sizeof *s->tasks);
    for (size_t i = 0; i < s->n; i++)
        s->bars[i] = (bar){-1, UINT32_MAX};
    cut_blocks(s);
    order_tasks(s);
    status = gouw_planes_lists(&s->sets.bits, 0, s->n, arena, &s->items, error);
    if (status == GOUW_OK)
        status = gouw_planes_init(&s->planes, s->n, m, arena, error);
    if (status != GOUW_OK)
        return status;
    gouw_planes_fill(&s->planes, &s->sets.bits, NULL, s->n);
    return GOUW_OK;
}

/* ---- weights -------------------------------------------------------------------------------- */

/* All others, one by one. */
static void search_weights(void *context, size_t index) {
    search *s = context;
    const size_t n = s->given->bits->n_rows;
    if (stop(s))
        return;
    for (size_t j = 0; j < n; j++) {
        const double similarity = j == index ? (double)NAN
                                             : gouw_pairs_of_weights(s->given, index, j);
        if (!isnan(similarity))
            insert(s->lists + index * s->k, s->k, (uint32_t)j, similarity);
    }
    say_done(s);
}

static gouw_status search_sets(search *s, gouw_arena *arena, gouw_error *error) {
    gouw_status status = set_up(s, arena, error);
    if (status == GOUW_OK)
        gouw_parallel(s->given->threads, s->n_tasks, work, s);
    for (size_t b = 0; b < s->n_blocks && status == GOUW_OK; b++)
        (void)pthread_mutex_destroy(&s->locks[b]);
    if (status == GOUW_OK && !atomic_load(&s->stopped))
        status = gouw_nearest_put_back(&s->sets, s->k, s->lists, arena, error);
    if (status == GOUW_OK && !atomic_load(&s->stopped) && s->fewest > 0)
        status = gouw_nearest_fill_up(s->given, &s->sets, s->k, s->lists, arena, error);
    return status;
}

gouw_status gouw_pairs_nearest(const gouw_pairs *pairs, size_t k, gouw_neighbour *out,
                               gouw_error *error) {
    const size_t n = pairs->bits->n_rows;
    gouw_arena arena = GOUW_ARENA_INIT;
    search s = {.given = pairs, .k = k, .lists = out, .n_tasks = n};
    gouw_status status = GOUW_OK;
    atomic_init(&s.stopped, false);
    atomic_init(&s.n_done, 0);
    if (k == 0 || n == 0)
        return GOUW_OK;
    for (size_t i = 0; i < n * k; i++)
        out[i] = NOBODY;
    if (gouw_measures[pairs->measure].weighted)
        gouw_parallel(pairs->threads, n, search_weights, &s);
    else
        status = search_sets(&s, &arena, error);
    gouw_arena_release(&arena);
    for (size_t i = 0; i < n * k; i++) {
        if (out[i].row == UINT32_MAX)
            out[i].similarity = NAN;
    }
    if (status == GOUW_OK && atomic_load(&s.stopped))
        status = gouw_fail(error, GOUW_EINTERRUPT, _("stopped on request"));
    return status;
}
