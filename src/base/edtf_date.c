/* From the digits of an EDTF date to days.
 *
 * A date whose digits are all stated resolves at once. Where digits are unspecified ("156X-12-25",
 * "2004-1X") the earliest and the latest date that fit are found by trying years, months and days
 * in order: at most 9999 years, and nearly always the first, since only 29 February can fail in
 * one year and fit in the next. Parts behind the last stated digit say nothing and are dropped:
 * "2026-XX-XX" is the year 2026.
 *
 * "~" and "%" widen by half a unit, rounded up. The unit is the finest part that is qualified,
 * taken on its own: in "2004-06~-11" the month June, in "201X~" ten years, in "2026-33~" that
 * quarter. Where months and years differ in length each end uses its own.
 */
#include "base/edtf_date.h"

#include "base/span.h"

/* The digits of an unspecified part: 9 for every X. */
static int slack(const gouw_edtf_part *part) {
    int value = 0, place = 9;
    for (int bits = part->unknown; bits != 0; bits >>= 1, place *= 10)
        value += bits & 1 ? place : 0;
    return value;
}

static bool fits(const gouw_edtf_part *part, int value) {
    int own = part->value;
    for (int bits = part->unknown; own != 0 || value != 0; bits >>= 1, own /= 10, value /= 10)
        if ((bits & 1) == 0 && own % 10 != value % 10)
            return false;
    return true;
}

static bool wholly_unknown(const gouw_edtf_date *date, int i) {
    return date->part[i].unknown == (i == GOUW_YEAR ? 0xF : 0x3);
}

static int stated_parts(const gouw_edtf_date *date) {
    int n = date->n_parts;
    while (n > 1 && wholly_unknown(date, n - 1))
        n--;
    return n;
}

static bool is_subyear(const gouw_edtf_date *date) {
    const gouw_edtf_part *month = &date->part[GOUW_MONTH];
    return date->n_parts > GOUW_MONTH && month->unknown == 0 &&
           month->value >= GOUW_SUBYEAR_FIRST && month->value <= GOUW_SUBYEAR_LAST;
}

/* The first value from 1 to last, or downwards from last to 1 for step -1, that fits; 0 if none. */
static int first_fit(const gouw_edtf_part *part, int last, int step) {
    for (int i = 1; i <= last; i++) {
        const int value = step > 0 ? i : last + 1 - i;
        if (fits(part, value))
            return value;
    }
    return 0;
}

/* The first n parts of the earliest date that fits (step 1) or the latest (step -1). */
static bool extreme(const gouw_edtf_date *date, int n, int step, int at[GOUW_N_PARTS]) {
    const gouw_edtf_part *year = &date->part[GOUW_YEAR], *month = &date->part[GOUW_MONTH];
    const int least = year->value, greatest = year->value + slack(year);
    const bool upwards = (step > 0) != date->negative;
    for (int i = 0; i <= greatest - least; i++) {
        const int magnitude = upwards ? least + i : greatest - i;
        if (!fits(year, magnitude) || (date->negative && magnitude == 0))
            continue;
        at[GOUW_YEAR] = date->negative ? -magnitude : magnitude;
        if (n == 1)
            return true;
        if (is_subyear(date)) {
            at[GOUW_MONTH] = month->value;
            return true;
        }
        for (int m = step > 0 ? 1 : 12; m >= 1 && m <= 12; m += step) {
            if (!fits(month, m))
                continue;
            at[GOUW_MONTH] = m;
            if (n == 2)
                return true;
            const int length = gouw_month_length(at[GOUW_YEAR], m);
            at[GOUW_DAY] = first_fit(&date->part[GOUW_DAY], length, step);
            if (at[GOUW_DAY] > 0)
                return true;
        }
    }
    return false;
}

/* The interval of a date without unspecified digits, given by its first n parts. */
static bool exact(const int at[GOUW_N_PARTS], int n, gouw_when *out) {
    if (n == 1)
        return gouw_span_months(at[GOUW_YEAR], 1, 12, GOUW_PRECISION_YEAR, out);
    if (n == 2 && at[GOUW_MONTH] > 12)
        return gouw_span_subyear(at[GOUW_YEAR], at[GOUW_MONTH], out);
    if (n == 2)
        return gouw_span_months(at[GOUW_YEAR], at[GOUW_MONTH], 1, GOUW_PRECISION_MONTH, out);
    gouw_span_day(at[GOUW_YEAR], at[GOUW_MONTH], at[GOUW_DAY], out);
    return true;
}

static bool same_interval(const gouw_when *a, const gouw_when *b) {
    return a->earliest == b->earliest && a->latest == b->latest;
}

/* The hull of the dates that fit the first n parts, some of whose digits are unspecified. */
static gouw_edtf_fault hull(const gouw_edtf_date *date, int n, gouw_when *out) {
    int low[GOUW_N_PARTS], high[GOUW_N_PARTS];
    gouw_when first, last;
    if (!extreme(date, n, 1, low) || !extreme(date, n, -1, high))
        return GOUW_EDTF_NO_FIT;
    if (!exact(low, n, &first) || !exact(high, n, &last))
        return GOUW_EDTF_RANGE;
    *out = first;
    out->latest = last.latest;
    if (!same_interval(&first, &last))
        out->precision = n == 1 && date->part[GOUW_YEAR].unknown == 1 ? GOUW_PRECISION_DECADE
                                                                      : GOUW_PRECISION_INTERVAL;
    return GOUW_EDTF_FINE;
}

/* A date whose first n parts are all stated. */
static gouw_edtf_fault resolve_stated(const gouw_edtf_date *date, int n, gouw_when *out) {
    int at[GOUW_N_PARTS] = {0};
    for (int i = 0; i < n; i++)
        at[i] = date->part[i].value;
    if (date->negative)
        at[GOUW_YEAR] = -at[GOUW_YEAR];
    if (n > GOUW_MONTH && !is_subyear(date) && (at[GOUW_MONTH] < 1 || at[GOUW_MONTH] > 12))
        return GOUW_EDTF_NO_MONTH;
    if (n > GOUW_DAY &&
        (at[GOUW_DAY] < 1 || at[GOUW_DAY] > gouw_month_length(at[GOUW_YEAR], at[GOUW_MONTH])))
        return GOUW_EDTF_NO_DAY;
    return exact(at, n, out) ? GOUW_EDTF_FINE : GOUW_EDTF_RANGE;
}

gouw_edtf_fault gouw_edtf_resolve(const gouw_edtf_date *date, gouw_when *out) {
    int unknown = 0, qualifiers = 0;
    for (int i = 0; i < date->n_parts; i++) {
        unknown |= date->part[i].unknown;
        qualifiers |= date->part[i].qualifiers;
    }
    const gouw_edtf_part *year = &date->part[GOUW_YEAR];
    if (wholly_unknown(date, GOUW_YEAR))
        return GOUW_EDTF_ANY_YEAR;
    if (date->negative && year->value == 0 && year->unknown == 0)
        return GOUW_EDTF_YEAR_ZERO;
    if (date->n_parts > GOUW_DAY && is_subyear(date))
        return GOUW_EDTF_SUBYEAR_DAY;
    const int n = unknown == 0 ? date->n_parts : stated_parts(date);
    const gouw_edtf_fault fault = unknown == 0 ? resolve_stated(date, n, out) : hull(date, n, out);
    if (fault == GOUW_EDTF_FINE && qualifiers != 0) {
        out->approximate = qualifiers & GOUW_APPROXIMATE;
        out->uncertain = qualifiers & GOUW_UNCERTAIN;
    }
    return fault;
}

/* Half the days, rounded up, of part i of the earliest (step 1) or latest date that fits. */
static gouw_day half_unit(const gouw_edtf_date *date, int i, int step) {
    int at[GOUW_N_PARTS];
    gouw_edtf_date unit = *date;
    gouw_when length;
    unit.n_parts = i + 1;
    const int n_stated = stated_parts(date);
    if (!extreme(date, n_stated > i ? n_stated : i, step, at))
        return 0;
    for (int j = 0; j < i; j++) {
        unit.part[j].value = at[j] < 0 ? -at[j] : at[j];
        unit.part[j].unknown = 0;
    }
    if (hull(&unit, i + 1, &length) != GOUW_EDTF_FINE)
        return 0;
    return (length.latest - length.earliest + 1 + 1) / 2;
}

gouw_edtf_fault gouw_edtf_widen(const gouw_edtf_date *date, gouw_when *when) {
    if (!when->approximate)
        return GOUW_EDTF_FINE;
    int finest = date->n_parts - 1;
    while ((date->part[finest].qualifiers & GOUW_APPROXIMATE) == 0)
        finest--;
    when->earliest -= half_unit(date, finest, 1);
    when->latest += half_unit(date, finest, -1);
    if (when->earliest < GOUW_DAY_MIN || when->latest > GOUW_DAY_MAX)
        return GOUW_EDTF_RANGE;
    return GOUW_EDTF_FINE;
}
