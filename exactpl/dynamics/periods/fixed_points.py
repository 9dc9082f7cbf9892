"""Fixed points of f^n, counted without listing, and listed (T2.1, T2.3, T2.5)."""

from dataclasses import dataclass

from exactpl import work
from exactpl.arithmetic.integers import require_integer
from exactpl.arithmetic.intervals import Interval, IntervalLike
from exactpl.arithmetic.rationals import Real
from exactpl.arithmetic.records import Record
from exactpl.dynamics.orbits.affine_maps import affine_fixed_points
from exactpl.dynamics.orbits.self_map import SelfMap
from exactpl.dynamics.orbits.tower import Tower
from exactpl.dynamics.periods.fixed_counts import FixedCounts
from exactpl.dynamics.periods.fixed_point_cells import (
    FixedPointCells,
    FixedPointNumbers,
    closed_union,
    require_affordable,
)
from exactpl.dynamics.periods.over_fields import fixed_components
from exactpl.maps.pl import PL

_COUNT_BYTES = 150


@dataclass(frozen=True, slots=True, repr=False)
class FixedPoints(Record):
    """The fixed points of f^n: `isolated` points and closed `intervals`, both increasing and disjoint."""

    n: int
    isolated: tuple[Real, ...]
    intervals: tuple[Interval, ...]


@work.bounded
def fixed_point_count(f: PL, n: int, *, on: IntervalLike = None, verify: bool = False) -> FixedPointNumbers:
    """Return the numbers of isolated fixed points of f^n and of intervals of fixed points, without listing them.

    f maps its domain (interval, half-line or line), or `on`, into itself; n >= 1. Intervals are components; on an
    unbounded domain they may be unbounded. `verify` counts a second time, by cells of image intervals.

    Raises DomainError, naming a point that leaves; BudgetError when n is too large; ArithmeticError when the two
    algorithms disagree, which would be a bug. Cost: critical orbits up to time 2 n and a kneading system of length n
    for each fold; `verify` adds O(m^2 n^3) steps. Source: docs/theorems.md, T2.1, T2.3 and T2.5.

    >>> fixed_point_count(PL([(0, 0), ("1/2", 1), (1, 0)]), 1000).isolated == 2**1000
    True
    """
    n = require_integer(n, "n", 1)
    f = SelfMap.of(f, on=on)
    if f.field is not None and f.breakpoints:
        return FixedPointCells(Tower(f), n).count()
    found = FixedCounts(f, n, [n]).count(n) if f.breakpoints else _affine_count(f, n)
    if verify:
        _require_same(found, FixedPointCells(Tower(f), n).count())
    return found


@work.bounded
def fixed_point_counts(f: PL, *, upto: int, on: IntervalLike = None, verify: bool = False) -> list[FixedPointNumbers]:
    """Return the counts for f^0, f^1, ..., f^upto; see `fixed_point_count`. f^0 fixes the whole domain, one interval.

    >>> [count.isolated for count in fixed_point_counts(PL([(0, "1/2"), ("1/2", 1), (1, 0)]), upto=6)]
    [0, 1, 3, 4, 7, 11, 18]
    """
    upto = require_integer(upto, "upto", 0)
    f = SelfMap.of(f, on=on)
    counts = [FixedPointNumbers(0, 0, 1)]
    if not f.breakpoints:
        work.hold(_COUNT_BYTES * upto)
        counts += [_affine_count(f, n) for n in range(1, upto + 1)]
    elif f.field is not None:
        tower = Tower(f)
        return counts + [FixedPointCells(tower, n).count() for n in range(1, upto + 1)]
    elif upto:
        found = FixedCounts(f, upto)
        counts += [found.count(n) for n in range(1, upto + 1)]
    if verify:
        tower = Tower(f)
        for count in counts[1:]:
            _require_same(count, FixedPointCells(tower, count.n).count())
    return counts


def _affine_count(f: PL, n: int) -> FixedPointNumbers:
    return FixedPointNumbers(n, *map(len, affine_fixed_points(f, n)))


def _require_same(found: FixedPointNumbers, other: FixedPointNumbers) -> None:
    if found != other:
        raise ArithmeticError(f"two algorithms disagree on fixed points: {found} and {other}. Report it.")


@work.bounded
def fixed_points(f: PL, n: int, *, on: IntervalLike = None, most_points: int = 1_000_000) -> FixedPoints:
    """Return the fixed points of f^n: isolated points and closed intervals.

    Raises BudgetError before listing when there are more than `most_points`. Cost: that of `fixed_point_count`, and n
    steps a point.

    >>> fixed_points(PL([(0, 0), ("1/2", 1), (1, 0)]), 1).isolated
    (Fraction(0, 1), Fraction(2, 3))
    """
    n = require_integer(n, "n", 1)
    f = SelfMap.of(f, on=on)
    if not f.breakpoints:
        return FixedPoints(n, *affine_fixed_points(f, n))
    if f.field is not None:
        parts = fixed_components(f, n)
        points = tuple(part.lower for part in parts if part.is_point and part.lower is not None)
        return FixedPoints(n, points, tuple(part for part in parts if not part.is_point))
    count = FixedCounts(f, n, [n]).count(n)
    require_affordable(count.isolated, most_points, f"fixed points of f^{n}", f"count them: fixed_point_count(f, {n})")
    found = FixedPointCells(Tower(f), n)
    intervals = closed_union(found.identities)
    isolated = sorted(x for x in found.isolated_points() if not any(x in interval for interval in intervals))
    return FixedPoints(n, tuple(isolated), tuple(intervals))
