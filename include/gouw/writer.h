/* Tables as text, CSV, TSV, JSON and Markdown.
 *
 * CSV is RFC 4180 with LF line ends, UTF-8 without byte-order mark, and a header line. Numbers in
 * CSV, TSV and JSON are the shortest that read back exactly; text and Markdown round for people.
 * Missing is an empty field, in JSON null.
 *
 * Text in CSV and TSV that a spreadsheet would run as a formula (gouw_text_runs) gets an apostrophe
 * in front, as OWASP advises; the readers of gouw take it away again. Numbers never do.
 */
#ifndef GOUW_WRITER_H
#define GOUW_WRITER_H

#include "gouw/sink.h"
#include "gouw/status.h"
#include "gouw/table.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum gouw_format {
    GOUW_FORMAT_TEXT,
    GOUW_FORMAT_CSV,
    GOUW_FORMAT_TSV,
    GOUW_FORMAT_JSON,
    GOUW_FORMAT_MARKDOWN,
    GOUW_N_FORMATS
} gouw_format;

/* "text", "csv", "tsv", "json", "markdown", NULL: the choices of --format. */
extern const char *const gouw_format_names[];

/* The usual ending of a file name, without the dot: "txt", "csv", "tsv", "json", "md". */
const char *gouw_format_ending(gouw_format format);

/* Writes one table. Faults of the sink show when it is closed. */
void gouw_table_write(const gouw_table *table, gouw_format format, gouw_sink *sink);

/* The same without the guard: for readers that are no spreadsheets. */
void gouw_table_write_unguarded(const gouw_table *table, gouw_format format, gouw_sink *sink);

/* Writes one cell as CSV would, without quoting: the exact value, "" if missing. */
void gouw_cell_write_exact(gouw_type type, gouw_cell cell, gouw_sink *sink);

/* Writes one cell as a person reads it: rounded as the column says, "" if missing. */
void gouw_cell_write_rounded(const gouw_column *column, gouw_cell cell, gouw_sink *sink);

/* One step of a cell that looks like GOUW_LOOK_STEPS: its date as stated, "no date" and "(done)" in
 * the language of the reader. */
void gouw_step_write(const char *text, size_t length, gouw_sink *sink);

#ifdef __cplusplus
}
#endif

#endif
