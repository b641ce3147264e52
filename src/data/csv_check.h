/* What the CSV reader looks at when it has a line or a record before it. */
#ifndef GOUW_DATA_CSV_CHECK_H
#define GOUW_DATA_CSV_CHECK_H

#include <stdbool.h>
#include <stddef.h>

#include "data/csv.h"
#include "data/findings.h"

/* Whether every field is UTF-8 without NUL bytes; each that is not is a finding. */
bool gouw_check_text(const gouw_record *record, gouw_findings *findings);

/* A finding: a record of n fields under a header of n_fields. */
void gouw_say_count(gouw_findings *findings, size_t line, size_t n, size_t n_fields,
                    char delimiter);

/* Of comma, semicolon and tab the one that the line holds most of, outside quotes; of equals the
 * first. */
char gouw_guess_delimiter(const char *line, size_t length);

#endif
