#include "chart/canvas.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The kinds of layers: their letter, their columns, and a row outside the picture that keeps a
 * block from being empty. */
static const struct {
    char letter;
    const char *header, *nothing;
} KINDS[] = {
    {'b', "x1,y1,x2,y2,colour\n", "-9,-9,-8,-8,0\n"},
    {'d', "x,y,radius,colour\n", "-9,-9,1,0\n"},
    {'l', "x,y,colour\n", "-9,-9,0\n-8,-9,0\n"},
    {'a', "x,y,colour\n", "-9,-9,0\n-8,-9,0\n-8,-8,0\n"},
};

static const char TEXT_HEADER[] = "x,y,colour,angle,text\n", NO_TEXT[] = "-9,-9,0,0,\".\"\n";

static const gouw_face FACES[GOUW_N_STYLES] = {
    [GOUW_TITLE] = {16, true},  [GOUW_SUBTITLE] = {12.5, false}, [GOUW_LABEL] = {12, false},
    [GOUW_STRONG] = {12, true}, [GOUW_SMALL] = {11, false},      [GOUW_SMALL_STRONG] = {11, true},
};

void gouw_canvas_open(gouw_canvas *canvas, const gouw_chart *chart, const gouw_palette *palette,
                      gouw_arena *arena) {
    *canvas = (gouw_canvas){.arena = arena,
                            .palette = palette,
                            .wide = GOUW_CHART_WIDTH,
                            .width = GOUW_CHART_WIDTH,
                            .title = "",
                            .description = "",
                            .layers = chart->layers,
                            .n_layers = strlen(chart->layers)};
    for (size_t i = 0; i < GOUW_TEXT_LAYERS + canvas->n_layers; i++)
        gouw_sink_open_memory(&canvas->blocks[i]);
}

void gouw_canvas_release(gouw_canvas *canvas) {
    for (size_t i = 0; i < GOUW_TEXT_LAYERS + canvas->n_layers; i++)
        gouw_sink_release(&canvas->blocks[i]);
}

double gouw_canvas_room(const gouw_canvas *canvas, double room) {
    return room * fmin(1, canvas->wide / GOUW_CHART_WIDTH);
}

double gouw_canvas_pitch(const gouw_canvas *canvas, double pitch, size_t n) {
    return n == 0 ? pitch : fmin(2 * pitch, floor(2 * (pitch + canvas->spare / (double)n)) / 2);
}

gouw_face gouw_style_face(gouw_style style) {
    return FACES[style];
}

double gouw_style_width(gouw_style style, const char *text) {
    return gouw_text_width(text, FACES[style]);
}

/* A number with two decimals and a comma behind it, whatever the locale. What is no place on any
 * canvas goes outside of it. */
static void put(gouw_sink *sink, double value) {
    const long hundredths = fabs(value) < 1e6 ? lround(value * 100) : -900;
    const unsigned long size = (unsigned long)(hundredths < 0 ? -hundredths : hundredths);
    gouw_sink_format(sink, "%s%lu.%02lu,", hundredths < 0 ? "-" : "", size / 100, size % 100);
}

void gouw_chart_clean(gouw_sink *sink, const char *text) {
    for (size_t n = 0; *text != '\0'; text += n > 0 ? n : 1) {
        const unsigned char *s = (const unsigned char *)text;
        n = gouw_utf8_length(text);
        if (n == 0)
            gouw_sink_text(sink, "\xEF\xBF\xBD");
        else if (s[0] < 0x20 || s[0] == 0x7F || (s[0] == 0xC2 && s[1] < 0xA0))
            gouw_sink_char(sink, ' ');
        else if (s[0] == '"' || s[0] == '\\')
            gouw_sink_format(sink, "%c%c", s[0], s[0]);
        else if (!gouw_utf8_unseen(text))
            gouw_sink_write(sink, text, n);
    }
}

static gouw_text_box box_of(gouw_style style, gouw_align align, double x, double y,
                            const char *text) {
    const double width = gouw_style_width(style, text);
    const double left = align == GOUW_LEFT ? x : align == GOUW_RIGHT ? x - width : x - width / 2;
    return (gouw_text_box){.x1 = left, .x2 = left + width, .y = y, .size = FACES[style].size};
}

/* Remembers where a level text stands, for what must not cross it. */
static void remember(gouw_canvas *canvas, gouw_text_box box) {
    if (canvas->n_boxes == canvas->boxes_capacity) {
        const size_t room = canvas->n_boxes == 0 ? 128 : canvas->n_boxes * 2;
        gouw_text_box *boxes = gouw_arena_grow(canvas->arena, canvas->boxes, canvas->n_boxes, room,
                                               sizeof *boxes);
        if (boxes == NULL) {
            canvas->failed = true;
            return;
        }
        canvas->boxes = boxes;
        canvas->boxes_capacity = room;
    }
    canvas->boxes[canvas->n_boxes++] = box;
}

bool gouw_canvas_clear(const gouw_canvas *canvas, gouw_style style, gouw_align align, double x,
                       double y, const char *text) {
    const gouw_text_box box = box_of(style, align, x, y, text);
    for (size_t i = 0; i < canvas->n_boxes; i++) {
        const gouw_text_box *other = &canvas->boxes[i];
        if (box.x1 < other->x2 + 3 && other->x1 < box.x2 + 3 &&
            fabs(box.y - other->y) < (box.size + other->size) * 0.5)
            return false;
    }
    return true;
}

void gouw_canvas_turned(gouw_canvas *canvas, gouw_style style, gouw_align align, double x, double y,
                        double angle, gouw_colour colour, const char *text) {
    if (text == NULL || text[strspn(text, " ")] == '\0')
        return;
    gouw_sink *sink = &canvas->blocks[(size_t)style * GOUW_N_ALIGNS + (size_t)align];
    put(sink, x);
    put(sink, y);
    gouw_sink_format(sink, "%d,", (int)colour);
    put(sink, angle);
    gouw_sink_char(sink, '"');
    gouw_chart_clean(sink, text);
    gouw_sink_text(sink, "\"\n");
    if (angle == 0)
        remember(canvas, box_of(style, align, x, y, text));
}

void gouw_canvas_text(gouw_canvas *canvas, gouw_style style, gouw_align align, double x, double y,
                      gouw_colour colour, const char *text) {
    gouw_canvas_turned(canvas, style, align, x, y, 0, colour, text);
}

const char *gouw_canvas_format(gouw_canvas *canvas, const char *format, ...) {
    va_list args;
    va_start(args, format);
    const int length = vsnprintf(NULL, 0, format, args);
    va_end(args);
    char *text = length < 0 ? NULL : gouw_canvas_array(canvas, (size_t)length + 1, 1);
    if (text == NULL)
        return "";
    va_start(args, format);
    (void)vsnprintf(text, (size_t)length + 1, format, args);
    va_end(args);
    return text;
}

size_t gouw_canvas_wrap(gouw_canvas *canvas, gouw_style style, const char *text, double width,
                        size_t max_lines, const char **lines) {
    const size_t n = gouw_text_wrap(canvas->arena, text, FACES[style], width, max_lines, lines);
    if (n == 0)
        canvas->failed = true;
    return n;
}

const char *gouw_canvas_shorten(gouw_canvas *canvas, gouw_style style, const char *text,
                                double width) {
    const char *shorter = gouw_text_shorten(canvas->arena, text, FACES[style], width);
    if (shorter == NULL)
        canvas->failed = true;
    return shorter == NULL ? "" : shorter;
}

static gouw_sink *layer_sink(gouw_canvas *canvas, size_t layer) {
    return &canvas->blocks[GOUW_TEXT_LAYERS + layer];
}

void gouw_canvas_box(gouw_canvas *canvas, size_t layer, double x1, double y1, double x2, double y2,
                     gouw_colour colour) {
    gouw_sink *sink = layer_sink(canvas, layer);
    put(sink, x1);
    put(sink, y1);
    put(sink, x2);
    put(sink, y2);
    gouw_sink_format(sink, "%d\n", (int)colour);
}

void gouw_canvas_frame(gouw_canvas *canvas, size_t layer, double x1, double y1, double x2,
                       double y2, double thickness, gouw_colour border, gouw_colour fill) {
    gouw_canvas_box(canvas, layer, x1, y1, x2, y2, border);
    if (x2 - x1 > 2 * thickness && y2 - y1 > 2 * thickness)
        gouw_canvas_box(canvas, layer, x1 + thickness, y1 + thickness, x2 - thickness,
                        y2 - thickness, fill);
}

static int by_height(const void *a, const void *b) {
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

void gouw_canvas_upright(gouw_canvas *canvas, size_t layer, double x, double y1, double y2,
                         double thickness, gouw_colour colour) {
    enum { AIR = 2 };
    double *gaps = gouw_canvas_array(canvas, 2 * canvas->n_boxes + 1, sizeof *gaps);
    size_t n = 0;
    for (size_t i = 0; gaps != NULL && i < canvas->n_boxes; i++) {
        const gouw_text_box *box = &canvas->boxes[i];
        const double half = box->size * 0.55;
        if (x < box->x1 - AIR || x > box->x2 + AIR || box->y + half < y1 || box->y - half > y2)
            continue;
        gaps[n++] = box->y - half;
        gaps[n++] = box->y + half;
    }
    /* Ends of gaps in order: texts one above the other, so sorting keeps starts before ends. */
    if (n > 0)
        qsort(gaps, n, sizeof *gaps, by_height);
    for (size_t i = 0; i <= n; i += 2) {
        const double from = i == 0 ? y1 : gaps[i - 1], to = i == n ? y2 : gaps[i];
        if (to > from)
            gouw_canvas_box(canvas, layer, x - thickness / 2, from, x + thickness / 2, to, colour);
    }
}

void gouw_canvas_disc(gouw_canvas *canvas, size_t layer, double x, double y, double radius,
                      gouw_colour colour) {
    gouw_sink *sink = layer_sink(canvas, layer);
    put(sink, x);
    put(sink, y);
    put(sink, radius);
    gouw_sink_format(sink, "%d\n", (int)colour);
}

void gouw_canvas_ring(gouw_canvas *canvas, size_t layer, double x, double y, double radius,
                      double thickness, gouw_colour border, gouw_colour fill) {
    gouw_canvas_disc(canvas, layer, x, y, radius, border);
    gouw_canvas_disc(canvas, layer, x, y, radius - thickness, fill);
}

/* From a to b, or LEAST about their middle where that is more. */
static void widen(double *a, double *b) {
    enum { LEAST = 6 };
    const double low = fmin(*a, *b), high = fmax(*a, *b), short_by = fmax(0, LEAST - (high - low));
    *a = low - short_by / 2;
    *b = high + short_by / 2;
}

void gouw_canvas_hover(gouw_canvas *canvas, double x1, double y1, double x2, double y2,
                       const char *text) {
    if (text == NULL || canvas->n_hovers > GOUW_MOST_HOVERS)
        return;
    if (canvas->n_hovers == canvas->hovers_capacity) {
        const size_t room = canvas->n_hovers == 0 ? 128 : canvas->n_hovers * 2;
        gouw_hover *hovers = gouw_arena_grow(canvas->arena, canvas->hovers, canvas->n_hovers, room,
                                             sizeof *hovers);
        if (hovers == NULL) {
            canvas->failed = true;
            return;
        }
        canvas->hovers = hovers;
        canvas->hovers_capacity = room;
    }
    widen(&x1, &x2);
    widen(&y1, &y2);
    canvas->hovers[canvas->n_hovers++] = (gouw_hover){x1, y1, x2, y2, text};
}

void gouw_canvas_point(gouw_canvas *canvas, size_t layer, double x, double y, gouw_colour colour) {
    gouw_sink *sink = layer_sink(canvas, layer);
    put(sink, x);
    put(sink, y);
    gouw_sink_format(sink, "%d\n", (int)colour);
}

void gouw_canvas_lift(gouw_canvas *canvas, size_t layer) {
    gouw_sink *sink = layer_sink(canvas, layer);
    if (sink->length >= 2 && memcmp(sink->data + sink->length - 2, "\n\n", 2) != 0)
        gouw_sink_char(sink, '\n');
}

void *gouw_canvas_array(gouw_canvas *canvas, size_t n, size_t size) {
    void *items = gouw_arena_array(canvas->arena, n, size);
    if (items == NULL)
        canvas->failed = true;
    return items;
}

static size_t kind_of(char letter) {
    size_t k = 0;
    while (KINDS[k].letter != letter)
        k++;
    return k;
}

static void write_block(const gouw_sink *block, const char *header, const char *nothing,
                        gouw_sink *sink) {
    gouw_sink_text(sink, header);
    if (block->length == 0)
        gouw_sink_text(sink, nothing);
    else
        gouw_sink_write(sink, block->data, block->length);
    /* A layer of lines may end in a blank line; two blank lines end a block. */
    const bool blank = block->length >= 2 && block->data[block->length - 2] == '\n';
    gouw_sink_text(sink, blank ? "\n" : "\n\n");
}

gouw_status gouw_canvas_write(const gouw_canvas *canvas, gouw_sink *sink, gouw_error *error) {
    if (canvas->failed)
        return gouw_fail_memory(error, 0);
    for (size_t i = 0; i < GOUW_TEXT_LAYERS + canvas->n_layers; i++) {
        const gouw_sink *block = &canvas->blocks[i];
        if (block->fault != 0)
            return gouw_fail_memory(error, block->capacity);
        if (i < GOUW_TEXT_LAYERS) {
            write_block(block, TEXT_HEADER, NO_TEXT, sink);
        } else {
            const size_t k = kind_of(canvas->layers[i - GOUW_TEXT_LAYERS]);
            write_block(block, KINDS[k].header, KINDS[k].nothing, sink);
        }
    }
    return GOUW_OK;
}
