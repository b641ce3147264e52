/* The items of a sentence: single dates, perhaps without their year. */
#ifndef GOUW_BASE_ITEM_H
#define GOUW_BASE_ITEM_H

#include "base/grammar.h"

typedef enum gouw_item_kind {
    GOUW_ITEM_YEAR,
    GOUW_ITEM_MONTH,
    GOUW_ITEM_DAY,
    GOUW_ITEM_PART,   /* a third, of the month or else of the year */
    GOUW_ITEM_PERIOD, /* a season, quarter or half, by its number in EDTF */
    GOUW_ITEM_NUMBER, /* a day, quarter or half: which, the next item says */
    GOUW_ITEM_RECESS,
    GOUW_ITEM_OWN,
    GOUW_ITEM_ENTIRE /* complete: in when */
} gouw_item_kind;

typedef struct gouw_item {
    gouw_item_kind kind;
    int value; /* of all but years and months */
    int month; /* 0: none */
    int year;
    bool has_year;
    gouw_when when;
} gouw_item;

typedef struct gouw_parser {
    const gouw_token *token;
    size_t n, at;
    const gouw_phrases *own;
    gouw_day edition;
    gouw_sense fault; /* GOUW_SENSE_NONE, or what is known to be wrong */
    gouw_sentence *out;
} gouw_parser;

/* Records the fault; always false. */
bool gouw_parser_fault(gouw_parser *p, gouw_sense sense);

/* The kind of the token so many ahead; GOUW_WORD_NONE behind the last. */
gouw_word_kind gouw_parser_kind(const gouw_parser *p, size_t ahead);

/* The year of the edition date; without one some year, for a suggestion that is not shown. */
int gouw_parser_edition_year(const gouw_parser *p);

/* Takes one item from the tokens. */
bool gouw_item_take(gouw_parser *p, gouw_item *out);

/* The interval of an item that has all it needs. */
bool gouw_item_resolve(gouw_parser *p, const gouw_item *it, gouw_when *out);

#endif
