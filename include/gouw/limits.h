/* What a dataset may hold at most. One table: the readers keep to it, `gouw help limits` and the
 * documents show it, the tests try each limit and one more.
 */
#ifndef GOUW_LIMITS_H
#define GOUW_LIMITS_H

#include <stddef.h>

#include "gouw/text.h"

#ifdef __cplusplus
extern "C" {
#endif

enum {
    GOUW_LIMIT_LINE = 1 << 20,    /* bytes, of a line and of a record */
    GOUW_LIMIT_COLUMNS = 4096,    /* of a file */
    GOUW_LIMIT_ID = GOUW_ID_MAX,  /* bytes */
    GOUW_LIMIT_PACKAGE = 1 << 24, /* bytes, of datapackage.json */
    GOUW_LIMIT_REGIONS = 1 << 20,
    GOUW_LIMIT_THEMES = (1 << 16) - 1,
    GOUW_LIMIT_STAGES = 1 << 12,
    GOUW_LIMIT_FINDINGS = 100 /* of one kind in one file that are listed */
};

typedef struct gouw_limit {
    const char *name; /* a word */
    size_t most;
    const char *unit; /* translatable */
    const char *of;   /* what is counted, translatable */
} gouw_limit;

/* In the order that they are shown in. */
extern const gouw_limit gouw_limits[];
extern const size_t gouw_n_limits;

#ifdef __cplusplus
}
#endif

#endif
