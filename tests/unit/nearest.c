/* The most similar sets of each, and the whole numbers that stand for similarities, against the
 * plain definition. */
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
#include "stat/needed.h"
#include "stat/pairs.h"
#include "stat/similarity.h"

typedef struct scene {
    gouw_arena arena;
    gouw_bits bits;
    gouw_pairs pairs;
} scene;

/* n sets over m items, each item with a chance of fill / 1000 that differs from set to set; every
 * n_empty-th one is empty, every seventh the same as the one before it. */
static void build(scene *s, size_t n, size_t m, uint32_t fill, size_t n_empty) {
    gouw_random random;
    gouw_random_init(&random, n, m);
    s->arena = (gouw_arena)GOUW_ARENA_INIT;
    assert_int_equal(gouw_bits_init(&s->bits, n, m, &s->arena, NULL), GOUW_OK);
    uint32_t *size = gouw_arena_array(&s->arena, n, sizeof *size);
    const size_t stride = s->bits.stride;
    for (size_t i = 0; i < n; i++) {
        const uint32_t chance = fill / 2 + gouw_random_below(&random, fill + 1);
        for (size_t j = 0; j < m && i % n_empty != 3; j++) {
            if (gouw_random_below(&random, 1000) < chance)
                gouw_bits_set(&s->bits, i, j);
        }
        if (i % 7 == 6)
            memcpy(s->bits.words + i * stride, gouw_bits_row(&s->bits, i - 1),
                   stride * sizeof *s->bits.words);
    }
    gouw_bits_sizes(&s->bits, size);
    s->pairs = (gouw_pairs){.bits = &s->bits, .size = size, .empty = NAN};
}

static double sorting[4000]; /* for qsort: the similarities of one row */

static int nearer(const void *x, const void *y) {
    const uint32_t a = *(const uint32_t *)x, b = *(const uint32_t *)y;
    if (sorting[a] == sorting[b])
        return a < b ? -1 : a > b;
    return sorting[a] > sorting[b] ? -1 : 1;
}

/* Compares the list of one set with all others, sorted. */
static void list_is_right(const gouw_pairs *pairs, size_t row, size_t k,
                          const gouw_neighbour *list) {
    uint32_t others[4000], n = 0;
    for (uint32_t j = 0; j < pairs->bits->n_rows; j++) {
        sorting[j] = gouw_pairs_similarity(pairs, row, j);
        if (j != row && !isnan(sorting[j]))
            others[n++] = j;
    }
    qsort(others, n, sizeof *others, nearer);
    for (size_t i = 0; i < k; i++) {
        if (i >= n) {
            assert_int_equal(list[i].row, UINT32_MAX);
            assert_true(isnan(list[i].similarity));
            continue;
        }
        assert_int_equal(list[i].row, others[i]);
        assert_true(list[i].similarity == sorting[others[i]]);
    }
}

static void lists_are_right(scene *s, size_t k, size_t step) {
    const size_t n = s->bits.n_rows;
    gouw_neighbour *found = gouw_arena_array(&s->arena, n * k, sizeof *found);
    gouw_neighbour *first = gouw_arena_array(&s->arena, n * k, sizeof *first);
    for (int processor = 0; processor <= GOUW_CPU_N_FEATURES; processor++) {
        gouw_cpu_limit(processor);
        s->pairs.threads = processor % 2 == 0 ? 1 : 5;
        assert_int_equal(gouw_pairs_nearest(&s->pairs, k, found, NULL), GOUW_OK);
        if (processor == 0)
            memcpy(first, found, n * k * sizeof *found);
        for (size_t i = 0; i < n * k; i++) {
            assert_int_equal(found[i].row, first[i].row);
            assert_true(found[i].similarity == first[i].similarity ||
                        (isnan(found[i].similarity) && isnan(first[i].similarity)));
        }
    }
    for (size_t row = 0; row < n; row += step)
        list_is_right(&s->pairs, row, k, first + row * k);
}

/* Blocks of several sizes; few items and so many ties; two empty sets that count and do not. */
static void test_measures(void **state) {
    (void)state;
    static const double empty[] = {NAN, 0, 1};
    for (gouw_measure measure = 0; measure < GOUW_RUZICKA; measure++) {
        scene few, many;
        build(&few, 2300, 20, 350, 11);
        build(&many, 2300, 300, 200, 97);
        few.pairs.measure = many.pairs.measure = measure;
        for (size_t e = 0; e < 3; e++) {
            few.pairs.empty = many.pairs.empty = empty[e];
            lists_are_right(&few, 10, 101);
        }
        lists_are_right(&many, 7, 101);
        gouw_arena_release(&few.arena);
        gouw_arena_release(&many.arena);
    }
}

/* Most pairs share nothing, so that lists end in the first of the others. */
static void test_sparse(void **state) {
    (void)state;
    static const double empty[] = {NAN, 0, 1};
    static const gouw_measure measures[] = {GOUW_JACCARD, GOUW_OVERLAP, GOUW_SMC};
    for (size_t e = 0; e < 3; e++) {
        scene s;
        build(&s, 1500, 3000, 1, 9);
        s.pairs.measure = measures[e];
        s.pairs.empty = empty[e];
        lists_are_right(&s, 12, 17);
        gouw_arena_release(&s.arena);
    }
}

/* Sets of one size, sets that are all the same, and all empty ones. */
static void test_alike(void **state) {
    (void)state;
    for (uint32_t each = 0; each <= 30; each += 15) {
        for (gouw_measure measure = 0; measure < GOUW_RUZICKA; measure++) {
            scene s;
            build(&s, 2100, 30, 0, 1000);
            for (size_t i = 0; i < s.bits.n_rows; i++)
                for (size_t j = 0; j < each; j++)
                    gouw_bits_set(&s.bits, i, (j + i * i % 5) % 30);
            gouw_bits_sizes(&s.bits, (uint32_t *)s.pairs.size);
            s.pairs.measure = measure;
            s.pairs.empty = measure % 2 == 0 ? 1 : NAN;
            lists_are_right(&s, 5, 150);
            gouw_arena_release(&s.arena);
        }
    }
}

/* More neighbours than there are others; a block that is barely begun; one set, none, no items. */
static void test_edges(void **state) {
    (void)state;
    static const size_t n_sets[] = {0, 1, 2, 15, 1024, 1025};
    for (size_t i = 0; i < sizeof n_sets / sizeof *n_sets; i++) {
        scene s;
        build(&s, n_sets[i], 64, 300, 5);
        s.pairs.measure = GOUW_DICE;
        lists_are_right(&s, n_sets[i] < 100 ? n_sets[i] + 3 : 40, 1 + n_sets[i] / 20);
        gouw_arena_release(&s.arena);
    }
    scene s;
    build(&s, 40, 0, 300, 5);
    s.pairs.measure = GOUW_SMC;
    s.pairs.empty = 1;
    lists_are_right(&s, 3, 1);
    gouw_arena_release(&s.arena);
}

/* Sets of very different sizes, and so of needs. */
static void test_wide(void **state) {
    (void)state;
    scene s;
    build(&s, 1100, 900, 660, 50);
    s.pairs.measure = GOUW_JACCARD;
    lists_are_right(&s, 3, 101);
    gouw_arena_release(&s.arena);
}

/* A set that is alone in what it needs of another block: rows 0 to 1021 are one item, the next two
 * are fifty, and of a hundred others with sixty items all are the same but the last, which has the
 * fifty and ten of theirs. */
static void test_one_of_block(void **state) {
    (void)state;
    enum { N = 1124, M = 120, FIFTY = 1022, LAST = N - 1 };
    scene s;
    build(&s, N, M, 0, 1);
    for (size_t i = 0; i < N; i++) {
        const bool fifty = i == FIFTY || i == FIFTY + 1 || i == LAST, sixty = i > FIFTY + 1;
        if (i < FIFTY)
            gouw_bits_set(&s.bits, i, 0);
        for (size_t j = 1; j <= 50 && fifty; j++)
            gouw_bits_set(&s.bits, i, j);
        for (size_t j = 60; j < (i == LAST ? 70 : M) && sixty; j++)
            gouw_bits_set(&s.bits, i, j);
    }
    gouw_bits_sizes(&s.bits, (uint32_t *)s.pairs.size);
    s.pairs.measure = GOUW_JACCARD;
    lists_are_right(&s, 1, 1);
    gouw_arena_release(&s.arena);
}

/* Lists that a whole block cannot fill, which all sets would enter, also such as do not exist. */
static void test_long_lists(void **state) {
    (void)state;
    enum { N = 1026, K = 1024 };
    scene s;
    build(&s, N, 30, 300, 5);
    s.pairs.measure = GOUW_SMC;
    s.pairs.threads = 1;
    gouw_neighbour *found = gouw_arena_array(&s.arena, (size_t)N * K, sizeof *found);
    assert_int_equal(gouw_pairs_nearest(&s.pairs, K, found, NULL), GOUW_OK);
    for (size_t row = 0; row < N; row += 41)
        list_is_right(&s.pairs, row, K, found + row * K);
    gouw_arena_release(&s.arena);
}

/* For all sizes up to M and every similarity there is: never too many, and just enough where one
 * size is meant. */
static void test_needed(void **state) {
    (void)state;
    enum { M = 17 };
    for (gouw_measure measure = 0; measure < GOUW_RUZICKA; measure++) {
        const gouw_needed by = gouw_needed_by(measure, M);
        for (uint32_t part = 0; part <= M; part++) {
            for (uint32_t whole = part == 0 ? 1 : part; whole <= M; whole++) {
                const double t = gouw_similarity(measure, whole, part, part, M);
                for (uint32_t a = 1; a <= M; a++) {
                    for (uint32_t b = 1; b <= M; b++) {
                        uint32_t as = 0, more = 0;
                        const uint32_t most = a < b ? a : b;
                        while (as <= most && gouw_similarity(measure, a, b, as, M) < t)
                            as++;
                        while (more <= most && gouw_similarity(measure, a, b, more, M) <= t)
                            more++;
                        const int32_t needed = gouw_needed_shared(&by, t, false, a, b, 0);
                        const int32_t needed_more = gouw_needed_shared(&by, t, true, a, b, 0);
                        assert_true(gouw_needed_shared(&by, 0, false, a, b, 3) >= 3);
                        assert_true(needed <= (int32_t)as || as > most);
                        assert_true(as > most ? needed > (int32_t)most : needed == (int32_t)as);
                        assert_true(more > most ? needed_more > (int32_t)most
                                                : needed_more == (int32_t)more);
                    }
                }
            }
        }
    }
}

/* Two cosines of large sets that differ by less than rounding gives away: more alike is not told
 * from as alike there. */
static void test_needed_of_near_ties(void **state) {
    (void)state;
    const double t = gouw_similarity(GOUW_COSINE, 1122, 1375, 1091, 1500);
    assert_true(gouw_similarity(GOUW_COSINE, 713, 733, 635, 1500) > t);
    assert_true(gouw_similarity(GOUW_COSINE, 713, 733, 634, 1500) < t);
    const gouw_needed by = gouw_needed_by(GOUW_COSINE, 1500);
    assert_int_equal(gouw_needed_shared(&by, t, true, 713, 733, 0), 635);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_measures),
        cmocka_unit_test(test_sparse),
        cmocka_unit_test(test_alike),
        cmocka_unit_test(test_wide),
        cmocka_unit_test(test_one_of_block),
        cmocka_unit_test(test_long_lists),
        cmocka_unit_test(test_edges),
        cmocka_unit_test(test_needed),
        cmocka_unit_test(test_needed_of_near_ties),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
