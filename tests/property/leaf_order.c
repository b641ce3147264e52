/* Leaf orders against all ways to turn the branches, and what must hold of any. */
#include "stat/leaf_order.h"
#include "base/cpu.h"
#include "cluster_fixture.h"
#include "stat/linkage.h"

static double length_of(const double *d, size_t n, const uint32_t *order) {
    double sum = 0;
    for (size_t p = 0; p + 1 < n; p++) {
        const size_t a = order[p] < order[p + 1] ? order[p] : order[p + 1];
        const size_t b = order[p] < order[p + 1] ? order[p + 1] : order[p];
        sum += d[gouw_pair_index(n, a, b)];
    }
    return sum;
}

/* The shortest over 2^(n - 1) turnings. */
static double brute_force(const double *d, const gouw_tree *tree) {
    const size_t n = tree->n_items;
    double best = (double)INFINITY;
    for (uint32_t turns = 0; turns < UINT32_C(1) << (n - 1); turns++) {
        gouw_merge merges[8];
        uint32_t order[8];
        for (size_t s = 0; s + 1 < n; s++) {
            merges[s] = tree->merges[s];
            if ((turns >> s & 1) != 0) {
                merges[s].left = tree->merges[s].right;
                merges[s].right = tree->merges[s].left;
            }
        }
        const gouw_tree turned = {.n_items = n, .merges = merges};
        assert_int_equal(gouw_tree_order(&turned, order, NULL), GOUW_OK);
        best = fmin(best, length_of(d, n, order));
    }
    return best;
}

static void check_fits(const gouw_tree *tree, const uint32_t *order) {
    const size_t n = tree->n_items;
    uint32_t *low = must(calloc(2 * n, sizeof *low)), *high = must(calloc(2 * n, sizeof *high));
    for (uint32_t p = 0; p < n; p++)
        low[order[p]] = high[order[p]] = p;
    for (size_t s = 0; s + 1 < n; s++) {
        const gouw_merge *m = &tree->merges[s];
        const size_t l = m->left < 0 ? (size_t)(-m->left - 1) : n + (size_t)m->left - 1;
        const size_t r = m->right < 0 ? (size_t)(-m->right - 1) : n + (size_t)m->right - 1;
        low[n + s] = low[l] < low[r] ? low[l] : low[r];
        high[n + s] = high[l] > high[r] ? high[l] : high[r];
        assert_int_equal(high[n + s] - low[n + s] + 1, m->size);
    }
    assert_true(n < 2 || order[0] < order[n - 1]);
    free(low);
    free(high);
}

static void test_brute_force(void **state) {
    (void)state;
    gouw_random random;
    gouw_random_init(&random, 8, 0);
    for (size_t round = 0; round < 2000; round++) {
        const size_t n = 2 + round % 7;
        double *d = random_distances(&random, n, round % 3 == 0 ? 4 : 0);
        const gouw_distances distances = gouw_distances_condensed(d, n);
        gouw_arena arena = GOUW_ARENA_INIT;
        gouw_tree tree;
        uint32_t order[8];
        double length;
        assert_int_equal(gouw_linkage_tree(&distances, (gouw_linkage)(round % GOUW_N_LINKAGES),
                                           &arena, &tree, NULL),
                         GOUW_OK);
        assert_int_equal(gouw_leaf_order(&distances, &tree, order, &length, NULL), GOUW_OK);
        check_fits(&tree, order);
        assert_close(length_of(d, n, order), brute_force(d, &tree), 1e-12, "length");
        assert_close(length, length_of(d, n, order), 1e-12, "reported length");
        gouw_arena_release(&arena);
        free(d);
    }
}

/* Never longer than the plain order; the same length for permuted items. */
static void test_larger(void **state) {
    (void)state;
    gouw_random random;
    gouw_random_init(&random, 9, 0);
    for (size_t f = 0; f < N_FIXTURES; f++) {
        const size_t n = fixtures[f].n;
        double *d = fixture_distances(&fixtures[f]);
        uint32_t old[FIXTURE_MOST], order[FIXTURE_MOST], plain[FIXTURE_MOST];
        for (uint32_t i = 0; i < n; i++)
            old[i] = i;
        double first = 0;
        for (int round = 0; round < 2; round++) {
            double *moved = permuted_distances(d, n, old), length;
            const gouw_distances distances = gouw_distances_condensed(moved, n);
            gouw_arena arena = GOUW_ARENA_INIT;
            gouw_tree tree;
            assert_int_equal(
                gouw_linkage_tree(&distances, GOUW_LINKAGE_SINGLE, &arena, &tree, NULL), GOUW_OK);
            assert_int_equal(gouw_leaf_order(&distances, &tree, order, &length, NULL), GOUW_OK);
            check_fits(&tree, order);
            assert_int_equal(gouw_tree_order(&tree, plain, NULL), GOUW_OK);
            assert_true(length <= length_of(moved, n, plain) * (1 + 1e-12));
            assert_close(length, length_of(moved, n, order), 1e-12, "length");
            if (round == 0)
                first = length;
            else if (f != 1 && f != 2) /* ties give iris and ruspini several trees */
                assert_close(length, first, 1e-12, "permuted length");
            gouw_random_shuffle(&random, old, (uint32_t)n);
            gouw_arena_release(&arena);
            free(moved);
        }
        free(d);
    }
}

/* Enough leaves that rows and columns are worked on many at a time. */
static void test_same_on_every_processor(void **state) {
    (void)state;
    enum { N = 157 };
    gouw_random random;
    gouw_random_init(&random, 10, 0);
    for (gouw_linkage l = 0; l < GOUW_N_LINKAGES; l++) {
        double *d = random_distances(&random, N, l % 2 == 0 ? 0 : 50), length, first_length = 0;
        const gouw_distances distances = gouw_distances_condensed(d, N);
        uint32_t order[N], first[N];
        gouw_arena arena = GOUW_ARENA_INIT;
        gouw_tree tree;
        assert_int_equal(gouw_linkage_tree(&distances, l, &arena, &tree, NULL), GOUW_OK);
        for (int n_features = 0; n_features <= GOUW_CPU_N_FEATURES; n_features++) {
            gouw_cpu_limit(n_features);
            assert_int_equal(gouw_leaf_order(&distances, &tree, order, &length, NULL), GOUW_OK);
            check_fits(&tree, order);
            assert_close(length, length_of(d, N, order), 1e-12, "length");
            if (n_features == 0) {
                memcpy(first, order, sizeof first);
                first_length = length;
            }
            assert_memory_equal(first, order, sizeof first);
            assert_true(length == first_length);
        }
        gouw_cpu_limit(GOUW_CPU_N_FEATURES);
        gouw_arena_release(&arena);
        free(d);
    }
}

static void test_few(void **state) {
    (void)state;
    const double d[] = {3};
    for (size_t n = 0; n <= 2; n++) {
        const gouw_distances distances = gouw_distances_condensed(d, n);
        gouw_arena arena = GOUW_ARENA_INIT;
        gouw_tree tree;
        uint32_t order[2] = {9, 9};
        double length;
        assert_int_equal(gouw_linkage_tree(&distances, 0, &arena, &tree, NULL), GOUW_OK);
        assert_int_equal(gouw_leaf_order(&distances, &tree, order, &length, NULL), GOUW_OK);
        assert_close(length, n == 2 ? 3 : 0, 0, "length");
        for (size_t i = 0; i < n; i++)
            assert_int_equal(order[i], i);
        gouw_arena_release(&arena);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_brute_force),
        cmocka_unit_test(test_larger),
        cmocka_unit_test(test_same_on_every_processor),
        cmocka_unit_test(test_few),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
