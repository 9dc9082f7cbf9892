"""Fixed points of f^n where the critical orbits are finite and the domain is compact: by loops of cells (T2.6').

A loop of n steps from a cell to itself is an interval that f^n maps affinely onto the whole cell: there is one fixed
point in it, inside the cell or at an end of it, or f^n is the identity on the cell. Which ends are fixed, which of
their germs return, and on which cells f^n is the identity depends on the cycles of points, germs and single cells. What
remains is the number of loops.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sized
from math import lcm, prod
from typing import TypeAlias

from exactpl.dynamics.orbits.finite_cycles import cycles
from exactpl.dynamics.orbits.markov_cells import MarkovCells
from exactpl.dynamics.periods.loop_counts import LoopCounts

Germ: TypeAlias = tuple[int, int]
"""(number of a point, side)."""


class MarkovFixedPoints:
    """What the fixed points of f^n are, for a map with these cells on a compact interval.

    Cost: that of `LoopCounts`.
    """

    def __init__(self, cells: MarkovCells) -> None:
        self._cells = cells
        #: for each bounded cell, the cells that it is mapped onto; and the numbers of loops of n steps
        self.runs = [run and (run[0] - 1, run[1] - 1) for run in cells.runs[1:-1]]
        self.loops = LoopCounts(self.runs)
        points = range(len(cells.points))
        germs = [(i, side) for i in points for side in (-1, 1) if cells.runs[_cell(i, side)]]
        identity = dict(self._identities())
        # each counts things by n: they are there for f^n and its powers
        self._fixed_points = _returning(cycles(points, cells.images.__getitem__))
        self._returning_germs = _returning(cycles(germs, self._after))
        self._identity_cells = Counter(identity.values())
        self._beside_identity, self._between_identities = Counter[int](), Counter[int]()
        for i in points:
            sides = [identity[_cell(i, side)] for side in (-1, 1) if _cell(i, side) in identity]
            self._beside_identity.update(sides)
            if len(sides) == 2:
                self._beside_identity[lcm(*sides)] -= 1
                self._between_identities[lcm(*sides)] += 1
        #: the n for which points of least period n fill intervals
        self.fills = set(identity.values())

    def _after(self, germ: Germ) -> Germ | None:
        i, side = germ
        sign = self._cells.signs[_cell(i, side)]
        return (self._cells.images[i], side * sign) if sign else None

    def _identities(self) -> Iterator[tuple[int, int]]:
        """Yield (cell, least n for which f^n is the identity on it)."""
        single = {i: run[0] for i, run in enumerate(self._cells.runs) if run and run[0] == run[1]}
        for cycle in cycles(single, single.get):
            turns = prod(self._cells.signs[cell] for cell in cycle) < 0
            for cell in cycle:
                yield cell, len(cycle) * (2 if turns else 1)

    def isolated(self, n: int, loops: int) -> int:
        """Return the number of isolated fixed points of f^n, given the number of loops of n steps."""
        inside = loops - _there(self._returning_germs, n) + _there(self._identity_cells, n)
        return inside + _there(self._fixed_points, n) - _there(self._beside_identity, n)

    def intervals(self, n: int) -> int:
        """Return the number of intervals of fixed points of f^n."""
        return _there(self._identity_cells, n) - _there(self._between_identities, n)

    def euler(self, n: int, loops: int) -> int:
        """Return the Euler number of the fixed points of f^n: a point counts 1, an open interval -1."""
        return loops - _there(self._returning_germs, n) + _there(self._fixed_points, n)


def _cell(point: int, side: int) -> int:
    """Return the number of the cell that the germ on a side of a point lies in."""
    return point + (side > 0)


def _returning(found: Iterable[Sized]) -> Counter[int]:
    """Return how many elements of cycles there are, by the lengths of their cycles."""
    total = Counter[int]()
    for cycle in found:
        total[len(cycle)] += len(cycle)
    return total


def _there(counter: Counter[int], n: int) -> int:
    return sum(number for d, number in counter.items() if n % d == 0)
