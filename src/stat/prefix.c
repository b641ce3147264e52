/* How many items a pair must share follows from the measure itself, by bisection on what it gives,
 * so that no rounding can lose a pair: a set of size a shares most for its likeness with a subset
 * of it, and in a list, which only larger sets look through, with a set of its own size. */
#include "stat/prefix.h"

#include <stdlib.h>

#include "stat/similarity.h"

bool gouw_prefix_fits(const gouw_pairs *sets, double least) {
    const gouw_measure measure = sets->measure;
    return least > 0 && !(sets->empty >= least) && sets->bits->n_rows > 0 &&
           (measure == GOUW_JACCARD || measure == GOUW_DICE || measure == GOUW_COSINE ||
            measure == GOUW_KULCZYNSKI);
}

/* The fewest items that a set of size a shares with a subset of it, or with a set as large, when
 * they are alike enough. */
static uint32_t least_shared(const gouw_pairs *sets, uint32_t a, bool as_large, double least) {
    uint32_t low = 1, high = a;
    while (low < high) {
        const uint32_t s = low + (high - low) / 2;
        if (gouw_similarity(sets->measure, a, as_large ? a : s, s, a) >= least)
            high = s;
        else
            low = s + 1;
    }
    return low;
}

typedef struct item {
    uint32_t degree, column;
} item;

static int by_rarity(const void *left, const void *right) {
    const item *x = left, *y = right;
    return x->degree != y->degree ? (x->degree > y->degree) - (x->degree < y->degree)
                                  : (x->column > y->column) - (x->column < y->column);
}

/* The rank of each column, 0 for the rarest; NULL when memory is out. */
static uint32_t *rank_columns(const gouw_bits *bits, gouw_arena *arena) {
    const size_t m = bits->n_columns;
    uint32_t *rank = gouw_arena_array(arena, m, sizeof *rank);
    item *items = gouw_arena_array(arena, m, sizeof *items);
    if (rank == NULL || items == NULL)
        return NULL;
    gouw_bits_degrees(bits, rank);
    for (uint32_t c = 0; c < m; c++)
        items[c] = (item){rank[c], c};
    if (m > 0)
        qsort(items, m, sizeof *items, by_rarity);
    for (uint32_t k = 0; k < m; k++)
        rank[items[k].column] = k;
    return rank;
}

static gouw_status turn_columns(const gouw_bits *bits, gouw_bits *out, gouw_arena *arena,
                                gouw_error *error) {
    const uint32_t *rank = rank_columns(bits, arena);
    if (rank == NULL)
        return gouw_fail_memory(error, bits->n_columns * sizeof *rank);
    const gouw_status status = gouw_bits_init(out, bits->n_rows, bits->n_columns, arena, error);
    for (size_t i = 0; i < bits->n_rows && status == GOUW_OK; i++) {
        const uint64_t *row = gouw_bits_row(bits, i);
        for (size_t w = 0; w < bits->stride; w++)
            for (uint64_t word = row[w]; word != 0; word &= word - 1)
                gouw_bits_set(out, i, rank[w * 64 + gouw_bits_lowest(word)]);
    }
    return status;
}

/* Walks the first items of every set. at NULL: counts them, at their item plus one, in start, and
 * those that are looked through in looks; else puts the sets into the lists, at[item] on. */
static void walk(const gouw_prefix *prefix, const uint32_t *size, const uint32_t *listed,
                 size_t *start, double *looks, size_t *at) {
    for (size_t i = 0; i < prefix->bits.n_rows; i++) {
        const uint64_t *set = gouw_bits_row(&prefix->bits, i);
        const uint32_t n_looks = gouw_prefix_length(prefix, size[i]);
        const uint32_t n_listed = size[i] == 0 ? 0 : size[i] - listed[size[i]] + 1;
        uint32_t c = 0;
        for (uint32_t k = 0; k < n_looks; k++, c++) {
            c = gouw_prefix_item(set, c);
            if (at != NULL && k < n_listed)
                prefix->rows[at[c]++] = (uint32_t)i;
            if (at == NULL) {
                start[c + 1] += k < n_listed;
                looks[c]++;
            }
        }
    }
}

gouw_status gouw_prefix_init(gouw_prefix *prefix, const gouw_pairs *sets, double least,
                             gouw_arena *arena, gouw_error *error) {
    const size_t n = sets->bits->n_rows, m = sets->bits->n_columns;
    const uint32_t largest = sets->size[n - 1];
    uint32_t *shared = gouw_arena_array(arena, (size_t)largest + 1, sizeof *shared);
    uint32_t *listed = gouw_arena_array(arena, (size_t)largest + 1, sizeof *listed);
    size_t *start = gouw_arena_array(arena, m + 1, sizeof *start);
    size_t *at = gouw_arena_array(arena, m + 1, sizeof *at);
    double *looks = gouw_arena_array(arena, m + 1, sizeof *looks);
    *prefix = (gouw_prefix){.least = shared, .start = start};
    if (shared == NULL || listed == NULL || start == NULL || at == NULL || looks == NULL)
        return gouw_fail_memory(error, m * sizeof *start);
    for (uint32_t a = 1; a <= largest; a++) {
        shared[a] = least_shared(sets, a, false, least);
        listed[a] = least_shared(sets, a, true, least);
    }
    const gouw_status status = turn_columns(sets->bits, &prefix->bits, arena, error);
    if (status != GOUW_OK)
        return status;
    walk(prefix, sets->size, listed, start, looks, NULL);
    for (size_t c = 0; c < m; c++) {
        prefix->n_pairs += looks[c] * (double)start[c + 1] / 2;
        start[c + 1] += start[c];
        at[c] = start[c];
    }
    prefix->rows = gouw_arena_array(arena, start[m], sizeof *prefix->rows);
    if (prefix->rows == NULL)
        return gouw_fail_memory(error, start[m] * sizeof *prefix->rows);
    walk(prefix, sets->size, listed, start, looks, at);
    return GOUW_OK;
}
