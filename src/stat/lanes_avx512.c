/* The innermost loops over all pairs: an AND and a population count for 64 items of eight pairs at
 * once (AVX-512 VPOPCNTDQ).
 *
 * Four rows and sixteen lanes are worked on together, so that each load serves four pairs and each
 * row word sixteen; the sums stay in registers until they are what was asked for:
 *
 *               lanes 0-7   lanes 8-15
 *     row 0     a0          b0             for each word: load 2, broadcast 4,
 *     ...                                  then 8 times AND, count, add
 *     row 3     a3          b3
 *                 |           |
 *     count       +-----------+----> 16 integers, to memory
 *     divide      +-----------+----> as floats, s / (a + b - s), to the matrix, past the caches
 *     reach       sums begin at minus what is needed: where all eight are below 0 in all lanes,
 *                 64 pairs are done with; else those that are not are written down
 *
 * The integers are below 2^24, so exact as floats, and a float division rounds their quotient once,
 * which gives the same as a double rounded to float (stat/similarity_row.c).
 */
#include "stat/lanes_avx512.h"

#include "base/cpu.h"

#if defined(GOUW_CPU_X86)
#include <immintrin.h>

enum { SIDE = GOUW_LANES_SIDE };

#define TARGET_AVX512 GOUW_TARGET("avx512f,avx512bw,avx512vl,avx512dq,avx512vpopcntdq,popcnt,bmi")

/* Named one by one, since a compiler keeps single variables in registers and arrays in memory. */
typedef struct sums {
    __m512i a0, a1, a2, a3, b0, b1, b2, b3;
} sums;

TARGET_AVX512
static GOUW_INLINE __m512i add_avx512(__m512i sum, uint64_t row, __m512i lanes) {
    const __m512i both = _mm512_and_si512(_mm512_set1_epi64((long long)row), lanes);
    return _mm512_add_epi64(sum, _mm512_popcnt_epi64(both));
}

/* Adds what word w of four rows shares with that of sixteen lanes, eight and eight. */
TARGET_AVX512
static GOUW_INLINE sums add_word(sums s, const uint64_t *const *rows, const uint64_t *first,
                                 const uint64_t *second, size_t w) {
    const __m512i a = _mm512_load_si512(first + w * SIDE);
    const __m512i b = _mm512_load_si512(second + w * SIDE);
    s.a0 = add_avx512(s.a0, rows[0][w], a);
    s.b0 = add_avx512(s.b0, rows[0][w], b);
    s.a1 = add_avx512(s.a1, rows[1][w], a);
    s.b1 = add_avx512(s.b1, rows[1][w], b);
    s.a2 = add_avx512(s.a2, rows[2][w], a);
    s.b2 = add_avx512(s.b2, rows[2][w], b);
    s.a3 = add_avx512(s.a3, rows[3][w], a);
    s.b3 = add_avx512(s.b3, rows[3][w], b);
    return s;
}

/* Adds the intersections with the sixteen lanes from at on. Four words are written out: a compiler
 * keeps a loop over them. */
TARGET_AVX512
static GOUW_INLINE sums tally(sums s, const gouw_lanes *lanes, const uint64_t *const *rows,
                              size_t at, size_t stride) {
    const uint64_t *first = lanes->words + at * stride, *second = first + SIDE * stride;
    if (stride == 4) {
        s = add_word(s, rows, first, second, 0);
        s = add_word(s, rows, first, second, 1);
        s = add_word(s, rows, first, second, 2);
        return add_word(s, rows, first, second, 3);
    }
    for (size_t w = 0; w < stride; w++)
        s = add_word(s, rows, first, second, w);
    return s;
}

TARGET_AVX512
static GOUW_INLINE sums zero(void) {
    const __m512i none = _mm512_setzero_si512();
    return (sums){none, none, none, none, none, none, none, none};
}

/* The low halves of sixteen sums, in order. */
TARGET_AVX512
static GOUW_INLINE __m512i low_halves(__m512i a, __m512i b) {
    const __m512i even = _mm512_setr_epi32(0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28,
                                           30);
    return _mm512_permutex2var_epi32(a, even, b);
}

TARGET_AVX512
void gouw_lanes_count_avx512(const gouw_lanes *lanes, const uint64_t *const *rows, size_t begin,
                             size_t end, uint32_t *shared, size_t width) {
    for (size_t at = begin; at < end; at += GOUW_LANES, shared += GOUW_LANES) {
        const sums s = tally(zero(), lanes, rows, at, lanes->stride);
        _mm512_storeu_si512(shared, low_halves(s.a0, s.b0));
        _mm512_storeu_si512(shared + width, low_halves(s.a1, s.b1));
        _mm512_storeu_si512(shared + 2 * width, low_halves(s.a2, s.b2));
        _mm512_storeu_si512(shared + 3 * width, low_halves(s.a3, s.b3));
    }
}

/* Sixteen similarities of one row. A whole of 0 is made 1: one set is empty, and shares nothing. */
TARGET_AVX512
static GOUW_INLINE __m512 quotient(gouw_measure measure, __m512 m, __m512 row, __m512 lanes,
                                   __m512i a, __m512i b) {
    const __m512 shared = _mm512_cvtepi32_ps(low_halves(a, b));
    const __m512 both = _mm512_add_ps(row, lanes);
    __m512 part = shared, whole = _mm512_sub_ps(both, shared);
    if (measure == GOUW_OVERLAP)
        whole = _mm512_min_ps(row, lanes);
    if (measure == GOUW_DICE || measure == GOUW_SMC) {
        part = _mm512_add_ps(shared, shared);
        whole = both;
    }
    if (measure == GOUW_SMC) {
        part = _mm512_add_ps(_mm512_sub_ps(m, both), part);
        whole = m;
    }
    return _mm512_div_ps(part, _mm512_max_ps(whole, _mm512_set1_ps(1)));
}

/* What of the rows is the same for all lanes, in registers. */
typedef struct four_rows {
    __m512 size0, size1, size2, size3, universe;
    float *out0, *out1, *out2, *out3;
} four_rows;

TARGET_AVX512
static GOUW_INLINE four_rows four_rows_of(const gouw_quotients *how) {
    const uint32_t *size = how->row_size;
    return (four_rows){.size0 = _mm512_set1_ps((float)size[0]),
                       .size1 = _mm512_set1_ps((float)size[1]),
                       .size2 = _mm512_set1_ps((float)size[2]),
                       .size3 = _mm512_set1_ps((float)size[3]),
                       .universe = _mm512_set1_ps((float)how->universe),
                       .out0 = how->out[0],
                       .out1 = how->out[1],
                       .out2 = how->out[2],
                       .out3 = how->out[3]};
}

TARGET_AVX512
static GOUW_INLINE void put(float *out, __mmask16 some, bool stream, __m512 value) {
    if (stream)
        _mm512_stream_ps(out, value);
    else
        _mm512_mask_storeu_ps(out, some, value);
}

/* size: of the sixteen lanes; some: which of them there are; at: where they go. */
TARGET_AVX512
static GOUW_INLINE void put_all(sums s, const four_rows *f, gouw_measure measure,
                                const uint32_t *size, __mmask16 some, size_t at, bool stream) {
    const __m512 lanes = _mm512_cvtepi32_ps(_mm512_maskz_loadu_epi32(some, size)), m = f->universe;
    put(f->out0 + at, some, stream, quotient(measure, m, f->size0, lanes, s.a0, s.b0));
    put(f->out1 + at, some, stream, quotient(measure, m, f->size1, lanes, s.a1, s.b1));
    put(f->out2 + at, some, stream, quotient(measure, m, f->size2, lanes, s.a2, s.b2));
    put(f->out3 + at, some, stream, quotient(measure, m, f->size3, lanes, s.a3, s.b3));
}

TARGET_AVX512
static GOUW_INLINE void divide_all(const gouw_lanes *lanes, const uint64_t *const *rows,
                                   size_t begin, size_t end, const gouw_quotients *how,
                                   gouw_measure measure, size_t stride, bool stream) {
    const uint64_t *const four[] = {rows[0], rows[1], rows[2], rows[3]};
    const four_rows f = four_rows_of(how);
    const uint32_t *size = how->size;
    const gouw_lanes all = *lanes;
    size_t at = begin;
    for (; at + GOUW_LANES <= end; at += GOUW_LANES)
        put_all(tally(zero(), &all, four, at, stride), &f, measure, size + at, 0xFFFF, at - begin,
                stream);
    if (at < end)
        put_all(tally(zero(), &all, four, at, stride), &f, measure, size + at,
                (__mmask16)((1u << (end - at)) - 1), at - begin, false);
}

/* Loops over one or four words, the usual case, are compiled away. */
TARGET_AVX512
static GOUW_INLINE void divide_by(const gouw_lanes *lanes, const uint64_t *const *rows,
                                  size_t begin, size_t end, const gouw_quotients *how,
                                  gouw_measure measure) {
    if (lanes->stride == 1 && how->stream)
        divide_all(lanes, rows, begin, end, how, measure, 1, true);
    else if (lanes->stride == 4 && how->stream)
        divide_all(lanes, rows, begin, end, how, measure, 4, true);
    else if (how->stream)
        divide_all(lanes, rows, begin, end, how, measure, lanes->stride, true);
    else
        divide_all(lanes, rows, begin, end, how, measure, lanes->stride, false);
}

TARGET_AVX512
void gouw_lanes_divide_avx512(const gouw_lanes *lanes, const uint64_t *const *rows, size_t begin,
                              size_t end, const gouw_quotients *how) {
    if (how->measure == GOUW_JACCARD)
        divide_by(lanes, rows, begin, end, how, GOUW_JACCARD);
    else if (how->measure == GOUW_DICE)
        divide_by(lanes, rows, begin, end, how, GOUW_DICE);
    else if (how->measure == GOUW_OVERLAP)
        divide_by(lanes, rows, begin, end, how, GOUW_OVERLAP);
    else
        divide_by(lanes, rows, begin, end, how, GOUW_SMC);
}

/* Whether all sums are below 0. */
TARGET_AVX512
static GOUW_INLINE bool all_short(sums s) {
    enum { AND = 0x80 };
    const __m512i x = _mm512_ternarylogic_epi64(s.a0, s.a1, s.a2, AND);
    const __m512i y = _mm512_ternarylogic_epi64(s.a3, s.b0, s.b1, AND);
    const __m512i z = _mm512_ternarylogic_epi64(s.b2, s.b3, x, AND);
    return _mm512_movepi64_mask(_mm512_and_si512(y, z)) == 0xFF;
}

/* Which of eight sums are not below 0, as bits from one on. */
TARGET_AVX512
static GOUW_INLINE uint64_t reached(__m512i sum, unsigned from) {
    return (uint64_t)(uint8_t)~_mm512_movepi64_mask(sum) << from;
}

/* Counts the few that reach anew, one by one. */
TARGET_AVX512
static size_t note_group(sums s, const gouw_lanes *lanes, const uint64_t *const *rows, size_t at,
                         size_t end, gouw_hit *hits) {
    uint64_t some = reached(s.a0, 0) | reached(s.b0, 8) | reached(s.a1, 16) | reached(s.b1, 24) |
                    reached(s.a2, 32) | reached(s.b2, 40) | reached(s.a3, 48) | reached(s.b3, 56);
    size_t n = 0;
    for (; some != 0; some &= some - 1) {
        const uint32_t bit = gouw_bits_lowest(some), row = bit / GOUW_LANES;
        const size_t lane = at + bit % GOUW_LANES, stride = lanes->stride;
        uint32_t shared = 0;
        for (size_t w = 0; w < stride; w++)
            shared += gouw_bits_ones(rows[row][w] & *gouw_lanes_word(lanes, lane, w));
        if (lane < end)
            hits[n++] = (gouw_hit){row, (uint32_t)lane, shared};
    }
    return n;
}

/* Minus what eight lanes need. */
TARGET_AVX512
static GOUW_INLINE __m512i less_avx512(const int32_t *need) {
    const __m256i some = _mm256_loadu_si256((const __m256i *)(const void *)need);
    return _mm512_sub_epi64(_mm512_setzero_si512(), _mm512_cvtepi32_epi64(some));
}

TARGET_AVX512
static GOUW_INLINE size_t reach_all(const gouw_lanes *lanes, const uint64_t *const *rows,
                                    size_t begin, size_t end, const int32_t *row_need,
                                    const int32_t *lane_need, gouw_hit *hits, size_t stride) {
    const __m512i n0 = _mm512_set1_epi64(-row_need[0]), n1 = _mm512_set1_epi64(-row_need[1]);
    const __m512i n2 = _mm512_set1_epi64(-row_need[2]), n3 = _mm512_set1_epi64(-row_need[3]);
    __m512i a = _mm512_set1_epi64(-GOUW_HIT_NEVER), b = a;
    size_t n = 0;
    for (size_t at = begin; at < end; at += GOUW_LANES) {
        if (lane_need != NULL) {
            a = less_avx512(lane_need + (at - begin));
            b = less_avx512(lane_need + (at - begin) + SIDE);
        }
        const sums from = {_mm512_max_epi64(n0, a), _mm512_max_epi64(n1, a),
                           _mm512_max_epi64(n2, a), _mm512_max_epi64(n3, a),
                           _mm512_max_epi64(n0, b), _mm512_max_epi64(n1, b),
                           _mm512_max_epi64(n2, b), _mm512_max_epi64(n3, b)};
        const sums s = tally(from, lanes, rows, at, stride);
        if (!all_short(s))
            n += note_group(s, lanes, rows, at, end, hits + n);
    }
    return n;
}

TARGET_AVX512
size_t gouw_lanes_reach_avx512(const gouw_lanes *lanes, const uint64_t *const *rows, size_t begin,
                               size_t end, const int32_t *row_need, const int32_t *lane_need,
                               gouw_hit *hits) {
    if (lanes->stride == 1)
        return reach_all(lanes, rows, begin, end, row_need, lane_need, hits, 1);
    if (lanes->stride == 4)
        return reach_all(lanes, rows, begin, end, row_need, lane_need, hits, 4);
    return reach_all(lanes, rows, begin, end, row_need, lane_need, hits, lanes->stride);
}

/* The largest similarity met in each of sixteen places, and the lane it stood in. */
typedef struct summit {
    __m512 most;
    __m512i lane;
} summit;

/* What one row shares with the sixteen lanes from at on. */
TARGET_AVX512
static GOUW_INLINE summit climb(summit top, const gouw_lanes *lanes, const uint64_t *row,
                                __m512 size, uint32_t item, size_t at, __mmask16 some,
                                const gouw_approach *how, gouw_measure measure, size_t stride) {
    const uint64_t *first = lanes->words + at * stride, *second = first + SIDE * stride;
    __m512i a = _mm512_setzero_si512(), b = a;
    for (size_t w = 0; w < stride; w++) {
        a = add_avx512(a, row[w], _mm512_load_si512(first + w * SIDE));
        b = add_avx512(b, row[w], _mm512_load_si512(second + w * SIDE));
    }
    const __m512 sizes = _mm512_cvtepi32_ps(_mm512_maskz_loadu_epi32(some, how->size + at));
    const __m512 m = _mm512_set1_ps((float)how->universe);
    const __m512 now = quotient(measure, m, size, sizes, a, b);
    const __m512 before = _mm512_maskz_loadu_ps(some, how->most + at);
    const __mmask16 nearer = _mm512_mask_cmp_ps_mask(some, now, before, _CMP_GT_OQ);
    if (nearer != 0) {
        _mm512_mask_storeu_ps(how->most + at, nearer, now);
        _mm512_mask_storeu_epi32(how->to + at, nearer, _mm512_set1_epi32((int)item));
    }
    const __m512 most = _mm512_max_ps(now, before);
    const __mmask16 higher = _mm512_mask_cmp_ps_mask(some, most, top.most, _CMP_GT_OQ);
    const __m512i places = _mm512_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
    const __m512i here = _mm512_add_epi32(_mm512_set1_epi32((int)at), places);
    return (summit){_mm512_mask_mov_ps(top.most, higher, most),
                    _mm512_mask_mov_epi32(top.lane, higher, here)};
}

TARGET_AVX512
static GOUW_INLINE size_t approach_all(const gouw_lanes *lanes, const uint64_t *row, uint32_t size,
                                       uint32_t item, size_t end, const gouw_approach *how,
                                       gouw_measure measure, size_t stride) {
    const __m512 own = _mm512_set1_ps((float)size);
    summit top = {_mm512_set1_ps(-2), _mm512_setzero_si512()};
    size_t at = 0;
    for (; at + GOUW_LANES <= end; at += GOUW_LANES)
        top = climb(top, lanes, row, own, item, at, 0xFFFF, how, measure, stride);
    if (at < end)
        top = climb(top, lanes, row, own, item, at, (__mmask16)((1u << (end - at)) - 1), how,
                    measure, stride);
    const __m512 most = _mm512_set1_ps(_mm512_reduce_max_ps(top.most));
    const __mmask16 equal = _mm512_cmp_ps_mask(top.most, most, _CMP_EQ_OQ);
    return _mm512_mask_reduce_min_epu32(equal, top.lane);
}

TARGET_AVX512
static GOUW_INLINE size_t approach_by(const gouw_lanes *lanes, const uint64_t *row, uint32_t size,
                                      uint32_t item, size_t end, const gouw_approach *how,
                                      gouw_measure measure) {
    if (lanes->stride == 1)
        return approach_all(lanes, row, size, item, end, how, measure, 1);
    if (lanes->stride == 4)
        return approach_all(lanes, row, size, item, end, how, measure, 4);
    return approach_all(lanes, row, size, item, end, how, measure, lanes->stride);
}

TARGET_AVX512
size_t gouw_lanes_approach_avx512(const gouw_lanes *lanes, const uint64_t *row, uint32_t size,
                                  uint32_t item, size_t end, const gouw_approach *how) {
    switch (how->measure) {
    case GOUW_JACCARD:
        return approach_by(lanes, row, size, item, end, how, GOUW_JACCARD);
    case GOUW_DICE:
        return approach_by(lanes, row, size, item, end, how, GOUW_DICE);
    case GOUW_OVERLAP:
        return approach_by(lanes, row, size, item, end, how, GOUW_OVERLAP);
    default:
        return approach_by(lanes, row, size, item, end, how, GOUW_SMC);
    }
}

void gouw_lanes_fence_avx512(void) {
    _mm_sfence();
}
#else
void gouw_lanes_count_avx512(const gouw_lanes *lanes, const uint64_t *const *rows, size_t begin,
                             size_t end, uint32_t *shared, size_t width) {
    (void)lanes;
    (void)rows;
    (void)begin;
    (void)end;
    (void)shared;
    (void)width;
}

void gouw_lanes_divide_avx512(const gouw_lanes *lanes, const uint64_t *const *rows, size_t begin,
                              size_t end, const gouw_quotients *how) {
    (void)lanes;
    (void)rows;
    (void)begin;
    (void)end;
    (void)how;
}

size_t gouw_lanes_reach_avx512(const gouw_lanes *lanes, const uint64_t *const *rows, size_t begin,
                               size_t end, const int32_t *row_need, const int32_t *lane_need,
                               gouw_hit *hits) {
    (void)lanes;
    (void)rows;
    (void)begin;
    (void)end;
    (void)row_need;
    (void)lane_need;
    (void)hits;
    return 0;
}

size_t gouw_lanes_approach_avx512(const gouw_lanes *lanes, const uint64_t *row, uint32_t size,
                                  uint32_t item, size_t end, const gouw_approach *how) {
    (void)lanes;
    (void)row;
    (void)size;
    (void)item;
    (void)end;
    (void)how;
    return 0;
}

void gouw_lanes_fence_avx512(void) {
}
#endif
