/* Comparing is done with wide registers, which leave a bit an item; the places of the ones are
 * written next to each other in one instruction, or one by one. Few are, as a rule. */
#include "stat/below.h"

#include <string.h>

#include "base/cpu.h"
#include "stat/bits.h"

static size_t below_plain(const double *x, const double *bound, double least, size_t from, size_t n,
                          uint32_t *list) {
    size_t count = 0;
    for (size_t k = from; k < n; k++) {
        list[count] = (uint32_t)k;
        count += x[k] < (bound[k] > least ? bound[k] : least);
    }
    return count;
}

static size_t below_plain_float(const float *x, const float *bound, float least, size_t from,
                                size_t n, uint32_t *list) {
    size_t count = 0;
    for (size_t k = from; k < n; k++) {
        list[count] = (uint32_t)k;
        count += x[k] < (bound[k] > least ? bound[k] : least);
    }
    return count;
}

static bool within_plain(const double *x, size_t n, double largest) {
    bool fine = true;
    for (size_t k = 0; k < n; k++)
        fine &= x[k] >= 0 && x[k] <= largest;
    return fine;
}

/* What the upper half of a float32 stands for. */
static double widened(uint16_t half) {
    const uint32_t bits = (uint32_t)half << 16;
    float number;
    memcpy(&number, &bits, sizeof number);
    return (double)number;
}

static size_t below_rough_plain(const double *x, const uint16_t *bound, double least, size_t from,
                                size_t n, uint32_t *list) {
    size_t count = 0;
    for (size_t k = from; k < n; k++) {
        const double to = widened(bound[k]);
        list[count] = (uint32_t)k;
        count += x[k] < (to > least ? to : least);
    }
    return count;
}

/* Sixteen sums, added up in one order. */
enum { SUMS = 16 };

static double add_up(const double *sum) {
    double half[SUMS / 2];
    for (size_t k = 0; k < SUMS / 2; k++)
        half[k] = sum[k] + sum[k + SUMS / 2];
    return ((half[0] + half[4]) + (half[2] + half[6])) +
           ((half[1] + half[5]) + (half[3] + half[7]));
}

static void gain_rest(const float *x, const float *bound, size_t from, size_t n, double *sum) {
    for (size_t k = from; k < n; k++) {
        const float less = bound[k] - x[k];
        sum[k % SUMS] += less > 0 ? (double)less : 0;
    }
}

static double gain_plain(const float *x, const float *bound, size_t n) {
    double sum[SUMS] = {0};
    gain_rest(x, bound, 0, n, sum);
    return add_up(sum);
}

#if defined(GOUW_CPU_X86)
#include <immintrin.h>

static inline size_t write_ones(uint32_t bits, size_t first, uint32_t *list) {
    size_t count = 0;
    for (; bits != 0; bits &= bits - 1)
        list[count++] = (uint32_t)first + gouw_bits_lowest(bits);
    return count;
}

GOUW_TARGET("avx2")
static size_t below_avx2(const double *x, const double *bound, double least, size_t n,
                         uint32_t *list) {
    enum { WIDTH = 4 };
    size_t count = 0, k = 0;
    for (; k + WIDTH <= n; k += WIDTH) {
        const __m256d less = _mm256_cmp_pd(
            _mm256_loadu_pd(x + k),
            _mm256_max_pd(_mm256_loadu_pd(bound + k), _mm256_set1_pd(least)), _CMP_LT_OQ);
        count += write_ones((uint32_t)_mm256_movemask_pd(less), k, list + count);
    }
    return count + below_plain(x, bound, least, k, n, list + count);
}

GOUW_TARGET("avx2")
static size_t below_avx2_float(const float *x, const float *bound, float least, size_t n,
                               uint32_t *list) {
    enum { WIDTH = 8 };
    size_t count = 0, k = 0;
    for (; k + WIDTH <= n; k += WIDTH) {
        const __m256 less = _mm256_cmp_ps(
            _mm256_loadu_ps(x + k),
            _mm256_max_ps(_mm256_loadu_ps(bound + k), _mm256_set1_ps(least)), _CMP_LT_OQ);
        count += write_ones((uint32_t)_mm256_movemask_ps(less), k, list + count);
    }
    return count + below_plain_float(x, bound, least, k, n, list + count);
}

GOUW_TARGET("avx2")
static bool within_avx2(const double *x, size_t n, double largest) {
    enum { WIDTH = 4 };
    const __m256d low = _mm256_setzero_pd(), high = _mm256_set1_pd(largest);
    __m256d fine = _mm256_cmp_pd(low, low, _CMP_EQ_OQ);
    size_t k = 0;
    for (; k + WIDTH <= n; k += WIDTH) {
        const __m256d at = _mm256_loadu_pd(x + k);
        fine = _mm256_and_pd(fine, _mm256_and_pd(_mm256_cmp_pd(at, low, _CMP_GE_OQ),
                                                 _mm256_cmp_pd(at, high, _CMP_LE_OQ)));
    }
    return _mm256_movemask_pd(fine) == 15 && within_plain(x + k, n - k, largest);
}

/* The bits of a number that is not negative ascend with it. Those of -0, which is a distance, do
 * not: numbers that look bad are looked at again. */
static inline int64_t bits_of(double number) {
    int64_t bits;
    memcpy(&bits, &number, sizeof bits);
    return bits;
}

/* The sign of bad: some bits were those of a negative number, or more than those of the largest. */
GOUW_TARGET("avx2")
static bool below_rough_avx2(const double *x, const uint16_t *bound, double least, size_t n,
                             double largest, uint32_t *list, size_t *count) {
    enum { WIDTH = 4, STEP = 4 * WIDTH };
    const __m256i high = _mm256_set1_epi64x(bits_of(largest));
    const __m256d low = _mm256_set1_pd(least);
    __m256i bad = _mm256_setzero_si256();
    size_t k = 0;
    *count = 0;
    for (; k + STEP <= n; k += STEP) {
        uint32_t less = 0;
        for (size_t i = 0; i < STEP; i += WIDTH) {
            const __m256d at = _mm256_loadu_pd(x + k + i);
            const __m256i bits = _mm256_castpd_si256(at);
            const __m128i halves = _mm_cvtepu16_epi32(
                _mm_loadl_epi64((const __m128i *)(const void *)(bound + k + i)));
            const __m256d to = _mm256_max_pd(
                _mm256_cvtps_pd(_mm_castsi128_ps(_mm_slli_epi32(halves, 16))), low);
            bad = _mm256_or_si256(bad, _mm256_or_si256(bits, _mm256_sub_epi64(high, bits)));
            less |= (uint32_t)_mm256_movemask_pd(_mm256_cmp_pd(at, to, _CMP_LT_OQ)) << i;
        }
        if (less != 0)
            *count += write_ones(less, k, list + *count);
    }
    *count += below_rough_plain(x, bound, least, k, n, list + *count);
    return (_mm256_movemask_pd(_mm256_castsi256_pd(bad)) == 0 &&
            within_plain(x + k, n - k, largest)) ||
           within_avx2(x, n, largest);
}

GOUW_TARGET("avx2")
static double gain_avx2(const float *x, const float *bound, size_t n) {
    enum { WIDTH = 4 };
    __m256d a = _mm256_setzero_pd(), b = a, c = a, d = a;
    size_t k = 0;
    for (; k + SUMS <= n; k += SUMS) {
        __m128 less[4];
        for (size_t i = 0; i < 4; i++)
            less[i] = _mm_max_ps(
                _mm_sub_ps(_mm_loadu_ps(bound + k + i * WIDTH), _mm_loadu_ps(x + k + i * WIDTH)),
                _mm_setzero_ps());
        a = _mm256_add_pd(a, _mm256_cvtps_pd(less[0]));
        b = _mm256_add_pd(b, _mm256_cvtps_pd(less[1]));
        c = _mm256_add_pd(c, _mm256_cvtps_pd(less[2]));
        d = _mm256_add_pd(d, _mm256_cvtps_pd(less[3]));
    }
    double sum[SUMS];
    _mm256_storeu_pd(sum, a);
    _mm256_storeu_pd(sum + WIDTH, b);
    _mm256_storeu_pd(sum + 2 * WIDTH, c);
    _mm256_storeu_pd(sum + 3 * WIDTH, d);
    gain_rest(x, bound, k, n, sum);
    return add_up(sum);
}

#define TARGET_AVX512 GOUW_TARGET("avx512f,avx512bw,avx512vl,avx512dq")

TARGET_AVX512
static bool within_avx512(const double *x, size_t n, double largest) {
    enum { WIDTH = 8 };
    const __m512d low = _mm512_setzero_pd(), high = _mm512_set1_pd(largest);
    __mmask8 fine = 255;
    size_t k = 0;
    for (; k + WIDTH <= n; k += WIDTH) {
        const __m512d at = _mm512_loadu_pd(x + k);
        fine &= _mm512_mask_cmp_pd_mask(_mm512_cmp_pd_mask(at, low, _CMP_GE_OQ), at, high,
                                        _CMP_LE_OQ);
    }
    return fine == 255 && within_plain(x + k, n - k, largest);
}

TARGET_AVX512
static size_t below_avx512(const double *x, const double *bound, double least, size_t n,
                           uint32_t *list) {
    enum { WIDTH = 8 };
    const __m256i step = _mm256_set1_epi32(WIDTH);
    __m256i at = _mm256_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7);
    size_t count = 0, k = 0;
    for (; k + WIDTH <= n; k += WIDTH) {
        const __mmask8 less = _mm512_cmp_pd_mask(
            _mm512_loadu_pd(x + k),
            _mm512_max_pd(_mm512_loadu_pd(bound + k), _mm512_set1_pd(least)), _CMP_LT_OQ);
        _mm256_storeu_si256((__m256i *)(void *)(list + count),
                            _mm256_maskz_compress_epi32(less, at));
        count += (size_t)__builtin_popcount(less);
        at = _mm256_add_epi32(at, step);
    }
    return count + below_plain(x, bound, least, k, n, list + count);
}

/* A bit for each of eight x that is below; *most keeps the most bits of each place. */
TARGET_AVX512
static inline uint32_t look_avx512(const double *x, const uint16_t *bound, __m512d least,
                                   __m512i *most) {
    const __m512d at = _mm512_loadu_pd(x);
    const __m256i halves = _mm256_cvtepu16_epi32(
        _mm_loadu_si128((const __m128i *)(const void *)bound));
    const __m512d to = _mm512_cvtps_pd(_mm256_castsi256_ps(_mm256_slli_epi32(halves, 16)));
    *most = _mm512_max_epu64(*most, _mm512_castpd_si512(at));
    return _mm512_cmp_pd_mask(at, _mm512_max_pd(to, least), _CMP_LT_OQ);
}

/* As write_ones does, at once. */
TARGET_AVX512
static inline size_t write_word(uint32_t bits, size_t first, uint32_t *list) {
    const __m512i low = _mm512_add_epi32(
        _mm512_set1_epi32((int)first),
        _mm512_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15));
    const __m512i high = _mm512_add_epi32(low, _mm512_set1_epi32(16));
    _mm512_storeu_si512(list, _mm512_maskz_compress_epi32((__mmask16)bits, low));
    _mm512_storeu_si512(list + __builtin_popcount(bits & UINT16_MAX),
                        _mm512_maskz_compress_epi32((__mmask16)(bits >> 16), high));
    return (size_t)__builtin_popcount(bits);
}

/* Bits first, for a block, and then the list: what is decided on the way would wait for memory. */
TARGET_AVX512
static bool below_rough_avx512(const double *x, const uint16_t *bound, double least, size_t n,
                               double largest, uint32_t *list, size_t *count) {
    enum { WIDTH = 8, STEP = 4 * WIDTH, BLOCK = 128 };
    const __m512d low = _mm512_set1_pd(least);
    __m512i most = _mm512_setzero_si512();
    size_t k = 0;
    *count = 0;
    while (k + STEP <= n) {
        uint32_t less[BLOCK];
        const size_t first = k, left = (n - k) / STEP, n_words = left < BLOCK ? left : BLOCK;
        for (size_t w = 0; w < n_words; w++, k += STEP)
            less[w] = look_avx512(x + k, bound + k, low, &most) |
                      look_avx512(x + k + WIDTH, bound + k + WIDTH, low, &most) << WIDTH |
                      look_avx512(x + k + 2 * WIDTH, bound + k + 2 * WIDTH, low, &most)
                          << 2 * WIDTH |
                      look_avx512(x + k + 3 * WIDTH, bound + k + 3 * WIDTH, low, &most)
                          << 3 * WIDTH;
        for (size_t w = 0; w < n_words; w++)
            if (less[w] != 0)
                *count += write_word(less[w], first + w * STEP, list + *count);
    }
    *count += below_rough_plain(x, bound, least, k, n, list + *count);
    const __m512i high = _mm512_set1_epi64(bits_of(largest));
    return (_mm512_cmpgt_epu64_mask(most, high) == 0 && within_plain(x + k, n - k, largest)) ||
           within_avx512(x, n, largest);
}

TARGET_AVX512
static size_t below_avx512_float(const float *x, const float *bound, float least, size_t n,
                                 uint32_t *list) {
    enum { WIDTH = 16 };
    const __m512i step = _mm512_set1_epi32(WIDTH);
    __m512i at = _mm512_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
    size_t count = 0, k = 0;
    for (; k + WIDTH <= n; k += WIDTH) {
        const __mmask16 less = _mm512_cmp_ps_mask(
            _mm512_loadu_ps(x + k),
            _mm512_max_ps(_mm512_loadu_ps(bound + k), _mm512_set1_ps(least)), _CMP_LT_OQ);
        _mm512_storeu_si512(list + count, _mm512_maskz_compress_epi32(less, at));
        count += (size_t)__builtin_popcount(less);
        at = _mm512_add_epi32(at, step);
    }
    return count + below_plain_float(x, bound, least, k, n, list + count);
}

TARGET_AVX512
static double gain_avx512(const float *x, const float *bound, size_t n) {
    enum { WIDTH = 8 };
    __m512d a = _mm512_setzero_pd(), b = a;
    size_t k = 0;
    for (; k + SUMS <= n; k += SUMS) {
        const __m256 low = _mm256_max_ps(
            _mm256_sub_ps(_mm256_loadu_ps(bound + k), _mm256_loadu_ps(x + k)), _mm256_setzero_ps());
        const __m256 high = _mm256_max_ps(
            _mm256_sub_ps(_mm256_loadu_ps(bound + k + WIDTH), _mm256_loadu_ps(x + k + WIDTH)),
            _mm256_setzero_ps());
        a = _mm512_add_pd(a, _mm512_cvtps_pd(low));
        b = _mm512_add_pd(b, _mm512_cvtps_pd(high));
    }
    double sum[SUMS];
    _mm512_storeu_pd(sum, a);
    _mm512_storeu_pd(sum + WIDTH, b);
    gain_rest(x, bound, k, n, sum);
    return add_up(sum);
}
#endif

size_t gouw_below(const double *x, const double *bound, double least, size_t n, uint32_t *list) {
#if defined(GOUW_CPU_X86)
    if (gouw_cpu_has(GOUW_CPU_AVX512))
        return below_avx512(x, bound, least, n, list);
    if (gouw_cpu_has(GOUW_CPU_AVX2))
        return below_avx2(x, bound, least, n, list);
#endif
    return below_plain(x, bound, least, 0, n, list);
}

size_t gouw_below_float(const float *x, const float *bound, float least, size_t n, uint32_t *list) {
#if defined(GOUW_CPU_X86)
    if (gouw_cpu_has(GOUW_CPU_AVX512))
        return below_avx512_float(x, bound, least, n, list);
    if (gouw_cpu_has(GOUW_CPU_AVX2))
        return below_avx2_float(x, bound, least, n, list);
#endif
    return below_plain_float(x, bound, least, 0, n, list);
}

bool gouw_all_within(const double *x, size_t n, double largest) {
#if defined(GOUW_CPU_X86)
    if (gouw_cpu_has(GOUW_CPU_AVX512))
        return within_avx512(x, n, largest);
    if (gouw_cpu_has(GOUW_CPU_AVX2))
        return within_avx2(x, n, largest);
#endif
    return within_plain(x, n, largest);
}

uint16_t gouw_rough(double number) {
    float rounded = (float)number;
    uint32_t bits;
    memcpy(&bits, &rounded, sizeof bits);
    if ((double)rounded < number)
        bits++;
    return (uint16_t)((bits + UINT16_MAX) >> 16);
}

bool gouw_below_rough(const double *x, const uint16_t *bound, double least, size_t n,
                      double largest, uint32_t *list, size_t *count) {
#if defined(GOUW_CPU_X86)
    if (gouw_cpu_has(GOUW_CPU_AVX512))
        return below_rough_avx512(x, bound, least, n, largest, list, count);
    if (gouw_cpu_has(GOUW_CPU_AVX2))
        return below_rough_avx2(x, bound, least, n, largest, list, count);
#endif
    *count = below_rough_plain(x, bound, least, 0, n, list);
    return within_plain(x, n, largest);
}

double gouw_gain(const double *x, const double *bound, size_t n) {
    double sum[SUMS] = {0};
    for (size_t k = 0; k < n; k++)
        sum[k % SUMS] += bound[k] > x[k] ? bound[k] - x[k] : 0;
    return add_up(sum);
}

double gouw_gain_float(const float *x, const float *bound, size_t n) {
#if defined(GOUW_CPU_X86)
    if (gouw_cpu_has(GOUW_CPU_AVX512))
        return gain_avx512(x, bound, n);
    if (gouw_cpu_has(GOUW_CPU_AVX2))
        return gain_avx2(x, bound, n);
#endif
    return gain_plain(x, bound, n);
}
