/* Which items are nearer than they were: the search that k-medoids spends its time in. */
#ifndef GOUW_STAT_BELOW_H
#define GOUW_STAT_BELOW_H

#include <stddef.h>
#include <stdint.h>

/* list[0..count) = the places k < n where x[k] < bound[k], ascending; the count is returned. list
 * has room for n and GOUW_BELOW_ROOM more, which may be spoilt. */
enum { GOUW_BELOW_ROOM = 16 };

size_t gouw_below(const double *x, const double *bound, size_t n, uint32_t *list);
size_t gouw_below_float(const float *x, const float *bound, size_t n, uint32_t *list);

#endif
