/* A file line by line, in a buffer that grows no further than the longest line allowed. */
#ifndef GOUW_DATA_LINES_H
#define GOUW_DATA_LINES_H

#include <stdbool.h>
#include <stddef.h>

#include "data/findings.h"
#include "data/input.h"
#include "gouw/arena.h"
#include "gouw/limits.h"
#include "gouw/status.h"

typedef struct gouw_lines {
    gouw_source *source;
    gouw_findings *findings;
    gouw_arena *work;
    char *buffer; /* [begin, end) is not yet taken */
    size_t capacity, begin, end;
    size_t line;   /* the number of the line taken last, from 1 */
    size_t offset; /* the byte of the file behind it */
    bool at_end;   /* the source is exhausted */
    bool has_cr;   /* some line may end with a carriage return */
    bool is_plain; /* so far ASCII without NUL */
} gouw_lines;

#define GOUW_LINE_LIMIT ((size_t)GOUW_LIMIT_LINE)

enum { GOUW_BLOCK = 1 << 11 }; /* its fields stay in the fastest cache; small files need little */

/* Starts reading; passes over a byte-order mark. A file that is no UTF-8 text at all is a finding
 * and has no lines. */
gouw_status gouw_lines_open(gouw_lines *lines, gouw_source *source, gouw_findings *findings,
                            gouw_arena *work, gouw_error *error);

/* The next line with its end, LF, CRLF or CR alone; the last line of a file that lacks its end
 * gets one. length 0 at the end of the file. The text is valid until the next call, and may be
 * changed till then. A line above the limit is a finding and passed over. */
gouw_status gouw_lines_next(gouw_lines *lines, const char **text, size_t *length,
                            gouw_error *error);

/* As many lines as stand in the buffer, at most GOUW_BLOCK bytes of them, that end with LF or CRLF
 * and hold no quote; length 0 where the next line is not like that. line is for the caller to
 * count. The text is valid until the next call. */
void gouw_lines_block(gouw_lines *lines, const char **text, size_t *length);

/* Goes back to where offset and line were as given. */
gouw_status gouw_lines_rewind(gouw_lines *lines, size_t offset, size_t line, gouw_error *error);

/* Whether all bytes are ASCII and none is NUL. */
bool gouw_text_plain(const char *text, size_t length);

#endif
