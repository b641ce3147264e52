/* Dates as people write them.
 *
 * EDTF is tried first, when the first character allows it; then figures in a spreadsheet's order;
 * then the text is cut into words (words.c), each word looked up (lexicon.c, own.c) and the
 * sentence read (grammar.c). A phrase that needs the day of writing to be understood is never
 * dated: what it would mean is offered as EDTF to be pasted in.
 *
 * "Met ingang van" a day is read as from that day on, like "vanaf": whoever means the day itself
 * writes the day.
 */
#include <stdio.h>
#include <string.h>

#include "base/between.h"
#include "base/grammar.h"
#include "base/i18n.h"
#include "base/numeric.h"
#include "base/own.h"
#include "base/quote.h"
#include "gouw/date.h"

typedef struct lexer {
    gouw_words words;
    gouw_token token[GOUW_WORDS_MAX];
    size_t n;
    const gouw_phrases *own;
    gouw_own_found found;
    const char *unknown;  /* the first word that is not known */
    gouw_reading reading; /* of the dates in figures */
    char *message;
} lexer;

static size_t count_figures(const char *s) {
    return strspn(s, "0123456789");
}

static int number_of(const char *s, size_t n) {
    int value = 0;
    for (size_t i = 0; i < n; i++)
        value = 10 * value + (s[i] - '0');
    return value;
}

/* "2026", "12", "1e", "12th". */
static gouw_word_kind classify_number(const char *fold, int *value) {
    static const char *const suffixes[] = {"e", "de", "ste", "st", "nd", "rd", "th"};
    const size_t n = count_figures(fold);
    if (n == 0 || n > 4 || n == 3)
        return GOUW_WORD_NONE;
    *value = number_of(fold, n);
    if (fold[n] == '\0')
        return n == 4 ? GOUW_WORD_YEAR : GOUW_WORD_NUMBER;
    for (size_t i = 0; i < sizeof suffixes / sizeof suffixes[0]; i++)
        if (n < 4 && *value > 0 && strcmp(fold + n, suffixes[i]) == 0)
            return GOUW_WORD_ORDINAL;
    return GOUW_WORD_NONE;
}

static void add_token(lexer *x, gouw_word_kind kind, int value, const gouw_when *when) {
    x->token[x->n++] = (gouw_token){.kind = kind, .value = value, .when = *when};
}

/* A whole date in figures. False if it is no date. */
static bool add_entire(lexer *x, const gouw_word *word) {
    gouw_when when;
    char message[GOUW_MESSAGE_MAX];
    gouw_reading reading = GOUW_READ_UNKNOWN;
    if (memchr(word->text, '/', word->length) == NULL)
        reading = gouw_edtf_read(word->text, word->length, &when, message);
    if (reading == GOUW_READ_UNKNOWN)
        (void)gouw_numeric_read(word->text, word->length, &when, &reading, message);
    if (reading > x->reading) {
        x->reading = reading;
        memcpy(x->message, message, GOUW_MESSAGE_MAX);
    }
    add_token(x, GOUW_WORD_ENTIRE, 0, &when);
    return reading <= GOUW_READ_NOTICE;
}

/* Adds the user's phrase at word at, if there is one; returns the number of words it takes. A
 * yearly "begin" leaves "begin juni" alone. */
static size_t add_own(lexer *x, size_t at) {
    size_t after;
    int value;
    gouw_when when = GOUW_WHEN_NONE;
    const size_t n = x->found.n_words[at], row = x->found.row[at];
    if (n == 0)
        return 0;
    const bool yearly = gouw_own_is_yearly(&x->own->rows[row]);
    if (yearly && at + n < x->words.n &&
        gouw_lexicon_find(&x->words, at + n, &value, &after) == GOUW_WORD_MONTH)
        return 0;
    if (!yearly)
        (void)gouw_own_resolve(&x->own->rows[row], 0, &when);
    add_token(x, GOUW_WORD_OWN, (int)row, &when);
    return n;
}

static bool is_apart(const gouw_words *words, size_t at) {
    return words->word[at].blank_before || (at + 1 < words->n && words->word[at + 1].blank_before);
}

/* Adds what stands at word at; returns the number of words it takes, 0 if it is not known. */
static size_t add_known(lexer *x, size_t at) {
    static const gouw_when none = GOUW_WHEN_NONE;
    int value = 0;
    size_t n = 1;
    gouw_word_kind kind = classify_number(x->words.word[at].fold, &value);
    if (kind == GOUW_WORD_NONE)
        kind = gouw_lexicon_find(&x->words, at, &value, &n);
    if (kind == GOUW_WORD_HYPHEN && is_apart(&x->words, at))
        kind = GOUW_WORD_DASH;
    if (kind == GOUW_WORD_UNIT_FILLER && x->n > 0 && x->token[x->n - 1].kind == GOUW_WORD_NUMBER)
        return 0;
    if (kind != GOUW_WORD_FILLER && kind != GOUW_WORD_UNIT_FILLER)
        add_token(x, kind, value, &none);
    return n;
}

/* False when a word is not known or a date in figures is none. */
static bool read_words(lexer *x) {
    gouw_own_find(x->own, &x->words, &x->found);
    for (size_t at = 0; at < x->words.n;) {
        const gouw_word *word = &x->words.word[at];
        size_t n = 1;
        if (word->is_date) {
            if (!add_entire(x, word))
                return false;
        } else {
            n = add_own(x, at);
            if (n == 0)
                n = add_known(x, at);
        }
        if (n == 0) {
            x->unknown = word->fold;
            return false;
        }
        at += n;
    }
    return true;
}

typedef struct request {
    const char *text;
    size_t length;
    gouw_day edition;
    char quoted[GOUW_QUOTE];
    char *message;
} request;

static gouw_reading say(const request *q, gouw_reading reading, const char *sentence) {
    (void)snprintf(q->message, GOUW_MESSAGE_MAX, gouw_text(sentence), q->quoted);
    return reading;
}

/* EDTF to show how: the year that the text names, else that of the edition. */
static void example_for(const request *q, const gouw_words *words, char out[GOUW_EDTF_TEXT]) {
    int year = 2026, month, day;
    if (q->edition != GOUW_DAY_NONE && q->edition >= gouw_day_from_civil(0, 1, 1))
        gouw_day_to_civil(q->edition, &year, &month, &day);
    (void)snprintf(out, GOUW_EDTF_TEXT, "%04d-06", year);
    for (size_t i = 0; i < words->n; i++)
        if (strlen(words->word[i].fold) == 4 && count_figures(words->word[i].fold) == 4)
            (void)snprintf(out, GOUW_EDTF_TEXT, "%s", words->word[i].fold);
}

static gouw_reading say_unknown(const request *q, const gouw_words *words, const char *unknown) {
    char example[GOUW_EDTF_TEXT];
    const char *nearest = unknown != NULL ? gouw_lexicon_nearest(unknown) : NULL;
    example_for(q, words, example);
    if (nearest != NULL)
        (void)snprintf(q->message, GOUW_MESSAGE_MAX,
                       _("'%s' is no date I know (did you mean '%s'?); write EDTF such as %s, or "
                         "add it to date_phrases.csv"),
                       q->quoted, nearest, example);
    else
        (void)snprintf(q->message, GOUW_MESSAGE_MAX,
                       _("'%s' is no date I know; write EDTF such as %s, or add it to "
                         "date_phrases.csv"),
                       q->quoted, example);
    return GOUW_READ_UNKNOWN;
}

/* What the text would mean if it was written on the edition date. */
static gouw_reading suggest(const request *q, const gouw_words *words, const gouw_when *when) {
    char shown[GOUW_EDTF_TEXT], from[GOUW_DAY_TEXT];
    if (q->edition == GOUW_DAY_NONE) {
        example_for(q, words, shown);
        (void)snprintf(q->message, GOUW_MESSAGE_MAX,
                       _("'%s' depends on when it was written; write EDTF such as %s"), q->quoted,
                       shown);
        return GOUW_READ_UNKNOWN;
    }
    (void)snprintf(q->message, GOUW_MESSAGE_MAX,
                   _("'%s' depends on when it was written; counted from %s it is %s: write that if "
                     "it is meant"),
                   q->quoted, gouw_day_format(q->edition, from), gouw_when_format(when, shown));
    return GOUW_READ_UNKNOWN;
}

/* A recess or the turn of the year: no day begins it, in whatever year. */
static gouw_reading say_recess(const request *q, const gouw_sentence *sentence) {
    char shown[GOUW_EDTF_TEXT];
    if (sentence->relative && q->edition == GOUW_DAY_NONE)
        return say(q, GOUW_READ_UNKNOWN,
                   N_("'%s' has no fixed dates; write EDTF such as 2026-07/2026-08, or add it to "
                      "date_phrases.csv"));
    (void)snprintf(q->message, GOUW_MESSAGE_MAX,
                   _("'%s' has no fixed dates; if %s is near enough write that, or add it to "
                     "date_phrases.csv"),
                   q->quoted, gouw_when_format(&sentence->when, shown));
    return GOUW_READ_UNKNOWN;
}

static gouw_reading say_about(const request *q, const gouw_when *when) {
    char shown[GOUW_EDTF_TEXT];
    gouw_when_format(when, shown);
    if (strchr(shown, '/') != NULL)
        return say(q, GOUW_READ_UNKNOWN,
                   N_("'%s' does not say how near; write the first and last day that are possible, "
                      "such as 2026-05/2026-07"));
    (void)snprintf(q->message, GOUW_MESSAGE_MAX,
                   _("'%s' does not say how near; write %s~ for up to half that length more on "
                     "either side"),
                   q->quoted, shown);
    return GOUW_READ_UNKNOWN;
}

static gouw_reading say_sense(const request *q, gouw_sense sense) {
    static const struct {
        gouw_reading reading;
        const char *sentence;
    } say_of[] = {
        [GOUW_SENSE_SHORT_YEAR] = {GOUW_READ_BAD,
                                   N_("'%s' has a year of two figures, or a day without its year; "
                                      "write the year in four")},
        [GOUW_SENSE_UNTIL] = {GOUW_READ_BAD,
                              N_("'%s' leaves open whether its end is included; write 'tot en met' "
                                 "(by) or 'voor' (before)")},
        [GOUW_SENSE_COUNTED] = {GOUW_READ_UNKNOWN,
                                N_("'%s' counts from something else; work out the date and write "
                                   "it, in EDTF such as 2026-06")},
        [GOUW_SENSE_UNDATED] = {GOUW_READ_UNKNOWN,
                                N_("'%s' says that there is no date; leave the field empty")},
        [GOUW_SENSE_REVERSED] = {GOUW_READ_BAD,
                                 N_("'%s' ends before it starts; write the year with both dates if "
                                    "they differ")},
        [GOUW_SENSE_NO_DAY] = {GOUW_READ_BAD, N_("'%s': that month has no such day")},
        [GOUW_SENSE_RANGE] = {GOUW_READ_BAD, N_("'%s' reaches beyond the years -9999 to 9999")},
    };
    return say(q, say_of[sense].reading, say_of[sense].sentence);
}

/* What an understood sentence deserves to have said about it. */
static gouw_reading accept(const request *q, const gouw_sentence *sentence, gouw_reading reading) {
    char shown[GOUW_EDTF_TEXT];
    gouw_when_format(&sentence->when, shown);
    if (sentence->short_year)
        (void)snprintf(q->message, GOUW_MESSAGE_MAX,
                       _("'%s' is read as %s; in a spreadsheet, set the column to text and write "
                         "it that way"),
                       q->quoted, shown);
    else if (sentence->before_late)
        (void)snprintf(q->message, GOUW_MESSAGE_MAX,
                       _("'%s' is read as %s: before that time begins; with 'uiterlijk' (by) it "
                         "would end with it"),
                       q->quoted, shown);
    return q->message[0] != '\0' ? GOUW_READ_NOTICE : reading;
}

/* Whether the unknown word may be an event: "een jaar na de start", "voor de verkiezingen". */
static bool counts_from(const gouw_words *words, const char *unknown) {
    if (unknown != NULL && gouw_lexicon_nearest(unknown) != NULL)
        return false;
    for (size_t i = 0; i < words->n; i++) {
        int value;
        size_t n;
        const gouw_word_kind kind = gouw_lexicon_find(words, i, &value, &n);
        if (kind == GOUW_WORD_AFTER || (kind == GOUW_WORD_BEFORE && i == 0))
            return true;
    }
    return false;
}

static bool only_marks(const gouw_words *words) {
    for (size_t i = 0; i < words->n; i++) {
        const unsigned char c = (unsigned char)words->word[i].fold[0];
        if ((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || c >= 0x80)
            return false;
    }
    return true;
}

/* plain is set when no more is known than that the phrase is not. */
static gouw_reading read_phrase(const request *q, const gouw_phrases *own, gouw_when *out,
                                bool *plain) {
    lexer x = {.own = own, .message = q->message, .reading = GOUW_READ};
    gouw_sentence sentence;
    *plain = true;
    if (!gouw_words_cut(q->text, q->length, &x.words))
        return say_unknown(q, &x.words, NULL);
    *plain = false;
    if (only_marks(&x.words))
        return say_sense(q, GOUW_SENSE_UNDATED);
    if (!read_words(&x)) {
        if (x.reading > GOUW_READ_NOTICE)
            return x.reading;
        if (counts_from(&x.words, x.unknown))
            return say_sense(q, GOUW_SENSE_COUNTED);
        *plain = true;
        return say_unknown(q, &x.words, x.unknown);
    }
    const gouw_sense sense = gouw_grammar_read(x.token, x.n, own, q->edition, &sentence);
    *plain = sense == GOUW_SENSE_NONE;
    if (sense != GOUW_SENSE)
        return *plain ? say_unknown(q, &x.words, NULL) : say_sense(q, sense);
    if (sentence.recess)
        return say_recess(q, &sentence);
    if (sentence.relative)
        return suggest(q, &x.words, &sentence.when);
    if (sentence.about)
        return say_about(q, &sentence.when);
    *out = sentence.when;
    return accept(q, &sentence, x.reading);
}

static bool may_be_edtf(const char *text, size_t length) {
    if (text[0] == 'Y')
        return length > 1 && (text[1] == '-' || (text[1] >= '0' && text[1] <= '9'));
    return text[0] != '\0' && strchr("0123456789-[{./~?%X", text[0]) != NULL;
}

static gouw_reading read_when(const char *text, size_t length, const gouw_phrases *own,
                              gouw_day edition, gouw_when *out, char message[GOUW_MESSAGE_MAX]) {
    gouw_trim(&text, &length);
    message[0] = '\0';
    *out = (gouw_when)GOUW_WHEN_NONE;
    if (length == 0)
        return GOUW_READ;
    const bool edtf = may_be_edtf(text, length);
    gouw_reading reading = edtf ? gouw_edtf_read(text, length, out, message) : GOUW_READ_UNKNOWN;
    if (reading != GOUW_READ_UNKNOWN || gouw_numeric_read(text, length, out, &reading, message))
        return reading;
    request q = {.text = text, .length = length, .edition = edition, .message = message};
    gouw_quote(text, length, q.quoted);
    message[0] = '\0';
    bool plain;
    reading = read_phrase(&q, own, out, &plain);
    const bool one_word = memchr(text, ' ', length) == NULL;
    if (plain && edtf && (one_word || text[0] == '[' || text[0] == '{'))
        return gouw_edtf_read(text, length, out, message);
    return reading;
}

/* Two dates run together are refused as anything else is, but the remedy is known. */
gouw_reading gouw_when_read(const char *text, size_t length, const gouw_phrases *own,
                            gouw_day edition, gouw_when *out, char message[GOUW_MESSAGE_MAX]) {
    char quoted[GOUW_QUOTE], interval[GOUW_EDTF_TEXT];
    const gouw_reading reading = read_when(text, length, own, edition, out, message);
    if (reading <= GOUW_READ_NOTICE)
        return reading;
    gouw_trim(&text, &length);
    gouw_quote(text, length, quoted);
    if (gouw_between_offer(text, length, own, read_when, interval)) {
        (void)snprintf(message, GOUW_MESSAGE_MAX,
                       _("'%s' is no date I know; an interval has a slash between two dates, year "
                         "first: if that is meant, write %s"),
                       quoted, interval);
    } else if (reading == GOUW_READ_UNKNOWN && gouw_between_years(text, length)) {
        (void)snprintf(message, GOUW_MESSAGE_MAX,
                       _("'%s' is no date I know; an interval has a slash between two dates, year "
                         "first, such as 2026-03/2026-05"),
                       quoted);
    }
    return reading;
}
