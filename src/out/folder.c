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
#define HEADER   "file,bytes,checksum\n"

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
    bool foreign_manifest; /* a file of that name which gouw did not write */
    entry *foreign;        /* of each name what stood there that is not ours; no name: nothing */
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

/* A name that gouw may have given: at most one folder deep, of letters, digits, '_', '-' and '.'
 * that do not begin with a dot. So it cannot lead out of the folder. */
static bool is_plain_name(const char *name) {
    size_t n_parts = 0;
    for (;; name++) {
        const size_t n = strcspn(name, "/");
        if (n == 0 || name[0] == '.' || ++n_parts > 2)
            return false;
        for (size_t i = 0; i < n; i++)
            if (strchr("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-.",
                       name[i]) == NULL)
                return false;
        name += n;
        if (*name == '\0')
            return true;
    }
}

/* Whether path is a folder and no link to one. */
static bool is_real_folder(const char *path) {
    struct stat found;
    return lstat(path, &found) == 0 && S_ISDIR(found.st_mode);
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
        else if (!is_real_folder(inner))
            status = gouw_fail(error, GOUW_EIO,
                               _("%s is a link or a file where a folder is needed; remove it, or "
                                 "choose another folder"),
                               inner);
    }
    return status;
}

/* A line "name,bytes,checksum", the last in hexadecimal. */
static bool read_entry(const char *line, char *name, size_t room, entry *e) {
    const size_t length = strcspn(line, ",");
    if (length == 0 || length >= room || line[length] == '\0')
        return false;
    memcpy(name, line, length);
    name[length] = '\0';
    const char *at = line + length + 1;
    char *bytes_end, *end;
    e->bytes = strtoull(at, &bytes_end, 10);
    if (bytes_end == at || *bytes_end != ',')
        return false;
    e->checksum = strtoull(bytes_end + 1, &end, 16);
    return end != bytes_end + 1;
}

/* A manifest that cannot be read or parsed counts for nothing: then no file there is ours. */
static gouw_status read_manifest(gouw_folder *folder, gouw_error *error) {
    char line[4096], name[1024];
    const char *path = gouw_folder_path(folder, MANIFEST);
    if (path == NULL)
        return gouw_fail_memory(error, sizeof line);
    const int descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    FILE *file = descriptor < 0 ? NULL : fdopen(descriptor, "r");
    if (file == NULL) {
        folder->foreign_manifest = descriptor >= 0 || errno != ENOENT;
        if (descriptor >= 0)
            (void)close(descriptor);
        return GOUW_OK;
    }
    gouw_status status = GOUW_OK;
    folder->foreign_manifest = fgets(line, sizeof line, file) == NULL || strcmp(line, HEADER) != 0;
    size_t capacity = 0;
    while (status == GOUW_OK && !folder->foreign_manifest &&
           fgets(line, sizeof line, file) != NULL) {
        entry e = {.name = NULL};
        if (!read_entry(line, name, sizeof name, &e) || !is_plain_name(name))
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

/* Notes what stands in the place of a name and is not ours. */
static gouw_status find_foreign(gouw_folder *folder, size_t *n_foreign, const char **first,
                                gouw_error *error) {
    *n_foreign = 0;
    folder->foreign = gouw_arena_array(folder->arena, folder->n_names, sizeof *folder->foreign);
    if (folder->foreign == NULL)
        return gouw_fail_memory(error, folder->n_names * sizeof *folder->foreign);
    for (size_t i = 0; i < folder->n_names; i++) {
        struct stat found;
        const char *path = gouw_folder_path(folder, folder->names[i]);
        if (path == NULL)
            return gouw_fail_memory(error, strlen(folder->path));
        if (lstat(path, &found) != 0 || is_ours(folder, folder->names[i], path))
            continue;
        (void)fingerprint(path, &folder->foreign[i]);
        folder->foreign[i].name = folder->names[i];
        if ((*n_foreign)++ == 0)
            *first = path;
    }
    if (folder->foreign_manifest && (*n_foreign)++ == 0)
        *first = gouw_folder_path(folder, MANIFEST);
    if (*n_foreign > 0 && *first == NULL)
        return gouw_fail_memory(error, strlen(folder->path));
    return GOUW_OK;
}

static gouw_status refuse_foreign(size_t n_foreign, const char *first, gouw_error *error) {
    if (n_foreign == 0)
        return GOUW_OK;
    return gouw_fail(error, GOUW_EIO,
                     _n("%s was not written by gouw, or was changed since (%zu file "
                        "in all); choose another folder, or use --force",
                        "%s was not written by gouw, or was changed since (%zu "
                        "files in all); choose another folder, or use --force",
                        n_foreign),
                     first, n_foreign);
}

gouw_status gouw_folder_open(const char *path, const char *const *names, size_t n_names, bool force,
                             gouw_arena *arena, gouw_folder **folder, gouw_error *error) {
    gouw_folder *opened = gouw_arena_alloc(arena, sizeof *opened);
    if (opened == NULL)
        return gouw_fail_memory(error, sizeof *opened);
    *opened = (gouw_folder){.path = path, .names = names, .n_names = n_names, .arena = arena};
    *folder = opened;
    size_t n_foreign = 0;
    const char *first = NULL;
    gouw_status status = read_manifest(opened, error);
    if (status == GOUW_OK)
        status = find_foreign(opened, &n_foreign, &first, error);
    if (status == GOUW_OK && !force)
        status = refuse_foreign(n_foreign, first, error);
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

/* Whether the folder that a name stands in is inside ours and no link out of it. */
static bool is_inside(const gouw_folder *folder, const char *name) {
    const char *slash = strchr(name, '/');
    if (slash == NULL)
        return true;
    const char *inner = gouw_arena_format(folder->arena, "%s/%.*s", folder->path,
                                          (int)(slash - name), name);
    return inner != NULL && is_real_folder(inner);
}

static void remove_stale(const gouw_folder *folder) {
    for (size_t i = 0; i < folder->n_old; i++) {
        const char *name = folder->old[i].name;
        const char *path = gouw_folder_path(folder, name);
        if (path != NULL && !is_listed(folder, name) && is_inside(folder, name) &&
            is_ours(folder, name, path))
            (void)unlink(path);
    }
}

static void write_entry(const entry *e, gouw_sink *sink) {
    gouw_sink_format(sink, "%s,%" PRIu64 ",%016" PRIx64 "\n", e->name, e->bytes, e->checksum);
}

/* Whether the file now there is the foreign one that was there at opening. */
static bool is_untouched(const entry *foreign, const entry *now) {
    return foreign->name != NULL && foreign->bytes == now->bytes &&
           foreign->checksum == now->checksum;
}

static gouw_status write_manifest(const gouw_folder *folder, bool finished, gouw_error *error) {
    const char *path = gouw_folder_path(folder, MANIFEST);
    if (path == NULL)
        return gouw_fail_memory(error, strlen(folder->path));
    gouw_file file;
    const gouw_status status = gouw_file_open(path, true, folder->arena, &file, error);
    if (status != GOUW_OK)
        return status;
    gouw_sink_text(&file.sink, HEADER);
    for (size_t i = 0; i < folder->n_names; i++) {
        entry now = {.name = folder->names[i]};
        const char *written = gouw_folder_path(folder, now.name);
        if (written != NULL && fingerprint(written, &now) &&
            (finished || !is_untouched(&folder->foreign[i], &now)))
            write_entry(&now, &file.sink);
    }
    for (size_t i = 0; i < folder->n_old && !finished; i++)
        if (!is_listed(folder, folder->old[i].name))
            write_entry(&folder->old[i], &file.sink);
    return gouw_file_commit(&file, error);
}

gouw_status gouw_folder_close(gouw_folder *folder, gouw_error *error) {
    remove_stale(folder);
    return write_manifest(folder, true, error);
}

void gouw_folder_keep(gouw_folder *folder) {
    (void)write_manifest(folder, false, NULL);
}
