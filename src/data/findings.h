/* Collects what is wrong with the files of a dataset.
 *
 * Findings are added as they are met and come out sorted by file (in the order in which files
 * were begun), line, field. Of one kind (one format) a file lists a hundred; the next carries how
 * many more there are, and those are only counted. A kind is a format and a severity.
 *
 * Like a sink, the collection remembers that memory ran out; adding on is harmless. Ask once, with
 * gouw_findings_finish.
 */
#ifndef GOUW_DATA_FINDINGS_H
#define GOUW_DATA_FINDINGS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/quote.h"
#include "gouw/arena.h"
#include "gouw/dataset.h"
#include "gouw/limits.h"
#include "gouw/status.h"

enum { GOUW_FINDINGS_LISTED = GOUW_LIMIT_FINDINGS - 1, GOUW_FINDINGS_KINDS = 64 };

typedef struct gouw_found {
    gouw_finding finding;
    size_t rank, number; /* of its file; in order of adding */
} gouw_found;

/* How often one kind was met in the file at hand. */
typedef struct gouw_tally {
    const char *format;
    gouw_severity severity;
    size_t n;
    size_t last; /* index of the finding that carries the count of the rest */
} gouw_tally;

typedef struct gouw_findings {
    gouw_arena *arena; /* for the messages and the list that comes out */
    gouw_arena *work;
    const char *file;
    size_t n_files;
    gouw_found *items;
    size_t n, capacity;
    size_t n_more[2]; /* counted but not listed, by severity */
    gouw_tally tallies[GOUW_FINDINGS_KINDS];
    size_t n_tallies;
    bool muted; /* nothing is kept, nor made ready to be shown */
    bool any;   /* something was to be said */
    bool out_of_memory;
} gouw_findings;

void gouw_findings_init(gouw_findings *findings, gouw_arena *arena, gouw_arena *work);

/* From here on findings are about this file. */
void gouw_findings_begin(gouw_findings *findings, const char *file);

/* Adds one. The format is the kind: always a literal through _(). */
void gouw_findings_add(gouw_findings *findings, gouw_severity severity, size_t line, size_t field,
                       const char *format, ...) GOUW_PRINTF(5, 6);

/* Adds one whose text holds no values: then the text is the kind. */
void gouw_findings_say(gouw_findings *findings, gouw_severity severity, size_t line, size_t field,
                       const char *text);

/* Whether one more error of this kind would be listed: ask before costly work on its message. */
bool gouw_findings_listed(const gouw_findings *findings, const char *format);

/* Sorts and hands over: findings, their number and the counts of the dataset. */
gouw_status gouw_findings_finish(gouw_findings *findings, gouw_dataset *dataset, gouw_error *error);

#endif
