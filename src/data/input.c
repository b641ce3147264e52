#include "data/input.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/i18n.h"

static gouw_status cannot_read(const char *path, int reason, gouw_error *error) {
    return gouw_fail(error, GOUW_EIO, _("cannot read %s: %s"), path, strerror(reason));
}

gouw_status gouw_input_check(const gouw_input *folder, gouw_error *error) {
    struct stat about;
    if (folder->files != NULL)
        return GOUW_OK;
    if (stat(folder->path, &about) != 0)
        return cannot_read(folder->path, errno, error);
    if (!S_ISDIR(about.st_mode))
        return gouw_fail(error, GOUW_EIO,
                         _("%s is no folder: a dataset is a folder that holds regions.csv"),
                         folder->path);
    return GOUW_OK;
}

const char *gouw_input_path(const gouw_input *folder, const char *name, gouw_arena *arena) {
    const size_t n = strlen(folder->path);
    const char *between = n > 0 && folder->path[n - 1] == '/' ? "" : "/";
    return gouw_arena_format(arena, "%s%s%s", folder->path, between, name);
}

/* The last part of a path: "b" of "a/b/". */
static const char *last_part(const char *path, size_t *length) {
    size_t end = strlen(path);
    while (end > 1 && path[end - 1] == '/')
        end--;
    size_t start = end;
    while (start > 0 && path[start - 1] != '/')
        start--;
    *length = end - start;
    return path + start;
}

const char *gouw_input_name(const gouw_input *folder, gouw_arena *arena) {
    char here[1 << 12];
    size_t length;
    const char *part = last_part(folder->path, &length);
    if (length == 1 && part[0] == '.' && folder->files == NULL && getcwd(here, sizeof here) != NULL)
        part = last_part(here, &length);
    return gouw_arena_text(arena, part, length);
}

gouw_status gouw_source_open(const char *path, gouw_source *source, bool *found,
                             gouw_error *error) {
    struct stat about;
    *found = false;
    /* O_NONBLOCK keeps a named pipe from waiting for a writer. */
    const int descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (descriptor < 0)
        return errno == ENOENT || errno == ENOTDIR ? GOUW_OK : cannot_read(path, errno, error);
    const int failed = fstat(descriptor, &about) != 0 ? errno : 0;
    if (failed != 0 || !S_ISREG(about.st_mode)) {
        (void)close(descriptor);
        return failed != 0 ? cannot_read(path, failed, error)
                           : gouw_fail(error, GOUW_EIO, _("%s is no regular file"), path);
    }
    *source = (gouw_source){
        .path = path, .descriptor = descriptor, .length = (size_t)about.st_size};
    *found = true;
    return GOUW_OK;
}

/* Whether that is why there is no such file, rather than why it cannot be seen. */
static bool is_absent(int reason) {
    return reason == ENOENT || reason == ENOTDIR || reason == ENAMETOOLONG || reason == ELOOP;
}

/* The file of that name in memory; NULL if there is none. */
static const gouw_memory_file *in_memory(const gouw_input *folder, const char *name) {
    for (size_t i = 0; i < folder->n_files; i++)
        if (strcmp(folder->files[i].name, name) == 0)
            return &folder->files[i];
    return NULL;
}

gouw_status gouw_input_find(const gouw_input *folder, const char *name, gouw_arena *arena,
                            bool *found, gouw_error *error) {
    struct stat about;
    *found = folder->files != NULL && in_memory(folder, name) != NULL;
    if (folder->files != NULL)
        return GOUW_OK;
    const char *path = gouw_input_path(folder, name, arena);
    if (path == NULL)
        return gouw_fail_memory(error, strlen(name));
    *found = stat(path, &about) == 0;
    return *found || is_absent(errno) ? GOUW_OK : cannot_read(path, errno, error);
}

gouw_status gouw_input_open(const gouw_input *folder, const char *name, gouw_arena *arena,
                            gouw_source *source, bool *found, gouw_error *error) {
    *found = false;
    const char *path = gouw_input_path(folder, name, arena);
    if (path == NULL)
        return gouw_fail_memory(error, strlen(name));
    if (folder->files == NULL)
        return gouw_source_open(path, source, found, error);
    const gouw_memory_file *file = in_memory(folder, name);
    if (file != NULL)
        *source = (gouw_source){
            .path = path, .descriptor = -1, .text = file->text, .length = file->length};
    *found = file != NULL;
    return GOUW_OK;
}

gouw_source gouw_source_part(const gouw_source *whole, size_t begin, size_t end) {
    const bool on_disk = whole->descriptor >= 0;
    return (gouw_source){.path = whole->path,
                         .descriptor = whole->descriptor,
                         .text = on_disk ? NULL : whole->text + begin,
                         .length = end - begin,
                         .is_part = on_disk,
                         .first = begin};
}

/* From a place of its own, whatever others read of the same file. */
static ssize_t part_read(gouw_source *source, char *buffer, size_t size) {
    const size_t left = source->length - source->position;
    const ssize_t got = pread(source->descriptor, buffer, left < size ? left : size,
                              (off_t)(source->first + source->position));
    if (got > 0)
        source->position += (size_t)got;
    return got;
}

gouw_status gouw_source_read(gouw_source *source, char *buffer, size_t size, size_t *n,
                             gouw_error *error) {
    *n = 0;
    if (source->descriptor < 0) {
        const size_t left = source->length - source->position;
        *n = left < size ? left : size;
        if (*n > 0)
            memcpy(buffer, source->text + source->position, *n);
        source->position += *n;
        return GOUW_OK;
    }
    ssize_t got;
    do {
        got = source->is_part ? part_read(source, buffer, size)
                              : read(source->descriptor, buffer, size);
    } while (got < 0 && errno == EINTR);
    if (got < 0)
        return cannot_read(source->path, errno, error);
    *n = (size_t)got;
    return GOUW_OK;
}

gouw_status gouw_source_seek(gouw_source *source, size_t offset, gouw_error *error) {
    if (source->descriptor < 0 || source->is_part)
        source->position = offset < source->length ? offset : source->length;
    else if (lseek(source->descriptor, (off_t)offset, SEEK_SET) < 0)
        return cannot_read(source->path, errno, error);
    return GOUW_OK;
}

void gouw_source_close(gouw_source *source) {
    if (source->descriptor >= 0)
        (void)close(source->descriptor);
    source->descriptor = -1;
}

typedef struct listing {
    gouw_arena *arena;
    const char **names;
    size_t n;
    bool out_of_memory;
} listing;

static void list_add(listing *list, const char *name, size_t length) {
    const size_t n = list->n;
    if (list->n > 0 && strlen(list->names[n - 1]) == length &&
        memcmp(list->names[n - 1], name, length) == 0)
        return;
    if ((n & (n - 1)) == 0) {
        const char **names = gouw_arena_grow(list->arena, list->names, n, n == 0 ? 1 : 2 * n,
                                             sizeof *names);
        if (names == NULL) {
            list->out_of_memory = true;
            return;
        }
        list->names = names;
    }
    list->names[n] = gouw_arena_text(list->arena, name, length);
    if (list->names[n] == NULL)
        list->out_of_memory = true;
    else
        list->n++;
}

/* What stands directly below the subfolder among the files in memory. */
static void list_memory(const gouw_input *folder, const char *subfolder, listing *list) {
    const size_t n = strlen(subfolder);
    for (size_t i = 0; i < folder->n_files && !list->out_of_memory; i++) {
        const char *name = folder->files[i].name;
        if (n > 0 && (strncmp(name, subfolder, n) != 0 || name[n] != '/'))
            continue;
        const char *below = n > 0 ? name + n + 1 : name;
        if (below[0] != '.')
            list_add(list, below, strcspn(below, "/"));
    }
}

static gouw_status list_disk(const char *path, listing *list, gouw_error *error) {
    DIR *directory = opendir(path);
    if (directory == NULL)
        return errno == ENOENT || errno == ENOTDIR ? GOUW_OK : cannot_read(path, errno, error);
    int reason = 0;
    while (!list->out_of_memory) {
        errno = 0;
        const struct dirent *entry = readdir(directory);
        if (entry == NULL) {
            reason = errno;
            break;
        }
        if (entry->d_name[0] != '.')
            list_add(list, entry->d_name, strlen(entry->d_name));
    }
    (void)closedir(directory);
    return reason == 0 ? GOUW_OK : cannot_read(path, reason, error);
}

static int by_bytes(const void *a, const void *b) {
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

gouw_status gouw_input_list(const gouw_input *folder, const char *subfolder, gouw_arena *arena,
                            const char ***names, size_t *n_names, gouw_error *error) {
    listing list = {.arena = arena};
    gouw_status status = GOUW_OK;
    if (folder->files != NULL) {
        list_memory(folder, subfolder, &list);
    } else {
        const char *path = gouw_input_path(folder, subfolder, arena);
        if (path == NULL)
            return gouw_fail_memory(error, strlen(subfolder));
        status = list_disk(path, &list, error);
    }
    if (status == GOUW_OK && list.out_of_memory)
        status = gouw_fail_memory(error, sizeof *list.names);
    if (list.n > 1)
        qsort(list.names, list.n, sizeof *list.names, by_bytes);
    *names = list.names;
    *n_names = list.n;
    return status;
}
