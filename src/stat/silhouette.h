/* Silhouettes: how much nearer an item is to its own cluster than to the next (Rousseeuw 1987).
 *
 *     a(i)  mean distance of i to the other items of its cluster
 *     b(i)  the smallest mean distance of i to another cluster
 *     s(i)  (b - a) / max(a, b); 0 for a cluster of one, as R's cluster has it, and when a = b = 0
 */
#ifndef GOUW_STAT_SILHOUETTE_H
#define GOUW_STAT_SILHOUETTE_H

#include "gouw/status.h"
#include "stat/distance.h"
#include "stat/tree.h"

/* width[i] = s(i) when item i is in cluster[i], and their mean. The clusters are 0 .. k - 1, none
 * empty, k >= 2; otherwise GOUW_EUSAGE. GOUW_EDATA when a distance is none. O(n^2) time, O(n + k)
 * memory. */
gouw_status gouw_silhouette(const gouw_distances *distances, const uint32_t *cluster, size_t k,
                            double *width, double *mean, gouw_error *error);

/* The same for items begin to end - 1, the others' places in width staying as they are: for pieces
 * of work. O((end - begin) n). */
gouw_status gouw_silhouette_some(const gouw_distances *distances, const uint32_t *cluster, size_t k,
                                 size_t begin, size_t end, double *width, gouw_error *error);

/* mean[k] = mean silhouette of the cut of tree into k clusters, for k = 2 .. k_most; mean[0] and
 * mean[1] are NaN. k_most <= n. All cuts together cost about what one costs: O(n^2) as a rule,
 * O(n^2 k_most) at worst; n^2 doubles of memory. */
gouw_status gouw_silhouette_cuts(const gouw_distances *distances, const gouw_tree *tree,
                                 size_t k_most, double *mean, gouw_error *error);

/* The k from 2 to k_most with the largest mean; of means equal within 1e-12 the smallest k. 1 when
 * k_most < 2. */
size_t gouw_silhouette_best(const double *mean, size_t k_most);

/* What an observed figure must exceed to be notable: the value at rank ceil(share (n + 1)) of n
 * figures from null datasets, so that exceeding it has a chance of at most 1 - share under the
 * null, the observed counted in (Davison & Hinkley 1997, s. 4.2); 999 and 0.95: the 950th.
 * Infinite when n is too small for that. Sorts values, which hold no NaN. */
double gouw_null_threshold(double *values, size_t n, double share);

#endif
