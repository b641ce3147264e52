/* One picture: layout, chart file, gnuplot, clean-up, rename.
 *
 * The picture's place gets only the finished file. Beside it stand, while it is made, the chart
 * file, what gnuplot wrote, and what becomes of that: an SVG is written anew (svg.c), a PDF loses
 * its date. */
#include "chart/render.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/i18n.h"
#include "chart/svg.h"

gouw_status gouw_path_absolute(const char *path, gouw_arena *arena, const char **out,
                               gouw_error *error) {
    char here[4096];
    *out = path;
    if (path[0] == '/')
        return GOUW_OK;
    if (getcwd(here, sizeof here) == NULL)
        return gouw_fail(error, GOUW_EIO, _("cannot tell the current folder: %s"), strerror(errno));
    *out = gouw_arena_format(arena, "%s/%s", here, path);
    return *out == NULL ? gouw_fail_memory(error, strlen(path)) : GOUW_OK;
}

static gouw_status open_beside(gouw_rendering *r, const char *path, const char *ending,
                               gouw_file *file, gouw_error *error) {
    const char *name = gouw_arena_format(&r->arena, "%s.%s", path, ending);
    if (name == NULL)
        return gouw_fail_memory(error, strlen(path));
    return gouw_file_open(name, true, &r->arena, file, error);
}

static gouw_status write_data(gouw_rendering *r, gouw_error *error) {
    const gouw_status status = gouw_canvas_write(&r->canvas, &r->data.sink, error);
    return status != GOUW_OK ? status : gouw_sink_close(&r->data.sink, r->data.path, error);
}

static gouw_status start_gnuplot(gouw_rendering *r, const gouw_render_tools *tools,
                                 gouw_process *process, gouw_error *error) {
    const char *script = gouw_arena_format(&r->arena, "%s/%s.gp", tools->plots,
                                           r->job->chart->name);
    const char *width = gouw_arena_format(&r->arena, "%d", (int)(r->canvas.width + 0.5));
    const char *height = gouw_arena_format(&r->arena, "%d", (int)(r->canvas.height + 0.5));
    if (script == NULL || width == NULL || height == NULL)
        return gouw_fail_memory(error, strlen(tools->plots));
    if (access(script, R_OK) != 0)
        return gouw_fail(error, GOUW_EIO, _("cannot read the chart script %s: %s"), script,
                         strerror(errno));
    const char *const argv[] = {tools->gnuplot,
                                "-d",
                                "-c",
                                script,
                                gouw_chart_format_names[r->job->format],
                                r->raw.temporary,
                                r->data.temporary,
                                width,
                                height,
                                tools->plots,
                                tools->style,
                                NULL};
    return gouw_process_start(process, argv, error);
}

gouw_status gouw_render_start(gouw_rendering *r, const gouw_chart_job *job,
                              const gouw_render_tools *tools, gouw_process *process,
                              gouw_error *error) {
    *r = (gouw_rendering){.job = job, .arena = GOUW_ARENA_INIT};
    gouw_canvas_open(&r->canvas, job->chart, &r->arena);
    const char *path = NULL;
    gouw_status status = gouw_path_absolute(job->path, &r->arena, &path, error);
    if (status == GOUW_OK)
        status = job->chart->layout(job, &r->canvas, error);
    if (status == GOUW_OK)
        status = gouw_file_open(job->path, tools->replace, &r->arena, &r->result, error);
    if (status == GOUW_OK)
        status = open_beside(r, path, "data", &r->data, error);
    if (status == GOUW_OK)
        status = write_data(r, error);
    if (status == GOUW_OK)
        status = open_beside(r, path, "raw", &r->raw, error);
    if (status == GOUW_OK)
        status = start_gnuplot(r, tools, process, error);
    return status;
}

/* All of a file as text; close and release the sink. */
static gouw_status read_all(const char *path, gouw_sink *text, gouw_error *error) {
    char part[1 << 14];
    const int descriptor = open(path, O_RDONLY);
    gouw_sink_open_memory(text);
    ssize_t n = descriptor < 0 ? -1 : 1;
    while (n > 0 || (n < 0 && errno == EINTR)) {
        n = read(descriptor, part, sizeof part);
        if (n > 0)
            gouw_sink_write(text, part, (size_t)n);
    }
    const int fault = errno;
    if (descriptor >= 0)
        (void)close(descriptor);
    if (n < 0)
        return gouw_fail(error, GOUW_EIO, _("cannot read %s: %s"), path, strerror(fault));
    return gouw_sink_close(text, path, error);
}

/* cairo writes the time of day into a PDF; the same picture must give the same bytes. */
static void set_date(gouw_sink *pdf) {
    static const char KEY[] = "/CreationDate (D:", DATE[] = "20000101000000Z00'00";
    for (size_t i = 0; i + sizeof KEY + sizeof DATE < pdf->length; i++) {
        char *at = pdf->data + i;
        if (*at != '/' || memcmp(at, KEY, sizeof KEY - 1) != 0)
            continue;
        at += sizeof KEY - 1;
        for (size_t k = 0; DATE[k] != '\0' && at[k] != ')'; k++)
            at[k] = DATE[k];
        return;
    }
}

/* An id for the SVG: what of the file's name can stand in one. */
static const char *id_of(gouw_arena *arena, const char *path) {
    const char *slash = strrchr(path, '/');
    char *id = gouw_arena_format(arena, "chart-%s", slash == NULL ? path : slash + 1);
    if (id == NULL)
        return NULL;
    char *dot = strrchr(id, '.');
    if (dot != NULL)
        *dot = '\0';
    for (char *c = id; *c != '\0'; c++)
        if (strchr("abcdefghijklmnopqrstuvwxyz0123456789-_", *c) == NULL)
            *c = '_';
    return id;
}

static gouw_status finish_svg(gouw_rendering *r, const gouw_sink *raw, gouw_error *error) {
    const gouw_svg_meta meta = {.id = id_of(&r->arena, r->job->path),
                                .title = r->canvas.title,
                                .description = r->canvas.description,
                                .width = r->canvas.width,
                                .height = r->canvas.height,
                                .head = r->canvas.head};
    gouw_sink clean;
    if (meta.id == NULL)
        return gouw_fail_memory(error, strlen(r->job->path));
    gouw_sink_open_memory(&clean);
    gouw_svg_rewrite(raw->data, raw->length, &meta, &clean);
    const gouw_status status = gouw_sink_close(&clean, r->job->path, error);
    if (status == GOUW_OK)
        gouw_sink_write(&r->result.sink, clean.data, clean.length);
    gouw_sink_release(&clean);
    return status;
}

/* Whether a picture ends as its format does: gnuplot says nothing when the disk is full. */
static bool is_complete(gouw_chart_format format, const gouw_sink *raw) {
    static const struct {
        const char *end;
        size_t length;
    } ends[] = {[GOUW_SVG] = {"</svg>", 6}, [GOUW_PNG] = {"IEND", 4}, [GOUW_PDF] = {"%%EOF", 5}};
    const size_t n = ends[format].length;
    for (size_t at = raw->length; at + 16 > raw->length && at >= n; at--)
        if (memcmp(raw->data + at - n, ends[format].end, n) == 0)
            return true;
    return false;
}

gouw_status gouw_render_finish(gouw_rendering *r, int exit_code, const char *said,
                               gouw_error *error) {
    gouw_sink raw;
    const int line = (int)strcspn(said, "\n");
    if (exit_code != 0 || said[strspn(said, " \t\r\n")] != '\0')
        return gouw_fail(error, GOUW_EIO, _("gnuplot could not draw %s (exit code %d): %.*s"),
                         r->job->path, exit_code, line > 0 ? 500 : 0, said + (line == 0));
    gouw_status status = read_all(r->raw.temporary, &raw, error);
    if (status == GOUW_OK && !is_complete(r->job->format, &raw))
        status = gouw_fail(error, GOUW_EIO,
                           _("gnuplot wrote only a part of %s (%zu bytes); is the disk full?"),
                           r->job->path, raw.length);
    if (status == GOUW_OK && r->job->format == GOUW_SVG) {
        status = finish_svg(r, &raw, error);
    } else if (status == GOUW_OK) {
        if (r->job->format == GOUW_PDF)
            set_date(&raw);
        gouw_sink_write(&r->result.sink, raw.data, raw.length);
    }
    gouw_sink_release(&raw);
    return status == GOUW_OK ? gouw_file_commit(&r->result, error) : status;
}

void gouw_render_release(gouw_rendering *r) {
    gouw_file_discard(&r->data);
    gouw_file_discard(&r->raw);
    gouw_file_discard(&r->result);
    gouw_canvas_release(&r->canvas);
    gouw_arena_release(&r->arena);
}
