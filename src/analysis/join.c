#include "analysis/join.h"

#include <string.h>

bool gouw_join_add(gouw_join *join, const char *id) {
    const size_t length = strlen(id), needed = join->length + length + 2;
    if (needed > join->capacity) {
        char *grown = gouw_arena_grow(join->arena, join->text, join->length, 2 * needed, 1);
        if (grown == NULL)
            return false;
        join->text = grown;
        join->capacity = 2 * needed;
    }
    if (join->length > 0)
        join->text[join->length++] = ';';
    memcpy(join->text + join->length, id, length + 1);
    join->length += length;
    return true;
}
