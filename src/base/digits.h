/* Numbers as digits, without printf. */
#ifndef GOUW_BASE_DIGITS_H
#define GOUW_BASE_DIGITS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { GOUW_DIGITS = 20 }; /* of the largest 64-bit number */

/* The digits of value, without a NUL; returns how many there are. */
size_t gouw_digits_write(uint64_t value, char out[GOUW_DIGITS]);

/* The shortest decimal that reads back as value, digits times ten to the exponent; digits may end
 * in zeros. value is positive. False, and nothing is set, where it does not lie between 1e-39 and
 * 9e15: printf is for those. */
bool gouw_digits_shortest(double value, uint64_t *digits, int *exponent);

/* value in units of so many decimals, rounded half to even: 2.5 and 1 give 25. value is not
 * negative. False, and nothing is set, of more than three decimals and from 5e15 on. */
bool gouw_digits_rounded(double value, int decimals, uint64_t *digits);

#endif
