/* Draws are made in a fixed number of blocks, each with its own memory and counts; every draw has
 * its own stream of random numbers. Counts are whole numbers, so that the order in which blocks
 * are done and added up does not show. */
#include "analysis/clustering.h"

#include <math.h>
#include <stdatomic.h>
#include <stdlib.h>

#include "base/i18n.h"
#include "base/parallel.h"
#include "base/room.h"
#include "stat/pair_index.h"
#include "stat/pam.h"
#include "stat/silhouette.h"
#include "stat/support.h"

/* ---- one clustering ------------------------------------------------------------------------- */

static bool squares(gouw_linkage linkage) {
    return linkage == GOUW_LINKAGE_CENTROID || linkage == GOUW_LINKAGE_MEDIAN;
}

/* A condensed matrix of the squares, to be freed with free(). */
static gouw_status square(const gouw_distances *distances, double **out, gouw_error *error) {
    const size_t n = distances->n, n_pairs = gouw_pair_count(n);
    *out = malloc((n_pairs + 1) * sizeof **out);
    if (*out == NULL)
        return gouw_fail_memory(error, (n_pairs + 1) * sizeof **out);
    for (size_t i = 0, at = 0; i + 1 < n; i++) {
        const double *tail = distances->tail(distances, (uint32_t)i);
        for (size_t j = i + 1; j < n; j++, at++)
            (*out)[at] = tail[j - i - 1] * tail[j - i - 1];
    }
    return GOUW_OK;
}

static gouw_status grow_tree(const gouw_cluster_plan *plan, const gouw_distances *distances,
                             gouw_arena *arena, gouw_tree *tree, gouw_error *error) {
    double *squared;
    if (!squares(plan->linkage))
        return gouw_linkage_tree(distances, plan->linkage, arena, tree, error);
    gouw_status status = square(distances, &squared, error);
    if (status != GOUW_OK)
        return status;
    const gouw_distances source = gouw_distances_condensed(squared, distances->n);
    status = gouw_linkage_tree(&source, plan->linkage, arena, tree, error);
    free(squared);
    for (size_t s = 0; status == GOUW_OK && s + 1 < distances->n; s++)
        tree->merges[s].height = sqrt(fmax(tree->merges[s].height, 0));
    return status;
}

static gouw_status cut_tree(const gouw_cluster_plan *plan, const gouw_distances *source,
                            gouw_clustering *c, gouw_error *error) {
    gouw_status status = gouw_silhouette_cuts(source, &c->tree, c->k_most, c->means, error);
    if (status != GOUW_OK)
        return status;
    c->k = plan->k > 0 ? plan->k : gouw_silhouette_best(c->means, c->k_most);
    return gouw_tree_cut(&c->tree, c->k, c->cluster, error);
}

/* Every k that is tried, then the best anew. width has room for n. */
static gouw_status split(const gouw_cluster_plan *plan, const gouw_distances *source, double *width,
                         gouw_clustering *c, gouw_error *error) {
    gouw_status status = GOUW_OK;
    for (size_t k = 2; k <= c->k_most && status == GOUW_OK; k++) {
        status = gouw_pam(source, k, c->medoid, c->cluster, NULL, error);
        if (status == GOUW_OK)
            status = gouw_silhouette(source, c->cluster, k, width, &c->means[k], error);
    }
    if (status != GOUW_OK)
        return status;
    c->k = plan->k > 0 ? plan->k : gouw_silhouette_best(c->means, c->k_most);
    return gouw_pam(source, c->k, c->medoid, c->cluster, NULL, error);
}

/* The k to try: none when it is given, for k-medoids up to GOUW_PAM_MOST. */
static size_t most_clusters(const gouw_cluster_plan *plan, size_t n) {
    const size_t most = n < 3 || plan->in_rows ? 1 : n - 1;
    if (!plan->pam)
        return most;
    return plan->k > 0 ? 1 : (most < GOUW_PAM_MOST ? most : GOUW_PAM_MOST);
}

enum { MOST_SQUARE = 2000 };

bool gouw_cluster_in_rows(const gouw_cluster_plan *plan, size_t n, size_t n_draws) {
    return n > MOST_SQUARE && !plan->pam && plan->linkage == GOUW_LINKAGE_SINGLE && plan->k > 0 &&
           n_draws == 0;
}

gouw_status gouw_cluster_solve(const gouw_cluster_plan *plan, const gouw_distances *distances,
                               gouw_arena *arena, gouw_clustering *c, gouw_error *error) {
    const size_t n = distances->n;
    *c = (gouw_clustering){.n = n, .k_most = most_clusters(plan, n)};
    c->cluster = gouw_arena_array(arena, n, sizeof *c->cluster);
    c->means = gouw_arena_array(arena, n + 2, sizeof *c->means);
    if (c->cluster == NULL || c->means == NULL)
        return gouw_fail_memory(error, (n + 2) * sizeof *c->means);
    if (n == 0)
        return GOUW_OK;
    if (!plan->pam) {
        const gouw_status status = grow_tree(plan, distances, arena, &c->tree, error);
        return status == GOUW_OK ? cut_tree(plan, distances, c, error) : status;
    }
    c->medoid = gouw_arena_array(arena, n, sizeof *c->medoid);
    double *width = gouw_arena_array(arena, n, sizeof *width);
    if (c->medoid == NULL || width == NULL)
        return gouw_fail_memory(error, n * sizeof *width);
    return split(plan, distances, width, c, error);
}

enum { BLOCKS = GOUW_DRAW_BLOCKS };

/* What came of work in blocks: the interrupt, or what the first block says that failed. */
static gouw_status end_blocks(bool stopped, const gouw_status status[BLOCKS],
                              const gouw_error said[BLOCKS], gouw_error *error) {
    if (stopped)
        return gouw_fail(error, GOUW_EINTERRUPT, _("stopped on request"));
    for (size_t b = 0; b < BLOCKS; b++)
        if (status[b] != GOUW_OK)
            return gouw_fail(error, status[b], "%s", said[b].message);
    return GOUW_OK;
}

/* ---- silhouettes ---------------------------------------------------------------------------- */

enum { PIECE = 64 }; /* items from one look at the clock to the next */

typedef struct widths {
    const gouw_run *run;
    const gouw_distances *distances;
    const gouw_clustering *c;
    bool told;
    double *width;
    atomic_size_t n_done;
    atomic_bool stopped;
    gouw_status status[BLOCKS];
    gouw_error error[BLOCKS];
} widths;

static void run_widths(void *context, size_t block) {
    widths *w = context;
    const gouw_run *run = w->run;
    const size_t n = w->c->n;
    for (size_t i = block * PIECE; i < n && w->status[block] == GOUW_OK; i += BLOCKS * PIECE) {
        if (run->interrupted != NULL && run->interrupted(run->watch))
            atomic_store(&w->stopped, true);
        if (atomic_load(&w->stopped))
            return;
        const size_t end = i + PIECE < n ? i + PIECE : n;
        w->status[block] = gouw_silhouette_some(w->distances, w->c->cluster, w->c->k, i, end,
                                                w->width, &w->error[block]);
        const size_t n_done = atomic_fetch_add(&w->n_done, end - i) + end - i;
        if (run->progress != NULL && w->told)
            run->progress(run->watch,
                          GOUW_TREE_SHARE + (1 - GOUW_TREE_SHARE) * (double)n_done / (double)n);
    }
}

gouw_status gouw_cluster_widths(const gouw_run *run, const gouw_distances *distances,
                                const gouw_cluster_plan *plan, const gouw_clustering *c,
                                double *width, gouw_error *error) {
    widths w = {.run = run, .distances = distances, .c = c, .told = plan->in_rows, .width = width};
    gouw_parallel(run->threads, BLOCKS, run_widths, &w);
    return end_blocks(atomic_load(&w.stopped), w.status, w.error, error);
}

/* ---- many ----------------------------------------------------------------------------------- */

/* Streams of random numbers: those of the null first, then those of resampling. */
static const uint64_t RESAMPLED_STREAMS = UINT64_C(1) << 32;

typedef struct draws {
    const gouw_run *run;
    const gouw_apart *apart;
    const gouw_cluster_plan *plan;
    size_t n_draws;
    atomic_size_t n_done;
    atomic_bool stopped;
    gouw_status status[BLOCKS];
    gouw_error error[BLOCKS];
    double *best; /* of the null, by draw: the largest mean silhouette */
    /* Of resampling, by block. */
    gouw_support support[BLOCKS];
    gouw_arena arena[BLOCKS];
    uint32_t *together[BLOCKS]; /* by pair: draws in which they share a cluster */
    uint32_t *alone[BLOCKS];    /* by item: draws in which it is alone in its cluster */
} draws;

static bool stop(draws *d) {
    if (d->run->interrupted != NULL && d->run->interrupted(d->run->watch))
        atomic_store(&d->stopped, true);
    return atomic_load(&d->stopped);
}

static void say_done(draws *d) {
    const double n_done = (double)atomic_fetch_add(&d->n_done, 1) + 1;
    if (d->run->progress != NULL && d->plan->share > 0)
        d->run->progress(d->run->watch,
                         d->plan->told + d->plan->share * n_done / (double)d->n_draws);
}

static double largest_mean(const gouw_clustering *c) {
    return c->k_most < 2 ? -(double)INFINITY : c->means[gouw_silhouette_best(c->means, c->k_most)];
}

static void count_together(const gouw_clustering *c, uint32_t *together, uint32_t *alone) {
    for (size_t i = 0, at = 0; i < c->n; i++) {
        bool other = false;
        for (size_t j = 0; j < i; j++)
            other |= c->cluster[i] == c->cluster[j];
        for (size_t j = i + 1; j < c->n; j++, at++) {
            const bool same = c->cluster[i] == c->cluster[j];
            together[at] += same;
            other |= same;
        }
        alone[i] += !other;
    }
}

/* Takes one drawn clustering into account. */
static gouw_status take(draws *d, size_t block, size_t draw, const gouw_clustering *c) {
    if (d->best != NULL) {
        d->best[draw] = largest_mean(c);
        return GOUW_OK;
    }
    count_together(c, d->together[block], d->alone[block]);
    return d->plan->pam ? GOUW_OK
                        : gouw_support_add(&d->support[block], &c->tree, &d->error[block]);
}

static gouw_status make_draw(draws *d, size_t block, size_t draw, double *distances) {
    const bool null = d->best != NULL;
    gouw_arena arena = GOUW_ARENA_INIT;
    gouw_random random;
    gouw_clustering c;
    gouw_random_init(&random, d->run->seed, draw + (null ? 0 : RESAMPLED_STREAMS));
    gouw_status status = gouw_apart_fill(d->apart, null ? GOUW_DATA_NULL : GOUW_DATA_RESAMPLED,
                                         &random, distances, &d->error[block]);
    const gouw_distances source = gouw_distances_condensed(distances, d->apart->n);
    if (status == GOUW_OK)
        status = gouw_cluster_solve(d->plan, &source, &arena, &c, &d->error[block]);
    if (status == GOUW_OK)
        status = take(d, block, draw, &c);
    gouw_arena_release(&arena);
    return status;
}

static void run_block(void *context, size_t block) {
    draws *d = context;
    const size_t n_pairs = gouw_pair_count(d->apart->n);
    double *distances = malloc((n_pairs + 1) * sizeof *distances);
    if (distances == NULL)
        d->status[block] = gouw_fail_memory(&d->error[block], (n_pairs + 1) * sizeof *distances);
    for (size_t draw = block; draw < d->n_draws && d->status[block] == GOUW_OK; draw += BLOCKS) {
        if (stop(d))
            break;
        d->status[block] = make_draw(d, block, draw, distances);
        say_done(d);
    }
    free(distances);
}

static gouw_status run_all(draws *d, gouw_error *error) {
    gouw_parallel(d->run->threads, BLOCKS, run_block, d);
    return end_blocks(atomic_load(&d->stopped), d->status, d->error, error);
}

/* The distances and a square made from them, once and on each thread that makes draws, and counts
 * of all pairs that are drawn into one cluster. */
gouw_status gouw_cluster_fits(const gouw_run *run, const gouw_cluster_plan *plan, size_t n_items,
                              size_t n_draws, gouw_error *error) {
    const double n = (double)n_items, room = gouw_room(), once = 8 * n * n;
    const double n_threads = fmin(fmax(run->threads, 1), GOUW_DRAW_BLOCKS);
    const double counts = n_draws > 0 ? 2 * n * n * GOUW_DRAW_BLOCKS : 0;
    const bool random = plan->k == 0 || n_draws > 0;
    const double bytes = once + (random ? once * n_threads : 0) + counts;
    if (bytes <= room || plan->in_rows)
        return GOUW_OK;
    if (random && once <= room)
        return gouw_fail(error, GOUW_EUSAGE,
                         _("to cluster %s regions and compare that with random data needs %s, more "
                           "than the %s of memory there is; use --draws 0 and a number of "
                           "--clusters, --threads 1, or fewer regions"),
                         _d(n, 0), _b(bytes), _b(room));
    if (n_items <= MOST_SQUARE)
        return gouw_apart_fits(n_items, error);
    return gouw_fail(error, GOUW_EUSAGE,
                     _("to cluster %s regions needs %s, more than the %s of memory there is; by "
                       "their themes they can be clustered without: --linkage single with a number "
                       "of --clusters and --draws 0; or cluster fewer"),
                     _d(n, 0), _b(once), _b(room));
}

size_t gouw_cluster_null_draws(size_t n) {
    return n <= 250 ? 999 : 199;
}

gouw_status gouw_cluster_threshold(const gouw_run *run, const gouw_apart *apart,
                                   const gouw_cluster_plan *plan, double *threshold,
                                   gouw_error *error) {
    const size_t n_draws = gouw_cluster_null_draws(apart->n);
    draws d = {.run = run, .apart = apart, .plan = plan, .n_draws = n_draws};
    d.best = gouw_arena_array(run->arena, n_draws, sizeof *d.best);
    if (d.best == NULL)
        return gouw_fail_memory(error, n_draws * sizeof *d.best);
    const gouw_status status = run_all(&d, error);
    if (status == GOUW_OK)
        *threshold = gouw_null_threshold(d.best, n_draws, 0.95);
    return status;
}

/* support and stability from the counts of all blocks, gathered in the first. */
static void sum_up(draws *d, const gouw_clustering *observed, double *support, double *stability) {
    const size_t n = observed->n, n_pairs = gouw_pair_count(n);
    uint32_t *together = d->together[0], *alone = d->alone[0];
    for (size_t b = 1; b < BLOCKS; b++) {
        for (size_t k = 0; k < n_pairs; k++)
            together[k] += d->together[b][k];
        for (size_t i = 0; i < n; i++)
            alone[i] += d->alone[b][i];
        for (size_t s = 0; s + 1 < n && !d->plan->pam; s++)
            d->support[0].count[s] += d->support[b].count[s];
        d->support[0].n_trees += d->support[b].n_trees;
    }
    if (!d->plan->pam)
        gouw_support_shares(&d->support[0], support);
    for (size_t i = 0; i < n; i++) {
        double sum = 0;
        size_t n_others = 0;
        for (size_t j = 0; j < n; j++)
            if (j != i && observed->cluster[j] == observed->cluster[i]) {
                sum += together[gouw_pair_index(n, i < j ? i : j, i < j ? j : i)];
                n_others++;
            }
        stability[i] = (n_others > 0 ? sum / (double)n_others : alone[i]) / (double)d->n_draws;
    }
}

static gouw_status prepare_block(draws *d, size_t b, const gouw_clustering *observed,
                                 gouw_error *error) {
    const size_t n = observed->n;
    d->together[b] = gouw_arena_array(&d->arena[b], gouw_pair_count(n), sizeof(uint32_t));
    d->alone[b] = gouw_arena_array(&d->arena[b], n, sizeof(uint32_t));
    if (d->together[b] == NULL || d->alone[b] == NULL)
        return gouw_fail_memory(error, gouw_pair_count(n) * sizeof(uint32_t));
    if (d->plan->pam)
        return GOUW_OK;
    return gouw_support_init(&d->support[b], &observed->tree, &d->arena[b], error);
}

gouw_status gouw_cluster_stability(const gouw_run *run, const gouw_apart *apart,
                                   const gouw_cluster_plan *plan, const gouw_clustering *observed,
                                   size_t n_draws, double *support, double *stability,
                                   gouw_error *error) {
    gouw_cluster_plan fixed = *plan;
    fixed.k = observed->k;
    draws d = {.run = run, .apart = apart, .plan = &fixed, .n_draws = n_draws};
    gouw_status status = GOUW_OK;
    for (size_t b = 0; b < BLOCKS && status == GOUW_OK; b++)
        status = prepare_block(&d, b, observed, error);
    if (status == GOUW_OK)
        status = run_all(&d, error);
    if (status == GOUW_OK)
        sum_up(&d, observed, support, stability);
    for (size_t b = 0; b < BLOCKS; b++)
        gouw_arena_release(&d.arena[b]);
    return status;
}
