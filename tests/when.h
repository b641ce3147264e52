/* Tables of texts and what they are read as. */
#ifndef GOUW_TESTS_WHEN_H
#define GOUW_TESTS_WHEN_H

#include <string.h>

#include "gouw/date.h"

/* flags holds some of: ~ approximate, ? uncertain, < open start, > open end, ! with a notice.
 * An open end is written as an empty string. */
typedef struct accepted {
    const char *text, *earliest, *latest, *precision, *flags;
} accepted;

/* reason is a part of the message; kind is 'u' for unknown, 'b' for bad. */
typedef struct refused {
    const char *text;
    char kind;
    const char *reason;
} refused;

typedef gouw_reading (*read_text)(const char *text, size_t length, gouw_when *out,
                                  char message[GOUW_MESSAGE_MAX]);

static inline int has_flag(const accepted *row, char flag) {
    return strchr(row->flags, flag) != NULL;
}

static inline void check_day(const char *text, const char *name, gouw_day day, const char *expected,
                             gouw_day when_open) {
    char shown[GOUW_DAY_TEXT];
    if (expected[0] == '\0' ? day != when_open : strcmp(gouw_day_format(day, shown), expected) != 0)
        fail_msg("'%s': %s is %s, expected %s", text, name, gouw_day_format(day, shown), expected);
}

static inline void check_accepted(read_text read, const accepted *row) {
    char message[GOUW_MESSAGE_MAX];
    gouw_when when;
    const gouw_reading reading = read(row->text, strlen(row->text), &when, message);
    if (reading != (has_flag(row, '!') ? GOUW_READ_NOTICE : GOUW_READ))
        fail_msg("'%s' gives reading %d: %s", row->text, (int)reading, message);
    if ((message[0] == '\0') != (reading == GOUW_READ))
        fail_msg("'%s': message '%s'", row->text, message);
    check_day(row->text, "earliest", when.earliest, row->earliest, GOUW_DAY_MIN);
    check_day(row->text, "latest", when.latest, row->latest, GOUW_DAY_MAX);
    if (strcmp(gouw_precision_name(when.precision), row->precision) != 0)
        fail_msg("'%s' has precision %s", row->text, gouw_precision_name(when.precision));
    if (when.approximate != has_flag(row, '~') || when.uncertain != has_flag(row, '?') ||
        when.open_start != has_flag(row, '<') || when.open_end != has_flag(row, '>'))
        fail_msg("'%s' has flags approximate %d uncertain %d open %d %d", row->text,
                 when.approximate, when.uncertain, when.open_start, when.open_end);
}

static inline void check_refused(read_text read, const refused *row) {
    char message[GOUW_MESSAGE_MAX];
    gouw_when when;
    const gouw_reading reading = read(row->text, strlen(row->text), &when, message);
    if (reading != (row->kind == 'b' ? GOUW_READ_BAD : GOUW_READ_UNKNOWN))
        fail_msg("'%s' gives reading %d: %s", row->text, (int)reading, message);
    if (strstr(message, row->reason) == NULL)
        fail_msg("'%s': expected '%s' in '%s'", row->text, row->reason, message);
    if (when.earliest != GOUW_DAY_NONE || when.latest != GOUW_DAY_NONE ||
        when.precision != GOUW_PRECISION_NONE)
        fail_msg("'%s' is refused but dated", row->text);
}

#endif
