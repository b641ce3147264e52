/* What must hold of any tree: heights are what the linkage means, the methods agree, ties go by
 * index, and the order of the items does not matter. */
#include "stat/linkage.h"
#include "base/cpu.h"
#include "cluster_fixture.h"
#include "linkage_ways.h"
#include "stat/linkage_steps.h"

typedef gouw_status find_steps(const gouw_distances *, gouw_linkage, gouw_step *, gouw_error *);

static gouw_status spanning(const gouw_distances *d, gouw_linkage linkage, gouw_step *steps,
                            gouw_error *error) {
    (void)linkage;
    return gouw_linkage_spanning(d, steps, error);
}

static gouw_status chain(const gouw_distances *d, gouw_linkage linkage, gouw_step *steps,
                         gouw_error *error) {
    return gouw_linkage_chain(d, linkage, NULL, steps, error);
}

static gouw_status exact_chain(const gouw_distances *d, gouw_linkage linkage, gouw_step *steps,
                               gouw_error *error) {
    if (linkage == GOUW_LINKAGE_SINGLE)
        return gouw_linkage_spanning(d, steps, error);
    const gouw_status status = chain(d, linkage, steps, error);
    return status == GOUW_OK ? gouw_linkage_heights(d, linkage, steps, error) : status;
}

static gouw_tree make_tree(find_steps *find, const double *d, size_t n, gouw_linkage linkage,
                           gouw_arena *arena) {
    const gouw_distances distances = gouw_distances_condensed(d, n);
    gouw_step *steps = must(malloc(n * sizeof *steps));
    gouw_tree tree;
    assert_int_equal(find(&distances, linkage, steps, NULL), GOUW_OK);
    assert_int_equal(gouw_tree_from_steps(steps, n, arena, &tree, NULL), GOUW_OK);
    free(steps);
    return tree;
}

static double *cophenetic(const gouw_tree *tree) {
    double *out = new_doubles(gouw_pair_count(tree->n_items));
    assert_int_equal(gouw_tree_cophenetic(tree, out, NULL), GOUW_OK);
    return out;
}

static double pair_distance(const double *d, size_t n, uint32_t i, uint32_t j) {
    return i == j ? 0 : d[gouw_pair_index(n, i < j ? i : j, i < j ? j : i)];
}

typedef struct group {
    uint32_t n, items[512];
} group;

static double sum_between(const double *d, size_t n, const group *a, const group *b) {
    double sum = 0;
    for (uint32_t i = 0; i < a->n; i++)
        for (uint32_t j = 0; j < b->n; j++)
            sum += pow(pair_distance(d, n, a->items[i], b->items[j]), 2);
    return sum;
}

/* The linkage of two groups from its definition; the ward height is sqrt(2 increase in the sum of
 * squares), with sums of squares from pairs. */
static double defined(const double *d, size_t n, gouw_linkage linkage, const group *a,
                      const group *b) {
    const double n_a = a->n, n_b = b->n;
    if (linkage == GOUW_LINKAGE_WARD) {
        const double between = sum_between(d, n, a, b) / (n_a * n_b);
        const double within_a = sum_between(d, n, a, a) / (2 * n_a * n_a);
        const double within_b = sum_between(d, n, b, b) / (2 * n_b * n_b);
        return sqrt(2 * n_a * n_b / (n_a + n_b) * (between - within_a - within_b));
    }
    double sum = 0, low = (double)INFINITY, high = 0;
    for (uint32_t i = 0; i < a->n; i++)
        for (uint32_t j = 0; j < b->n; j++) {
            const double x = pair_distance(d, n, a->items[i], b->items[j]);
            sum += x;
            low = fmin(low, x);
            high = fmax(high, x);
        }
    return linkage == GOUW_LINKAGE_AVERAGE ? sum / (n_a * n_b)
                                           : (linkage == GOUW_LINKAGE_SINGLE ? low : high);
}

static void check_heights(const gouw_tree *tree, const double *d, gouw_linkage linkage,
                          double tolerance) {
    const size_t n = tree->n_items;
    group *groups = must(calloc(2 * n, sizeof *groups));
    for (uint32_t i = 0; i < n; i++)
        groups[i] = (group){.n = 1, .items = {i}};
    for (size_t s = 0; s + 1 < n; s++) {
        const gouw_merge *m = &tree->merges[s];
        const group *a = m->left < 0 ? &groups[-m->left - 1] : &groups[n + (size_t)m->left - 1];
        const group *b = m->right < 0 ? &groups[-m->right - 1] : &groups[n + (size_t)m->right - 1];
        assert_close(m->height, defined(d, n, linkage, a, b), tolerance,
                     gouw_linkage_names[linkage]);
        assert_true(s == 0 || m->height >= tree->merges[s - 1].height * (1 - tolerance));
        assert_int_equal(m->size, a->n + b->n);
        group *all = &groups[n + s];
        all->n = a->n + b->n;
        memcpy(all->items, a->items, a->n * sizeof *a->items);
        memcpy(all->items + a->n, b->items, b->n * sizeof *b->items);
    }
    free(groups);
}

static void test_heights_by_definition(void **state) {
    (void)state;
    enum { N_METHODS = 6, FLOATS = 3 }; /* from FLOATS on in float32 */
    static find_steps *const all[N_METHODS] = {
        gouw_linkage_closest, exact_chain, exact_stages, chain, stages, spanning,
    };
    static const size_t sizes[] = {2, 3, 5, 17, 40, 300};
    gouw_random random;
    gouw_random_init(&random, 3, 0);
    for (size_t round = 0; round < 12; round++)
        for (gouw_linkage l = 0; l <= GOUW_LINKAGE_SINGLE; l++)
            for (size_t m = 0; m < N_METHODS; m++) {
                if ((all[m] == spanning) != (l == GOUW_LINKAGE_SINGLE && m >= FLOATS))
                    continue;
                const size_t n = sizes[round % 6];
                double *d = random_distances(&random, n, round % 2 == 0 ? 0 : 7);
                gouw_arena arena = GOUW_ARENA_INIT;
                const gouw_tree tree = make_tree(all[m], d, n, l, &arena);
                check_heights(&tree, d, l, m == FLOATS || m == FLOATS + 1 ? 1e-5 : 1e-12);
                gouw_arena_release(&arena);
                free(d);
            }
}

/* Points in the plane, so that ward has its meaning. */
static void test_ward_by_definition(void **state) {
    (void)state;
    for (size_t f = 0; f < 4; f++) {
        double *d = fixture_distances(&fixtures[f]);
        gouw_arena arena = GOUW_ARENA_INIT;
        const gouw_tree closest = make_tree(gouw_linkage_closest, d, fixtures[f].n,
                                            GOUW_LINKAGE_WARD, &arena);
        check_heights(&closest, d, GOUW_LINKAGE_WARD, 1e-9);
        for (size_t m = 0; m < 2; m++) {
            const gouw_tree tree = make_tree(m == 0 ? exact_chain : exact_stages, d, fixtures[f].n,
                                             GOUW_LINKAGE_WARD, &arena);
            check_heights(&tree, d, GOUW_LINKAGE_WARD, 1e-9);
        }
        gouw_arena_release(&arena);
        free(d);
    }
}

/* Without ties there is one tree, whichever way it is found and however the items are numbered. */
static void test_methods_and_permutations_agree(void **state) {
    (void)state;
    gouw_random random;
    gouw_random_init(&random, 4, 0);
    for (size_t round = 0; round < 140; round++) {
        const gouw_linkage linkage = (gouw_linkage)(round % GOUW_N_LINKAGES);
        const bool reducible = linkage < GOUW_LINKAGE_CENTROID;
        const size_t n = 2 + gouw_random_below(&random, 150);
        double *d = random_distances(&random, n, 0);
        uint32_t *old = must(malloc(n * sizeof *old));
        for (uint32_t i = 0; i < n; i++)
            old[i] = i;
        gouw_random_shuffle(&random, old, (uint32_t)n);
        double *permuted = permuted_distances(d, n, old);
        gouw_arena arena = GOUW_ARENA_INIT;
        const gouw_tree one = make_tree(gouw_linkage_closest, d, n, linkage, &arena);
        find_steps *const fast = round % 2 == 0 ? exact_chain : exact_stages;
        const gouw_tree two = make_tree(reducible ? fast : gouw_linkage_closest, permuted, n,
                                        linkage, &arena);
        double *first = cophenetic(&one), *second = cophenetic(&two);
        double *moved = permuted_distances(first, n, old);
        for (size_t k = 0; k < gouw_pair_count(n); k++)
            assert_close(second[k], moved[k], 1e-9, gouw_linkage_names[linkage]);
        gouw_arena_release(&arena);
        free(d);
        free(old);
        free(permuted);
        free(first);
        free(second);
        free(moved);
    }
}

/* One cluster that takes in one item after the other, groups within groups, and equal distances:
 * what a stage can do little about, or much. Without ties all heights agree; with ties (shape 3)
 * they are what the linkage means. */
static void test_stages_of_shapes(void **state) {
    (void)state;
    enum { N = 300 };
    gouw_step slow[N], fast[N];
    gouw_random random;
    gouw_random_init(&random, 9, 0);
    for (size_t round = 0; round < 16; round++) {
        const size_t shape = round % 4;
        const gouw_linkage linkage = (const gouw_linkage[]){
            GOUW_LINKAGE_AVERAGE, GOUW_LINKAGE_COMPLETE, GOUW_LINKAGE_WARD,
            GOUW_LINKAGE_WEIGHTED}[round / 4];
        double x[N], *d = new_doubles(gouw_pair_count(N));
        for (size_t i = 0; i < N; i++)
            x[i] = shape == 0   ? pow(1.03, (double)(i * 7 % N))
                   : shape == 1 ? (double)(i % 4) * 10 + (double)(i / 4 % 5)
                                : 0;
        for (size_t i = 0, at = 0; i < N; i++)
            for (size_t j = i + 1; j < N; j++)
                d[at++] = shape == 3 ? (double)(1 + gouw_random_below(&random, 3))
                                     : fabs(x[i] - x[j]) + 0.1 + gouw_random_unit(&random);
        const gouw_distances distances = gouw_distances_condensed(d, N);
        assert_int_equal(gouw_linkage_closest(&distances, linkage, slow, NULL), GOUW_OK);
        assert_int_equal(exact_stages(&distances, linkage, fast, NULL), GOUW_OK);
        for (size_t s = 0; s + 1 < N && shape != 3; s++)
            assert_close(fast[s].height, slow[s].height, 1e-9, gouw_linkage_names[linkage]);
        gouw_arena arena = GOUW_ARENA_INIT;
        const gouw_tree tree = make_tree(exact_stages, d, N, linkage, &arena);
        if (linkage == GOUW_LINKAGE_AVERAGE || linkage == GOUW_LINKAGE_COMPLETE)
            check_heights(&tree, d, linkage, 1e-9);
        gouw_arena_release(&arena);
        free(d);
    }
}

/* Points along a line, clusters along a line with an outlier first, and few distances: what a tree
 * grown from parts of the rows might get wrong. */
static void test_single_of_shapes(void **state) {
    (void)state;
    enum { N = 300 };
    gouw_step slow[N], fast[N];
    gouw_random random;
    gouw_random_init(&random, 8, 0);
    for (size_t shape = 0; shape < 4; shape++) {
        double x[N], *d = new_doubles(gouw_pair_count(N));
        for (size_t i = 0; i < N; i++)
            x[i] = shape == 1 ? -pow((double)i, 1.1)
                              : (double)(i % (shape + 1)) * 1000 + gouw_random_unit(&random);
        x[0] = shape == 2 ? 1e6 : x[0];
        for (size_t i = 0, at = 0; i < N; i++)
            for (size_t j = i + 1; j < N; j++)
                d[at++] = shape == 3 ? (double)(1 + gouw_random_below(&random, 40) / 13)
                                     : fabs(x[i] - x[j]);
        const gouw_distances distances = gouw_distances_condensed(d, N);
        assert_int_equal(gouw_linkage_closest(&distances, GOUW_LINKAGE_SINGLE, slow, NULL),
                         GOUW_OK);
        assert_int_equal(gouw_linkage_spanning(&distances, fast, NULL), GOUW_OK);
        for (size_t s = 0; s + 1 < N; s++)
            assert_true(fast[s].height == slow[s].height);
        free(d);
    }
}

/* With ties: the pair of clusters that a plain search over all pairs finds first. Complete and
 * single linkage of few levels, where equal means equal. */
static void test_ties_by_index(void **state) {
    (void)state;
    gouw_random random;
    gouw_random_init(&random, 5, 0);
    for (size_t round = 0; round < 2000; round++) {
        const gouw_linkage linkage = round % 2 == 0 ? GOUW_LINKAGE_COMPLETE : GOUW_LINKAGE_SINGLE;
        const size_t n = 2 + gouw_random_below(&random, round % 4 < 2 ? 5 : 12);
        double *d = random_distances(&random, n, 3);
        const gouw_distances distances = gouw_distances_condensed(d, n);
        gouw_step steps[16];
        assert_int_equal(gouw_linkage_closest(&distances, linkage, steps, NULL), GOUW_OK);
        group groups[16];
        for (uint32_t i = 0; i < n; i++)
            groups[i] = (group){.n = 1, .items = {i}};
        for (size_t s = 0; s + 1 < n; s++) {
            size_t a = 0, b = 0;
            double best = (double)INFINITY;
            for (size_t i = 0; i < n; i++)
                for (size_t j = i + 1; j < n; j++) {
                    if (groups[i].n == 0 || groups[j].n == 0)
                        continue;
                    const double x = defined(d, n, linkage, &groups[i], &groups[j]);
                    if (x < best) {
                        best = x;
                        a = i;
                        b = j;
                    }
                }
            assert_int_equal(steps[s].a, a);
            assert_int_equal(steps[s].b, b);
            memcpy(groups[a].items + groups[a].n, groups[b].items,
                   groups[b].n * sizeof *groups[b].items);
            groups[a].n += groups[b].n;
            groups[b].n = 0;
        }
        free(d);
    }
}

/* A cut into k refines the cut into k - 1, and has k clusters numbered by first item. */
static void test_cuts(void **state) {
    (void)state;
    gouw_random random;
    gouw_random_init(&random, 6, 0);
    for (gouw_linkage l = 0; l < GOUW_N_LINKAGES; l++) {
        enum { N = 30 };
        double *d = random_distances(&random, N, 0);
        gouw_arena arena = GOUW_ARENA_INIT;
        const gouw_tree tree = make_tree(gouw_linkage_closest, d, N, l, &arena);
        uint32_t coarse[N], fine[N];
        for (size_t k = 1; k <= N; k++) {
            assert_int_equal(gouw_tree_cut(&tree, k, fine, NULL), GOUW_OK);
            uint32_t n_seen = 0;
            for (size_t i = 0; i < N; i++) {
                assert_true(fine[i] <= n_seen);
                n_seen += fine[i] == n_seen;
            }
            assert_int_equal(n_seen, k);
            for (size_t i = 0; i < N && k > 1; i++)
                for (size_t j = 0; j < i; j++)
                    assert_true(fine[i] != fine[j] || coarse[i] == coarse[j]);
            memcpy(coarse, fine, sizeof fine);
        }
        gouw_arena_release(&arena);
        free(d);
    }
}

/* Enough items that rows are packed and columns settled many times, with ties. */
static void test_same_on_every_processor(void **state) {
    (void)state;
    enum { N = 701 };
    static gouw_step first[N], steps[N];
    gouw_random random;
    gouw_random_init(&random, 7, 0);
    for (gouw_linkage l = 0; l <= GOUW_LINKAGE_WEIGHTED; l++) {
        double *d = random_distances(&random, N, l % 2 == 0 ? 0 : 500);
        const gouw_distances distances = gouw_distances_condensed(d, N);
        for (int n_features = 0; n_features <= GOUW_CPU_N_FEATURES; n_features++) {
            gouw_step *into = n_features == 0 ? first : steps;
            gouw_cpu_limit(n_features);
            assert_int_equal((l % 3 == 0 ? exact_chain : exact_stages)(&distances, l, into, NULL),
                             GOUW_OK);
            for (size_t s = 0; s + 1 < N; s++) {
                assert_int_equal(into[s].a, first[s].a);
                assert_int_equal(into[s].b, first[s].b);
                assert_true(into[s].height == first[s].height);
            }
        }
        gouw_cpu_limit(GOUW_CPU_N_FEATURES);
        free(d);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_heights_by_definition),
        cmocka_unit_test(test_ward_by_definition),
        cmocka_unit_test(test_methods_and_permutations_agree),
        cmocka_unit_test(test_stages_of_shapes),
        cmocka_unit_test(test_single_of_shapes),
        cmocka_unit_test(test_ties_by_index),
        cmocka_unit_test(test_cuts),
        cmocka_unit_test(test_same_on_every_processor),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
