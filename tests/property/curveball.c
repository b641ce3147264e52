/* Curveball against every table there is: uniform, and the same on every processor. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/cpu.h"
#include "every_table.h"
#include "near.h"
#include "stat/curveball.h"
#include "stat/null.h"

static every_table every;

/* Chi-square of equal frequencies lies within five standard deviations of its mean. */
static void assert_equal_frequencies(const uint32_t *count, size_t n_cells) {
    double total = 0, chi_square = 0;
    for (size_t i = 0; i < n_cells; i++)
        total += count[i];
    const double expected = total / (double)n_cells;
    for (size_t i = 0; i < n_cells; i++)
        chi_square += (count[i] - expected) * (count[i] - expected) / expected;
    const double freedom = (double)n_cells - 1;
    assert_near(chi_square, freedom, 5 * sqrt(2 * freedom));
}

/* Columns of the small tables are put at these places of a wide one. */
static void place(const uint32_t *rows, const size_t *at, gouw_bits *bits) {
    for (size_t i = 0; i < every.n_rows; i++) {
        for (size_t j = 0; j < every.n_columns; j++) {
            if (rows[i] >> j & 1)
                gouw_bits_set(bits, i, at[j]);
        }
    }
}

static size_t which(const gouw_bits *bits, const size_t *at) {
    for (size_t t = 0; t < every.n_tables; t++) {
        bool same = true;
        for (size_t i = 0; i < every.n_rows; i++) {
            for (size_t j = 0; j < every.n_columns; j++)
                same &= gouw_bits_test(bits, i, at[j]) == (every.table[t][i] >> j & 1);
        }
        if (same)
            return t;
    }
    fail_msg("the sums have changed");
    return 0;
}

static void is_uniform(const size_t *at, size_t n_columns) {
    gouw_arena arena = GOUW_ARENA_INIT;
    gouw_bits bits;
    const gouw_deals *deals;
    gouw_curveball chain;
    assert_int_equal(gouw_bits_init(&bits, every.n_rows, n_columns, &arena, NULL), GOUW_OK);
    place(every.table[0], at, &bits);
    assert_int_equal(gouw_deals_init(&deals, &arena, NULL), GOUW_OK);
    assert_int_equal(gouw_curveball_init(&chain, &bits, deals, 5, 0, &arena, NULL), GOUW_OK);
    uint32_t count[EVERY_MOST] = {0};
    for (size_t draw = 0; draw < 200 * every.n_tables; draw++) {
        gouw_curveball_trade(&chain, 40);
        count[which(&chain.bits, at)]++;
    }
    assert_equal_frequencies(count, every.n_tables);
    gouw_arena_release(&arena);
}

static void test_uniform_in_one_word(void **state) {
    (void)state;
    every = (every_table){4, 5, 0, {2, 3, 1, 3}, {2, 1, 3, 2, 1}, {{0}}};
    every_fill(&every);
    assert_int_equal(every.n_tables, 65);
    is_uniform((const size_t[]){0, 1, 2, 3, 4}, 5);
}

static void test_uniform_in_three_words(void **state) {
    (void)state;
    every = (every_table){4, 5, 0, {2, 3, 1, 3}, {2, 1, 3, 2, 1}, {{0}}};
    every_fill(&every);
    is_uniform((const size_t[]){3, 63, 64, 127, 128}, 130);
}

static void test_uniform_over_strona_example(void **state) {
    (void)state;
    every = (every_table){3, 3, 0, {1, 2, 1}, {1, 2, 1}, {{0}}};
    every_fill(&every);
    assert_int_equal(every.n_tables, 5);
    is_uniform((const size_t[]){0, 1, 2}, 3);
}

/* Two rows that differ in n items of which the first has k: every subset equally often. */
static void deals_are_uniform(uint32_t n, uint32_t k, size_t n_columns, size_t spacing) {
    gouw_arena arena = GOUW_ARENA_INIT;
    gouw_bits bits;
    const gouw_deals *deals;
    gouw_curveball chain;
    assert_int_equal(gouw_bits_init(&bits, 2, n_columns, &arena, NULL), GOUW_OK);
    for (uint32_t j = 0; j < n; j++)
        gouw_bits_set(&bits, j >= k, j * spacing);
    assert_int_equal(gouw_deals_init(&deals, &arena, NULL), GOUW_OK);
    assert_int_equal(gouw_curveball_init(&chain, &bits, deals, n, k, &arena, NULL), GOUW_OK);
    uint32_t *count = calloc((size_t)1 << n, sizeof *count);
    size_t n_sets = 0;
    for (uint32_t set = 0; set < UINT32_C(1) << n; set++)
        n_sets += gouw_bits_ones(set) == k;
    for (size_t draw = 0; draw < 60 * n_sets; draw++) {
        uint32_t set = 0;
        gouw_curveball_trade(&chain, 1);
        for (uint32_t j = 0; j < n; j++)
            set |= (uint32_t)gouw_bits_test(&chain.bits, 0, j * spacing) << j;
        assert_int_equal(gouw_bits_ones(set), k);
        count[set]++;
    }
    size_t cell = 0;
    for (uint32_t set = 0; set < UINT32_C(1) << n; set++) {
        if (gouw_bits_ones(set) == k)
            count[cell++] = count[set];
    }
    assert_equal_frequencies(count, n_sets);
    free(count);
    gouw_arena_release(&arena);
}

static void test_deals(void **state) {
    (void)state;
    for (int processor = 0; processor <= GOUW_CPU_N_FEATURES; processor += GOUW_CPU_N_FEATURES) {
        gouw_cpu_limit(processor);
        deals_are_uniform(6, 2, 40, 3);
        deals_are_uniform(14, 7, 14, 1);
        deals_are_uniform(15, 7, 15, 1);
        deals_are_uniform(16, 1, 16, 1);
        deals_are_uniform(16, 13, 60, 3);
        deals_are_uniform(10, 5, 100, 10);
        deals_are_uniform(12, 2, 400, 31);
    }
    gouw_cpu_limit(GOUW_CPU_N_FEATURES);
}

static void test_same_on_every_processor(void **state) {
    (void)state;
    for (size_t m = 20; m < 300; m = m * 2 + 13) {
        uint64_t words[2][30 * 5];
        for (int processor = 0; processor < 2; processor++) {
            gouw_cpu_limit(processor == 0 ? 0 : GOUW_CPU_N_FEATURES);
            gouw_arena arena = GOUW_ARENA_INIT;
            gouw_bits bits;
            const gouw_deals *deals;
            gouw_curveball chain;
            gouw_random random;
            gouw_random_init(&random, m, 1);
            assert_int_equal(gouw_bits_init(&bits, 30, m, &arena, NULL), GOUW_OK);
            for (size_t i = 0; i < 30 * m; i++) {
                if (gouw_random_below(&random, 30) < 2 + i / m)
                    gouw_bits_set(&bits, i / m, i % m);
            }
            assert_int_equal(gouw_deals_init(&deals, &arena, NULL), GOUW_OK);
            assert_int_equal(gouw_curveball_init(&chain, &bits, deals, 7, 7, &arena, NULL),
                             GOUW_OK);
            gouw_curveball_trade(&chain, 5000);
            memcpy(words[processor], chain.bits.words, 30 * bits.stride * sizeof **words);
            if (processor == 1)
                assert_memory_equal(words[0], words[1], 30 * bits.stride * sizeof **words);
            gouw_arena_release(&arena);
        }
    }
    gouw_cpu_limit(GOUW_CPU_N_FEATURES);
}

/* p values of the Monte Carlo test against those from all tables. */
static void test_p_values(void **state) {
    (void)state;
    every = (every_table){5, 6, 0, {3, 4, 1, 2, 4}, {1, 3, 3, 2, 3, 2}, {{0}}};
    every_fill(&every);
    assert_int_equal(every.n_tables, 1419);
    gouw_arena arena = GOUW_ARENA_INIT;
    gouw_bits bits;
    gouw_null out[10];
    gouw_curveball_report report;
    assert_int_equal(gouw_bits_init(&bits, 5, 6, &arena, NULL), GOUW_OK);
    place(every.table[17], (const size_t[]){0, 1, 2, 3, 4, 5}, &bits);
    const gouw_null_run run = {.draws = 40000, .seed = 3, .threads = 2};
    assert_int_equal(gouw_null_curveball(&bits, &run, out, &report, &arena, NULL), GOUW_OK);
    for (size_t a = 0, pair = 0; a < 5; a++) {
        for (size_t b = a + 1; b < 5; b++, pair++) {
            double sum = 0, squares = 0, upper = 0, lower = 0;
            const double n = (double)every.n_tables;
            const uint32_t observed = gouw_bits_shared(&bits, a, b);
            for (size_t t = 0; t < every.n_tables; t++) {
                const uint32_t s = gouw_bits_ones(every.table[t][a] & every.table[t][b]);
                sum += s;
                squares += s * s;
                upper += s >= observed;
                lower += s <= observed;
            }
            const double sd = sqrt(squares / n - sum / n * (sum / n));
            assert_near(out[pair].expected, sum / n, 6 * sd / sqrt(40000));
            assert_near(out[pair].sd, sd, 0.02);
            assert_near(out[pair].p_upper, upper / n, 6 * 0.5 / sqrt(40000));
            assert_near(out[pair].p_lower, lower / n, 6 * 0.5 / sqrt(40000));
            size_t below = 0, up_to = 0;
            for (size_t t = 0; t < every.n_tables; t++) {
                const uint32_t s = gouw_bits_ones(every.table[t][a] & every.table[t][b]);
                below += s < out[pair].low;
                up_to += s <= out[pair].high;
            }
            assert_true((double)below / n < 0.025 + 0.004 && (double)up_to / n > 0.975 - 0.004);
            assert_true(out[pair].low <= out[pair].expected);
            assert_true(out[pair].expected <= out[pair].high);
        }
    }
    assert_true(report.r_hat < 1.01);
    gouw_arena_release(&arena);
}

/* n rows of three kinds: {0}, {1} and {0, 1}. Of the cells in which two rows differ, a trade can
 * change those between the first two kinds alone. */
static gouw_mixing mixing_of_kinds(const uint8_t *kind, size_t n, double *share) {
    gouw_arena arena = GOUW_ARENA_INIT;
    gouw_bits bits;
    double count[3] = {0};
    assert_int_equal(gouw_bits_init(&bits, n, 2, &arena, NULL), GOUW_OK);
    for (size_t i = 0; i < n; i++) {
        count[kind[i]]++;
        if (kind[i] != 1)
            gouw_bits_set(&bits, i, 0);
        if (kind[i] != 0)
            gouw_bits_set(&bits, i, 1);
    }
    const gouw_mixing mixing = gouw_mixing_of(&bits);
    const double trades = 2 * count[0] * count[1];
    *share = trades / (trades + (count[0] + count[1]) * count[2]);
    gouw_arena_release(&arena);
    return mixing;
}

/* Some of many rows tell about what all would; where those cannot trade, all are asked. */
static void test_mixing_of_many_rows(void **state) {
    (void)state;
    enum { FEW = 900, MANY = 8192 };
    static uint8_t kind[MANY];
    double share;
    for (size_t i = 0; i < MANY; i++)
        kind[i] = (uint8_t)(i % 3);
    assert_near(mixing_of_kinds(kind, FEW, &share).tradeable, share, 1e-12);
    for (size_t i = 0; i < MANY; i++) /* in order: the first half is not like the whole */
        kind[i] = (uint8_t)(i * 3 / MANY);
    const gouw_mixing many = mixing_of_kinds(kind, MANY, &share);
    assert_near(many.tradeable, share, 0.02);
    assert_near((double)many.thinning, 3 * (MANY - 1) / share, 0.05 * 3 * (MANY - 1) / share);
    for (size_t i = 0; i < MANY; i++)
        kind[i] = (uint8_t)(i % 2 == 0 ? 2 : i / 2 % 2);
    assert_near(mixing_of_kinds(kind, MANY, &share).tradeable, share, 1e-12);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_mixing_of_many_rows),
        cmocka_unit_test(test_uniform_in_one_word),
        cmocka_unit_test(test_uniform_in_three_words),
        cmocka_unit_test(test_uniform_over_strona_example),
        cmocka_unit_test(test_deals),
        cmocka_unit_test(test_same_on_every_processor),
        cmocka_unit_test(test_p_values),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
