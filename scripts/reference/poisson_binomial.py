"""Reference masses of the Poisson-binomial distribution, in exact rational arithmetic.

Writes tests/data/poisson_binomial.h: for each case the chances, and mass, lower and upper tail for each k.
Needs only the standard library; run under Python 3.11.
"""

import pathlib
from fractions import Fraction

CASES = {
    "none": [],
    "one": [0.3],
    "certain": [1.0, 0.0, 1.0, 0.25],
    "months": [31 / 90, 30 / 365, 1.0, 10 / 59, 0.5, 0.0, 17 / 120, 0.9],
    "rare": [1e-9, 2e-12, 3e-7, 1e-5, 4e-10, 0.01],
    "twenty": [(i * 37 % 20 + 0.5) / 20 for i in range(20)],
}


def masses(p):
    mass = [Fraction(1)]
    for x in map(Fraction, p):
        longer = [Fraction(0)] * (len(mass) + 1)
        for k, m in enumerate(mass):
            longer[k] += m * (1 - x)
            longer[k + 1] += m * x
        mass = longer
    return mass


out = pathlib.Path(__file__).parents[2] / "tests/data/poisson_binomial.h"
with out.open("w") as f:
    f.write("/* Made by scripts/reference/poisson_binomial.py; exact fractions, rounded once. */\n")
    for name, p in CASES.items():
        mass = masses(p)
        for what, values in [
            ("p", p or [0.0]),
            ("mass", mass),
            ("lower", [sum(mass[: k + 1]) for k in range(len(mass))]),
            ("upper", [sum(mass[k:]) for k in range(len(mass))]),
        ]:
            listed = ",\n    ".join(repr(float(v)) for v in values)
            f.write(f"static const double {name}_{what}[] = {{\n    {listed},\n}};\n")
