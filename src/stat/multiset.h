/* How many items several independent sets of fixed sizes have in common. */
#ifndef GOUW_STAT_MULTISET_H
#define GOUW_STAT_MULTISET_H

#include <stddef.h>
#include <stdint.h>

#include "gouw/status.h"

/* n_sets sets of size[0..n_sets) drawn independently from a universe. n_sets at least 1. */
double gouw_multiset_expected(const uint32_t *size, size_t n_sets, uint32_t universe);

/* P(number in all sets >= shared), exact; 1 for shared 0. The order of the sets does not matter.
 * O(n_sets s^2), s the smallest size; O(s) memory. */
gouw_status gouw_multiset_upper(const uint32_t *size, size_t n_sets, uint32_t universe,
                                uint32_t shared, double *p_upper, gouw_error *error);

#endif
