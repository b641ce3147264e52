/* Trees against R's hclust, cutree, cophenetic and cluster::agnes. */
#include <stdio.h>

#include "base/cpu.h"
#include "cluster_fixture.h"
#include "data/linkage.h"
#include "gouw/random.h"
#include "stat/linkage.h"
#include "stat/linkage_steps.h"
#include "stat/pairs_distance.h"
#include "stat/pairs_spanning.h"

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

/* Where each method for many items meets it: in the first, in a middle and in the last row. */
static void test_refusals_among_many(void **state) {
    (void)state;
    enum { N = GOUW_LINKAGE_SMALL + 30 };
    static const double bad[] = {(double)NAN, -1.0, (double)INFINITY, -(double)INFINITY};
    static const uint32_t pairs[][2] = {{0, 1}, {0, N - 1}, {N / 2, N / 2 + 40}, {N - 2, N - 1}};
    const size_t n_pairs = gouw_pair_count(N);
    double *d = must(malloc(n_pairs * sizeof *d));
    for (size_t k = 0; k < n_pairs; k++)
        d[k] = (double)(1 + k % 1013);
    gouw_arena arena = GOUW_ARENA_INIT;
    gouw_tree tree;
    const gouw_distances distances = gouw_distances_condensed(d, N);
    for (size_t b = 0; b < 16; b++)
        for (gouw_linkage l = 0; l <= GOUW_LINKAGE_WARD; l++) {
            const uint32_t *pair = pairs[b / 4];
            double *at = &d[gouw_pair_index(N, pair[0], pair[1])], good = *at;
            char named[64];
            gouw_error error = GOUW_ERROR_INIT;
            *at = bad[b % 4];
            assert_int_equal(gouw_linkage_tree(&distances, l, &arena, &tree, &error), GOUW_EDATA);
            (void)snprintf(named, sizeof named, "items %u and %u", pair[0] + 1, pair[1] + 1);
            assert_non_null(strstr(error.message, named));
            *at = good;
        }
    gouw_arena_release(&arena);
    free(d);
}

/* Sets as a source, and their matrix. */
typedef struct two_sources {
    gouw_arena arena;
    gouw_bits bits;
    gouw_pairs pairs;
    double *matrix;
    gouw_distances of_sets, of_matrix;
} two_sources;

/* fill: of a thousand items how many a set has, at least one; of many every ninth has all. */
static void make_sources_of(two_sources *t, size_t n, size_t m, gouw_measure measure,
                            uint32_t fill) {
    gouw_random random;
    *t = (two_sources){.arena = GOUW_ARENA_INIT};
    gouw_random_init(&random, 11, n);
    assert_int_equal(gouw_bits_init(&t->bits, n, m, &t->arena, NULL), GOUW_OK);
    for (size_t i = 0; i < n * m; i++)
        if (gouw_random_below(&random, 1000) < fill || (fill > 900 && i / m % 9 == 4) ||
            (fill < 10 && i % m == i / m % 90))
            gouw_bits_set(&t->bits, i / m, i % m);
    uint32_t *size = gouw_arena_array(&t->arena, n, sizeof *size);
    assert_non_null(size);
    gouw_bits_sizes(&t->bits, size);
    t->pairs = (gouw_pairs){.measure = measure, .bits = &t->bits, .size = size, .threads = 1};
    t->matrix = new_doubles(gouw_pair_count(n));
    for (size_t a = 0, at = 0; a < n; a++)
        for (size_t b = a + 1; b < n; b++)
            t->matrix[at++] = 1 - gouw_pairs_similarity(&t->pairs, a, b);
    t->of_sets = gouw_pairs_distances(&t->pairs);
    t->of_matrix = gouw_distances_condensed(t->matrix, n);
}

static void make_sources(two_sources *t, size_t n, size_t m, gouw_measure measure) {
    make_sources_of(t, n, m, measure, 333);
}

static void release_sources(two_sources *t) {
    free(t->matrix);
    gouw_arena_release(&t->arena);
}

/* The same heights, and the same clusters wherever a cut does not go through equal heights. */
static void check_same_clusters(const gouw_tree *one, const gouw_tree *other) {
    const size_t n = one->n_items;
    uint32_t *a = malloc(2 * n * sizeof *a), *b = a + n;
    assert_non_null(a);
    for (size_t s = 0; s + 1 < n; s++) {
        assert_true(one->merges[s].height == other->merges[s].height);
        if (s + 2 < n && one->merges[s].height == one->merges[s + 1].height)
            continue;
        assert_int_equal(gouw_tree_cut(one, n - 1 - s, a, NULL), GOUW_OK);
        assert_int_equal(gouw_tree_cut(other, n - 1 - s, b, NULL), GOUW_OK);
        assert_memory_equal(a, b, n * sizeof *a);
    }
    free(a);
}

/* Few sets give the tree that their matrix gives, ties and all; many are spanned without it, which
 * may break ties in another way. */
static void check_single_of_sets(size_t n, size_t m, gouw_measure measure) {
    two_sources t;
    gouw_tree of_sets, of_matrix;
    make_sources(&t, n, m, measure);
    assert_int_equal(gouw_linkage_tree(&t.of_sets, GOUW_LINKAGE_SINGLE, &t.arena, &of_sets, NULL),
                     GOUW_OK);
    assert_int_equal(
        gouw_linkage_tree(&t.of_matrix, GOUW_LINKAGE_SINGLE, &t.arena, &of_matrix, NULL), GOUW_OK);
    check_same_clusters(&of_sets, &of_matrix);
    for (size_t s = 0; s + 1 < n && n <= GOUW_LINKAGE_SMALL; s++) {
        assert_int_equal(of_sets.merges[s].left, of_matrix.merges[s].left);
        assert_int_equal(of_sets.merges[s].right, of_matrix.merges[s].right);
    }
    release_sources(&t);
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
    check_single_of_sets(GOUW_LINKAGE_SMALL + 301, 250, GOUW_JACCARD);
    check_single_of_sets(GOUW_LINKAGE_SMALL + 33, 90, GOUW_DICE);
    check_single_of_sets(GOUW_LINKAGE_SMALL + 16, 30, GOUW_OVERLAP);
    check_single_of_sets(GOUW_LINKAGE_SMALL + 17, 300, GOUW_SMC);
    check_single_of_sets(GOUW_LINKAGE_SMALL + 1, 200, GOUW_COSINE);
    check_single_of_sets(GOUW_LINKAGE_SMALL + 1, 2100, GOUW_JACCARD);
}

/* Prim's method as the textbook has it. Of equally near sets the first goes first, to the one in
 * the tree that came first. */
static void span_plainly(const gouw_pairs *pairs, gouw_step *edges) {
    const size_t n = pairs->bits->n_rows;
    double *most = malloc(n * sizeof *most);
    uint32_t *to = calloc(n, sizeof *to), in = 0;
    assert_true(most != NULL && to != NULL);
    for (size_t i = 0; i < n; i++)
        most[i] = i == 0 ? -2 : -1;
    for (size_t e = 0; e + 1 < n; e++) {
        uint32_t next = 0;
        for (uint32_t i = 0; i < n; i++) {
            const double now = most[i] == -2 ? -2 : gouw_pairs_similarity(pairs, in, i);
            to[i] = now > most[i] ? in : to[i];
            most[i] = now > most[i] ? now : most[i];
            next = most[i] > most[next] ? i : next;
        }
        in = next;
        most[in] = -2;
        edges[e] = (gouw_step){in < to[in] ? in : to[in], in < to[in] ? to[in] : in,
                               1 - gouw_pairs_similarity(pairs, in, to[in])};
    }
    free(most);
    free(to);
}

/* By length, then by the ends. */
static bool comes_before(const gouw_step *x, const gouw_step *y) {
    if (x->height != y->height)
        return x->height < y->height;
    return x->a != y->a ? x->a < y->a : x->b < y->b;
}

/* Every kernel finds the edges that the textbook's way does, in that order; together they are as
 * long as the shortest tree is, by way of all distances. */
static void check_span(size_t n, size_t m, gouw_measure measure, uint32_t fill) {
    two_sources t;
    gouw_tree tree;
    make_sources_of(&t, n, m, measure, fill);
    gouw_step *edges = calloc(2 * n, sizeof *edges), *first = edges + n;
    assert_non_null(edges);
    assert_true(gouw_pairs_spans(&t.pairs));
    span_plainly(&t.pairs, first);
    for (int features = GOUW_CPU_N_FEATURES; features >= 0; features--) {
        gouw_cpu_limit(features);
        assert_int_equal(gouw_pairs_spanning(&t.pairs, edges, NULL), GOUW_OK);
        for (size_t e = 0; e + 1 < n; e++) {
            assert_int_equal(edges[e].a, first[e].a);
            assert_int_equal(edges[e].b, first[e].b);
            assert_true(edges[e].height == first[e].height);
        }
    }
    gouw_cpu_limit(GOUW_CPU_N_FEATURES);
    assert_int_equal(gouw_linkage_tree(&t.of_matrix, GOUW_LINKAGE_SINGLE, &t.arena, &tree, NULL),
                     GOUW_OK);
    double found = 0, least = 0;
    for (size_t e = 0; e + 1 < n; e++) {
        assert_true(edges[e].a < edges[e].b && edges[e].b < n);
        assert_true(edges[e].height == 1 - gouw_pairs_similarity(&t.pairs, edges[e].a, edges[e].b));
        found += edges[e].height;
        least += tree.merges[e].height;
    }
    assert_true(fabs(found - least) < 1e-9 * (least + 1));
    for (size_t way = 0; way < 2; way++) {
        assert_int_equal(gouw_linkage_spanning(way == 0 ? &t.of_sets : &t.of_matrix, edges, NULL),
                         GOUW_OK);
        for (size_t e = 1; e + 1 < n; e++)
            assert_true(comes_before(&edges[e - 1], &edges[e]));
    }
    free(edges);
    release_sources(&t);
}

static void test_spanning_of_sets(void **state) {
    (void)state;
    check_span(2, 3, GOUW_JACCARD, 333);
    check_span(17, 64, GOUW_SMC, 333);
    check_span(200, 65, GOUW_OVERLAP, 333);
    check_span(601, 256, GOUW_JACCARD, 333);
    check_span(530, 2047, GOUW_DICE, 333);
    check_span(40, 700, GOUW_JACCARD, 333);
    /* Few items, and so ties; sets that share nothing; 255 items, which bytes hold, and 256. */
    check_span(1100, 12, GOUW_JACCARD, 600);
    check_span(900, 120, GOUW_DICE, 80);
    check_span(700, 400, GOUW_JACCARD, 0);
    check_span(140, 255, GOUW_JACCARD, 950);
    check_span(140, 256, GOUW_JACCARD, 950);
}

static bool never_again(void *watch) {
    return ++*(int *)watch > 1;
}

/* Two empty sets have no distance that counts tell, and other measures no quotient; both go by
 * rows. It stops when asked to. */
static void test_spanning_declines(void **state) {
    (void)state;
    two_sources t;
    int n_asked = 0;
    gouw_tree tree;
    make_sources(&t, GOUW_LINKAGE_SMALL + 2, 64, GOUW_COSINE);
    assert_false(gouw_pairs_spans(&t.pairs));
    t.pairs.measure = GOUW_JACCARD;
    assert_true(gouw_pairs_spans(&t.pairs));
    t.bits.n_columns = 2047;
    assert_true(gouw_pairs_spans(&t.pairs));
    t.bits.n_columns = 2048;
    assert_false(gouw_pairs_spans(&t.pairs));
    t.bits.n_columns = 64;
    const gouw_distances sets = gouw_pairs_distances(&t.pairs);
    t.pairs.interrupted = never_again;
    t.pairs.watch = &n_asked;
    assert_int_equal(gouw_linkage_tree(&sets, GOUW_LINKAGE_SINGLE, &t.arena, &tree, NULL),
                     GOUW_EINTERRUPT);
    assert_int_equal(n_asked, 2);
    t.pairs.measure = GOUW_COSINE;
    const gouw_distances rows = gouw_pairs_distances(&t.pairs);
    assert_null(rows.spanning);
    assert_int_equal(gouw_linkage_tree(&rows, GOUW_LINKAGE_SINGLE, &t.arena, &tree, NULL),
                     GOUW_EINTERRUPT);
    assert_int_equal(n_asked, 3);
    t.pairs.measure = GOUW_JACCARD;
    uint32_t *size = gouw_arena_array(&t.arena, t.bits.n_rows, sizeof *size);
    assert_non_null(size);
    memcpy(size, t.pairs.size, t.bits.n_rows * sizeof *size);
    size[3] = 0;
    t.pairs.size = size;
    assert_true(gouw_pairs_spans(&t.pairs));
    size[900] = 0;
    assert_false(gouw_pairs_spans(&t.pairs));
    release_sources(&t);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_hclust),
        cmocka_unit_test(test_cutree_and_agnes),
        cmocka_unit_test(test_inversion),
        cmocka_unit_test(test_few_items),
        cmocka_unit_test(test_refusals),
        cmocka_unit_test(test_refusals_among_many),
        cmocka_unit_test(test_single_linkage_of_sets),
        cmocka_unit_test(test_rows_of_sets),
        cmocka_unit_test(test_spanning_of_sets),
        cmocka_unit_test(test_spanning_declines),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
