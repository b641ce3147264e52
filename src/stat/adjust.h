/* Many tests at once. */
#ifndef GOUW_STAT_ADJUST_H
#define GOUW_STAT_ADJUST_H

#include <stddef.h>

#include "gouw/status.h"

/* Benjamini & Hochberg's adjusted p values, which bound the share of false findings. NaN counts as
 * not tested and stays NaN. adjusted may be p itself. O(n log n). */
gouw_status gouw_adjust_bh(const double *p, size_t n, double *adjusted, gouw_error *error);

#endif
