/* Agreement of coders against published values, exact fractions and nltk. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <string.h>

#define NONE GOUW_RATING_NONE
#include "near.h"
#include "stat/agreement.h"

#include "data/agreement.h"

/* Krippendorff 2011, "Computing Krippendorff's alpha-reliability", four coders, twelve units:
 * nominal 0.743, ordinal 0.815. Categories 1 to 5 as 0 to 4. */
static const uint32_t published[4][12] = {
    {0, 1, 2, 2, 1, 0, 3, 0, 1, NONE, NONE, NONE},
    {0, 1, 2, 2, 1, 1, 3, 0, 1, 4, NONE, 2},
    {NONE, 2, 2, 2, 1, 2, 3, 1, 1, 4, 0, NONE},
    {0, 1, 2, 2, 1, 3, 3, 0, 1, 4, 0, NONE},
};

static gouw_ratings ratings_of(const uint32_t *value, size_t n_coders, size_t n_units,
                               size_t n_categories) {
    return (gouw_ratings){.n_coders = n_coders,
                          .n_units = n_units,
                          .n_categories = n_categories,
                          .value = value,
                          .n_groups = n_units};
}

static gouw_alpha alpha_of(const gouw_ratings *ratings, gouw_alpha_metric metric,
                           const double *distance, uint32_t n_draws) {
    const gouw_alpha_options options = {
        .metric = metric, .distance = distance, .n_draws = n_draws, .seed = 1, .level = 0.95};
    gouw_alpha alpha;
    assert_int_equal(gouw_alpha_find(ratings, &options, &alpha, NULL), GOUW_OK);
    return alpha;
}

static void test_published(void **state) {
    (void)state;
    const gouw_ratings ratings = ratings_of(published[0], 4, 12, 5);
    const gouw_alpha nominal = alpha_of(&ratings, GOUW_ALPHA_NOMINAL, NULL, 1000);
    assert_near(nominal.alpha, 0.743, 0.0005);
    assert_int_equal(nominal.n_units, 11);
    assert_int_equal(nominal.n_draws, 1000);
    assert_true(nominal.low < nominal.alpha && nominal.alpha < nominal.high);
    assert_near(alpha_of(&ratings, GOUW_ALPHA_ORDINAL, NULL, 0).alpha, 0.815, 0.0005);
}

static void test_exact(void **state) {
    (void)state;
    const gouw_ratings ratings = ratings_of(coded[0], 3, 40, 4);
    assert_near(alpha_of(&ratings, GOUW_ALPHA_NOMINAL, NULL, 0).alpha, coded_nominal, 1e-14);
    assert_near(alpha_of(&ratings, GOUW_ALPHA_ORDINAL, NULL, 0).alpha, coded_ordinal, 1e-14);
}

static void test_kappa(void **state) {
    (void)state;
    const gouw_ratings ratings = ratings_of(coded[0], 3, 40, 4),
                       two = ratings_of(coded[0], 2, 40, 4);
    gouw_kappa kappa;
    size_t n_units;
    assert_int_equal(gouw_kappa_find(&ratings, 0, 1, &kappa, NULL), GOUW_OK);
    assert_near(kappa.kappa, coded_kappa, 1e-14);
    assert_near(gouw_agreement_share(&two, &n_units), coded_kappa_share, 1e-14);
    assert_int_equal(n_units, kappa.n_units);
}

static void test_masi(void **state) {
    (void)state;
    gouw_arena arena = GOUW_ARENA_INIT;
    gouw_bits sets;
    uint32_t value[40];
    double distance[40 * 40];
    assert_int_equal(gouw_bits_init(&sets, 40, 8, &arena, NULL), GOUW_OK);
    for (uint32_t i = 0; i < 40; i++) {
        value[i] = i;
        sets.words[i] = coded_sets[i / 20][i % 20];
    }
    gouw_masi_distances(&sets, distance);
    const gouw_ratings ratings = ratings_of(value, 2, 20, 40);
    assert_near(alpha_of(&ratings, GOUW_ALPHA_TABLE, distance, 0).alpha, coded_masi, 1e-14);
    gouw_arena_release(&arena);
}

static void test_masi_of_empty_sets(void **state) {
    (void)state;
    gouw_arena arena = GOUW_ARENA_INIT;
    gouw_bits sets;
    double d[16];
    assert_int_equal(gouw_bits_init(&sets, 4, 3, &arena, NULL), GOUW_OK);
    sets.words[2] = 3;
    sets.words[3] = 7;
    gouw_masi_distances(&sets, d);
    assert_true(d[0] == 0 && d[1] == 0 && d[2] == 1 && d[10] == 0);
    assert_near(d[11], 1 - 2.0 / 3 * 2 / 3, 1e-15);
    gouw_arena_release(&arena);
}

/* Drawing each group once is the estimate itself; groups are drawn whole. */
static void test_groups(void **state) {
    (void)state;
    uint32_t group[40];
    for (uint32_t unit = 0; unit < 40; unit++)
        group[unit] = unit % 4;
    gouw_ratings ratings = ratings_of(coded[0], 3, 40, 4);
    const gouw_alpha alone = alpha_of(&ratings, GOUW_ALPHA_NOMINAL, NULL, 2000);
    ratings.group = group;
    ratings.n_groups = 4;
    const gouw_alpha grouped = alpha_of(&ratings, GOUW_ALPHA_NOMINAL, NULL, 2000);
    assert_true(grouped.alpha == alone.alpha);
    assert_true(grouped.low != alone.low);
    ratings.n_groups = 1;
    memset(group, 0, sizeof group);
    const gouw_alpha one = alpha_of(&ratings, GOUW_ALPHA_NOMINAL, NULL, 2000);
    assert_true(one.alpha == alone.alpha && isnan(one.low) && isnan(one.high));
}

/* The percentile interval of a binomial share, known in the large: two coders, 400 units, values
 * split evenly, 80 % agreement: alpha is near 0.6 with a standard error near 0.04. */
static void test_interval_width(void **state) {
    (void)state;
    static uint32_t value[2][400];
    for (uint32_t unit = 0; unit < 400; unit++) {
        value[0][unit] = unit % 2;
        value[1][unit] = unit % 10 < 8 ? unit % 2 : 1 - unit % 2;
    }
    const gouw_ratings ratings = ratings_of(value[0], 2, 400, 2);
    const gouw_alpha alpha = alpha_of(&ratings, GOUW_ALPHA_NOMINAL, NULL, 4000);
    assert_near(alpha.alpha, 0.6, 0.002);
    assert_near(alpha.low, 0.6 - 1.96 * 0.04, 0.008);
    assert_near(alpha.high, 0.6 + 1.96 * 0.04, 0.008);
}

static void test_degenerate(void **state) {
    (void)state;
    const uint32_t same[2][3] = {{1, 1, 1}, {1, 1, 1}},
                   once[2][3] = {{0, NONE, 1}, {NONE, 1, NONE}};
    const uint32_t one[2][3] = {{0, NONE, 1}, {1, NONE, NONE}};
    const struct {
        const uint32_t *value;
        gouw_agreement_state expected;
    } cases[] = {{same[0], GOUW_AGREEMENT_ONE_CATEGORY},
                 {once[0], GOUW_AGREEMENT_NO_PAIRS},
                 {one[0], GOUW_AGREEMENT_ONE_UNIT}};
    for (size_t i = 0; i < 3; i++) {
        const gouw_ratings ratings = ratings_of(cases[i].value, 2, 3, 2);
        const gouw_alpha alpha = alpha_of(&ratings, GOUW_ALPHA_NOMINAL, NULL, 100);
        gouw_kappa kappa;
        assert_int_equal(gouw_kappa_find(&ratings, 0, 1, &kappa, NULL), GOUW_OK);
        assert_int_equal(alpha.state, cases[i].expected);
        assert_int_equal(kappa.state, cases[i].expected);
        assert_true(isnan(alpha.alpha) && isnan(alpha.low) && isnan(kappa.kappa));
        assert_true(strlen(gouw_agreement_state_text(alpha.state)) > 0);
    }
    assert_string_equal(gouw_agreement_state_text(GOUW_AGREEMENT_FOUND), "");
    const gouw_ratings none = ratings_of(same[0], 0, 0, 0);
    assert_int_equal(alpha_of(&none, GOUW_ALPHA_ORDINAL, NULL, 10).state, GOUW_AGREEMENT_NO_PAIRS);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_published),
        cmocka_unit_test(test_exact),
        cmocka_unit_test(test_kappa),
        cmocka_unit_test(test_masi),
        cmocka_unit_test(test_groups),
        cmocka_unit_test(test_interval_width),
        cmocka_unit_test(test_masi_of_empty_sets),
        cmocka_unit_test(test_degenerate),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
