/* Draws a chart from results written earlier.
 *
 * The files are read back into the tables that the analyses gave, and drawn by the same code as in
 * a report. Files after the first add the other tables that a chart can show. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/i18n.h"
#include "cli/cli.h"

typedef struct plot_options {
    const char *chart, *names, *style, *plots, *output;
    const char *title, *subtitle, *caption;
    int64_t width, height;
    int format, palette;
} plot_options;

#define AT(field) offsetof(plot_options, field)

enum { MOST_PIXELS = 20000, AUTO = 0 };

/* Behind AUTO, in the order of gouw_chart_format. */
static const char *const format_names[] = {"auto", "svg", "png", "pdf", NULL};

static const gouw_option options[] = {
    {.kind = GOUW_OPTION_TEXT,
     .name = "chart",
     .offset = AT(chart),
     .argument = N_("NAME"),
     .help = N_("which chart, where a table has several; the first of them if left out")},
    {.kind = GOUW_OPTION_TEXT,
     .name = "names",
     .offset = AT(names),
     .argument = N_("DATASET"),
     .help = N_("show the names that this dataset has for ids, and its edition date")},
    {.kind = GOUW_OPTION_TEXT,
     .name = "title",
     .offset = AT(title),
     .argument = N_("TEXT"),
     .help = N_("the title; \"\" for none; the chart's own if left out")},
    {.kind = GOUW_OPTION_TEXT,
     .name = "subtitle",
     .offset = AT(subtitle),
     .argument = N_("TEXT"),
     .help = N_("the line below the title; \"\" for none; the chart's own if left out")},
    {.kind = GOUW_OPTION_TEXT,
     .name = "caption",
     .offset = AT(caption),
     .argument = N_("TEXT"),
     .help = N_("a line at the foot, such as the source")},
    {.kind = GOUW_OPTION_INTEGER,
     .name = "width",
     .offset = AT(width),
     .value_default = "0",
     .minimum = 0,
     .maximum = MOST_PIXELS,
     .argument = N_("N"),
     .help = N_(
         "N pixels wide, laid out for that width with texts at their usual size, which in a PNG "
         "is twice that of SVG and PDF; below 640 (PNG: 1280) all of it shrinks; 0: 960 "
         "(PNG: 1920)")},
    {.kind = GOUW_OPTION_INTEGER,
     .name = "height",
     .offset = AT(height),
     .value_default = "0",
     .minimum = 0,
     .maximum = MOST_PIXELS,
     .argument = N_("N"),
     .help = N_("at most N pixels high: rows and plots take height that is to spare, and where it "
                "lacks all of it shrinks; 0: what the rows need")},
    {.kind = GOUW_OPTION_CHOICE,
     .name = "palette",
     .offset = AT(palette),
     .value_default = "okabe-ito",
     .choices = gouw_palette_names,
     .argument = N_("NAME"),
     .help = N_(
         "okabe-ito, tol or cividis, which colour-blind readers can tell apart, or grey, for "
         "print in black and white")},
    {.kind = GOUW_OPTION_CHOICE,
     .name = "format",
     .letter = 'f',
     .offset = AT(format),
     .value_default = "auto",
     .choices = format_names,
     .argument = N_("FORMAT"),
     .help = N_("svg, png or pdf; auto: what the name of --output ends with")},
    {.kind = GOUW_OPTION_TEXT,
     .name = "output",
     .letter = 'o',
     .offset = AT(output),
     .argument = N_("FILE"),
     .help = N_("write to FILE; - is standard output")},
    {.kind = GOUW_OPTION_TEXT,
     .name = "style",
     .offset = AT(style),
     .argument = N_("FILE"),
     .help = N_("a gnuplot file of your own, read before gouw's plots/style.gp: fonts, colours")},
    {.kind = GOUW_OPTION_TEXT,
     .name = "plots",
     .offset = AT(plots),
     .argument = N_("FOLDER"),
     .help = N_("take the chart scripts from FOLDER")},
};

typedef struct plot {
    const cli_call *call;
    const plot_options *options;
    const gouw_table **tables; /* of each file */
    size_t n_tables;
    gouw_chart_job job;
    gouw_error *error;
} plot;

/* ---- which chart ---------------------------------------------------------------------------- */

static const gouw_table *find_table(const plot *p, const char *name, size_t *file) {
    for (size_t i = 0; i < p->n_tables; i++)
        if (strcmp(p->tables[i]->name, name) == 0) {
            *file = i;
            return p->tables[i];
        }
    return NULL;
}

/* The first column of a need that the table lacks, as an id; false when none is. */
static bool find_lack(const gouw_chart_need *need, const gouw_table *table,
                      char name[GOUW_ID_MAX + 1]) {
    const char *at = need->columns;
    while (*at != '\0') {
        const size_t n = strcspn(at, " ");
        (void)snprintf(name, GOUW_ID_MAX + 1, "%.*s", (int)n, at);
        if (gouw_table_find(table, name) == SIZE_MAX)
            return true;
        at += n;
        at += *at == ' ';
    }
    return false;
}

/* Whether the files hold what the chart cannot do without. */
static bool is_drawable(const plot *p, const gouw_chart *chart) {
    char lack[GOUW_ID_MAX + 1];
    size_t file;
    for (size_t i = 0; i < chart->n_needs; i++) {
        const gouw_chart_need *need = &chart->needs[i];
        const gouw_table *table = find_table(p, need->table, &file);
        if (table == NULL ? !need->optional : find_lack(need, table, lack))
            return false;
    }
    return true;
}

/* The analysis that makes a table, for a remedy. */
static const char *maker(const char *table) {
    size_t n;
    const gouw_analysis *const *analyses = gouw_analyses(&n);
    for (size_t a = 0; a < n; a++)
        for (size_t t = 0; t < analyses[a]->n_tables; t++)
            if (strcmp(analyses[a]->tables[t]->name, table) == 0)
                return analyses[a]->name;
    return "";
}

static gouw_status check_chart(const plot *p, const gouw_chart *chart) {
    char lack[GOUW_ID_MAX + 1];
    size_t file;
    for (size_t i = 0; i < chart->n_needs; i++) {
        const gouw_chart_need *need = &chart->needs[i];
        const gouw_table *table = find_table(p, need->table, &file);
        if (table == NULL && !need->optional)
            return gouw_fail(
                p->error, GOUW_EUSAGE,
                _("%s:1:1: this is the table '%s', and the chart '%s' is drawn from the "
                  "table '%s'; write that with 'gouw %s --table %s -f csv' and name its file too"),
                p->call->operands[0], p->tables[0]->name, chart->name, need->table,
                maker(need->table), need->table);
        if (table != NULL && find_lack(need, table, lack))
            return gouw_fail(p->error, GOUW_EDATA,
                             _("%s:1:1: the chart '%s' needs the column '%s' of the table '%s'; "
                               "'gouw help %s' tells which option adds it"),
                             p->call->operands[file], chart->name, lack, table->name,
                             maker(table->name));
    }
    return GOUW_OK;
}

static gouw_status find_named(const plot *p, const gouw_chart **chart) {
    const char *names[64], *name = p->options->chart;
    size_t n, n_names = 0;
    const gouw_chart *const *charts = gouw_charts(&n);
    *chart = gouw_chart_find(name);
    if (*chart != NULL)
        return check_chart(p, *chart);
    for (; n_names < n && n_names < sizeof names / sizeof *names; n_names++)
        names[n_names] = charts[n_names]->name;
    const char *near = gouw_nearest(name, names, n_names);
    if (near != NULL)
        return gouw_fail(p->error, GOUW_EUSAGE, _("there is no chart '%s' (did you mean '%s'?)"),
                         name, near);
    return gouw_fail(p->error, GOUW_EUSAGE,
                     _("there is no chart '%s'; 'gouw help plot' lists them"), name);
}

/* The first chart that can be drawn whose main table is in the first file, else any. */
static gouw_status find_fitting(const plot *p, const gouw_chart **chart) {
    size_t n;
    const gouw_chart *const *charts = gouw_charts(&n);
    const gouw_chart *first = NULL, *about = NULL;
    for (size_t i = 0; i < n; i++) {
        const bool is_main = strcmp(charts[i]->needs[0].table, p->tables[0]->name) == 0;
        for (size_t k = 0; about == NULL && k < charts[i]->n_needs; k++)
            if (strcmp(charts[i]->needs[k].table, p->tables[0]->name) == 0)
                about = charts[i];
        if (!is_drawable(p, charts[i]) || (first != NULL && !is_main))
            continue;
        *chart = first = charts[i];
        if (is_main)
            return GOUW_OK;
    }
    if (first != NULL)
        return GOUW_OK;
    if (about != NULL)
        return check_chart(p, about);
    return gouw_fail(p->error, GOUW_EDATA,
                     _("%s:1:1: no chart is drawn from the table '%s'; 'gouw help plot' tells from "
                       "which ones charts are drawn"),
                     p->call->operands[0], p->tables[0]->name);
}

/* ---- drawing -------------------------------------------------------------------------------- */

static bool is_standard_output(const plot *p) {
    return strcmp(p->options->output, "-") == 0;
}

static gouw_status settle_format(plot *p) {
    const char *path = p->options->output;
    const char *dot = path == NULL ? NULL : strrchr(path, '.');
    if (path == NULL)
        return gouw_fail(p->error, GOUW_EUSAGE,
                         _("where to? Name a file: gouw plot RESULT.csv -o FILE.svg"));
    p->job.path = path;
    if (p->options->format != AUTO) {
        p->job.format = (gouw_chart_format)(p->options->format - 1);
        return GOUW_OK;
    }
    for (int f = 0; dot != NULL && f < GOUW_N_CHART_FORMATS; f++)
        if (gouw_equal_nocase(dot + 1, gouw_chart_format_names[f])) {
            p->job.format = (gouw_chart_format)f;
            return GOUW_OK;
        }
    return gouw_fail(
        p->error, GOUW_EUSAGE,
        _("'%s' does not say how to draw: end the name with .svg, .png or .pdf, or add "
          "--format"),
        path);
}

static gouw_status read_tables(plot *p) {
    const cli_call *call = p->call;
    const gouw_chart *named = p->options->chart == NULL ? NULL : gouw_chart_find(p->options->chart);
    if (call->n_operands == 0)
        return gouw_fail(p->error, GOUW_EUSAGE,
                         _("which result? Name a file: gouw plot RESULT.csv -o FILE.svg"));
    p->tables = gouw_arena_array(call->arena, call->n_operands, sizeof(gouw_table *));
    if (p->tables == NULL)
        return gouw_fail_memory(p->error, call->n_operands * sizeof(gouw_table *));
    gouw_status status = GOUW_OK;
    for (size_t i = 0; i < call->n_operands && status == GOUW_OK; i++) {
        gouw_table *table = NULL;
        status = gouw_result_read(call->operands[i], named == NULL ? NULL : named->needs[0].table,
                                  call->arena, &table, p->error);
        p->tables[p->n_tables++] = table;
    }
    return status;
}

static gouw_status read_names(plot *p) {
    const gouw_dataset *dataset;
    p->job.as_of = p->call->common.as_of;
    if (p->options->names == NULL)
        return GOUW_OK;
    gouw_status status = cli_load(p->call, p->options->names, &dataset, p->error);
    if (status == GOUW_OK)
        status = gouw_labels_make(dataset, p->call->arena, &p->job.labels, p->error);
    if (status == GOUW_OK && p->job.as_of == GOUW_DAY_NONE)
        p->job.as_of = dataset->package.created;
    return status;
}

/* Copies a finished picture to standard output. */
static gouw_status copy_out(const char *path, gouw_error *error) {
    char part[1 << 14];
    FILE *file = fopen(path, "rb");
    if (file == NULL)
        return gouw_fail(error, GOUW_EIO, _("cannot read %s: %s"), path, strerror(errno));
    gouw_sink sink;
    gouw_sink_open_descriptor(&sink, STDOUT_FILENO);
    for (size_t n = 1; n > 0;) {
        n = fread(part, 1, sizeof part, file);
        gouw_sink_write(&sink, part, n);
    }
    (void)fclose(file);
    const gouw_status status = gouw_sink_close(&sink, _("standard output"), error);
    gouw_sink_release(&sink);
    return status;
}

/* Draws into a folder of its own, always under the same name, which the ids in an SVG come from. */
static gouw_status draw_out(plot *p, const gouw_chart_options *drawing) {
    const char *root = getenv("TMPDIR");
    char *folder = gouw_arena_format(p->call->arena, "%s/gouw-plot-XXXXXX",
                                     root == NULL || root[0] != '/' ? "/tmp" : root);
    if (folder == NULL)
        return gouw_fail_memory(p->error, 0);
    if (mkdtemp(folder) == NULL)
        return gouw_fail(p->error, GOUW_EIO, _("cannot make the folder %s: %s"), folder,
                         strerror(errno));
    p->job.path = gouw_arena_format(p->call->arena, "%s/chart", folder);
    gouw_status status = p->job.path == NULL ? gouw_fail_memory(p->error, 0)
                                             : gouw_charts_draw(&p->job, 1, drawing, p->error);
    if (status == GOUW_OK)
        status = copy_out(p->job.path, p->error);
    if (p->job.path != NULL)
        (void)unlink(p->job.path);
    (void)rmdir(folder);
    return status;
}

static gouw_status run_plot(const cli_call *call, gouw_error *error) {
    const plot_options *o = call->options;
    plot p = {.call = call,
              .options = o,
              .job = {.title = o->title,
                      .subtitle = o->subtitle,
                      .caption = o->caption,
                      .width = (unsigned)o->width,
                      .height = (unsigned)o->height},
              .error = error};
    gouw_status status = settle_format(&p);
    if (status == GOUW_OK)
        status = read_tables(&p);
    if (status == GOUW_OK)
        status = o->chart != NULL ? find_named(&p, &p.job.chart) : find_fitting(&p, &p.job.chart);
    if (status == GOUW_OK)
        status = read_names(&p);
    if (status != GOUW_OK)
        return status;
    p.job.tables = p.tables;
    p.job.n_tables = p.n_tables;
    cli_watch_start(true);
    const gouw_chart_options drawing = {.plots = o->plots,
                                        .style = o->style,
                                        .palette = gouw_palette_names[o->palette],
                                        .replace = call->common.force,
                                        .interrupted = cli_watch_interrupted};
    return is_standard_output(&p) ? draw_out(&p, &drawing)
                                  : gouw_charts_draw(&p.job, 1, &drawing, error);
}

const cli_command cli_command_plot = {
    .name = "plot",
    .summary = N_("Draw a chart from results written earlier"),
    .details = N_(
        "Draws what a report draws, from CSV or TSV files that gouw wrote. The columns of "
        "the first file decide which chart it is, unless --chart names one; further "
        "files add the other tables that it can show."),
    .usage = N_("RESULT.csv [MORE.csv...] -o FILE.svg|png|pdf"),
    .options = options,
    .n_options = sizeof options / sizeof options[0],
    .options_size = sizeof(plot_options),
    .run = run_plot,
    .draws = true,
};
