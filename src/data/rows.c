#include "data/rows.h"

enum { FIRST = 64, MANY = 1 << 16, MOST_GROWTH = 16, MOST_GROWTH_OF_MANY = 256 };

void gouw_rows_init(gouw_rows *rows, gouw_arena *arena, gouw_arena *work, size_t size,
                    bool has_beside) {
    *rows = (gouw_rows){.arena = arena, .work = work, .size = size, .has_beside = has_beside};
}

static size_t larger(const gouw_rows *rows, double share) {
    if (rows->capacity == 0)
        return FIRST;
    const double n = (double)rows->n;
    const double likely = share > 0 ? n / share * 1.05 : 0;
    const double most = rows->n < MANY ? MOST_GROWTH : MOST_GROWTH_OF_MANY;
    const double factor = likely < 2 * n ? 2 : likely > most * n ? most : likely / n;
    return (size_t)(n * factor) + 1;
}

static bool lines_grow(gouw_rows *rows, size_t capacity) {
    rows->lines = gouw_arena_grow(rows->work, rows->lines, rows->n, capacity, sizeof *rows->lines);
    return rows->lines != NULL;
}

static bool beside_grow(gouw_rows *rows, size_t capacity) {
    rows->beside = gouw_arena_grow(rows->arena, rows->beside, rows->n, capacity,
                                   sizeof *rows->beside);
    return rows->beside != NULL;
}

bool gouw_rows_grow(gouw_rows *rows, double share) {
    const size_t capacity = larger(rows, share);
    char *data = gouw_arena_grow(rows->arena, rows->data, rows->n, capacity, rows->size);
    if (data == NULL || (rows->lines != NULL && !lines_grow(rows, capacity)) ||
        (rows->has_beside && !beside_grow(rows, capacity)))
        return false;
    rows->data = data;
    rows->capacity = capacity;
    return true;
}

bool gouw_rows_reserve(gouw_rows *rows, size_t n) {
    rows->data = gouw_arena_array(rows->arena, n, rows->size);
    rows->capacity = rows->data == NULL ? 0 : n;
    return rows->data != NULL;
}

static uint32_t stored(size_t line) {
    return line < UINT32_MAX ? (uint32_t)line : UINT32_MAX;
}

bool gouw_rows_spell_lines(gouw_rows *rows) {
    if (rows->lines != NULL)
        return true;
    rows->lines = gouw_arena_array(rows->work, rows->capacity, sizeof *rows->lines);
    for (size_t i = 0; rows->lines != NULL && i < rows->n; i++)
        rows->lines[i] = stored(rows->first + i);
    return rows->lines != NULL;
}

bool gouw_rows_take_any(gouw_rows *rows, size_t line, const char *beside) {
    if (rows->n == 0)
        rows->first = line;
    else if (line != rows->first + rows->n && !gouw_rows_spell_lines(rows))
        return false;
    if (rows->lines != NULL)
        rows->lines[rows->n] = stored(line);
    if (rows->beside != NULL)
        rows->beside[rows->n] = beside;
    rows->n++;
    return true;
}
