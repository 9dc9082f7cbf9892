"""Points of least period n, counted and measured (theorem 2.2').

A `Measure` is an Euler characteristic (point 1, open interval -1) together with a length.  On an unbounded J
the length is (M + 1) e + r for all large M: e counts the infinite ends whose neighbourhood is in the set
(theorem 2.3).  All three numbers are additive, so Moebius inversion over the divisors of n applies to each.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from ..arithmetic import steps
from .fixedcells import FixedCells, FixedPoints
from .plmap import PLMap


@dataclass(frozen=True)
class Measure:
    """Euler characteristic, number of infinite ends, and the rest of the length."""

    euler: int = 0
    ends: int = 0
    length: Fraction = Fraction(0)

    def plus(self, other: Measure, times: int = 1) -> Measure:
        """Return the sum with a multiple of another."""
        return Measure(
            self.euler + times * other.euler,
            self.ends + times * other.ends,
            self.length + times * other.length,
        )


def least_period_points(f: PLMap, n: int) -> Measure:
    """Return the measure of the set of points of least period n, for f a self-map of its interval.

    The set is empty exactly when the measure is zero (theorem 2.2'); it is finite, with `euler` points,
    exactly when `ends` and `length` are zero.
    """
    steps.take(2 * n)
    signs = {d: moebius(n // d) for d in range(1, n + 1) if n % d == 0}
    points = FixedPoints(f, [d for d, sign in signs.items() if sign])
    found = Measure(euler=sum(n for cycle in points.cycles if len(cycle) == n))
    for d, sign in signs.items():
        if sign:
            found = found.plus(_measure(points, points.in_cylinders(d)), sign)
    finite = found.ends == 0 and found.length == 0
    if (found.ends, found.length) < (0, Fraction(0)) or (finite and (found.euler < 0 or found.euler % n != 0)):
        raise ArithmeticError("the measure of a set of cycles came out impossible")
    return found


def moebius(n: int) -> int:
    """Return the Moebius function."""
    sign = 1
    p = 2
    while n > 1:
        if n % p == 0:
            n //= p
            if n % p == 0:
                return 0
            sign = -sign
        p += 1
    return sign


def _measure(points: FixedPoints, cells: FixedCells) -> Measure:
    """Measure the fixed points in open cylinders."""
    length = Fraction(0)
    for cycle, position, side in cells.identities:
        end = Fraction(*points.value(cycle, position))
        steps.take(steps.multiplied(2 * length.denominator.bit_length(), 2 * end.denominator.bit_length()))
        length -= side * end
    return Measure(cells.single - cells.cylinders(), cells.infinite, length)
