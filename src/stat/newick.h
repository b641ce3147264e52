/* A dendrogram as Newick text (Olsen 1990, "Newick's 8:45 tree format standard"). */
#ifndef GOUW_STAT_NEWICK_H
#define GOUW_STAT_NEWICK_H

#include "gouw/sink.h"
#include "stat/tree.h"

/* Writes "(a:0.1,(b:0.05,c:0.05)0.93:0.05);" and a newline. A branch is half the difference of
 * the heights at its ends, so that the path between two leaves is the height at which they join;
 * under an inversion it is negative. A name is quoted unless it is of letters, digits and dots: a
 * bare underscore would be read as a blank.
 *
 * names[i] is the name of item i. order, or NULL: positions from left to right, as
 * gouw_tree_order or gouw_leaf_order give them; of two branches the one further left is written
 * first. support, or NULL: one a merge, written behind its bracket; NaN leaves it out. Faults of
 * the sink stay in the sink. */
gouw_status gouw_newick_write(const gouw_tree *tree, const char *const *names,
                              const uint32_t *order, const double *support, gouw_sink *sink,
                              gouw_error *error);

#endif
