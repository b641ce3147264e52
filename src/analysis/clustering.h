/* One clustering of distances, and many of drawn data: what the analysis cluster computes, apart
 * from its tables. */
#ifndef GOUW_ANALYSIS_CLUSTERING_H
#define GOUW_ANALYSIS_CLUSTERING_H

#include "analysis/apart.h"
#include "stat/linkage.h"

enum {
    GOUW_DRAW_BLOCKS = 16, /* draws are shared out in so many parts, each with its counts */
    GOUW_PAM_MOST = 20     /* k-medoids tries up to so many clusters when it may choose */
};

/* Of the work in rows, the share that the tree is, about. */
#define GOUW_TREE_SHARE 0.1

/* How to cluster. */
typedef struct gouw_cluster_plan {
    bool pam; /* k-medoids instead of a tree */
    gouw_linkage linkage;
    size_t k;           /* 0: the one with the largest mean silhouette */
    bool in_rows;       /* gouw_cluster_in_rows */
    double told, share; /* of all work, what is done before draws are made, and what they are */
} gouw_cluster_plan;

typedef struct gouw_clustering {
    size_t n, k;
    uint32_t *cluster; /* 0 .. k - 1, by first item */
    uint32_t *medoid;  /* by cluster; NULL for a tree */
    gouw_tree tree;    /* no merges for k-medoids */
    size_t k_most;     /* of the k tried */
    double *means;     /* mean silhouette by k, 0 .. k_most */
} gouw_clustering;

/* Clusters items. k is 1 where there is nothing to choose (n < 3). Centroid and median work on
 * squared distances, their heights are distances again. In arena. */
gouw_status gouw_cluster_solve(const gouw_cluster_plan *plan, const gouw_distances *distances,
                               gouw_arena *arena, gouw_clustering *clustering, gouw_error *error);

/* Whether so many items are clustered without their distances in memory: many, by single linkage,
 * the number of clusters given, without draws. Then no other number of clusters is tried. */
bool gouw_cluster_in_rows(const gouw_cluster_plan *plan, size_t n, size_t n_draws);

/* Silhouettes of a clustering with two clusters or more, in pieces: interrupts are heard, and where
 * it goes in rows progress is told from GOUW_TREE_SHARE on. */
gouw_status gouw_cluster_widths(const gouw_run *run, const gouw_distances *distances,
                                const gouw_cluster_plan *plan, const gouw_clustering *clustering,
                                double *width, gouw_error *error);

/* Refuses what does not fit into memory. n_draws: for stability. */
gouw_status gouw_cluster_fits(const gouw_run *run, const gouw_cluster_plan *plan, size_t n,
                              size_t n_draws, gouw_error *error);

/* How many datasets without structure n items are compared with: 999, of more than 250 items 199.
 * Either gives the test its level exactly; fewer give it a little less power, and each takes n^2.
 */
size_t gouw_cluster_null_draws(size_t n);

/* What the largest mean silhouette of data without structure exceeds in 5 of 100 cases, from
 * gouw_cluster_null_draws. */
gouw_status gouw_cluster_threshold(const gouw_run *run, const gouw_apart *apart,
                                   const gouw_cluster_plan *plan, double *threshold,
                                   gouw_error *error);

/* How well a clustering withstands resampling: support[step] of the tree's clusters, and
 * stability[item] = mean share of draws in which the item is in one cluster with another of its
 * cluster, each draw being cut into as many clusters; of an item alone in its cluster, the share
 * in which it is alone. Both have n places. n_draws >= 1. The same for any number of threads. */
gouw_status gouw_cluster_stability(const gouw_run *run, const gouw_apart *apart,
                                   const gouw_cluster_plan *plan, const gouw_clustering *observed,
                                   size_t n_draws, double *support, double *stability,
                                   gouw_error *error);

#endif
