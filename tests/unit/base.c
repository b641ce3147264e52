#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/quote.h"
#include "base/room.h"
#include "gouw/gouw.h"

static void test_first_message_wins(void **state) {
    (void)state;
    gouw_error error = GOUW_ERROR_INIT;
    assert_int_equal(gouw_fail(&error, GOUW_EDATA, "value %d", 7), GOUW_EDATA);
    assert_int_equal(gouw_fail(&error, GOUW_EIO, "later"), GOUW_EDATA);
    assert_string_equal(error.message, "value 7");
    assert_int_equal(gouw_fail(NULL, GOUW_EIO, "nobody listens"), GOUW_EIO);
}

static void test_exit_codes(void **state) {
    (void)state;
    static const int code[] = {
        [GOUW_OK] = 0,      [GOUW_EDATA] = 1,     [GOUW_EUSAGE] = 2,      [GOUW_EIO] = 3,
        [GOUW_EMEMORY] = 4, [GOUW_EINTERNAL] = 4, [GOUW_EINTERRUPT] = 130};
    for (size_t i = 0; i < sizeof code / sizeof code[0]; i++)
        assert_int_equal(gouw_exit_code((gouw_status)i), code[i]);
}

static void test_arena_pieces_do_not_touch(void **state) {
    (void)state;
    for (int single = 0; single < 2; single++) {
        gouw_arena arena = {.single = single};
        unsigned char *piece[200];
        for (size_t i = 0; i < 200; i++) {
            piece[i] = gouw_arena_alloc(&arena, i * 37);
            assert_non_null(piece[i]);
            assert_int_equal((uintptr_t)piece[i] % _Alignof(max_align_t), 0);
            for (size_t k = 0; k < i * 37; k++)
                assert_int_equal(piece[i][k], 0);
            memset(piece[i], (int)i, i * 37);
        }
        for (size_t i = 0; i < 200; i++)
            for (size_t k = 0; k < i * 37; k++)
                assert_int_equal(piece[i][k], i);
        gouw_arena_release(&arena);
        assert_null(arena.newest);
    }
}

static void test_room(void **state) {
    (void)state;
    static const struct {
        double bytes;
        const char *text;
    } sizes[] = {{0, "0 B"},       {999, "999 B"},   {999.96, "1.0 kB"},  {1234567, "1.2 MB"},
                 {2e12, "2.0 TB"}, {4e18, "4.0 EB"}, {4e21, "4,000.0 EB"}};
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++)
        assert_string_equal(_b(sizes[i].bytes), sizes[i].text);
    const double all = gouw_room();
    assert_true(all > 0);
    assert_true(gouw_room_for_file("x") >= 0 && gouw_room_for_file("/none/x") > 0);
    static const struct {
        const char *text;
        double bytes;
    } said[] = {{"0", 0}, {"7", 7}, {"2k", 2000}, {"1.5M", 1.5e6}};
    for (size_t i = 0; i < sizeof said / sizeof said[0]; i++) {
        assert_int_equal(setenv("GOUW_MEMORY", said[i].text, 1), 0);
        assert_true(gouw_room() == said[i].bytes);
    }
    static const char *const unread[] = {"", "x", "-1", "2kB", "3q", "1000000000T"};
    for (size_t i = 0; i < sizeof unread / sizeof unread[0]; i++) {
        assert_int_equal(setenv("GOUW_MEMORY", unread[i], 1), 0);
        assert_true(gouw_room() == all);
    }
    assert_int_equal(unsetenv("GOUW_MEMORY"), 0);
}

/* Large pieces are zeroed, have blocks of their own, and leave the small ones where they were. */
static void test_arena_takes_large_pieces(void **state) {
    (void)state;
    const size_t sizes[] = {100, 1 << 20, 8, (5 << 20) + 3, 16, 40 << 20, 24, 3 << 20};
    enum { N = sizeof sizes / sizeof sizes[0] };
    gouw_arena arena = GOUW_ARENA_INIT;
    unsigned char *piece[N];
    for (int round = 0; round < 2; round++) {
        for (size_t i = 0; i < N; i++) {
            piece[i] = gouw_arena_alloc(&arena, sizes[i]);
            assert_non_null(piece[i]);
            for (size_t k = 0; k < sizes[i]; k += i % 2 == 0 ? 1 : 1021)
                assert_int_equal(piece[i][k], 0);
            memset(piece[i], (int)i + 1, sizes[i]);
        }
        for (size_t i = 0; i < N; i++) {
            assert_int_equal(piece[i][0], i + 1);
            assert_int_equal(piece[i][sizes[i] - 1], i + 1);
        }
        assert_true(piece[2] > piece[0] && piece[2] < piece[0] + 4096);
        gouw_arena_release(&arena);
    }
}

static void test_arena_fails_when_told(void **state) {
    (void)state;
    gouw_arena arena = {.fail_at = 2};
    assert_non_null(gouw_arena_alloc(&arena, 8));
    assert_null(gouw_arena_alloc(&arena, 8));
    assert_non_null(gouw_arena_alloc(&arena, 8));
    assert_null(gouw_arena_array(&arena, SIZE_MAX / 2, 3));
    assert_null(gouw_arena_alloc(&arena, SIZE_MAX - 3));
    gouw_arena_release(&arena);
}

static void test_arena_grows_and_formats(void **state) {
    (void)state;
    gouw_arena arena = GOUW_ARENA_INIT;
    const int old[] = {1, 2, 3};
    const int *grown = gouw_arena_grow(&arena, old, 3, 6, sizeof *old);
    assert_memory_equal(grown, old, sizeof old);
    assert_int_equal(grown[5], 0);
    assert_string_equal(gouw_arena_format(&arena, "%s-%03d", "x", 5), "x-005");
    assert_string_equal(gouw_arena_text(&arena, "abcdef", 3), "abc");
    gouw_arena_release(&arena);
}

static void test_ids(void **state) {
    (void)state;
    static const char *const good[] = {"a", "0", "noord-oost", "a_b", "9x"};
    static const char *const bad[] = {"", "-a", "_a", "A", "a b", "é", "a.b"};
    for (size_t i = 0; i < sizeof good / sizeof good[0]; i++)
        assert_true(gouw_id_valid(good[i], strlen(good[i])));
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        assert_false(gouw_id_valid(bad[i], strlen(bad[i])));
    char longest[GOUW_ID_MAX + 1];
    memset(longest, 'a', sizeof longest);
    assert_true(gouw_id_valid(longest, GOUW_ID_MAX));
    assert_false(gouw_id_valid(longest, GOUW_ID_MAX + 1));
}

static void test_utf8(void **state) {
    (void)state;
    static const struct {
        const char *text;
        size_t length, valid;
    } cases[] = {
        {"abc", 3, 3},
        {"Frysl\xC3\xA2n", 8, 8},
        {"\xF0\x9F\x8C\x8D", 4, 4},
        {"a\xFF", 2, 1},
        {"\xC0\xAF", 2, 0},         /* overlong */
        {"\xED\xA0\x80", 3, 0},     /* surrogate */
        {"\xF4\x90\x80\x80", 4, 0}, /* beyond U+10FFFF */
        {"ab\xE2\x82", 4, 2},       /* cut short */
        {"a\0b", 3, 1},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        assert_int_equal(gouw_utf8_check(cases[i].text, cases[i].length), cases[i].valid);
    assert_int_equal(gouw_utf8_width("Frysl\xC3\xA2n"), 7);
    assert_int_equal(gouw_utf8_width("e\xCC\x81"), 1);
    assert_int_equal(gouw_utf8_width("\xE6\x97\xA5\xE6\x9C\xAC"), 4);
}

static void test_near_misses(void **state) {
    (void)state;
    static const char *const names[] = {"plan_adopted", "agenda_ready", "dialogue"};
    assert_string_equal(gouw_nearest("plan_adoptd", names, 3), "plan_adopted");
    assert_string_equal(gouw_nearest("dailogue", names, 3), "dialogue");
    assert_string_equal(gouw_nearest("DIALOGUE", names, 3), "dialogue");
    assert_null(gouw_nearest("other", names, 3));
    assert_null(gouw_nearest("x", names, 0));
}

static void test_random_is_the_same_everywhere(void **state) {
    (void)state;
    gouw_random a, b;
    gouw_random_init(&a, 1, 2);
    gouw_random_init(&b, 2, 1);
    assert_int_not_equal(gouw_random_next(&a), gouw_random_next(&b));
    gouw_random_init(&a, 7, 0);
    uint32_t seen[6] = {0};
    for (int i = 0; i < 6000; i++)
        seen[gouw_random_below(&a, 6)]++;
    double chi2 = 0;
    for (int i = 0; i < 6; i++)
        chi2 += (seen[i] - 1000.0) * (seen[i] - 1000.0) / 1000.0;
    assert_true(chi2 < 20.5); /* 99.9 percent, 5 degrees of freedom */
    for (int i = 0; i < 1000; i++) {
        const double u = gouw_random_unit(&a);
        assert_true(u >= 0 && u < 1);
    }
}

static void test_numbers(void **state) {
    (void)state;
    char out[GOUW_NUMBER_TEXT];
    static const struct {
        double value;
        const char *text;
    } shortest[] = {{0, "0"},
                    {-0.0, "0"},
                    {1, "1"},
                    {0.1, "0.1"},
                    {1.0 / 3, "0.3333333333333333"},
                    {743591, "743591"},
                    {-2.5, "-2.5"},
                    {1e22, "1e+22"}};
    for (size_t i = 0; i < sizeof shortest / sizeof shortest[0]; i++)
        assert_string_equal(gouw_number_shortest(shortest[i].value, out), shortest[i].text);
    gouw_random random;
    gouw_random_init(&random, 3, 0);
    for (int i = 0; i < 100000; i++) {
        union {
            uint64_t bits;
            double value;
        } x = {.bits = gouw_random_next(&random)};
        if (x.value - x.value != 0)
            continue;
        assert_true(strtod(gouw_number_shortest(x.value, out), NULL) == x.value);
    }
    assert_string_equal(gouw_number_grouped(643591, 0, out), "643,591");
    assert_string_equal(gouw_number_grouped(-1234567.891, 2, out), "-1,234,567.89");
    assert_string_equal(gouw_number_grouped(-0.0004, 3, out), "0.000");
    assert_string_equal(gouw_number_grouped(999, 0, out), "999");
}

typedef struct sample {
    bool flag;
    int64_t whole;
    double real;
    const char *text;
    int choice;
    gouw_day day;
} sample;

static const char *const colours[] = {"red", "green", NULL};
static const gouw_option sample_options[] = {
    {.kind = GOUW_OPTION_FLAG, .name = "flag", .offset = offsetof(sample, flag)},
    {.kind = GOUW_OPTION_INTEGER,
     .name = "whole",
     .offset = offsetof(sample, whole),
     .value_default = "5",
     .minimum = 1,
     .maximum = 9},
    {.kind = GOUW_OPTION_REAL,
     .name = "real",
     .offset = offsetof(sample, real),
     .value_default = "0.5",
     .minimum = 0,
     .maximum = 1},
    {.kind = GOUW_OPTION_TEXT, .name = "text", .offset = offsetof(sample, text)},
    {.kind = GOUW_OPTION_CHOICE,
     .name = "choice",
     .offset = offsetof(sample, choice),
     .value_default = "green",
     .choices = colours},
    {.kind = GOUW_OPTION_DAY, .name = "day", .offset = offsetof(sample, day)},
};

static void test_option_defaults(void **state) {
    (void)state;
    sample s = {0};
    assert_int_equal(gouw_options_default(sample_options, 6, &s, NULL), GOUW_OK);
    assert_false(s.flag);
    assert_int_equal(s.whole, 5);
    assert_true(s.real == 0.5);
    assert_null(s.text);
    assert_int_equal(s.choice, 1);
    assert_int_equal(s.day, GOUW_DAY_NONE);
}

static void test_option_values(void **state) {
    (void)state;
    static const struct {
        size_t option;
        const char *text;
        gouw_status status;
    } cases[] = {{1, "9", GOUW_OK},
                 {1, "10", GOUW_EUSAGE},
                 {1, "0", GOUW_EUSAGE},
                 {1, "2x", GOUW_EUSAGE},
                 {1, "", GOUW_EUSAGE},
                 {2, "1", GOUW_OK},
                 {2, "nan", GOUW_EUSAGE},
                 {2, "1e999", GOUW_EUSAGE},
                 {3, "any", GOUW_OK},
                 {4, "red", GOUW_OK},
                 {4, "gren", GOUW_EUSAGE},
                 {5, "2026-06-30", GOUW_OK},
                 {5, "2026-02-30", GOUW_EUSAGE},
                 {5, "june", GOUW_EUSAGE},
                 {0, NULL, GOUW_OK}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        sample s = {0};
        gouw_error error = GOUW_ERROR_INIT;
        assert_int_equal(
            gouw_option_set(&sample_options[cases[i].option], cases[i].text, &s, &error),
            cases[i].status);
        if (cases[i].status != GOUW_OK)
            assert_non_null(strstr(error.message, sample_options[cases[i].option].name));
    }
    sample s = {0};
    gouw_error error = GOUW_ERROR_INIT;
    (void)gouw_option_set(&sample_options[4], "gren", &s, &error);
    assert_non_null(strstr(error.message, "did you mean 'green'"));
}

static const char *made_plain(const char *text, char *room) {
    gouw_make_plain(strcpy(room, text));
    return room;
}

static void test_plain(void **state) {
    (void)state;
    char room[64];
    assert_string_equal(made_plain("", room), "");
    assert_string_equal(made_plain("Frysl\xC3\xA2n, \xE2\x82\xAC 3\xE2\x80\xA6", room),
                        "Frysl\xC3\xA2n, \xE2\x82\xAC 3\xE2\x80\xA6");
    assert_string_equal(made_plain("a\033[31mb\x07\x7F", room), "a?[31mb??");
    assert_string_equal(made_plain("two\nlines\tand\r\n", room), "two lines and  ");
    assert_string_equal(made_plain("a\xC2\x9B"
                                   "2Jb\xC2\xA0"
                                   "c",
                                   room),
                        "a?2Jb\xC2\xA0"
                        "c");
    assert_string_equal(made_plain("a\xE2\x80\xAE"
                                   "b\xE2\x81\xA9",
                                   room),
                        "a?b?");
    assert_string_equal(made_plain("cut \xE2\x80", room), "cut \xE2\x80");
    assert_string_equal(gouw_quote("a\xE2\x80\xAE"
                                   "b\033",
                                   6, (char[GOUW_QUOTE]){0}),
                        "a?b?");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_first_message_wins),
        cmocka_unit_test(test_exit_codes),
        cmocka_unit_test(test_arena_pieces_do_not_touch),
        cmocka_unit_test(test_arena_takes_large_pieces),
        cmocka_unit_test(test_room),
        cmocka_unit_test(test_arena_fails_when_told),
        cmocka_unit_test(test_arena_grows_and_formats),
        cmocka_unit_test(test_ids),
        cmocka_unit_test(test_utf8),
        cmocka_unit_test(test_near_misses),
        cmocka_unit_test(test_random_is_the_same_everywhere),
        cmocka_unit_test(test_plain),
        cmocka_unit_test(test_numbers),
        cmocka_unit_test(test_option_defaults),
        cmocka_unit_test(test_option_values),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
