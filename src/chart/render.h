/* From a job to a finished file. */
#ifndef GOUW_CHART_RENDER_H
#define GOUW_CHART_RENDER_H

#include <stdbool.h>

#include "chart/canvas.h"
#include "chart/gnuplot.h"
#include "gouw/file.h"

/* The absolute form of path, in the arena, so that no name is taken for an option, a pipe or a home
 * folder. */
gouw_status gouw_path_absolute(const char *path, gouw_arena *arena, const char **out,
                               gouw_error *error);

/* What all jobs share. */
typedef struct gouw_render_tools {
    const gouw_chart_options *options;
    const char *gnuplot, *plots, *style; /* absolute paths; style "" for none */
    const gouw_palette *palette;
    gouw_error fonts;    /* why PNG and PDF cannot be drawn; GOUW_OK: they can */
    const char *scratch; /* a folder of our own, absolute */
    bool replace;
} gouw_render_tools;

/* A job under way: its chart file and what gnuplot makes of it, both in the scratch folder, and the
 * picture beside its place. */
typedef struct gouw_rendering {
    const gouw_chart_job *job;
    gouw_arena arena;
    gouw_canvas canvas;
    const char *data, *raw;
    gouw_file result;
    size_t bytes; /* of the chart file */
} gouw_rendering;

/* Lays the job out and writes its chart file, NUMBER.data. */
gouw_status gouw_render_prepare(gouw_rendering *rendering, const gouw_chart_job *job, size_t number,
                                const gouw_render_tools *tools, gouw_error *error);

/* After gnuplot is done with it: looks at what it said, cleans the picture up and puts it in place.
 */
gouw_status gouw_render_finish(gouw_rendering *rendering, int exit_code, const char *said,
                               gouw_error *error);

/* By how much the picture is larger than its layout, so that it fits what the job asks for. A PNG
 * has twice the pixels where nothing is asked. */
double gouw_render_scale(const gouw_rendering *rendering);

/* Removes what is left of the rendering, whatever became of it. Twice does no harm. */
void gouw_render_release(gouw_rendering *rendering);

#endif
