/* Rows of bits laid out for counting many intersections at once.
 *
 * Eight rows stand side by side, so that one wide load brings the same word of eight rows:
 *
 *     block 0   [w0 r0][w0 r1] ... [w0 r7] [w1 r0] ... [w1 r7] ...     r = row within the block
 *     block 1   [w0 r8] ...                                            rows beyond n_rows are empty
 */
#ifndef GOUW_STAT_LANES_H
#define GOUW_STAT_LANES_H

#include <stddef.h>
#include <stdint.h>

#include "gouw/status.h"
#include "stat/bits.h"

enum {
    GOUW_LANES = 16,    /* columns are counted in groups of so many */
    GOUW_LANE_ROWS = 4, /* and so many rows at a time */
};

typedef struct gouw_lanes {
    uint64_t *words; /* aligned to 64 bytes */
    size_t n_rows, stride;
} gouw_lanes;

/* A copy of bits; to be given back with gouw_lanes_release, which also takes one that is zeroed. */
gouw_status gouw_lanes_init(gouw_lanes *lanes, const gouw_bits *bits, gouw_error *error);
void gouw_lanes_release(gouw_lanes *lanes);

/* Sizes of the intersections of GOUW_LANE_ROWS rows with lanes begin to end - 1, begin a multiple
 * of GOUW_LANES: shared[r * width + j] for rows[r] and lane begin + j. width is at least end -
 * begin rounded up to a multiple of GOUW_LANES; the places from end on are spoilt. */
void gouw_lanes_count(const gouw_lanes *lanes, const uint64_t *const rows[GOUW_LANE_ROWS],
                      size_t begin, size_t end, uint32_t *shared, size_t width);

#endif
