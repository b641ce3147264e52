#include "chart/frame.h"

#include <math.h>
#include <string.h>

enum { TOP = 12, MAX_LINES = 6, LINE_TITLE = 21, LINE_SUBTITLE = 17, LINE_SMALL = 15 };

static const char *chosen(const char *asked, const char *own) {
    return asked != NULL ? asked : own == NULL ? "" : own;
}

/* Wrapped text from y on, y being the middle of the first line; returns the middle of the line
 * after the last. */
static double paragraph(gouw_canvas *canvas, gouw_style style, gouw_colour colour, double y,
                        double line_height, const char *text) {
    const char *lines[MAX_LINES];
    if (*text == '\0')
        return y;
    const size_t n = gouw_canvas_wrap(canvas, style, text, canvas->width - 2 * GOUW_MARGIN,
                                      MAX_LINES, lines);
    for (size_t i = 0; i < n; i++, y += line_height)
        gouw_canvas_text(canvas, style, GOUW_LEFT, GOUW_MARGIN, y, colour, lines[i]);
    return y;
}

double gouw_frame_top(gouw_canvas *canvas, const gouw_chart_job *job, const char *title,
                      const char *subtitle) {
    const char *shown = chosen(job->title, title);
    canvas->title = *shown == '\0' ? title : shown;
    double y = TOP;
    if (*shown != '\0') {
        gouw_canvas_box(canvas, 0, GOUW_MARGIN, 10, GOUW_MARGIN + 36, 14, GOUW_ACCENT);
        y = paragraph(canvas, GOUW_TITLE, GOUW_INK, 33, LINE_TITLE, shown) + 2;
        canvas->head = y - TOP;
    }
    y = paragraph(canvas, GOUW_SUBTITLE, GOUW_MUTED, y, LINE_SUBTITLE,
                  chosen(job->subtitle, subtitle));
    return y + 4;
}

void gouw_frame_bottom(gouw_canvas *canvas, const gouw_chart_job *job, double y,
                       const char *notes) {
    y = paragraph(canvas, GOUW_SMALL, GOUW_FAINT, y + 12, LINE_SMALL, chosen(notes, ""));
    y = paragraph(canvas, GOUW_SMALL, GOUW_FAINT, y, LINE_SMALL, chosen(job->caption, ""));
    canvas->height = ceil(y + 4);
}

/* The width of a mark in a row of keys. */
static double mark_width(const gouw_key *key) {
    static const double widths[] = {
        [GOUW_MARK_SOLID] = 22, [GOUW_MARK_OUTLINE] = 22, [GOUW_MARK_CAPPED] = 22,
        [GOUW_MARK_DISC] = 0,   [GOUW_MARK_RING] = 0,     [GOUW_MARK_SQUARE] = 0,
        [GOUW_MARK_RULE] = 3,   [GOUW_MARK_STROKE] = 22,  [GOUW_MARK_GOAL] = 22};
    const double round = key->mark == GOUW_MARK_DISC || key->mark == GOUW_MARK_RING ? 2 : 0;
    const double factor = key->mark == GOUW_MARK_SQUARE ? 1 : round;
    return fmax(widths[key->mark], factor * key->size);
}

static void draw_mark(gouw_canvas *canvas, const gouw_key *key, double x, double y,
                      size_t disc_layer) {
    const double w = mark_width(key);
    switch (key->mark) {
    case GOUW_MARK_SOLID:
        gouw_canvas_box(canvas, 0, x, y - 6, x + w, y + 6, key->colour);
        break;
    case GOUW_MARK_OUTLINE:
        gouw_canvas_frame(canvas, 0, x, y - 6, x + w, y + 6, 1.2, key->colour, key->fill);
        break;
    case GOUW_MARK_CAPPED:
        gouw_canvas_frame(canvas, 0, x, y - 6, x + w, y + 6, 1.6, key->colour, key->fill);
        gouw_canvas_box(canvas, 0, x + w - key->size, y - 6, x + w, y + 6, key->colour);
        break;
    case GOUW_MARK_DISC:
        gouw_canvas_disc(canvas, disc_layer, x + w / 2, y, key->size, key->colour);
        break;
    case GOUW_MARK_RING:
        gouw_canvas_ring(canvas, disc_layer, x + w / 2, y, key->size, 1.5, key->colour, key->fill);
        break;
    case GOUW_MARK_SQUARE:
        gouw_canvas_box(canvas, 0, x, y - w / 2, x + w, y + w / 2, key->colour);
        break;
    case GOUW_MARK_RULE:
        gouw_canvas_box(canvas, 0, x + (w - key->size) / 2, y - 8, x + (w + key->size) / 2, y + 8,
                        key->colour);
        break;
    case GOUW_MARK_GOAL:
        gouw_canvas_disc(canvas, disc_layer, x + w - 3.4, y, 3.4, key->colour);
        gouw_canvas_box(canvas, 0, x, y - key->size / 2, x + w - 3.4, y + key->size / 2,
                        key->colour);
        break;
    case GOUW_MARK_STROKE:
        gouw_canvas_box(canvas, 0, x, y - key->size / 2, x + w, y + key->size / 2, key->colour);
        break;
    }
}

double gouw_keys_draw(gouw_canvas *canvas, const gouw_key *keys, size_t n_keys, double x, double y,
                      double width, size_t disc_layer) {
    enum { GAP = 6, BETWEEN = 20, ROW = 20 };
    double at = x;
    if (n_keys == 0)
        return y;
    for (size_t i = 0; i < n_keys; i++) {
        const double mark = mark_width(&keys[i]);
        const char *label = gouw_canvas_shorten(canvas, GOUW_SMALL, keys[i].label,
                                                width - mark - GAP);
        const double whole = mark + GAP + gouw_style_width(GOUW_SMALL, label);
        if (at > x && at + whole > x + width) {
            at = x;
            y += ROW;
        }
        draw_mark(canvas, &keys[i], at, y, disc_layer);
        gouw_canvas_text(canvas, GOUW_SMALL, GOUW_LEFT, at + mark + GAP, y, GOUW_MUTED, label);
        at += whole + BETWEEN;
    }
    return y + ROW;
}

/* ---- names of rows ------------------------------------------------------------------------- */

enum { LINE = 13, NAME_GAP = 14 }; /* the height of a line of names; between two columns */

static gouw_style name_style(double pitch) {
    return pitch >= 20 ? GOUW_LABEL : GOUW_SMALL;
}

/* How many bytes all names have in common at their beginning, in whole words. */
static size_t common_start(const char *const *names, size_t n) {
    size_t common = n > 1 ? strlen(names[0]) : 0;
    for (size_t i = 1; i < n; i++) {
        size_t same = 0;
        while (same < common && names[i][same] == names[0][same] && names[0][same] != '\0')
            same++;
        common = same;
    }
    while (common > 0 && names[0][common - 1] != ' ')
        common--;
    return common;
}

gouw_name_column gouw_name_column_fit(const char *const *names, size_t n, double pitch,
                                      double max_room) {
    gouw_name_column column = {
        .pitch = pitch, .columns = 1, .lines = pitch >= 2 * LINE ? 2 : 1, .step = 1};
    double widest = 40;
    for (size_t i = 0; i < n; i++)
        widest = fmax(widest, gouw_style_width(name_style(pitch), names[i]) + 1);
    if (pitch < LINE)
        column.columns = 2;
    while ((double)(column.columns * column.step) * pitch < LINE)
        column.step++;
    const double gaps = (double)(column.columns - 1) * NAME_GAP;
    column.width = fmin(widest, (max_room - gaps) / (double)column.columns);
    if (column.lines == 1 && column.width < widest)
        column.skip = common_start(names, n);
    column.room = column.width * (double)column.columns + gaps;
    return column;
}

static void draw_name(gouw_canvas *canvas, const gouw_name_column *column, gouw_style style,
                      const char *name, double x, double y, gouw_align align) {
    const char *lines[2];
    const size_t n = gouw_canvas_wrap(canvas, style, name, column->width, column->lines, lines);
    for (size_t i = 0; i < n; i++)
        gouw_canvas_text(canvas, style, align, x, y + ((double)i - (double)(n - 1) / 2) * LINE,
                         GOUW_INK, lines[i]);
}

void gouw_name_column_draw_at(gouw_canvas *canvas, const gouw_name_column *column,
                              const char *const *names, const double *x, const double *y, size_t n,
                              gouw_align align) {
    const double out = align == GOUW_RIGHT ? -1 : 1;
    const gouw_style style = name_style(column->pitch);
    for (size_t i = 0; i < n; i += column->step) {
        const size_t place = (i / column->step) % column->columns;
        const double at = x[i] + out * (double)place * (column->width + NAME_GAP);
        if (place > 0)
            gouw_canvas_box(canvas, 0, fmin(x[i] + out * 2, at - out * 3), y[i] - 0.25,
                            fmax(x[i] + out * 2, at - out * 3), y[i] + 0.25, 0xC8C8C8);
        const char *name = column->skip == 0 ? names[i]
                                             : gouw_canvas_format(canvas, "\xE2\x80\xA6%s",
                                                                  names[i] + column->skip);
        draw_name(canvas, column, style, name, at, y[i], align);
    }
}

void gouw_name_column_draw(gouw_canvas *canvas, const gouw_name_column *column,
                           const char *const *names, const double *y, size_t n, double x,
                           gouw_align align) {
    double *xs = gouw_canvas_array(canvas, n, sizeof *xs);
    for (size_t i = 0; xs != NULL && i < n; i++)
        xs[i] = x;
    if (xs != NULL)
        gouw_name_column_draw_at(canvas, column, names, xs, y, n, align);
}

const char **gouw_names_shorten(gouw_canvas *canvas, const char *const *names, size_t n,
                                gouw_style style, double width) {
    const char **out = gouw_canvas_array(canvas, n, sizeof *out);
    const size_t skip = common_start(names, n);
    for (size_t i = 0; out != NULL && i < n; i++) {
        const bool long_name = gouw_style_width(style, names[i]) > width;
        const char *name = !long_name || skip == 0
                               ? names[i]
                               : gouw_canvas_format(canvas, "\xE2\x80\xA6%s", names[i] + skip);
        out[i] = gouw_canvas_shorten(canvas, style, name, width);
    }
    return out;
}
