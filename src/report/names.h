/* Names for the ids in tables: what a person reads instead of noord-limburg or plan_adopted. */
#ifndef GOUW_REPORT_NAMES_H
#define GOUW_REPORT_NAMES_H

#include "gouw/sink.h"
#include "report/collect.h"

/* The label of an id of that kind ("region", "theme", "stage", a kind of labels.csv; NULL: any);
 * the id itself if it is none. */
const char *gouw_report_name(const report_content *content, const char *kind, const char *id);

/* The same of id[0..length), written. */
void gouw_report_write_name(const report_content *content, const char *kind, const char *id,
                            size_t length, gouw_sink *sink);

/* The name of a column of one's own: its label, or else with blanks for underscores. */
void gouw_report_write_attribute(const gouw_dataset *dataset, const char *name, gouw_sink *sink);

/* A date as the source states it, but in words where it is in the notation of EDTF: "15 November
 * 2026 to 15 May 2027" for 2027-33~. "" when memory is out, which the sink remembers, to which it
 * is to go. */
const char *gouw_report_when(const report_content *content, const char *text, gouw_sink *sink);

/* Writes the text of a cell: ids, also lists of them, as names; states in plain words; the rest as
 * it is. Escaped. */
void gouw_report_write_text(const report_content *content, const char *column, const char *text,
                            gouw_sink *sink);

#endif
