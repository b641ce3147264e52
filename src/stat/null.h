/* Is the number of items that two sets share more, or less, than chance gives?
 *
 * Three answers to what "chance" is, from the coarsest to the strictest:
 *
 *   hypergeometric  each set draws its own number of items, all items alike; exact
 *   SDSM            every set-item cell is its own coin, and sums match on average; exact tails
 *   curveball       all tables with exactly these sums are equally likely; Monte Carlo
 *
 * Pairs stand in the order (0, 1), (0, 2), ... (0, n - 1), (1, 2), ...: gouw_pair_index.
 */
#ifndef GOUW_STAT_NULL_H
#define GOUW_STAT_NULL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "gouw/arena.h"
#include "gouw/status.h"
#include "stat/bits.h"
#include "stat/pair_index.h"

/* What a null model says of the number shared by one pair. Both p values count the observed. */
typedef struct gouw_null {
    double expected, sd;
    double p_upper;   /* P(shared >= observed) */
    double p_lower;   /* P(shared <= observed) */
    double low, high; /* quantiles: the least k with P(shared <= k) of at least GOUW_NULL_TAIL, and
                         of at least 1 - GOUW_NULL_TAIL; NaN where they were not kept */
} gouw_null;

#define GOUW_NULL_TAIL 0.025

/* (observed - expected) / sd; NaN where the null model leaves no room (sd = 0). */
double gouw_null_z(const gouw_null *null, double observed);

/* p_adjusted[0..n): Benjamini-Hochberg over min(1, 2 min(p_upper, p_lower)). */
gouw_status gouw_null_adjust(const gouw_null *nulls, size_t n, double *p_adjusted,
                             gouw_error *error);

/* Two sets of n_a and n_b drawn from a universe, sharing shared of them. Relative error of the
 * tails about (n_a + n_b) 2^-53. O(min(n_a, n_b)). */
gouw_null gouw_hypergeometric(uint32_t n_a, uint32_t n_b, uint32_t shared, uint32_t universe);

/* All pairs of rows; the universe is n_columns. out[gouw_pair_count(n_rows)]. */
void gouw_null_hypergeometric(const gouw_bits *bits, gouw_null *out);

/* How the pairs of a table are tested, where it takes time. */
typedef struct gouw_null_run {
    uint64_t draws; /* curveball only; at least 1 */
    uint64_t seed;  /* curveball only */
    unsigned threads;
    bool (*interrupted)(void *watch);            /* asked from any thread; NULL = never */
    void (*progress)(void *watch, double share); /* told by any thread; NULL = nobody looks */
    void *watch;
} gouw_null_run;

/* All pairs of rows under the stochastic degree sequence model. *residual is the largest
 * difference between a row or column sum and its expectation, below 1e-10. GOUW_EINTERNAL when
 * the fit does not get there. O(n^2 m^2) time, O(n m) memory. */
gouw_status gouw_null_sdsm(const gouw_bits *bits, const gouw_null_run *run, gouw_null *out,
                           double *residual, gouw_arena *arena, gouw_error *error);

/* How a curveball test went; to be told with its result. */
typedef struct gouw_curveball_report {
    uint32_t chains;
    uint64_t draws;    /* those asked for, rounded up to a multiple of chains */
    uint64_t burn_in;  /* trades before the first draw of a chain */
    uint64_t thinning; /* trades between its draws */
    double tradeable;  /* see stat/curveball.h; 0: the table is the only one with its sums, nothing
                          was drawn, and every p is 1 */
    double r_hat;      /* Gelman & Rubin's, the largest over the pairs: 1 when chains agree */
} gouw_curveball_report;

/* All pairs of rows under the curveball null; p = (count + 1) / (draws + 1). The same bytes for
 * any number of threads. low and high are kept while the counts they need are few (some millions).
 * O(draws (thinning + n^2 stride)). */
gouw_status gouw_null_curveball(const gouw_bits *bits, const gouw_null_run *run, gouw_null *out,
                                gouw_curveball_report *report, gouw_arena *arena,
                                gouw_error *error);

#endif
