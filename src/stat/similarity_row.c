/* Many similarities at once, the same to the last bit as one by one.
 *
 * jaccard, dice, overlap and smc are quotients of integers below 2^24, which are exact as floats;
 * for those, rounding the quotient once to float gives the same as rounding it to double and then
 * to float (Figueroa 1995, SIGNUM Newsletter 30:21: double rounding of a quotient is innocuous when
 * the wider format has at least 2 p + 2 digits). So sixteen are divided at a time. cosine,
 * kulczynski and universes of 2^22 items or more go through double.
 */
#include "stat/similarity_row.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>

#include "base/cpu.h"
#include "stat/similarity.h"

enum { MOST_EXACT = 1 << 22 };

static void one_by_one(gouw_measure measure, uint32_t n_a, const uint32_t *size,
                       const uint32_t *shared, size_t n, uint32_t universe, float empty,
                       float *out) {
    for (size_t j = 0; j < n; j++) {
        const double value = gouw_similarity(measure, n_a, size[j], shared[j], universe);
        out[j] = isnan(value) ? empty : (float)value;
    }
}

#if defined(__GNUC__)
/* Sixteen at once, in whatever registers the target has. A cast between the two types keeps the
 * bits. */
enum { AT_ONCE = 16 };
typedef int32_t integers __attribute__((vector_size(AT_ONCE * sizeof(int32_t))));
typedef float floats __attribute__((vector_size(AT_ONCE * sizeof(float))));

/* (x - 1) >> 31 is all ones where a count x is 0, else 0. A comparison would be taken apart by
 * compilers that know none of 512 bits with a result of that width. */
static GOUW_INLINE void divide(gouw_measure measure, uint32_t n_a, const uint32_t *size,
                               const uint32_t *shared, uint32_t universe, float empty, float *out) {
    integers b, s;
    memcpy(&b, size, sizeof b);
    memcpy(&s, shared, sizeof s);
    const int32_t a = (int32_t)n_a, m = (int32_t)universe;
    integers part = s, whole = b + a - s;
    if (measure == GOUW_DICE) {
        part = s + s;
        whole = b + a;
    } else if (measure == GOUW_OVERLAP) {
        const integers less = b - a;
        whole = a + (less & less >> 31);
    } else if (measure == GOUW_SMC) {
        part = s + s - b + (m - a);
        whole = (b ^ b) + m;
    }
    const integers undefined = (whole - 1) >> 31;
    const floats value = __builtin_convertvector(part, floats) /
                         __builtin_convertvector(whole - undefined, floats);
    const integers nothing = measure == GOUW_SMC ? undefined : undefined & (b + a - 1) >> 31;
    floats blank; /* not empty + ..: an excess of precision makes that a double on some machines */
    for (size_t k = 0; k < AT_ONCE; k++)
        blank[k] = empty;
    const integers bits = ((integers)value & ~nothing) | ((integers)blank & nothing);
    memcpy(out, &bits, sizeof bits);
}

static GOUW_INLINE void divide_all(gouw_measure measure, uint32_t n_a, const uint32_t *size,
                                   const uint32_t *shared, size_t n, uint32_t universe, float empty,
                                   float *out) {
    size_t j = 0;
    for (; j + AT_ONCE <= n; j += AT_ONCE)
        divide(measure, n_a, size + j, shared + j, universe, empty, out + j);
    if (j == n)
        return;
    uint32_t rest_size[AT_ONCE] = {0}, rest_shared[AT_ONCE] = {0};
    float rest[AT_ONCE];
    memcpy(rest_size, size + j, (n - j) * sizeof *size);
    memcpy(rest_shared, shared + j, (n - j) * sizeof *shared);
    divide(measure, n_a, rest_size, rest_shared, universe, empty, rest);
    memcpy(out + j, rest, (n - j) * sizeof *out);
}

/* One loop a measure, the choice outside of it. */
static GOUW_INLINE void quotients(gouw_measure measure, uint32_t n_a, const uint32_t *size,
                                  const uint32_t *shared, size_t n, uint32_t universe, float empty,
                                  float *out) {
    if (measure == GOUW_JACCARD)
        divide_all(GOUW_JACCARD, n_a, size, shared, n, universe, empty, out);
    else if (measure == GOUW_DICE)
        divide_all(GOUW_DICE, n_a, size, shared, n, universe, empty, out);
    else if (measure == GOUW_OVERLAP)
        divide_all(GOUW_OVERLAP, n_a, size, shared, n, universe, empty, out);
    else
        divide_all(GOUW_SMC, n_a, size, shared, n, universe, empty, out);
}

static void quotients_plain(gouw_measure measure, uint32_t n_a, const uint32_t *size,
                            const uint32_t *shared, size_t n, uint32_t universe, float empty,
                            float *out) {
    quotients(measure, n_a, size, shared, n, universe, empty, out);
}

#if defined(GOUW_CPU_X86)
GOUW_TARGET("avx2")
static void quotients_avx2(gouw_measure measure, uint32_t n_a, const uint32_t *size,
                           const uint32_t *shared, size_t n, uint32_t universe, float empty,
                           float *out) {
    quotients(measure, n_a, size, shared, n, universe, empty, out);
}
#else
#define quotients_avx2 quotients_plain
#endif
#else
#define quotients_plain one_by_one
#define quotients_avx2  one_by_one
#endif

void gouw_similarity_row(gouw_measure measure, uint32_t n_a, const uint32_t *size,
                         const uint32_t *shared, size_t n, uint32_t universe, float empty,
                         float *out) {
    const bool exact = measure == GOUW_JACCARD || measure == GOUW_DICE || measure == GOUW_OVERLAP ||
                       measure == GOUW_SMC;
    if (!exact || universe >= MOST_EXACT)
        one_by_one(measure, n_a, size, shared, n, universe, empty, out);
    else if (gouw_cpu_has(GOUW_CPU_AVX2))
        quotients_avx2(measure, n_a, size, shared, n, universe, empty, out);
    else
        quotients_plain(measure, n_a, size, shared, n, universe, empty, out);
}
