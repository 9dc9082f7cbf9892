"""First hits where all critical orbits are finite: by the cells between their points, one step after the other.

f maps each cell onto a run of cells, or to a point where it is flat. So the numbers of ways in which f^j covers each
cell, and the numbers of points that f^j takes to each point before any vertex or flat piece, follow from those for j -
1.
"""

from collections.abc import Iterator
from itertools import accumulate

from exactpl import progress, work
from exactpl.dynamics.orbits.markov_cells import MarkovCells
from exactpl.dynamics.orbits.parts import Parts

_STEP = 300  # of `work`, for one number
_BITS_A_STEP = 32


class MarkovHits:
    """The numbers N_j(c) of points whose orbit first meets a vertex at time j, at c, before any flat piece.

    Cost: len(points) additions for each j, of numbers of O(j) bits.
    """

    def __init__(self, parts: Parts, cells: MarkovCells) -> None:
        self.points = points = cells.points
        lower, upper = parts.domain
        at = {point: i for i, point in enumerate(points)}
        self._vertices = [at[vertex] for vertex in parts.vertices]
        self._inside = [(lower is None or lower < x) and (upper is None or x < upper) for x in points]
        self._is_cell = [True] * (len(points) + 1)
        self._is_cell[0], self._is_cell[-1] = lower is None, upper is None
        self._runs = [(i, *run) for i, run in enumerate(cells.runs) if run]
        is_vertex = set(self._vertices)
        # no vertex: the slope left of the point, the sign of its cell or of the other one, is that at the point
        moving = [sign or other for sign, other in zip(cells.signs, cells.signs[1:], strict=False)]
        self._moves = [(i, image) for i, image in enumerate(cells.images) if i not in is_vertex and moving[i]]

    @classmethod
    def of(cls, parts: Parts) -> "MarkovHits | None":
        """Return the hits of a map whose critical orbits are soon found to be finite, or None."""
        cells = MarkovCells.of(parts)
        return None if cells is None else cls(parts, cells)

    def each(self, length: int) -> Iterator[list[int]]:
        """Yield, for j = 0..length - 1, the numbers N_j(c) for all vertices c."""
        last = len(self.points)
        covered = [int(is_cell) for is_cell in self._is_cell]
        hits = [int(inside) for inside in self._inside]
        for j in range(length):
            progress.report("first hits", j, length)
            yield [hits[i] for i in self._vertices]
            work.charge((3 * last + 1) * (_STEP + max(covered).bit_length() // _BITS_A_STEP))
            changes, inner = [0] * (last + 2), [0] * (last + 1)
            for i, low, high in self._runs:
                ways = covered[i]
                changes[low] += ways
                changes[high + 1] -= ways
                inner[low] += ways  # the points between the cells low, ..., high
                inner[high] -= ways
            arriving = list(accumulate(inner))[:last]
            for i, image in self._moves:
                arriving[image] += hits[i]
            covered, hits = list(accumulate(changes))[: last + 1], arriving
