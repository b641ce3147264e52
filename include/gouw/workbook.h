/* Tables as a workbook (.xlsx) for spreadsheets: a sheet a table, typed cells, the header frozen
 * and with filters, and at each column a note that says what it is and in which unit.
 *
 * Exact values as CSV has them, shown rounded. Dates are dates from 1900 on, text before that.
 * Missing is an empty cell. Same tables and day: same bytes.
 */
#ifndef GOUW_WORKBOOK_H
#define GOUW_WORKBOOK_H

#include <stdbool.h>
#include <stddef.h>

#include "gouw/arena.h"
#include "gouw/date.h"
#include "gouw/status.h"
#include "gouw/table.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Writes path; an existing file is replaced only if replace. created is the day that the workbook
 * bears; GOUW_DAY_NONE: 1980-01-01. GOUW_EDATA where a table is larger than a sheet may be. */
gouw_status gouw_workbook_write(const char *path, const gouw_table *const *tables, size_t n_tables,
                                gouw_day created, bool replace, gouw_arena *arena,
                                gouw_error *error);

/* Whether this program can write workbooks: the library can, a program that was linked statically
 * need not. */
bool gouw_workbook_built(void);

#ifdef __cplusplus
}
#endif

#endif
