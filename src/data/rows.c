#include "data/rows.h"

enum { FIRST = 64, MOST_GROWTH = 16 };

void gouw_rows_init(gouw_rows *rows, gouw_arena *arena, gouw_arena *work, size_t size) {
    *rows = (gouw_rows){.arena = arena, .work = work, .size = size};
}

static size_t larger(const gouw_rows *rows, double share) {
    if (rows->capacity == 0)
        return FIRST;
    const double n = (double)rows->n;
    const double likely = share > 0 ? n / share * 1.05 : 0;
    const double factor = likely < 2 * n ? 2 : likely > MOST_GROWTH * n ? MOST_GROWTH : likely / n;
    return (size_t)(n * factor) + 1;
}

bool gouw_rows_grow(gouw_rows *rows, double share) {
    const size_t capacity = larger(rows, share);
    char *data = gouw_arena_grow(rows->arena, rows->data, rows->n, capacity, rows->size);
    uint32_t *lines = gouw_arena_grow(rows->work, rows->lines, rows->n, capacity, sizeof *lines);
    if (data == NULL || lines == NULL)
        return false;
    rows->data = data;
    rows->lines = lines;
    rows->capacity = capacity;
    return true;
}

void gouw_rows_take(gouw_rows *rows, size_t line) {
    rows->lines[rows->n++] = line < UINT32_MAX ? (uint32_t)line : UINT32_MAX;
}
