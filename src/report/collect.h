/* What the report is made of: one entry an analysis that ran, one figure a chart that can be drawn
 * from their tables, and the names of the ids in them. */
#ifndef GOUW_REPORT_COLLECT_H
#define GOUW_REPORT_COLLECT_H

#include "gouw/analysis.h"
#include "gouw/chart.h"

typedef struct report_entry {
    const gouw_analysis *analysis;
    gouw_results results;
    const char *trouble; /* why the data do not allow it; NULL = they do */
} report_entry;

typedef struct report_figure {
    const gouw_chart *chart;
    const report_entry *entry;       /* the analysis it belongs to */
    const char *title, *description; /* in words */
    const char *svg;                 /* the picture, once drawn; NULL = not drawn */
    size_t number;                   /* from 1, in the order of the page; 0 = not placed yet */
} report_figure;

typedef struct report_content {
    const gouw_run *run;
    const gouw_dataset *dataset; /* the newest */
    const gouw_dataset *older;   /* the earlier edition; NULL = none */
    gouw_day as_of;
    bool own_scales;       /* of the growth panels */
    report_entry *entries; /* in registry order */
    size_t n_entries;
    report_figure *figures; /* by entry, then in the order of charts.def */
    size_t n_figures;
    const gouw_table **tables; /* all tables of all entries */
    size_t n_tables;
    const gouw_table *labels; /* kind, id, label, group, order: see chart.h */
    size_t n_without_date;    /* analyses left out since no day is known to look from */
} report_content;

/* Runs every analysis that the datasets allow and settles which charts there will be. */
gouw_status gouw_report_collect(const gouw_run *run, size_t n_datasets, report_content *content,
                                gouw_error *error);

/* The chart job of a figure, for SVG without a path. */
gouw_chart_job gouw_report_job(const report_content *content, const report_figure *figure);

/* The entry of an analysis by name; NULL if it did not run or gave nothing. */
const report_entry *gouw_report_find(const report_content *content, const char *name);

/* A table by name; NULL if there is none, or it has no rows. */
const gouw_table *gouw_report_table(const report_content *content, const char *name);

/* Calls the progress hook of the run, if there is one. */
void gouw_report_progress(const gouw_run *run, double share);

void gouw_report_doing(const gouw_run *run, const char *what);

#endif
