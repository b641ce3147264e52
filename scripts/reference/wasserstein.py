"""Reference distances between schedules, by scipy's Wasserstein distance on day masses.

Writes tests/data/wasserstein.h. Ran under Python 3.11 with numpy 1.24.2 and scipy 1.10.1
(/usr/bin/python3 of Debian 12). Days are cut to the window before the distance is taken, as a
distribution over days, not as an area: the two must agree.
"""

import itertools
import pathlib

import numpy as np
from scipy.stats import wasserstein_distance

rng = np.random.default_rng(3)
FROM, TO = 100, 700
DAYS = np.arange(0, 1001)


def cdf(parts):
    p = np.ones(len(DAYS))
    for e, l in parts:
        p *= np.clip((DAYS - e + 1) / (l - e + 1), 0, 1)
    return p


def masses(curve):
    """Masses of a curve cut to the window; what never happens counts as its last day."""
    inside = curve[FROM : TO + 1].copy()
    inside[-1] = 1.0
    return np.diff(np.concatenate([[0.0], inside]))


schedules = []
for _ in range(5):
    row = []
    for _ in range(3):
        cdfs = []
        for _ in range(rng.integers(0, 3)):
            parts = []
            for _ in range(rng.integers(1, 4)):
                e = int(rng.integers(0, 900))
                parts.append((e, e + int(rng.integers(0, 100))))
            cdfs.append(parts)
        row.append(cdfs)
    schedules.append(row)

out = pathlib.Path(__file__).parents[2] / "tests/data/wasserstein.h"
with out.open("w") as f:
    f.write("/* Made by scripts/reference/wasserstein.py. */\n")
    f.write(f"enum {{ FROM = {FROM}, TO = {TO}, N = {len(schedules)}, N_STAGES = 3 }};\n")
    f.write("/* schedule, stage, distribution, earliest, latest: one row an item */\n")
    f.write("static const int items[][5] = {\n")
    for i, row in enumerate(schedules):
        for s, cdfs in enumerate(row):
            for k, parts in enumerate(cdfs):
                for e, l in parts:
                    f.write(f"    {{{i}, {s}, {k}, {e}, {l}}},\n")
    f.write("};\nstatic const double distance[N][N][N_STAGES] = {\n")
    curve = [[np.max([np.zeros(len(DAYS))] + [cdf(p) for p in c], axis=0) for c in row]
             for row in schedules]
    window = np.arange(FROM, TO + 1)
    for a, b in itertools.product(range(5), range(5)):
        d = [wasserstein_distance(window, window, masses(curve[a][s]), masses(curve[b][s]))
             for s in range(3)]
        f.write(("    {" if b == 0 else "     ") + "{" + ", ".join(map(repr, map(float, d))) + "}"
                + (",\n" if b < 4 else "},\n"))
    f.write("};\n")
