/* Which items are nearer than they were: the search that k-medoids and single linkage spend their
 * time in; and whether numbers are distances at all. */
#ifndef GOUW_STAT_BELOW_H
#define GOUW_STAT_BELOW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* list[0..count) = the places k < n where x[k] is below the larger of bound[k] and least,
 * ascending; the count is returned. list has room for n and GOUW_BELOW_ROOM more, which may be
 * spoilt. */
enum { GOUW_BELOW_ROOM = 16 };

size_t gouw_below(const double *x, const double *bound, double least, size_t n, uint32_t *list);
size_t gouw_below_float(const float *x, const float *bound, float least, size_t n, uint32_t *list);

/* Sum of bound[k] - x[k] where that is above 0, in double, in the same order on every processor. */
double gouw_gain(const double *x, const double *bound, size_t n);
double gouw_gain_float(const float *x, const float *bound, size_t n);

/* Whether 0 <= x[k] <= largest for all k < n; NaN is not. */
bool gouw_all_within(const double *x, size_t n, double largest);

/* Both at once, in one pass over numbers that come from memory: whether all x are from 0 to
 * largest, and as gouw_below *count places in list. Bounds are rough, so that they take little of
 * the cache and of the way from it: a few places are listed that are not below the bound itself. */
bool gouw_below_rough(const double *x, const uint16_t *bound, double least, size_t n,
                      double largest, uint32_t *list, size_t *count);

/* number >= 0, rounded up to eight bits: the upper half of a float32. From 1e-38 to 1e38 it grows
 * by less than one part in 128; beyond, to infinity. */
uint16_t gouw_rough(double number);

#endif
