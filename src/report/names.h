/* Names for the ids in tables: what a person reads instead of noord-limburg or plan_adopted. */
#ifndef GOUW_REPORT_NAMES_H
#define GOUW_REPORT_NAMES_H

#include "gouw/sink.h"
#include "report/collect.h"

/* The label of an id of that kind ("region", "theme", "stage"; NULL: any); the id itself if it is
 * none. */
const char *report_name(const report_content *content, const char *kind, const char *id);

/* Writes the text of a cell: ids, also lists of them, as names; states in plain words; the rest as
 * it is. Escaped. */
void report_write_text(const report_content *content, const char *column, const char *text,
                       gouw_sink *sink);

#endif
