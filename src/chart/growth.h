/* Growth panels: one a target, what was observed, where past growth leads, what the target asks. */
#ifndef GOUW_CHART_GROWTH_H
#define GOUW_CHART_GROWTH_H

#include "chart/chart_names.h"

/* One panel. Missing numbers are NaN. */
typedef struct gouw_panel {
    const char *region, *indicator; /* ids */
    const char *name;               /* of the region */
    size_t from, n;                 /* its rows, by year, in gouw_panels.rows */
    size_t target_row;              /* in the table growth; SIZE_MAX = none */
    double reference;               /* what its scale is relative to: the last observation */
    double reference_year;
    double target, target_year; /* target_year NaN: the source states none */
} gouw_panel;

typedef struct gouw_panels {
    const gouw_table *trajectories, *growth;
    gouw_panel *items;
    size_t n;
    size_t *rows; /* of trajectories, grouped by panel, by year */
    double first_year, last_year;
    double low, high; /* of all values, relative to the panel's reference */
} gouw_panels;

/* Reads both tables: a panel a row of growth that has a target level or a series, or, without that
 * table, one a series. */
void gouw_panels_read(gouw_canvas *canvas, const gouw_chart_job *job, gouw_panels *panels);

/* A column of row i of a panel; NaN where missing. */
double gouw_panel_value(const gouw_panels *panels, const gouw_panel *panel, size_t i,
                        const char *column);

#endif
