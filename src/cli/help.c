#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/i18n.h"
#include "cli/cli.h"

enum { WIDTH = 80, OPTION_COLUMN = 26 };

/* Text in lines of at most WIDTH columns, indented; a newline in text starts a new line. */
static void write_wrapped(gouw_sink *sink, const char *text, size_t indent, size_t column) {
    while (*text != '\0') {
        const size_t word = strcspn(text, " \n");
        char piece[256];
        (void)snprintf(piece, sizeof piece, "%.*s", (int)word, text);
        const size_t wide = gouw_utf8_width(piece);
        if (column > indent && column + 1 + wide > WIDTH) {
            gouw_sink_format(sink, "\n%*s", (int)indent, "");
            column = indent;
        }
        if (column > indent) {
            gouw_sink_char(sink, ' ');
            column++;
        }
        gouw_sink_write(sink, text, word);
        column += wide;
        text += word;
        if (*text == '\n') {
            gouw_sink_format(sink, "\n%*s", (int)indent, "");
            column = indent;
        }
        if (*text != '\0')
            text++;
    }
    gouw_sink_char(sink, '\n');
}

static void write_option(gouw_sink *sink, const gouw_option *option) {
    char head[160], help[1024];
    cli_option_texts(option, head, sizeof head, help, sizeof help);
    gouw_sink_text(sink, head);
    size_t column = gouw_utf8_width(head);
    if (column + 2 > OPTION_COLUMN) {
        gouw_sink_char(sink, '\n');
        column = 0;
    }
    gouw_sink_format(sink, "%*s", (int)(OPTION_COLUMN - column), "");
    write_wrapped(sink, help, OPTION_COLUMN, OPTION_COLUMN);
}

static void write_tables(gouw_sink *sink, const gouw_analysis *analysis) {
    gouw_sink_format(sink, "\n%s\n", _("Tables and columns:"));
    for (size_t t = 0; t < analysis->n_tables; t++) {
        const gouw_table_spec *spec = analysis->tables[t];
        gouw_sink_format(sink, "  %s: %s\n", spec->name, _(spec->title));
        for (size_t c = 0; c < spec->n_columns; c++) {
            const gouw_column *column = &spec->columns[c];
            gouw_sink_format(sink, "    %-21s ", column->name);
            write_wrapped(sink, _(column->description), OPTION_COLUMN, OPTION_COLUMN);
        }
    }
}

static void write_charts(gouw_sink *sink) {
    size_t n;
    const gouw_chart *const *charts = gouw_charts(&n);
    gouw_sink_format(sink, "\n%s\n", _("Charts, and the tables that they are drawn from:"));
    for (size_t i = 0; i < n; i++) {
        gouw_sink_format(sink, "  %-23s ", charts[i]->name);
        write_wrapped(sink, _(charts[i]->summary), OPTION_COLUMN, OPTION_COLUMN);
        gouw_sink_format(sink, "%*s", OPTION_COLUMN, "");
        for (size_t k = 0; k < charts[i]->n_needs; k++)
            gouw_sink_format(sink, charts[i]->needs[k].optional ? "%s[%s]" : "%s%s",
                             k == 0 ? "" : " ", charts[i]->needs[k].table);
        gouw_sink_char(sink, '\n');
    }
}

gouw_status cli_help_command(const cli_command *command, gouw_error *error) {
    gouw_sink sink;
    gouw_sink_open_descriptor(&sink, STDOUT_FILENO);
    gouw_sink_format(&sink, _("Usage: gouw %s [OPTIONS]%s%s\n"), command->name,
                     *command->usage == '\0' ? "" : " ", command->usage);
    gouw_sink_char(&sink, '\n');
    write_wrapped(&sink, _(command->summary), 0, 0);
    if (command->details != NULL) {
        gouw_sink_char(&sink, '\n');
        write_wrapped(&sink, _(command->details), 0, 0);
    }
    if (command->n_options > 0)
        gouw_sink_format(&sink, "\n%s\n", _("Options:"));
    for (size_t i = 0; i < command->n_options; i++)
        write_option(&sink, &command->options[i]);
    gouw_sink_format(&sink, "\n%s\n", _("Options of every command:"));
    for (size_t i = 0; i < cli_n_common_options; i++)
        if (gouw_option_find(command->options, command->n_options, cli_common_options[i].name) ==
            NULL)
            write_option(&sink, &cli_common_options[i]);
    if (command->analysis != NULL)
        write_tables(&sink, command->analysis);
    if (command->draws)
        write_charts(&sink);
    const gouw_status status = gouw_sink_close(&sink, _("standard output"), error);
    gouw_sink_release(&sink);
    return status;
}

gouw_status cli_help_program(const cli_commands *commands, gouw_error *error) {
    gouw_sink sink;
    gouw_sink_open_descriptor(&sink, STDOUT_FILENO);
    gouw_sink_text(&sink, _("Usage: gouw COMMAND [OPTIONS] [DATASET]\n\n"));
    write_wrapped(
        &sink,
        _("Compares regions by what their plans say: themes, schedules and growth targets. A "
          "dataset is a folder of CSV files; only regions.csv is required."),
        0, 0);
    gouw_sink_format(&sink, "\n%s\n", _("Commands:"));
    for (size_t i = 0; i < commands->n; i++) {
        gouw_sink_format(&sink, "  %-12s ", commands->items[i].name);
        write_wrapped(&sink, _(commands->items[i].summary), 15, 15);
    }
    gouw_sink_format(&sink, "\n%s\n",
                     _("'gouw help COMMAND' shows a command's options and columns."));
    const gouw_status status = gouw_sink_close(&sink, _("standard output"), error);
    gouw_sink_release(&sink);
    return status;
}

static gouw_status help_measures(gouw_error *error) {
    gouw_sink sink;
    gouw_sink_open_descriptor(&sink, STDOUT_FILENO);
    write_wrapped(
        &sink,
        _("Measures of how alike two sets of themes are. a and b are the sizes of the two "
          "sets, s the number of themes that both have, m the number of all themes; x and "
          "y are the weights of a theme in the one and in the other."),
        0, 0);
    for (size_t i = 0; i < GOUW_N_MEASURES; i++) {
        const gouw_measure_info *measure = &gouw_measures[i];
        gouw_sink_format(&sink, "\n%s: %s%s\n    ", measure->name, _(measure->label),
                         measure->weighted ? _(" (looks at weights)") : "");
        write_wrapped(&sink, _(measure->definition), 4, 4);
        gouw_sink_text(&sink, "    ");
        write_wrapped(&sink, measure->source, 4, 4);
    }
    const gouw_status status = gouw_sink_close(&sink, _("standard output"), error);
    gouw_sink_release(&sink);
    return status;
}

static gouw_status help_limits(gouw_error *error) {
    gouw_sink sink;
    gouw_sink_open_descriptor(&sink, STDOUT_FILENO);
    write_wrapped(&sink,
                  _("What a dataset may hold at most. Beyond it, check says so with file and line. "
                    "All else is limited by memory only."),
                  0, 0);
    gouw_sink_char(&sink, '\n');
    for (size_t i = 0; i < gouw_n_limits; i++) {
        const gouw_limit *limit = &gouw_limits[i];
        gouw_sink_format(&sink, "%-9s %9zu ", limit->name, limit->most);
        const char *unit = _(limit->unit);
        gouw_sink_format(&sink, "%s%*s ", unit, 9 - (int)gouw_utf8_width(unit), "");
        write_wrapped(&sink, _(limit->of), 30, 30);
    }
    const gouw_status status = gouw_sink_close(&sink, _("standard output"), error);
    gouw_sink_release(&sink);
    return status;
}

typedef struct help_options {
    bool man;
} help_options;

static const gouw_option options[] = {
    {.kind = GOUW_OPTION_FLAG,
     .name = "man",
     .offset = offsetof(help_options, man),
     .help = N_("as the source of a manual page, to be shown by man -l")},
};

static gouw_status run_help(const cli_call *call, gouw_error *error) {
    if (((const help_options *)call->options)->man)
        return cli_manual(call, call->n_operands == 0 ? NULL : call->operands[0], error);
    if (call->n_operands == 0)
        return cli_help_program(call->commands, error);
    if (strcmp(call->operands[0], "measures") == 0)
        return help_measures(error);
    if (strcmp(call->operands[0], "columns") == 0)
        return cli_help_columns(error);
    if (strcmp(call->operands[0], "limits") == 0)
        return help_limits(error);
    const cli_command *command = cli_command_find(call->commands, call->operands[0], call->arena,
                                                  error);
    return command == NULL ? error->status : cli_help_command(command, error);
}

const cli_command cli_command_help = {
    .name = "help",
    .summary = N_(
        "Show help of gouw or of one command, all columns, the limits, or the measures of "
        "similarity"),
    .usage = N_("[COMMAND | measures | columns | limits]"),
    .options = options,
    .n_options = sizeof options / sizeof options[0],
    .options_size = sizeof(help_options),
    .run = run_help,
};
