#include <string.h>
#include <unistd.h>

#include "base/i18n.h"
#include "cli/cli.h"

static const char *ending_of(int format) {
    static const char *const others[] = {"ics", "html", "xlsx"};
    return format >= GOUW_N_FORMATS ? others[format - GOUW_N_FORMATS]
                                    : gouw_format_ending((gouw_format)format);
}

int cli_format(const cli_common *common) {
    if (common->format >= 0)
        return common->format;
    const char *dot = common->output == NULL ? NULL : strrchr(common->output, '.');
    for (int f = 0; dot != NULL && f < CLI_N_FORMATS; f++)
        if (gouw_equal_nocase(dot + 1, ending_of(f)))
            return f;
    return GOUW_FORMAT_TEXT;
}

gouw_status cli_check_ending(const cli_call *call, gouw_error *error) {
    static const struct {
        const char *ending;
        bool picture;
    } known[] = {{"svg", true},  {"png", true},  {"pdf", true},  {"jpg", true},
                 {"jpeg", true}, {"xls", false}, {"ods", false}, {"docx", false}};
    const char *name = call->common.output;
    const char *dot = name == NULL || call->common.format >= 0 ? NULL : strrchr(name, '.');
    for (size_t i = 0; dot != NULL && i < sizeof known / sizeof *known; i++)
        if (gouw_equal_nocase(dot + 1, known[i].ending))
            return known[i].picture
                       ? gouw_fail(error, GOUW_EUSAGE,
                                   _("%s would hold a table, not a picture; write the table as "
                                     "CSV, and draw it with: gouw plot TABLE.csv -o %s"),
                                   name, name)
                       : gouw_fail(error, GOUW_EUSAGE,
                                   _("%s would hold text; for a spreadsheet name it .xlsx or "
                                     ".csv, or say --format"),
                                   name);
    return GOUW_OK;
}

bool cli_takes_format(const cli_command *command, int format) {
    static const char *const only[CLI_N_FORMATS] = {
        [CLI_FORMAT_ICS] = "timeline", [CLI_FORMAT_HTML] = "compare"};
    if (only[format] != NULL)
        return strcmp(only[format], command->name) == 0;
    return command->analysis != NULL || command->lists;
}

void cli_write_table(const cli_call *call, const gouw_table *table, gouw_format format,
                     gouw_sink *sink) {
    if (call->common.no_guard)
        gouw_table_write_unguarded(table, format, sink);
    else
        gouw_table_write(table, format, sink);
}

gouw_status cli_write_workbook(const cli_call *call, const gouw_table *const *tables, size_t n,
                               gouw_day created, gouw_error *error) {
    if (call->common.output == NULL)
        return gouw_fail(error, GOUW_EUSAGE,
                         _("a workbook goes into a file: name it with --output FILE.xlsx"));
    cli_watch_start(true);
    return gouw_workbook_write(call->common.output, tables, n, created, call->common.force,
                               call->arena, error);
}

gouw_status cli_output_open(const cli_call *call, gouw_file *file, gouw_error *error) {
    if (call->common.output != NULL) {
        cli_watch_start(true);
        return gouw_file_open(call->common.output, call->common.force, call->arena, file, error);
    }
    cli_watch_end();
    *file = (gouw_file){.path = NULL};
    gouw_sink_open_descriptor(&file->sink, STDOUT_FILENO);
    return GOUW_OK;
}

gouw_status cli_output_commit(gouw_file *file, gouw_error *error) {
    if (file->path != NULL && cli_watch_interrupted(NULL)) {
        gouw_file_discard(file);
        return gouw_fail(error, GOUW_EINTERRUPT,
                         _("stopped on request; each file is as it was or as it should be"));
    }
    if (file->path != NULL)
        return gouw_file_commit(file, error);
    const gouw_status status = gouw_sink_close(&file->sink, _("standard output"), error);
    gouw_sink_release(&file->sink);
    return status;
}

void cli_output_discard(gouw_file *file) {
    if (file->path != NULL)
        gouw_file_discard(file);
    else
        gouw_sink_release(&file->sink);
}

gouw_status cli_load(const cli_call *call, const char *folder, const gouw_dataset **dataset,
                     gouw_error *error) {
    const gouw_load_options load = {.phrases = call->common.phrases,
                                    .threads = cli_threads(call),
                                    .progress = cli_watch_progress};
    cli_progress_start(call->common.quiet);
    gouw_status status = gouw_dataset_load(folder, &load, call->arena, dataset, error);
    cli_watch_stop();
    if (status != GOUW_OK)
        return status;
    gouw_sink sink;
    gouw_sink_open_descriptor(&sink, STDERR_FILENO);
    cli_say_findings(*dataset, call->common.quiet, &sink);
    status = gouw_sink_close(&sink, _("standard error"), error);
    gouw_sink_release(&sink);
    return status;
}

unsigned cli_threads(const cli_call *call) {
    const long online = sysconf(_SC_NPROCESSORS_ONLN);
    if (call->common.threads > 0)
        return (unsigned)call->common.threads;
    return online > 0 ? (unsigned)online : 1;
}
