/* HTML, piece by piece. html_text is the one way for text from data into the page. */
#ifndef GOUW_REPORT_HTML_H
#define GOUW_REPORT_HTML_H

#include "gouw/sink.h"
#include "report/collect.h"

/* Text with & < > " ' escaped. NULL writes nothing. */
void html_text(gouw_sink *sink, const char *text);

/* <tag class="class">text</tag>; class may be NULL. */
void html_element(gouw_sink *sink, const char *tag, const char *class_name, const char *text);

/* A table with caption, column heads that explain themselves, and names for ids. Of a long one
 * the first rows, and a line that says where the rest is. */
void html_table(gouw_sink *sink, const report_content *content, const gouw_table *table);

#endif
