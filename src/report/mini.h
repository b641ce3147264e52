/* The small time axis of a region card. */
#ifndef GOUW_REPORT_MINI_H
#define GOUW_REPORT_MINI_H

#include "gouw/sink.h"
#include "report/collect.h"

/* The days that all cards span, so that they can be compared. */
typedef struct mini_axis {
    gouw_day from, to; /* from > to: no step of any region has a date */
    gouw_day as_of;
} mini_axis;

mini_axis gouw_page_mini_axis_of(const report_content *content);

/* The dated steps of a region as bars, one a line, from the first to the last possible day; SVG
 * without numbers of its own. Nothing where no step has a date. The list of steps beside it says
 * the same in words. */
void gouw_page_mini_write(gouw_sink *sink, const report_content *content, const mini_axis *axis,
                          uint32_t region);

#endif
