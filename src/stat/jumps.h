/* Jumps of a yearly series: steps that fit its other steps so badly that the two years may not be
 * comparable, although nothing marks them so. */
#ifndef GOUW_STAT_JUMPS_H
#define GOUW_STAT_JUMPS_H

#include "gouw/arena.h"
#include "stat/trend.h"

enum { GOUW_JUMP_STEPS = 8, GOUW_JUMP_SCALES = 6 };
#define GOUW_JUMP_LEAST 0.01 /* of the level, in ln(value) */

typedef struct gouw_jump {
    size_t point;  /* the step ends at this point */
    double excess; /* of ln(value), beyond the usual growth of so many years */
    double scales; /* the same in robust scales of the steps, by the root of the years */
} gouw_jump;

/* Finds the jumps among the steps of points[0..n); in the order of time, in arena. With the steps
 * (dy, dt) of y = ln(value) that are not marked as breaks:
 *
 *     usual = median(dy / dt),  e = (dy - usual dt) / sqrt(dt),  scale = 1.4826 median |e|
 *
 * a step is a jump when |e| is more than GOUW_JUMP_SCALES scales and |dy - usual dt| more than
 * GOUW_JUMP_LEAST. Median and median deviation are the fit that no minority of steps can move
 * (Rousseeuw & Leroy 1987). None are looked for in fewer than GOUW_JUMP_STEPS steps, where the
 * scale is too uncertain, or beside values that have no logarithm. *usual is NaN then.
 * GOUW_EMEMORY. O(n log n). */
gouw_status gouw_jumps_find(const gouw_trend_point *points, size_t n, gouw_arena *arena,
                            gouw_jump **jumps, size_t *n_jumps, double *usual, gouw_error *error);

#endif
