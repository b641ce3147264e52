/* People write an interval as they say it: 2026-03-2026-05, 03-2026/05-2026, 2026-03/05. None of
 * these is EDTF, and the first two may be a slip of another kind, so they are not read; but the
 * remedy can be named. Each place where the text could be cut in two is tried; the first where both
 * halves are dates that follow each other is offered.
 *
 * A text has few such places, and no more than CUTS_MAX are tried.
 */
#include "base/between.h"

#include <stdio.h>
#include <string.h>

#include "base/quote.h"
#include "base/span.h"

enum { CUTS_MAX = 8, LONGEST = 64 };

typedef struct halves {
    const char *text;
    size_t length;
    const gouw_phrases *own;
    gouw_date_reader *read;
} halves;

static bool is_dated(const halves *h, const char *text, size_t length, gouw_when *out) {
    char message[GOUW_MESSAGE_MAX];
    gouw_trim(&text, &length);
    return length > 0 &&
           h->read(text, length, h->own, GOUW_DAY_NONE, out, message) <= GOUW_READ_NOTICE &&
           out->precision != GOUW_PRECISION_NONE && out->precision != GOUW_PRECISION_OPEN &&
           !out->approximate && !out->uncertain;
}

static bool is_figure(char c) {
    return c >= '0' && c <= '9';
}

/* The "05" of 2026-03/05: what stands before the last hyphen of the first half goes for it too. */
static bool is_continued(const halves *h, size_t n_first, const char *rest, size_t n_rest,
                         gouw_when *out) {
    char whole[LONGEST];
    size_t n = n_first;
    while (n > 0 && h->text[n - 1] != '-')
        n--;
    if (n == 0 || n_rest != 2 || !is_figure(rest[0]) || !is_figure(rest[1]))
        return false;
    return snprintf(whole, sizeof whole, "%.*s%.2s", (int)n, h->text, rest) < LONGEST &&
           is_dated(h, whole, n + 2, out);
}

static bool cut(const halves *h, size_t at, size_t n_mark, gouw_when *out) {
    const char *rest = h->text + at + n_mark;
    const size_t n_rest = h->length - at - n_mark;
    gouw_when from, to;
    if (!is_dated(h, h->text, at, &from) ||
        (!is_dated(h, rest, n_rest, &to) &&
         !(h->text[at] == '/' && is_continued(h, at, rest, n_rest, &to))))
        return false;
    if (to.earliest <= from.latest)
        return false;
    *out = from;
    out->latest = to.latest;
    return true;
}

bool gouw_between_offer(const char *text, size_t length, const gouw_phrases *own,
                        gouw_date_reader *read, char out[GOUW_EDTF_TEXT]) {
    const halves h = {text, length, own, read};
    gouw_when when;
    int n_cuts = 0;
    if (length >= LONGEST)
        return false;
    for (size_t i = 1, n; i + 1 < length && n_cuts < CUTS_MAX; i += n) {
        n = 1;
        if (strchr("-/.~", text[i]) == NULL || text[i] == '\0')
            continue;
        while (n < 2 && text[i + n] == text[i])
            n++;
        n_cuts++;
        if (i + n < length && cut(&h, i, n, &when)) {
            gouw_span_interval(&when, out);
            return true;
        }
    }
    return false;
}

bool gouw_between_years(const char *text, size_t length) {
    int n_years = 0;
    for (size_t i = 0, n; i < length; i += n + (n == 0)) {
        n = 0;
        while (i + n < length && is_figure(text[i + n]))
            n++;
        n_years += n == 4;
        if (n == 0 && (text[i] == '\0' || strchr("-/. ", text[i]) == NULL))
            return false;
    }
    return n_years == 2;
}
