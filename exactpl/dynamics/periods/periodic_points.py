"""Points of least period n: whether there are any, one of them, all of them (T2.2, T2.3)."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import overload

from exactpl import ways, work
from exactpl.arithmetic.integers import prime_divisors, require_integer
from exactpl.arithmetic.intervals import Interval, IntervalLike
from exactpl.arithmetic.rationals import Real
from exactpl.arithmetic.records import Record
from exactpl.dynamics.orbits.affine_maps import affine_periodic_points
from exactpl.dynamics.orbits.branches import Branch, branch_at
from exactpl.dynamics.orbits.self_map import SelfMap
from exactpl.dynamics.orbits.tower import Tower
from exactpl.dynamics.periods.fixed_counts import FixedCounts
from exactpl.dynamics.periods.fixed_points import (
    FixedPointCells,
    closed_union,
    require_affordable,
)
from exactpl.dynamics.periods.full_loops import point_on_full_loop
from exactpl.dynamics.periods.over_fields import listed_periodic_point
from exactpl.maps.pl import PL, require_rational

_COUNT_BYTES = 150


@dataclass(frozen=True, slots=True, repr=False)
class PeriodicPoints(Record):
    """The points of least period n: `isolated` ones, and closed `intervals` less the `exceptions` in them.

    The exceptions are the finitely many points in these intervals that have a smaller period.
    """

    n: int
    isolated: tuple[Real, ...]
    intervals: tuple[Interval, ...]
    exceptions: tuple[Real, ...]

    def __bool__(self) -> bool:
        return bool(self.isolated or self.intervals)


def moebius_terms(n: int) -> list[tuple[int, int]]:
    """Return (d, mu(n / d)) for the divisors d of n with mu != 0."""
    terms = [(n, 1)]
    for p in prime_divisors(n):
        terms += [(d // p, -mu) for d, mu in terms]
    return terms


@dataclass(frozen=True, slots=True, repr=False)
class Orbit(Record):
    """A periodic orbit: its points x, f(x), ..., and for each the number of the piece of f that it lies in.

    Pieces are those of f on the interval asked about, numbered 0, 1, ... from the left, as for `itinerary`: with `on=`
    the word is one for `periodic_points_of_word` with the same `on`. A point on a breakpoint is given the piece on its
    right. Iterates, counts and takes an index as the sequence of its points.
    """

    points: tuple[Real, ...]
    itinerary: tuple[int, ...]

    def __iter__(self) -> Iterator[Real]:
        return iter(self.points)

    def __len__(self) -> int:
        return len(self.points)

    @overload
    def __getitem__(self, index: int) -> Real: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Real, ...]: ...
    def __getitem__(self, index: int | slice) -> Real | tuple[Real, ...]:
        return self.points[index]

    @classmethod
    @work.bounded
    def of(cls, f: PL, x: Real, n: int) -> "Orbit":
        """Return the orbit of a point of period n."""
        points = tuple(orbit(f, x, n))
        return cls(points, tuple(f._graph.piece_at(y, 1) for y in points))


def orbit(f: PL, x: Real, length: int) -> list[Real]:
    """Return [x, f(x), ..., f^(length-1)(x)]."""
    points = [x]
    while len(points) < length:
        points.append(f(points[-1]))
    return points[:length]


def has_period_exactly(f: PL, x: Real, n: int) -> bool:
    """Whether x has least period n. Cost: n evaluations."""
    points = orbit(f, x, n + 1)
    return points[n] == x and all(points[n // p] != x for p in prime_divisors(n))


class LeastPeriodCells:
    """The points of least period n of a self-map, as cells: one by one, or all. `tower` may be shared."""

    def __init__(self, f: PL, n: int, tower: Tower | None = None) -> None:
        self.f, self.n = f, n
        self.tower = tower or Tower(f)
        self.fixed = FixedPointCells(self.tower, n)

    def branches(self) -> list[Branch]:
        """Return the branches of f^n all of whose points, but finitely many, have least period n."""
        return [branch for branch in self.fixed.identities if not self._has_smaller_period(branch)]

    def _has_smaller_period(self, branch: Branch) -> bool:
        return any(self._divided(branch, p).is_identity for p in prime_divisors(self.n))

    def _divided(self, branch: Branch, p: int) -> Branch:
        """Return the branch of f^(n/p) that contains a branch of f^n."""
        return branch_at(self.tower.graph, branch.inner_point(), 1, self.n // p)

    def witness(self) -> Real:
        """Return a point of least period n; there must be one."""
        for x in self.fixed.points_one_by_one():
            if has_period_exactly(self.f, x, self.n):
                return x
        # the inner points of branches filled with them had, by chance, a smaller period
        return self._typical_point(self.branches()[0])

    def _typical_point(self, branch: Branch) -> Real:
        """Return a point of the branch of least period n: all but at most one for each prime divisor of n are."""
        x = branch.inner_point()
        while not has_period_exactly(self.f, x, self.n):
            x = (x + branch.lower) / 2 if branch.lower is not None else x - 1
        return x

    def exceptions(self, branch: Branch) -> Iterator[Real]:
        """Yield the points of the closed branch, filled with points of period n, whose period is smaller."""
        closure = Interval(branch.lower, branch.upper)
        for p in prime_divisors(self.n):
            divided = self._divided(branch, p)
            if divided.slope != 1:
                x = divided.intercept / (1 - divided.slope)
                if x in closure:
                    yield x


@work.bounded
def periodic_points(f: PL, n: int, *, on: IntervalLike = None, most_points: int = 1_000_000) -> PeriodicPoints:
    """Return all points of least period n: isolated points and intervals.

    f maps its domain, or `on`, into itself; n >= 1. Raises BudgetError before listing when f^n has more than
    `most_points` fixed points. Cost: polynomial in n, and n steps for each fixed point of f^n; no floats are
    needed, since only branches that hold a fixed point are walked to.

    >>> periodic_points(PL([(0, 0), ("1/2", 1), (1, 0)]), 2).isolated
    (Fraction(2, 5), Fraction(4, 5))
    >>> rotation = PL([(0, "2/5"), ("3/5", 1), ("4/5", 0), (1, "1/5")])
    >>> [str(interval) for interval in periodic_points(rotation, 3).intervals]
    ['[0, 1/5]', '[2/5, 3/5]', '[4/5, 1]']
    """
    n = require_integer(n, "n", 1)
    f = SelfMap.of(f, on=on)
    require_rational(f)
    if not f.breakpoints:
        return PeriodicPoints(n, *affine_periodic_points(f, n))
    require_affordable(
        FixedCounts(f, n, [n]).isolated[n],
        most_points,
        f"fixed points of f^{n}",
        f"ask for one: find_orbit(f, {n})",
    )
    found = LeastPeriodCells(f, n)
    branches = found.branches()
    intervals = closed_union(branches)
    exceptions = {x for branch in branches for x in found.exceptions(branch)}
    # x of period n has a smaller one if and only if some f^(n/p), p a prime, fixes it
    smaller = [FixedPointCells(found.tower, n // p) for p in prime_divisors(n)]
    excluded = {x for fixed in smaller for x in fixed.isolated_points()}
    filled = [*intervals, *(interval for fixed in smaller for interval in closed_union(fixed.identities))]
    isolated = [
        x for x in found.fixed.isolated_points() if x not in excluded and not any(x in interval for interval in filled)
    ]
    return PeriodicPoints(n, tuple(sorted(isolated)), tuple(intervals), tuple(sorted(exceptions)))


@dataclass(frozen=True, slots=True, repr=False)
class PeriodicPointCount(Record):
    """The number of points of least period n; None where they fill intervals."""

    n: int
    points: int | None

    def __bool__(self) -> bool:
        return self.points != 0


@work.bounded
def periodic_point_count(f: PL, n: int, *, on: IntervalLike = None) -> PeriodicPointCount:
    """Return the number of points of least period n >= 1, without listing them: n times the number of cycles.

    By Moebius inversion of the Euler numbers of the fixed points of f^d, d dividing n. Cost and errors: those of
    `fixed_point_count`. Source: docs/theorems.md, T2.2 and T2.5.

    >>> periodic_point_count(PL([(0, 0), ("1/2", 1), (1, 0)]), 5)
    PeriodicPointCount(n=5, points=30)
    >>> periodic_point_count(PL([(0, 1), (1, 0)]), 2)
    PeriodicPointCount(n=2, points=None)
    """
    n = require_integer(n, "n", 1)
    f = SelfMap.of(f, on=on)
    require_rational(f)
    if not f.breakpoints:
        return _affine_count(f, n)
    return _of_least_period(FixedCounts(f, n, [d for d, _ in moebius_terms(n)]), n)


@work.bounded
def periodic_point_counts(f: PL, *, upto: int, on: IntervalLike = None) -> list[PeriodicPointCount]:
    """Return the counts for n = 1, ..., upto, as items 1, ..., upto of a list; item 0 says that period 0 has no points.

    >>> [count.points for count in periodic_point_counts(PL([(0, 0), ("1/2", 1), (1, 0)]), upto=6)]
    [0, 2, 2, 6, 12, 30, 54]
    """
    upto = require_integer(upto, "upto", 0)
    f = SelfMap.of(f, on=on)
    require_rational(f)
    if not f.breakpoints:
        work.hold(_COUNT_BYTES * upto)
        return [PeriodicPointCount(0, 0), *(_affine_count(f, n) for n in range(1, upto + 1))]
    found = FixedCounts(f, max(upto, 1))
    return [PeriodicPointCount(0, 0), *(_of_least_period(found, n) for n in range(1, upto + 1))]


@work.bounded
def has_least_period(f: PL, n: int, *, on: IntervalLike = None) -> bool:
    """Return whether f has a point of least period n >= 1, without finding one. Cost: as `periodic_point_count`.

    >>> golden = PL([(0, "1/2"), ("1/2", 1), (1, 0)])
    >>> has_least_period(golden, 1000), has_least_period(PL([(0, 1), (1, 0)]), 3)
    (True, False)
    """
    f = SelfMap.of(f, on=on)
    if not f.breakpoints:
        return bool(_affine_count(f, require_integer(n, "n", 1)))
    if f.field is not None:
        return find_periodic_point(f, n) is not None
    return bool(periodic_point_count(f, n))


def _affine_count(f: PL, n: int) -> PeriodicPointCount:
    points, intervals, _ = affine_periodic_points(f, n)
    return PeriodicPointCount(n, None if intervals else len(points))


def _of_least_period(found: FixedCounts, n: int) -> PeriodicPointCount:
    if n in found.fills:
        return PeriodicPointCount(n, None)
    return PeriodicPointCount(n, sum(mu * found.euler[d] for d, mu in moebius_terms(n)))


@work.bounded
def find_periodic_point(f: PL, n: int, tower: Tower | None = None) -> Real | None:
    """Return a point of least period n, or None after a complete proof that there is none.

    The smallest point of its orbit is returned. Cost: O(n m) where a loop of m pieces shows one soon; else polynomial
    in n, and fixed points of f^n are walked through until one has no smaller period.
    """
    if not f.breakpoints and not has_least_period(f, n):
        return None
    if f.field is not None:
        f = SelfMap.of(f)
        x = listed_periodic_point(f, require_integer(n, "n", 1))
        return None if x is None else min(orbit(f, x, n))
    x = point_on_full_loop(SelfMap.of(f), require_integer(n, "n", 1))
    ways.taken("a loop of whole pieces" if x is not None else "counts, and cells of image intervals")
    if x is None and not has_least_period(f, n):
        return None
    return min(orbit(f, LeastPeriodCells(f, n, tower).witness() if x is None else x, n))
