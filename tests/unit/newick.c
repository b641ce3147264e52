/* Newick text of small trees. */
#include "stat/newick.h"
#include "cluster_fixture.h"
#include "stat/linkage.h"

static void check(const double *d, size_t n, const char *const *names, const uint32_t *order,
                  const double *support, const char *expected) {
    const gouw_distances distances = gouw_distances_condensed(d, n);
    gouw_arena arena = GOUW_ARENA_INIT;
    gouw_tree tree;
    gouw_sink sink;
    gouw_sink_open_memory(&sink);
    assert_int_equal(gouw_linkage_tree(&distances, GOUW_LINKAGE_COMPLETE, &arena, &tree, NULL),
                     GOUW_OK);
    assert_int_equal(gouw_newick_write(&tree, names, order, support, &sink, NULL), GOUW_OK);
    assert_string_equal(sink.data, expected);
    gouw_sink_release(&sink);
    gouw_arena_release(&arena);
}

static const char *const names[] = {"a", "b_c", "d'e f", "3.5"};
static const double four[] = {1, 4, 4, 4, 4, 2};

static void test_text(void **state) {
    (void)state;
    check(four, 4, names, NULL, NULL, "((a:0.5,'b_c':0.5):1.5,('d''e f':1,3.5:1):1);\n");
    check(four, 0, names, NULL, NULL, ";\n");
    check(four, 1, names, NULL, NULL, "a;\n");
    check(four, 2, names, NULL, NULL, "(a:0.5,'b_c':0.5);\n");
}

static void test_order_and_support(void **state) {
    (void)state;
    const uint32_t order[] = {3, 2, 0, 1};
    const double support[] = {0.25, (double)NAN, 1};
    check(four, 4, names, order, support, "((3.5:1,'d''e f':1):1,(a:0.5,'b_c':0.5)0.25:1.5)1;\n");
}

/* A chain of 3000 items is no deeper a recursion than a pair. */
static void test_deep(void **state) {
    (void)state;
    enum { N = 3000 };
    gouw_merge *merges = must(calloc(N, sizeof *merges));
    const char **all = must(calloc(N, sizeof *all));
    for (int32_t s = 0; s < N; s++) {
        all[s] = "x";
        merges[s] = (gouw_merge){-s - 2, s == 0 ? -1 : s, (uint32_t)s + 2, s + 1.0};
    }
    const gouw_tree tree = {.n_items = N, .merges = merges};
    gouw_sink sink;
    gouw_sink_open_memory(&sink);
    assert_int_equal(gouw_newick_write(&tree, all, NULL, NULL, &sink, NULL), GOUW_OK);
    int balance = 0, deepest = 0;
    for (size_t i = 0; i < sink.length; i++) {
        balance += (sink.data[i] == '(') - (sink.data[i] == ')');
        deepest = balance > deepest ? balance : deepest;
    }
    assert_int_equal(balance, 0);
    assert_int_equal(deepest, N - 1);
    gouw_sink_release(&sink);
    free(merges);
    free(all);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_text),
        cmocka_unit_test(test_order_and_support),
        cmocka_unit_test(test_deep),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
