/* The reader of EDTF: the Extended Date/Time Format of ISO 8601-2:2019, annex A, as published by
 * the Library of Congress on 4 February 2019.
 *
 *     text     = set | date [ time ] | side "/" side
 *     side     = date | ".." | nothing: open, unknown
 *     set      = ( "[" | "{" ) member { "," member } ( "]" | "}" )
 *     member   = [ ".." ] date | date ".." [ date ]
 *     date     = year [ "-" month [ "-" day ] ]
 *     year, month, day = [ qualifier ] digits, "X" among them [ qualifier ]
 *
 * One pass over the bytes by recursive descent, without allocation, copying or the C library's
 * scanners: these depend on the locale and accept signs and blanks. The whole text must be well
 * formed before anything is said about the calendar, so that "2026-2027" is a form that is not
 * known (and may be a phrase) rather than a month that does not exist.
 *
 * Refused: years behind "Y" and their exponents, since none lies within the years that days are
 * counted for, and significant digits. More is accepted than the standard asks in one respect: the
 * two dates of a range inside a set may differ in precision.
 */
#include "gouw/date.h"

#include <stdio.h>
#include <string.h>

#include "base/edtf_date.h"
#include "base/i18n.h"
#include "base/quote.h"
#include "base/span.h"

typedef struct reader {
    const char *text, *at, *end;
    gouw_reading reading;
    char *message;
} reader;

/* What is wrong with the n bytes at where: clause may hold one %s for them. Always false. */
static bool refuse(reader *r, gouw_reading reading, const char *where, size_t n,
                   const char *clause) {
    char whole[GOUW_QUOTE], part[GOUW_QUOTE], why[GOUW_MESSAGE_MAX / 2];
    gouw_quote(r->text, (size_t)(r->end - r->text), whole);
    gouw_quote(where, n, part);
    (void)snprintf(why, sizeof why, gouw_text(clause), part);
    (void)snprintf(r->message, GOUW_MESSAGE_MAX, _("'%s': %s (character %zu)"), whole, why,
                   (size_t)(where - r->text) + 1);
    r->reading = reading;
    return false;
}

/* A warning about a text that is understood; sentence holds one %s for it. */
static void notice(reader *r, const char *sentence) {
    char whole[GOUW_QUOTE];
    gouw_quote(r->text, (size_t)(r->end - r->text), whole);
    (void)snprintf(r->message, GOUW_MESSAGE_MAX, gouw_text(sentence), whole);
    r->reading = GOUW_READ_NOTICE;
}

static bool next_is(const reader *r, char c) {
    return r->at < r->end && *r->at == c;
}

static bool next_is_dots(const reader *r) {
    return r->end - r->at >= 2 && r->at[0] == '.' && r->at[1] == '.';
}

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/* A hyphen of another kind, a dash or a minus sign. */
static bool next_is_dash(const reader *r) {
    if (r->end - r->at < 3)
        return false;
    const unsigned char *c = (const unsigned char *)r->at;
    return (c[0] == 0xE2 && c[1] == 0x80 && c[2] >= 0x90 && c[2] <= 0x95) ||
           (c[0] == 0xE2 && c[1] == 0x88 && c[2] == 0x92);
}

static bool refuse_next(reader *r) {
    static const struct {
        char c;
        const char *clause;
    } known[] = {
        {'x', N_("'%s' is not expected; a digit that is not specified is a capital X")},
        {'u', N_("'%s' is not expected; a digit that is not specified is a capital X")},
        {'(', N_("'%s' is not expected; a mark stands beside the year, month or day it is about")},
        {' ', N_("a blank is not expected")},
        {'t', N_("'%s' is not expected; a time follows a capital T")},
        {'S', N_("'%s' for significant digits is not read; write the first and last year")},
        {'E', N_("'%s' for an exponent is not read; write the year in four digits")},
        {'?', N_("'%s' is not expected; uncertain and approximate together are %%")},
        {'~', N_("'%s' is not expected; uncertain and approximate together are %%")},
        {'%', N_("'%s' is not expected; it stands for both uncertain and approximate")},
    };
    const char *clause = N_("'%s' is not expected");
    if (r->at == r->end)
        return refuse(r, GOUW_READ_UNKNOWN, r->at, 0, N_("more is expected"));
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
        if (known[i].c == *r->at)
            clause = known[i].clause;
    if (next_is_dash(r))
        clause = N_(
            "'%s' is not expected; a date has hyphens, and between two whole dates stands a "
            "slash: 2026-03/2026-05");
    return refuse(r, GOUW_READ_UNKNOWN, r->at,
                  gouw_character_length(r->at, (size_t)(r->end - r->at)), clause);
}

static int take_qualifier(reader *r) {
    if (r->at == r->end)
        return 0;
    const char c = *r->at;
    const int qualifier = c == '~'   ? GOUW_APPROXIMATE
                          : c == '?' ? GOUW_UNCERTAIN
                          : c == '%' ? GOUW_APPROXIMATE | GOUW_UNCERTAIN
                                     : 0;
    r->at += qualifier != 0;
    return qualifier;
}

static bool take_digits(reader *r, int n, gouw_edtf_part *part) {
    part->at = r->at;
    int value = 0, unknown = 0;
    for (int i = n - 1; i >= 0; i--, r->at++) {
        if (r->at == r->end || (!is_digit(*r->at) && *r->at != 'X')) {
            if (r->at < r->end && *r->at != '-' && *r->at != '/' && *r->at != '.')
                return refuse_next(r);
            return refuse(r, GOUW_READ_UNKNOWN, r->at, 0,
                          n == 4 ? N_("a year has four digits")
                                 : N_("a month and a day have two digits"));
        }
        value *= 10;
        if (*r->at == 'X')
            unknown |= 1 << i;
        else
            value += *r->at - '0';
    }
    part->value = value;
    part->unknown = unknown;
    return true;
}

/* A year, month or day with the marks beside it. One to its right holds for all before it too, but
 * only the finest part that is marked is asked for. */
static bool take_part(reader *r, gouw_edtf_date *date) {
    const int i = date->n_parts;
    const int own = take_qualifier(r);
    if (i == GOUW_YEAR && next_is(r, '-')) {
        date->negative = true;
        r->at++;
    }
    if (!take_digits(r, i == GOUW_YEAR ? 4 : 2, &date->part[i]))
        return false;
    date->part[i].qualifiers = own | take_qualifier(r);
    date->n_parts = i + 1;
    return true;
}

/* A year of five digits or more; none can be used, but the message says why. */
static bool take_long_year(reader *r) {
    const char *start = r->at++;
    r->at += next_is(r, '-');
    const char *digits = r->at;
    while (r->at < r->end && is_digit(*r->at))
        r->at++;
    const size_t length = (size_t)(r->at - start);
    if (r->at == digits)
        return refuse_next(r);
    if (next_is(r, 'E'))
        return refuse(r, GOUW_READ_BAD, start, length + 1,
                      N_("'%s' begins a year with an exponent; years run from -9999 to 9999"));
    if (r->at - digits <= 4 || *digits == '0')
        return refuse(r, GOUW_READ_UNKNOWN, start, length,
                      N_("'%s' takes no Y: that is for years of more than four digits"));
    return refuse(r, GOUW_READ_BAD, start, length,
                  N_("the year '%s' is out of range; years run from -9999 to 9999"));
}

static bool take_date(reader *r, gouw_edtf_date *date) {
    *date = (gouw_edtf_date){.n_parts = 0};
    if (next_is(r, 'Y'))
        return take_long_year(r);
    if (!take_part(r, date))
        return false;
    if (r->at < r->end && is_digit(*r->at))
        return refuse(r, GOUW_READ_UNKNOWN, r->at, 0, N_("a year has four digits"));
    while (date->n_parts < GOUW_N_PARTS && next_is(r, '-')) {
        r->at++;
        if (!take_part(r, date))
            return false;
    }
    return true;
}

static bool refuse_fault(reader *r, const gouw_edtf_date *date, gouw_edtf_fault fault) {
    static const struct {
        gouw_reading reading;
        int part;
        const char *clause;
    } say[] = {
        [GOUW_EDTF_ANY_YEAR] = {GOUW_READ_UNKNOWN, GOUW_YEAR,
                                N_("'%s' leaves the year open; give at least its first digit, "
                                   "or leave the date empty")},
        [GOUW_EDTF_YEAR_ZERO] = {GOUW_READ_BAD, GOUW_YEAR,
                                 N_("there is no year -%s; the year before 0001 is 0000")},
        [GOUW_EDTF_NO_MONTH] = {GOUW_READ_BAD, GOUW_MONTH,
                                N_("'%s' is no month, and no season or quarter from 21 to 41")},
        [GOUW_EDTF_NO_DAY] = {GOUW_READ_BAD, GOUW_DAY, N_("'%s' is no day of that month")},
        [GOUW_EDTF_SUBYEAR_DAY] = {GOUW_READ_BAD, GOUW_MONTH,
                                   N_("'%s' is a part of the year, which has no day of a month")},
        [GOUW_EDTF_NO_FIT] = {GOUW_READ_BAD, GOUW_YEAR, N_("no date has these digits")},
        [GOUW_EDTF_RANGE] = {GOUW_READ_BAD, GOUW_YEAR,
                             N_("the date reaches beyond the years -9999 to 9999")},
    };
    const int i = say[fault].part;
    return refuse(r, say[fault].reading, date->part[i].at, i == GOUW_YEAR ? 4 : 2,
                  say[fault].clause);
}

/* "2026-27" is the autumn of 2026 to the standard and two years to nearly everyone else. */
static void doubt_year_pair(reader *r, const gouw_edtf_date *date) {
    const gouw_edtf_part *year = &date->part[GOUW_YEAR], *month = &date->part[GOUW_MONTH];
    if (date->n_parts == 2 && month->value >= GOUW_SUBYEAR_FIRST &&
        month->value == (year->value + 1) % 100 && year->unknown == 0 && month->unknown == 0)
        notice(r, N_("'%s' is read as a part of the year, as EDTF numbers them; two years in a "
                     "row are written with a slash and eight digits, such as 2026/2027"));
}

static bool resolve(reader *r, const gouw_edtf_date *date, gouw_when *out) {
    const gouw_edtf_fault fault = gouw_edtf_resolve(date, out);
    if (fault != GOUW_EDTF_FINE)
        return refuse_fault(r, date, fault);
    doubt_year_pair(r, date);
    return true;
}

static bool widen(reader *r, const gouw_edtf_date *date, gouw_when *when) {
    const gouw_edtf_fault fault = gouw_edtf_widen(date, when);
    return fault == GOUW_EDTF_FINE || refuse_fault(r, date, fault);
}

/* Every '0' of the pattern is a digit, everything else itself. */
static bool take_pattern(reader *r, const char *pattern) {
    const size_t n = strlen(pattern);
    if ((size_t)(r->end - r->at) < n)
        return false;
    for (size_t i = 0; i < n; i++)
        if (pattern[i] == '0' ? !is_digit(r->at[i]) : r->at[i] != pattern[i])
            return false;
    r->at += n;
    return true;
}

static int two_digits(const char *s) {
    return 10 * (s[0] - '0') + (s[1] - '0');
}

static bool take_time(reader *r) {
    const char *start = ++r->at;
    const char *shift = NULL;
    bool formed = take_pattern(r, "00:00:00");
    if (formed && !take_pattern(r, "Z") && r->at < r->end) {
        shift = r->at + 1;
        formed = take_pattern(r, "+00:00") || take_pattern(r, "-00:00") || take_pattern(r, "+00") ||
                 take_pattern(r, "-00");
    }
    if (!formed || r->at < r->end)
        return refuse(r, GOUW_READ_UNKNOWN, start, 0,
                      N_("a time is written HH:MM:SS, and behind it Z or a shift as +02:00"));
    const int hour = two_digits(start), minute = two_digits(start + 3),
              second = two_digits(start + 6);
    const bool midnight = hour == 24 && minute == 0 && second == 0;
    if ((hour > 23 && !midnight) || minute > 59 || second > 59)
        return refuse(r, GOUW_READ_BAD, start, 8, N_("there is no time %s"));
    const bool minutes_too = shift != NULL && r->at - shift == 5;
    if (shift != NULL && (two_digits(shift) > 23 || (minutes_too && two_digits(shift + 3) > 59)))
        return refuse(r, GOUW_READ_BAD, shift - 1, (size_t)(r->at - shift) + 1,
                      N_("there is no shift of %s"));
    return true;
}

static bool read_timed(reader *r, const gouw_edtf_date *date, gouw_when *out) {
    int unknown = 0;
    for (int i = 0; i < date->n_parts; i++)
        unknown |= date->part[i].unknown | date->part[i].qualifiers;
    if (date->n_parts < GOUW_N_PARTS || unknown != 0)
        return refuse(r, GOUW_READ_UNKNOWN, r->at, 1,
                      N_("a time needs a year, month and day before it, without marks"));
    if (!take_time(r) || !resolve(r, date, out))
        return false;
    notice(r, N_("the time of day in '%s' is left out; dates are whole days"));
    return true;
}

typedef enum side_kind { DATED, OPEN, UNKNOWN } side_kind;

static bool take_side(reader *r, gouw_edtf_date *date, side_kind *kind) {
    *kind = UNKNOWN;
    if (r->at == r->end || *r->at == '/')
        return true;
    *kind = OPEN;
    if (next_is_dots(r)) {
        r->at += 2;
        return true;
    }
    *kind = DATED;
    return take_date(r, date);
}

static void open_start(gouw_when *when) {
    when->earliest = GOUW_DAY_MIN;
    when->open_start = true;
    when->precision = GOUW_PRECISION_OPEN;
}

static void open_end(gouw_when *when) {
    when->latest = GOUW_DAY_MAX;
    when->open_end = true;
    when->precision = GOUW_PRECISION_OPEN;
}

/* From the start of a to the end of b. It keeps the precision only where both are the same. */
static gouw_when from_to(const gouw_when *a, const gouw_when *b) {
    gouw_when out = *a;
    out.latest = b->latest;
    out.approximate |= b->approximate;
    out.uncertain |= b->uncertain;
    if (a->earliest != b->earliest || a->latest != b->latest || a->precision != b->precision)
        out.precision = GOUW_PRECISION_INTERVAL;
    return out;
}

/* The interval from date a to date b. Whether it is reversed is judged before widening: what is
 * written must make sense without the help of a "~". */
static bool read_between(reader *r, const gouw_edtf_date *a, const gouw_edtf_date *b,
                         gouw_when *out) {
    gouw_when from, to;
    if (!resolve(r, a, &from) || !resolve(r, b, &to))
        return false;
    if (to.latest < from.earliest)
        return refuse(r, GOUW_READ_BAD, b->part[GOUW_YEAR].at - b->negative, 0,
                      N_("the interval ends before it starts"));
    if (!widen(r, a, &from) || !widen(r, b, &to))
        return false;
    *out = from_to(&from, &to);
    return true;
}

static bool read_one(reader *r, const gouw_edtf_date *date, gouw_when *out) {
    return resolve(r, date, out) && widen(r, date, out);
}

static bool read_interval(reader *r, const gouw_edtf_date *a, side_kind from, gouw_when *out) {
    const char *slash = r->at++;
    gouw_edtf_date b;
    side_kind to;
    if (!take_side(r, &b, &to))
        return false;
    if (r->at < r->end)
        return refuse_next(r);
    if (from != DATED && to != DATED && (from != OPEN || to != OPEN))
        return refuse(r, GOUW_READ_UNKNOWN, slash, 1,
                      N_("an interval needs a date on one side of its slash"));
    if (from == DATED && to == DATED)
        return read_between(r, a, &b, out);
    if ((from == DATED && !read_one(r, a, out)) || (to == DATED && !read_one(r, &b, out)))
        return false;
    if (from != DATED)
        open_start(out);
    if (to != DATED)
        open_end(out);
    if (from == OPEN && to == OPEN)
        notice(r, N_("'%s' is open on both sides and says nothing; leave it empty if undated"));
    else if (from == UNKNOWN)
        notice(r, N_("the unknown start of '%s' is read as open; write '..' before the slash"));
    else if (to == UNKNOWN)
        notice(r, N_("the unknown end of '%s' is read as open; write '..' behind the slash"));
    return true;
}

static bool read_plain(reader *r, gouw_when *out) {
    gouw_edtf_date date;
    side_kind kind;
    if (!take_side(r, &date, &kind))
        return false;
    if (r->at == r->end && kind == DATED)
        return read_one(r, &date, out);
    if (next_is(r, 'T') && kind == DATED)
        return read_timed(r, &date, out);
    if (!next_is(r, '/'))
        return refuse_next(r);
    return read_interval(r, &date, kind, out);
}

/* A date of a set, or two with dots between; the dots may lead the first and end the last. */
static bool read_member(reader *r, bool is_first, char close, gouw_when *out) {
    gouw_edtf_date a, b;
    const bool leading = next_is_dots(r);
    if (leading && !is_first)
        return refuse(r, GOUW_READ_UNKNOWN, r->at, 2,
                      N_("'%s' with nothing before it stands at the start of a set only"));
    r->at += leading ? 2 : 0;
    if (!take_date(r, &a))
        return false;
    const bool range = !leading && next_is_dots(r);
    r->at += range ? 2 : 0;
    const bool trailing = range && next_is(r, close);
    if (range && !trailing)
        return take_date(r, &b) && read_between(r, &a, &b, out);
    if (!read_one(r, &a, out))
        return false;
    if (leading)
        open_start(out);
    if (trailing)
        open_end(out);
    return true;
}

static void join(gouw_when *hull, const gouw_when *member) {
    if (hull->precision == GOUW_PRECISION_NONE) {
        *hull = *member;
        return;
    }
    const gouw_when a = *hull;
    *hull = from_to(&a, member);
    hull->earliest = a.earliest < member->earliest ? a.earliest : member->earliest;
    hull->latest = a.latest > member->latest ? a.latest : member->latest;
    hull->open_end |= member->open_end;
    if (hull->open_start || hull->open_end)
        hull->precision = GOUW_PRECISION_OPEN;
}

static bool read_set(reader *r, gouw_when *out) {
    const char close = *r->at == '[' ? ']' : '}';
    bool is_first = true;
    do {
        gouw_when member;
        r->at++;
        if (!read_member(r, is_first, close, &member))
            return false;
        join(out, &member);
        is_first = false;
    } while (next_is(r, ','));
    if (!next_is(r, close))
        return refuse_next(r);
    r->at++;
    return r->at == r->end || refuse_next(r);
}

gouw_reading gouw_edtf_read(const char *text, size_t length, gouw_when *out,
                            char message[GOUW_MESSAGE_MAX]) {
    gouw_trim(&text, &length);
    reader r = {.text = text, .at = text, .end = text + length, .message = message};
    *out = (gouw_when)GOUW_WHEN_NONE;
    message[0] = '\0';
    if (length == 0)
        return GOUW_READ;
    const bool is_set = text[0] == '[' || text[0] == '{';
    if (!(is_set ? read_set(&r, out) : read_plain(&r, out)))
        *out = (gouw_when)GOUW_WHEN_NONE;
    return r.reading;
}
