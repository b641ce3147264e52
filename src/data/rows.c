#include "data/rows.h"

#include <string.h>

enum { BLOCK = 1 << GOUW_ROWS_SHIFT };

void gouw_rows_init(gouw_rows *rows, gouw_arena *arena, size_t size) {
    *rows = (gouw_rows){.arena = arena, .size = size};
}

/* Adds a block; the list of blocks doubles whenever its length is a power of two. */
static char *block_add(gouw_rows *rows) {
    const size_t n = rows->n_blocks;
    if ((n & (n - 1)) == 0) {
        char **blocks = gouw_arena_grow(rows->arena, rows->blocks, n, n == 0 ? 1 : 2 * n,
                                        sizeof *blocks);
        if (blocks == NULL)
            return NULL;
        rows->blocks = blocks;
    }
    char *block = gouw_arena_array(rows->arena, BLOCK, rows->size);
    if (block != NULL)
        rows->blocks[rows->n_blocks++] = block;
    return block;
}

void *gouw_rows_add(gouw_rows *rows, const void *row) {
    if (rows->n == rows->n_blocks * BLOCK && block_add(rows) == NULL)
        return NULL;
    return memcpy(gouw_rows_at(rows, rows->n++), row, rows->size);
}
