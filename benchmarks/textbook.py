"""The textbook way to list f^k, in plain Fractions: f after f^(k-1), simplified again at each step.

This is the other side of the benchmark `iterate`. It imports nothing of exactpl.
"""

from bisect import bisect_right
from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise

Point = tuple[Fraction, Fraction]


def value(knots: Sequence[Point], x: Fraction) -> Fraction:
    """Return f(x), for f given by its knots and x between the first and the last of them."""
    i = min(bisect_right(knots, x, key=lambda knot: knot[0]), len(knots) - 1)
    (a, u), (b, v) = knots[i - 1], knots[i]
    return u + (v - u) / (b - a) * (x - a)


def composed(f: Sequence[Point], inner: Sequence[Point]) -> list[Point]:
    """Return f after `inner`: cut each segment of `inner` where its value meets a knot of f, then simplify."""
    points = []
    for (a, u), (b, v) in pairwise(inner):
        points.append((a, value(f, u)))
        low, high = min(u, v), max(u, v)
        met = [(a + (t - u) * (b - a) / (v - u), y) for t, y in f if low < t < high]
        points += met if u < v else reversed(met)
    b, v = inner[-1]
    points.append((b, value(f, v)))
    return simplified(points)


def simplified(points: Sequence[Point]) -> list[Point]:
    """Drop each point at which the slope does not change."""
    slopes = [(v - u) / (b - a) for (a, u), (b, v) in pairwise(points)]
    inner = (point for point, (before, after) in zip(points[1:], pairwise(slopes), strict=False) if before != after)
    return [points[0], *inner, points[-1]]


def iterate(f: Sequence[Point], k: int) -> list[Point]:
    """Return the knots of f^k, k >= 1, for f a map of the interval of its knots into itself."""
    power = simplified(f)
    for _ in range(k - 1):
        power = composed(f, power)
    return power
