/* Counting intersections word by word, and with AVX2 four words at a time: bits are counted by a
 * table of 16 in a shuffle, twice a byte (Mula, Kurz & Lemire 2018, The Computer Journal 61:111).
 * Where the processor has AVX-512: stat/lanes_avx512.c. All ways give the same numbers.
 */
#include "stat/lanes.h"

#include <stdlib.h>
#include <string.h>

#include "base/cpu.h"
#include "stat/lanes_avx512.h"

enum { SIDE = GOUW_LANES_SIDE, ALIGNMENT = 64, MOST_EXACT = 1 << 22 };

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
    for (size_t row = 0; row < bits->n_rows; row++)
        for (size_t w = 0; w < bits->stride; w++)
            *gouw_lanes_word(lanes, row, w) = gouw_bits_row(bits, row)[w];
    return GOUW_OK;
}

void gouw_lanes_release(gouw_lanes *lanes) {
    free(lanes->words);
    lanes->words = NULL;
}

static GOUW_INLINE void count_body(const gouw_lanes *lanes, const uint64_t *const *rows,
                                   size_t n_rows, size_t begin, size_t end, uint32_t *shared,
                                   size_t width) {
    const size_t stride = lanes->stride;
    for (size_t at = begin; at < end; at += SIDE) {
        const uint64_t *block = lanes->words + at * stride;
        for (size_t r = 0; r < n_rows; r++) {
            uint32_t sum[SIDE] = {0};
            for (size_t w = 0; w < stride; w++) {
                for (size_t l = 0; l < SIDE; l++)
                    sum[l] += gouw_bits_ones(rows[r][w] & block[w * SIDE + l]);
            }
            memcpy(shared + r * width + (at - begin), sum, sizeof sum);
        }
    }
}

static void count_plain(const gouw_lanes *lanes, const uint64_t *const *rows, size_t n_rows,
                        size_t begin, size_t end, uint32_t *shared, size_t width) {
    count_body(lanes, rows, n_rows, begin, end, shared, width);
}

#if defined(GOUW_CPU_X86)
#include <immintrin.h>

GOUW_TARGET("popcnt")
static void count_popcnt(const gouw_lanes *lanes, const uint64_t *const *rows, size_t n_rows,
                         size_t begin, size_t end, uint32_t *shared, size_t width) {
    count_body(lanes, rows, n_rows, begin, end, shared, width);
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
static void count_avx2(const gouw_lanes *lanes, const uint64_t *const *rows, size_t n_rows,
                       size_t begin, size_t end, uint32_t *shared, size_t width) {
    for (size_t at = begin; at < end; at += SIDE) {
        const uint64_t *block = lanes->words + at * lanes->stride;
        for (size_t r = 0; r < n_rows; r++) {
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
#else
#define count_popcnt count_plain
#define count_avx2   count_plain
#endif

static void count_some(const gouw_lanes *lanes, const uint64_t *const *rows, size_t n_rows,
                       size_t begin, size_t end, uint32_t *shared, size_t width) {
    if (gouw_cpu_has(GOUW_CPU_AVX2))
        count_avx2(lanes, rows, n_rows, begin, end, shared, width);
    else if (gouw_cpu_has(GOUW_CPU_BMI2))
        count_popcnt(lanes, rows, n_rows, begin, end, shared, width);
    else
        count_plain(lanes, rows, n_rows, begin, end, shared, width);
}

void gouw_lanes_count(const gouw_lanes *lanes, const uint64_t *const rows[GOUW_LANE_ROWS],
                      size_t begin, size_t end, uint32_t *shared, size_t width) {
    if (gouw_cpu_has(GOUW_CPU_AVX512))
        gouw_lanes_count_avx512(lanes, rows, begin, end, shared, width);
    else
        count_some(lanes, rows, GOUW_LANE_ROWS, begin, end, shared, width);
}

/* From counts in memory. */
static size_t note(const uint32_t *shared, uint32_t row, int32_t need, const int32_t *lane_need,
                   size_t begin, size_t n_lanes, gouw_hit *hits) {
    size_t n = 0;
    for (size_t j = 0; j < n_lanes; j++) {
        const int32_t least = lane_need != NULL && lane_need[j] < need ? lane_need[j] : need;
        if ((int64_t)shared[j] >= least)
            hits[n++] = (gouw_hit){row, (uint32_t)(begin + j), shared[j]};
    }
    return n;
}

size_t gouw_lanes_reach(const gouw_lanes *lanes, const uint64_t *const rows[GOUW_LANE_ROWS],
                        size_t begin, size_t end, const int32_t row_need[GOUW_LANE_ROWS],
                        const int32_t *lane_need, gouw_hit *hits) {
    if (gouw_cpu_has(GOUW_CPU_AVX512))
        return gouw_lanes_reach_avx512(lanes, rows, begin, end, row_need, lane_need, hits);
    uint32_t shared[GOUW_LANE_ROWS][GOUW_STRIP];
    size_t n = 0;
    gouw_lanes_count(lanes, rows, begin, end, shared[0], GOUW_STRIP);
    for (uint32_t r = 0; r < GOUW_LANE_ROWS; r++)
        n += note(shared[r], r, row_need[r], lane_need, begin, end - begin, hits + n);
    return n;
}

bool gouw_lanes_divides(gouw_measure measure, size_t universe) {
    return universe > 0 && universe < MOST_EXACT && gouw_cpu_has(GOUW_CPU_AVX512) &&
           (measure == GOUW_JACCARD || measure == GOUW_DICE || measure == GOUW_OVERLAP ||
            measure == GOUW_SMC);
}

void gouw_lanes_divide(const gouw_lanes *lanes, const uint64_t *const rows[GOUW_LANE_ROWS],
                       size_t begin, size_t end, const gouw_quotients *how) {
    gouw_lanes_divide_avx512(lanes, rows, begin, end, how);
}

bool gouw_lanes_approaches(gouw_measure measure, size_t universe) {
    enum { MOST = 2047 }; /* fractions with denominators up to 4094 differ by 2^-24 or more */
    return universe > 0 && universe <= MOST &&
           (measure == GOUW_JACCARD || measure == GOUW_DICE || measure == GOUW_OVERLAP ||
            measure == GOUW_SMC);
}

/* What the processor's instructions do too, in the same float32. */
static GOUW_INLINE float quotient(gouw_measure measure, int32_t universe, int32_t a, int32_t b,
                                  int32_t shared) {
    int32_t part = shared, whole = a + b - shared;
    if (measure == GOUW_OVERLAP)
        whole = a < b ? a : b;
    if (measure == GOUW_DICE || measure == GOUW_SMC) {
        part = 2 * shared;
        whole = a + b;
    }
    if (measure == GOUW_SMC) {
        part += universe - whole;
        whole = universe;
    }
    return (float)part / (float)(whole > 1 ? whole : 1);
}

/* Lanes that share so much with item, and the similarity each has in the end. */
static GOUW_INLINE void update(const gouw_approach *how, gouw_measure measure, uint32_t size,
                               uint32_t item, size_t begin, size_t n, const uint32_t *shared) {
    const int32_t universe = (int32_t)how->universe, own = (int32_t)size;
    const uint32_t *sizes = how->size + begin;
    float *most = how->most + begin;
    uint32_t *to = how->to + begin;
    for (size_t l = 0; l < n; l++) {
        const float now = quotient(measure, universe, own, (int32_t)sizes[l], (int32_t)shared[l]);
        to[l] = now > most[l] ? item : to[l];
        most[l] = now > most[l] ? now : most[l];
    }
}

static GOUW_INLINE void update_by(const gouw_approach *how, uint32_t size, uint32_t item,
                                  size_t begin, size_t n, const uint32_t *shared) {
    if (how->measure == GOUW_JACCARD)
        update(how, GOUW_JACCARD, size, item, begin, n, shared);
    else
        update(how, how->measure, size, item, begin, n, shared);
}

static void update_plain(const gouw_approach *how, uint32_t size, uint32_t item, size_t begin,
                         size_t n, const uint32_t *shared) {
    update_by(how, size, item, begin, n, shared);
}

#if defined(GOUW_CPU_X86)
GOUW_TARGET("avx2")
static void update_avx2(const gouw_approach *how, uint32_t size, uint32_t item, size_t begin,
                        size_t n, const uint32_t *shared) {
    update_by(how, size, item, begin, n, shared);
}
#else
#define update_avx2 update_plain
#endif

static size_t first_of_largest(const float *most, size_t n) {
    size_t at = 0;
    for (size_t l = 1; l < n; l++)
        if (most[l] > most[at])
            at = l;
    return at;
}

size_t gouw_lanes_approach(const gouw_lanes *lanes, const uint64_t *row, uint32_t size,
                           uint32_t item, size_t end, const gouw_approach *approach) {
    if (gouw_cpu_has(GOUW_CPU_AVX512))
        return gouw_lanes_approach_avx512(lanes, row, size, item, end, approach);
    uint32_t shared[GOUW_STRIP];
    for (size_t begin = 0, n; begin < end; begin += n) {
        n = end - begin < GOUW_STRIP ? end - begin : GOUW_STRIP;
        count_some(lanes, &row, 1, begin, begin + n, shared, GOUW_STRIP);
        if (gouw_cpu_has(GOUW_CPU_AVX2))
            update_avx2(approach, size, item, begin, n, shared);
        else
            update_plain(approach, size, item, begin, n, shared);
    }
    return first_of_largest(approach->most, end);
}

void gouw_lanes_fence(void) {
    if (gouw_cpu_has(GOUW_CPU_AVX512))
        gouw_lanes_fence_avx512();
}
