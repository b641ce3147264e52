/* Ids and what people read in their place: rows or columns of a chart, in order. */
#ifndef GOUW_CHART_CHART_NAMES_H
#define GOUW_CHART_CHART_NAMES_H

#include <stdint.h>

#include "chart/canvas.h"
#include "gouw/table.h"

typedef struct gouw_chart_names {
    size_t n, capacity;
    const char **ids, **labels, **groups; /* a label is never NULL; a group may be */
    int64_t *orders;                      /* GOUW_INTEGER_NONE: outside the sequence */
    size_t last;                          /* where the last search ended */
} gouw_chart_names;

/* All ids of that kind in the labels of a job, in their order there; none where it has no labels.
 */
void gouw_chart_names_read(gouw_canvas *canvas, const gouw_table *labels, const char *kind,
                           gouw_chart_names *names);

/* The index of an id; SIZE_MAX if there is none. Quick when ids are asked for in order. */
size_t gouw_chart_names_find(gouw_chart_names *names, const char *id);

/* The index of an id, which is added with itself as label when it is new. SIZE_MAX for NULL, and
 * when memory is out (remembered by the canvas). */
size_t gouw_chart_names_of(gouw_canvas *canvas, gouw_chart_names *names, const char *id);

/* The label of an id; the id itself where it has none. */
const char *gouw_chart_names_label(gouw_chart_names *names, const char *id);

/* A cell as a number, whatever its type; NaN for missing and for text. */
double gouw_cell_number(const gouw_table *table, size_t row, const char *column);

/* A cell of text; "" for missing. */
const char *gouw_cell_text(const gouw_table *table, size_t row, const char *column);

#endif
