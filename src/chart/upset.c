/* Combinations: which sets occur together, how often, and who has them.
 *
 *      2 themes   o--o  .  .   |#######  4   Twente, Achterhoek, Regio Emmen, ...
 *      3 themes   o--o-----o   |###      2   Noord-Limburg, Twente
 *                 Ed Ec La Ho
 *
 * An UpSet plot (Lex et al. 2014) laid on its side: a row a combination, so that the names of its
 * members, which people ask for first, can stand behind its bar. A line across the bar is what
 * chance would give. Complexity: O(rows x sets). */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "chart/chart_names.h"
#include "chart/frame.h"
#include "chart/upset.h"

enum { GROUND, BARS, DOTS }; /* layers, as in plots/upset.gp */
enum {
    MOST_ROWS = 25,
    MOST_COLUMNS = 60,
    PITCH_Y = 27,
    MOST_PITCH = 26,
    LEAST_PITCH = 13,
    DEGREE_ROOM = 100,
    BARS_WIDTH = 90,
    MEMBERS_ROOM = 230,
    LABEL_MOST = 180
};
static const double TURN = 50, COS_TURN = 0.643, SIN_TURN = 0.766;

typedef struct view {
    gouw_canvas *canvas;
    const gouw_table *table;
    gouw_chart_names themes, regions, sets; /* sets: those of the rows shown */
    bool of_themes;          /* sets are themes and members regions, or the reverse */
    size_t n_rows;           /* shown */
    size_t *columns, *place; /* sets in the order of columns; of each set its column */
    double pitch, pitch_y, x1, x2, y1, bars_x, most;
} view;

/* The ids of a ';'-separated list, one after the other; NULL at the end. */
static const char *next_id(gouw_canvas *canvas, const char **list) {
    if (*list == NULL || **list == '\0')
        return NULL;
    const size_t n = strcspn(*list, ";");
    const char *id = gouw_arena_text(canvas->arena, *list, n);
    *list += n + ((*list)[n] == ';');
    if (id == NULL)
        canvas->failed = true;
    return id;
}

static size_t hits(view *v, const char *list, gouw_chart_names *names) {
    size_t n = 0;
    for (const char *id = next_id(v->canvas, &list); id != NULL; id = next_id(v->canvas, &list))
        n += gouw_chart_names_find(names, id) != SIZE_MAX;
    return n;
}

/* As many rows, in their order, as have no more than MOST_COLUMNS sets. */
static void read_rows(view *v) {
    size_t as_themes = 0, as_regions = 0;
    const size_t n = v->table->n_rows < MOST_ROWS ? v->table->n_rows : MOST_ROWS;
    for (size_t row = 0; row < n && !v->canvas->failed; row++) {
        const char *list = gouw_cell_text(v->table, row, "sets");
        as_themes += hits(v, list, &v->themes);
        as_regions += hits(v, list, &v->regions);
        gouw_chart_names before = v->sets;
        for (const char *id = next_id(v->canvas, &list); id != NULL; id = next_id(v->canvas, &list))
            (void)gouw_chart_names_of(v->canvas, &v->sets, id);
        if (v->sets.n > MOST_COLUMNS && row > 0) {
            v->sets.n = before.n;
            break;
        }
        v->n_rows = row + 1;
        v->most = fmax(v->most, fmax(gouw_cell_number(v->table, row, "size"),
                                     gouw_cell_number(v->table, row, "expected")));
    }
    v->of_themes = as_themes >= as_regions;
}

typedef struct ranked {
    size_t set;
    double weight;
} ranked;

static int by_weight(const void *a, const void *b) {
    const ranked *x = a, *y = b;
    if (x->weight != y->weight)
        return x->weight > y->weight ? -1 : 1;
    return (x->set > y->set) - (x->set < y->set);
}

/* Columns: the sets that occur in the most and largest combinations first. */
static void order_columns(view *v) {
    const size_t n = v->sets.n;
    ranked *items = gouw_canvas_array(v->canvas, n, sizeof *items);
    v->columns = gouw_canvas_array(v->canvas, n, sizeof *v->columns);
    v->place = gouw_canvas_array(v->canvas, n, sizeof *v->place);
    if (v->canvas->failed)
        return;
    for (size_t s = 0; s < n; s++)
        items[s].set = s;
    for (size_t row = 0; row < v->n_rows; row++) {
        const double size = gouw_cell_number(v->table, row, "size");
        const char *list = gouw_cell_text(v->table, row, "sets");
        for (const char *id = next_id(v->canvas, &list); id != NULL;
             id = next_id(v->canvas, &list)) {
            const size_t s = gouw_chart_names_find(&v->sets, id);
            if (s != SIZE_MAX)
                items[s].weight += size > 0 ? size : 0;
        }
    }
    if (n > 1)
        qsort(items, n, sizeof *items, by_weight);
    gouw_chart_names *names = v->of_themes ? &v->themes : &v->regions;
    for (size_t i = 0; i < n; i++) {
        v->columns[i] = items[i].set;
        v->place[items[i].set] = i;
        const size_t at = gouw_chart_names_find(names, v->sets.ids[i]);
        if (at != SIZE_MAX)
            v->sets.labels[i] = names->labels[at];
    }
}

static double column_x(const view *v, size_t column) {
    return v->x1 + ((double)column + 0.5) * v->pitch;
}

/* "a, b, c" of the members, in the arena. */
static const char *members_of(view *v, size_t row) {
    gouw_chart_names *names = v->of_themes ? &v->regions : &v->themes;
    const char *list = gouw_cell_text(v->table, row, "members"), *text = "";
    for (const char *id = next_id(v->canvas, &list); id != NULL; id = next_id(v->canvas, &list)) {
        const size_t at = gouw_chart_names_find(names, id);
        text = gouw_canvas_format(v->canvas, *text == '\0' ? "%s%s" : "%s, %s", text,
                                  at == SIZE_MAX ? id : names->labels[at]);
    }
    return text;
}

/* "Housing, Education: 4 (Twente, Achterhoek, ...); chance would give 2.1". */
static const char *row_words(view *v, size_t row) {
    const char *list = gouw_cell_text(v->table, row, "sets"), *sets = "";
    const double size = gouw_cell_number(v->table, row, "size");
    const double expected = gouw_cell_number(v->table, row, "expected");
    for (const char *id = next_id(v->canvas, &list); id != NULL; id = next_id(v->canvas, &list)) {
        const size_t s = gouw_chart_names_find(&v->sets, id);
        sets = gouw_canvas_format(v->canvas, *sets == '\0' ? "%s%s" : "%s, %s", sets,
                                  s == SIZE_MAX ? id : v->sets.labels[s]);
    }
    return isfinite(expected)
               ? gouw_canvas_format(v->canvas, _("%s: %.0f (%s); chance would give %s"), sets, size,
                                    members_of(v, row), _d(expected, expected < 1 ? 2 : 1))
               : gouw_canvas_format(v->canvas, "%s: %.0f (%s)", sets, size, members_of(v, row));
}

/* The members from x on, in at most two lines. */
static void draw_members(view *v, size_t row, double x, double y) {
    enum { LINES = 2, LINE = 12 };
    const char *lines[LINES], *members = members_of(v, row);
    if (*members == '\0')
        return;
    const size_t n = gouw_canvas_wrap(v->canvas, GOUW_SMALL, members,
                                      v->canvas->width - GOUW_MARGIN - x, LINES, lines);
    for (size_t i = 0; i < n; i++)
        gouw_canvas_text(v->canvas, GOUW_SMALL, GOUW_LEFT, x,
                         y + ((double)i - (double)(n - 1) / 2) * LINE, GOUW_MUTED, lines[i]);
}

static void draw_row(view *v, size_t row, double y) {
    const double size = gouw_cell_number(v->table, row, "size");
    const double expected = gouw_cell_number(v->table, row, "expected");
    const double unit = v->most > 0 ? BARS_WIDTH / v->most : 0, radius = fmin(6, v->pitch * 0.36);
    const char *list = gouw_cell_text(v->table, row, "sets");
    size_t first = SIZE_MAX, last = 0, n = 0;
    gouw_canvas_box(v->canvas, GROUND, v->x1, y - v->pitch_y / 2 + 1, v->x2, y + v->pitch_y / 2 - 1,
                    GOUW_GROUND);
    for (size_t c = 0; c < v->sets.n; c++)
        gouw_canvas_box(v->canvas, GROUND, column_x(v, c) - 1, y - 1, column_x(v, c) + 1, y + 1,
                        0xB4B4B4);
    for (const char *id = next_id(v->canvas, &list); id != NULL; id = next_id(v->canvas, &list)) {
        const size_t s = gouw_chart_names_find(&v->sets, id);
        if (s == SIZE_MAX)
            continue;
        const size_t c = v->place[s];
        first = c < first ? c : first;
        last = c > last ? c : last;
        gouw_canvas_disc(v->canvas, DOTS, column_x(v, c), y, radius, 0x333333);
        n++;
    }
    if (n > 1)
        gouw_canvas_box(v->canvas, BARS, column_x(v, first), y - 1, column_x(v, last), y + 1,
                        0x333333);
    gouw_canvas_text(v->canvas, GOUW_SMALL, GOUW_RIGHT, v->x1 - 10, y, GOUW_MUTED,
                     gouw_canvas_format(v->canvas,
                                        v->of_themes ? _n("%zu theme", "%zu themes", n)
                                                     : _n("%zu region", "%zu regions", n),
                                        n));
    const double end = v->bars_x + (size > 0 ? size : 0) * unit;
    gouw_canvas_box(v->canvas, BARS, v->bars_x, y - 7, end, y + 7, GOUW_MAIN);
    if (isfinite(expected))
        gouw_canvas_box(v->canvas, BARS, v->bars_x + expected * unit - 1, y - 9,
                        v->bars_x + expected * unit + 1, y + 9, GOUW_ACCENT);
    const double at = fmax(end, isfinite(expected) ? v->bars_x + expected * unit : end) + 7;
    const char *count = gouw_canvas_format(v->canvas, "%.0f", size > 0 ? size : 0);
    gouw_canvas_hover(v->canvas, v->x1, y - v->pitch_y / 2, at, y + v->pitch_y / 2,
                      row_words(v, row));
    const double behind = at + gouw_style_width(GOUW_SMALL_STRONG, count) + 9;
    gouw_canvas_text(v->canvas, GOUW_SMALL_STRONG, GOUW_LEFT, at, y, GOUW_INK, count);
    draw_members(v, row, behind, y);
}

static double draw_column_names(view *v, double y) {
    double deepest = 0;
    for (size_t c = 0; c < v->sets.n; c++) {
        const double room = fmin(LABEL_MOST, (column_x(v, c) - 6) / COS_TURN);
        const char *name = gouw_canvas_shorten(v->canvas, GOUW_SMALL, v->sets.labels[v->columns[c]],
                                               room);
        gouw_canvas_turned(v->canvas, GOUW_SMALL, GOUW_RIGHT, column_x(v, c) + 3, y + 9, TURN,
                           GOUW_INK, name);
        deepest = fmax(deepest, gouw_style_width(GOUW_SMALL, name) * SIN_TURN);
    }
    return y + deepest + 18;
}

static void choose_sizes(view *v) {
    const double columns = (double)(v->sets.n > 0 ? v->sets.n : 1);
    v->pitch_y = gouw_canvas_pitch(v->canvas, PITCH_Y, v->n_rows);
    v->x1 = GOUW_MARGIN + DEGREE_ROOM;
    const double room = v->canvas->wide - v->x1 - BARS_WIDTH - MEMBERS_ROOM - 3 * GOUW_MARGIN;
    v->pitch = fmin(MOST_PITCH, fmax(LEAST_PITCH, room / columns));
    v->x2 = v->x1 + columns * v->pitch;
    v->bars_x = v->x2 + 16;
    v->canvas->width = fmax(v->canvas->wide,
                            ceil(v->bars_x + BARS_WIDTH + MEMBERS_ROOM + 2 * GOUW_MARGIN));
}

static void draw(view *v, const gouw_chart_job *job) {
    gouw_key keys[3];
    size_t n = 0;
    bool expected = false;
    choose_sizes(v);
    for (size_t row = 0; row < v->n_rows; row++)
        expected = expected || isfinite(gouw_cell_number(v->table, row, "expected"));
    keys[n++] = (gouw_key){GOUW_MARK_DISC, 6, 0x333333, 0, _("in the combination")};
    keys[n++] = (gouw_key){GOUW_MARK_SOLID, 0, GOUW_MAIN, 0,
                           v->of_themes ? _("regions that have it, and which")
                                        : _("themes that have it, and which")};
    if (expected)
        keys[n++] = (gouw_key){GOUW_MARK_RULE, 2, GOUW_ACCENT, 0, _("what chance would give")};
    double y = gouw_frame_top(
        v->canvas, job,
        v->of_themes ? _("Which themes are named together") : _("Which regions share themes"),
        v->n_rows < v->table->n_rows
            ? gouw_canvas_format(v->canvas, _("The first %zu of %zu combinations"), v->n_rows,
                                 v->table->n_rows)
            : _("All combinations"));
    y = gouw_keys_draw(v->canvas, keys, n, GOUW_MARGIN, y + 4, v->canvas->width - 2 * GOUW_MARGIN,
                       DOTS);
    for (size_t row = 0; row < v->n_rows; row++, y += v->pitch_y)
        draw_row(v, row, y + v->pitch_y / 2);
    v->canvas->description = gouw_canvas_format(
        v->canvas,
        _("Combinations (%zu) of sets (%zu) with their sizes and members; the first has "
          "%.0f: %s."),
        v->n_rows, v->sets.n, gouw_cell_number(v->table, 0, "size"), members_of(v, 0));
    gouw_frame_bottom(v->canvas, job, draw_column_names(v, y), NULL);
}

gouw_status gouw_upset_layout(const gouw_chart_job *job, gouw_canvas *canvas, const char *table,
                              gouw_error *error) {
    view v = {.canvas = canvas, .table = gouw_chart_table(job, table)};
    gouw_chart_names_read(canvas, job->labels, "theme", &v.themes);
    gouw_chart_names_read(canvas, job->labels, "region", &v.regions);
    if (v.table->n_rows == 0)
        return gouw_fail(error, GOUW_EDATA, _("no combination of sets to draw"));
    read_rows(&v);
    if (!canvas->failed)
        order_columns(&v);
    if (!canvas->failed)
        draw(&v, job);
    return canvas->failed ? gouw_fail_memory(error, 0) : GOUW_OK;
}

static gouw_status layout(const gouw_chart_job *job, gouw_canvas *canvas, gouw_error *error) {
    return gouw_upset_layout(job, canvas, "intersect", error);
}

static const gouw_chart_need needs[] = {{"intersect", "size sets members", false}};

const gouw_chart gouw_chart_upset = {
    .name = "upset",
    .summary = N_("which combinations of sets occur, how often, and who has them"),
    .needs = needs,
    .n_needs = sizeof needs / sizeof needs[0],
    .layers = "bbd",
    .layout = layout,
};
