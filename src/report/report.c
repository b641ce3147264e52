#include "gouw/report.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/i18n.h"
#include "gouw/file.h"
#include "gouw/folder.h"
#include "gouw/workbook.h"
#include "gouw/writer.h"
#include "report/figure.h"
#include "report/page.h"

/* The share of a run that is over when charts begin. */
static const double BEFORE_CHARTS = 0.6;

static size_t n_formats(const gouw_report_options *options) {
    return options->png ? 2 : 1;
}

static const char *chart_file(const report_figure *figure, size_t format, gouw_arena *arena) {
    return gouw_arena_format(arena, "charts/%s.%s", figure->chart->name,
                             gouw_chart_format_names[format]);
}

/* Every file that may be written, before anything is. */
static gouw_status plan_files(const report_content *content, const gouw_report_options *options,
                              const char ***names, size_t *n_names, gouw_error *error) {
    gouw_arena *arena = content->run->arena;
    const size_t most = content->n_tables + n_formats(options) * content->n_figures + 2;
    const char **planned = gouw_arena_array(arena, most, sizeof *planned);
    size_t n = 0;
    if (planned == NULL)
        return gouw_fail_memory(error, most * sizeof *planned);
    for (size_t t = 0; t < content->n_tables; t++)
        planned[n++] = gouw_arena_format(arena, "%s.csv", content->tables[t]->name);
    for (size_t i = 0; i < content->n_figures && !options->tables_only; i++)
        for (size_t f = 0; f < n_formats(options); f++)
            planned[n++] = chart_file(&content->figures[i], f, arena);
    if (gouw_workbook_built())
        planned[n++] = "report.xlsx";
    if (!options->tables_only)
        planned[n++] = "report.html";
    for (size_t i = 0; i < n; i++)
        if (planned[i] == NULL)
            return gouw_fail_memory(error, 64);
    *names = planned;
    *n_names = n;
    return GOUW_OK;
}

static gouw_status write_table(const gouw_folder *folder, const gouw_table *table, bool unguarded,
                               gouw_arena *arena, gouw_error *error) {
    gouw_file file;
    const char *name = gouw_arena_format(arena, "%s.csv", table->name);
    const char *path = name == NULL ? NULL : gouw_folder_path(folder, name);
    if (path == NULL)
        return gouw_fail_memory(error, 64);
    const gouw_status status = gouw_file_open(path, true, arena, &file, error);
    if (status != GOUW_OK)
        return status;
    (unguarded ? gouw_table_write_unguarded : gouw_table_write)(table, GOUW_FORMAT_CSV, &file.sink);
    return gouw_file_commit(&file, error);
}

/* All tables once more, as one workbook. */
static gouw_status write_workbook(const report_content *content, const gouw_folder *folder,
                                  gouw_error *error) {
    const gouw_run *run = content->run;
    const char *path = gouw_folder_path(folder, "report.xlsx");
    if (path == NULL)
        return gouw_fail_memory(error, 64);
    return gouw_workbook_write(path, (const gouw_table *const *)content->tables, content->n_tables,
                               content->dataset->package.created, true, run->arena, error);
}

/* The picture as text for the page, without its XML declaration; NULL if it was not drawn. */
static gouw_status read_picture(const char *path, gouw_arena *arena, const char **svg,
                                gouw_error *error) {
    FILE *file = fopen(path, "rb");
    *svg = NULL;
    if (file == NULL && errno == ENOENT)
        return GOUW_OK;
    char *text = NULL;
    long size = -1;
    if (file != NULL && fseek(file, 0, SEEK_END) == 0)
        size = ftell(file);
    if (size >= 0)
        text = gouw_arena_alloc(arena, (size_t)size + 1);
    const bool complete = text != NULL && fseek(file, 0, SEEK_SET) == 0 &&
                          fread(text, 1, (size_t)size, file) == (size_t)size;
    const int reason = errno;
    if (file != NULL)
        (void)fclose(file);
    if (size >= 0 && text == NULL)
        return gouw_fail_memory(error, (size_t)size + 1);
    if (!complete)
        return gouw_fail(error, GOUW_EIO, _("cannot read %s: %s"), path, strerror(reason));
    *svg = strstr(text, "<svg");
    return GOUW_OK;
}

static gouw_status list_jobs(const report_content *content, const gouw_folder *folder,
                             const gouw_report_options *options, gouw_chart_job *jobs,
                             gouw_error *error) {
    gouw_arena *arena = content->run->arena;
    for (size_t i = 0; i < content->n_figures; i++)
        for (size_t f = 0; f < n_formats(options); f++) {
            const char *name = chart_file(&content->figures[i], f, arena);
            gouw_chart_job job = gouw_report_job(content, &content->figures[i]);
            job.path = name == NULL ? NULL : gouw_folder_path(folder, name);
            job.format = (gouw_chart_format)f;
            if (job.path == NULL)
                return gouw_fail_memory(error, 64);
            *jobs++ = job;
        }
    return GOUW_OK;
}

/* The file at each path before drawing, to tell a new picture from an older one: a file that is
 * written beside its place and renamed is another file. */
static ino_t *note_files(const gouw_chart_job *jobs, size_t n_jobs, gouw_arena *arena) {
    ino_t *files = gouw_arena_array(arena, n_jobs, sizeof *files);
    for (size_t i = 0; files != NULL && i < n_jobs; i++) {
        struct stat found;
        files[i] = lstat(jobs[i].path, &found) == 0 ? found.st_ino : 0;
    }
    return files;
}

/* A picture of an earlier run must not pass for one that could not be drawn now. */
static void remove_older(const gouw_chart_job *jobs, size_t n_jobs, const ino_t *files) {
    for (size_t i = 0; i < n_jobs; i++) {
        struct stat found;
        if (files[i] != 0 && lstat(jobs[i].path, &found) == 0 && found.st_ino == files[i])
            (void)unlink(jobs[i].path);
    }
}

static bool run_interrupted(void *watch) {
    const gouw_run *run = watch;
    return run->interrupted != NULL && run->interrupted(run->watch);
}

/* Charts take the last part of the run. */
static void charts_progress(void *watch, size_t n_done, size_t n, const char *chart) {
    const gouw_run *run = watch;
    gouw_report_doing(run, chart);
    gouw_report_progress(run, BEFORE_CHARTS + (1 - BEFORE_CHARTS) * (double)n_done / (double)n);
}

static gouw_status check_interrupt(const gouw_run *run, gouw_error *error) {
    if (run->interrupted == NULL || !run->interrupted(run->watch))
        return GOUW_OK;
    return gouw_fail(error, GOUW_EINTERRUPT,
                     _("stopped on request; each file is as it was or as it should be"));
}

/* Trouble with charts is told and does not stop the report. */
static gouw_status draw_charts(report_content *content, const gouw_folder *folder,
                               const gouw_report_options *options, gouw_report_counts *counts,
                               gouw_error *error) {
    gouw_arena *arena = content->run->arena;
    gouw_run run = *content->run;
    const gouw_chart_options drawing = {.plots = options->plots,
                                        .processes = content->run->threads,
                                        .replace = true,
                                        .interrupted = run_interrupted,
                                        .progress = charts_progress,
                                        .watch = &run};
    const size_t n_jobs = content->n_figures * n_formats(options);
    gouw_chart_job *jobs = gouw_arena_array(arena, n_jobs, sizeof *jobs);
    if (jobs == NULL)
        return gouw_fail_memory(error, n_jobs * sizeof *jobs);
    const gouw_status status = list_jobs(content, folder, options, jobs, error);
    if (status != GOUW_OK || n_jobs == 0)
        return status;
    gouw_error trouble = GOUW_ERROR_INIT;
    const ino_t *files = note_files(jobs, n_jobs, arena);
    if (files == NULL)
        return gouw_fail_memory(error, n_jobs * sizeof *files);
    const gouw_status drawn = gouw_charts_draw(jobs, n_jobs, &drawing, &trouble);
    if (drawn == GOUW_EINTERRUPT || drawn == GOUW_EMEMORY)
        return gouw_fail(error, drawn, "%s", trouble.message);
    if (drawn != GOUW_OK && check_interrupt(content->run, error) != GOUW_OK)
        return GOUW_EINTERRUPT;
    if (drawn != GOUW_OK) {
        remove_older(jobs, n_jobs, files);
        counts->chart_trouble = gouw_arena_text(arena, trouble.message, strlen(trouble.message));
        if (counts->chart_trouble == NULL)
            return gouw_fail_memory(error, sizeof trouble.message);
    }
    gouw_status read = GOUW_OK;
    for (size_t i = 0; i < content->n_figures && read == GOUW_OK; i++) {
        read = read_picture(jobs[i * n_formats(options)].path, arena, &content->figures[i].svg,
                            error);
        counts->n_charts += content->figures[i].svg != NULL;
    }
    return read;
}

static gouw_status write_page(const report_content *content, const gouw_folder *folder,
                              const char *chart_trouble, gouw_error *error) {
    gouw_file file;
    const char *path = gouw_folder_path(folder, "report.html");
    if (path == NULL)
        return gouw_fail_memory(error, 64);
    const gouw_status status = gouw_file_open(path, true, content->run->arena, &file, error);
    if (status != GOUW_OK)
        return status;
    gouw_page_write(content, chart_trouble, &file.sink);
    return gouw_file_commit(&file, error);
}

static gouw_status write_files(report_content *content, const gouw_folder *folder,
                               const gouw_report_options *options, gouw_report_counts *counts,
                               gouw_error *error) {
    const gouw_run *run = content->run;
    gouw_status status = GOUW_OK;
    for (size_t t = 0; status == GOUW_OK && t < content->n_tables; t++) {
        status = check_interrupt(run, error);
        if (status == GOUW_OK)
            status = write_table(folder, content->tables[t], options->unguarded, run->arena, error);
    }
    if (status == GOUW_OK && gouw_workbook_built())
        status = write_workbook(content, folder, error);
    if (status != GOUW_OK)
        return status;
    counts->n_tables = content->n_tables;
    counts->lacks_day = content->n_without_date > 0;
    gouw_report_progress(run, BEFORE_CHARTS);
    if (options->tables_only)
        return check_interrupt(run, error);
    status = draw_charts(content, folder, options, counts, error);
    if (status == GOUW_OK)
        status = check_interrupt(run, error);
    if (status == GOUW_OK)
        status = write_page(content, folder, counts->chart_trouble, error);
    return status;
}

gouw_status gouw_report_write(const gouw_run *run, size_t n_datasets,
                              const gouw_report_options *options, gouw_report_counts *counts,
                              gouw_error *error) {
    report_content content;
    const char **names = NULL;
    size_t n_names = 0;
    gouw_folder *folder = NULL;
    *counts = (gouw_report_counts){.n_tables = 0};
    gouw_status status = gouw_report_collect(run, n_datasets, &content, error);
    content.own_scales = options->own_scales;
    if (status == GOUW_OK)
        status = plan_files(&content, options, &names, &n_names, error);
    if (status == GOUW_OK)
        status = gouw_folder_open(options->folder, names, n_names, options->force, run->arena,
                                  &folder, error);
    if (status != GOUW_OK)
        return status;
    gouw_page_number_figures(&content);
    status = write_files(&content, folder, options, counts, error);
    if (status == GOUW_OK)
        return gouw_folder_close(folder, error);
    gouw_folder_keep(folder);
    return status;
}
