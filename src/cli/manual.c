/* Manual pages from the tables that --help is made from, in the macros of man(7). */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/i18n.h"
#include "cli/cli.h"

/* Text that stands for itself: no escapes, no request at the start of a line, no line breaks but
 * those asked for. */
static void write_plain(gouw_sink *sink, const char *text) {
    bool start = true;
    for (const char *c = text; *c != '\0'; c++) {
        if (start && (*c == '.' || *c == '\''))
            gouw_sink_text(sink, "\\&");
        start = false;
        if (*c == '\\')
            gouw_sink_text(sink, "\\e");
        else if (*c == '-')
            gouw_sink_text(sink, "\\-");
        else if (*c == '\n') {
            gouw_sink_text(sink, "\n.br\n");
            start = true;
        } else
            gouw_sink_char(sink, *c);
    }
    gouw_sink_char(sink, '\n');
}

/* A request with the text as its argument: ".SH NAME". */
static void write_macro(gouw_sink *sink, const char *macro, const char *text) {
    gouw_sink_format(sink, ".%s ", macro);
    write_plain(sink, text);
}

static void write_title(gouw_sink *sink, const char *name) {
    gouw_sink_format(sink, ".TH \"%s\" 1 \"\" \"gouw %s\" \"%s\"\n", name, GOUW_VERSION,
                     _("User Commands"));
}

static void write_limits(const gouw_option *option, char *text, size_t size) {
    const bool limited = option->minimum != 0 || option->maximum != 0;
    size_t at = 0;
    text[0] = '\0';
    if (limited && option->maximum < 1e9)
        at += (size_t)snprintf(text, size, _(" (%.15g to %.15g)"), option->minimum,
                               option->maximum);
    if (option->value_default != NULL && at < size)
        (void)snprintf(text + at, size - at, _(" [default: %s]"), option->value_default);
}

void cli_option_texts(const gouw_option *option, char *head, size_t head_size, char *help,
                      size_t help_size) {
    char tail[160], letter[5] = "    ";
    if (option->letter != '\0')
        (void)snprintf(letter, sizeof letter, "-%c, ", option->letter);
    (void)snprintf(head, head_size, "  %s--%s%s%s", letter, option->name,
                   option->argument == NULL ? "" : " ",
                   option->argument == NULL ? "" : _(option->argument));
    write_limits(option, tail, sizeof tail);
    (void)snprintf(help, help_size, "%s%s", _(option->help), tail);
}

static void write_option(gouw_sink *sink, const gouw_option *option) {
    char head[160], help[1024];
    cli_option_texts(option, head, sizeof head, help, sizeof help);
    gouw_sink_text(sink, ".TP\n");
    write_macro(sink, "B", head + strspn(head, " "));
    write_plain(sink, help);
}

static void write_tables(gouw_sink *sink, const gouw_analysis *analysis) {
    write_macro(sink, "SH", _("TABLES"));
    for (size_t t = 0; t < analysis->n_tables; t++) {
        const gouw_table_spec *spec = analysis->tables[t];
        write_macro(sink, "SS", spec->name);
        write_plain(sink, _(spec->title));
        for (size_t c = 0; c < spec->n_columns; c++) {
            gouw_sink_text(sink, ".TP\n");
            write_macro(sink, "B", spec->columns[c].name);
            write_plain(sink, _(spec->columns[c].description));
        }
    }
}

static void write_exit_codes(gouw_sink *sink) {
    write_macro(sink, "SH", _("EXIT STATUS"));
    write_plain(sink, _("0 fine, 1 the data have errors or do not allow it, 2 wrong use, 3 cannot "
                        "read or write, 4 a fault of gouw. 'when' gives 1 for a text that is no "
                        "date, 'diff --exit-code' for differences."));
}

static void write_command_page(gouw_sink *sink, const cli_command *command, gouw_arena *arena) {
    const char *title = gouw_arena_format(arena, "gouw-%s", command->name);
    write_title(sink, title == NULL ? "gouw" : title);
    write_macro(sink, "SH", _("NAME"));
    gouw_sink_format(sink, "gouw\\-%s \\- ", command->name);
    write_plain(sink, _(command->summary));
    write_macro(sink, "SH", _("SYNOPSIS"));
    gouw_sink_format(sink, ".B gouw %s\n", command->name);
    gouw_sink_format(sink, "[OPTIONS]%s", *command->usage == '\0' ? "\n" : " ");
    if (*command->usage != '\0')
        write_plain(sink, _(command->usage));
    write_macro(sink, "SH", _("DESCRIPTION"));
    write_plain(sink, _(command->details != NULL ? command->details : command->summary));
    if (command->n_options > 0)
        write_macro(sink, "SH", _("OPTIONS"));
    for (size_t i = 0; i < command->n_options; i++)
        write_option(sink, &command->options[i]);
    write_macro(sink, "SH", _("OPTIONS OF EVERY COMMAND"));
    for (size_t i = 0; i < cli_n_common_options; i++)
        if (gouw_option_find(command->options, command->n_options, cli_common_options[i].name) ==
            NULL)
            write_option(sink, &cli_common_options[i]);
    if (command->analysis != NULL)
        write_tables(sink, command->analysis);
    write_exit_codes(sink);
    write_macro(sink, "SH", _("SEE ALSO"));
    gouw_sink_text(sink, ".BR gouw (1),\n.BR gouw\\-dataset (5)\n");
}

static void write_program_page(gouw_sink *sink, const cli_commands *commands) {
    write_title(sink, "gouw");
    write_macro(sink, "SH", _("NAME"));
    gouw_sink_text(sink, "gouw \\- ");
    write_plain(sink, _("compare regions by what their plans say"));
    write_macro(sink, "SH", _("SYNOPSIS"));
    gouw_sink_text(sink, ".B gouw\n");
    write_plain(sink, _("COMMAND [OPTIONS] [DATASET]"));
    write_macro(sink, "SH", _("DESCRIPTION"));
    write_plain(sink, _("Compares regions by what their plans say: themes, schedules and growth "
                        "targets. A dataset is a folder of CSV files; only regions.csv is "
                        "required."));
    write_macro(sink, "SH", _("COMMANDS"));
    for (size_t i = 0; i < commands->n; i++) {
        gouw_sink_text(sink, ".TP\n");
        gouw_sink_format(sink, ".BR gouw\\-%s (1)\n", commands->items[i].name);
        write_plain(sink, _(commands->items[i].summary));
    }
    write_exit_codes(sink);
    write_macro(sink, "SH", _("SEE ALSO"));
    gouw_sink_text(sink, ".BR gouw\\-dataset (5)\n");
}

gouw_status cli_manual(const cli_call *call, const char *name, gouw_error *error) {
    const cli_command *command = name == NULL
                                     ? NULL
                                     : cli_command_find(call->commands, name, call->arena, error);
    if (name != NULL && command == NULL)
        return error->status;
    gouw_sink sink;
    gouw_sink_open_descriptor(&sink, STDOUT_FILENO);
    if (command != NULL)
        write_command_page(&sink, command, call->arena);
    else
        write_program_page(&sink, call->commands);
    const gouw_status status = gouw_sink_close(&sink, _("standard output"), error);
    gouw_sink_release(&sink);
    return status;
}
