#include "gouw/file.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/i18n.h"

/* mkstemp makes files only the owner can read; outputs follow the umask like any other file. */
static void use_umask(int descriptor) {
    const mode_t mask = umask(0);
    (void)umask(mask);
    (void)fchmod(descriptor, 0666 & ~mask);
}

/* Whether the link at path leads to a device, a pipe or a folder, or is itself how the system names
 * one: /dev/stdout may lead to a regular file, and must stay the link that it is. */
static bool leads_elsewhere(const char *path) {
    struct stat found;
    char target[16];
    if (stat(path, &found) == 0 && !S_ISREG(found.st_mode))
        return true;
    const ssize_t n = readlink(path, target, sizeof target - 1);
    target[n > 0 ? n : 0] = '\0';
    return strncmp(target, "/proc/", 6) == 0 || strncmp(target, "/dev/std", 8) == 0 ||
           strncmp(target, "/dev/fd/", 8) == 0;
}

gouw_status gouw_file_open(const char *path, bool replace, gouw_arena *arena, gouw_file *file,
                           gouw_error *error) {
    *file = (gouw_file){.path = path};
    struct stat found;
    const bool exists = lstat(path, &found) == 0;
    if (!exists && errno != ENOENT)
        return gouw_fail(error, GOUW_EIO, _("cannot write %s: %s"), path, strerror(errno));
    /* A device would no longer be one: root could do away with /dev/null. */
    if (exists && !S_ISREG(found.st_mode) && !S_ISLNK(found.st_mode))
        return gouw_fail(error, GOUW_EIO, _("%s is no regular file"), path);
    if (exists && S_ISLNK(found.st_mode) && leads_elsewhere(path))
        return gouw_fail(error, GOUW_EIO,
                         _("%s is a link to what is no regular file; to write to standard output, "
                           "name no file"),
                         path);
    if (exists && !replace)
        return gouw_fail(error, GOUW_EIO,
                         _("%s exists; use --force to replace it, or write elsewhere"), path);
    file->temporary = gouw_arena_format(arena, "%s.XXXXXX", path);
    if (file->temporary == NULL)
        return gouw_fail_memory(error, strlen(path) + 8);
    const int descriptor = mkstemp(file->temporary);
    if (descriptor < 0) {
        file->temporary = NULL;
        return gouw_fail(error, GOUW_EIO, _("cannot write %s: %s"), path, strerror(errno));
    }
    use_umask(descriptor);
    gouw_sink_open_descriptor(&file->sink, descriptor);
    return GOUW_OK;
}

static void close_descriptor(gouw_file *file) {
    if (file->sink.descriptor >= 0 && close(file->sink.descriptor) != 0 && file->sink.fault == 0)
        file->sink.fault = errno;
    file->sink.descriptor = -1;
}

void gouw_file_discard(gouw_file *file) {
    if (file->temporary == NULL)
        return;
    close_descriptor(file);
    (void)unlink(file->temporary);
    gouw_sink_release(&file->sink);
    file->temporary = NULL;
}

gouw_status gouw_file_commit(gouw_file *file, gouw_error *error) {
    gouw_status status = gouw_sink_close(&file->sink, file->path, error);
    close_descriptor(file);
    if (status == GOUW_OK && file->sink.fault != 0)
        status = gouw_fail(error, GOUW_EIO, _("cannot write %s: %s"), file->path,
                           strerror(file->sink.fault));
    if (status == GOUW_OK && rename(file->temporary, file->path) != 0)
        status = gouw_fail(error, GOUW_EIO, _("cannot put %s in place: %s"), file->path,
                           strerror(errno));
    if (status != GOUW_OK)
        (void)unlink(file->temporary);
    gouw_sink_release(&file->sink);
    file->temporary = NULL;
    return status;
}
