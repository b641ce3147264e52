/* The findings: what the page says first, as sentences that analyses computed from the data. */
#ifndef GOUW_REPORT_FINDINGS_H
#define GOUW_REPORT_FINDINGS_H

#include "gouw/sink.h"
#include "report/collect.h"

/* The chart under each finding; NULL: none. */
size_t gouw_page_findings_count(void);
const char *gouw_page_findings_chart(size_t finding);

/* The first sentence of each finding, linked to the rest of it. */
void gouw_page_findings_write_brief(gouw_sink *sink, const report_content *content);

/* Each finding: its sentences, its figure or table, links to tables and method. */
void gouw_page_findings_write(gouw_sink *sink, const report_content *content);

/* Their links, for the contents. */
void gouw_page_findings_write_links(gouw_sink *sink, const report_content *content);

/* Whether the sentences of an analysis, a figure or a table already stand among the findings. */
bool gouw_page_findings_say(const report_entry *entry);
bool gouw_page_findings_show(const report_figure *figure);
bool gouw_page_findings_list(const gouw_table *table);

#endif
