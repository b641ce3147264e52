/* Sets as rows of bits.
 *
 *     row 0   [word 0][word 1] ... [word stride - 1]     bit c of a row: word c / 64, bit c % 64
 *     row 1   [word 0] ...                               bits from n_columns on are 0
 */
#ifndef GOUW_STAT_BITS_H
#define GOUW_STAT_BITS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "gouw/arena.h"
#include "gouw/status.h"

typedef struct gouw_bits {
    uint64_t *words; /* n_rows x stride */
    size_t n_rows, n_columns;
    size_t stride; /* words a row, at least 1 */
} gouw_bits;

/* n_rows empty sets in a universe of n_columns. At most UINT32_MAX of either (GOUW_EDATA). */
gouw_status gouw_bits_init(gouw_bits *bits, size_t n_rows, size_t n_columns, gouw_arena *arena,
                           gouw_error *error);

static inline const uint64_t *gouw_bits_row(const gouw_bits *bits, size_t row) {
    return bits->words + row * bits->stride;
}

static inline void gouw_bits_set(gouw_bits *bits, size_t row, size_t column) {
    bits->words[row * bits->stride + column / 64] |= UINT64_C(1) << column % 64;
}

static inline bool gouw_bits_test(const gouw_bits *bits, size_t row, size_t column) {
    return (bits->words[row * bits->stride + column / 64] >> column % 64 & 1) != 0;
}

/* The number of ones in a word. */
static inline uint32_t gouw_bits_ones(uint64_t word) {
#if defined(__GNUC__)
    return (uint32_t)__builtin_popcountll(word);
#else
    word -= word >> 1 & UINT64_C(0x5555555555555555);
    word = (word & UINT64_C(0x3333333333333333)) + (word >> 2 & UINT64_C(0x3333333333333333));
    word = (word + (word >> 4)) & UINT64_C(0x0F0F0F0F0F0F0F0F);
    return (uint32_t)(word * UINT64_C(0x0101010101010101) >> 56);
#endif
}

/* The place of the lowest one in a word that is not 0. */
static inline uint32_t gouw_bits_lowest(uint64_t word) {
#if defined(__GNUC__)
    return (uint32_t)__builtin_ctzll(word);
#else
    return gouw_bits_ones((word & (0 - word)) - 1);
#endif
}

/* The size of the set in row. */
uint32_t gouw_bits_count(const gouw_bits *bits, size_t row);

/* The size of the intersection of two rows. */
uint32_t gouw_bits_shared(const gouw_bits *bits, size_t row_a, size_t row_b);

/* The first row that is the same set as row. O(row x stride). */
uint32_t gouw_bits_first_equal(const gouw_bits *bits, size_t row);

/* The sizes of all rows: size[0..n_rows). */
void gouw_bits_sizes(const gouw_bits *bits, uint32_t *size);

/* The number of rows that hold each column: degree[0..n_columns). */
void gouw_bits_degrees(const gouw_bits *bits, uint32_t *degree);

/* Rows become columns. out is initialised from the arena. */
gouw_status gouw_bits_transpose(const gouw_bits *bits, gouw_bits *out, gouw_arena *arena,
                                gouw_error *error);

#endif
