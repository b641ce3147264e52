/* A map of the regions: near each other means alike.
 *
 * Classical scaling of the distances of analysis/apart.h, or correspondence analysis of regions by
 * themes, which places the themes on the same map: stat/scaling.h.
 */
#include <math.h>
#include <stdlib.h>

#include "analysis/apart.h"
#include "base/i18n.h"
#include "base/room.h"
#include "gouw/measure.h"
#include "gouw/text.h"
#include "stat/pair_index.h"
#include "stat/scaling.h"

typedef enum ordinate_method { METHOD_SCALING, METHOD_CA } ordinate_method;

static const char *const method_names[] = {"scaling", "ca", NULL};

typedef struct ordinate_options {
    gouw_apart_options apart;
    int method;
    int64_t axes;
} ordinate_options;

static const gouw_option options[] = {
    GOUW_APART_OPTIONS,
    {.kind = GOUW_OPTION_CHOICE,
     .name = "method",
     .offset = offsetof(ordinate_options, method),
     .value_default = "scaling",
     .choices = method_names,
     .argument = N_("METHOD"),
     .help = N_("scaling: classical scaling of distances; ca: correspondence analysis of regions "
                "by themes, by weight where the measure looks at weights")},
    {.kind = GOUW_OPTION_INTEGER,
     .name = "axes",
     .offset = offsetof(ordinate_options, axes),
     .value_default = "2",
     .minimum = 1,
     .maximum = 50,
     .argument = N_("N"),
     .help = N_("axes to give")},
};

static const gouw_column region_columns[] = {
    {"region", GOUW_TEXT, "", N_("region id; one column an axis follows"), GOUW_LOOK_PLAIN},
};
static const gouw_table_spec region_spec = {.name = "ordinate",
                                            .title = N_("A map of the regions"),
                                            .columns = region_columns,
                                            .n_columns = 1};

static const gouw_column theme_columns[] = {
    {"theme", GOUW_TEXT, "", N_("theme id; one column an axis follows"), GOUW_LOOK_PLAIN},
};
static const gouw_table_spec theme_spec = {.name = "ordinate_themes",
                                           .title = N_("The themes on the same map"),
                                           .columns = theme_columns,
                                           .n_columns = 1};

static const gouw_column axis_columns[] = {
    {"axis", GOUW_INTEGER, "", N_("number of the axis, the one that shows most first"),
     GOUW_LOOK_PLAIN},
    {"eigenvalue", GOUW_REAL, "",
     N_("what it shows; below 0 where distances are not those of points on a map"),
     GOUW_LOOK_PLAIN},
    {"share", GOUW_REAL, "", N_("of all that can be shown, the share on this axis"),
     GOUW_LOOK_PERCENT},
    {"cumulative", GOUW_REAL, "", N_("the same with the axes before"), GOUW_LOOK_PERCENT},
};
static const gouw_table_spec axis_spec = {.name = "ordinate_axes",
                                          .title = N_("How much each axis shows"),
                                          .columns = axis_columns,
                                          .n_columns = sizeof axis_columns / sizeof *axis_columns};

/* ---- tables --------------------------------------------------------------------------------- */

static gouw_status add_axis_columns(gouw_table *table, size_t n_axes, gouw_error *error) {
    gouw_status status = GOUW_OK;
    for (size_t a = 1; a <= n_axes && status == GOUW_OK; a++) {
        const char *name = gouw_arena_format(table->arena, "axis%zu", a);
        if (name == NULL)
            return gouw_fail_memory(error, 8);
        const gouw_column column = {.name = name,
                                    .type = GOUW_REAL,
                                    .unit = "",
                                    .description = N_("place on this axis"),
                                    .look = GOUW_LOOK_PLAIN};
        status = gouw_table_add_column(table, &column, error);
    }
    return status;
}

/* One row a point: its id, and its place on n_axes axes, of which n_known are known. */
static gouw_status add_points(const gouw_table_spec *spec, const char *const *ids, size_t n,
                              const double *points, size_t n_known, size_t n_axes,
                              gouw_results *results, gouw_error *error) {
    gouw_table *table;
    gouw_status status = gouw_results_add(results, spec, &table, error);
    if (status == GOUW_OK)
        status = add_axis_columns(table, n_axes, error);
    for (size_t i = 0; i < n && status == GOUW_OK; i++) {
        status = gouw_table_add_row(table, error);
        if (status != GOUW_OK)
            break;
        table->cells[0][i].text = ids[i];
        for (size_t a = 0; a < n_axes; a++)
            table->cells[a + 1][i].real = a < n_known ? points[i * n_known + a] : (double)NAN;
    }
    return status;
}

/* Eigenvalues or inertias, largest first. Only positive ones have a share. */
static gouw_status add_axes(const double *values, size_t n, gouw_results *results,
                            gouw_error *error) {
    gouw_table *table;
    double positive = 0, sum = 0;
    gouw_status status = gouw_results_add(results, &axis_spec, &table, error);
    for (size_t a = 0; a < n; a++)
        positive += values[a] > 0 ? values[a] : 0;
    for (size_t a = 0; a < n && status == GOUW_OK; a++) {
        status = gouw_table_add_row(table, error);
        if (status != GOUW_OK)
            break;
        gouw_table_set_integer(table, "axis", (int64_t)a + 1);
        gouw_table_set_real(table, "eigenvalue", values[a]);
        if (values[a] > 0) {
            sum += values[a];
            gouw_table_set_real(table, "share", values[a] / positive);
            gouw_table_set_real(table, "cumulative", sum / positive);
        }
    }
    return status;
}

static gouw_status say_share(const double *values, size_t n, size_t n_axes, gouw_results *results,
                             gouw_error *error) {
    double positive = 0, shown = 0;
    for (size_t a = 0; a < n; a++) {
        positive += values[a] > 0 ? values[a] : 0;
        shown += a < n_axes && values[a] > 0 ? values[a] : 0;
    }
    if (!(positive > 0))
        return GOUW_OK;
    return gouw_results_remark(
        results, error, GOUW_NOTE,
        _n("%zu axis shows %.0f%% of the differences; the rest is not on the map",
           "%zu axes show %.0f%% of the differences; the rest is not on the map", n_axes),
        n_axes, 100 * shown / positive);
}

/* ---- classical scaling ---------------------------------------------------------------------- */

static gouw_status say_negative(const gouw_scaling *map, gouw_results *results, gouw_error *error) {
    if (map->n_negative == 0)
        return GOUW_OK;
    return gouw_results_remark(
        results, error, GOUW_WARNING,
        _n("%zu eigenvalue is below 0 (%s%% of all by size): no map in any "
           "number of dimensions has exactly these distances",
           "%zu eigenvalues are below 0 (%s%% of all by size): no map in any "
           "number of dimensions has exactly these distances",
           map->n_negative),
        map->n_negative, _d(100 * map->negative_share, 1));
}

static gouw_status add_map(const gouw_run *run, const gouw_apart *apart, const gouw_scaling *map,
                           size_t n_axes, gouw_results *results, gouw_error *error) {
    const char **ids = gouw_arena_array(run->arena, apart->n, sizeof *ids);
    if (ids == NULL)
        return gouw_fail_memory(error, apart->n * sizeof *ids);
    for (size_t i = 0; i < apart->n; i++)
        ids[i] = apart->dataset->regions[apart->regions[i]].id;
    gouw_status status = add_points(&region_spec, ids, apart->n, map->points, map->n_axes, n_axes,
                                    results, error);
    if (status == GOUW_OK)
        status = add_axes(map->eigenvalues, map->n, results, error);
    if (status == GOUW_OK)
        status = say_share(map->eigenvalues, map->n, n_axes, results, error);
    return status == GOUW_OK ? say_negative(map, results, error) : status;
}

/* Refuses what does not fit or does not end: the distances, a square of them and one of
 * eigenvectors, which are found in n^3 steps. */
static gouw_status check_size(const gouw_apart *apart, gouw_error *error) {
    enum { MOST_MAPPED = 10000 };
    const double n = (double)apart->n, bytes = 20 * n * n, room = gouw_room();
    if (bytes > room)
        return gouw_fail(error, GOUW_EUSAGE,
                         _("to map %s regions needs %s, more than the %s of memory there is; map "
                           "fewer, or use --method ca"),
                         _d(n, 0), _b(bytes), _b(room));
    if (apart->n > MOST_MAPPED)
        return gouw_fail(error, GOUW_EUSAGE,
                         _("to map %s regions takes hours or days, since the work grows with the "
                           "cube of their number; map at most %d, or use --method ca"),
                         _d(n, 0), MOST_MAPPED);
    return GOUW_OK;
}

static gouw_status run_scaling(const gouw_run *run, gouw_results *results, gouw_error *error) {
    const ordinate_options *o = run->options;
    gouw_apart apart;
    gouw_scaling map;
    gouw_status status = gouw_apart_prepare(run, &o->apart, results, &apart, error);
    if (status == GOUW_OK)
        status = check_size(&apart, error);
    if (status != GOUW_OK)
        return status;
    const size_t n_pairs = gouw_pair_count(apart.n);
    double *distances = malloc((n_pairs + 1) * sizeof *distances);
    if (distances == NULL)
        return gouw_fail_memory(error, (n_pairs + 1) * sizeof *distances);
    status = gouw_apart_fill(&apart, GOUW_DATA_OBSERVED, NULL, distances, error);
    const gouw_distances source = gouw_distances_condensed(distances, apart.n);
    if (status == GOUW_OK)
        status = gouw_scaling_classical(&source, (size_t)o->axes, run->arena, &map, error);
    if (status == GOUW_OK)
        status = add_map(run, &apart, &map, (size_t)o->axes, results, error);
    free(distances);
    return status;
}

/* ---- correspondence analysis ---------------------------------------------------------------- */

/* The table that is analysed: regions and themes with at least one mention. */
typedef struct cross_table {
    size_t n_rows, n_columns;
    const char **row_ids, **column_ids;
    double *cells;
} cross_table;

static gouw_status number_themes(const gouw_run *run, const gouw_theme_view *view, cross_table *t,
                                 uint32_t **number, gouw_error *error) {
    const gouw_dataset *d = run->datasets[0];
    *number = gouw_arena_array(run->arena, view->n_themes, sizeof **number);
    t->column_ids = gouw_arena_array(run->arena, view->n_themes, sizeof *t->column_ids);
    t->row_ids = gouw_arena_array(run->arena, d->n_regions, sizeof *t->row_ids);
    if (*number == NULL || t->column_ids == NULL || t->row_ids == NULL)
        return gouw_fail_memory(error, view->n_themes * sizeof *t->column_ids);
    for (size_t i = 0; i < view->n_mentions; i++)
        (*number)[view->mentions[i].theme] = 1;
    for (size_t c = 0; c < view->n_themes; c++)
        if ((*number)[c] != 0) {
            t->column_ids[t->n_columns] = d->themes[view->themes[c]].id;
            (*number)[c] = (uint32_t)t->n_columns++;
        }
    for (size_t r = 0; r < d->n_regions; r++)
        if (view->mention_start[r] < view->mention_start[r + 1])
            t->row_ids[t->n_rows++] = d->regions[r].id;
    return GOUW_OK;
}

static gouw_status cross(const gouw_run *run, const gouw_theme_view *view, bool weighted,
                         cross_table *t, gouw_error *error) {
    uint32_t *number;
    *t = (cross_table){0};
    const gouw_status status = number_themes(run, view, t, &number, error);
    if (status != GOUW_OK)
        return status;
    if (t->n_columns != 0 && t->n_rows > SIZE_MAX / sizeof *t->cells / t->n_columns)
        return gouw_fail_memory(error, SIZE_MAX);
    t->cells = gouw_arena_array(run->arena, t->n_rows, t->n_columns * sizeof *t->cells);
    if (t->cells == NULL)
        return gouw_fail_memory(error, t->n_rows * t->n_columns * sizeof *t->cells);
    size_t row = 0;
    for (size_t r = 0; r < run->datasets[0]->n_regions; r++) {
        for (size_t i = view->mention_start[r]; i < view->mention_start[r + 1]; i++)
            t->cells[row * t->n_columns + number[view->mentions[i].theme]] =
                weighted ? (double)view->mentions[i].weight : 1;
        row += view->mention_start[r] < view->mention_start[r + 1];
    }
    return GOUW_OK;
}

static gouw_status say_left_out(const gouw_run *run, const gouw_theme_view *view,
                                const cross_table *t, gouw_results *results, gouw_error *error) {
    const size_t n_regions = run->datasets[0]->n_regions - t->n_rows;
    const size_t n_themes = view->n_themes - t->n_columns;
    gouw_status status = GOUW_OK;
    if (n_regions > 0)
        status = gouw_results_remark(results, error, GOUW_NOTE,
                                     _n("left out: %zu region without a theme",
                                        "left out: %zu regions without a theme", n_regions),
                                     n_regions);
    if (status == GOUW_OK && n_themes > 0)
        status = gouw_results_remark(results, error, GOUW_NOTE,
                                     _n("left out: %zu theme that no region names",
                                        "left out: %zu themes that no region names", n_themes),
                                     n_themes);
    return status;
}

/* Correspondence analysis reads no distances: of the measure it takes whether weights count. */
static gouw_status check_ca(const gouw_run *run, const gouw_apart_options *o, gouw_error *error) {
    if (o->on != GOUW_ON_AUTO && o->on != GOUW_ON_THEMES)
        return gouw_fail(error, GOUW_EUSAGE,
                         _("--method ca maps regions by themes; it does not go with --on %s"),
                         gouw_apart_on_names[o->on]);
    const char *name = gouw_apart_set_for(run, o, GOUW_ON_SCHEDULE);
    if (name == NULL)
        name = gouw_apart_set_for(run, o, GOUW_ON_ATTRIBUTES);
    if (name == NULL && (o->empty != GOUW_EMPTY_NA || gouw_run_gave(run, "empty")))
        name = "empty";
    if (name != NULL)
        return gouw_fail(error, GOUW_EUSAGE,
                         _("--method ca maps regions by themes; it does not go with --%s"), name);
    if ((o->measure != GOUW_JACCARD || gouw_run_gave(run, "measure")) &&
        !gouw_measures[o->measure].weighted)
        return gouw_fail(error, GOUW_EUSAGE,
                         _("--method ca has no use for --measure %s; a weighted one, such as "
                           "ruzicka, lets weights count"),
                         gouw_measure_names[o->measure]);
    return GOUW_OK;
}

static gouw_status run_ca(const gouw_run *run, gouw_results *results, gouw_error *error) {
    const ordinate_options *o = run->options;
    const gouw_dataset *d = run->datasets[0];
    const size_t n_axes = (size_t)o->axes;
    gouw_theme_view view;
    cross_table t;
    gouw_correspondence map;
    gouw_status status = check_ca(run, &o->apart, error);
    if (status != GOUW_OK)
        return status;
    if ((d->has & GOUW_HAS_THEMES) == 0)
        return gouw_fail(error, GOUW_EDATA,
                         _("--method ca: %s has no themes.csv with region_themes.csv"), d->folder);
    status = gouw_themes_view(run, &o->apart.view, results, &view, error);
    if (status == GOUW_OK)
        status = cross(run, &view, gouw_measures[o->apart.measure].weighted, &t, error);
    if (status == GOUW_OK)
        status = say_left_out(run, &view, &t, results, error);
    if (status == GOUW_OK)
        status = gouw_scaling_correspondence(t.cells, t.n_rows, t.n_columns, n_axes, run->arena,
                                             &map, error);
    if (status == GOUW_OK)
        status = add_points(&region_spec, t.row_ids, t.n_rows, map.rows, map.n_axes, n_axes,
                            results, error);
    if (status == GOUW_OK)
        status = add_axes(map.inertia, map.n_inertias, results, error);
    if (status == GOUW_OK)
        status = add_points(&theme_spec, t.column_ids, t.n_columns, map.columns, map.n_axes, n_axes,
                            results, error);
    return status == GOUW_OK ? say_share(map.inertia, map.n_inertias, n_axes, results, error)
                             : status;
}

static gouw_status run_ordinate(const gouw_run *run, gouw_results *results, gouw_error *error) {
    const ordinate_options *o = run->options;
    return o->method == METHOD_CA ? run_ca(run, results, error) : run_scaling(run, results, error);
}

static const gouw_table_spec *const tables[] = {&region_spec, &axis_spec, &theme_spec};

const gouw_analysis gouw_analysis_ordinate = {
    .name = "ordinate",
    .summary = N_("Map the regions so that near means alike"),
    .details = N_("Classical scaling (Torgerson) of the same distances that cluster uses, or with "
                  "--method ca correspondence analysis, which maps regions and themes together. "
                  "Directions have no meaning of their own: on each axis the farthest point "
                  "is put on the positive side."),
    .n_datasets = 1,
    .options = options,
    .n_options = sizeof options / sizeof *options,
    .options_size = sizeof(ordinate_options),
    .tables = tables,
    .n_tables = sizeof tables / sizeof *tables,
    .section = GOUW_SECTION_NONE,
    .run = run_ordinate,
};
