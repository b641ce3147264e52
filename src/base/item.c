/* Reading one date of a sentence, with one function for each kind of first word, found in a table.
 *
 *     item = [ next ] ( year [ item ] | month [ day ] | day month | part [ month ] | period
 *                       | ordinal unit | unit number | recess | own | entire ) [ [ mark ] year ]
 *
 * Hyphen, slash, comma and "of" join an item to its year where a year follows ("juni-2026") and are
 * left for the sentence elsewhere ("juni-juli 2026").
 */
#include "base/item.h"

#include "base/own.h"
#include "base/span.h"

bool gouw_parser_fault(gouw_parser *p, gouw_sense sense) {
    p->fault = sense;
    return false;
}

gouw_word_kind gouw_parser_kind(const gouw_parser *p, size_t ahead) {
    return p->at + ahead < p->n ? p->token[p->at + ahead].kind : GOUW_WORD_NONE;
}

static int value_at(const gouw_parser *p, size_t ahead) {
    return p->token[p->at + ahead].value;
}

static bool is_year(gouw_word_kind kind) {
    return kind == GOUW_WORD_YEAR || kind == GOUW_WORD_ANY_YEAR;
}

static bool joins_year(gouw_word_kind kind) {
    return kind == GOUW_WORD_OF || kind == GOUW_WORD_HYPHEN || kind == GOUW_WORD_SLASH ||
           kind == GOUW_WORD_COMMA;
}

int gouw_parser_edition_year(const gouw_parser *p) {
    int year = 2000, month, day;
    if (p->edition != GOUW_DAY_NONE)
        gouw_day_to_civil(p->edition, &year, &month, &day);
    return year;
}

static int take_year_value(gouw_parser *p) {
    const gouw_token *token = &p->token[p->at++];
    if (token->kind == GOUW_WORD_YEAR)
        return token->value;
    p->out->relative = true;
    return gouw_parser_edition_year(p) + token->value;
}

/* "jun-26" and nothing else is what spreadsheets make of June 2026. They take 00 to 29 for this
 * century, so only these can mean one thing. */
static bool take_short_year(gouw_parser *p, gouw_item *out) {
    const bool mark = gouw_parser_kind(p, 0) == GOUW_WORD_HYPHEN ||
                      gouw_parser_kind(p, 0) == GOUW_WORD_APOSTROPHE;
    const size_t number = mark ? 1 : 0;
    if (gouw_parser_kind(p, number) != GOUW_WORD_NUMBER || p->at + number + 1 != p->n)
        return true;
    const int year = value_at(p, number);
    if (out->kind != GOUW_ITEM_MONTH || gouw_parser_kind(p, 0) != GOUW_WORD_HYPHEN || p->n != 3 ||
        year > 29)
        return gouw_parser_fault(p, GOUW_SENSE_SHORT_YEAR);
    out->year = 2000 + year;
    out->has_year = p->out->short_year = true;
    p->at += 2;
    return true;
}

static bool take_year(gouw_parser *p, gouw_item *out) {
    const size_t join = joins_year(gouw_parser_kind(p, 0)) ? 1 : 0;
    if (!is_year(gouw_parser_kind(p, join)))
        return take_short_year(p, out);
    p->at += join;
    out->year = take_year_value(p);
    out->has_year = true;
    return true;
}

static void skip(gouw_parser *p, gouw_word_kind kind) {
    if (gouw_parser_kind(p, 0) == kind)
        p->at++;
}

static bool take_day(gouw_parser *p, gouw_item *out, int day, int month) {
    out->kind = GOUW_ITEM_DAY;
    out->value = day;
    out->month = month;
    return take_year(p, out);
}

static bool from_month(gouw_parser *p, gouw_item *out) {
    const int month = value_at(p, 0);
    const gouw_word_kind next = gouw_parser_kind(p, 1), after = gouw_parser_kind(p, 2);
    p->at++;
    out->kind = GOUW_ITEM_MONTH;
    out->month = month;
    /* "June 12, 2026"; but the end of "June 26" may be a year as well as a day. */
    if (next == GOUW_WORD_ORDINAL || (next == GOUW_WORD_NUMBER && after != GOUW_WORD_NONE)) {
        const int day = value_at(p, 0);
        p->at++;
        return take_day(p, out, day, month);
    }
    return take_year(p, out);
}

static bool from_part(gouw_parser *p, gouw_item *out) {
    const bool half = gouw_parser_kind(p, 0) == GOUW_WORD_HALF;
    out->kind = GOUW_ITEM_PART;
    out->value = half ? 2 : value_at(p, 0);
    p->at++;
    if (half && gouw_parser_kind(p, 0) == GOUW_WORD_OF)
        return false;
    if (gouw_parser_kind(p, 0) == GOUW_WORD_HYPHEN && gouw_parser_kind(p, 1) == GOUW_WORD_MONTH)
        p->at++;
    if (gouw_parser_kind(p, 0) == GOUW_WORD_OF && gouw_parser_kind(p, 1) == GOUW_WORD_MONTH)
        p->at++;
    if (gouw_parser_kind(p, 0) == GOUW_WORD_MONTH) {
        out->month = value_at(p, 0);
        p->at++;
    }
    return take_year(p, out);
}

/* A winter lies in two years, and is often written with both. */
static void skip_second_year(gouw_parser *p, const gouw_item *it) {
    const gouw_word_kind link = gouw_parser_kind(p, 0);
    if (it->value == GOUW_WINTER && it->has_year &&
        (link == GOUW_WORD_HYPHEN || link == GOUW_WORD_SLASH || link == GOUW_WORD_DASH) &&
        gouw_parser_kind(p, 1) == GOUW_WORD_YEAR && value_at(p, 1) == it->year + 1)
        p->at += 2;
}

static bool from_period(gouw_parser *p, gouw_item *out) {
    out->kind = GOUW_ITEM_PERIOD;
    out->value = value_at(p, 0);
    p->at++;
    if (!take_year(p, out))
        return false;
    skip_second_year(p, out);
    return true;
}

/* Quarter or half number ordinal, of the unit that the token says; 0 is the last. */
static bool take_unit(gouw_parser *p, gouw_item *out, gouw_word_kind kind, int unit, int ordinal) {
    const int first = kind == GOUW_WORD_HALF ? GOUW_HALF_1 : unit;
    const int n = first == GOUW_HALF_1 ? 2 : 4;
    if (ordinal > n)
        return false;
    out->kind = GOUW_ITEM_PERIOD;
    out->value = first + (ordinal == 0 ? n : ordinal) - 1;
    return take_year(p, out);
}

static bool from_number(gouw_parser *p, gouw_item *out) {
    const bool ordinal = gouw_parser_kind(p, 0) == GOUW_WORD_ORDINAL;
    const int number = value_at(p, 0);
    p->at++;
    out->kind = GOUW_ITEM_NUMBER;
    out->value = number;
    size_t ahead = gouw_parser_kind(p, 0) == GOUW_WORD_OF ||
                           gouw_parser_kind(p, 0) == GOUW_WORD_HYPHEN
                       ? 1
                       : 0;
    if (gouw_parser_kind(p, ahead) == GOUW_WORD_MONTH && number > 0) {
        const int month = value_at(p, ahead);
        p->at += ahead + 1;
        return take_day(p, out, number, month);
    }
    const gouw_word_kind unit = gouw_parser_kind(p, 0);
    if (ordinal && (unit == GOUW_WORD_UNIT || unit == GOUW_WORD_HALF)) {
        p->at++;
        return take_unit(p, out, unit, p->token[p->at - 1].value, number);
    }
    return true;
}

/* "kwartaal 1 van 2026" */
static bool from_unit(gouw_parser *p, gouw_item *out) {
    const int unit = value_at(p, 0);
    if (gouw_parser_kind(p, 1) != GOUW_WORD_NUMBER || value_at(p, 1) == 0)
        return false;
    p->at += 2;
    return take_unit(p, out, GOUW_WORD_UNIT, unit, p->token[p->at - 1].value);
}

static bool from_recess(gouw_parser *p, gouw_item *out) {
    out->kind = GOUW_ITEM_RECESS;
    out->value = value_at(p, 0);
    p->at++;
    p->out->recess = true;
    return take_year(p, out);
}

static bool from_own(gouw_parser *p, gouw_item *out) {
    const gouw_token *token = &p->token[p->at++];
    out->kind = token->when.precision == GOUW_PRECISION_NONE ? GOUW_ITEM_OWN : GOUW_ITEM_ENTIRE;
    out->value = token->value;
    out->when = token->when;
    return out->kind == GOUW_ITEM_ENTIRE || take_year(p, out);
}

static bool from_entire(gouw_parser *p, gouw_item *out) {
    out->kind = GOUW_ITEM_ENTIRE;
    out->when = p->token[p->at++].when;
    return true;
}

/* Months counted from the unit that the edition date lies in. */
static bool from_coming(gouw_parser *p, gouw_item *out) {
    const int value = value_at(p, 0), unit = value / 100;
    int year = gouw_parser_edition_year(p), month = 1, day;
    p->at++;
    if (p->edition != GOUW_DAY_NONE)
        gouw_day_to_civil(p->edition, &year, &month, &day);
    const int first = (month - 1) / unit * unit + value / 10 % 10 * unit;
    p->out->relative = true;
    out->kind = GOUW_ITEM_ENTIRE;
    return gouw_span_months(year + first / 12, first % 12 + 1, value % 10 * unit,
                            GOUW_PRECISION_INTERVAL, &out->when);
}

/* "2026 Q1", "2026-Q1", "2026, eerste kwartaal": the year stands in front. */
static bool from_year(gouw_parser *p, gouw_item *out) {
    const int year = take_year_value(p);
    *out = (gouw_item){.kind = GOUW_ITEM_YEAR, .year = year, .has_year = true};
    const size_t start = p->at;
    const gouw_word_kind join = gouw_parser_kind(p, 0);
    const bool marked = join == GOUW_WORD_HYPHEN || join == GOUW_WORD_SLASH;
    if (marked && gouw_parser_kind(p, 1) != GOUW_WORD_PERIOD)
        return true;
    if (marked || join == GOUW_WORD_COMMA)
        p->at++;
    const gouw_word_kind next = gouw_parser_kind(p, 0);
    gouw_item part;
    if ((next == GOUW_WORD_MONTH || next == GOUW_WORD_PART || next == GOUW_WORD_PERIOD ||
         next == GOUW_WORD_ORDINAL || next == GOUW_WORD_UNIT) &&
        gouw_item_take(p, &part) && !part.has_year && part.kind != GOUW_ITEM_NUMBER &&
        part.kind != GOUW_ITEM_DAY) {
        *out = part;
        out->year = year;
        out->has_year = true;
        return true;
    }
    p->at = start;
    return p->fault == GOUW_SENSE_NONE;
}

bool gouw_item_take(gouw_parser *p, gouw_item *out) {
    static bool (*const from[GOUW_N_WORD_KINDS])(gouw_parser *, gouw_item *) = {
        [GOUW_WORD_YEAR] = from_year,     [GOUW_WORD_ANY_YEAR] = from_year,
        [GOUW_WORD_NUMBER] = from_number, [GOUW_WORD_ORDINAL] = from_number,
        [GOUW_WORD_MONTH] = from_month,   [GOUW_WORD_PART] = from_part,
        [GOUW_WORD_HALF] = from_part,     [GOUW_WORD_PERIOD] = from_period,
        [GOUW_WORD_UNIT] = from_unit,     [GOUW_WORD_RECESS] = from_recess,
        [GOUW_WORD_OWN] = from_own,       [GOUW_WORD_ENTIRE] = from_entire,
        [GOUW_WORD_COMING] = from_coming,
    };
    *out = (gouw_item){.kind = GOUW_ITEM_YEAR};
    skip(p, GOUW_WORD_OF);
    skip(p, GOUW_WORD_NEXT);
    const gouw_word_kind kind = gouw_parser_kind(p, 0);
    return from[kind] != NULL && from[kind](p, out);
}

bool gouw_item_resolve(gouw_parser *p, const gouw_item *it, gouw_when *out) {
    bool fine = true;
    switch (it->kind) {
    case GOUW_ITEM_YEAR:
        fine = gouw_span_months(it->year, 1, 12, GOUW_PRECISION_YEAR, out);
        break;
    case GOUW_ITEM_MONTH:
        fine = gouw_span_months(it->year, it->month, 1, GOUW_PRECISION_MONTH, out);
        break;
    case GOUW_ITEM_DAY:
        if (it->value < 1 || it->value > gouw_month_length(it->year, it->month))
            return gouw_parser_fault(p, GOUW_SENSE_NO_DAY);
        gouw_span_day(it->year, it->month, it->value, out);
        break;
    case GOUW_ITEM_PART:
        fine = it->month == 0 ? gouw_span_subyear(it->year, GOUW_THIRD_1 + it->value - 1, out)
                              : gouw_span_month_third(it->year, it->month, it->value, out);
        break;
    case GOUW_ITEM_PERIOD:
        fine = gouw_span_subyear(it->year, it->value, out);
        break;
    case GOUW_ITEM_RECESS:
        fine = gouw_span_months(it->year, it->value / 100, it->value % 100, GOUW_PRECISION_INTERVAL,
                                out);
        break;
    case GOUW_ITEM_OWN:
        fine = gouw_own_resolve(&p->own->rows[it->value], it->year, out);
        break;
    case GOUW_ITEM_ENTIRE:
        *out = it->when;
        break;
    case GOUW_ITEM_NUMBER:
        return false;
    }
    return fine || gouw_parser_fault(p, GOUW_SENSE_RANGE);
}
