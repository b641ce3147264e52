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
 *                 +-----------+----> as floats, s / (a + b - s), to the matrix, past the caches
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

void gouw_lanes_fence_avx512(void) {
    _mm_sfence();
}
#else
void gouw_lanes_divide_avx512(const gouw_lanes *lanes, const uint64_t *const *rows, size_t begin,
                              size_t end, const gouw_quotients *how) {
    (void)lanes;
    (void)rows;
    (void)begin;
    (void)end;
    (void)how;
}

void gouw_lanes_fence_avx512(void) {
}
#endif
