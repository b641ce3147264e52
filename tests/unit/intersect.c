/* Combinations of sets against all 2^n of them, and their p values. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "data/multiset.h"
#include "gouw/random.h"
#include "near.h"
#include "stat/intersect.h"
#include "stat/multiset.h"

enum { SETS = 7, ITEMS = 9 };

/* Small sets as masks, and where their rows and columns stand in the table given to gouw. */
typedef struct scene {
    uint32_t set[SETS];
    size_t row_step, column_step;
    gouw_arena arena;
    gouw_bits bits;
    bool seen[1 << SETS];
} scene;

static void build(scene *s, uint64_t seed, size_t row_step, size_t column_step) {
    gouw_random random;
    gouw_random_init(&random, seed, 0);
    *s = (scene){.row_step = row_step, .column_step = column_step, .arena = GOUW_ARENA_INIT};
    assert_int_equal(gouw_bits_init(&s->bits, (SETS - 1) * row_step + 1,
                                    (ITEMS - 1) * column_step + 1, &s->arena, NULL),
                     GOUW_OK);
    const uint32_t fill = 1 + gouw_random_below(&random, 9);
    for (size_t i = 0; i < SETS; i++) {
        for (size_t j = 0; j < ITEMS; j++) {
            if (gouw_random_below(&random, 10) >= fill)
                continue;
            s->set[i] |= UINT32_C(1) << j;
            gouw_bits_set(&s->bits, i * row_step, j * column_step);
        }
    }
}

static uint32_t squeeze(const uint64_t *words, size_t n, size_t step) {
    uint32_t mask = 0;
    for (size_t i = 0; i < n; i++)
        mask |= (uint32_t)(words[i * step / 64] >> i * step % 64 & 1) << i;
    return mask;
}

/* The items of a combination by definition. */
static uint32_t items_of(const scene *s, uint32_t combination, gouw_intersect_mode mode) {
    uint32_t all = (1 << ITEMS) - 1, any = 0;
    for (size_t i = 0; i < SETS; i++) {
        if (combination >> i & 1) {
            all &= s->set[i];
            any |= s->set[i];
        } else if (mode == GOUW_INTERSECT_DISTINCT) {
            all &= ~s->set[i];
        }
    }
    return mode == GOUW_INTERSECT_UNION ? any : all;
}

static bool is_closed(const scene *s, uint32_t combination, gouw_intersect_mode mode) {
    for (size_t i = 0; i < SETS; i++) {
        const uint32_t larger = combination | UINT32_C(1) << i;
        if (larger != combination && items_of(s, larger, mode) == items_of(s, combination, mode))
            return false;
    }
    return true;
}

static gouw_intersect_mode checking;

static gouw_status check(void *context, const gouw_combination *is) {
    scene *s = context;
    const uint32_t combination = squeeze(is->sets, SETS, s->row_step);
    const uint32_t items = squeeze(is->items, ITEMS, s->column_step);
    assert_false(s->seen[combination]);
    s->seen[combination] = true;
    assert_int_equal(items, items_of(s, combination, checking));
    assert_int_equal(is->degree, gouw_bits_ones(combination));
    if (s->column_step == 1)
        assert_int_equal(is->size, gouw_bits_ones(items));
    return GOUW_OK;
}

static void all_are_found(scene *s, gouw_intersect_mode mode, uint32_t max_degree) {
    size_t n_found, n_counted, n_expected = 0;
    checking = mode;
    memset(s->seen, 0, sizeof s->seen);
    assert_int_equal(
        gouw_intersect(&s->bits, mode, max_degree, 1000, check, s, &n_found, &s->arena, NULL),
        GOUW_OK);
    for (uint32_t c = 0; c < 1 << SETS; c++) {
        const uint32_t items = items_of(s, c, mode), degree = gouw_bits_ones(c);
        bool expected = mode == GOUW_INTERSECT_DISTINCT
                            ? items != 0
                            : degree >= 1 && degree <= max_degree && is_closed(s, c, mode);
        if (mode == GOUW_INTERSECT_INCLUSIVE)
            expected = expected && items != 0;
        if (s->column_step > 1 && c == 0 && mode == GOUW_INTERSECT_DISTINCT)
            expected = true; /* the columns in between belong to no set */
        assert_int_equal(s->seen[c], expected);
        n_expected += expected;
    }
    assert_int_equal(n_found, n_expected);
    assert_int_equal(
        gouw_intersect(&s->bits, mode, max_degree, 1000, NULL, NULL, &n_counted, &s->arena, NULL),
        GOUW_OK);
    assert_int_equal(n_counted, n_expected);
}

static void test_all_combinations(void **state) {
    (void)state;
    for (uint64_t seed = 0; seed < 200; seed++) {
        scene s;
        build(&s, seed, 1, 1);
        for (int mode = GOUW_INTERSECT_DISTINCT; mode <= GOUW_INTERSECT_UNION; mode++) {
            for (uint32_t max_degree = 1; max_degree <= SETS; max_degree += 2)
                all_are_found(&s, (gouw_intersect_mode)mode, max_degree);
        }
        gouw_arena_release(&s.arena);
    }
}

static void test_more_than_a_word(void **state) {
    (void)state;
    for (uint64_t seed = 0; seed < 50; seed++) {
        scene s;
        build(&s, seed, 17, 23);
        all_are_found(&s, GOUW_INTERSECT_DISTINCT, SETS);
        all_are_found(&s, GOUW_INTERSECT_INCLUSIVE, 5);
        gouw_arena_release(&s.arena);
    }
}

/* Each set misses an item of its own, so that every combination is closed. */
static void test_limit(void **state) {
    (void)state;
    gouw_arena arena = GOUW_ARENA_INIT;
    gouw_bits bits;
    size_t n;
    assert_int_equal(gouw_bits_init(&bits, 20, 20, &arena, NULL), GOUW_OK);
    for (size_t i = 0; i < 400; i++) {
        if (i / 20 != i % 20)
            gouw_bits_set(&bits, i / 20, i % 20);
    }
    assert_int_equal(
        gouw_intersect(&bits, GOUW_INTERSECT_INCLUSIVE, 20, 5000, NULL, NULL, &n, &arena, NULL),
        GOUW_OK);
    assert_int_equal(n, 5001);
    assert_int_equal(
        gouw_intersect(&bits, GOUW_INTERSECT_INCLUSIVE, 2, 5000, NULL, NULL, &n, &arena, NULL),
        GOUW_OK);
    assert_int_equal(n, 20 + 190);
    gouw_arena_release(&arena);
}

static gouw_status refuse(void *context, const gouw_combination *combination) {
    (void)context;
    (void)combination;
    return GOUW_EIO;
}

static void test_visitor_stops(void **state) {
    (void)state;
    scene s;
    build(&s, 3, 1, 1);
    size_t n;
    for (int mode = GOUW_INTERSECT_DISTINCT; mode <= GOUW_INTERSECT_UNION; mode++) {
        assert_int_equal(gouw_intersect(&s.bits, (gouw_intersect_mode)mode, SETS, 1000, refuse,
                                        NULL, &n, &s.arena, NULL),
                         GOUW_EIO);
        assert_int_equal(n, 1);
    }
    gouw_arena_release(&s.arena);
}

static void test_nothing(void **state) {
    (void)state;
    gouw_arena arena = GOUW_ARENA_INIT;
    for (size_t rows = 0; rows < 2; rows++) {
        for (size_t columns = 0; columns < 2; columns++) {
            gouw_bits bits;
            size_t n;
            assert_int_equal(gouw_bits_init(&bits, rows, columns, &arena, NULL), GOUW_OK);
            assert_int_equal(
                gouw_intersect(&bits, GOUW_INTERSECT_DISTINCT, 9, 9, NULL, NULL, &n, &arena, NULL),
                GOUW_OK);
            assert_int_equal(n, columns);
            assert_int_equal(
                gouw_intersect(&bits, GOUW_INTERSECT_INCLUSIVE, 9, 9, NULL, NULL, &n, &arena, NULL),
                GOUW_OK);
            assert_int_equal(n, 0);
        }
    }
    gouw_arena_release(&arena);
}

static void test_multiset(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof multiset_cases / sizeof *multiset_cases; i++) {
        double p;
        assert_int_equal(gouw_multiset_upper(multiset_cases[i].size, multiset_cases[i].n_sets,
                                             multiset_cases[i].universe, multiset_cases[i].shared,
                                             &p, NULL),
                         GOUW_OK);
        assert_near(p, multiset_cases[i].p_upper, 1e-12 * multiset_cases[i].p_upper);
        const double expected = gouw_multiset_expected(
            multiset_cases[i].size, multiset_cases[i].n_sets, multiset_cases[i].universe);
        assert_near(expected, multiset_cases[i].expected, 1e-14 * expected);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_all_combinations),
        cmocka_unit_test(test_more_than_a_word),
        cmocka_unit_test(test_limit),
        cmocka_unit_test(test_visitor_stops),
        cmocka_unit_test(test_nothing),
        cmocka_unit_test(test_multiset),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
