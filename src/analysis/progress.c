/* The share of regions past a stage over time, as planned.
 *
 * Each region that names the stage gives the interval in which it reaches it: exact, left-, right-
 * or interval-censored. Turnbull's estimate (stat/turnbull.h) is the most likely distribution of
 * those days, without spreading a date over its interval. It rests on the regions that date the
 * stage, if only at one end. Those that name it without a date and those that do not name it are
 * counted apart, never taken as late, nor as like the others.
 */
#include "analysis/reach.h"
#include "analysis/schedule.h"
#include "base/i18n.h"
#include "gouw/text.h"
#include "stat/turnbull.h"

static const gouw_option options[] = {GOUW_STAGE_OPTION};

static const gouw_column mass_columns[] = {
    {"left", GOUW_DATE, "", N_("first day of an innermost interval; empty if open"),
     GOUW_LOOK_PLAIN},
    {"right", GOUW_DATE, "", N_("its last day; empty if open"), GOUW_LOOK_PLAIN},
    {"mass", GOUW_REAL, "",
     N_("share of the regions that date the stage: those that reach it in there"),
     GOUW_LOOK_PERCENT},
};
static const gouw_table_spec mass_spec = {.name = "progress",
                                          .title = N_("When the stage is reached"),
                                          .columns = mass_columns,
                                          .n_columns = sizeof mass_columns / sizeof *mass_columns};

static const gouw_column curve_columns[] = {
    {"date", GOUW_DATE, "", N_("end of that day"), GOUW_LOOK_PLAIN},
    {"lower", GOUW_REAL, "",
     N_("least share of the regions that date the stage that are past it; not a confidence "
        "limit, but what the estimate leaves open"),
     GOUW_LOOK_PERCENT},
    {"upper", GOUW_REAL, "", N_("largest share of them"), GOUW_LOOK_PERCENT},
    {"regions_lower", GOUW_REAL, "regions", N_("the same as a number of regions"), GOUW_LOOK_ONE},
    {"regions_upper", GOUW_REAL, "regions", N_("the same as a number of regions"), GOUW_LOOK_ONE},
};
static const gouw_table_spec curve_spec = {
    .name = "progress_curve",
    .title = N_("Share of regions past the stage, as planned"),
    .columns = curve_columns,
    .n_columns = sizeof curve_columns / sizeof *curve_columns};

static const gouw_column fit_columns[] = {
    {"stage", GOUW_TEXT, "", N_("stage id"), GOUW_LOOK_PLAIN},
    {"regions", GOUW_INTEGER, "regions", N_("all regions"), GOUW_LOOK_PLAIN},
    {"named", GOUW_INTEGER, "regions", N_("of which name the stage"), GOUW_LOOK_PLAIN},
    {"dated", GOUW_INTEGER, "regions",
     N_("of which with a date, if only at one end: the estimate rests on these"), GOUW_LOOK_PLAIN},
    {"undated", GOUW_INTEGER, "regions", N_("of which without any date"), GOUW_LOOK_PLAIN},
    {"not_mentioned", GOUW_INTEGER, "regions", N_("regions that do not name the stage"),
     GOUW_LOOK_PLAIN},
    {"log_likelihood", GOUW_REAL, "", N_("of the estimate"), GOUW_LOOK_PLAIN},
    {"gap", GOUW_REAL, "", N_("how far from the best, at most; certified below 1e-8"), GOUW_LOOK_P},
    {"unique", GOUW_YESNO, "",
     N_("whether the masses are the only ones as likely; always so for dates of this kind"),
     GOUW_LOOK_PLAIN},
};
static const gouw_table_spec fit_spec = {.name = "progress_fit",
                                         .title = N_("What the estimate rests on"),
                                         .columns = fit_columns,
                                         .n_columns = sizeof fit_columns / sizeof *fit_columns};

static gouw_status add_masses(const gouw_turnbull *fit, gouw_results *results, gouw_error *error) {
    gouw_table *table;
    gouw_status status = gouw_results_add(results, &mass_spec, &table, error);
    for (size_t j = 0; j < fit->n_innermost && status == GOUW_OK; j++) {
        status = gouw_table_add_row(table, error);
        if (status != GOUW_OK)
            break;
        if (fit->innermost[j].earliest != GOUW_DAY_MIN)
            gouw_table_set_date(table, "left", fit->innermost[j].earliest);
        if (fit->innermost[j].latest != GOUW_DAY_MAX)
            gouw_table_set_date(table, "right", fit->innermost[j].latest);
        gouw_table_set_real(table, "mass", fit->mass[j]);
    }
    return status;
}

static gouw_status add_point(const gouw_turnbull *fit, gouw_day day, gouw_table *table,
                             gouw_error *error) {
    double lower, upper;
    if (day == GOUW_DAY_MIN || day == GOUW_DAY_MAX)
        return GOUW_OK;
    const gouw_status status = gouw_table_add_row(table, error);
    if (status != GOUW_OK)
        return status;
    gouw_turnbull_at(fit, day, &lower, &upper);
    gouw_table_set_date(table, "date", day);
    gouw_table_set_real(table, "lower", lower);
    gouw_table_set_real(table, "upper", upper);
    gouw_table_set_real(table, "regions_lower", lower * (double)fit->n);
    gouw_table_set_real(table, "regions_upper", upper * (double)fit->n);
    return GOUW_OK;
}

/* A point where a bound jumps: at the first and the last day of each innermost interval. */
static gouw_status add_curve(const gouw_turnbull *fit, gouw_results *results, gouw_error *error) {
    gouw_table *table;
    gouw_status status = gouw_results_add(results, &curve_spec, &table, error);
    for (size_t j = 0; j < fit->n_innermost && status == GOUW_OK; j++) {
        const gouw_interval at = fit->innermost[j];
        status = add_point(fit, at.earliest, table, error);
        if (status == GOUW_OK && at.latest != at.earliest)
            status = add_point(fit, at.latest, table, error);
    }
    return status;
}

static gouw_status add_fit(const gouw_reaches *reaches, uint32_t stage, const gouw_turnbull *fit,
                           gouw_results *results, gouw_error *error) {
    size_t kinds[GOUW_N_REACH_KINDS];
    gouw_table *table;
    gouw_status status = gouw_results_add(results, &fit_spec, &table, error);
    if (status == GOUW_OK)
        status = gouw_table_add_row(table, error);
    if (status != GOUW_OK)
        return status;
    gouw_reach_count(reaches, stage, kinds);
    const gouw_dataset *d = reaches->dataset;
    const size_t undated = kinds[GOUW_REACH_UNDATED];
    gouw_table_set_text(table, "stage", d->stages[stage].id);
    gouw_table_set_integer(table, "regions", (int64_t)d->n_regions);
    gouw_table_set_integer(table, "named", (int64_t)(fit->n + undated));
    gouw_table_set_integer(table, "dated", (int64_t)fit->n);
    gouw_table_set_integer(table, "undated", (int64_t)undated);
    gouw_table_set_integer(table, "not_mentioned", (int64_t)kinds[GOUW_REACH_NOT_NAMED]);
    if (fit->n > 0) {
        gouw_table_set_real(table, "log_likelihood", fit->log_likelihood);
        gouw_table_set_real(table, "gap", fit->gap);
        gouw_table_set_integer(table, "unique", 1);
    }
    status = gouw_results_remark(
        results, error, GOUW_NOTE,
        d->n_regions == 1
            ? _("rests on the %zu of %zu region that dates \"%s\"; named without a date: %zu")
            : _n("rests on the %zu of %zu regions that dates \"%s\"; named without a date: %zu",
                 "rests on the %zu of %zu regions that date \"%s\"; named without a date: %zu",
                 fit->n),
        fit->n, d->n_regions,
        gouw_language_label(d->stages[stage].label, d->stages[stage].label_nl), undated);
    if (status == GOUW_OK)
        status = gouw_results_remark(results, error, GOUW_NOTE,
                                     _("as planned, not as observed; lower and upper are what the "
                                       "dates leave open, not a confidence band"));
    return status;
}

static gouw_status run_progress(const gouw_run *run, gouw_results *results, gouw_error *error) {
    const gouw_dataset *d = run->datasets[0];
    const gouw_stage_options *o = run->options;
    gouw_reaches reaches;
    gouw_turnbull fit = {0};
    uint32_t stage = 0;
    size_t n = 0;
    gouw_interval *known = gouw_arena_array(run->arena, d->n_regions, sizeof *known);
    if (known == NULL)
        return gouw_fail_memory(error, d->n_regions * sizeof *known);
    gouw_status status = gouw_reach_all(d, run->as_of, run->arena, &reaches, error);
    if (status == GOUW_OK)
        status = gouw_reach_stage(&reaches, o->stage, &stage, error);
    if (status != GOUW_OK)
        return status;
    for (size_t r = 0; r < d->n_regions; r++) {
        const gouw_reach *reach = gouw_reach_at(&reaches, r, stage);
        if (reach->kind != GOUW_REACH_NOT_NAMED && reach->kind != GOUW_REACH_UNDATED)
            known[n++] = reach->range;
    }
    status = gouw_turnbull_fit(known, n, run->arena, &fit, error);
    if (status == GOUW_OK)
        status = add_masses(&fit, results, error);
    if (status == GOUW_OK)
        status = add_curve(&fit, results, error);
    return status == GOUW_OK ? add_fit(&reaches, stage, &fit, results, error) : status;
}

static const gouw_table_spec *const tables[] = {&mass_spec, &curve_spec, &fit_spec};

const gouw_analysis gouw_analysis_progress = {
    .name = "progress",
    .summary = N_("Estimate the share of regions past a stage over time, as planned"),
    .details = N_("Turnbull's nonparametric maximum-likelihood estimate on the intervals of days, "
                  "cut at the reporting date: the innermost intervals with their masses, and the "
                  "curve between its bounds. Regions that name the step without a date, and those "
                  "that do not name it, are counted apart."),
    .needs = GOUW_HAS_STAGES,
    .n_datasets = 1,
    .needs_as_of = true,
    .options = options,
    .n_options = sizeof options / sizeof *options,
    .options_size = sizeof(gouw_stage_options),
    .tables = tables,
    .n_tables = sizeof tables / sizeof *tables,
    .chart = "progress",
    .section = GOUW_SECTION_APPENDIX,
    .run = run_progress,
};
