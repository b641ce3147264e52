/* HTML, piece by piece. gouw_html_text is the one way for text from data into the page. */
#ifndef GOUW_REPORT_HTML_H
#define GOUW_REPORT_HTML_H

#include <stddef.h>

#include "gouw/sink.h"

/* Text with & < > " ' escaped. NULL writes nothing. */
void gouw_html_text(gouw_sink *sink, const char *text);
void gouw_html_text_part(gouw_sink *sink, const char *text, size_t length);

/* A sentence whose %s, or %1$s, %2$s ... in an order of the translation's own, are the values. */
void gouw_html_sentence(gouw_sink *sink, const char *format, const char *const *values);

/* <tag class="class">text</tag>; class may be NULL. */
void gouw_html_element(gouw_sink *sink, const char *tag, const char *class_name, const char *text);

/* A heading that can be linked to: with an id, and a link to itself. */
void gouw_html_heading(gouw_sink *sink, int level, const char *id, const char *text);

/* <a href="#prefixname">text</a> */
void gouw_html_link(gouw_sink *sink, const char *prefix, const char *name, const char *text);

/* Bytes as part of a data: address: all but letters, digits and a few marks as %XX. */
void gouw_html_percent(gouw_sink *sink, const char *bytes, size_t length);

/* A remark as a sentence: with a capital, and a full stop where it ends without a mark. */
void gouw_html_remark(gouw_sink *sink, const char *tag, const char *class_name, const char *text);

#endif
