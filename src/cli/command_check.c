#include <string.h>

#include "base/i18n.h"
#include "cli/cli.h"

typedef struct check_options {
    bool fix_plan;
} check_options;

static const gouw_option options[] = {
    {.kind = GOUW_OPTION_FLAG,
     .name = "fix-plan",
     .offset = offsetof(check_options, fix_plan),
     .help = N_("list what could be corrected mechanically instead: misspelt ids, blanks, dates, "
                "numbers, rows twice; no file is changed")},
};

static const gouw_column columns[] = {
    {"file", GOUW_TEXT, "", N_("the file"), GOUW_LOOK_PLAIN},
    {"line", GOUW_INTEGER, "", N_("line in the file, from 1; empty: the whole file"),
     GOUW_LOOK_PLAIN},
    {"field", GOUW_INTEGER, "",
     N_("number of the field in its line, from 1; empty: the whole line"), GOUW_LOOK_PLAIN},
    {"severity", GOUW_TEXT, "", N_("error or warning"), GOUW_LOOK_PLAIN},
    {"message", GOUW_TEXT, "", N_("what is wrong, and the remedy where there is one"),
     GOUW_LOOK_PLAIN},
};
static const gouw_table_spec findings_spec = {
    .name = "findings", .title = N_("Findings"), .columns = columns, .n_columns = 5};

static gouw_status fill(const gouw_dataset *dataset, gouw_table *table, gouw_error *error) {
    for (size_t i = 0; i < dataset->n_findings; i++) {
        const gouw_finding *f = &dataset->findings[i];
        const gouw_status status = gouw_table_add_row(table, error);
        if (status != GOUW_OK)
            return status;
        gouw_table_set_text(table, "file", f->file);
        if (f->line > 0)
            gouw_table_set_integer(table, "line", (int64_t)f->line);
        if (f->field > 0)
            gouw_table_set_integer(table, "field", (int64_t)f->field);
        gouw_table_set_text(table, "severity",
                            f->severity == GOUW_FINDING_ERROR ? "error" : "warning");
        gouw_table_set_text(table, "message", f->message);
    }
    return GOUW_OK;
}

static void write_counts(const gouw_dataset *d, gouw_sink *sink) {
    const struct {
        size_t n;
        const char *one, *many;
    } counts[] = {
        {d->n_regions, N_("%zu region"), N_("%zu regions")},
        {d->n_themes, N_("%zu theme"), N_("%zu themes")},
        {d->n_mentions, N_("%zu mention"), N_("%zu mentions")},
        {d->n_stages, N_("%zu stage"), N_("%zu stages")},
        {d->n_milestones, N_("%zu milestone"), N_("%zu milestones")},
        {d->n_targets, N_("%zu target"), N_("%zu targets")},
        {d->n_observations, N_("%zu observation"), N_("%zu observations")},
        {d->n_forecasts, N_("%zu forecast"), N_("%zu forecasts")},
        {d->n_codings, N_("%zu coding"), N_("%zu codings")},
    };
    gouw_sink_format(sink, "%s: ", d->folder);
    for (size_t i = 0; i < sizeof counts / sizeof counts[0]; i++) {
        if (i > 0 && counts[i].n == 0)
            continue;
        gouw_sink_text(sink, i == 0 ? "" : ", ");
        gouw_sink_format(sink, _n(counts[i].one, counts[i].many, counts[i].n), counts[i].n);
    }
    gouw_sink_char(sink, '\n');
}

static void write_total(const gouw_dataset *d, gouw_sink *sink) {
    const size_t n_errors = d->n_errors + d->n_more_errors;
    const size_t n_warnings = d->n_findings - d->n_errors + d->n_more_warnings;
    gouw_sink_format(sink, _n("%zu error, ", "%zu errors, ", n_errors), n_errors);
    gouw_sink_format(sink, _n("%zu warning\n", "%zu warnings\n", n_warnings), n_warnings);
}

static gouw_status make_findings(const gouw_dataset *dataset, gouw_arena *arena,
                                 const gouw_table **list, gouw_error *error) {
    gouw_table *table = gouw_table_new(arena, &findings_spec);
    if (table == NULL)
        return gouw_fail_memory(error, sizeof *table);
    *list = table;
    return fill(dataset, table, error);
}

static gouw_status check_format(const cli_call *call, gouw_error *error) {
    if (cli_format(&call->common) == CLI_FORMAT_ICS)
        return gouw_fail(error, GOUW_EUSAGE, _("'check' makes no calendar; 'timeline' does"));
    if (cli_format(&call->common) == CLI_FORMAT_HTML)
        return gouw_fail(error, GOUW_EUSAGE, _("'check' makes no page; 'report' does"));
    return cli_check_ending(call, error);
}

/* As text, findings go one a line, as a compiler writes them, and a plan as a table. */
static void write_text(const cli_call *call, const gouw_dataset *dataset, const gouw_table *table,
                       gouw_sink *sink) {
    const check_options *o = call->options;
    const bool quiet = call->common.quiet;
    if (!o->fix_plan)
        cli_say_findings(dataset, quiet, sink);
    else if (dataset->n_fixes > 0)
        cli_write_table(call, table, GOUW_FORMAT_TEXT, sink);
    if (quiet)
        return;
    if (o->fix_plan) {
        gouw_sink_text(sink, dataset->n_fixes > 0 ? "\n" : "");
        cli_fix_plan_sum(dataset, sink);
    } else {
        write_counts(dataset, sink);
        write_total(dataset, sink);
    }
}

static gouw_status write_result(const cli_call *call, const gouw_dataset *dataset,
                                const gouw_table *table, gouw_error *error) {
    const int format = cli_format(&call->common);
    gouw_file out;
    if (format == CLI_FORMAT_XLSX)
        return cli_write_workbook(call, &table, 1, dataset->package.created, error);
    const gouw_status status = cli_output_open(call, &out, error);
    if (status != GOUW_OK)
        return status;
    if (format == GOUW_FORMAT_TEXT)
        write_text(call, dataset, table, &out.sink);
    else
        cli_write_table(call, table, (gouw_format)format, &out.sink);
    return cli_output_commit(&out, error);
}

static gouw_status run_check(const cli_call *call, gouw_error *error) {
    const check_options *o = call->options;
    const gouw_load_options load = {.phrases = call->common.phrases,
                                    .propose = o->fix_plan,
                                    .threads = cli_threads(call),
                                    .progress = cli_watch_progress};
    const char *folder;
    const gouw_dataset *dataset = NULL;
    const gouw_table *table;
    bool named;
    gouw_status status = cli_dataset_operand(call, 0, &folder, &named, error);
    if (status == GOUW_OK)
        status = check_format(call, error);
    cli_progress_start(call->common.quiet);
    if (status == GOUW_OK)
        status = gouw_dataset_load(folder, &load, call->arena, &dataset, error);
    cli_watch_stop();
    if (status == GOUW_OK)
        status = o->fix_plan ? cli_fix_plan(dataset, call->arena, &table, error)
                             : make_findings(dataset, call->arena, &table, error);
    if (status == GOUW_OK)
        status = write_result(call, dataset, table, error);
    return status == GOUW_OK && dataset->n_errors > 0 ? GOUW_EDATA : status;
}

const cli_command cli_command_check = {
    .name = "check",
    .summary = N_("Say everything that is wrong in a dataset"),
    .details = N_(
        "Reads every file of the dataset and lists each problem with file, line and field, "
        "the way a compiler does. Exit code 0: no errors; 1: errors."),
    .usage = N_("[DATASET]"),
    .options = options,
    .n_options = sizeof options / sizeof options[0],
    .options_size = sizeof(check_options),
    .run = run_check,
    .lists = true,
};
