/* Gower distances against R's daisy, and the rules for sets and missing values. */
#include "data/gower.h"
#include "cluster_fixture.h"
#include "stat/gower.h"

enum { MOST_COLUMNS = 40, MOST_ROWS = 60 };

static void check_case(const uint8_t *kinds, const double *weights, const double *numbers,
                       const double *expected, size_t n_columns, size_t n, const char *what) {
    gouw_gower_column columns[MOST_COLUMNS];
    static uint32_t codes[MOST_COLUMNS][MOST_ROWS];
    for (size_t c = 0; c < n_columns; c++) {
        for (size_t i = 0; i < n; i++) {
            const double x = numbers[c * n + i];
            codes[c][i] = isnan(x) ? GOUW_GOWER_NONE : (uint32_t)x;
        }
        columns[c] = (gouw_gower_column){.kind = (gouw_gower_kind)kinds[c],
                                         .weight = weights[c],
                                         .number = numbers + c * n,
                                         .code = codes[c]};
    }
    double *d = new_doubles(gouw_pair_count(n));
    size_t n_incomparable;
    assert_int_equal(gouw_gower(columns, n_columns, n, d, NULL, &n_incomparable, NULL), GOUW_OK);
    assert_int_equal(n_incomparable, 0);
    for (size_t k = 0; k < gouw_pair_count(n); k++)
        assert_close(d[k], expected[k], 1e-9, what);
    free(d);
}

static void test_daisy(void **state) {
    (void)state;
    check_case(flower_kinds, flower_weights, flower_columns, flower_distances, sizeof flower_kinds,
               18, "flower");
    check_case(traits_kinds, traits_weights, traits_columns, traits_distances, sizeof traits_kinds,
               34, "traits");
}

/* Rows {1,2,3}, {2,3,4}, {}, {9}. */
static void test_sets(void **state) {
    (void)state;
    const uint32_t start[] = {0, 3, 6, 6, 7}, member[] = {1, 2, 3, 2, 3, 4, 9};
    const gouw_gower_column column = {
        .kind = GOUW_GOWER_SET, .weight = 1, .start = start, .member = member};
    double d[6];
    uint32_t compared[6];
    size_t n_incomparable;
    assert_int_equal(gouw_gower(&column, 1, 4, d, compared, &n_incomparable, NULL), GOUW_OK);
    assert_close(d[0], 0.5, 1e-15, "two of four");
    assert_true(isnan(d[1]) && isnan(d[3]) && isnan(d[5]));
    assert_close(d[2], 1, 0, "nothing in common");
    assert_int_equal(n_incomparable, 3);
    assert_true(compared[0] == 1 && compared[1] == 0 && compared[2] == 1);
}

/* What a column does not say is left out of both sums, and counted. */
static void test_missing(void **state) {
    (void)state;
    const double none = (double)NAN;
    const double number[] = {1, 3, none}, yes[] = {0, 0, 1}, constant[] = {7, 7, 7};
    const gouw_gower_column columns[] = {
        {.kind = GOUW_GOWER_NUMBER, .weight = 2, .number = number},
        {.kind = GOUW_GOWER_YES_ONLY, .weight = 1, .number = yes},
        {.kind = GOUW_GOWER_NUMBER, .weight = 1, .number = constant},
    };
    double d[3];
    uint32_t compared[3];
    size_t n_incomparable;
    assert_int_equal(gouw_gower(columns, 3, 3, d, compared, &n_incomparable, NULL), GOUW_OK);
    assert_close(d[0], 2.0 / 3, 1e-15, "both no says nothing");
    assert_close(d[1], 1.0 / 2, 1e-15, "missing number");
    assert_close(d[2], 1.0 / 2, 1e-15, "missing number");
    assert_true(compared[0] == 2 && compared[1] == 2 && compared[2] == 2);
    assert_int_equal(n_incomparable, 0);
}

static void test_refusals(void **state) {
    (void)state;
    const double infinite[] = {1, (double)INFINITY}, wide[] = {-1.7e308, 1.7e308}, fine[] = {1, 2};
    const gouw_gower_column bad[] = {
        {.kind = GOUW_GOWER_NUMBER, .weight = 1, .number = infinite},
        {.kind = GOUW_GOWER_NUMBER, .weight = 1, .number = wide},
        {.kind = GOUW_GOWER_NUMBER, .weight = 0, .number = fine},
        {.kind = GOUW_GOWER_NUMBER, .weight = (double)NAN, .number = fine},
    };
    double d[1];
    size_t n_incomparable;
    for (size_t b = 0; b < 4; b++)
        assert_int_equal(gouw_gower(&bad[b], 1, 2, d, NULL, &n_incomparable, NULL), GOUW_EDATA);
    assert_int_equal(gouw_gower(NULL, 0, 2, d, NULL, &n_incomparable, NULL), GOUW_OK);
    assert_true(isnan(d[0]) && n_incomparable == 1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_daisy),
        cmocka_unit_test(test_sets),
        cmocka_unit_test(test_missing),
        cmocka_unit_test(test_refusals),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
