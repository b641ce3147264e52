#include "analysis/schedule.h"

#include "base/i18n.h"

gouw_day gouw_reporting_date(const gouw_dataset *dataset, gouw_day as_of) {
    const gouw_day edition = dataset->package.created;
    if (as_of == GOUW_DAY_NONE)
        return edition;
    return edition == GOUW_DAY_NONE || as_of < edition ? as_of : edition;
}

static gouw_when cut_done(gouw_when when, gouw_day reporting) {
    if (when.precision == GOUW_PRECISION_NONE)
        return (gouw_when){.earliest = GOUW_DAY_MIN,
                           .latest = reporting,
                           .open_start = true,
                           .precision = GOUW_PRECISION_OPEN};
    if (when.latest > reporting) {
        when.latest = when.earliest > reporting ? when.earliest : reporting;
        when.open_end = false;
    }
    return when;
}

static gouw_when cut_planned(gouw_when when, gouw_day reporting) {
    const gouw_day next = reporting < GOUW_DAY_MAX ? reporting + 1 : GOUW_DAY_MAX;
    if (when.precision == GOUW_PRECISION_NONE || when.latest <= reporting)
        return (gouw_when){.earliest = next,
                           .latest = GOUW_DAY_MAX,
                           .open_end = true,
                           .precision = GOUW_PRECISION_OPEN};
    if (when.earliest <= reporting) {
        when.earliest = next;
        when.open_start = false;
    }
    return when;
}

gouw_when gouw_schedule_cut(const gouw_milestone *milestone, gouw_day reporting) {
    if (milestone->status == GOUW_DROPPED)
        return (gouw_when)GOUW_WHEN_NONE;
    if (milestone->status == GOUW_DONE)
        return cut_done(milestone->when, reporting);
    return cut_planned(milestone->when, reporting);
}

gouw_step_state gouw_schedule_state(const gouw_milestone *milestone, gouw_day as_of) {
    if (milestone->status == GOUW_DONE)
        return GOUW_STEP_DONE;
    if (milestone->status == GOUW_DROPPED)
        return GOUW_STEP_DROPPED;
    if (milestone->when.precision == GOUW_PRECISION_NONE)
        return GOUW_STEP_UNDATED;
    if (milestone->when.latest < as_of)
        return GOUW_STEP_OVERDUE;
    return milestone->when.earliest <= as_of ? GOUW_STEP_DUE : GOUW_STEP_UPCOMING;
}

const char *gouw_step_state_name(gouw_step_state state) {
    static const char *const name[] = {"done", "dropped", "overdue", "due", "upcoming", "undated"};
    return name[state];
}

void gouw_schedule_set_interval(gouw_table *table, const gouw_when *when) {
    if (when->precision == GOUW_PRECISION_NONE)
        return;
    if (!when->open_start)
        gouw_table_set_date(table, "earliest", when->earliest);
    if (!when->open_end)
        gouw_table_set_date(table, "latest", when->latest);
}

void gouw_schedule_set_step(gouw_table *table, const gouw_dataset *dataset,
                            const gouw_milestone *milestone) {
    gouw_table_set_text(table, "region", dataset->regions[milestone->region].id);
    gouw_table_set_text(table, "stage", dataset->stages[milestone->stage].id);
    gouw_table_set_text(table, "item", milestone->item);
}

static const char *const month_name[] = {
    N_("January"), N_("February"), N_("March"),     N_("April"),   N_("May"),      N_("June"),
    N_("July"),    N_("August"),   N_("September"), N_("October"), N_("November"), N_("December")};

const char *gouw_day_words(gouw_arena *arena, gouw_day day) {
    int year, month, number;
    gouw_day_to_civil(day, &year, &month, &number);
    return gouw_arena_format(arena, _("%d %s %d"), number, _(month_name[month - 1]), year);
}

const char *gouw_month_words(gouw_arena *arena, gouw_day day) {
    int year, month, number;
    gouw_day_to_civil(day, &year, &month, &number);
    return gouw_arena_format(arena, _("%s %d"), _(month_name[month - 1]), year);
}
