/* The files of a dataset, each a table of columns; and the rows that have no public struct with a
 * line of their own. */
#ifndef GOUW_DATA_FILES_H
#define GOUW_DATA_FILES_H

#include <stddef.h>

#include "data/schema.h"
#include "gouw/dataset.h"

typedef struct gouw_region_row {
    gouw_region region;
    size_t line;
} gouw_region_row;

typedef struct gouw_theme_row {
    gouw_theme theme;
    size_t line;
} gouw_theme_row;

typedef struct gouw_stage_row {
    gouw_stage stage;
    size_t line;
} gouw_stage_row;

typedef struct gouw_mention_row {
    gouw_mention mention;
    size_t line;
} gouw_mention_row;

typedef struct gouw_phrase_row {
    gouw_phrase phrase;
    size_t line;
} gouw_phrase_row;

typedef enum gouw_file_kind {
    GOUW_FILE_REGIONS,
    GOUW_FILE_THEMES,
    GOUW_FILE_MENTIONS,
    GOUW_FILE_STAGES,
    GOUW_FILE_MILESTONES,
    GOUW_FILE_TARGETS,
    GOUW_FILE_OBSERVATIONS,
    GOUW_FILE_FORECASTS,
    GOUW_FILE_PHRASES,
    GOUW_N_FILES
} gouw_file_kind;

/* The words of the two columns of choices, NULL at the end. */
extern const char *const gouw_basis_names[GOUW_N_BASES + 1];
extern const char *const gouw_milestone_status_names[GOUW_N_STATUSES + 1];

extern const gouw_schema gouw_schemas[GOUW_N_FILES];

#endif
