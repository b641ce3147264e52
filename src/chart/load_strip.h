/* Bars of expected steps a month with their likely range: the strip under the timeline, and the
 * chart of its own. */
#ifndef GOUW_CHART_LOAD_STRIP_H
#define GOUW_CHART_LOAD_STRIP_H

#include "chart/axis.h"
#include "gouw/table.h"

/* The colour of what is done. */
#define GOUW_LOAD_PAST 0xBDBDBD

typedef struct gouw_load_strip {
    const gouw_table *table; /* load: month, stage, expected, low, high */
    const char *stage;       /* whose rows are drawn */
    const char *name;        /* of the stage, for people */
    const gouw_time_axis *axis;
    gouw_day as_of;               /* months before it are past; GOUW_DAY_NONE: none are */
    double y1, y2;                /* the plot; y2 is zero */
    double top;                   /* the number at y1; 0: the highest of the strip */
    size_t bar_layer, rule_layer; /* of boxes, in this order */
} gouw_load_strip;

/* Draws the strip with its own scale at the left, ending at axis->x1. */
void gouw_load_strip_draw(gouw_canvas *canvas, const gouw_load_strip *strip);

/* The highest number that the strip of a stage shows, at least 1. */
double gouw_load_highest(const gouw_table *table, const char *stage);

/* Whether the month of a row ended before that day. */
bool gouw_load_is_past(const gouw_table *table, size_t row, gouw_day as_of);

/* Of the expected number of a row, what is done: as the table says, or else all of a month that is
 * past and nothing of any other. */
double gouw_load_done(const gouw_table *table, size_t row, gouw_day as_of);

/* The row with the highest number still to come of that stage among the months not past at as_of;
 * SIZE_MAX if there is none, or when the highest is shared. */
size_t gouw_load_peak(const gouw_table *table, const char *stage, gouw_day as_of);

#endif
