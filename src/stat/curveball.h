/* Random tables of zeros and ones with the row and column sums of a given one.
 *
 * A chain starts at the table given. After enough trades its state is uniform over all tables with
 * the same sums, and after some more trades it is nearly independent of what it was before; how
 * many are enough says gouw_mixing_of.
 *
 *     gouw_deals_init(&deals, arena, error);
 *     gouw_curveball_init(&chain, &bits, &deals, seed, stream, arena, error);
 *     gouw_curveball_trade(&chain, mixing.burn_in);
 *     for (...) {
 *         gouw_curveball_trade(&chain, mixing.thinning);
 *         ... chain.bits ...
 *     }
 */
#ifndef GOUW_STAT_CURVEBALL_H
#define GOUW_STAT_CURVEBALL_H

#include <stdint.h>

#include "gouw/arena.h"
#include "gouw/random.h"
#include "gouw/status.h"
#include "stat/bits.h"

/* A table of all ways to deal few items, shared by chains and threads; it never changes. */
typedef struct gouw_deals gouw_deals;

gouw_status gouw_deals_init(const gouw_deals **deals, gouw_arena *arena, gouw_error *error);

typedef struct gouw_curveball {
    gouw_bits bits; /* the state; the caller may look, not write */
    gouw_random random;
    uint64_t *dealt; /* scratch: one row */
    const gouw_deals *deals;
} gouw_curveball;

/* A chain at start, which is copied. Chains with different streams are independent. */
gouw_status gouw_curveball_init(gouw_curveball *chain, const gouw_bits *start,
                                const gouw_deals *deals, uint64_t seed, uint64_t stream,
                                gouw_arena *arena, gouw_error *error);

/* n_trades trades between two rows drawn at random. With fewer than two rows nothing happens. */
void gouw_curveball_trade(gouw_curveball *chain, uint64_t n_trades);

typedef struct gouw_mixing {
    double tradeable;  /* of the cells in which two rows differ, the share a trade can change */
    uint64_t burn_in;  /* trades before the first draw */
    uint64_t thinning; /* trades from draw to draw */
} gouw_mixing;

/* How many trades a table needs. tradeable is 0, and the counts too, when it is the only one with
 * its sums. Of more than 4,096 rows as many are looked at, evenly spaced, unless none of those can
 * trade. O(n_rows^2 stride) at worst. */
gouw_mixing gouw_mixing_of(const gouw_bits *bits);

#endif
