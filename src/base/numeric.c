/* Dates in figures that are not EDTF.
 *
 * A spreadsheet turns dates into what its user's country writes, or into its own count of days,
 * and nothing in the file says which. So 13-6-2026 is the 13th of June, for there is no 13th month;
 * 1-6-2026 may be the first of June or the sixth of January and is refused with both; and a year
 * of two figures is not guessed at. The count of days is that of ISO/IEC 29500-1, section 18.17.4,
 * with its base of 1900: 1 March 1900 is 61. The other base, of 1904, is why it is not read.
 */
#include "base/numeric.h"

#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "base/quote.h"
#include "base/span.h"

typedef struct figures {
    int n, value[3], length[3];
    char separator;
} figures;

/* One to three numbers with one kind of separator between. */
static bool take_figures(const char *text, size_t length, figures *out) {
    *out = (figures){.n = 1};
    for (size_t i = 0; i < length; i++) {
        int *digits = &out->length[out->n - 1];
        if (text[i] >= '0' && text[i] <= '9') {
            if (++*digits > 8)
                return false;
            out->value[out->n - 1] = 10 * out->value[out->n - 1] + (text[i] - '0');
            continue;
        }
        const bool mark = text[i] == '-' || text[i] == '/' || text[i] == '.';
        if (!mark || *digits == 0 || out->n == 3 || (out->n == 2 && text[i] != out->separator))
            return false;
        out->separator = text[i];
        out->n++;
    }
    return out->length[out->n - 1] > 0;
}

typedef struct answer {
    const char *quoted;
    gouw_when *when;
    gouw_reading reading;
    char *message;
} answer;

static bool exists(int year, int month, int day) {
    return month >= 1 && month <= 12 && day >= 1 && day <= gouw_month_length(year, month);
}

static void say_read(answer *a) {
    char shown[GOUW_EDTF_TEXT];
    a->reading = GOUW_READ_NOTICE;
    (void)snprintf(a->message, GOUW_MESSAGE_MAX,
                   _("'%s' is read as %s; in a spreadsheet, set the column to text and write it "
                     "that way"),
                   a->quoted, gouw_when_format(a->when, shown));
}

static void say_none(answer *a) {
    a->reading = GOUW_READ_BAD;
    (void)snprintf(a->message, GOUW_MESSAGE_MAX,
                   _("'%s' is no date of the calendar; write EDTF such as 2026-06-30"), a->quoted);
}

static void say_either(answer *a, gouw_day one, gouw_day other) {
    char shown[2][GOUW_DAY_TEXT];
    a->reading = GOUW_READ_BAD;
    (void)snprintf(a->message, GOUW_MESSAGE_MAX,
                   _("'%s' may be %s or %s; in a spreadsheet, set the column to text and write the "
                     "one that is meant"),
                   a->quoted, gouw_day_format(one, shown[0]), gouw_day_format(other, shown[1]));
}

static void answer_day(answer *a, int year, int month, int day) {
    if (!exists(year, month, day)) {
        say_none(a);
        return;
    }
    gouw_span_day(year, month, day, a->when);
    say_read(a);
}

static void answer_month(answer *a, int year, int month) {
    if (month < 1 || month > 12) {
        say_none(a);
        return;
    }
    (void)gouw_span_months(year, month, 1, GOUW_PRECISION_MONTH, a->when);
    say_read(a);
}

static void answer_either_order(answer *a, int first, int second, int year) {
    const bool day_first = exists(year, second, first), month_first = exists(year, first, second);
    if (day_first && month_first && first != second)
        say_either(a, gouw_day_from_civil(year, second, first),
                   gouw_day_from_civil(year, first, second));
    else if (day_first)
        answer_day(a, year, second, first);
    else
        answer_day(a, year, first, second);
}

static void answer_year_first(answer *a, const figures *f) {
    if (f->separator != '/' || f->length[1] != 2 || f->value[1] != (f->value[0] + 1) % 100) {
        answer_month(a, f->value[0], f->value[1]);
        return;
    }
    a->reading = GOUW_READ_BAD;
    (void)snprintf(a->message, GOUW_MESSAGE_MAX,
                   _("'%s' has a year of two figures; write %04d/%04d for both years"), a->quoted,
                   f->value[0], f->value[0] + 1);
}

static void answer_short_year(answer *a) {
    a->reading = GOUW_READ_BAD;
    (void)snprintf(a->message, GOUW_MESSAGE_MAX,
                   _("'%s' has a year of two figures at most; write EDTF such as 2026-06-30"),
                   a->quoted);
}

static void answer_serial(answer *a, int serial) {
    char shown[GOUW_DAY_TEXT];
    const gouw_day day = gouw_day_from_civil(1900, 3, 1) + serial - 61;
    a->reading = GOUW_READ_BAD;
    (void)snprintf(a->message, GOUW_MESSAGE_MAX,
                   _("'%s' looks like a spreadsheet's count of days, perhaps %s; set the column to "
                     "text and write the date"),
                   a->quoted, gouw_day_format(day, shown));
}

static void answer_joined(answer *a, int value) {
    const int year = value / 10000, month = value / 100 % 100, day = value % 100;
    a->reading = GOUW_READ_UNKNOWN;
    if (!exists(year, month, day)) {
        say_none(a);
        return;
    }
    (void)snprintf(a->message, GOUW_MESSAGE_MAX,
                   _("'%s' is no EDTF; if it is a date, write it as %04d-%02d-%02d"), a->quoted,
                   year, month, day);
}

/* The lengths that the numbers have: 'y' four figures, 'n' one or two, 's' five, 'j' eight. */
static void describe(const figures *f, char out[4]) {
    memset(out, 0, 4);
    for (int i = 0; i < f->n; i++)
        out[i] = "?nn?ys??j"[f->length[i]];
}

bool gouw_numeric_read(const char *text, size_t length, gouw_when *out, gouw_reading *reading,
                       char message[GOUW_MESSAGE_MAX]) {
    figures f;
    char form[4], quoted[GOUW_QUOTE];
    if (!take_figures(text, length, &f))
        return false;
    describe(&f, form);
    *out = (gouw_when)GOUW_WHEN_NONE;
    answer a = {.quoted = gouw_quote(text, length, quoted), .when = out, .message = message};
    if (strcmp(form, "nny") == 0)
        answer_either_order(&a, f.value[0], f.value[1], f.value[2]);
    else if (strcmp(form, "ynn") == 0)
        answer_day(&a, f.value[0], f.value[1], f.value[2]);
    else if (strcmp(form, "ny") == 0)
        answer_month(&a, f.value[1], f.value[0]);
    else if (strcmp(form, "yn") == 0)
        answer_year_first(&a, &f);
    else if (strcmp(form, "nnn") == 0)
        answer_short_year(&a);
    else if (form[0] == 's' && (f.n == 1 || (f.n == 2 && f.separator == '.')))
        answer_serial(&a, f.value[0]);
    else if (strcmp(form, "j") == 0)
        answer_joined(&a, f.value[0]);
    else
        return false;
    *reading = a.reading;
    return true;
}
