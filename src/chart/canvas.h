/* A canvas: what a layout draws on. It collects shapes and texts by layer, already in the form of
 * the chart file that gnuplot reads.
 *
 * Units are CSS pixels, y downwards. Texts stand in blocks 0 .. 17 (style * 3 + align), whether
 * used or not, and are drawn last; the layers of shapes follow, as the chart's descriptor lists
 * them:
 *
 *     block        0 .. 17                      18 ..
 *     header       x,y,colour,angle,text        boxes  x1,y1,x2,y2,colour
 *                                               discs  x,y,radius,colour
 *                                               lines, areas  x,y,colour; a blank line between two
 *
 * A block is never empty: gnuplot would count the following ones wrongly. Layer 0 is boxes and
 * takes what every chart has: the accent, bands, grid lines, keys.
 *
 * A failed allocation is remembered; drawing on is harmless. gouw_canvas_write reports it.
 */
#ifndef GOUW_CHART_CANVAS_H
#define GOUW_CHART_CANVAS_H

#include <stdbool.h>

#include "chart/measure.h"
#include "chart/palette.h"
#include "gouw/arena.h"
#include "gouw/chart.h"
#include "gouw/sink.h"

typedef enum gouw_style {
    GOUW_TITLE,
    GOUW_SUBTITLE,
    GOUW_LABEL,
    GOUW_STRONG,
    GOUW_SMALL,
    GOUW_SMALL_STRONG,
    GOUW_N_STYLES
} gouw_style;

typedef enum gouw_align { GOUW_LEFT, GOUW_RIGHT, GOUW_CENTRE, GOUW_N_ALIGNS } gouw_align;

enum {
    GOUW_TEXT_LAYERS = GOUW_N_STYLES * GOUW_N_ALIGNS,
    GOUW_MAX_LAYERS = 12,
    GOUW_MOST_HOVERS = 6000
};

/* The width of a picture where none is asked for, and the least and the most that texts of one size
 * suit. */
enum { GOUW_CHART_WIDTH = 960, GOUW_LEAST_WIDTH = 640, GOUW_MOST_WIDTH = 1920 };

/* Where a level text stands. */
typedef struct gouw_text_box {
    double x1, x2, y; /* ends; middle */
    double size;
} gouw_text_box;

/* A place in the picture, and what a reader who points at it is told. Places that follow one
 * another and have the very same text, not a copy, share it where they are drawn. */
typedef struct gouw_hover {
    double x1, y1, x2, y2;
    const char *text; /* plain, as it is: what is drawn with it escapes it */
} gouw_hover;

struct gouw_canvas {
    gouw_arena *arena; /* for texts that the layout makes */
    const gouw_palette *palette;
    double wide;  /* the width asked for; a layout that needs more takes it */
    double spare; /* height that rows and plots may have besides what they need */
    double width, height;
    double head; /* of height, what the title takes at the top: a picture without it starts there */
    const char *title, *description; /* plain text; set by the layout */
    const char *layers;              /* of the chart's descriptor */
    size_t n_layers;
    bool failed;          /* an allocation in the layout */
    gouw_text_box *boxes; /* of all level texts so far */
    size_t n_boxes, boxes_capacity;
    gouw_hover *hovers; /* later ones lie over earlier ones */
    size_t n_hovers, hovers_capacity;
    gouw_sink blocks[GOUW_TEXT_LAYERS + GOUW_MAX_LAYERS];
};

/* An empty canvas for that chart, whose colours are of the palette. */
void gouw_canvas_open(gouw_canvas *canvas, const gouw_chart *chart, const gouw_palette *palette,
                      gouw_arena *arena);

/* Room for names: room, less in a picture narrower than usual. */
double gouw_canvas_room(const gouw_canvas *canvas, double room);

/* The height of each of n rows: pitch, up to twice that where height is to spare. */
double gouw_canvas_pitch(const gouw_canvas *canvas, double pitch, size_t n);

void gouw_canvas_release(gouw_canvas *canvas);

/* Size and weight of a style; plots/style.gp has the same. */
gouw_face gouw_style_face(gouw_style style);

double gouw_style_width(gouw_style style, const char *text);

/* A text, cleaned, its middle at height y. Empty texts and NULL are passed over. */
void gouw_canvas_text(gouw_canvas *canvas, gouw_style style, gouw_align align, double x, double y,
                      gouw_colour colour, const char *text);

/* Whether a level text would stand clear of all texts drawn so far. */
bool gouw_canvas_clear(const gouw_canvas *canvas, gouw_style style, gouw_align align, double x,
                       double y, const char *text);

/* The same, turned by angle degrees counterclockwise about (x, y). */
void gouw_canvas_turned(gouw_canvas *canvas, gouw_style style, gouw_align align, double x, double y,
                        double angle, gouw_colour colour, const char *text);

/* Formatted text in the arena; "" when memory is out (remembered). */
const char *gouw_canvas_format(gouw_canvas *canvas, const char *format, ...) GOUW_PRINTF(2, 3);

/* text in lines of at most width, the last shortened; their number, 0 when memory is out
 * (remembered). */
size_t gouw_canvas_wrap(gouw_canvas *canvas, gouw_style style, const char *text, double width,
                        size_t max_lines, const char **lines);

/* text shortened to width; "" when memory is out (remembered). */
const char *gouw_canvas_shorten(gouw_canvas *canvas, gouw_style style, const char *text,
                                double width);

void gouw_canvas_box(gouw_canvas *canvas, size_t layer, double x1, double y1, double x2, double y2,
                     gouw_colour colour);

/* A box of fill with a border of that thickness inside its edges. */
void gouw_canvas_frame(gouw_canvas *canvas, size_t layer, double x1, double y1, double x2,
                       double y2, double thickness, gouw_colour border, gouw_colour fill);

/* An upright line that leaves out the level texts drawn so far. */
void gouw_canvas_upright(gouw_canvas *canvas, size_t layer, double x, double y1, double y2,
                         double thickness, gouw_colour colour);

void gouw_canvas_disc(gouw_canvas *canvas, size_t layer, double x, double y, double radius,
                      gouw_colour colour);

/* A disc of fill with a border inside its edge. */
void gouw_canvas_ring(gouw_canvas *canvas, size_t layer, double x, double y, double radius,
                      double thickness, gouw_colour border, gouw_colour fill);

/* What a mark says in words to those who point at it, in SVG; at least 6 pixels wide and high. NULL
 * is passed over. Of more than GOUW_MOST_HOVERS marks none is told: the picture would grow tenfold.
 */
void gouw_canvas_hover(gouw_canvas *canvas, double x1, double y1, double x2, double y2,
                       const char *text);

/* A point of the line or area under way in a layer of lines or areas. */
void gouw_canvas_point(gouw_canvas *canvas, size_t layer, double x, double y, gouw_colour colour);

/* Ends the line or area under way. */
void gouw_canvas_lift(gouw_canvas *canvas, size_t layer);

/* Zeroed memory from the canvas's arena; NULL when it is out (remembered). */
void *gouw_canvas_array(gouw_canvas *canvas, size_t n, size_t size);

/* Appends text with all that gnuplot would stumble over taken out or doubled: invalid UTF-8
 * becomes U+FFFD; control characters and line ends a blank; marks that change the direction of
 * text are dropped; quotes and backslashes are doubled. */
void gouw_chart_clean(gouw_sink *sink, const char *text);

/* The chart file. */
gouw_status gouw_canvas_write(const gouw_canvas *canvas, gouw_sink *sink, gouw_error *error);

#endif
