/* How alike the theme sets of two regions are: one row an unordered pair, in dataset order.
 *
 * The definition of each measure, its source and its rule for empty sets: stat/similarity.h.
 */
#include <math.h>

#include "analysis/themes.h"
#include "base/i18n.h"
#include "gouw/measure.h"
#include "stat/bits.h"
#include "stat/pairs.h"
#include "stat/similarity.h"

typedef struct overlap_options {
    gouw_theme_options view;
    int measure;
    bool wide;
} overlap_options;

static const gouw_option options[] = {
    GOUW_THEME_OPTIONS,
    {.kind = GOUW_OPTION_CHOICE,
     .name = "measure",
     .letter = 'm',
     .offset = offsetof(overlap_options, measure),
     .value_default = "jaccard",
     .choices = gouw_measure_names,
     .argument = N_("MEASURE"),
     .help = N_("how similarity is counted; 'gouw help measures' defines each")},
    {.kind = GOUW_OPTION_FLAG,
     .name = "wide",
     .offset = offsetof(overlap_options, wide),
     .help = N_("the square matrix of similarities instead of one row a pair")},
};

static const gouw_column columns[] = {
    {"region_a", GOUW_TEXT, "", N_("first region of the pair"), GOUW_LOOK_PLAIN},
    {"region_b", GOUW_TEXT, "", N_("second region of the pair"), GOUW_LOOK_PLAIN},
    {"n_a", GOUW_INTEGER, "themes", N_("themes that the first names"), GOUW_LOOK_PLAIN},
    {"n_b", GOUW_INTEGER, "themes", N_("themes that the second names"), GOUW_LOOK_PLAIN},
    {"shared", GOUW_INTEGER, "themes", N_("themes that both name"), GOUW_LOOK_PLAIN},
    {"only_a", GOUW_INTEGER, "themes", N_("themes that only the first names"), GOUW_LOOK_PLAIN},
    {"only_b", GOUW_INTEGER, "themes", N_("themes that only the second names"), GOUW_LOOK_PLAIN},
    {"similarity", GOUW_REAL, "", N_("by the measure asked for; empty where it is not defined"),
     GOUW_LOOK_PLAIN},
};
static const gouw_table_spec overlap_spec = {.name = "overlap",
                                             .title = N_("Themes in common, pair by pair"),
                                             .columns = columns,
                                             .n_columns = sizeof columns / sizeof columns[0]};

static const gouw_column wide_columns[] = {
    {"region", GOUW_TEXT, "", N_("region id; one column a region follows"), GOUW_LOOK_PLAIN},
};
static const gouw_table_spec wide_spec = {.name = "overlap_wide",
                                          .title = N_("Similarity of themes, as a square"),
                                          .columns = wide_columns,
                                          .n_columns = 1};

/* The sets of a view in the forms that the measures read. */
typedef struct theme_sets {
    gouw_bits bits;
    uint32_t *size;
    gouw_pairs pairs;
} theme_sets;

static double *fill_weights(const gouw_theme_view *view, size_t n_regions, gouw_measure measure,
                            gouw_arena *arena) {
    if (view->n_themes != 0 && n_regions > SIZE_MAX / view->n_themes)
        return NULL;
    double *weights = gouw_arena_array(arena, n_regions * view->n_themes, sizeof *weights);
    if (weights == NULL)
        return NULL;
    for (size_t i = 0; i < view->n_mentions; i++)
        weights[view->mentions[i].region * view->n_themes + view->mentions[i].theme] =
            (double)view->mentions[i].weight;
    if (measure == GOUW_COSINE_IDF)
        gouw_weights_scale_idf(weights, n_regions, view->n_themes);
    return weights;
}

static gouw_status fill_sets(const gouw_run *run, const gouw_theme_view *view, gouw_measure measure,
                             theme_sets *sets, gouw_error *error) {
    const size_t n = run->datasets[0]->n_regions;
    const gouw_status status = gouw_bits_init(&sets->bits, n, view->n_themes, run->arena, error);
    if (status != GOUW_OK)
        return status;
    sets->size = gouw_arena_array(run->arena, n, sizeof *sets->size);
    double *weights = NULL;
    if (gouw_measures[measure].weighted)
        weights = fill_weights(view, n, measure, run->arena);
    if (sets->size == NULL || (gouw_measures[measure].weighted && weights == NULL))
        return gouw_fail_memory(error, n * sizeof *sets->size);
    for (size_t i = 0; i < view->n_mentions; i++)
        gouw_bits_set(&sets->bits, view->mentions[i].region, view->mentions[i].theme);
    gouw_bits_sizes(&sets->bits, sets->size);
    sets->pairs = (gouw_pairs){.measure = measure,
                               .bits = &sets->bits,
                               .size = sets->size,
                               .weights = weights,
                               .empty = NAN,
                               .threads = run->threads,
                               .interrupted = run->interrupted,
                               .watch = run->watch};
    return GOUW_OK;
}

static gouw_status add_pair(const gouw_dataset *dataset, const theme_sets *sets, size_t a, size_t b,
                            gouw_table *table, gouw_error *error) {
    const gouw_status status = gouw_table_add_row(table, error);
    if (status != GOUW_OK)
        return status;
    const int64_t n_a = sets->size[a], n_b = sets->size[b];
    const int64_t shared = gouw_bits_shared(&sets->bits, a, b);
    gouw_table_set_text(table, "region_a", dataset->regions[a].id);
    gouw_table_set_text(table, "region_b", dataset->regions[b].id);
    gouw_table_set_integer(table, "n_a", n_a);
    gouw_table_set_integer(table, "n_b", n_b);
    gouw_table_set_integer(table, "shared", shared);
    gouw_table_set_integer(table, "only_a", n_a - shared);
    gouw_table_set_integer(table, "only_b", n_b - shared);
    gouw_table_set_real(table, "similarity", gouw_pairs_similarity(&sets->pairs, a, b));
    return GOUW_OK;
}

static gouw_status fill_pairs(const gouw_run *run, const theme_sets *sets, gouw_results *results,
                              gouw_error *error) {
    const gouw_dataset *dataset = run->datasets[0];
    gouw_table *table;
    gouw_status status = gouw_results_add(results, &overlap_spec, &table, error);
    for (size_t a = 0; a < dataset->n_regions && status == GOUW_OK; a++) {
        if (run->interrupted != NULL && run->interrupted(run->watch))
            return gouw_fail(error, GOUW_EINTERRUPT, _("stopped on request"));
        for (size_t b = a + 1; b < dataset->n_regions && status == GOUW_OK; b++)
            status = add_pair(dataset, sets, a, b, table, error);
    }
    return status;
}

static gouw_status fill_wide(const gouw_run *run, const theme_sets *sets, gouw_results *results,
                             gouw_error *error) {
    const gouw_dataset *dataset = run->datasets[0];
    const size_t n = dataset->n_regions;
    gouw_table *table;
    gouw_status status = gouw_results_add(results, &wide_spec, &table, error);
    for (size_t b = 0; b < n && status == GOUW_OK; b++) {
        const gouw_column column = {.name = dataset->regions[b].id,
                                    .type = GOUW_REAL,
                                    .unit = "",
                                    .description = dataset->regions[b].name};
        status = gouw_table_add_column(table, &column, error);
    }
    for (size_t a = 0; a < n && status == GOUW_OK; a++) {
        status = gouw_table_add_row(table, error);
        if (status != GOUW_OK)
            break;
        table->cells[0][a].text = dataset->regions[a].id;
        for (size_t b = 0; b < n; b++)
            table->cells[b + 1][a].real = gouw_pairs_similarity(&sets->pairs, a, b);
    }
    return status;
}

/* The pair with the highest similarity, ties to the first, as a sentence. */
static gouw_status add_headline(const gouw_dataset *dataset, const theme_sets *sets,
                                gouw_results *results, gouw_error *error) {
    size_t best_a = 0, best_b = 0, n_empty = 0;
    double best = -1;
    for (size_t a = 0; a < dataset->n_regions; a++) {
        n_empty += sets->size[a] == 0;
        for (size_t b = a + 1; b < dataset->n_regions; b++) {
            const double s = gouw_pairs_similarity(&sets->pairs, a, b);
            if (s > best) {
                best = s;
                best_a = a;
                best_b = b;
            }
        }
    }
    gouw_status status = GOUW_OK;
    if (best > 0)
        status = gouw_results_remark(
            results, error, GOUW_HEADLINE,
            _("%s and %s are the most alike: they share %u themes, of %u and %u."),
            dataset->regions[best_a].name, dataset->regions[best_b].name,
            gouw_bits_shared(&sets->bits, best_a, best_b), sets->size[best_a], sets->size[best_b]);
    else if (dataset->n_regions > 1)
        status = gouw_results_remark(results, error, GOUW_HEADLINE,
                                     _("No two regions share a theme."));
    if (status == GOUW_OK && n_empty > 1)
        status = gouw_results_remark(results, error, GOUW_WARNING,
                                     _("%zu regions name no theme; how alike two of them are is "
                                       "not defined and left empty"),
                                     n_empty);
    return status;
}

static gouw_status run_overlap(const gouw_run *run, gouw_results *results, gouw_error *error) {
    const overlap_options *o = run->options;
    gouw_theme_view view;
    theme_sets sets;
    gouw_status status = gouw_themes_view(run, &o->view, results, &view, error);
    if (status == GOUW_OK)
        status = fill_sets(run, &view, (gouw_measure)o->measure, &sets, error);
    if (status == GOUW_OK)
        status = o->wide ? fill_wide(run, &sets, results, error)
                         : fill_pairs(run, &sets, results, error);
    return status == GOUW_OK ? add_headline(run->datasets[0], &sets, results, error) : status;
}

static const gouw_table_spec *const tables[] = {&overlap_spec};

const gouw_analysis gouw_analysis_overlap = {
    .name = "overlap",
    .summary = N_("Compare the themes of every two regions"),
    .details = N_("Each pair of regions once, with how many themes they share and how alike that "
                  "makes them. A region that names few themes is easily contained in another: look "
                  "at n_a and n_b beside similarity."),
    .needs = GOUW_HAS_THEMES,
    .n_datasets = 1,
    .options = options,
    .n_options = sizeof options / sizeof options[0],
    .options_size = sizeof(overlap_options),
    .tables = tables,
    .n_tables = 1,
    .chart = "heatmap",
    .section = GOUW_SECTION_THEMES,
    .run = run_overlap,
};
