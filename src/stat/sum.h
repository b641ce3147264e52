/* Sums of many numbers of very different size: what an addition loses is kept and added at the end
 * (Neumaier 1974, ZAMM 54:39). The error is that of one addition, however many there are; a plain
 * sum of ten million tenths is off in the tenth digit. */
#ifndef GOUW_STAT_SUM_H
#define GOUW_STAT_SUM_H

#include <math.h>

/* {0} is the empty sum. */
typedef struct gouw_sum {
    double sum, rest;
} gouw_sum;

static inline void gouw_sum_add(gouw_sum *s, double x) {
    const double sum = s->sum + x;
    s->rest += fabs(s->sum) >= fabs(x) ? (s->sum - sum) + x : (x - sum) + s->sum;
    s->sum = sum;
}

static inline double gouw_sum_total(const gouw_sum *s) {
    return s->sum + s->rest;
}

#endif
