/* What the words of a phrase mean, in Dutch and English. */
#ifndef GOUW_BASE_LEXICON_H
#define GOUW_BASE_LEXICON_H

#include "base/words.h"

typedef enum gouw_word_kind {
    GOUW_WORD_NONE, /* not known */
    GOUW_WORD_FILLER,
    GOUW_WORD_UNIT_FILLER, /* "maand", "jaar": says nothing, but not behind a number */
    /* parts of a date; the value is what they stand for */
    GOUW_WORD_YEAR,    /* four figures */
    GOUW_WORD_NUMBER,  /* one or two figures */
    GOUW_WORD_ORDINAL, /* 0 is the last */
    GOUW_WORD_MONTH,   /* 1-12 */
    GOUW_WORD_PART,    /* 1-3: begin, medio, eind */
    GOUW_WORD_PERIOD,  /* the number of EDTF: a season, "Q1", "H1" */
    GOUW_WORD_UNIT,    /* the number of EDTF of the first: a quarter or a half */
    GOUW_WORD_HALF,    /* "half": "first half", but "half juni" is medio */
    GOUW_WORD_RECESS,  /* a time of no fixed dates: first month * 100 + number of months */
    GOUW_WORD_ENTIRE,  /* a whole date in figures */
    GOUW_WORD_OWN,     /* a phrase of the user: its row */
    /* relative to the day of writing */
    GOUW_WORD_ANY_YEAR, /* "volgend jaar": years from now */
    GOUW_WORD_NEXT,     /* "komend", before a month or season */
    GOUW_WORD_COMING,   /* "komende maanden": unit in months * 100 + first * 10 + number */
    /* between and before dates */
    GOUW_WORD_AND,
    GOUW_WORD_TO,
    GOUW_WORD_THROUGH, /* also before a date: by */
    GOUW_WORD_OF,      /* English: nothing; Dutch: or */
    GOUW_WORD_HYPHEN,  /* within a word */
    GOUW_WORD_DASH,
    GOUW_WORD_SLASH,
    GOUW_WORD_COMMA,
    GOUW_WORD_APOSTROPHE,
    GOUW_WORD_BETWEEN,
    GOUW_WORD_BEFORE,
    GOUW_WORD_BY,
    GOUW_WORD_AFTER,
    GOUW_WORD_FROM,
    GOUW_WORD_UNTIL,   /* with or without the date itself: not read */
    GOUW_WORD_ABOUT,   /* not read: "~" says it */
    GOUW_WORD_UNDATED, /* "n.n.b." */
    GOUW_N_WORD_KINDS
} gouw_word_kind;

/* The longest entry that starts at words->word[at]: its kind and value, and the number of words it
 * takes. Numbers are not looked up here. GOUW_WORD_NONE and 0 if there is none. */
gouw_word_kind gouw_lexicon_find(const gouw_words *words, size_t at, int *value, size_t *n_words);

/* Whether the word says nothing: an article or a preposition. */
bool gouw_lexicon_is_filler(const char *word);

/* The known word that word may be meant to be; NULL if none is near or it is known itself. */
const char *gouw_lexicon_nearest(const char *word);

#endif
