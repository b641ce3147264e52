/* The report: every table as CSV, every chart, and one page that can be sent on.
 *
 *     FOLDER/report.html          self-contained: style and pictures are inside
 *     FOLDER/<table>.csv          one a table
 *     FOLDER/report.xlsx          all tables as a workbook
 *     FOLDER/charts/<chart>.svg   and .png if asked for
 *     FOLDER/manifest.csv         which files are gouw's, see folder.h
 */
#ifndef GOUW_REPORT_H
#define GOUW_REPORT_H

#include <stdbool.h>

#include "gouw/analysis.h"
#include "gouw/dataset.h"
#include "gouw/sink.h"
#include "gouw/status.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct gouw_report_options {
    const char *folder;
    bool force;        /* replace files that are not gouw's */
    bool tables_only;  /* no charts and no page */
    bool png;          /* charts as PNG beside the SVG */
    bool unguarded;    /* CSV without the guard against formulas, see writer.h */
    bool own_scales;   /* each growth panel its own scale instead of the same for all */
    const char *plots; /* folder of the chart scripts; NULL = where gouw was built or installed */
} gouw_report_options;

/* What was written, for a closing line. */
typedef struct gouw_report_counts {
    size_t n_tables, n_charts;
    const char *chart_trouble; /* why charts are missing; NULL = none is */
    bool lacks_day;            /* the calendar is left out, since no day is known to look from */
} gouw_report_counts;

/* Runs every analysis that the datasets allow, with default options, and writes the folder. run
 * gives the datasets (the newest last; two when an older edition stands before it; GOUW_EDATA, and
 * nothing written, when one has errors), as-of date,
 * seed, threads, hooks and arena. Without gnuplot or its font the tables and the page are still
 * written; counts->chart_trouble says why. */
gouw_status gouw_report_write(const gouw_run *run, size_t n_datasets,
                              const gouw_report_options *options, gouw_report_counts *counts,
                              gouw_error *error);

/* Writes one self-contained page of regions side by side: their cards as in the report, then the
 * results of the analysis compare, which run and results are of. GOUW_EUSAGE when the operands of
 * run name no region. */
gouw_status gouw_report_side_by_side(const gouw_run *run, const gouw_results *results,
                                     gouw_sink *sink, gouw_error *error);

#ifdef __cplusplus
}
#endif

#endif
