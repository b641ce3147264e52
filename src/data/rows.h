/* A list of rows of one size that grows without moving: blocks of equal length. For what a file
 * holds before it is known how many rows that is. */
#ifndef GOUW_DATA_ROWS_H
#define GOUW_DATA_ROWS_H

#include <stddef.h>

#include "gouw/arena.h"

typedef struct gouw_rows {
    gouw_arena *arena;
    size_t size; /* bytes a row */
    size_t n;
    char **blocks;
    size_t n_blocks;
} gouw_rows;

enum { GOUW_ROWS_SHIFT = 8 }; /* 256 rows a block */

void gouw_rows_init(gouw_rows *rows, gouw_arena *arena, size_t size);

/* A new row, a copy of row[0..size); NULL when memory is out. */
void *gouw_rows_add(gouw_rows *rows, const void *row);

static inline void *gouw_rows_at(const gouw_rows *rows, size_t i) {
    return rows->blocks[i >> GOUW_ROWS_SHIFT] +
           (i & (((size_t)1 << GOUW_ROWS_SHIFT) - 1)) * rows->size;
}

#endif
