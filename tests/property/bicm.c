/* The configuration model against every table there is. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>

#include "every_table.h"
#include "gouw/random.h"
#include "near.h"
#include "stat/bicm.h"

static every_table every;

/* A cell is the same in all tables if and only if the model is certain of it. */
static void check_decided(const double *chance) {
    for (size_t i = 0; i < every.n_rows; i++) {
        for (size_t j = 0; j < every.n_columns; j++) {
            size_t ones = 0;
            for (size_t t = 0; t < every.n_tables; t++)
                ones += every.table[t][i] >> j & 1;
            const double p = chance[i * every.n_columns + j];
            if (ones == 0)
                assert_true(p == 0);
            else if (ones == every.n_tables)
                assert_true(p == 1);
            else
                assert_true(p > 0 && p < 1);
        }
    }
}

static void check_sums(const double *chance) {
    double column[EVERY_COLUMNS] = {0};
    for (size_t i = 0; i < every.n_rows; i++) {
        double row = 0;
        for (size_t j = 0; j < every.n_columns; j++) {
            row += chance[i * every.n_columns + j];
            column[j] += chance[i * every.n_columns + j];
        }
        assert_near(row, every.row_sum[i], 1e-10);
    }
    for (size_t j = 0; j < every.n_columns; j++)
        assert_near(column[j], every.column_sum[j], 1e-10);
}

/* Where no cell is decided the log odds are a row part plus a column part. */
static void check_form(const double *chance) {
    const size_t m = every.n_columns;
    for (size_t i = 0; i < every.n_rows * m; i++) {
        if (chance[i] <= 0 || chance[i] >= 1)
            return;
    }
    for (size_t i = 1; i < every.n_rows; i++) {
        for (size_t j = 1; j < m; j++) {
            const double *p = chance;
            assert_near(log(p[0] / (1 - p[0])) + log(p[i * m + j] / (1 - p[i * m + j])),
                        log(p[j] / (1 - p[j])) + log(p[i * m] / (1 - p[i * m])), 1e-7);
        }
    }
}

static void test_small_tables(void **state) {
    (void)state;
    gouw_random random;
    gouw_random_init(&random, 1, 2);
    size_t n_checked = 0;
    for (int trial = 0; trial < 1500; trial++) {
        every = (every_table){.n_rows = 1 + gouw_random_below(&random, 4),
                              .n_columns = 1 + gouw_random_below(&random, 5)};
        const uint32_t fill = 1 + gouw_random_below(&random, 9);
        for (size_t i = 0; i < every.n_rows; i++) {
            for (size_t j = 0; j < every.n_columns; j++) {
                const uint32_t one = gouw_random_below(&random, 10) < fill;
                every.row_sum[i] += one;
                every.column_sum[j] += one;
            }
        }
        every_fill(&every);
        if (every.n_tables > EVERY_MOST)
            continue;
        gouw_arena arena = GOUW_ARENA_INIT;
        double chance[EVERY_ROWS * EVERY_COLUMNS], residual = 1;
        assert_int_equal(gouw_bicm(every.row_sum, every.n_rows, every.column_sum, every.n_columns,
                                   chance, &residual, &arena, NULL),
                         GOUW_OK);
        assert_true(residual < 1e-10);
        check_decided(chance);
        check_sums(chance);
        check_form(chance);
        gouw_arena_release(&arena);
        n_checked++;
    }
    assert_true(n_checked > 1000);
}

static void test_impossible_sums(void **state) {
    (void)state;
    const uint32_t rows[] = {3, 1}, columns[] = {2, 1, 0}, few[] = {1, 1, 1};
    gouw_arena arena = GOUW_ARENA_INIT;
    double chance[6], residual;
    assert_int_equal(gouw_bicm(rows, 2, columns, 3, chance, &residual, &arena, NULL), GOUW_EDATA);
    assert_int_equal(gouw_bicm(rows, 2, few, 3, chance, &residual, &arena, NULL), GOUW_EDATA);
    gouw_arena_release(&arena);
}

static void test_large_and_uneven(void **state) {
    (void)state;
    enum { N = 300, M = 150 };
    static uint32_t row[N], column[M];
    static double chance[N * M];
    gouw_random random;
    gouw_random_init(&random, 8, 8);
    for (size_t i = 0; i < N; i++) {
        for (size_t j = 0; j < M; j++) {
            const uint32_t one = gouw_random_unit(&random) <
                                 1 / (1 + exp(6 - 0.03 * (double)(i + j)));
            row[i] += one;
            column[j] += one;
        }
    }
    gouw_arena arena = GOUW_ARENA_INIT;
    double residual;
    assert_int_equal(gouw_bicm(row, N, column, M, chance, &residual, &arena, NULL), GOUW_OK);
    assert_true(residual < 1e-10);
    gouw_arena_release(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_small_tables),
        cmocka_unit_test(test_impossible_sums),
        cmocka_unit_test(test_large_and_uneven),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
