/* Result tables as HTML. */
#ifndef GOUW_REPORT_TABLE_H
#define GOUW_REPORT_TABLE_H

#include "gouw/sink.h"
#include "report/collect.h"

/* A table with caption, heads in plain words, and names for ids. Of a long one the first rows, and
 * a line that says where the rest is. The page's script adds sorting and filtering. */
void gouw_page_table_write(gouw_sink *sink, const report_content *content, const gouw_table *table);

/* The same behind its title, closed until asked for. */
void gouw_page_table_write_folded(gouw_sink *sink, const report_content *content,
                                  const gouw_table *table);

/* A link that saves the table as CSV: from inside the page unless it is very long. */
void gouw_page_table_write_save(gouw_sink *sink, const gouw_table *table);

#endif
