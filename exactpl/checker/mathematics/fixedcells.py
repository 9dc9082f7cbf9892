"""Fixed points of f^n, from the orbits of breakpoints and ends (theorems 2.1', 2.4, 2.5).

J is cut into vertices (its finite ends, and the points that meet a breakpoint before time n on a germ that is not
flat), open flat cells and open n-cylinders, on which f^n is affine and not constant.  Fixed points of f^n that are
vertices or lie in flat cells are on cycles through a breakpoint, a flat piece or an end of J: they are found by
following those, and so are the ends of the cylinders on which f^n is the identity.  Of the others those with slopes < 0
or > 1, less those with slopes between 0 and 1, are a sum of signs over vertices; and the latter are on cycles that
attract a germ of a breakpoint or end.  No cylinder is listed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..arithmetic import steps
from .attracting import attracting_cycles
from .orbits import Orbits
from .plmap import PLMap, Point
from .returns import Slope, Turn, end_sign, infinite_end
from .vertexsums import vertex_sums


@dataclass(frozen=True)
class FixedCells:
    """Fixed points of f^d in open d-cylinders.

    `single` counts the cylinders with exactly one.  `identities` are the finite ends of the cylinders on which f^d is
    the identity, each as cycle, position in it, and 1 if the cylinder begins there, -1 if it ends there; `infinite` is
    the number of their infinite ends.
    """

    single: int
    identities: tuple[tuple[int, int, int], ...]
    infinite: int

    def cylinders(self) -> int:
        """Return how many cylinders there are on which f^d is the identity: each has two ends."""
        return (len(self.identities) + self.infinite) // 2


def fixed_components(f: PLMap, n: int) -> tuple[int, int]:
    """Return how many isolated points, and how many intervals, the fixed points of f^n are.

    For f a self-map of its interval.  Vertices, points of flat cells and points of other cylinders are isolated
    unless an identity cylinder ends in them; two identity cylinders with a common end are in one interval
    (theorem 2.4).
    """
    found = FixedPoints(f, [n])
    cells = found.in_cylinders(n)
    ends = Counter((cycle, position) for cycle, position, _ in cells.identities)
    isolated = sum(len(cycle) for cycle in found.cycles if n % len(cycle) == 0) + cells.single - len(ends)
    intervals = cells.cylinders() - sum(times == 2 for times in ends.values())
    if isolated < 0 or intervals < 0:
        raise ArithmeticError("the number of fixed points came out impossible")
    return isolated, intervals


class FixedPoints:
    """The fixed points of f^d, for some numbers d."""

    def __init__(self, f: PLMap, numbers: Sequence[int]) -> None:
        self.orbits = Orbits(f)
        self.cycles = special_cycles(self.orbits, max(numbers))
        self._sums = vertex_sums(self.orbits, numbers)
        self._attracting = attracting_cycles(self.orbits, numbers)
        self._turns: dict[tuple[int, int], Turn] = {}

    def in_cylinders(self, d: int) -> FixedCells:
        """Find the fixed points of f^d in open d-cylinders (theorem 2.5, 1, 3 and 4)."""
        twice = -self._sums[d]
        identities, fixed, infinite = [], set(), 0
        for cycle, position, side, slope in self._germs(d):
            twice -= slope.jump()
            if slope.is_identity():
                identities.append((cycle, position, side))
            fixed.add(self.cycles[cycle][position])
        for end, side in zip(self.orbits.ends, (1, -1), strict=True):
            if not self.orbits.is_finite(end):
                sign, is_identity = infinite_end(self.orbits, side, d)
                twice += sign
                infinite += is_identity
            elif end not in fixed:
                twice -= end_sign(self.orbits, end, side, d)
        if twice % 2 or (len(identities) + infinite) % 2:
            raise ArithmeticError("the sum over vertices came out impossible")
        attracting = sum(cycle.length for cycle in self._attracting if d % cycle.repeats == 0)
        return FixedCells(twice // 2 + 2 * attracting, tuple(identities), infinite)

    def _germs(self, d: int) -> Iterator[tuple[int, int, int, Slope]]:
        """Yield the germs of the points on special cycles that f^d fixes: cycle, position, side, and slope of f^d."""
        low, high = self.orbits.ends
        for i, cycle in enumerate(self.cycles):
            if d % len(cycle) == 0:
                for position, x in enumerate(cycle):
                    for side in (-1, 1):
                        if (x, side) not in ((low, -1), (high, 1)):
                            yield i, position, side, self._turn(i, position).times(d // len(cycle), side)

    def _turn(self, cycle: int, position: int) -> Turn:
        if (cycle, position) not in self._turns:
            self._turns[cycle, position] = Turn(self.orbits, self.cycles[cycle], position)
        return self._turns[cycle, position]

    def value(self, cycle: int, position: int) -> Point:
        """Return a point of a special cycle, which begins with one whose digits are kept."""
        orbits, points = self.orbits, self.cycles[cycle]
        found = orbits.exact(points[0])
        for x in points[:position]:
            found = orbits.f.along(orbits.below[x], found)
            steps.take(60 + 2 * steps.product(found[0].bit_length() + found[1].bit_length(), orbits.piece_bits))
        return found


def special_cycles(orbits: Orbits, n: int) -> list[list[int]]:
    """Return the cycles of at most n points that contain an end of J, a breakpoint or a point of a flat piece.

    The cycle begins with one of these, or with the value of a flat piece.  Their points are the set Z* of theorem 2.1',
    1: if the cycle contains a point of a flat piece, it contains the value there.
    """
    starts = [*orbits.cuts, *orbits.flats.values(), *(end for end in orbits.ends if orbits.is_finite(end))]
    steps.take(10 * n * len(starts))
    found: list[list[int]] = []
    seen: set[int] = set()
    for start in starts:
        cycle = _cycle(orbits, start, n) if start not in seen else []
        if start in orbits.ends or any(orbits.is_event(x) for x in cycle):
            seen.update(cycle)
            found += [cycle] if cycle else []
    return found


def _cycle(orbits: Orbits, start: int, n: int) -> list[int]:
    """Return the cycle of a point if it is periodic with period at most n, else nothing."""
    cycle = [start]
    for _ in range(n):
        x = orbits.image(cycle[-1])
        if x == start:
            return cycle
        cycle.append(x)
    return []
