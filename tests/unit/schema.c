/* The tables of columns are sound, and names find themselves back. What the rules refuse is tested
 * by tests/bad. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "data/files.h"
#include "data/names.h"
#include "data/rows.h"

static const size_t SIZE[GOUW_N_RULE_KINDS] = {
    [GOUW_RULE_TEXT] = sizeof(const char *), [GOUW_RULE_ID] = sizeof(const char *),
    [GOUW_RULE_IDS] = sizeof(const char *),  [GOUW_RULE_REGION] = sizeof(uint32_t),
    [GOUW_RULE_THEME] = sizeof(uint32_t),    [GOUW_RULE_STAGE] = sizeof(uint32_t),
    [GOUW_RULE_NUMBER] = sizeof(double),     [GOUW_RULE_WEIGHT] = sizeof(float),
    [GOUW_RULE_INTEGER] = sizeof(int32_t),   [GOUW_RULE_YESNO] = sizeof(bool),
    [GOUW_RULE_CHOICE] = sizeof(uint32_t),
};

static void check_rule(const gouw_schema *schema, const gouw_rule *rule) {
    const bool kept = rule->offset != GOUW_RULE_NOWHERE;
    const bool limited = rule->least != 0 || rule->most != 0;
    assert_true(rule->name != NULL && rule->name[0] != '\0');
    assert_true(rule->kind < GOUW_N_RULE_KINDS && SIZE[rule->kind] > 0);
    assert_true(!kept || rule->offset + SIZE[rule->kind] <= schema->row_size);
    assert_true(!kept || rule->offset % SIZE[rule->kind] == 0);
    assert_true(!limited || (rule->least < rule->most && rule->expects != NULL));
    assert_true(rule->kind != GOUW_RULE_INTEGER ||
                (limited && rule->least >= INT32_MIN && rule->most <= INT32_MAX));
    assert_true((rule->kind == GOUW_RULE_CHOICE) == (rule->choices != NULL));
    assert_true((rule->flags & GOUW_RULE_ATTRIBUTE) == 0 || schema->keeps_unknown);
    assert_true(rule->kind != GOUW_RULE_ID || schema->defines < GOUW_N_VOCABULARIES);
}

static void tables_are_sound(void **state) {
    (void)state;
    for (size_t f = 0; f < GOUW_N_FILES; f++) {
        const gouw_schema *schema = &gouw_schemas[f];
        assert_true(strlen(schema->file) > 4 && schema->blank != NULL && schema->n_rules > 1);
        assert_int_equal(schema->row_size % sizeof(const char *), 0); /* attributes stand behind */
        for (size_t r = 0; r < schema->n_rules; r++) {
            check_rule(schema, &schema->rules[r]);
            for (size_t other = 0; other < r; other++) {
                const gouw_rule *a = &schema->rules[r], *b = &schema->rules[other];
                assert_string_not_equal(a->name, b->name);
                assert_true(a->offset != b->offset || a->offset == GOUW_RULE_NOWHERE);
            }
        }
    }
}

static void names_are_found_again(void **state) {
    (void)state;
    enum { N = 20000 };
    gouw_arena arena = GOUW_ARENA_INIT;
    gouw_names names;
    char text[32];
    gouw_names_init(&names, (const uint64_t[]){1, 2}, &arena, &arena);
    assert_null(gouw_names_find(&names, "", 0));
    for (uint32_t i = 0; i < N; i++) {
        const int length = snprintf(text, sizeof text, "region-%u", i);
        gouw_name *item = gouw_names_add(&names, text, (size_t)length);
        assert_non_null(item);
        assert_int_equal(item->row, GOUW_INDEX_NONE);
        item->row = i;
    }
    assert_int_equal(names.n, N);
    for (uint32_t i = 0; i < N; i++) {
        const int length = snprintf(text, sizeof text, "region-%u", i);
        assert_int_equal(gouw_names_find(&names, text, (size_t)length)->row, i);
        assert_int_equal(gouw_names_add(&names, text, (size_t)length)->row, i);
        assert_null(gouw_names_find(&names, text + 1, (size_t)length - 1));
    }
    assert_int_equal(names.n, N);
    gouw_arena_release(&arena);
}

/* Lines without a gap, or with one behind so many rows. */
static size_t line_of(size_t s, size_t i) {
    static const size_t gap_behind[] = {SIZE_MAX, 0, 63, 64, 3000};
    return i + 2 + (i > gap_behind[s] ? 7 : 0);
}

static void rows_keep_their_order(void **state) {
    (void)state;
    static const double shares[] = {0, 1e-9, 0.3, 0.9, 1};
    for (size_t s = 0; s < sizeof shares / sizeof shares[0]; s++) {
        gouw_arena arena = GOUW_ARENA_INIT;
        gouw_rows rows;
        gouw_rows_init(&rows, &arena, &arena, sizeof(size_t), s % 2 == 1);
        for (size_t i = 0; i < 5000; i++) {
            const size_t before = rows.capacity;
            if (gouw_rows_full(&rows)) {
                assert_true(gouw_rows_grow(&rows, shares[s]));
                assert_true(before == 0 || rows.capacity >= 2 * before);
                assert_true(before == 0 || rows.capacity <= 16 * before + 1);
            }
            *(size_t *)gouw_rows_at(&rows, rows.n) = i;
            assert_true(gouw_rows_take(&rows, line_of(s, i), (const char *)&shares[i % 5]));
        }
        for (size_t i = 0; i < rows.n; i++) {
            assert_int_equal(*(size_t *)gouw_rows_at(&rows, i), i);
            assert_int_equal(gouw_rows_line(&rows, i), line_of(s, i));
            assert_true(rows.beside == NULL || rows.beside[i] == (const char *)&shares[i % 5]);
        }
        assert_true((rows.lines == NULL) == (s == 0) && (rows.beside == NULL) == (s % 2 == 0));
        gouw_arena_release(&arena);
    }
}

/* How far the room grows at once: the share is not believed of few rows. */
static void rows_make_room(void **state) {
    (void)state;
    static const struct {
        size_t n;
        double share;
        size_t capacity;
    } cases[] = {{0, 0.5, 64},          {1000, 0, 2001},        {1000, 0.1, 10501},
                 {1000, 1e-6, 16001},   {65535, 1e-6, 1048561}, {65536, 1e-6, 16777217},
                 {65536, 0.02, 3440641}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        gouw_arena arena = GOUW_ARENA_INIT;
        gouw_rows rows;
        gouw_rows_init(&rows, &arena, &arena, 1, false);
        if (cases[i].n > 0)
            assert_true(gouw_rows_reserve(&rows, cases[i].n));
        rows.n = cases[i].n;
        assert_true(gouw_rows_grow(&rows, cases[i].share));
        assert_int_equal(rows.capacity, cases[i].capacity);
        gouw_arena_release(&arena);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tables_are_sound),
        cmocka_unit_test(names_are_found_again),
        cmocka_unit_test(rows_keep_their_order),
        cmocka_unit_test(rows_make_room),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
