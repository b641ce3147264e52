/* How far apart regions are: by themes, by schedule, by attributes, or by all of them.
 *
 * What is behind the option --on. Each part gives distances of its own; `all` is the mean of the
 * parts at hand, each divided by its mean distance. A part can also give distances of resampled
 * data, for stability, and of data without structure, for a test:
 *
 *     part        distance               resampled                  without structure
 *     themes      1 - similarity         themes, with replacement   curveball: same totals
 *     schedule    schedule distance      days, within their dates   dates permuted within a stage
 *     attributes  Gower's (stat/gower.h) attributes, w. replacement columns permuted
 */
#ifndef GOUW_ANALYSIS_APART_H
#define GOUW_ANALYSIS_APART_H

#include "analysis/themes.h"
#include "gouw/analysis.h"
#include "gouw/measure.h"
#include "gouw/random.h"
#include "stat/distance.h"

typedef enum gouw_apart_on {
    GOUW_ON_AUTO, /* the first of the three that the dataset has */
    GOUW_ON_THEMES,
    GOUW_ON_SCHEDULE,
    GOUW_ON_ATTRIBUTES,
    GOUW_ON_ALL
} gouw_apart_on;

typedef enum gouw_apart_empty { GOUW_EMPTY_NA, GOUW_EMPTY_0, GOUW_EMPTY_1 } gouw_apart_empty;

typedef enum gouw_apart_missing {
    GOUW_MISSING_LATER,   /* a stage without a date is known from later ones */
    GOUW_MISSING_PAIRWISE /* only stages that both regions date */
} gouw_apart_missing;

/* To stand first in the options struct of a command. */
typedef struct gouw_apart_options {
    gouw_theme_options view;
    int on, measure, empty, missing;
    const char *attributes; /* "a,b,c"; NULL = those that say something */
    const char *window;     /* "FROM/TO"; NULL = first to last stated end */
} gouw_apart_options;

extern const char *const gouw_apart_on_names[], *const gouw_apart_empty_names[],
                                                    *const gouw_apart_missing_names[];

#define GOUW_APART_CHOICE(word, field, default_word, names, argument_name, text)                   \
    {                                                                                              \
        .kind = GOUW_OPTION_CHOICE, .name = word, .offset = offsetof(gouw_apart_options, field),   \
        .value_default = default_word, .choices = names, .argument = argument_name, .help = text   \
    }

#define GOUW_APART_TEXT(word, field, argument_name, text)                                          \
    {                                                                                              \
        .kind = GOUW_OPTION_TEXT, .name = word, .offset = offsetof(gouw_apart_options, field),     \
        .argument = argument_name, .help = text                                                    \
    }

/* The option rows, for the options table of a command. */
#define GOUW_APART_OPTIONS                                                                         \
    GOUW_APART_CHOICE("on", on, "auto", gouw_apart_on_names, N_("WHAT"),                           \
                      N_("what regions are compared by; auto: themes, else schedule, else "        \
                         "attributes, whichever the dataset has")),                                \
        GOUW_THEME_OPTIONS,                                                                        \
        GOUW_APART_CHOICE("measure", measure, "jaccard", gouw_measure_names, N_("MEASURE"),        \
                          N_("how similarity of themes is counted; distance is 1 - similarity")),  \
        GOUW_APART_CHOICE("empty", empty, "na", gouw_apart_empty_names, N_("VALUE"),               \
                          N_("how alike two regions without themes are; na leaves them out")),     \
        GOUW_APART_TEXT("attributes", attributes, N_("NAME,NAME..."),                              \
                        N_("the attributes to compare; those that say something if left out")),    \
        GOUW_APART_TEXT("window", window, N_("FROM/TO"),                                           \
                        N_("the days over which schedules are compared; from the first to the "    \
                           "last stated if left out")),                                            \
        GOUW_APART_CHOICE("missing", missing, "later", gouw_apart_missing_names, N_("HOW"),        \
                          N_("a stage without a date: later, known from later stages; pairwise, "  \
                             "only stages that both regions date"))

typedef enum gouw_apart_data {
    GOUW_DATA_OBSERVED,
    GOUW_DATA_RESAMPLED,
    GOUW_DATA_NULL
} gouw_apart_data;

/* One way to compare. */
typedef struct gouw_apart_part {
    const char *name;     /* "themes", ... */
    const bool *has;      /* by region of the dataset: there is something to compare */
    const char *resample; /* what is drawn for stability, as words */
    const char *null;     /* what the data without structure are, as words */
    const void *data;     /* the part's own */
    /* Condensed distances of n regions; NaN where two have nothing to compare. Draws from random
     * unless observed. Called from several threads. */
    gouw_status (*fill)(const void *data, const uint32_t *regions, size_t n, gouw_apart_data which,
                        gouw_random *random, double *out, gouw_error *error);
    /* The distances observed as a source that computes them when they are asked for, in the arena
     * of the run; NULL for parts that have none. */
    gouw_status (*source)(const void *data, const gouw_run *run, const uint32_t *regions, size_t n,
                          gouw_distances *source, gouw_error *error);
} gouw_apart_part;

enum { GOUW_APART_PARTS = 3 };

typedef struct gouw_apart {
    const gouw_dataset *dataset;
    size_t n;          /* regions compared; those with nothing to compare are left out */
    uint32_t *regions; /* in the order of their ids */
    size_t n_parts;
    gouw_apart_part parts[GOUW_APART_PARTS];
} gouw_apart;

/* The name of an option that only that part reads and that was given, or has another value than its
 * default; NULL if there is none. on: themes, schedule or attributes. */
const char *gouw_apart_set_for(const gouw_run *run, const gouw_apart_options *options,
                               gouw_apart_on on);

/* Reads the options and prepares the parts; what is left out is told in remarks. In the arena of
 * the run. n_parts is 0 where the dataset has nothing to compare and --on was not given. Whether
 * the distances of all pairs fit is for the caller to ask. GOUW_EUSAGE where an option is set that
 * none of the parts reads. */
gouw_status gouw_apart_prepare(const gouw_run *run, const gouw_apart_options *options,
                               gouw_results *results, gouw_apart *apart, gouw_error *error);

/* Condensed distances of the n regions (stat/pair_index.h). Observed: GOUW_EDATA, naming the
 * first pair, where one is not defined. Otherwise such a pair counts as far as any of the draw. */
gouw_status gouw_apart_fill(const gouw_apart *apart, gouw_apart_data which, gouw_random *random,
                            double *out, gouw_error *error);

/* Whether the distances observed can be had without room for all pairs, and the source of those. */
bool gouw_apart_rows(const gouw_apart *apart);
gouw_status gouw_apart_source(const gouw_apart *apart, const gouw_run *run, gouw_distances *source,
                              gouw_error *error);

/* "themes", or the parts joined: "themes, schedule and attributes". NULL when memory is out. */
const char *gouw_apart_words(const gouw_apart *apart, gouw_arena *arena);

/* The three parts; internal to apart.c. Each leaves part->fill NULL when the dataset has nothing
 * of the kind to compare. */
typedef gouw_status gouw_apart_prepare_part(const gouw_run *run, const gouw_apart_options *options,
                                            gouw_results *results, gouw_apart_part *part,
                                            gouw_error *error);

/* Refuses what would not fit: the distances of all pairs of so many regions, and a square of floats
 * or doubles made from them. A part asks before it looks at all pairs. */
gouw_status gouw_apart_fits(size_t n_regions, gouw_error *error);

gouw_apart_prepare_part gouw_apart_themes, gouw_apart_schedule, gouw_apart_attributes;

#endif
