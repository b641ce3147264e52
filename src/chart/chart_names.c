#include "chart/chart_names.h"

#include <math.h>
#include <string.h>

static bool grow(gouw_canvas *canvas, gouw_chart_names *names) {
    const size_t n = names->n, room = names->capacity == 0 ? 32 : names->capacity * 2;
    gouw_arena *arena = canvas->arena;
    const char **ids = gouw_arena_grow(arena, names->ids, n, room, sizeof *ids);
    const char **labels = gouw_arena_grow(arena, names->labels, n, room, sizeof *labels);
    const char **groups = gouw_arena_grow(arena, names->groups, n, room, sizeof *groups);
    int64_t *orders = gouw_arena_grow(arena, names->orders, n, room, sizeof *orders);
    if (ids == NULL || labels == NULL || groups == NULL || orders == NULL) {
        canvas->failed = true;
        return false;
    }
    *names = (gouw_chart_names){.n = n,
                                .capacity = room,
                                .ids = ids,
                                .labels = labels,
                                .groups = groups,
                                .orders = orders,
                                .last = names->last};
    return true;
}

static size_t add(gouw_canvas *canvas, gouw_chart_names *names, const char *id, const char *label,
                  const char *group, int64_t order) {
    if (names->n == names->capacity && !grow(canvas, names))
        return SIZE_MAX;
    const size_t i = names->n++;
    names->ids[i] = id;
    names->labels[i] = label == NULL || *label == '\0' ? id : label;
    names->groups[i] = group != NULL && *group == '\0' ? NULL : group;
    names->orders[i] = order;
    return i;
}

void gouw_chart_names_read(gouw_canvas *canvas, const gouw_table *labels, const char *kind,
                           gouw_chart_names *names) {
    *names = (gouw_chart_names){.n = 0};
    for (size_t row = 0; labels != NULL && row < labels->n_rows; row++) {
        const char *id = gouw_table_text(labels, row, "id");
        if (id != NULL && strcmp(gouw_cell_text(labels, row, "kind"), kind) == 0)
            (void)add(canvas, names, id, gouw_table_text(labels, row, "label"),
                      gouw_table_text(labels, row, "group"),
                      gouw_table_integer(labels, row, "order"));
    }
}

size_t gouw_chart_names_find(gouw_chart_names *names, const char *id) {
    for (size_t step = 0; step < names->n; step++) {
        const size_t i = (names->last + step) % names->n;
        if (strcmp(names->ids[i], id) == 0)
            return names->last = i;
    }
    return SIZE_MAX;
}

size_t gouw_chart_names_of(gouw_canvas *canvas, gouw_chart_names *names, const char *id) {
    if (id == NULL)
        return SIZE_MAX;
    const size_t found = gouw_chart_names_find(names, id);
    return found != SIZE_MAX ? found : add(canvas, names, id, id, NULL, GOUW_INTEGER_NONE);
}

const char *gouw_chart_names_label(gouw_chart_names *names, const char *id) {
    const size_t found = gouw_chart_names_find(names, id);
    return found == SIZE_MAX ? id : names->labels[found];
}

double gouw_cell_number(const gouw_table *table, size_t row, const char *column) {
    const size_t c = gouw_table_find(table, column);
    if (c == SIZE_MAX || gouw_cell_missing(table->columns[c].type, table->cells[c][row]))
        return NAN;
    const gouw_cell cell = table->cells[c][row];
    if (table->columns[c].type == GOUW_TEXT)
        return NAN;
    return table->columns[c].type == GOUW_REAL ? cell.real : (double)cell.integer;
}

const char *gouw_cell_text(const gouw_table *table, size_t row, const char *column) {
    const char *text = gouw_table_text(table, row, column);
    return text == NULL ? "" : text;
}
