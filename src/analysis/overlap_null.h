/* The overlap of regions against chance: the null models of `gouw overlap --null`. */
#ifndef GOUW_ANALYSIS_OVERLAP_NULL_H
#define GOUW_ANALYSIS_OVERLAP_NULL_H

#include "analysis/theme_sets.h"
#include "stat/null.h"

typedef enum gouw_null_choice {
    GOUW_NULL_NONE,
    GOUW_NULL_CURVEBALL,
    GOUW_NULL_SDSM,
    GOUW_NULL_HYPERGEOMETRIC
} gouw_null_choice;

/* "none", "curveball", "sdsm", "hypergeometric". */
extern const char *const gouw_null_choices[];

/* Of all pairs of regions, in the order of gouw_pair_index; NULL both without a null model. */
typedef struct gouw_overlap_null {
    gouw_null *nulls;
    double *p_adjusted;
} gouw_overlap_null;

/* Tests all pairs and says as remarks how, how well that went, and how many pairs stand out. */
gouw_status gouw_overlap_null_fill(const gouw_run *run, const gouw_theme_sets *sets,
                                   gouw_null_choice choice, uint64_t draws, gouw_results *results,
                                   gouw_overlap_null *null, gouw_error *error);

#endif
