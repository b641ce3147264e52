/* Once for each processor: the same operations, in wider registers. */
#include "stat/linkage_rows.h"

#include "base/cpu.h"

enum { LANES = 16 };

#define NAME(x) x##_plain
#define TARGET
#include "stat/linkage_rows.inc"
#undef NAME
#undef TARGET

#if defined(GOUW_CPU_X86)
#define NAME(x) x##_avx2
#define TARGET  GOUW_TARGET("avx2")
#include "stat/linkage_rows.inc"
#undef NAME
#undef TARGET

#define NAME(x) x##_avx512
#define TARGET  GOUW_TARGET("avx512f,avx512bw,avx512vl,avx512dq")
#include "stat/linkage_rows.inc"
#undef NAME
#undef TARGET
#else
#define rows_avx2   rows_plain
#define rows_avx512 rows_plain
#endif

const gouw_linkage_rows *gouw_linkage_rows_pick(void) {
    if (gouw_cpu_has(GOUW_CPU_AVX512))
        return &rows_avx512;
    return gouw_cpu_has(GOUW_CPU_AVX2) ? &rows_avx2 : &rows_plain;
}
