#include "gouw/program.h"

#include <string.h>
#include <unistd.h>

enum { LONGEST_PATH = 4096 };

const char *gouw_program_folder(gouw_arena *arena) {
    char path[LONGEST_PATH];
    const ssize_t n = readlink("/proc/self/exe", path, sizeof path);
    if (n <= 0 || (size_t)n == sizeof path)
        return NULL;
    size_t length = (size_t)n;
    while (length > 0 && path[length - 1] != '/')
        length--;
    return length == 0 ? NULL : gouw_arena_text(arena, path, length - 1);
}
