#include "stat/linkage_update.h"

#include "base/cpu.h"

#define REAL    double
#define NAME(x) x
#define TARGET
#include "stat/linkage_update.inc"
#undef REAL
#undef NAME
#undef TARGET

/* As float32 once for each processor: the same numbers, in wider registers. */
#define REAL     float
#define EACH_CPU "stat/linkage_floats.inc"
#include "stat/each_cpu.inc"
#undef REAL

static void centroid(const gouw_linkage_pair *pair, const double *restrict size,
                     double *restrict into, const double *restrict other, size_t n) {
    const double a = pair->n_i, b = pair->n_j, all = a + b;
    const double off = a * b * pair->between / all;
    (void)size;
    for (size_t k = 0; k < n; k += GOUW_LINKAGE_LANES)
        for (size_t l = 0; l < GOUW_LINKAGE_LANES; l++)
            into[k + l] = (a * into[k + l] + b * other[k + l] - off) / all;
}

static void median(const gouw_linkage_pair *pair, const double *restrict size,
                   double *restrict into, const double *restrict other, size_t n) {
    (void)size;
    for (size_t k = 0; k < n; k += GOUW_LINKAGE_LANES)
        for (size_t l = 0; l < GOUW_LINKAGE_LANES; l++)
            into[k + l] = (into[k + l] + other[k + l] - pair->between / 2) / 2;
}

const gouw_linkage_rule gouw_linkage_rules[GOUW_N_LINKAGES] = {
    [GOUW_LINKAGE_AVERAGE] = {false, average},   [GOUW_LINKAGE_COMPLETE] = {false, complete},
    [GOUW_LINKAGE_SINGLE] = {false, single},     [GOUW_LINKAGE_WARD] = {true, ward},
    [GOUW_LINKAGE_WEIGHTED] = {false, weighted}, [GOUW_LINKAGE_CENTROID] = {false, centroid},
    [GOUW_LINKAGE_MEDIAN] = {false, median},
};

gouw_linkage_update_float *gouw_linkage_update_pick(gouw_linkage linkage) {
    return (*PICK(floats))[linkage];
}
