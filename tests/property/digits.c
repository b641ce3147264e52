/* Doubles as text: the same bytes as trying 15, 16 and 17 digits with printf and strtod gives, for
 * bit patterns of every exponent, in the range where no printf is asked, for all powers of two and
 * their neighbours, and for decimals of few digits. Numbers of a few decimals as printf gives them.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/digits.h"
#include "gouw/number.h"
#include "gouw/random.h"

#ifndef ROUNDS
#define ROUNDS 100000 /* by hand: 10 million, with -DROUNDS=10000000 */
#endif

static void by_printf(double value, char out[GOUW_NUMBER_TEXT]) {
    if (value == 0) {
        (void)snprintf(out, GOUW_NUMBER_TEXT, "0");
        return;
    }
    if (fabs(value) < 1e15 && value == trunc(value)) {
        (void)snprintf(out, GOUW_NUMBER_TEXT, "%.0f", value);
        return;
    }
    for (int digits = 15; digits <= 17; digits++) {
        (void)snprintf(out, GOUW_NUMBER_TEXT, "%.*g", digits, value);
        if (strtod(out, NULL) == value)
            break;
    }
}

static void compare(double value) {
    char ours[GOUW_NUMBER_TEXT], theirs[GOUW_NUMBER_TEXT];
    if (!isfinite(value))
        return;
    by_printf(value, theirs);
    assert_string_equal(gouw_number_shortest(value, ours), theirs);
}

static double of_bits(uint64_t bits) {
    double value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

/* The doubles up to two steps away, and the same below zero. */
static void compare_around(double value) {
    uint64_t bits;
    memcpy(&bits, &value, sizeof bits);
    for (uint64_t step = 0; step < 5; step++) {
        if (bits + step < 2)
            continue;
        compare(of_bits(bits + step - 2));
        compare(-of_bits(bits + step - 2));
    }
}

static void any_bits(void **state) {
    (void)state;
    gouw_random random;
    gouw_random_init(&random, 1, 0);
    for (long i = 0; i < ROUNDS; i++)
        compare(of_bits(gouw_random_next(&random)));
}

/* Exponents from 2^-140 to 2^60: a little more than is done without printf. */
static void bits_in_reach(void **state) {
    (void)state;
    gouw_random random;
    gouw_random_init(&random, 2, 0);
    for (long i = 0; i < ROUNDS; i++) {
        const uint64_t exponent = 1023 - 140 + gouw_random_below(&random, 200);
        compare(of_bits(gouw_random_next(&random) >> 12 | exponent << 52));
    }
}

/* What gouw writes most: quotients of small whole numbers, such as similarities. */
static void quotients(void **state) {
    (void)state;
    gouw_random random;
    gouw_random_init(&random, 3, 0);
    for (long i = 0; i < ROUNDS; i++) {
        const double above = gouw_random_below(&random, 10000);
        compare(above / (1 + gouw_random_below(&random, 10000)));
    }
}

static void few_digits(void **state) {
    (void)state;
    gouw_random random;
    gouw_random_init(&random, 4, 0);
    for (long i = 0; i < ROUNDS; i++) {
        char text[64];
        const unsigned digits = gouw_random_below(&random, 100000000);
        const int power = (int)gouw_random_below(&random, 60) - 45;
        (void)snprintf(text, sizeof text, "%ue%d", digits, power);
        compare(strtod(text, NULL));
    }
}

static void powers(void **state) {
    (void)state;
    for (int e = -1074; e <= 1023; e++)
        compare_around(ldexp(1, e));
    for (int e = -323; e <= 308; e++) {
        char text[16];
        (void)snprintf(text, sizeof text, "1e%d", e);
        compare_around(strtod(text, NULL));
    }
}

/* The range stated is done without printf, to its ends. */
static void reach(void **state) {
    (void)state;
    uint64_t digits;
    int exponent;
    assert_true(gouw_digits_shortest(1e-39, &digits, &exponent));
    assert_true(gouw_digits_shortest(9e15, &digits, &exponent));
    assert_false(gouw_digits_shortest(7e-40, &digits, &exponent));
    assert_false(gouw_digits_shortest(1e16, &digits, &exponent));
}

static void whole_numbers(void **state) {
    (void)state;
    static const uint64_t values[] = {0, 1, 9, 10, 99, 100, 1234567890, UINT64_MAX - 1, UINT64_MAX};
    for (size_t i = 0; i < sizeof values / sizeof values[0]; i++) {
        char ours[GOUW_DIGITS + 1], theirs[32];
        ours[gouw_digits_write(values[i], ours)] = '\0';
        (void)snprintf(theirs, sizeof theirs, "%llu", (unsigned long long)values[i]);
        assert_string_equal(ours, theirs);
    }
}

/* Rounded to decimals as printf rounds, the exact halves among them. */
static void decimals(void **state) {
    (void)state;
    gouw_random random;
    gouw_random_init(&random, 5, 0);
    for (long i = 0; i < ROUNDS; i++) {
        const int n = (int)gouw_random_below(&random, 4);
        const uint64_t exponent = 1023 - 20 + gouw_random_below(&random, 100);
        const double any = of_bits(gouw_random_next(&random) >> 12 | exponent << 52);
        const double halves = (double)(gouw_random_next(&random) >> 40) / 16;
        const double value = i % 2 == 0 ? any : halves;
        char ours[GOUW_NUMBER_TEXT], theirs[GOUW_NUMBER_TEXT];
        (void)snprintf(theirs, sizeof theirs, "%.*f", n, value);
        (void)gouw_number_grouped(value, n, ours);
        size_t kept = 0;
        for (const char *c = ours; *c != '\0'; c++)
            if (*c != ',')
                ours[kept++] = *c;
        ours[kept] = '\0';
        assert_string_equal(ours, theirs);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(any_bits),      cmocka_unit_test(bits_in_reach),
        cmocka_unit_test(quotients),     cmocka_unit_test(few_digits),
        cmocka_unit_test(powers),        cmocka_unit_test(reach),
        cmocka_unit_test(whole_numbers), cmocka_unit_test(decimals),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
