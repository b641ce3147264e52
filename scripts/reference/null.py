#!/usr/bin/python3
"""Reference values of the exact null models for tests/unit/null.c.

Run under Python 3.11 with numpy 1.24:
    scripts/reference/null.py > tests/data/null.h
Hypergeometric tails are exact fractions. The configuration model is solved by plain fixed-point
iteration and Poisson-binomial masses are coefficients of a product of polynomials: other methods
than gouw's. The table is dune, read from tests/data/similarity.h.
"""
import re
import sys
from fractions import Fraction
from math import comb

import numpy as np

CASES = [(5, 7, 3, 24), (5, 7, 0, 24), (12, 12, 12, 24), (20, 20, 16, 24), (1, 1, 1, 1),
         (0, 9, 0, 24), (24, 9, 9, 24), (300, 400, 150, 1000), (300, 400, 60, 1000),
         (300, 400, 300, 1000), (1500, 2000, 900, 5000), (40, 30, 2, 100000)]


def hypergeometric(a, b, s, m):
    low, high = max(0, a + b - m), min(a, b)
    mass = {k: comb(a, k) * comb(m - a, b - k) for k in range(low, high + 1)}
    total = comb(m, b)
    assert sum(mass.values()) == total
    upper = Fraction(sum(v for k, v in mass.items() if k >= s), total)
    lower = Fraction(sum(v for k, v in mass.items() if k <= s), total)
    mean = Fraction(sum(k * v for k, v in mass.items()), total)
    var = Fraction(sum(k * k * v for k, v in mass.items()), total) - mean * mean
    return float(mean), float(var) ** 0.5, float(upper), float(lower)


def read_dune(path):
    text = open(path).read()
    body = re.search(r"dune_data\[\] = \{(.*?)\};", text, re.S).group(1)
    return (np.array([int(v) for v in body.replace("\n", " ").split(",")]).reshape(20, 30) > 0) * 1


def configuration_model(table):
    r, c = table.sum(1).astype(float), table.sum(0).astype(float)
    x, y = r / np.sqrt(r.sum()), c / np.sqrt(r.sum())
    for _ in range(200000):
        x = r / (y[None, :] / (1 + np.outer(x, y))).sum(1)
        y = c / (x[:, None] / (1 + np.outer(x, y))).sum(0)
        p = np.outer(x, y) / (1 + np.outer(x, y))
        if max(abs(p.sum(1) - r).max(), abs(p.sum(0) - c).max()) < 1e-13:
            break
    return p


def sdsm(table):
    p = configuration_model(table)
    rows = []
    for a in range(len(table)):
        for b in range(a + 1, len(table)):
            q = p[a] * p[b]
            mass = np.array([1.0])
            for v in q:
                mass = np.convolve(mass, [1 - v, v])
            s = int((table[a] * table[b]).sum())
            rows.append((q.sum(), np.sqrt((q * (1 - q)).sum()), mass[s:].sum(),
                         mass[:s + 1].sum()))
    return rows


print("/* Made by scripts/reference/null.py with Python %s and numpy %s */" %
      (sys.version.split()[0], np.__version__))
print("static const struct {\n    unsigned n_a, n_b, shared, universe;\n"
      "    double expected, sd, p_upper, p_lower;\n} hypergeometric_cases[] = {")
for case in CASES:
    print("    {%d, %d, %d, %d, %.17g, %.17g, %.17g, %.17g}," % (*case, *hypergeometric(*case)))
print("};\n\nstatic const struct {\n    double expected, sd, p_upper, p_lower;\n} dune_sdsm[] = {")
for row in sdsm(read_dune("tests/data/similarity.h")):
    print("    {%.15g, %.15g, %.15g, %.15g}," % row)
print("};")
