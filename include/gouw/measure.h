/* Measures of how alike two sets are, as a table: the same rows feed an option, the help and the
 * methods document. How they are computed is in src/stat/similarity.c.
 */
#ifndef GOUW_MEASURE_H
#define GOUW_MEASURE_H

#include <stdbool.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef enum gouw_measure {
    GOUW_JACCARD,
    GOUW_DICE,
    GOUW_OVERLAP,
    GOUW_COSINE,
    GOUW_SMC,
    GOUW_KULCZYNSKI,
    GOUW_RUZICKA, /* this and those below look at weights */
    GOUW_BRAYCURTIS,
    GOUW_COSINE_WEIGHTED,
    GOUW_COSINE_IDF,
    GOUW_N_MEASURES
} gouw_measure;

typedef struct gouw_measure_info {
    const char *name;       /* as the option is written: "cosine-idf" */
    const char *label;      /* "Cosine of rarity-weighted themes", translatable */
    const char *definition; /* the formula in words and signs, translatable */
    const char *source;     /* where it was first described */
    bool weighted;          /* looks at weights, not at presence alone */
    bool counts_absence;    /* what neither has counts as agreement: needs a universe */
} gouw_measure_info;

/* GOUW_N_MEASURES rows in the order of gouw_measure. */
extern const gouw_measure_info gouw_measures[];

/* Their names, NULL at the end: the choices of an option. */
extern const char *const gouw_measure_names[];

/* Those of the measures on presence, which come first, NULL at the end. */
extern const char *const gouw_presence_measure_names[];

#ifdef __cplusplus
}
#endif

#endif
