/* Growth panels: one a target, what was observed, where past growth leads, what the target asks. */
#ifndef GOUW_CHART_GROWTH_H
#define GOUW_CHART_GROWTH_H

#include "chart/chart_names.h"

/* One panel. Missing numbers are NaN. */
typedef struct gouw_panel {
    const char *region, *indicator; /* ids */
    const char *counted;            /* the label of the indicator */
    const char *name;               /* of the region */
    size_t from, n;                 /* its rows, by year, in gouw_panels.rows */
    size_t target_row;              /* in the table growth; SIZE_MAX = none */
    double reference;               /* the last observation, else the first level known */
    double reference_year;
    bool own_scale;   /* asked for, or forced by a value of 0 or less */
    double unit;      /* what low and high are multiples of: the reference, 1 on an own scale */
    double low, high; /* of all its values; but for own scales the same in all panels */
    double target, target_year; /* target_year NaN: the source states none */
} gouw_panel;

typedef struct gouw_panels {
    const gouw_table *trajectories, *growth;
    gouw_panel *items;
    size_t n;
    size_t *rows; /* of trajectories, grouped by panel, by year */
    double first_year, last_year;
    size_t n_own, n_breaks, n_jumps; /* panels with an own scale; marked and doubtful steps */
} gouw_panels;

/* Reads both tables: a panel a row of growth that has a target level or a series, or, without that
 * table, one a series. */
void gouw_panels_read(gouw_canvas *canvas, const gouw_chart_job *job, gouw_panels *panels);

/* Where a year lies between x1 and x2, which the panels all span. */
double gouw_panel_x(const gouw_panels *panels, double x1, double x2, double year);

/* The plot of a panel, from (x1, y1) to (x2, y2): what each of its years says to those who point
 * at it. */
void gouw_panel_hover(gouw_canvas *canvas, const gouw_panels *panels, const gouw_panel *panel,
                      double x1, double y1, double x2, double y2);

/* How row i of a panel joins the one before: "break", "jump" or "". */
const char *gouw_panel_step(const gouw_panels *panels, const gouw_panel *panel, size_t i);

/* A column of row i of a panel; NaN where missing. */
double gouw_panel_value(const gouw_panels *panels, const gouw_panel *panel, size_t i,
                        const char *column);

/* A number with as many decimals as its size needs, in groups of three; sign puts a plus before
 * what is above zero. */
const char *gouw_panel_number(gouw_canvas *canvas, double value, bool sign);

/* The same with the decimals of another size, such as a step's. */
const char *gouw_panel_number_like(gouw_canvas *canvas, double value, double size, bool sign);

/* What the target asks, in a line; "" where there is no target. */
const char *gouw_panel_asked(gouw_canvas *canvas, const gouw_panels *panels,
                             const gouw_panel *panel);

/* What was observed, in a line; "" where nothing is known. */
const char *gouw_panel_observed(gouw_canvas *canvas, const gouw_panels *panels,
                                const gouw_panel *panel);

#endif
