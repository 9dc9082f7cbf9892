"""Counts about f^k in time polynomial in k, by sums of jumps (Milnor and Thurston's kneading invariants).

Let N_j(c) be the number of points whose orbit first meets a breakpoint at time j, at c, before any flat piece. These
numbers solve one linear system of integer power series (T1.5), and f^k has a kink exactly at those points for which
f^(k-j) has one at c (T1.1):

    pieces(f^k) = 1 + sum over c and j < k of N_j(c) * [f^(k-j) has a kink at c].

References: J. Milnor and W. Thurston, On iterated maps of the interval, LNM 1342 (1988), doi 10.1007/BFb0082847.
"""

from collections.abc import Callable, Iterator
from typing import TypeAlias

from exactpl.arithmetic import series
from exactpl.dynamics.critical_orbits import CriticalOrbits, GermOrbit
from exactpl.maps.pl import PL

_Flags: TypeAlias = Callable[[int], Iterator[bool]]
"""For a breakpoint, whether f^1, f^2, ... show something there."""


class Kneading:
    """The first-hit numbers N_j(c), j < length, of a self-map, and the counts that follow from them.

    Cost: the critical orbits, and one linear system of m power series with length terms, m the number of folds.
    """

    def __init__(self, f: PL, length: int) -> None:
        self.length = length
        self.orbits = CriticalOrbits(f, length)
        m = len(self.orbits.breakpoints)
        jumps = [self._jumps(c) for c in range(m)]
        right = [[0] * length for _ in range(m + 1)]
        _add(right, self.orbits.right_end, 1, length)
        _add(right, self.orbits.left_end, -1, length)
        self.first_hits = series.solve_jumps(jumps, right, length)

    def _jumps(self, c: int) -> list[series.Jump]:
        """Return theta(c+) - theta(c-) without its constant term, as sparse terms."""
        terms: dict[tuple[int, int], int] = {}
        for orbit, factor in ((self.orbits.germ(c, 1), 1), (self.orbits.germ(c, -1), -1)):
            for n, (piece, sign) in enumerate(zip(orbit.pieces, orbit.signs, strict=False)):
                if n:
                    terms[n, piece] = terms.get((n, piece), 0) + factor * sign
        return [(n, piece, value) for (n, piece), value in sorted(terms.items()) if value]

    def piece_count(self, k: int) -> int:
        """Return the number of pieces of f^k, 0 <= k <= length."""
        return 1 + self._sum_at(k, self.orbits.kinks)

    def piece_counts(self) -> list[int]:
        """Return the numbers of pieces of f^0, ..., f^length."""
        return self._sums(self.orbits.kinks)

    def lap_count(self, k: int) -> int:
        """Return the number of laps of f^k; right only where no slope of f is 0 (T1.2, turning formula)."""
        return 1 + self._sum_at(k, self.orbits.turns)

    def lap_counts(self) -> list[int]:
        """Return the numbers of laps of f^0, ..., f^length; right only where no slope of f is 0."""
        return self._sums(self.orbits.turns)

    def _sum_at(self, k: int, flags: _Flags) -> int:
        total = 0
        for c, hits in enumerate(self.first_hits):
            # flag number n - 1 belongs to f^n, which meets the points first hit at time k - n
            total += sum(hits[k - n] for n, flag in zip(range(1, k + 1), flags(c), strict=False) if flag)
        return total

    def _sums(self, flags: _Flags) -> list[int]:
        counts = [1] * (self.length + 1)
        for c, hits in enumerate(self.first_hits):
            marks = [int(flag) for flag in flags(c)]
            for k, value in enumerate(series.product(hits, marks, self.length), start=1):
                counts[k] += value
        return counts


def _add(right: list[list[int]], orbit: GermOrbit, factor: int, length: int) -> None:
    for n, (piece, sign) in enumerate(zip(orbit.pieces[:length], orbit.signs, strict=False)):
        right[piece][n] += factor * sign
