/* Trees against R's hclust, cutree, cophenetic and cluster::agnes. */
#include "data/linkage.h"
#include "cluster_fixture.h"
#include "gouw/random.h"
#include "stat/linkage.h"
#include "stat/linkage_steps.h"
#include "stat/pairs_distance.h"

typedef struct expected {
    const int16_t *merges;
    const double *heights, *cophenetic, *coefficient;
    const uint8_t *order, *cut5;
} expected;

#define EXPECTED(name)                                                                             \
    {                                                                                              \
        name##_merges, name##_heights, name##_cophenetic, name##_coefficient, name##_order,        \
            name##_cut5                                                                            \
    }

static const expected of_r[N_FIXTURES] = {
    EXPECTED(usarrests),   EXPECTED(iris),     EXPECTED(ruspini),
    EXPECTED(agriculture), EXPECTED(eurodist), EXPECTED(votes),
};

static void check_merges(const gouw_tree *tree, const int16_t *merges, const double *heights,
                         const char *what) {
    for (size_t s = 0; s + 1 < tree->n_items; s++) {
        assert_close(tree->merges[s].height, heights[s], 1e-9, what);
        if (tree->merges[s].left != merges[2 * s] || tree->merges[s].right != merges[2 * s + 1])
            fail_msg("%s step %zu: got %d %d, expected %d %d", what, s + 1, tree->merges[s].left,
                     tree->merges[s].right, merges[2 * s], merges[2 * s + 1]);
    }
}

/* iris and ruspini have ties: merges must agree even there. */
static void test_hclust(void **state) {
    (void)state;
    for (size_t f = 0; f < N_FIXTURES; f++) {
        const size_t n = fixtures[f].n;
        double *d = fixture_distances(&fixtures[f]), *cophenetic = new_doubles(n * n);
        const gouw_distances distances = gouw_distances_condensed(d, n);
        for (gouw_linkage l = 0; l < GOUW_N_LINKAGES; l++) {
            gouw_arena arena = GOUW_ARENA_INIT;
            gouw_tree tree;
            uint32_t order[FIXTURE_MOST];
            assert_int_equal(gouw_linkage_tree(&distances, l, &arena, &tree, NULL), GOUW_OK);
            check_merges(&tree, of_r[f].merges + 2 * (n - 1) * (size_t)l,
                         of_r[f].heights + (n - 1) * (size_t)l, fixtures[f].name);
            assert_int_equal(tree.merges[n - 2].size, n);
            assert_int_equal(gouw_tree_order(&tree, order, NULL), GOUW_OK);
            for (size_t i = 0; i < n; i++)
                assert_int_equal(order[i], of_r[f].order[n * (size_t)l + i]);
            assert_int_equal(gouw_tree_cophenetic(&tree, cophenetic, NULL), GOUW_OK);
            assert_close(gouw_correlation(d, cophenetic, gouw_pair_count(n)), of_r[f].cophenetic[l],
                         1e-9, "cophenetic correlation");
            gouw_arena_release(&arena);
        }
        free(d);
        free(cophenetic);
    }
}

static void test_cutree_and_agnes(void **state) {
    (void)state;
    for (size_t f = 0; f < N_FIXTURES; f++) {
        const size_t n = fixtures[f].n;
        double *d = fixture_distances(&fixtures[f]);
        const gouw_distances distances = gouw_distances_condensed(d, n);
        for (size_t l = 0; l < 5; l++) {
            gouw_arena arena = GOUW_ARENA_INIT;
            gouw_tree tree;
            uint32_t cluster[FIXTURE_MOST];
            assert_int_equal(gouw_linkage_tree(&distances, (gouw_linkage)l, &arena, &tree, NULL),
                             GOUW_OK);
            assert_int_equal(tree.n_inversions, 0);
            assert_int_equal(gouw_tree_cut(&tree, 5, cluster, NULL), GOUW_OK);
            for (size_t i = 0; i < n; i++)
                assert_int_equal(cluster[i], of_r[f].cut5[n * l + i]);
            assert_close(gouw_tree_coefficient(&tree), of_r[f].coefficient[l], 1e-9,
                         fixtures[f].name);
            gouw_arena_release(&arena);
        }
        free(d);
    }
}

/* Three points nearly equally far apart: the centroid of two is nearer to the third. */
static void test_inversion(void **state) {
    (void)state;
    const double d[] = {1.0, 1.01, 1.01};
    const gouw_distances distances = gouw_distances_condensed(d, 3);
    gouw_arena arena = GOUW_ARENA_INIT;
    gouw_tree tree;
    assert_int_equal(gouw_linkage_tree(&distances, GOUW_LINKAGE_CENTROID, &arena, &tree, NULL),
                     GOUW_OK);
    assert_int_equal(tree.n_inversions, 1);
    assert_close(tree.merges[1].height, 0.76, 1e-12, "height");
    gouw_arena_release(&arena);
}

static void test_few_items(void **state) {
    (void)state;
    const double d[] = {3.0};
    for (size_t n = 0; n <= 2; n++)
        for (gouw_linkage l = 0; l < GOUW_N_LINKAGES; l++) {
            const gouw_distances distances = gouw_distances_condensed(d, n);
            gouw_arena arena = GOUW_ARENA_INIT;
            gouw_tree tree;
            uint32_t order[2];
            assert_int_equal(gouw_linkage_tree(&distances, l, &arena, &tree, NULL), GOUW_OK);
            assert_int_equal(gouw_tree_order(&tree, order, NULL), GOUW_OK);
            if (n == 2)
                assert_close(tree.merges[0].height, 3, 0, "height");
            for (size_t i = 0; i < n; i++)
                assert_int_equal(order[i], i);
            gouw_arena_release(&arena);
        }
}

static void test_refusals(void **state) {
    (void)state;
    const double bad[] = {(double)NAN, -1.0, (double)INFINITY};
    gouw_arena arena = GOUW_ARENA_INIT;
    gouw_tree tree;
    for (size_t b = 0; b < 3; b++)
        for (gouw_linkage l = 0; l < GOUW_N_LINKAGES; l++) {
            const double d[] = {1, 2, bad[b]};
            const gouw_distances distances = gouw_distances_condensed(d, 3);
            gouw_error error = GOUW_ERROR_INIT;
            assert_int_equal(gouw_linkage_tree(&distances, l, &arena, &tree, &error), GOUW_EDATA);
            assert_non_null(strstr(error.message, "items 2 and 3"));
        }
    const double d[] = {1, 2, 3};
    const gouw_distances distances = gouw_distances_condensed(d, 3);
    uint32_t cluster[3];
    assert_int_equal(gouw_linkage_tree(&distances, 0, &arena, &tree, NULL), GOUW_OK);
    assert_int_equal(gouw_tree_cut(&tree, 0, cluster, NULL), GOUW_EUSAGE);
    assert_int_equal(gouw_tree_cut(&tree, 4, cluster, NULL), GOUW_EUSAGE);
    assert_true(isnan(gouw_correlation(d, (const double[]){0.1, 0.1, 0.1}, 3)));
    arena.fail_at = arena.n_allocations + 1;
    assert_int_equal(gouw_linkage_tree(&distances, 0, &arena, &tree, NULL), GOUW_EMEMORY);
    gouw_arena_release(&arena);
}

/* The sets themselves as the source give the tree that their matrix gives, ties and all: below and
 * above the size from which single linkage takes the spanning tree. */
static void check_single_of_sets(size_t n, size_t m, gouw_measure measure) {
    gouw_arena arena = GOUW_ARENA_INIT;
    gouw_random random;
    gouw_bits bits;
    gouw_tree of_sets, of_matrix;
    gouw_random_init(&random, 11, n);
    assert_int_equal(gouw_bits_init(&bits, n, m, &arena, NULL), GOUW_OK);
    for (size_t i = 0; i < n * m; i++)
        if (gouw_random_below(&random, 3) == 0)
            gouw_bits_set(&bits, i / m, i % m);
    uint32_t *size = gouw_arena_array(&arena, n, sizeof *size);
    assert_non_null(size);
    gouw_bits_sizes(&bits, size);
    const gouw_pairs pairs = {.measure = measure, .bits = &bits, .size = size, .threads = 1};
    double *d = new_doubles(gouw_pair_count(n));
    for (size_t a = 0, at = 0; a < n; a++)
        for (size_t b = a + 1; b < n; b++)
            d[at++] = 1 - gouw_pairs_similarity(&pairs, a, b);
    const gouw_distances sets = gouw_pairs_distances(&pairs),
                         matrix = gouw_distances_condensed(d, n);
    assert_int_equal(gouw_linkage_tree(&sets, GOUW_LINKAGE_SINGLE, &arena, &of_sets, NULL),
                     GOUW_OK);
    assert_int_equal(gouw_linkage_tree(&matrix, GOUW_LINKAGE_SINGLE, &arena, &of_matrix, NULL),
                     GOUW_OK);
    for (size_t s = 0; s + 1 < n; s++) {
        assert_int_equal(of_sets.merges[s].left, of_matrix.merges[s].left);
        assert_int_equal(of_sets.merges[s].right, of_matrix.merges[s].right);
        assert_true(of_sets.merges[s].height == of_matrix.merges[s].height);
    }
    free(d);
    gouw_arena_release(&arena);
}

/* Rows of distances, whole and in parts, are those of one pair at a time. */
static void test_rows_of_sets(void **state) {
    (void)state;
    enum { N = 700, M = 70 };
    gouw_arena arena = GOUW_ARENA_INIT;
    gouw_random random;
    gouw_bits bits;
    uint32_t size[N], others[N];
    static double out[N];
    gouw_random_init(&random, 3, N);
    assert_int_equal(gouw_bits_init(&bits, N, M, &arena, NULL), GOUW_OK);
    for (size_t i = 0; i < N * M; i++)
        if (i / M % 90 != 5 && gouw_random_below(&random, 3) == 0)
            gouw_bits_set(&bits, i / M, i % M);
    gouw_bits_sizes(&bits, size);
    const gouw_pairs pairs = {
        .measure = GOUW_JACCARD, .bits = &bits, .size = size, .empty = 1, .threads = 1};
    const gouw_distances sets = gouw_pairs_distances(&pairs);
    for (uint32_t step = 1; step <= 2; step++) {
        for (uint32_t k = 0; k < N / step; k++)
            others[k] = k * step;
        for (uint32_t item = 0; item < N; item += 5) {
            sets.row(&sets, item, others, N / step, out);
            for (uint32_t k = 0; k < N / step; k++)
                assert_true(
                    out[k] ==
                    (others[k] == item ? 0 : 1 - gouw_pairs_similarity(&pairs, item, others[k])));
        }
    }
    gouw_arena_release(&arena);
}

static void test_single_linkage_of_sets(void **state) {
    (void)state;
    check_single_of_sets(2, 5, GOUW_JACCARD);
    check_single_of_sets(60, 24, GOUW_JACCARD);
    check_single_of_sets(GOUW_LINKAGE_SMALL + 300, 40, GOUW_JACCARD);
    check_single_of_sets(GOUW_LINKAGE_SMALL + 1, 200, GOUW_COSINE);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_hclust),       cmocka_unit_test(test_cutree_and_agnes),
        cmocka_unit_test(test_inversion),    cmocka_unit_test(test_few_items),
        cmocka_unit_test(test_refusals),     cmocka_unit_test(test_single_linkage_of_sets),
        cmocka_unit_test(test_rows_of_sets),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
