/* Silhouettes against R's cluster::silhouette, and the choice of k. */
#include "data/silhouette.h"
#include "cluster_fixture.h"
#include "stat/linkage.h"
#include "stat/silhouette.h"

typedef struct expected {
    const double *means;  /* k = 2 .. 8 */
    const double *widths; /* k = 4 */
} expected;

static const expected of_r[N_FIXTURES] = {
    {usarrests_means, usarrests_widths}, {iris_means, iris_widths},
    {ruspini_means, ruspini_widths},     {agriculture_means, agriculture_widths},
    {eurodist_means, eurodist_widths},   {votes_means, votes_widths},
};

static void test_cluster_package(void **state) {
    (void)state;
    for (size_t f = 0; f < N_FIXTURES; f++) {
        const size_t n = fixtures[f].n;
        double *d = fixture_distances(&fixtures[f]);
        const gouw_distances distances = gouw_distances_condensed(d, n);
        gouw_arena arena = GOUW_ARENA_INIT;
        gouw_tree tree;
        uint32_t cluster[FIXTURE_MOST];
        double width[FIXTURE_MOST], means[9], mean;
        assert_int_equal(gouw_linkage_tree(&distances, GOUW_LINKAGE_AVERAGE, &arena, &tree, NULL),
                         GOUW_OK);
        assert_int_equal(gouw_silhouette_cuts(&distances, &tree, 8, means, NULL), GOUW_OK);
        for (size_t k = 2; k <= 8; k++) {
            assert_int_equal(gouw_tree_cut(&tree, k, cluster, NULL), GOUW_OK);
            assert_int_equal(gouw_silhouette(&distances, cluster, k, width, &mean, NULL), GOUW_OK);
            assert_close(mean, of_r[f].means[k - 2], 1e-9, fixtures[f].name);
            assert_close(means[k], of_r[f].means[k - 2], 1e-9, fixtures[f].name);
            for (size_t i = 0; i < n && k == 4; i++)
                assert_close(width[i], of_r[f].widths[i], 1e-9, fixtures[f].name);
        }
        gouw_arena_release(&arena);
        free(d);
    }
}

/* Every cut of random trees, one by one and all at once. */
static void test_all_cuts(void **state) {
    (void)state;
    gouw_random random;
    gouw_random_init(&random, 7, 0);
    for (gouw_linkage l = 0; l < GOUW_N_LINKAGES; l++) {
        enum { N = 40 };
        double *d = random_distances(&random, N, l % 2 == 0 ? 0 : 5);
        const gouw_distances distances = gouw_distances_condensed(d, N);
        gouw_arena arena = GOUW_ARENA_INIT;
        gouw_tree tree;
        uint32_t cluster[N];
        double means[N + 1], width[N], mean;
        assert_int_equal(gouw_linkage_tree(&distances, l, &arena, &tree, NULL), GOUW_OK);
        assert_int_equal(gouw_silhouette_cuts(&distances, &tree, N, means, NULL), GOUW_OK);
        assert_true(isnan(means[0]) && isnan(means[1]));
        for (size_t k = 2; k <= N; k++) {
            assert_int_equal(gouw_tree_cut(&tree, k, cluster, NULL), GOUW_OK);
            assert_int_equal(gouw_silhouette(&distances, cluster, k, width, &mean, NULL), GOUW_OK);
            assert_close(means[k], mean, 1e-12, "mean");
        }
        gouw_arena_release(&arena);
        free(d);
    }
}

static void test_edges(void **state) {
    (void)state;
    const double d[] = {0, 0, 0};
    const gouw_distances distances = gouw_distances_condensed(d, 3);
    double width[3], mean;
    const uint32_t fine[] = {0, 0, 1}, empty[] = {0, 0, 2}, beyond[] = {0, 1, 3};
    assert_int_equal(gouw_silhouette(&distances, fine, 2, width, &mean, NULL), GOUW_OK);
    assert_true(width[0] == 0 && width[1] == 0 && width[2] == 0);
    assert_int_equal(gouw_silhouette(&distances, fine, 1, width, &mean, NULL), GOUW_EUSAGE);
    assert_int_equal(gouw_silhouette(&distances, fine, 4, width, &mean, NULL), GOUW_EUSAGE);
    assert_int_equal(gouw_silhouette(&distances, empty, 3, width, &mean, NULL), GOUW_EUSAGE);
    assert_int_equal(gouw_silhouette(&distances, beyond, 3, width, &mean, NULL), GOUW_EUSAGE);
    const double bad[] = {0, (double)NAN, 0};
    const gouw_distances wrong = gouw_distances_condensed(bad, 3);
    assert_int_equal(gouw_silhouette(&wrong, fine, 2, width, &mean, NULL), GOUW_EDATA);
}

static void test_best(void **state) {
    (void)state;
    const double mean[] = {(double)NAN, (double)NAN, 0.5, 0.5 + 1e-15, 0.7, 0.7, 0.1};
    assert_int_equal(gouw_silhouette_best(mean, 1), 1);
    assert_int_equal(gouw_silhouette_best(mean, 3), 2);
    assert_int_equal(gouw_silhouette_best(mean, 6), 4);
}

static void test_threshold(void **state) {
    (void)state;
    double values[999];
    for (size_t i = 0; i < 999; i++)
        values[i] = (double)(999 - i);
    assert_true(gouw_null_threshold(values, 999, 0.95) == 950);
    assert_true(gouw_null_threshold(values, 19, 0.95) == 19);
    assert_true(isinf(gouw_null_threshold(values, 18, 0.95)));
    assert_true(isinf(gouw_null_threshold(values, 0, 0.95)));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cluster_package), cmocka_unit_test(test_all_cuts),
        cmocka_unit_test(test_edges),           cmocka_unit_test(test_best),
        cmocka_unit_test(test_threshold),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
