/* A phrase cut into words, in a form that can be compared: lower case, without accents. */
#ifndef GOUW_BASE_WORDS_H
#define GOUW_BASE_WORDS_H

#include <stdbool.h>
#include <stddef.h>

#define GOUW_WORDS_MAX   32
#define GOUW_WORDS_BYTES 256

typedef struct gouw_word {
    const char *fold; /* compared: "vóór" is "voor"; a hyphen "-", a longer dash "--" */
    const char *text; /* as written */
    size_t length;
    bool blank_before;
    bool is_date; /* a whole date in figures: EDTF, or what a spreadsheet writes */
} gouw_word;

typedef struct gouw_words {
    gouw_word word[GOUW_WORDS_MAX];
    size_t n;
    char fold[GOUW_WORDS_BYTES];
} gouw_words;

/* Cuts text[0..length) at blanks, at marks (each a word of its own; a full stop is dropped) and
 * around four figures that touch letters ("2026Q1"). False when it is too long for a phrase. out
 * points into text and into itself: do not copy it. */
bool gouw_words_cut(const char *text, size_t length, gouw_words *out);

#endif
