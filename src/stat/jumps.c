#include "stat/jumps.h"

#include <math.h>
#include <stdlib.h>

#include "stat/ratio.h"

/* 1 / the upper quartile of the standard normal: makes the median of |e| a standard deviation. */
static const double NORMAL = 1.4826022185056018;

static int by_size(const void *a, const void *b) {
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* Sorts the values. */
static double median(double *values, size_t n) {
    qsort(values, n, sizeof *values, by_size);
    return n % 2 == 1 ? values[n / 2] : (values[n / 2 - 1] + values[n / 2]) / 2.0;
}

static double rise(const gouw_trend_point *points, size_t i) {
    return gouw_log_ratio(points[i].value, points[i - 1].value);
}

static double years(const gouw_trend_point *points, size_t i) {
    return points[i].year - points[i - 1].year;
}

/* How many steps can be compared; 0 where a value has no logarithm. */
static size_t count_steps(const gouw_trend_point *points, size_t n) {
    size_t n_steps = 0;
    for (size_t i = 0; i < n; i++) {
        if (!(points[i].value > 0.0))
            return 0;
        n_steps += i > 0 && !points[i].breaks;
    }
    return n_steps;
}

/* work holds a number for each step. */
static double robust_scale(const gouw_trend_point *points, size_t n, double usual, double *work) {
    size_t k = 0;
    for (size_t i = 1; i < n; i++)
        if (!points[i].breaks)
            work[k++] = fabs(rise(points, i) - usual * years(points, i)) / sqrt(years(points, i));
    return NORMAL * median(work, k);
}

gouw_status gouw_jumps_find(const gouw_trend_point *points, size_t n, gouw_arena *arena,
                            gouw_jump **jumps, size_t *n_jumps, double *usual, gouw_error *error) {
    const size_t n_steps = count_steps(points, n);
    *n_jumps = 0;
    *jumps = NULL;
    *usual = (double)NAN;
    if (n_steps < GOUW_JUMP_STEPS)
        return GOUW_OK;
    double *work = gouw_arena_array(arena, n_steps, sizeof *work);
    *jumps = gouw_arena_array(arena, n_steps, sizeof **jumps);
    if (work == NULL || *jumps == NULL)
        return gouw_fail_memory(error, n_steps * sizeof **jumps);
    size_t k = 0;
    for (size_t i = 1; i < n; i++)
        if (!points[i].breaks)
            work[k++] = rise(points, i) / years(points, i);
    *usual = median(work, n_steps);
    const double scale = robust_scale(points, n, *usual, work);
    for (size_t i = 1; i < n; i++) {
        if (points[i].breaks)
            continue;
        const double excess = rise(points, i) - *usual * years(points, i);
        const double e = excess / sqrt(years(points, i));
        if (fabs(e) > GOUW_JUMP_SCALES * scale && fabs(excess) > GOUW_JUMP_LEAST)
            (*jumps)[(*n_jumps)++] = (gouw_jump){i, excess, e / scale};
    }
    return GOUW_OK;
}
