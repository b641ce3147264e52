/* The functions of stat/lanes.h where the processor has AVX-512. Called by them alone; elsewhere
 * they do nothing. */
#ifndef GOUW_STAT_LANES_AVX512_H
#define GOUW_STAT_LANES_AVX512_H

#include "stat/lanes.h"

void gouw_lanes_divide_avx512(const gouw_lanes *lanes, const uint64_t *const *rows, size_t begin,
                              size_t end, const gouw_quotients *how);
void gouw_lanes_fence_avx512(void);

#endif
