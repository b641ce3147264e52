/* The page: findings first, then section by section, then how each number was made. */
#ifndef GOUW_REPORT_PAGE_H
#define GOUW_REPORT_PAGE_H

#include "gouw/sink.h"
#include "report/collect.h"

/* Numbers all figures in the order of the page: findings, sections, appendix. Comes before writing.
 */
void gouw_page_number_figures(report_content *content);

/* Writes report.html. chart_trouble is why there are no charts; NULL if there are. */
void gouw_page_write(const report_content *content, const char *chart_trouble, gouw_sink *sink);

/* What every page has: the start up to <main>, with title, whose words these are, and a link past
 * that to the element with id first; contents (may be NULL) writes the contents. And the end. */
void gouw_page_open(const report_content *content, const char *title, const char *first,
                    const char *first_words,
                    void (*contents)(gouw_sink *sink, const report_content *content),
                    gouw_sink *sink);
void gouw_page_close(gouw_sink *sink);

#endif
