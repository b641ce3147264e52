/* Who reaches a stage first, as far as the dates tell; and stages of one region whose dates
 * contradict the sequence.
 *
 * For two regions with a date the three chances are exact, by counting days (stat/day_cdf.h).
 * Stage a comes before stage b in the sequence when its order is lower. A region contradicts that
 * certainly when every possible day of a lies after every possible day of b, and possibly when
 * both are dated and some do.
 */
#include "analysis/reach.h"
#include "analysis/schedule.h"
#include "base/i18n.h"
#include "base/room.h"
#include "gouw/text.h"

static const gouw_option options[] = {GOUW_STAGE_OPTION};

static const gouw_column order_columns[] = {
    {"region_a", GOUW_TEXT, "", N_("region id"), GOUW_LOOK_PLAIN},
    {"region_b", GOUW_TEXT, "", N_("region id, further down the list of regions"), GOUW_LOOK_PLAIN},
    {"p_before", GOUW_REAL, "", N_("chance that region_a is first; empty where an end is open"),
     GOUW_LOOK_P},
    {"p_same", GOUW_REAL, "", N_("chance of the same day"), GOUW_LOOK_P},
    {"p_after", GOUW_REAL, "", N_("chance that region_b is first"), GOUW_LOOK_P},
};
static const gouw_table_spec order_spec = {.name = "order",
                                           .title = N_("Who comes first"),
                                           .columns = order_columns,
                                           .n_columns = sizeof order_columns /
                                                        sizeof *order_columns};

static const gouw_column contradiction_columns[] = {
    {"region", GOUW_TEXT, "", N_("region id"), GOUW_LOOK_PLAIN},
    {"stage", GOUW_TEXT, "", N_("the stage that comes first in the sequence"), GOUW_LOOK_PLAIN},
    {"earliest", GOUW_DATE, "", N_("its first possible day; empty if open"), GOUW_LOOK_PLAIN},
    {"latest", GOUW_DATE, "", N_("its last possible day; empty if open"), GOUW_LOOK_PLAIN},
    {"later_stage", GOUW_TEXT, "", N_("the stage that should come later"), GOUW_LOOK_PLAIN},
    {"later_earliest", GOUW_DATE, "", N_("its first possible day; empty if open"), GOUW_LOOK_PLAIN},
    {"later_latest", GOUW_DATE, "", N_("its last possible day; empty if open"), GOUW_LOOK_PLAIN},
    {"certainty", GOUW_TEXT, "", N_("certain or possible"), GOUW_LOOK_PLAIN},
    {"p_contrary", GOUW_REAL, "",
     N_("chance of the wrong order, dates being independent; empty where an end is open"),
     GOUW_LOOK_P},
};
static const gouw_table_spec contradiction_spec = {
    .name = "contradictions",
    .title = N_("Dates that contradict the sequence of stages"),
    .columns = contradiction_columns,
    .n_columns = sizeof contradiction_columns / sizeof *contradiction_columns};

static gouw_status add_pair(const gouw_reaches *reaches, size_t a, size_t b, uint32_t stage,
                            gouw_table *table, size_t *n_open, gouw_error *error) {
    const gouw_reach *x = gouw_reach_at(reaches, a, stage), *y = gouw_reach_at(reaches, b, stage);
    if (x->kind == GOUW_REACH_NOT_NAMED || y->kind == GOUW_REACH_NOT_NAMED)
        return GOUW_OK;
    const gouw_status status = gouw_table_add_row(table, error);
    if (status != GOUW_OK)
        return status;
    gouw_table_set_text(table, "region_a", reaches->dataset->regions[a].id);
    gouw_table_set_text(table, "region_b", reaches->dataset->regions[b].id);
    if (x->kind != GOUW_REACH_DATED || y->kind != GOUW_REACH_DATED) {
        (*n_open)++;
        return GOUW_OK;
    }
    double before, same, after;
    gouw_day_cdf_order(&x->cdf, &y->cdf, &before, &same, &after);
    gouw_table_set_real(table, "p_before", before);
    gouw_table_set_real(table, "p_same", same);
    gouw_table_set_real(table, "p_after", after);
    return GOUW_OK;
}

static void set_range(gouw_table *table, const char *earliest, const char *latest,
                      gouw_interval range) {
    if (range.earliest != GOUW_DAY_MIN)
        gouw_table_set_date(table, earliest, range.earliest);
    if (range.latest != GOUW_DAY_MAX)
        gouw_table_set_date(table, latest, range.latest);
}

typedef enum certainty { FITS, POSSIBLE, CERTAIN } certainty;

static certainty contradicts(const gouw_reach *first, const gouw_reach *then) {
    if (first->kind == GOUW_REACH_NOT_NAMED || then->kind == GOUW_REACH_NOT_NAMED)
        return FITS;
    if (first->range.earliest > then->range.latest)
        return CERTAIN;
    const bool dated = first->kind == GOUW_REACH_DATED && then->kind == GOUW_REACH_DATED;
    return dated && first->range.latest > then->range.earliest ? POSSIBLE : FITS;
}

static gouw_status add_contradiction(const gouw_reaches *reaches, size_t region, size_t a, size_t b,
                                     gouw_table *table, size_t counted[], gouw_error *error) {
    const gouw_dataset *d = reaches->dataset;
    const gouw_reach *first = gouw_reach_at(reaches, region, a);
    const gouw_reach *then = gouw_reach_at(reaches, region, b);
    const certainty how = contradicts(first, then);
    if (how == FITS)
        return GOUW_OK;
    const gouw_status status = gouw_table_add_row(table, error);
    if (status != GOUW_OK)
        return status;
    counted[how]++;
    gouw_table_set_text(table, "region", d->regions[region].id);
    gouw_table_set_text(table, "stage", d->stages[a].id);
    set_range(table, "earliest", "latest", first->range);
    gouw_table_set_text(table, "later_stage", d->stages[b].id);
    set_range(table, "later_earliest", "later_latest", then->range);
    gouw_table_set_text(table, "certainty", how == CERTAIN ? "certain" : "possible");
    if (first->kind == GOUW_REACH_DATED && then->kind == GOUW_REACH_DATED) {
        double before, same, after;
        gouw_day_cdf_order(&first->cdf, &then->cdf, &before, &same, &after);
        gouw_table_set_real(table, "p_contrary", after);
    }
    return GOUW_OK;
}

static bool comes_before(const gouw_dataset *d, size_t a, size_t b) {
    return d->stages[a].order != GOUW_ORDER_NONE && d->stages[b].order != GOUW_ORDER_NONE &&
           d->stages[a].order < d->stages[b].order;
}

static gouw_status add_contradictions(const gouw_reaches *reaches, gouw_table *table,
                                      size_t counted[], gouw_error *error) {
    const gouw_dataset *d = reaches->dataset;
    gouw_status status = GOUW_OK;
    for (size_t r = 0; r < d->n_regions; r++)
        for (size_t a = 0; a < d->n_stages; a++)
            for (size_t b = 0; b < d->n_stages && status == GOUW_OK; b++)
                if (comes_before(d, a, b))
                    status = add_contradiction(reaches, r, a, b, table, counted, error);
    return status;
}

static gouw_status add_remarks(const gouw_reaches *reaches, uint32_t stage, size_t n_open,
                               const size_t counted[], gouw_results *results, gouw_error *error) {
    const gouw_dataset *d = reaches->dataset;
    size_t kinds[GOUW_N_REACH_KINDS];
    gouw_reach_count(reaches, stage, kinds);
    gouw_status status = gouw_results_remark(
        results, error, GOUW_NOTE,
        _n("stage \"%s\": %zu of %zu region dated, %zu named without two known ends, %zu not "
           "mentioning it",
           "stage \"%s\": %zu of %zu regions dated, %zu named without two known ends, %zu not "
           "mentioning it",
           d->n_regions),
        gouw_language_label(d->stages[stage].label, d->stages[stage].label_nl),
        kinds[GOUW_REACH_DATED], d->n_regions, kinds[GOUW_REACH_UNDATED] + kinds[GOUW_REACH_OPEN],
        kinds[GOUW_REACH_NOT_NAMED]);
    if (status == GOUW_OK && n_open > 0)
        status = gouw_results_remark(results, error, GOUW_NOTE,
                                     _n("%zu pair has no chances, since an end is open",
                                        "%zu pairs have no chances, since an end is open", n_open),
                                     n_open);
    if (status == GOUW_OK && counted[CERTAIN] > 0)
        status = gouw_results_remark(results, error, GOUW_HEADLINE,
                                     _n("%zu pair of stages is dated against the sequence.",
                                        "%zu pairs of stages are dated against the sequence.",
                                        counted[CERTAIN]),
                                     counted[CERTAIN]);
    if (status == GOUW_OK && counted[POSSIBLE] > 0)
        status = gouw_results_remark(results, error, GOUW_NOTE,
                                     _n("%zu pair of stages may be dated against the sequence",
                                        "%zu pairs of stages may be dated against the sequence",
                                        counted[POSSIBLE]),
                                     counted[POSSIBLE]);
    return status;
}

/* Refuses a list of pairs that does not fit before it is begun: five cells a pair, and as much
 * again while the table grows. */
static gouw_status check_room(const gouw_reaches *reaches, uint32_t stage, gouw_error *error) {
    const gouw_dataset *d = reaches->dataset;
    size_t kinds[GOUW_N_REACH_KINDS];
    gouw_reach_count(reaches, stage, kinds);
    const double n = (double)(d->n_regions - kinds[GOUW_REACH_NOT_NAMED]);
    const double bytes = n * n / 2 * 2 * 5 * sizeof(gouw_cell), room = gouw_room();
    if (bytes <= room)
        return GOUW_OK;
    return gouw_fail(error, GOUW_EUSAGE,
                     _("the list of all pairs of %s regions needs %s, more than the %s of memory "
                       "there is; compare fewer, or look at gouw progress or gouw due"),
                     _d(n, 0), _b(bytes), _b(room));
}

static gouw_status run_order(const gouw_run *run, gouw_results *results, gouw_error *error) {
    const gouw_dataset *d = run->datasets[0];
    const gouw_stage_options *o = run->options;
    gouw_reaches reaches;
    gouw_table *pairs = NULL, *contradictions = NULL;
    uint32_t stage = 0;
    size_t n_open = 0, counted[CERTAIN + 1] = {0};
    gouw_status status = gouw_reach_all(d, run->as_of, run->arena, &reaches, error);
    if (status == GOUW_OK)
        status = gouw_reach_stage(&reaches, o->stage, &stage, error);
    if (status == GOUW_OK)
        status = check_room(&reaches, stage, error);
    if (status == GOUW_OK)
        status = gouw_results_add(results, &order_spec, &pairs, error);
    for (size_t a = 0; a < d->n_regions; a++)
        for (size_t b = a + 1; b < d->n_regions && status == GOUW_OK; b++)
            status = add_pair(&reaches, a, b, stage, pairs, &n_open, error);
    if (status == GOUW_OK)
        status = gouw_results_add(results, &contradiction_spec, &contradictions, error);
    if (status == GOUW_OK)
        status = add_contradictions(&reaches, contradictions, counted, error);
    return status == GOUW_OK ? add_remarks(&reaches, stage, n_open, counted, results, error)
                             : status;
}

static const gouw_table_spec *const tables[] = {&order_spec, &contradiction_spec};

const gouw_analysis gouw_analysis_order = {
    .name = "order",
    .summary = N_("Say which region reaches a stage first, and how surely"),
    .details = N_("Exact chances for each pair of regions that date the stage, every day of an "
                  "interval being equally likely and regions independent. The second table lists "
                  "stages of one region whose dates contradict the sequence."),
    .needs = GOUW_HAS_STAGES,
    .n_datasets = 1,
    .needs_as_of = true,
    .options = options,
    .n_options = sizeof options / sizeof *options,
    .options_size = sizeof(gouw_stage_options),
    .tables = tables,
    .n_tables = sizeof tables / sizeof *tables,
    .section = GOUW_SECTION_APPENDIX,
    .run = run_order,
};
