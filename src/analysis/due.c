/* What needs attention on the as-of date: steps whose date has passed without report, those that
 * may fall due soon, and those named without a date.
 */
#include "analysis/schedule.h"
#include "base/i18n.h"
#include "base/list.h"

typedef struct due_options {
    int64_t within_days;
} due_options;

static const gouw_option options[] = {
    {.kind = GOUW_OPTION_INTEGER,
     .name = "within",
     .offset = offsetof(due_options, within_days),
     .value_default = "90",
     .minimum = 0,
     .maximum = 36500,
     .argument = N_("DAYS"),
     .help = N_("how far ahead to look")},
};

static const gouw_column columns[] = {
    {"region", GOUW_TEXT, "", N_("region id"), GOUW_LOOK_PLAIN},
    {"stage", GOUW_TEXT, "", N_("stage id"), GOUW_LOOK_PLAIN},
    {"item", GOUW_TEXT, "", N_("name of the step where a region has several of one stage"),
     GOUW_LOOK_PLAIN},
    {"earliest", GOUW_DATE, "", N_("first possible day; empty if open or undated"),
     GOUW_LOOK_PLAIN},
    {"latest", GOUW_DATE, "", N_("last possible day; empty if open or undated"), GOUW_LOOK_PLAIN},
    {"state", GOUW_TEXT, "",
     N_("overdue (the date has passed; nothing was reported), due (its days have begun), "
        "upcoming or undated"),
     GOUW_LOOK_PLAIN},
    {"days_left", GOUW_INTEGER, "days",
     N_("from the as-of date to the last possible day; "
        "negative once it has passed"),
     GOUW_LOOK_PLAIN},
    {"source", GOUW_TEXT, "", N_("where the source says so"), GOUW_LOOK_PLAIN},
};

static const gouw_table_spec due_spec = {.name = "due",
                                         .title = N_("What needs attention"),
                                         .columns = columns,
                                         .n_columns = sizeof columns / sizeof columns[0]};

typedef struct step_tally {
    size_t n[GOUW_STEP_UNDATED + 1];
} step_tally;

/* Whether a step is listed on the given pass; the passes order the table by urgency. */
static bool is_listed(const gouw_milestone *m, gouw_step_state state, gouw_step_state pass,
                      gouw_day as_of, int64_t within_days) {
    if (state != pass || state == GOUW_STEP_DONE || state == GOUW_STEP_DROPPED)
        return false;
    return state != GOUW_STEP_UPCOMING || (int64_t)m->when.earliest - as_of <= within_days;
}

static gouw_status add_step(const gouw_run *run, gouw_table *table, const gouw_milestone *m,
                            gouw_step_state state, gouw_error *error) {
    const gouw_status status = gouw_table_add_row(table, error);
    if (status != GOUW_OK)
        return status;
    gouw_schedule_set_step(table, run->datasets[0], m);
    gouw_schedule_set_interval(table, &m->when);
    gouw_table_set_text(table, "state", gouw_step_state_name(state));
    if (state != GOUW_STEP_UNDATED && !m->when.open_end)
        gouw_table_set_integer(table, "days_left", (int64_t)m->when.latest - run->as_of);
    gouw_table_set_text(table, "source", m->source);
    return GOUW_OK;
}

/* "Twente (Plan adopted)"; NULL when memory is out. */
static const char *step_words(const gouw_run *run, const gouw_table *table, size_t row) {
    const gouw_dataset *d = run->datasets[0];
    const uint32_t region = gouw_dataset_region(d, gouw_table_text(table, row, "region"));
    const uint32_t stage = gouw_dataset_stage(d, gouw_table_text(table, row, "stage"));
    return gouw_arena_format(
        run->arena, _("%s (%s)"), gouw_dataset_region_name(d, region),
        gouw_language_label(d->stages[stage].label, d->stages[stage].label_nl));
}

/* "Twente (Plan adopted), Zeeland (Draft plan ready) and 2 more": the steps of the first rows,
 * which are those that have passed. NULL when memory is out. */
static const char *list_passed(const gouw_run *run, const gouw_table *table, size_t n) {
    gouw_list list = {.arena = run->arena, .most = 3};
    for (size_t r = 0; r < n; r++) {
        const char *step = r >= list.most ? "" : step_words(run, table, r);
        if (step == NULL || !gouw_list_add(&list, step))
            return NULL;
    }
    return gouw_list_words(&list);
}

static const char *soon_words(const gouw_run *run, const step_tally *tally) {
    const due_options *o = run->options;
    const size_t n = tally->n[GOUW_STEP_DUE] + tally->n[GOUW_STEP_UPCOMING];
    if (n == 0)
        return gouw_arena_format(run->arena,
                                 _n("none falls due within %d day",
                                    "none falls due in the next %d days", (size_t)o->within_days),
                                 (int)o->within_days);
    return gouw_arena_format(
        run->arena,
        o->within_days == 1
            ? _n("%zu may fall due within %d day", "%zu may fall due within %d day", n)
            : _n("%zu may fall due in the next %d days", "%zu may fall due in the next %d days", n),
        n, (int)o->within_days);
}

/* "Date passed, not reported" is all that is known: it does not mean late. */
static gouw_status add_headline(const gouw_run *run, const gouw_table *table,
                                const step_tally *tally, gouw_results *results, gouw_error *error) {
    const size_t passed = tally->n[GOUW_STEP_OVERDUE];
    const char *day = gouw_day_words(run->arena, run->as_of);
    const char *list = list_passed(run, table, passed), *soon = soon_words(run, tally);
    if (day == NULL || list == NULL || soon == NULL)
        return gouw_fail_memory(error, 256);
    if (passed == 0)
        return gouw_results_remark(results, error, GOUW_HEADLINE,
                                   _("On %s, no stated date had passed unreported; %s."), day,
                                   soon);
    const gouw_status status = gouw_results_remark(
        results, error, GOUW_HEADLINE,
        _n("On %s, %zu step had passed its stated date without report: %s; %s.",
           "On %s, %zu steps had passed their stated date without report: %s; %s.", passed),
        day, passed, list, soon);
    return status != GOUW_OK ? status
                             : gouw_results_remark(results, error, GOUW_CAUTION,
                                                   _("A date that has passed without report is no "
                                                     "proof of delay: the source may be silent."));
}

static gouw_status run_due(const gouw_run *run, gouw_results *results, gouw_error *error) {
    const gouw_dataset *dataset = run->datasets[0];
    const due_options *o = run->options;
    gouw_table *table;
    step_tally tally = {{0}};
    gouw_status status = gouw_results_add(results, &due_spec, &table, error);
    for (int pass = GOUW_STEP_OVERDUE; pass <= GOUW_STEP_UNDATED; pass++)
        for (size_t i = 0; i < dataset->n_milestones && status == GOUW_OK; i++) {
            const gouw_milestone *m = &dataset->milestones[i];
            const gouw_step_state state = gouw_schedule_state(m, run->as_of);
            if (!is_listed(m, state, (gouw_step_state)pass, run->as_of, o->within_days))
                continue;
            tally.n[state]++;
            status = add_step(run, table, m, state, error);
        }
    return status == GOUW_OK ? add_headline(run, table, &tally, results, error) : status;
}

static const gouw_table_spec *const tables[] = {&due_spec};

const gouw_analysis gouw_analysis_due = {
    .name = "due",
    .summary = N_("List what needs attention: dates passed, falling due soon, or missing"),
    .details = N_("A planned step is overdue once its last possible day lies before the as-of "
                  "date: the date has passed and nothing was reported, which is not the same as "
                  "late. It may fall due when its first possible day lies within --within days."),
    .needs = GOUW_HAS_STAGES,
    .n_datasets = 1,
    .needs_as_of = true,
    .options = options,
    .n_options = sizeof options / sizeof options[0],
    .options_size = sizeof(due_options),
    .tables = tables,
    .n_tables = 1,
    .section = GOUW_SECTION_CALENDAR,
    .run = run_due,
};
