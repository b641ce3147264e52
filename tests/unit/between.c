/* Two dates run together, and what is no two dates. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "base/between.h"

static bool offers(const char *text, char out[GOUW_EDTF_TEXT]) {
    return gouw_between_offer(text, strlen(text), NULL, gouw_when_read, out);
}

static void test_offered(void **state) {
    (void)state;
    static const char *const pairs[][2] = {
        {"2026-03-2026-05", "2026-03/2026-05"},
        {"2026-03-31/1", NULL},
        {"2026-03/05", "2026-03/2026-05"},
        {"2026-03/051", NULL},
        {"2026-03/5", NULL},
        {"2026-03/x5", NULL},
        {"2026-03-30-2026-03-31", "2026-03-30/2026-03-31"},
        {"2026-03-31-2026-03-31", NULL}, /* ends on the day it begins */
        {"2026-03-2026-03-31", NULL},
        {"2026-03-2026-03-01", NULL},
        {"2026-03?/05-2026", NULL},
        {"2026-03~/05-2026", NULL},
        {"2026-03-2026-05~", NULL},
        {"", NULL},
        {"-", NULL},
        {"2026-03-", NULL},
        {"2026-03--", NULL},
        {"-2026-03", NULL},
    };
    for (size_t k = 0; k < sizeof pairs / sizeof *pairs; k++) {
        char out[GOUW_EDTF_TEXT] = "";
        const bool is_offered = offers(pairs[k][0], out);
        if (is_offered != (pairs[k][1] != NULL) || (is_offered && strcmp(out, pairs[k][1]) != 0))
            fail_msg("'%s' gives '%s'", pairs[k][0], out);
    }
}

/* Blanks about a half are nothing; a text of 64 bytes is no two dates, whatever it says. */
static void test_lengths(void **state) {
    (void)state;
    for (int length = 40; length < 80; length++) {
        char text[128], out[GOUW_EDTF_TEXT];
        (void)snprintf(text, sizeof text, "2026-03/%*s", length - 8, "05-2026");
        assert_int_equal(strlen(text), length);
        assert_int_equal(offers(text, out), length < 64);
    }
}

static void test_years(void **state) {
    (void)state;
    static const char *const two[] = {"2026-2027", "2026/2027", "01-03-2026/31-05-2027",
                                      "2026 . 2027"};
    static const char *const not_two[] = {
        "2026", "2026-2027-2028", "2026-27", "20262027", "2026-2027x", "", "2026 to 2027"};
    for (size_t k = 0; k < sizeof two / sizeof *two; k++)
        assert_true(gouw_between_years(two[k], strlen(two[k])));
    for (size_t k = 0; k < sizeof not_two / sizeof *not_two; k++)
        assert_false(gouw_between_years(not_two[k], strlen(not_two[k])));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_offered),
        cmocka_unit_test(test_lengths),
        cmocka_unit_test(test_years),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
