/* One picture: layout, chart file, gnuplot, clean-up, rename.
 *
 * The picture's place gets only the finished file. The chart file and what gnuplot wrote stand in a
 * folder of our own, whose names it can read, and then go; what becomes of them: an SVG is written
 * anew (svg.c), a PDF loses its date. */
#include "chart/render.h"

#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/i18n.h"
#include "chart/job.h"
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

/* Writes the chart file. */
static gouw_status write_data(gouw_rendering *r, gouw_error *error) {
    gouw_file file;
    gouw_status status = gouw_file_open(r->data, true, &r->arena, &file, error);
    if (status != GOUW_OK)
        return status;
    status = gouw_canvas_write(&r->canvas, &file.sink, error);
    if (status == GOUW_OK)
        return gouw_file_commit(&file, error);
    gouw_file_discard(&file);
    return status;
}

static size_t canvas_bytes(const gouw_canvas *canvas) {
    size_t bytes = 0;
    for (size_t i = 0; i < GOUW_TEXT_LAYERS + canvas->n_layers; i++)
        bytes += canvas->blocks[i].length;
    return bytes;
}

/* Pixels of the picture to one of the layout, where texts have their usual size. */
static double usual_scale(const gouw_chart_job *job) {
    return job->format == GOUW_PNG ? 2 : 1;
}

/* Lays the job out anew, so wide and with so much height to spare. */
static gouw_status lay_out(gouw_rendering *r, double wide, double spare,
                           const gouw_render_tools *tools, gouw_error *error) {
    gouw_canvas_release(&r->canvas);
    gouw_canvas_open(&r->canvas, r->job->chart, tools->palette, &r->arena);
    r->canvas.wide = r->canvas.width = fmin(GOUW_MOST_WIDTH, fmax(GOUW_LEAST_WIDTH, wide));
    r->canvas.spare = spare;
    return r->job->chart->layout(r->job, &r->canvas, error);
}

/* A layout for the size that is asked: for the width; with rows and plots that take the height that
 * is left; or, where height lacks, wider, since all of it is to be drawn smaller. */
static gouw_status lay_out_for(gouw_rendering *r, const gouw_render_tools *tools,
                               gouw_error *error) {
    const double unit = usual_scale(r->job);
    const double width = r->job->width / unit, height = r->job->height / unit;
    const double wide = width > 0 ? width : GOUW_CHART_WIDTH;
    gouw_status status = lay_out(r, wide, 0, tools, error);
    if (status != GOUW_OK || !(height > 0))
        return status;
    if (r->canvas.height < height)
        return lay_out(r, wide, height - r->canvas.height, tools, error);
    return width > 0 ? lay_out(r, wide * r->canvas.height / height, 0, tools, error) : status;
}

gouw_status gouw_render_prepare(gouw_rendering *r, const gouw_chart_job *job, size_t number,
                                const gouw_render_tools *tools, gouw_error *error) {
    *r = (gouw_rendering){.job = job, .arena = GOUW_ARENA_INIT};
    gouw_canvas_open(&r->canvas, job->chart, tools->palette, &r->arena);
    r->data = gouw_arena_format(&r->arena, "%s/%zu.data", tools->scratch, number);
    r->raw = gouw_arena_format(&r->arena, "%s/%zu.out", tools->scratch, number);
    if (r->data == NULL || r->raw == NULL)
        return gouw_fail_memory(error, strlen(tools->scratch));
    gouw_status status = gouw_job_check(job, error);
    if (status == GOUW_OK)
        status = lay_out_for(r, tools, error);
    if (status == GOUW_OK)
        status = gouw_file_open(job->path, tools->replace, &r->arena, &r->result, error);
    r->bytes = canvas_bytes(&r->canvas);
    return status == GOUW_OK ? write_data(r, error) : status;
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

double gouw_render_scale(const gouw_rendering *r) {
    const double usual = usual_scale(r->job);
    const double by_width = r->job->width > 0 ? r->job->width / r->canvas.width : usual;
    return r->job->height > 0 ? fmin(by_width, r->job->height / r->canvas.height) : by_width;
}

static gouw_status finish_svg(gouw_rendering *r, const gouw_sink *raw, gouw_error *error) {
    const gouw_svg_meta meta = {
        .id = id_of(&r->arena, r->job->path),
        .title = r->canvas.title,
        .description = r->canvas.description,
        .width = r->canvas.width,
        .height = r->canvas.height,
        .head = r->canvas.head,
        .scale = r->job->width > 0 || r->job->height > 0 ? gouw_render_scale(r) : 0,
        .hovers = r->canvas.hovers,
        .n_hovers = r->canvas.n_hovers};
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

/* What gnuplot complains about: its last line, behind the script's and a mark below it. */
static const char *last_line(gouw_rendering *r, const char *said) {
    size_t end = strlen(said);
    while (end > 0 && strchr(" \t\r\n", said[end - 1]) != NULL)
        end--;
    size_t begin = end;
    while (begin > 0 && said[begin - 1] != '\n')
        begin--;
    const char *line = gouw_arena_text(&r->arena, said + begin, end - begin);
    return line == NULL ? "" : line;
}

gouw_status gouw_render_finish(gouw_rendering *r, int exit_code, const char *said,
                               gouw_error *error) {
    gouw_sink raw;
    if (exit_code != 0 || said[strspn(said, " \t\r\n")] != '\0')
        return gouw_fail(error, GOUW_EIO, _("gnuplot could not draw %s (exit code %d): %.500s"),
                         r->job->path, exit_code, last_line(r, said));
    gouw_status status = read_all(r->raw, &raw, error);
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
    if (r->job == NULL)
        return;
    if (r->data != NULL)
        (void)unlink(r->data);
    if (r->raw != NULL)
        (void)unlink(r->raw);
    gouw_file_discard(&r->result);
    gouw_canvas_release(&r->canvas);
    gouw_arena_release(&r->arena);
    *r = (gouw_rendering){.job = NULL};
}
