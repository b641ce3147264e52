/* The names of ids, as a table: what charts, calendars and the page show in place of ids. */
#ifndef GOUW_LABELS_H
#define GOUW_LABELS_H

#include "gouw/arena.h"
#include "gouw/dataset.h"
#include "gouw/status.h"
#include "gouw/table.h"

#ifdef __cplusplus
extern "C" {
#endif

/* The labels of a dataset: columns kind (region, theme, stage), id, label, group (of a theme) and
 * order (of a stage; missing = outside the sequence). The names are those of the dataset. */
gouw_status gouw_labels_make(const gouw_dataset *dataset, gouw_arena *arena,
                             const gouw_table **labels, gouw_error *error);

#ifdef __cplusplus
}
#endif

#endif
