/* When do things happen, if each is only known to fall in an interval? Turnbull's nonparametric
 * maximum-likelihood estimate (NPMLE) of a distribution over days from exact, left-, right- and
 * interval-censored observations. */
#ifndef GOUW_STAT_TURNBULL_H
#define GOUW_STAT_TURNBULL_H

#include <stdbool.h>
#include <stddef.h>

#include "gouw/arena.h"
#include "gouw/status.h"
#include "stat/interval.h"

/* The estimate puts mass on the innermost intervals alone (those that begin with some left end,
 * end with some right end and hold no other end), and says nothing of where inside them. */
typedef struct gouw_turnbull {
    size_t n;           /* observations */
    size_t n_innermost; /* in time order, disjoint */
    gouw_interval *innermost;
    double *mass;          /* one an innermost interval, 0 allowed; they sum to 1 */
    double *reached;       /* n_innermost + 1: P(T in the first 0, 1, ... of them), ends with 1 */
    double log_likelihood; /* sum of ln P(observation) */
    double gap;            /* at most 1e-8, see gouw_turnbull_fit */
    size_t n_rounds;
} gouw_turnbull;

/* The NPMLE of intervals[0..n), in arena. With a_ij = 1 where observation i holds innermost
 * interval j, it is certified by gap = max_j sum_i a_ij / (A p)_i / n - 1 <= 1e-8, which puts the
 * log-likelihood within n gap of the maximum. The masses are unique: for untruncated intervals A
 * always has full column rank (proof in the source).
 *
 * GOUW_EMEMORY; GOUW_EINTERNAL when an interval ends before it starts, or the iteration does not
 * reach the gap. n = 0 gives no intervals. */
gouw_status gouw_turnbull_fit(const gouw_interval *intervals, size_t n, gouw_arena *arena,
                              gouw_turnbull *out, gouw_error *error);

/* The bounds of P(T <= day): lower counts the masses of intervals that have ended by the end of
 * that day, upper those that have begun. Between innermost intervals the two agree. */
void gouw_turnbull_at(const gouw_turnbull *fit, gouw_day day, double *lower, double *upper);

#endif
