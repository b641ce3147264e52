#include "gouw/analysis.h"

#include <string.h>

#include "base/i18n.h"

#define GOUW_ANALYSIS(name) extern const gouw_analysis gouw_analysis_##name;
#include "gouw/analyses.def"
#undef GOUW_ANALYSIS

#define GOUW_ANALYSIS(name) &gouw_analysis_##name,
static const gouw_analysis *const registry[] = {
#include "gouw/analyses.def"
};
#undef GOUW_ANALYSIS

const gouw_analysis *const *gouw_analyses(size_t *n_analyses) {
    *n_analyses = sizeof registry / sizeof registry[0];
    return registry;
}

const gouw_analysis *gouw_analysis_find(const char *name) {
    for (size_t i = 0; i < sizeof registry / sizeof registry[0]; i++)
        if (strcmp(registry[i]->name, name) == 0)
            return registry[i];
    return NULL;
}

void gouw_run_init(gouw_run *run, const gouw_dataset *const *datasets, gouw_arena *arena) {
    *run = (gouw_run){
        .datasets = datasets, .as_of = GOUW_DAY_NONE, .seed = 1, .threads = 1, .arena = arena};
}

static gouw_status check_dataset(const gouw_analysis *analysis, const gouw_dataset *dataset,
                                 gouw_error *error) {
    const gouw_status status = gouw_dataset_accept(dataset, error);
    if (status != GOUW_OK)
        return status;
    for (unsigned bit = 1; bit != 0 && bit <= analysis->needs; bit <<= 1)
        if ((analysis->needs & bit) != 0 && (dataset->has & bit) == 0)
            return gouw_fail(error, GOUW_EDATA, _("'%s' needs %s, which %s does not have"),
                             analysis->name, gouw_dataset_file_of(bit), dataset->folder);
    return GOUW_OK;
}

/* The newest of the datasets, the last, is the one reported on. */
static gouw_status settle_as_of(const gouw_analysis *analysis, gouw_run *run, gouw_error *error) {
    if (analysis->n_datasets == 0)
        return GOUW_OK;
    const gouw_dataset *newest = run->datasets[analysis->n_datasets - 1];
    if (run->as_of == GOUW_DAY_NONE)
        run->as_of = newest->package.created;
    if (run->as_of == GOUW_DAY_NONE && analysis->needs_as_of)
        return gouw_fail(error, GOUW_EUSAGE,
                         _("%s has no edition date; say on which day you look with --as-of "
                           "2026-06-30, or give \"created\" in datapackage.json"),
                         newest->folder);
    return GOUW_OK;
}

gouw_status gouw_analysis_run(const gouw_analysis *analysis, const gouw_run *run,
                              gouw_results *results, gouw_error *error) {
    const size_t n_datasets = analysis->n_datasets;
    gouw_run settled = *run;
    for (size_t i = 0; i < n_datasets; i++) {
        const gouw_status status = check_dataset(analysis, run->datasets[i], error);
        if (status != GOUW_OK)
            return status;
    }
    gouw_status status = settle_as_of(analysis, &settled, error);
    results->edition = settled.as_of;
    if (n_datasets > 0 && run->datasets[n_datasets - 1]->package.created != GOUW_DAY_NONE)
        results->edition = run->datasets[n_datasets - 1]->package.created;
    if (status == GOUW_OK && settled.options == NULL && analysis->options_size > 0) {
        void *options = gouw_arena_alloc(run->arena, analysis->options_size);
        if (options == NULL)
            return gouw_fail_memory(error, analysis->options_size);
        status = gouw_options_default(analysis->options, analysis->n_options, options, error);
        settled.options = options;
    }
    return status == GOUW_OK ? analysis->run(&settled, results, error) : status;
}

bool gouw_run_gave(const gouw_run *run, const char *option) {
    for (const char *const *name = run->given; name != NULL && *name != NULL; name++)
        if (strcmp(*name, option) == 0)
            return true;
    return false;
}

gouw_status gouw_run_spare(const gouw_run *run, const char *option, const char *with,
                           gouw_error *error) {
    if (!gouw_run_gave(run, option))
        return GOUW_OK;
    return gouw_fail(error, GOUW_EUSAGE,
                     _("--%s has no effect here: it goes with %s; leave it out, or add that"),
                     option, with);
}

/* Fills the struct at values, and given with the names that are set. */
static gouw_status apply(const gouw_analysis *analysis, const char *const *settings, void *values,
                         const char **given, gouw_error *error) {
    gouw_status status = gouw_options_default(analysis->options, analysis->n_options, values,
                                              error);
    for (const char *const *s = settings; *s != NULL && status == GOUW_OK; s += 2) {
        const gouw_option *option = gouw_option_find(analysis->options, analysis->n_options, s[0]);
        status = option != NULL
                     ? gouw_option_set(option, s[1], values, error)
                     : gouw_fail(error, GOUW_EUSAGE,
                                 _("'%s' has no option '%s'; 'gouw %s --help' lists them"),
                                 analysis->name, s[0], analysis->name);
        *given++ = s[0];
    }
    *given = NULL;
    return status;
}

gouw_status gouw_analysis_run_with(const gouw_analysis *analysis, const gouw_run *run,
                                   const char *const *settings, gouw_results *results,
                                   gouw_error *error) {
    gouw_run own = *run;
    if (settings != NULL) {
        size_t n = 0;
        while (settings[n] != NULL)
            n += 2;
        void *values = gouw_arena_alloc(run->arena, analysis->options_size);
        const char **given = gouw_arena_array(run->arena, n / 2 + 1, sizeof *given);
        if (values == NULL || given == NULL)
            return gouw_fail_memory(error, analysis->options_size);
        const gouw_status status = apply(analysis, settings, values, given, error);
        if (status != GOUW_OK)
            return status;
        own.options = values;
        own.given = given;
    }
    return gouw_analysis_run(analysis, &own, results, error);
}

#define GOUW_ANALYSIS(name)                                                                        \
    gouw_status gouw_run_##name(const gouw_run *run, const char *const *settings,                  \
                                gouw_results *results, gouw_error *error) {                        \
        return gouw_analysis_run_with(&gouw_analysis_##name, run, settings, results, error);       \
    }
#include "gouw/analyses.def"
#undef GOUW_ANALYSIS
