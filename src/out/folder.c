/* The manifest is a CSV file of three columns, file, bytes and checksum (FNV-1a, 64 bits). File
 * names in it are gouw's own and need no quoting. The checksum only tells "as gouw left it" from
 * "changed by someone"; it is no defence against forgery, and need not be.
 */
#include "gouw/folder.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/i18n.h"
#include "gouw/file.h"

#define MANIFEST "manifest.csv"

typedef struct entry {
    const char *name;
    uint64_t bytes, checksum;
} entry;

struct gouw_folder {
    const char *path;
    const char *const *names;
    size_t n_names;
    entry *old; /* what the manifest said at opening */
    size_t n_old;
    gouw_arena *arena;
};

char *gouw_folder_path(const gouw_folder *folder, const char *name) {
    return gouw_arena_format(folder->arena, "%s/%s", folder->path, name);
}

/* Size and checksum of a regular file. False when it is not there, or cannot be read. */
static bool fingerprint(const char *path, entry *print) {
    const int descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
    if (descriptor < 0)
        return false;
    unsigned char buffer[16384];
    uint64_t checksum = UINT64_C(0xCBF29CE484222325), bytes = 0;
    ssize_t n;
    while ((n = read(descriptor, buffer, sizeof buffer)) > 0) {
        for (ssize_t i = 0; i < n; i++)
            checksum = (checksum ^ buffer[i]) * UINT64_C(0x100000001B3);
        bytes += (uint64_t)n;
    }
    (void)close(descriptor);
    print->bytes = bytes;
    print->checksum = checksum;
    return n == 0;
}

static gouw_status make_folder(char *path, gouw_error *error) {
    for (char *slash = path + 1;; slash++) {
        slash = strchr(slash, '/');
        if (slash != NULL)
            *slash = '\0';
        if (mkdir(path, 0777) != 0 && errno != EEXIST)
            return gouw_fail(error, GOUW_EIO, _("cannot make the folder %s: %s"), path,
                             strerror(errno));
        if (slash == NULL)
            return GOUW_OK;
        *slash = '/';
    }
}

/* Makes the folder and the folders inside it that names ask for. */
static gouw_status make_folders(const gouw_folder *folder, gouw_error *error) {
    char *path = gouw_arena_text(folder->arena, folder->path, strlen(folder->path));
    if (path == NULL)
        return gouw_fail_memory(error, strlen(folder->path));
    gouw_status status = make_folder(path, error);
    for (size_t i = 0; status == GOUW_OK && i < folder->n_names; i++) {
        const char *slash = strrchr(folder->names[i], '/');
        if (slash == NULL)
            continue;
        char *inner = gouw_folder_path(folder, folder->names[i]);
        if (inner == NULL)
            return gouw_fail_memory(error, strlen(folder->path));
        *strrchr(inner, '/') = '\0';
        if (mkdir(inner, 0777) != 0 && errno != EEXIST)
            status = gouw_fail(error, GOUW_EIO, _("cannot make the folder %s: %s"), inner,
                               strerror(errno));
    }
    return status;
}

/* A manifest that cannot be read or parsed counts for nothing: then no file there is ours. */
static gouw_status read_manifest(gouw_folder *folder, gouw_error *error) {
    char line[4096], name[1024];
    const char *path = gouw_folder_path(folder, MANIFEST);
    if (path == NULL)
        return gouw_fail_memory(error, sizeof line);
    FILE *file = fopen(path, "r");
    if (file == NULL)
        return GOUW_OK;
    gouw_status status = GOUW_OK;
    size_t capacity = 0;
    while (status == GOUW_OK && fgets(line, sizeof line, file) != NULL) {
        entry e = {.name = NULL};
        if (sscanf(line, "%1023[^,],%" SCNu64 ",%" SCNx64, name, &e.bytes, &e.checksum) != 3)
            continue;
        if (folder->n_old == capacity) {
            capacity = capacity == 0 ? 64 : capacity * 2;
            folder->old = gouw_arena_grow(folder->arena, folder->old, folder->n_old, capacity,
                                          sizeof *folder->old);
        }
        e.name = gouw_arena_text(folder->arena, name, strlen(name));
        if (folder->old == NULL || e.name == NULL)
            status = gouw_fail_memory(error, capacity * sizeof e);
        else
            folder->old[folder->n_old++] = e;
    }
    (void)fclose(file);
    return status;
}

static const entry *find_old(const gouw_folder *folder, const char *name) {
    for (size_t i = 0; i < folder->n_old; i++)
        if (strcmp(folder->old[i].name, name) == 0)
            return &folder->old[i];
    return NULL;
}

/* Whether the file at path is as gouw left it. */
static bool is_ours(const gouw_folder *folder, const char *name, const char *path) {
    const entry *old = find_old(folder, name);
    entry now;
    return old != NULL && fingerprint(path, &now) && now.bytes == old->bytes &&
           now.checksum == old->checksum;
}

static gouw_status refuse_foreign(const gouw_folder *folder, gouw_error *error) {
    const char *first = NULL;
    size_t n = 0;
    for (size_t i = 0; i < folder->n_names; i++) {
        struct stat found;
        const char *path = gouw_folder_path(folder, folder->names[i]);
        if (path == NULL)
            return gouw_fail_memory(error, strlen(folder->path));
        if (lstat(path, &found) != 0 || is_ours(folder, folder->names[i], path))
            continue;
        if (first == NULL)
            first = path;
        n++;
    }
    if (n == 0)
        return GOUW_OK;
    return gouw_fail(
        error, GOUW_EIO,
        gouw_text_count(N_("%s was not written by gouw, or was changed since (%zu file "
                           "in all); choose another folder, or use --force"),
                        N_("%s was not written by gouw, or was changed since (%zu "
                           "files in all); choose another folder, or use --force"),
                        n),
        first, n);
}

gouw_status gouw_folder_open(const char *path, const char *const *names, size_t n_names, bool force,
                             gouw_arena *arena, gouw_folder **folder, gouw_error *error) {
    gouw_folder *opened = gouw_arena_alloc(arena, sizeof *opened);
    if (opened == NULL)
        return gouw_fail_memory(error, sizeof *opened);
    *opened = (gouw_folder){.path = path, .names = names, .n_names = n_names, .arena = arena};
    *folder = opened;
    gouw_status status = read_manifest(opened, error);
    if (status == GOUW_OK && !force)
        status = refuse_foreign(opened, error);
    if (status == GOUW_OK)
        status = make_folders(opened, error);
    return status;
}

static bool is_listed(const gouw_folder *folder, const char *name) {
    for (size_t i = 0; i < folder->n_names; i++)
        if (strcmp(folder->names[i], name) == 0)
            return true;
    return false;
}

/* A name from a manifest is trusted only as far as it stays inside the folder. */
static bool is_inside(const char *name) {
    return name[0] != '/' && strstr(name, "..") == NULL;
}

static void remove_stale(const gouw_folder *folder) {
    for (size_t i = 0; i < folder->n_old; i++) {
        const char *name = folder->old[i].name;
        const char *path = gouw_folder_path(folder, name);
        if (path != NULL && is_inside(name) && !is_listed(folder, name) &&
            is_ours(folder, name, path))
            (void)unlink(path);
    }
}

gouw_status gouw_folder_close(gouw_folder *folder, gouw_error *error) {
    remove_stale(folder);
    const char *path = gouw_folder_path(folder, MANIFEST);
    if (path == NULL)
        return gouw_fail_memory(error, strlen(folder->path));
    gouw_file file;
    const gouw_status status = gouw_file_open(path, true, folder->arena, &file, error);
    if (status != GOUW_OK)
        return status;
    gouw_sink_text(&file.sink, "file,bytes,checksum\n");
    for (size_t i = 0; i < folder->n_names; i++) {
        entry now = {.name = folder->names[i]};
        const char *written = gouw_folder_path(folder, now.name);
        if (written != NULL && fingerprint(written, &now))
            gouw_sink_format(&file.sink, "%s,%" PRIu64 ",%016" PRIx64 "\n", now.name, now.bytes,
                             now.checksum);
    }
    return gouw_file_commit(&file, error);
}
