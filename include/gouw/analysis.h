/* Analyses: pure functions from datasets and options to result tables.
 *
 * An analysis is one file under src/analysis and one line in analyses.def. Its descriptor is all
 * that the rest of gouw knows of it: the subcommand, --help, the CSV header, JSON names, the
 * chart and the section of the report follow from it, and so does a function of its own,
 * gouw_run_NAME.
 */
#ifndef GOUW_ANALYSIS_H
#define GOUW_ANALYSIS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "gouw/arena.h"
#include "gouw/dataset.h"
#include "gouw/option.h"
#include "gouw/status.h"
#include "gouw/table.h"

#ifdef __cplusplus
extern "C" {
#endif

/* What a run is given. Everything is read-only but the arena. */
typedef struct gouw_run {
    const gouw_dataset *const *datasets; /* as many as the descriptor asks for */
    const char *const *operands;         /* what stands behind the datasets on the command line */
    size_t n_operands;
    const void *options;      /* the analysis's own struct, filled */
    const char *const *given; /* names of the options that were set, to whatever value, NULL at the
                                 end; NULL = those that differ from their default */
    gouw_day as_of;           /* the reporting date asked for; GOUW_DAY_NONE = none */
    uint64_t seed;
    unsigned threads;                             /* at least 1 */
    bool replace;                                 /* files that an option names may be replaced */
    bool (*interrupted)(void *watch);             /* asked now and then; NULL = never */
    void (*progress)(void *watch, double share);  /* 0 to 1; NULL = nobody looks */
    void (*doing)(void *watch, const char *what); /* names what is under way; NULL = nobody looks */
    void *watch;
    gouw_arena *arena; /* for the work and the tables */
} gouw_run;

/* A run as the program makes it when nothing is asked for: no operands, default options, as of the
 * edition date, seed 1, one thread. datasets: as many as the analysis reads, the newest last. */
void gouw_run_init(gouw_run *run, const gouw_dataset *const *datasets, gouw_arena *arena);

/* Whether run->given names that option. */
bool gouw_run_gave(const gouw_run *run, const char *option);

/* GOUW_EUSAGE when it names an option that changes nothing without another: whoever gives it
 * believes that it does. with: what it goes with, as words of the command line. */
gouw_status gouw_run_spare(const gouw_run *run, const char *option, const char *with,
                           gouw_error *error);

/* Where the report shows an analysis. */
typedef enum gouw_section {
    GOUW_SECTION_NONE,
    GOUW_SECTION_CHANGED, /* since an earlier edition: comes first */
    GOUW_SECTION_CALENDAR,
    GOUW_SECTION_REGIONS,
    GOUW_SECTION_THEMES,
    GOUW_SECTION_GROWTH,
    GOUW_SECTION_RELIABILITY,
    GOUW_SECTION_APPENDIX
} gouw_section;

typedef struct gouw_analysis {
    const char *name;    /* the subcommand */
    const char *summary; /* one line, translatable */
    const char *details; /* a paragraph or two for --help: method, source; translatable */
    unsigned needs;      /* GOUW_HAS_* bits of each dataset */
    unsigned n_datasets; /* how many it reads: 0, 1 or 2 (old, new) */
    const char
        *operands; /* "REGION REGION...": what it takes behind the datasets; NULL = nothing */
    size_t min_operands;
    bool needs_as_of; /* refuses to run without as-of date and edition date */
    const gouw_option *options;
    size_t n_options, options_size;
    const gouw_table_spec *const *tables; /* the first is the main one */
    size_t n_tables;
    const char *chart;    /* the chart drawn from its tables; NULL = none */
    gouw_section section; /* of the report; run there with default options, but for reported */
    const char *const *reported; /* name, value, name, value, ..., NULL; NULL = none */
    gouw_status (*run)(const gouw_run *run, gouw_results *results, gouw_error *error);
} gouw_analysis;

/* All analyses, in the order of analyses.def. */
const gouw_analysis *const *gouw_analyses(size_t *n_analyses);

/* The analysis of that name; NULL if there is none. */
const gouw_analysis *gouw_analysis_find(const char *name);

/* Checks that the datasets have what the analysis needs and no errors, settles the as-of date
 * (the edition date where none is asked for) and runs it. run->options may be NULL: defaults. */
gouw_status gouw_analysis_run(const gouw_analysis *analysis, const gouw_run *run,
                              gouw_results *results, gouw_error *error);

/* The same with options as a user types them: name, value, name, value, ..., NULL, such as
 * {"measure", "dice", "wide", NULL, NULL}; the value of a flag is NULL. settings NULL:
 * run->options. GOUW_EUSAGE for an option that there is not, or a value that it does not take. */
gouw_status gouw_analysis_run_with(const gouw_analysis *analysis, const gouw_run *run,
                                   const char *const *settings, gouw_results *results,
                                   gouw_error *error);

/* Every analysis by a function of its own, gouw_run_overlap, gouw_run_timeline and so on: what
 * gouw_analysis_run_with does with the analysis of that name. */
#define GOUW_ANALYSIS(name)                                                                        \
    gouw_status gouw_run_##name(const gouw_run *run, const char *const *settings,                  \
                                gouw_results *results, gouw_error *error);
#include "gouw/analyses.def"
#undef GOUW_ANALYSIS

#ifdef __cplusplus
}
#endif

#endif
