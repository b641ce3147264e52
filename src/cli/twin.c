#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/i18n.h"
#include "cli/cli.h"

static bool writes_workbook(const cli_call *call) {
    return strcmp(call->command->name, cli_command_report.name) == 0 ||
           cli_format(&call->common) == CLI_FORMAT_XLSX;
}

/* Where the program stands, and where it is installed. */
static const char *const places[] = {"gouw-dynamic", "../libexec/gouw/gouw-dynamic"};

/* The folder of PATH that the command was found in; NULL if there is none. */
static const char *folder_on_path(gouw_arena *arena, const char *name) {
    const char *at = getenv("PATH");
    while (at != NULL && *at != '\0') {
        const size_t n = strcspn(at, ":");
        const char *program = n > INT_MAX ? NULL
                                          : gouw_arena_format(arena, "%.*s/%s", (int)n, at, name);
        if (program != NULL && access(program, X_OK) == 0)
            return gouw_arena_text(arena, at, n);
        at += n + (at[n] == ':');
    }
    return NULL;
}

/* Where this program stands. Where the system does not say, as in a root without /proc, it is where
 * the shell found it. */
static const char *own_folder(gouw_arena *arena, const char *argv0) {
    const char *folder = gouw_program_folder(arena);
    if (folder != NULL || argv0 == NULL)
        return folder;
    const char *slash = strrchr(argv0, '/');
    return slash == NULL ? folder_on_path(arena, argv0)
                         : gouw_arena_text(arena, argv0, (size_t)(slash - argv0));
}

void cli_hand_over(const cli_call *call, char **argv) {
    if (gouw_workbook_built() || !writes_workbook(call))
        return;
    const char *folder = own_folder(call->arena, argv[0]);
    if (folder == NULL)
        return;
    for (size_t i = 0; i < sizeof places / sizeof places[0]; i++) {
        const char *twin = gouw_arena_format(call->arena, "%s/%s", folder, places[i]);
        if (twin != NULL)
            (void)execv(twin, argv);
    }
}
