"""Orbits that tend to infinity: along one ray of slope >= 1, or there and back between two (T5.11)."""

from collections.abc import Iterator
from fractions import Fraction

from exactpl.arithmetic.rationals import Real
from exactpl.maps.pl import PL

_MOST_STEPS = 64


def escapes(f: PL, y: Real) -> bool:
    """Whether a point lies on a ray of f and goes outwards for ever, along it or by way of the other ray."""
    first, last = (f.breakpoints[0], f.breakpoints[-1]) if f.breakpoints else (y, y)
    for side, slope, other, kink, far in (
        (1, f.right_slope, f.left_slope, last, first),
        (-1, f.left_slope, f.right_slope, first, last),
    ):
        if slope is None or (y - kink) * side < 0:
            continue
        z = f(y)
        if slope > 0:
            if slope >= 1 and (z - y) * side > 0:
                return True
        elif slope < 0 and other is not None and other < 0 and (z - far) * side <= 0 and slope * other >= 1:
            if (f(z) - y) * side > 0:
                return True
    return False


def escape_time(f: PL, x: Real) -> int | None:
    """Return a k <= 64 for which f^k(x) escapes, or None."""
    for k in range(_MOST_STEPS):
        if escapes(f, x):
            return k
        x = f(x)
    return None


def escaping_points(f: PL) -> Iterator[Real]:
    """Yield points whose orbits may tend to infinity: if any does, one of them does."""
    for x in (Fraction(0), *(x for x, _ in f.knots)):
        if x in f.domain:
            yield x
    for slope, (x, y), side in ((f.right_slope, f.knots[-1], 1), (f.left_slope, f.knots[0], -1)):
        if slope is not None:
            reach = max(abs(x), abs(y), *(abs(v) for _, v in f.knots)) + 1
            for _ in range(_MOST_STEPS):
                yield side * reach
                reach *= 4
