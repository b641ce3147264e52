/* Everything behind the findings, section by section. */
#ifndef GOUW_REPORT_SECTIONS_H
#define GOUW_REPORT_SECTIONS_H

#include "gouw/sink.h"
#include "report/collect.h"

/* What changed, calendar, regions, themes, growth, reliability. */
void gouw_page_sections_write(gouw_sink *sink, const report_content *content);

/* The appendix, which stands behind the methods. */
void gouw_page_sections_write_appendix(gouw_sink *sink, const report_content *content);

/* The links to all of them and to the methods, for the contents. */
void gouw_page_sections_write_links(gouw_sink *sink, const report_content *content);

/* How each number was made, words, sources, licence. */
void gouw_page_methods_write(gouw_sink *sink, const report_content *content);
void gouw_page_sources_write(gouw_sink *sink, const report_content *content);

/* Where each region stands: last step, next step, and what it says yes or no to. It shows an
 * analysis whole, which then needs no place of its own. */
void gouw_page_standing_write(gouw_sink *sink, const report_content *content);
bool gouw_page_standing_shows(const report_entry *entry);

/* One card a region: its steps on a small time axis, themes, targets, facts. */
void gouw_page_cards_write(gouw_sink *sink, const report_content *content);
void gouw_page_cards_write_of(gouw_sink *sink, const report_content *content,
                              const uint32_t *regions, size_t n);

/* One line a theme: who names it. */
void gouw_page_naming_write(gouw_sink *sink, const report_content *content);

#endif
