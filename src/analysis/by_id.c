#include "analysis/by_id.h"

#include <stdlib.h>
#include <string.h>

static int compare(const void *left, const void *right) {
    return strcmp(((const gouw_by_id_item *)left)->id, ((const gouw_by_id_item *)right)->id);
}

gouw_status gouw_by_id_make(const gouw_dataset *dataset, gouw_arena *arena, gouw_by_id *by_id,
                            gouw_error *error) {
    const size_t n = dataset->n_regions;
    *by_id = (gouw_by_id){.items = gouw_arena_array(arena, n, sizeof *by_id->items), .n = n};
    if (by_id->items == NULL)
        return gouw_fail_memory(error, n * sizeof *by_id->items);
    for (uint32_t r = 0; r < n; r++)
        by_id->items[r] = (gouw_by_id_item){dataset->regions[r].id, r};
    qsort(by_id->items, n, sizeof *by_id->items, compare);
    return GOUW_OK;
}

uint32_t gouw_by_id_find(const gouw_by_id *by_id, const char *id) {
    const gouw_by_id_item wanted = {.id = id};
    const gouw_by_id_item *item = bsearch(&wanted, by_id->items, by_id->n, sizeof wanted, compare);
    return item == NULL ? GOUW_INDEX_NONE : item->region;
}
