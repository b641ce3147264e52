/* Every step with its interval as stated and its state on the as-of date. */
#include "analysis/schedule.h"
#include "base/i18n.h"

static const gouw_column columns[] = {
    {"region", GOUW_TEXT, "", N_("region id"), GOUW_LOOK_PLAIN},
    {"stage", GOUW_TEXT, "", N_("stage id"), GOUW_LOOK_PLAIN},
    {"item", GOUW_TEXT, "", N_("name of the step where a region has several of one stage"),
     GOUW_LOOK_PLAIN},
    {"when", GOUW_TEXT, "", N_("the date as the source words it"), GOUW_LOOK_PLAIN},
    {"status", GOUW_TEXT, "", N_("done, planned or dropped, as the source says"), GOUW_LOOK_PLAIN},
    {"earliest", GOUW_DATE, "", N_("first possible day; empty if open or undated"),
     GOUW_LOOK_PLAIN},
    {"latest", GOUW_DATE, "", N_("last possible day; empty if open or undated"), GOUW_LOOK_PLAIN},
    {"midpoint", GOUW_DATE, "", N_("middle of the interval, rounded down"), GOUW_LOOK_PLAIN},
    {"precision", GOUW_TEXT, "",
     N_("day, month, quarter, season, third, half, year, decade, "
        "interval, open or none"),
     GOUW_LOOK_PLAIN},
    {"state", GOUW_TEXT, "",
     N_("on the as-of date: done, dropped, overdue (the date has passed; "
        "nothing was reported), due (its days have begun), upcoming or undated"),
     GOUW_LOOK_PLAIN},
};

static const gouw_table_spec timeline_spec = {.name = "timeline",
                                              .title = N_("Steps and their dates"),
                                              .columns = columns,
                                              .n_columns = sizeof columns / sizeof columns[0]};

static gouw_status add_step(const gouw_run *run, gouw_table *table, const gouw_milestone *m,
                            gouw_error *error) {
    const gouw_status status = gouw_table_add_row(table, error);
    if (status != GOUW_OK)
        return status;
    const gouw_when *when = &m->when;
    gouw_schedule_set_step(table, run->datasets[0], m);
    gouw_table_set_text(table, "when", m->when_text);
    gouw_table_set_text(table, "status", gouw_milestone_status_name(m->status));
    gouw_schedule_set_interval(table, when);
    if (when->precision != GOUW_PRECISION_NONE && !when->open_start && !when->open_end)
        gouw_table_set_date(table, "midpoint",
                            when->earliest + (when->latest - when->earliest) / 2);
    gouw_table_set_text(table, "precision", gouw_precision_name(when->precision));
    gouw_table_set_text(table, "state", gouw_step_state_name(gouw_schedule_state(m, run->as_of)));
    return GOUW_OK;
}

static gouw_status add_remarks(const gouw_dataset *dataset, gouw_results *results,
                               gouw_error *error) {
    size_t planned = 0, undated = 0, inferred = 0;
    for (size_t i = 0; i < dataset->n_milestones; i++) {
        const gouw_milestone *m = &dataset->milestones[i];
        planned += m->status == GOUW_PLANNED;
        undated += m->status == GOUW_PLANNED && m->when.precision == GOUW_PRECISION_NONE;
        inferred += m->inferred;
    }
    gouw_status status = GOUW_OK;
    if (planned == 0)
        status = gouw_results_remark(results, error, GOUW_HEADLINE, _("No step is planned."));
    else if (undated == 0)
        status = gouw_results_remark(results, error, GOUW_HEADLINE,
                                     _("Every planned step has a date."));
    else
        status = gouw_results_remark(results, error, GOUW_HEADLINE,
                                     planned == 1
                                         ? _("%zu of %zu planned step has no date.")
                                         : _n("%zu of %zu planned steps has no date.",
                                              "%zu of %zu planned steps have no date.", undated),
                                     undated, planned);
    if (status == GOUW_OK && inferred > 0)
        status = gouw_results_remark(results, error, GOUW_NOTE,
                                     _n("%zu date was inferred by the coder, not stated",
                                        "%zu dates were inferred by the coder, not stated",
                                        inferred),
                                     inferred);
    return status;
}

static gouw_status run_timeline(const gouw_run *run, gouw_results *results, gouw_error *error) {
    const gouw_dataset *dataset = run->datasets[0];
    gouw_table *table;
    gouw_status status = gouw_results_add(results, &timeline_spec, &table, error);
    for (size_t i = 0; i < dataset->n_milestones && status == GOUW_OK; i++)
        status = add_step(run, table, &dataset->milestones[i], error);
    return status == GOUW_OK ? add_remarks(dataset, results, error) : status;
}

static const gouw_table_spec *const tables[] = {&timeline_spec};

const gouw_analysis gouw_analysis_timeline = {
    .name = "timeline",
    .summary = N_("List every step with its earliest and latest day, and how it stands"),
    .details = N_("A date such as \"medio 2026\" is an interval of days; the table gives both "
                  "ends. The interval is as stated, not cut at the reporting date."),
    .needs = GOUW_HAS_STAGES,
    .n_datasets = 1,
    .needs_as_of = true,
    .tables = tables,
    .n_tables = 1,
    .chart = "timeline",
    .section = GOUW_SECTION_CALENDAR,
    .run = run_timeline,
};
