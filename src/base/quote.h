/* Text of a user inside a message: trimmed, shortened, and harmless to a terminal. */
#ifndef GOUW_BASE_QUOTE_H
#define GOUW_BASE_QUOTE_H

#include <stddef.h>

#define GOUW_QUOTE_SHOWN 72                     /* bytes of the text that are shown at most */
#define GOUW_QUOTE       (GOUW_QUOTE_SHOWN + 4) /* and an ellipsis and NUL */

/* Copies text[0..length) for use between quotes: cut at a character when it is long, with an
 * ellipsis behind; control characters and bytes that are not UTF-8 become '?'. Returns out. */
char *gouw_quote(const char *text, size_t length, char out[GOUW_QUOTE]);

/* Makes text that names of a user stand in harmless to a terminal, where it stands: line ends and
 * tabs become blanks, other control characters '?'. */
void gouw_make_plain(char *text);

/* The length in bytes of the control character that text, which ends with NUL, begins with; 0 if
 * it begins with none: C0, DEL, C1, and what turns the direction of all that follows (U+202A-202E,
 * U+2066-2069). */
size_t gouw_control_length(const char *text);

/* The length in bytes of the character at text[0..length), length > 0; 1 if it is not UTF-8. */
size_t gouw_character_length(const char *text, size_t length);

/* Moves both ends of text[0..length) inwards past blanks: ASCII white space and U+00A0, which
 * word processors put between a day and its month. */
void gouw_trim(const char **text, size_t *length);

#endif
