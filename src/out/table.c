#include "gouw/table.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/quote.h"

#include "gouw/number.h"

static gouw_cell missing_cell(gouw_type type) {
    switch (type) {
    case GOUW_TEXT:
        return (gouw_cell){.text = NULL};
    case GOUW_REAL:
        return (gouw_cell){.real = NAN};
    case GOUW_DATE:
        return (gouw_cell){.integer = GOUW_DAY_NONE};
    case GOUW_INTEGER:
    case GOUW_YESNO:
        break;
    }
    return (gouw_cell){.integer = GOUW_INTEGER_NONE};
}

bool gouw_cell_missing(gouw_type type, gouw_cell cell) {
    switch (type) {
    case GOUW_TEXT:
        return cell.text == NULL;
    case GOUW_REAL:
        return isnan(cell.real);
    case GOUW_DATE:
        return cell.integer == GOUW_DAY_NONE;
    case GOUW_INTEGER:
    case GOUW_YESNO:
        break;
    }
    return cell.integer == GOUW_INTEGER_NONE;
}

gouw_table *gouw_table_new(gouw_arena *arena, const gouw_table_spec *spec) {
    gouw_table *table = gouw_arena_alloc(arena, sizeof *table);
    if (table == NULL)
        return NULL;
    table->columns = gouw_arena_grow(arena, spec->columns, spec->n_columns, spec->n_columns,
                                     sizeof *table->columns);
    table->cells = gouw_arena_array(arena, spec->n_columns, sizeof *table->cells);
    if (table->columns == NULL || table->cells == NULL)
        return NULL;
    table->name = spec->name;
    table->title = spec->title;
    table->n_columns = spec->n_columns;
    table->arena = arena;
    return table;
}

gouw_status gouw_table_add_column(gouw_table *table, const gouw_column *column, gouw_error *error) {
    const size_t n = table->n_columns;
    gouw_column *columns = gouw_arena_grow(table->arena, table->columns, n, n + 1,
                                           sizeof *table->columns);
    gouw_cell **cells = gouw_arena_grow(table->arena, table->cells, n, n + 1, sizeof *table->cells);
    if (columns == NULL || cells == NULL)
        return gouw_fail_memory(error, (n + 1) * sizeof *columns);
    columns[n] = *column;
    table->columns = columns;
    table->cells = cells;
    table->n_columns = n + 1;
    return GOUW_OK;
}

void gouw_table_drop_column(gouw_table *table, const char *name) {
    const size_t at = gouw_table_find(table, name);
    if (at == SIZE_MAX)
        return;
    const size_t behind = table->n_columns - at - 1;
    memmove(table->columns + at, table->columns + at + 1, behind * sizeof *table->columns);
    memmove(table->cells + at, table->cells + at + 1, behind * sizeof *table->cells);
    table->n_columns--;
}

static gouw_status grow_rows(gouw_table *table, gouw_error *error) {
    const size_t capacity = table->capacity == 0 ? 16 : table->capacity * 2;
    for (size_t c = 0; c < table->n_columns; c++) {
        gouw_cell *cells = gouw_arena_grow(table->arena, table->cells[c], table->n_rows, capacity,
                                           sizeof *cells);
        if (cells == NULL)
            return gouw_fail_memory(error, capacity * sizeof *cells);
        table->cells[c] = cells;
    }
    table->capacity = capacity;
    return GOUW_OK;
}

gouw_status gouw_table_add_row(gouw_table *table, gouw_error *error) {
    if (table->n_rows == table->capacity) {
        const gouw_status status = grow_rows(table, error);
        if (status != GOUW_OK)
            return status;
    }
    for (size_t c = 0; c < table->n_columns; c++)
        table->cells[c][table->n_rows] = missing_cell(table->columns[c].type);
    table->n_rows++;
    return GOUW_OK;
}

static void set(gouw_table *table, const char *column, gouw_cell value) {
    const size_t c = gouw_table_find(table, column);
    if (c != SIZE_MAX)
        table->cells[c][table->n_rows - 1] = value;
}

void gouw_table_set_text(gouw_table *table, const char *column, const char *value) {
    set(table, column, (gouw_cell){.text = value});
}

void gouw_table_set_integer(gouw_table *table, const char *column, int64_t value) {
    set(table, column, (gouw_cell){.integer = value});
}

void gouw_table_set_real(gouw_table *table, const char *column, double value) {
    set(table, column, (gouw_cell){.real = fabs(value) <= GOUW_NUMBER_MOST ? value : (double)NAN});
}

void gouw_table_set_date(gouw_table *table, const char *column, gouw_day value) {
    set(table, column, (gouw_cell){.integer = value});
}

size_t gouw_table_find(const gouw_table *table, const char *column) {
    for (size_t c = 0; c < table->n_columns; c++)
        if (strcmp(table->columns[c].name, column) == 0)
            return c;
    return SIZE_MAX;
}

static gouw_cell get(const gouw_table *table, size_t row, const char *column, gouw_type otherwise) {
    const size_t c = gouw_table_find(table, column);
    return c == SIZE_MAX ? missing_cell(otherwise) : table->cells[c][row];
}

const char *gouw_table_text(const gouw_table *table, size_t row, const char *column) {
    const size_t c = gouw_table_find(table, column);
    return c == SIZE_MAX || table->columns[c].type != GOUW_TEXT ? NULL : table->cells[c][row].text;
}

int64_t gouw_table_integer(const gouw_table *table, size_t row, const char *column) {
    return get(table, row, column, GOUW_INTEGER).integer;
}

double gouw_table_real(const gouw_table *table, size_t row, const char *column) {
    return get(table, row, column, GOUW_REAL).real;
}

gouw_day gouw_table_date(const gouw_table *table, size_t row, const char *column) {
    return (gouw_day)get(table, row, column, GOUW_DATE).integer;
}

static bool is_same(const char *a, const char *b) {
    return a != NULL && b != NULL && strcmp(a, b) == 0;
}

const char *gouw_table_label(const gouw_table *labels, const char *kind, const char *id) {
    for (size_t r = 0; labels != NULL && r < labels->n_rows; r++)
        if (is_same(gouw_table_text(labels, r, "kind"), kind) &&
            is_same(gouw_table_text(labels, r, "id"), id))
            return gouw_table_text(labels, r, "label");
    return id;
}

void gouw_results_init(gouw_results *results, gouw_arena *arena) {
    *results = (gouw_results){.edition = GOUW_DAY_NONE, .arena = arena};
}

gouw_status gouw_results_add(gouw_results *results, const gouw_table_spec *spec, gouw_table **table,
                             gouw_error *error) {
    const size_t n = results->n_tables;
    gouw_table **tables = gouw_arena_grow(results->arena, results->tables, n, n + 1,
                                          sizeof *tables);
    *table = gouw_table_new(results->arena, spec);
    if (tables == NULL || *table == NULL)
        return gouw_fail_memory(error, sizeof **table);
    tables[n] = *table;
    results->tables = tables;
    results->n_tables = n + 1;
    return GOUW_OK;
}

static char *format_text(gouw_arena *arena, const char *format, va_list args) {
    va_list again;
    va_copy(again, args);
    const int length = vsnprintf(NULL, 0, format, again);
    va_end(again);
    char *text = length < 0 ? NULL : gouw_arena_alloc(arena, (size_t)length + 1);
    if (text != NULL)
        (void)vsnprintf(text, (size_t)length + 1, format, args);
    return text;
}

gouw_status gouw_results_remark(gouw_results *results, gouw_error *error, gouw_remark_kind kind,
                                const char *format, ...) {
    const size_t n = results->n_remarks;
    gouw_remark *remarks = results->remarks;
    if ((n & (n - 1)) == 0) /* room for a power of two: now it is full */
        remarks = gouw_arena_grow(results->arena, remarks, n, n == 0 ? 1 : 2 * n, sizeof *remarks);
    va_list args;
    va_start(args, format);
    char *text = format_text(results->arena, format, args);
    va_end(args);
    if (remarks == NULL || text == NULL)
        return gouw_fail_memory(error, sizeof *remarks);
    gouw_make_plain(text);
    remarks[n] = (gouw_remark){.kind = kind, .text = text};
    results->remarks = remarks;
    results->n_remarks = n + 1;
    return GOUW_OK;
}

const gouw_table *gouw_results_find(const gouw_results *results, const char *name) {
    for (size_t i = 0; i < results->n_tables; i++)
        if (strcmp(results->tables[i]->name, name) == 0)
            return results->tables[i];
    return NULL;
}
