/* The regions of a dataset in the order of their ids, to look many up. */
#ifndef GOUW_ANALYSIS_BY_ID_H
#define GOUW_ANALYSIS_BY_ID_H

#include "gouw/dataset.h"

typedef struct gouw_by_id_item {
    const char *id;
    uint32_t region;
} gouw_by_id_item;

typedef struct gouw_by_id {
    gouw_by_id_item *items; /* n, in the arena */
    size_t n;
} gouw_by_id;

/* O(n log n). */
gouw_status gouw_by_id_make(const gouw_dataset *dataset, gouw_arena *arena, gouw_by_id *by_id,
                            gouw_error *error);

/* The region of that id; GOUW_INDEX_NONE if there is none. O(log n). */
uint32_t gouw_by_id_find(const gouw_by_id *by_id, const char *id);

#endif
