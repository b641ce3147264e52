#include "gouw/chart.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/i18n.h"
#include "chart/plots.h"
#include "chart/render.h"

#ifndef GOUW_PLOTS
#define GOUW_PLOTS "plots"
#endif

const char *const gouw_chart_format_names[] = {"svg", "png", "pdf", NULL};

#define CHART(name) extern const gouw_chart gouw_chart_##name;
#include "chart/charts.def"
#undef CHART

static const gouw_chart *const CHARTS[] = {
#define CHART(name) &gouw_chart_##name,
#include "chart/charts.def"
#undef CHART
};

enum { N_CHARTS = sizeof CHARTS / sizeof CHARTS[0], MOST_PROCESSES = 16 };

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

const gouw_table *gouw_chart_table(const gouw_chart_job *job, const char *name) {
    for (size_t i = 0; i < job->n_tables; i++)
        if (job->tables[i] != NULL && strcmp(job->tables[i]->name, name) == 0)
            return job->tables[i];
    return NULL;
}

static gouw_status check_columns(const char *columns, const gouw_table *table,
                                 const gouw_chart *chart, gouw_error *error) {
    char name[GOUW_ID_MAX + 1];
    while (*columns != '\0') {
        const size_t n = strcspn(columns, " ");
        if (n < sizeof name) {
            memcpy(name, columns, n);
            name[n] = '\0';
            if (gouw_table_find(table, name) == SIZE_MAX)
                return gouw_fail(error, GOUW_EUSAGE,
                                 _("the chart '%s' needs a column '%s' in the table '%s'"),
                                 chart->name, name, table->name);
        }
        columns += n;
        columns += *columns == ' ';
    }
    return GOUW_OK;
}

static gouw_status check_job(const gouw_chart_job *job, gouw_error *error) {
    gouw_status status = GOUW_OK;
    for (size_t i = 0; i < job->chart->n_needs && status == GOUW_OK; i++) {
        const gouw_chart_need *need = &job->chart->needs[i];
        const gouw_table *table = gouw_chart_table(job, need->table);
        if (table != NULL)
            status = check_columns(need->columns, table, job->chart, error);
        else if (!need->optional)
            status = gouw_fail(error, GOUW_EUSAGE, _("the chart '%s' is drawn from a table '%s'"),
                               job->chart->name, need->table);
    }
    if (status == GOUW_OK && job->labels != NULL)
        status = check_columns("kind id label", job->labels, job->chart, error);
    return status;
}

gouw_status gouw_chart_describe(const gouw_chart_job *job, gouw_arena *arena, const char **title,
                                const char **description, gouw_error *error) {
    gouw_canvas canvas;
    gouw_status status = check_job(job, error);
    if (status != GOUW_OK)
        return status;
    gouw_canvas_open(&canvas, job->chart, arena);
    status = job->chart->layout(job, &canvas, error);
    if (status == GOUW_OK && canvas.failed)
        status = gouw_fail_memory(error, 0);
    *title = canvas.title;
    *description = canvas.description;
    gouw_canvas_release(&canvas);
    return status;
}

/* ---- drawing many -------------------------------------------------------------------------- */

typedef struct pool {
    gouw_rendering *renderings; /* one a slot, of the process in the same slot */
    gouw_process *processes;
    size_t *jobs;
    size_t n_slots, n_running;
    size_t first_failed; /* the job whose error is reported */
    gouw_error *error;
    const gouw_chart_options *options;
} pool;

/* Keeps the error of the first job in order, whichever ended first. */
static void note(pool *p, size_t job, const gouw_error *error) {
    if (error->status == GOUW_OK || job >= p->first_failed)
        return;
    p->first_failed = job;
    *p->error = *error;
}

static void start(pool *p, size_t slot, size_t job, const gouw_chart_job *jobs,
                  const gouw_render_tools *tools) {
    gouw_error error = GOUW_ERROR_INIT;
    if (check_job(&jobs[job], &error) != GOUW_OK) {
        note(p, job, &error);
        return;
    }
    if (gouw_render_start(&p->renderings[slot], &jobs[job], tools, &p->processes[slot], &error) ==
        GOUW_OK) {
        p->jobs[slot] = job;
        p->n_running++;
        return;
    }
    gouw_render_release(&p->renderings[slot]);
    note(p, job, &error);
}

static size_t free_slot(const pool *p) {
    size_t slot = 0;
    while (p->processes[slot].descriptor >= 0)
        slot++;
    return slot;
}

/* Waits for one process and finishes its picture. */
static gouw_status finish_one(pool *p) {
    size_t slot = 0;
    int exit_code = 0;
    gouw_error error = GOUW_ERROR_INIT;
    const gouw_status status = gouw_process_wait(p->processes, p->n_slots, &slot, &exit_code,
                                                 &error);
    if (status != GOUW_OK) {
        note(p, 0, &error);
        return status;
    }
    const gouw_sink *said = &p->processes[slot].errors;
    (void)gouw_render_finish(&p->renderings[slot], exit_code, said->data == NULL ? "" : said->data,
                             &error);
    note(p, p->jobs[slot], &error);
    gouw_sink_release(&p->processes[slot].errors);
    gouw_render_release(&p->renderings[slot]);
    p->n_running--;
    return GOUW_OK;
}

static bool interrupted(const pool *p) {
    return p->options->interrupted != NULL && p->options->interrupted(p->options->watch);
}

static gouw_status draw_all(pool *p, const gouw_chart_job *jobs, size_t n_jobs,
                            const gouw_render_tools *tools) {
    gouw_status status = GOUW_OK;
    for (size_t job = 0; job < n_jobs && status == GOUW_OK; job++) {
        if (p->n_running == p->n_slots)
            status = finish_one(p);
        if (interrupted(p))
            break;
        if (status == GOUW_OK)
            start(p, free_slot(p), job, jobs, tools);
    }
    while (p->n_running > 0 && status == GOUW_OK)
        status = finish_one(p);
    if (interrupted(p)) {
        *p->error = (gouw_error)GOUW_ERROR_INIT;
        return gouw_fail(p->error, GOUW_EINTERRUPT, _("stopped on request"));
    }
    return p->error->status;
}

static gouw_status find_tools(const gouw_chart_job *jobs, size_t n_jobs,
                              const gouw_chart_options *options, gouw_arena *arena,
                              gouw_render_tools *tools, gouw_error *error) {
    bool cairo = false;
    for (size_t i = 0; i < n_jobs; i++)
        cairo = cairo || jobs[i].format != GOUW_SVG;
    tools->replace = options->replace;
    gouw_status status = gouw_gnuplot_find(options->gnuplot, arena, &tools->gnuplot, error);
    if (status == GOUW_OK && cairo)
        status = gouw_font_check(error);
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

static gouw_status pool_open(pool *p, unsigned processes, gouw_arena *arena, gouw_error *error) {
    const size_t asked = processes == 0 ? 1 : processes;
    p->n_slots = asked < MOST_PROCESSES ? asked : MOST_PROCESSES;
    p->renderings = gouw_arena_array(arena, p->n_slots, sizeof *p->renderings);
    p->processes = gouw_arena_array(arena, p->n_slots, sizeof *p->processes);
    p->jobs = gouw_arena_array(arena, p->n_slots, sizeof *p->jobs);
    if (p->renderings == NULL || p->processes == NULL || p->jobs == NULL)
        return gouw_fail_memory(error, p->n_slots * sizeof *p->renderings);
    for (size_t i = 0; i < p->n_slots; i++)
        p->processes[i].descriptor = -1;
    return GOUW_OK;
}

gouw_status gouw_charts_draw(const gouw_chart_job *jobs, size_t n_jobs,
                             const gouw_chart_options *options, gouw_error *error) {
    static const gouw_chart_options defaults = {.replace = true};
    gouw_arena arena = GOUW_ARENA_INIT;
    gouw_error own = GOUW_ERROR_INIT;
    gouw_render_tools tools = {0};
    pool p = {.first_failed = SIZE_MAX, .error = &own};
    if (options == NULL)
        options = &defaults;
    p.options = options;
    gouw_status status = find_tools(jobs, n_jobs, options, &arena, &tools, &own);
    if (status == GOUW_OK)
        status = pool_open(&p, options->processes, &arena, &own);
    if (status == GOUW_OK)
        status = draw_all(&p, jobs, n_jobs, &tools);
    gouw_arena_release(&arena);
    return status == GOUW_OK ? GOUW_OK : gouw_fail(error, status, "%s", own.message);
}
