#include "chart/triangle.h"

#include <math.h>

#include "gouw/language.h"

enum { LEVELS = 32, NAMES_ROOM = 210, GAP = 8, SMALL_CELLS = 60, NUMBERS = 18 };
static const gouw_colour UNDEFINED = 0xDDDDDD;

double gouw_triangle_air(const gouw_triangle *t) {
    return t->cell >= 10 ? 0.9 : 0;
}

double gouw_triangle_numbers(const gouw_triangle *t) {
    return t->square && t->cell >= 13 ? NUMBERS : 0;
}

/* From the cells to the names. */
static double names_gap(const gouw_triangle *t) {
    return GAP + (gouw_triangle_numbers(t) > 0 ? NUMBERS + 4 : 0);
}

void gouw_triangle_fit(gouw_canvas *canvas, gouw_triangle *t, double x1) {
    const double room = canvas->wide - x1 - GOUW_MARGIN - names_gap(t) -
                        gouw_canvas_room(canvas, NAMES_ROOM);
    const double count = (double)(t->n > 0 ? t->n : 1);
    const double cell = t->n <= GOUW_TRIANGLE_VALUES ? fmin(40, room / count)
                        : t->n <= SMALL_CELLS        ? fmax(11, room / count)
                        : t->n <= 250                ? 7
                                                     : fmax(2, 1750 / count);
    t->cell = floor(cell * 2) / 2;
    t->x1 = x1;
    t->column = gouw_name_column_fit(
        t->names, t->n, t->cell,
        gouw_canvas_room(canvas, t->cell < 13 ? 1.4 * NAMES_ROOM : NAMES_ROOM));
    canvas->width = fmax(canvas->wide,
                         ceil(x1 + count * t->cell + names_gap(t) + t->column.room + GOUW_MARGIN));
}

static bool is_number(float value) {
    return isfinite(value) && value > GOUW_CELL_NONE;
}

static double scaled(const gouw_triangle *t, float value) {
    return ((double)value - t->low) / ((double)t->high - t->low);
}

/* ".58", and "1" and "0" for what rounds to them; counts as they are. */
static const char *value_text(gouw_canvas *canvas, float value, bool whole) {
    if (whole)
        return gouw_canvas_format(canvas, "%.0f", (double)value);
    if (value > 0.995F)
        return "1";
    if (value < 0.005F)
        return "0";
    const bool dutch = gouw_language_get() == GOUW_DUTCH;
    return gouw_canvas_format(canvas, dutch ? ",%02.0f" : ".%02.0f", (double)value * 100);
}

static void draw_cell(gouw_canvas *canvas, const gouw_triangle *t, size_t i, size_t j) {
    const float value = t->values[i * t->n + j];
    const double air = gouw_triangle_air(t);
    const double x = t->x1 + (double)j * t->cell, y = t->y1 + (double)i * t->cell;
    const bool number = is_number(value);
    const gouw_colour fill = number ? t->colour(canvas->palette, scaled(t, value)) : GOUW_GROUND;
    if (!number && !isnan(value))
        return;
    gouw_canvas_box(canvas, t->cells, x + air, y + air, x + t->cell - air, y + t->cell - air, fill);
    if (t->n <= GOUW_TRIANGLE_VALUES)
        gouw_canvas_text(canvas, GOUW_SMALL, GOUW_CENTRE, x + t->cell / 2, y + t->cell / 2,
                         number ? gouw_text_on(fill) : GOUW_FAINT,
                         number ? value_text(canvas, value, t->whole) : "\xE2\x80\x93");
}

/* The cells of row i; the diagonal in a square holds none. */
static size_t row_length(const gouw_triangle *t, size_t i) {
    return t->square ? t->n : i;
}

/* The level of a cell, -1 for none, LEVELS for one that is not defined. */
static int level_of(const gouw_triangle *t, size_t i, size_t j) {
    const float value = t->values[i * t->n + j];
    if (isnan(value))
        return LEVELS;
    return is_number(value) ? (int)fmin(LEVELS - 1, fmax(0, scaled(t, value)) * LEVELS) : -1;
}

/* All cells of one level, neighbours in a row as one box. */
static void draw_level(gouw_canvas *canvas, const gouw_triangle *t, int level) {
    const gouw_colour colour = level == LEVELS ? UNDEFINED
                                               : t->colour(canvas->palette, (level + 0.5) / LEVELS);
    for (size_t i = 0; i < t->n; i++) {
        const double y = t->y1 + (double)i * t->cell;
        const size_t n = row_length(t, i);
        for (size_t j = 0, end = 0; j < n; j = end) {
            const bool same = level_of(t, i, j) == level;
            for (end = j + 1; end < n && (level_of(t, i, end) == level) == same;)
                end++;
            if (same)
                gouw_canvas_box(canvas, t->cells, t->x1 + (double)j * t->cell, y,
                                t->x1 + (double)end * t->cell, y + t->cell, colour);
        }
    }
}

static void draw_diagonal(gouw_canvas *canvas, const gouw_triangle *t) {
    const double air = gouw_triangle_air(t);
    for (size_t i = 0; i < t->n; i++) {
        const double x = t->x1 + (double)i * t->cell, y = t->y1 + (double)i * t->cell;
        gouw_canvas_box(canvas, t->ground, x + air, y + air, x + t->cell - air, y + t->cell - air,
                        GOUW_GRID);
        if (t->n <= GOUW_TRIANGLE_VALUES && t->diagonal != NULL)
            gouw_canvas_text(canvas, GOUW_SMALL_STRONG, GOUW_CENTRE, x + t->cell / 2,
                             y + t->cell / 2, GOUW_MUTED, t->diagonal[i]);
    }
}

static void hover_cell(gouw_canvas *canvas, const gouw_triangle *t, size_t i, size_t j,
                       const char *words) {
    const double x = t->x1 + (double)j * t->cell, y = t->y1 + (double)i * t->cell;
    gouw_canvas_hover(canvas, x, y, x + t->cell, y + t->cell, words);
}

static void add_words(gouw_canvas *canvas, const gouw_triangle *t) {
    for (size_t i = 0; i < t->n; i++)
        for (size_t j = 0; j <= i && canvas->n_hovers <= GOUW_MOST_HOVERS; j++) {
            const char *words = t->words(t->context, i, j);
            hover_cell(canvas, t, i, j, words);
            if (t->square && j < i)
                hover_cell(canvas, t, j, i, words);
        }
}

/* Of each row beside it, of each column above it. */
static void draw_numbers(gouw_canvas *canvas, const gouw_triangle *t) {
    const double right = t->x1 + (double)t->n * t->cell + GAP + NUMBERS;
    for (size_t i = 0; i < t->n && gouw_triangle_numbers(t) > 0; i++) {
        const char *number = gouw_canvas_format(canvas, "%zu", i + 1);
        const double middle = ((double)i + 0.5) * t->cell;
        gouw_canvas_text(canvas, GOUW_SMALL, GOUW_CENTRE, t->x1 + middle, t->y1 - NUMBERS / 2.0,
                         GOUW_MUTED, number);
        gouw_canvas_text(canvas, GOUW_SMALL, GOUW_RIGHT, right, t->y1 + middle, GOUW_MUTED, number);
    }
}

void gouw_triangle_draw(gouw_canvas *canvas, const gouw_triangle *t) {
    double *ends = gouw_canvas_array(canvas, t->n, sizeof *ends);
    double *middles = gouw_canvas_array(canvas, t->n, sizeof *middles);
    if (ends == NULL || middles == NULL)
        return;
    for (size_t i = 0; i < t->n; i++) {
        ends[i] = t->x1 + (double)(t->square ? t->n : i + 1) * t->cell + names_gap(t);
        middles[i] = t->y1 + ((double)i + 0.5) * t->cell;
        for (size_t j = 0; t->n <= SMALL_CELLS && j < row_length(t, i); j++)
            draw_cell(canvas, t, i, j);
    }
    for (int level = 0; t->n > SMALL_CELLS && level <= LEVELS; level++)
        draw_level(canvas, t, level);
    draw_diagonal(canvas, t);
    draw_numbers(canvas, t);
    if (t->words != NULL)
        add_words(canvas, t);
    gouw_name_column_draw_at(canvas, &t->column, t->names, ends, middles, t->n, GOUW_LEFT);
}
