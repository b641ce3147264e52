/* How many items two sets of known sizes must share to be alike enough: every measure on presence
 * rises with that number, so that a comparison of whole numbers stands for one of similarities, and
 * nothing is divided for pairs that are not.
 *
 *     jaccard   t (a + b) / (1 + t)      cosine      t sqrt(a b)
 *     dice      t (a + b) / 2            smc         (t m - m + a + b) / 2
 *     overlap   t min(a, b)              kulczynski  2 t a b / (a + b)
 *
 * Each also rises with b, so that the smallest b of a block stands for all of it. What is computed
 * here is off by rounding, less than 10^-9 for universes up to 2^17 items, and so much is given
 * away: a few pairs too many pass, which the similarity itself then tells.
 *
 * "More alike than t" is told from "as alike" where that is certain. With t = p / q, a number of
 * items that is not the exact one differs from it by 1 / (2 m) or more (jaccard, dice, overlap,
 * smc), as all denominators are at most 2 m, or by 1 / (2 m^3) (cosine, kulczynski).
 */
#ifndef GOUW_STAT_NEEDED_H
#define GOUW_STAT_NEEDED_H

#include <math.h>
#include <stdbool.h>
#include <stdint.h>

#include "gouw/measure.h"

typedef struct gouw_needed {
    gouw_measure measure;
    double universe, slack;
    bool tells_more; /* whether "more alike" can be told from "as alike" */
} gouw_needed;

static inline gouw_needed gouw_needed_by(gouw_measure measure, size_t universe) {
    enum { MOST = 1 << 17, MOST_CUBED = 500 };
    const bool cubed = measure == GOUW_COSINE || measure == GOUW_KULCZYNSKI;
    return (gouw_needed){.measure = measure,
                         .universe = (double)universe,
                         .slack = 1e-9 * fmax(1, (double)universe / MOST),
                         .tells_more = universe <= (cubed ? MOST_CUBED : MOST)};
}

/* Not a whole number, as a rule. */
static inline double gouw_needed_exactly(const gouw_needed *by, double t, double a, double b) {
    switch (by->measure) {
    case GOUW_JACCARD:
        return t * (a + b) / (1 + t);
    case GOUW_DICE:
        return t * (a + b) / 2;
    case GOUW_OVERLAP:
        return t * fmin(a, b);
    case GOUW_COSINE:
        return t * sqrt(a * b);
    case GOUW_KULCZYNSKI:
        return a + b > 0 ? 2 * t * a * b / (a + b) : 0;
    default:
        return (t * by->universe - by->universe + a + b) / 2;
    }
}

/* The fewest shared items with which a set of size a and one of size b or more can be t alike, or
 * more alike than t. May be too few, never too many; at least fewest. */
static inline int32_t gouw_needed_shared(const gouw_needed *by, double t, bool more, uint32_t a,
                                         uint32_t b, int32_t fewest) {
    const int32_t above = (int32_t)more & (int32_t)by->tells_more;
    const double exactly = gouw_needed_exactly(by, t, a, b), most = INT32_MAX - 2;
    const double x = exactly - by->slack + above * (2 * by->slack), upto = x < most ? x : most;
    const int32_t whole = (int32_t)(upto > 0 ? upto : 0); /* without a jump: there is no telling */
    const int32_t least = (whole + (above | (int32_t)(whole < upto))) & -(int32_t)(x > 0);
    return least > fewest ? least : fewest;
}

#endif
