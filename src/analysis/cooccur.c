/* Which themes go together: each pair of themes, named by the same regions more or less often than
 * chance would give.
 *
 * Chance: given that one theme is named by n_a regions and the other by n_b, all choices of
 * regions are equally likely; exact (stat/null.h). How many themes a region names is not kept, so
 * a few regions that name nearly everything make pairs look attracted.
 */
#include <math.h>

#include "analysis/theme_sets.h"
#include "base/i18n.h"
#include "base/room.h"
#include "gouw/measure.h"
#include "gouw/text.h"
#include "stat/null.h"
#include "stat/similarity.h"

typedef struct cooccur_options {
    gouw_theme_options view;
    int measure;
} cooccur_options;

static const gouw_option options[] = {
    GOUW_THEME_OPTIONS,
    {.kind = GOUW_OPTION_CHOICE,
     .name = "measure",
     .letter = 'm',
     .offset = offsetof(cooccur_options, measure),
     .value_default = "jaccard",
     .choices = gouw_presence_measure_names,
     .argument = N_("MEASURE"),
     .help = N_("how similarity is counted; 'gouw help measures' defines each")},
};

static const gouw_column columns[] = {
    {"theme_a", GOUW_TEXT, "", N_("first theme of the pair"), GOUW_LOOK_PLAIN},
    {"theme_b", GOUW_TEXT, "", N_("second theme of the pair"), GOUW_LOOK_PLAIN},
    {"n_a", GOUW_INTEGER, "regions", N_("regions that name the first"), GOUW_LOOK_PLAIN},
    {"n_b", GOUW_INTEGER, "regions", N_("regions that name the second"), GOUW_LOOK_PLAIN},
    {"both", GOUW_INTEGER, "regions", N_("regions that name both"), GOUW_LOOK_PLAIN},
    {"expected", GOUW_REAL, "regions", N_("regions naming both that chance would give"),
     GOUW_LOOK_PLAIN},
    {"similarity", GOUW_REAL, "",
     N_("by the measure asked for; empty where no region names either"), GOUW_LOOK_PLAIN},
    {"p_upper", GOUW_REAL, "", N_("chance of as many or more regions naming both"), GOUW_LOOK_P},
    {"p_lower", GOUW_REAL, "", N_("chance of as few or fewer"), GOUW_LOOK_P},
    {"p_adjusted", GOUW_REAL, "",
     N_("two-sided, and allowing for the number of pairs (Benjamini & Hochberg)"), GOUW_LOOK_P},
};
static const gouw_table_spec cooccur_spec = {.name = "cooccur",
                                             .title = N_("Themes that go together"),
                                             .columns = columns,
                                             .n_columns = sizeof columns / sizeof columns[0]};

/* The themes as sets of regions. */
typedef struct regions_of {
    gouw_bits bits; /* themes x regions */
    uint32_t *n;
    gouw_null *nulls;
    double *p_adjusted;
} regions_of;

/* Refuses what does not fit before it is begun. */
static gouw_status check_room(size_t n_themes, gouw_error *error) {
    const double n = (double)n_themes, n_pairs = n * fmax(n - 1, 0) / 2, room = gouw_room();
    const double row = (double)(cooccur_spec.n_columns * sizeof(gouw_cell));
    const double bytes = n_pairs * (row + (double)(sizeof(gouw_null) + sizeof(double)));
    if (bytes <= room)
        return GOUW_OK;
    return gouw_fail(error, GOUW_EUSAGE,
                     _("the list of all pairs of %s themes needs %s, more than the %s of memory "
                       "there is; look at fewer --themes"),
                     _d(n, 0), _b(bytes), _b(room));
}

static gouw_status fill(const gouw_run *run, const gouw_theme_view *view, regions_of *of,
                        gouw_error *error) {
    const size_t n = view->n_themes, n_pairs = gouw_pair_count(n);
    gouw_status status = gouw_bits_init(&of->bits, n, run->datasets[0]->n_regions, run->arena,
                                        error);
    if (status != GOUW_OK)
        return status;
    of->n = gouw_arena_array(run->arena, n, sizeof *of->n);
    of->nulls = gouw_arena_array(run->arena, n_pairs, sizeof *of->nulls);
    of->p_adjusted = gouw_arena_array(run->arena, n_pairs, sizeof *of->p_adjusted);
    if (of->n == NULL || of->nulls == NULL || of->p_adjusted == NULL)
        return gouw_fail_memory(error, n_pairs * sizeof *of->nulls);
    for (size_t i = 0; i < view->n_mentions; i++)
        gouw_bits_set(&of->bits, view->mentions[i].theme, view->mentions[i].region);
    gouw_bits_sizes(&of->bits, of->n);
    gouw_null_hypergeometric(&of->bits, of->nulls);
    return gouw_null_adjust(of->nulls, n_pairs, of->p_adjusted, error);
}

static gouw_status add_pair(const gouw_dataset *dataset, const gouw_theme_view *view,
                            const regions_of *of, gouw_measure measure, size_t a, size_t b,
                            gouw_table *table, gouw_error *error) {
    const gouw_status status = gouw_table_add_row(table, error);
    if (status != GOUW_OK)
        return status;
    const size_t at = gouw_pair_index(view->n_themes, a, b);
    const uint32_t both = gouw_bits_shared(&of->bits, a, b);
    gouw_table_set_text(table, "theme_a", dataset->themes[view->themes[a]].id);
    gouw_table_set_text(table, "theme_b", dataset->themes[view->themes[b]].id);
    gouw_table_set_integer(table, "n_a", of->n[a]);
    gouw_table_set_integer(table, "n_b", of->n[b]);
    gouw_table_set_integer(table, "both", both);
    gouw_table_set_real(table, "expected", of->nulls[at].expected);
    gouw_table_set_real(
        table, "similarity",
        gouw_similarity(measure, of->n[a], of->n[b], both, (uint32_t)dataset->n_regions));
    gouw_table_set_real(table, "p_upper", of->nulls[at].p_upper);
    gouw_table_set_real(table, "p_lower", of->nulls[at].p_lower);
    gouw_table_set_real(table, "p_adjusted", of->p_adjusted[at]);
    return GOUW_OK;
}

/* What the headlines say. */
typedef struct extremes {
    size_t n_notable, best_a, best_b; /* the pair named most often */
    size_t n_as_often;                /* other pairs named as often */
    size_t notable_a, notable_b;      /* the notable pair with the least p; the farther from chance,
                                         the first of equals */
} extremes;

static bool is_farther(const regions_of *of, size_t at, size_t best) {
    if (of->p_adjusted[at] != of->p_adjusted[best])
        return of->p_adjusted[at] < of->p_adjusted[best];
    return fmin(of->nulls[at].p_upper, of->nulls[at].p_lower) <
           fmin(of->nulls[best].p_upper, of->nulls[best].p_lower);
}

static uint32_t find_extremes(const gouw_theme_view *view, const regions_of *of, extremes *e) {
    uint32_t most = 0;
    size_t notable = SIZE_MAX;
    *e = (extremes){0};
    for (size_t a = 0, at = 0; a < view->n_themes; a++) {
        for (size_t b = a + 1; b < view->n_themes; b++, at++) {
            const uint32_t both = gouw_bits_shared(&of->bits, a, b);
            if (of->p_adjusted[at] <= 0.05) {
                e->n_notable++;
                if (notable == SIZE_MAX || is_farther(of, at, notable)) {
                    notable = at;
                    e->notable_a = a;
                    e->notable_b = b;
                }
            }
            e->n_as_often = both > most ? 0 : e->n_as_often + (both == most);
            if (both <= most)
                continue;
            most = both;
            e->best_a = a;
            e->best_b = b;
        }
    }
    return most;
}

static const char *label_of(const gouw_dataset *dataset, const gouw_theme_view *view, size_t i) {
    const gouw_theme *theme = &dataset->themes[view->themes[i]];
    return gouw_language_label(theme->label, theme->label_nl);
}

static gouw_status say_most(const gouw_dataset *dataset, const gouw_theme_view *view,
                            const extremes *e, uint32_t most, gouw_results *results,
                            gouw_error *error) {
    const char *a = label_of(dataset, view, e->best_a), *b = label_of(dataset, view, e->best_b);
    if (e->n_as_often == 0)
        return gouw_results_remark(
            results, error, GOUW_HEADLINE,
            _n("%s and %s are most often named together: by %u of %zu region.",
               "%s and %s are most often named together: by %u of %zu regions.",
               dataset->n_regions),
            a, b, most, dataset->n_regions);
    if (dataset->n_regions == 1)
        return gouw_results_remark(results, error, GOUW_HEADLINE,
                                   _("There is one region, which names every pair of its themes."));
    return gouw_results_remark(
        results, error, GOUW_HEADLINE,
        _n("No pair of themes is named together more often than %s and %s: by %u of %zu "
           "regions, as is %zu other pair.",
           "No pair of themes is named together more often than %s and %s: by %u of %zu "
           "regions, as are %zu other pairs.",
           e->n_as_often),
        a, b, most, dataset->n_regions, e->n_as_often);
}

static gouw_status say_notable(const gouw_dataset *dataset, const gouw_theme_view *view,
                               const regions_of *of, const extremes *e, gouw_results *results,
                               gouw_error *error) {
    const size_t at = gouw_pair_index(view->n_themes, e->notable_a, e->notable_b);
    const size_t n_pairs = gouw_pair_count(view->n_themes);
    return gouw_results_remark(
        results, error, GOUW_HEADLINE,
        n_pairs == 1
            ? _("%zu of %zu pair of themes is named together notably more or less often than "
                "chance would give: %s and %s, by %u of %zu regions where chance would give %s.")
            : _n("%zu of %zu pairs of themes is named together notably more or less often than "
                 "chance would give, allowing for all comparisons: %s and %s, by %u of %zu "
                 "regions where chance would give %s.",
                 "%zu of %zu pairs of themes are named together notably more or less often than "
                 "chance would give, allowing for all comparisons; farthest from chance %s and "
                 "%s, by %u of %zu regions where chance would give %s.",
                 e->n_notable),
        e->n_notable, n_pairs, label_of(dataset, view, e->notable_a),
        label_of(dataset, view, e->notable_b),
        gouw_bits_shared(&of->bits, e->notable_a, e->notable_b), dataset->n_regions,
        _d(of->nulls[at].expected, 1));
}

static gouw_status add_headlines(const gouw_dataset *dataset, const gouw_theme_view *view,
                                 const regions_of *of, gouw_results *results, gouw_error *error) {
    extremes e;
    const size_t n_pairs = gouw_pair_count(view->n_themes);
    const uint32_t most = find_extremes(view, of, &e);
    gouw_status status = most == 0 ? gouw_results_remark(results, error, GOUW_HEADLINE,
                                                         _("No region names two themes."))
                                   : say_most(dataset, view, &e, most, results, error);
    if (status != GOUW_OK || n_pairs == 0)
        return status;
    if (e.n_notable > 0)
        return say_notable(dataset, view, of, &e, results, error);
    if (most == 0)
        return GOUW_OK;
    return gouw_results_remark(
        results, error, GOUW_HEADLINE,
        _n("No pair of themes is named together notably more or less often than "
           "chance would give, allowing for %zu comparison.",
           "No pair of themes is named together notably more or less often than "
           "chance would give, allowing for %zu comparisons.",
           n_pairs),
        n_pairs);
}

static gouw_status run_cooccur(const gouw_run *run, gouw_results *results, gouw_error *error) {
    const gouw_dataset *dataset = run->datasets[0];
    const cooccur_options *o = run->options;
    gouw_theme_view view;
    regions_of of;
    gouw_table *table = NULL;
    gouw_status status = gouw_themes_view(run, &o->view, results, &view, error);
    if (status == GOUW_OK)
        status = check_room(view.n_themes, error);
    if (status == GOUW_OK)
        status = fill(run, &view, &of, error);
    if (status == GOUW_OK)
        status = gouw_results_add(results, &cooccur_spec, &table, error);
    for (size_t a = 0; status == GOUW_OK && a < view.n_themes; a++) {
        if (run->interrupted != NULL && run->interrupted(run->watch))
            return gouw_fail(error, GOUW_EINTERRUPT, _("stopped on request"));
        for (size_t b = a + 1; b < view.n_themes && status == GOUW_OK; b++)
            status = add_pair(dataset, &view, &of, (gouw_measure)o->measure, a, b, table, error);
    }
    return status == GOUW_OK ? add_headlines(dataset, &view, &of, results, error) : status;
}

static const gouw_table_spec *const tables[] = {&cooccur_spec};

const gouw_analysis gouw_analysis_cooccur = {
    .name = "cooccur",
    .summary = N_("Find themes that the same regions name"),
    .details = N_("Each pair of themes once: how many regions name both, how many chance would "
                  "give if regions drew their themes blindly, and how surprising that is. Regions "
                  "that name nearly every theme make all pairs look attracted."),
    .needs = GOUW_HAS_THEMES,
    .n_datasets = 1,
    .options = options,
    .n_options = sizeof options / sizeof options[0],
    .options_size = sizeof(cooccur_options),
    .tables = tables,
    .n_tables = 1,
    .chart = "cooccurrence",
    .section = GOUW_SECTION_APPENDIX,
    .run = run_cooccur,
};
