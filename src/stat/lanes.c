/* Counting intersections: an AND and a population count for 64 items of one pair, or of eight
 * pairs where the processor has 512-bit registers and counts in them (AVX-512 VPOPCNTDQ).
 *
 * Four rows and sixteen lanes are worked on together, so that each load serves four pairs and each
 * row word sixteen; the sums stay in registers:
 *
 *               lanes 0-7   lanes 8-15
 *     row 0     sum         sum            for each word: load 2, broadcast 4,
 *     ...                                  then 8 times AND, count, add
 *     row 3     sum         sum
 *
 * With AVX2 bits are counted by a table of 16 in a shuffle, twice a byte (Mula, Kurz & Lemire 2018,
 * The Computer Journal 61:111). All ways give the same numbers.
 */
#include "stat/lanes.h"

#include <stdlib.h>
#include <string.h>

#include "base/cpu.h"

enum { SIDE = 8, ALIGNMENT = 64 };

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
    for (size_t row = 0; row < bits->n_rows; row++) {
        uint64_t *block = lanes->words + row / SIDE * SIDE * bits->stride;
        for (size_t w = 0; w < bits->stride; w++)
            block[w * SIDE + row % SIDE] = gouw_bits_row(bits, row)[w];
    }
    return GOUW_OK;
}

void gouw_lanes_release(gouw_lanes *lanes) {
    free(lanes->words);
    lanes->words = NULL;
}

static GOUW_INLINE void count_body(const gouw_lanes *lanes, const uint64_t *const *rows,
                                   size_t begin, size_t end, uint32_t *shared, size_t width) {
    const size_t stride = lanes->stride;
    for (size_t at = begin; at < end; at += SIDE) {
        const uint64_t *block = lanes->words + at * stride;
        for (size_t r = 0; r < GOUW_LANE_ROWS; r++) {
            uint32_t sum[SIDE] = {0};
            for (size_t w = 0; w < stride; w++) {
                for (size_t l = 0; l < SIDE; l++)
                    sum[l] += gouw_bits_ones(rows[r][w] & block[w * SIDE + l]);
            }
            memcpy(shared + r * width + (at - begin), sum, sizeof sum);
        }
    }
}

static void count_plain(const gouw_lanes *lanes, const uint64_t *const *rows, size_t begin,
                        size_t end, uint32_t *shared, size_t width) {
    count_body(lanes, rows, begin, end, shared, width);
}

#if defined(GOUW_CPU_X86)
#include <immintrin.h>

GOUW_TARGET("popcnt")
static void count_popcnt(const gouw_lanes *lanes, const uint64_t *const *rows, size_t begin,
                         size_t end, uint32_t *shared, size_t width) {
    count_body(lanes, rows, begin, end, shared, width);
}

/* The ones of each of four words. */
GOUW_TARGET("avx2")
static inline __m256i ones_avx2(__m256i words) {
    const __m256i table = _mm256_setr_epi8(0, 1, 1, 2, 1, 2, 2, 3, 1, 2, 2, 3, 2, 3, 3, 4, 0, 1, 1,
                                           2, 1, 2, 2, 3, 1, 2, 2, 3, 2, 3, 3, 4);
    const __m256i low = _mm256_set1_epi8(15);
    const __m256i high_half = _mm256_and_si256(_mm256_srli_epi64(words, 4), low);
    const __m256i bytes = _mm256_add_epi8(_mm256_shuffle_epi8(table, _mm256_and_si256(words, low)),
                                          _mm256_shuffle_epi8(table, high_half));
    return _mm256_sad_epu8(bytes, _mm256_setzero_si256());
}

/* The low halves of eight sums. */
GOUW_TARGET("avx2")
static inline void store_avx2(__m256i first, __m256i second, uint32_t *out) {
    const __m256i even = _mm256_setr_epi32(0, 2, 4, 6, 0, 2, 4, 6);
    const __m256i a = _mm256_permutevar8x32_epi32(first, even);
    const __m256i b = _mm256_permutevar8x32_epi32(second, even);
    _mm256_storeu_si256((__m256i *)(void *)out, _mm256_blend_epi32(a, b, 0xF0));
}

GOUW_TARGET("avx2")
static void count_avx2(const gouw_lanes *lanes, const uint64_t *const *rows, size_t begin,
                       size_t end, uint32_t *shared, size_t width) {
    for (size_t at = begin; at < end; at += SIDE) {
        const uint64_t *block = lanes->words + at * lanes->stride;
        for (size_t r = 0; r < GOUW_LANE_ROWS; r++) {
            __m256i first = _mm256_setzero_si256(), second = first;
            for (size_t w = 0; w < lanes->stride; w++) {
                const __m256i *words = (const __m256i *)(const void *)(block + w * SIDE);
                const __m256i row = _mm256_set1_epi64x((long long)rows[r][w]);
                first = _mm256_add_epi64(
                    first, ones_avx2(_mm256_and_si256(row, _mm256_load_si256(words))));
                second = _mm256_add_epi64(
                    second, ones_avx2(_mm256_and_si256(row, _mm256_load_si256(words + 1))));
            }
            store_avx2(first, second, shared + r * width + (at - begin));
        }
    }
}

#define TARGET_AVX512 GOUW_TARGET("avx512f,avx512bw,avx512vl,avx512dq,avx512vpopcntdq")

TARGET_AVX512
static inline __m512i add_avx512(__m512i sum, uint64_t row, __m512i lanes) {
    const __m512i both = _mm512_and_si512(_mm512_set1_epi64((long long)row), lanes);
    return _mm512_add_epi64(sum, _mm512_popcnt_epi64(both));
}

TARGET_AVX512
static inline void store_avx512(__m512i first, __m512i second, uint32_t *out) {
    const __m512i low = _mm512_castsi256_si512(_mm512_cvtepi64_epi32(first));
    _mm512_storeu_si512(out, _mm512_inserti64x4(low, _mm512_cvtepi64_epi32(second), 1));
}

/* Written out, since a compiler keeps single variables in registers and arrays in memory. */
TARGET_AVX512
static void count_avx512(const gouw_lanes *lanes, const uint64_t *const *rows, size_t begin,
                         size_t end, uint32_t *shared, size_t width) {
    const size_t stride = lanes->stride;
    const uint64_t *r0 = rows[0], *r1 = rows[1], *r2 = rows[2], *r3 = rows[3];
    for (size_t at = begin; at < end; at += GOUW_LANES, shared += GOUW_LANES) {
        const uint64_t *first = lanes->words + at * stride, *second = first + SIDE * stride;
        __m512i a0 = _mm512_setzero_si512(), a1 = a0, a2 = a0, a3 = a0;
        __m512i b0 = a0, b1 = a0, b2 = a0, b3 = a0;
        for (size_t w = 0; w < stride; w++) {
            const __m512i a = _mm512_load_si512(first + w * SIDE);
            const __m512i b = _mm512_load_si512(second + w * SIDE);
            a0 = add_avx512(a0, r0[w], a);
            b0 = add_avx512(b0, r0[w], b);
            a1 = add_avx512(a1, r1[w], a);
            b1 = add_avx512(b1, r1[w], b);
            a2 = add_avx512(a2, r2[w], a);
            b2 = add_avx512(b2, r2[w], b);
            a3 = add_avx512(a3, r3[w], a);
            b3 = add_avx512(b3, r3[w], b);
        }
        store_avx512(a0, b0, shared);
        store_avx512(a1, b1, shared + width);
        store_avx512(a2, b2, shared + 2 * width);
        store_avx512(a3, b3, shared + 3 * width);
    }
}
#else
#define count_popcnt count_plain
#define count_avx2   count_plain
#define count_avx512 count_plain
#endif

void gouw_lanes_count(const gouw_lanes *lanes, const uint64_t *const rows[GOUW_LANE_ROWS],
                      size_t begin, size_t end, uint32_t *shared, size_t width) {
    if (gouw_cpu_has(GOUW_CPU_AVX512))
        count_avx512(lanes, rows, begin, end, shared, width);
    else if (gouw_cpu_has(GOUW_CPU_AVX2))
        count_avx2(lanes, rows, begin, end, shared, width);
    else if (gouw_cpu_has(GOUW_CPU_BMI2))
        count_popcnt(lanes, rows, begin, end, shared, width);
    else
        count_plain(lanes, rows, begin, end, shared, width);
}
