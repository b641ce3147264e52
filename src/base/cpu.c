#include "base/cpu.h"

#include <stdatomic.h>

static atomic_int limit = GOUW_CPU_N_FEATURES;

#if defined(GOUW_CPU_X86)
static bool supported(gouw_cpu_feature feature) {
    bool has = __builtin_cpu_supports("popcnt") && __builtin_cpu_supports("bmi") &&
               __builtin_cpu_supports("bmi2");
    if (feature >= GOUW_CPU_AVX2)
        has = has && __builtin_cpu_supports("avx2");
    if (feature >= GOUW_CPU_AVX512)
        has = has && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
              __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512dq") &&
              __builtin_cpu_supports("avx512vpopcntdq");
    return has;
}
#else
static bool supported(gouw_cpu_feature feature) {
    (void)feature;
    return false;
}
#endif

bool gouw_cpu_has(gouw_cpu_feature feature) {
    return (int)feature < atomic_load_explicit(&limit, memory_order_relaxed) && supported(feature);
}

void gouw_cpu_limit(int n_features) {
    atomic_store(&limit, n_features);
}
