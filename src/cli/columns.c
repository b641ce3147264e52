/* docs/columns.md: every table and column, from the descriptors. */
#include <unistd.h>

#include "base/i18n.h"
#include "cli/cli.h"

static const struct {
    const char *name, *in_json;
} types[] = {
    [GOUW_TEXT] = {N_("text"), N_("a string")},
    [GOUW_INTEGER] = {N_("integer"), N_("a number")},
    [GOUW_REAL] = {N_("real"), N_("a number")},
    [GOUW_DATE] = {N_("date"), N_("a string, YYYY-MM-DD")},
    [GOUW_YESNO] = {N_("yes/no"), N_("true or false")},
};

/* Text in a cell of a Markdown table. */
static void write_cell(gouw_sink *sink, const char *text) {
    for (const char *c = text; *c != '\0'; c++) {
        if (*c == '|' || *c == '*' || *c == '<')
            gouw_sink_char(sink, '\\');
        gouw_sink_char(sink, *c == '\n' ? ' ' : *c);
    }
}

static void write_table(gouw_sink *sink, const gouw_table_spec *spec) {
    gouw_sink_format(sink, "\n### %s: %s\n\n", spec->name, _(spec->title));
    gouw_sink_format(sink, "| %s | %s | %s | %s |\n|---|---|---|---|\n", _("column"), _("type"),
                     _("unit"), _("what it is"));
    for (size_t c = 0; c < spec->n_columns; c++) {
        const gouw_column *column = &spec->columns[c];
        gouw_sink_format(sink, "| %s | %s | ", column->name, _(types[column->type].name));
        write_cell(sink, _(column->unit));
        gouw_sink_text(sink, *column->unit == '\0' ? "| " : " | ");
        write_cell(sink, _(column->description));
        gouw_sink_text(sink, " |\n");
    }
}

static void write_head(gouw_sink *sink) {
    gouw_sink_format(sink, "# %s\n\n%s\n\n", _("Tables and columns"),
                     _("Made by `gouw help columns` from the descriptions that the program itself "
                       "uses. Table and column names are a contract: columns are added at the "
                       "end, never renamed. CSV, TSV and JSON hold exact values; a missing one is "
                       "an empty field, in JSON null. `-f json` is an array of objects, one a "
                       "row, with the columns as keys; `--table` picks another table than the "
                       "first."));
    gouw_sink_format(sink, "| %s | %s |\n|---|---|\n", _("type"), _("in JSON"));
    for (size_t t = 0; t < sizeof types / sizeof types[0]; t++)
        gouw_sink_format(sink, "| %s | %s |\n", _(types[t].name), _(types[t].in_json));
}

gouw_status cli_help_columns(gouw_error *error) {
    size_t n;
    const gouw_analysis *const *analyses = gouw_analyses(&n);
    gouw_sink sink;
    gouw_sink_open_descriptor(&sink, STDOUT_FILENO);
    write_head(&sink);
    for (size_t a = 0; a < n; a++) {
        gouw_sink_format(&sink, "\n## gouw %s\n\n%s.\n", analyses[a]->name,
                         _(analyses[a]->summary));
        for (size_t t = 0; t < analyses[a]->n_tables; t++)
            write_table(&sink, analyses[a]->tables[t]);
    }
    const gouw_status status = gouw_sink_close(&sink, _("standard output"), error);
    gouw_sink_release(&sink);
    return status;
}
