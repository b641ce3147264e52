/* Groups of similar regions: a tree cut where the groups are clearest, or k-medoids.
 *
 * The number of groups is the one with the largest mean silhouette (Rousseeuw 1987), unless data
 * without structure do as well in more than 5 of 100 cases: then there are no clear groups, and
 * one cluster holds all. Without that test every list of regions falls apart into "clusters".
 */
#include "analysis/cluster.h"
#include "base/i18n.h"
#include "stat/leaf_order.h"
#include "stat/newick.h"
#include "stat/pair_index.h"
#include "stat/pam.h"
#include "stat/silhouette.h"

#include <math.h>
#include <stdlib.h>

enum { MOST_ORDERED = 2000 }; /* optimal leaf order takes n^3 steps */

typedef enum cluster_method { METHOD_TREE, METHOD_PAM } cluster_method;

static const char *const method_names[] = {"tree", "pam", NULL};

static const gouw_option options[] = {
    GOUW_APART_OPTIONS,
    {.kind = GOUW_OPTION_CHOICE,
     .name = "linkage",
     .letter = 'l',
     .offset = offsetof(gouw_cluster_options, linkage),
     .value_default = "average",
     .choices = gouw_linkage_names,
     .argument = N_("LINKAGE"),
     .help = N_("how far apart two clusters are; ward is ward.D2 of R")},
    {.kind = GOUW_OPTION_CHOICE,
     .name = "method",
     .offset = offsetof(gouw_cluster_options, method),
     .value_default = "tree",
     .choices = method_names,
     .argument = N_("METHOD"),
     .help = N_("tree: agglomerative; pam: k-medoids, each cluster around one of its regions")},
    {.kind = GOUW_OPTION_INTEGER,
     .name = "clusters",
     .letter = 'k',
     .offset = offsetof(gouw_cluster_options, clusters),
     .minimum = 0,
     .maximum = 100000,
     .argument = N_("K"),
     .help = N_("so many clusters; 0: as many as are clearest, one if none are clear")},
    {.kind = GOUW_OPTION_INTEGER,
     .name = "draws",
     .offset = offsetof(gouw_cluster_options, draws),
     .value_default = "1000",
     .minimum = 0,
     .maximum = 100000,
     .argument = N_("N"),
     .help = N_("resampled datasets from which support and stability are counted; 0: none")},
    {.kind = GOUW_OPTION_FLAG,
     .name = "tree",
     .offset = offsetof(gouw_cluster_options, tree),
     .help = N_("the merges of the tree first, in the convention of R's hclust")},
    {.kind = GOUW_OPTION_FLAG,
     .name = "newick",
     .offset = offsetof(gouw_cluster_options, newick),
     .help = N_("the tree as Newick text first")},
};

static const gouw_column cluster_columns[] = {
    {"region", GOUW_TEXT, "", N_("region id"), GOUW_LOOK_PLAIN},
    {"cluster", GOUW_INTEGER, "", N_("its cluster, numbered by first region"), GOUW_LOOK_PLAIN},
    {"silhouette", GOUW_REAL, "",
     N_("how clearly it belongs there, -1 to 1; empty where there is one cluster"),
     GOUW_LOOK_PLAIN},
    {"order", GOUW_INTEGER, "", N_("its place when similar regions stand side by side"),
     GOUW_LOOK_PLAIN},
    {"stability", GOUW_REAL, "",
     N_("share of resampled datasets in which it stays with the others of its cluster, on "
        "average; empty where there is one cluster"),
     GOUW_LOOK_PERCENT},
    {"medoid", GOUW_YESNO, "", N_("whether its cluster lies around it (pam)"), GOUW_LOOK_PLAIN},
};
static const gouw_table_spec cluster_spec = {.name = "cluster",
                                             .title = N_("Groups of similar regions"),
                                             .columns = cluster_columns,
                                             .n_columns = sizeof cluster_columns /
                                                          sizeof *cluster_columns};

static const gouw_column tree_columns[] = {
    {"step", GOUW_INTEGER, "", N_("number of the merge"), GOUW_LOOK_PLAIN},
    {"left", GOUW_INTEGER, "",
     N_("what is merged: -i the region in row i of the table cluster, i the result of step i"),
     GOUW_LOOK_PLAIN},
    {"right", GOUW_INTEGER, "", N_("with what, likewise"), GOUW_LOOK_PLAIN},
    {"height", GOUW_REAL, "", N_("distance at which they merge"), GOUW_LOOK_PLAIN},
    {"size", GOUW_INTEGER, "regions", N_("regions merged so far"), GOUW_LOOK_PLAIN},
    {"support", GOUW_REAL, "", N_("share of resampled datasets with exactly this cluster"),
     GOUW_LOOK_PERCENT},
};
static const gouw_table_spec tree_spec = {.name = "tree",
                                          .title = N_("How similar regions merge"),
                                          .columns = tree_columns,
                                          .n_columns = sizeof tree_columns / sizeof *tree_columns};

static const gouw_column choice_columns[] = {
    {"clusters", GOUW_INTEGER, "", N_("number of clusters"), GOUW_LOOK_PLAIN},
    {"silhouette", GOUW_REAL, "", N_("mean silhouette with so many"), GOUW_LOOK_PLAIN},
};
static const gouw_table_spec choice_spec = {.name = "cluster_choice",
                                            .title = N_("How clear each number of groups is"),
                                            .columns = choice_columns,
                                            .n_columns = sizeof choice_columns /
                                                         sizeof *choice_columns};

static const gouw_column newick_columns[] = {
    {"newick", GOUW_TEXT, "", N_("the tree; a branch is half the difference in height"),
     GOUW_LOOK_PLAIN},
};
static const gouw_table_spec newick_spec = {.name = "newick",
                                            .title = N_("The tree as Newick text"),
                                            .columns = newick_columns,
                                            .n_columns = 1};

/* ---- computing ------------------------------------------------------------------------------ */

static gouw_status check_k(const gouw_cluster_findings *f, gouw_error *error) {
    const size_t n = f->apart.n;
    if (f->options->clusters > (int64_t)n)
        return gouw_fail(error, GOUW_EUSAGE,
                         _n("--clusters %lld: there is %zu region to compare",
                            "--clusters %lld: there are %zu regions to compare", n),
                         (long long)f->options->clusters, n);
    return GOUW_OK;
}

/* Cuts the tree, or splits, where groups are clear; else puts all into one. */
static gouw_status settle_k(const gouw_run *run, gouw_cluster_findings *f, gouw_error *error) {
    gouw_status status = gouw_cluster_solve(&f->plan, &f->source, run->arena, &f->c, error);
    if (status != GOUW_OK || f->plan.k > 0 || f->c.k < 2)
        return status;
    f->best = f->c.means[f->c.k];
    const double n_null = (double)gouw_cluster_null_draws(f->apart.n);
    f->plan.share = n_null / (n_null + (double)f->options->draws);
    status = gouw_cluster_threshold(run, &f->apart, &f->plan, &f->threshold, error);
    if (status != GOUW_OK || f->best > f->threshold)
        return status;
    f->c.k = 1;
    for (size_t i = 0; i < f->c.n; i++)
        f->c.cluster[i] = 0;
    if (!f->plan.pam)
        return GOUW_OK;
    return gouw_pam(&f->source, 1, f->c.medoid, f->c.cluster, NULL, error);
}

/* Clusters one after the other, in each the clearest members first. */
static void order_by_width(gouw_cluster_findings *f) {
    const size_t n = f->c.n;
    for (size_t i = 0; i < n; i++) {
        size_t at = i;
        for (; at > 0; at--) {
            const uint32_t other = f->order[at - 1];
            const bool later = f->c.cluster[other] > f->c.cluster[i] ||
                               (f->c.cluster[other] == f->c.cluster[i] &&
                                f->width[other] < f->width[i]);
            if (!later)
                break;
            f->order[at] = other;
        }
        f->order[at] = (uint32_t)i;
    }
}

static gouw_status settle_order(gouw_cluster_findings *f, gouw_error *error) {
    if (f->plan.pam) {
        order_by_width(f);
        return GOUW_OK;
    }
    return f->c.n <= MOST_ORDERED ? gouw_leaf_order(&f->source, &f->c.tree, f->order, NULL, error)
                                  : gouw_tree_order(&f->c.tree, f->order, error);
}

static gouw_status settle_widths(const gouw_run *run, gouw_cluster_findings *f, gouw_error *error) {
    const size_t n = f->c.n;
    f->width = gouw_arena_array(run->arena, n, sizeof *f->width);
    f->support = gouw_arena_array(run->arena, n, sizeof *f->support);
    f->stability = gouw_arena_array(run->arena, n, sizeof *f->stability);
    f->order = gouw_arena_array(run->arena, n, sizeof *f->order);
    if (f->width == NULL || f->support == NULL || f->stability == NULL || f->order == NULL)
        return gouw_fail_memory(error, n * sizeof *f->width);
    for (size_t i = 0; i < n; i++)
        f->width[i] = f->support[i] = f->stability[i] = (double)NAN;
    return f->c.k < 2 ? GOUW_OK
                      : gouw_cluster_widths(run, &f->source, &f->plan, &f->c, f->width, error);
}

static void tell_tree(void *watch, double share) {
    const gouw_run *run = watch;
    run->progress(run->watch, GOUW_TREE_SHARE * share);
}

static bool ask_tree(void *watch) {
    const gouw_run *run = watch;
    return run->interrupted != NULL && run->interrupted(run->watch);
}

/* The distances of all pairs, or the way to them, which asks f->run whether to go on. */
static gouw_status measure(const gouw_run *run, gouw_cluster_findings *f, gouw_error *error) {
    const size_t n_pairs = gouw_pair_count(f->apart.n);
    if (f->plan.in_rows) {
        gouw_run tree = *run;
        f->run = *run;
        tree.watch = &f->run;
        tree.interrupted = ask_tree;
        tree.progress = run->progress != NULL ? tell_tree : NULL;
        return gouw_apart_source(&f->apart, &tree, &f->source, error);
    }
    f->distances = malloc((n_pairs + 1) * sizeof *f->distances);
    if (f->distances == NULL)
        return gouw_fail_memory(error, (n_pairs + 1) * sizeof *f->distances);
    f->source = gouw_distances_condensed(f->distances, f->apart.n);
    return gouw_apart_fill(&f->apart, GOUW_DATA_OBSERVED, NULL, f->distances, error);
}

static gouw_status compute(const gouw_run *run, gouw_cluster_findings *f, gouw_error *error) {
    const size_t n = f->apart.n;
    gouw_status status = check_k(f, error);
    if (status == GOUW_OK)
        status = measure(run, f, error);
    if (status == GOUW_OK)
        status = settle_k(run, f, error);
    if (status == GOUW_OK)
        status = settle_widths(run, f, error);
    if (status == GOUW_OK)
        status = settle_order(f, error);
    f->plan.told = f->plan.share;
    f->plan.share = 1 - f->plan.told;
    if (status == GOUW_OK && f->options->draws > 0 && n > 1)
        status = gouw_cluster_stability(run, &f->apart, &f->plan, &f->c, (size_t)f->options->draws,
                                        f->support, f->stability, error);
    f->plan.share = 0; /* what comes now is not told of */
    return status;
}

/* ---- tables --------------------------------------------------------------------------------- */

static gouw_status add_regions(const gouw_run *run, const gouw_cluster_findings *f,
                               gouw_results *results, gouw_error *error) {
    const size_t n = f->apart.n;
    gouw_table *table;
    gouw_status status = gouw_results_add(results, &cluster_spec, &table, error);
    if (status == GOUW_OK && !f->plan.pam)
        gouw_table_drop_column(table, "medoid");
    uint32_t *place = gouw_arena_array(run->arena, n, sizeof *place);
    if (status == GOUW_OK && place == NULL)
        return gouw_fail_memory(error, n * sizeof *place);
    for (size_t p = 0; p < n && status == GOUW_OK; p++)
        place[f->order[p]] = (uint32_t)p + 1;
    for (size_t i = 0; i < n && status == GOUW_OK; i++) {
        status = gouw_table_add_row(table, error);
        if (status != GOUW_OK)
            break;
        const uint32_t cluster = f->c.cluster[i];
        gouw_table_set_text(table, "region", f->apart.dataset->regions[f->apart.regions[i]].id);
        gouw_table_set_integer(table, "cluster", (int64_t)cluster + 1);
        gouw_table_set_real(table, "silhouette", f->width[i]);
        gouw_table_set_integer(table, "order", place[i]);
        if (f->c.k > 1)
            gouw_table_set_real(table, "stability", f->stability[i]);
        if (f->plan.pam)
            gouw_table_set_integer(table, "medoid", f->c.medoid[cluster] == i);
    }
    return status;
}

static gouw_status add_tree(const gouw_cluster_findings *f, gouw_results *results,
                            gouw_error *error) {
    gouw_table *table;
    gouw_status status = gouw_results_add(results, &tree_spec, &table, error);
    for (size_t s = 0; s + 1 < f->c.n && status == GOUW_OK; s++) {
        const gouw_merge *merge = &f->c.tree.merges[s];
        status = gouw_table_add_row(table, error);
        if (status != GOUW_OK)
            break;
        gouw_table_set_integer(table, "step", (int64_t)s + 1);
        gouw_table_set_integer(table, "left", merge->left);
        gouw_table_set_integer(table, "right", merge->right);
        gouw_table_set_real(table, "height", merge->height);
        gouw_table_set_integer(table, "size", merge->size);
        gouw_table_set_real(table, "support", f->support[s]);
    }
    return status;
}

static gouw_status add_newick(const gouw_run *run, const gouw_cluster_findings *f,
                              gouw_results *results, gouw_error *error) {
    const size_t n = f->apart.n;
    gouw_table *table;
    gouw_sink sink;
    const char **names = gouw_arena_array(run->arena, n, sizeof *names);
    if (names == NULL)
        return gouw_fail_memory(error, n * sizeof *names);
    for (size_t i = 0; i < n; i++)
        names[i] = f->apart.dataset->regions[f->apart.regions[i]].id;
    gouw_status status = gouw_results_add(results, &newick_spec, &table, error);
    gouw_sink_open_memory(&sink);
    if (status == GOUW_OK)
        status = gouw_newick_write(&f->c.tree, names, f->order, f->support, &sink, error);
    if (status == GOUW_OK)
        status = gouw_sink_close(&sink, "newick", error);
    if (status == GOUW_OK)
        status = gouw_table_add_row(table, error);
    const char *text = NULL;
    if (status == GOUW_OK) {
        text = gouw_arena_text(run->arena, sink.data, sink.length - 1); /* without the newline */
        if (text == NULL)
            status = gouw_fail_memory(error, sink.length);
    }
    if (status == GOUW_OK)
        gouw_table_set_text(table, "newick", text);
    gouw_sink_release(&sink);
    return status;
}

static gouw_status add_choice(const gouw_cluster_findings *f, gouw_results *results,
                              gouw_error *error) {
    gouw_table *table;
    gouw_status status = gouw_results_add(results, &choice_spec, &table, error);
    for (size_t k = 2; k <= f->c.k_most && status == GOUW_OK; k++) {
        status = gouw_table_add_row(table, error);
        if (status != GOUW_OK)
            break;
        gouw_table_set_integer(table, "clusters", (int64_t)k);
        gouw_table_set_real(table, "silhouette", f->c.means[k]);
    }
    return status;
}

static gouw_status add_tables(const gouw_run *run, const gouw_cluster_findings *f,
                              gouw_results *results, gouw_error *error) {
    const bool has_tree = !f->plan.pam && f->apart.n > 0;
    gouw_status status = GOUW_OK;
    if (f->options->newick && has_tree)
        status = add_newick(run, f, results, error);
    if (status == GOUW_OK && f->options->tree && has_tree)
        status = add_tree(f, results, error);
    if (status == GOUW_OK)
        status = add_regions(run, f, results, error);
    if (status == GOUW_OK && !f->options->tree && has_tree)
        status = add_tree(f, results, error);
    return status == GOUW_OK && f->c.k_most > 1 ? add_choice(f, results, error) : status;
}

/* ---- the analysis -------------------------------------------------------------------------------
 */

static gouw_status check_method(const gouw_run *run, const gouw_cluster_options *o,
                                gouw_error *error) {
    const bool linked = o->linkage != GOUW_LINKAGE_AVERAGE || gouw_run_gave(run, "linkage");
    const char *name = linked ? "linkage" : o->tree ? "tree" : o->newick ? "newick" : NULL;
    if (o->method != METHOD_PAM || name == NULL)
        return GOUW_OK;
    return gouw_fail(error, GOUW_EUSAGE, _("--method pam makes no tree; it does not go with --%s"),
                     name);
}

static gouw_status run_cluster(const gouw_run *run, gouw_results *results, gouw_error *error) {
    const gouw_cluster_options *o = run->options;
    gouw_cluster_findings f = {.options = o,
                               .plan = {.pam = o->method == METHOD_PAM,
                                        .linkage = (gouw_linkage)o->linkage,
                                        .k = (size_t)o->clusters},
                               .best = (double)NAN,
                               .threshold = (double)NAN};
    gouw_status status = check_method(run, o, error);
    if (status == GOUW_OK)
        status = gouw_apart_prepare(run, &o->apart, results, &f.apart, error);
    if (status != GOUW_OK)
        return status;
    f.plan.in_rows = gouw_apart_rows(&f.apart) &&
                     gouw_cluster_in_rows(&f.plan, f.apart.n, (size_t)o->draws);
    status = gouw_cluster_fits(run, &f.plan, f.apart.n, (size_t)o->draws, error);
    if (status == GOUW_OK)
        status = compute(run, &f, error);
    if (status == GOUW_OK)
        status = add_tables(run, &f, results, error);
    if (status == GOUW_OK && f.apart.n > 0)
        status = gouw_cluster_say(run, &f, results, error);
    free(f.distances);
    return status;
}

static const gouw_table_spec *const tables[] = {&cluster_spec, &tree_spec, &choice_spec,
                                                &newick_spec};

const gouw_analysis gouw_analysis_cluster = {
    .name = "cluster",
    .summary = N_("Find groups of similar regions, if there are any"),
    .details = N_(
        "A tree of merges (or k-medoids, --method pam), cut into as many groups as give "
        "the largest mean silhouette; one group, \"no clear groups\", unless that is "
        "clearer than 95 in 100 of 999 datasets without structure (199 for more than 250 "
        "regions). Distances: of themes "
        "1 - similarity, of schedules "
        "the area between \"reached by day t\" curves in days, of attributes Gower's; "
        "all is the mean of what is at hand, each divided by its mean. The order puts "
        "similar regions side by side as well as the tree allows. More than 2,000 regions are "
        "clustered by their themes without the distances of all pairs in memory where "
        "--linkage single, a number of --clusters and --draws 0 are given. Ties go by the ids of "
        "regions, in whose order the rows stand. Centroid and median linkage work on "
        "squared distances."),
    .n_datasets = 1,
    .options = options,
    .n_options = sizeof options / sizeof *options,
    .options_size = sizeof(gouw_cluster_options),
    .tables = tables,
    .n_tables = sizeof tables / sizeof *tables,
    .section = GOUW_SECTION_THEMES,
    .run = run_cluster,
};
