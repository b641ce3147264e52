/* Null models of pairs against references and brute force. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <string.h>

#include "data/null.h"
#include "data/null_r.h"
#include "data/similarity.h"
#include "gouw/random.h"
#include "near.h"
#include "stat/adjust.h"
#include "stat/null.h"

enum { DUNE_PAIRS = DUNE_ROWS * (DUNE_ROWS - 1) / 2 };

static void read_dune(gouw_bits *bits, gouw_arena *arena) {
    assert_int_equal(gouw_bits_init(bits, DUNE_ROWS, DUNE_COLUMNS, arena, NULL), GOUW_OK);
    for (size_t i = 0; i < sizeof dune_data; i++) {
        if (dune_data[i] > 0)
            gouw_bits_set(bits, i / DUNE_COLUMNS, i % DUNE_COLUMNS);
    }
}

static void test_hypergeometric(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof hypergeometric_cases / sizeof *hypergeometric_cases; i++) {
        const gouw_null is = gouw_hypergeometric(
            hypergeometric_cases[i].n_a, hypergeometric_cases[i].n_b,
            hypergeometric_cases[i].shared, hypergeometric_cases[i].universe);
        assert_near(is.expected, hypergeometric_cases[i].expected, 1e-12 * is.expected);
        assert_near(is.sd, hypergeometric_cases[i].sd, 1e-12 * is.sd);
        assert_near(is.p_upper, hypergeometric_cases[i].p_upper, 1e-12 * is.p_upper);
        assert_near(is.p_lower, hypergeometric_cases[i].p_lower, 1e-12 * is.p_lower);
    }
}

static void test_hypergeometric_of_nothing(void **state) {
    (void)state;
    const gouw_null is = gouw_hypergeometric(0, 0, 0, 0);
    assert_true(is.expected == 0 && is.sd == 0 && is.p_upper == 1 && is.p_lower == 1);
    assert_true(isnan(gouw_null_z(&is, 0)));
}

/* The least k whose lower tail reaches q. */
static double least_with(uint32_t n_a, uint32_t n_b, uint32_t m, double q) {
    uint32_t k = 0;
    while (gouw_hypergeometric(n_a, n_b, k, m).p_lower < q - 1e-12)
        k++;
    return k;
}

static void test_hypergeometric_quantiles(void **state) {
    (void)state;
    for (uint32_t m = 0; m < 13; m++)
        for (uint32_t a = 0; a <= m; a++)
            for (uint32_t b = 0; b <= m; b++) {
                const gouw_null is = gouw_hypergeometric(a, b, 0, m);
                assert_true(is.low == least_with(a, b, m, 0.025));
                assert_true(is.high == least_with(a, b, m, 0.975));
            }
    /* qhyper(c(.025, .975), 300, 700, 400) and of 1500, 3500, 2000 in R 4.2 */
    const gouw_null one = gouw_hypergeometric(300, 400, 150, 1000);
    assert_true(one.low == 106 && one.high == 134);
    const gouw_null two = gouw_hypergeometric(1500, 2000, 0, 5000);
    assert_true(two.low == 569 && two.high == 631);
}

static void test_adjust(void **state) {
    (void)state;
    enum { N = sizeof adjust_p / sizeof *adjust_p };
    double adjusted[N + 1], with_gap[N + 1];
    assert_int_equal(gouw_adjust_bh(adjust_p, N, adjusted, NULL), GOUW_OK);
    for (size_t i = 0; i < N; i++)
        assert_near(adjusted[i], adjust_bh[i], 1e-15);
    memcpy(with_gap, adjust_p, sizeof adjust_p);
    with_gap[N] = with_gap[2];
    with_gap[2] = NAN;
    assert_int_equal(gouw_adjust_bh(with_gap, N + 1, with_gap, NULL), GOUW_OK);
    assert_true(isnan(with_gap[2]));
    assert_near(with_gap[N], adjust_bh[2], 1e-15);
    assert_int_equal(gouw_adjust_bh(NULL, 0, NULL, NULL), GOUW_OK);
}

static void test_pair_index(void **state) {
    (void)state;
    for (size_t n = 0, i = 0; n < 9; n++, i = 0) {
        for (size_t a = 0; a < n; a++) {
            for (size_t b = a + 1; b < n; b++)
                assert_int_equal(gouw_pair_index(n, a, b), i++);
        }
        assert_int_equal(gouw_pair_count(n), i);
    }
}

static void test_sdsm_of_dune(void **state) {
    (void)state;
    gouw_arena arena = GOUW_ARENA_INIT;
    gouw_bits bits;
    read_dune(&bits, &arena);
    gouw_null out[DUNE_PAIRS];
    double residual;
    const gouw_null_run run = {.threads = 3};
    assert_int_equal(gouw_null_sdsm(&bits, &run, out, &residual, &arena, NULL), GOUW_OK);
    assert_true(residual < 1e-10);
    for (size_t i = 0; i < DUNE_PAIRS; i++) {
        assert_near(out[i].expected, dune_sdsm[i].expected, 1e-10);
        assert_near(out[i].sd, dune_sdsm[i].sd, 1e-10);
        assert_near(out[i].p_upper, dune_sdsm[i].p_upper, 1e-10);
        assert_near(out[i].p_lower, dune_sdsm[i].p_lower, 1e-10);
        assert_true(out[i].low <= out[i].expected && out[i].expected <= out[i].high);
    }
    gouw_arena_release(&arena);
}

/* low <= k just where P(shared <= k) is not below the tail, k <= high just where P(shared >= k) is
 * above it; p counts the observed as one draw more. */
static void assert_quantiles_fit(const gouw_bits *bits, const gouw_null *out, double draws) {
    size_t i = 0;
    for (size_t a = 0; a < bits->n_rows; a++)
        for (size_t b = a + 1; b < bits->n_rows; b++, i++) {
            const double shared = gouw_bits_shared(bits, a, b);
            const double below = (out[i].p_lower * (draws + 1) - 1) / draws;
            const double above = (out[i].p_upper * (draws + 1) - 1) / draws;
            assert_true((out[i].low <= shared) == (below > GOUW_NULL_TAIL - 1e-9));
            assert_true((shared <= out[i].high) == (above > GOUW_NULL_TAIL + 1e-9));
        }
}

static void test_curveball_of_dune(void **state) {
    (void)state;
    gouw_arena arena = GOUW_ARENA_INIT;
    gouw_bits bits;
    read_dune(&bits, &arena);
    static gouw_null out[3][DUNE_PAIRS];
    gouw_curveball_report report;
    const unsigned threads[3] = {1, 2, 7};
    for (int i = 0; i < 3; i++) {
        const gouw_null_run run = {.draws = 20000, .seed = 1, .threads = threads[i]};
        assert_int_equal(gouw_null_curveball(&bits, &run, out[i], &report, &arena, NULL), GOUW_OK);
        assert_memory_equal(out[i], out[0], sizeof out[0]);
    }
    assert_int_equal(report.draws, 20000);
    assert_true(report.r_hat < 1.01 && report.tradeable > 0.9 && report.tradeable < 1);
    for (size_t i = 0; i < DUNE_PAIRS; i++) {
        const double error = 6 * dune_curveball_sd[i] / sqrt(10000);
        assert_near(out[0][i].expected, dune_curveball_mean[i], error);
        assert_near(out[0][i].sd, dune_curveball_sd[i], error);
    }
    assert_quantiles_fit(&bits, out[0], 20000);
    gouw_arena_release(&arena);
}

/* Nested rows, empty ones, full ones: one table with these sums. */
static void test_curveball_without_choice(void **state) {
    (void)state;
    gouw_arena arena = GOUW_ARENA_INIT;
    gouw_bits bits;
    assert_int_equal(gouw_bits_init(&bits, 4, 4, &arena, NULL), GOUW_OK);
    for (size_t i = 0; i < 4; i++) {
        for (size_t j = 0; j < i * 4 / 3; j++)
            gouw_bits_set(&bits, i, j);
    }
    gouw_null out[6];
    gouw_curveball_report report;
    const gouw_null_run run = {.draws = 100, .threads = 1};
    assert_int_equal(gouw_null_curveball(&bits, &run, out, &report, &arena, NULL), GOUW_OK);
    assert_true(report.tradeable == 0);
    for (size_t a = 0, i = 0; a < 4; a++) {
        for (size_t b = a + 1; b < 4; b++, i++) {
            assert_true(out[i].expected == gouw_bits_shared(&bits, a, b));
            assert_true(out[i].sd == 0 && out[i].p_upper == 1 && out[i].p_lower == 1);
        }
    }
    double residual;
    assert_int_equal(gouw_null_sdsm(&bits, &run, out, &residual, &arena, NULL), GOUW_OK);
    for (size_t i = 0; i < 6; i++)
        assert_true(out[i].sd == 0 && out[i].p_upper == 1 && out[i].p_lower == 1);
    gouw_arena_release(&arena);
}

static void test_one_row_or_no_columns(void **state) {
    (void)state;
    gouw_arena arena = GOUW_ARENA_INIT;
    const gouw_null_run run = {.draws = 10, .threads = 4};
    for (size_t n = 0; n < 4; n++) {
        for (size_t m = 0; m < 2; m++) {
            gouw_bits bits;
            gouw_null out[3];
            gouw_curveball_report report;
            double residual;
            assert_int_equal(gouw_bits_init(&bits, n, m, &arena, NULL), GOUW_OK);
            assert_int_equal(gouw_null_curveball(&bits, &run, out, &report, &arena, NULL), GOUW_OK);
            assert_int_equal(gouw_null_sdsm(&bits, &run, out, &residual, &arena, NULL), GOUW_OK);
            gouw_null_hypergeometric(&bits, out);
            for (size_t i = 0; i < gouw_pair_count(n); i++)
                assert_true(out[i].p_upper == 1 && out[i].p_lower == 1);
        }
    }
    gouw_arena_release(&arena);
}

static bool at_once(void *watch) {
    (void)watch;
    return true;
}

static void test_interrupted(void **state) {
    (void)state;
    gouw_arena arena = GOUW_ARENA_INIT;
    gouw_bits bits;
    read_dune(&bits, &arena);
    gouw_null out[DUNE_PAIRS];
    gouw_curveball_report report;
    double residual;
    gouw_error error = GOUW_ERROR_INIT;
    const gouw_null_run run = {.draws = 1000, .threads = 2, .interrupted = at_once};
    assert_int_equal(gouw_null_curveball(&bits, &run, out, &report, &arena, &error),
                     GOUW_EINTERRUPT);
    assert_int_equal(gouw_null_sdsm(&bits, &run, out, &residual, &arena, NULL), GOUW_EINTERRUPT);
    gouw_arena_release(&arena);
}

/* Every allocation that fails is reported. */
static void test_out_of_memory(void **state) {
    (void)state;
    gouw_status status[2] = {GOUW_EMEMORY, GOUW_EMEMORY};
    for (size_t at = 1; status[0] != GOUW_OK || status[1] != GOUW_OK; at++) {
        for (int which = 0; which < 2; which++) {
            gouw_arena arena = GOUW_ARENA_INIT;
            gouw_bits bits;
            read_dune(&bits, &arena);
            arena.fail_at = arena.n_allocations + at;
            gouw_null out[DUNE_PAIRS];
            gouw_curveball_report report;
            double residual;
            const gouw_null_run run = {.draws = 8, .threads = 1};
            status[which] = which == 0
                                ? gouw_null_curveball(&bits, &run, out, &report, &arena, NULL)
                                : gouw_null_sdsm(&bits, &run, out, &residual, &arena, NULL);
            assert_true(status[which] == GOUW_OK || status[which] == GOUW_EMEMORY);
            gouw_arena_release(&arena);
        }
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_hypergeometric),
        cmocka_unit_test(test_hypergeometric_of_nothing),
        cmocka_unit_test(test_hypergeometric_quantiles),
        cmocka_unit_test(test_adjust),
        cmocka_unit_test(test_pair_index),
        cmocka_unit_test(test_sdsm_of_dune),
        cmocka_unit_test(test_curveball_of_dune),
        cmocka_unit_test(test_curveball_without_choice),
        cmocka_unit_test(test_one_row_or_no_columns),
        cmocka_unit_test(test_interrupted),
        cmocka_unit_test(test_out_of_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
