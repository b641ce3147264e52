/* What the texts of a column were read as. Files repeat their texts, ids of themes above all: one
 * that was read not long before is not looked up, parsed or searched in a list of words again.
 *
 *     places   [text, value][text, value]...     in pairs, by hash; the two latest texts stay
 *
 * This hash need not withstand chosen texts: of three that share a pair the last one is read anew,
 * and looked up in the table of names, whose hash does. Texts of up to sixteen bytes are kept,
 * since two words compare faster than a call does.
 */
#ifndef GOUW_DATA_MEMO_H
#define GOUW_DATA_MEMO_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "data/csv.h"

enum { GOUW_MEMO_PLACES = 1 << 9, GOUW_MEMO_LONGEST = 16 };

typedef struct gouw_memo {
    uint64_t text[2]; /* zeros behind it */
    uint64_t length;  /* 0 = free */
    uint64_t value;   /* as it stands in the row, from the first byte on */
} gouw_memo;

/* Eight bytes, of which those behind the first n become zeros; n is at most 8. */
static inline uint64_t gouw_memo_word(const char *text, size_t n) {
    static const unsigned char kept[16] = {255, 255, 255, 255, 255, 255, 255, 255};
    uint64_t word, mask;
    memcpy(&word, text, sizeof word);
    memcpy(&mask, kept + 8 - n, sizeof mask);
    return word & mask;
}

/* A memo of the text of a field, which has 1 to GOUW_MEMO_LONGEST bytes, without a value. */
static inline gouw_memo gouw_memo_of(const gouw_field *field) {
    const size_t n = field->length;
    return (gouw_memo){.text = {gouw_memo_word(field->text, n < 8 ? n : 8),
                                gouw_memo_word(field->text + 8, n > 8 ? n - 8 : 0)},
                       .length = n};
}

/* The pair among GOUW_MEMO_PLACES where that text stands, if it stands anywhere. */
static inline gouw_memo *gouw_memo_pair(gouw_memo *places, const gouw_memo *text) {
    const uint64_t odd = UINT64_C(0x9E3779B97F4A7C15); /* 2^64 over the golden ratio */
    return places + (((text->text[0] + text->text[1] * 3 + text->length) * odd) >> 56) * 2;
}

static inline bool gouw_memo_same(const gouw_memo *a, const gouw_memo *b) {
    return a->text[0] == b->text[0] && a->text[1] == b->text[1] && a->length == b->length;
}

/* What was kept of the text; NULL = nothing. */
static inline const gouw_memo *gouw_memo_find(gouw_memo *places, const gouw_memo *text) {
    const gouw_memo *pair = gouw_memo_pair(places, text);
    if (gouw_memo_same(&pair[0], text))
        return &pair[0];
    return gouw_memo_same(&pair[1], text) ? &pair[1] : NULL;
}

/* Keeps a text with its value in the place of the one kept before the last. */
static inline void gouw_memo_keep(gouw_memo *places, const gouw_memo *text) {
    gouw_memo *pair = gouw_memo_pair(places, text);
    pair[1] = pair[0];
    pair[0] = *text;
}

#endif
