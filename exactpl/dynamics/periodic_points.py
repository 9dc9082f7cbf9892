"""Points of least period n: whether there are any, one of them, all of them (T2.2, T2.3)."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from exactpl.arithmetic.intervals import Interval
from exactpl.arithmetic.records import Record
from exactpl.dynamics.branches import Branch, branch_at
from exactpl.dynamics.fixed_points import FixedSet, closed_union, require_affordable, require_exponent
from exactpl.dynamics.self_map import require_self_map
from exactpl.dynamics.tower import Tower
from exactpl.maps.pl import PL


@dataclass(frozen=True, slots=True, repr=False)
class PeriodicPoints(Record):
    """The points of least period n: `isolated` ones, and closed `intervals` less the `exceptions` in them.

    The exceptions are the finitely many points of those intervals whose period is smaller.
    """

    n: int
    isolated: tuple[Fraction, ...]
    intervals: tuple[Interval, ...]
    exceptions: tuple[Fraction, ...]

    def __bool__(self) -> bool:
        return bool(self.isolated or self.intervals)


def prime_divisors(n: int) -> list[int]:
    """Return the primes that divide n >= 1, increasing."""
    primes, p = [], 2
    while p * p <= n:
        if n % p == 0:
            primes.append(p)
            while n % p == 0:
                n //= p
        p += 1
    return primes + [n] * (n > 1)


def moebius_terms(n: int) -> list[tuple[int, int]]:
    """Return (d, mu(n / d)) for the divisors d of n with mu != 0."""
    terms = [(n, 1)]
    for p in prime_divisors(n):
        terms += [(d // p, -mu) for d, mu in terms]
    return terms


@dataclass(frozen=True, slots=True, repr=False)
class Orbit(Record):
    """A periodic orbit: its points x, f(x), ..., and for each the number of the piece of f that it lies in.

    A point on a breakpoint is given the piece on its right. Iterates and counts as the sequence of its points.
    """

    points: tuple[Fraction, ...]
    itinerary: tuple[int, ...]

    def __iter__(self) -> Iterator[Fraction]:
        return iter(self.points)

    def __len__(self) -> int:
        return len(self.points)

    @classmethod
    def of(cls, f: PL, x: Fraction, n: int) -> "Orbit":
        """Return the orbit of a point of period n."""
        points = tuple(orbit(f, x, n))
        return cls(points, tuple(f._graph.piece_at(y, 1) for y in points))


def orbit(f: PL, x: Fraction, length: int) -> list[Fraction]:
    """Return [x, f(x), ..., f^(length-1)(x)]."""
    points = [x]
    while len(points) < length:
        points.append(f(points[-1]))
    return points[:length]


def has_period_exactly(f: PL, x: Fraction, n: int) -> bool:
    """Whether x has least period n. Cost: n evaluations."""
    points = orbit(f, x, n + 1)
    return points[n] == x and all(points[n // p] != x for p in prime_divisors(n))


class LeastPeriod:
    """The points of least period n of a self-map.

    `exists` decides by Moebius inversion over the divisors d of n: the Euler numbers of Fix(f^d) add up to that of the
    set of points of least period n, which is the number of these points unless some fill an interval.
    """

    def __init__(self, f: PL, n: int, tower: Tower | None = None) -> None:
        self.f, self.n = f, n
        self.tower = tower or Tower(f)
        self.fixed = FixedSet(self.tower, n)

    def branches(self) -> list[Branch]:
        """Return the branches of f^n all of whose points, but finitely many, have least period n."""
        return [branch for branch in self.fixed.identities if not self._has_smaller_period(branch)]

    def _has_smaller_period(self, branch: Branch) -> bool:
        return any(self._divided(branch, p).is_identity for p in prime_divisors(self.n))

    def _divided(self, branch: Branch, p: int) -> Branch:
        """Return the branch of f^(n/p) that contains a branch of f^n."""
        return branch_at(self.tower.graph, branch.inner_point(), 1, self.n // p)

    def count(self) -> int:
        """Return the Euler number of the set: the number of points of least period n, if no interval is filled."""
        total = 0
        for d, mu in moebius_terms(self.n):
            fixed = self.fixed if d == self.n else FixedSet(self.tower, d)
            total += mu * fixed.euler
        return total

    def exists(self) -> bool:
        """Whether there is a point of least period n."""
        return bool(self.branches()) or self.count() > 0

    def witnesses(self) -> Iterator[Fraction]:
        """Yield points of least period n: all isolated ones, then one from each branch filled with them."""
        for x in self.fixed.isolated_points():
            if has_period_exactly(self.f, x, self.n):
                yield x
        for branch in self.branches():
            yield self._typical_point(branch)

    def _typical_point(self, branch: Branch) -> Fraction:
        """Return a point of the branch of least period n: all but at most one for each prime divisor of n are."""
        x = branch.inner_point()
        while not has_period_exactly(self.f, x, self.n):
            x = (x + branch.lower) / 2 if branch.lower is not None else x - 1
        return x

    def exceptions(self, branch: Branch) -> Iterator[Fraction]:
        """Yield the points of the closed branch, filled with points of period n, whose period is smaller."""
        closure = Interval(branch.lower, branch.upper)
        for p in prime_divisors(self.n):
            divided = self._divided(branch, p)
            if divided.slope != 1:
                x = divided.intercept / (1 - divided.slope)
                if x in closure:
                    yield x


def periodic_points(f: PL, n: int, *, budget: int = 1_000_000) -> PeriodicPoints:
    """Return all points of least period n: isolated points and intervals.

    f maps its domain into itself; n >= 1. Raises BudgetError before listing when f^n has more than `budget` fixed
    points. Cost: polynomial in n, and n steps for each fixed point of f^n.

    >>> periodic_points(PL([(0, 0), ("1/2", 1), (1, 0)]), 2).isolated
    (Fraction(2, 5), Fraction(4, 5))
    >>> rotation = PL([(0, "2/5"), ("3/5", 1), ("4/5", 0), (1, "1/5")])
    >>> [str(interval) for interval in periodic_points(rotation, 3).intervals]
    ['[0, 1/5]', '[2/5, 3/5]', '[4/5, 1]']
    """
    n = require_exponent(n, "n", 1)
    require_self_map(f)
    found = LeastPeriod(f, n)
    require_affordable(
        found.fixed.count().isolated,
        budget,
        f"fixed points of f^{n}",
        f"ask for one: find_orbit(f, period={n})",
    )
    branches = found.branches()
    intervals = closed_union(branches)
    exceptions = {x for branch in branches for x in found.exceptions(branch)}
    isolated = [
        x
        for x in found.fixed.isolated_points()
        if has_period_exactly(f, x, n) and not any(x in interval for interval in intervals)
    ]
    return PeriodicPoints(n, tuple(sorted(isolated)), tuple(intervals), tuple(sorted(exceptions)))


def find_periodic_point(f: PL, n: int, tower: Tower | None = None) -> Fraction | None:
    """Return a point of least period n, or None after a complete proof that there is none.

    The smallest point of its orbit is returned. Cost: polynomial in n; then fixed points of f^n are walked through
    until one has no smaller period.
    """
    found = LeastPeriod(f, n, tower)
    if not found.exists():
        return None
    x = next(found.witnesses())
    return min(orbit(f, x, n))
