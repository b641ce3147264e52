/* Results read back: the table that a CSV or TSV file written by gouw holds.
 *
 * The names of columns are a contract, so the first line of a file tells which table of which
 * analysis it is, and from there every cell has its type again. What was written and read back is
 * the table as the analysis gave it: a chart drawn from it is the same, byte for byte.
 *
 * Columns may stand in any order, be left out, and others may stand between them: those are passed
 * over, unless one looks like a column that is not there, misspelt. A quote that was put before a
 * text so that a spreadsheet does not take it for a formula ('=1+1) is taken off again.
 */
#ifndef GOUW_RESULT_H
#define GOUW_RESULT_H

#include "gouw/arena.h"
#include "gouw/status.h"
#include "gouw/table.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Reads a file. Of tables with the same columns it is the one that the file is called after, else
 * the one wanted (NULL: none), else the first. The table and its texts are in the arena. GOUW_EIO
 * when it cannot be read; GOUW_EDATA with file:line:column for the first thing that is wrong with
 * it, and what to do. */
gouw_status gouw_result_read(const char *path, const char *wanted, gouw_arena *arena,
                             gouw_table **table, gouw_error *error);

#ifdef __cplusplus
}
#endif

#endif
