"""The textbook algorithm in float64: cut each segment of f^(k-1) where its value meets a knot of f, then simplify.

The third argument is the tolerance: points closer than it are one point, and a point is dropped when the slopes on its
two sides differ by no more, relative to the larger of them and 1. With tolerance 0 floats are compared as they are.
"""

import sys
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import pairwise

from benchmarks.adapters.question import Counted, Network, answer

Point = tuple[float, float]


def count(tolerance: float, network: Network, k: int) -> Iterator[Counted]:
    f = simplified(_knots(network), tolerance)
    power = f
    for _ in range(k - 1):
        power = simplified(_composed(f, power), tolerance)
    yield "pieces", len(power) - 1


def _knots(network: Network) -> list[Point]:
    lower, upper, slope, shift = (float(n) for n in (network.lower, network.upper, network.slope, network.shift))
    units = [(float(v), float(u), float(c)) for v, u, c in network.units]
    xs = sorted({lower, upper} | {x for x in (-c / u for _, u, c in units) if lower < x < upper})
    return [(x, slope * x + shift + sum(v * max(u * x + c, 0.0) for v, u, c in units)) for x in xs]


def _composed(f: list[Point], inner: list[Point]) -> list[Point]:
    xs = [x for x, _ in f]
    points: list[Point] = []
    for (a, u), (b, v) in pairwise(inner):
        points.append((a, _value(f, xs, u)))
        if u != v:
            met = f[bisect_right(xs, min(u, v)) : bisect_left(xs, max(u, v))]
            cut = [(a + (t - u) * (b - a) / (v - u), y) for t, y in met]
            points += cut if u < v else reversed(cut)
    b, v = inner[-1]
    points.append((b, _value(f, xs, v)))
    return points


def _value(f: list[Point], xs: list[float], x: float) -> float:
    i = min(max(bisect_right(xs, x), 1), len(f) - 1)
    (a, u), (b, v) = f[i - 1], f[i]
    return u + (v - u) / (b - a) * (x - a)


def simplified(points: list[Point], tolerance: float) -> list[Point]:
    """Merge points that are close, and drop those at which the slope does not change."""
    apart = [points[0]]
    for point in points[1:]:
        if point[0] - apart[-1][0] > tolerance:
            apart.append(point)
    if len(apart) < 2:
        return [points[0], points[-1]]
    slopes = [(v - u) / (b - a) for (a, u), (b, v) in pairwise(apart)]
    kept = [
        point
        for point, (before, after) in zip(apart[1:], pairwise(slopes), strict=False)
        if abs(after - before) > tolerance * max(1.0, abs(before), abs(after))
    ]
    return [apart[0], *kept, apart[-1]]


if __name__ == "__main__":
    answer(None, lambda: float(sys.argv[3]), count)
