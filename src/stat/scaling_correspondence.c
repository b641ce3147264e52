/* Correspondence analysis as the singular value decomposition of the standardised residuals
 *
 *     S = R^-1/2 (P - r c') C^-1/2,   P = table / total, r and c its margins, R and C diagonal
 *     S = U D V',  row points R^-1/2 U D,  column points C^-1/2 V D,  inertia D^2
 *
 * by GSL, which wants at least as many rows as columns: a wide table is laid on its side.
 */
#include <gsl/gsl_linalg.h>
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

#include "base/i18n.h"
#include "stat/axis_sign.h"
#include "stat/gsl.h"
#include "stat/scaling.h"

static const double ZERO = 1e-12;

/* S, tall: n >= m. */
typedef struct residuals {
    size_t n, m;
    bool sideways; /* n are the columns of the table */
    gsl_matrix *u, *v;
    gsl_vector *d;
} residuals;

/* The margins, and the grand total as total. */
static gouw_status find_masses(const double *table, gouw_correspondence *r, double *total,
                               gouw_error *error) {
    *total = 0;
    for (size_t i = 0; i < r->n_rows; i++)
        for (size_t j = 0; j < r->n_columns; j++) {
            const double x = table[i * r->n_columns + j];
            if (!(x >= 0 && x < (double)INFINITY))
                return gouw_fail(error, GOUW_EDATA,
                                 _("row %zu, column %zu of the table is %g; it must be a number "
                                   "from 0 up"),
                                 i + 1, j + 1, x);
            *total += x;
            r->row_mass[i] += x;
            r->column_mass[j] += x;
        }
    for (size_t i = 0; i < r->n_rows; i++) {
        if (r->row_mass[i] <= 0)
            return gouw_fail(error, GOUW_EDATA, _("row %zu of the table is all 0"), i + 1);
        r->row_mass[i] /= *total;
    }
    for (size_t j = 0; j < r->n_columns; j++) {
        if (r->column_mass[j] <= 0)
            return gouw_fail(error, GOUW_EDATA, _("column %zu of the table is all 0"), j + 1);
        r->column_mass[j] /= *total;
    }
    return GOUW_OK;
}

static void fill(const double *table, double grand, gouw_correspondence *r, residuals *s) {
    for (size_t i = 0; i < r->n_rows; i++)
        for (size_t j = 0; j < r->n_columns; j++) {
            const double expected = r->row_mass[i] * r->column_mass[j];
            const double x = (table[i * r->n_columns + j] / grand - expected) / sqrt(expected);
            gsl_matrix_set(s->u, s->sideways ? j : i, s->sideways ? i : j, x);
            r->total += x * x;
        }
}

static void place(const gsl_matrix *vectors, const gsl_vector *d, const double *mass, size_t n,
                  size_t n_axes, double *points) {
    for (size_t i = 0; i < n; i++)
        for (size_t a = 0; a < n_axes; a++)
            points[i * n_axes + a] = gsl_matrix_get(vectors, i, a) * gsl_vector_get(d, a) /
                                     sqrt(mass[i]);
}

static gouw_status read_off(const residuals *s, size_t most_axes, gouw_arena *arena,
                            gouw_correspondence *r, gouw_error *error) {
    r->n_inertias = s->m - 1;
    r->inertia = gouw_arena_array(arena, s->m, sizeof *r->inertia);
    if (r->inertia == NULL)
        return gouw_fail_memory(error, s->m * sizeof *r->inertia);
    for (size_t a = 0; a < r->n_inertias; a++) {
        const double inertia = pow(gsl_vector_get(s->d, a), 2);
        r->inertia[a] = inertia > ZERO * fmax(r->total, ZERO) ? inertia : 0;
    }
    while (r->n_axes < most_axes && r->n_axes < r->n_inertias && r->inertia[r->n_axes] > 0)
        r->n_axes++;
    r->rows = gouw_arena_array(arena, r->n_rows, r->n_axes * sizeof *r->rows);
    r->columns = gouw_arena_array(arena, r->n_columns, r->n_axes * sizeof *r->columns);
    if (r->rows == NULL || r->columns == NULL)
        return gouw_fail_memory(error, s->n * r->n_axes * sizeof *r->rows);
    const gsl_matrix *of_rows = s->sideways ? s->v : s->u, *of_columns = s->sideways ? s->u : s->v;
    place(of_rows, s->d, r->row_mass, r->n_rows, r->n_axes, r->rows);
    place(of_columns, s->d, r->column_mass, r->n_columns, r->n_axes, r->columns);
    for (size_t a = 0; a < r->n_axes; a++)
        if (gouw_axis_turned(r->rows, r->n_rows, r->n_axes, a)) {
            gouw_axis_turn(r->rows, r->n_rows, r->n_axes, a);
            gouw_axis_turn(r->columns, r->n_columns, r->n_axes, a);
        }
    return GOUW_OK;
}

static gouw_status analyse(const double *table, double grand, residuals s, size_t most_axes,
                           gouw_arena *arena, gouw_correspondence *r, gouw_error *error) {
    const size_t n = s.n, m = s.m;
    double *memory = calloc(m, (n + m + 2) * sizeof *memory);
    if (memory == NULL)
        return gouw_fail_memory(error, m * (n + m + 2) * sizeof *memory);
    gsl_matrix_view u = gsl_matrix_view_array(memory, n, m);
    gsl_matrix_view v = gsl_matrix_view_array(memory + n * m, m, m);
    gsl_vector_view d = gsl_vector_view_array(memory + (n + m) * m, m);
    gsl_vector_view work = gsl_vector_view_array(memory + (n + m + 1) * m, m);
    s.u = &u.matrix;
    s.v = &v.matrix;
    s.d = &d.vector;
    fill(table, grand, r, &s);
    /* GSL 2.7 asks for a vector inside and does not look whether it came. */
    gsl_vector *spare = gsl_vector_alloc(n);
    if (spare == NULL) {
        free(memory);
        return gouw_fail_memory(error, n * sizeof *memory);
    }
    gsl_vector_free(spare);
    gouw_status status = gouw_gsl_check(gsl_linalg_SV_decomp(s.u, s.v, s.d, &work.vector),
                                        "correspondence analysis", error);
    if (status == GOUW_OK)
        status = read_off(&s, most_axes, arena, r, error);
    free(memory);
    return status;
}

gouw_status gouw_scaling_correspondence(const double *table, size_t n_rows, size_t n_columns,
                                        size_t most_axes, gouw_arena *arena,
                                        gouw_correspondence *result, gouw_error *error) {
    *result = (gouw_correspondence){.n_rows = n_rows, .n_columns = n_columns};
    if (n_rows == 0 || n_columns == 0)
        return GOUW_OK;
    gouw_gsl_quiet();
    result->row_mass = gouw_arena_array(arena, n_rows, sizeof *result->row_mass);
    result->column_mass = gouw_arena_array(arena, n_columns, sizeof *result->column_mass);
    if (result->row_mass == NULL || result->column_mass == NULL)
        return gouw_fail_memory(error, (n_rows + n_columns) * sizeof *result->row_mass);
    double grand;
    const gouw_status status = find_masses(table, result, &grand, error);
    if (status != GOUW_OK)
        return status;
    residuals s = {.sideways = n_rows < n_columns};
    s.n = s.sideways ? n_columns : n_rows;
    s.m = s.sideways ? n_rows : n_columns;
    return analyse(table, grand, s, most_axes, arena, result, error);
}
