/* Squares are filled row by row right of the diagonal and mirrored below it TILE rows at a time: a
 * column write touches a new cache line for every row, so a line is filled while it is at hand. */
#include "stat/distance.h"

#include <stdbool.h>
#include <stdlib.h>

#include "base/i18n.h"
#include "base/pages.h"

enum { TILE = 16 };

static void condensed_row(const gouw_distances *self, uint32_t item, const uint32_t *others,
                          size_t n_others, double *out) {
    const double *values = self->data;
    const size_t n = self->n;
    /* Row item begins at its pair with item + 1; on the last item there is none to look at. */
    const double *right = item + 1 < n ? values + gouw_pair_index(n, item, item + 1) : values;
    for (size_t k = 0; k < n_others; k++) {
        const uint32_t other = others[k];
        if (other > item)
            out[k] = right[other - item - 1];
        else
            out[k] = other == item ? 0.0 : values[gouw_pair_index(n, other, item)];
    }
}

gouw_distances gouw_distances_condensed(const double *values, size_t n) {
    return (gouw_distances){.n = n, .row = condensed_row, .data = values};
}

gouw_status gouw_distances_check(uint32_t item, const uint32_t *others, size_t n_others,
                                 const double *out, double largest, gouw_error *error) {
    bool fine = true;
    for (size_t k = 0; k < n_others; k++)
        fine &= out[k] >= 0.0 && out[k] <= largest;
    for (size_t k = 0; k < n_others && !fine; k++)
        if (!(out[k] >= 0.0 && out[k] <= largest))
            return gouw_fail(error, GOUW_EDATA,
                             _("the distance between items %lu and %lu is %g; it must be a number "
                               "from 0 to %g"),
                             (unsigned long)item + 1, (unsigned long)others[k] + 1, out[k],
                             largest);
    return GOUW_OK;
}

#define REAL    double
#define LARGEST 1e140
#define NAME(x) x
#include "stat/square.inc"
#undef REAL
#undef LARGEST
#undef NAME

#define REAL    float
#define LARGEST 1e18
#define NAME(x) x##_float
#include "stat/square.inc"
