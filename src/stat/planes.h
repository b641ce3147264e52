/* Sets laid out by item, and the counting of what one set shares with 512 others at once.
 *
 * 512 sets stand in a block, in which each item has a plane of as many bits; one more is empty:
 *
 *     block 0   item 0 [sets 0 .. 511]    item 1 [sets 0 .. 511]    ...  [0 .. 0]
 *     block 1   item 0 [sets 512 .. ]     ...                            sets that do not exist are
 *                                                                        empty
 *
 * What a set shares with those of a block is the sum of the planes of its items. Full adders make
 * it (Harley & Seal, in Warren 2012, Hacker's Delight, ch. 5): two planes and the sum so far become
 * a sum and a plane that counts twice, so that an item costs a few instructions for all 512 pairs,
 * and items that the set has not cost nothing. The sum stands in planes too, the lowest bit first.
 *
 * Every processor gives the same planes.
 */
#ifndef GOUW_STAT_PLANES_H
#define GOUW_STAT_PLANES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "gouw/arena.h"
#include "gouw/status.h"
#include "stat/bits.h"

enum {
    GOUW_PLANE_WORDS = 8,
    GOUW_PLANE_SETS = 64 * GOUW_PLANE_WORDS,
    GOUW_TALLY_PLANES = 17,
    GOUW_ITEMS_AT_ONCE = 8 /* lists of items are filled up to a multiple of it */
};

/* The sizes of 512 intersections: bit l of plane p counts 2^p for set l. */
typedef struct gouw_tally {
    uint64_t plane[GOUW_TALLY_PLANES][GOUW_PLANE_WORDS];
    uint64_t reached[GOUW_PLANE_WORDS]; /* sets that were picked out */
    size_t n_planes;                    /* those above are not set, and 0 */
} gouw_tally;

/* What each of 512 sets has to share, in planes. */
typedef struct gouw_plane_needs {
    uint64_t plane[GOUW_TALLY_PLANES][GOUW_PLANE_WORDS];
    size_t n_planes; /* enough for a number that is larger than n_columns; the first 8 are set */
} gouw_plane_needs;

/* The items of a set, filled up with the one that is empty. */
typedef struct gouw_items {
    const uint16_t *at;
    size_t n; /* a multiple of GOUW_ITEMS_AT_ONCE */
} gouw_items;

typedef struct gouw_planes_kernel gouw_planes_kernel;

typedef struct gouw_planes {
    uint64_t *words; /* aligned to 64 bytes */
    size_t n_rows, n_columns;
    const gouw_planes_kernel *kernel; /* for this processor */
} gouw_planes;

/* Room for the planes of n_rows sets over n_columns items, fewer than 2^16 (else GOUW_EDATA). */
gouw_status gouw_planes_init(gouw_planes *planes, size_t n_rows, size_t n_columns,
                             gouw_arena *arena, gouw_error *error);

/* Makes the planes those of rows[0 .. n), n <= n_rows, of bits; rows NULL: of the first n. */
void gouw_planes_fill(gouw_planes *planes, const gouw_bits *bits, const uint32_t *rows, size_t n);

/* The list of a row's items, in room for so many: the size of the set rounded up. */
gouw_items gouw_planes_list(const gouw_bits *bits, size_t row, uint16_t *room);
static inline size_t gouw_planes_list_room(size_t size) {
    return (size + GOUW_ITEMS_AT_ONCE - 1) / GOUW_ITEMS_AT_ONCE * GOUW_ITEMS_AT_ONCE;
}

/* The lists of rows begin to end - 1, one behind the other. 2 bytes an item and 8 a row. */
typedef struct gouw_item_lists {
    uint16_t *at;
    size_t *begin; /* end - begin + 1 */
} gouw_item_lists;

gouw_status gouw_planes_lists(const gouw_bits *bits, size_t begin, size_t end, gouw_arena *arena,
                              gouw_item_lists *lists, gouw_error *error);
static inline gouw_items gouw_planes_items(const gouw_item_lists *lists, size_t index) {
    const size_t begin = lists->begin[index];
    return (gouw_items){lists->at + begin, lists->begin[index + 1] - begin};
}

/* What the set with those items shares with each of a block. */
void gouw_planes_sum(const gouw_planes *planes, size_t block, gouw_items items, gouw_tally *tally);

/* The same, and picks out those of the block that share at least what they need. Sets that do not
 * exist share 0. Returns whether any. */
bool gouw_planes_reach(const gouw_planes *planes, size_t block, gouw_items items,
                       const gouw_plane_needs *needs, gouw_tally *tally);

/* Needs: of each set of a block need[0 .. 511]; of all the same; and of each the less of what it
 * needs and least. GOUW_NEED_NEVER where nothing is enough. */
#define GOUW_NEED_NEVER INT32_MAX
void gouw_planes_needs(const gouw_planes *planes, const int32_t *need, gouw_plane_needs *needs);
void gouw_planes_need_all(const gouw_planes *planes, int32_t need, gouw_plane_needs *needs);
void gouw_planes_need_least(const gouw_plane_needs *of, int32_t least, gouw_plane_needs *needs);

/* Those of the first n_sets that were picked out, in rising order, and what they share: hits has
 * room for GOUW_PLANE_SETS; their number is returned. */
typedef struct gouw_hit {
    uint32_t set, shared; /* set: within the block */
} gouw_hit;
size_t gouw_planes_hits(const gouw_tally *tally, size_t n_sets, gouw_hit *hits);

/* What the one set shares with that of a block. */
static inline uint32_t gouw_tally_at(const gouw_tally *tally, size_t set) {
    uint32_t shared = 0;
    for (size_t p = 0; p < tally->n_planes; p++)
        shared |= (uint32_t)(tally->plane[p][set / 64] >> set % 64 & 1) << p;
    return shared;
}

/* Of the sets that are in reached leaves k that share most, and those that share as much as the
 * last of them; all where there are fewer than k. */
void gouw_planes_most(const gouw_planes *planes, size_t k, gouw_tally *tally);

/* With all of the block: shared[0 .. 511]. */
void gouw_planes_unpack(const gouw_planes *planes, const gouw_tally *tally, uint32_t *shared);

/* ---- more alike than before ----------------------------------------------------------------- */

/* 512 sets with the highest similarity that each has had so far, for jaccard or dice of sets of at
 * most GOUW_BARS_MOST items: pairs share more than slope * (sum of both sizes) where they are more
 * alike. The places of the sets are those of gouw_bars_place. */
enum { GOUW_BARS_MOST = 255, GOUW_BARS_ONE = 256 };
typedef struct gouw_bars {
    uint16_t slope[GOUW_PLANE_SETS]; /* of GOUW_BARS_ONE, rounded down; at most half */
    uint16_t size[GOUW_PLANE_SETS];
} gouw_bars;

/* Sums as gouw_planes_sum, and picks out the sets that may have come above their bar: all that
 * have, and few besides; bit b of reached[w] stands for set 64 w + gouw_passed_set(b). Returns
 * whether any.
 */
bool gouw_planes_pass(const gouw_planes *planes, size_t block, gouw_items items, uint32_t size,
                      const gouw_bars *bars, gouw_tally *tally);

/* Of the number of a set its last three bits go first when a tally is unpacked, then the one before
 * them, then the rest: this is the order of the bars, and that of the bits which tell who passed is
 * the same within a word. */
static inline size_t gouw_bars_place(size_t set) {
    return (set % 8 * 2 + set / 8 % 2) * 32 + set / 16;
}

static inline size_t gouw_passed_bit(size_t set) {
    return set / 16 % 4 * 16 + set % 8 * 2 + set / 8 % 2;
}

static inline size_t gouw_passed_set(size_t bit) {
    return bit / 16 * 16 + bit % 2 * 8 + bit % 16 / 2;
}

#endif
