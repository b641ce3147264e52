/* Lists in sentences, with the "and" of the language: "A", "A and B", "A, B and C", and, where only
 * so many are to be named, "A, B, C and 2 more". */
#ifndef GOUW_BASE_LIST_H
#define GOUW_BASE_LIST_H

#include <stdbool.h>
#include <stddef.h>

#include "gouw/arena.h"

typedef struct gouw_list {
    gouw_arena *arena;
    size_t most;              /* how many to name; 0 = all */
    size_t n;                 /* how many were added */
    const char *front, *last; /* what was named before the last one, and that */
} gouw_list;

/* Adds an item, which is not copied. False when memory is out. */
bool gouw_list_add(gouw_list *list, const char *item);

/* The words; "" for none, NULL when memory is out. */
const char *gouw_list_words(const gouw_list *list);

#endif
