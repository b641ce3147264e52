/* How far coders agree who put the same units into categories.
 *
 *               unit 0   unit 1   unit 2          value[coder * n_units + unit]
 *     coder 0     1        0        2             categories 0 .. n_categories - 1, in rank order
 *     coder 1     1     missing     1             where the order matters; missing: did not code it
 *
 * Units belong to groups (the cells of a region, say); the bootstrap draws whole groups.
 */
#ifndef GOUW_STAT_AGREEMENT_H
#define GOUW_STAT_AGREEMENT_H

#include <stddef.h>
#include <stdint.h>

#include "gouw/status.h"
#include "stat/bits.h"

#define GOUW_RATING_NONE UINT32_MAX

typedef struct gouw_ratings {
    size_t n_coders, n_units, n_categories;
    const uint32_t *value; /* n_coders x n_units; GOUW_RATING_NONE = missing */
    const uint32_t *group; /* of each unit; NULL: each unit is its own */
    size_t n_groups;       /* n_units where group is NULL */
} gouw_ratings;

typedef enum gouw_agreement_state {
    GOUW_AGREEMENT_FOUND,
    GOUW_AGREEMENT_NO_PAIRS,    /* no unit was coded twice */
    GOUW_AGREEMENT_ONE_UNIT,    /* only one was: chance cannot be told from agreement */
    GOUW_AGREEMENT_ONE_CATEGORY /* every value is the same: nothing to disagree about */
} gouw_agreement_state;

/* In words, translatable: "only one unit was coded twice". Empty for GOUW_AGREEMENT_FOUND. */
const char *gouw_agreement_state_text(gouw_agreement_state state);

typedef struct gouw_alpha {
    gouw_agreement_state state;
    double alpha;     /* 1 = perfect, 0 = as by chance, below 0 = worse; NaN unless FOUND */
    double low, high; /* bootstrap interval; NaN where it cannot be had */
    size_t n_units;   /* coded at least twice: the others do not count */
    size_t n_draws;   /* of the bootstrap in which alpha was defined */
} gouw_alpha;

typedef enum gouw_alpha_metric {
    GOUW_ALPHA_NOMINAL,
    GOUW_ALPHA_ORDINAL,
    GOUW_ALPHA_TABLE /* distances from a table, such as gouw_masi_distances */
} gouw_alpha_metric;

typedef struct gouw_alpha_options {
    gouw_alpha_metric metric;
    const double *distance; /* of TABLE: n_categories^2, symmetric, 0 on the diagonal */
    uint32_t n_draws;       /* of the bootstrap; 0 = no interval */
    uint64_t seed;
    double level; /* of the interval: 0.95 */
} gouw_alpha_options;

/* Krippendorff's alpha. O((n_draws + 1) (n_units n_coders^2 + n_categories^2)). */
gouw_status gouw_alpha_find(const gouw_ratings *ratings, const gouw_alpha_options *options,
                            gouw_alpha *out, gouw_error *error);

/* MASI distances of the rows of sets: 1 - (Jaccard) (1 equal, 2/3 one in the other, 1/3 some
 * shared, 0 none). Two empty sets are equal. distance[n_rows^2]. */
void gouw_masi_distances(const gouw_bits *sets, double *distance);

typedef struct gouw_kappa {
    gouw_agreement_state state;
    double kappa;
    size_t n_units; /* coded by both */
} gouw_kappa;

/* Cohen's kappa of two of the coders, over the units both coded. */
gouw_status gouw_kappa_find(const gouw_ratings *ratings, size_t coder_a, size_t coder_b,
                            gouw_kappa *out, gouw_error *error);

/* Of all pairs of values of the same unit, the share that is equal; NaN if there is none.
 * *n_units counts the units with a pair. */
double gouw_agreement_share(const gouw_ratings *ratings, size_t *n_units);

#endif
