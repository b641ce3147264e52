/* What is left to do for the lists of nearest sets once all pairs that share an item were offered
 * to them (stat/pairs_nearest.c). */
#ifndef GOUW_STAT_NEAREST_REST_H
#define GOUW_STAT_NEAREST_REST_H

#include "stat/by_size.h"

/* Moves the lists, k entries each, from the order of size into the order given. Behind those of
 * the sorted sets there is room for those of the sets left out. O(n k). */
gouw_status gouw_nearest_put_back(const gouw_by_size *sets, size_t k, gouw_neighbour *lists,
                                  gouw_arena *arena, gouw_error *error);

/* Fills lists that are not full with sets of similarity 0, the first given ones, and those of empty
 * sets, which were left out, also with other empty ones, as alike as the caller says they are.
 * O(n k). */
gouw_status gouw_nearest_fill_up(const gouw_pairs *given, const gouw_by_size *sets, size_t k,
                                 gouw_neighbour *lists, gouw_arena *arena, gouw_error *error);

#endif
