/* The smallest of a row is sought in lanes, each of which remembers its first smallest and where;
 * of the lanes that hold the overall smallest the one that found it first is right. Packing is one
 * instruction a line where the processor has it. Sixteen rows and columns are turned by exchanging
 * ever larger squares: 1, 2, 4 and 8 numbers wide. */
#include "stat/linkage_kernel.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>

#include "base/cpu.h"

static size_t nearest_plain(const float *row, const float *penalty, size_t n, float *lowest) {
    float least = INFINITY;
    size_t at = 0;
    for (size_t k = 0; k < n; k++) {
        const float x = row[k] + penalty[k];
        if (x < least) {
            least = x;
            at = k;
        }
    }
    *lowest = least;
    return at;
}

static void convert_plain(const double *from, size_t n, float *to) {
    for (size_t k = 0; k < n; k++)
        to[k] = (float)from[k];
}

static void pack_plain(float *row, const float *penalty, size_t n) {
    size_t to = 0;
    for (size_t k = 0; k < n; k++) {
        row[to] = row[k];
        to += penalty[k] == 0;
    }
}

static void transpose_plain(const float *const *from, float *const *to) {
    for (size_t r = 0; r < GOUW_LINE; r++)
        for (size_t c = 0; c < GOUW_LINE && to[r] != NULL; c++)
            to[r][c] = from[c][r];
}

static void insert_plain(float *apart, uint32_t *to, float x, uint32_t item) {
    size_t k = GOUW_NEAR - 1;
    for (; k > 0 && apart[k - 1] > x; k--) {
        apart[k] = apart[k - 1];
        to[k] = to[k - 1];
    }
    apart[k] = x;
    to[k] = item;
}

static const gouw_linkage_kernel plain = {nearest_plain,   convert_plain,   pack_plain,
                                          transpose_plain, transpose_plain, insert_plain};

#if defined(GOUW_CPU_X86)
#include <immintrin.h>

/* The first place of the smallest, from what n lanes found. */
static size_t first_of(const float *low, const int32_t *at, size_t n, float *lowest) {
    size_t best = 0;
    for (size_t l = 1; l < n; l++)
        if (low[l] < low[best] || (low[l] == low[best] && at[l] < at[best]))
            best = l;
    *lowest = low[best];
    return (size_t)at[best];
}

typedef struct lanes_avx2 {
    __m256 low;
    __m256i at;
} lanes_avx2;

GOUW_TARGET("avx2")
static inline void look_avx2(lanes_avx2 *lanes, __m256 x, __m256i at) {
    const __m256 closer = _mm256_cmp_ps(x, lanes->low, _CMP_LT_OQ);
    lanes->low = _mm256_min_ps(x, lanes->low);
    lanes->at = _mm256_castps_si256(
        _mm256_blendv_ps(_mm256_castsi256_ps(lanes->at), _mm256_castsi256_ps(at), closer));
}

GOUW_TARGET("avx2")
static size_t nearest_avx2(const float *row, const float *penalty, size_t n, float *lowest) {
    enum { WIDTH = 8 };
    lanes_avx2 a = {_mm256_set1_ps(INFINITY), _mm256_setzero_si256()}, b = a;
    const __m256i step = _mm256_set1_epi32(GOUW_LINE);
    __m256i at_a = _mm256_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7);
    __m256i at_b = _mm256_add_epi32(at_a, _mm256_set1_epi32(WIDTH));
    for (size_t k = 0; k < n; k += GOUW_LINE) {
        look_avx2(&a, _mm256_add_ps(_mm256_loadu_ps(row + k), _mm256_loadu_ps(penalty + k)), at_a);
        look_avx2(
            &b,
            _mm256_add_ps(_mm256_loadu_ps(row + k + WIDTH), _mm256_loadu_ps(penalty + k + WIDTH)),
            at_b);
        at_a = _mm256_add_epi32(at_a, step);
        at_b = _mm256_add_epi32(at_b, step);
    }
    float low[2 * WIDTH];
    int32_t at[2 * WIDTH];
    _mm256_storeu_ps(low, a.low);
    _mm256_storeu_ps(low + WIDTH, b.low);
    _mm256_storeu_si256((__m256i *)(void *)at, a.at);
    _mm256_storeu_si256((__m256i *)(void *)(at + WIDTH), b.at);
    return first_of(low, at, 2 * WIDTH, lowest);
}

GOUW_TARGET("avx2")
static void convert_avx2(const double *from, size_t n, float *to) {
    enum { WIDTH = 4 };
    size_t k = 0;
    for (; k + WIDTH <= n; k += WIDTH)
        _mm_storeu_ps(to + k, _mm256_cvtpd_ps(_mm256_loadu_pd(from + k)));
    for (; k < n; k++)
        to[k] = (float)from[k];
}

/* Eight rows and columns, of from and to beginning at rows and columns r and c. */
GOUW_TARGET("avx2")
static void turn_avx2(const float *const *from, size_t r, float *const *to, size_t c) {
    enum { WIDTH = 8 };
    __m256 a[WIDTH], b[WIDTH];
    for (size_t k = 0; k < WIDTH; k++)
        a[k] = _mm256_loadu_ps(from[c + k] + r);
    for (size_t k = 0; k < WIDTH; k += 2) {
        b[k] = _mm256_unpacklo_ps(a[k], a[k + 1]);
        b[k + 1] = _mm256_unpackhi_ps(a[k], a[k + 1]);
    }
    for (size_t k = 0; k < WIDTH; k += 4) {
        a[k] = _mm256_shuffle_ps(b[k], b[k + 2], 0x44);
        a[k + 1] = _mm256_shuffle_ps(b[k], b[k + 2], 0xEE);
        a[k + 2] = _mm256_shuffle_ps(b[k + 1], b[k + 3], 0x44);
        a[k + 3] = _mm256_shuffle_ps(b[k + 1], b[k + 3], 0xEE);
    }
    for (size_t k = 0; k < WIDTH / 2; k++) {
        if (to[r + k] != NULL)
            _mm256_storeu_ps(to[r + k] + c, _mm256_permute2f128_ps(a[k], a[k + 4], 0x20));
        if (to[r + k + 4] != NULL)
            _mm256_storeu_ps(to[r + k + 4] + c, _mm256_permute2f128_ps(a[k], a[k + 4], 0x31));
    }
}

GOUW_TARGET("avx2")
static void transpose_avx2(const float *const *from, float *const *to) {
    for (size_t r = 0; r < GOUW_LINE; r += GOUW_LINE / 2)
        for (size_t c = 0; c < GOUW_LINE; c += GOUW_LINE / 2)
            turn_avx2(from, r, to, c);
}

static const gouw_linkage_kernel avx2 = {nearest_avx2,   convert_avx2,   pack_plain,
                                         transpose_avx2, transpose_avx2, insert_plain};

#define TARGET_AVX512 GOUW_TARGET("avx512f,avx512bw,avx512vl,avx512dq")

typedef struct lanes_avx512 {
    __m512 low;
    __m512i at;
} lanes_avx512;

TARGET_AVX512
static inline void look_avx512(lanes_avx512 *lanes, __m512 x, __m512i at) {
    const __mmask16 closer = _mm512_cmp_ps_mask(x, lanes->low, _CMP_LT_OQ);
    lanes->low = _mm512_min_ps(x, lanes->low);
    lanes->at = _mm512_mask_mov_epi32(lanes->at, closer, at);
}

TARGET_AVX512
static size_t nearest_avx512(const float *row, const float *penalty, size_t n, float *lowest) {
    lanes_avx512 a = {_mm512_set1_ps(INFINITY), _mm512_setzero_si512()}, b = a;
    const __m512i step = _mm512_set1_epi32(GOUW_LINE);
    __m512i at = _mm512_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
    size_t k = 0;
    for (; k + 2 * GOUW_LINE <= n; k += 2 * GOUW_LINE) {
        look_avx512(&a, _mm512_add_ps(_mm512_loadu_ps(row + k), _mm512_loadu_ps(penalty + k)), at);
        at = _mm512_add_epi32(at, step);
        look_avx512(&b,
                    _mm512_add_ps(_mm512_loadu_ps(row + k + GOUW_LINE),
                                  _mm512_loadu_ps(penalty + k + GOUW_LINE)),
                    at);
        at = _mm512_add_epi32(at, step);
    }
    if (k < n)
        look_avx512(&a, _mm512_add_ps(_mm512_loadu_ps(row + k), _mm512_loadu_ps(penalty + k)), at);
    float low[2 * GOUW_LINE];
    int32_t at_of[2 * GOUW_LINE];
    _mm512_storeu_ps(low, a.low);
    _mm512_storeu_ps(low + GOUW_LINE, b.low);
    _mm512_storeu_si512(at_of, a.at);
    _mm512_storeu_si512(at_of + GOUW_LINE, b.at);
    return first_of(low, at_of, 2 * GOUW_LINE, lowest);
}

TARGET_AVX512
static void convert_avx512(const double *from, size_t n, float *to) {
    enum { WIDTH = 8 };
    size_t k = 0;
    for (; k + WIDTH <= n; k += WIDTH)
        _mm256_storeu_ps(to + k, _mm512_cvtpd_ps(_mm512_loadu_pd(from + k)));
    for (; k < n; k++)
        to[k] = (float)from[k];
}

/* A whole line is written each time: what lies behind the numbers kept was read before. */
TARGET_AVX512
static void pack_avx512(float *row, const float *penalty, size_t n) {
    float *to = row;
    for (size_t k = 0; k < n; k += GOUW_LINE) {
        const __mmask16 kept = _mm512_cmp_ps_mask(_mm512_loadu_ps(penalty + k), _mm512_setzero_ps(),
                                                  _CMP_EQ_OQ);
        _mm512_storeu_ps(to, _mm512_maskz_compress_ps(kept, _mm512_loadu_ps(row + k)));
        to += __builtin_popcount(kept);
    }
}

TARGET_AVX512
static GOUW_INLINE void turn_avx512(const float *const *from, float *const *to, bool past) {
    __m512 a[GOUW_LINE], b[GOUW_LINE];
    for (size_t k = 0; k < GOUW_LINE; k += 2) {
        const __m512 x = _mm512_loadu_ps(from[k]), y = _mm512_loadu_ps(from[k + 1]);
        a[k] = _mm512_unpacklo_ps(x, y);
        a[k + 1] = _mm512_unpackhi_ps(x, y);
    }
    for (size_t k = 0; k < GOUW_LINE; k += 4) {
        b[k] = _mm512_shuffle_ps(a[k], a[k + 2], 0x44);
        b[k + 1] = _mm512_shuffle_ps(a[k], a[k + 2], 0xEE);
        b[k + 2] = _mm512_shuffle_ps(a[k + 1], a[k + 3], 0x44);
        b[k + 3] = _mm512_shuffle_ps(a[k + 1], a[k + 3], 0xEE);
    }
    for (size_t k = 0; k < GOUW_LINE / 4; k++) {
        /* Quarters q of x0 .. x3 are rows 4 q + k of columns 0-3, 4-7, 8-11, 12-15. */
        const __m512 low = _mm512_shuffle_f32x4(b[k], b[k + 4], 0x88);
        const __m512 odd = _mm512_shuffle_f32x4(b[k], b[k + 4], 0xDD);
        const __m512 low_right = _mm512_shuffle_f32x4(b[k + 8], b[k + 12], 0x88);
        const __m512 odd_right = _mm512_shuffle_f32x4(b[k + 8], b[k + 12], 0xDD);
        a[k] = _mm512_shuffle_f32x4(low, low_right, 0x88);
        a[k + 4] = _mm512_shuffle_f32x4(odd, odd_right, 0x88);
        a[k + 8] = _mm512_shuffle_f32x4(low, low_right, 0xDD);
        a[k + 12] = _mm512_shuffle_f32x4(odd, odd_right, 0xDD);
    }
    for (size_t r = 0; r < GOUW_LINE; r++)
        if (to[r] != NULL)
            past && ((uintptr_t)to[r] & 63) == 0 ? _mm512_stream_ps(to[r], a[r])
                                                 : _mm512_storeu_ps(to[r], a[r]);
}

TARGET_AVX512
static void transpose_avx512(const float *const *from, float *const *to) {
    turn_avx512(from, to, false);
}

TARGET_AVX512
static void transpose_past_avx512(const float *const *from, float *const *to) {
    turn_avx512(from, to, true);
}

/* What is farther moves up by one, all at once. */
TARGET_AVX512
static void insert_avx512(float *apart, uint32_t *to, float x, uint32_t item) {
    enum { ALL = (1 << GOUW_NEAR) - 1 };
    const __m512 x_all = _mm512_set1_ps(x), before = _mm512_maskz_loadu_ps(ALL, apart);
    const __m512i to_before = _mm512_maskz_loadu_epi32(ALL, to);
    const uint32_t nearer = _mm512_mask_cmp_ps_mask(ALL, before, x_all, _CMP_LE_OQ);
    const __mmask16 kept = (__mmask16) ~(nearer + 1); /* all but the first that is farther */
    _mm512_mask_storeu_ps(apart, ALL, _mm512_mask_expand_ps(x_all, kept, before));
    _mm512_mask_storeu_epi32(
        to, ALL, _mm512_mask_expand_epi32(_mm512_set1_epi32((int)item), kept, to_before));
}

static const gouw_linkage_kernel avx512 = {nearest_avx512,   convert_avx512,        pack_avx512,
                                           transpose_avx512, transpose_past_avx512, insert_avx512};
#else
#define avx2   plain
#define avx512 plain
#endif

const gouw_linkage_kernel *gouw_linkage_kernel_pick(void) {
    if (gouw_cpu_has(GOUW_CPU_AVX512))
        return &avx512;
    return gouw_cpu_has(GOUW_CPU_AVX2) ? &avx2 : &plain;
}
