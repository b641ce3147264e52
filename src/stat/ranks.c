#include "stat/ranks.h"

#include <gsl/gsl_sort_double.h>
#include <stdbool.h>
#include <string.h>

/* How many of the n sorted values are below, or with equal at most, bar. */
static size_t count_below(const double *sorted, size_t n, double bar, bool equal) {
    size_t low = 0, high = n;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (sorted[middle] < bar || (equal && sorted[middle] == bar))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

void gouw_rank_ranges(const double *low, const double *high, size_t n, double *room, size_t *first,
                      size_t *last) {
    double *lows = room, *highs = room + n;
    if (n == 0)
        return;
    memcpy(lows, low, n * sizeof *lows);
    memcpy(highs, high, n * sizeof *highs);
    gsl_sort(lows, 1, n);
    gsl_sort(highs, 1, n);
    for (size_t i = 0; i < n; i++) {
        first[i] = 1 + n - count_below(lows, n, high[i], true);
        last[i] = n - count_below(highs, n, low[i], false);
    }
}
