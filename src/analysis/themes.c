#include "analysis/themes.h"

#include <string.h>

#include "base/i18n.h"
#include "gouw/text.h"

const char *const gouw_basis_choices[] = {"any", "stated", NULL};

static gouw_status fail_column(const gouw_dataset *dataset, const char *column, gouw_error *error) {
    const char *names[64] = {"group", "id", "label", "label_nl"};
    size_t n = 4;
    for (size_t i = 0; i < dataset->theme_attributes.n && n < 64; i++)
        names[n++] = dataset->theme_attributes.items[i].name;
    const char *near = gouw_nearest(column, names, n);
    if (near != NULL)
        return gouw_fail(error, GOUW_EUSAGE,
                         _("--themes: themes.csv has no column '%s' (did you mean '%s'?)"), column,
                         near);
    return gouw_fail(error, GOUW_EUSAGE, _("--themes: themes.csv has no column '%s'"), column);
}

static const char *theme_field(const gouw_dataset *dataset, size_t t, const char *column,
                               const gouw_attribute *attribute) {
    const gouw_theme *theme = &dataset->themes[t];
    const struct {
        const char *name, *value;
    } known[] = {{"id", theme->id},
                 {"label", theme->label},
                 {"label_nl", theme->label_nl},
                 {"group", theme->group}};
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
        if (strcmp(known[i].name, column) == 0)
            return known[i].value;
    return attribute == NULL ? NULL : attribute->text[t];
}

static bool is_known_column(const char *column) {
    static const char *const known[] = {"id", "label", "label_nl", "group"};
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
        if (strcmp(known[i], column) == 0)
            return true;
    return false;
}

gouw_status gouw_themes_pick(const gouw_run *run, const gouw_theme_options *options,
                             uint32_t *number, uint32_t *themes, size_t *n_themes,
                             gouw_error *error) {
    const gouw_dataset *dataset = run->datasets[0];
    const char *filter = options->themes;
    const char *column = NULL, *value = NULL;
    const gouw_attribute *attribute = NULL;
    if (filter != NULL) {
        const char *equals = strchr(filter, '=');
        if (equals == NULL)
            return gouw_fail(error, GOUW_EUSAGE,
                             _("--themes takes COLUMN=VALUE, such as group=economy, not '%s'"),
                             filter);
        column = gouw_arena_text(run->arena, filter, (size_t)(equals - filter));
        if (column == NULL)
            return gouw_fail_memory(error, strlen(filter));
        value = equals + 1;
        attribute = gouw_attributes_find(&dataset->theme_attributes, column);
        if (attribute == NULL && !is_known_column(column))
            return fail_column(dataset, column, error);
    }
    *n_themes = 0;
    for (size_t t = 0; t < dataset->n_themes; t++) {
        const char *found = column == NULL ? NULL : theme_field(dataset, t, column, attribute);
        const bool passes = column == NULL || (found != NULL && strcmp(found, value) == 0);
        number[t] = passes ? (uint32_t)*n_themes : GOUW_INDEX_NONE;
        if (passes)
            themes[(*n_themes)++] = (uint32_t)t;
    }
    if (*n_themes == 0 && column != NULL)
        return gouw_fail(error, GOUW_EUSAGE, _("--themes: no theme has '%s' in column '%s'"), value,
                         column);
    return GOUW_OK;
}

static size_t pick_mentions(const gouw_dataset *dataset, const gouw_theme_options *options,
                            const uint32_t *number, gouw_mention *mentions, size_t *start) {
    size_t n = 0;
    for (size_t r = 0; r < dataset->n_regions; r++) {
        start[r] = n;
        for (size_t i = dataset->mention_start[r]; i < dataset->mention_start[r + 1]; i++) {
            const gouw_mention *m = &dataset->mentions[i];
            if (number[m->theme] == GOUW_INDEX_NONE ||
                (options->basis == GOUW_BASIS_ONLY_STATED && m->basis != GOUW_BASIS_STATED))
                continue;
            mentions[n] = *m;
            mentions[n++].theme = number[m->theme];
        }
    }
    start[dataset->n_regions] = n;
    return n;
}

gouw_status gouw_themes_view(const gouw_run *run, const gouw_theme_options *options,
                             gouw_results *results, gouw_theme_view *view, gouw_error *error) {
    const gouw_dataset *dataset = run->datasets[0];
    if (options->themes == NULL && options->basis == GOUW_BASIS_ANY) {
        uint32_t *all = gouw_arena_array(run->arena, dataset->n_themes, sizeof *all);
        if (all == NULL)
            return gouw_fail_memory(error, dataset->n_themes * sizeof *all);
        for (size_t t = 0; t < dataset->n_themes; t++)
            all[t] = (uint32_t)t;
        *view = (gouw_theme_view){dataset->n_themes, dataset->n_mentions, all, dataset->mentions,
                                  dataset->mention_start};
        return GOUW_OK;
    }
    uint32_t *number = gouw_arena_array(run->arena, dataset->n_themes, sizeof *number);
    uint32_t *themes = gouw_arena_array(run->arena, dataset->n_themes, sizeof *themes);
    gouw_mention *mentions = gouw_arena_array(run->arena, dataset->n_mentions, sizeof *mentions);
    size_t *start = gouw_arena_array(run->arena, dataset->n_regions + 1, sizeof *start);
    if (number == NULL || themes == NULL || mentions == NULL || start == NULL)
        return gouw_fail_memory(error, dataset->n_mentions * sizeof *mentions);
    size_t n_themes;
    const gouw_status status = gouw_themes_pick(run, options, number, themes, &n_themes, error);
    if (status != GOUW_OK)
        return status;
    const size_t n = pick_mentions(dataset, options, number, mentions, start);
    *view = (gouw_theme_view){n_themes, n, themes, mentions, start};
    return gouw_results_remark(results, error, GOUW_NOTE,
                               dataset->n_themes == 1 && dataset->n_mentions == 1
                                   ? _("looking at %zu of %zu theme and %zu of %zu mention")
                                   : _n("looking at %zu of %zu theme and %zu of %zu mentions",
                                        "looking at %zu of %zu themes and %zu of %zu mentions",
                                        dataset->n_themes),
                               n_themes, dataset->n_themes, n, dataset->n_mentions);
}
