#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "chart/growth.h"

double gouw_panel_value(const gouw_panels *p, const gouw_panel *panel, size_t i,
                        const char *column) {
    return gouw_cell_number(p->trajectories, p->rows[panel->from + i], column);
}

const char *gouw_panel_step(const gouw_panels *p, const gouw_panel *panel, size_t i) {
    return gouw_cell_text(p->trajectories, p->rows[panel->from + i], "step");
}

static bool same(const gouw_panel *panel, const gouw_table *table, size_t row) {
    return strcmp(panel->region, gouw_cell_text(table, row, "region")) == 0 &&
           strcmp(panel->indicator, gouw_cell_text(table, row, "indicator")) == 0;
}

typedef struct known {
    gouw_chart_names regions, indicators;
} known;

static gouw_panel *add_panel(gouw_panels *p, known *names, const gouw_table *table, size_t row) {
    const char *region = gouw_cell_text(table, row, "region");
    const char *indicator = gouw_cell_text(table, row, "indicator");
    gouw_panel *panel = &p->items[p->n++];
    *panel = (gouw_panel){.region = region,
                          .indicator = indicator,
                          .counted = gouw_chart_names_label(&names->indicators, indicator),
                          .name = gouw_chart_names_label(&names->regions, region),
                          .target_row = SIZE_MAX,
                          .reference = NAN,
                          .reference_year = NAN,
                          .target = NAN,
                          .target_year = NAN};
    return panel;
}

static void find_panels(gouw_canvas *canvas, known *names, gouw_panels *p) {
    const gouw_table *t = p->growth != NULL && p->growth->n_rows > 0 ? p->growth : p->trajectories;
    p->items = gouw_canvas_array(canvas, t->n_rows, sizeof *p->items);
    for (size_t row = 0; p->items != NULL && row < t->n_rows; row++) {
        if (t == p->growth) {
            gouw_panel *panel = add_panel(p, names, t, row);
            panel->target_row = row;
            panel->target = gouw_cell_number(t, row, "target");
            panel->target_year = gouw_cell_number(t, row, "target_year");
        } else if (p->n == 0 || !same(&p->items[p->n - 1], t, row)) {
            (void)add_panel(p, names, t, row);
        }
    }
}

typedef struct dated {
    double year;
    size_t row;
} dated;

static int by_year(const void *a, const void *b) {
    const dated *x = a, *y = b;
    if (x->year != y->year)
        return x->year < y->year ? -1 : 1;
    return (x->row > y->row) - (x->row < y->row);
}

/* The rows of each panel, and its last observation. */
static void find_rows(gouw_canvas *canvas, gouw_panels *p) {
    const gouw_table *t = p->trajectories;
    dated *found = gouw_canvas_array(canvas, t->n_rows, sizeof *found);
    size_t room = 0, n = 0;
    for (size_t row = 0; row < t->n_rows; row++)
        for (size_t i = 0; i < p->n; i++)
            room += same(&p->items[i], t, row);
    p->rows = gouw_canvas_array(canvas, room, sizeof *p->rows);
    if (found == NULL || p->rows == NULL)
        return;
    for (size_t i = 0; i < p->n; i++) {
        gouw_panel *panel = &p->items[i];
        panel->from = n;
        for (size_t row = 0; row < t->n_rows; row++) {
            const double year = gouw_cell_number(t, row, "year");
            if (isfinite(year) && same(panel, t, row))
                found[panel->n++] = (dated){year, row};
        }
        qsort(found, panel->n, sizeof *found, by_year);
        for (size_t k = 0; k < panel->n; k++) {
            const double observed = gouw_cell_number(t, found[k].row, "observed");
            p->rows[n++] = found[k].row;
            if (isfinite(observed)) {
                panel->reference = observed;
                panel->reference_year = found[k].year;
            }
        }
    }
}

static void take_value(gouw_panel *panel, double value) {
    if (!isfinite(value))
        return;
    if (!isfinite(panel->reference))
        panel->reference = value;
    panel->low = fmin(panel->low, value);
    panel->high = fmax(panel->high, value);
}

static void take_year(gouw_panels *p, double year) {
    p->first_year = fmin(p->first_year, year);
    p->last_year = fmax(p->last_year, year);
}

/* The span of a panel's values, and what happens between its years. */
static void find_span(gouw_panels *p, gouw_panel *panel) {
    static const char *const columns[] = {"observed", "trend",  "low80",    "high80",
                                          "low95",    "high95", "required", "forecast"};
    panel->low = panel->high = NAN;
    for (size_t c = 0; c < sizeof columns / sizeof columns[0]; c++)
        for (size_t k = 0; k < panel->n; k++)
            take_value(panel, gouw_panel_value(p, panel, k, columns[c]));
    take_value(panel, panel->target);
    for (size_t k = 0; k < panel->n; k++) {
        const char *step = gouw_panel_step(p, panel, k);
        take_year(p, gouw_panel_value(p, panel, k, "year"));
        p->n_breaks += strcmp(step, "break") == 0;
        p->n_jumps += strcmp(step, "jump") == 0;
    }
    take_year(p, panel->target_year);
}

/* Whether one scale for all would leave most panels less than a quarter of their height: shares
 * that grew from 1 to 15 percent, beside such as grew from 40 to 66. */
static bool is_too_coarse(const gouw_panels *p) {
    double low = NAN, high = NAN;
    size_t n = 0, n_flat = 0;
    for (size_t i = 0; i < p->n; i++) {
        const gouw_panel *panel = &p->items[i];
        if (panel->low <= 0.0)
            continue;
        low = fmin(low, panel->low / panel->reference);
        high = fmax(high, panel->high / panel->reference);
        n++;
    }
    for (size_t i = 0; i < p->n; i++) {
        const gouw_panel *panel = &p->items[i];
        n_flat += panel->low > 0.0 &&
                  (panel->high - panel->low) / panel->reference < (high - low) / 4;
    }
    return n_flat > n - n_flat;
}

/* One scale for all: each panel as a multiple of its reference. A series that touches 0 has no
 * such scale, and would flatten the others. */
static void settle_scales(gouw_panels *p, bool own_scales) {
    double low = NAN, high = NAN;
    own_scales = own_scales || is_too_coarse(p);
    for (size_t i = 0; i < p->n; i++) {
        gouw_panel *panel = &p->items[i];
        panel->own_scale = own_scales || panel->low <= 0.0;
        panel->unit = panel->own_scale ? 1.0 : panel->reference;
        p->n_own += panel->own_scale;
        if (panel->own_scale)
            continue;
        low = fmin(low, panel->low / panel->unit);
        high = fmax(high, panel->high / panel->unit);
    }
    for (size_t i = 0; i < p->n; i++)
        if (!p->items[i].own_scale) {
            p->items[i].low = low;
            p->items[i].high = high;
        }
}

void gouw_panels_read(gouw_canvas *canvas, const gouw_chart_job *job, gouw_panels *p) {
    known names;
    *p = (gouw_panels){.trajectories = gouw_chart_table(job, "trajectories"),
                       .growth = gouw_chart_table(job, "growth")};
    gouw_chart_names_read(canvas, job->labels, "region", &names.regions);
    gouw_chart_names_read(canvas, job->labels, "indicator", &names.indicators);
    find_panels(canvas, &names, p);
    if (!canvas->failed)
        find_rows(canvas, p);
    if (canvas->failed)
        return;
    p->first_year = p->last_year = NAN;
    for (size_t i = 0; i < p->n; i++)
        find_span(p, &p->items[i]);
    settle_scales(p, job->own_scales);
}
