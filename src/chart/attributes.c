/* Attributes: what else is stated of each region, as small marks.
 *
 *                     area km2      vision year  youth involved  province
 *     Achterhoek      ===== 1217    .                  .         Gelderland
 *     Regio Emmen     ==== 1053          o 2050        .         Drenthe
 *     Noard-Fryslan   ====== 1539   .                  @         Fryslan
 *
 * A column an attribute, in its own unit: a bar from zero for a number, or, where zero is far off
 * (years), a dot between the least and the largest; a dot filled for yes and open for no; a square
 * for each item of a list; a text as it is. A faint point: not stated. Rows too low for text keep
 * the marks, and a bar of colour stands for a text of a few. Complexity: O(regions x attributes).
 */
#include <math.h>
#include <string.h>

#include "base/i18n.h"
#include "chart/chart_names.h"
#include "chart/frame.h"

enum { GROUND, MARKS, DOTS }; /* layers, as in plots/attributes.gp */
enum {
    MOST_COLUMNS = 16,
    MOST_ROWS = 400,
    NAMES_ROOM = 200,
    GAP = 14,
    BEYOND = 8, /* how far a text may reach past its column */
    HEAD_LINES = 3,
    HEAD_LINE = 13,
    TEXT_LINES = 2,
    TEXT_LINE = 13,
    MOST_ITEMS = 6,
    ITEM = 8 /* the side of its square */
};

typedef enum kind { NUMBER, YESNO, TEXT, LIST } kind;

typedef struct attribute {
    const char *id, *name; /* as stated; as people read it */
    kind kind;
    double x, width;       /* of its column */
    double low, high;      /* of its numbers */
    gouw_chart_names seen; /* of its texts */
} attribute;

typedef struct view {
    gouw_canvas *canvas;
    gouw_chart_names regions, columns;
    gouw_chart_names own_names; /* of attributes */
    gouw_chart_names own_texts; /* of what they say */
    attribute *attributes;
    const char **values; /* regions x columns; NULL: not stated */
    double *numbers;
    size_t n_columns; /* shown */
    size_t n_stated;
    double pitch;
    gouw_name_column names;
    bool has_dot, has_bar, has_yes, has_no, has_list, has_colour, has_grey;
} view;

static kind kind_of(const char *name) {
    static const char *const names[] = {"number", "yesno", "text", "list"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(names[i], name) == 0)
            return (kind)i;
    return TEXT;
}

/* The label, or else the id with blanks for underscores. */
static const char *name_of(gouw_canvas *canvas, gouw_chart_names *own, const char *id) {
    const char *label = gouw_chart_names_label(own, id);
    if (label != id)
        return label;
    char *name = gouw_arena_text(canvas->arena, id, strlen(id));
    if (name == NULL) {
        canvas->failed = true;
        return "";
    }
    for (char *c = name; *c != '\0'; c++)
        *c = *c == '_' ? ' ' : *c;
    return name;
}

/* ---- reading ------------------------------------------------------------------------------- */

static void read_names(view *v, const gouw_table *table, const gouw_table *labels) {
    gouw_chart_names known;
    gouw_chart_names_read(v->canvas, labels, "region", &known);
    gouw_chart_names_read(v->canvas, labels, "attribute", &v->own_names);
    gouw_chart_names_read(v->canvas, labels, "text", &v->own_texts);
    for (size_t row = 0; row < table->n_rows; row++) {
        (void)gouw_chart_names_of(v->canvas, &v->regions, gouw_table_text(table, row, "region"));
        (void)gouw_chart_names_of(v->canvas, &v->columns, gouw_table_text(table, row, "attribute"));
    }
    for (size_t r = 0; r < v->regions.n && !v->canvas->failed; r++) {
        const size_t at = gouw_chart_names_find(&known, v->regions.ids[r]);
        if (at != SIZE_MAX)
            v->regions.labels[r] = known.labels[at];
    }
    v->n_columns = v->columns.n < MOST_COLUMNS ? v->columns.n : MOST_COLUMNS;
}

static void read_value(view *v, const gouw_table *table, size_t row) {
    const size_t r = gouw_chart_names_find(&v->regions, gouw_cell_text(table, row, "region"));
    const size_t c = gouw_chart_names_find(&v->columns, gouw_cell_text(table, row, "attribute"));
    const char *value = gouw_table_text(table, row, "value");
    if (r == SIZE_MAX || c == SIZE_MAX || c >= v->n_columns)
        return;
    attribute *a = &v->attributes[c];
    a->kind = kind_of(gouw_cell_text(table, row, "kind"));
    const double number = gouw_cell_number(table, row, "number");
    if (value != NULL && a->kind == TEXT)
        value = gouw_chart_names_label(&v->own_texts, value);
    v->values[r * v->n_columns + c] = value;
    v->numbers[r * v->n_columns + c] = number;
    v->n_stated += value != NULL;
    if (value != NULL && a->kind == TEXT)
        (void)gouw_chart_names_of(v->canvas, &a->seen, value);
    if (isfinite(number)) {
        a->low = fmin(a->low, number);
        a->high = fmax(a->high, number);
    }
    v->has_yes |= a->kind == YESNO && number > 0;
    v->has_no |= a->kind == YESNO && number <= 0;
    v->has_list |= a->kind == LIST && value != NULL;
}

static void read_table(view *v, const gouw_table *table) {
    const size_t n = v->regions.n * v->n_columns;
    v->attributes = gouw_canvas_array(v->canvas, v->n_columns, sizeof *v->attributes);
    v->values = gouw_canvas_array(v->canvas, n, sizeof *v->values);
    v->numbers = gouw_canvas_array(v->canvas, n, sizeof *v->numbers);
    if (v->canvas->failed)
        return;
    for (size_t c = 0; c < v->n_columns; c++) {
        v->attributes[c].id = v->columns.ids[c];
        v->attributes[c].name = name_of(v->canvas, &v->own_names, v->columns.ids[c]);
        v->attributes[c].low = INFINITY;
        v->attributes[c].high = -INFINITY;
    }
    for (size_t row = 0; row < table->n_rows && !v->canvas->failed; row++)
        read_value(v, table, row);
}

/* ---- places -------------------------------------------------------------------------------- */

/* The widest word of a head. */
static double widest_word(view *v, const char *name) {
    double widest = 0;
    while (*name != '\0') {
        const size_t n = strcspn(name, " ");
        const char *word = gouw_canvas_format(v->canvas, "%.*s", (int)n, name);
        widest = fmax(widest, gouw_style_width(GOUW_SMALL, word));
        name += n + (name[n] == ' ');
    }
    return widest;
}

static void choose_places(view *v) {
    static const double widths[] = {[NUMBER] = 84, [YESNO] = 58, [TEXT] = 112, [LIST] = 76};
    const size_t n = v->regions.n;
    v->pitch = gouw_canvas_pitch(v->canvas, n <= 20 ? 30 : n <= 60 ? 16 : 7.5, n);
    v->names = gouw_name_column_fit(
        v->regions.labels, n, v->pitch,
        gouw_canvas_room(v->canvas, v->pitch < 12 ? 1.3 * NAMES_ROOM : NAMES_ROOM));
    double x = GOUW_MARGIN + v->names.room + GAP;
    for (size_t c = 0; c < v->n_columns; c++) {
        attribute *a = &v->attributes[c];
        a->x = x;
        a->width = fmin(130, fmax(widths[a->kind], widest_word(v, a->name) + 2));
        x += a->width + GAP;
    }
    /* Texts of the last column reach as far past it as those of others do. */
    v->canvas->width = fmax(v->canvas->wide, ceil(x - GAP + BEYOND + GOUW_MARGIN));
}

static double draw_heads(view *v, double y) {
    for (size_t c = 0; c < v->n_columns; c++) {
        const attribute *a = &v->attributes[c];
        const char *lines[HEAD_LINES];
        const size_t n = gouw_canvas_wrap(v->canvas, GOUW_SMALL, a->name, a->width, HEAD_LINES,
                                          lines);
        for (size_t i = 0; i < n; i++)
            gouw_canvas_text(v->canvas, GOUW_SMALL, GOUW_LEFT, a->x,
                             y + HEAD_LINE * (double)(HEAD_LINES - n + i), GOUW_MUTED, lines[i]);
    }
    return y + HEAD_LINE * HEAD_LINES;
}

/* ---- marks --------------------------------------------------------------------------------- */

/* Zero is far off where it would take more than half of the column. */
static bool is_far(const attribute *a) {
    return a->low > 0 && a->low > a->high / 2;
}

static bool has_text(const view *v) {
    return v->pitch >= 13;
}

/* A number as it is stated, its marks those of the language. */
static const char *spoken(view *v, const attribute *a, const char *value, double number) {
    char out[GOUW_NUMBER_TEXT];
    const char *text = gouw_number_stated(a->id, value, number, out);
    return *text == '-' ? gouw_canvas_format(v->canvas, "\xE2\x88\x92%s", text + 1)
                        : gouw_canvas_format(v->canvas, "%s", text);
}

static void draw_number(view *v, const attribute *a, const char *value, double number, double y) {
    const double half = fmin(6, v->pitch * 0.3);
    const double room = has_text(v) ? a->width * 0.46 : a->width;
    double end = a->x;
    if (is_far(a)) {
        const double span = a->high > a->low ? a->high - a->low : 1;
        const double radius = fmin(4, v->pitch * 0.4);
        end = a->x + radius + (number - a->low) / span * (room - 2 * radius);
        gouw_canvas_disc(v->canvas, DOTS, end, y, radius, GOUW_MAIN);
        v->has_dot = true;
        end += radius;
    } else {
        const double low = fmin(0, a->low), high = fmax(0, a->high);
        const double unit = high > low ? room / (high - low) : 0;
        const double zero = a->x - low * unit, at = zero + number * unit;
        end = fmax(zero, at);
        gouw_canvas_box(v->canvas, MARKS, fmin(zero, at), y - half, fmax(end, fmin(zero, at) + 1),
                        y + half, GOUW_SOFT);
        v->has_bar = true;
    }
    if (has_text(v))
        gouw_canvas_text(v->canvas, GOUW_SMALL, GOUW_LEFT, end + 4, y, GOUW_INK,
                         gouw_canvas_shorten(v->canvas, GOUW_SMALL, spoken(v, a, value, number),
                                             a->x + a->width + BEYOND - end));
}

static void draw_yesno(view *v, const attribute *a, double number, double y) {
    const double radius = fmin(5, v->pitch * 0.4);
    if (number > 0)
        gouw_canvas_disc(v->canvas, DOTS, a->x + 6, y, radius, GOUW_MAIN);
    else
        gouw_canvas_ring(v->canvas, DOTS, a->x + 6, y, radius, radius < 4 ? 0.8 : 1.5, GOUW_MAIN,
                         GOUW_PAPER);
}

static void draw_list(view *v, const attribute *a, const char *value, double y) {
    const double side = fmin(ITEM, v->pitch * 0.6);
    size_t n = 1;
    for (const char *c = value; *c != '\0'; c++)
        n += *c == ';';
    const size_t shown = n < MOST_ITEMS ? n : MOST_ITEMS;
    for (size_t i = 0; i < shown; i++) {
        const double x = a->x + (double)i * (side + 2);
        gouw_canvas_box(v->canvas, MARKS, x, y - side / 2, x + side, y + side / 2, GOUW_MAIN);
    }
    if (n > shown && has_text(v))
        gouw_canvas_text(v->canvas, GOUW_SMALL, GOUW_LEFT, a->x + (double)shown * (side + 2) + 2, y,
                         GOUW_INK, gouw_canvas_format(v->canvas, "%zu", n));
}

/* In words, or, where there is no room for words, as a colour while there are few. */
static void draw_text(view *v, attribute *a, const char *value, double y) {
    if (has_text(v)) {
        const char *lines[TEXT_LINES];
        const size_t most = v->pitch >= TEXT_LINES * TEXT_LINE ? TEXT_LINES : 1;
        const size_t n = gouw_canvas_wrap(v->canvas, GOUW_SMALL, value, a->width + BEYOND, most,
                                          lines);
        for (size_t i = 0; i < n; i++)
            gouw_canvas_text(v->canvas, GOUW_SMALL, GOUW_LEFT, a->x,
                             y + TEXT_LINE * ((double)i - (double)(n - 1) / 2), GOUW_INK, lines[i]);
        return;
    }
    const bool is_few = a->seen.n <= GOUW_N_CATEGORIES;
    const gouw_colour colour = is_few ? gouw_category_colour(v->canvas->palette,
                                                             gouw_chart_names_find(&a->seen, value))
                                      : 0xA4A4A4;
    v->has_colour |= is_few;
    v->has_grey |= !is_few;
    gouw_canvas_box(v->canvas, MARKS, a->x, y - 2.5, a->x + 14, y + 2.5, colour);
}

/* "Twente, area km2: 1,500". */
static const char *words_of(view *v, size_t r, const attribute *a, const char *value,
                            double number) {
    const bool known = isfinite(number);
    const char *said = value == NULL                ? _("not stated")
                       : a->kind == NUMBER && known ? spoken(v, a, value, number)
                       : a->kind == YESNO && known  ? (number > 0 ? _("yes") : _("no"))
                                                    : value;
    return gouw_canvas_format(v->canvas, "%s, %s: %s", v->regions.labels[r], a->name, said);
}

static void draw_value(view *v, size_t r, size_t c, double y) {
    attribute *a = &v->attributes[c];
    const char *value = v->values[r * v->n_columns + c];
    const double number = v->numbers[r * v->n_columns + c];
    gouw_canvas_hover(v->canvas, a->x, y - v->pitch / 2, a->x + a->width, y + v->pitch / 2,
                      words_of(v, r, a, value, number));
    if (value == NULL)
        gouw_canvas_disc(v->canvas, DOTS, a->x + 6, y, v->pitch > 12 ? 1.4 : 0.8, 0xA8A8A8);
    else if (a->kind == NUMBER && isfinite(number))
        draw_number(v, a, value, number, y);
    else if (a->kind == YESNO && isfinite(number))
        draw_yesno(v, a, number, y);
    else if (a->kind == LIST)
        draw_list(v, a, value, y);
    else
        draw_text(v, a, value, y);
}

static double draw_rows(view *v, double y) {
    const size_t n = v->regions.n;
    double *ys = gouw_canvas_array(v->canvas, n, sizeof *ys);
    if (ys == NULL)
        return y;
    const attribute *last = &v->attributes[v->n_columns - 1];
    const double right = fmin(last->x + last->width, v->canvas->width - GOUW_MARGIN);
    for (size_t r = 0; r < n; r++, y += v->pitch) {
        ys[r] = y + v->pitch / 2;
        if (v->pitch > 12 ? r % 2 == 0 : r % 10 < 5)
            gouw_canvas_box(v->canvas, GROUND, GOUW_MARGIN + v->names.room + GAP - 6, y, right,
                            y + v->pitch, GOUW_GROUND);
        for (size_t c = 0; c < v->n_columns; c++)
            draw_value(v, r, c, ys[r]);
    }
    gouw_name_column_draw(v->canvas, &v->names, v->regions.labels, ys, n,
                          GOUW_MARGIN + v->names.room, GOUW_RIGHT);
    return y;
}

/* ---- around it ----------------------------------------------------------------------------- */

static double draw_keys(view *v, double y) {
    gouw_key keys[4];
    size_t n = 0;
    if (v->has_yes)
        keys[n++] = (gouw_key){GOUW_MARK_DISC, 5, GOUW_MAIN, 0, _("yes")};
    if (v->has_no)
        keys[n++] = (gouw_key){GOUW_MARK_RING, 5, GOUW_MAIN, GOUW_PAPER, _("no")};
    if (v->has_list)
        keys[n++] = (gouw_key){GOUW_MARK_SQUARE, ITEM, GOUW_MAIN, 0, _("an item of a list")};
    if (v->n_stated < v->n_columns * v->regions.n)
        keys[n++] = (gouw_key){GOUW_MARK_DISC, 1.4, 0xA8A8A8, 0, _("not stated")};
    return gouw_keys_draw(v->canvas, keys, n, GOUW_MARGIN, y, v->canvas->width - 2 * GOUW_MARGIN,
                          DOTS);
}

static const char *notes_of(view *v) {
    const char *notes = "";
    if (v->has_bar)
        notes = _("Bars begin at zero, each column on its own scale. ");
    if (v->has_dot)
        notes = gouw_canvas_format(v->canvas, "%s%s", notes,
                                   _("Dots of numbers run from the least to the largest. "));
    if (v->has_colour)
        notes = gouw_canvas_format(v->canvas, "%s%s", notes,
                                   _("Equal colours in a column: equal texts. "));
    if (v->has_grey)
        notes = gouw_canvas_format(v->canvas, "%s%s", notes,
                                   _("A grey block: a text, of too many to tell apart. "));
    if (v->n_columns < v->columns.n)
        notes = gouw_canvas_format(v->canvas, _("%sThe first %zu of %zu attributes are shown."),
                                   notes, v->n_columns, v->columns.n);
    return notes;
}

static void draw(view *v, const gouw_chart_job *job) {
    choose_places(v);
    double y = gouw_frame_top(v->canvas, job, _("What else is stated of each region"),
                              _("The further columns of regions.csv, as stated; a blank is not a "
                                "no"));
    y = draw_heads(v, draw_keys(v, y + 6) + 8);
    y = draw_rows(v, y + 2);
    v->canvas->description = gouw_canvas_format(
        v->canvas, _("Table of attributes (%zu) of regions (%zu); values stated: %zu of %zu."),
        v->n_columns, v->regions.n, v->n_stated, v->n_columns * v->regions.n);
    gouw_frame_bottom(v->canvas, job, y, notes_of(v));
}

static gouw_status layout(const gouw_chart_job *job, gouw_canvas *canvas, gouw_error *error) {
    view v = {.canvas = canvas};
    const gouw_table *table = gouw_chart_table(job, "attributes");
    read_names(&v, table, job->labels);
    if (!canvas->failed && (v.regions.n == 0 || v.columns.n == 0))
        return gouw_fail(error, GOUW_EDATA, _("no attribute of a region to draw"));
    if (v.regions.n > MOST_ROWS)
        return gouw_fail(error, GOUW_EDATA,
                         _("attributes of %zu regions would be unreadable; %d are the most"),
                         v.regions.n, MOST_ROWS);
    if (!canvas->failed)
        read_table(&v, table);
    if (!canvas->failed)
        draw(&v, job);
    return canvas->failed ? gouw_fail_memory(error, 0) : GOUW_OK;
}

static const gouw_chart_need needs[] = {
    {"attributes", "region attribute kind value number", false}};

const gouw_chart gouw_chart_attributes = {
    .name = "attributes",
    .summary = N_("what else is stated of each region, as small marks"),
    .needs = needs,
    .n_needs = sizeof needs / sizeof needs[0],
    .layers = "bbd",
    .layout = layout,
};
