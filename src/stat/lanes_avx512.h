/* The functions of stat/lanes.h where the processor has AVX-512. Called by them alone; elsewhere
 * they do nothing. */
#ifndef GOUW_STAT_LANES_AVX512_H
#define GOUW_STAT_LANES_AVX512_H

#include "stat/lanes.h"

void gouw_lanes_count_avx512(const gouw_lanes *lanes, const uint64_t *const *rows, size_t begin,
                             size_t end, uint32_t *shared, size_t width);
void gouw_lanes_divide_avx512(const gouw_lanes *lanes, const uint64_t *const *rows, size_t begin,
                              size_t end, const gouw_quotients *how);
size_t gouw_lanes_reach_avx512(const gouw_lanes *lanes, const uint64_t *const *rows, size_t begin,
                               size_t end, const int32_t *row_need, const int32_t *lane_need,
                               gouw_hit *hits);
size_t gouw_lanes_approach_avx512(const gouw_lanes *lanes, const uint64_t *row, uint32_t size,
                                  uint32_t item, size_t end, const gouw_approach *approach);
void gouw_lanes_fence_avx512(void);

#endif
