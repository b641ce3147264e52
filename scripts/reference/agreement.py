#!/usr/bin/python3
"""Reference values for tests/unit/agreement.c.

Run under Python 3.11 with nltk 3.8 (python3-nltk):
    scripts/reference/agreement.py > tests/data/agreement.h
Alpha for categories is computed from the coincidence matrix in exact fractions; alpha for sets and
Cohen's kappa are nltk's. nltk's masi_distance rounds 2/3 and 1/3 to two digits, so the distance is
written out here.
"""
import random
from fractions import Fraction
from itertools import permutations

import nltk
from nltk.metrics import AnnotationTask

NONE = None


def alpha(table, n_categories, ordinal):
    o = [[Fraction(0)] * n_categories for _ in range(n_categories)]
    for unit in zip(*table):
        values = [v for v in unit if v is not NONE]
        for a, b in permutations(values, 2):
            o[a][b] += Fraction(1, len(values) - 1)
    n_of = [sum(row) for row in o]
    n = sum(n_of)

    def d(a, b):
        if a == b:
            return Fraction(0)
        if not ordinal:
            return Fraction(1)
        low, high = min(a, b), max(a, b)
        return (sum(n_of[low:high + 1]) - (n_of[low] + n_of[high]) / 2) ** 2
    pairs = [(a, b) for a in range(n_categories) for b in range(n_categories)]
    seen = sum(o[a][b] * d(a, b) for a, b in pairs)
    chance = sum(n_of[a] * n_of[b] * d(a, b) for a, b in pairs)
    return float(1 - (n - 1) * seen / chance)


def c_table(name, table):
    print("static const unsigned %s[%d][%d] = {" % (name, len(table), len(table[0])))
    for row in table:
        print("    {" + ", ".join("NONE" if v is NONE else str(v) for v in row) + "},")
    print("};")


print("/* Made by scripts/reference/agreement.py with nltk %s. NONE = missing. */" %
      nltk.__version__)
rng = random.Random(1)
coded = []
for coder in range(3):
    coded.append([])
for unit in range(40):
    truth = rng.choice([0, 0, 1, 1, 2, 3])
    for coder in range(3):
        v = truth if rng.random() < 0.7 else rng.randrange(4)
        coded[coder].append(NONE if rng.random() < 0.15 else v)
c_table("coded", coded)
print("static const double coded_nominal = %.17g, coded_ordinal = %.17g;" %
      (alpha(coded, 4, False), alpha(coded, 4, True)))

both = [(u, a, b) for u, (a, b) in enumerate(zip(coded[0], coded[1]))
        if a is not NONE and b is not NONE]
task = AnnotationTask([("a", u, a) for u, a, _ in both] + [("b", u, b) for u, _, b in both])
print("static const double coded_kappa = %.17g, coded_kappa_share = %.17g;" %
      (task.kappa(), task.avg_Ao()))

# Sets of eight items as bits, two coders, twenty units; nltk has no rule for two empty sets.
sets = [[], []]
for unit in range(20):
    truth = rng.randrange(1, 256)
    for coder in range(2):
        noise = rng.choice([0, 0, 1 << rng.randrange(8), rng.randrange(256)])
        sets[coder].append((truth ^ noise) or 1)


def items(bits):
    return frozenset(i for i in range(8) if bits >> i & 1)


def masi(a, b):
    shared = len(a & b)
    m = 3 if a == b else 2 if shared == min(len(a), len(b)) else 1 if shared else 0
    return 1 - m * shared / (3 * len(a | b))


c_table("coded_sets", sets)
task = AnnotationTask([(c, u, items(sets[c][u])) for c in range(2) for u in range(20)],
                      distance=masi)
print("static const double coded_masi = %.17g;" % task.alpha())
