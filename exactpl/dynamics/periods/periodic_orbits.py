"""Periodic orbits, and whether there is one of least period n: found on loops of pieces, or by cells (T2.2, T2.3)."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import overload

from exactpl import ways, work
from exactpl.arithmetic.integers import prime_divisors, require_integer
from exactpl.arithmetic.intervals import Interval
from exactpl.arithmetic.rationals import Real
from exactpl.arithmetic.records import Record
from exactpl.dynamics.orbits.branches import Branch, branch_at
from exactpl.dynamics.orbits.self_map import SelfMap
from exactpl.dynamics.orbits.tower import Tower
from exactpl.dynamics.periods.fixed_point_cells import FixedPointCells
from exactpl.dynamics.periods.full_loops import point_on_full_loop
from exactpl.dynamics.periods.over_fields import listed_periodic_point
from exactpl.maps.pl import PL


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
def find_periodic_point(f: PL, n: int, tower: Tower | None = None) -> Real | None:
    """Return a point of least period n, or None after a complete proof that there is none.

    The smallest point of its orbit is returned. Cost: O(n m) where a loop of m pieces shows one soon; else polynomial
    in n, and fixed points of f^n are walked through until one has no smaller period.
    """
    # loaded where no loop shows a point: most orbits that are asked for are on loops
    from exactpl.dynamics.periods.periodic_point_counts import has_least_period

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
