#include "base/words.h"

#include <string.h>

#include "base/numeric.h"
#include "base/quote.h"
#include "gouw/date.h"

enum { DROPPED = 0, BLANK = ' ', DASH = 0x2013, RAW = -1 };

/* The character of n bytes at text as it is compared: ASCII in lower case, DASH, BLANK, DROPPED, or
 * RAW for any other letter. */
static int fold(const char *text, size_t n) {
    static const char latin[] = "aaaaaaaceeeeiiiidnooooo*ouuuuyts"  /* U+00C0 */
                                "aaaaaaaceeeeiiiidnooooo/ouuuuyty"; /* U+00E0 */
    static const struct {
        const char *text;
        int folded;
    } known[] = {
        {"\xC2\xA0", BLANK},    {"\xE2\x80\xAF", BLANK},   {"\xE2\x80\x89", BLANK},
        {"\xC2\xAD", DROPPED},  {"\xE2\x80\x8B", DROPPED}, {"\xEF\xBB\xBF", DROPPED},
        {"\xE2\x80\x90", '-'},  {"\xE2\x80\x91", '-'},     {"\xE2\x80\x92", DASH},
        {"\xE2\x80\x93", DASH}, {"\xE2\x80\x94", DASH},    {"\xE2\x80\x95", DASH},
        {"\xE2\x88\x92", DASH}, {"\xE2\x80\x98", '\''},    {"\xE2\x80\x99", '\''},
    };
    const unsigned char *s = (const unsigned char *)text;
    if (n == 1 && s[0] >= 0x80)
        return RAW;
    if (n == 1)
        return s[0] >= 'A' && s[0] <= 'Z' ? s[0] - 'A' + 'a'
               : s[0] <= ' '              ? BLANK
               : s[0] == '.'              ? DROPPED
                                          : s[0];
    if (n == 2 && s[0] == 0xC3)
        return latin[s[1] - 0x80];
    if (n == 2 && (s[0] == 0xCC || (s[0] == 0xCD && s[1] < 0xB0))) /* combining accents */
        return DROPPED;
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
        if (strlen(known[i].text) == n && memcmp(text, known[i].text, n) == 0)
            return known[i].folded;
    return RAW;
}

static bool is_figure(int c) {
    return c >= '0' && c <= '9';
}

static bool is_letter(int c) {
    return (c >= 'a' && c <= 'z') || c == RAW;
}

/* The length of a date in figures at text, 0 if there is none. Plain years are left alone, and so
 * are intervals: "winter 2025/2026" is one winter. */
static size_t date_length(const char *text, size_t length) {
    size_t n = 0;
    while (n < length && strchr("0123456789-/.:TXZ+~?%", text[n]) != NULL && text[n] != '\0')
        n++;
    while (n > 0 && text[n - 1] == '.')
        n--;
    if (n <= 4 || !is_figure((unsigned char)text[0]))
        return 0;
    gouw_when when;
    gouw_reading reading;
    char message[GOUW_MESSAGE_MAX];
    if (memchr(text, '/', n) == NULL &&
        gouw_edtf_read(text, n, &when, message) != GOUW_READ_UNKNOWN)
        return n;
    return gouw_numeric_read(text, n, &when, &reading, message) ? n : 0;
}

typedef struct cutter {
    gouw_words *out;
    size_t used;   /* of out->fold */
    int last;      /* the character before, BLANK at the start */
    size_t run;    /* characters of the word so far */
    size_t digits; /* how many of its last characters are figures */
    bool open;     /* whether the last word may grow */
} cutter;

static bool add_byte(cutter *c, char byte) {
    if (c->used + 2 > GOUW_WORDS_BYTES)
        return false;
    c->out->fold[c->used++] = byte;
    c->out->fold[c->used] = '\0';
    return true;
}

static bool start_word(cutter *c, const char *text, bool blank_before) {
    if (c->out->n == GOUW_WORDS_MAX || c->used + 2 > GOUW_WORDS_BYTES)
        return false;
    c->used += c->out->n > 0; /* keeps the NUL of the word before */
    c->out->word[c->out->n++] = (gouw_word){
        .fold = c->out->fold + c->used, .text = text, .blank_before = blank_before};
    c->run = c->digits = 0;
    return true;
}

/* Whether the character goes on with the word before it. Four figures stand alone. */
static bool continues(const cutter *c, int folded, const char *next, size_t left) {
    if (!c->open || (!is_figure(folded) && !is_letter(folded)))
        return false;
    if (is_letter(folded) && c->digits == 4 && c->run == 4)
        return false;
    size_t figures = 0;
    while (figures < left && is_figure((unsigned char)next[figures]))
        figures++;
    return !(is_letter(c->last) && figures == 4);
}

static bool add_character(cutter *c, const char *text, size_t n, size_t left) {
    const int folded = fold(text, n);
    if (folded == DROPPED) {
        c->open &= !is_figure(c->last); /* "1.juni", but "n.v.t." is one word */
        return true;
    }
    if (folded == BLANK) {
        c->open = false;
        c->last = BLANK;
        return true;
    }
    if (!continues(c, folded, text, left) && !start_word(c, text, c->last == BLANK))
        return false;
    c->open = is_figure(folded) || is_letter(folded);
    c->last = folded;
    c->run++;
    c->digits = is_figure(folded) ? c->digits + 1 : 0;
    c->out->word[c->out->n - 1].length = (size_t)(text + n - c->out->word[c->out->n - 1].text);
    if (folded == DASH)
        return add_byte(c, '-') && add_byte(c, '-');
    if (folded != RAW)
        return add_byte(c, (char)folded);
    for (size_t i = 0; i < n; i++)
        if (!add_byte(c, text[i]))
            return false;
    return true;
}

static bool add_date(cutter *c, const char *text, size_t n) {
    if (!start_word(c, text, true))
        return false;
    gouw_word *word = &c->out->word[c->out->n - 1];
    word->length = n;
    word->is_date = true;
    c->open = false;
    c->last = '0';
    for (size_t i = 0; i < n; i++)
        if (!add_byte(c, text[i]))
            return false;
    return true;
}

bool gouw_words_cut(const char *text, size_t length, gouw_words *out) {
    cutter c = {.out = out, .last = BLANK};
    out->n = 0;
    out->fold[0] = '\0';
    for (size_t at = 0; at < length;) {
        const bool begins = c.last == BLANK || c.last == DASH;
        size_t n = begins ? date_length(text + at, length - at) : 0;
        if (n > 0) {
            if (!add_date(&c, text + at, n))
                return false;
        } else {
            n = gouw_character_length(text + at, length - at);
            if (!add_character(&c, text + at, n, length - at))
                return false;
        }
        at += n;
    }
    return true;
}
