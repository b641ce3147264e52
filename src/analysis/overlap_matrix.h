/* The square of similarities as a file, written as it is computed. */
#ifndef GOUW_ANALYSIS_OVERLAP_MATRIX_H
#define GOUW_ANALYSIS_OVERLAP_MATRIX_H

#include "analysis/theme_sets.h"

/* A part of the work of a run, for those who look on: from and size are shares of the whole. */
typedef struct gouw_overlap_part {
    const gouw_run *run;
    double from, size;
} gouw_overlap_part;

/* The pairs, telling of that part, which must outlive them. */
gouw_pairs gouw_overlap_part_of(const gouw_pairs *pairs, gouw_overlap_part *part);

/* Writes the square in pieces of rows, so that it never stands in memory. An old file stays until
 * all of the new one is written. */
gouw_status gouw_overlap_write_matrix(const gouw_run *run, const gouw_pairs *pairs,
                                      const char *path, gouw_results *results, gouw_error *error);

#endif
