"""Pieces and laps of iterates of maps over a field Q(a), from image intervals and germs (T1.1, T1.2).

Nothing is listed. The series and integers that serve rational maps have no place for numbers of a field; states do.

"""

from collections.abc import Callable, Iterator
from fractions import Fraction

from exactpl import progress
from exactpl.arithmetic.rationals import Real
from exactpl.dynamics.orbits.tower import Tower
from exactpl.maps.pl import PL


def first_hits(f: PL, upto: int) -> list[list[int]]:
    """Return, for each breakpoint c, the numbers of points that f^j maps to c first, j = 0..upto (T1.0)."""
    tower = Tower(f)
    hits: list[list[int]] = [[] for _ in tower.breakpoints]
    for j, level in enumerate(tower.levels(upto)):
        progress.report("image intervals", j, upto)
        for c, row in zip(tower.breakpoints, hits, strict=True):
            row.append(sum(n for state, n in level.items() if _inside(c, *tower.states[state])))
    return hits


def _inside(c: Real, lower: Real | None, upper: Real | None) -> bool:
    return (lower is None or lower < c) and (upper is None or c < upper)


def slopes_at(f: PL, c: Real, upto: int) -> Iterator[tuple[Real, Real]]:
    """Yield the left and the right slope of f^n at a breakpoint, n = 1..upto, both divided by a common factor > 0."""
    graph, x, sides = f._graph, c, [-1, 1]
    slopes: list[Real] = [Fraction(1), Fraction(1)]
    for _ in range(upto):
        # a germ that is flat stays flat, and its side means nothing any more
        found = [graph.one_sided_slope(x, side) if s else s for side, s in zip(sides, slopes, strict=True)]
        same = found[0] == found[1]
        for i, slope in enumerate(found):
            slopes[i] *= (slope > 0) - (slope < 0) if same else slope
            sides[i] *= -1 if slope < 0 else 1
        x = graph.value(x)
        yield slopes[0], slopes[1]


def piece_counts(f: PL, upto: int) -> list[int]:
    """Return the numbers of pieces of f^0, ..., f^upto (T1.1)."""
    return _counts(f, upto, lambda left, right: left != right)


def lap_counts(f: PL, upto: int) -> list[int]:
    """Return the numbers of laps of f^0, ..., f^upto for a map without slope 0 (T1.2.4)."""
    return _counts(f, upto, lambda left, right: left * right < 0)


def _counts(f: PL, upto: int, counted: Callable[[Real, Real], bool]) -> list[int]:
    total = [1] * (upto + 1)
    for c, hits in zip(f.breakpoints, first_hits(f, upto), strict=True):
        flags = [counted(*both) for both in slopes_at(f, c, upto)]
        for k in range(1, upto + 1):
            total[k] += sum(hits[k - n] for n in range(1, k + 1) if flags[n - 1])
    return total
