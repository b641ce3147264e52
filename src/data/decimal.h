/* Numbers as files write them, read strictly: an optional sign, digits with an optional fraction
 * and an optional exponent, nothing else. No blanks, no hexadecimal, no inf and nan.
 *
 * A file that is not separated by commas may use either mark, but `643.591` is then refused: a
 * Dutch spreadsheet means 643 thousand, most programs mean 643.6. A dialect settles it. */
#ifndef GOUW_DATA_DECIMAL_H
#define GOUW_DATA_DECIMAL_H

#include <stdbool.h>
#include <stddef.h>

typedef struct gouw_decimal_format {
    char decimal; /* the only decimal mark; NUL: both '.' and ',' */
    char group;   /* between groups of three digits, where there are any; NUL = none */
    bool wary;    /* one to three digits, a dot and three digits are ambiguous */
} gouw_decimal_format;

/* The format of a file with that delimiter. decimal and group are its dialect's; NUL = not said. */
gouw_decimal_format gouw_decimal_format_of(char delimiter, char decimal, char group);

typedef enum gouw_decimal_reading {
    GOUW_DECIMAL_READ,
    GOUW_DECIMAL_BAD,       /* not a number */
    GOUW_DECIMAL_HUGE,      /* beyond GOUW_NUMBER_MOST */
    GOUW_DECIMAL_AMBIGUOUS, /* 643.591 */
    GOUW_DECIMAL_GROUPED,   /* 1.234.567 or 1,234 */
    GOUW_DECIMAL_COMMA,     /* 1,5 where the decimal mark is a point */
    GOUW_DECIMAL_SPACED,    /* 1 234 */
    GOUW_N_DECIMAL_READINGS
} gouw_decimal_reading;

/* What a message says of a reading, for the name of the column and the text; translatable. */
extern const char *const gouw_decimal_messages[GOUW_N_DECIMAL_READINGS];

/* Reads text[0..length), correctly rounded; value is set only for GOUW_DECIMAL_READ. */
gouw_decimal_reading gouw_decimal_read(const char *text, size_t length,
                                       const gouw_decimal_format *format, double *value);

#endif
