/* Axes: where a day or a value lies, and the grid and words that tell a reader. */
#ifndef GOUW_CHART_AXIS_H
#define GOUW_CHART_AXIS_H

#include "chart/canvas.h"
#include "gouw/date.h"

/* Time from left to right. The unit of the grid follows from the pixels a month takes. */
typedef struct gouw_time_axis {
    gouw_day first, last; /* snapped to the unit; last is the day after the window */
    double x1, x2;
    int step; /* months between grid lines */
} gouw_time_axis;

/* An axis from x1 to x2 that shows at least first to last (both inclusive). */
gouw_time_axis gouw_time_axis_fit(gouw_day first, gouw_day last, double x1, double x2);

/* Where a day begins, held within the axis. */
double gouw_time_axis_x(const gouw_time_axis *axis, gouw_day day);

/* The height of the words over the grid: one line, or two with the years above. */
double gouw_time_axis_height(const gouw_time_axis *axis);

/* The words of the units with their middle at y_unit, and of the years at y_year where the unit
 * is shorter. */
void gouw_time_axis_words(gouw_canvas *canvas, const gouw_time_axis *axis, double y_unit,
                          double y_year);

/* Words above y1 and grid lines from y1 to y2. Draw last: the lines leave out texts. */
void gouw_time_axis_draw(gouw_canvas *canvas, const gouw_time_axis *axis, double y1, double y2);

/* "1 February 2026", in the canvas's arena. */
const char *gouw_day_long(gouw_canvas *canvas, gouw_day day);

/* "1 February 2026", "1 February 2026 to 31 March 2026", "from 1 February 2026 on", "until 31 March
 * 2026"; GOUW_DAY_MIN and GOUW_DAY_MAX are ends that are open. */
const char *gouw_days_long(gouw_canvas *canvas, gouw_day earliest, gouw_day latest);

/* "February 2026" for "2026-02", "first quarter of 2026" for "2026-Q1"; text itself for anything
 * else. */
const char *gouw_month_long(gouw_canvas *canvas, const char *text);

/* The first day and the day after the last of "2026-02" or "2026-Q1"; false for anything else. */
bool gouw_month_days(const char *text, gouw_day *first, gouw_day *after);

/* A step of 1, 2 or 5 times a power of ten that gives at most n_steps over span. */
double gouw_nice_step(double span, size_t n_steps);

/* Values from left to right. */
typedef struct gouw_value_axis {
    double low, high, step; /* of the values; low and high are multiples of step */
    double x1, x2;
    bool percent; /* values are shares, shown times 100 with a percent sign */
} gouw_value_axis;

/* An axis that shows at least low to high, with about n_steps steps. */
gouw_value_axis gouw_value_axis_fit(double low, double high, size_t n_steps, double x1, double x2,
                                    bool percent);

double gouw_value_axis_x(const gouw_value_axis *axis, double value);

/* Numbers above y1 and grid lines from y1 to y2; zero stands out when it lies inside. sign puts a
 * plus before what is above zero. Draw last: the lines leave out texts. */
void gouw_value_axis_draw(gouw_canvas *canvas, const gouw_value_axis *axis, double y1, double y2,
                          bool sign);

/* A value with the decimals that step needs; sign puts a plus before what is above zero. */
const char *gouw_value_text(gouw_canvas *canvas, double value, double step, bool percent,
                            bool sign);

#endif
