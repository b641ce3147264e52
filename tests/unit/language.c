/* The translations that are built in, and what they do to numbers. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/catalogue.h"
#include "base/i18n.h"

static int to_english(void **state) {
    (void)state;
    gouw_language_set(GOUW_ENGLISH);
    return 0;
}

/* A binary search finds every text only if the array is sorted as strcmp sorts. */
static void test_sorted(void **state) {
    (void)state;
    size_t n;
    const gouw_message *messages = gouw_catalogue(GOUW_DUTCH, &n);
    assert_true(n > 1000);
    for (size_t i = 1; i < n; i++)
        assert_true(strcmp(messages[i - 1].english, messages[i].english) < 0);
    gouw_language_set(GOUW_DUTCH);
    for (size_t i = 0; i < n; i++)
        assert_ptr_equal(gouw_text(messages[i].english), messages[i].one);
    assert_null(gouw_catalogue(GOUW_ENGLISH, &n));
    assert_int_equal(n, 0);
}

/* The conversions of a format, one after the other: "%s %zu" gives "s zu ". */
static void conversions(const char *format, char *out, size_t size) {
    size_t at = 0;
    for (const char *c = format; *c != '\0'; c++) {
        if (*c != '%')
            continue;
        c += strspn(c + 1, "-+0 #.*0123456789") + 1;
        while (at + 2 < size && strchr("zlhjt", *c) != NULL)
            out[at++] = *c++;
        if (at + 2 < size && *c != '%') {
            out[at++] = *c;
            out[at++] = ' ';
        }
    }
    out[at] = '\0';
}

static void test_placeholders(void **state) {
    (void)state;
    size_t n;
    const gouw_message *messages = gouw_catalogue(GOUW_DUTCH, &n);
    for (size_t i = 0; i < n; i++) {
        char english[128], dutch[128];
        if (strstr(messages[i].one, "%1$") != NULL || strstr(messages[i].one, "%2$") != NULL)
            continue;
        conversions(messages[i].english, english, sizeof english);
        conversions(messages[i].one, dutch, sizeof dutch);
        assert_string_equal(english, dutch);
    }
}

static void test_fallback(void **state) {
    (void)state;
    static const char unknown[] = "a text that nobody translated";
    gouw_language_set(GOUW_DUTCH);
    assert_ptr_equal(gouw_text(unknown), unknown);
    assert_string_equal(gouw_text_count("one unknown", "many unknown", 1), "one unknown");
    assert_string_equal(gouw_text_count("one unknown", "many unknown", 0), "many unknown");
    assert_string_equal(gouw_text(""), "");
}

static void test_counted(void **state) {
    (void)state;
    gouw_language_set(GOUW_DUTCH);
    assert_string_equal(_n("%zu region", "%zu regions", 1), "%zu regio");
    assert_string_equal(_n("%zu region", "%zu regions", 2), "%zu regio's");
    gouw_language_set(GOUW_ENGLISH);
    assert_string_equal(_n("%zu region", "%zu regions", 2), "%zu regions");
}

static void test_numbers(void **state) {
    (void)state;
    assert_string_equal(_d(643591.25, 2), "643,591.25");
    gouw_language_set(GOUW_DUTCH);
    assert_string_equal(_d(643591.25, 2), "643.591,25");
    assert_string_equal(_d(-0.8, 1), "-0,8");
    char text[GOUW_NUMBER_TEXT];
    assert_string_equal(gouw_number_shortest(1234.5, text), "1234.5");
}

static void test_labels(void **state) {
    (void)state;
    assert_string_equal(gouw_language_label("Economy", "Economie"), "Economy");
    gouw_language_set(GOUW_DUTCH);
    assert_string_equal(gouw_language_label("Economy", "Economie"), "Economie");
    assert_string_equal(gouw_language_label("Economy", ""), "Economy");
    assert_string_equal(gouw_language_label("Economy", NULL), "Economy");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(test_sorted, to_english),
        cmocka_unit_test(test_placeholders),
        cmocka_unit_test_teardown(test_fallback, to_english),
        cmocka_unit_test_teardown(test_counted, to_english),
        cmocka_unit_test_teardown(test_numbers, to_english),
        cmocka_unit_test_teardown(test_labels, to_english),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
