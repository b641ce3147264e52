/* Every 0/1 table with given row and column sums, by brute force: small ones only. */
#ifndef GOUW_TESTS_EVERY_TABLE_H
#define GOUW_TESTS_EVERY_TABLE_H

#include <stddef.h>
#include <stdint.h>

enum { EVERY_ROWS = 6, EVERY_COLUMNS = 8, EVERY_MOST = 4096 };

typedef struct every_table {
    size_t n_rows, n_columns, n_tables;
    uint32_t row_sum[EVERY_ROWS], column_sum[EVERY_COLUMNS];
    uint32_t table[EVERY_MOST][EVERY_ROWS]; /* rows as bits */
} every_table;

static void every_row(every_table *e, size_t row, uint32_t *rows, uint32_t *left) {
    if (row == e->n_rows) {
        for (size_t j = 0; j < e->n_columns; j++) {
            if (left[j] != 0)
                return;
        }
        for (size_t i = 0; i < e->n_rows && e->n_tables < EVERY_MOST; i++)
            e->table[e->n_tables][i] = rows[i];
        e->n_tables++;
        return;
    }
    for (uint32_t set = 0; set < UINT32_C(1) << e->n_columns; set++) {
        uint32_t size = 0, fits = 1;
        for (size_t j = 0; j < e->n_columns; j++) {
            size += set >> j & 1;
            fits &= (set >> j & 1) <= left[j];
        }
        if (size != e->row_sum[row] || !fits)
            continue;
        for (size_t j = 0; j < e->n_columns; j++)
            left[j] -= set >> j & 1;
        rows[row] = set;
        every_row(e, row + 1, rows, left);
        for (size_t j = 0; j < e->n_columns; j++)
            left[j] += set >> j & 1;
    }
}

/* Fills n_tables and table from the sums. n_tables above EVERY_MOST: too many to list. */
static void every_fill(every_table *e) {
    uint32_t rows[EVERY_ROWS], left[EVERY_COLUMNS];
    for (size_t j = 0; j < e->n_columns; j++)
        left[j] = e->column_sum[j];
    e->n_tables = 0;
    every_row(e, 0, rows, left);
}

#endif
