/* Output folders that remember which of their files are gouw's.
 *
 * A folder written by gouw keeps manifest.csv: the name, size and checksum of each file that it
 * wrote. On the next run those files, if nobody has changed them, may be replaced, and those no
 * longer written are removed. A file of the same name that is not in the manifest, or was changed
 * since, is somebody's: the run is refused unless force is set.
 *
 * Nothing is written or removed outside the folder: a symbolic link in the place of a file is
 * replaced and never followed, one in the place of a folder inside is refused, force or not. The
 * folder itself may be a link: whoever named it chose it.
 */
#ifndef GOUW_FOLDER_H
#define GOUW_FOLDER_H

#include <stdbool.h>
#include <stddef.h>

#include "gouw/arena.h"
#include "gouw/status.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct gouw_folder gouw_folder;

/* Opens a folder for output, making it and its parents when they are not there. names are all the
 * files that will be written, plain names or "charts/x.svg": anything of theirs that is not ours
 * is named in the error (GOUW_EIO) unless force. Nothing is written yet. */
gouw_status gouw_folder_open(const char *path, const char *const *names, size_t n_names, bool force,
                             gouw_arena *arena, gouw_folder **folder, gouw_error *error);

/* After a failure or an interrupt: writes the manifest of what is there now, the files of the last
 * run that still stand and those that this one has finished, so that the next run knows them for
 * gouw's. Nothing is removed, and no error is said: there is one already. */
void gouw_folder_keep(gouw_folder *folder);

/* The path of a file in the folder, in the arena; NULL when memory is out. */
char *gouw_folder_path(const gouw_folder *folder, const char *name);

/* Writes the manifest of the names given at opening that exist now, and removes files of the old
 * manifest that are not among them and unchanged. */
gouw_status gouw_folder_close(gouw_folder *folder, gouw_error *error);

#ifdef __cplusplus
}
#endif

#endif
