/* How alike the theme sets of two regions are: one row an unordered pair, in dataset order; with
 * --top one row a region and neighbour, most alike first.
 *
 * The definition of each measure, its source and its rule for empty sets: stat/similarity.h.
 * Whether a pair shares more or less than chance: overlap_null.h. Without a null model the pairs
 * that
 * --top or --min-similarity leave out are never held in memory, and --matrix is written in pieces,
 * so that tens of thousands of regions fit.
 */
#include <math.h>

#include "analysis/overlap_matrix.h"
#include "analysis/overlap_null.h"
#include "analysis/theme_sets.h"
#include "base/i18n.h"
#include "base/room.h"
#include "gouw/measure.h"

typedef struct overlap_options {
    gouw_theme_options view;
    int measure, empty, null; /* null is a gouw_null_choice */
    int64_t draws, top;
    double min_similarity;
    const char *matrix;
    bool wide;
} overlap_options;

static const char *const empty_choices[] = {"na", "0", "1", NULL};
static const double empty_values[] = {NAN, 0, 1};

static const gouw_option options[] = {
    GOUW_THEME_OPTIONS,
    {.kind = GOUW_OPTION_CHOICE,
     .name = "measure",
     .letter = 'm',
     .offset = offsetof(overlap_options, measure),
     .value_default = "jaccard",
     .choices = gouw_measure_names,
     .argument = N_("MEASURE"),
     .help = N_("how similarity is counted; 'gouw help measures' defines each")},
    {.kind = GOUW_OPTION_CHOICE,
     .name = "empty",
     .offset = offsetof(overlap_options, empty),
     .value_default = "na",
     .choices = empty_choices,
     .argument = N_("VALUE"),
     .help = N_("the similarity of two regions that name no theme: na (not defined), 0 or 1")},
    {.kind = GOUW_OPTION_CHOICE,
     .name = "null",
     .offset = offsetof(overlap_options, null),
     .value_default = "none",
     .choices = gouw_null_choices,
     .argument = N_("MODEL"),
     .help = N_("compare what is shared with chance: curveball keeps the totals of regions and "
                "themes, sdsm keeps them on average, hypergeometric only those of regions")},
    {.kind = GOUW_OPTION_INTEGER,
     .name = "draws",
     .offset = offsetof(overlap_options, draws),
     .value_default = "10000",
     .minimum = 1,
     .maximum = 1e9,
     .argument = N_("N"),
     .help = N_("random tables that --null curveball draws")},
    {.kind = GOUW_OPTION_INTEGER,
     .name = "top",
     .letter = 'k',
     .offset = offsetof(overlap_options, top),
     .value_default = "0",
     .maximum = 100000,
     .argument = N_("K"),
     .help = N_("only the K most similar of each region; 0: all pairs, each once")},
    {.kind = GOUW_OPTION_REAL,
     .name = "min-similarity",
     .offset = offsetof(overlap_options, min_similarity),
     .value_default = "0",
     .maximum = 1,
     .argument = N_("X"),
     .help = N_("only pairs with at least this similarity; 0: all")},
    {.kind = GOUW_OPTION_TEXT,
     .name = "matrix",
     .offset = offsetof(overlap_options, matrix),
     .argument = N_("FILE"),
     .help = N_("also write all similarities to FILE, a square float32 array in NumPy's .npy "
                "format, NaN where not defined")},
    {.kind = GOUW_OPTION_FLAG,
     .name = "wide",
     .offset = offsetof(overlap_options, wide),
     .help = N_("the square matrix of similarities instead of one row a pair")},
};

static const gouw_column columns[] = {
    {"region_a", GOUW_TEXT, "", N_("first region of the pair"), GOUW_LOOK_PLAIN},
    {"region_b", GOUW_TEXT, "", N_("second region of the pair"), GOUW_LOOK_PLAIN},
    {"n_a", GOUW_INTEGER, "themes", N_("themes that the first names"), GOUW_LOOK_PLAIN},
    {"n_b", GOUW_INTEGER, "themes", N_("themes that the second names"), GOUW_LOOK_PLAIN},
    {"shared", GOUW_INTEGER, "themes", N_("themes that both name"), GOUW_LOOK_PLAIN},
    {"only_a", GOUW_INTEGER, "themes", N_("themes that only the first names"), GOUW_LOOK_PLAIN},
    {"only_b", GOUW_INTEGER, "themes", N_("themes that only the second names"), GOUW_LOOK_PLAIN},
    {"similarity", GOUW_REAL, "", N_("by the measure asked for; empty where it is not defined"),
     GOUW_LOOK_PLAIN},
    {"expected", GOUW_REAL, "themes", N_("shared themes that chance would give"), GOUW_LOOK_PLAIN},
    {"sd", GOUW_REAL, "themes", N_("standard deviation of that"), GOUW_LOOK_PLAIN},
    {"z", GOUW_REAL, "", N_("(shared - expected) / sd; empty where sd is 0"), GOUW_LOOK_PLAIN},
    {"p_upper", GOUW_REAL, "", N_("chance of sharing as many or more"), GOUW_LOOK_P},
    {"p_lower", GOUW_REAL, "", N_("chance of sharing as few or fewer"), GOUW_LOOK_P},
    {"p_adjusted", GOUW_REAL, "",
     N_("two-sided, and allowing for the number of pairs (Benjamini & Hochberg)"), GOUW_LOOK_P},
    {"low", GOUW_INTEGER, "themes",
     N_("chance gives at least this many in 39 of 40 cases; empty where curveball had too many "
        "pairs to count them all"),
     GOUW_LOOK_PLAIN},
    {"high", GOUW_INTEGER, "themes", N_("and at most this many in 39 of 40 cases"),
     GOUW_LOOK_PLAIN},
};
static const gouw_table_spec overlap_spec = {.name = "overlap",
                                             .title = N_("Themes in common, pair by pair"),
                                             .columns = columns,
                                             .n_columns = sizeof columns / sizeof columns[0]};
static const char *const null_columns[] = {"expected", "sd",         "z",   "p_upper",
                                           "p_lower",  "p_adjusted", "low", "high"};

static const gouw_column wide_columns[] = {
    {"region", GOUW_TEXT, "", N_("region id; one column a region follows"), GOUW_LOOK_PLAIN},
};
static const gouw_table_spec wide_spec = {.name = "overlap_wide",
                                          .title = N_("Similarity of themes, as a square"),
                                          .columns = wide_columns,
                                          .n_columns = 1};

/* The pairs as they are listed, and the most alike so far, ties to the first. How many others are
 * as alike is known only where each pair is looked at once: not with --top. */
typedef struct listing {
    const gouw_run *run;
    const overlap_options *options;
    gouw_theme_sets sets;
    gouw_overlap_null null;
    gouw_table *table;
    size_t best_a, best_b, n_as_alike;
    double best;
    gouw_error *error;
} listing;

static void look_at(listing *l, size_t a, size_t b, double similarity) {
    if (!(similarity > l->best)) {
        l->n_as_alike += similarity == l->best && l->options->top == 0;
        return;
    }
    l->best = similarity;
    l->n_as_alike = 0;
    l->best_a = a;
    l->best_b = b;
}

static void set_null(listing *l, size_t a, size_t b, int64_t shared) {
    if (l->null.nulls == NULL)
        return;
    const size_t n = l->sets.bits.n_rows;
    const size_t at = gouw_pair_index(n, a < b ? a : b, a < b ? b : a);
    const gouw_null *null = &l->null.nulls[at];
    gouw_table_set_real(l->table, "expected", null->expected);
    gouw_table_set_real(l->table, "sd", null->sd);
    gouw_table_set_real(l->table, "z", gouw_null_z(null, (double)shared));
    gouw_table_set_real(l->table, "p_upper", null->p_upper);
    gouw_table_set_real(l->table, "p_lower", null->p_lower);
    gouw_table_set_real(l->table, "p_adjusted", l->null.p_adjusted[at]);
    if (isnan(null->low))
        return;
    gouw_table_set_integer(l->table, "low", (int64_t)null->low);
    gouw_table_set_integer(l->table, "high", (int64_t)null->high);
}

/* How many pairs --min-similarity leaves shows only as they are listed: asked at each doubling. */
static gouw_status check_rows(const listing *l) {
    const double row = (double)(l->table->n_columns * sizeof(gouw_cell)), room = gouw_room();
    const double n = (double)l->table->n_rows, bytes = 3 * n * row;
    if (bytes <= room)
        return GOUW_OK;
    return gouw_fail(l->error, GOUW_EUSAGE,
                     _("more than %s pairs are that alike, and their list needs more than the %s "
                       "of memory there is; use a higher --min-similarity, or --top"),
                     _d(n, 0), _b(room));
}

static gouw_status add_pair(listing *l, size_t a, size_t b, double similarity) {
    gouw_status status = GOUW_OK;
    if (l->table->n_rows == l->table->capacity)
        status = check_rows(l);
    if (status == GOUW_OK)
        status = gouw_table_add_row(l->table, l->error);
    if (status != GOUW_OK)
        return status;
    const gouw_region *regions = l->run->datasets[0]->regions;
    const int64_t n_a = l->sets.size[a], n_b = l->sets.size[b];
    const int64_t shared = gouw_bits_shared(&l->sets.bits, a, b);
    gouw_table_set_text(l->table, "region_a", regions[a].id);
    gouw_table_set_text(l->table, "region_b", regions[b].id);
    gouw_table_set_integer(l->table, "n_a", n_a);
    gouw_table_set_integer(l->table, "n_b", n_b);
    gouw_table_set_integer(l->table, "shared", shared);
    gouw_table_set_integer(l->table, "only_a", n_a - shared);
    gouw_table_set_integer(l->table, "only_b", n_b - shared);
    gouw_table_set_real(l->table, "similarity", similarity);
    set_null(l, a, b, shared);
    look_at(l, a, b, similarity);
    return GOUW_OK;
}

static gouw_status list_all(listing *l) {
    const size_t n = l->sets.bits.n_rows;
    gouw_status status = GOUW_OK;
    for (size_t a = 0; a < n && status == GOUW_OK; a++) {
        if (l->run->interrupted != NULL && l->run->interrupted(l->run->watch))
            return gouw_fail(l->error, GOUW_EINTERRUPT, _("stopped on request"));
        for (size_t b = a + 1; b < n && status == GOUW_OK; b++)
            status = add_pair(l, a, b, gouw_pairs_similarity(&l->sets.pairs, a, b));
    }
    return status;
}

static gouw_status add_found(void *context, const gouw_pair *pair) {
    return add_pair(context, pair->a, pair->b, pair->similarity);
}

static gouw_status list_top(listing *l) {
    const size_t n = l->sets.bits.n_rows, most = n > 0 ? n - 1 : 0;
    const size_t k = (size_t)l->options->top < most ? (size_t)l->options->top : most;
    if (k > 0 && n > SIZE_MAX / k)
        return gouw_fail_memory(l->error, SIZE_MAX);
    gouw_neighbour *nearest = gouw_arena_array(l->run->arena, n * k, sizeof *nearest);
    if (nearest == NULL)
        return gouw_fail_memory(l->error, n * k * sizeof *nearest);
    gouw_status status = gouw_pairs_nearest(&l->sets.pairs, k, nearest, l->error);
    for (size_t i = 0; i < n * k && status == GOUW_OK; i++) {
        if (nearest[i].row != UINT32_MAX && nearest[i].similarity >= l->options->min_similarity)
            status = add_pair(l, i / k, nearest[i].row, nearest[i].similarity);
    }
    return status;
}

static gouw_status fill_pairs(listing *l, gouw_results *results) {
    const overlap_options *o = l->options;
    gouw_status status = gouw_overlap_null_fill(l->run, &l->sets, (gouw_null_choice)o->null,
                                                (uint64_t)o->draws, results, &l->null, l->error);
    if (status == GOUW_OK)
        status = gouw_results_add(results, &overlap_spec, &l->table, l->error);
    if (status != GOUW_OK)
        return status;
    for (size_t i = 0; i < sizeof null_columns / sizeof *null_columns && l->null.nulls == NULL; i++)
        gouw_table_drop_column(l->table, null_columns[i]);
    if (o->top > 0)
        return list_top(l);
    if (o->min_similarity > 0)
        return gouw_pairs_above(&l->sets.pairs, o->min_similarity, add_found, l, l->error);
    return list_all(l);
}

static gouw_status fill_wide(listing *l, gouw_results *results) {
    const gouw_region *regions = l->run->datasets[0]->regions;
    const size_t n = l->sets.bits.n_rows;
    gouw_status status = gouw_results_add(results, &wide_spec, &l->table, l->error);
    for (size_t b = 0; b < n && status == GOUW_OK; b++) {
        const gouw_column column = {
            .name = regions[b].id, .type = GOUW_REAL, .unit = "", .description = regions[b].name};
        status = gouw_table_add_column(l->table, &column, l->error);
    }
    for (size_t a = 0; a < n && status == GOUW_OK; a++) {
        status = gouw_table_add_row(l->table, l->error);
        if (status != GOUW_OK)
            break;
        l->table->cells[0][a].text = regions[a].id;
        for (size_t b = 0; b < n; b++) {
            const double similarity = gouw_pairs_similarity(&l->sets.pairs, a, b);
            l->table->cells[b + 1][a].real = similarity;
            if (b > a)
                look_at(l, a, b, similarity);
        }
    }
    return status;
}

/* The most alike pair, and, with a null model, what it would share by chance. */
static gouw_status say_best(const listing *l, gouw_results *results) {
    const gouw_dataset *d = l->run->datasets[0];
    const size_t a = l->best_a, b = l->best_b;
    const uint32_t *size = l->sets.size, shared = gouw_bits_shared(&l->sets.bits, a, b);
    if (l->null.nulls == NULL && size[a] == 1 && size[b] == 1)
        return gouw_results_remark(
            results, l->error, GOUW_HEADLINE,
            _("%s and %s are the most alike: each names one theme, and it is the same."),
            gouw_dataset_region_name(d, a), gouw_dataset_region_name(d, b));
    if (l->null.nulls == NULL)
        return gouw_results_remark(
            results, l->error, GOUW_HEADLINE,
            _("%s and %s are the most alike: they share %u of their %u and %u themes."),
            gouw_dataset_region_name(d, a), gouw_dataset_region_name(d, b), shared, size[a],
            size[b]);
    const size_t at = gouw_pair_index(l->sets.bits.n_rows, a < b ? a : b, a < b ? b : a);
    if (size[a] == 1 && size[b] == 1)
        return gouw_results_remark(
            results, l->error, GOUW_HEADLINE,
            _("%s and %s are the most alike: each names one theme, and it is the same; chance "
              "would give %s shared."),
            gouw_dataset_region_name(d, a), gouw_dataset_region_name(d, b),
            _d(l->null.nulls[at].expected, 1));
    return gouw_results_remark(
        results, l->error, GOUW_HEADLINE,
        _("%s and %s are the most alike: they share %u of their %u and %u themes; chance would "
          "give %s."),
        gouw_dataset_region_name(d, a), gouw_dataset_region_name(d, b), shared, size[a], size[b],
        _d(l->null.nulls[at].expected, 1));
}

static gouw_status add_remarks(listing *l, gouw_results *results) {
    size_t n_empty;
    const char *empty = gouw_theme_sets_empty(l->run, &l->sets, &n_empty);
    gouw_status status = GOUW_OK;
    if (empty == NULL)
        return gouw_fail_memory(l->error, 256);
    if (l->best > 0)
        status = say_best(l, results);
    if (l->best > 0 && l->n_as_alike > 0 && status == GOUW_OK)
        status = gouw_results_remark(
            results, l->error, GOUW_HEADLINE,
            _n("%zu other pair is as alike.", "%zu other pairs are as alike.", l->n_as_alike),
            l->n_as_alike);
    if (l->best <= 0 && l->sets.bits.n_rows > 1 && l->options->min_similarity > 0)
        status = gouw_results_remark(results, l->error, GOUW_HEADLINE,
                                     _("No two regions are as alike as %g."),
                                     l->options->min_similarity);
    else if (l->best <= 0 && l->sets.bits.n_rows > 1)
        status = gouw_results_remark(results, l->error, GOUW_HEADLINE,
                                     _("No two regions share a theme."));
    if (status == GOUW_OK && n_empty > 1 && isnan(l->sets.pairs.empty) &&
        !gouw_measures[l->options->measure].counts_absence)
        status = gouw_results_remark(
            results, l->error, GOUW_WARNING,
            _("%zu regions name no theme (%s); how alike two of them are is not defined and left "
              "empty; --empty 0 or 1 settles it"),
            n_empty, empty);
    return status;
}

static gouw_status check_options(const overlap_options *o, gouw_error *error) {
    const char *const with_wide = o->null != GOUW_NULL_NONE ? "--null"
                                  : o->top > 0              ? "--top"
                                  : o->min_similarity > 0   ? "--min-similarity"
                                                            : NULL;
    if (o->wide && with_wide != NULL)
        return gouw_fail(error, GOUW_EUSAGE,
                         _("--wide shows every pair and only its similarity; leave out %s, or "
                           "--wide"),
                         with_wide);
    if (o->null != GOUW_NULL_NONE && gouw_measures[o->measure].weighted)
        return gouw_fail(error, GOUW_EUSAGE,
                         _("--null compares the number of themes shared with chance and cannot be "
                           "used with the weighted measure '%s'; choose one on presence, such as "
                           "jaccard"),
                         gouw_measures[o->measure].name);
    return GOUW_OK;
}

static bool is_test(const overlap_options *o) {
    return o->null != GOUW_NULL_NONE;
}

/* The bytes of the rows that will be listed, as far as that is known, and of what is kept of each
 * pair. */
static double bytes_needed(const overlap_options *o, size_t n_regions) {
    enum { N_NULL = sizeof null_columns / sizeof *null_columns };
    const double n = (double)n_regions, n_pairs = n * fmax(n - 1, 0) / 2, cell = sizeof(gouw_cell);
    const double row = cell * (double)(overlap_spec.n_columns - (is_test(o) ? 0 : N_NULL));
    const double k = fmin((double)o->top, fmax(n - 1, 0));
    const double kept = is_test(o) ? n_pairs * (double)(sizeof(gouw_null) + sizeof(double)) : 0;
    if (o->wide)
        return n * n * cell;
    if (o->top > 0)
        return kept + n * k * (row + (double)sizeof(gouw_neighbour));
    return kept + (o->min_similarity > 0 ? 0 : n_pairs * row);
}

/* Refuses what does not fit before it is begun. */
static gouw_status check_room(const overlap_options *o, size_t n, gouw_error *error) {
    const double bytes = bytes_needed(o, n), room = gouw_room(), count = (double)n;
    const double square = 4 * count * count;
    const double disk = o->matrix == NULL ? square : gouw_room_for_file(o->matrix);
    if (bytes > room && is_test(o))
        return gouw_fail(error, GOUW_EUSAGE,
                         _("to compare all pairs of %s regions with chance needs %s, more than the "
                           "%s of memory there is; leave out --null, or compare fewer regions"),
                         _d(count, 0), _b(bytes), _b(room));
    if (bytes > room && o->top > 0 && !o->wide)
        return gouw_fail(error, GOUW_EUSAGE,
                         _("--top %lld of %s regions needs %s, more than the %s of memory there "
                           "is; use a smaller --top"),
                         (long long)o->top, _d(count, 0), _b(bytes), _b(room));
    if (bytes > room)
        return gouw_fail(error, GOUW_EUSAGE,
                         _("the list of all pairs of %s regions needs %s, more than the %s of "
                           "memory there is; use --top or --min-similarity"),
                         _d(count, 0), _b(bytes), _b(room));
    if (square > disk)
        return gouw_fail(error, GOUW_EUSAGE,
                         _("the full matrix of %s regions needs %s, more than the %s that %s may "
                           "take; use --top or --min-similarity without --matrix"),
                         _d(count, 0), _b(square), _b(disk), o->matrix);
    return GOUW_OK;
}

static gouw_status run_overlap(const gouw_run *run, gouw_results *results, gouw_error *error) {
    const overlap_options *o = run->options;
    gouw_theme_view view;
    listing l = {.run = run, .options = o, .best = -1, .error = error};
    gouw_status status = check_options(o, error);
    if (status == GOUW_OK && o->null != GOUW_NULL_CURVEBALL)
        status = gouw_run_spare(run, "draws", "--null curveball", error);
    if (status == GOUW_OK)
        status = gouw_themes_view(run, &o->view, results, &view, error);
    if (status == GOUW_OK)
        status = check_room(o, run->datasets[0]->n_regions, error);
    if (status == GOUW_OK)
        status = gouw_theme_sets_fill(run, &view, (gouw_measure)o->measure, empty_values[o->empty],
                                      &l.sets, error);
    if (status == GOUW_OK)
        status = gouw_theme_sets_say_weights(&view, (gouw_measure)o->measure, results, error);
    const gouw_pairs pairs = l.sets.pairs;
    gouw_overlap_part list = {run, 0, o->matrix == NULL ? 1 : 0.5}, matrix = {run, 0.5, 0.5};
    l.sets.pairs = gouw_overlap_part_of(&pairs, &list);
    if (status == GOUW_OK)
        status = o->wide ? fill_wide(&l, results) : fill_pairs(&l, results);
    if (status == GOUW_OK)
        status = add_remarks(&l, results);
    l.sets.pairs = gouw_overlap_part_of(&pairs, &matrix);
    if (status == GOUW_OK && o->matrix != NULL)
        status = gouw_overlap_write_matrix(run, &l.sets.pairs, o->matrix, results, error);
    return status;
}

static const gouw_table_spec *const tables[] = {&overlap_spec};
static const char *const reported[] = {"null", "curveball", NULL};

const gouw_analysis gouw_analysis_overlap = {
    .name = "overlap",
    .summary = N_("Compare the themes of every two regions"),
    .details = N_("Each pair of regions once, with how many themes they share and how alike that "
                  "makes them. A region that names few themes is easily contained in another: look "
                  "at n_a and n_b beside similarity. With --null, also how many they would share "
                  "by chance; p_adjusted at or below 0.05 is notable. A null model that keeps the "
                  "totals of themes never makes a pair stand out for what everybody names."),
    .needs = GOUW_HAS_THEMES,
    .n_datasets = 1,
    .options = options,
    .n_options = sizeof options / sizeof options[0],
    .options_size = sizeof(overlap_options),
    .tables = tables,
    .n_tables = 1,
    .chart = "heatmap",
    .section = GOUW_SECTION_THEMES,
    .reported = reported,
    .run = run_overlap,
};
