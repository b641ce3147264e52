/* All pairs of many sets: counts, similarities, nearest sets, pairs above a threshold.
 *
 * None of these needs the n x n matrix in memory. The result is the same for any number of
 * threads.
 */
#ifndef GOUW_STAT_PAIRS_H
#define GOUW_STAT_PAIRS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "gouw/measure.h"
#include "gouw/status.h"
#include "stat/bits.h"

/* The sets and how they are compared. bits is also needed for a weighted measure (its n_rows). */
typedef struct gouw_pairs {
    gouw_measure measure;
    const gouw_bits *bits;
    const uint32_t *size;  /* of each row: gouw_bits_sizes */
    const double *weights; /* n_rows x n_columns, for a weighted measure; else NULL */
    double empty;          /* similarity of two empty sets; NaN = not defined */
    unsigned threads;
    bool (*interrupted)(void *watch);            /* asked from any thread; NULL = never */
    void (*progress)(void *watch, double share); /* told by any thread; NULL = nobody looks */
    void *watch;
    const struct gouw_planes *planes; /* bits once more: gouw_pairs_lay_out; else NULL */
    const struct gouw_item_lists *items;
} gouw_pairs;

/* A block of columns [begin, end) against rows [begin, end). */
typedef struct gouw_block {
    size_t row_begin, row_end, column_begin, column_end;
} gouw_block;

/* Sizes of intersections of rows with rows: out[i * (column_end - column_begin) + j] for row
 * row_begin + i and row column_begin + j of bits. O(rows x columns x stride). */
void gouw_pairs_shared(const gouw_bits *bits, gouw_block block, uint32_t *out);

/* The similarity of sets a and b. */
double gouw_pairs_similarity(const gouw_pairs *pairs, size_t a, size_t b);

/* Rows [row_begin, row_end) of the matrix, each n_rows long; 0 and n_rows give all of it. Values
 * are those of gouw_pairs_similarity, NaN where not defined. The diagonal is 1, or what two empty
 * sets count as. */
gouw_status gouw_pairs_matrix(const gouw_pairs *pairs, size_t row_begin, size_t row_end, float *out,
                              gouw_error *error);

typedef struct gouw_neighbour {
    uint32_t row; /* UINT32_MAX: fewer than k neighbours */
    double similarity;
} gouw_neighbour;

/* The k most similar other sets of each set, out[n_rows x k], most similar first, ties by row.
 * Pairs that are not defined are no neighbours. O(n^2 stride) time, O(n k) memory. */
gouw_status gouw_pairs_nearest(const gouw_pairs *pairs, size_t k, gouw_neighbour *out,
                               gouw_error *error);

typedef struct gouw_pair {
    uint32_t a, b; /* a < b */
    double similarity;
} gouw_pair;

/* Calls found for every pair with a similarity of at least least, ordered by a, then b. A status
 * other than GOUW_OK from found ends the search and is returned. */
gouw_status gouw_pairs_above(const gouw_pairs *pairs, double least,
                             gouw_status (*found)(void *context, const gouw_pair *pair),
                             void *context, gouw_error *error);

#endif
