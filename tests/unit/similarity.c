/* Similarity measures against vegan, and the rules for empty sets. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "data/similarity.h"
#include "near.h"
#include "stat/pairs.h"
#include "stat/similarity.h"

typedef struct sample {
    const unsigned char *data;
    size_t n_rows, n_columns;
    const double *expected; /* of the pairs of one measure after another */
} sample;

static const sample samples[] = {
    {dune_data, DUNE_ROWS, DUNE_COLUMNS, dune_similarity[0]},
    {sipoo_data, SIPOO_ROWS, SIPOO_COLUMNS, sipoo_similarity[0]},
    {mite_data, MITE_ROWS, MITE_COLUMNS, mite_similarity[0]},
};

static gouw_pairs make(const sample *of, gouw_measure measure, gouw_arena *arena, gouw_bits *bits) {
    const size_t n = of->n_rows, m = of->n_columns;
    assert_int_equal(gouw_bits_init(bits, n, m, arena, NULL), GOUW_OK);
    double *weights = gouw_arena_array(arena, n * m, sizeof *weights);
    uint32_t *size = gouw_arena_array(arena, n, sizeof *size);
    for (size_t i = 0; i < n * m; i++) {
        weights[i] = of->data[i];
        if (of->data[i] > 0)
            gouw_bits_set(bits, i / m, i % m);
    }
    gouw_bits_sizes(bits, size);
    if (measure == GOUW_COSINE_IDF)
        gouw_weights_scale_idf(weights, n, m);
    return (gouw_pairs){.measure = measure,
                        .bits = bits,
                        .size = size,
                        .weights = weights,
                        .empty = NAN,
                        .threads = 1};
}

static void agrees_with_vegan(const sample *of, gouw_measure measure) {
    gouw_arena arena = GOUW_ARENA_INIT;
    gouw_bits bits;
    const gouw_pairs pairs = make(of, measure, &arena, &bits);
    const double *expected = of->expected + (size_t)measure * (of->n_rows * (of->n_rows - 1) / 2);
    for (size_t a = 0; a < of->n_rows; a++) {
        for (size_t b = a + 1; b < of->n_rows; b++)
            assert_near(gouw_pairs_similarity(&pairs, a, b), *expected++, 1e-12);
    }
    gouw_arena_release(&arena);
}

static void test_vegan(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof samples / sizeof *samples; i++) {
        for (int measure = 0; measure < GOUW_N_MEASURES; measure++)
            agrees_with_vegan(&samples[i], (gouw_measure)measure);
    }
}

static void test_symmetric_and_within_bounds(void **state) {
    (void)state;
    for (int measure = 0; measure < GOUW_RUZICKA; measure++) {
        for (uint32_t a = 1; a < 9; a++) {
            for (uint32_t b = 1; b < 9; b++) {
                for (uint32_t s = 0; s <= a && s <= b; s++) {
                    const double x = gouw_similarity((gouw_measure)measure, a, b, s, 20);
                    assert_true(x >= 0 && x <= 1);
                    assert_true(x == gouw_similarity((gouw_measure)measure, b, a, s, 20));
                }
            }
        }
        assert_true(gouw_similarity((gouw_measure)measure, 7, 7, 7, 20) == 1);
    }
}

static void test_empty_sets(void **state) {
    (void)state;
    const double none[3] = {0}, some[3] = {0, 2, 1};
    for (int i = 0; i < GOUW_N_MEASURES; i++) {
        const gouw_measure measure = (gouw_measure)i;
        if (gouw_measures[i].weighted) {
            assert_true(gouw_similarity_weighted(measure, none, some, 3) == 0);
            assert_true(isnan(gouw_similarity_weighted(measure, none, none, 3)));
            assert_true(gouw_similarity_weighted(measure, some, some, 3) == 1);
            assert_true(isnan(gouw_similarity(measure, 1, 1, 1, 4)));
        } else if (gouw_measures[i].counts_absence) {
            assert_true(gouw_similarity(measure, 0, 1, 0, 4) == 0.75);
            assert_true(gouw_similarity(measure, 0, 0, 0, 4) == 1);
            assert_true(isnan(gouw_similarity(measure, 0, 0, 0, 0)));
        } else {
            assert_true(gouw_similarity(measure, 0, 3, 0, 4) == 0);
            assert_true(isnan(gouw_similarity(measure, 0, 0, 0, 4)));
        }
    }
}

/* Equal fractions are equal doubles. */
static void test_ties_are_exact(void **state) {
    (void)state;
    for (uint32_t k = 2; k < 1000; k++) {
        for (int i = 0; i < GOUW_SMC; i++)
            assert_true(gouw_similarity((gouw_measure)i, 7 * k, 11 * k, 3 * k, 0) ==
                        gouw_similarity((gouw_measure)i, 7, 11, 3, 0));
        assert_true(gouw_similarity(GOUW_KULCZYNSKI, 7 * k, 11 * k, 3 * k, 0) ==
                    gouw_similarity(GOUW_KULCZYNSKI, 7, 11, 3, 0));
    }
}

static void test_idf(void **state) {
    (void)state;
    double weights[] = {1, 2, 0, 3, 0, 0};
    gouw_weights_scale_idf(weights, 2, 3);
    const double expected[] = {0, 2 * log(2), 0, 0, 0, 0};
    for (size_t i = 0; i < 6; i++)
        assert_near(weights[i], expected[i], 1e-15);
}

static void test_table(void **state) {
    (void)state;
    for (int i = 0; i < GOUW_N_MEASURES; i++) {
        assert_string_equal(gouw_measures[i].name, gouw_measure_names[i]);
        assert_true(strlen(gouw_measures[i].label) > 0 && strlen(gouw_measures[i].definition) > 0 &&
                    strlen(gouw_measures[i].source) > 0);
    }
    assert_null(gouw_measure_names[GOUW_N_MEASURES]);
    for (int i = 0; gouw_presence_measure_names[i] != NULL; i++)
        assert_string_equal(gouw_presence_measure_names[i], gouw_measure_names[i]);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_vegan),      cmocka_unit_test(test_symmetric_and_within_bounds),
        cmocka_unit_test(test_empty_sets), cmocka_unit_test(test_ties_are_exact),
        cmocka_unit_test(test_idf),        cmocka_unit_test(test_table),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
