/* Nearest-neighbour chain (Benzecri 1982; Juan 1982; Murtagh 1983).
 *
 * Start anywhere and step to the nearest neighbour until two clusters are each other's nearest:
 * merge them. Where a merge never brings the result closer to a third cluster than its parts were
 * (reducible linkages) the rest of the chain stays valid, so all steps together are at most 3 n.
 * The merges come unsorted and are sorted by height at the end. O(n^2), and no priority queue.
 *
 * All of it is waiting for memory, so distances are float32: half as much to wait for. Those that
 * differ by a few parts in 2^24 may be taken for equal, since each mean of means is rounded;
 * linkage.c has the heights computed anew from the distances where that is affordable.
 *
 * A full square, not the half: a look reads one row in one sweep, which the condensed form would
 * scatter over n cache lines. The price is that a new cluster's distances must get into every
 * row, a column of n cache misses. So columns are written a line at a time: a new cluster takes
 * the next free column and the row of one of its parts, and until its column is written its
 * distances stand in its own row only. Whoever needs a row sooner fills in the few it lacks.
 *
 *                 settled columns   young columns   free
 *     row of k    [ . . x . x . . . | k asks young  |      ]   x: dead, penalty infinite
 *     row of new  [ . . x . x . . . | older | inf           ]
 *
 * Dead columns stay, masked by an infinite penalty, until half are dead or none is free; then they
 * are taken out of each row.
 *
 *     row[column], item[column]   where its distances stand; its lowest item when it was one
 *
 * A tie goes to the chain's previous cluster, which makes the chain end, else to the lowest column:
 * items in their order, then clusters in the order they were made.
 */
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

#include "base/prefetch.h"
#include "stat/linkage_kernel.h"
#include "stat/linkage_steps.h"
#include "stat/linkage_update.h"

enum { AHEAD = 2 }; /* lines between asking for rows and writing to them */

typedef struct chain {
    const gouw_linkage_kernel *kernel;
    gouw_linkage_update_float *update;
    bool squares;
    size_t n_columns, n_live;
    size_t n_settled; /* columns below are filled in every live row; a multiple of GOUW_LINE */
    size_t first;     /* no live column below */
    size_t stride;    /* room for columns, a multiple of GOUW_LINE */
    float *square, *penalty, *size, *height;
    uint32_t *row, *item, *link; /* link[0..length): the chain, as columns */
    size_t length;
} chain;

static size_t round_up(size_t n) {
    return (n + GOUW_LINE - 1) / GOUW_LINE * GOUW_LINE;
}

static float *row_of(const chain *c, size_t column) {
    return c->square + c->row[column] * c->stride;
}

/* Fills in what a row does not have yet: its distances to clusters younger than itself. */
static void settle(const chain *c, size_t column) {
    float *row = row_of(c, column);
    const size_t from = column < c->n_settled ? c->n_settled : column + 1;
    for (size_t young = from; young < c->n_columns; young++)
        row[young] = row_of(c, young)[column];
}

/* Writes the line of young columns, which is full, into the rows of columns begin .. begin + 15. */
static void settle_line(const chain *c, const float *const *young, size_t begin) {
    const float *from[GOUW_LINE];
    float *to[GOUW_LINE];
    for (size_t k = 0; k < GOUW_LINE; k++) {
        from[k] = young[k] + begin;
        to[k] = c->penalty[begin + k] == 0 ? row_of(c, begin + k) + c->n_settled : NULL;
    }
    c->kernel->transpose(from, to);
}

static void ask_ahead(const chain *c, size_t begin) {
    const size_t end = begin + GOUW_LINE < c->n_settled ? begin + GOUW_LINE : c->n_settled;
    for (size_t column = begin; column < end; column++)
        GOUW_PREFETCH(row_of(c, column) + c->n_settled);
}

static void settle_all(chain *c) {
    const float *young[GOUW_LINE];
    const size_t first = c->first / GOUW_LINE * GOUW_LINE;
    if (c->n_columns - c->n_settled == GOUW_LINE) {
        for (size_t k = 0; k < GOUW_LINE; k++)
            young[k] = row_of(c, c->n_settled + k);
        for (size_t begin = first; begin < c->n_settled; begin += GOUW_LINE) {
            ask_ahead(c, begin + AHEAD * GOUW_LINE);
            settle_line(c, young, begin);
        }
    } else {
        for (size_t column = c->first; column < c->n_settled; column++)
            if (c->penalty[column] == 0)
                settle(c, column);
    }
    for (size_t column = c->n_settled; column < c->n_columns; column++)
        if (c->penalty[column] == 0)
            settle(c, column);
    c->n_settled = c->n_columns;
}

/* The nearest neighbour of the chain's end. */
static uint32_t look(const chain *c) {
    const uint32_t end = c->link[c->length - 1];
    settle(c, end);
    const float *row = row_of(c, end);
    float low;
    const size_t at = c->kernel->nearest(row, c->penalty, round_up(c->n_columns), &low);
    if (c->length > 1 && row[c->link[c->length - 2]] <= low)
        return c->link[c->length - 2];
    return (uint32_t)at;
}

/* Joins clusters a < b: the new one takes the next column and the row of a. */
static gouw_step merge(chain *c, size_t a, size_t b) {
    settle(c, a);
    settle(c, b);
    float *into = row_of(c, a);
    const float between = into[b];
    const gouw_linkage_pair pair = {(double)between, (double)c->size[a], (double)c->size[b]};
    c->update(&pair, c->size, into, row_of(c, b), round_up(c->n_columns));
    const size_t joined = c->n_columns++;
    into[joined] = c->penalty[a] = c->penalty[b] = INFINITY;
    c->penalty[joined] = 0;
    c->size[joined] = c->size[a] + c->size[b];
    c->row[joined] = c->row[a];
    c->item[joined] = c->item[a];
    c->n_live--;
    float height = c->squares && between > 0 ? sqrtf(between) : between;
    /* Rounding must not sort a merge before its parts. */
    height = height < c->height[a] ? c->height[a] : height;
    height = height < c->height[b] ? c->height[b] : height;
    c->height[joined] = height;
    return (gouw_step){c->item[a], c->item[b], (double)height};
}

/* What fills up the last line is dead. */
static void set_columns(chain *c, size_t n) {
    for (size_t column = n; column < c->stride; column++) {
        c->penalty[column] = INFINITY;
        c->size[column] = 0;
    }
    c->n_columns = c->n_settled = round_up(n);
}

/* Takes the dead columns out of every live row; the rows stay where they are. live has room for
 * as many columns as there are. */
static void pack(chain *c, uint32_t *live) {
    const size_t width = round_up(c->n_columns);
    size_t n = 0;
    for (size_t column = c->first; column < c->n_columns; column++)
        if (c->penalty[column] == 0)
            live[n++] = (uint32_t)column;
    for (size_t k = 0; k < n; k++)
        c->kernel->pack(row_of(c, live[k]), c->penalty, width);
    for (size_t k = 0; k < n; k++) {
        for (size_t l = 0; l < c->length; l++)
            if (c->link[l] == live[k])
                c->link[l] = (uint32_t)k;
        c->row[k] = c->row[live[k]];
        c->item[k] = c->item[live[k]];
        c->size[k] = c->size[live[k]];
        c->height[k] = c->height[live[k]];
        c->penalty[k] = 0;
    }
    set_columns(c, n);
    c->first = 0;
}

/* Distances along the chain fall strictly, so it never meets itself; but a merge may have come an
 * ulp closer to an older link than reducibility allows. Then the chain is cut back to that link. */
static void extend(chain *c, uint32_t next) {
    size_t l = 0;
    while (l < c->length && c->link[l] != next)
        l++;
    c->link[l] = next;
    c->length = l + 1;
}

/* Settles and packs when it is time. */
static void tidy(chain *c, uint32_t *live) {
    const bool full = c->n_columns == c->stride;
    const bool sparse = c->n_live < c->n_columns / 2 && c->n_columns > 16 * GOUW_LINE;
    if (c->n_columns - c->n_settled < GOUW_LINE && !full && !sparse)
        return;
    settle_all(c);
    if (full || sparse)
        pack(c, live);
}

static void run(chain *c, uint32_t *live, gouw_step *steps) {
    for (size_t s = 0; c->n_live > 1;) {
        if (c->length == 0) {
            while (c->penalty[c->first] != 0)
                c->first++;
            c->link[c->length++] = (uint32_t)c->first;
        }
        const uint32_t next = look(c);
        if (c->length < 2 || next != c->link[c->length - 2]) {
            extend(c, next);
            continue;
        }
        const uint32_t end = c->link[c->length - 1];
        c->length -= 2;
        steps[s++] = merge(c, end < next ? end : next, end < next ? next : end);
        tidy(c, live);
    }
}

static void set_up(chain *c, const gouw_linkage_start *start) {
    const size_t n = c->n_live;
    for (size_t i = 0; i < n; i++) {
        float *row = c->square + i * c->stride;
        for (size_t j = 0; c->squares && j < n; j++)
            row[j] *= row[j];
        row[i] = INFINITY;
        c->penalty[i] = 0;
        c->height[i] = start == NULL ? 0 : start->height[i];
        c->size[i] = start == NULL ? 1 : start->size[i];
        c->item[i] = start == NULL ? (uint32_t)i : start->item[i];
        c->row[i] = (uint32_t)i;
    }
    set_columns(c, n);
}

gouw_status gouw_linkage_chain(const gouw_distances *distances, gouw_linkage linkage,
                               const gouw_linkage_start *start, gouw_step *steps,
                               gouw_error *error) {
    const size_t n = distances->n;
    if (n < 2)
        return GOUW_OK;
    chain c = {.kernel = gouw_linkage_kernel_pick(),
               .update = gouw_linkage_update_pick(linkage),
               .squares = gouw_linkage_rules[linkage].squares,
               .n_live = n};
    /* An odd number of lines, so that the rows do not all begin in the same set of the cache. */
    c.stride = ((n + n / 8) / GOUW_LINE | 1) * GOUW_LINE + 2 * GOUW_LINE;
    gouw_status status = gouw_distances_square_float(distances, c.stride, &c.square, error);
    if (status != GOUW_OK)
        return status;
    float *numbers = malloc(3 * c.stride * sizeof *numbers);
    uint32_t *indexes = malloc(4 * c.stride * sizeof *indexes);
    if (numbers == NULL || indexes == NULL) {
        status = gouw_fail_memory(error, 4 * c.stride * sizeof *numbers);
    } else {
        c.penalty = numbers;
        c.size = numbers + c.stride;
        c.height = numbers + 2 * c.stride;
        c.row = indexes;
        c.item = indexes + c.stride;
        c.link = indexes + 2 * c.stride;
        set_up(&c, start);
        run(&c, indexes + 3 * c.stride, steps);
        status = gouw_linkage_sort(steps, n - 1, error);
    }
    free(c.square);
    free(numbers);
    free(indexes);
    return status;
}
