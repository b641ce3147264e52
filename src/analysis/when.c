/* What gouw reads a date as; and, with --phrases, all the phrases it knows. */
#include <string.h>

#include "base/i18n.h"
#include "gouw/analysis.h"
#include "gouw/text.h"

typedef struct when_options {
    bool phrases;
    const char *with;
} when_options;

static const gouw_option options[] = {
    {.kind = GOUW_OPTION_FLAG,
     .name = "phrases",
     .offset = offsetof(when_options, phrases),
     .help = N_("show every phrase that is built in, and what it means")},
    {.kind = GOUW_OPTION_TEXT,
     .name = "with",
     .offset = offsetof(when_options, with),
     .argument = N_("FILE"),
     .help = N_("also understand the phrases of FILE (columns phrase, start, end)")},
};

static const gouw_column when_columns[] = {
    {"text", GOUW_TEXT, "", N_("the date as written"), GOUW_LOOK_PLAIN},
    {"earliest", GOUW_DATE, "", N_("first possible day; empty if open or not understood"),
     GOUW_LOOK_PLAIN},
    {"latest", GOUW_DATE, "", N_("last possible day; empty if open or not understood"),
     GOUW_LOOK_PLAIN},
    {"precision", GOUW_TEXT, "",
     N_("day, month, quarter, season, third, half, year, decade, interval, open or none"),
     GOUW_LOOK_PLAIN},
    {"edtf", GOUW_TEXT, "", N_("the same date in EDTF (ISO 8601-2), to paste into a file"),
     GOUW_LOOK_PLAIN},
};
static const gouw_table_spec when_spec = {.name = "when",
                                          .title = N_("What each date is read as"),
                                          .columns = when_columns,
                                          .n_columns = sizeof when_columns /
                                                       sizeof when_columns[0]};

static const gouw_column phrase_columns[] = {
    {"phrase", GOUW_TEXT, "", N_("as it may be written; YEAR stands for any year"),
     GOUW_LOOK_PLAIN},
    {"means", GOUW_TEXT, "", N_("what it is read as"), GOUW_LOOK_PLAIN},
    {"example", GOUW_TEXT, "", N_("an example"), GOUW_LOOK_PLAIN},
    {"earliest", GOUW_DATE, "", N_("first day of the example"), GOUW_LOOK_PLAIN},
    {"latest", GOUW_DATE, "", N_("last day of the example"), GOUW_LOOK_PLAIN},
};
static const gouw_table_spec phrases_spec = {.name = "phrases",
                                             .title = N_("Phrases that are understood"),
                                             .columns = phrase_columns,
                                             .n_columns = sizeof phrase_columns /
                                                          sizeof phrase_columns[0]};

static void set_days(gouw_table *table, const gouw_when *when) {
    if (when->precision == GOUW_PRECISION_NONE)
        return;
    if (!when->open_start)
        gouw_table_set_date(table, "earliest", when->earliest);
    if (!when->open_end)
        gouw_table_set_date(table, "latest", when->latest);
}

/* One text; what deserves a word is a remark, and counts as a fault where it could not be read. */
static gouw_status add_text(const gouw_run *run, const gouw_phrases *own, const char *text,
                            gouw_results *results, size_t *n_faults, gouw_error *error) {
    gouw_table *table = results->tables[0];
    gouw_when when;
    char message[GOUW_MESSAGE_MAX], edtf[GOUW_EDTF_TEXT];
    gouw_status status = gouw_table_add_row(table, error);
    if (status != GOUW_OK)
        return status;
    const gouw_reading reading = gouw_when_read(text, strlen(text), own, run->as_of, &when,
                                                message);
    const char *written = gouw_when_format(&when, edtf);
    gouw_table_set_text(table, "text", text);
    gouw_table_set_text(table, "precision", gouw_precision_name(when.precision));
    set_days(table, &when);
    if (written[0] != '\0') {
        const char *kept = gouw_arena_text(run->arena, written, strlen(written));
        if (kept == NULL)
            return gouw_fail_memory(error, GOUW_EDTF_TEXT);
        gouw_table_set_text(table, "edtf", kept);
    }
    *n_faults += reading == GOUW_READ_UNKNOWN || reading == GOUW_READ_BAD;
    if (reading == GOUW_READ)
        return when.precision != GOUW_PRECISION_NONE
                   ? GOUW_OK
                   : gouw_results_remark(results, error, GOUW_WARNING,
                                         _("an empty text is no date; the step counts as undated"));
    return gouw_results_remark(results, error, GOUW_WARNING, "%s", message);
}

static gouw_status fill_phrases(gouw_table *table, gouw_error *error) {
    size_t n;
    const gouw_phrase_help *rows = gouw_phrase_table(&n);
    for (size_t i = 0; i < n; i++) {
        gouw_when when;
        char message[GOUW_MESSAGE_MAX];
        const gouw_status status = gouw_table_add_row(table, error);
        if (status != GOUW_OK)
            return status;
        (void)gouw_when_read(rows[i].example, strlen(rows[i].example), NULL, GOUW_DAY_NONE, &when,
                             message);
        gouw_table_set_text(table, "phrase", rows[i].pattern);
        gouw_table_set_text(table, "means", _(rows[i].means));
        gouw_table_set_text(table, "example", rows[i].example);
        set_days(table, &when);
    }
    return GOUW_OK;
}

static gouw_status load_own(const gouw_run *run, const char *path, gouw_phrases *own,
                            gouw_error *error) {
    *own = (gouw_phrases){.rows = NULL};
    if (path == NULL)
        return GOUW_OK;
    const gouw_dataset *holder;
    const gouw_status status = gouw_phrases_load(path, run->arena, &holder, error);
    if (status != GOUW_OK)
        return status;
    for (size_t i = 0; i < holder->n_findings; i++)
        if (holder->findings[i].severity == GOUW_FINDING_ERROR)
            return gouw_fail(error, GOUW_EDATA, "%s:%zu:%zu: %s", holder->findings[i].file,
                             holder->findings[i].line, holder->findings[i].field,
                             holder->findings[i].message);
    *own = holder->phrases;
    return GOUW_OK;
}

static gouw_status run_when(const gouw_run *run, gouw_results *results, gouw_error *error) {
    const when_options *o = run->options;
    gouw_table *table;
    gouw_phrases own;
    size_t n_faults = 0;
    if (run->n_operands == 0 && !o->phrases)
        return gouw_fail(error, GOUW_EUSAGE,
                         _("which date? For example: gouw when \"medio 2026\"; or see all phrases "
                           "with: gouw when --phrases"));
    if (run->n_operands > 0 && o->phrases)
        return gouw_fail(error, GOUW_EUSAGE,
                         _("--phrases shows the built-in phrases and takes no dates, such as '%s'; "
                           "to read them with the phrases of a file: --with FILE"),
                         run->operands[0]);
    gouw_status status = gouw_results_add(results, o->phrases ? &phrases_spec : &when_spec, &table,
                                          error);
    if (status == GOUW_OK && o->phrases)
        return fill_phrases(table, error);
    if (status == GOUW_OK)
        status = load_own(run, o->with, &own, error);
    for (size_t i = 0; i < run->n_operands && status == GOUW_OK; i++)
        status = add_text(run, &own, run->operands[i], results, &n_faults, error);
    if (status == GOUW_OK && n_faults > 0)
        results->verdict = GOUW_EDATA;
    return status;
}

static const gouw_table_spec *const tables[] = {&when_spec, &phrases_spec};

const gouw_analysis gouw_analysis_when = {
    .name = "when",
    .summary = N_("Show what a date such as \"medio 2026\" or 2026-21~ is read as"),
    .details = N_("Understands EDTF (ISO 8601-2) levels 0 and 1, the usual parts of level 2, and "
                  "Dutch and English phrases. Exit code 1 when a text is no date that gouw knows. "
                  "Put \"--\" before a text that begins with a dash."),
    .n_datasets = 0,
    .operands = N_("TEXT..."),
    .options = options,
    .n_options = sizeof options / sizeof options[0],
    .options_size = sizeof(when_options),
    .tables = tables,
    .n_tables = 2,
    .run = run_when,
};
