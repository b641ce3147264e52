/* Combinations of sets, and the items that belong to them.
 *
 *     distinct    items that are in exactly these sets and no other
 *     inclusive   items that are in all of these sets
 *     union       items that are in any of these sets
 *
 * There are 2^n combinations of n sets, but few that say something: of distinct ones those that
 * have items, of the others the closed ones, to which no set can be added without changing the
 * items. Each combination is visited once.
 */
#ifndef GOUW_STAT_INTERSECT_H
#define GOUW_STAT_INTERSECT_H

#include <stddef.h>
#include <stdint.h>

#include "gouw/arena.h"
#include "gouw/status.h"
#include "stat/bits.h"

typedef enum gouw_intersect_mode {
    GOUW_INTERSECT_DISTINCT,
    GOUW_INTERSECT_INCLUSIVE,
    GOUW_INTERSECT_UNION
} gouw_intersect_mode;

/* Valid while it is visited. sets has a bit a row of the table, items a bit a column. */
typedef struct gouw_combination {
    const uint64_t *sets, *items;
    uint32_t degree; /* number of sets */
    uint32_t size;   /* number of items */
} gouw_combination;

/* A status other than GOUW_OK ends the search and is returned. */
typedef gouw_status (*gouw_combination_visit)(void *context, const gouw_combination *combination);

/* Visits the combinations of the rows of sets.
 *
 * distinct: all that have items, of any degree, the empty combination (items in no set) too.
 * inclusive: closed, with items, of 1 to max_degree sets. union: closed, of 1 to max_degree sets.
 * Order: unspecified but always the same. visit may be NULL: only counting.
 * *n_combinations counts those visited. More than limit of them: the search ends, GOUW_OK, and
 * *n_combinations is limit + 1.
 * Distinct O(m n + m log m) for n sets of m items; closed O(n^2 m / 64) a combination (Uno et
 * al. 2004), memory O(n (n + m)). */
gouw_status gouw_intersect(const gouw_bits *sets, gouw_intersect_mode mode, uint32_t max_degree,
                           size_t limit, gouw_combination_visit visit, void *context,
                           size_t *n_combinations, gouw_arena *arena, gouw_error *error);

#endif
