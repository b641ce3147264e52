/* Charts: pictures of result tables.
 *
 * A chart is a pure function of tables, never of the model, so that it can be drawn again from
 * files written earlier. gouw computes everything: order, layout, positions, shortened names,
 * sentences. gnuplot only draws what the chart file says, by a fixed script in plots/:
 *
 *     tables -> layout -> canvas -> chart file (CSV) -> gnuplot plots/NAME.gp -> clean-up -> path
 *
 * The same tables give the same bytes, in each of the formats.
 */
#ifndef GOUW_CHART_H
#define GOUW_CHART_H

#include <stdbool.h>
#include <stddef.h>

#include "gouw/arena.h"
#include "gouw/date.h"
#include "gouw/status.h"
#include "gouw/table.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum gouw_chart_format {
    GOUW_SVG,
    GOUW_PNG,
    GOUW_PDF,
    GOUW_N_CHART_FORMATS
} gouw_chart_format;

/* "svg", "png", "pdf", NULL at the end: the names, and the endings of files. */
extern const char *const gouw_chart_format_names[];

/* The palettes, NULL at the end: okabe-ito, tol, cividis (all told apart by colour-blind readers)
 * and grey (for print in black and white). */
extern const char *const gouw_palette_names[];

/* A table that a chart is drawn from. */
typedef struct gouw_chart_need {
    const char *table;
    const char *columns; /* that must be there, separated by single blanks */
    bool optional;       /* the chart is drawn without it, too */
} gouw_chart_need;

typedef struct gouw_canvas gouw_canvas;
typedef struct gouw_chart_job gouw_chart_job;

typedef struct gouw_chart {
    const char *name;    /* also of plots/<name>.gp */
    const char *summary; /* one line, translatable */
    const gouw_chart_need *needs;
    size_t n_needs;
    const char
        *layers; /* of shapes, in the order of the script: b boxes, d discs, l lines, a areas */
    gouw_status (*layout)(const gouw_chart_job *job, gouw_canvas *canvas, gouw_error *error);
} gouw_chart;

/* One picture to draw. Texts and tables must outlive the call. */
struct gouw_chart_job {
    const gouw_chart *chart;
    const gouw_table *const *tables; /* found by name; others are passed over */
    size_t n_tables;
    /* Names for ids: a table with the columns kind (region, theme, stage), id, label, group and
     * order (integer; of stages: missing = outside the sequence). NULL: ids are shown. */
    const gouw_table *labels;
    const char *title, *subtitle; /* NULL: the chart's own; "": none */
    bool own_scales;              /* growth: each panel its own scale, not one for all */
    const char *caption;          /* stands below the chart's own notes; NULL or "": none */
    gouw_day as_of;               /* GOUW_DAY_NONE: not shown */
    const char *path;
    gouw_chart_format format;
    /* In pixels, at most; 0: its own. The picture is laid out for them with texts at their usual
     * size (a PNG has two pixels to one of SVG and PDF), and scaled only where that cannot be: for
     * a width below 640 or beyond 1920, for cells that need more, for too little height. */
    unsigned width, height;
};

typedef struct gouw_chart_options {
    const char *plots;   /* the folder of the scripts; NULL: where they were installed */
    const char *style;   /* a gnuplot file read before plots/style.gp; NULL: none */
    const char *gnuplot; /* the program; NULL: looked for in PATH */
    const char *palette; /* one of gouw_palette_names; NULL: the first */
    unsigned processes;  /* how many may run at a time; 0 counts as 1 */
    bool replace;        /* existing files may be replaced */
    bool (*interrupted)(void *watch); /* no more charts are begun once it is true; may be NULL */
    /* Told of each chart that is begun, n_done of n having been drawn; may be NULL. */
    void (*progress)(void *watch, size_t n_done, size_t n, const char *chart);
    void *watch;
} gouw_chart_options;

/* All charts, in the order of charts.def. */
const gouw_chart *const *gouw_charts(size_t *n_charts);

/* The chart of that name; NULL if there is none. */
const gouw_chart *gouw_chart_find(const char *name);

/* The table of a job by name; NULL if it has none. */
const gouw_table *gouw_chart_table(const gouw_chart_job *job, const char *name);

/* The title and a description in words of what the picture shows, for people who do not see it;
 * in the arena. The SVG has them already. */
gouw_status gouw_chart_describe(const gouw_chart_job *job, gouw_arena *arena, const char **title,
                                const char **description, gouw_error *error);

/* Draws all jobs, several at a time. A file appears at its path only when it is complete. When
 * some fail, the others are still drawn and the error is that of the first that failed: GOUW_EUSAGE
 * for a missing table or column, GOUW_EDATA when there is nothing to draw, GOUW_EIO when gnuplot,
 * its fonts or a file is the trouble; GOUW_EINTERRUPT when stopped on request. options may be NULL.
 */
gouw_status gouw_charts_draw(const gouw_chart_job *jobs, size_t n_jobs,
                             const gouw_chart_options *options, gouw_error *error);

#ifdef __cplusplus
}
#endif

#endif
