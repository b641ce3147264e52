#include "analysis/cluster.h"
#include "analysis/cluster_few.h"
#include "base/i18n.h"
#include "gouw/text.h"
#include "stat/scaling.h"

#include <math.h>

enum { MOST_CHECKED = 500 }; /* the check for Euclidean distances takes n^3 steps */

static gouw_status add_headline(const gouw_cluster_findings *f, const char *words,
                                gouw_results *results, gouw_error *error) {
    if (f->apart.n < 3 || f->plan.k > 0)
        return GOUW_OK;
    if (f->c.k == 1)
        return gouw_results_remark(results, error, GOUW_HEADLINE,
                                   _("By their %s the %zu regions form no clear groups."), words,
                                   f->apart.n);
    return gouw_results_remark(results, error, GOUW_HEADLINE,
                               _("By their %s the %zu regions form %zu groups."), words, f->apart.n,
                               f->c.k);
}

static gouw_status add_test(const gouw_cluster_findings *f, gouw_results *results,
                            gouw_error *error) {
    if (isnan(f->threshold))
        return GOUW_OK;
    const char *null = f->apart.n_parts == 1 ? gouw_text(f->apart.parts[0].null)
                                             : _("each part dealt at random");
    return gouw_results_remark(
        results, error, GOUW_NOTE,
        _("the clearest cut has a mean silhouette of %s; of %d datasets without structure (%s) "
          "one in twenty does better than %s"),
        _d(f->best, 3), (int)gouw_cluster_null_draws(f->apart.n), null, _d(f->threshold, 3));
}

static gouw_status add_one_cut(const gouw_cluster_findings *f, gouw_results *results,
                               gouw_error *error) {
    if (!f->plan.in_rows)
        return GOUW_OK;
    return gouw_results_remark(results, error, GOUW_NOTE,
                               _("so many regions are clustered without the distances of all pairs "
                                 "in memory; other numbers of clusters are not tried"));
}

static gouw_status add_resampling(const gouw_cluster_findings *f, gouw_results *results,
                                  gouw_error *error) {
    if (f->options->draws == 0 || f->apart.n < 2)
        return GOUW_OK;
    const char *what = f->apart.n_parts == 1 ? gouw_text(f->apart.parts[0].resample)
                                             : _("each part in its own way");
    return gouw_results_remark(results, error, GOUW_NOTE,
                               _n("support and stability rest on %lld resampled dataset (%s)",
                                  "support and stability rest on %lld resampled datasets (%s)",
                                  (size_t)f->options->draws),
                               (long long)f->options->draws, what);
}

/* Ward, centroid and median mean something where distances are Euclidean. */
static gouw_status add_euclidean(const gouw_run *run, const gouw_cluster_findings *f,
                                 gouw_results *results, gouw_error *error) {
    const gouw_linkage linkage = f->plan.linkage;
    gouw_scaling map;
    if (f->plan.pam || f->apart.n > MOST_CHECKED ||
        (linkage != GOUW_LINKAGE_WARD && linkage != GOUW_LINKAGE_CENTROID &&
         linkage != GOUW_LINKAGE_MEDIAN))
        return GOUW_OK;
    const gouw_status status = gouw_scaling_classical(&f->source, 0, run->arena, &map, error);
    if (status != GOUW_OK || map.n_negative == 0)
        return status;
    return gouw_results_remark(results, error, GOUW_WARNING,
                               _("these distances are not Euclidean, which %s linkage takes them "
                                 "to be (eigenvalues below 0: %s%% of all by size)"),
                               gouw_linkage_names[linkage], _d(100 * map.negative_share, 1));
}

static gouw_status add_inversions(const gouw_cluster_findings *f, gouw_results *results,
                                  gouw_error *error) {
    if (f->c.tree.n_inversions == 0)
        return GOUW_OK;
    return gouw_results_remark(
        results, error, GOUW_WARNING,
        _n("%zu merge lies lower than one of its parts (an inversion); the tree "
           "cannot be read by its heights there",
           "%zu merges lie lower than one of their parts (inversions); the tree "
           "cannot be read by its heights there",
           f->c.tree.n_inversions),
        f->c.tree.n_inversions);
}

gouw_status gouw_cluster_say(const gouw_run *run, const gouw_cluster_findings *f,
                             gouw_results *results, gouw_error *error) {
    const char *words = gouw_apart_words(&f->apart, run->arena);
    if (words == NULL)
        return gouw_fail_memory(error, GOUW_MESSAGE_MAX);
    gouw_status status = add_headline(f, words, results, error);
    if (status == GOUW_OK)
        status = gouw_cluster_say_few(run, &f->options->apart.view, &f->apart, &f->plan, results,
                                      error);
    if (status == GOUW_OK)
        status = add_test(f, results, error);
    if (status == GOUW_OK)
        status = add_one_cut(f, results, error);
    if (status == GOUW_OK)
        status = add_resampling(f, results, error);
    if (status == GOUW_OK)
        status = add_euclidean(run, f, results, error);
    return status == GOUW_OK ? add_inversions(f, results, error) : status;
}

/* What is asked of a tree, where none is made. */
