/* The page: findings first, then section by section, then how each number was made. */
#ifndef GOUW_REPORT_PAGE_H
#define GOUW_REPORT_PAGE_H

#include "gouw/sink.h"
#include "report/collect.h"

/* Writes report.html. chart_trouble is why there are no charts; NULL if there are. */
void page_write(const report_content *content, const char *chart_trouble, gouw_sink *sink);

/* Everything behind the findings: sections, methods, sources. */
void page_sections(const report_content *content, gouw_sink *sink);
void page_methods(const report_content *content, gouw_sink *sink);

/* The links to the sections, as list items. */
void page_contents(const report_content *content, gouw_sink *sink);

/* Region cards: one a region, its steps, themes and targets. */
void page_cards(const report_content *content, gouw_sink *sink);

/* The pieces that findings and sections share. */
void page_figure(const report_content *content, const report_entry *entry, gouw_sink *sink);
size_t page_figure_number(const report_content *content, const report_entry *entry);
void page_headlines(const report_entry *entry, const char *class_name, gouw_sink *sink);

/* Whether the picture of an entry, or a table, already stands among the findings. */
bool page_has_picture(const report_entry *entry);
bool page_has_table(const gouw_table *table);

#endif
