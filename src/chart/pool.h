/* Drawing many pictures: a process a processor, each with its share of the charts. */
#ifndef GOUW_CHART_POOL_H
#define GOUW_CHART_POOL_H

#include "chart/render.h"

/* Draws what can be drawn. The error is that of the first job, in order, that failed. */
gouw_status gouw_pool_draw(const gouw_chart_job *jobs, size_t n_jobs,
                           const gouw_render_tools *tools, gouw_arena *arena, gouw_error *error);

#endif
