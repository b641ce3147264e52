/* The page: findings first, then section by section, then how each number was made. */
#ifndef GOUW_REPORT_PAGE_H
#define GOUW_REPORT_PAGE_H

#include "gouw/sink.h"
#include "report/collect.h"

/* Writes report.html. chart_trouble is why there are no charts; NULL if there are. */
void page_write(const report_content *content, const char *chart_trouble, gouw_sink *sink);

#endif
