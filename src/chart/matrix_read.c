#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "chart/matrix.h"

size_t gouw_dot_total(gouw_dot_count count) {
    return count.central + count.mentioned + count.otherwise;
}

static void count_dot(gouw_dot_count *count, gouw_dot dot) {
    count->central += dot == GOUW_DOT_CENTRAL;
    count->mentioned += dot == GOUW_DOT_MENTIONED;
    count->otherwise += dot == GOUW_DOT_MENTIONED_OTHERWISE || dot == GOUW_DOT_CENTRAL_OTHERWISE;
}

static gouw_dot dot_of(const gouw_table *table, size_t row) {
    const char *basis = gouw_cell_text(table, row, "basis");
    const bool central = gouw_cell_number(table, row, "weight") >= 2;
    if (*basis != '\0' && strcmp(basis, "stated") != 0)
        return central ? GOUW_DOT_CENTRAL_OTHERWISE : GOUW_DOT_MENTIONED_OTHERWISE;
    return central ? GOUW_DOT_CENTRAL : GOUW_DOT_MENTIONED;
}

/* Names first, since the dots are laid out by their number. */
static void read_dots(gouw_canvas *canvas, const gouw_table *table, gouw_matrix *m) {
    for (size_t row = 0; row < table->n_rows; row++) {
        (void)gouw_chart_names_of(canvas, &m->regions, gouw_table_text(table, row, "region"));
        (void)gouw_chart_names_of(canvas, &m->themes, gouw_table_text(table, row, "theme"));
    }
    m->dots = gouw_canvas_array(canvas, m->regions.n, m->themes.n + 1);
    m->row_counts = gouw_canvas_array(canvas, m->regions.n, sizeof *m->row_counts);
    m->column_counts = gouw_canvas_array(canvas, m->themes.n, sizeof *m->column_counts);
    for (size_t row = 0; !canvas->failed && row < table->n_rows; row++) {
        const char *region = gouw_table_text(table, row, "region");
        const char *theme = gouw_table_text(table, row, "theme");
        if (region == NULL || theme == NULL)
            continue;
        const size_t r = gouw_chart_names_find(&m->regions, region);
        const size_t t = gouw_chart_names_find(&m->themes, theme);
        unsigned char *dot = &m->dots[r * m->themes.n + t];
        if (*dot != GOUW_DOT_NONE)
            continue;
        *dot = (unsigned char)dot_of(table, row);
        m->seen[*dot] = true;
        count_dot(&m->row_counts[r], (gouw_dot)*dot);
        count_dot(&m->column_counts[t], (gouw_dot)*dot);
    }
}

typedef struct ranked {
    size_t index, first, second; /* ascending by first, then by second, then by index */
} ranked;

static int by_rank(const void *a, const void *b) {
    const ranked *x = a, *y = b;
    if (x->first != y->first)
        return x->first < y->first ? -1 : 1;
    if (x->second != y->second)
        return x->second < y->second ? -1 : 1;
    return (x->index > y->index) - (x->index < y->index);
}

static void take_order(ranked *items, size_t n, size_t *order) {
    qsort(items, n, sizeof *items, by_rank);
    for (size_t i = 0; i < n; i++)
        order[i] = items[i].index;
}

/* The first theme of the same group: what groups are told apart by. */
static size_t group_of(const gouw_matrix *m, size_t theme) {
    const char *group = m->themes.groups[theme];
    for (size_t t = 0; group != NULL && t < theme; t++)
        if (m->themes.groups[t] != NULL && strcmp(m->themes.groups[t], group) == 0)
            return t;
    return group == NULL ? SIZE_MAX : theme;
}

/* Columns: by group, in the order of the groups, then by how many regions name the theme. */
static void order_columns(gouw_canvas *canvas, gouw_matrix *m) {
    ranked *items = gouw_canvas_array(canvas, m->themes.n, sizeof *items);
    m->columns = gouw_canvas_array(canvas, m->themes.n, sizeof *m->columns);
    if (items == NULL || m->columns == NULL)
        return;
    for (size_t t = 0; t < m->themes.n; t++) {
        const size_t total = gouw_dot_total(m->column_counts[t]);
        if (total > 0)
            items[m->n_columns++] = (ranked){t, group_of(m, t), SIZE_MAX - total};
    }
    if (m->n_columns > 0)
        take_order(items, m->n_columns, m->columns);
    for (size_t i = 0; i < m->n_columns; i++)
        if (m->themes.groups[m->columns[i]] != NULL)
            m->n_groups += i == 0 || gouw_matrix_group_ends(m, i - 1);
}

bool gouw_matrix_group_ends(const gouw_matrix *m, size_t i) {
    return i + 1 < m->n_columns && group_of(m, m->columns[i]) != group_of(m, m->columns[i + 1]);
}

/* Rows: by the order of the clusters when there are several, else as given. */
static void order_rows(gouw_canvas *canvas, const gouw_table *cluster, gouw_matrix *m) {
    ranked *items = gouw_canvas_array(canvas, m->regions.n, sizeof *items);
    gouw_chart_names seen = {.n = 0};
    m->rows = gouw_canvas_array(canvas, m->regions.n, sizeof *m->rows);
    m->clusters = gouw_canvas_array(canvas, m->regions.n, sizeof *m->clusters);
    m->n_rows = m->regions.n;
    m->n_clusters = 1;
    if (items == NULL || m->rows == NULL || m->clusters == NULL)
        return;
    for (size_t r = 0; r < m->n_rows; r++)
        items[r] = (ranked){r, 0, r};
    for (size_t row = 0; cluster != NULL && row < cluster->n_rows; row++) {
        const double number = gouw_cell_number(cluster, row, "cluster");
        const char *name = isnan(number) ? gouw_cell_text(cluster, row, "cluster")
                                         : gouw_canvas_format(canvas, "%.0f", number);
        const size_t r = gouw_chart_names_find(&m->regions, gouw_cell_text(cluster, row, "region"));
        const double place = gouw_cell_number(cluster, row, "order");
        if (r == SIZE_MAX)
            continue;
        m->clusters[r] = gouw_chart_names_of(canvas, &seen, name);
        items[r].second = place >= 0 ? (size_t)place : row;
    }
    if (seen.n > 1)
        m->n_clusters = seen.n;
    /* A cluster stands where its first region stands. */
    for (size_t r = 0; m->n_clusters > 1 && r < m->n_rows; r++) {
        items[r].first = SIZE_MAX;
        for (size_t q = 0; q < m->n_rows; q++)
            if (m->clusters[q] == m->clusters[r] && items[q].second < items[r].first)
                items[r].first = items[q].second;
    }
    for (size_t r = 0; m->n_clusters == 1 && r < m->n_rows; r++) {
        items[r].second = r;
        m->clusters[r] = 0;
    }
    if (m->n_rows > 0)
        take_order(items, m->n_rows, m->rows);
}

void gouw_matrix_read(gouw_canvas *canvas, const gouw_chart_job *job, gouw_matrix *m) {
    *m = (gouw_matrix){.n_rows = 0};
    gouw_chart_names_read(canvas, job->labels, "region", &m->regions);
    gouw_chart_names_read(canvas, job->labels, "theme", &m->themes);
    read_dots(canvas, gouw_chart_table(job, "mentions"), m);
    if (canvas->failed)
        return;
    order_columns(canvas, m);
    order_rows(canvas, gouw_chart_table(job, "cluster"), m);
}
