"""Reference numbers for what naive formulas lose: small growth, far tails, near ties, long sums.

Writes tests/data/digits.h. Works in 60 digits, or in whole numbers and fractions where they reach.
Run under Python 3.11 with mpmath 1.3.0.
"""

import math
import pathlib
from fractions import Fraction

from mpmath import betainc, binomial, exp, expm1, findroot, log, mp, mpf, sqrt

mp.dps = 60
out = []


def number(x):
    if isinstance(x, Fraction):
        x = mpf(x.numerator) / x.denominator
    return repr(float(x))


def table(comment, head, rows):
    out.append(f"/* {comment} */\nstatic const {head} = {{\n")
    for row in rows:
        cells = ", ".join(c if isinstance(c, str) else number(c) for c in row)
        out.append(f"    {{{cells}}},\n" if len(row) > 1 else f"    {cells},\n")
    out.append("};\n")


# ---- ratios ----

RATIOS = [
    (1e6 + 1, 1e6), (1e6, 1e6 + 1), (1e9 + 1, 1e9), (1e15 + 1, 1e15), (1.0 + 2**-52, 1.0),
    (643591.0, 643590.0), (1.0, 1.0), (2.0, 1.0), (1.0, 2.0), (2.0000000000000004, 1.0), (3.0, 1.0),
    (1.0, 7.0), (0.3, 0.1), (1e300, 1e-300), (1e-300, 1e300), (5e-324, 1.7e308),
]
table("ln(a / b): a, b, value", "double log_ratios[][3]",
      [(a, b, log(mpf(a) / mpf(b))) for a, b in RATIOS])

GAPS = [(0.0050000001, 0.005), (1e-9, 1.1e-9), (0.02, -0.01), (0.3, 0.2999999999), (-0.5, 0.7)]
table("e^rate - e^other: rate, other, value", "double rate_gaps[][3]",
      [(a, b, exp(mpf(a)) - exp(mpf(b))) for a, b in GAPS])

# ---- Student's t ----


def lower(t, freedom):
    t, freedom = mpf(t), mpf(freedom)
    tail = betainc(freedom / 2, mpf(1) / 2, 0, freedom / (freedom + t * t), regularized=True) / 2
    return 1 - tail if t > 0 else tail


LOWER = [(t, f) for f in (1, 4, 30, 31, 38, 60, 200) for t in (-1e-3, -0.7, -1.3, -4, -9, -20, 2.5)]
table("P(T <= t): t, freedom, value", "double student_lower[][3]",
      [(mpf(t), f, lower(t, f)) for t, f in LOWER])


def upper(tail, freedom):
    return findroot(lambda t: log(lower(-t, freedom)) - log(mpf(tail)),
                    mpf(tail) ** (mpf(-1) / freedom) if freedom < 3 else 3)


UPPER = [(q, f) for f in (1, 2, 5, 31, 40, 100) for q in (0.1, 0.025, 1e-4, 1e-9)]
table("the t exceeded with chance tail: tail, freedom, t", "double student_upper[][3]",
      [(q, f, upper(q, f)) for q, f in UPPER])

# ---- tails of p values ----


def hypergeometric(a, b, shared, m):
    low, high = max(0, a + b - m), min(a, b)
    mass = {k: binomial(a, k) * binomial(m - a, b - k) for k in range(low, high + 1)}
    all_ = mp.fsum(mass.values())
    return (mp.fsum(v for k, v in mass.items() if k >= shared) / all_,
            mp.fsum(v for k, v in mass.items() if k <= shared) / all_)


DRAWS = [(300, 300, 250, 1000), (300, 300, 20, 1000), (2000, 1500, 1000, 5000), (900, 950, 900, 1000),
         (40, 30, 29, 60000), (1, 1, 1, 40), (1000, 1000, 500, 2000)]
table("hypergeometric: n_a, n_b, shared, universe, p_upper, p_lower", "double urn_tails[][6]",
      [(a, b, s, m, *hypergeometric(a, b, s, m)) for a, b, s, m in DRAWS])


def coins(chances):
    mass = [Fraction(1)]
    for p in map(Fraction, chances):
        longer = [Fraction(0)] * (len(mass) + 1)
        for k, x in enumerate(mass):
            longer[k] += x * (1 - p)
            longer[k + 1] += x * p
        mass = longer
    return mass


# i % 8 + 1 over 1024: exact as doubles
mass = coins([(i % 8 + 1) / 1024 for i in range(400)])
table("of 400 coins with chances (i % 8 + 1) / 1024: k, P(>= k)", "double coins_upper[][2]",
      [(k, sum(mass[k:])) for k in (0, 1, 2, 5, 20, 60, 100)])
mass = coins([1 - (i % 8 + 1) / 1024 for i in range(400)])
table("and with the chances of tails: k, P(<= k)", "double coins_lower[][2]",
      [(k, sum(mass[: k + 1])) for k in (400, 399, 395, 380, 340, 300)])

P = [1e-300, 3e-17, 0.001, 0.0101, 0.0102, 0.3, 0.7, 0.1 + 0.2, 0.9999999999999999]
ordered = sorted(P)
adjusted = {}
least = Fraction(1)
for rank in range(len(P), 0, -1):
    least = min(least, Fraction(ordered[rank - 1]) * len(P) / rank)
    adjusted[ordered[rank - 1]] = least
table("Benjamini and Hochberg: p, adjusted", "double small_p[][2]", [(p, adjusted[p]) for p in P])

# ---- near ties ----

# Two coders, values 0 and 1: units on which both say 0, both say 1, or differ.
best = None
for both0 in range(20000, 20400):
    for both1 in range(1000, 1010):
        differ = math.isqrt(4 * both0 * both1)
        for d in range(differ - 2, differ + 3):
            n0, n1 = 2 * both0 + d, 2 * both1 + d
            alpha = Fraction(n0 * n1 - (n0 + n1 - 1) * d, n0 * n1)
            if alpha and (best is None or abs(alpha) < abs(best[3])):
                best = (both0, both1, d, alpha)
table("both say 0, both say 1, differ; alpha", "double small_alpha[]", [(x,) for x in best])

# ---- trends ----


def drift(points):
    years = [mpf(x) for x, _ in points]
    y = [log(mpf(v)) for _, v in points]
    steps = [(y[i] - y[i - 1], years[i] - years[i - 1]) for i in range(1, len(y))]
    span = sum(dt for _, dt in steps)
    rate = (y[-1] - y[0]) / span
    s2 = sum((dy - rate * dt) ** 2 / dt for dy, dt in steps) / (len(steps) - 1)
    return rate, sqrt(s2 / span), y[-1], years[-1], (0, s2, s2 / span), len(steps) - 1


def loglinear(points):
    n = len(points)
    years = [mpf(x) for x, _ in points]
    y = [log(mpf(v)) for _, v in points]
    x_mean, y_mean = sum(years) / n, sum(y) / n
    sxx = sum((x - x_mean) ** 2 for x in years)
    rate = sum((x - x_mean) * (b - y_mean) for x, b in zip(years, y)) / sxx
    s2 = sum((b - y_mean - rate * (x - x_mean)) ** 2 for x, b in zip(years, y)) / (n - 2)
    return rate, sqrt(s2 / sxx), y_mean, x_mean, (s2 * (1 + mpf(1) / n), 0, s2 / sxx), n - 2


# A thousand millions that grow by a thousand or so a year; one that goes up and down and ends a hair
# above where it began; forty years.
SLOW = [(2000 + i, 1e9 + v) for i, v in enumerate((0, 1000, 2100, 2900, 4200, 5100))]
ZIGZAG = [(2000 + i, v) for i, v in enumerate((1.0, 2.0, 1.0, 2.0, 1.0 + 2**-30))]
FORTY = [(1980 + i, 600000.0 + 500 * i + (i * 37 % 11) * 40) for i in range(40)]
fits = []
for name, points, target in (("slow", SLOW, 1e9 + 9000), ("zigzag", ZIGZAG, 1.5), ("forty", FORTY, 700000.0)):
    table(f"{name}: year, value", f"double {name}_points[][2]", [(mpf(x), mpf(v)) for x, v in points])
    for method in (drift, loglinear):
        rate, error, origin, at, variance, freedom = method(points)
        year = points[-1][0] + 10
        d = year - at
        middle = origin + rate * d
        spread = sqrt(variance[0] + variance[1] * d + variance[2] * d * d)
        reach = lower((middle - log(mpf(target))) / spread, freedom)
        fits.append((f"{name}_points", str(len(points)), f"GOUW_TREND_{method.__name__.upper()}",
                     mpf(target), rate, error, exp(middle), reach, at + (log(mpf(target)) - origin) / rate))
out.append("""/* ten years after the last point, and when the target is reached */
static const struct {
    const double (*points)[2];
    size_t n;
    gouw_trend_method method;
    double target, rate, error, middle, reach, year;
} small_trends[] = {
""")
out.extend("    {" + ", ".join(c if isinstance(c, str) else number(c) for c in f) + "},\n" for f in fits)
out.append("};\n")

# ---- long sums ----

N = 2000000
state, xs, ys = 1, [], []
for _ in range(N):
    state = state * 1103515245 + 12345 & 0x7FFFFFFF
    xs.append(0.1 + (state >> 16 & 1023) * 2**-40)
    ys.append(0.7 + ((state >> 16 & 1023) + (state >> 26)) * 2**-40)
SCALE = 2**56  # makes them whole numbers
ix, iy = [int(x * SCALE) for x in xs], [int(y * SCALE) for y in ys]
sx, sy = sum(ix), sum(iy)
xx = N * sum(x * x for x in ix) - sx * sx
yy = N * sum(y * y for y in iy) - sy * sy
xy = N * sum(x * y for x, y in zip(ix, iy)) - sx * sy
table("of two million pairs that hardly differ, made as in the test", "double long_correlation[]",
      [(mpf(xy) / sqrt(mpf(xx) * mpf(yy)),)])
table("ten million tenths", "double tenths[]", [(Fraction(0.1) * 10**7,)])

# The latest of two days uniform on the first N days against one uniform on the same: with F = k/N,
# the latest falls on day k with chance (2k - 1) / N^2.
N = 1000003
before = Fraction(sum((2 * k - 1) * (N - k) for k in range(1, N + 1)), N**3)
same = Fraction(sum(2 * k - 1 for k in range(1, N + 1)), N**3)
table("P(latest of two < one), =, > on a million days", "double long_order[]",
      [(before,), (same,), (1 - before - same,)])
table("P(30 days of 3650000), of one and of the latest of three, the last 30", "double month_of_many[]",
      [(Fraction(30, 3650000),), (1 - Fraction(3650000 - 30, 3650000) ** 3,)])

path = pathlib.Path(__file__).parents[2] / "tests/data/digits.h"
path.write_text("/* Made by scripts/reference/digits.py: 60 digits or exact, rounded once. */\n" + "".join(out))
