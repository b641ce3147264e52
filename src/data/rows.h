/* The rows of a file side by side, and the lines they stand on. A row is read into the free place
 * behind the last one and taken only if it is good.
 *
 *     data    [row][row][row][free ........]     of one size
 *     lines   [  2][  3][  5][ ............]
 */
#ifndef GOUW_DATA_ROWS_H
#define GOUW_DATA_ROWS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "gouw/arena.h"

typedef struct gouw_rows {
    gouw_arena *arena; /* for data */
    gouw_arena *work;  /* for lines */
    size_t size;       /* bytes a row */
    size_t n, capacity;
    char *data;
    uint32_t *lines; /* the largest number stands for all above */
} gouw_rows;

void gouw_rows_init(gouw_rows *rows, gouw_arena *arena, gouw_arena *work, size_t size);

/* Makes room for at least one more row; false when memory is out. share is how much of the file
 * was read, from 0 to 1: the room grows to what the whole is likely to need, but at least twofold
 * and at most sixteenfold, so that pages are touched once. */
bool gouw_rows_grow(gouw_rows *rows, double share);

static inline bool gouw_rows_full(const gouw_rows *rows) {
    return rows->n == rows->capacity;
}

/* Takes the row that was read into the free place, gouw_rows_at(rows, rows->n). */
void gouw_rows_take(gouw_rows *rows, size_t line);

static inline void *gouw_rows_at(const gouw_rows *rows, size_t i) {
    return rows->data + i * rows->size;
}

#endif
