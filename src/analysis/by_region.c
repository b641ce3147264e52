#include "analysis/by_region.h"

#include <string.h>

static uint32_t region_of(const uint32_t *first, size_t size, size_t row) {
    uint32_t region;
    memcpy(&region, (const char *)first + row * size, sizeof region);
    return region;
}

gouw_status gouw_by_region_make(const uint32_t *region, size_t size, size_t n, size_t n_regions,
                                gouw_arena *arena, gouw_by_region *by_region, gouw_error *error) {
    size_t *start = gouw_arena_array(arena, n_regions + 2, sizeof *start);
    uint32_t *rows = gouw_arena_array(arena, n, sizeof *rows);
    if (start == NULL || rows == NULL)
        return gouw_fail_memory(error, n * sizeof *rows + n_regions * sizeof *start);
    for (size_t i = 0; i < n; i++)
        start[region_of(region, size, i) + 2]++;
    for (size_t r = 2; r < n_regions + 2; r++)
        start[r] += start[r - 1];
    for (uint32_t i = 0; i < n; i++)
        rows[start[region_of(region, size, i) + 1]++] = i;
    *by_region = (gouw_by_region){.start = start, .rows = rows};
    return GOUW_OK;
}

gouw_status gouw_steps_by_region(const gouw_dataset *dataset, gouw_arena *arena,
                                 gouw_by_region *by_region, gouw_error *error) {
    const gouw_milestone *all = dataset->milestones;
    return gouw_by_region_make(all == NULL ? NULL : &all->region, sizeof *all,
                               dataset->n_milestones, dataset->n_regions, arena, by_region, error);
}

gouw_status gouw_targets_by_region(const gouw_dataset *dataset, gouw_arena *arena,
                                   gouw_by_region *by_region, gouw_error *error) {
    const gouw_target *all = dataset->targets;
    return gouw_by_region_make(all == NULL ? NULL : &all->region, sizeof *all, dataset->n_targets,
                               dataset->n_regions, arena, by_region, error);
}

gouw_status gouw_forecasts_by_region(const gouw_dataset *dataset, gouw_arena *arena,
                                     gouw_by_region *by_region, gouw_error *error) {
    const gouw_forecast *all = dataset->forecasts;
    return gouw_by_region_make(all == NULL ? NULL : &all->region, sizeof *all, dataset->n_forecasts,
                               dataset->n_regions, arena, by_region, error);
}
