"""First hits where all critical orbits are finite: by the intervals between their points, one step after the other.

Let P be all points of the orbits of vertices and finite ends. f maps each interval between neighbours of P onto a run
of such intervals, or to a point of P where it is flat. So the numbers of ways in which f^j covers each interval, and
the numbers of points that f^j takes to each point of P before any vertex or flat piece, follow from those for j - 1.
"""

from bisect import bisect_left
from collections.abc import Iterator
from fractions import Fraction
from itertools import accumulate

from exactpl import progress, work
from exactpl.dynamics.orbits.critical_orbits import CriticalOrbits

_STEP = 300  # of `work`, for one number
_BITS_A_STEP = 32


class MarkovHits:
    """The numbers N_j(c) of points whose orbit first meets a vertex at time j, at c, before any flat piece.

    Cost: len(points) additions for each j, of numbers of O(j) bits.
    """

    def __init__(self, orbits: CriticalOrbits, points: list[Fraction]) -> None:
        self.points = points
        vertices, last = orbits.vertices, len(points)
        at = {point: i for i, point in enumerate(points)}
        self._vertices = [at[vertex] for vertex in vertices]
        parts = [bisect_left(vertices, point) for point in points]  # of the interval left of each point
        parts.append(len(vertices))
        lower, upper = orbits.domain
        self._inside = [(lower is None or lower < x) and (upper is None or x < upper) for x in points]
        self._first = 0 if lower is None else 1  # interval i lies left of points[i]
        self._last = last if upper is None else last - 1
        self._runs: list[tuple[int, int, int]] = []
        for i in range(self._first, self._last + 1):
            slope, intercept = orbits.affine[parts[i]]
            if slope:
                ends = [0 if slope > 0 else last, last if slope > 0 else 0]
                if i:
                    ends[0] = at[slope * points[i - 1] + intercept] + (0 if slope < 0 else 1)
                if i < last:
                    ends[1] = at[slope * points[i] + intercept] + (1 if slope < 0 else 0)
                self._runs.append((i, min(ends), max(ends)))
        is_vertex = set(self._vertices)
        self._moves: list[tuple[int, int]] = []
        for i, x in enumerate(points):
            slope, intercept = orbits.affine[parts[i]]
            if i not in is_vertex and slope:
                self._moves.append((i, at[slope * x + intercept]))

    @classmethod
    def of(cls, orbits: CriticalOrbits) -> "MarkovHits | None":
        """Return the hits of a map whose critical orbits are known to be finite, or None."""
        points = orbits.finite_points()
        return None if points is None else cls(orbits, points)

    def each(self, length: int) -> Iterator[list[int]]:
        """Yield, for j = 0..length - 1, the numbers N_j(c) for all vertices c."""
        last = len(self.points)
        covered = [int(self._first <= i <= self._last) for i in range(last + 1)]
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
                inner[low] += ways  # the points between the intervals low, ..., high
                inner[high] -= ways
            arriving = list(accumulate(inner))[:last]
            for i, image in self._moves:
                arriving[image] += hits[i]
            covered, hits = list(accumulate(changes))[: last + 1], arriving
