/* Options as a table: one row an option, spelled once. The same row feeds the command line, its
 * checks, --help, completion and the man page.
 *
 * An options struct belongs to whoever declares it; a row says where in the struct its value
 * stands. Field types: FLAG bool; INTEGER int64_t; REAL double; TEXT const char *; CHOICE int (the
 * index into choices); DAY gouw_day.
 */
#ifndef GOUW_OPTION_H
#define GOUW_OPTION_H

#include <stdbool.h>
#include <stddef.h>

#include "gouw/status.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum gouw_option_kind {
    GOUW_OPTION_FLAG,
    GOUW_OPTION_INTEGER,
    GOUW_OPTION_REAL,
    GOUW_OPTION_TEXT,
    GOUW_OPTION_CHOICE,
    GOUW_OPTION_DAY
} gouw_option_kind;

typedef struct gouw_option {
    gouw_option_kind kind;
    const char *name;           /* without the dashes */
    char letter;                /* the short form; NUL = none */
    size_t offset;              /* offsetof(struct, field) */
    const char *value_default;  /* as a user would type it; NULL: 0, false, no text, no day */
    double minimum, maximum;    /* of INTEGER and REAL; both 0 = no limit */
    const char *const *choices; /* of CHOICE, NULL at the end */
    const char *argument;       /* its name in --help: "N"; NULL for a flag */
    const char *help;           /* one sentence, translatable */
} gouw_option;

/* Sets every field of the struct at values to its default. */
gouw_status gouw_options_default(const gouw_option *options, size_t n_options, void *values,
                                 gouw_error *error);

/* Reads text as the value of one option; text is NULL for a flag. GOUW_EUSAGE with what is
 * allowed, or the nearest choice. TEXT keeps the pointer. */
gouw_status gouw_option_set(const gouw_option *option, const char *text, void *values,
                            gouw_error *error);

/* The option of that long name; NULL if there is none. */
const gouw_option *gouw_option_find(const gouw_option *options, size_t n_options, const char *name);

#ifdef __cplusplus
}
#endif

#endif
