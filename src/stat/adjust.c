/* Benjamini & Hochberg 1995, Journal of the Royal Statistical Society B 57:289-300, as adjusted
 * p values: with p(1) <= ... <= p(n), the adjusted value of p(i) is the least of p(j) n / j over
 * j >= i. It holds for independent and for positively dependent tests (Benjamini & Yekutieli
 * 2001, Annals of Statistics 29:1165), which pairs of regions with common margins roughly are.
 */
#include "stat/adjust.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>

typedef struct ranked {
    double p;
    size_t at;
} ranked;

static int by_p(const void *x, const void *y) {
    const ranked *a = x, *b = y;
    if (a->p != b->p)
        return a->p < b->p ? -1 : 1;
    return a->at < b->at ? -1 : a->at > b->at;
}

gouw_status gouw_adjust_bh(const double *p, size_t n, double *adjusted, gouw_error *error) {
    ranked *order = n > SIZE_MAX / sizeof *order ? NULL : malloc((n + 1) * sizeof *order);
    if (order == NULL)
        return gouw_fail_memory(error, n);
    size_t n_tests = 0;
    for (size_t i = 0; i < n; i++) {
        if (isnan(p[i]))
            adjusted[i] = p[i];
        else
            order[n_tests++] = (ranked){p[i], i};
    }
    qsort(order, n_tests, sizeof *order, by_p);
    double least = 1;
    for (size_t rank = n_tests; rank > 0; rank--) {
        /* In this order, as in R: p n / n can come out below p. */
        least = fmin(least, (double)n_tests / (double)rank * order[rank - 1].p);
        adjusted[order[rank - 1].at] = least;
    }
    free(order);
    return GOUW_OK;
}
