#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/i18n.h"
#include "cli/cli.h"

static const cli_command *const own_commands[] = {
    &cli_command_report, &cli_command_plot,       &cli_command_check,  &cli_command_init,
    &cli_command_help,   &cli_command_completion, &cli_command_version};

static const char *analysis_usage(gouw_arena *arena, const gouw_analysis *analysis) {
    static const char *const datasets[] = {"", N_("[DATASET]"), N_("OLD NEW")};
    return gouw_arena_format(arena, "%s%s%s", _(datasets[analysis->n_datasets]),
                             analysis->operands == NULL || analysis->n_datasets == 0 ? "" : " ",
                             analysis->operands == NULL ? "" : _(analysis->operands));
}

/* The commands of this program, then the analyses. */
static gouw_status list_commands(gouw_arena *arena, cli_commands *list, gouw_error *error) {
    size_t n_analyses, n = 0;
    const gouw_analysis *const *analyses = gouw_analyses(&n_analyses);
    const size_t n_own = sizeof own_commands / sizeof own_commands[0];
    cli_command *commands = gouw_arena_array(arena, n_own + n_analyses, sizeof *commands);
    if (commands == NULL)
        return gouw_fail_memory(error, sizeof *commands);
    for (size_t i = 0; i < n_own; i++)
        commands[n++] = *own_commands[i];
    for (size_t i = 0; i < n_analyses; i++) {
        const gouw_analysis *a = analyses[i];
        commands[n++] = (cli_command){.name = a->name,
                                      .summary = a->summary,
                                      .details = a->details,
                                      .usage = analysis_usage(arena, a),
                                      .options = a->options,
                                      .n_options = a->n_options,
                                      .options_size = a->options_size,
                                      .run = cli_run_analysis,
                                      .analysis = a};
        if (commands[n - 1].usage == NULL)
            return gouw_fail_memory(error, 16);
    }
    *list = (cli_commands){.items = commands, .n = n};
    return GOUW_OK;
}

static gouw_status run_version(const cli_call *call, gouw_error *error) {
    (void)call;
    if (printf("gouw %s\n", GOUW_VERSION) < 0 || fflush(stdout) != 0)
        return gouw_fail(error, GOUW_EIO, _("cannot write standard output: %s"), strerror(errno));
    return GOUW_OK;
}

const cli_command cli_command_version = {
    .name = "version", .summary = N_("Print the version"), .usage = "", .run = run_version};

static gouw_status run_command(int argc, char **argv, const cli_commands *commands,
                               gouw_arena *arena, gouw_error *error) {
    static const char *const alias[][2] = {
        {"--help", "help"}, {"-h", "help"}, {"--version", "version"}, {"-V", "version"}};
    const char *name = argv[0];
    for (size_t i = 0; i < sizeof alias / sizeof alias[0]; i++)
        if (strcmp(name, alias[i][0]) == 0)
            name = alias[i][1];
    cli_call call = {.commands = commands, .arena = arena};
    call.command = cli_command_find(commands, name, arena, error);
    if (call.command == NULL)
        return error->status;
    const gouw_status status = cli_args_read(argc, argv, &call, error);
    if (call.common.help && (status == GOUW_OK || status == GOUW_EUSAGE))
        return cli_help_command(call.command, error);
    if (status != GOUW_OK)
        return status;
    cli_hand_over(&call, argv - 1);
    return call.command->run(&call, error);
}

/* "gouw --lang nl help" is read as "gouw help --lang nl". Returns argc, 1 if there is no command.
 */
static int put_command_first(int argc, char **argv) {
    int n = 0;
    if (argc > 2 && strcmp(argv[1], "--lang") == 0)
        n = 2;
    else if (argc > 1 && strncmp(argv[1], "--lang=", strlen("--lang=")) == 0)
        n = 1;
    if (argc <= n + 1)
        return 1;
    char *command = argv[n + 1];
    memmove(argv + 2, argv + 1, (size_t)n * sizeof *argv);
    argv[1] = command;
    return argc;
}

int main(int argc, char **argv) {
    gouw_arena arena = GOUW_ARENA_INIT;
    gouw_error error = GOUW_ERROR_INIT;
    cli_commands commands;
    /* A file that would be too large is a failed write with a message. */
    (void)signal(SIGXFSZ, SIG_IGN);
    cli_language_choose(argc, argv);
    argc = put_command_first(argc, argv);
    gouw_status status = list_commands(&arena, &commands, &error);
    if (status == GOUW_OK && argc < 2)
        status = cli_help_program(&commands, &error) == GOUW_OK ? GOUW_EUSAGE : error.status;
    else if (status == GOUW_OK)
        status = run_command(argc - 1, argv + 1, &commands, &arena, &error);
    if (error.status != GOUW_OK && error.message[0] != '\0')
        cli_say_error(&error);
    gouw_arena_release(&arena);
    if (status == GOUW_EINTERRUPT && cli_watch_signal() != 0)
        return 128 + cli_watch_signal();
    return gouw_exit_code(status);
}
