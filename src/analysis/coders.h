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

/* A list of disagreements that was filled in, and what follows from it (agree_settled.c). */
typedef struct gouw_settling {
    const gouw_coders *coders;
    const char *path;
    const gouw_table *list;
    bool *used; /* rows of the list */
    gouw_table *themes, *steps;
    size_t n_open, n_listed;
} gouw_settling;

extern const gouw_table_spec gouw_settled_spec, gouw_settled_themes_spec, gouw_settled_steps_spec;

gouw_status gouw_settling_open(const gouw_coders *coders, const char *path, gouw_results *results,
                               gouw_settling *settling, gouw_error *error);

/* Adds what a region has of a theme: the weight that is agreed on, or what the list says. */
gouw_status gouw_settle_theme(gouw_settling *settling, uint32_t region, uint32_t theme, bool agreed,
                              double weight, gouw_error *error);

/* Adds a step: at[coder] is what each has of it, NULL = nothing; at least one has it. item is its
 * name in the list. */
gouw_status gouw_settle_step(gouw_settling *settling, const gouw_milestone *const *at, bool agreed,
                             const char *item, gouw_error *error);

/* GOUW_EDATA where the list names what is no disagreement; says how many are open. */
gouw_status gouw_settling_close(const gouw_settling *settling, gouw_results *results,
                                gouw_error *error);

/* A disagreement: one row for a theme or step of a region, and one column a coder. */
typedef struct gouw_disagreements {
    gouw_table *table;
    size_t n;
    gouw_settling *settling; /* to be told what is agreed on and what is not; or NULL */
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
