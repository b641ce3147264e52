/* The sentence that the words of a date form. */
#ifndef GOUW_BASE_GRAMMAR_H
#define GOUW_BASE_GRAMMAR_H

#include "base/lexicon.h"
#include "gouw/date.h"

typedef struct gouw_token {
    gouw_word_kind kind;
    int value;
    gouw_when when; /* of GOUW_WORD_ENTIRE, and of GOUW_WORD_OWN whose row has whole dates */
} gouw_token;

typedef enum gouw_sense {
    GOUW_SENSE,            /* understood */
    GOUW_SENSE_NONE,       /* not understood */
    GOUW_SENSE_SHORT_YEAR, /* a year of two figures */
    GOUW_SENSE_UNTIL,      /* "tot": with or without the date itself */
    GOUW_SENSE_COUNTED,    /* "een jaar na ...": counts from another date */
    GOUW_SENSE_UNDATED,    /* says that there is no date */
    GOUW_SENSE_REVERSED,
    GOUW_SENSE_NO_DAY, /* 31 juni */
    GOUW_SENSE_RANGE   /* beyond the years that days are counted for */
} gouw_sense;

typedef struct gouw_sentence {
    gouw_when when;
    bool relative;    /* when rests on the edition date: a suggestion, undated without one */
    bool recess;      /* names a time without fixed dates: a suggestion too */
    bool about;       /* an "about" stood before it */
    bool short_year;  /* "jun-26", as a spreadsheet shortens it */
    bool before_late; /* "voor eind 2026": its start, not its end */
} gouw_sentence;

/* Reads all of token[0..n). own gives the rows of GOUW_WORD_OWN tokens. */
gouw_sense gouw_grammar_read(const gouw_token *token, size_t n, const gouw_phrases *own,
                             gouw_day edition, gouw_sentence *out);

#endif
