/* k-medoids: never worse than R's pam, swap-optimal, and the optimum where groups are plain. */
#include "data/pam.h"
#include "base/cpu.h"
#include "cluster_fixture.h"
#include "stat/pam.h"

static const double *const totals_of_r[N_FIXTURES] = {
    usarrests_totals,   iris_totals,     ruspini_totals,
    agriculture_totals, eurodist_totals, votes_totals,
};

static double distance(const double *d, size_t n, uint32_t i, uint32_t j) {
    return i == j ? 0 : d[gouw_pair_index(n, i < j ? i : j, i < j ? j : i)];
}

static double total_of(const double *d, size_t n, const uint32_t *medoid, size_t k) {
    double total = 0;
    for (uint32_t i = 0; i < n; i++) {
        double nearest = (double)INFINITY;
        for (size_t m = 0; m < k; m++)
            nearest = fmin(nearest, distance(d, n, i, medoid[m]));
        total += nearest;
    }
    return total;
}

/* Clusters numbered by first item, each item with its nearest medoid, the total as reported. */
static void check_result(const double *d, size_t n, size_t k, const uint32_t *medoid,
                         const uint32_t *cluster, double total) {
    uint32_t n_seen = 0;
    for (uint32_t i = 0; i < n; i++) {
        assert_true(cluster[i] <= n_seen);
        n_seen += cluster[i] == n_seen;
        for (size_t m = 0; m < k; m++)
            assert_true(distance(d, n, i, medoid[cluster[i]]) <= distance(d, n, i, medoid[m]));
    }
    assert_int_equal(n_seen, k);
    for (size_t m = 0; m < k; m++)
        assert_int_equal(cluster[medoid[m]], m);
    assert_close(total, total_of(d, n, medoid, k), 1e-9, "total");
}

/* No swap helps. */
static void check_swaps(const double *d, size_t n, size_t k, const uint32_t *medoid, double total) {
    uint32_t *other = must(malloc(k * sizeof *other));
    for (size_t m = 0; m < k; m++)
        for (uint32_t x = 0; x < n; x++) {
            memcpy(other, medoid, k * sizeof *other);
            other[m] = x;
            assert_true(total_of(d, n, other, k) >= total * (1 - 1e-9));
        }
    free(other);
}

static void test_never_worse_than_r(void **state) {
    (void)state;
    for (size_t f = 0; f < N_FIXTURES; f++) {
        const size_t n = fixtures[f].n;
        double *d = fixture_distances(&fixtures[f]);
        const gouw_distances distances = gouw_distances_condensed(d, n);
        for (size_t k = 2; k <= 8; k++) {
            uint32_t medoid[8], cluster[FIXTURE_MOST];
            double total;
            assert_int_equal(gouw_pam(&distances, k, medoid, cluster, &total, NULL), GOUW_OK);
            check_result(d, n, k, medoid, cluster, total);
            check_swaps(d, n, k, medoid, total);
            if (!(total <= totals_of_r[f][k - 2] * (1 + 1e-9)))
                fail_msg("%s k = %zu: %.12g, R has %.12g", fixtures[f].name, k, total,
                         totals_of_r[f][k - 2]);
        }
        free(d);
    }
}

static void test_random(void **state) {
    (void)state;
    enum { MOST = 60 };
    gouw_random random;
    gouw_random_init(&random, 12, 0);
    for (size_t round = 0; round < 300; round++) {
        const size_t n = 1 + gouw_random_below(&random, MOST);
        const size_t k = 1 + gouw_random_below(&random, (uint32_t)(round % 3 == 0 ? n : n / 4 + 1));
        double *d = random_distances(&random, n, round % 2 == 0 ? 0 : 3);
        const gouw_distances distances = gouw_distances_condensed(d, n);
        uint32_t medoid[MOST], cluster[MOST];
        double total;
        assert_int_equal(gouw_pam(&distances, k, medoid, cluster, &total, NULL), GOUW_OK);
        check_result(d, n, k, medoid, cluster, total);
        check_swaps(d, n, k, medoid, total);
        free(d);
    }
}

/* Three groups on a line, far apart: every triple of medoids tried. */
static void test_optimum_of_plain_groups(void **state) {
    (void)state;
    enum { N = 9 };
    gouw_random random;
    gouw_random_init(&random, 13, 0);
    for (size_t round = 0; round < 100; round++) {
        double x[N], *d = new_doubles(gouw_pair_count(N)), best = (double)INFINITY, total;
        for (size_t i = 0; i < N; i++)
            x[i] = 10.0 * (double)(i % 3) + gouw_random_unit(&random);
        for (size_t i = 0, at = 0; i < N; i++)
            for (size_t j = i + 1; j < N; j++)
                d[at++] = fabs(x[i] - x[j]);
        for (uint32_t a = 0; a < N; a++)
            for (uint32_t b = a + 1; b < N; b++)
                for (uint32_t c = b + 1; c < N; c++)
                    best = fmin(best, total_of(d, N, (const uint32_t[]){a, b, c}, 3));
        const gouw_distances distances = gouw_distances_condensed(d, N);
        uint32_t medoid[3], cluster[N];
        assert_int_equal(gouw_pam(&distances, 3, medoid, cluster, &total, NULL), GOUW_OK);
        assert_close(total, best, 1e-12, "total");
        for (size_t i = 0; i < N; i++)
            assert_int_equal(cluster[i], i % 3);
        free(d);
    }
}

/* Equal items: several medoids on one point, and still k clusters. */
static void test_duplicates(void **state) {
    (void)state;
    const double d[10] = {0};
    const gouw_distances distances = gouw_distances_condensed(d, 5);
    uint32_t medoid[5], cluster[5];
    for (size_t k = 1; k <= 5; k++) {
        double total;
        assert_int_equal(gouw_pam(&distances, k, medoid, cluster, &total, NULL), GOUW_OK);
        check_result(d, 5, k, medoid, cluster, total);
        assert_true(total == 0);
    }
    assert_int_equal(gouw_pam(&distances, 0, medoid, cluster, NULL, NULL), GOUW_EUSAGE);
    assert_int_equal(gouw_pam(&distances, 6, medoid, cluster, NULL, NULL), GOUW_EUSAGE);
}

/* Beyond GOUW_PAM_SMALL, on every processor: results hold together, and are the same. */
static void test_many(void **state) {
    (void)state;
    enum { N = GOUW_PAM_SMALL + 3, K = 7 };
    static uint32_t first[K], medoid[K], cluster[N];
    gouw_random random;
    gouw_random_init(&random, 14, 0);
    double *d = random_distances(&random, N, 0), total = 0, before = 0;
    const gouw_distances distances = gouw_distances_condensed(d, N);
    for (int n_features = 0; n_features <= GOUW_CPU_N_FEATURES; n_features++) {
        gouw_cpu_limit(n_features);
        assert_int_equal(gouw_pam(&distances, K, medoid, cluster, &total, NULL), GOUW_OK);
        check_result(d, N, K, medoid, cluster, total);
        assert_true(n_features == 0 || total == before);
        assert_true(n_features == 0 || memcmp(first, medoid, sizeof first) == 0);
        memcpy(first, medoid, sizeof first);
        before = total;
    }
    gouw_cpu_limit(GOUW_CPU_N_FEATURES);
    free(d);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_never_worse_than_r),
        cmocka_unit_test(test_random),
        cmocka_unit_test(test_optimum_of_plain_groups),
        cmocka_unit_test(test_duplicates),
        cmocka_unit_test(test_many),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
