/* The rows of a file side by side, and the lines they stand on. A row is read into the free place
 * behind the last one and taken only if it is good.
 *
 *     data    [row][row][row][free ........]     of one size
 *     beside  [txt][txt][txt][ ............]     a text of each, of files that have such a column
 *     lines   [  2][  3][  5][ ............]     none while each row stands on the next line
 *
 * A row of region_themes.csv takes 16 bytes, 24 with a column of sources, and 4 more while it is
 * read where a line was left out or holds no row. Room that is not needed is not touched.
 */
#ifndef GOUW_DATA_ROWS_H
#define GOUW_DATA_ROWS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "gouw/arena.h"

typedef struct gouw_rows {
    gouw_arena *arena; /* for data and beside */
    gouw_arena *work;  /* for lines */
    size_t size;       /* bytes a row */
    size_t n, capacity;
    char *data;
    const char **beside; /* NULL = there is no such column */
    bool has_beside;
    size_t first;    /* the line of the first row */
    uint32_t *lines; /* NULL: row i stands on line first + i; the largest stands for all above */
} gouw_rows;

void gouw_rows_init(gouw_rows *rows, gouw_arena *arena, gouw_arena *work, size_t size,
                    bool has_beside);

/* Makes room for at least one more row; false when memory is out. share is how much of the file
 * was read, from 0 to 1: the room grows to what the whole is likely to need, but at least twofold
 * and at most sixteenfold, so that pages are touched once. From 65,536 rows on, which tell well
 * what is to come, at most 256-fold. */
bool gouw_rows_grow(gouw_rows *rows, double share);

/* Makes room for n rows and no more, of rows that are empty; false when memory is out. */
bool gouw_rows_reserve(gouw_rows *rows, size_t n);

/* Writes the line of every row down, so that rows can change places; false when memory is out. */
bool gouw_rows_spell_lines(gouw_rows *rows);

/* Takes the row that was read into the free place, gouw_rows_at(rows, rows->n); false when memory
 * is out. */
bool gouw_rows_take_any(gouw_rows *rows, size_t line, const char *beside);

static inline bool gouw_rows_take(gouw_rows *rows, size_t line, const char *beside) {
    if (rows->n == 0 || line != rows->first + rows->n || rows->lines != NULL ||
        rows->beside != NULL)
        return gouw_rows_take_any(rows, line, beside);
    rows->n++;
    return true;
}

static inline bool gouw_rows_full(const gouw_rows *rows) {
    return rows->n == rows->capacity;
}

static inline void *gouw_rows_at(const gouw_rows *rows, size_t i) {
    return rows->data + i * rows->size;
}

static inline size_t gouw_rows_line(const gouw_rows *rows, size_t i) {
    return rows->lines == NULL ? rows->first + i : rows->lines[i];
}

#endif
