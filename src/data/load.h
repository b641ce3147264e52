/* A load over any kind of folder. */
#ifndef GOUW_DATA_LOAD_H
#define GOUW_DATA_LOAD_H

#include "data/input.h"
#include "gouw/arena.h"
#include "gouw/dataset.h"
#include "gouw/status.h"

/* gouw_dataset_load over a folder of any kind. keep and work are scratch, released by the caller;
 * tests make their allocations fail one by one. options is not NULL. */
gouw_status gouw_load(const gouw_input *folder, const gouw_load_options *options, gouw_arena *arena,
                      gouw_arena *keep, gouw_arena *work, const gouw_dataset **dataset,
                      gouw_error *error);

/* gouw_phrases_load, with scratch as above. */
gouw_status gouw_load_phrases(const char *path, gouw_arena *arena, gouw_arena *keep,
                              gouw_arena *work, const gouw_dataset **holder, gouw_error *error);

#endif
