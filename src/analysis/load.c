/* The tables of how many steps fall in each month (load_count.c) and of the fullest month of each
 * stage; load_readings.c says what of it holds.
 */
#include "analysis/load.h"

#include "analysis/join.h"
#include "base/i18n.h"

static const char *const by_choices[] = {"month", "quarter", NULL};

static const gouw_option options[] = {
    {.kind = GOUW_OPTION_CHOICE,
     .name = "by",
     .offset = offsetof(gouw_load_choice, by),
     .value_default = "month",
     .choices = by_choices,
     .argument = N_("PERIOD"),
     .help = N_("month or quarter")},
    {.kind = GOUW_OPTION_FLAG,
     .name = "latest",
     .offset = offsetof(gouw_load_choice, latest),
     .help = N_("put every step on the last possible day of its date")},
};

static const gouw_column load_columns[] = {
    {"month", GOUW_TEXT, "", N_("the month, 2026-06; by quarter 2026-Q2"), GOUW_LOOK_PLAIN},
    {"stage", GOUW_TEXT, "", N_("stage id; 'all' counts the steps of all stages"), GOUW_LOOK_PLAIN},
    {"expected", GOUW_REAL, "steps", N_("expected number of regions that reach the stage"),
     GOUW_LOOK_PLAIN},
    {"low", GOUW_INTEGER, "steps", N_("likely range (at least 8 in 10): 10 percent quantile"),
     GOUW_LOOK_PLAIN},
    {"high", GOUW_INTEGER, "steps", N_("likely range (at least 8 in 10): 90 percent quantile"),
     GOUW_LOOK_PLAIN},
    {"p_at_least_2", GOUW_REAL, "", N_("chance of two or more"), GOUW_LOOK_P},
    {"p_at_least_3", GOUW_REAL, "", N_("chance of three or more"), GOUW_LOOK_P},
    {"regions", GOUW_TEXT, "", N_("ids of the regions that may, separated by ';'"),
     GOUW_LOOK_PLAIN},
    {"undated", GOUW_INTEGER, "regions",
     N_("regions that name the stage but carry no load: undated, open, or date passed"),
     GOUW_LOOK_PLAIN},
    {"done", GOUW_REAL, "steps", N_("of the expected number, what is done"), GOUW_LOOK_PLAIN},
};
static const gouw_table_spec load_spec = {.name = "load",
                                          .title = N_("Expected steps by month"),
                                          .columns = load_columns,
                                          .n_columns = sizeof load_columns / sizeof *load_columns};

static const gouw_column peak_columns[] = {
    {"stage", GOUW_TEXT, "", N_("stage id"), GOUW_LOOK_PLAIN},
    {"dated", GOUW_INTEGER, "regions", N_("regions with a date that can be counted"),
     GOUW_LOOK_PLAIN},
    {"undated", GOUW_INTEGER, "regions", N_("regions that name the stage but carry no load"),
     GOUW_LOOK_PLAIN},
    {"not_mentioned", GOUW_INTEGER, "regions", N_("regions that do not name the stage"),
     GOUW_LOOK_PLAIN},
    {"month", GOUW_TEXT, "",
     N_("the fullest month still to come; empty where two are equally full or none is to come"),
     GOUW_LOOK_PLAIN},
    {"expected", GOUW_REAL, "steps", N_("expected number still to come in that month"),
     GOUW_LOOK_PLAIN},
    {"low", GOUW_INTEGER, "steps", N_("its 10 percent quantile"), GOUW_LOOK_PLAIN},
    {"high", GOUW_INTEGER, "steps", N_("its 90 percent quantile"), GOUW_LOOK_PLAIN},
};
static const gouw_table_spec peak_spec = {.name = "load_peaks",
                                          .title = N_("The fullest month of each stage"),
                                          .columns = peak_columns,
                                          .n_columns = sizeof peak_columns / sizeof *peak_columns};

/* The ids of the regions with a chance above 0; NULL when memory is out. */
static const char *region_list(const gouw_loading *l, size_t stage, int period) {
    const gouw_dataset *d = l->reaches.dataset;
    gouw_join list = {.arena = l->arena};
    for (size_t r = 0; r < d->n_regions; r++)
        if (gouw_load_may_reach(l, r, stage, period) && !gouw_join_add(&list, d->regions[r].id))
            return NULL;
    return list.text;
}

static const char *stage_name(const gouw_loading *l, size_t stage) {
    const gouw_dataset *d = l->reaches.dataset;
    return stage < d->n_stages ? d->stages[stage].id : "all";
}

static gouw_status add_load(const gouw_loading *l, size_t stage, int period, gouw_table *table,
                            gouw_error *error) {
    gouw_load_tally t;
    gouw_status status = gouw_load_count(l, stage, period, false, &t, error);
    if (status != GOUW_OK || t.n == 0)
        return status;
    status = gouw_table_add_row(table, error);
    if (status != GOUW_OK)
        return status;
    const char *month = gouw_load_period_text(l, period), *regions = region_list(l, stage, period);
    if (month == NULL || regions == NULL)
        return gouw_fail_memory(error, 64);
    gouw_table_set_text(table, "month", month);
    gouw_table_set_text(table, "stage", stage_name(l, stage));
    gouw_table_set_real(table, "expected", t.expected);
    gouw_table_set_integer(table, "low", (int64_t)t.low);
    gouw_table_set_integer(table, "high", (int64_t)t.high);
    gouw_table_set_real(table, "p_at_least_2", t.two);
    gouw_table_set_real(table, "p_at_least_3", t.three);
    gouw_table_set_text(table, "regions", regions);
    gouw_table_set_integer(table, "undated", (int64_t)t.undated);
    gouw_table_set_real(table, "done", t.done);
    return GOUW_OK;
}

static gouw_status add_peak(const gouw_loading *l, size_t stage, gouw_table *peaks,
                            gouw_error *error) {
    size_t counted[GOUW_N_REACH_KINDS];
    int peak;
    gouw_load_tally best;
    gouw_status status = gouw_load_fullest(l, stage, &peak, &best, error);
    if (status == GOUW_OK)
        status = gouw_table_add_row(peaks, error);
    if (status != GOUW_OK)
        return status;
    gouw_reach_count(&l->reaches, stage, counted);
    gouw_table_set_text(peaks, "stage", stage_name(l, stage));
    gouw_table_set_integer(peaks, "dated", (int64_t)counted[GOUW_REACH_DATED]);
    gouw_table_set_integer(peaks, "undated",
                           (int64_t)(counted[GOUW_REACH_UNDATED] + counted[GOUW_REACH_OPEN]));
    gouw_table_set_integer(peaks, "not_mentioned", (int64_t)counted[GOUW_REACH_NOT_NAMED]);
    if (peak == l->end)
        return GOUW_OK;
    const char *month = gouw_load_period_text(l, peak);
    if (month == NULL)
        return gouw_fail_memory(error, 16);
    gouw_table_set_text(peaks, "month", month);
    gouw_table_set_real(peaks, "expected", best.expected);
    gouw_table_set_integer(peaks, "low", (int64_t)best.low);
    gouw_table_set_integer(peaks, "high", (int64_t)best.high);
    return GOUW_OK;
}

static gouw_status run_load(const gouw_run *run, gouw_results *results, gouw_error *error) {
    const gouw_dataset *d = run->datasets[0];
    gouw_loading l;
    gouw_table *table, *peaks;
    gouw_status status = gouw_load_open(d, run->as_of, run->options, run->arena, &l, error);
    if (status == GOUW_OK)
        status = gouw_results_add(results, &load_spec, &table, error);
    if (status == GOUW_OK)
        status = gouw_results_add(results, &peak_spec, &peaks, error);
    if (status != GOUW_OK)
        return status;
    for (int period = l.first; period < l.end && status == GOUW_OK; period++)
        for (size_t s = 0; s <= d->n_stages && status == GOUW_OK; s++)
            status = add_load(&l, s, period, table, error);
    for (size_t s = 0; s < d->n_stages && status == GOUW_OK; s++)
        status = add_peak(&l, s, peaks, error);
    return status == GOUW_OK ? gouw_load_say(run, &l.reaches, results, error) : status;
}

static const gouw_table_spec *const tables[] = {&load_spec, &peak_spec, &gouw_load_readings_spec};

const gouw_analysis gouw_analysis_load = {
    .name = "load",
    .summary = N_("Expect how many steps fall in each month"),
    .details = N_("Each date is spread evenly over its interval, cut at the reporting date; a "
                  "stage of several items is reached with the latest. The number of regions is "
                  "Poisson-binomial, exact; low and high are its 10 and 90 percent quantiles. "
                  "Steps without a date that can be counted carry no load and are counted."),
    .needs = GOUW_HAS_STAGES,
    .n_datasets = 1,
    .needs_as_of = true,
    .options = options,
    .n_options = sizeof options / sizeof *options,
    .options_size = sizeof(gouw_load_choice),
    .tables = tables,
    .n_tables = sizeof tables / sizeof *tables,
    .chart = "load",
    .section = GOUW_SECTION_CALENDAR,
    .run = run_load,
};
