/* What the analysis cluster finds, and what it says of that in sentences. */
#ifndef GOUW_ANALYSIS_CLUSTER_H
#define GOUW_ANALYSIS_CLUSTER_H

#include "analysis/clustering.h"

typedef struct gouw_cluster_options {
    gouw_apart_options apart;
    int linkage, method;
    int64_t clusters, draws;
    bool tree, newick;
} gouw_cluster_options;

/* All that the tables are made from. */
typedef struct gouw_cluster_findings {
    const gouw_cluster_options *options;
    gouw_run run; /* for those who ask from the tree */
    gouw_apart apart;
    gouw_cluster_plan plan;
    double *distances; /* NULL where they are computed when asked for */
    gouw_distances source;
    gouw_clustering c;
    double best, threshold; /* mean silhouettes; NaN where not looked at */
    double *width, *support, *stability;
    uint32_t *order;
} gouw_cluster_findings;

/* Headline, cautions, notes and warnings. */
gouw_status gouw_cluster_say(const gouw_run *run, const gouw_cluster_findings *findings,
                             gouw_results *results, gouw_error *error);

#endif
