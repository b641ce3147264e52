/* The columns of the files as data: files.c holds one table a file, and the one loop here turns
 * any record into the row struct that its table describes, field by field (entry.c).
 *
 *     record  twente | homes | 2026 | 700 | ...
 *                |       |       |     |          uses[field]: the rule of that column, if any
 *     row     .region .indicator .year .value     rule->offset
 */
#ifndef GOUW_DATA_SCHEMA_H
#define GOUW_DATA_SCHEMA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "data/csv.h"
#include "data/decimal.h"
#include "data/findings.h"
#include "data/memo.h"
#include "data/names.h"
#include "gouw/arena.h"
#include "gouw/dataset.h"

/* What a column holds, and the type of the field of the row that takes it. */
typedef enum gouw_rule_kind {
    GOUW_RULE_TEXT,    /* const char * */
    GOUW_RULE_ID,      /* const char *: defines an id */
    GOUW_RULE_IDS,     /* const char *: ids with ';' between them */
    GOUW_RULE_REGION,  /* uint32_t: refers to one */
    GOUW_RULE_THEME,   /* uint32_t */
    GOUW_RULE_STAGE,   /* uint32_t */
    GOUW_RULE_NUMBER,  /* double */
    GOUW_RULE_WEIGHT,  /* float */
    GOUW_RULE_INTEGER, /* int32_t */
    GOUW_RULE_YESNO,   /* bool */
    GOUW_RULE_CHOICE,  /* uint32_t: the index of the choice */
    GOUW_N_RULE_KINDS
} gouw_rule_kind;

/* The vocabularies that ids belong to. */
typedef enum gouw_vocabulary_kind {
    GOUW_VOCABULARY_REGIONS,
    GOUW_VOCABULARY_THEMES,
    GOUW_VOCABULARY_STAGES,
    GOUW_N_VOCABULARIES /* also: none */
} gouw_vocabulary_kind;

typedef struct gouw_vocabulary {
    gouw_names names;
    bool present;      /* its file is there */
    bool known;        /* and names ids: only then can a reference be unknown */
    const char **list; /* what is fit to be suggested, made when a message first needs it */
    size_t n_list;
} gouw_vocabulary;

enum {
    GOUW_RULE_COLUMN = 1,    /* the column must be there */
    GOUW_RULE_FILLED = 2,    /* and every row must fill it */
    GOUW_RULE_ATTRIBUTE = 4, /* kept with the attributes, not in the row */
    GOUW_RULE_UNLIKE = 8,    /* a text of which hardly two rows have the same: not looked up */
    GOUW_RULE_BESIDE = 16,   /* a text that is kept beside the row; one column of a file at most */
    GOUW_RULE_REQUIRED = GOUW_RULE_COLUMN | GOUW_RULE_FILLED
};

#define GOUW_RULE_NOWHERE SIZE_MAX /* an offset: known, but not kept */

typedef struct gouw_rule {
    const char *name;
    gouw_rule_kind kind;
    unsigned flags;
    size_t offset;
    double least, most;         /* of numbers; both 0 = any */
    const char *expects;        /* what is wanted of a number, for messages; translatable */
    const char *const *choices; /* NULL at the end */
} gouw_rule;

typedef struct gouw_schema {
    const char *file;
    const gouw_rule *rules;
    size_t n_rules;
    size_t row_size;
    const void *blank;            /* a row of which nothing is stated */
    size_t line_offset;           /* of a size_t; GOUW_RULE_NOWHERE = the struct has no line */
    gouw_vocabulary_kind defines; /* the ids that its rows define */
    bool keeps_unknown;           /* as attributes */
} gouw_schema;

/* How one field of the file is used. */
typedef struct gouw_use {
    const gouw_rule *rule; /* NULL = none */
    size_t attribute;      /* its place among the attributes; SIZE_MAX = none */
    gouw_name last;        /* what was looked up last: neighbouring rows often agree */
    gouw_memo *memo;       /* what its texts were read as; NULL = that is not kept, or not yet */
    size_t size, offset;   /* bytes in the row, of what is kept, and where they stand */
    size_t next;           /* of a reference: the id defined behind that one, likely to follow */
} gouw_use;

struct gouw_fixes;

/* A file being read by its schema. */
typedef struct gouw_sheet {
    const gouw_schema *schema;
    gouw_findings *findings;
    struct gouw_fixes *fixes;      /* NULL = none are asked for */
    gouw_names *texts;             /* the pool of all texts of the model */
    gouw_vocabulary *vocabularies; /* GOUW_N_VOCABULARIES */
    gouw_arena *work;
    gouw_decimal_format numbers;
    gouw_use *uses; /* one a field */
    size_t n_fields;
    size_t *field_of;         /* by rule: its field, from 1; 0 = the file has no such column */
    const char **attributes;  /* their names; in rows they stand behind the struct, in this order */
    size_t *attribute_fields; /* the field of each, from 1 */
    size_t n_attributes;
    size_t row_size;    /* with the attributes */
    bool complete;      /* every column that must be there is; else rows are only checked */
    const char *beside; /* of the last row: the text that is kept beside it; NULL = none */
    size_t n_read;      /* records */
    bool values_good;   /* of the last row, whatever it refers to */
    bool out_of_memory; /* ask after each row */
} gouw_sheet;

/* Matches the header with the rules; what it finds is in the members from uses on. */
gouw_status gouw_sheet_open(gouw_sheet *sheet, const gouw_record *header, gouw_error *error);

/* Fills row (row_size bytes) from a record; false, with findings, when the row is to be left out.
 * An id that it defines is known from then on, its row for the caller to set. */
bool gouw_sheet_read(gouw_sheet *sheet, const gouw_record *record, void *row);

/* Whether the file has the column that is kept beside the rows. */
bool gouw_sheet_has_beside(const gouw_sheet *sheet);

/* The attributes of a row, in the order of sheet->attributes. */
const char **gouw_sheet_attributes(const gouw_sheet *sheet, void *row);

/* The field of a column, from 1; 0 when the file has no such column or there is no such rule. */
size_t gouw_sheet_field(const gouw_sheet *sheet, const char *column);

#endif
