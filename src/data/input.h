/* Where the files of a dataset come from: a folder on disk, or texts in memory (fuzzing and
 * tests). Names are relative to the folder, with '/' between the parts. */
#ifndef GOUW_DATA_INPUT_H
#define GOUW_DATA_INPUT_H

#include <stdbool.h>
#include <stddef.h>

#include "gouw/arena.h"
#include "gouw/status.h"

typedef struct gouw_memory_file {
    const char *name, *text;
    size_t length;
} gouw_memory_file;

typedef struct gouw_input {
    const char *path;              /* as given, for messages; a folder on disk if files is NULL */
    const gouw_memory_file *files; /* the files in memory */
    size_t n_files;
} gouw_input;

/* A file being read. */
typedef struct gouw_source {
    const char *path; /* for messages */
    int descriptor;   /* -1: in memory */
    const char *text;
    size_t length;   /* on disk: when it was opened */
    size_t position; /* in memory, and of a part */
    bool is_part;    /* of a file on disk, whose bytes it has from first on */
    size_t first;
} gouw_source;

/* GOUW_EIO when the folder on disk does not exist or is no folder. */
gouw_status gouw_input_check(const gouw_input *folder, gouw_error *error);

/* The path of a file for messages: folder/name. NULL when memory is out. */
const char *gouw_input_path(const gouw_input *folder, const char *name, gouw_arena *arena);

/* The name of the folder: the last part of its path; for "." that of the working folder. NULL
 * when memory is out. */
const char *gouw_input_name(const gouw_input *folder, gouw_arena *arena);

/* Opens a file; found is false, and nothing is open, when there is none of that name. GOUW_EIO
 * when it is there but cannot be read. */
gouw_status gouw_input_open(const gouw_input *folder, const char *name, gouw_arena *arena,
                            gouw_source *source, bool *found, gouw_error *error);

/* Whether there is something of that name. */
gouw_status gouw_input_find(const gouw_input *folder, const char *name, gouw_arena *arena,
                            bool *found, gouw_error *error);

/* Opens any regular file on disk. */
gouw_status gouw_source_open(const char *path, gouw_source *source, bool *found, gouw_error *error);

/* The bytes from begin to end as a source of its own, which may be read beside others on other
 * threads. The file stays open for as long; a part need not be closed. */
gouw_source gouw_source_part(const gouw_source *whole, size_t begin, size_t end);

/* Up to size bytes into buffer; n = 0 only at the end. */
gouw_status gouw_source_read(gouw_source *source, char *buffer, size_t size, size_t *n,
                             gouw_error *error);

/* Goes to a byte offset. */
gouw_status gouw_source_seek(gouw_source *source, size_t offset, gouw_error *error);

void gouw_source_close(gouw_source *source);

/* The names of what is directly in a subfolder ("" = the folder itself), sorted by their bytes,
 * without those that begin with a dot. No such folder: none. */
gouw_status gouw_input_list(const gouw_input *folder, const char *subfolder, gouw_arena *arena,
                            const char ***names, size_t *n_names, gouw_error *error);

#endif
