"""Counts about f^k in time polynomial in k, by sums of jumps (Milnor and Thurston's kneading invariants).

Let N_j(c) be the number of points whose orbit first meets a vertex at time j, at c, before any flat piece. These
numbers solve one linear system of integer power series (T1.5), and f^k has a kink exactly at those points for which
f^(k-j) has one at c (T1.1):

    pieces(f^k) = 1 + sum over c and j < k of N_j(c) * [f^(k-j) has a kink at c].

Laps are counted likewise where no slope is 0 (T1.2), and so are the points at which f^k takes a level that is one of
the vertices (T1.3).

Source: J. Milnor and W. Thurston, On iterated maps of the interval, LNM 1342 (1988), doi 10.1007/BFb0082847.
"""

from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from functools import cached_property
from itertools import compress, islice
from typing import TypeAlias

from exactpl import ways
from exactpl.arithmetic import series
from exactpl.arithmetic.integers import counted
from exactpl.dynamics.counting.markov_hits import MarkovHits
from exactpl.dynamics.orbits.critical_orbits import CriticalOrbits, GermOrbit
from exactpl.maps.pl import PL

_Flags: TypeAlias = Callable[[int], Iterator[bool]]
"""For a vertex, whether f^1, f^2, ... show something there."""


class Kneading:
    """The first-hit numbers N_j(c), j < length, of a self-map, and the counts that follow from them.

    Cost: the critical orbits, and one linear system of m power series with length terms, m the number of folds.
    """

    def __init__(self, f: PL, length: int, extra: Iterable[Fraction] = (), *, orbits_to: int = 0) -> None:
        self.length = length
        self.orbits = CriticalOrbits(f, max(length, orbits_to), extra)
        self._markov = self._worth_stepping()
        if self._markov is not None:
            ways.taken(f"steps of the {len(self._markov.points):,} points of the critical orbits and the cells between")
        else:
            ways.taken(f"sums of jumps at {counted(len(self.orbits.vertices), 'vertex', 'vertices')}")

    @cached_property
    def _system(self) -> series.JumpSystem:
        return series.JumpSystem([self._jumps_at(c) for c in range(len(self.orbits.vertices))], self.length)

    @cached_property
    def _right(self) -> list[list[int]]:
        right = [[0] * self.length for _ in range(len(self.orbits.vertices) + 1)]
        _add(right, self.orbits.upper_end, 1, self.length)
        _add(right, self.orbits.lower_end, -1, self.length)
        return right

    @cached_property
    def first_hits(self) -> list[list[int]]:
        """The numbers N_j(c): first_hits[c][j], j < length."""
        if self._markov is None:
            return self.solve(self._right)
        return [list(hits) for hits in zip(*self._markov.each(self.length), strict=True)]

    def _worth_stepping(self) -> MarkovHits | None:
        """Return the intervals between finite critical orbits, where there are few beside the terms of the system."""
        m = len(self.orbits.vertices)
        if m <= series.FEW_UNKNOWNS:
            return None
        found = MarkovHits.of(self.orbits.parts)
        return None if found is None or 4 * len(found.points) > m * self.length else found

    def solve(self, right: list[list[int]]) -> list[list[int]]:
        """Return the series g_c with sum_c g_c * (theta(c+) - theta(c-)) = right, cut at `length`."""
        return self._system.solve(right)

    def last_of_solution(self, right: list[list[int]], c: int) -> int:
        """Return the coefficient of t^(length - 1) in the g_c of `solve`, without those before it."""
        marks = [[int(other == c)] for other in range(len(self.orbits.vertices))]
        return self._system.last_coefficient(right, marks)

    def last_of_hits(self, weights: list[list[int]]) -> int:
        """Return the sum over c and j < length of N_j(c) * weights[c][length - 1 - j]."""
        if self._markov is None:
            return self._system.last_coefficient(self._right, weights)
        pairs = zip(self.first_hits, weights, strict=True)
        return sum(sum(a * b for a, b in zip(hits, reversed(own), strict=True)) for hits, own in pairs)

    def _jumps_at(self, c: int) -> list[series.Jump]:
        """Return theta(c+) - theta(c-) without its constant term, as sparse terms."""
        terms: list[series.Jump] = []
        right, left = (self.orbits.germ(c, side) for side in (1, -1))
        both = zip(right.parts, right.signs, left.parts, left.signs, strict=False)
        for n, (part, sign, other, other_sign) in enumerate(islice(both, 1, self.length), start=1):
            if part != other:
                terms += sorted([(n, part, sign), (n, other, -other_sign)])
            elif sign != other_sign:
                terms.append((n, part, sign - other_sign))
        shorter = min(len(right.parts), len(left.parts))
        for germ, factor in ((right, 1), (left, -1)):  # where the other germ is flat
            for n in range(max(shorter, 1), min(len(germ.parts), self.length)):
                terms.append((n, germ.parts[n], factor * germ.signs[n]))
        return terms

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

    def crossing_counts(self, level: Fraction) -> list[int]:
        """Return, for n = 0..length - 1, how often f^n crosses a level that is a vertex; where no slope of f is 0."""
        mark = self.orbits.mark(level)

        def flags(c: int) -> Iterator[bool]:
            places = self.orbits.orbits[c].places[1:]
            for place, turn in zip(places, self.orbits.turns(c), strict=False):
                yield place.sign_against(mark) == 0 and not turn

        return self._level_counts(mark, flags)

    def preimage_counts(self, level: Fraction) -> list[int]:
        """Return, for n = 0..length - 1, the number of points with f^n = level, a vertex or an end of the domain.

        Right only where no slope of f is 0.
        """
        mark = self.orbits.mark(level)

        def flags(c: int) -> Iterator[bool]:
            return (place.sign_against(mark) == 0 for place in self.orbits.orbits[c].places[1:])

        counts = self._level_counts(mark, flags)
        for orbit, end in zip((self.orbits.lower_orbit, self.orbits.upper_orbit), self.orbits.domain, strict=True):
            if end is not None:
                counts = [n + (p.sign_against(mark) == 0) for n, p in zip(counts, orbit.places, strict=True)]
        return counts

    def _level_counts(self, mark: int, flags: _Flags) -> list[int]:
        """Return first hits of the level itself at time n, and hits that vertices met before lead to."""
        own = self.first_hits[mark] if 0 <= mark < len(self.first_hits) else [0] * self.length
        later = [0] * self.length
        for c, hits in enumerate(self.first_hits):
            marks = [int(flag) for flag in flags(c)]
            for n, value in enumerate(series.product(hits, marks, self.length - 1), start=1):
                later[n] += value
        return [a + b for a, b in zip(own, later, strict=True)]

    def _sum_at(self, k: int, flags: _Flags) -> int:
        # flag number n - 1 belongs to f^n, which meets the points first hit at time k - n
        if self._markov is not None:
            shown = [list(islice(flags(c), k)) for c in range(len(self.orbits.vertices))]
            times = zip(range(k - 1, -1, -1), self._markov.each(k), strict=True)
            return sum(sum(value for value, each in zip(hits, shown, strict=True) if each[n]) for n, hits in times)
        if k == self.length > 0:
            marks = [[int(flag) for flag in flags(c)] for c in range(len(self.orbits.vertices))]
            return self.last_of_hits(marks)
        return sum(sum(compress(hits[k - 1 :: -1] if k else [], flags(c))) for c, hits in enumerate(self.first_hits))

    def _sums(self, flags: _Flags) -> list[int]:
        counts = [1] * (self.length + 1)
        for c, hits in enumerate(self.first_hits):
            marks = [int(flag) for flag in flags(c)]
            for k, value in enumerate(series.product(hits, marks, self.length), start=1):
                counts[k] += value
        return counts


def _add(right: list[list[int]], orbit: GermOrbit, factor: int, length: int) -> None:
    for n, (part, sign) in enumerate(zip(orbit.parts[:length], orbit.signs, strict=False)):
        right[part][n] += factor * sign
