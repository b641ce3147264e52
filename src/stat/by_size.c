#include "stat/by_size.h"

#include <string.h>

/* The rows by size, by counting. */
static uint32_t *order_of(const gouw_pairs *pairs, gouw_arena *arena) {
    const size_t n = pairs->bits->n_rows, m = pairs->bits->n_columns;
    uint32_t *order = gouw_arena_array(arena, n, sizeof *order);
    size_t *start = gouw_arena_array(arena, m + 2, sizeof *start);
    if (order == NULL || start == NULL)
        return NULL;
    const bool weighted = gouw_measures[pairs->measure].weighted;
    for (size_t i = 0; i < n; i++)
        start[weighted ? 0 : pairs->size[i] + 1]++;
    for (size_t k = 1; k <= m + 1; k++)
        start[k] += start[k - 1];
    for (size_t i = 0; i < n; i++)
        order[weighted ? i : start[pairs->size[i]]++] = (uint32_t)i;
    return order;
}

gouw_status gouw_by_size_sort(const gouw_pairs *pairs, bool with_empty, gouw_arena *arena,
                              gouw_by_size *sorted, gouw_error *error) {
    const size_t n_given = pairs->bits->n_rows, stride = pairs->bits->stride;
    const uint32_t *order = order_of(pairs, arena);
    uint32_t *size = gouw_arena_array(arena, n_given, sizeof *size);
    if (size == NULL || order == NULL)
        return gouw_fail_memory(error, n_given * sizeof *size);
    size_t n_empty = 0;
    while (!with_empty && n_empty < n_given && pairs->size[order[n_empty]] == 0)
        n_empty++;
    const size_t n = n_given - n_empty;
    sorted->n_left_out = n_empty;
    sorted->order = order + n_empty;
    const gouw_status status = gouw_bits_init(&sorted->bits, n, pairs->bits->n_columns, arena,
                                              error);
    for (size_t i = 0; i < n && status == GOUW_OK; i++) {
        memcpy(sorted->bits.words + i * stride, gouw_bits_row(pairs->bits, sorted->order[i]),
               stride * sizeof *sorted->bits.words);
        size[i] = pairs->size[sorted->order[i]];
    }
    sorted->pairs = *pairs;
    sorted->pairs.bits = &sorted->bits;
    sorted->pairs.size = size;
    return status;
}
