#include "base/cpu.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

/* What GOUW_CPU may say, by the number of features that leaves. */
static const char *const levels[GOUW_CPU_N_FEATURES + 1] = {"scalar", "bmi2", "avx2", "avx512"};

/* How many features may be used; UNREAD: ask the environment. */
enum { UNREAD = -1 };
static atomic_int limit = UNREAD;

static int read_limit(void) {
    const char *value = getenv("GOUW_CPU");
    int n_features = GOUW_CPU_N_FEATURES;
    for (int n = 0; n <= GOUW_CPU_N_FEATURES && value != NULL; n++)
        if (strcmp(value, levels[n]) == 0)
            n_features = n;
    atomic_store(&limit, n_features);
    return n_features;
}

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
    int n_features = atomic_load_explicit(&limit, memory_order_relaxed);
    if (n_features == UNREAD)
        n_features = read_limit();
    return (int)feature < n_features && supported(feature);
}

void gouw_cpu_limit(int n_features) {
    atomic_store(&limit, n_features);
}
