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
    const char *gnuplot, *plots, *style; /* absolute paths; style "" for none */
    bool replace;
} gouw_render_tools;

/* A job under way: the process, and the three files beside the picture's place. */
typedef struct gouw_rendering {
    const gouw_chart_job *job;
    gouw_arena arena;
    gouw_canvas canvas;
    gouw_file data, raw, result;
} gouw_rendering;

/* Lays the job out, writes its chart file and starts gnuplot. */
gouw_status gouw_render_start(gouw_rendering *rendering, const gouw_chart_job *job,
                              const gouw_render_tools *tools, gouw_process *process,
                              gouw_error *error);

/* After gnuplot has ended: looks at what it said, cleans the picture up and puts it in place. */
gouw_status gouw_render_finish(gouw_rendering *rendering, int exit_code, const char *said,
                               gouw_error *error);

/* Removes what is left of the rendering, whatever became of it. */
void gouw_render_release(gouw_rendering *rendering);

#endif
