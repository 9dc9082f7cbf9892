"""How the kinks of f, f^2, ..., f^k are laid out, in numbers only: f^j = f^(j-1) after f copies slices.

Each part of f contributes the kinks of f^(j-1) strictly inside its image, in order or reversed, and each breakpoint one
kink more, unless it cancels. The bounds of these slices are ranks of critical points among the kinks of f^(j-1). So
f^k is known in O(m k) integers: it can be measured before it is expanded, and asked for single pieces without that.
"""

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from exactpl.arithmetic import series
from exactpl.arithmetic.integers import shortened
from exactpl.arithmetic.rationals import Real
from exactpl.dynamics.counting.kneading import Kneading
from exactpl.dynamics.counting.memory import MOST_BYTES, memory_of_counts
from exactpl.dynamics.counting.pull_back import Rows, kink_measure, levels
from exactpl.dynamics.orbits.critical_orbits import CriticalOrbits
from exactpl.dynamics.orbits.parts import PointOrbit
from exactpl.errors import BudgetError
from exactpl.maps.pl import PL

_MOST_SYSTEMS = 4
_LONG = 200
_MOST_STEPS = 10**9


@dataclass(frozen=True, slots=True)
class LevelLayout:
    """The kinks of f^j. Part i of f holds, from number begins[i] on, the kinks starts[i] .. stops[i] - 1 of f^(j-1).

    is_kink[c] says whether breakpoint number c is a kink of f^j; it follows those of part c.
    """

    begins: list[int]
    starts: list[int]
    stops: list[int]
    is_kink: list[bool]
    total: int


class Layout:
    """The layouts of f, ..., f^k, for a self-map with a breakpoint and k >= 1. Kinks are numbered 0, 1, ... rightwards.

    Cost: that of counting pieces of f^k, for each breakpoint and end, or O(m k^2) additions.
    """

    def __init__(self, f: PL, k: int) -> None:
        self.f, self.k = f, k
        ranks = _Kneaded(f, k) if _is_kneaded(f, k) else _PulledBack(f, k)
        self.orbits = ranks.orbits
        kinks = [list(self.orbits.kinks(c)) for c in range(len(self.orbits.vertices))]
        self.levels: list[LevelLayout] = []
        for j in range(1, k + 1):
            self.levels.append(self._level(j, ranks, [flags[j - 1] for flags in kinks]))

    def _level(self, j: int, ranks: "_Ranks", is_kink: list[bool]) -> LevelLayout:
        begins, starts, stops = [], [], []
        position = 0
        for part, sign in enumerate(self.orbits.signs):
            begins.append(position)
            first, last = (ranks.image(part, side, j - 1) for side in (-1, 1))
            if sign < 0:
                first, last = last, first
            start, stop = (first[1], last[0]) if sign else (0, 0)
            starts.append(start)
            stops.append(stop)
            position += stop - start
            if part < len(is_kink):
                position += is_kink[part]
        return LevelLayout(begins, starts, stops, is_kink, position)

    @property
    def kink_count(self) -> int:
        """The number of kinks of f^k."""
        return self.levels[-1].total

    def path(self, index: int) -> tuple[int, int, list[int]]:
        """Return (c, j, parts): kink `index` of f^k runs through the parts and is then the kink at c of f^j.

        Cost: k bisections.
        """
        parts: list[int] = []
        for j in range(self.k, 0, -1):
            level = self.levels[j - 1]
            part = bisect_right(level.begins, index) - 1
            local = index - level.begins[part]
            length = level.stops[part] - level.starts[part]
            # several parts may begin at one number, the earlier ones being empty: the last of them is meant,
            # unless the kink is the breakpoint after it
            if local == length:
                return part, j, parts
            parts.append(part)
            index = level.starts[part] + local if self.orbits.signs[part] > 0 else level.stops[part] - 1 - local
        raise AssertionError("a kink of f^k is a breakpoint at the last level at the latest")

    def kink(self, index: int) -> tuple[int, int]:
        """Return kink number `index` of f^k as an unreduced fraction (numerator, denominator > 0). Cost: k products."""
        c, _, parts = self.path(index)
        p, q = self.orbits.vertices[c].as_integer_ratio()
        for part in reversed(parts):
            a, b, d = self.integers[part]  # f(x) = (a x + b) / d on this part
            p, q = d * p - b * q, a * q
        return (p, q) if q > 0 else (-p, -q)

    @cached_property
    def integers(self) -> list[tuple[int, int, int]]:
        """For each part (a, b, d) with f(x) = (a x + b) / d there, d > 0."""
        found = []
        for s, t in self.orbits.affine:
            d = s.denominator * t.denominator
            found.append((s.numerator * t.denominator, t.numerator * s.denominator, d))
        return found

    def rank(self, x: Real | None, side: int) -> int:
        """Return the number of kinks of f^k left of the germ (x, side), x itself included if side is 1.

        x None is the infinite end that the side looks away from. Cost: k steps.
        """
        signs, graph = self.orbits.signs, self.f._graph
        added, factor = 0, 1
        for j in range(self.k, 0, -1):
            level = self.levels[j - 1]
            part = graph.piece_at(x, side) if x is not None else (0 if side > 0 else len(signs) - 1)
            sign = signs[part]
            added += factor * level.begins[part]
            if not sign:
                return added
            # the kinks of f^(j-1) between the image of the lower end of the part and the image of the germ
            added += factor * (-level.starts[part] if sign > 0 else level.stops[part])
            factor *= sign
            x, side = None if x is None else graph.value(x), side * sign
        return added  # f^0 has no kinks


def require_affordable_layout(f: PL, k: int) -> None:
    """Raise BudgetError, before the work, when a layout would take too much memory or time."""
    rows = len(f.breakpoints) + 2
    needed = rows * memory_of_counts(f, k)
    steps = rows * k * k * (1 if _is_kneaded(f, k) else 2)
    if needed > MOST_BYTES or steps > _MOST_STEPS:
        raise BudgetError(
            f"laying out f^{shortened(k)} takes about {shortened(needed)} bytes and {shortened(steps)} steps, more "
            f"than {MOST_BYTES:,} or {_MOST_STEPS:,}. Ask for a smaller k; piece_count needs less."
        )


def _is_kneaded(f: PL, k: int) -> bool:
    """Whether few kneading systems are quicker than many additions."""
    folds = sum(a * b < 0 for a, b in pairwise(f.slopes))
    return k > _LONG and folds <= _MOST_SYSTEMS


class _Ranks:
    """For the images of the ends of the parts: numbers of kinks of f^j below and up to them.

    `_pairs[row][j]` are these numbers for the second point of a row, `_totals[j]` is the number of all kinks of f^j.
    """

    orbits: CriticalOrbits
    _rows: Rows
    _pairs: list[list[tuple[int, int]]]
    _totals: list[int]

    def image(self, part: int, side: int, j: int) -> tuple[int, int]:
        """Return the numbers of kinks of f^j < and <= f(lower end of a part), or upper end if side is 1."""
        row = self._rows.ends[part][side > 0]
        if row is not None:
            return self._pairs[row][j]
        total = self._totals[j]
        return (total, total) if side * self.orbits.signs[part] > 0 else (0, 0)


class _PulledBack(_Ranks):
    def __init__(self, f: PL, k: int) -> None:
        self.orbits = CriticalOrbits(f, k + 1)
        self._rows = Rows(self.orbits)
        kept = list(levels(self._rows, kink_measure(self.orbits), k))[:k]
        self._pairs = [
            [(level.below[row][time], level.upto[row][time]) for level in kept]
            for row in range(len(self._rows.rows))
            for time in (self._rows.image(row, 0),)
        ]
        self._totals = [level.whole for level in kept]


class _Kneaded(_Ranks):
    def __init__(self, f: PL, k: int) -> None:
        self._k = k
        self._kneading = Kneading(f, k, orbits_to=k + 1)
        self.orbits = self._kneading.orbits
        self._rows = Rows(self.orbits)
        m = len(self.orbits.vertices)
        self._marks = [[int(flag) for flag in self.orbits.kinks(c)] for c in range(m)]
        self._pairs = [self._ranks(orbit) for orbit in self._rows.rows]
        self._totals = self._below(self._kneading.first_hits)

    def _ranks(self, orbit: PointOrbit) -> list[tuple[int, int]]:
        """Return the ranks of the second point y of an orbit among the kinks of f^0, ..., f^(k-1)."""
        places = orbit.places[1:]
        below = [0] * self._k
        if places[0].end >= 0:
            right = [[0] * self._k for _ in self.orbits.signs]
            for germ, factor in ((self.orbits.follow(places, -1), 1), (self.orbits.lower_end, -1)):
                for n, (part, sign) in enumerate(zip(germ.parts[: self._k], germ.signs, strict=False)):
                    right[part][n] += factor * sign
            below = self._below(self._kneading.solve(right))
        kinks = self._kinks_at(orbit)
        return [(n, n + flag) for n, flag in zip(below, kinks, strict=True)]

    def _below(self, hits: list[list[int]]) -> list[int]:
        """Return the numbers of kinks of f^0, ..., f^(k-1) at points whose first hits are given."""
        counts = [0] * self._k
        for series_, marks in zip(hits, self._marks, strict=True):
            for j, value in enumerate(series.product(series_, marks, self._k - 1), start=1):
                counts[j] += value
        return counts

    def _kinks_at(self, orbit: PointOrbit) -> list[bool]:
        """Return, for j = 0..k-1, whether f^j has a kink at the second point of an orbit."""
        for time, place in enumerate(orbit.places[1:]):
            if place.is_vertex:
                flags = [False] * (time + 1) + [bool(mark) for mark in self._marks[place.index]]
                return flags[: self._k]
            if place.end or not self.orbits.signs[place.index]:
                break
        return [False] * self._k
