#include "gouw/chart.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/i18n.h"
#include "chart/job.h"
#include "chart/palette.h"
#include "chart/plots.h"
#include "chart/pool.h"

#ifndef GOUW_PLOTS
#define GOUW_PLOTS "plots"
#endif

#define CHART(name) extern const gouw_chart gouw_chart_##name;
#include "chart/charts.def"
#undef CHART

static const gouw_chart *const CHARTS[] = {
#define CHART(name) &gouw_chart_##name,
#include "chart/charts.def"
#undef CHART
};

enum { N_CHARTS = sizeof CHARTS / sizeof CHARTS[0] };

const gouw_chart *const *gouw_charts(size_t *n_charts) {
    *n_charts = N_CHARTS;
    return CHARTS;
}

const gouw_chart *gouw_chart_find(const char *name) {
    for (size_t i = 0; i < N_CHARTS; i++)
        if (strcmp(CHARTS[i]->name, name) == 0)
            return CHARTS[i];
    return NULL;
}

gouw_status gouw_chart_describe(const gouw_chart_job *job, gouw_arena *arena, const char **title,
                                const char **description, gouw_error *error) {
    gouw_canvas canvas;
    gouw_status status = gouw_job_check(job, error);
    if (status != GOUW_OK)
        return status;
    gouw_canvas_open(&canvas, job->chart, gouw_palette_find(NULL), arena);
    status = job->chart->layout(job, &canvas, error);
    if (status == GOUW_OK && canvas.failed)
        status = gouw_fail_memory(error, 0);
    *title = canvas.title;
    *description = canvas.description;
    gouw_canvas_release(&canvas);
    return status;
}

/* ---- drawing many -------------------------------------------------------------------------- */

static gouw_status find_tools(const gouw_chart_job *jobs, size_t n_jobs,
                              const gouw_chart_options *options, gouw_arena *arena,
                              gouw_render_tools *tools, gouw_error *error) {
    bool cairo = false;
    for (size_t i = 0; i < n_jobs; i++)
        cairo = cairo || jobs[i].format != GOUW_SVG;
    tools->options = options;
    tools->replace = options->replace;
    gouw_status status = gouw_gnuplot_find(options->gnuplot, arena, &tools->gnuplot, error);
    if (status == GOUW_OK && cairo)
        (void)gouw_font_check(&tools->fonts);
    if (status == GOUW_OK && options->plots == NULL)
        status = gouw_plots_find(GOUW_PLOTS, arena, &tools->plots, error);
    else if (status == GOUW_OK)
        status = gouw_path_absolute(options->plots, arena, &tools->plots, error);
    tools->style = "";
    if (status == GOUW_OK && options->style != NULL)
        status = gouw_path_absolute(options->style, arena, &tools->style, error);
    if (status == GOUW_OK && options->style != NULL && access(tools->style, R_OK) != 0)
        status = gouw_fail(error, GOUW_EIO, _("cannot read the style file %s: %s"), options->style,
                           strerror(errno));
    return status;
}

/* A folder for chart files and what gnuplot makes of them, its name in the arena. */
static gouw_status open_scratch(gouw_arena *arena, char **folder, gouw_error *error) {
    const char *root = getenv("TMPDIR");
    *folder = gouw_arena_format(arena, "%s/gouw-XXXXXX",
                                root == NULL || root[0] != '/' ? "/tmp" : root);
    if (*folder == NULL)
        return gouw_fail_memory(error, 16);
    if (mkdtemp(*folder) != NULL)
        return GOUW_OK;
    return gouw_fail(error, GOUW_EIO,
                     _("cannot make the folder %s for charts under way: %s; name another place in "
                       "TMPDIR"),
                     *folder, strerror(errno));
}

gouw_status gouw_charts_draw(const gouw_chart_job *jobs, size_t n_jobs,
                             const gouw_chart_options *options, gouw_error *error) {
    static const gouw_chart_options defaults = {.replace = true};
    gouw_arena arena = GOUW_ARENA_INIT;
    gouw_error own = GOUW_ERROR_INIT;
    gouw_render_tools tools = {0};
    char *scratch = NULL;
    if (options == NULL)
        options = &defaults;
    gouw_status status = find_tools(jobs, n_jobs, options, &arena, &tools, &own);
    tools.palette = gouw_palette_find(options->palette);
    if (status == GOUW_OK && tools.palette == NULL)
        status = gouw_fail(&own, GOUW_EUSAGE, _("there is no palette '%s'"), options->palette);
    if (status == GOUW_OK)
        status = open_scratch(&arena, &scratch, &own);
    if (status == GOUW_OK) {
        tools.scratch = scratch;
        status = gouw_pool_draw(jobs, n_jobs, &tools, &arena, &own);
        (void)rmdir(scratch);
    }
    gouw_arena_release(&arena);
    return status == GOUW_OK ? GOUW_OK : gouw_fail(error, status, "%s", own.message);
}
