/* A user's own phrases. A row is cut into words each time it is compared: a file has some dozens
 * of rows and is asked some hundreds of times, so an index would not pay for itself.
 */
#include "base/own.h"

#include <string.h>

#include "base/i18n.h"
#include "base/lexicon.h"
#include "base/quote.h"
#include "base/span.h"

static const char *or_empty(const char *text) {
    return text != NULL ? text : "";
}

static bool says_nothing(const gouw_word *word) {
    return gouw_lexicon_is_filler(word->fold) || strcmp(word->fold, "of") == 0;
}

/* Cuts a phrase and drops the words that say nothing. False if it is too long or none is left. */
static bool cut_phrase(const char *text, gouw_words *out) {
    size_t n = 0;
    if (!gouw_words_cut(text, strlen(text), out))
        return false;
    for (size_t i = 0; i < out->n; i++)
        if (!says_nothing(&out->word[i]))
            out->word[n++] = out->word[i];
    out->n = n;
    return n > 0;
}

/* The number of words from word[at] that are those of the phrase, fillers between them included;
 * 0 if they differ. */
static size_t match(const gouw_words *phrase, const gouw_words *words, size_t at) {
    size_t j = at;
    for (size_t i = 0; i < phrase->n; i++, j++) {
        while (i > 0 && j < words->n && says_nothing(&words->word[j]))
            j++;
        if (j == words->n || strcmp(phrase->word[i].fold, words->word[j].fold) != 0)
            return 0;
    }
    return j - at;
}

void gouw_own_find(const gouw_phrases *own, const gouw_words *words, gouw_own_found *out) {
    memset(out, 0, sizeof *out);
    for (size_t i = 0; own != NULL && i < own->n_rows; i++) {
        gouw_words phrase;
        if (!cut_phrase(or_empty(own->rows[i].phrase), &phrase))
            continue;
        for (size_t at = 0; at < words->n; at++) {
            const size_t n = match(&phrase, words, at);
            if (n == 0 || n < out->n_words[at] || gouw_phrase_check(&own->rows[i], NULL) != GOUW_OK)
                continue;
            out->n_words[at] = n;
            out->row[at] = i;
        }
    }
}

/* MM-DD of a leap year; false if text is anything else. */
static bool take_month_day(const char *text, int *month, int *day) {
    char whole[11] = "2000-";
    if (strlen(text) != 5)
        return false;
    memcpy(whole + 5, text, 6);
    int year;
    const gouw_day in_leap_year = gouw_day_parse(whole, 10);
    if (in_leap_year == GOUW_DAY_NONE)
        return false;
    gouw_day_to_civil(in_leap_year, &year, month, day);
    return true;
}

bool gouw_own_is_yearly(const gouw_phrase *row) {
    int month, day;
    return take_month_day(or_empty(row->start), &month, &day);
}

/* 02-29 is the last of February in every year: a phrase for the winter should not need two rows. */
static gouw_day day_in(int year, int month, int day) {
    const int length = gouw_month_length(year, month);
    return gouw_day_from_civil(year, month, day < length ? day : length);
}

static bool resolve_yearly(const gouw_phrase *row, int year, gouw_when *out) {
    int from_month, from_day, to_month, to_day;
    if (!take_month_day(or_empty(row->start), &from_month, &from_day) ||
        !take_month_day(or_empty(row->end), &to_month, &to_day))
        return false;
    const bool next_year = 100 * to_month + to_day < 100 * from_month + from_day;
    if (year < GOUW_YEAR_MIN || year + next_year > GOUW_YEAR_MAX)
        return false;
    out->earliest = day_in(year, from_month, from_day);
    out->latest = day_in(year + next_year, to_month, to_day);
    return true;
}

static bool read_whole(const char *text, gouw_when *out) {
    char message[GOUW_MESSAGE_MAX];
    const gouw_reading reading = gouw_edtf_read(text, strlen(text), out, message);
    return (reading == GOUW_READ || reading == GOUW_READ_NOTICE) &&
           out->precision != GOUW_PRECISION_NONE && !out->open_start && !out->open_end;
}

bool gouw_own_resolve(const gouw_phrase *row, int year, gouw_when *out) {
    gouw_when from, to;
    *out = (gouw_when){.precision = GOUW_PRECISION_INTERVAL};
    if (gouw_own_is_yearly(row)) {
        if (!resolve_yearly(row, year, out))
            return false;
    } else {
        if (!read_whole(or_empty(row->start), &from) || !read_whole(or_empty(row->end), &to) ||
            to.latest < from.earliest)
            return false;
        out->earliest = from.earliest;
        out->latest = to.latest;
        out->approximate = from.approximate || to.approximate;
        out->uncertain = from.uncertain || to.uncertain;
    }
    if (out->earliest == out->latest)
        out->precision = GOUW_PRECISION_DAY;
    return true;
}

static bool has_letter(const gouw_words *words) {
    for (size_t i = 0; i < words->n; i++)
        if ((words->word[i].fold[0] & 0x80) != 0 ||
            (words->word[i].fold[0] >= 'a' && words->word[i].fold[0] <= 'z'))
            return true;
    return false;
}

static gouw_status check_phrase(const char *text, gouw_error *error) {
    char quoted[GOUW_QUOTE], message[GOUW_MESSAGE_MAX];
    gouw_words words;
    gouw_when when;
    gouw_quote(text, strlen(text), quoted);
    if (!gouw_words_cut(text, strlen(text), &words))
        return gouw_fail(error, GOUW_EDATA, _("the phrase '%s' is too long"), quoted);
    if (words.n > 0 && gouw_edtf_read(text, strlen(text), &when, message) != GOUW_READ_UNKNOWN)
        return gouw_fail(error, GOUW_EDATA,
                         _("the phrase '%s' is EDTF, which cannot be given another meaning"),
                         quoted);
    if (!cut_phrase(text, &words) || !has_letter(&words))
        return gouw_fail(error, GOUW_EDATA,
                         _("the phrase '%s' has no word that could be recognised"), quoted);
    return GOUW_OK;
}

static gouw_status check_end(const char *name, const char *text, bool yearly, gouw_error *error) {
    char quoted[GOUW_QUOTE];
    int month, day;
    gouw_when when;
    if (yearly ? take_month_day(text, &month, &day) : read_whole(text, &when))
        return GOUW_OK;
    gouw_quote(text, strlen(text), quoted);
    if (yearly)
        return gouw_fail(error, GOUW_EDATA,
                         _("the %s '%s' is no day of the year; write MM-DD, as in the start"), name,
                         quoted);
    return gouw_fail(error, GOUW_EDATA,
                     _("the %s '%s' is neither MM-DD nor a date such as 2026-06-30"), name, quoted);
}

gouw_status gouw_phrase_check(const gouw_phrase *row, gouw_error *error) {
    const bool yearly = gouw_own_is_yearly(row);
    const char *from = or_empty(row->start), *to = or_empty(row->end);
    gouw_when when;
    gouw_status status = check_phrase(or_empty(row->phrase), error);
    if (status == GOUW_OK)
        status = check_end("start", from, yearly, error);
    if (status == GOUW_OK)
        status = check_end("end", to, yearly, error);
    if (status == GOUW_OK && !yearly && !gouw_own_resolve(row, 0, &when))
        status = gouw_fail(error, GOUW_EDATA, _("the end '%s' lies before the start '%s'"), to,
                           from);
    return status;
}
