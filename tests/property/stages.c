/* Linkage in stages: the same trees as the closest pair of all gives, from distances that try its
 * lists and bounds, in pieces, and on every processor. */
#include "base/cpu.h"
#include "cluster_fixture.h"
#include "linkage_ways.h"
#include "stat/linkage.h"
#include "stat/linkage_stage.h"
#include "stat/linkage_steps.h"

static void stages_are_right(const double *d, size_t n, gouw_linkage linkage) {
    static gouw_step slow[1200], fast[1200];
    const gouw_distances distances = gouw_distances_condensed(d, n);
    assert_true(n <= 1200);
    assert_int_equal(gouw_linkage_closest(&distances, linkage, slow, NULL), GOUW_OK);
    assert_int_equal(exact_stages(&distances, linkage, fast, NULL), GOUW_OK);
    for (size_t s = 0; s + 1 < n; s++)
        assert_close(fast[s].height, slow[s].height, 1e-9, gouw_linkage_names[linkage]);
}

/* Distances that follow from nothing, so that what was near is soon not: bounds have to hold. Of
 * many, and often of few, whose lists hold much of all. */
static void test_stages_of_noise(void **state) {
    (void)state;
    gouw_random random;
    gouw_random_init(&random, 12, 0);
    for (size_t round = 0; round < 3000; round++) {
        const gouw_linkage linkage = (const gouw_linkage[]){
            GOUW_LINKAGE_AVERAGE, GOUW_LINKAGE_COMPLETE, GOUW_LINKAGE_WARD,
            GOUW_LINKAGE_WEIGHTED}[round % 4];
        const size_t n = round < 4 ? 1200 : 20 + gouw_random_below(&random, 40);
        double *d = random_distances(&random, n, 0);
        stages_are_right(d, n, linkage);
        free(d);
    }
}

/* The few of some hundred thousand trees of noise that go wrong where the bound of two lists is not
 * that of both, or what merged with a near one is taken to be as far. */
static void test_rare_noise(void **state) {
    (void)state;
    static const struct {
        uint64_t seed;
        gouw_linkage linkage;
    } rare[] = {{8413, GOUW_LINKAGE_WEIGHTED}, {29814, GOUW_LINKAGE_AVERAGE},
                {33750, GOUW_LINKAGE_AVERAGE}, {70542, GOUW_LINKAGE_AVERAGE},
                {99106, GOUW_LINKAGE_AVERAGE}, {230283, GOUW_LINKAGE_WEIGHTED},
                {348298, GOUW_LINKAGE_AVERAGE}};
    for (size_t k = 0; k < sizeof rare / sizeof *rare; k++) {
        gouw_random random;
        gouw_random_init(&random, rare[k].seed, 77);
        const size_t n = 20 + gouw_random_below(&random, 25);
        double *d = random_distances(&random, n, 0);
        stages_are_right(d, n, rare[k].linkage);
        free(d);
    }
}

enum { N_LISTED = 203 };

/* One after the other the nearest of those that are left, the first of equals. */
static void list_is_right(const gouw_stage *stage, uint32_t c, const gouw_near *near) {
    bool taken[N_LISTED] = {false};
    for (size_t k = 0; k < GOUW_NEAR; k++) {
        uint32_t at = c;
        float least = INFINITY;
        for (uint32_t to = 0; to < N_LISTED; to++) {
            if (to == c || taken[to])
                continue;
            const float x = gouw_stage_apart(stage, to < c ? to : c, to < c ? c : to);
            at = x < least ? to : at;
            least = x < least ? x : least;
        }
        assert_int_equal(near->to[k], at);
        assert_true(near->apart[k] == least);
        taken[at] = true;
    }
}

/* The lists of a stage against all distances: of items and of clusters of several sizes, whose
 * values may be equal. */
static void test_lists(void **state) {
    (void)state;
    enum { N = N_LISTED };
    static gouw_near near[N];
    float size[N];
    uint32_t item[N];
    double row[N];
    gouw_random random;
    gouw_random_init(&random, 13, 0);
    for (size_t round = 0; round < 24; round++) {
        double *d = random_distances(&random, N, round % 3 == 0 ? 9 : 0);
        float *triangle = must(malloc(gouw_pair_count(N) * sizeof *triangle));
        const gouw_distances distances = gouw_distances_condensed(d, N);
        const bool first = round % 4 < 2;
        for (size_t k = 0; k < gouw_pair_count(N); k++)
            triangle[k] = (float)d[k];
        for (uint32_t c = 0; c < N; c++) {
            size[c] = first ? 1 : (float)(1 + gouw_random_below(&random, 5));
            item[c] = c;
        }
        const gouw_stage stage = {.linkage = round % 2 == 0 ? GOUW_LINKAGE_WARD
                                                            : GOUW_LINKAGE_AVERAGE,
                                  .n = N,
                                  .source = first ? &distances : NULL,
                                  .triangle = triangle,
                                  .size = size,
                                  .item = item,
                                  .items = item,
                                  .row = row};
        gouw_cpu_limit((int)(round % (GOUW_CPU_N_FEATURES + 1)));
        assert_int_equal(gouw_stage_lists(&stage, near, NULL), GOUW_OK);
        for (uint32_t c = 0; c < N; c++)
            list_is_right(&stage, c, &near[c]);
        free(triangle);
        free(d);
    }
    gouw_cpu_limit(GOUW_CPU_N_FEATURES);
}

/* Euclidean, of n points in a cube. */
static double *points_apart(uint64_t seed, size_t n, size_t n_dimensions) {
    double *point = new_doubles(n * n_dimensions), *d = new_doubles(gouw_pair_count(n));
    gouw_random random;
    gouw_random_init(&random, seed, 0);
    for (size_t i = 0; i < n * n_dimensions; i++)
        point[i] = gouw_random_unit(&random);
    for (size_t i = 0, at = 0; i < n; i++)
        for (size_t j = i + 1; j < n; j++, at++) {
            for (size_t k = 0; k < n_dimensions; k++)
                d[at] += pow(point[i * n_dimensions + k] - point[j * n_dimensions + k], 2);
            d[at] = sqrt(d[at]);
        }
    free(point);
    return d;
}

/* Enough items in many dimensions that lists overflow. */
static void test_stages_of_many(void **state) {
    (void)state;
    enum { N = 900, DIMENSIONS = 12 };
    static gouw_step slow[N], fast[N];
    double *d = points_apart(10, N, DIMENSIONS);
    const gouw_distances distances = gouw_distances_condensed(d, N);
    for (gouw_linkage l = 0; l <= GOUW_LINKAGE_WEIGHTED; l++) {
        assert_int_equal(gouw_linkage_closest(&distances, l, slow, NULL), GOUW_OK);
        assert_int_equal(exact_stages(&distances, l, fast, NULL), GOUW_OK);
        for (size_t s = 0; s + 1 < N; s++)
            assert_close(fast[s].height, slow[s].height, 1e-9, gouw_linkage_names[l]);
    }
    free(d);
}

/* Enough points that rows are read in pieces, on each processor; and from a source that has no rows
 * to read, but makes them. */
static void test_stages_in_pieces(void **state) {
    (void)state;
    enum { N = 2500, DIMENSIONS = 4 };
    static gouw_step slow[N], first[N], fast[N];
    double *d = points_apart(11, N, DIMENSIONS);
    gouw_distances distances = gouw_distances_condensed(d, N);
    for (gouw_linkage l = 0; l <= GOUW_LINKAGE_WEIGHTED; l++) {
        if (l == GOUW_LINKAGE_SINGLE)
            continue;
        assert_int_equal(gouw_linkage_closest(&distances, l, slow, NULL), GOUW_OK);
        assert_int_equal(exact_stages(&distances, l, fast, NULL), GOUW_OK);
        for (size_t s = 0; s + 1 < N; s++)
            assert_close(fast[s].height, slow[s].height, 1e-9, gouw_linkage_names[l]);
        for (int round = 0; round <= GOUW_CPU_N_FEATURES + 1; round++) {
            gouw_distances source = distances;
            source.tail = round > GOUW_CPU_N_FEATURES ? NULL : distances.tail;
            gouw_cpu_limit(round > GOUW_CPU_N_FEATURES ? GOUW_CPU_N_FEATURES : round);
            gouw_step *into = round == 0 ? first : fast;
            assert_int_equal(stages(&source, l, into, NULL), GOUW_OK);
            for (size_t s = 0; s + 1 < N; s++) {
                assert_int_equal(into[s].a, first[s].a);
                assert_int_equal(into[s].b, first[s].b);
                assert_true(into[s].height == first[s].height);
            }
        }
    }
    free(d);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_stages_of_noise),
        cmocka_unit_test(test_rare_noise),
        cmocka_unit_test(test_lists),
        cmocka_unit_test(test_stages_of_many),
        cmocka_unit_test(test_stages_in_pieces),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
