/* Output files: written beside their place and renamed, so that a reader sees the old file or the
 * new one and never half of either. */
#ifndef GOUW_FILE_H
#define GOUW_FILE_H

#include <stdbool.h>
#include <stddef.h>

#include "gouw/arena.h"
#include "gouw/sink.h"
#include "gouw/status.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct gouw_file {
    const char *path;
    char *temporary; /* in the arena, in the folder of path */
    gouw_sink sink;
} gouw_file;

/* Opens a temporary file beside path; write to file->sink. Refuses an existing path (GOUW_EIO)
 * unless replace, and in any case what is neither a regular file nor a link to one or to nothing: a
 * device, a pipe, a folder, /dev/stdout. A link is replaced, not what it leads to. path must
 * outlive the file. */
gouw_status gouw_file_open(const char *path, bool replace, gouw_arena *arena, gouw_file *file,
                           gouw_error *error);

/* Ends the file: renames it into place, or removes it when anything failed. */
gouw_status gouw_file_commit(gouw_file *file, gouw_error *error);

/* Gives the file up: removes it. */
void gouw_file_discard(gouw_file *file);

#ifdef __cplusplus
}
#endif

#endif
