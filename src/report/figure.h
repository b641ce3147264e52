/* Figures of the page. */
#ifndef GOUW_REPORT_FIGURE_H
#define GOUW_REPORT_FIGURE_H

#include "gouw/sink.h"
#include "report/collect.h"

/* The figure of a chart by name; NULL if there is none. */
report_figure *gouw_page_figure_find(const report_content *content, const char *chart);

/* Whether a figure stands in a section; the others stand in the appendix, unless a finding shows
 * them. */
bool gouw_page_figure_is_main(const report_figure *figure);

/* The picture without its title, which the page gives itself, with number, caption and links to
 * save it. One that was not drawn is described in words. */
void gouw_page_figure_write(gouw_sink *sink, const report_figure *figure);

/* "Figure 3" as a link to it. */
void gouw_page_figure_write_link(gouw_sink *sink, const report_figure *figure);

#endif
