/* Numbers as files write them: what is accepted, what is refused and as what. Values are compared
 * with strtod, which rounds correctly. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "data/decimal.h"
#include "gouw/random.h"

typedef struct example {
    const char *text;
    gouw_decimal_reading reading;
    double value;
} example;

static void check(const example *examples, size_t n, gouw_decimal_format format) {
    for (size_t i = 0; i < n; i++) {
        double value = -1;
        const char *text = examples[i].text;
        const gouw_decimal_reading reading = gouw_decimal_read(text, strlen(text), &format, &value);
        if (reading != examples[i].reading ||
            (reading == GOUW_DECIMAL_READ && value != examples[i].value))
            fail_msg("'%s' is read as %d, %.17g", text, (int)reading, value);
        if (reading != GOUW_DECIMAL_READ)
            assert_true(value == -1);
    }
}

#define CHECK(examples, format) check(examples, sizeof examples / sizeof examples[0], format)

static void between_commas(void **state) {
    (void)state;
    static const example examples[] = {
        {"0", GOUW_DECIMAL_READ, 0},
        {"-0", GOUW_DECIMAL_READ, 0},
        {"643591", GOUW_DECIMAL_READ, 643591},
        {"643.591", GOUW_DECIMAL_READ, 643.591},
        {"+20000", GOUW_DECIMAL_READ, 20000},
        {"-1.5", GOUW_DECIMAL_READ, -1.5},
        {"007", GOUW_DECIMAL_READ, 7},
        {"1e+05", GOUW_DECIMAL_READ, 1e5},
        {"2.5E-3", GOUW_DECIMAL_READ, 2.5e-3},
        {"1e100", GOUW_DECIMAL_READ, 1e100},
        {"-1e100", GOUW_DECIMAL_READ, -1e100},
        {"1e-400", GOUW_DECIMAL_READ, 0},
        {"0e999999999999", GOUW_DECIMAL_READ, 0},
        {"9007199254740993", GOUW_DECIMAL_READ, 9007199254740992.0},
        {"0.1000000000000000055511151231257827021181583404541015625", GOUW_DECIMAL_READ, 0.1},
        {"1.0001e100", GOUW_DECIMAL_HUGE, 0},
        {"-1.0001e100", GOUW_DECIMAL_HUGE, 0},
        {"1e309", GOUW_DECIMAL_HUGE, 0},
        {"-1e999999", GOUW_DECIMAL_HUGE, 0},
        {"", GOUW_DECIMAL_BAD, 0},
        {"-", GOUW_DECIMAL_BAD, 0},
        {"--1", GOUW_DECIMAL_BAD, 0},
        {".5", GOUW_DECIMAL_BAD, 0},
        {"5.", GOUW_DECIMAL_BAD, 0},
        {"1e", GOUW_DECIMAL_BAD, 0},
        {"1e+", GOUW_DECIMAL_BAD, 0},
        {"0x10", GOUW_DECIMAL_BAD, 0},
        {"inf", GOUW_DECIMAL_BAD, 0},
        {"nan", GOUW_DECIMAL_BAD, 0},
        {"12 %", GOUW_DECIMAL_BAD, 0},
        {"about 5", GOUW_DECIMAL_BAD, 0},
        {"1 234", GOUW_DECIMAL_SPACED, 0},
        {"1\xC2\xA0"
         "234",
         GOUW_DECIMAL_SPACED, 0},
        {"1,5", GOUW_DECIMAL_COMMA, 0},
        {"643,591", GOUW_DECIMAL_GROUPED, 0},
        {"1,234,567", GOUW_DECIMAL_GROUPED, 0},
        {"1.234.567", GOUW_DECIMAL_GROUPED, 0},
    };
    CHECK(examples, gouw_decimal_format_of(',', '\0', '\0'));
}

static void between_semicolons(void **state) {
    (void)state;
    static const example examples[] = {
        {"1,5", GOUW_DECIMAL_READ, 1.5},           {"1.5", GOUW_DECIMAL_READ, 1.5},
        {"643,591", GOUW_DECIMAL_READ, 643.591},   {"643.591", GOUW_DECIMAL_AMBIGUOUS, 0},
        {"-0.125", GOUW_DECIMAL_AMBIGUOUS, 0},     {"1.250", GOUW_DECIMAL_AMBIGUOUS, 0},
        {"1234.567", GOUW_DECIMAL_READ, 1234.567}, {"1.2345", GOUW_DECIMAL_READ, 1.2345},
        {"1.234e1", GOUW_DECIMAL_READ, 12.34},     {"1.234,5", GOUW_DECIMAL_GROUPED, 0},
        {"1.234.567", GOUW_DECIMAL_GROUPED, 0},
    };
    CHECK(examples, gouw_decimal_format_of(';', '\0', '\0'));
    CHECK(examples, gouw_decimal_format_of('\t', '\0', '\0'));
}

static void by_dialect(void **state) {
    (void)state;
    static const example point[] = {
        {"643.591", GOUW_DECIMAL_READ, 643.591},
        {"1,5", GOUW_DECIMAL_COMMA, 0},
    };
    static const example grouped[] = {
        {"643.591", GOUW_DECIMAL_READ, 643591},      {"1.234.567,5", GOUW_DECIMAL_READ, 1234567.5},
        {"1234567,5", GOUW_DECIMAL_READ, 1234567.5}, {"-1.000", GOUW_DECIMAL_READ, -1000},
        {"1.2345.678", GOUW_DECIMAL_GROUPED, 0},     {"1.23", GOUW_DECIMAL_BAD, 0},
        {"1234.567", GOUW_DECIMAL_GROUPED, 0},       {".567", GOUW_DECIMAL_GROUPED, 0},
        {"1..000", GOUW_DECIMAL_GROUPED, 0},
    };
    static const example spaces[] = {
        {"1 234 567.25", GOUW_DECIMAL_READ, 1234567.25},
        {"1 23", GOUW_DECIMAL_SPACED, 0},
        {"1.234567890123456789e5", GOUW_DECIMAL_READ, 123456.7890123456789},
        {"12 345 678 901 234 567 890", GOUW_DECIMAL_READ, 12345678901234567890.0},
    };
    CHECK(point, gouw_decimal_format_of(';', '.', '\0'));
    CHECK(grouped, gouw_decimal_format_of(';', '\0', '.'));
    CHECK(grouped, gouw_decimal_format_of(';', ',', '.'));
    CHECK(spaces, gouw_decimal_format_of(';', '.', ' '));
}

static void same_as_strtod(void **state) {
    (void)state;
    const gouw_decimal_format format = gouw_decimal_format_of(',', '\0', '\0');
    gouw_random random;
    gouw_random_init(&random, 1, 0);
    for (int i = 0; i < 200000; i++) {
        char text[64];
        const uint64_t digits = gouw_random_next(&random) >> gouw_random_below(&random, 64);
        const int places = (int)gouw_random_below(&random, 25);
        const int exponent = (int)gouw_random_below(&random, 700) - 350;
        if (gouw_random_below(&random, 2) == 0)
            (void)snprintf(text, sizeof text, "%llu.%0*u", (unsigned long long)digits, places + 1,
                           gouw_random_below(&random, 1000));
        else
            (void)snprintf(text, sizeof text, "%llue%d", (unsigned long long)digits, exponent);
        double value = 0;
        const double expected = strtod(text, NULL);
        const gouw_decimal_reading reading = gouw_decimal_read(text, strlen(text), &format, &value);
        if (expected > 1e100)
            assert_int_equal(reading, GOUW_DECIMAL_HUGE);
        else if (reading != GOUW_DECIMAL_READ || value != expected)
            fail_msg("'%s' gives %.17g, not %.17g", text, value, expected);
    }
}

static void long_texts_are_refused(void **state) {
    (void)state;
    const gouw_decimal_format format = gouw_decimal_format_of(',', '\0', '\0');
    char text[1000];
    double value;
    memset(text, '1', sizeof text);
    assert_int_equal(gouw_decimal_read(text, sizeof text, &format, &value), GOUW_DECIMAL_BAD);
    assert_int_equal(gouw_decimal_read(text, 300, &format, &value), GOUW_DECIMAL_HUGE);
    text[1] = '.';
    assert_int_equal(gouw_decimal_read(text, 300, &format, &value), GOUW_DECIMAL_READ);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(between_commas),
        cmocka_unit_test(between_semicolons),
        cmocka_unit_test(by_dialect),
        cmocka_unit_test(same_as_strtod),
        cmocka_unit_test(long_texts_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
