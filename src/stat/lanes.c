/* The loop itself: stat/lanes_avx512.c. */
#include "stat/lanes.h"

#include <stdlib.h>
#include <string.h>

#include "base/cpu.h"
#include "stat/lanes_avx512.h"

enum { ALIGNMENT = 64, MOST_EXACT = 1 << 22 };

gouw_status gouw_lanes_init(gouw_lanes *lanes, const gouw_bits *bits, gouw_error *error) {
    const size_t n_groups = (bits->n_rows + GOUW_LANES - 1) / GOUW_LANES + 1;
    *lanes = (gouw_lanes){.n_rows = bits->n_rows, .stride = bits->stride};
    if (n_groups > SIZE_MAX / GOUW_LANES / bits->stride / sizeof *lanes->words)
        return gouw_fail_memory(error, SIZE_MAX);
    const size_t size = n_groups * GOUW_LANES * bits->stride * sizeof *lanes->words;
    lanes->words = aligned_alloc(ALIGNMENT, size);
    if (lanes->words == NULL)
        return gouw_fail_memory(error, size);
    memset(lanes->words, 0, size);
    for (size_t row = 0; row < bits->n_rows; row++)
        for (size_t w = 0; w < bits->stride; w++)
            *gouw_lanes_word(lanes, row, w) = gouw_bits_row(bits, row)[w];
    return GOUW_OK;
}

void gouw_lanes_release(gouw_lanes *lanes) {
    free(lanes->words);
    lanes->words = NULL;
}

bool gouw_lanes_divides(gouw_measure measure, size_t universe) {
    return universe > 0 && universe < MOST_EXACT && gouw_cpu_has(GOUW_CPU_AVX512) &&
           (measure == GOUW_JACCARD || measure == GOUW_DICE || measure == GOUW_OVERLAP ||
            measure == GOUW_SMC);
}

void gouw_lanes_divide(const gouw_lanes *lanes, const uint64_t *const rows[GOUW_LANE_ROWS],
                       size_t begin, size_t end, const gouw_quotients *how) {
    gouw_lanes_divide_avx512(lanes, rows, begin, end, how);
}

void gouw_lanes_fence(void) {
    if (gouw_cpu_has(GOUW_CPU_AVX512))
        gouw_lanes_fence_avx512();
}
