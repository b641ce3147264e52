/* The similarities of a few sets with a piece of all: the step that every way over all pairs takes.
 */
#ifndef GOUW_STAT_PAIRS_STRIP_H
#define GOUW_STAT_PAIRS_STRIP_H

#include <stddef.h>
#include <stdint.h>

#include "stat/lanes.h"
#include "stat/pairs.h"

/* The similarities of sets row to row + n_rows - 1, of which there are at most GOUW_LANE_ROWS, with
 * sets begin to end - 1: out[r * width + j] for set begin + j. begin is a multiple of GOUW_LANES,
 * end at most GOUW_STRIP behind it. stream: past the caches where out allows of it; to be followed
 * by gouw_lanes_fence. */
void gouw_strip_fill(const gouw_pairs *pairs, const gouw_lanes *lanes, size_t row, size_t n_rows,
                     size_t begin, size_t end, float *out, size_t width, bool stream);

/* Where the bits of the rows from row on are; there are n_rows, and the first one for the rest. */
static inline void gouw_strip_rows(const gouw_bits *bits, size_t row, size_t n_rows,
                                   const uint64_t *rows[GOUW_LANE_ROWS]) {
    for (size_t r = 0; r < GOUW_LANE_ROWS; r++)
        rows[r] = gouw_bits_row(bits, row + (r < n_rows ? r : 0));
}

/* What two empty sets count as, where a similarity is NaN. */
double gouw_pairs_defined(const gouw_pairs *pairs, double similarity);

/* The similarity of sets a and b by a measure on presence, of which shared items were counted; and
 * by a weighted one. */
double gouw_pairs_of_count(const gouw_pairs *pairs, size_t a, size_t b, uint32_t shared);
double gouw_pairs_of_weights(const gouw_pairs *pairs, size_t a, size_t b);

#endif
