/* Four rows and as many columns as two registers hold are worked on together: each load of b
 * serves four rows, and the least so far stays in registers. */
#include "stat/min_plus.h"

#include <math.h>

#include "base/cpu.h"

static void columns_plain(gouw_rows a, gouw_rows b, size_t n_middle, size_t begin, size_t end,
                          double *out, size_t stride) {
    for (size_t r = 0; r < GOUW_MIN_PLUS_ROWS; r++) {
        double *to = out + r * stride;
        for (size_t k = begin; k < end; k++)
            to[k] = (double)INFINITY;
        for (size_t m = 0; m < n_middle; m++) {
            const double before = a.values[r * a.stride + m], *row = b.values + m * b.stride;
            for (size_t k = begin; k < end; k++)
                to[k] = before + row[k] < to[k] ? before + row[k] : to[k];
        }
    }
}

#if defined(GOUW_CPU_X86)
#include <immintrin.h>

/* Written out, since a compiler keeps single variables in registers and arrays in memory. */
#define FOUR_ROWS(TYPE, WIDTH, LOAD, STORE, SPREAD, ADD, MIN)                                      \
    const double *a0 = a.values, *a1 = a0 + a.stride, *a2 = a1 + a.stride, *a3 = a2 + a.stride;    \
    size_t k = 0;                                                                                  \
    for (; k + 2 * (WIDTH) <= n_columns; k += 2 * (WIDTH)) {                                       \
        TYPE x0 = SPREAD((double)INFINITY), x1 = x0, x2 = x0, x3 = x0;                             \
        TYPE y0 = x0, y1 = x0, y2 = x0, y3 = x0;                                                   \
        for (size_t m = 0; m < n_middle; m++) {                                                    \
            const TYPE x = LOAD(b.values + m * b.stride + k);                                      \
            const TYPE y = LOAD(b.values + m * b.stride + k + (WIDTH));                            \
            const TYPE s0 = SPREAD(a0[m]), s1 = SPREAD(a1[m]);                                     \
            const TYPE s2 = SPREAD(a2[m]), s3 = SPREAD(a3[m]);                                     \
            x0 = MIN(ADD(s0, x), x0);                                                              \
            y0 = MIN(ADD(s0, y), y0);                                                              \
            x1 = MIN(ADD(s1, x), x1);                                                              \
            y1 = MIN(ADD(s1, y), y1);                                                              \
            x2 = MIN(ADD(s2, x), x2);                                                              \
            y2 = MIN(ADD(s2, y), y2);                                                              \
            x3 = MIN(ADD(s3, x), x3);                                                              \
            y3 = MIN(ADD(s3, y), y3);                                                              \
        }                                                                                          \
        STORE(out + k, x0);                                                                        \
        STORE(out + k + (WIDTH), y0);                                                              \
        STORE(out + stride + k, x1);                                                               \
        STORE(out + stride + k + (WIDTH), y1);                                                     \
        STORE(out + 2 * stride + k, x2);                                                           \
        STORE(out + 2 * stride + k + (WIDTH), y2);                                                 \
        STORE(out + 3 * stride + k, x3);                                                           \
        STORE(out + 3 * stride + k + (WIDTH), y3);                                                 \
    }                                                                                              \
    columns_plain(a, b, n_middle, k, n_columns, out, stride);

GOUW_TARGET("avx2")
static void product_avx2(gouw_rows a, gouw_rows b, size_t n_middle, size_t n_columns, double *out,
                         size_t stride){FOUR_ROWS(__m256d, 4, _mm256_loadu_pd, _mm256_storeu_pd,
                                                  _mm256_set1_pd, _mm256_add_pd, _mm256_min_pd)}

GOUW_TARGET("avx512f,avx512bw,avx512vl,avx512dq") static void product_avx512(
    gouw_rows a, gouw_rows b, size_t n_middle, size_t n_columns, double *out, size_t stride) {
    FOUR_ROWS(__m512d, 8, _mm512_loadu_pd, _mm512_storeu_pd, _mm512_set1_pd, _mm512_add_pd,
              _mm512_min_pd)
}
#endif

void gouw_min_plus(gouw_rows a, gouw_rows b, size_t n_middle, size_t n_columns, double *out,
                   size_t stride) {
#if defined(GOUW_CPU_X86)
    if (gouw_cpu_has(GOUW_CPU_AVX512)) {
        product_avx512(a, b, n_middle, n_columns, out, stride);
        return;
    }
    if (gouw_cpu_has(GOUW_CPU_AVX2)) {
        product_avx2(a, b, n_middle, n_columns, out, stride);
        return;
    }
#endif
    columns_plain(a, b, n_middle, 0, n_columns, out, stride);
}
