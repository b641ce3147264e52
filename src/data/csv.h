/* Reads CSV records and says what is wrong with the file, to the line and the field.
 *
 * The first record is the header: it fixes the number of fields, and the delimiter where none is
 * given. Every later record comes out in order, faulty ones too and marked, so that the caller
 * can still learn which id they define. Faults that the reader sees itself are findings: quotes,
 * number of fields, NUL bytes, invalid UTF-8, blank lines, records above GOUW_LINE_LIMIT.
 */
#ifndef GOUW_DATA_CSV_H
#define GOUW_DATA_CSV_H

#include <stdbool.h>
#include <stddef.h>

#include "data/findings.h"
#include "data/input.h"
#include "data/lines.h"
#include "gouw/arena.h"
#include "gouw/status.h"

enum { GOUW_FIELD_AHEAD = 16 };

/* From text on GOUW_FIELD_AHEAD bytes can be read, whatever the length: what follows is any. */
typedef struct gouw_field {
    const char *text; /* NUL behind it; valid until the next record is asked for */
    size_t length;
    size_t line; /* where it begins */
} gouw_field;

typedef struct gouw_record {
    const gouw_field *fields;
    size_t n;
    size_t line; /* where it begins */
    bool faulty; /* a finding was made about it */
} gouw_record;

typedef struct gouw_csv gouw_csv;

/* A reader of an open source, which stays the caller's. delimiter NUL: ',', ';' or tab, the one
 * that the header line holds most of. Findings go to the file that was begun. */
gouw_status gouw_csv_open(gouw_source *source, char delimiter, gouw_findings *findings,
                          gouw_arena *work, gouw_csv **csv, gouw_error *error);

/* The next record; NULL at the end. GOUW_EIO, GOUW_EMEMORY. */
gouw_status gouw_csv_next(gouw_csv *csv, const gouw_record **record, gouw_error *error);

/* The line taken last, from 1, and the byte of the file behind it: where the next record begins. */
typedef struct gouw_csv_place {
    size_t line, offset;
} gouw_csv_place;

gouw_csv_place gouw_csv_where(const gouw_csv *csv);

/* Tells a reader that was just opened that its source goes on behind a header of n_fields, with so
 * many fields, at that line. */
void gouw_csv_go_on(gouw_csv *csv, size_t n_fields, size_t line);

/* A field, from 0, of what is likely the n-th record behind this one; NULL where that is not known.
 * A hint: it may be any field of the file. */
const gouw_field *gouw_csv_ahead(const gouw_csv *csv, size_t n, size_t field);

/* How much of the file was read, from 0 to 1. */
double gouw_csv_share(const gouw_csv *csv);

/* The delimiter in use; known once the header was read. */
char gouw_csv_delimiter(const gouw_csv *csv);

/* Gives back what libcsv holds. NULL is fine. */
void gouw_csv_close(gouw_csv *csv);

#endif
