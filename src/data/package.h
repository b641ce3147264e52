/* Reads datapackage.json, a Frictionless Data Package: title, edition date, licences, sources and
 * the dialects of the CSV files. Whatever else it says is passed over. */
#ifndef GOUW_DATA_PACKAGE_H
#define GOUW_DATA_PACKAGE_H

#include <stddef.h>

#include "data/findings.h"
#include "data/input.h"
#include "gouw/arena.h"
#include "gouw/dataset.h"
#include "gouw/status.h"

/* How a file is written; NUL = not said. */
typedef struct gouw_dialect {
    const char *file; /* its name in the folder; NULL: every file */
    char delimiter, decimal, group;
} gouw_dialect;

typedef struct gouw_dialects {
    gouw_dialect *items; /* the one for every file is the first */
    size_t n;
} gouw_dialects;

/* Fills package and dialects; both stay as they are when there is no datapackage.json. */
gouw_status gouw_package_read(const gouw_input *folder, gouw_arena *arena, gouw_arena *keep,
                              gouw_findings *findings, gouw_package *package,
                              gouw_dialects *dialects, gouw_error *error);

/* The dialect of a file: its own, where it says nothing the one for every file. */
gouw_dialect gouw_dialect_of(const gouw_dialects *dialects, const char *file);

#endif
