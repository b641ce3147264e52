/* Shared clusters counted by comparing sets bit by bit. */
#include "stat/support.h"
#include "cluster_fixture.h"
#include "stat/linkage.h"

enum { N = 24, TREES = 12 };

static void fill_sets(const gouw_tree *tree, uint32_t *sets) {
    for (size_t s = 0; s + 1 < N; s++) {
        const int32_t part[2] = {tree->merges[s].left, tree->merges[s].right};
        sets[s] = 0;
        for (int k = 0; k < 2; k++)
            sets[s] |= part[k] < 0 ? UINT32_C(1) << (-part[k] - 1) : sets[part[k] - 1];
    }
}

static gouw_tree tree_of(const double *d, gouw_arena *arena) {
    const gouw_distances distances = gouw_distances_condensed(d, N);
    gouw_tree tree;
    assert_int_equal(gouw_linkage_tree(&distances, GOUW_LINKAGE_AVERAGE, arena, &tree, NULL),
                     GOUW_OK);
    return tree;
}

static void test_shares(void **state) {
    (void)state;
    gouw_random random;
    gouw_random_init(&random, 10, 0);
    size_t n_shared = 0;
    for (size_t round = 0; round < 50; round++) {
        gouw_arena arena = GOUW_ARENA_INIT;
        double *d = random_distances(&random, N, 0), share[N], expected[N] = {0};
        const gouw_tree tree = tree_of(d, &arena);
        uint32_t sets[N], others[N];
        fill_sets(&tree, sets);
        gouw_support support;
        assert_int_equal(gouw_support_init(&support, &tree, &arena, NULL), GOUW_OK);
        gouw_support_shares(&support, share);
        assert_true(isnan(share[0]));
        for (size_t t = 0; t < TREES; t++) {
            double *noisy = random_distances(&random, N, 0);
            for (size_t k = 0; k < gouw_pair_count(N); k++)
                noisy[k] = d[k] + 0.1 * noisy[k];
            const gouw_tree other = tree_of(noisy, &arena);
            assert_int_equal(gouw_support_add(&support, &other, NULL), GOUW_OK);
            fill_sets(&other, others);
            for (size_t s = 0; s + 1 < N; s++)
                for (size_t o = 0; o + 1 < N; o++)
                    expected[s] += sets[s] == others[o] ? 1.0 / TREES : 0;
            free(noisy);
        }
        gouw_support_shares(&support, share);
        for (size_t s = 0; s + 1 < N; s++) {
            assert_close(share[s], expected[s], 1e-12, "share");
            n_shared += share[s] > 0 && share[s] < 1;
        }
        assert_close(share[N - 2], 1, 0, "all items");
        free(d);
        gouw_arena_release(&arena);
    }
    assert_true(n_shared > 100);
}

/* A tree has all of its own clusters, and a different number of items is refused. */
static void test_self(void **state) {
    (void)state;
    gouw_random random;
    gouw_random_init(&random, 11, 0);
    gouw_arena arena = GOUW_ARENA_INIT;
    double *d = random_distances(&random, N, 0), share[N];
    const gouw_tree tree = tree_of(d, &arena), fewer = {.n_items = 3};
    gouw_support support;
    assert_int_equal(gouw_support_init(&support, &tree, &arena, NULL), GOUW_OK);
    assert_int_equal(gouw_support_add(&support, &tree, NULL), GOUW_OK);
    gouw_support_shares(&support, share);
    for (size_t s = 0; s + 1 < N; s++)
        assert_close(share[s], 1, 0, "share");
    assert_int_equal(gouw_support_add(&support, &fewer, NULL), GOUW_EINTERNAL);
    free(d);
    gouw_arena_release(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_shares), cmocka_unit_test(test_self)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
