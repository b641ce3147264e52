/* The translations that are built into gouw; made from po/ when it is built. */
#ifndef GOUW_BASE_CATALOGUE_H
#define GOUW_BASE_CATALOGUE_H

#include <stddef.h>

#include "gouw/language.h"

typedef struct gouw_message {
    const char *english, *one;
    const char *many; /* NULL: not a counted sentence */
} gouw_message;

/* All messages of a language, in ascending order (strcmp) of the English text; none of English. */
const gouw_message *gouw_catalogue(gouw_language language, size_t *n_messages);

#endif
