/* Prefix filtering: which sets can be alike, from the rarest items of each.
 *
 * Two sets that share at least s items share one of the |x| - s + 1 rarest of x that is among the
 * |y| - s + 1 rarest of y, whatever order of the items rarity is replaced by (Chaudhuri, Ganti &
 * Kaushik 2006, "A primitive operator for similarity joins", ICDE). So only the prefixes of the
 * sets are listed by item, and each set looks through the lists of its own prefix.
 *
 *     item 0 (rarest)   sets 3, 17, 20          start[item], rows
 *     item 1            sets 2, 3
 */
#ifndef GOUW_STAT_PREFIX_H
#define GOUW_STAT_PREFIX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "gouw/arena.h"
#include "gouw/status.h"
#include "stat/pairs.h"

typedef struct gouw_prefix {
    gouw_bits bits;        /* the sets, items by rarity: rarest first */
    const uint32_t *least; /* by size: items shared with a smaller set that is alike enough */
    const size_t *start;   /* by item, and the end */
    uint32_t *rows;        /* rising */
    double n_pairs;        /* how many pairs share an item of their prefixes, at most */
} gouw_prefix;

/* Whether there is a prefix for that threshold: a pair alike enough must share an item. */
bool gouw_prefix_fits(const gouw_pairs *sets, double least);

/* Lists the prefixes of sets that are ordered by size, smallest first. */
gouw_status gouw_prefix_init(gouw_prefix *prefix, const gouw_pairs *sets, double least,
                             gouw_arena *arena, gouw_error *error);

static inline uint32_t gouw_prefix_least(const gouw_prefix *prefix, uint32_t size) {
    return prefix->least[size];
}

/* How many of its rarest items a set of that size looks at. */
static inline uint32_t gouw_prefix_length(const gouw_prefix *prefix, uint32_t size) {
    return size == 0 ? 0 : size - prefix->least[size] + 1;
}

/* The first item of a set from one on; there must be one. */
static inline uint32_t gouw_prefix_item(const uint64_t *set, uint32_t from) {
    size_t w = from / 64;
    uint64_t word = set[w] >> from % 64 << from % 64;
    while (word == 0)
        word = set[++w];
    return (uint32_t)(w * 64) + gouw_bits_lowest(word);
}

/* The list of an item, from the first set that is not before low. */
static inline const uint32_t *gouw_prefix_from(const gouw_prefix *prefix, uint32_t item,
                                               size_t low) {
    size_t begin = prefix->start[item], end = prefix->start[item + 1];
    while (begin < end) {
        const size_t middle = begin + (end - begin) / 2;
        if (prefix->rows[middle] < low)
            begin = middle + 1;
        else
            end = middle;
    }
    return prefix->rows + begin;
}

static inline const uint32_t *gouw_prefix_end(const gouw_prefix *prefix, uint32_t item) {
    return prefix->rows + prefix->start[item + 1];
}

#endif
