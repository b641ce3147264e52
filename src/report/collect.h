/* What the report is made of: one entry an analysis that ran, and the names of its ids. */
#ifndef GOUW_REPORT_COLLECT_H
#define GOUW_REPORT_COLLECT_H

#include "gouw/analysis.h"
#include "gouw/chart.h"

typedef struct report_entry {
    const gouw_analysis *analysis;
    gouw_results results;
    const gouw_chart *chart; /* that can be drawn from the tables at hand; NULL = none */
    const char *svg;         /* the picture, once drawn; NULL = none */
} report_entry;

typedef struct report_content {
    const gouw_run *run;
    const gouw_dataset *dataset; /* the newest */
    gouw_day as_of;
    report_entry *entries; /* in registry order */
    size_t n_entries;
    const gouw_table **tables; /* all tables of all entries */
    size_t n_tables;
    const gouw_table *labels; /* kind, id, label, group, order: see chart.h */
} report_content;

/* Runs every analysis that the datasets allow. */
gouw_status report_collect(const gouw_run *run, size_t n_datasets, report_content *content,
                           gouw_error *error);

/* The entry of an analysis by name; NULL if it did not run. */
const report_entry *report_find(const report_content *content, const char *name);

/* The name of what an id in such a column stands for; id itself if the column holds no ids. */
const char *report_label(const report_content *content, const char *column, const char *id);

#endif
