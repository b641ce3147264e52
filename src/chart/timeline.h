/* The timeline: what its table says, before and after it has found its place. */
#ifndef GOUW_CHART_TIMELINE_H
#define GOUW_CHART_TIMELINE_H

#include "chart/axis.h"
#include "chart/chart_names.h"

/* The colour of stages outside the sequence, where those in it have the colours. */
#define GOUW_NEUTRAL 0x7F7F7F

typedef enum gouw_bar_state {
    GOUW_BAR_DONE,
    GOUW_BAR_DROPPED,
    GOUW_BAR_OVERDUE,
    GOUW_BAR_DUE,
    GOUW_BAR_UPCOMING,
    GOUW_BAR_UNDATED,
    GOUW_N_BAR_STATES
} gouw_bar_state;

typedef struct gouw_bar {
    size_t row, stage;
    gouw_day earliest, latest; /* GOUW_DAY_NONE when undated */
    gouw_bar_state state;
    bool dated, cut;       /* cut: goes on beyond the axis */
    const char *name;      /* what stands at it, whole */
    const char *label;     /* the same, as there is room */
    double x1, x2, text_x; /* of the bar; of its label */
    gouw_align text_align;
    size_t lane; /* of its row, from 0 */
} gouw_bar;

typedef struct gouw_timeline {
    gouw_chart_names rows, stages; /* rows: the regions, or the stages again */
    gouw_bar *steps;               /* by row, then by earliest day */
    size_t n_steps, n_dated;
    size_t count[GOUW_N_BAR_STATES];
    size_t *first;        /* of each row's steps; n_rows + 1 */
    size_t *lanes;        /* of each row, at least 1 */
    gouw_colour *colours; /* of each stage */
    bool *used;           /* whether a stage occurs */
    gouw_day from, to;    /* the window */
    bool trimmed;         /* steps go on beyond the window */
} gouw_timeline;

/* Reads the table, a row a region or a row a stage; finds the window, which includes as_of, and the
 * colours of the stages. */
void gouw_timeline_read(gouw_canvas *canvas, const gouw_chart_job *job, bool by_stage,
                        gouw_timeline *timeline);

/* Places the bars of each row in lanes, labels too if labelled, between the axis's ends. */
void gouw_timeline_place(gouw_canvas *canvas, gouw_timeline *timeline, const gouw_time_axis *axis,
                         bool labelled);

/* The layout of the charts timeline and stages. */
gouw_status gouw_timeline_layout(const gouw_chart_job *job, gouw_canvas *canvas, bool by_stage,
                                 gouw_error *error);

/* What both are drawn from. */
extern const gouw_chart_need gouw_timeline_needs[2];

#endif
