/* The sentences of load, and how far they depend on the way dates are read.
 *
 * The fullest month is worked out again for three other readings:
 *
 * - narrow: "begin", "eind" and their like with a year as a quarter, not a third of it;
 * - other_edition: a source up to 60 days older or younger, where the source bears no date;
 * - last_day: everyone on the last possible day, as officials tend to read a date.
 *
 * It is named only where the first two leave it where it is; the third is shown beside it, since
 * it answers another question.
 */
#include <string.h>

#include "analysis/load.h"
#include "analysis/schedule.h"
#include "base/i18n.h"

static const gouw_column columns[] = {
    {"stage", GOUW_TEXT, "", N_("stage id"), GOUW_LOOK_PLAIN},
    {"reading", GOUW_TEXT, "",
     N_("as_stated, narrow (begin and eind as a quarter of the year), other_edition, last_day or "
        "spread (the other one of these two)"),
     GOUW_LOOK_PLAIN},
    {"edition", GOUW_DATE, "", N_("edition date taken"), GOUW_LOOK_PLAIN},
    {"month", GOUW_TEXT, "",
     N_("the fullest month still to come; empty where two are equally full or none is to come"),
     GOUW_LOOK_PLAIN},
    {"expected", GOUW_REAL, "steps", N_("expected number still to come in that month"),
     GOUW_LOOK_PLAIN},
    {"low", GOUW_INTEGER, "steps", N_("its 10 percent quantile"), GOUW_LOOK_PLAIN},
    {"high", GOUW_INTEGER, "steps", N_("its 90 percent quantile"), GOUW_LOOK_PLAIN},
};
const gouw_table_spec gouw_load_readings_spec = {
    .name = "load_readings",
    .title = N_("The fullest month when dates are read otherwise"),
    .columns = columns,
    .n_columns = sizeof columns / sizeof *columns};

/* What is asked, and what came of it. */
typedef struct inquiry {
    const gouw_run *run;
    const gouw_reaches *reaches;
    const gouw_load_choice *options;
    uint32_t stage;
    gouw_results *results;
    gouw_table *table;
    gouw_load_peak stated, other; /* other: the one of the last day, or evenly spread */
    bool reread, redated;         /* whether there is a narrow reading, another edition date */
    bool moved;                   /* whether one of these names another period */
    gouw_error *error;
} inquiry;

static gouw_status add_reading(inquiry *q, const char *reading, const gouw_dataset *dataset,
                               gouw_day as_of, const gouw_load_choice *options,
                               gouw_load_peak *peak) {
    gouw_status status = gouw_load_find_peak(dataset, as_of, options, q->stage, q->run->arena, peak,
                                             q->error);
    if (status == GOUW_OK)
        status = gouw_table_add_row(q->table, q->error);
    if (status != GOUW_OK)
        return status;
    gouw_table_set_text(q->table, "stage", dataset->stages[q->stage].id);
    gouw_table_set_text(q->table, "reading", reading);
    gouw_table_set_date(q->table, "edition", dataset->package.created);
    if (!peak->single)
        return GOUW_OK;
    const char *month = gouw_load_period(q->run->arena, options, peak->from);
    if (month == NULL)
        return gouw_fail_memory(q->error, 16);
    gouw_table_set_text(q->table, "month", month);
    gouw_table_set_real(q->table, "expected", peak->expected);
    gouw_table_set_integer(q->table, "low", (int64_t)peak->low);
    gouw_table_set_integer(q->table, "high", (int64_t)peak->high);
    return GOUW_OK;
}

static gouw_status add_variant(inquiry *q, const char *reading, const gouw_dataset *dataset,
                               gouw_day as_of) {
    gouw_load_peak peak;
    const gouw_status status = add_reading(q, reading, dataset, as_of, q->options, &peak);
    q->moved = q->moved || !peak.single || peak.from != q->stated.from;
    return status;
}

/* The dataset's own phrases, and the narrower ones behind them, since a later row wins. */
static gouw_status narrow_phrases(const gouw_dataset *d, gouw_arena *arena, gouw_phrases *phrases,
                                  gouw_error *error) {
    static const gouw_phrase narrow[] = {
        {"begin", "01-01", "03-31"}, {"early", "01-01", "03-31"}, {"beginning", "01-01", "03-31"},
        {"eind", "10-01", "12-31"},  {"einde", "10-01", "12-31"}, {"late", "10-01", "12-31"},
        {"end", "10-01", "12-31"}};
    const size_t n = d->phrases.n_rows, n_more = sizeof narrow / sizeof *narrow;
    gouw_phrase *rows = gouw_arena_array(arena, n + n_more, sizeof *rows);
    if (rows == NULL)
        return gouw_fail_memory(error, (n + n_more) * sizeof *rows);
    for (size_t i = 0; i < n + n_more; i++)
        rows[i] = i < n ? d->phrases.rows[i] : narrow[i - n];
    *phrases = (gouw_phrases){.rows = rows, .n_rows = n + n_more};
    return GOUW_OK;
}

/* The narrow reading, if it changes any date. */
static gouw_status add_narrow(inquiry *q) {
    const gouw_dataset *d = q->reaches->dataset;
    char message[GOUW_MESSAGE_MAX];
    gouw_dataset copy = *d;
    gouw_phrases phrases;
    const gouw_status status = narrow_phrases(d, q->run->arena, &phrases, q->error);
    if (status != GOUW_OK)
        return status;
    copy.milestones = gouw_arena_array(q->run->arena, d->n_milestones, sizeof *copy.milestones);
    if (copy.milestones == NULL)
        return gouw_fail_memory(q->error, d->n_milestones * sizeof *copy.milestones);
    for (size_t i = 0; i < d->n_milestones; i++) {
        gouw_milestone *m = &copy.milestones[i];
        gouw_when when;
        *m = d->milestones[i];
        if (m->when_text == NULL ||
            gouw_when_read(m->when_text, strlen(m->when_text), &phrases, d->package.created, &when,
                           message) > GOUW_READ_NOTICE)
            continue;
        q->reread = q->reread || when.earliest != m->when.earliest || when.latest != m->when.latest;
        m->when = when;
    }
    return q->reread ? add_variant(q, "narrow", &copy, q->run->as_of) : GOUW_OK;
}

/* Other dates for a source that bears none; an as-of date that was not asked for goes with them. */
static gouw_status add_editions(inquiry *q) {
    static const int shifts[] = {-60, -14, 28, 60};
    gouw_dataset copy = *q->reaches->dataset;
    const gouw_day edition = copy.package.created;
    gouw_status status = GOUW_OK;
    if (!copy.package.assumed || edition == GOUW_DAY_NONE)
        return GOUW_OK;
    q->redated = true;
    for (size_t i = 0; i < sizeof shifts / sizeof *shifts && status == GOUW_OK; i++) {
        copy.package.created = edition + shifts[i];
        status = add_variant(q, "other_edition", &copy,
                             q->run->as_of == edition ? copy.package.created : q->run->as_of);
    }
    return status;
}

static gouw_status add_readings(inquiry *q) {
    const gouw_dataset *d = q->reaches->dataset;
    const gouw_load_choice other = {.by = q->options->by, .latest = !q->options->latest};
    gouw_status status = add_reading(q, "as_stated", d, q->run->as_of, q->options, &q->stated);
    if (status == GOUW_OK)
        status = add_narrow(q);
    if (status == GOUW_OK)
        status = add_editions(q);
    return status == GOUW_OK ? add_reading(q, other.latest ? "last_day" : "spread", d,
                                           q->run->as_of, &other, &q->other)
                             : status;
}

/* ---- sentences ----------------------------------------------------------------------------- */

/* "June 2026", "2026-Q2" */
static const char *period_words(const inquiry *q, const gouw_load_peak *peak) {
    return q->options->by == GOUW_LOAD_BY_QUARTER
               ? gouw_load_period(q->run->arena, q->options, peak->from)
               : gouw_month_words(q->run->arena, peak->from);
}

/* Whether the stage is that in which plans are adopted, of which there are plainer words. */
static bool is_adoption(const inquiry *q) {
    return strcmp(q->reaches->dataset->stages[q->stage].id, GOUW_ADOPTION) == 0;
}

/* "The busiest month is June 2026: 1.5 expected, likely 1 to 2." NULL when memory is out. */
static const char *peak_words(const inquiry *q) {
    static const char *const likely[2][2] = {
        {N_("The busiest month is %s: %s expected, likely %zu to %zu."),
         N_("The busiest month is %s: %s plans expected, likely %zu to %zu.")},
        {N_("The busiest quarter is %s: %s expected, likely %zu to %zu."),
         N_("The busiest quarter is %s: %s plans expected, likely %zu to %zu.")}};
    static const char *const sure[2][2] = {{N_("The busiest month is %s: %s expected."),
                                            N_("The busiest month is %s: %s plans expected.")},
                                           {N_("The busiest quarter is %s: %s expected."),
                                            N_("The busiest quarter is %s: %s plans expected.")}};
    const bool quarter = q->options->by == GOUW_LOAD_BY_QUARTER, plans = is_adoption(q);
    const gouw_load_peak *p = &q->stated;
    if (!p->any)
        return _("None of these dates is still to come.");
    if (!p->single || q->moved)
        return quarter ? _("The dates are too vague to name a busiest quarter.")
                       : _("The dates are too vague to name a busiest month.");
    const char *month = period_words(q, p);
    if (month == NULL)
        return NULL;
    if (p->low == p->high)
        return gouw_arena_format(q->run->arena, gouw_text(sure[quarter][plans]), month,
                                 _d(p->expected, 1));
    return gouw_arena_format(q->run->arena, gouw_text(likely[quarter][plans]), month,
                             _d(p->expected, 1), p->low, p->high);
}

static gouw_status say_lead(const inquiry *q, size_t dated) {
    const gouw_dataset *d = q->reaches->dataset;
    const char *peak = peak_words(q);
    if (peak == NULL)
        return gouw_fail_memory(q->error, 128);
    if (is_adoption(q))
        return gouw_results_remark(q->results, q->error, GOUW_HEADLINE,
                                   d->n_regions == 1
                                       ? _("%zu of %zu region gives a date for adopting its plan. "
                                           "%s")
                                       : _n("%zu of %zu regions gives a date for adopting its "
                                            "plan. %s",
                                            "%zu of %zu regions give a date for adopting their "
                                            "plan. %s",
                                            dated),
                                   dated, d->n_regions, peak);
    return gouw_results_remark(
        q->results, q->error, GOUW_HEADLINE,
        d->n_regions == 1 ? _("%zu of %zu region gives a date for \"%s\". %s")
                          : _n("%zu of %zu regions gives a date for \"%s\". %s",
                               "%zu of %zu regions give a date for \"%s\". %s", dated),
        dated, d->n_regions,
        gouw_language_label(d->stages[q->stage].label, d->stages[q->stage].label_nl), peak);
}

/* Those without a date and those that are silent; of each only where there are some. */
static gouw_status say_rest(const inquiry *q, const size_t counted[]) {
    const size_t undated = counted[GOUW_REACH_UNDATED] + counted[GOUW_REACH_OPEN];
    const size_t silent = counted[GOUW_REACH_NOT_NAMED];
    const bool plans = is_adoption(q);
    gouw_status status = GOUW_OK;
    if (undated > 0)
        status = gouw_results_remark(
            q->results, q->error, GOUW_HEADLINE,
            plans ? _n("%zu region speaks of adoption without a date that can be counted.",
                       "%zu regions speak of adoption without a date that can be counted.", undated)
                  : _n("%zu region names it without a date that can be counted.",
                       "%zu regions name it without a date that can be counted.", undated),
            undated);
    if (status == GOUW_OK && silent > 0)
        status = gouw_results_remark(
            q->results, q->error, GOUW_HEADLINE,
            plans ? _n("%zu region does not mention adoption.",
                       "%zu regions do not mention adoption.", silent)
                  : _n("%zu region does not mention it.", "%zu regions do not mention it.", silent),
            silent);
    return status;
}

/* Whether the period survives the narrow reading and other edition dates. */
static gouw_status say_survival(const inquiry *q) {
    static const char *const said[2][3] = {
        {N_("%s stays the busiest when \"begin\" and \"eind\" mean a quarter of the year, and when "
            "the source is up to 60 days older or younger."),
         N_("%s stays the busiest when \"begin\" and \"eind\" mean a quarter of the year."),
         N_("%s stays the busiest when the source is up to 60 days older or younger.")},
        {N_("%s looks busiest, but does not stay so when \"begin\" and \"eind\" mean a quarter of "
            "the year, and when the source is up to 60 days older or younger."),
         N_("%s looks busiest, but does not stay so when \"begin\" and \"eind\" mean a quarter of "
            "the year."),
         N_("%s looks busiest, but does not stay so when the source is up to 60 days older or "
            "younger.")},
    };
    const char *month = q->stated.single ? period_words(q, &q->stated) : "";
    if (month == NULL)
        return gouw_fail_memory(q->error, 32);
    if (!q->stated.single || (!q->reread && !q->redated))
        return GOUW_OK;
    return gouw_results_remark(q->results, q->error, GOUW_CAUTION,
                               gouw_text(said[q->moved][q->reread && q->redated ? 0
                                                        : q->reread             ? 1
                                                                                : 2]),
                               month);
}

/* What the other way of counting gives: by quarter or month; none is busiest, another one is, the
 * same one is. */
typedef const char *other_words[2][3];
static const other_words spread = {
    {N_("With dates spread evenly no single month is the busiest."),
     N_("With dates spread evenly the busiest month is %s (%s expected)."),
     N_("With dates spread evenly the busiest month is %s too (%s expected).")},
    {N_("With dates spread evenly no single quarter is the busiest."),
     N_("With dates spread evenly the busiest quarter is %s (%s expected)."),
     N_("With dates spread evenly the busiest quarter is %s too (%s expected).")},
};
static const other_words last_day = {
    {N_("With everyone on the last possible day, as officials often read a date, no single month "
        "is the busiest."),
     N_("With everyone on the last possible day, as officials often read a date, the busiest month "
        "is %s (%s expected)."),
     N_("With everyone on the last possible day, as officials often read a date, the busiest month "
        "is %s too (%s expected).")},
    {N_("With everyone on the last possible day, as officials often read a date, no single quarter "
        "is the busiest."),
     N_("With everyone on the last possible day, as officials often read a date, the busiest "
        "quarter is %s (%s expected)."),
     N_("With everyone on the last possible day, as officials often read a date, the busiest "
        "quarter is %s too (%s expected).")},
};

static gouw_status say_other(const inquiry *q) {
    const gouw_load_peak *o = &q->other;
    const char *const *said =
        (q->options->latest ? spread : last_day)[q->options->by == GOUW_LOAD_BY_QUARTER];
    const bool same = q->stated.single && o->single && o->from == q->stated.from;
    const char *month = period_words(q, o);
    if (!q->stated.any || !o->any)
        return GOUW_OK;
    if (month == NULL)
        return gouw_fail_memory(q->error, 32);
    if (!o->single)
        return gouw_results_remark(q->results, q->error, GOUW_CAUTION, "%s", gouw_text(said[0]));
    return gouw_results_remark(q->results, q->error, GOUW_CAUTION, gouw_text(said[same ? 2 : 1]),
                               month, _d(o->expected, q->options->latest ? 1 : 0));
}

static gouw_status say_dated(inquiry *q, const size_t counted[]) {
    gouw_status status = add_readings(q);
    if (status == GOUW_OK)
        status = say_lead(q, counted[GOUW_REACH_DATED]);
    if (status == GOUW_OK)
        status = say_rest(q, counted);
    if (status == GOUW_OK)
        status = say_survival(q);
    return status == GOUW_OK ? say_other(q) : status;
}

gouw_status gouw_load_say(const gouw_run *run, const gouw_reaches *reaches, gouw_results *results,
                          gouw_error *error) {
    const gouw_dataset *d = reaches->dataset;
    size_t counted[GOUW_N_REACH_KINDS];
    inquiry q = {.run = run,
                 .reaches = reaches,
                 .options = run->options,
                 .results = results,
                 .error = error};
    gouw_status status = gouw_reach_stage(reaches, NULL, &q.stage, error);
    if (status == GOUW_OK)
        status = gouw_results_add(results, &gouw_load_readings_spec, &q.table, error);
    if (status != GOUW_OK)
        return status;
    gouw_reach_count(reaches, q.stage, counted);
    if (d->stages[q.stage].order == GOUW_ORDER_NONE)
        status = gouw_results_remark(
            results, error, GOUW_HEADLINE,
            _("No stage has a place in a sequence, so no month is named as "
              "the busiest."));
    else if (counted[GOUW_REACH_DATED] == 0)
        status = gouw_results_remark(results, error, GOUW_HEADLINE,
                                     _("No region gives a date that can be counted for any stage "
                                       "of the sequence."));
    else
        status = say_dated(&q, counted);
    return status == GOUW_OK
               ? gouw_results_remark(results, error, GOUW_NOTE,
                                     _("as planned, not as observed; regions and stages are taken "
                                       "as independent"))
               : status;
}
