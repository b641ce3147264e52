/* Starting gnuplot: without a shell, with a cleaned environment, several at a time.
 *
 * A host may have children of its own, so each process is waited for by its id, after its end of
 * the pipe for messages has closed.
 */
#ifndef GOUW_CHART_GNUPLOT_H
#define GOUW_CHART_GNUPLOT_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "gouw/arena.h"
#include "gouw/sink.h"
#include "gouw/status.h"

typedef struct gouw_process {
    pid_t id;
    int descriptor;   /* of the pipe that its messages come from; -1 = no process */
    gouw_sink errors; /* what it wrote on standard error */
} gouw_process;

/* The absolute path of gnuplot: asked for, or the first executable of that name in PATH. GOUW_EIO
 * with the package's name when there is none. */
gouw_status gouw_gnuplot_find(const char *asked, gouw_arena *arena, const char **path,
                              gouw_error *error);

/* Whether DejaVu Sans is installed: cairo would put another font in its place, or nothing, without
 * a word. GOUW_EIO with the package's name if not. */
gouw_status gouw_font_check(gouw_error *error);

/* Starts argv[0], an absolute path, with argv, NULL at the end. */
gouw_status gouw_process_start(gouw_process *process, const char *const *argv, gouw_error *error);

/* Ends a process that runs. */
void gouw_process_stop(gouw_process *process);

/* Waits until one of the processes has said something, which is then in errors, or has ended
 * (over), with its exit code (128 + signal when it was killed). At least one must be running. The
 * caller releases errors once it is over. When a signal came first, which is n_processes. */
gouw_status gouw_process_wait(gouw_process *processes, size_t n_processes, size_t *which,
                              bool *over, int *exit_code, gouw_error *error);

#endif
