/* Rows of bits laid out for comparing one with many, and the loops over them in which all pairs
 * are counted.
 *
 * Eight rows stand side by side, so that one wide load brings the same word of eight rows:
 *
 *     block 0   [w0 r0][w0 r1] ... [w0 r7] [w1 r0] ... [w1 r7] ...     r = row within the block
 *     block 1   [w0 r8] ...                                            rows beyond n_rows are empty
 *
 * Every function but gouw_lanes_approach takes GOUW_LANE_ROWS rows, and lanes begin to end - 1:
 * begin a multiple of GOUW_LANES, end at most GOUW_STRIP behind it. Where there are fewer rows one
 * is given again.
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

/* Sizes of intersections: shared[r * width + j] for rows[r] and lane begin + j. width is at least
 * end - begin rounded up to a multiple of GOUW_LANES; the places from end on are spoilt. */
void gouw_lanes_count(const gouw_lanes *lanes, const uint64_t *const rows[GOUW_LANE_ROWS],
                      size_t begin, size_t end, uint32_t *shared, size_t width);

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

/* out[r][j] = (float)gouw_similarity of rows[r] and lane begin + j; not said of two empty sets.
 * Only where gouw_lanes_divides. What was streamed is seen by others after gouw_lanes_fence. */
void gouw_lanes_divide(const gouw_lanes *lanes, const uint64_t *const rows[GOUW_LANE_ROWS],
                       size_t begin, size_t end, const gouw_quotients *how);
void gouw_lanes_fence(void);

typedef struct gouw_hit {
    uint32_t row, lane, shared; /* row: 0 .. GOUW_LANE_ROWS - 1 */
} gouw_hit;

#define GOUW_HIT_NEVER INT32_MAX

/* The pairs that share at least row_need[r] items, or lane_need[j] for lane begin + j; NULL where
 * no lane needs any. lane_need is read up to a multiple of GOUW_LANES. hits has room for
 * GOUW_LANE_ROWS * (end - begin); their number is returned. Their order is by lane and row. */
size_t gouw_lanes_reach(const gouw_lanes *lanes, const uint64_t *const rows[GOUW_LANE_ROWS],
                        size_t begin, size_t end, const int32_t row_need[GOUW_LANE_ROWS],
                        const int32_t *lane_need, gouw_hit *hits);

/* What is known of each lane while sets are reached one after the other. */
typedef struct gouw_approach {
    gouw_measure measure;
    uint32_t universe;    /* items there are */
    const uint32_t *size; /* of each lane */
    float *most;          /* the highest similarity to a set so far */
    uint32_t *to;         /* and which set that was, the first of equals */
} gouw_approach;

/* Whether lanes can be approached by that measure and that many items: quotients of so small
 * numbers are equal as float32 where they are equal, and only there. */
bool gouw_lanes_approaches(gouw_measure measure, size_t universe);

/* One more set, row with size items, known as item, is compared with lanes 0 .. end - 1, end > 0.
 * Returns the lane whose most is the largest then, the first of equals. */
size_t gouw_lanes_approach(const gouw_lanes *lanes, const uint64_t *row, uint32_t size,
                           uint32_t item, size_t end, const gouw_approach *approach);

#endif
