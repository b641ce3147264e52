/* How many steps fall in each month, as far as the dates tell.
 *
 * A region reaches a stage on a day T (reach.h) that is uniform on its interval; p = P(T in the
 * month). Regions are taken as independent, so the number of them is Poisson-binomial, worked out
 * exactly (stat/poisson_binomial.h). Under --latest everyone takes the last possible day, which is
 * how officials tend to use a date.
 */
#include "analysis/load.h"

#include <math.h>
#include <string.h>

#include "analysis/join.h"
#include "base/i18n.h"
#include "stat/poisson_binomial.h"
#include "stat/sum.h"

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

/* What a run works with. stage n_stages stands for all stages together. */
typedef struct loading {
    gouw_reaches reaches;
    const gouw_load_choice *options;
    gouw_arena *arena;
    gouw_table *table, *peaks;
    double *p, *mass; /* of one row */
    int first, end;   /* periods, counted from year 0 */
} loading;

/* The number of steps of a month, and who they may be. */
typedef struct tally {
    size_t n, low, high, undated;
    double expected, two, three, done; /* done: of the expected number */
} tally;

static int months_of(const gouw_load_choice *o) {
    return o->by == GOUW_LOAD_BY_QUARTER ? 3 : 1;
}

static int period_of(const gouw_load_choice *o, gouw_day day) {
    int year, month, number;
    gouw_day_to_civil(day, &year, &month, &number);
    const int months = year * 12 + month - 1;
    const int size = months_of(o);
    return months >= 0 ? months / size : -((-months + size - 1) / size);
}

/* The first day of a period; one past the last year gives the day after its end. */
static gouw_day period_start(const gouw_load_choice *o, int period) {
    const int months = period * months_of(o);
    const int year = months >= 0 ? months / 12 : -((-months + 11) / 12);
    if (year > GOUW_YEAR_MAX)
        return GOUW_DAY_MAX + 1;
    return gouw_day_from_civil(year, months - year * 12 + 1, 1);
}

const char *gouw_load_period(gouw_arena *arena, const gouw_load_choice *choice, gouw_day from) {
    int year, month, number;
    char day[GOUW_DAY_TEXT];
    gouw_day_to_civil(from, &year, &month, &number);
    const size_t to_month = strlen(gouw_day_format(from, day)) - strlen("-DD");
    if (choice->by == GOUW_LOAD_BY_MONTH)
        return gouw_arena_text(arena, day, to_month);
    return gouw_arena_format(arena, "%.*s-Q%d", (int)(to_month - strlen("-MM")), day,
                             (month + 2) / 3);
}

static const char *period_text(const loading *l, int period) {
    return gouw_load_period(l->arena, l->options, period_start(l->options, period));
}

static double chance(const loading *l, const gouw_reach *reach, int period) {
    if (reach->kind != GOUW_REACH_DATED)
        return 0.0;
    const gouw_day from = period_start(l->options, period);
    const gouw_day to = period_start(l->options, period + 1) - 1;
    if (l->options->latest)
        return reach->range.latest >= from && reach->range.latest <= to ? 1.0 : 0.0;
    return gouw_day_cdf_between(&reach->cdf, from, to);
}

/* Fills p with the chances above 0 of a stage (or of all) in a period; to_come leaves out what is
 * done. */
static gouw_status count_steps(const loading *l, size_t stage, int period, bool to_come, tally *t,
                               gouw_error *error) {
    const gouw_dataset *d = l->reaches.dataset;
    const size_t from = stage < d->n_stages ? stage : 0;
    const size_t to = stage < d->n_stages ? stage + 1 : d->n_stages;
    gouw_sum expected = {0}, done = {0};
    *t = (tally){0};
    for (size_t r = 0; r < d->n_regions; r++)
        for (size_t s = from; s < to; s++) {
            const gouw_reach *reach = gouw_reach_at(&l->reaches, r, s);
            const double p = to_come && reach->done ? 0.0 : chance(l, reach, period);
            t->undated += reach->kind == GOUW_REACH_UNDATED || reach->kind == GOUW_REACH_OPEN;
            gouw_sum_add(&expected, p);
            if (reach->done)
                gouw_sum_add(&done, p);
            if (p > 0.0)
                l->p[t->n++] = p;
        }
    t->expected = gouw_sum_total(&expected);
    t->done = gouw_sum_total(&done);
    if (t->n == 0)
        return GOUW_OK;
    const gouw_status status = gouw_poisson_binomial(l->p, t->n, l->mass, error);
    t->low = gouw_poisson_binomial_quantile(l->mass, t->n, 0.1);
    t->high = gouw_poisson_binomial_quantile(l->mass, t->n, 0.9);
    t->two = gouw_poisson_binomial_upper(l->mass, t->n, 2);
    t->three = gouw_poisson_binomial_upper(l->mass, t->n, 3);
    return status;
}

static bool may_reach(const loading *l, size_t region, size_t stage, int period) {
    const size_t n_stages = l->reaches.dataset->n_stages;
    for (size_t s = 0; s < n_stages; s++)
        if ((stage == n_stages || s == stage) &&
            chance(l, gouw_reach_at(&l->reaches, region, s), period) > 0.0)
            return true;
    return false;
}

/* The ids of the regions with a chance above 0; NULL when memory is out. */
static const char *region_list(const loading *l, size_t stage, int period) {
    const gouw_dataset *d = l->reaches.dataset;
    gouw_join list = {.arena = l->arena};
    for (size_t r = 0; r < d->n_regions; r++)
        if (may_reach(l, r, stage, period) && !gouw_join_add(&list, d->regions[r].id))
            return NULL;
    return list.text;
}

static const char *stage_name(const loading *l, size_t stage) {
    const gouw_dataset *d = l->reaches.dataset;
    return stage < d->n_stages ? d->stages[stage].id : "all";
}

static gouw_status add_load(loading *l, size_t stage, int period, gouw_error *error) {
    tally t;
    gouw_status status = count_steps(l, stage, period, false, &t, error);
    if (status != GOUW_OK || t.n == 0)
        return status;
    status = gouw_table_add_row(l->table, error);
    if (status != GOUW_OK)
        return status;
    const char *month = period_text(l, period), *regions = region_list(l, stage, period);
    if (month == NULL || regions == NULL)
        return gouw_fail_memory(error, 64);
    gouw_table_set_text(l->table, "month", month);
    gouw_table_set_text(l->table, "stage", stage_name(l, stage));
    gouw_table_set_real(l->table, "expected", t.expected);
    gouw_table_set_integer(l->table, "low", (int64_t)t.low);
    gouw_table_set_integer(l->table, "high", (int64_t)t.high);
    gouw_table_set_real(l->table, "p_at_least_2", t.two);
    gouw_table_set_real(l->table, "p_at_least_3", t.three);
    gouw_table_set_text(l->table, "regions", regions);
    gouw_table_set_integer(l->table, "undated", (int64_t)t.undated);
    gouw_table_set_real(l->table, "done", t.done);
    return GOUW_OK;
}

/* The period with most still to come after the reporting date; end when shared or none. */
static gouw_status find_peak(const loading *l, size_t stage, int *peak, tally *best,
                             gouw_error *error) {
    bool shared = false;
    *peak = l->end;
    *best = (tally){0};
    int period = period_of(l->options, l->reaches.reporting);
    for (period = period > l->first ? period : l->first; period < l->end; period++) {
        tally t;
        const gouw_status status = count_steps(l, stage, period, true, &t, error);
        if (status != GOUW_OK)
            return status;
        if (t.n == 0 || t.expected < best->expected - 1e-9)
            continue;
        shared = fabs(t.expected - best->expected) <= 1e-9;
        if (!shared) {
            *peak = period;
            *best = t;
        }
    }
    if (shared)
        *peak = l->end;
    return GOUW_OK;
}

static gouw_status add_peak(loading *l, size_t stage, gouw_error *error) {
    size_t counted[GOUW_N_REACH_KINDS];
    int peak;
    tally best;
    gouw_status status = find_peak(l, stage, &peak, &best, error);
    if (status == GOUW_OK)
        status = gouw_table_add_row(l->peaks, error);
    if (status != GOUW_OK)
        return status;
    gouw_reach_count(&l->reaches, stage, counted);
    gouw_table_set_text(l->peaks, "stage", stage_name(l, stage));
    gouw_table_set_integer(l->peaks, "dated", (int64_t)counted[GOUW_REACH_DATED]);
    gouw_table_set_integer(l->peaks, "undated",
                           (int64_t)(counted[GOUW_REACH_UNDATED] + counted[GOUW_REACH_OPEN]));
    gouw_table_set_integer(l->peaks, "not_mentioned", (int64_t)counted[GOUW_REACH_NOT_NAMED]);
    if (peak == l->end)
        return GOUW_OK;
    const char *month = period_text(l, peak);
    if (month == NULL)
        return gouw_fail_memory(error, 16);
    gouw_table_set_text(l->peaks, "month", month);
    gouw_table_set_real(l->peaks, "expected", best.expected);
    gouw_table_set_integer(l->peaks, "low", (int64_t)best.low);
    gouw_table_set_integer(l->peaks, "high", (int64_t)best.high);
    return GOUW_OK;
}

/* The periods between the first and the last possible day of what is dated. */
static void find_window(loading *l) {
    const gouw_dataset *d = l->reaches.dataset;
    gouw_interval all = {GOUW_DAY_MAX, GOUW_DAY_MIN};
    for (size_t c = 0; c < d->n_regions * d->n_stages; c++) {
        const gouw_reach *reach = &l->reaches.cells[c];
        if (reach->kind != GOUW_REACH_DATED)
            continue;
        all.earliest = reach->range.earliest < all.earliest ? reach->range.earliest : all.earliest;
        all.latest = reach->range.latest > all.latest ? reach->range.latest : all.latest;
    }
    if (all.earliest > all.latest)
        return;
    l->first = period_of(l->options, all.earliest);
    l->end = period_of(l->options, all.latest) + 1;
}

static gouw_status open_loading(const gouw_dataset *d, gouw_day as_of,
                                const gouw_load_choice *choice, gouw_arena *arena, loading *l,
                                gouw_error *error) {
    const size_t n_cells = d->n_regions * d->n_stages;
    *l = (loading){.options = choice,
                   .arena = arena,
                   .p = gouw_arena_array(arena, n_cells + 1, sizeof(double)),
                   .mass = gouw_arena_array(arena, n_cells + 1, sizeof(double))};
    if (l->p == NULL || l->mass == NULL)
        return gouw_fail_memory(error, n_cells * sizeof(double));
    const gouw_status status = gouw_reach_all(d, as_of, arena, &l->reaches, error);
    if (status == GOUW_OK)
        find_window(l);
    return status;
}

gouw_status gouw_load_find_peak(const gouw_dataset *dataset, gouw_day as_of,
                                const gouw_load_choice *choice, uint32_t stage, gouw_arena *arena,
                                gouw_load_peak *peak, gouw_error *error) {
    loading l;
    int period = 0;
    tally best;
    *peak = (gouw_load_peak){.any = false};
    gouw_status status = open_loading(dataset, as_of, choice, arena, &l, error);
    if (status == GOUW_OK)
        status = find_peak(&l, stage, &period, &best, error);
    if (status != GOUW_OK || best.n == 0)
        return status;
    peak->any = true;
    peak->single = period != l.end;
    if (peak->single)
        *peak = (gouw_load_peak){true,          true,     period_start(choice, period),
                                 best.expected, best.low, best.high};
    return GOUW_OK;
}

static gouw_status run_load(const gouw_run *run, gouw_results *results, gouw_error *error) {
    const gouw_dataset *d = run->datasets[0];
    loading l;
    gouw_status status = open_loading(d, run->as_of, run->options, run->arena, &l, error);
    if (status == GOUW_OK)
        status = gouw_results_add(results, &load_spec, &l.table, error);
    if (status == GOUW_OK)
        status = gouw_results_add(results, &peak_spec, &l.peaks, error);
    if (status != GOUW_OK)
        return status;
    for (int period = l.first; period < l.end && status == GOUW_OK; period++)
        for (size_t s = 0; s <= d->n_stages && status == GOUW_OK; s++)
            status = add_load(&l, s, period, error);
    for (size_t s = 0; s < d->n_stages && status == GOUW_OK; s++)
        status = add_peak(&l, s, error);
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
