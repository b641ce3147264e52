/* The codings that are compared, and what the coders say. */
#ifndef GOUW_ANALYSIS_CODERS_H
#define GOUW_ANALYSIS_CODERS_H

#include "gouw/analysis.h"

typedef struct gouw_coders {
    const gouw_run *run;
    const gouw_dataset *dataset;
    const gouw_coding **coding;
    size_t n;
} gouw_coders;

/* The codings named by the operands of the run, or all of the dataset; at least two (GOUW_EDATA).
 * An operand that names none: GOUW_EUSAGE. */
gouw_status gouw_coders_pick(const gouw_run *run, gouw_coders *coders, gouw_error *error);

/* A disagreement: one row for a theme or step of a region, and one column a coder. */
typedef struct gouw_disagreements {
    gouw_table *table;
    size_t n;
} gouw_disagreements;

gouw_status gouw_disagreements_open(const gouw_coders *coders, gouw_results *results,
                                    gouw_disagreements *list, gouw_error *error);

/* Adds a row; said[coder] is text that outlives the table, NULL where a coder did not code the
 * region. */
gouw_status gouw_disagreements_add(const gouw_coders *coders, const char *region, const char *kind,
                                   const char *item, const char *const *said,
                                   gouw_disagreements *list, gouw_error *error);

/* Writes the list as a CSV file with two empty columns, settled and reason, to be filled in. */
gouw_status gouw_disagreements_write(const gouw_coders *coders, const gouw_disagreements *list,
                                     const char *path, gouw_error *error);

extern const gouw_table_spec gouw_disagreements_spec;

/* Compares steps: fills the table of steps and adds to the disagreements. Nothing is added when no
 * coder coded steps. */
gouw_status gouw_coders_compare_steps(const gouw_coders *coders, gouw_disagreements *list,
                                      gouw_results *results, gouw_error *error);

extern const gouw_table_spec gouw_agree_steps_spec;

#endif
