/* What growth says in sentences, and how far older forecasts have missed already. */
#include <math.h>
#include <string.h>

#include "analysis/growth.h"
#include "analysis/series.h"
#include "base/i18n.h"
#include "gouw/number.h"

static const gouw_column columns[] = {
    {"region", GOUW_TEXT, "", N_("region id"), GOUW_LOOK_PLAIN},
    {"indicator", GOUW_TEXT, "", N_("what is counted"), GOUW_LOOK_PLAIN},
    {"edition", GOUW_TEXT, "", N_("edition of the forecast"), GOUW_LOOK_PLAIN},
    {"year", GOUW_INTEGER, "", N_("the year that it speaks of"), GOUW_LOOK_PLAIN},
    {"forecast", GOUW_REAL, "", N_("what it says"), GOUW_LOOK_WHOLE},
    {"observed", GOUW_REAL, "", N_("what was counted; empty while the year is to come"),
     GOUW_LOOK_WHOLE},
    {"miss", GOUW_REAL, "", N_("observed less forecast"), GOUW_LOOK_WHOLE},
};
const gouw_table_spec gouw_growth_forecast_spec = {
    .name = "growth_forecasts",
    .title = N_("Official forecasts, and how far they have missed"),
    .columns = columns,
    .n_columns = sizeof columns / sizeof *columns};

/* A number of a sentence: whole, but for a small one that is not. The text stands in the arena; ""
 * for NaN, NULL when memory is out. */
static const char *words(const gouw_run *run, double value) {
    char text[GOUW_NUMBER_TEXT];
    if (isnan(value))
        return "";
    const double size = fabs(value);
    const bool whole = size >= 9.95 || size == rint(size);
    (void)gouw_number_grouped(value, whole ? 0 : size >= 0.1 ? 1 : 3, text);
    return gouw_arena_text(run->arena, text, strlen(text));
}

/* What a target counts, as people read it. */
static const char *counted(const gouw_run *run, size_t target) {
    const gouw_dataset *d = run->datasets[0];
    return gouw_dataset_label(d, GOUW_LABEL_INDICATOR, d->targets[target].indicator);
}

static const char *region_name(const gouw_run *run, size_t target) {
    const gouw_dataset *d = run->datasets[0];
    return gouw_dataset_region_name(d, d->targets[target].region);
}

/* ---- headlines ----------------------------------------------------------------------------- */

/* Whether a level target of a row stands behind the last count already. */
static bool is_reached(const gouw_table *t, size_t r) {
    const double change = gouw_table_real(t, r, "change");
    return change == 0.0 || gouw_table_real(t, r, "stated_change") * change < 0.0;
}

/* Whether a row has a year to come and a past series. */
static bool is_open(const gouw_table *t, size_t r) {
    const char *outcome = gouw_table_text(t, r, "outcome");
    return outcome != NULL && strcmp(outcome, "open") == 0 &&
           !isnan(gouw_table_real(t, r, "per_year")) &&
           !isnan(gouw_table_real(t, r, "observed_per_year"));
}

bool gouw_growth_is_ahead(const gouw_table *t, size_t r, bool with_rates) {
    return is_open(t, r) && !is_reached(t, r) &&
           (!with_rates || !isnan(gouw_table_real(t, r, "rate_gap")));
}

/* How much more a year a target asks than the past gave, in its own direction. */
static double asked_more(const gouw_table *t, size_t r) {
    const double gap = gouw_table_real(t, r, "rate_gap");
    return gouw_table_real(t, r, "change") < 0.0 ? -gap : gap;
}

/* What a target asks and what the past gave, as the words of a sentence. */
typedef struct ask {
    const char *asked, *seen, *recent; /* a year; recent NULL: not known */
    int until, from, recent_from, to;
} ask;

/* A change a year: as it counts towards the target, or with its own sign. */
static const char *change_words(const gouw_run *run, double change, double sign, bool with_sign) {
    const char *text = words(run, with_sign ? change : sign * change);
    return text != NULL && with_sign && change > 0.0 ? gouw_arena_format(run->arena, "+%s", text)
                                                     : text;
}

/* The past has its own signs where it went away from the target. False when memory is out. */
static bool read_ask(const gouw_run *run, const gouw_table *t, size_t r, ask *a) {
    const double sign = gouw_table_real(t, r, "change") < 0.0 ? -1.0 : 1.0;
    const double whole = gouw_table_real(t, r, "observed_per_year");
    const double late = gouw_table_real(t, r, "recent_per_year");
    const bool away = sign * whole < 0.0 || sign * late < 0.0;
    *a = (ask){.asked = words(run, fabs(gouw_table_real(t, r, "per_year"))),
               .seen = change_words(run, whole, sign, away),
               .until = (int)gouw_table_integer(t, r, "target_year"),
               .from = (int)gouw_table_integer(t, r, "observed_from"),
               .recent_from = (int)gouw_table_integer(t, r, "recent_from"),
               .to = (int)gouw_table_integer(t, r, "observed_to")};
    /* A series no longer than its recent part has been told. */
    if (!isnan(late) && a->recent_from > a->from &&
        (a->recent = change_words(run, late, sign, away)) == NULL)
        return false;
    return a->asked != NULL && a->seen != NULL;
}

/* By whether the target is a fall, and whether the recent past is known. */
static const char *const alone[2][2] = {
    {N_("To reach its target, %s must add %s %s a year until %d, against %s a year in %d-%d."),
     N_("To reach its target, %s must add %s %s a year until %d, against %s a year in %d-%d and %s "
        "in %d-%d.")},
    {N_("To reach its target, %s must shed %s %s a year until %d, against %s a year in %d-%d."),
     N_("To reach its target, %s must shed %s %s a year until %d, against %s a year in %d-%d and "
        "%s in %d-%d.")},
};
static const char *const most_of[2][2] = {
    {N_("Of %zu targets for %s with a year and a past growth rate, that of %s asks most beyond its "
        "past: to add %s %s a year until %d, against %s a year in %d-%d."),
     N_("Of %zu targets for %s with a year and a past growth rate, that of %s asks most beyond its "
        "past: to add %s %s a year until %d, against %s a year in %d-%d and %s in %d-%d.")},
    {N_("Of %zu targets for %s with a year and a past growth rate, that of %s asks most beyond its "
        "past: to shed %s %s a year until %d, against %s a year in %d-%d."),
     N_("Of %zu targets for %s with a year and a past growth rate, that of %s asks most beyond its "
        "past: to shed %s %s a year until %d, against %s a year in %d-%d and %s in %d-%d.")},
};

static gouw_status say_ask(const gouw_run *run, const gouw_table *t, size_t most, size_t n,
                           gouw_remark_kind kind, gouw_results *results, gouw_error *error) {
    const bool falls = gouw_table_real(t, most, "change") < 0.0;
    const char *region = region_name(run, most), *what = counted(run, most);
    ask a;
    if (!read_ask(run, t, most, &a))
        return gouw_fail_memory(error, 128);
    const bool late = a.recent != NULL;
    if (n == 1)
        return gouw_results_remark(results, error, kind, gouw_text(alone[falls][late]), region,
                                   a.asked, what, a.until, a.seen, a.from, a.to, a.recent,
                                   a.recent_from, a.to);
    return gouw_results_remark(results, error, kind, gouw_text(most_of[falls][late]), n, what,
                               region, a.asked, what, a.until, a.seen, a.from, a.to, a.recent,
                               a.recent_from, a.to);
}

/* Targets that are not ahead: without a year, reached before their year, or their year has come. */
typedef struct others {
    size_t undated, reached, met, missed, unobserved;
} others;

static others count_others(const gouw_table *t) {
    others o = {0};
    for (size_t r = 0; r < t->n_rows; r++) {
        const char *outcome = gouw_table_text(t, r, "outcome");
        o.undated += gouw_table_integer(t, r, "target_year") == GOUW_INTEGER_NONE;
        o.reached += is_open(t, r) && is_reached(t, r);
        o.met += outcome != NULL && strcmp(outcome, "met") == 0;
        o.missed += outcome != NULL && strcmp(outcome, "missed") == 0;
        o.unobserved += outcome != NULL && strcmp(outcome, "unobserved") == 0;
    }
    return o;
}

static gouw_status say_count(size_t n, const char *one, const char *many, gouw_results *results,
                             gouw_error *error) {
    if (n == 0)
        return GOUW_OK;
    return gouw_results_remark(results, error, GOUW_HEADLINE, _n(one, many, n), n);
}

static gouw_status say_others(const others *o, bool beside, gouw_results *results,
                              gouw_error *error) {
    gouw_status status = beside ? say_count(o->undated, N_("%zu other target states no year."),
                                            N_("%zu other targets state no year."), results, error)
                                : say_count(o->undated, N_("%zu target states no year."),
                                            N_("%zu targets state no year."), results, error);
    if (status == GOUW_OK)
        status = say_count(o->reached, N_("%zu target is reached before its year."),
                           N_("%zu targets are reached before their year."), results, error);
    if (status == GOUW_OK && o->met + o->missed > 0)
        status = gouw_results_remark(results, error, GOUW_HEADLINE,
                                     _n("The year of %zu target has come: %zu met, %zu missed.",
                                        "The year of %zu targets has come: %zu met, %zu missed.",
                                        o->met + o->missed),
                                     o->met + o->missed, o->met, o->missed);
    if (status == GOUW_OK)
        status = say_count(o->unobserved,
                           N_("The year of %zu target has come, but nothing was observed in it."),
                           N_("The years of %zu targets have come, but nothing was observed in "
                              "them."),
                           results, error);
    return status;
}

static bool same_indicator(const gouw_table *t, size_t a, size_t b) {
    return strcmp(gouw_table_text(t, a, "indicator"), gouw_table_text(t, b, "indicator")) == 0;
}

/* Among the targets ahead of the indicator of row first, the first of them, that which asks most
 * beyond its past; without rates, row first. Returns how many were compared. */
static size_t find_most(const gouw_table *t, size_t first, size_t *most) {
    size_t n_rated = 0;
    *most = first;
    for (size_t r = first; r < t->n_rows; r++) {
        if (!gouw_growth_is_ahead(t, r, true) || !same_indicator(t, r, first))
            continue;
        if (n_rated == 0 || asked_more(t, r) > asked_more(t, *most))
            *most = r;
        n_rated++;
    }
    return n_rated > 0 ? n_rated : 1;
}

/* Whether no earlier target ahead has the indicator of row r. */
static bool is_first(const gouw_table *t, size_t r) {
    if (!gouw_growth_is_ahead(t, r, false))
        return false;
    for (size_t k = 0; k < r; k++)
        if (gouw_growth_is_ahead(t, k, false) && same_indicator(t, k, r))
            return false;
    return true;
}

/* One sentence an indicator: homes are not set beside inhabitants. n: how many there are. */
static gouw_status say_asks(const gouw_run *run, const gouw_table *t, size_t *n,
                            gouw_results *results, gouw_error *error) {
    enum { MOST_HEADLINES = 3 };
    gouw_status status = GOUW_OK;
    *n = 0;
    for (size_t r = 0; r < t->n_rows && status == GOUW_OK; r++) {
        size_t most;
        if (!is_first(t, r))
            continue;
        const size_t compared = find_most(t, r, &most);
        const gouw_remark_kind kind = (*n)++ < MOST_HEADLINES ? GOUW_HEADLINE : GOUW_NOTE;
        status = say_ask(run, t, most, compared, kind, results, error);
    }
    return status;
}

static gouw_status say_headlines(const gouw_run *run, const gouw_table *t, gouw_results *results,
                                 gouw_error *error) {
    const others o = count_others(t);
    size_t n;
    gouw_status status = say_asks(run, t, &n, results, error);
    if (status == GOUW_OK && t->n_rows == 0)
        status = gouw_results_remark(results, error, GOUW_HEADLINE, _("No target is stated."));
    else if (status == GOUW_OK && n == 0 && o.reached + o.met + o.missed == 0)
        status = gouw_results_remark(results, error, GOUW_HEADLINE,
                                     _("No target has both a year and a past series."));
    return status == GOUW_OK ? say_others(&o, n > 0, results, error) : status;
}

/* ---- what stands beside them --------------------------------------------------------------- */

enum { FEW = 6 };

/* Beside the headline where there are few, else further down. */
static gouw_remark_kind kind_for(size_t n) {
    return n <= FEW ? GOUW_CAUTION : GOUW_NOTE;
}

/* A stated change that does not fit the last observation is said, not mended. */
static gouw_status say_mismatch(const gouw_run *run, const gouw_table *t, size_t r,
                                gouw_results *results, gouw_error *error) {
    const gouw_target *target = &run->datasets[0]->targets[r];
    const double actual = gouw_table_real(t, r, "change");
    if (isnan(target->target) || isnan(target->change) || isnan(actual) || actual == target->change)
        return GOUW_OK;
    const char *level = words(run, target->target), *change = words(run, actual);
    const char *start = words(run, gouw_table_real(t, r, "baseline"));
    const char *stated = words(run, target->change);
    if (level == NULL || change == NULL || start == NULL || stated == NULL)
        return gouw_fail_memory(error, 64);
    return gouw_results_remark(results, error, kind_for(t->n_rows),
                               _("%s: from the %s of %d to %s %s is %s; the source speaks of %s."),
                               region_name(run, r), start,
                               (int)gouw_table_integer(t, r, "baseline_year"), level,
                               counted(run, r), change, stated);
}

/* How large a target without a year is beside what is there today. */
static gouw_status say_size(const gouw_run *run, const gouw_table *t, size_t r,
                            gouw_results *results, gouw_error *error) {
    const double change = gouw_table_real(t, r, "change");
    const double baseline = gouw_table_real(t, r, "baseline");
    const int64_t year = gouw_table_integer(t, r, "baseline_year");
    if (gouw_table_integer(t, r, "target_year") != GOUW_INTEGER_NONE || isnan(change) ||
        !(baseline > 0.0) || year == GOUW_INTEGER_NONE)
        return GOUW_OK;
    const char *size = words(run, change), *start = words(run, baseline);
    const char *percent = words(run, 100.0 * change / baseline);
    if (size == NULL || start == NULL || percent == NULL)
        return gouw_fail_memory(error, 64);
    return gouw_results_remark(
        results, error, kind_for(t->n_rows),
        _("%s: %s %s is %s percent of the %s of %d; the source states no year."),
        region_name(run, r), size, counted(run, r), percent, start, (int)year);
}

static double observed_in(const gouw_dataset *d, const gouw_forecast *f) {
    const gouw_series s = gouw_series_of(d, f->region, f->indicator);
    for (size_t i = 0; i < s.n; i++)
        if (s.points[i].year == f->year)
            return s.points[i].value;
    return NAN;
}

static gouw_status say_miss(const gouw_run *run, const gouw_forecast *f, double observed,
                            gouw_results *results, gouw_error *error) {
    const gouw_dataset *d = run->datasets[0];
    const char *said = words(run, f->value), *seen = words(run, observed);
    const char *miss = words(run, fabs(observed - f->value));
    if (said == NULL || seen == NULL || miss == NULL)
        return gouw_fail_memory(error, 64);
    return gouw_results_remark(
        results, error, kind_for(d->n_forecasts),
        observed < f->value
            ? _("%s: the forecast of %s gave %s %s in %d; %s were counted, %s fewer.")
            : _("%s: the forecast of %s gave %s %s in %d; %s were counted, %s more."),
        gouw_dataset_region_name(d, f->region),
        f->edition != NULL ? f->edition : _("unknown edition"), said,
        gouw_dataset_label(d, GOUW_LABEL_INDICATOR, f->indicator), (int)f->year, seen, miss);
}

gouw_status gouw_growth_forecasts(const gouw_run *run, gouw_results *results, gouw_error *error) {
    const gouw_dataset *d = run->datasets[0];
    gouw_table *table;
    if (d->n_forecasts == 0)
        return GOUW_OK;
    gouw_status status = gouw_results_add(results, &gouw_growth_forecast_spec, &table, error);
    for (size_t i = 0; i < d->n_forecasts && status == GOUW_OK; i++) {
        const gouw_forecast *f = &d->forecasts[i];
        const double observed = observed_in(d, f);
        status = gouw_table_add_row(table, error);
        if (status != GOUW_OK)
            break;
        gouw_table_set_text(table, "region", d->regions[f->region].id);
        gouw_table_set_text(table, "indicator", f->indicator);
        gouw_table_set_text(table, "edition", f->edition);
        gouw_table_set_integer(table, "year", f->year);
        gouw_table_set_real(table, "forecast", f->value);
        gouw_table_set_real(table, "observed", observed);
        gouw_table_set_real(table, "miss", observed - f->value);
        if (!isnan(observed) && !isnan(f->value))
            status = say_miss(run, f, observed, results, error);
    }
    return status;
}

gouw_status gouw_growth_say(const gouw_run *run, const gouw_table *table, gouw_results *results,
                            gouw_error *error) {
    gouw_status status = say_headlines(run, table, results, error);
    for (size_t r = 0; r < table->n_rows && status == GOUW_OK; r++) {
        status = say_size(run, table, r, results, error);
        if (status == GOUW_OK)
            status = say_mismatch(run, table, r, results, error);
    }
    return status;
}
