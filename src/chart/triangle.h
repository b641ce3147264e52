/* A triangle of cells, one a pair, with the names at its slanted side: for what has no direction,
 * or one that turning round tells. Or the square of both halves, with the names at its right side
 * and, where there is room, numbers that tell which column is which row: for trees at two sides.
 *
 *     +--+
 *     |12| Achterhoek
 *     +--+--+
 *     |.4| 9| Regio Emmen
 *     +--+--+--+
 *     |.2|.6| 7| Twente
 */
#ifndef GOUW_CHART_TRIANGLE_H
#define GOUW_CHART_TRIANGLE_H

#include "chart/frame.h"

enum { GOUW_TRIANGLE_VALUES = 25, GOUW_TRIANGLE_MOST = 800 };

/* Values of cells that are no number: nothing is drawn; "not defined" is drawn. */
#define GOUW_CELL_NONE (-1e9F)

typedef struct gouw_triangle {
    size_t n;
    const char **names;    /* of the rows, from the top */
    const char **diagonal; /* what stands in the cells at the slanted side; NULL: nothing */
    const float *values;   /* n x n; cell (i, j) with j < i, and both ways in a square; NaN = not
                              defined */
    float low, high;       /* of the colours */
    bool square;           /* both halves */
    bool whole;            /* values are counts, not shares, and are written so */
    gouw_colour (*colour)(const gouw_palette *palette, double value); /* from low to high */
    size_t ground, cells;                                             /* layers of boxes */
    double x1, y1, cell; /* the corner; the side of a cell */
    gouw_name_column column;
    /* What cell (i, j) with j <= i says to those who point at it, in a square (j, i) too; NULL:
     * nothing. */
    const char *(*words)(void *context, size_t i, size_t j);
    void *context;
} gouw_triangle;

/* Chooses the size of the cells for a triangle that begins at x1, and the canvas's width. */
void gouw_triangle_fit(gouw_canvas *canvas, gouw_triangle *triangle, double x1);

/* Draws it from y1 on; up to GOUW_TRIANGLE_VALUES rows each cell carries its value. */
void gouw_triangle_draw(gouw_canvas *canvas, const gouw_triangle *triangle);

/* The height of the numbers above a square: 0 where there are none. */
double gouw_triangle_numbers(const gouw_triangle *triangle);

/* The room between the edge of a cell's place and its box. */
double gouw_triangle_air(const gouw_triangle *triangle);

#endif
