/* The parts of the analysis diff: what changed from one edition of a dataset to the next.
 *
 * Each part adds rows to one table, a row a change. Regions are followed from the old edition to
 * the new one by id, else by former_id.
 */
#ifndef GOUW_ANALYSIS_DIFF_H
#define GOUW_ANALYSIS_DIFF_H

#include "analysis/by_region.h"
#include "gouw/analysis.h"

typedef struct gouw_diff {
    const gouw_dataset *before, *after;
    uint32_t *before_of; /* a region after: its index before; GOUW_INDEX_NONE = new */
    uint32_t *after_of;  /* a region before: its index after; GOUW_INDEX_NONE = gone */
    gouw_by_region steps_before, steps_after, targets_before, targets_after;
    gouw_arena *arena;
    gouw_table *table;   /* kind, region, item, old, new, change_min, change_max, certainty */
    gouw_table *matches; /* items that may be the same: region, stage, old_item, new_item */
} gouw_diff;

/* Adds a row; region, item and the texts may be NULL. The days of the row may be set after. */
gouw_status gouw_diff_add(gouw_diff *diff, const char *kind, const char *region, const char *item,
                          const char *before, const char *after, gouw_error *error);

/* Whether two texts say the same; NULL only equals NULL. */
bool gouw_diff_same(const char *a, const char *b);

/* Lists of themes, stages and attributes: ids that came, went, or mean something else; a list
 * that one edition does not have at all is passed over. */
gouw_status gouw_diff_vocabulary(gouw_diff *diff, gouw_error *error);

/* Each of the following adds the changes of one region that both editions have. */
gouw_status gouw_diff_steps(gouw_diff *diff, uint32_t before, uint32_t after, gouw_error *error);
gouw_status gouw_diff_themes(gouw_diff *diff, uint32_t before, uint32_t after, gouw_error *error);
gouw_status gouw_diff_targets(gouw_diff *diff, uint32_t before, uint32_t after, gouw_error *error);
gouw_status gouw_diff_attributes(gouw_diff *diff, uint32_t before, uint32_t after,
                                 gouw_error *error);

#endif
