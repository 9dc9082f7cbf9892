"""A continuous piecewise-linear map on one interval, on integers.

A point is a pair (p, q) of coprime integers with q >= 0: the rational p/q, or, with q = 0, one of the
infinite ends (-1, 0) and (1, 0).  A piece is a triple (a, b, d) with gcd(a, b, d) = 1 and d > 0: the map
x -> (a x + b) / d.  The image of a reduced point is reduced again by greatest common divisors with a and d
only (see `PLMap.along`), so that a step along an orbit whose points have thousands of digits costs time
proportional to their length.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from fractions import Fraction
from math import gcd, lcm

from ..arithmetic import rationals
from ..arithmetic.intervals import Interval
from ..errors import Reject, Rule
from ..reading.mapfile import MapFile

Point = tuple[int, int]
Piece = tuple[int, int, int]
MINUS_INFINITY: Point = (-1, 0)
PLUS_INFINITY: Point = (1, 0)


def point(x: Fraction) -> Point:
    """Return the point of a rational."""
    return x.numerator, x.denominator


def ends_of(on: Interval) -> tuple[Point, Point]:
    """Return the ends of an interval, infinite where it has none."""
    lo = MINUS_INFINITY if on.lo is None else point(on.lo)
    hi = PLUS_INFINITY if on.hi is None else point(on.hi)
    return lo, hi


def less(x: Point, y: Point) -> bool:
    """Compare; the infinite ends are at the ends."""
    if x[1] == 0 and y[1] == 0:
        return x[0] < y[0]
    return x[0] * y[1] < y[0] * x[1]


def show(x: Point) -> str:
    """Return a point for a message."""
    return rationals.show(Fraction(*x)) if x[1] else ("oo" if x[0] > 0 else "-oo")


@dataclass(frozen=True)
class PLMap:
    """A map on [lo, hi]; `pieces[i]` holds between `cuts[i - 1]` and `cuts[i]`; every cut is a kink."""

    lo: Point
    hi: Point
    cuts: tuple[Point, ...]
    pieces: tuple[Piece, ...]

    def cuts_below(self, x: Point) -> int:
        """Return the number of cuts < x, that is the index of the piece just left of x."""
        low, high = 0, len(self.cuts)
        while low < high:
            middle = (low + high) // 2
            if less(self.cuts[middle], x):
                low = middle + 1
            else:
                high = middle
        return low

    def cuts_up_to(self, x: Point) -> int:
        """Return the number of cuts <= x, that is the index of the piece just right of x."""
        low = self.cuts_below(x)
        return low + (low < len(self.cuts) and self.cuts[low] == x)

    def contains(self, x: Point) -> bool:
        """Tell whether x is in [lo, hi]."""
        return not less(x, self.lo) and not less(self.hi, x)

    def along(self, index: int, x: Point) -> Point:
        """Return the value of piece number `index` at x; at an infinite end its limit (theorem 1.4)."""
        a, b, d = self.pieces[index]
        if a == 0:
            return b, d
        p, q = x
        numerator = a * p + b * q
        # gcd(p, q) = 1 gives gcd(a p + b q, q) = gcd(a, q); when that is divided out, the rest of d q can
        # only share with the numerator what d shares with it.
        common = gcd(a, q)
        if common != 1:
            numerator //= common
            q //= common
        common = gcd(numerator, d)
        return numerator // common, q * (d // common)

    def image(self, x: Point) -> Point:
        """Return f(x); the caller sees to it that x is in [lo, hi]."""
        return self.along(self.cuts_below(x), x)

    def image_of(self, lo: Point, hi: Point) -> tuple[Point, Point]:
        """Return the image of [lo, hi]: the extremes of the values at its ends and the cuts inside (theorem 0.1.4)."""
        low, high = sorted_pair(self.image(lo), self.image(hi))
        for i in range(self.cuts_up_to(lo), self.cuts_below(hi)):
            value = self.along(i, self.cuts[i])
            if less(value, low):
                low = value
            elif less(high, value):
                high = value
        return low, high

    def image_of_iterate(self, m: int) -> tuple[Point, Point]:
        """Return f^m([lo, hi]), perhaps one point, for f a self-map of its interval (theorem 0.1.4)."""
        ends = self.lo, self.hi
        for _ in range(m):
            image = self.image_of(*ends)
            if image == ends:
                break
            ends = image
        return ends


def sorted_pair(x: Point, y: Point) -> tuple[Point, Point]:
    """Return the two points, the smaller one first."""
    return (y, x) if less(y, x) else (x, y)


def restricted(source: MapFile, on: Interval) -> PLMap:
    """Return the map on an interval of its domain, without the knots that are no kinks there."""
    xs, ys = source.xs, source.ys
    lo, hi = ends_of(on)
    cuts: list[Point] = []
    pieces: list[Piece] = []
    last: Fraction | None = None
    # Between which knots: number i holds before knot i, and after the last one.
    first = 0 if on.lo is None else bisect_right(xs, on.lo)
    after = len(xs) + 1 if on.hi is None else bisect_left(xs, on.hi) + 1
    for i in range(first, after):
        begins = None if i == 0 else point(xs[i - 1])
        slope = _slope(source, i)
        if slope is None or slope == last:
            continue
        if last is not None and begins is not None:
            cuts.append(begins)
        anchor = min(i, len(xs) - 1)
        pieces.append(_piece(slope, ys[anchor] - slope * xs[anchor]))
        last = slope
    return PLMap(lo, hi, tuple(cuts), tuple(pieces))


def _slope(source: MapFile, i: int) -> Fraction | None:
    """Return the slope before knot number i, or after the last one; None where the domain has ended."""
    if i == 0:
        return source.left_slope
    if i == len(source.xs):
        return source.right_slope
    return (source.ys[i] - source.ys[i - 1]) / (source.xs[i] - source.xs[i - 1])


def _piece(slope: Fraction, constant: Fraction) -> Piece:
    d = lcm(slope.denominator, constant.denominator)
    return slope.numerator * (d // slope.denominator), constant.numerator * (d // constant.denominator), d


def restricted_self_map(source: MapFile, on: Interval) -> PLMap:
    """Return the map on J; raises `Reject` unless f maps J into itself (theorem 0.1.4)."""
    f = restricted(source, on)
    low, high = f.image_of(f.lo, f.hi)
    if less(low, f.lo) or less(f.hi, high):
        reaches = f"its image reaches from {show(low)} to {show(high)}"
        raise Reject(Rule.NOT_A_SELF_MAP, f"f maps {on.shown()} into itself", reaches)
    return f
