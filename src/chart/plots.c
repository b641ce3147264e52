/* The scripts of the charts are looked for from the running program, not from the working folder:
 * who runs gouw elsewhere must not meet other scripts than those it came with.
 *
 *     PREFIX/bin/gouw    PREFIX/share/gouw/plots     installed, wherever it was moved to
 *     PREFIX/libexec/gouw/gouw-dynamic               its twin
 *     TREE/build/gouw    TREE/plots                  built and not installed
 *
 * Where the system does not tell a program its own path, only the known folder counts.
 */
#include "chart/plots.h"

#include <stdbool.h>
#include <string.h>
#include <unistd.h>

#include "chart/render.h"
#include "gouw/program.h"

/* The folder above the one that the running program is in; NULL if that is not told. */
static const char *find_above(gouw_arena *arena) {
    const char *folder = gouw_program_folder(arena);
    if (folder == NULL)
        return NULL;
    static const char installed[] = "/libexec/gouw";
    const size_t n = strlen(folder), n_installed = sizeof installed - 1;
    if (n >= n_installed && strcmp(folder + n - n_installed, installed) == 0)
        return gouw_arena_text(arena, folder, n - n_installed);
    const char *slash = strrchr(folder, '/');
    return slash == NULL ? NULL : gouw_arena_text(arena, folder, (size_t)(slash - folder));
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
            return gouw_fail_memory(error, strlen(known));
        if (holds_scripts(places[i], arena))
            return gouw_path_absolute(places[i], arena, folder, error);
    }
    return gouw_path_absolute(known, arena, folder, error);
}
