"""The points of least period n, counted by Moebius inversion (T2.2, T2.5)."""

from dataclasses import dataclass

from exactpl import work
from exactpl.arithmetic.integers import prime_divisors, require_integer
from exactpl.arithmetic.intervals import IntervalLike
from exactpl.arithmetic.records import Record
from exactpl.dynamics.orbits.affine_maps import affine_periodic_points
from exactpl.dynamics.orbits.self_map import SelfMap
from exactpl.dynamics.periods.fixed_counts import FixedCounts
from exactpl.dynamics.periods.over_fields import listed_periodic_point
from exactpl.maps.pl import PL, require_rational

_COUNT_BYTES = 150


def moebius_terms(n: int) -> list[tuple[int, int]]:
    """Return (d, mu(n / d)) for the divisors d of n with mu != 0."""
    terms = [(n, 1)]
    for p in prime_divisors(n):
        terms += [(d // p, -mu) for d, mu in terms]
    return terms


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
        return listed_periodic_point(f, require_integer(n, "n", 1)) is not None
    return bool(periodic_point_count(f, n))


def _affine_count(f: PL, n: int) -> PeriodicPointCount:
    points, intervals, _ = affine_periodic_points(f, n)
    return PeriodicPointCount(n, None if intervals else len(points))


def _of_least_period(found: FixedCounts, n: int) -> PeriodicPointCount:
    if n in found.fills:
        return PeriodicPointCount(n, None)
    return PeriodicPointCount(n, sum(mu * found.euler[d] for d, mu in moebius_terms(n)))
