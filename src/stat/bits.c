/* Rows of bits: the presence of themes in regions, or of regions in themes.
 *
 * Whole words instead of bytes make a pairwise intersection one AND and one population count a
 * 64 columns; a region set of the usual size fits one word. Set operations that only need the
 * sizes use these rows; where the members must be walked, the lowest bit is taken off again and
 * again (word & (word - 1)), which costs a step a member and not a step a column.
 */
#include "stat/bits.h"

#include <string.h>

#include "base/i18n.h"

gouw_status gouw_bits_init(gouw_bits *bits, size_t n_rows, size_t n_columns, gouw_arena *arena,
                           gouw_error *error) {
    if (n_rows > UINT32_MAX || n_columns > UINT32_MAX)
        return gouw_fail(error, GOUW_EDATA, _("a table of %zu sets over %zu items is too large"),
                         n_rows, n_columns);
    const size_t stride = n_columns == 0 ? 1 : (n_columns + 63) / 64;
    if (n_rows > SIZE_MAX / sizeof(uint64_t) / stride)
        return gouw_fail_memory(error, SIZE_MAX);
    uint64_t *words = gouw_arena_array(arena, n_rows * stride, sizeof *words);
    if (words == NULL)
        return gouw_fail_memory(error, n_rows * stride * sizeof *words);
    *bits = (gouw_bits){.words = words, .n_rows = n_rows, .n_columns = n_columns, .stride = stride};
    return GOUW_OK;
}

uint32_t gouw_bits_count(const gouw_bits *bits, size_t row) {
    const uint64_t *words = gouw_bits_row(bits, row);
    uint32_t count = 0;
    for (size_t w = 0; w < bits->stride; w++)
        count += gouw_bits_ones(words[w]);
    return count;
}

uint32_t gouw_bits_shared(const gouw_bits *bits, size_t row_a, size_t row_b) {
    const uint64_t *a = gouw_bits_row(bits, row_a), *b = gouw_bits_row(bits, row_b);
    uint32_t count = 0;
    for (size_t w = 0; w < bits->stride; w++)
        count += gouw_bits_ones(a[w] & b[w]);
    return count;
}

uint32_t gouw_bits_first_equal(const gouw_bits *bits, size_t row) {
    size_t at = 0;
    while (gouw_bits_shared(bits, at, row) != gouw_bits_count(bits, row) ||
           gouw_bits_count(bits, at) != gouw_bits_count(bits, row))
        at++;
    return (uint32_t)at;
}

void gouw_bits_sizes(const gouw_bits *bits, uint32_t *size) {
    for (size_t row = 0; row < bits->n_rows; row++)
        size[row] = gouw_bits_count(bits, row);
}

void gouw_bits_degrees(const gouw_bits *bits, uint32_t *degree) {
    if (bits->n_columns > 0)
        memset(degree, 0, bits->n_columns * sizeof *degree);
    for (size_t i = 0; i < bits->n_rows * bits->stride; i++) {
        const size_t first = i % bits->stride * 64;
        for (uint64_t word = bits->words[i]; word != 0; word &= word - 1)
            degree[first + gouw_bits_lowest(word)]++;
    }
}

gouw_status gouw_bits_transpose(const gouw_bits *bits, gouw_bits *out, gouw_arena *arena,
                                gouw_error *error) {
    const gouw_status status = gouw_bits_init(out, bits->n_columns, bits->n_rows, arena, error);
    if (status != GOUW_OK)
        return status;
    for (size_t i = 0; i < bits->n_rows * bits->stride; i++) {
        const size_t first = i % bits->stride * 64;
        for (uint64_t word = bits->words[i]; word != 0; word &= word - 1)
            gouw_bits_set(out, first + gouw_bits_lowest(word), i / bits->stride);
    }
    return GOUW_OK;
}
