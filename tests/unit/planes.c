/* Sets in planes, against counts of single pairs, on every kind of processor. */
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
#include "stat/pairs_distance.h"
#include "stat/planes.h"

enum { N = 1100, SIDE = GOUW_PLANE_SETS, N_BLOCKS = (N + SIDE - 1) / SIDE, STEP = 13 };

typedef struct scene {
    gouw_arena arena;
    gouw_bits bits;
    gouw_item_lists lists;
    gouw_planes planes;
    gouw_random random;
    size_t block;
    gouw_items items; /* of row */
    size_t row;
    gouw_tally tally;
} scene;

/* N sets over m items, fill of a thousand of which each has, and up to all of them. */
static void build(scene *s, size_t m, uint32_t fill) {
    *s = (scene){.arena = GOUW_ARENA_INIT};
    gouw_random_init(&s->random, fill, m);
    assert_int_equal(gouw_bits_init(&s->bits, N, m, &s->arena, NULL), GOUW_OK);
    for (size_t i = 0; i < N; i++) {
        const uint32_t chance = i % 50 == 7 ? 1000 : i % 50 == 8 ? 0 : fill;
        for (size_t j = 0; j < m; j++)
            if (gouw_random_below(&s->random, 1000) < chance)
                gouw_bits_set(&s->bits, i, j);
    }
    assert_int_equal(gouw_planes_lists(&s->bits, 0, N, &s->arena, &s->lists, NULL), GOUW_OK);
}

static uint32_t shared_with(const scene *s, size_t set) {
    const size_t other = s->block * SIDE + set;
    return other < N ? gouw_bits_shared(&s->bits, s->row, other) : 0;
}

static bool is_picked(const scene *s, size_t set) {
    return (s->tally.reached[set / 64] >> set % 64 & 1) != 0;
}

typedef void check(scene *s);

/* Some rows with all blocks. */
static void check_each(size_t m, uint32_t fill, check *is_right) {
    scene s;
    build(&s, m, fill);
    for (int processor = 0; processor <= GOUW_CPU_N_FEATURES; processor++) {
        gouw_cpu_limit(processor);
        assert_int_equal(gouw_planes_init(&s.planes, N, m, &s.arena, NULL), GOUW_OK);
        gouw_planes_fill(&s.planes, &s.bits, NULL, N);
        for (s.row = (size_t)processor; s.row < N; s.row += STEP) {
            s.items = gouw_planes_items(&s.lists, s.row);
            for (s.block = 0; s.block < N_BLOCKS; s.block++)
                is_right(&s);
        }
    }
    gouw_cpu_limit(GOUW_CPU_N_FEATURES);
    gouw_arena_release(&s.arena);
}

/* Sizes about those where one way of counting gives place to the next, or needs to one plane more.
 */
static void check_all(check *is_right) {
    check_each(1, 500, is_right);
    check_each(40, 300, is_right);
    check_each(62, 900, is_right);
    check_each(63, 900, is_right);
    check_each(64, 500, is_right);
    check_each(255, 300, is_right);
    check_each(256, 950, is_right);
    check_each(700, 30, is_right);
    check_each(1030, 600, is_right);
}

static void sum_is_right(scene *s) {
    uint32_t shared[SIDE];
    gouw_planes_sum(&s->planes, s->block, s->items, &s->tally);
    gouw_planes_unpack(&s->planes, &s->tally, shared);
    for (size_t set = 0; set < SIDE; set++) {
        assert_int_equal(shared[set], shared_with(s, set));
        assert_int_equal(gouw_tally_at(&s->tally, set), shared_with(s, set));
    }
}

static void test_sum(void **state) {
    (void)state;
    check_all(sum_is_right);
    check_each(20000, 500, sum_is_right);
}

/* What is needed of each: never, more than there is, nothing, less than nothing, and about what
 * they share. */
static int32_t need_of(scene *s, size_t set) {
    const int32_t near = (int32_t)shared_with(s, set);
    const int32_t needs[] = {GOUW_NEED_NEVER, (int32_t)s->bits.n_columns + 1, 0, -5, near, near + 1,
                             near - 1};
    return needs[gouw_random_below(&s->random, sizeof needs / sizeof *needs)];
}

static void reach_is_right(scene *s) {
    int32_t need[SIDE];
    gouw_plane_needs own, all, least;
    gouw_hit hits[SIDE];
    for (size_t set = 0; set < SIDE; set++)
        need[set] = need_of(s, set);
    const int32_t row_need = need_of(s, s->row % SIDE);
    gouw_planes_needs(&s->planes, need, &own);
    gouw_planes_need_all(&s->planes, row_need, &all);
    gouw_planes_need_least(&own, row_need, &least);
    const gouw_plane_needs *const needs[] = {&own, &all, &least};
    for (size_t k = 0; k < 3; k++) {
        size_t n = 0;
        bool some = false;
        const bool any = gouw_planes_reach(&s->planes, s->block, s->items, needs[k], &s->tally);
        const size_t n_hits = gouw_planes_hits(&s->tally, SIDE - 3, hits);
        for (size_t set = 0; set < SIDE; set++) {
            const int64_t shared = shared_with(s, set);
            const bool reaches = (k != 1 && shared >= need[set]) || (k != 0 && shared >= row_need);
            assert_int_equal(is_picked(s, set), reaches);
            some |= reaches;
            if (!reaches || set >= SIDE - 3)
                continue;
            assert_true(n < n_hits && hits[n].set == set && hits[n].shared == shared);
            n++;
        }
        assert_int_equal(n, n_hits);
        assert_int_equal(any, some);
    }
}

static void test_reach(void **state) {
    (void)state;
    check_all(reach_is_right);
}

static int by_number(const void *x, const void *y) {
    const uint32_t a = *(const uint32_t *)x, b = *(const uint32_t *)y;
    return (a > b) - (a < b);
}

/* Of those with an even number, or of three, ten. */
static void most_is_right(scene *s) {
    enum { K = 10 };
    uint32_t sorted[SIDE];
    size_t n = 0;
    const size_t end = s->row % 2 == 0 ? SIDE : 6;
    gouw_planes_sum(&s->planes, s->block, s->items, &s->tally);
    memset(s->tally.reached, 0, sizeof s->tally.reached);
    for (size_t set = 0; set < end; set += 2) {
        s->tally.reached[set / 64] |= UINT64_C(1) << set % 64;
        sorted[n++] = shared_with(s, set);
    }
    gouw_planes_most(&s->planes, K, &s->tally);
    qsort(sorted, n, sizeof *sorted, by_number);
    const uint32_t least = n > K ? sorted[n - K] : 0;
    for (size_t set = 0; set < SIDE; set++)
        assert_int_equal(is_picked(s, set),
                         set < end && set % 2 == 0 && shared_with(s, set) >= least);
}

static void test_most(void **state) {
    (void)state;
    check_all(most_is_right);
}

static void pass_is_right(scene *s) {
    gouw_bars bars;
    const uint32_t size = gouw_bits_count(&s->bits, s->row);
    uint32_t slope[SIDE], other_size[SIDE];
    for (size_t set = 0; set < SIDE; set++) {
        const size_t other = s->block * SIDE + set;
        slope[set] = gouw_random_below(&s->random, GOUW_BARS_ONE / 2 + 1);
        other_size[set] = other < N ? gouw_bits_count(&s->bits, other) : 0;
        bars.slope[gouw_bars_place(set)] = (uint16_t)slope[set];
        bars.size[gouw_bars_place(set)] = (uint16_t)other_size[set];
    }
    bool some = false;
    const bool any = gouw_planes_pass(&s->planes, s->block, s->items, size, &bars, &s->tally);
    for (size_t set = 0; set < SIDE; set++) {
        const size_t bit = gouw_passed_bit(set);
        const bool passes = GOUW_BARS_ONE * shared_with(s, set) >
                            slope[set] * (size + other_size[set]);
        assert_int_equal(gouw_passed_set(bit), set % 64);
        assert_int_equal(s->tally.reached[set / 64] >> bit & 1, passes);
        assert_int_equal(gouw_tally_at(&s->tally, set), shared_with(s, set));
        some |= passes;
    }
    assert_int_equal(any, some);
}

static void test_pass(void **state) {
    (void)state;
    check_each(1, 500, pass_is_right);
    check_each(64, 500, pass_is_right);
    check_each(200, 100, pass_is_right);
    check_each(GOUW_BARS_MOST, 900, pass_is_right);
}

/* Some rows in another order, after more of them. */
static void test_rows(void **state) {
    (void)state;
    scene s;
    build(&s, 100, 300);
    const uint32_t rows[] = {1099, 3, 64, 3, 512};
    const size_t n = sizeof rows / sizeof *rows;
    assert_int_equal(gouw_planes_init(&s.planes, N, 100, &s.arena, NULL), GOUW_OK);
    gouw_planes_fill(&s.planes, &s.bits, NULL, N);
    gouw_planes_fill(&s.planes, &s.bits, rows, n);
    gouw_planes_sum(&s.planes, 0, gouw_planes_items(&s.lists, 7), &s.tally);
    for (size_t set = 0; set < SIDE; set++)
        assert_int_equal(gouw_tally_at(&s.tally, set),
                         set < n ? gouw_bits_shared(&s.bits, 7, rows[set]) : 0);
    gouw_arena_release(&s.arena);
}

/* Distances of sets that are laid out are those of sets that are not, to the last bit: to all
 * others, to a stretch, to every third, to a few far apart. */
static void distances_are_right(const gouw_pairs *pairs, const gouw_pairs *laid_out) {
    const gouw_distances plain = gouw_pairs_distances(pairs);
    const gouw_distances fast = gouw_pairs_distances(laid_out);
    static uint32_t others[N];
    static double expected[N], got[N + 1];
    for (uint32_t item = 0; item < N; item += 17) {
        const uint32_t steps[][3] = {{0, N, 1}, {item, N, 1}, {300, 700, 1}, {1, N, 3}, {5, N, 90}};
        for (size_t k = 0; k < sizeof steps / sizeof *steps; k++) {
            size_t n = 0;
            for (uint32_t other = steps[k][0]; other < steps[k][1]; other += steps[k][2])
                others[n++] = other;
            plain.row(&plain, item, others, n, expected);
            got[n] = -7; /* behind the end, which is left alone */
            fast.row(&fast, item, others, n, got);
            assert_true(got[n] == -7);
            for (size_t at = 0; at < n; at++) {
                const double one = 1 - gouw_pairs_similarity(pairs, item, others[at]);
                assert_true((isnan(got[at]) && isnan(expected[at])) || got[at] == expected[at]);
                assert_true(isnan(one) || others[at] == item || got[at] == one);
                assert_true(others[at] != item || got[at] == 0);
            }
        }
    }
}

static void test_distances(void **state) {
    (void)state;
    scene s;
    build(&s, 90, 200);
    uint32_t *size = gouw_arena_array(&s.arena, N, sizeof *size);
    gouw_bits_sizes(&s.bits, size);
    for (gouw_measure measure = 0; measure < GOUW_RUZICKA; measure++) {
        for (int processor = 0; processor <= GOUW_CPU_N_FEATURES; processor++) {
            gouw_cpu_limit(processor);
            gouw_pairs pairs = {.measure = measure, .bits = &s.bits, .size = size};
            pairs.empty = processor % 2 == 0 ? 0.25 : (double)NAN;
            gouw_pairs laid_out = pairs;
            assert_int_equal(gouw_pairs_lay_out(&laid_out, &s.arena, NULL), GOUW_OK);
            assert_non_null(laid_out.planes);
            distances_are_right(&pairs, &laid_out);
        }
    }
    gouw_cpu_limit(GOUW_CPU_N_FEATURES);
    gouw_arena_release(&s.arena);
}

static void test_sizes(void **state) {
    (void)state;
    gouw_arena arena = GOUW_ARENA_INIT;
    gouw_planes planes;
    gouw_error error = GOUW_ERROR_INIT, other = GOUW_ERROR_INIT;
    assert_int_equal(gouw_planes_init(&planes, 0, 0, &arena, &error), GOUW_OK);
    assert_int_equal(gouw_planes_init(&planes, 1, UINT16_MAX, &arena, &error), GOUW_OK);
    assert_int_equal(gouw_planes_init(&planes, SIZE_MAX / 2, 100, &arena, &error), GOUW_EMEMORY);
    assert_int_equal(gouw_planes_init(&planes, 1, UINT16_MAX + 1, &arena, &other), GOUW_EDATA);
    gouw_arena_release(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sum),   cmocka_unit_test(test_reach),
        cmocka_unit_test(test_most),  cmocka_unit_test(test_pass),
        cmocka_unit_test(test_rows),  cmocka_unit_test(test_distances),
        cmocka_unit_test(test_sizes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
