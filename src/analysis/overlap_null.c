#include "analysis/overlap_null.h"

#include <math.h>

#include "base/i18n.h"

const char *const gouw_null_choices[] = {"none", "curveball", "sdsm", "hypergeometric", NULL};

static const double notable = 0.05;

/* Too few draws, or chains that tell different stories. */
static gouw_status warn_curveball(const gouw_curveball_report *report, size_t n_pairs,
                                  gouw_results *results, gouw_error *error) {
    const double least = 2 * (double)n_pairs / ((double)report->draws + 1);
    const double of_chain = (double)report->draws / report->chains;
    gouw_status status = GOUW_OK;
    if (report->tradeable <= 0)
        return gouw_results_remark(results, error, GOUW_WARNING,
                                   _("only one table has these totals of regions and themes, so "
                                     "chance leaves no room and every p is 1"));
    if (least > notable)
        status = gouw_results_remark(
            results, error, GOUW_WARNING,
            _n("with %llu draws a single pair cannot become notable: the smallest p there can be, "
               "adjusted for %zu pair, is %s; use --draws %.0f or more",
               "with %llu draws a single pair cannot become notable: the smallest p there can be, "
               "adjusted for %zu pairs, is %s; use --draws %.0f or more",
               n_pairs),
            (unsigned long long)report->draws, n_pairs, _d(fmin(1, least), least < 1 ? 3 : 0),
            ceil(2 * (double)n_pairs / notable));
    if (status == GOUW_OK && report->r_hat > fmax(1.01, 1 + 5 / of_chain))
        status = gouw_results_remark(results, error, GOUW_WARNING,
                                     _("the chains do not agree (R-hat %s, should be near 1); "
                                       "use more --draws"),
                                     _d(report->r_hat, 3));
    return status;
}

static gouw_status test_curveball(const gouw_run *run, const gouw_theme_sets *sets, uint64_t draws,
                                  gouw_results *results, gouw_null *nulls, gouw_error *error) {
    const gouw_null_run how = {.draws = draws,
                               .seed = run->seed,
                               .threads = run->threads,
                               .interrupted = run->interrupted,
                               .progress = run->progress,
                               .watch = run->watch};
    gouw_curveball_report report;
    gouw_status status = gouw_null_curveball(&sets->bits, &how, nulls, &report, run->arena, error);
    if (status == GOUW_OK && report.tradeable > 0)
        status = gouw_results_remark(
            results, error, GOUW_NOTE,
            _("curveball: %llu draws from %u chains, %llu trades before the first draw of each and "
              "%llu between draws (%s%% of differing cells can be traded); R-hat %s"),
            (unsigned long long)report.draws, report.chains, (unsigned long long)report.burn_in,
            (unsigned long long)report.thinning, _d(100 * report.tradeable, 0),
            _d(report.r_hat, 3));
    if (status == GOUW_OK && isnan(nulls[0].low))
        status = gouw_results_remark(results, error, GOUW_NOTE,
                                     _("low and high are left empty: %zu pairs are too many to "
                                       "count what chance lets each share; --null sdsm gives them"),
                                     gouw_pair_count(sets->bits.n_rows));
    if (status == GOUW_OK)
        status = warn_curveball(&report, gouw_pair_count(sets->bits.n_rows), results, error);
    return status;
}

static gouw_status test_sdsm(const gouw_run *run, const gouw_theme_sets *sets,
                             gouw_results *results, gouw_null *nulls, gouw_error *error) {
    const gouw_null_run how = {.threads = run->threads,
                               .interrupted = run->interrupted,
                               .progress = run->progress,
                               .watch = run->watch};
    double residual;
    const gouw_status status = gouw_null_sdsm(&sets->bits, &how, nulls, &residual, run->arena,
                                              error);
    if (status != GOUW_OK)
        return status;
    return gouw_results_remark(results, error, GOUW_NOTE,
                               _("sdsm: totals of regions and themes hold on average, the largest "
                                 "error of a total is %.1e"),
                               residual);
}

static gouw_status test_hypergeometric(const gouw_theme_sets *sets, gouw_results *results,
                                       gouw_null *nulls, gouw_error *error) {
    gouw_null_hypergeometric(&sets->bits, nulls);
    return gouw_results_remark(results, error, GOUW_NOTE,
                               _("hypergeometric: each region draws as many themes as it names, "
                                 "out of %zu that are all alike, however common they are"),
                               sets->bits.n_columns);
}

/* The pair that stands out most, ties to the first; n_notable counts all that do. */
static size_t find_notable(const gouw_overlap_null *null, size_t n_pairs, size_t *n_notable) {
    size_t best = 0;
    *n_notable = 0;
    for (size_t i = 0; i < n_pairs; i++) {
        *n_notable += null->p_adjusted[i] <= notable;
        if (null->p_adjusted[i] < null->p_adjusted[best])
            best = i;
    }
    return best;
}

static void pair_of(size_t n, size_t index, size_t *a, size_t *b) {
    for (*a = 0; *a + 1 < n; (*a)++)
        for (*b = *a + 1; *b < n; (*b)++)
            if (gouw_pair_index(n, *a, *b) == index)
                return;
}

/* "A and B share 13 themes where chance would give 10.1; 3 of 55 pairs stand out." */
static gouw_status say_notable(const gouw_run *run, const gouw_theme_sets *sets,
                               const gouw_overlap_null *null, size_t best, size_t n_notable,
                               gouw_results *results, gouw_error *error) {
    const gouw_dataset *d = run->datasets[0];
    const size_t n = sets->bits.n_rows, n_pairs = gouw_pair_count(n);
    size_t a = 0, b = 0;
    pair_of(n, best, &a, &b);
    const uint32_t shared = gouw_bits_shared(&sets->bits, a, b);
    const char *share = gouw_arena_format(
        run->arena,
        _n("%s and %s share %u theme where chance would give %s",
           "%s and %s share %u themes where chance would give %s", shared),
        gouw_dataset_region_name(d, a), gouw_dataset_region_name(d, b), shared,
        _d(null->nulls[best].expected, 1));
    if (share == NULL)
        return gouw_fail_memory(error, 128);
    return gouw_results_remark(results, error, GOUW_HEADLINE,
                               n_pairs == 1 ? _("%s; %zu of %zu pair stands out.")
                                            : _n("%s; %zu of %zu pairs stands out.",
                                                 "%s; %zu of %zu pairs stand out.", n_notable),
                               share, n_notable, n_pairs);
}

/* What has to be read beside "no pair". */
static gouw_status say_cautions(gouw_null_choice choice, size_t n_regions, size_t n_notable,
                                gouw_results *results, gouw_error *error) {
    enum { FEW_REGIONS = 30 };
    gouw_status status = GOUW_OK;
    if (choice != GOUW_NULL_HYPERGEOMETRIC)
        status = gouw_results_remark(
            results, error, GOUW_CAUTION,
            _("The comparison with chance keeps how many regions name each "
              "theme, so what everybody names can never make a pair stand "
              "out."));
    if (status == GOUW_OK && n_notable == 0 && n_regions <= FEW_REGIONS)
        status = gouw_results_remark(results, error, GOUW_CAUTION,
                                     _("With %zu regions only very large differences can be shown; "
                                       "absence of proof is not proof of sameness."),
                                     n_regions);
    return status;
}

static gouw_status say_all(const gouw_run *run, const gouw_theme_sets *sets,
                           gouw_null_choice choice, const gouw_overlap_null *null,
                           gouw_results *results, gouw_error *error) {
    const size_t n_pairs = gouw_pair_count(sets->bits.n_rows);
    size_t n_notable;
    const size_t best = find_notable(null, n_pairs, &n_notable);
    gouw_status status;
    if (n_notable == 0)
        status = gouw_results_remark(
            results, error, GOUW_HEADLINE,
            _n("No pair of regions shares notably more or fewer themes than chance would "
               "give, allowing for %zu comparison.",
               "No pair of regions shares notably more or fewer themes than chance would "
               "give, allowing for %zu comparisons.",
               n_pairs),
            n_pairs);
    else
        status = say_notable(run, sets, null, best, n_notable, results, error);
    return status == GOUW_OK ? say_cautions(choice, sets->bits.n_rows, n_notable, results, error)
                             : status;
}

/* Fills null, without a headline. */
static gouw_status test_pairs(const gouw_run *run, const gouw_theme_sets *sets,
                              gouw_null_choice choice, uint64_t draws, gouw_results *results,
                              gouw_overlap_null *null, gouw_error *error) {
    const size_t n_pairs = gouw_pair_count(sets->bits.n_rows);
    null->nulls = gouw_arena_array(run->arena, n_pairs, sizeof *null->nulls);
    null->p_adjusted = gouw_arena_array(run->arena, n_pairs, sizeof *null->p_adjusted);
    if (null->nulls == NULL || null->p_adjusted == NULL)
        return gouw_fail_memory(error, n_pairs * sizeof *null->nulls);
    if (n_pairs == 0)
        return GOUW_OK;
    gouw_status status;
    if (choice == GOUW_NULL_CURVEBALL)
        status = test_curveball(run, sets, draws, results, null->nulls, error);
    else if (choice == GOUW_NULL_SDSM)
        status = test_sdsm(run, sets, results, null->nulls, error);
    else
        status = test_hypergeometric(sets, results, null->nulls, error);
    return status == GOUW_OK ? gouw_null_adjust(null->nulls, n_pairs, null->p_adjusted, error)
                             : status;
}

/* ---- without the regions that name few themes ---------------------------------------------- */

enum { LEAST_LEFT = 3 };

/* Tests the other regions by themselves; what is said of that stays unsaid. */
static gouw_status count_without(const gouw_run *run, const gouw_theme_sets *sets, size_t n_few,
                                 gouw_null_choice choice, uint64_t draws, size_t *n_notable,
                                 gouw_error *error) {
    const size_t n = sets->bits.n_rows - n_few;
    gouw_theme_sets left = *sets;
    gouw_overlap_null null;
    gouw_results unsaid;
    gouw_results_init(&unsaid, run->arena);
    gouw_status status = gouw_bits_init(&left.bits, n, sets->bits.n_columns, run->arena, error);
    left.size = gouw_arena_array(run->arena, n, sizeof *left.size);
    if (status == GOUW_OK && left.size == NULL)
        status = gouw_fail_memory(error, n * sizeof *left.size);
    if (status != GOUW_OK)
        return status;
    for (size_t r = 0, k = 0; r < sets->bits.n_rows; r++) {
        if (sets->size[r] < GOUW_FEW_THEMES)
            continue;
        for (size_t t = 0; t < sets->bits.n_columns; t++)
            if (gouw_bits_test(&sets->bits, r, t))
                gouw_bits_set(&left.bits, k, t);
        k++;
    }
    gouw_bits_sizes(&left.bits, left.size);
    status = test_pairs(run, &left, choice, draws, &unsaid, &null, error);
    if (status == GOUW_OK)
        (void)find_notable(&null, gouw_pair_count(n), n_notable);
    return status;
}

/* A region that names two themes is easily like another, or unlike it: do the findings rest on
 * such regions? */
static gouw_status say_few(const gouw_run *run, const gouw_theme_sets *sets,
                           gouw_null_choice choice, uint64_t draws, gouw_results *results,
                           gouw_error *error) {
    size_t n_few, n_notable = 0;
    const char *list = gouw_theme_sets_few(run, sets->size, &n_few);
    if (list == NULL)
        return gouw_fail_memory(error, 256);
    if (n_few == 0)
        return GOUW_OK;
    if (n_few + LEAST_LEFT > sets->bits.n_rows)
        return gouw_results_remark(results, error, GOUW_CAUTION,
                                   _n("%s names fewer than four themes: little rests on it.",
                                      "%s name fewer than four themes: little rests on them.",
                                      n_few),
                                   list);
    const gouw_status status = count_without(run, sets, n_few, choice, draws, &n_notable, error);
    if (status != GOUW_OK)
        return status;
    if (n_notable == 0)
        return gouw_results_remark(results, error, GOUW_CAUTION,
                                   _n("%s names fewer than four themes. Without it no pair stands "
                                      "out.",
                                      "%s name fewer than four themes. Without them no pair "
                                      "stands out.",
                                      n_few),
                                   list);
    return gouw_results_remark(
        results, error, GOUW_CAUTION,
        _n("%s names fewer than four themes. Pairs that stand out without it: %zu.",
           "%s name fewer than four themes. Pairs that stand out without them: %zu.", n_few),
        list, n_notable);
}

gouw_status gouw_overlap_null_fill(const gouw_run *run, const gouw_theme_sets *sets,
                                   gouw_null_choice choice, uint64_t draws, gouw_results *results,
                                   gouw_overlap_null *null, gouw_error *error) {
    *null = (gouw_overlap_null){NULL, NULL};
    if (choice == GOUW_NULL_NONE)
        return GOUW_OK;
    gouw_status status = test_pairs(run, sets, choice, draws, results, null, error);
    if (status != GOUW_OK || sets->bits.n_rows < 2)
        return status;
    status = say_all(run, sets, choice, null, results, error);
    return status == GOUW_OK ? say_few(run, sets, choice, draws, results, error) : status;
}
