/* A user's own phrases: finding them among the words of a text, and what they mean. */
#ifndef GOUW_BASE_OWN_H
#define GOUW_BASE_OWN_H

#include "base/words.h"
#include "gouw/date.h"

/* The row that stands at each word of a text, and the number of words it takes: 0 for none. */
typedef struct gouw_own_found {
    size_t row[GOUW_WORDS_MAX];
    size_t n_words[GOUW_WORDS_MAX];
} gouw_own_found;

/* Finds the rows among the words: at each the longest, and of these the last. own may be NULL. */
void gouw_own_find(const gouw_phrases *own, const gouw_words *words, gouw_own_found *out);

/* Whether the row takes the year behind it. */
bool gouw_own_is_yearly(const gouw_phrase *row);

/* What the row means; year is used where it is yearly. False beyond the years that days are
 * counted for, or if gouw_phrase_check refuses the row. */
bool gouw_own_resolve(const gouw_phrase *row, int year, gouw_when *out);

#endif
