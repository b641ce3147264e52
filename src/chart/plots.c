/* The scripts of the charts are looked for from the running program, not from the working folder:
 * who runs gouw elsewhere must not meet other scripts than those it came with.
 *
 *     PREFIX/bin/gouw    PREFIX/share/gouw/plots     installed, wherever it was moved to
 *     PREFIX/libexec/gouw/gouw-dynamic               its twin
 *     TREE/build/gouw    TREE/plots                  built and not installed
 *
 * Linux tells a program its own path in /proc/self/exe; elsewhere only the known folder counts.
 */
#include "chart/plots.h"

#include <stdbool.h>
#include <string.h>
#include <unistd.h>

#include "chart/render.h"

enum { LONGEST_PATH = 4096 };

/* The folder above the one that the running program is in; NULL if that is not told. */
static const char *find_above(gouw_arena *arena) {
    char path[LONGEST_PATH];
    const ssize_t n = readlink("/proc/self/exe", path, sizeof path - 1);
    if (n <= 0 || (size_t)n == sizeof path - 1)
        return NULL;
    path[n] = '\0';
    for (int up = 0; up < 2; up++) {
        char *slash = strrchr(path, '/');
        if (slash == NULL)
            return NULL;
        *slash = '\0';
    }
    char *last = strrchr(path, '/');
    if (last != NULL && strcmp(last, "/libexec") == 0)
        *last = '\0';
    return gouw_arena_format(arena, "%s", path);
}

static bool holds_scripts(const char *folder, gouw_arena *arena) {
    const char *style = gouw_arena_format(arena, "%s/style.gp", folder);
    return style != NULL && access(style, R_OK) == 0;
}

gouw_status gouw_plots_find(const char *known, gouw_arena *arena, const char **folder,
                            gouw_error *error) {
    const char *above = find_above(arena);
    if (above == NULL)
        return gouw_path_absolute(known, arena, folder, error);
    const char *const places[] = {gouw_arena_format(arena, "%s/share/gouw/plots", above), known,
                                  gouw_arena_format(arena, "%s/plots", above)};
    for (size_t i = 0; i < sizeof places / sizeof places[0]; i++) {
        if (places[i] == NULL)
            return gouw_fail_memory(error, LONGEST_PATH);
        if (holds_scripts(places[i], arena))
            return gouw_path_absolute(places[i], arena, folder, error);
    }
    return gouw_path_absolute(known, arena, folder, error);
}
