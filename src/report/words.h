/* Plain words for technical terms: the plain one first, the term of the field beside it. */
#ifndef GOUW_REPORT_WORDS_H
#define GOUW_REPORT_WORDS_H

#include "gouw/sink.h"
#include "report/collect.h"

/* Writes the head of a column in plain words; what has none of its own shows its name with blanks
 * for underscores. Escaped. */
void gouw_page_words_write_head(const gouw_table *table, const gouw_column *column,
                                gouw_sink *sink);

/* Whether that head differs from the column's name, so that the name has to stand beside it. */
bool gouw_page_words_differ(const gouw_table *table, const gouw_column *column);

/* The table of the terms that this report uses, for the methods. */
void gouw_page_words_write_glossary(const report_content *content, gouw_sink *sink);

#endif
