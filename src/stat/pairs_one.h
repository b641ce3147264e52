/* The similarity of one pair of sets, for all that look for pairs. */
#ifndef GOUW_STAT_PAIRS_ONE_H
#define GOUW_STAT_PAIRS_ONE_H

#include <stddef.h>
#include <stdint.h>

#include "stat/pairs.h"

/* What two empty sets count as, where a similarity is NaN. */
double gouw_pairs_defined(const gouw_pairs *pairs, double similarity);

/* The similarity of sets a and b by a measure on presence, of which shared items were counted; and
 * by a weighted one. */
double gouw_pairs_of_count(const gouw_pairs *pairs, size_t a, size_t b, uint32_t shared);
double gouw_pairs_of_weights(const gouw_pairs *pairs, size_t a, size_t b);

#endif
