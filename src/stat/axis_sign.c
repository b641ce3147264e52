#include "stat/axis_sign.h"

#include <math.h>

static const double TIE = 1e-9;

bool gouw_axis_turned(const double *points, size_t n, size_t n_axes, size_t axis) {
    double farthest = 0;
    for (size_t i = 0; i < n; i++)
        farthest = fmax(farthest, fabs(points[i * n_axes + axis]));
    for (size_t i = 0; i < n; i++)
        if (fabs(points[i * n_axes + axis]) >= farthest * (1 - TIE))
            return points[i * n_axes + axis] < 0;
    return false;
}

void gouw_axis_turn(double *points, size_t n, size_t n_axes, size_t axis) {
    for (size_t i = 0; i < n; i++)
        points[i * n_axes + axis] = -points[i * n_axes + axis];
}
