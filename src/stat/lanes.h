/* Rows of bits laid out for comparing four with many, and the loop over them in which all pairs are
 * counted and divided, where the processor is fast at it.
 *
 * Eight rows stand side by side, so that one wide load brings the same word of eight rows:
 *
 *     block 0   [w0 r0][w0 r1] ... [w0 r7] [w1 r0] ... [w1 r7] ...     r = row within the block
 *     block 1   [w0 r8] ...                                            rows beyond n_rows are empty
 */
#ifndef GOUW_STAT_LANES_H
#define GOUW_STAT_LANES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "gouw/measure.h"
#include "gouw/status.h"
#include "stat/bits.h"

enum {
    GOUW_LANES_SIDE = 8, /* rows that stand side by side */
    GOUW_LANES = 16,     /* columns are counted in groups of so many */
    GOUW_LANE_ROWS = 4,  /* and so many rows at a time */
    GOUW_STRIP = 512     /* lanes that stay in the cache nearest the core */
};

typedef struct gouw_lanes {
    uint64_t *words; /* aligned to 64 bytes */
    size_t n_rows, stride;
} gouw_lanes;

/* Word w of a lane. */
static inline uint64_t *gouw_lanes_word(const gouw_lanes *lanes, size_t lane, size_t w) {
    const size_t block = lane / GOUW_LANES_SIDE * lanes->stride;
    return lanes->words + (block + w) * GOUW_LANES_SIDE + lane % GOUW_LANES_SIDE;
}

/* A copy of bits; to be given back with gouw_lanes_release, which also takes one that is zeroed. */
gouw_status gouw_lanes_init(gouw_lanes *lanes, const gouw_bits *bits, gouw_error *error);
void gouw_lanes_release(gouw_lanes *lanes);

/* Similarities by a measure that is a quotient of two counts. */
typedef struct gouw_quotients {
    gouw_measure measure;
    uint32_t universe;                 /* items there are */
    uint32_t row_size[GOUW_LANE_ROWS]; /* of the rows */
    const uint32_t *size;              /* of lanes 0 .. n_rows - 1 */
    float *out[GOUW_LANE_ROWS];        /* of each row, [end - begin] */
    bool stream;                       /* past the caches, where all of out are aligned to 64 */
} gouw_quotients;

/* Whether this processor counts and divides in one loop, by that measure and that many items. */
bool gouw_lanes_divides(gouw_measure measure, size_t universe);

/* out[r][j] = (float)gouw_similarity of rows[r] and lane begin + j, up to lane end - 1; not said of
 * two empty sets. begin is a multiple of GOUW_LANES, end at most GOUW_STRIP behind it. Where there
 * are fewer rows one is given again. Only where gouw_lanes_divides. What was streamed is seen by
 * others after gouw_lanes_fence. */
void gouw_lanes_divide(const gouw_lanes *lanes, const uint64_t *const rows[GOUW_LANE_ROWS],
                       size_t begin, size_t end, const gouw_quotients *how);
void gouw_lanes_fence(void);

#endif
