/* Collects what could be corrected mechanically, where a load is asked for it.
 *
 * What is wrong with a field is tried against a table of rules (fix_rules.c), in order; the first
 * whose proposal the column would accept is kept. Proposals come out sorted by file (in the order
 * in which files were begun), line, field. Looking for what is near costs as much as there are
 * ids, so after GOUW_FIXES_TRIED fields no more are looked at.
 *
 * Like the findings, the collection remembers that memory ran out: ask once, with
 * gouw_fixes_finish.
 */
#ifndef GOUW_DATA_FIXES_H
#define GOUW_DATA_FIXES_H

#include <stdbool.h>
#include <stddef.h>

#include "data/csv.h"
#include "data/entry.h"
#include "data/names.h"
#include "data/schema.h"
#include "gouw/arena.h"
#include "gouw/dataset.h"
#include "gouw/status.h"

/* Fields longer than LONGEST are left alone; a proposal has some bytes more. */
enum { GOUW_FIXES_TRIED = 10000, GOUW_FIX_LONGEST = 400, GOUW_FIX_ROOM = GOUW_FIX_LONGEST + 100 };

/* The names that the rows of a vocabulary go by: ids, then labels. */
typedef struct gouw_known {
    const char **names, **ids; /* ids[i] is what names[i] stands for */
    size_t n, n_ids;
} gouw_known;

typedef struct gouw_proposal {
    gouw_fix fix;
    size_t rank, number; /* of its file; in order of adding */
} gouw_proposal;

typedef struct gouw_fixes {
    gouw_arena *arena; /* for what comes out */
    gouw_arena *keep;  /* for the whole load */
    const gouw_dataset *model;
    gouw_known known[GOUW_N_VOCABULARIES];
    const char *file;
    size_t n_files;
    gouw_names rows; /* of the file at hand, as written, each with its line */
    gouw_proposal *items;
    size_t n, capacity;
    size_t n_tried;
    bool out_of_memory;
} gouw_fixes;

void gouw_fixes_init(gouw_fixes *fixes, const gouw_dataset *model, gouw_arena *arena,
                     gouw_arena *keep);

/* From here on proposals are about this file. work is released behind it; key as for names. */
void gouw_fixes_begin(gouw_fixes *fixes, const char *file, const uint64_t key[2], gouw_arena *work);

/* Adds one. Texts are copied, but for the rule. */
void gouw_fixes_add(gouw_fixes *fixes, const gouw_fix *fix);

/* What could stand in the place of a field: of one that could not be read, or (good) of a text
 * that may be as it should be but for its blanks. */
void gouw_fix_field(gouw_fixes *fixes, const gouw_entry *entry, bool good);

/* What could stand in the place of a date about which there was something to say. */
void gouw_fix_date(gouw_fixes *fixes, const gouw_field *field, size_t at, gouw_reading reading,
                   const gouw_when *when);

/* For the rules: text with the blanks that word processors and web pages leave made plain, and runs
 * of them made one. */
void gouw_fix_tidy(const char *text, char out[GOUW_FIX_ROOM]);

/* Copies a proposal; false for one that is too long. */
bool gouw_fix_put(char out[GOUW_FIX_ROOM], const char *text);

/* Keeps one, about the field at that place of its row. */
void gouw_fix_keep(gouw_fixes *fixes, const gouw_field *field, size_t at, const char *column,
                   const char *rule, gouw_confidence confidence, const char *proposed);

/* Whether a row is word for word an earlier one of its file: then it should go. */
void gouw_fix_row(gouw_fixes *fixes, const gouw_record *record, char delimiter);

/* A column of the header is meant to be another, one of the known. */
void gouw_fix_column(gouw_fixes *fixes, const gouw_field *field, size_t at, const char *meant);

/* Sorts and hands over. */
gouw_status gouw_fixes_finish(gouw_fixes *fixes, gouw_dataset *dataset, gouw_error *error);

#endif
