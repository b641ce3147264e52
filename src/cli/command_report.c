#include <stdio.h>
#include <unistd.h>

#include "base/i18n.h"
#include "cli/cli.h"
#include "gouw/report.h"

typedef struct report_options {
    const char *against, *plots;
    bool tables_only, png, own_scales;
} report_options;

#define AT(field) offsetof(report_options, field)

static const gouw_option options[] = {
    {.kind = GOUW_OPTION_TEXT,
     .name = "against",
     .offset = AT(against),
     .argument = N_("OLD"),
     .help = N_("an earlier edition of the dataset: what changed comes first")},
    {.kind = GOUW_OPTION_FLAG,
     .name = "tables-only",
     .offset = AT(tables_only),
     .help = N_("only the CSV files: no charts, no page")},
    {.kind = GOUW_OPTION_FLAG,
     .name = "own-scales",
     .offset = AT(own_scales),
     .help = N_("each growth panel its own scale instead of the same for all")},
    {.kind = GOUW_OPTION_FLAG,
     .name = "png",
     .offset = AT(png),
     .help = N_("each chart as PNG, too, beside the SVG")},
    {.kind = GOUW_OPTION_TEXT,
     .name = "plots",
     .offset = AT(plots),
     .argument = N_("FOLDER"),
     .help = N_("take the chart scripts from FOLDER")},
};

static gouw_status load(const cli_call *call, const gouw_dataset **datasets, size_t *n,
                        gouw_error *error) {
    const report_options *o = call->options;
    const char *folder;
    bool named;
    gouw_status status = cli_dataset_operand(call, 0, &folder, &named, error);
    if (status == GOUW_OK && o->against != NULL)
        status = cli_load(call, o->against, &datasets[(*n)++], error);
    if (status == GOUW_OK)
        status = cli_load(call, folder, &datasets[(*n)++], error);
    return status;
}

static gouw_status say_written(const cli_call *call, const gouw_report_counts *counts,
                               gouw_error *error) {
    const report_options *o = call->options;
    if (call->common.quiet)
        return GOUW_OK;
    gouw_sink sink;
    gouw_sink_open_descriptor(&sink, STDOUT_FILENO);
    if (o->tables_only)
        gouw_sink_format(&sink, _n("%s: %zu table\n", "%s: %zu tables\n", counts->n_tables),
                         call->common.output, counts->n_tables);
    else
        gouw_sink_format(&sink,
                         _n("%s/report.html: %zu tables, %zu chart\n",
                            "%s/report.html: %zu tables, %zu charts\n", counts->n_charts),
                         call->common.output, counts->n_tables, counts->n_charts);
    const gouw_status status = gouw_sink_close(&sink, _("standard output"), error);
    gouw_sink_release(&sink);
    return status;
}

static gouw_status run_report(const cli_call *call, gouw_error *error) {
    const report_options *o = call->options;
    const gouw_dataset *datasets[2] = {NULL, NULL};
    size_t n = 0;
    if (call->common.output == NULL)
        return gouw_fail(error, GOUW_EUSAGE,
                         _("where to? Name a folder: gouw report DATASET -o FOLDER"));
    gouw_status status = load(call, datasets, &n, error);
    if (status != GOUW_OK)
        return status;
    cli_watch_start(call->common.quiet);
    const gouw_run run = {.datasets = datasets,
                          .as_of = call->common.as_of,
                          .seed = (uint64_t)call->common.seed,
                          .threads = cli_threads(call),
                          .interrupted = cli_watch_interrupted,
                          .progress = cli_watch_progress,
                          .doing = cli_watch_doing,
                          .arena = call->arena};
    const gouw_report_options writing = {.folder = call->common.output,
                                         .force = call->common.force,
                                         .tables_only = o->tables_only,
                                         .png = o->png,
                                         .unguarded = call->common.no_guard,
                                         .own_scales = o->own_scales,
                                         .plots = o->plots};
    gouw_report_counts counts;
    status = gouw_report_write(&run, n, &writing, &counts, error);
    cli_watch_stop();
    if (status == GOUW_OK && counts.lacks_day)
        cli_say_warning(_("the calendar is left out: no day is known to look from; say it with "
                          "--as-of 2026-06-30, or give \"created\" in datapackage.json"));
    if (status == GOUW_OK && counts.chart_trouble != NULL)
        cli_say_warning(counts.chart_trouble);
    if (status == GOUW_OK && !gouw_workbook_built())
        cli_say_warning(_("report.xlsx is left out: gouw-dynamic, which writes workbooks, is not "
                          "beside this program"));
    return status == GOUW_OK ? say_written(call, &counts, error) : status;
}

const cli_command cli_command_report = {
    .name = "report",
    .summary = N_("Write every table, every chart and a page to send on"),
    .details = N_(
        "FOLDER gets report.html, which needs nothing beside it, each table as CSV, all of them in "
        "report.xlsx, and each chart as SVG. A second run replaces what the first one wrote; files "
        "that "
        "are not gouw's, or were changed since, are never replaced without --force."),
    .usage = N_("[DATASET] -o FOLDER"),
    .options = options,
    .n_options = sizeof options / sizeof options[0],
    .options_size = sizeof(report_options),
    .run = run_report,
};
