/* The theme sets of regions in the forms that the numerics read. */
#ifndef GOUW_ANALYSIS_THEME_SETS_H
#define GOUW_ANALYSIS_THEME_SETS_H

#include "analysis/themes.h"
#include "stat/bits.h"
#include "stat/pairs.h"

typedef struct gouw_theme_sets {
    gouw_bits bits;   /* regions x themes of the view */
    uint32_t *size;   /* themes of each region */
    gouw_pairs pairs; /* how two regions are compared; weights where the measure reads them */
} gouw_theme_sets;

/* From a view, in the arena of the run. empty is what two regions without themes count as. */
gouw_status gouw_theme_sets_fill(const gouw_run *run, const gouw_theme_view *view,
                                 gouw_measure measure, double empty, gouw_theme_sets *sets,
                                 gouw_error *error);

/* "achterhoek, twente and 3 more": up to five ids of regions whose size is 0, for sentences. NULL
 * when memory is out. n_empty counts all. */
const char *gouw_theme_sets_empty(const gouw_run *run, const gouw_theme_sets *sets,
                                  size_t *n_empty);

/* Warns where a weighted measure meets mentions that all weigh 1, as they do when none is stated.
 */
gouw_status gouw_theme_sets_say_weights(const gouw_theme_view *view, gouw_measure measure,
                                        gouw_results *results, gouw_error *error);

/* A region that names fewer themes is easily like another, or unlike it. */
enum { GOUW_FEW_THEMES = 4 };

/* "Noord- en Oost-Groningen (2)": up to three names of regions with fewer than GOUW_FEW_THEMES
 * themes, size[region of the dataset] saying how many, for sentences. NULL when memory is out.
 * n_few counts all. */
const char *gouw_theme_sets_few(const gouw_run *run, const uint32_t *size, size_t *n_few);

#endif
