"""f^k in floats, by pure Python, as fast as it goes: f^(k-1) after f, a list comprehension over one slice a lap.

This is the other side of the benchmark `iterate-floats`. It imports nothing of exactpl. Kinks that cancel are seen only
if rounding lets them; nothing is merged by a tolerance.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise

Columns = tuple[list[float], list[float]]


def iterate(knots: Sequence[tuple[float, float]], k: int) -> Columns:
    """Return the knots of f^k, k >= 1, as lists of x and of y, for f a map of the interval of its knots into itself."""
    xs, ys = [x for x, _ in knots], [y for _, y in knots]
    for _ in range(k - 1):
        xs, ys = after(xs, ys, knots)
    return xs, ys


def after(xs: list[float], ys: list[float], f: Sequence[tuple[float, float]]) -> Columns:
    """Return the knots of F after f, for F given by xs and ys."""
    new_xs, new_ys = [f[0][0]], [_value(xs, ys, f[0][1])]
    for number, ((a, u), (b, v)) in enumerate(pairwise(f)):
        if number and _bends(xs, ys, f, number):
            new_xs.append(a)
            new_ys.append(_value(xs, ys, u))
        start, stop = bisect_right(xs, min(u, v)), bisect_left(xs, max(u, v))
        if start < stop:
            scale = (b - a) / (v - u)
            shift = a - scale * u
            part_xs, part_ys = [scale * x + shift for x in xs[start:stop]], ys[start:stop]
            if v < u:
                part_xs.reverse()
                part_ys.reverse()
            new_xs += part_xs
            new_ys += part_ys
    new_xs.append(f[-1][0])
    new_ys.append(_value(xs, ys, f[-1][1]))
    return new_xs, new_ys


def _value(xs: list[float], ys: list[float], x: float) -> float:
    i = bisect_right(xs, x)
    if i and xs[i - 1] == x:
        return ys[i - 1]
    return ys[i - 1] + (x - xs[i - 1]) * _slope(xs, ys, i - 1)


def _slope(xs: list[float], ys: list[float], i: int) -> float:
    return (ys[i + 1] - ys[i]) / (xs[i + 1] - xs[i])


def _bends(xs: list[float], ys: list[float], f: Sequence[tuple[float, float]], number: int) -> bool:
    """Whether the slope of F after f changes at knot `number` of f, an inner one."""
    (a, t), (b, u), (c, v) = f[number - 1 : number + 2]
    before, after = (u - t) / (b - a), (v - u) / (c - b)
    left, right = bisect_left(xs, u) - 1, bisect_right(xs, u) - 1  # the pieces of F on the two sides of u
    one = before * _slope(xs, ys, left if before > 0 else right) if before else 0.0
    other = after * _slope(xs, ys, right if after > 0 else left) if after else 0.0
    return one != other
