"""All points of least period n (T2.2, T2.3)."""

from dataclasses import dataclass

from exactpl import work
from exactpl.arithmetic.integers import prime_divisors, require_integer
from exactpl.arithmetic.intervals import Interval, IntervalLike
from exactpl.arithmetic.rationals import Real
from exactpl.arithmetic.records import Record
from exactpl.dynamics.orbits.affine_maps import affine_periodic_points
from exactpl.dynamics.orbits.self_map import SelfMap
from exactpl.dynamics.periods.fixed_counts import FixedCounts
from exactpl.dynamics.periods.fixed_point_cells import FixedPointCells, closed_union, require_affordable
from exactpl.dynamics.periods.periodic_orbits import LeastPeriodCells
from exactpl.maps.pl import PL, require_rational


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
