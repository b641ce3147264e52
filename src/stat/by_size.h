/* Sets in order of size: then a block of neighbouring ones has one size, or a few. */
#ifndef GOUW_STAT_BY_SIZE_H
#define GOUW_STAT_BY_SIZE_H

#include <stdbool.h>
#include <stdint.h>

#include "gouw/arena.h"
#include "gouw/status.h"
#include "stat/pairs.h"

typedef struct gouw_by_size {
    gouw_pairs pairs;      /* as given, with bits and size of the sorted sets, smallest first */
    gouw_bits bits;        /* what pairs.bits points to */
    const uint32_t *order; /* which of those given each is; equal sizes in rising order */
    size_t n_left_out;     /* empty ones, which stand before order */
} gouw_by_size;

/* Sorts copies of the sets, empty ones only where they are wanted, into the arena. Those compared
 * by a weighted measure stay as they are. O(n stride). sorted must not be moved. */
gouw_status gouw_by_size_sort(const gouw_pairs *pairs, bool with_empty, gouw_arena *arena,
                              gouw_by_size *sorted, gouw_error *error);

#endif
