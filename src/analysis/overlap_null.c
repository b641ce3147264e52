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
            _("with %llu draws a single pair cannot become notable: the smallest p there can be, "
              "adjusted for %zu pairs, is %.2g; use --draws %.0f or more"),
            (unsigned long long)report->draws, n_pairs, fmin(1, least),
            ceil(2 * (double)n_pairs / notable));
    if (status == GOUW_OK && report->r_hat > fmax(1.01, 1 + 5 / of_chain))
        status = gouw_results_remark(results, error, GOUW_WARNING,
                                     _("the chains do not agree (R-hat %.3f, should be near 1); "
                                       "use more --draws"),
                                     report->r_hat);
    return status;
}

static gouw_status test_curveball(const gouw_run *run, const gouw_theme_sets *sets, uint64_t draws,
                                  gouw_results *results, gouw_null *nulls, gouw_error *error) {
    const gouw_null_run how = {.draws = draws,
                               .seed = run->seed,
                               .threads = run->threads,
                               .interrupted = run->interrupted,
                               .watch = run->watch};
    gouw_curveball_report report;
    gouw_status status = gouw_null_curveball(&sets->bits, &how, nulls, &report, run->arena, error);
    if (status == GOUW_OK && report.tradeable > 0)
        status = gouw_results_remark(
            results, error, GOUW_NOTE,
            _("curveball: %llu draws from %u chains, %llu trades before the first draw of each and "
              "%llu between draws (%.0f%% of differing cells can be traded); R-hat %.3f"),
            (unsigned long long)report.draws, report.chains, (unsigned long long)report.burn_in,
            (unsigned long long)report.thinning, 100 * report.tradeable, report.r_hat);
    if (status == GOUW_OK)
        status = warn_curveball(&report, gouw_pair_count(sets->bits.n_rows), results, error);
    return status;
}

static gouw_status test_sdsm(const gouw_run *run, const gouw_theme_sets *sets,
                             gouw_results *results, gouw_null *nulls, gouw_error *error) {
    const gouw_null_run how = {
        .threads = run->threads, .interrupted = run->interrupted, .watch = run->watch};
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

static gouw_status add_headline(const gouw_overlap_null *null, size_t n_pairs,
                                gouw_results *results, gouw_error *error) {
    size_t n_notable = 0;
    for (size_t i = 0; i < n_pairs; i++)
        n_notable += null->p_adjusted[i] <= notable;
    if (n_notable == 0)
        return gouw_results_remark(
            results, error, GOUW_HEADLINE,
            gouw_text_count(N_("No pair of regions shares notably more or fewer themes than chance "
                               "would give, allowing for %zu comparison."),
                            N_("No pair of regions shares notably more or fewer themes than chance "
                               "would give, allowing for %zu comparisons."),
                            n_pairs),
            n_pairs);
    return gouw_results_remark(
        results, error, GOUW_HEADLINE,
        gouw_text_count(N_("%zu of %zu pairs of regions shares notably more or fewer themes than "
                           "chance would give."),
                        N_("%zu of %zu pairs of regions share notably more or fewer themes than "
                           "chance would give."),
                        n_notable),
        n_notable, n_pairs);
}

gouw_status gouw_overlap_null_fill(const gouw_run *run, const gouw_theme_sets *sets,
                                   gouw_null_choice choice, uint64_t draws, gouw_results *results,
                                   gouw_overlap_null *null, gouw_error *error) {
    const size_t n_pairs = gouw_pair_count(sets->bits.n_rows);
    *null = (gouw_overlap_null){NULL, NULL};
    if (choice == GOUW_NULL_NONE)
        return GOUW_OK;
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
    if (status == GOUW_OK)
        status = gouw_null_adjust(null->nulls, n_pairs, null->p_adjusted, error);
    if (status == GOUW_OK)
        status = add_headline(null, n_pairs, results, error);
    return status;
}
