/* Curveball: a Markov chain over the 0/1 tables with given row and column sums.
 *
 * A trade picks two rows. What both have, or neither, stays. The items only one of them has are
 * put on a heap and dealt anew, each row getting back as many as it gave:
 *
 *     row a   1 1 0 0 1 0        heap = columns 2 4 5 6; a gets 2 of      1 0 0 1 1 0
 *     row b   1 0 0 1 0 1        them at random, b the other 2            1 1 0 0 0 1
 *
 * The chain is symmetric, connects all tables with these sums and may stand still, so the uniform
 * distribution is its only stationary one (Strona et al. 2014, Nature Communications 5:4114;
 * proof: Carstens 2015, Physical Review E 91:042812). Rows whose difference is one-sided, nested
 * rows, have nothing to trade. Godard & Neal 2022 (Journal of Complex Networks 10:cnac048) deal
 * from merged lists; here rows are bits, so finding the heap is an exclusive or, and dealing is
 *
 *   listed  of up to 14 items: a table of all subsets by size, and one random number picks one;
 *   coins   of more: a toss for each item, all 64 of a word at once, each kept with the chance
 *           that makes the right number likely (in eighths); then items are added or taken back
 *           at random until the number is right. Every set of a size is equally likely before
 *           the repair and remains so after it, and the repair takes about half the root of the
 *           number of items.
 *
 * A trade is O(stride + sqrt(items)). Bits beat lists until rows have thousands of columns of
 * which they fill few.
 *
 * How many trades. Look at one cell. A trade that involves its row (2 of n rows take part, n
 * the number of rows) and a row that differs in its column deals it anew, and it does so for both
 * rows at once: columns behave as particles on a complete graph that swap places with chance 1/2
 * (a symmetric exclusion process), whose relaxation time is n - 1 trades. Pairs of rows with a
 * one-sided difference cannot trade; with w the share of differing cells that lie in pairs which
 * can, the relaxation time is tau = (n - 1) / w. Between draws gouw makes 3 tau trades, so that a
 * cell keeps e^-3 = 5 % of its correlation. Measured on dune, mite and an 11 x 24 table, the
 * overlap of two rows keeps 2 to 5 %; on sipoo, islands whose birds are nested, 3 % in the mean and
 * 23 % for the slowest pair. Before the first draw it makes 60 tau. The usual 5 n trades (Strona et
 * al. 2014) are too few from a fixed start: Neal 2023 (arXiv:2305.04937) finds more than 10 n
 * needed, growing with the number of columns and with fill; 60 tau is several times his bounds.
 */
#include "stat/curveball.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>

#include "base/cpu.h"
#include "base/i18n.h"
#include "base/random_step.h"

enum { MOST_LISTED = 14, N_LISTED = (2 << MOST_LISTED) - 1, THINNING = 3, BURN_IN = 60 };
enum { MOST_COMPARED = 4096 }; /* rows */

/* deal[start[d][k] ..] are the count[d][k] subsets of k of the lowest d bits. */
struct gouw_deals {
    uint32_t start[MOST_LISTED + 1][MOST_LISTED + 1], count[MOST_LISTED + 1][MOST_LISTED + 1];
    uint16_t deal[N_LISTED];
};

/* The subsets of k of d items are those of d - 1 items, and those of k - 1 with the last added. */
static uint32_t list_deals(gouw_deals *deals, uint32_t d, uint32_t k, uint32_t at) {
    deals->start[d][k] = at;
    if (k < d) {
        for (uint32_t i = 0; i < deals->count[d - 1][k]; i++)
            deals->deal[at++] = deals->deal[deals->start[d - 1][k] + i];
    }
    if (k > 0) {
        const uint32_t last = UINT32_C(1) << (d - 1);
        for (uint32_t i = 0; i < deals->count[d - 1][k - 1]; i++)
            deals->deal[at++] = (uint16_t)(deals->deal[deals->start[d - 1][k - 1] + i] | last);
    }
    deals->count[d][k] = at - deals->start[d][k];
    return at;
}

gouw_status gouw_deals_init(const gouw_deals **deals, gouw_arena *arena, gouw_error *error) {
    gouw_deals *fresh = gouw_arena_alloc(arena, sizeof *fresh);
    if (fresh == NULL)
        return gouw_fail_memory(error, sizeof *fresh);
    fresh->count[0][0] = 1; /* the empty set, which is deal[0] = 0 */
    uint32_t at = 1;
    for (uint32_t d = 1; d <= MOST_LISTED; d++) {
        for (uint32_t k = 0; k <= d; k++)
            at = list_deals(fresh, d, k, at);
    }
    *deals = fresh;
    return GOUW_OK;
}

gouw_status gouw_curveball_init(gouw_curveball *chain, const gouw_bits *start,
                                const gouw_deals *deals, uint64_t seed, uint64_t stream,
                                gouw_arena *arena, gouw_error *error) {
    const gouw_status status = gouw_bits_init(&chain->bits, start->n_rows, start->n_columns, arena,
                                              error);
    if (status != GOUW_OK)
        return status;
    const size_t n_words = start->n_rows * start->stride;
    if (n_words > 0)
        memcpy(chain->bits.words, start->words, n_words * sizeof *start->words);
    chain->dealt = gouw_arena_array(arena, start->stride, sizeof *chain->dealt);
    if (chain->dealt == NULL)
        return gouw_fail_memory(error, start->stride * sizeof *chain->dealt);
    chain->deals = deals;
    gouw_random_init(&chain->random, seed, stream);
    return GOUW_OK;
}

static uint64_t deposit(uint64_t value, uint64_t mask) {
    uint64_t out = 0;
    for (; value != 0; value >>= 1, mask &= mask - 1)
        out |= (0 - (value & 1)) & mask & (0 - mask);
    return out;
}

static uint64_t nth_one(uint64_t mask, uint32_t n) {
    while (n-- > 0)
        mask &= mask - 1;
    return mask & (0 - mask);
}

#define KERNEL(name) name##_plain
#define KERNEL_TARGET
#define KERNEL_DEPOSIT(value, mask) deposit(value, mask)
#define KERNEL_NTH(mask, n)         nth_one(mask, n)
#include "stat/curveball_kernel.h"
#undef KERNEL
#undef KERNEL_TARGET
#undef KERNEL_DEPOSIT
#undef KERNEL_NTH

#if defined(GOUW_CPU_X86)
#include <immintrin.h>
#define KERNEL(name)                name##_bmi2
#define KERNEL_TARGET               GOUW_TARGET("popcnt,bmi,bmi2")
#define KERNEL_DEPOSIT(value, mask) _pdep_u64(value, mask)
#define KERNEL_NTH(mask, n)         _pdep_u64(UINT64_C(1) << (n), mask)
#include "stat/curveball_kernel.h"
#else
#define trades_bmi2 trades_plain
#endif

void gouw_curveball_trade(gouw_curveball *chain, uint64_t n_trades) {
    if (chain->bits.n_rows < 2)
        return;
    if (gouw_cpu_has(GOUW_CPU_BMI2))
        trades_bmi2(chain, n_trades);
    else
        trades_plain(chain, n_trades);
}

/* Of the cells in which two of n_some rows differ, evenly spaced, the share a trade can change. */
static GOUW_INLINE double share_of(const gouw_bits *bits, size_t n_some) {
    double differ = 0, can_trade = 0;
    for (size_t i = 0; i < n_some; i++) {
        const uint64_t *a = gouw_bits_row(bits, i * bits->n_rows / n_some);
        for (size_t j = i + 1; j < n_some; j++) {
            const uint64_t *b = gouw_bits_row(bits, j * bits->n_rows / n_some);
            uint32_t only_a = 0, only_b = 0;
            for (size_t w = 0; w < bits->stride; w++) {
                only_a += gouw_bits_ones(a[w] & ~b[w]);
                only_b += gouw_bits_ones(b[w] & ~a[w]);
            }
            differ += only_a + only_b;
            can_trade += only_a > 0 && only_b > 0 ? only_a + only_b : 0;
        }
    }
    return differ > 0 ? can_trade / differ : 0;
}

static double share_plain(const gouw_bits *bits, size_t n_some) {
    return share_of(bits, n_some);
}

#if defined(GOUW_CPU_X86)
GOUW_TARGET("popcnt")
static double share_popcnt(const gouw_bits *bits, size_t n_some) {
    return share_of(bits, n_some);
}
#else
#define share_popcnt share_plain
#endif

static double tradeable_share(const gouw_bits *bits, size_t n_some) {
    return gouw_cpu_has(GOUW_CPU_BMI2) ? share_popcnt(bits, n_some) : share_plain(bits, n_some);
}

gouw_mixing gouw_mixing_of(const gouw_bits *bits) {
    const size_t n = bits->n_rows;
    double share = tradeable_share(bits, n < MOST_COMPARED ? n : MOST_COMPARED);
    if (share <= 0 && n > MOST_COMPARED)
        share = tradeable_share(bits, n);
    if (share <= 0)
        return (gouw_mixing){0};
    const double tau = (double)(n - 1) / share;
    return (gouw_mixing){.tradeable = share,
                         .burn_in = (uint64_t)ceil(BURN_IN * tau),
                         .thinning = (uint64_t)ceil(THINNING * tau)};
}
