/* The sentence of a date.
 *
 *     sentence = [ about ] [ before | by | after | from | between ] item { link item }
 *
 * What an item lacks it takes from the item behind it: in "12 en 13 juni 2026" the month and the
 * year, in "begin/medio 2026" the year, in "eerste en tweede kwartaal" the unit. If the last item
 * has no year either, the next time it comes round after the edition date is what a reader would
 * have understood; that makes a suggestion and never a date.
 *
 * A bare year is only linked to another: "zomer 2025-2026" may be one summer or a year and a half.
 */
#include "base/grammar.h"

#include "base/item.h"
#include "base/span.h"

enum { ITEMS_MAX = 8 };

static bool is_link(gouw_word_kind kind) {
    return kind == GOUW_WORD_AND || kind == GOUW_WORD_TO || kind == GOUW_WORD_THROUGH ||
           kind == GOUW_WORD_OF || kind == GOUW_WORD_HYPHEN || kind == GOUW_WORD_DASH ||
           kind == GOUW_WORD_SLASH || kind == GOUW_WORD_COMMA;
}

static bool take_items(gouw_parser *p, gouw_item *items, size_t *n, bool *to) {
    *n = 0;
    for (;;) {
        if (*n == ITEMS_MAX || !gouw_item_take(p, &items[(*n)++]))
            return false;
        if (p->at == p->n)
            return true;
        const gouw_word_kind link = gouw_parser_kind(p, 0);
        if (link == GOUW_WORD_UNTIL)
            return gouw_parser_fault(p, GOUW_SENSE_UNTIL);
        if (link == GOUW_WORD_AFTER || link == GOUW_WORD_BEFORE)
            return gouw_parser_fault(p, GOUW_SENSE_COUNTED);
        if (!is_link(link))
            return false;
        *to |= link == GOUW_WORD_TO || link == GOUW_WORD_THROUGH;
        p->at++;
    }
}

/* Says what a bare number counts, from the item behind it. */
static bool name_number(gouw_item *number, const gouw_item *right) {
    if (number->value == 0 || (right->kind != GOUW_ITEM_DAY && right->kind != GOUW_ITEM_PERIOD))
        return false;
    number->kind = right->kind;
    number->month = right->month;
    if (right->kind == GOUW_ITEM_DAY)
        return true;
    const bool half = right->value >= GOUW_HALF_1;
    if (right->value < GOUW_QUARTER_1 || number->value > (half ? 2 : 4))
        return false;
    number->value += (half ? GOUW_HALF_1 : GOUW_QUARTER_1) - 1;
    return true;
}

/* Gives the item what it lacks from the one behind it. */
static bool inherit(gouw_item *left, const gouw_item *right) {
    if (left->kind == GOUW_ITEM_NUMBER && !name_number(left, right))
        return false;
    if (left->kind == GOUW_ITEM_PART && left->month == 0 && !left->has_year &&
        right->kind == GOUW_ITEM_PART)
        left->month = right->month;
    if (right->kind == GOUW_ITEM_YEAR)
        return left->kind == GOUW_ITEM_YEAR || left->kind == GOUW_ITEM_ENTIRE;
    if (left->has_year || left->kind == GOUW_ITEM_ENTIRE)
        return true;
    left->year = right->year;
    left->has_year = right->has_year;
    return right->has_year;
}

/* The year in which an item without one next comes round; 29 February may take some years. */
static bool give_next_year(gouw_parser *p, gouw_item *last) {
    if (last->has_year || last->kind == GOUW_ITEM_ENTIRE || last->kind == GOUW_ITEM_NUMBER)
        return true;
    p->out->relative = true;
    last->has_year = true;
    last->year = gouw_parser_edition_year(p);
    for (int tries = 0; tries < 9; tries++, last->year++) {
        gouw_when when;
        p->fault = GOUW_SENSE_NONE;
        if (gouw_item_resolve(p, last, &when) &&
            (p->edition == GOUW_DAY_NONE || when.latest >= p->edition))
            return true;
    }
    return false;
}

/* Stretches when to the end of next, which may not start before it. */
static bool stretch(gouw_parser *p, gouw_when *when, const gouw_when *next) {
    if (next->earliest < when->earliest)
        return gouw_parser_fault(p, GOUW_SENSE_REVERSED);
    if (next->latest < when->latest)
        return false;
    if (next->earliest != when->earliest || next->latest != when->latest)
        when->precision = GOUW_PRECISION_INTERVAL;
    when->latest = next->latest;
    when->approximate |= next->approximate;
    when->uncertain |= next->uncertain;
    return true;
}

static bool resolve_items(gouw_parser *p, gouw_item *items, size_t n, gouw_when *out) {
    if (!give_next_year(p, &items[n - 1]))
        return false;
    for (size_t i = n - 1; i > 0; i--)
        if (!inherit(&items[i - 1], &items[i]))
            return false;
    if (!gouw_item_resolve(p, &items[0], out))
        return false;
    for (size_t i = 1; i < n; i++) {
        gouw_when next;
        if (!gouw_item_resolve(p, &items[i], &next) || !stretch(p, out, &next))
            return false;
    }
    return true;
}

/* Turns X into before, by, after or from X. */
static bool open_up(gouw_parser *p, gouw_word_kind side, gouw_when *when) {
    const bool before = side == GOUW_WORD_BEFORE, after = side == GOUW_WORD_AFTER;
    const bool start_is_open = before || side == GOUW_WORD_BY || side == GOUW_WORD_THROUGH;
    if (!start_is_open && !after && side != GOUW_WORD_FROM)
        return true;
    if ((before && when->earliest == GOUW_DAY_MIN) || (after && when->latest == GOUW_DAY_MAX))
        return gouw_parser_fault(p, GOUW_SENSE_RANGE);
    if (start_is_open) {
        when->latest = before ? when->earliest - 1 : when->latest;
        when->earliest = GOUW_DAY_MIN;
    } else {
        when->earliest = after ? when->latest + 1 : when->earliest;
        when->latest = GOUW_DAY_MAX;
    }
    when->open_start = start_is_open;
    when->open_end = !start_is_open;
    when->precision = GOUW_PRECISION_OPEN;
    return true;
}

static bool read_sentence(gouw_parser *p) {
    gouw_item items[ITEMS_MAX];
    size_t n;
    bool to = false;
    if (gouw_parser_kind(p, 0) == GOUW_WORD_UNDATED && p->n == 1)
        return gouw_parser_fault(p, GOUW_SENSE_UNDATED);
    if (gouw_parser_kind(p, 0) == GOUW_WORD_ABOUT) {
        p->out->about = true;
        p->at++;
    }
    const gouw_word_kind side = gouw_parser_kind(p, 0);
    if (side == GOUW_WORD_UNTIL)
        return gouw_parser_fault(p, GOUW_SENSE_UNTIL);
    p->at += side == GOUW_WORD_BEFORE || side == GOUW_WORD_BY || side == GOUW_WORD_THROUGH ||
             side == GOUW_WORD_AFTER || side == GOUW_WORD_FROM || side == GOUW_WORD_BETWEEN;
    if (!take_items(p, items, &n, &to) || !resolve_items(p, items, n, &p->out->when))
        return false;
    if (side == GOUW_WORD_BETWEEN && n != 2)
        return false;
    if (side == GOUW_WORD_BEFORE)
        p->out->before_late = n == 1 && items[0].kind == GOUW_ITEM_PART && items[0].value == 3;
    /* "from March to May" is closed. */
    return (side == GOUW_WORD_FROM && to) || open_up(p, side, &p->out->when);
}

gouw_sense gouw_grammar_read(const gouw_token *token, size_t n, const gouw_phrases *own,
                             gouw_day edition, gouw_sentence *out) {
    *out = (gouw_sentence){.when = GOUW_WHEN_NONE};
    gouw_parser p = {.token = token, .n = n, .own = own, .edition = edition, .out = out};
    p.fault = GOUW_SENSE_NONE;
    return read_sentence(&p) ? GOUW_SENSE : p.fault;
}
