/* How common each theme is, and the region x theme table that the matrix chart draws.
 *
 * share and idf = ln(n/df) are over all regions; mean_weight over the regions that name the theme.
 */
#include <math.h>
#include <string.h>

#include "analysis/themes.h"
#include "base/i18n.h"
#include "base/list.h"
#include "stat/ratio.h"
#include "stat/sum.h"

enum { MOST_NAMED = 20 };

typedef struct prevalence_options {
    gouw_theme_options view;
} prevalence_options;

static const gouw_option options[] = {GOUW_THEME_OPTIONS};

static const gouw_column columns[] = {
    {"theme", GOUW_TEXT, "", N_("theme id"), GOUW_LOOK_PLAIN},
    {"label", GOUW_TEXT, "", N_("name of the theme"), GOUW_LOOK_PLAIN},
    {"regions", GOUW_INTEGER, "regions", N_("how many regions name it"), GOUW_LOOK_PLAIN},
    {"share", GOUW_REAL, "", N_("of all regions"), GOUW_LOOK_PERCENT},
    {"mean_weight", GOUW_REAL, "", N_("mean weight over the regions that name it"),
     GOUW_LOOK_PLAIN},
    {"idf", GOUW_REAL, "", N_("ln(all regions / regions that name it): high for a rare theme"),
     GOUW_LOOK_PLAIN},
    {"only_in", GOUW_TEXT, "", N_("the region, where only one names it"), GOUW_LOOK_PLAIN},
};
static const gouw_table_spec prevalence_spec = {.name = "prevalence",
                                                .title = N_("How many regions name each theme"),
                                                .columns = columns,
                                                .n_columns = sizeof columns / sizeof columns[0]};

static const gouw_column mention_columns[] = {
    {"region", GOUW_TEXT, "", N_("region id"), GOUW_LOOK_PLAIN},
    {"theme", GOUW_TEXT, "", N_("theme id"), GOUW_LOOK_PLAIN},
    {"weight", GOUW_REAL, "", N_("2 = central, 1 = mentioned, or the dataset's own scale"),
     GOUW_LOOK_ONE},
    {"basis", GOUW_TEXT, "", N_("stated, provisional, or borrowed from another programme"),
     GOUW_LOOK_PLAIN},
};
static const gouw_table_spec mentions_spec = {.name = "mentions",
                                              .title = N_("Which region names which theme"),
                                              .columns = mention_columns,
                                              .n_columns = sizeof mention_columns /
                                                           sizeof mention_columns[0]};

typedef struct count {
    size_t n, n_central;
    gouw_sum weight;
    uint32_t region; /* the last one that names it */
} count;

static gouw_status add_mentions(const gouw_dataset *dataset, const gouw_theme_view *view,
                                count *counts, gouw_table *table, gouw_error *error) {
    for (size_t i = 0; i < view->n_mentions; i++) {
        const gouw_mention *m = &view->mentions[i];
        count *c = &counts[m->theme];
        c->n++;
        c->n_central += m->weight >= 2;
        gouw_sum_add(&c->weight, m->weight);
        c->region = m->region;
        const gouw_status status = gouw_table_add_row(table, error);
        if (status != GOUW_OK)
            return status;
        gouw_table_set_text(table, "region", dataset->regions[m->region].id);
        gouw_table_set_text(table, "theme", dataset->themes[view->themes[m->theme]].id);
        gouw_table_set_real(table, "weight", m->weight);
        gouw_table_set_text(table, "basis", gouw_basis_name(m->basis));
    }
    return GOUW_OK;
}

static gouw_status add_theme(const gouw_dataset *dataset, const gouw_theme *theme, const count *c,
                             gouw_table *table, gouw_error *error) {
    const gouw_status status = gouw_table_add_row(table, error);
    if (status != GOUW_OK)
        return status;
    gouw_table_set_text(table, "theme", theme->id);
    gouw_table_set_text(table, "label", theme->label);
    gouw_table_set_integer(table, "regions", (int64_t)c->n);
    if (dataset->n_regions > 0)
        gouw_table_set_real(table, "share", (double)c->n / (double)dataset->n_regions);
    if (c->n > 0) {
        gouw_table_set_real(table, "mean_weight", gouw_sum_total(&c->weight) / (double)c->n);
        gouw_table_set_real(table, "idf", gouw_log_ratio((double)dataset->n_regions, (double)c->n));
    }
    if (c->n == 1)
        gouw_table_set_text(table, "only_in", dataset->regions[c->region].id);
    return GOUW_OK;
}

/* "Economy, Labour market and Health care": the labels of the themes for which pick counts n.
 * NULL when memory is out. */
static const char *list_themes(const gouw_run *run, const gouw_theme_view *view,
                               const count *counts, size_t (*pick)(const count *), size_t n) {
    gouw_list list = {.arena = run->arena};
    for (size_t t = 0; t < view->n_themes; t++) {
        const gouw_theme *theme = &run->datasets[0]->themes[view->themes[t]];
        if (pick(&counts[t]) == n &&
            !gouw_list_add(&list, gouw_language_label(theme->label, theme->label_nl)))
            return NULL;
    }
    return gouw_list_words(&list);
}

static size_t pick_regions(const count *c) {
    return c->n;
}

static size_t pick_central(const count *c) {
    return c->n_central;
}

/* The largest count, and how many themes have it. */
static size_t find_top(const gouw_theme_view *view, const count *counts,
                       size_t (*pick)(const count *), size_t *n_themes) {
    size_t top = 0;
    *n_themes = 0;
    for (size_t t = 0; t < view->n_themes; t++) {
        if (pick(&counts[t]) > top) {
            top = pick(&counts[t]);
            *n_themes = 0;
        }
        *n_themes += pick(&counts[t]) == top;
    }
    return top;
}

enum { MOST_LISTED = 5 };

/* "Economy is most often central (6)": where weights tell, and few themes lead; "" where not.
 * sole: the count of regions that one theme alone has, 0 where several have the largest. */
static const char *central_words(const gouw_run *run, const gouw_theme_view *view,
                                 const count *counts, size_t sole) {
    size_t n_themes;
    const size_t top = find_top(view, counts, pick_central, &n_themes);
    if (top == 0 || n_themes > 3)
        return "";
    for (size_t t = 0; t < view->n_themes && n_themes == 1 && sole > 0; t++)
        if (pick_central(&counts[t]) == top && pick_regions(&counts[t]) == sole)
            return gouw_arena_format(run->arena, _("it is also most often central (%zu)"), top);
    const char *list = list_themes(run, view, counts, pick_central, top);
    if (list == NULL)
        return NULL;
    return gouw_arena_format(run->arena,
                             n_themes == 1 ? _("%s is most often central (%zu)")
                                           : _("%s are most often central (%zu each)"),
                             list, top);
}

/* "Economy and Education are each named by 9 of 11 regions". */
static const char *named_words(const gouw_run *run, const gouw_theme_view *view,
                               const count *counts, size_t top, size_t n_themes) {
    const size_t n_regions = run->datasets[0]->n_regions;
    if (top == 1 && n_regions > 1)
        return _("No theme is named by more than one region");
    if (n_themes > MOST_LISTED)
        return gouw_arena_format(run->arena,
                                 _n("%zu themes are each named by %zu of %zu region",
                                    "%zu themes are each named by %zu of %zu regions", n_regions),
                                 n_themes, top, n_regions);
    const char *list = list_themes(run, view, counts, pick_regions, top);
    if (list == NULL)
        return NULL;
    return gouw_arena_format(
        run->arena,
        n_themes == 1
            ? _n("%s is named by %zu of %zu region", "%s is named by %zu of %zu regions", n_regions)
            : _n("%s are each named by %zu of %zu region",
                 "%s are each named by %zu of %zu regions", n_regions),
        list, top, n_regions);
}

static gouw_status add_headline(const gouw_run *run, const gouw_theme_view *view,
                                const count *counts, gouw_results *results, gouw_error *error) {
    size_t n_themes;
    const size_t top = find_top(view, counts, pick_regions, &n_themes);
    if (top == 0)
        return gouw_results_remark(results, error, GOUW_HEADLINE, _("No region names a theme."));
    const char *central = central_words(run, view, counts, n_themes == 1 ? top : 0);
    const char *named = named_words(run, view, counts, top, n_themes);
    if (central == NULL || named == NULL)
        return gouw_fail_memory(error, 256);
    if (*central == '\0')
        return gouw_results_remark(results, error, GOUW_HEADLINE, _("%s."), named);
    return gouw_results_remark(results, error, GOUW_HEADLINE, _("%s; %s."), named, central);
}

/* "Themes of Noord-Limburg are provisional." Regions some of whose themes rest on something other
 * than what they state. */
static gouw_status add_basis(const gouw_run *run, const gouw_theme_view *view, gouw_basis basis,
                             const char *head, gouw_results *results, gouw_error *error) {
    const gouw_dataset *d = run->datasets[0];
    gouw_list list = {.arena = run->arena, .most = MOST_NAMED};
    for (size_t r = 0; r < d->n_regions; r++)
        for (size_t i = view->mention_start[r]; i < view->mention_start[r + 1]; i++) {
            if (view->mentions[i].basis != basis)
                continue;
            if (!gouw_list_add(&list, gouw_dataset_region_name(d, r)))
                return gouw_fail_memory(error, GOUW_MESSAGE_MAX);
            break;
        }
    const char *names = gouw_list_words(&list);
    if (names == NULL)
        return gouw_fail_memory(error, GOUW_MESSAGE_MAX);
    return list.n == 0 ? GOUW_OK : gouw_results_remark(results, error, GOUW_CAUTION, head, names);
}

static gouw_status add_remarks(const gouw_run *run, const gouw_theme_view *view,
                               const count *counts, gouw_results *results, gouw_error *error) {
    gouw_status status = add_headline(run, view, counts, results, error);
    if (status == GOUW_OK && view->n_mentions > 0)
        status = gouw_results_remark(results, error, GOUW_CAUTION,
                                     _("Themes named in the source; not an inventory of plans."));
    if (status == GOUW_OK)
        status = add_basis(run, view, GOUW_BASIS_PROVISIONAL, _("Themes of %s are provisional."),
                           results, error);
    return status == GOUW_OK
               ? add_basis(run, view, GOUW_BASIS_BORROWED,
                           _("Themes of %s are borrowed from another programme."), results, error)
               : status;
}

static gouw_status run_prevalence(const gouw_run *run, gouw_results *results, gouw_error *error) {
    const gouw_dataset *dataset = run->datasets[0];
    const prevalence_options *o = run->options;
    gouw_theme_view view;
    gouw_table *table, *mentions;
    gouw_status status = gouw_themes_view(run, &o->view, results, &view, error);
    if (status == GOUW_OK)
        status = gouw_results_add(results, &prevalence_spec, &table, error);
    if (status == GOUW_OK)
        status = gouw_results_add(results, &mentions_spec, &mentions, error);
    if (status != GOUW_OK)
        return status;
    count *counts = gouw_arena_array(run->arena, view.n_themes + 1, sizeof *counts);
    if (counts == NULL)
        return gouw_fail_memory(error, view.n_themes * sizeof *counts);
    status = add_mentions(dataset, &view, counts, mentions, error);
    for (size_t t = 0; t < view.n_themes && status == GOUW_OK; t++)
        status = add_theme(dataset, &dataset->themes[view.themes[t]], &counts[t], table, error);
    return status == GOUW_OK ? add_remarks(run, &view, counts, results, error) : status;
}

static const gouw_table_spec *const tables[] = {&prevalence_spec, &mentions_spec};

const gouw_analysis gouw_analysis_prevalence = {
    .name = "prevalence",
    .summary = N_("Count how many regions name each theme"),
    .details = N_("A theme counts when the region's section names it; that is no inventory of "
                  "the plan."),
    .needs = GOUW_HAS_THEMES,
    .n_datasets = 1,
    .options = options,
    .n_options = sizeof options / sizeof options[0],
    .options_size = sizeof(prevalence_options),
    .tables = tables,
    .n_tables = 2,
    .chart = "matrix",
    .section = GOUW_SECTION_THEMES,
    .run = run_prevalence,
};
