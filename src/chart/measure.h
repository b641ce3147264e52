/* How wide text is in DejaVu Sans, before anything is drawn, and how it is made to fit.
 *
 * Widths come from a table of advance widths; kerning is left out (it only narrows). A character
 * that is not in the table counts as an average one, or as two halves where it is a wide one.
 */
#ifndef GOUW_CHART_MEASURE_H
#define GOUW_CHART_MEASURE_H

#include <stdbool.h>
#include <stddef.h>

#include "gouw/arena.h"

/* A face: what decides how wide a text is. */
typedef struct gouw_face {
    double size; /* pixels */
    bool bold;
} gouw_face;

/* The bytes of the UTF-8 character at text, which is not empty; 0 when it is malformed. */
size_t gouw_utf8_length(const char *text);

/* Whether the character at text is one that is not shown and that no picture may hold: a mark that
 * changes the direction of text, a byte order mark, no character at all. */
bool gouw_utf8_unseen(const char *text);

/* The width of UTF-8 text in pixels. */
double gouw_text_width(const char *text, gouw_face face);

/* text itself when it fits in width, else a copy that ends in an ellipsis. NULL: memory is out. */
const char *gouw_text_shorten(gouw_arena *arena, const char *text, gouw_face face, double width);

/* Breaks text at blanks and behind hyphens into at most max_lines lines of at most width; the last
 * is shortened when it must be, and so is a word too long for a line. Returns the number of lines,
 * 0 when memory is out. lines has room for max_lines. */
size_t gouw_text_wrap(gouw_arena *arena, const char *text, gouw_face face, double width,
                      size_t max_lines, const char **lines);

#endif
