/* Where the scripts of the charts are. */
#ifndef CHART_PLOTS_H
#define CHART_PLOTS_H

#include "gouw/arena.h"
#include "gouw/status.h"

/* The folder of scripts, absolute: the one installed with the running program, so that an
 * installed tree may be moved; else known, where it was when gouw was built or installed; else
 * the one of the source tree that the program stands in. Where none exists: known. */
gouw_status gouw_plots_find(const char *known, gouw_arena *arena, const char **folder,
                            gouw_error *error);

#endif
