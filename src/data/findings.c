#include "data/findings.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/quote.h"

void gouw_findings_init(gouw_findings *findings, gouw_arena *arena, gouw_arena *work) {
    *findings = (gouw_findings){.arena = arena, .work = work};
}

static void count_rest(gouw_findings *findings, const gouw_tally *tally) {
    if (tally->n <= GOUW_FINDINGS_LISTED + 1)
        return;
    gouw_finding *last = &findings->items[tally->last].finding;
    const size_t more = tally->n - GOUW_FINDINGS_LISTED - 1;
    const char *message = gouw_arena_format(
        findings->arena, _("%s (and %zu more like this further on)"), last->message, more);
    findings->n_more[last->severity] += more;
    if (message == NULL)
        findings->out_of_memory = true;
    else
        last->message = message;
}

/* Settles the counts of the file at hand. */
static void close_file(gouw_findings *findings) {
    for (size_t i = 0; i < findings->n_tallies && !findings->out_of_memory; i++)
        count_rest(findings, &findings->tallies[i]);
    findings->n_tallies = 0;
}

void gouw_findings_begin(gouw_findings *findings, const char *file) {
    close_file(findings);
    findings->file = file;
    findings->n_files++;
}

/* The tally of a kind; NULL when it is new and there is no room. */
static gouw_tally *tally_of(gouw_findings *findings, const char *format, gouw_severity severity) {
    for (size_t i = 0; i < findings->n_tallies; i++)
        if (findings->tallies[i].format == format && findings->tallies[i].severity == severity)
            return &findings->tallies[i];
    if (findings->n_tallies == GOUW_FINDINGS_KINDS)
        return NULL;
    gouw_tally *tally = &findings->tallies[findings->n_tallies++];
    *tally = (gouw_tally){.format = format, .severity = severity};
    return tally;
}

bool gouw_findings_listed(const gouw_findings *findings, const char *format) {
    if (findings->muted)
        return false;
    for (size_t i = 0; i < findings->n_tallies; i++)
        if (findings->tallies[i].format == format &&
            findings->tallies[i].severity == GOUW_FINDING_ERROR)
            return findings->tallies[i].n <= GOUW_FINDINGS_LISTED;
    return true;
}

static gouw_found *item_add(gouw_findings *findings) {
    if (findings->n == findings->capacity) {
        const size_t capacity = findings->capacity == 0 ? 16 : findings->capacity * 2;
        gouw_found *items = gouw_arena_grow(findings->work, findings->items, findings->n, capacity,
                                            sizeof *items);
        if (items == NULL)
            return NULL;
        findings->items = items;
        findings->capacity = capacity;
    }
    return &findings->items[findings->n++];
}

static void add(gouw_findings *findings, gouw_severity severity, size_t line, size_t field,
                gouw_tally *tally, const char *text) {
    const char *message = gouw_arena_text(findings->arena, text, strlen(text));
    gouw_found *item = message == NULL ? NULL : item_add(findings);
    if (item == NULL) {
        findings->out_of_memory = true;
        return;
    }
    if (tally != NULL)
        tally->last = findings->n - 1;
    *item = (gouw_found){.finding = {.file = findings->file,
                                     .line = line,
                                     .field = field,
                                     .severity = severity,
                                     .message = message},
                         .rank = findings->n_files,
                         .number = findings->n};
}

/* Counts one of a kind; whether it is listed. */
static bool count(gouw_findings *findings, const char *kind, gouw_severity severity,
                  gouw_tally **tally) {
    findings->any = true;
    if (findings->out_of_memory || findings->muted)
        return false;
    *tally = tally_of(findings, kind, severity);
    return *tally == NULL || (*tally)->n++ <= GOUW_FINDINGS_LISTED;
}

void gouw_findings_add(gouw_findings *findings, gouw_severity severity, size_t line, size_t field,
                       const char *format, ...) {
    gouw_tally *tally;
    char text[GOUW_MESSAGE_MAX];
    if (!count(findings, format, severity, &tally))
        return;
    va_list args;
    va_start(args, format);
    (void)vsnprintf(text, sizeof text, format, args);
    va_end(args);
    gouw_make_plain(text);
    add(findings, severity, line, field, tally, text);
}

void gouw_findings_say(gouw_findings *findings, gouw_severity severity, size_t line, size_t field,
                       const char *text) {
    gouw_tally *tally;
    if (count(findings, text, severity, &tally))
        add(findings, severity, line, field, tally, text);
}

static int order(size_t a, size_t b) {
    return (a > b) - (a < b);
}

static int by_place(const void *left, const void *right) {
    const gouw_found *a = left, *b = right;
    int by = order(a->rank, b->rank);
    if (by == 0)
        by = order(a->finding.line, b->finding.line);
    if (by == 0)
        by = order(a->finding.field, b->finding.field);
    return by != 0 ? by : order(a->number, b->number);
}

gouw_status gouw_findings_finish(gouw_findings *findings, gouw_dataset *dataset,
                                 gouw_error *error) {
    close_file(findings);
    const size_t n = findings->n;
    gouw_finding *list = gouw_arena_array(findings->arena, n, sizeof *list);
    if (findings->out_of_memory || list == NULL)
        return gouw_fail_memory(error, (n + 1) * sizeof *list);
    if (n > 1)
        qsort(findings->items, n, sizeof *findings->items, by_place);
    dataset->n_errors = 0;
    for (size_t i = 0; i < n; i++) {
        list[i] = findings->items[i].finding;
        dataset->n_errors += list[i].severity == GOUW_FINDING_ERROR;
    }
    dataset->findings = list;
    dataset->n_findings = n;
    dataset->n_more_errors = findings->n_more[GOUW_FINDING_ERROR];
    dataset->n_more_warnings = findings->n_more[GOUW_FINDING_WARNING];
    return GOUW_OK;
}
