/* Do the groups rest on regions that name few themes? */
#ifndef GOUW_ANALYSIS_CLUSTER_FEW_H
#define GOUW_ANALYSIS_CLUSTER_FEW_H

#include "analysis/clustering.h"
#include "analysis/themes.h"

/* Clusters by themes once more without the regions that name fewer than GOUW_FEW_THEMES themes of
 * those that options pick, and says as a caution how many groups are left. Nothing where there are
 * no such regions, where k is given, where not themes alone are compared, or where there are very
 * many regions. */
gouw_status gouw_cluster_say_few(const gouw_run *run, const gouw_theme_options *options,
                                 const gouw_apart *apart, const gouw_cluster_plan *plan,
                                 gouw_results *results, gouw_error *error);

#endif
