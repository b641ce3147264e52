/* Lists of ids in one cell, separated by ';'. */
#ifndef GOUW_ANALYSIS_JOIN_H
#define GOUW_ANALYSIS_JOIN_H

#include <stdbool.h>

#include "gouw/arena.h"

/* Start with {.arena = arena}. */
typedef struct gouw_join {
    gouw_arena *arena;
    char *text; /* NULL as long as nothing was added */
    size_t length, capacity;
} gouw_join;

/* Adds an id; false when memory is out. */
bool gouw_join_add(gouw_join *join, const char *id);

#endif
