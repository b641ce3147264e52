/* The sign of an axis, fixed so that results repeat: see scaling.h. Internal. */
#ifndef GOUW_STAT_AXIS_SIGN_H
#define GOUW_STAT_AXIS_SIGN_H

#include <stdbool.h>
#include <stddef.h>

/* Whether the first of the points farthest out on an axis of points (n x n_axes) is negative. */
bool gouw_axis_turned(const double *points, size_t n, size_t n_axes, size_t axis);

/* Changes the sign of an axis. */
void gouw_axis_turn(double *points, size_t n, size_t n_axes, size_t axis);

#endif
