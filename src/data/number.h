/* Numbers as files write them, read strictly: an optional sign, digits with an optional fraction
 * and an optional exponent, nothing else. No blanks, no hexadecimal, no inf and nan.
 *
 * A file that is not separated by commas may use either mark, but `643.591` is then refused: a
 * Dutch spreadsheet means 643 thousand, most programs mean 643.6. A dialect settles it. */
#ifndef GOUW_DATA_NUMBER_H
#define GOUW_DATA_NUMBER_H

#include <stdbool.h>
#include <stddef.h>

typedef struct gouw_number_format {
    char decimal; /* the only decimal mark; NUL: both '.' and ',' */
    char group;   /* between groups of three digits, where there are any; NUL = none */
    bool wary;    /* one to three digits, a dot and three digits are ambiguous */
} gouw_number_format;

/* The format of a file with that delimiter. decimal and group are its dialect's; NUL = not said. */
gouw_number_format gouw_number_format_of(char delimiter, char decimal, char group);

typedef enum gouw_number_reading {
    GOUW_NUMBER_READ,
    GOUW_NUMBER_BAD,       /* not a number */
    GOUW_NUMBER_HUGE,      /* beyond what a double holds */
    GOUW_NUMBER_AMBIGUOUS, /* 643.591 */
    GOUW_NUMBER_GROUPED,   /* 1.234.567 or 1,234 */
    GOUW_NUMBER_COMMA,     /* 1,5 where the decimal mark is a point */
    GOUW_NUMBER_SPACED,    /* 1 234 */
    GOUW_N_NUMBER_READINGS
} gouw_number_reading;

/* What a message says of a reading, for the name of the column and the text; translatable. */
extern const char *const gouw_number_messages[GOUW_N_NUMBER_READINGS];

/* Reads text[0..length), correctly rounded; value is set only for GOUW_NUMBER_READ. */
gouw_number_reading gouw_number_read(const char *text, size_t length,
                                     const gouw_number_format *format, double *value);

#endif
