/* Maps against R's cmdscale and the package ca, and what must hold of any. */
#include "data/scaling.h"
#include "cluster_fixture.h"
#include "stat/scaling.h"

typedef struct expected {
    const double *eigenvalues, *points, *fit;
} expected;

#define EXPECTED(name)                                                                             \
    { name##_eigenvalues, name##_points, name##_fit }

static const expected of_r[N_FIXTURES] = {
    EXPECTED(usarrests),   EXPECTED(iris),     EXPECTED(ruspini),
    EXPECTED(agriculture), EXPECTED(eurodist), EXPECTED(votes),
};

static void test_cmdscale(void **state) {
    (void)state;
    for (size_t f = 0; f < N_FIXTURES; f++) {
        const size_t n = fixtures[f].n;
        double *d = fixture_distances(&fixtures[f]);
        const gouw_distances distances = gouw_distances_condensed(d, n);
        gouw_arena arena = GOUW_ARENA_INIT;
        gouw_scaling s;
        assert_int_equal(gouw_scaling_classical(&distances, 2, &arena, &s, NULL), GOUW_OK);
        assert_int_equal(s.n_axes, 2);
        const double largest = s.eigenvalues[0];
        for (size_t a = 0; a < n; a++)
            assert_close(s.eigenvalues[a] / largest, of_r[f].eigenvalues[a] / largest, 1e-9,
                         fixtures[f].name);
        for (size_t k = 0; k < 2 * n; k++)
            assert_close(s.points[k], of_r[f].points[k], 1e-8, fixtures[f].name);
        assert_close(s.share[0] + s.share[1], of_r[f].fit[1], 1e-9, fixtures[f].name);
        assert_close((s.share[0] + s.share[1]) * (1 - s.negative_share), of_r[f].fit[0], 1e-9,
                     fixtures[f].name);
        assert_true((s.n_negative > 0) == (f >= 4));
        gouw_arena_release(&arena);
        free(d);
    }
}

/* With all axes the points have the distances again, where these are Euclidean. */
static void test_distances_come_back(void **state) {
    (void)state;
    for (size_t f = 0; f < 4; f++) {
        const size_t n = fixtures[f].n;
        double *d = fixture_distances(&fixtures[f]);
        const gouw_distances distances = gouw_distances_condensed(d, n);
        gouw_arena arena = GOUW_ARENA_INIT;
        gouw_scaling s;
        assert_int_equal(gouw_scaling_classical(&distances, n, &arena, &s, NULL), GOUW_OK);
        assert_int_equal(s.n_axes, fixtures[f].n_columns);
        for (size_t i = 0, at = 0; i < n; i++)
            for (size_t j = i + 1; j < n; j++, at++) {
                double sum = 0;
                for (size_t a = 0; a < s.n_axes; a++)
                    sum += pow(s.points[i * s.n_axes + a] - s.points[j * s.n_axes + a], 2);
                assert_close(sqrt(sum), d[at], 1e-6, fixtures[f].name);
            }
        gouw_arena_release(&arena);
        free(d);
    }
}

static void test_scaling_edges(void **state) {
    (void)state;
    const double zero[] = {0, 0, 0}, two[] = {4}, bad[] = {(double)NAN};
    gouw_arena arena = GOUW_ARENA_INIT;
    gouw_scaling s;
    for (size_t n = 0; n <= 3; n++) {
        const gouw_distances distances = gouw_distances_condensed(zero, n);
        assert_int_equal(gouw_scaling_classical(&distances, 2, &arena, &s, NULL), GOUW_OK);
        assert_int_equal(s.n_axes, 0);
        assert_int_equal(s.n_negative, 0);
    }
    const gouw_distances pair = gouw_distances_condensed(two, 2);
    assert_int_equal(gouw_scaling_classical(&pair, 2, &arena, &s, NULL), GOUW_OK);
    assert_int_equal(s.n_axes, 1);
    assert_close(s.points[0], 2, 1e-12, "the first of two is positive");
    assert_close(s.points[1], -2, 1e-12, "the second of two");
    const gouw_distances wrong = gouw_distances_condensed(bad, 2);
    assert_int_equal(gouw_scaling_classical(&wrong, 2, &arena, &s, NULL), GOUW_EDATA);
    gouw_arena_release(&arena);
}

static void check_ca(const double *table, size_t n_rows, size_t n_columns, const double *inertia,
                     const double *rows, const double *columns, const char *what) {
    gouw_arena arena = GOUW_ARENA_INIT;
    gouw_correspondence r;
    assert_int_equal(gouw_scaling_correspondence(table, n_rows, n_columns, 2, &arena, &r, NULL),
                     GOUW_OK);
    assert_int_equal(r.n_axes, 2);
    double sum = 0;
    for (size_t a = 0; a < r.n_inertias; a++) {
        assert_close(r.inertia[a], inertia[a], 1e-10, what);
        sum += r.inertia[a];
    }
    assert_close(r.total, sum, 1e-12, "total");
    for (size_t k = 0; k < 2 * n_rows; k++)
        assert_close(r.rows[k], rows[k], 1e-9, what);
    for (size_t k = 0; k < 2 * n_columns; k++)
        assert_close(r.columns[k], columns[k], 1e-9, what);
    gouw_arena_release(&arena);
}

static void test_ca(void **state) {
    (void)state;
    check_ca(hair_table, hair_n_rows, hair_n_columns, hair_inertia, hair_rows, hair_columns,
             "hair");
    check_ca(smoke_table, smoke_n_rows, smoke_n_columns, smoke_inertia, smoke_rows, smoke_columns,
             "smoke");
    check_ca(author_table, author_n_rows, author_n_columns, author_inertia, author_rows,
             author_columns, "author");
}

static void test_ca_refusals(void **state) {
    (void)state;
    const double negative[] = {1, 2, 3, -1}, row[] = {0, 0, 1, 2}, column[] = {1, 0, 2, 0};
    const double none[] = {1, (double)NAN, 1, 1}, independent[] = {1, 2, 2, 4};
    const double *const bad[] = {negative, row, column, none};
    static const char *const says[] = {"row 2, column 2", "row 1", "column 2", "row 1, column 2"};
    gouw_arena arena = GOUW_ARENA_INIT;
    gouw_correspondence r;
    for (size_t b = 0; b < 4; b++) {
        gouw_error error = GOUW_ERROR_INIT;
        assert_int_equal(gouw_scaling_correspondence(bad[b], 2, 2, 2, &arena, &r, &error),
                         GOUW_EDATA);
        assert_non_null(strstr(error.message, says[b]));
    }
    assert_int_equal(gouw_scaling_correspondence(independent, 2, 2, 2, &arena, &r, NULL), GOUW_OK);
    assert_int_equal(r.n_axes, 0);
    assert_int_equal(gouw_scaling_correspondence(independent, 1, 2, 2, &arena, &r, NULL), GOUW_OK);
    assert_int_equal(r.n_axes, 0);
    assert_int_equal(gouw_scaling_correspondence(NULL, 0, 2, 2, &arena, &r, NULL), GOUW_OK);
    gouw_arena_release(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cmdscale),      cmocka_unit_test(test_distances_come_back),
        cmocka_unit_test(test_scaling_edges), cmocka_unit_test(test_ca),
        cmocka_unit_test(test_ca_refusals),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
