/* Classical scaling: the eigenvectors of the doubly centred matrix -J D^2 J / 2, J = I - 11'/n,
 * by GSL's symmetric QR method. */
#include "stat/scaling.h"

#include <gsl/gsl_eigen.h>
#include <math.h>
#include <stdlib.h>

#include "stat/axis_sign.h"
#include "stat/gsl.h"

static const double ZERO = 1e-9;

static void centre(double *square, size_t n, double *mean) {
    double grand = 0;
    for (size_t i = 0; i < n; i++) {
        mean[i] = 0;
        for (size_t j = 0; j < n; j++) {
            square[i * n + j] *= square[i * n + j];
            mean[i] += square[i * n + j] / (double)n;
        }
        grand += mean[i] / (double)n;
    }
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++)
            square[i * n + j] = -(square[i * n + j] - mean[i] - mean[j] + grand) / 2;
}

/* The columns of vectors, and values, largest value first. */
static gouw_status decompose(double *square, size_t n, gsl_vector *values, gsl_matrix *vectors,
                             gouw_error *error) {
    gsl_eigen_symmv_workspace *work = gsl_eigen_symmv_alloc(n);
    if (work == NULL)
        return gouw_fail_memory(error, 4 * n * sizeof(double));
    gsl_matrix_view view = gsl_matrix_view_array(square, n, n);
    int result = gsl_eigen_symmv(&view.matrix, values, vectors, work);
    if (result == GSL_SUCCESS)
        result = gsl_eigen_symmv_sort(values, vectors, GSL_EIGEN_SORT_VAL_DESC);
    gsl_eigen_symmv_free(work);
    return gouw_gsl_check(result, "classical scaling", error);
}

static void sum_up(gouw_scaling *s) {
    double positive = 0, negative = 0;
    for (size_t a = 0; a < s->n; a++) {
        const double value = s->eigenvalues[a];
        positive += value > 0 ? value : 0;
        if (value < 0) {
            negative -= value;
            s->n_negative++;
        }
    }
    s->negative_share = negative > 0 ? negative / (positive + negative) : 0;
    for (size_t a = 0; a < s->n_axes; a++)
        s->share[a] = s->eigenvalues[a] / positive;
}

static gouw_status place(const gsl_vector *values, const gsl_matrix *vectors, size_t most_axes,
                         gouw_arena *arena, gouw_scaling *s, gouw_error *error) {
    const size_t n = s->n;
    s->eigenvalues = gouw_arena_array(arena, n, sizeof *s->eigenvalues);
    if (s->eigenvalues == NULL)
        return gouw_fail_memory(error, n * sizeof *s->eigenvalues);
    const double rounding = ZERO * fabs(gsl_vector_get(values, 0));
    for (size_t a = 0; a < n; a++) {
        const double value = gsl_vector_get(values, a);
        s->eigenvalues[a] = fabs(value) <= rounding ? 0 : value;
    }
    while (s->n_axes < most_axes && s->n_axes < n && s->eigenvalues[s->n_axes] > 0)
        s->n_axes++;
    s->points = gouw_arena_array(arena, n, s->n_axes * sizeof *s->points);
    s->share = gouw_arena_array(arena, s->n_axes, sizeof *s->share);
    if (s->points == NULL || s->share == NULL)
        return gouw_fail_memory(error, n * s->n_axes * sizeof *s->points);
    for (size_t a = 0; a < s->n_axes; a++) {
        for (size_t i = 0; i < n; i++)
            s->points[i * s->n_axes + a] = sqrt(s->eigenvalues[a]) * gsl_matrix_get(vectors, i, a);
        if (gouw_axis_turned(s->points, n, s->n_axes, a))
            gouw_axis_turn(s->points, n, s->n_axes, a);
    }
    sum_up(s);
    return GOUW_OK;
}

static gouw_status scale(double *square, size_t most_axes, gouw_arena *arena, gouw_scaling *s,
                         gouw_error *error) {
    const size_t n = s->n;
    /* Not gsl_matrix_alloc, which keeps the matrix's head when it gets no room for the numbers. */
    double *memory = calloc(n, (n + 1) * sizeof *memory);
    if (memory == NULL)
        return gouw_fail_memory(error, n * (n + 1) * sizeof *memory);
    gsl_matrix_view vectors = gsl_matrix_view_array(memory, n, n);
    gsl_vector_view values = gsl_vector_view_array(memory + n * n, n);
    centre(square, n, values.vector.data);
    gouw_status status = decompose(square, n, &values.vector, &vectors.matrix, error);
    if (status == GOUW_OK)
        status = place(&values.vector, &vectors.matrix, most_axes, arena, s, error);
    free(memory);
    return status;
}

gouw_status gouw_scaling_classical(const gouw_distances *distances, size_t most_axes,
                                   gouw_arena *arena, gouw_scaling *scaling, gouw_error *error) {
    *scaling = (gouw_scaling){.n = distances->n};
    if (scaling->n == 0)
        return GOUW_OK;
    gouw_gsl_quiet();
    double *square;
    gouw_status status = gouw_distances_square(distances, distances->n, &square, error);
    if (status == GOUW_OK)
        status = scale(square, most_axes, arena, scaling, error);
    free(square);
    return status;
}
