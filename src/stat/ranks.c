#include "stat/ranks.h"

void gouw_rank_ranges(const double *low, const double *high, size_t n, size_t *first,
                      size_t *last) {
    for (size_t i = 0; i < n; i++) {
        first[i] = 1;
        last[i] = n;
        for (size_t j = 0; j < n; j++) {
            first[i] += low[j] > high[i];
            last[i] -= high[j] < low[i];
        }
    }
}
