"""How often f^k crosses a level, and on how many points or intervals it takes it (theorems 1.3, 1.4)."""

from __future__ import annotations

from ..arithmetic import steps
from .plmap import PLMap, Point, less
from .signchanges import LevelSigns, comparing
from .transfer import Kind, summary


def crossings(f: PLMap, k: int, level: Point) -> int:
    """Return the number of sign changes in f^k - level, for f a self-map of its interval."""
    return summary(f, k, LevelSigns(f, level))[0]


def components(f: PLMap, k: int, level: Point) -> int:
    """Return the number of components of {x: f^k(x) = level}, for f a self-map of its interval."""
    return summary(f, k, Components(f, level))[0]


Ends = tuple[int, bool, bool]


class Components(Kind[Ends]):
    """Summaries (components of {g = y}, g = y at the left end, g = y at the right end).

    At an infinite end the limit of g takes the place of the value, as theorem 1.3.4 allows; when it is finite, g is
    constant near that end, and otherwise it is not y.
    """

    sees_values = True

    def __init__(self, f: PLMap, level: Point) -> None:
        self.level = level
        self.falls = [a < 0 for a, _, _ in f.pieces]

    def identity(self, u: Point, v: Point, /) -> Ends:
        """One point, if y is there."""
        y = self.level
        steps.take(comparing(u, y) + comparing(v, y))
        return int(not less(y, u) and not less(v, y)), u == y, v == y

    def constant(self, value: Point, /) -> Ends:
        """All or nothing."""
        is_level = value == self.level
        return int(is_level), is_level, is_level

    def through(self, piece: int, summary: Ends) -> Ends:
        """Turn round under a decreasing piece."""
        count, left, right = summary
        return (count, right, left) if self.falls[piece] else summary

    def joined(self, left: Ends, right: Ends) -> Ends:
        """Two components are one if they meet in the common end."""
        return left[0] + right[0] - (left[2] and right[1]), left[1], right[2]
