#include <string.h>
#include <unistd.h>

#include "base/i18n.h"
#include "cli/cli.h"
#include "gouw/report.h"

static gouw_status load_datasets(const cli_call *call, const gouw_dataset **datasets,
                                 size_t *n_operands_used, gouw_error *error) {
    const gouw_analysis *analysis = call->command->analysis;
    const size_t n = analysis->n_datasets;
    *n_operands_used = 0;
    if (n == 2 && call->n_operands < 2)
        return gouw_fail(error, GOUW_EUSAGE, _("'%s' compares two datasets: gouw %s OLD NEW"),
                         analysis->name, analysis->name);
    for (size_t i = 0; i < n; i++) {
        const char *folder;
        bool named;
        gouw_status status = cli_dataset_operand(call, i, &folder, &named, error);
        if (status == GOUW_OK)
            status = cli_load(call, folder, &datasets[i], error);
        if (status != GOUW_OK)
            return status;
        *n_operands_used += named;
    }
    return GOUW_OK;
}

static gouw_status check_operands(const cli_call *call, size_t used, gouw_error *error) {
    const gouw_analysis *analysis = call->command->analysis;
    const size_t left = call->n_operands - used;
    if (left < analysis->min_operands)
        return gouw_fail(error, GOUW_EUSAGE, _("'%s' needs more words: gouw %s %s"), analysis->name,
                         analysis->name, call->command->usage);
    if (left > 0 && analysis->operands == NULL)
        return gouw_fail(error, GOUW_EUSAGE, _("'%s' does not take '%s'; usage: gouw %s %s"),
                         analysis->name, call->operands[used], analysis->name,
                         call->command->usage);
    return GOUW_OK;
}

static gouw_status fail_table(const gouw_results *results, const char *name, gouw_error *error) {
    const char *names[32];
    size_t n = 0;
    for (; n < results->n_tables && n < sizeof names / sizeof names[0]; n++)
        names[n] = results->tables[n]->name;
    const char *near = gouw_nearest(name, names, n);
    if (near != NULL)
        return gouw_fail(error, GOUW_EUSAGE, _("there is no table '%s' (did you mean '%s'?)"), name,
                         near);
    return gouw_fail(error, GOUW_EUSAGE, _("there is no table '%s'; the first one is '%s'"), name,
                     n > 0 ? names[0] : "");
}

/* People read all tables at once; a program reads one. */
static void write_tables(const cli_call *call, const gouw_results *results, gouw_format format,
                         gouw_sink *sink) {
    const bool all = format == GOUW_FORMAT_TEXT || format == GOUW_FORMAT_MARKDOWN;
    for (size_t i = 0; format == GOUW_FORMAT_TEXT && i < results->n_remarks; i++)
        if (results->remarks[i].kind == GOUW_HEADLINE)
            gouw_sink_format(sink, "%s\n\n", results->remarks[i].text);
    for (size_t i = 0; i < results->n_tables && (all || i == 0); i++) {
        if (i > 0)
            gouw_sink_char(sink, '\n');
        cli_write_table(call, results->tables[i], format, sink);
    }
}

static gouw_status write_calendar(const cli_call *call, const gouw_dataset *dataset,
                                  const gouw_results *results, const gouw_table *table,
                                  gouw_sink *sink, gouw_error *error) {
    gouw_calendar calendar = {.name = "gouw", .scope = "gouw", .stamp = results->edition};
    size_t left_out = 0;
    gouw_status status = GOUW_OK;
    if (dataset != NULL) {
        calendar.name = dataset->package.title != NULL ? dataset->package.title : dataset->name;
        calendar.scope = dataset->package.name != NULL ? dataset->package.name : dataset->name;
        status = gouw_labels_make(dataset, call->arena, &calendar.labels, error);
    }
    if (status == GOUW_OK)
        status = gouw_calendar_write(table, &calendar, sink, &left_out, error);
    if (status == GOUW_OK && left_out > 0 && !call->common.quiet)
        cli_say_note(gouw_arena_format(
            call->arena,
            _n("%zu step without a first and a last day in the years 1 to 9998 is "
               "left out",
               "%zu steps without a first and a last day in the years 1 to 9998 "
               "are left out",
               left_out),
            left_out));
    return status;
}

/* Only regions side by side have a page of their own. */
static gouw_status write_side_by_side(const gouw_run *run, const cli_command *command,
                                      const gouw_results *results, gouw_sink *sink,
                                      gouw_error *error) {
    if (!cli_takes_format(command, CLI_FORMAT_HTML))
        return gouw_fail(error, GOUW_EUSAGE,
                         _("'%s' makes no page of its own; 'report' makes one of everything, "
                           "'compare' one of some regions"),
                         command->name);
    return gouw_report_side_by_side(run, results, sink, error);
}

static gouw_status write_results(const cli_call *call, const gouw_run *run,
                                 const gouw_results *results, gouw_error *error) {
    const int format = cli_format(&call->common);
    const gouw_table *only = NULL;
    if (call->common.table != NULL) {
        only = gouw_results_find(results, call->common.table);
        if (only == NULL)
            return fail_table(results, call->common.table, error);
    }
    if (format == CLI_FORMAT_XLSX)
        return cli_write_workbook(call,
                                  only != NULL ? &only : (const gouw_table *const *)results->tables,
                                  only != NULL ? 1 : results->n_tables, results->edition, error);
    gouw_file out;
    gouw_status status = cli_output_open(call, &out, error);
    if (status != GOUW_OK)
        return status;
    if (format == CLI_FORMAT_ICS)
        status = write_calendar(call, run->datasets[0], results,
                                only != NULL ? only : results->tables[0], &out.sink, error);
    else if (format == CLI_FORMAT_HTML)
        status = write_side_by_side(run, call->command, results, &out.sink, error);
    else if (only != NULL)
        cli_write_table(call, only, (gouw_format)format, &out.sink);
    else
        write_tables(call, results, (gouw_format)format, &out.sink);
    if (status == GOUW_OK)
        return cli_output_commit(&out, error);
    cli_output_discard(&out);
    return status;
}

gouw_status cli_run_analysis(const cli_call *call, gouw_error *error) {
    const gouw_dataset *datasets[2] = {NULL, NULL};
    size_t used;
    gouw_status status = cli_check_ending(call, error);
    if (status == GOUW_OK)
        status = load_datasets(call, datasets, &used, error);
    if (status == GOUW_OK)
        status = check_operands(call, used, error);
    if (status != GOUW_OK)
        return status;
    cli_watch_start(call->common.quiet);
    const gouw_run run = {.datasets = datasets,
                          .operands = call->operands + used,
                          .n_operands = call->n_operands - used,
                          .options = call->options,
                          .given = call->given,
                          .as_of = call->common.as_of,
                          .seed = (uint64_t)call->common.seed,
                          .threads = cli_threads(call),
                          .replace = call->common.force,
                          .interrupted = cli_watch_interrupted,
                          .progress = cli_watch_progress,
                          .arena = call->arena};
    gouw_results results;
    gouw_results_init(&results, call->arena);
    status = gouw_analysis_run(call->command->analysis, &run, &results, error);
    cli_watch_stop();
    if (status == GOUW_OK)
        cli_say_remarks(&results, call->common.quiet);
    if (status == GOUW_OK)
        status = write_results(call, &run, &results, error);
    return status == GOUW_OK ? results.verdict : status;
}
