/* Bits, and all pairs of them, against the plain definition. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/cpu.h"
#include "gouw/random.h"
#include "stat/pairs.h"
#include "stat/similarity.h"
#include "stat/similarity_row.h"

typedef struct scene {
    gouw_arena arena;
    gouw_bits bits;
    gouw_pairs pairs;
} scene;

/* n random sets over m items with a few empty and a few equal ones. */
static void build(scene *s, gouw_measure measure, size_t n, size_t m) {
    gouw_random random;
    gouw_random_init(&random, n, m);
    s->arena = (gouw_arena)GOUW_ARENA_INIT;
    assert_int_equal(gouw_bits_init(&s->bits, n, m, &s->arena, NULL), GOUW_OK);
    uint32_t *size = gouw_arena_array(&s->arena, n, sizeof *size);
    double *weights = gouw_arena_array(&s->arena, n * m, sizeof *weights);
    for (size_t i = 0; i < n; i++) {
        for (size_t j = 0; j < m && i % 13 != 5; j++) {
            if (gouw_random_below(&random, 3) > 0)
                continue;
            gouw_bits_set(&s->bits, i, j);
            weights[i * m + j] = 1 + gouw_random_below(&random, 4);
        }
    }
    gouw_bits_sizes(&s->bits, size);
    s->pairs = (gouw_pairs){.measure = measure,
                            .bits = &s->bits,
                            .size = size,
                            .weights = weights,
                            .empty = NAN,
                            .threads = 1};
}

static void test_bits(void **state) {
    (void)state;
    scene s;
    build(&s, GOUW_JACCARD, 37, 131);
    gouw_bits turned;
    uint32_t degree[131];
    assert_int_equal(gouw_bits_transpose(&s.bits, &turned, &s.arena, NULL), GOUW_OK);
    gouw_bits_degrees(&s.bits, degree);
    for (size_t j = 0; j < 131; j++) {
        assert_int_equal(degree[j], gouw_bits_count(&turned, j));
        for (size_t i = 0; i < 37; i++)
            assert_int_equal(gouw_bits_test(&s.bits, i, j), gouw_bits_test(&turned, j, i));
    }
    gouw_arena_release(&s.arena);
}

static void test_bits_of_no_columns(void **state) {
    (void)state;
    gouw_arena arena = GOUW_ARENA_INIT;
    gouw_bits bits;
    assert_int_equal(gouw_bits_init(&bits, 3, 0, &arena, NULL), GOUW_OK);
    assert_int_equal(gouw_bits_count(&bits, 2), 0);
    gouw_error error = GOUW_ERROR_INIT;
    assert_int_equal(gouw_bits_init(&bits, (size_t)UINT32_MAX + 1, 1, &arena, &error), GOUW_EDATA);
    gouw_arena_release(&arena);
}

static void shared_is_right(size_t n, size_t m) {
    scene s;
    build(&s, GOUW_JACCARD, n, m);
    const gouw_block block = {1, n - 2, 3, n};
    const size_t width = n - 3;
    uint32_t *out = gouw_arena_array(&s.arena, (n - 3) * width, sizeof *out);
    gouw_pairs_shared(&s.bits, block, out);
    for (size_t a = 1; a < n - 2; a++) {
        for (size_t b = 3; b < n; b++) {
            uint32_t both = 0;
            for (size_t j = 0; j < m; j++)
                both += gouw_bits_test(&s.bits, a, j) && gouw_bits_test(&s.bits, b, j);
            assert_int_equal(out[(a - 1) * width + b - 3], both);
        }
    }
    gouw_arena_release(&s.arena);
}

static void test_shared(void **state) {
    (void)state;
    shared_is_right(50, 24);
    shared_is_right(40, 64);
    shared_is_right(40, 65);
    shared_is_right(30, 300);
}

/* The same bytes for any number of threads, on any processor, for a part as for the whole. */
static void matrix_is_right(gouw_measure measure, size_t m, double empty) {
    enum { N = 101 };
    scene s;
    build(&s, measure, N, m);
    s.pairs.empty = empty;
    float *expected = gouw_arena_array(&s.arena, N * N, sizeof *expected);
    float *found = gouw_arena_array(&s.arena, N * N, sizeof *found);
    for (size_t i = 0; i < N * N; i++)
        expected[i] = (float)gouw_pairs_similarity(&s.pairs, i / N, i % N);
    for (int processor = 0; processor <= GOUW_CPU_N_FEATURES; processor++) {
        gouw_cpu_limit(processor);
        s.pairs.threads = processor % 2 == 0 ? 1 : 7;
        assert_int_equal(gouw_pairs_matrix(&s.pairs, 0, N, found, NULL), GOUW_OK);
        for (size_t i = 0; i < N * N; i++)
            assert_true(found[i] == expected[i] || (isnan(found[i]) && isnan(expected[i])));
        assert_int_equal(gouw_pairs_matrix(&s.pairs, 5, 79, found, NULL), GOUW_OK);
        for (size_t i = 0; i < 74 * N; i++)
            assert_true(found[i] == expected[i + 5 * N] ||
                        (isnan(found[i]) && isnan(expected[i + 5 * N])));
    }
    gouw_arena_release(&s.arena);
}

/* So large that it goes past the caches, in rows that are aligned, and in such that are not. */
static void large_matrix_is_right(size_t n, size_t m, gouw_measure measure) {
    scene s;
    build(&s, measure, n, m);
    s.pairs.threads = 3;
    s.pairs.empty = 0.5;
    float *found = aligned_alloc(64, (n * n * sizeof *found + 63) / 64 * 64);
    assert_non_null(found);
    for (int processor = GOUW_CPU_AVX2; processor <= GOUW_CPU_N_FEATURES; processor++) {
        gouw_cpu_limit(processor);
        memset(found, 1, n * n * sizeof *found);
        assert_int_equal(gouw_pairs_matrix(&s.pairs, 0, n, found, NULL), GOUW_OK);
        for (size_t i = 0; i < n * n; i++)
            assert_true(found[i] == (float)gouw_pairs_similarity(&s.pairs, i / n, i % n));
    }
    free(found);
    gouw_arena_release(&s.arena);
}

static void test_large_matrix(void **state) {
    (void)state;
    large_matrix_is_right(1040, 50, GOUW_JACCARD);
    large_matrix_is_right(1040, 200, GOUW_OVERLAP);
    large_matrix_is_right(1043, 100, GOUW_DICE);
}

static void test_matrix(void **state) {
    (void)state;
    for (int measure = 0; measure < GOUW_N_MEASURES; measure++) {
        matrix_is_right((gouw_measure)measure, 24, NAN);
        matrix_is_right((gouw_measure)measure, 65, 1);
        matrix_is_right((gouw_measure)measure, 300, 0);
    }
    matrix_is_right(GOUW_JACCARD, 1500, NAN);
}

/* Every pair of sizes: floats are the doubles, rounded. */
static void test_similarity_rows(void **state) {
    (void)state;
    enum { M = 37, MOST = (M + 1) * (M + 1) };
    uint32_t size[MOST], shared[MOST];
    float row[MOST];
    for (int processor = 0; processor <= GOUW_CPU_N_FEATURES; processor++) {
        gouw_cpu_limit(processor);
        for (uint32_t a = 0; a <= M; a++) {
            size_t n = 0;
            for (uint32_t b = 0; b <= M; b++) {
                for (uint32_t both = a + b > M ? a + b - M : 0; both <= a && both <= b; both++) {
                    size[n] = b;
                    shared[n++] = both;
                }
            }
            for (int measure = 0; measure < GOUW_RUZICKA; measure++) {
                gouw_similarity_row((gouw_measure)measure, a, size, shared, n, M, 0.25f, row);
                for (size_t j = 0; j < n; j++) {
                    const double x = gouw_similarity((gouw_measure)measure, a, size[j], shared[j],
                                                     M);
                    assert_true(row[j] == (isnan(x) ? 0.25f : (float)x));
                }
            }
        }
    }
}

static double sorting[1130]; /* for qsort: the similarities of one row */

static int nearer(const void *x, const void *y) {
    const uint32_t a = *(const uint32_t *)x, b = *(const uint32_t *)y;
    if (sorting[a] == sorting[b])
        return a < b ? -1 : a > b;
    return sorting[a] > sorting[b] ? -1 : 1;
}

static void nearest_are_right(gouw_measure measure, size_t m) {
    enum { N = 1130, K = 9 };
    scene s;
    build(&s, measure, N, m);
    s.pairs.empty = 1;
    gouw_neighbour *found = gouw_arena_array(&s.arena, N * K, sizeof *found);
    gouw_neighbour *again = gouw_arena_array(&s.arena, N * K, sizeof *again);
    for (int processor = 0; processor <= GOUW_CPU_N_FEATURES; processor++) {
        gouw_cpu_limit(processor);
        s.pairs.threads = 3;
        assert_int_equal(gouw_pairs_nearest(&s.pairs, K, found, NULL), GOUW_OK);
        if (processor > 0)
            assert_memory_equal(found, again, N * K * sizeof *found);
        memcpy(again, found, N * K * sizeof *found);
    }
    for (size_t row = 0; row < N; row += 7) {
        uint32_t others[N], n = 0;
        for (uint32_t j = 0; j < N; j++) {
            sorting[j] = gouw_pairs_similarity(&s.pairs, row, j);
            if (j != row)
                others[n++] = j;
        }
        qsort(others, n, sizeof *others, nearer);
        for (size_t k = 0; k < K; k++) {
            assert_int_equal(found[row * K + k].row, others[k]);
            assert_true(found[row * K + k].similarity == sorting[others[k]]);
        }
    }
    gouw_arena_release(&s.arena);
}

static void test_nearest(void **state) {
    (void)state;
    nearest_are_right(GOUW_JACCARD, 10);
    nearest_are_right(GOUW_JACCARD, 300);
    nearest_are_right(GOUW_COSINE, 100);
    nearest_are_right(GOUW_COSINE_WEIGHTED, 12);
}

static void test_nearest_of_few(void **state) {
    (void)state;
    scene s;
    build(&s, GOUW_DICE, 7, 24);
    gouw_neighbour found[7 * 10];
    assert_int_equal(gouw_pairs_nearest(&s.pairs, 10, found, NULL), GOUW_OK);
    for (size_t i = 0; i < 7; i++) {
        for (size_t k = 0; k < 10; k++)
            assert_true(k < 6 ? found[i * 10 + k].row < 7 : found[i * 10 + k].row == UINT32_MAX);
    }
    gouw_arena_release(&s.arena);
}

typedef struct counter {
    const gouw_pairs *pairs;
    size_t n, stop_after;
    gouw_pair last;
} counter;

static gouw_status count(void *context, const gouw_pair *pair) {
    counter *c = context;
    assert_true(c->n == 0 || pair->a > c->last.a || (pair->a == c->last.a && pair->b > c->last.b));
    assert_true(pair->similarity == gouw_pairs_similarity(c->pairs, pair->a, pair->b));
    c->last = *pair;
    return ++c->n == c->stop_after ? GOUW_EIO : GOUW_OK;
}

static void above_is_right(scene *s, double least) {
    const size_t n = s->bits.n_rows;
    size_t expected = 0;
    for (size_t a = 0; a < n; a++) {
        for (size_t b = a + 1; b < n; b++)
            expected += gouw_pairs_similarity(&s->pairs, a, b) >= least;
    }
    for (int processor = 0; processor <= GOUW_CPU_N_FEATURES; processor++) {
        counter all = {.pairs = &s->pairs};
        gouw_cpu_limit(processor);
        s->pairs.threads = 1 + (unsigned)processor;
        assert_int_equal(gouw_pairs_above(&s->pairs, least, count, &all, NULL), GOUW_OK);
        assert_int_equal(all.n, expected);
    }
}

/* Every measure and threshold, also one that pairs reach exactly, and two empty sets that count. */
static void test_above(void **state) {
    (void)state;
    static const double least[] = {0, 0.25, 0.5, 2. / 3, 1};
    for (gouw_measure measure = 0; measure < GOUW_N_MEASURES; measure++) {
        scene s;
        build(&s, measure, gouw_measures[measure].weighted ? 150 : 700, 24);
        for (size_t i = 0; i < sizeof least / sizeof *least; i++) {
            s.pairs.empty = i % 2 == 0 ? NAN : 1;
            above_is_right(&s, least[i]);
        }
        gouw_arena_release(&s.arena);
    }
}

/* Few items of many: the sets are sought out by their rarest items. */
static void test_above_of_sparse(void **state) {
    (void)state;
    enum { N = 1800, M = 6000 };
    static const gouw_measure measures[] = {GOUW_JACCARD, GOUW_DICE, GOUW_COSINE, GOUW_KULCZYNSKI};
    scene s;
    gouw_random random;
    gouw_random_init(&random, 5, 0);
    s.arena = (gouw_arena)GOUW_ARENA_INIT;
    assert_int_equal(gouw_bits_init(&s.bits, N + 4, M, &s.arena, NULL), GOUW_OK);
    uint32_t *size = gouw_arena_array(&s.arena, N + 4, sizeof *size);
    for (size_t i = 0; i < N; i++) { /* 300 sets that five others differ from in some */
        for (uint32_t k = i % 50 == 0 ? 12 : 0; k < 12; k++)
            gouw_bits_set(&s.bits, i,
                          gouw_random_below(&random, 4) > 0 ? (i % 300) * 19 + k
                                                            : gouw_random_below(&random, M - 12));
    }
    /* Two that share all of the smaller and half of the larger, its common half: 1/2 exactly, to
     * be found by the last item that is looked at. */
    for (uint32_t k = 1; k <= 12; k++) {
        gouw_bits_set(&s.bits, N, M - k);
        for (size_t i = 1; i <= 3 && k <= 6; i++)
            gouw_bits_set(&s.bits, N + i, M - k);
    }
    gouw_bits_sizes(&s.bits, size);
    s.pairs = (gouw_pairs){.bits = &s.bits, .size = size, .empty = NAN};
    for (size_t i = 0; i < sizeof measures / sizeof *measures; i++) {
        s.pairs.measure = measures[i];
        above_is_right(&s, 0.3);
        above_is_right(&s, 0.5);
        above_is_right(&s, 0.75);
        above_is_right(&s, 1);
    }
    gouw_arena_release(&s.arena);
}

/* The same where no set has an item of its own: nine that stand together have nine each of the same
 * eighteen, so that even the rarest are those of others, looked at just before. */
static void test_above_of_groups(void **state) {
    (void)state;
    enum { N = 2700, M = 5400, EACH = 18 };
    scene s;
    gouw_random random;
    gouw_random_init(&random, 6, 0);
    s.arena = (gouw_arena)GOUW_ARENA_INIT;
    assert_int_equal(gouw_bits_init(&s.bits, N, M, &s.arena, NULL), GOUW_OK);
    uint32_t *size = gouw_arena_array(&s.arena, N, sizeof *size), items[EACH];
    for (uint32_t k = 0; k < EACH; k++)
        items[k] = k;
    for (size_t i = 0; i < N; i++) {
        gouw_random_shuffle(&random, items, EACH);
        for (size_t k = 0; k < EACH / 2; k++)
            gouw_bits_set(&s.bits, i, i / 9 * EACH + items[k]);
    }
    gouw_bits_sizes(&s.bits, size);
    s.pairs = (gouw_pairs){.measure = GOUW_JACCARD, .bits = &s.bits, .size = size, .empty = NAN};
    above_is_right(&s, 0.25);
    above_is_right(&s, 0.5);
    gouw_arena_release(&s.arena);
}

static void test_above_ends(void **state) {
    (void)state;
    scene s;
    build(&s, GOUW_COSINE, 100, 24);
    counter some = {.pairs = &s.pairs, .stop_after = 5};
    assert_int_equal(gouw_pairs_above(&s.pairs, 0.5, count, &some, NULL), GOUW_EIO);
    assert_int_equal(some.n, 5);
    gouw_arena_release(&s.arena);
}

static bool at_once(void *watch) {
    (void)watch;
    return true;
}

static void test_interrupted(void **state) {
    (void)state;
    scene s;
    build(&s, GOUW_JACCARD, 30, 24);
    s.pairs.interrupted = at_once;
    float matrix[30 * 30];
    gouw_neighbour found[30];
    assert_int_equal(gouw_pairs_matrix(&s.pairs, 0, 30, matrix, NULL), GOUW_EINTERRUPT);
    assert_int_equal(gouw_pairs_nearest(&s.pairs, 1, found, NULL), GOUW_EINTERRUPT);
    assert_int_equal(gouw_pairs_above(&s.pairs, 0, count, NULL, NULL), GOUW_EINTERRUPT);
    gouw_arena_release(&s.arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_bits),
        cmocka_unit_test(test_bits_of_no_columns),
        cmocka_unit_test(test_shared),
        cmocka_unit_test(test_matrix),
        cmocka_unit_test(test_large_matrix),
        cmocka_unit_test(test_similarity_rows),
        cmocka_unit_test(test_nearest),
        cmocka_unit_test(test_nearest_of_few),
        cmocka_unit_test(test_above),
        cmocka_unit_test(test_above_of_sparse),
        cmocka_unit_test(test_above_of_groups),
        cmocka_unit_test(test_above_ends),
        cmocka_unit_test(test_interrupted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
