/* The layout of the charts upset and upset_themes. */
#ifndef GOUW_CHART_UPSET_H
#define GOUW_CHART_UPSET_H

#include "chart/canvas.h"

gouw_status gouw_upset_layout(const gouw_chart_job *job, gouw_canvas *canvas, const char *table,
                              gouw_error *error);

#endif
