/* Days, and dates that are not exact.
 *
 * A day is a count from 1970-01-01 in the proleptic Gregorian calendar, without time zones, for
 * years -9999 to 9999. A gouw_when is what a written date says: an interval of days, inclusive at
 * both ends, and how precise the writing was. What is understood:
 *   - EDTF (ISO 8601-2:2019, annex A; Library of Congress EDTF 2019), levels 0 and 1 in full, and
 *     of level 2 the sub-year groupings 25-41, sets as their hull, qualified and unspecified parts;
 *   - Dutch and English phrases such as "begin 2026", "medio juni 2026", "Q1 2026", "voorjaar";
 *   - a user's own phrases.
 */
#ifndef GOUW_DATE_H
#define GOUW_DATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "gouw/arena.h"
#include "gouw/status.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef int32_t gouw_day;

#define GOUW_YEAR_MIN (-9999)
#define GOUW_YEAR_MAX 9999
#define GOUW_DAY_MIN  ((gouw_day)-4371587) /* -9999-01-01; also the start of an open start */
#define GOUW_DAY_MAX  ((gouw_day)2932896)  /* 9999-12-31; also the end of an open end */
#define GOUW_DAY_NONE INT32_MIN            /* no day stated */

/* The day of a civil date. month 1-12, day 1-31, both in range for the year: check first. */
gouw_day gouw_day_from_civil(int year, int month, int day);

void gouw_day_to_civil(gouw_day when, int *year, int *month, int *day);

int gouw_month_length(int year, int month);

#define GOUW_DAY_TEXT 12 /* "-9999-12-31" and NUL */

/* YYYY-MM-DD; the empty string for GOUW_DAY_NONE. Returns out. */
char *gouw_day_format(gouw_day when, char out[GOUW_DAY_TEXT]);

/* Reads exactly YYYY-MM-DD (with sign if negative); GOUW_DAY_NONE if text is anything else. */
gouw_day gouw_day_parse(const char *text, size_t length);

typedef enum gouw_precision {
    GOUW_PRECISION_NONE, /* undated */
    GOUW_PRECISION_DAY,
    GOUW_PRECISION_MONTH,
    GOUW_PRECISION_QUARTER,
    GOUW_PRECISION_SEASON,
    GOUW_PRECISION_THIRD,
    GOUW_PRECISION_HALF,
    GOUW_PRECISION_YEAR,
    GOUW_PRECISION_DECADE,
    GOUW_PRECISION_INTERVAL,
    GOUW_PRECISION_OPEN,
    GOUW_N_PRECISIONS
} gouw_precision;

/* The name in tables: "none", "day", ... Never NULL. */
const char *gouw_precision_name(gouw_precision precision);

typedef struct gouw_when {
    gouw_day earliest, latest; /* inclusive; GOUW_DAY_NONE both when undated */
    gouw_precision precision;
    bool open_start, open_end; /* then earliest = GOUW_DAY_MIN, latest = GOUW_DAY_MAX */
    bool approximate;          /* ~ or %: the ends are widened already */
    bool uncertain;            /* ? or %: not widened */
} gouw_when;

#define GOUW_WHEN_NONE                                                                             \
    { .earliest = GOUW_DAY_NONE, .latest = GOUW_DAY_NONE }

/* A user's own phrases: rows of date_phrases.csv, in file order; a later row wins. */
typedef struct gouw_phrase {
    const char *phrase; /* as written; matched without regard to case, articles, prepositions */
    const char *start;  /* MM-DD, used with the year behind the phrase, or a whole EDTF date */
    const char *end;    /* before the start: in the next year; 02-29 is the last of February */
} gouw_phrase;

typedef struct gouw_phrases {
    const gouw_phrase *rows;
    size_t n_rows;
} gouw_phrases;

/* Whether one row of own phrases can be used; message into error if not (GOUW_EDATA). */
gouw_status gouw_phrase_check(const gouw_phrase *row, gouw_error *error);

/* How a text was read. */
typedef enum gouw_reading {
    GOUW_READ,         /* understood */
    GOUW_READ_NOTICE,  /* understood, but something deserves a warning: message says what */
    GOUW_READ_UNKNOWN, /* no date gouw knows: a warning, counts as undated; message has the remedy
                        */
    GOUW_READ_BAD      /* impossible, reversed, ambiguous or out of range: an error */
} gouw_reading;

/* Reads text[0..length). own may be NULL. edition, or GOUW_DAY_NONE, is the date a relative word
 * ("begin volgend jaar") is counted from for the suggestion in the message; it never changes the
 * result. out is undated unless GOUW_READ or GOUW_READ_NOTICE is returned. message[0] is NUL for
 * GOUW_READ; else it holds one sentence that quotes the offending part (long input shortened).
 * Empty text, or only blanks, is GOUW_READ and undated. */
gouw_reading gouw_when_read(const char *text, size_t length, const gouw_phrases *own,
                            gouw_day edition, gouw_when *out, char message[GOUW_MESSAGE_MAX]);

/* EDTF alone, no phrases: the fast path. Same results and messages. */
gouw_reading gouw_edtf_read(const char *text, size_t length, gouw_when *out,
                            char message[GOUW_MESSAGE_MAX]);

#define GOUW_EDTF_TEXT 32

/* The EDTF form: a text that gouw_edtf_read resolves to the same interval. Chooses the shortest
 * of year, month, day, season, quarter, third, half, decade that is exactly the interval, else
 * earliest/latest with ".." for an open end; "" for undated. Both ends are written in the coarsest
 * of year, month and day that is exact for both; an open interval has the day. The widening of "~"
 * is kept by writing the interval, "?" as it is. Returns out. */
char *gouw_when_format(const gouw_when *when, char out[GOUW_EDTF_TEXT]);

/* One row of the table of built-in phrases, for `gouw when --phrases`. */
typedef struct gouw_phrase_help {
    const char *pattern; /* as a person would write it: "begin | early YEAR" */
    const char *means;   /* "January to April (EDTF YEAR-37)" */
    const char *example; /* "begin 2026": accepted by gouw_when_read */
} gouw_phrase_help;

/* The table; n_rows out. Static storage. */
const gouw_phrase_help *gouw_phrase_table(size_t *n_rows);

#ifdef __cplusplus
}
#endif

#endif
