/* Strings: near misses, UTF-8 and ids. Nothing here depends on the locale. */
#ifndef GOUW_TEXT_H
#define GOUW_TEXT_H

#include <stdbool.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

#define GOUW_ID_MAX 64

/* Whether text[0..length) is an id: [a-z0-9][a-z0-9_-]*, at most GOUW_ID_MAX bytes. */
bool gouw_id_valid(const char *text, size_t length);

/* The offset of the first byte that is not valid UTF-8 (RFC 3629) or is NUL; length if none. */
size_t gouw_utf8_check(const char *text, size_t length);

/* The number of terminal columns of valid UTF-8 text: combining marks 0, East Asian wide 2. */
size_t gouw_utf8_width(const char *text);

/* The candidate nearest to text by Damerau-Levenshtein distance (optimal string alignment, bytes,
 * ASCII case ignored), or NULL when none is nearer than a third of the length, at least one edit
 * and at most three. Of equally near ones the first. O(n_candidates * length^2). */
const char *gouw_nearest(const char *text, const char *const *candidates, size_t n_candidates);

/* ASCII comparison without regard to case. */
bool gouw_equal_nocase(const char *a, const char *b);

/* Whether a spreadsheet may run a cell of this text as a formula: it begins with '=', '+', '-',
 * '@', tab or carriage return, behind any number of apostrophes, and is no plain number. CSV and
 * TSV get one more apostrophe in front of such text (the guard), and readers of CSV take one away:
 * what was written is read back as it was. */
bool gouw_text_runs(const char *text, size_t length);

#ifdef __cplusplus
}
#endif

#endif
