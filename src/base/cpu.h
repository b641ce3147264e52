/* Instructions that not every processor of the family has. A function marked with a target is
 * called only where gouw_cpu_has says so; a plain version of it gives the same bytes elsewhere.
 *
 * The environment variable GOUW_CPU keeps gouw from using more than it names: scalar, bmi2, avx2
 * or avx512; anything else is as if it were not set. It is read once.
 */
#ifndef GOUW_BASE_CPU_H
#define GOUW_BASE_CPU_H

#include <stdbool.h>

#if defined(__GNUC__) && defined(__x86_64__)
#define GOUW_CPU_X86    1
#define GOUW_TARGET(of) __attribute__((target(of)))
#endif

#if defined(GOUW_COUNTED) /* for coverage: a function counts once, not wherever it is put */
#define GOUW_INLINE inline
#elif defined(__GNUC__)
#define GOUW_INLINE inline __attribute__((always_inline))
#else
#define GOUW_INLINE inline
#endif

typedef enum gouw_cpu_feature {
    GOUW_CPU_BMI2,   /* popcnt, bmi, bmi2: population count, deposit of bits */
    GOUW_CPU_AVX2,   /* those and avx2 */
    GOUW_CPU_AVX512, /* those and avx512f, bw, vl, dq, vpopcntdq */
    GOUW_CPU_N_FEATURES
} gouw_cpu_feature;

/* Whether the processor has it and gouw may use it. */
bool gouw_cpu_has(gouw_cpu_feature feature);

/* Tests only: from now on only the first n_features of the list may be used. */
void gouw_cpu_limit(int n_features);

#endif
