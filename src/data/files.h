/* The files of a dataset, each a table of columns. */
#ifndef GOUW_DATA_FILES_H
#define GOUW_DATA_FILES_H

#include "data/schema.h"
#include "gouw/dataset.h"

/* In the order in which they are read. */
typedef enum gouw_file_kind {
    GOUW_FILE_PHRASES,
    GOUW_FILE_REGIONS,
    GOUW_FILE_THEMES,
    GOUW_FILE_MENTIONS,
    GOUW_FILE_STAGES,
    GOUW_FILE_MILESTONES,
    GOUW_FILE_TARGETS,
    GOUW_FILE_OBSERVATIONS,
    GOUW_FILE_FORECASTS,
    GOUW_FILE_LABELS,
    GOUW_N_FILES
} gouw_file_kind;

/* The words of the two columns of choices, NULL at the end. */
extern const char *const gouw_basis_names[GOUW_N_BASES + 1];
extern const char *const gouw_milestone_status_names[GOUW_N_STATUSES + 1];

extern const gouw_schema gouw_schemas[GOUW_N_FILES];

#endif
