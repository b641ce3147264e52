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

void cli_hand_over(const cli_call *call, char **argv) {
    if (gouw_workbook_built() || !writes_workbook(call))
        return;
    const char *folder = gouw_program_folder(call->arena);
    if (folder == NULL)
        return;
    for (size_t i = 0; i < sizeof places / sizeof places[0]; i++) {
        const char *twin = gouw_arena_format(call->arena, "%s/%s", folder, places[i]);
        if (twin != NULL)
            (void)execv(twin, argv);
    }
}
