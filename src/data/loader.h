/* What the parts of a load share. */
#ifndef GOUW_DATA_LOADER_H
#define GOUW_DATA_LOADER_H

#include <stddef.h>

#include "data/files.h"
#include "data/findings.h"
#include "data/fixes.h"
#include "data/input.h"
#include "data/names.h"
#include "data/package.h"
#include "data/rows.h"
#include "data/schema.h"
#include "gouw/arena.h"
#include "gouw/dataset.h"
#include "gouw/status.h"

typedef struct gouw_loader {
    const gouw_input *folder;
    const gouw_load_options *options;
    gouw_arena *arena; /* the model's */
    gouw_arena *keep;  /* for the whole load: vocabularies, findings */
    gouw_arena *work;  /* for one file; released behind each */
    gouw_dataset *dataset;
    gouw_coding *coding; /* the one being read; NULL = none */
    gouw_findings findings;
    gouw_fixes fixes; /* empty unless options ask for it */
    uint64_t key[2];  /* of the names */
    gouw_dialects dialects;
    gouw_names texts;
    gouw_vocabulary vocabularies[GOUW_N_VOCABULARIES];
    double n_bytes, n_bytes_before; /* of all files, and of those before this one; for progress */
    double n_bytes_here;
} gouw_loader;

/* Tells which share of the file is read. */
void gouw_load_tell(const gouw_loader *loader, double share);

#endif
