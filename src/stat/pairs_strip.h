/* The similarities of a few sets with a piece of all: the step that every way over all pairs takes.
 */
#ifndef GOUW_STAT_PAIRS_STRIP_H
#define GOUW_STAT_PAIRS_STRIP_H

#include <stddef.h>
#include <stdint.h>

#include "stat/lanes.h"
#include "stat/pairs.h"

enum { GOUW_STRIP = 512 }; /* lanes of a piece: as many as stay in the cache nearest the core */

typedef struct gouw_strip {
    size_t row, n_rows; /* at most GOUW_LANE_ROWS from row on; for the caller to set */
    uint32_t shared[GOUW_LANE_ROWS][GOUW_STRIP]; /* unless weighted */
    float value[GOUW_LANE_ROWS][GOUW_STRIP];
} gouw_strip;

/* Compares the rows of the strip with sets begin to end - 1. begin is a multiple of GOUW_LANES, end
 * at most GOUW_STRIP behind it. */
void gouw_strip_fill(const gouw_pairs *pairs, const gouw_lanes *lanes, size_t begin, size_t end,
                     gouw_strip *s);

/* What two empty sets count as, where a similarity is NaN. */
double gouw_pairs_defined(const gouw_pairs *pairs, double similarity);

/* The similarity of sets a and b by a measure on presence, of which shared items were counted; and
 * by a weighted one. */
double gouw_pairs_of_count(const gouw_pairs *pairs, size_t a, size_t b, uint32_t shared);
double gouw_pairs_of_weights(const gouw_pairs *pairs, size_t a, size_t b);

#endif
