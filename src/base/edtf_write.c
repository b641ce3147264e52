/* The way back from an interval of days to a text (gouw_when_format): a name where the calendar has
 * one for it, else its two ends.
 */
#include <string.h>

#include "base/span.h"

/* The first n_parts of year, month and day. */
static char *put_date(char *out, gouw_day when, int n_parts) {
    char text[GOUW_DAY_TEXT];
    const size_t n = strlen(gouw_day_format(when, text)) - strlen("-MM") * (size_t)(3 - n_parts);
    memcpy(out, text, n);
    return out + n;
}

/* How many of year, month and day say exactly where an interval starts or ends. */
static int parts_needed(gouw_day when, bool is_end) {
    int year, month, day;
    gouw_day_to_civil(when, &year, &month, &day);
    if (day != (is_end ? gouw_month_length(year, month) : 1))
        return 3;
    return month == (is_end ? 12 : 1) ? 1 : 2;
}

/* The end of the text when one name says the whole interval, else NULL. */
static char *put_named(char *out, gouw_day earliest, gouw_day latest) {
    int year, month, day, end_year, end_month, end_day;
    gouw_day_to_civil(earliest, &year, &month, &day);
    gouw_day_to_civil(latest, &end_year, &end_month, &end_day);
    const int from = parts_needed(earliest, false), to = parts_needed(latest, true);
    const int parts = from > to ? from : to;
    if (earliest == latest)
        return put_date(out, earliest, 3);
    if (parts == 3)
        return NULL;
    if (year == end_year && (parts == 1 || month == end_month))
        return put_date(out, earliest, parts);
    /* 201X: in both directions from zero the digit before the X stays the same. */
    if (parts == 1 && end_year - year == 9 && (year < 0 ? end_year : year) % 10 == 0 &&
        (year < 0) == (end_year < 0)) {
        out = put_date(out, earliest, 1);
        out[-1] = 'X';
        return out;
    }
    const int code = gouw_span_code(year, earliest, latest);
    if (code == 0)
        return NULL;
    out = put_date(out, earliest, 1);
    *out++ = '-';
    *out++ = (char)('0' + code / 10);
    *out++ = (char)('0' + code % 10);
    return out;
}

/* One end of an interval; ".." when it is open. */
static char *put_end(char *out, gouw_day when, int n_parts, bool open, bool uncertain) {
    if (open) {
        memcpy(out, "..", 2);
        return out + 2;
    }
    out = put_date(out, when, n_parts);
    if (uncertain)
        *out++ = '?';
    return out;
}

static char *put_interval(char *out, const gouw_when *when) {
    int parts = 3;
    if (!when->open_start && !when->open_end) {
        const int from = parts_needed(when->earliest, false);
        const int to = parts_needed(when->latest, true);
        parts = from > to ? from : to;
    }
    out = put_end(out, when->earliest, parts, when->open_start, when->uncertain);
    *out++ = '/';
    return put_end(out, when->latest, parts, when->open_end, when->uncertain);
}

char *gouw_span_interval(const gouw_when *when, char out[GOUW_EDTF_TEXT]) {
    *put_interval(out, when) = '\0';
    return out;
}

char *gouw_when_format(const gouw_when *when, char out[GOUW_EDTF_TEXT]) {
    out[0] = '\0';
    if (when->earliest < GOUW_DAY_MIN || when->latest > GOUW_DAY_MAX ||
        when->earliest > when->latest)
        return out;
    char *end = NULL;
    if (!when->open_start && !when->open_end)
        end = put_named(out, when->earliest, when->latest);
    if (end != NULL && when->uncertain)
        *end++ = '?';
    if (end == NULL)
        end = put_interval(out, when);
    *end = '\0';
    return out;
}
