"""Intervals that cover each other for every map close to f, shown by pairs of points (theorems 4.1, 4.5).

What the claims coverings, robust_period and horseshoe have in common.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from ..arithmetic import rationals, steps
from ..arithmetic.intervals import Interval
from ..errors import Reject, Rule
from ..mathematics.plmap import PLMap, Point, point, restricted_self_map, show
from ..reading import fields
from ..reading.fields import Fields
from ..reading.mapfile import MapFile

Pair = tuple[Fraction, Fraction]
Edge = tuple[int, int]


def _list(container: Fields, key: str) -> list[object]:
    entries = container[key]
    if not isinstance(entries, list):
        raise Reject(Rule.BAD_FIELD, f"a list as {key}", fields.text_of(entries))
    return entries


def _two(entry: object, what: str) -> list[object]:
    if not isinstance(entry, list) or len(entry) != 2:
        raise Reject(Rule.BAD_FIELD, what, fields.text_of(entry))
    return entry


def read_pairs(container: Fields, key: str) -> tuple[Pair, ...]:
    """Read a list of pairs [x, y] of canonical rationals."""
    found: list[Pair] = []
    for entry in _list(container, key):
        x, y = (fields.rational(number, key) for number in _two(entry, f"[x, y] in {key}"))
        found.append((x, y))
    return tuple(found)


def read_intervals(container: Fields) -> tuple[Pair, ...]:
    """Read `intervals`: at least one [lo, hi], lo < hi, each a canonical rational."""
    found = read_pairs(container, "intervals")
    if not found:
        raise Reject(Rule.BAD_FIELD, "at least one interval", "none")
    for lo, hi in found:
        if not lo < hi:
            raise Reject(Rule.BAD_FIELD, "lo < hi in intervals", Interval(lo, hi).shown())
    return found


def read_edges(container: Fields, count: int) -> tuple[Edge, ...]:
    """Read `edges`: at least one [i, j], numbers of the intervals from 0, strictly increasing."""
    found: list[Edge] = []
    for entry in _list(container, "edges"):
        i, j = (fields.small({"edges": end}, "edges", 0) for end in _two(entry, "[i, j] in edges"))
        if max(i, j) >= count:
            raise Reject(Rule.BAD_FIELD, f"numbers below {count} in edges", f"[{i}, {j}]")
        if found and not found[-1] < (i, j):
            raise Reject(Rule.BAD_FIELD, f"edges in increasing order, after {list(found[-1])}", f"[{i}, {j}]")
        found.append((i, j))
    if not found:
        raise Reject(Rule.BAD_FIELD, "at least one edge", "none")
    return tuple(found)


def read_epsilon(claim: Fields) -> Fraction:
    """Read epsilon >= 0."""
    epsilon = fields.rational(claim["epsilon"], "epsilon")
    if epsilon < 0:
        raise Reject(Rule.BAD_FIELD, "epsilon >= 0", rationals.show(epsilon))
    return epsilon


@dataclass(frozen=True)
class Coverings:
    """Edges between intervals, and for each edge a pair of points that shall show it under f^q."""

    on: Interval | None
    epsilon: Fraction
    q: int
    intervals: tuple[Pair, ...]
    edges: tuple[Edge, ...]
    points: tuple[Pair, ...]

    def __post_init__(self) -> None:
        if len(self.points) != len(self.edges):
            raise Reject(Rule.WITNESS, f"a pair of points for each of {len(self.edges)} edges", f"{len(self.points)}")

    def fuel(self, subject: MapFile, *others: Fraction) -> int:
        """B + (E + M) (q (q b + 64) + 64 b + 64) / 64, where b counts the other numbers too."""
        on = subject.interval(self.on)
        numbers = [number for pair in (*self.intervals, *self.points) for number in pair]
        bits = max(subject.bits(), rationals.bits(*on.ends(), self.epsilon, *numbers, *others))
        knots, count = subject.interior_knots(on), len(self.points) + len(self.intervals)
        sums = (self.q * (4 * bits + 64)) ** 2 // 8192
        each = 2 * steps.following(self.q, bits, knots) + sums + (bits + 64) ** 2 // 512 + 300
        return steps.restricting(knots, bits) + count * (each + 30 * count.bit_length())

    def verify(self, subject: MapFile) -> Interval:
        """Return J; raises `Reject` unless f maps J into itself and each pair shows its edge."""
        on = subject.interval(self.on)
        f = restricted_self_map(subject, on)
        for lo, hi in self.intervals:
            inside = Interval(lo, hi)
            if not on.contains_interval(inside):
                raise Reject(Rule.OUTSIDE_DOMAIN, f"an interval in {on.shown()}", inside.shown())
        error = error_after(f, self.epsilon, self.q)
        for (i, j), pair in zip(self.edges, self.points, strict=True):
            source, (low, high) = Interval(*self.intervals[i]), self.intervals[j]
            for x in pair:
                if not source.contains(x):
                    raise Reject(Rule.WITNESS, f"a point in interval {i}, {source.shown()}", rationals.show(x))
            below, above = (_image(f, x, self.q) for x in pair)
            if not _sum_at_most(below, error, low):
                raise _missed(self.q, f"<= {rationals.show(low)} less the error", below, i, j)
            if not _sum_at_most((-above[0], above[1]), error, -high):
                raise _missed(self.q, f">= {rationals.show(high)} plus the error", above, i, j)
        return on

    def maps_near(self, on: Interval) -> str:
        """Return the words for every g."""
        return f"every continuous g: {on} -> {on} with |g - f| <= {rationals.write_rational(self.epsilon)}"


def error_after(f: PLMap, epsilon: Fraction, q: int) -> tuple[int, int]:
    """Return e_q as numerator and denominator, not reduced: e_1 = epsilon, e_(i+1) = epsilon + L e_i."""
    if epsilon == 0:
        return 0, 1
    slope = max(abs(Fraction(a, d)) for a, _, d in f.pieces)
    first, above, below = epsilon.numerator, epsilon.numerator, epsilon.denominator
    for _ in range(q - 1):
        # With e_i = above / below and below a multiple of epsilon's denominator.
        first *= slope.denominator
        above = first + slope.numerator * above
        below *= slope.denominator
    return above, below


def _image(f: PLMap, x: Fraction, q: int) -> Point:
    value = point(x)
    for _ in range(q):
        value = f.image(value)
    return value


def _sum_at_most(x: Point, error: tuple[int, int], bound: Fraction) -> bool:
    """Tell whether x + error <= bound."""
    (p, q), (above, below) = x, error
    return (p * below + above * q) * bound.denominator <= bound.numerator * q * below


def _missed(q: int, wanted: str, value: Point, i: int, j: int) -> Reject:
    return Reject(Rule.INEQUALITY, f"f^{q}(x) {wanted} for edge [{i}, {j}]", f"f^{q}(x) = {show(value)}")


def overlap(intervals: Sequence[Pair]) -> tuple[Pair, Pair] | None:
    """Return two intervals that have more than one point in common, if there are any."""
    ordered = sorted(intervals)
    for first, second in pairwise(ordered):
        if second[0] < first[1]:
            return first, second
    return None
