/* Partitioning around medoids: k items that stand for all with the least total distance.
 *
 * The problem and the names BUILD and SWAP: Kaufman & Rousseeuw (1990), Finding Groups in Data,
 * ch. 2. Items, not means: it works on any distance, and a medoid is a region one can name.
 */
#ifndef GOUW_STAT_PAM_H
#define GOUW_STAT_PAM_H

#include "gouw/status.h"
#include "stat/distance.h"

enum { GOUW_PAM_SMALL = 2000 }; /* up to here a second search, see gouw_pam */

/* Splits the items into k clusters, 1 <= k <= n, else GOUW_EUSAGE. cluster[i] = 0 .. k - 1,
 * numbered by their first items; medoid[c] = the item that cluster c lies around; total (or NULL)
 * = the sum of distances of items to their medoids. No swap of a medoid for another item lowers
 * the total. Up to GOUW_PAM_SMALL items the result is also never worse than that of PAM as Kaufman
 * & Rousseeuw state it, from the same start. An item equally near to several medoids goes to the
 * lowest. Beyond, the search works in float32, so that a swap may be left that would
 * win less than one part in 10^6. GOUW_EDATA when a distance is none. n^2 doubles and up to a
 * quarter more, beyond GOUW_PAM_SMALL the same of float32; O(n^2) a round, few rounds. */
gouw_status gouw_pam(const gouw_distances *distances, size_t k, uint32_t *medoid, uint32_t *cluster,
                     double *total, gouw_error *error);

#endif
