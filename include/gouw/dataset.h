/* A dataset: the model that every analysis reads, and the findings about its files.
 *
 * A dataset is a folder of CSV files. Loading reads them all, resolves ids to indexes and dates to
 * intervals, checks each file and the files against each other, and says everything that is wrong
 * in one go. After loading the model is constant. Ids, texts and rows live in the arena given.
 *
 *     regions[r]     themes[t]     stages[s]          in file order; ids are unique
 *     mentions       sorted by (region, theme);       those of r: mention_start[r] .. [r + 1]
 *     milestones     in file order
 *     observations   sorted by (region, indicator, year); forecasts too
 *     labels         sorted by (kind, text)
 *
 * Missing: texts NULL, numbers NaN, years GOUW_YEAR_NONE, dates undated.
 */
#ifndef GOUW_DATASET_H
#define GOUW_DATASET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "gouw/arena.h"
#include "gouw/date.h"
#include "gouw/status.h"

#ifdef __cplusplus
extern "C" {
#endif

#define GOUW_YEAR_NONE  INT32_MIN
#define GOUW_INDEX_NONE UINT32_MAX
#define GOUW_ORDER_NONE INT32_MIN

typedef enum gouw_severity { GOUW_FINDING_WARNING, GOUW_FINDING_ERROR } gouw_severity;

/* One fault of the data. line 0: about the whole file; field 0: about a whole record. */
typedef struct gouw_finding {
    const char *file; /* path as the folder was given, or a name inside it */
    size_t line, field;
    gouw_severity severity;
    const char *message;
} gouw_finding;

/* How sure a proposal is. */
typedef enum gouw_confidence {
    GOUW_UNSURE, /* one of several readings */
    GOUW_LIKELY, /* the one that is near, but somebody should look */
    GOUW_CERTAIN /* it can be nothing else, or gouw reads it that way already */
} gouw_confidence;

/* A correction that needs no knowledge of the source. found and proposed are what a cell holds and
 * should hold. line 0: the file should have the name proposed. field 0: the line repeats an
 * earlier one and should go. A column that is misspelt is found in its line, the first. */
typedef struct gouw_fix {
    const char *file;
    size_t line, field;
    const char *column; /* its name; NULL = none */
    const char *found, *proposed;
    const char *rule; /* "near id", ...: see docs/fix-plan.md */
    gouw_confidence confidence;
} gouw_fix;

typedef enum gouw_attribute_kind {
    GOUW_ATTRIBUTE_NUMBER,
    GOUW_ATTRIBUTE_YESNO,
    GOUW_ATTRIBUTE_TEXT,
    GOUW_ATTRIBUTE_LIST, /* some value holds ';' */
    GOUW_ATTRIBUTE_EMPTY /* not stated by any row */
} gouw_attribute_kind;

/* A column beyond the contract. The kind follows from all its values together. */
typedef struct gouw_attribute {
    const char *name;
    gouw_attribute_kind kind;
    const char **text; /* one a row, as written; NULL = not stated */
    double *number; /* for NUMBER, and YESNO as 1 and 0: one a row, NaN = not stated; else NULL */
} gouw_attribute;

typedef struct gouw_attributes {
    size_t n;
    gouw_attribute *items;
} gouw_attributes;

typedef struct gouw_region {
    const char *id, *name;
} gouw_region;

typedef struct gouw_theme {
    const char *id, *label, *label_nl, *group;
} gouw_theme;

typedef enum gouw_basis {
    GOUW_BASIS_STATED,
    GOUW_BASIS_PROVISIONAL,
    GOUW_BASIS_BORROWED, /* taken over from another programme of the region */
    GOUW_N_BASES
} gouw_basis;

/* A region names a theme. theme is GOUW_INDEX_NONE only in codings: "coded, nothing found". */
typedef struct gouw_mention {
    uint32_t region, theme;
    float weight;
    uint32_t basis; /* gouw_basis */
} gouw_mention;

typedef struct gouw_stage {
    const char *id, *label, *label_nl;
    int32_t order; /* GOUW_ORDER_NONE: outside the sequence */
} gouw_stage;

typedef enum gouw_milestone_status {
    GOUW_PLANNED,
    GOUW_DONE,
    GOUW_DROPPED,
    GOUW_N_STATUSES
} gouw_milestone_status;

typedef struct gouw_milestone {
    uint32_t region, stage;
    uint32_t status; /* gouw_milestone_status */
    bool inferred;   /* the date was derived by the coder */
    gouw_when when;  /* as stated, not cut */
    const char *item, *when_text, *source, *note;
    size_t line;
} gouw_milestone;

typedef struct gouw_target {
    uint32_t region;
    int32_t baseline_year, target_year;
    double baseline, target, change;
    const char *indicator, *unit, *source, *note;
    size_t line;
} gouw_target;

typedef struct gouw_observation {
    uint32_t region;
    int32_t year;
    double value;
    const char *indicator, *source;
    bool breaks; /* not comparable with the year before */
    size_t line;
} gouw_observation;

typedef struct gouw_forecast {
    uint32_t region;
    int32_t year;
    double value, low, high;
    const char *indicator, *edition, *source;
    size_t line;
} gouw_forecast;

/* What labels.csv can say how to show. */
typedef enum gouw_label_kind {
    GOUW_LABEL_INDICATOR, /* of targets, observations and forecasts */
    GOUW_LABEL_UNIT,      /* of targets */
    GOUW_LABEL_GROUP,     /* of themes */
    GOUW_LABEL_ITEM,      /* of milestones */
    GOUW_LABEL_ATTRIBUTE, /* the name of a column of one's own */
    GOUW_LABEL_REGION,    /* the name of a region */
    GOUW_LABEL_TEXT,      /* a text in a column of regions.csv of one's own, or a target's note */
    GOUW_N_LABEL_KINDS
} gouw_label_kind;

/* text stands in the other files; at least one of the labels is there. */
typedef struct gouw_label {
    uint32_t kind; /* gouw_label_kind */
    const char *text, *label, *label_nl;
    size_t line;
} gouw_label;

/* One coder's sheet. A region is coded when any row of the file names it. */
typedef struct gouw_coding {
    const char *name;
    size_t n_mentions, n_milestones;
    gouw_mention *mentions;       /* sorted by (region, theme) */
    const char **mention_sources; /* of each, or NULL; NULL where the file has no such column */
    gouw_milestone *milestones;
} gouw_coding;

typedef struct gouw_named_link {
    const char *title, *title_nl, *path;
} gouw_named_link;

/* What datapackage.json says; empty where there is none. */
typedef struct gouw_package {
    const char *name; /* stays the same where the folder is moved or renamed */
    const char *title, *title_nl, *description, *description_nl;
    gouw_day created; /* the edition date */
    bool assumed;     /* the source bears no date */
    size_t n_licenses, n_sources;
    gouw_named_link *licenses, *sources;
    char delimiter, decimal, group; /* NUL = not said */
} gouw_package;

/* Which files a dataset has, as bits: what an analysis needs. */
enum {
    GOUW_HAS_THEMES = 1 << 0, /* themes.csv and region_themes.csv */
    GOUW_HAS_STAGES = 1 << 1, /* stages.csv and milestones.csv */
    GOUW_HAS_TARGETS = 1 << 2,
    GOUW_HAS_OBSERVATIONS = 1 << 3,
    GOUW_HAS_FORECASTS = 1 << 4,
    GOUW_HAS_CODINGS = 1 << 5
};

typedef struct gouw_dataset {
    const char *folder; /* as given */
    const char *name;   /* the last part of the folder's path */
    unsigned has;
    gouw_package package;
    size_t n_regions, n_themes, n_stages;
    gouw_region *regions;
    gouw_theme *themes;
    gouw_stage *stages;
    gouw_attributes region_attributes, theme_attributes;
    size_t n_mentions;
    gouw_mention *mentions;
    const char **mention_sources; /* of each, or NULL; NULL where the file has no such column */
    size_t *mention_start;        /* n_regions + 1 */
    size_t n_milestones, n_targets, n_observations, n_forecasts, n_labels, n_codings;
    gouw_milestone *milestones;
    gouw_target *targets;
    gouw_observation *observations;
    gouw_forecast *forecasts;
    gouw_label *labels;
    gouw_coding *codings; /* by name */
    gouw_phrases phrases;
    size_t n_findings, n_errors; /* findings by file, line, field; errors among them */
    gouw_finding *findings;
    size_t n_more_errors, n_more_warnings; /* of a kind listed a hundred times in its file */
    size_t n_fixes;                        /* by file, line, field; none unless asked for */
    gouw_fix *fixes;
    bool more_fixes; /* so much was wrong that not all of it was looked at */
} gouw_dataset;

typedef struct gouw_load_options {
    const char *phrases; /* path of a file of own phrases that replaces date_phrases.csv; or NULL */
    bool propose;        /* fill in fixes */
    unsigned threads;    /* up to so many read a large file, with the same result; 0 counts as 1 */
    /* Told, by any thread, which share of all bytes is read, now and then in large files; NULL =
     * nobody looks. */
    void (*progress)(void *watch, double share);
    void *watch;
} gouw_load_options;

/* Loads the dataset in folder. Faults of the data are findings, not errors: see
 * gouw_dataset_accept before using the model. GOUW_EIO when the folder cannot be read,
 * GOUW_EMEMORY. options may be NULL. */
gouw_status gouw_dataset_load(const char *folder, const gouw_load_options *options,
                              gouw_arena *arena, const gouw_dataset **dataset, gouw_error *error);

/* GOUW_EDATA when the dataset has errors: nothing can be said of it before they are corrected. */
gouw_status gouw_dataset_accept(const gouw_dataset *dataset, gouw_error *error);

/* Loads a file of own phrases alone: a dataset that is empty but for phrases and findings. */
gouw_status gouw_phrases_load(const char *path, gouw_arena *arena, const gouw_dataset **holder,
                              gouw_error *error);

/* A region of a list to begin a dataset with, and what it says in the columns that regions.csv
 * knows; NULL = nothing. */
enum { GOUW_N_REGION_COLUMNS = 5 };
extern const char *const gouw_region_columns[GOUW_N_REGION_COLUMNS];

typedef struct gouw_named_region {
    const char *id, *name;
    const char *values[GOUW_N_REGION_COLUMNS];
} gouw_named_region;

/* Reads a list of names to begin a dataset with: a CSV file with a column name (or naam), and
 * perhaps id, or a plain list. Missing ids are made from the names. left names the columns that are
 * not taken, with commas between; NULL = none. GOUW_EDATA where it is no such list. */
gouw_status gouw_region_names_load(const char *path, gouw_arena *arena, gouw_named_region **regions,
                                   size_t *n_regions, const char **left, gouw_error *error);

/* The attribute of that name; NULL if there is none. */
const gouw_attribute *gouw_attributes_find(const gouw_attributes *attributes, const char *name);

/* The index of an id; GOUW_INDEX_NONE if there is none. O(n): for options, not for loops. */
uint32_t gouw_dataset_region(const gouw_dataset *dataset, const char *id);
uint32_t gouw_dataset_theme(const gouw_dataset *dataset, const char *id);
uint32_t gouw_dataset_stage(const gouw_dataset *dataset, const char *id);

/* How people see a text of the other files, in their language; the text itself where labels.csv
 * says nothing of it; NULL of NULL. O(log n). */
const char *gouw_dataset_label(const gouw_dataset *dataset, gouw_label_kind kind, const char *text);

/* How people see the name of a region, in their language. */
const char *gouw_dataset_region_name(const gouw_dataset *dataset, size_t region);

/* The names in files and tables: "stated", "planned", ... */
const char *gouw_basis_name(uint32_t basis);
const char *gouw_milestone_status_name(uint32_t status);
const char *gouw_label_kind_name(uint32_t kind);

/* "unsure", "likely", "certain". */
const char *gouw_confidence_name(gouw_confidence confidence);

/* The CSV name of a file that a bit of has stands for, for messages. */
const char *gouw_dataset_file_of(unsigned bit);

#ifdef __cplusplus
}
#endif

#endif
