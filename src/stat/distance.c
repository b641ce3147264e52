/* Squares are filled row by row right of the diagonal and mirrored below it TILE rows at a time: a
 * column write touches a new cache line for every row, so a line is filled while it is at hand. */
#include "stat/distance.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/pages.h"
#include "stat/below.h"
#include "stat/linkage_kernel.h"

enum { TILE = 16, BAND = 64 };

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

static const double *condensed_tail(const gouw_distances *self, uint32_t item) {
    const double *values = self->data;
    return item + 1 < self->n ? values + gouw_pair_index(self->n, item, item + 1) : values;
}

gouw_distances gouw_distances_condensed(const double *values, size_t n) {
    return (gouw_distances){.n = n, .row = condensed_row, .tail = condensed_tail, .data = values};
}

gouw_status gouw_distances_check(uint32_t item, const uint32_t *others, size_t n_others,
                                 const double *out, double largest, gouw_error *error) {
    if (gouw_all_within(out, n_others, largest))
        return GOUW_OK;
    for (size_t k = 0; k < n_others; k++)
        if (!(out[k] >= 0.0 && out[k] <= largest))
            return gouw_fail(error, GOUW_EDATA,
                             _("the distance between items %lu and %lu is %g; it must be a number "
                               "from 0 to %g"),
                             (unsigned long)item + 1, (unsigned long)others[k] + 1, out[k],
                             largest);
    return GOUW_OK;
}

const double *gouw_distances_get_tail(const gouw_distances *distances, uint32_t item,
                                      const uint32_t *items, double *row) {
    if (distances->tail != NULL)
        return distances->tail(distances, item);
    distances->row(distances, item, items + item + 1, distances->n - item - 1, row);
    return row;
}

const double *gouw_distances_tail(const gouw_distances *distances, uint32_t item,
                                  const uint32_t *items, double *row, double largest,
                                  gouw_error *error) {
    const double *tail = gouw_distances_get_tail(distances, item, items, row);
    const gouw_status status = gouw_distances_check(item, items + item + 1, distances->n - item - 1,
                                                    tail, largest, error);
    return status == GOUW_OK ? tail : NULL;
}

/* Mirrors rows [begin, end), filled right of the diagonal, into the columns below it. */
static void mirror(double *square, size_t n, size_t stride, size_t begin, size_t end) {
    for (size_t j = begin + 1; j < end; j++)
        for (size_t i = begin; i < j; i++)
            square[j * stride + i] = square[i * stride + j];
    for (size_t j = end; j < n; j++)
        for (size_t i = begin; i < end; i++)
            square[j * stride + i] = square[i * stride + j];
}

/* The same a line at a time. */
static void mirror_float(const gouw_linkage_kernel *kernel, float *square, size_t n, size_t stride,
                         size_t begin, size_t end) {
    for (size_t i = begin; i < end; i++)
        for (size_t j = begin; j < i; j++)
            square[i * stride + j] = square[j * stride + i];
    for (size_t j = end; j < n; j += GOUW_LINE)
        for (size_t i = begin; i < end; i += GOUW_LINE) {
            const float *from[GOUW_LINE];
            float *to[GOUW_LINE];
            for (size_t k = 0; k < GOUW_LINE; k++) {
                from[k] = square + (i + k) * stride + j;
                to[k] = j + k < n ? square + (j + k) * stride + i : NULL;
            }
            kernel->transpose_past(from, to);
        }
}

/* items[0..n) = 0 .. n - 1; row has room for n. */
static gouw_status fill(const gouw_distances *distances, const uint32_t *items, double *row,
                        size_t stride, double *square, gouw_error *error) {
    const size_t n = distances->n;
    for (size_t i = 0; i < n; i++) {
        const double *tail = gouw_distances_tail(distances, (uint32_t)i, items, row, 1e140, error);
        if (tail == NULL)
            return GOUW_EDATA;
        double *to = square + i * stride;
        to[i] = 0;
        memcpy(to + i + 1, tail, (n - i - 1) * sizeof *to);
        for (size_t k = n; k < stride; k++)
            to[k] = 0;
        if ((i + 1) % TILE == 0 || i + 1 == n)
            mirror(square, n, stride, i / TILE * TILE, i + 1);
    }
    return GOUW_OK;
}

static gouw_status fill_float(const gouw_distances *distances, const uint32_t *items, double *row,
                              size_t stride, float *square, gouw_error *error) {
    const gouw_linkage_kernel *kernel = gouw_linkage_kernel_pick();
    const size_t n = distances->n;
    for (size_t i = 0; i < n; i++) {
        const double *tail = gouw_distances_tail(distances, (uint32_t)i, items, row, 1e18, error);
        if (tail == NULL)
            return GOUW_EDATA;
        float *to = square + i * stride;
        to[i] = 0;
        kernel->convert(tail, n - i - 1, to + i + 1);
        for (size_t k = n; k < stride; k++)
            to[k] = 0;
        if ((i + 1) % BAND == 0 || i + 1 == n)
            mirror_float(kernel, square, n, stride, i / BAND * BAND, i + 1);
    }
    return GOUW_OK;
}

/* For fill and fill_float, of which the one whose square is not NULL is called. */
static gouw_status fill_either(const gouw_distances *distances, size_t stride, double *square,
                               float *square_float, gouw_error *error) {
    const size_t n = distances->n;
    uint32_t *items = malloc((n + 1) * sizeof *items);
    double *row = malloc((n + 1) * sizeof *row);
    gouw_status status;
    for (size_t i = 0; i < n && items != NULL; i++)
        items[i] = (uint32_t)i;
    if (items == NULL || row == NULL)
        status = gouw_fail_memory(error, (n + 1) * sizeof *row);
    else if (square != NULL)
        status = fill(distances, items, row, stride, square, error);
    else
        status = fill_float(distances, items, row, stride, square_float, error);
    free(items);
    free(row);
    return status;
}

/* NULL, and a failure said, when there is no memory. */
static void *make_room(size_t n, size_t stride, size_t size, gouw_error *error) {
    if (n > GOUW_ITEMS_MAX || (n > 0 && stride > SIZE_MAX / size / n)) {
        (void)gouw_fail_memory(error, SIZE_MAX);
        return NULL;
    }
    void *made = gouw_pages_alloc(n == 0 ? size : n * stride * size);
    if (made == NULL)
        (void)gouw_fail_memory(error, n * stride * size);
    return made;
}

gouw_status gouw_distances_square(const gouw_distances *distances, size_t stride, double **square,
                                  gouw_error *error) {
    *square = make_room(distances->n, stride, sizeof **square, error);
    if (*square == NULL)
        return GOUW_EMEMORY;
    const gouw_status status = fill_either(distances, stride, *square, NULL, error);
    if (status != GOUW_OK) {
        free(*square);
        *square = NULL;
    }
    return status;
}

gouw_status gouw_distances_square_float(const gouw_distances *distances, size_t stride,
                                        float **square, gouw_error *error) {
    *square = make_room(distances->n, stride, sizeof **square, error);
    if (*square == NULL)
        return GOUW_EMEMORY;
    const gouw_status status = fill_either(distances, stride, NULL, *square, error);
    if (status != GOUW_OK) {
        free(*square);
        *square = NULL;
    }
    return status;
}
