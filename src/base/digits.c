/* The fewest digits that read back as the same double, and of those the nearest, after R. Giulietti
 * 2020, "The Schubfach way to render doubles": a power of ten is chosen that is no larger than the
 * distance between neighbouring doubles and more than a tenth of it, so that in those units at
 * most one whole multiple of ten, and at least one whole number, lie between the two points half
 * way to the neighbours.
 *
 *     value = c 2^q        k = floor(log10(2^q))        value in units of 10^k: below 10^17
 *
 * Schubfach reads an approximation of 10^-k from a table of 617 and proves that it will do. Here
 * 5^-k is exact in 128 bits, and so is the product: nothing is to be proved and no table is needed,
 * but it reaches from 1e-39 to 9e15 only. What lies beyond is left to the caller.
 *
 * From a power of two to the double below it the distance is half that above. Then no whole number
 * may lie close enough, and the caller is asked again.
 */
#include "base/digits.h"

#include <string.h>

size_t gouw_digits_write(uint64_t value, char out[GOUW_DIGITS]) {
    char reversed[GOUW_DIGITS];
    size_t n = 0;
    do
        reversed[n++] = (char)('0' + value % 10);
    while ((value /= 10) > 0);
    for (size_t i = 0; i < n; i++)
        out[i] = reversed[n - 1 - i];
    return n;
}

enum { FRACTION_BITS = 52, BIAS = 1075, LARGEST_POWER = 55 /* 5^55 < 2^128 */ };

/* The bit that a double of common size does not store. */
#define LEADING (UINT64_C(1) << FRACTION_BITS)

/* A positive double as c 2^q; of those below 2e-308, and of what is no number, c is not right. */
static uint64_t take_apart(double value, int *q) {
    uint64_t bits;
    memcpy(&bits, &value, sizeof bits);
    *q = (int)(bits >> FRACTION_BITS & 0x7FF) - BIAS;
    return (bits & (LEADING - 1)) | LEADING;
}

/* 1000 c is below 2^63: the product is exact, and what a shift cuts off says how to round. */
bool gouw_digits_rounded(double value, int decimals, uint64_t *digits) {
    static const uint64_t units[] = {1, 10, 100, 1000};
    int q;
    if (decimals > 3)
        return false;
    const uint64_t parts = take_apart(value, &q) * units[decimals];
    if (q >= 0)
        return false;
    const int shift = -q;
    *digits = 0;
    if (shift > 63) /* below a half: parts is less than 2^63 */
        return true;
    const uint64_t half = UINT64_C(1) << (shift - 1), rest = parts & (2 * half - 1);
    *digits = parts >> shift;
    *digits += rest > half || (rest == half && (*digits & 1) != 0);
    return true;
}

#if defined(__SIZEOF_INT128__)

__extension__ typedef unsigned __int128 wide;

/* floor(x / 2^shift), with its last bit set when a part was cut off: x = high 2^64 + low. */
static uint64_t cut(wide high, uint64_t low, int shift) {
    if (shift < 64) {
        const uint64_t lost = shift == 0 ? 0 : low << (64 - shift);
        return (shift == 0 ? low : (uint64_t)(high << (64 - shift)) | low >> shift) | (lost != 0);
    }
    const int above = shift - 64;
    const wide kept = high >> above;
    return (uint64_t)kept | (low != 0 || kept << above != high);
}

/* m 5^power 2^-shift, cut. */
static uint64_t scaled(uint64_t m, wide five, int shift) {
    const wide low = (wide)m * (uint64_t)five;
    const wide high = (wide)m * (uint64_t)(five >> 64) + (uint64_t)(low >> 64);
    return cut(high, (uint64_t)low, shift);
}

static wide power_of_five(int exponent) {
    wide power = 1, square = 5;
    for (; exponent > 0; exponent >>= 1, square *= square)
        if ((exponent & 1) != 0)
            power *= square;
    return power;
}

bool gouw_digits_shortest(double value, uint64_t *digits, int *exponent) {
    int q;
    const uint64_t c = take_apart(value, &q);
    if (q > 0)
        return false;
    /* -k: the slope is log10(2), which is exact enough for any q of a double. */
    const int power = (-q * 1262611 + (1 << 22) - 1) >> 22;
    if (power > LARGEST_POWER)
        return false;
    const wide five = power_of_five(power);
    const int shift = -q - power;
    /* In units of a quarter of 10^k: the value, and the ends of what rounds to it. Those belong to
     * it when c is even. */
    const uint64_t at = scaled(4 * c, five, shift);
    const uint64_t odd = c & 1;
    const uint64_t low = scaled(4 * c - (c == LEADING ? 1 : 2), five, shift) + odd;
    const uint64_t high = scaled(4 * c + 2, five, shift) - odd;
    const uint64_t whole = at / 4, tens = whole / 10;
    *exponent = -power;
    if (low <= 40 * tens || 40 * tens + 40 <= high) {
        *digits = 10 * (tens + (low > 40 * tens));
        return true;
    }
    const uint64_t rest = at % 4; /* 2 is half; a part cut off made it odd */
    *digits = whole + (rest > 2 || (rest == 2 && (whole & 1) != 0));
    return low <= 4 * *digits;
}

#else

bool gouw_digits_shortest(double value, uint64_t *digits, int *exponent) {
    (void)value;
    (void)digits;
    (void)exponent;
    return false;
}

#endif
