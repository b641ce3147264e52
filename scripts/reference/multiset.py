#!/usr/bin/python3
"""Reference values for gouw_multiset_upper in tests/unit/intersect.c.

Run under Python 3.11:
    scripts/reference/multiset.py > tests/data/multiset.h
Exact fractions by inclusion and exclusion over the items that all sets hold, another way than the
chain of hypergeometric steps. The second case is the one in the help of SuperExactTest's cpsets.
"""
from fractions import Fraction
from math import comb, prod

CASES = [([3, 4, 5], 10, 2), ([260, 320, 430, 300], 500, 171), ([12, 9, 15, 7, 11], 24, 3),
         ([7, 7], 24, 6), ([24, 24, 5], 24, 5), ([1, 1, 1], 9, 1), ([6], 24, 3), ([6], 24, 7),
         ([0, 8], 24, 1), ([90, 80, 70, 60, 50, 40], 100, 9), ([5, 20, 20], 24, 0)]


def at_least(x, sizes, m):
    everything = prod(comb(m, n) for n in sizes)
    ways = 0
    for k in range(x, min(sizes) + 1):
        ways += sum((-1) ** (j - k) * comb(j, k) * comb(m, j) *
                    prod(comb(m - j, n - j) for n in sizes)
                    for j in range(k, min(sizes) + 1))
    return Fraction(ways, everything)


print("/* Made by scripts/reference/multiset.py */")
print("static const struct {\n    unsigned n_sets, size[6], universe, shared;\n"
      "    double expected, p_upper;\n} multiset_cases[] = {")
for sizes, m, x in CASES:
    expected = float(m * prod(Fraction(n, m) for n in sizes))
    print("    {%d, {%s}, %d, %d, %.17g, %.17g}," %
          (len(sizes), ", ".join(map(str, sizes)), m, x, expected, float(at_least(x, sizes, m))))
print("};")
