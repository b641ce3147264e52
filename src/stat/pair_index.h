/* Where a pair of items stands in a condensed matrix: the upper triangle by rows, as R's dist and
 * SciPy's pdist keep it: (0,1) (0,2) ... (0,n-1) (1,2) ... (n-2,n-1). */
#ifndef GOUW_STAT_PAIR_INDEX_H
#define GOUW_STAT_PAIR_INDEX_H

#include <stddef.h>

/* The number of pairs of n items, n (n - 1) / 2. */
static inline size_t gouw_pair_count(size_t n) {
    return n < 2 ? 0 : n % 2 == 0 ? n / 2 * (n - 1) : (n - 1) / 2 * n;
}

/* The place of pair (a, b), a < b < n. */
static inline size_t gouw_pair_index(size_t n, size_t a, size_t b) {
    return a * n - a * (a + 1) / 2 + b - a - 1;
}

#endif
