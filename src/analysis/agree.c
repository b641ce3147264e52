/* How far coders agree who read the same text.
 *
 * Themes: each region that two coders or more coded, with each theme, is a unit.
 *
 *     presence   mentioned or not: nominal alpha
 *     weight     0 = not mentioned, then the weights: ordinal alpha
 *     sets       a region's whole set of themes is one value: alpha with MASI distances
 *
 * A region stays coded whatever --themes and --basis leave out: what they leave out counts as not
 * mentioned. All themes together, then one by one. Intervals resample regions (stat/agreement.h).
 * Steps: agree_steps.c. High agreement shows that the text is read alike, not that it is right.
 */
#include <math.h>
#include <stdlib.h>

#include "analysis/coders.h"
#include "analysis/themes.h"
#include "base/i18n.h"
#include "base/room.h"
#include "gouw/number.h"
#include "gouw/text.h"
#include "stat/agreement.h"

typedef struct agree_options {
    gouw_theme_options view;
    int64_t draws;
    const char *settle, *settled;
} agree_options;

static const gouw_option options[] = {
    GOUW_THEME_OPTIONS,
    {.kind = GOUW_OPTION_INTEGER,
     .name = "draws",
     .offset = offsetof(agree_options, draws),
     .value_default = "2000",
     .maximum = 100000,
     .argument = N_("N"),
     .help = N_("how often regions are resampled for the intervals; 0: no intervals")},
    {.kind = GOUW_OPTION_TEXT,
     .name = "settle",
     .offset = offsetof(agree_options, settle),
     .argument = N_("FILE"),
     .help = N_("also write the disagreements to FILE (CSV), with columns to fill in what was "
                "settled and why")},
    {.kind = GOUW_OPTION_TEXT,
     .name = "settled",
     .offset = offsetof(agree_options, settled),
     .argument = N_("FILE"),
     .help = N_("read that file back, filled in: adds the tables settled_themes and settled_steps, "
                "the rows for region_themes.csv and milestones.csv")},
};

static const gouw_column columns[] = {
    {"measure", GOUW_TEXT, "", N_("presence, weight, or sets (a region's themes as one value)"),
     GOUW_LOOK_PLAIN},
    {"theme", GOUW_TEXT, "", N_("theme id; empty: all themes together"), GOUW_LOOK_PLAIN},
    {"units", GOUW_INTEGER, "", N_("how many were coded by two coders or more"), GOUW_LOOK_PLAIN},
    {"equal", GOUW_REAL, "", N_("share of pairs of codings that say the same"), GOUW_LOOK_PERCENT},
    {"alpha", GOUW_REAL, "", N_("Krippendorff's alpha: 1 = perfect, 0 = as by chance"),
     GOUW_LOOK_PLAIN},
    {"low", GOUW_REAL, "", N_("lower end of the 95% interval of alpha, over regions"),
     GOUW_LOOK_PLAIN},
    {"high", GOUW_REAL, "", N_("upper end of it"), GOUW_LOOK_PLAIN},
    {"kappa", GOUW_REAL, "", N_("Cohen's kappa, with two coders"), GOUW_LOOK_PLAIN},
    {"note", GOUW_TEXT, "", N_("why there is no alpha"), GOUW_LOOK_PLAIN},
};
static const gouw_table_spec agree_spec = {.name = "agree",
                                           .title = N_("Agreement of coders on themes"),
                                           .columns = columns,
                                           .n_columns = sizeof columns / sizeof columns[0]};

/* What the coders say of themes: weight[coder][region][theme], 0 = not mentioned. */
typedef struct sheets {
    const gouw_coders *coders;
    size_t n_regions, n_themes; /* themes looked at */
    uint32_t *themes;           /* indexes of these into the dataset */
    uint32_t *number;           /* of each theme of the dataset: its place, or GOUW_INDEX_NONE */
    double *weight;
    bool *coded;   /* coders x regions */
    double *scale; /* the weights that occur, 0 first, rising */
    size_t n_scale;
} sheets;

static size_t cell_of(const sheets *s, size_t coder, size_t region, size_t theme) {
    return (coder * s->n_regions + region) * s->n_themes + theme;
}

static int rising(const void *x, const void *y) {
    const double a = *(const double *)x, b = *(const double *)y;
    return a < b ? -1 : a > b;
}

/* The different weights, and 0. */
static gouw_status find_scale(sheets *s, gouw_error *error) {
    size_t n = 1;
    for (size_t c = 0; c < s->coders->n; c++)
        n += s->coders->coding[c]->n_mentions;
    s->scale = gouw_arena_array(s->coders->run->arena, n, sizeof *s->scale);
    if (s->scale == NULL)
        return gouw_fail_memory(error, n * sizeof *s->scale);
    n = 1;
    for (size_t c = 0; c < s->coders->n; c++) {
        for (size_t i = 0; i < s->coders->coding[c]->n_mentions; i++)
            s->scale[n++] = (double)s->coders->coding[c]->mentions[i].weight;
    }
    qsort(s->scale, n, sizeof *s->scale, rising);
    for (size_t i = 0; i < n; i++) {
        if (i == 0 || s->scale[i] > s->scale[s->n_scale - 1])
            s->scale[s->n_scale++] = s->scale[i];
    }
    return GOUW_OK;
}

static uint32_t rank_of(const sheets *s, double weight) {
    uint32_t rank = 0;
    while (s->scale[rank] < weight)
        rank++;
    return rank;
}

static gouw_status pick_themes(const gouw_coders *coders, sheets *s, gouw_error *error) {
    const gouw_dataset *d = coders->dataset;
    const agree_options *o = coders->run->options;
    s->themes = gouw_arena_array(coders->run->arena, d->n_themes, sizeof *s->themes);
    s->number = gouw_arena_array(coders->run->arena, d->n_themes, sizeof *s->number);
    if (s->themes == NULL || s->number == NULL)
        return gouw_fail_memory(error, d->n_themes * sizeof *s->themes);
    return gouw_themes_pick(coders->run, &o->view, s->number, s->themes, &s->n_themes, error);
}

static void read_coding(sheets *s, size_t coder) {
    const gouw_coding *coding = s->coders->coding[coder];
    const agree_options *o = s->coders->run->options;
    for (size_t i = 0; i < coding->n_mentions; i++) {
        const gouw_mention *m = &coding->mentions[i];
        s->coded[coder * s->n_regions + m->region] = true;
        if (m->theme == GOUW_INDEX_NONE || s->number[m->theme] == GOUW_INDEX_NONE ||
            (o->view.basis == GOUW_BASIS_ONLY_STATED && m->basis != GOUW_BASIS_STATED))
            continue;
        s->weight[cell_of(s, coder, m->region, s->number[m->theme])] = (double)m->weight;
    }
}

static gouw_status fill_sheets(const gouw_coders *coders, sheets *s, gouw_error *error) {
    *s = (sheets){.coders = coders, .n_regions = coders->dataset->n_regions};
    const gouw_status status = pick_themes(coders, s, error);
    if (status != GOUW_OK)
        return status;
    const size_t n_rows = coders->n * s->n_regions;
    if (s->n_themes > 0 && n_rows > SIZE_MAX / s->n_themes)
        return gouw_fail_memory(error, SIZE_MAX);
    s->weight = gouw_arena_array(coders->run->arena, n_rows * s->n_themes, sizeof *s->weight);
    s->coded = gouw_arena_array(coders->run->arena, n_rows, sizeof *s->coded);
    if (s->weight == NULL || s->coded == NULL)
        return gouw_fail_memory(error, n_rows * s->n_themes * sizeof *s->weight);
    for (size_t c = 0; c < coders->n; c++)
        read_coding(s, c);
    return find_scale(s, error);
}

/* Nothing where everything is looked at. */
static gouw_status say_view(const sheets *s, gouw_results *results, gouw_error *error) {
    const agree_options *o = s->coders->run->options;
    const size_t n = s->coders->dataset->n_themes;
    if (o->view.themes == NULL && o->view.basis == GOUW_BASIS_ANY)
        return GOUW_OK;
    const char *text = _n("looking at %zu of %zu theme", "looking at %zu of %zu themes", n);
    if (o->view.basis == GOUW_BASIS_ONLY_STATED)
        text = _n("looking at %zu of %zu theme; provisional and borrowed ones count as not "
                  "mentioned",
                  "looking at %zu of %zu themes; provisional and borrowed ones count as not "
                  "mentioned",
                  n);
    return gouw_results_remark(results, error, GOUW_NOTE, text, s->n_themes, n);
}

/* Room for the ratings of all cells, used again and again. */
typedef struct bench {
    const sheets *sheets;
    uint32_t *value, *group;
    gouw_table *table;
    gouw_alpha_options alpha;
    gouw_error *error;
} bench;

static gouw_status set_up(const sheets *s, const gouw_run *run, gouw_table *table, bench *b,
                          gouw_error *error) {
    const agree_options *o = run->options;
    const size_t n_units = s->n_regions * (s->n_themes + 1);
    *b = (bench){.sheets = s,
                 .table = table,
                 .alpha = {.n_draws = (uint32_t)o->draws, .seed = run->seed, .level = 0.95},
                 .error = error};
    b->value = gouw_arena_array(run->arena, s->coders->n * n_units, sizeof *b->value);
    b->group = gouw_arena_array(run->arena, n_units, sizeof *b->group);
    if (b->value == NULL || b->group == NULL)
        return gouw_fail_memory(error, s->coders->n * n_units * sizeof *b->value);
    return GOUW_OK;
}

static gouw_status add_row(bench *b, const gouw_ratings *ratings, const char *measure,
                           const char *theme) {
    gouw_alpha alpha;
    gouw_status status = gouw_alpha_find(ratings, &b->alpha, &alpha, b->error);
    if (status == GOUW_OK)
        status = gouw_table_add_row(b->table, b->error);
    if (status != GOUW_OK)
        return status;
    size_t n_units;
    gouw_table_set_text(b->table, "measure", measure);
    gouw_table_set_text(b->table, "theme", theme);
    gouw_table_set_real(b->table, "equal", gouw_agreement_share(ratings, &n_units));
    gouw_table_set_integer(b->table, "units", (int64_t)n_units);
    gouw_table_set_real(b->table, "alpha", alpha.alpha);
    gouw_table_set_real(b->table, "low", alpha.low);
    gouw_table_set_real(b->table, "high", alpha.high);
    if (alpha.state != GOUW_AGREEMENT_FOUND)
        gouw_table_set_text(b->table, "note", gouw_agreement_state_text(alpha.state));
    if (ratings->n_coders != 2 || b->alpha.metric != GOUW_ALPHA_NOMINAL)
        return GOUW_OK;
    gouw_kappa kappa;
    status = gouw_kappa_find(ratings, 0, 1, &kappa, b->error);
    gouw_table_set_real(b->table, "kappa", kappa.kappa);
    return status;
}

/* Themes first to end - 1 of all regions, as categories or ranks. */
static gouw_status add_themes(bench *b, size_t first, size_t end, gouw_alpha_metric metric) {
    const sheets *s = b->sheets;
    const size_t width = end - first, n_units = s->n_regions * width;
    for (size_t unit = 0; unit < n_units; unit++) {
        const size_t region = unit / width, theme = first + unit % width;
        b->group[unit] = (uint32_t)region;
        for (size_t c = 0; c < s->coders->n; c++) {
            const double weight = s->weight[cell_of(s, c, region, theme)];
            const uint32_t rank = metric == GOUW_ALPHA_ORDINAL ? rank_of(s, weight) : weight > 0;
            b->value[c * n_units + unit] = s->coded[c * s->n_regions + region] ? rank
                                                                               : GOUW_RATING_NONE;
        }
    }
    const gouw_ratings ratings = {.n_coders = s->coders->n,
                                  .n_units = n_units,
                                  .n_categories = metric == GOUW_ALPHA_ORDINAL ? s->n_scale : 2,
                                  .value = b->value,
                                  .group = b->group,
                                  .n_groups = s->n_regions};
    const bool all = first == 0 && end == s->n_themes;
    b->alpha.metric = metric;
    return add_row(b, &ratings, metric == GOUW_ALPHA_ORDINAL ? "weight" : "presence",
                   all ? NULL : s->coders->dataset->themes[s->themes[first]].id);
}

static gouw_status add_sets(bench *b) {
    const sheets *s = b->sheets;
    gouw_arena *arena = s->coders->run->arena;
    const size_t n = s->coders->n * s->n_regions;
    gouw_bits bits;
    gouw_status status = gouw_bits_init(&bits, n, s->n_themes, arena, b->error);
    if (status != GOUW_OK)
        return status;
    const double bytes = (double)n * (double)n * sizeof(double), room = gouw_room();
    if (bytes > room)
        return gouw_fail(b->error, GOUW_EUSAGE,
                         _("to compare every two of %s codings of a region needs %s, more than the "
                           "%s of memory there is; compare two coders, or fewer regions"),
                         _d((double)n, 0), _b(bytes), _b(room));
    double *distance = gouw_arena_array(arena, n * n, sizeof *distance);
    if (distance == NULL)
        return gouw_fail_memory(b->error, n * n);
    for (size_t i = 0; i < n * s->n_themes; i++) {
        if (s->weight[i] > 0)
            gouw_bits_set(&bits, i / s->n_themes, i % s->n_themes);
    }
    gouw_masi_distances(&bits, distance);
    for (size_t i = 0; i < n; i++)
        b->value[i] = s->coded[i] ? gouw_bits_first_equal(&bits, i) : GOUW_RATING_NONE;
    const gouw_ratings ratings = {.n_coders = s->coders->n,
                                  .n_units = s->n_regions,
                                  .n_categories = n,
                                  .value = b->value,
                                  .n_groups = s->n_regions};
    b->alpha.metric = GOUW_ALPHA_TABLE;
    b->alpha.distance = distance;
    return add_row(b, &ratings, "sets", NULL);
}

static gouw_status add_all(bench *b) {
    const size_t n_themes = b->sheets->n_themes;
    gouw_status status = add_themes(b, 0, n_themes, GOUW_ALPHA_NOMINAL);
    if (status == GOUW_OK)
        status = add_themes(b, 0, n_themes, GOUW_ALPHA_ORDINAL);
    if (status == GOUW_OK)
        status = add_sets(b);
    for (size_t t = 0; t < n_themes && n_themes > 1 && status == GOUW_OK; t++) {
        status = add_themes(b, t, t + 1, GOUW_ALPHA_NOMINAL);
        if (status == GOUW_OK)
            status = add_themes(b, t, t + 1, GOUW_ALPHA_ORDINAL);
    }
    return status;
}

static const char *words(const sheets *s, size_t coder, size_t region, size_t theme) {
    const double weight = s->weight[cell_of(s, coder, region, theme)];
    if (weight <= 0)
        return "not mentioned";
    char text[GOUW_NUMBER_TEXT];
    return gouw_arena_format(s->coders->run->arena, "%s", gouw_number_shortest(weight, text));
}

static bool is_settled(const sheets *s, size_t region, size_t theme) {
    double said = -1;
    for (size_t c = 0; c < s->coders->n; c++) {
        if (!s->coded[c * s->n_regions + region])
            continue;
        const double weight = s->weight[cell_of(s, c, region, theme)];
        if (said >= 0 && (said < weight || said > weight))
            return false;
        said = weight;
    }
    return true;
}

/* What all say who coded the region. */
static double agreed_weight(const sheets *s, size_t region, size_t theme) {
    double weight = 0;
    for (size_t c = 0; c < s->coders->n; c++)
        if (s->coded[c * s->n_regions + region])
            weight = s->weight[cell_of(s, c, region, theme)];
    return weight;
}

static gouw_status add_disagreement(const sheets *s, size_t region, size_t theme, const char **said,
                                    gouw_disagreements *list, gouw_error *error) {
    const gouw_dataset *d = s->coders->dataset;
    for (size_t c = 0; c < s->coders->n; c++) {
        const bool coded = s->coded[c * s->n_regions + region];
        said[c] = coded ? words(s, c, region, theme) : NULL;
        if (coded && said[c] == NULL)
            return gouw_fail_memory(error, 64);
    }
    return gouw_disagreements_add(s->coders, d->regions[region].id, "theme",
                                  d->themes[s->themes[theme]].id, said, list, error);
}

static gouw_status list_disagreements(const sheets *s, gouw_disagreements *list,
                                      gouw_error *error) {
    const char **said = gouw_arena_array(s->coders->run->arena, s->coders->n, sizeof *said);
    if (said == NULL)
        return gouw_fail_memory(error, s->coders->n * sizeof *said);
    gouw_status status = GOUW_OK;
    for (size_t i = 0; i < s->n_regions * s->n_themes && status == GOUW_OK; i++) {
        const size_t region = i / s->n_themes, theme = i % s->n_themes;
        const bool settled = is_settled(s, region, theme);
        if (!settled)
            status = add_disagreement(s, region, theme, said, list, error);
        if (status == GOUW_OK && list->settling != NULL)
            status = gouw_settle_theme(list->settling, (uint32_t)region, s->themes[theme], settled,
                                       settled ? agreed_weight(s, region, theme) : 0, error);
    }
    return status;
}

static gouw_status say_agreement(const gouw_table *table, gouw_results *results,
                                 gouw_error *error) {
    const int64_t n = gouw_table_integer(table, 0, "units");
    const double equal = 100 * gouw_table_real(table, 0, "equal");
    const double alpha = gouw_table_real(table, 0, "alpha");
    const double low = gouw_table_real(table, 0, "low"), high = gouw_table_real(table, 0, "high");
    if (n == 0)
        return gouw_results_remark(results, error, GOUW_HEADLINE,
                                   _("No region's themes were coded by two coders."));
    if (isnan(alpha))
        return gouw_results_remark(results, error, GOUW_HEADLINE,
                                   _n("Coders agree on %s%% of %lld choice whether a region "
                                      "names a theme; there is no alpha: %s.",
                                      "Coders agree on %s%% of %lld choices whether a region "
                                      "names a theme; there is no alpha: %s.",
                                      (size_t)n),
                                   _d(equal, 1), (long long)n,
                                   _(gouw_table_text(table, 0, "note")));
    if (isnan(low))
        return gouw_results_remark(results, error, GOUW_HEADLINE,
                                   _("Coders agree on %s%% of %lld choices whether a region "
                                     "names a theme; Krippendorff's alpha is %s."),
                                   _d(equal, 1), (long long)n, _d(alpha, 2));
    return gouw_results_remark(results, error, GOUW_HEADLINE,
                               _("Coders agree on %s%% of %lld choices whether a region names a "
                                 "theme; Krippendorff's alpha is %s (%s to %s)."),
                               _d(equal, 1), (long long)n, _d(alpha, 2), _d(low, 2), _d(high, 2));
}

static gouw_status say_rest(const sheets *s, const gouw_disagreements *list, gouw_results *results,
                            gouw_error *error) {
    size_t n_once = 0;
    for (size_t r = 0; r < s->n_regions; r++) {
        size_t n = 0;
        for (size_t c = 0; c < s->coders->n; c++)
            n += s->coded[c * s->n_regions + r];
        n_once += n == 1;
    }
    gouw_status status = gouw_results_remark(
        results, error, GOUW_NOTE,
        _n("%zu theme or step on which coders disagree; that they agree shows that "
           "the text is read alike, not that it describes the plan",
           "%zu themes and steps on which coders disagree; that they agree shows "
           "that the text is read alike, not that it describes the plan",
           list->n),
        list->n);
    if (status == GOUW_OK && n_once > 0)
        status = gouw_results_remark(
            results, error, GOUW_NOTE,
            _n("the themes of %zu region were coded by one coder only; it is left "
               "out",
               "the themes of %zu regions were coded by one coder only; they are "
               "left out",
               n_once),
            n_once);
    return status;
}

static gouw_status compare_themes(const gouw_run *run, const sheets *s, gouw_results *results,
                                  gouw_error *error) {
    bench b;
    gouw_table *table;
    gouw_status status = gouw_results_add(results, &agree_spec, &table, error);
    if (status == GOUW_OK && s->coders->n > 2)
        gouw_table_drop_column(table, "kappa");
    if (status == GOUW_OK)
        status = set_up(s, run, table, &b, error);
    if (status == GOUW_OK && s->n_themes > 0)
        status = add_all(&b);
    return status == GOUW_OK && s->n_themes > 0 ? say_agreement(table, results, error) : status;
}

/* Sets up the reading back of a list, where one is given. */
static gouw_status open_settling(const gouw_coders *coders, gouw_settling *settling,
                                 gouw_disagreements *list, gouw_results *results,
                                 gouw_error *error) {
    const agree_options *o = coders->run->options;
    if (o->settled == NULL)
        return GOUW_OK;
    if (o->view.themes != NULL || o->view.basis != GOUW_BASIS_ANY)
        return gouw_fail(error, GOUW_EUSAGE,
                         _("--settled needs all themes: leave --themes and --basis out"));
    list->settling = settling;
    return gouw_settling_open(coders, o->settled, results, settling, error);
}

static gouw_status run_agree(const gouw_run *run, gouw_results *results, gouw_error *error) {
    const agree_options *o = run->options;
    gouw_coders coders;
    sheets s;
    gouw_disagreements list;
    gouw_settling settling;
    gouw_status status = gouw_coders_pick(run, &coders, error);
    if (status == GOUW_OK)
        status = fill_sheets(&coders, &s, error);
    if (status == GOUW_OK)
        status = say_view(&s, results, error);
    if (status == GOUW_OK)
        status = compare_themes(run, &s, results, error);
    if (status == GOUW_OK)
        status = gouw_disagreements_open(&coders, results, &list, error);
    if (status == GOUW_OK)
        status = open_settling(&coders, &settling, &list, results, error);
    if (status == GOUW_OK)
        status = list_disagreements(&s, &list, error);
    if (status == GOUW_OK)
        status = gouw_coders_compare_steps(&coders, &list, results, error);
    if (status == GOUW_OK)
        status = say_rest(&s, &list, results, error);
    if (status == GOUW_OK && list.settling != NULL)
        status = gouw_settling_close(&settling, results, error);
    if (status == GOUW_OK && o->settle != NULL)
        status = gouw_disagreements_write(&coders, &list, o->settle, error);
    return status;
}

static const gouw_table_spec *const tables[] = {
    &agree_spec,        &gouw_disagreements_spec,  &gouw_agree_steps_spec,
    &gouw_settled_spec, &gouw_settled_themes_spec, &gouw_settled_steps_spec};

const gouw_analysis gouw_analysis_agree = {
    .name = "agree",
    .summary = N_("Say how far coders agree who read the same text"),
    .details = N_("Compares the codings under codings/, or those named. Krippendorff's alpha "
                  "corrects for agreement by chance; its interval resamples regions, so with few "
                  "regions it is wide. A region that only one coder coded is left out. The list "
                  "of disagreements is what coders sit down with."),
    .needs = GOUW_HAS_CODINGS,
    .n_datasets = 1,
    .operands = N_("[CODING...]"),
    .options = options,
    .n_options = sizeof options / sizeof options[0],
    .options_size = sizeof(agree_options),
    .tables = tables,
    .n_tables = sizeof tables / sizeof tables[0],
    .section = GOUW_SECTION_RELIABILITY,
    .run = run_agree,
};
