/* Result tables: what every analysis gives, and all that writers and charts know.
 *
 * A table is a list of typed columns of equal length. The columns are described once, in static
 * storage, by the analysis; a table made from them lives in an arena. Text cells are not copied:
 * they point into the model, the arena or static storage, which must outlive the table.
 *
 *     spec (static)      name, title, columns: name, type, unit, description
 *     table (arena)      the columns in use, cells by column: cells[column][row]
 *     results (arena)    the tables of one run, and its remarks
 */
#ifndef GOUW_TABLE_H
#define GOUW_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "gouw/arena.h"
#include "gouw/date.h"
#include "gouw/status.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum gouw_type {
    GOUW_TEXT,    /* NULL = missing */
    GOUW_INTEGER, /* GOUW_INTEGER_NONE = missing */
    GOUW_REAL,    /* NaN = missing; never written as such */
    GOUW_DATE,    /* GOUW_DAY_NONE = missing */
    GOUW_YESNO    /* 1, 0, GOUW_INTEGER_NONE = missing */
} gouw_type;

#define GOUW_INTEGER_NONE INT64_MIN

/* How a text table rounds a real number. The other formats always write the exact value. */
typedef enum gouw_look {
    GOUW_LOOK_PLAIN, /* three decimals */
    GOUW_LOOK_P,     /* a probability: three decimals, but "<0.001" for what is smaller, and "0" */
    GOUW_LOOK_PERCENT, /* a share 0..1 shown as 12.3% */
    GOUW_LOOK_RATE,    /* a rate of growth shown as 0.58% */
    GOUW_LOOK_WHOLE,   /* digits in groups of three; decimals below 100 only, where not whole */
    GOUW_LOOK_ONE,     /* one decimal, digits in groups of three */
    GOUW_LOOK_YEAR,    /* a decimal year: one decimal, no groups */
    GOUW_LOOK_STATED,  /* all its digits, no groups: years and areas in one column */
    GOUW_LOOK_STEPS,   /* of a text: "juni 2026 (done);no date", its words in their language */
    GOUW_LOOK_WORDS    /* likewise: "weight 2, provisional", "planned, medio 2026" */
} gouw_look;

typedef struct gouw_column {
    const char *name; /* a contract: lower case, underscores */
    gouw_type type;
    const char *unit;        /* "days", "inhabitants a year", "" = none */
    const char *description; /* one sentence, translatable */
    gouw_look look;
} gouw_column;

typedef struct gouw_table_spec {
    const char *name;  /* a contract: the CSV file is <name>.csv */
    const char *title; /* translatable */
    const gouw_column *columns;
    size_t n_columns;
} gouw_table_spec;

typedef union gouw_cell {
    int64_t integer; /* also dates and yes/no */
    double real;
    const char *text;
} gouw_cell;

typedef struct gouw_table {
    const char *name, *title;
    gouw_column *columns; /* a copy: columns can be left out or added */
    size_t n_columns;
    gouw_cell **cells;
    size_t n_rows, capacity;
    gouw_arena *arena;
} gouw_table;

/* An empty table with the columns of spec. NULL when memory is out. */
gouw_table *gouw_table_new(gouw_arena *arena, const gouw_table_spec *spec);

/* Adds a column at the end, before the first row is added. name is not copied. */
gouw_status gouw_table_add_column(gouw_table *table, const gouw_column *column, gouw_error *error);

/* Leaves a column out (one that is not built or not asked for); no such name: nothing happens. */
void gouw_table_drop_column(gouw_table *table, const char *name);

/* Adds a row of missing cells. */
gouw_status gouw_table_add_row(gouw_table *table, gouw_error *error);

/* Sets a cell of the last row; the column must exist and be of that type. A column that was
 * dropped is passed over, so that an analysis fills its rows without asking. A real beyond
 * GOUW_NUMBER_MOST is one that overflowed, and becomes NaN, which is written as empty. */
void gouw_table_set_text(gouw_table *table, const char *column, const char *value);
void gouw_table_set_integer(gouw_table *table, const char *column, int64_t value);
void gouw_table_set_real(gouw_table *table, const char *column, double value);
void gouw_table_set_date(gouw_table *table, const char *column, gouw_day value);

/* The index of a column; SIZE_MAX if there is none. */
size_t gouw_table_find(const gouw_table *table, const char *column);

/* A cell by name; a missing one of the right type if there is no such column. Text is NULL, too, of
 * a column that holds none. */
const char *gouw_table_text(const gouw_table *table, size_t row, const char *column);
int64_t gouw_table_integer(const gouw_table *table, size_t row, const char *column);
double gouw_table_real(const gouw_table *table, size_t row, const char *column);
gouw_day gouw_table_date(const gouw_table *table, size_t row, const char *column);

/* The label of an id in a table of labels (labels.h); id itself where labels is NULL or has none.
 * kind is region, theme or stage. O(rows). */
const char *gouw_table_label(const gouw_table *labels, const char *kind, const char *id);

/* Whether the cell is missing. */
bool gouw_cell_missing(gouw_type type, gouw_cell cell);

/* What a run says besides its tables. */
typedef enum gouw_remark_kind {
    GOUW_HEADLINE, /* a finding as a sentence computed from the data, fit to be quoted */
    GOUW_NOTE,     /* on how many regions it rests, what was left out, how it was computed */
    GOUW_WARNING,  /* the result may mislead unless this is read */
    GOUW_CAUTION   /* what a headline does not say: shown beside it */
} gouw_remark_kind;

typedef struct gouw_remark {
    gouw_remark_kind kind;
    const char *text;
} gouw_remark;

typedef struct gouw_results {
    gouw_table **tables;
    size_t n_tables;
    gouw_remark *remarks;
    size_t n_remarks;
    /* GOUW_OK, or GOUW_EDATA: the tables stand, but a program should end with exit code 1, because
     * a difference was asked for and found, or something could not be read. */
    gouw_status verdict;
    gouw_day edition; /* of the dataset reported on, else the as-of date; GOUW_DAY_NONE = neither */
    gouw_arena *arena;
} gouw_results;

void gouw_results_init(gouw_results *results, gouw_arena *arena);

/* A new table of the results. */
gouw_status gouw_results_add(gouw_results *results, const gouw_table_spec *spec, gouw_table **table,
                             gouw_error *error);

gouw_status gouw_results_remark(gouw_results *results, gouw_error *error, gouw_remark_kind kind,
                                const char *format, ...) GOUW_PRINTF(4, 5);

/* The table of that name; NULL if there is none. */
const gouw_table *gouw_results_find(const gouw_results *results, const char *name);

#ifdef __cplusplus
}
#endif

#endif
