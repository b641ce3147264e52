/* What every chart has around its picture: title, subtitle, keys, caption; and rows of names. */
#ifndef GOUW_CHART_FRAME_H
#define GOUW_CHART_FRAME_H

#include "chart/canvas.h"

enum { GOUW_MARGIN = 24 };

/* Draws title and subtitle (the job's, or these) and returns the y from which the chart may draw.
 * canvas->width must be set. Sets canvas->title, also where none is drawn. */
double gouw_frame_top(gouw_canvas *canvas, const gouw_chart_job *job, const char *title,
                      const char *subtitle);

/* Draws notes that a reader of the picture needs (NULL: none) and the job's caption under y, and
 * sets canvas->height. */
void gouw_frame_bottom(gouw_canvas *canvas, const gouw_chart_job *job, double y, const char *notes);

/* How a mark looks, in the picture and in its key alike. */
typedef enum gouw_mark {
    GOUW_MARK_SOLID,   /* a box of colour */
    GOUW_MARK_OUTLINE, /* a box with a border of colour and a fill */
    GOUW_MARK_CAPPED,  /* the same with an end of colour, size pixels wide */
    GOUW_MARK_DISC,
    GOUW_MARK_RING,
    GOUW_MARK_SQUARE,
    GOUW_MARK_RULE,   /* an upright line */
    GOUW_MARK_STROKE, /* a level line */
    GOUW_MARK_GOAL    /* a level line with a disc at its end */
} gouw_mark;

typedef struct gouw_key {
    gouw_mark mark;
    double size; /* the radius of a disc, the side of a square, the thickness of a line */
    gouw_colour colour, fill;
    const char *label;
} gouw_key;

/* Draws keys in rows from (x, y) on, in at most width, and returns the y below them. Boxes and
 * lines go to layer 0, discs to that layer. */
double gouw_keys_draw(gouw_canvas *canvas, const gouw_key *keys, size_t n_keys, double x, double y,
                      double width, size_t disc_layer);

/* The names of rows, at heights y[0..n), right-aligned at x (or left-aligned, growing to the
 * right). Where rows are lower than a line of text, every second name moves out by one column, and
 * a thin line leads to it; where that is not enough, names are left out evenly. */
typedef struct gouw_name_column {
    double pitch; /* pixels from row to row */
    double room;  /* pixels for names, all columns together */
    double width; /* pixels of one column of names */
    size_t columns, lines, step;
    size_t skip; /* bytes that all names begin with and that make way for an ellipsis */
} gouw_name_column;

/* How names fit rows of that pitch: at most max_room pixels wide. */
gouw_name_column gouw_name_column_fit(const char *const *names, size_t n, double pitch,
                                      double max_room);

void gouw_name_column_draw(gouw_canvas *canvas, const gouw_name_column *column,
                           const char *const *names, const double *y, size_t n, double x,
                           gouw_align align);

/* The same with an x for each row. */
void gouw_name_column_draw_at(gouw_canvas *canvas, const gouw_name_column *column,
                              const char *const *names, const double *x, const double *y, size_t n,
                              gouw_align align);

/* A copy of the names, those wider than width shortened: what all begin with goes first, so that
 * they stay apart. NULL when memory is out (remembered). */
const char **gouw_names_shorten(gouw_canvas *canvas, const char *const *names, size_t n,
                                gouw_style style, double width);

#endif
