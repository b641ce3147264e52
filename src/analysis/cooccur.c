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
#include "gouw/measure.h"
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

static gouw_status add_headlines(const gouw_dataset *dataset, const gouw_theme_view *view,
                                 const regions_of *of, gouw_results *results, gouw_error *error) {
    size_t n_notable = 0, best_a = 0, best_b = 0;
    uint32_t best = 0;
    for (size_t a = 0, at = 0; a < view->n_themes; a++) {
        for (size_t b = a + 1; b < view->n_themes; b++, at++) {
            const uint32_t both = gouw_bits_shared(&of->bits, a, b);
            n_notable += of->p_adjusted[at] <= 0.05;
            if (both <= best)
                continue;
            best = both;
            best_a = a;
            best_b = b;
        }
    }
    if (best == 0)
        return gouw_results_remark(results, error, GOUW_HEADLINE, _("No region names two themes."));
    gouw_status status = gouw_results_remark(
        results, error, GOUW_HEADLINE,
        _("%s and %s are most often named together: by %u of %zu regions."),
        dataset->themes[view->themes[best_a]].label, dataset->themes[view->themes[best_b]].label,
        best, dataset->n_regions);
    const size_t n_pairs = gouw_pair_count(view->n_themes);
    if (status == GOUW_OK && n_notable == 0)
        status = gouw_results_remark(
            results, error, GOUW_HEADLINE,
            gouw_text_count(
                N_("No pair of themes is named together notably more or less often than "
                   "chance would give, allowing for %zu comparison."),
                N_("No pair of themes is named together notably more or less often than "
                   "chance would give, allowing for %zu comparisons."),
                n_pairs),
            n_pairs);
    else if (status == GOUW_OK)
        status = gouw_results_remark(
            results, error, GOUW_HEADLINE,
            gouw_text_count(N_("%zu of %zu pairs of themes is named together notably more or less "
                               "often than chance would give."),
                            N_("%zu of %zu pairs of themes are named together notably more or less "
                               "often than chance would give."),
                            n_notable),
            n_notable, n_pairs);
    return status;
}

static gouw_status run_cooccur(const gouw_run *run, gouw_results *results, gouw_error *error) {
    const gouw_dataset *dataset = run->datasets[0];
    const cooccur_options *o = run->options;
    gouw_theme_view view;
    regions_of of;
    gouw_table *table = NULL;
    gouw_status status = gouw_themes_view(run, &o->view, results, &view, error);
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
    .section = GOUW_SECTION_APPENDIX,
    .run = run_cooccur,
};
