/* The rows of a file region by region: rows[start[r]] .. rows[start[r + 1]] are those of region r,
 * in their order. */
#ifndef GOUW_ANALYSIS_BY_REGION_H
#define GOUW_ANALYSIS_BY_REGION_H

#include <stddef.h>
#include <stdint.h>

#include "gouw/dataset.h"

typedef struct gouw_by_region {
    size_t *start;  /* n_regions + 1 */
    uint32_t *rows; /* n */
} gouw_by_region;

/* region is that of the first of n rows, which lie size bytes apart. O(n + n_regions). */
gouw_status gouw_by_region_make(const uint32_t *region, size_t size, size_t n, size_t n_regions,
                                gouw_arena *arena, gouw_by_region *by_region, gouw_error *error);

/* Those of a dataset. */
gouw_status gouw_steps_by_region(const gouw_dataset *dataset, gouw_arena *arena,
                                 gouw_by_region *by_region, gouw_error *error);
gouw_status gouw_targets_by_region(const gouw_dataset *dataset, gouw_arena *arena,
                                   gouw_by_region *by_region, gouw_error *error);
gouw_status gouw_forecasts_by_region(const gouw_dataset *dataset, gouw_arena *arena,
                                     gouw_by_region *by_region, gouw_error *error);

#endif
