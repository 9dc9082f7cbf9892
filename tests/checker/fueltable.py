"""The fuel of section 8, from the words of the specification and from nothing else.

Shares no code with the checker.  What is known before the work (part 2) is a function of numbers that the tests
write out: B, the number of interior knots; b, the bits of the longest number; k, n, R, E and so on.  Networks are in
`networkfuel`.  Each division is rounded down.
"""

from __future__ import annotations

import re


def reading(*files: bytes) -> int:
    """Part 1: for each file its commas and brackets beyond 1,000, its bytes beyond 65,536, and its long numbers."""
    steps = 0
    for data in files:
        values = sum(data.count(c) for c in (b",", b"[", b"{"))
        steps += 128 * max(0, values - 1_000) + max(0, len(data) - 65_536)
        steps += sum(len(run) ** 2 for run in re.findall(rb"[0-9a-f]+", data) if len(run) >= 1_000) // 256
    return steps


# Part 2: before the work.


def width(b: int) -> int:
    """Return w."""
    return 4 * b + 64


def P(B: int, b: int) -> int:  # noqa: N802 - as in the specification
    """Return P, which is also the row `others`."""
    return B * (600 + (b + 64) ** 2 // 128)


def F(k: int, B: int, b: int) -> int:  # noqa: N802
    """Return F(k)."""
    return k * (k * width(b) ** 2 // 8192 + 128 + 16 * B.bit_length())


def value(k: int, B: int, b: int) -> int:
    """value, least_period, forced_periods; escaping_orbit with k + 2."""
    return P(B, b) + F(k, B, b)


def counts(k: int, B: int, b: int) -> int:
    """piece_count, lap_count, crossing_count, preimage_count, slope_range; with n for k those of fixed points."""
    return P(B, b) + 7 * k


def count_bounds(j: int, B: int, b: int, at_most: int = 0) -> int:
    """piece_count_bounds."""
    return counts(j, B, b) + at_most.bit_length() ** 2 // 2**18


def series(T: int, B: int, b: int, coefficients: list[int], sinks: int = 0) -> int:
    """piece_count_series and entropy_exact; the coefficients of numerator and denominator."""
    c, s = len(coefficients), sum(abs(x).bit_length() for x in coefficients)
    return counts(T, B, b) + T * (8 * c + s * (T + 64) // 8192) + sinks * (T + 64)


def image(k: int, B: int, b: int) -> int:
    """image, no_odd_period."""
    return P(B, b) + k * (B + 2) * (k * width(b) ** 2 // 4096 + 128)


def table(R: int, B: int, b: int) -> int:
    """A table as evidence, with as many rows and entries of parts, without P."""
    return R * (100 + 32 * B.bit_length() + (b + 64) ** 2 // 2048)


def slopes(n: int) -> int:
    """Slopes as evidence, without P."""
    return 7 * n


def held(B: int, b: int) -> tuple[int, int]:
    """B and b of f held inside an interval."""
    return 3 * B + 2, 2 * b


def coverings(E: int, M: int, B: int, b: int, q: int = 1) -> int:
    """coverings, horseshoe; robust_period with q = 1."""
    pairs = E + M
    each = 2 * F(q, B, b) + (q * width(b)) ** 2 // 8192 + (b + 64) ** 2 // 512 + 300 + 30 * pairs.bit_length()
    return P(B, b) + pairs * each


def near_and_far(T: int, N: int, B: int, b: int) -> int:
    """near_and_far, with the largest time and the number of times."""
    return 2 * value(T, B, b) + N * ((T * width(b)) ** 2 // 2**18 + 100)


def over_field(B: int, n: int = 0, R: int = 0, orbits: int = 0) -> int:
    """Claims about maps over a number field."""
    return 64 * (B + n + R + orbits)


# Part 3: while it works.


def point(s: int, c: int, B: int) -> int:
    """A point of s bits is found, where numbers of pieces have c bits."""
    l = B.bit_length()  # noqa: E741 - as in the specification
    return (s + 64) * (c + 64) * (l + 8) // 32768 + 16 * l + 150


STATE = 40


def recursion(k: int, m: int, B: int) -> int:
    """Laps and crossings of f^k are counted over m states, where f has slopes 0."""
    L = (B + 1).bit_length()
    return k * m * (12 + 4 * L + k * L // 1024) + 10 * k * (B + 1) * L


def slope_recursion(k: int, m: int, c: int, B: int) -> int:
    """Slopes of f^k are multiplied over m states."""
    return k * m * (150 + k * (c + 64) ** 2 // 32768) + 60 * k * (B + 1) * (B + 1).bit_length()


def germs(k: int) -> int:
    """The two germs of a breakpoint are followed, without the products of slopes."""
    return 40 * k


def drawing_back(k: int, B: int, v: int) -> int:
    """Numbers are drawn back k times, with v additions altogether."""
    return k * (100 + 60 * (B + 2)) + 3 * v


def additions(v: int, s: int, B: int) -> int:
    """Additions of numbers of s bits, those at breakpoints and ends eight times."""
    return (v + 8 * (B + 2)) * s // 1024


def product(s: int, t: int) -> int:
    """A product of integers."""
    return (s + 64) * (t + 64) // 2**15 + 5


def fraction_product(s: int, t: int) -> int:
    """A product of fractions."""
    return (s + 64) * (t + 64) // 8192 + 30


def points(*bits: int, c: int, B: int) -> int:
    return sum(point(s, c, B) for s in bits)


# 1/2 -> 1 -> 0 -> 0, and 0: 3, 2 and 1 bits in numerator and denominator; the pieces are 2 x and 2 - 2 x: 2 bits.
TENT_POINTS = points(3, 2, 1, c=2, B=1)
# One state, [0, 1], onto which both halves are mapped.
TENT_FOUND = TENT_POINTS + 1 * STATE
# The images 0 and 1 of breakpoint and ends, each with a side.
TENT_NODES = TENT_POINTS + 2 * STATE
# Additions for each n: one for each of 0 and 1, and of a node that is none; and the six numbers of the table that they
# can be: nothing, two pieces, 0, 1/2, 1.
TENT_ADDITIONS = 3 + 6


def drawn(k: int) -> int:
    """Numbers on the tent drawn back, and the orbits of 0, 1/2 and 1 followed to their first marked points."""
    return drawing_back(k, 1, TENT_ADDITIONS * k) + 3 * germs(k) + words(k, 3)


def words(k: int, nodes: int) -> int:
    """It is tried whether two additions at a time would pay."""
    return 10 * nodes if k > 1 else 0
