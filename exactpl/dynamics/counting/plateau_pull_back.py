"""Laps and crossings by pull-back where f has flat pieces (T1.9).

What is counted are changes in a list of signs, of slopes (laps) or of f^k - level (crossings), with its zeros left
out. A plateau may reach over a vertex, so that such changes are no measure. But the list on [a, v] is that on [a, u]
followed by that on [u, v]; so the changes on [u, v] follow from those on [a, u] and [a, v], from the last sign up to u
and from the first sign after u. Whether f^k is constant on [u, v] is known from the number of kinks between.
"""

from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

from exactpl.dynamics.counting.pull_back import Level, Rows, kink_measure, levels
from exactpl.dynamics.orbits.critical_orbits import CriticalOrbits
from exactpl.dynamics.orbits.parts import PointOrbit
from exactpl.maps.pl import PL

_Signs: TypeAlias = tuple[int, int, int]
"""(changes in the list, its first sign, its last sign); signs are 0 for an empty list."""
_End: TypeAlias = tuple[int | None, int]
"""A point (row, time), or (None, -1) for -oo and (None, 1) for +oo."""


@dataclass(frozen=True, slots=True)
class _Table:
    """For f^k at each point x: changes in [a, x], the last sign in [a, x], the first sign in [x, b]; and for [a, b]."""

    rows: list[list[_Signs]]
    whole: _Signs


def lap_counts(f: PL, upto: int) -> list[int]:
    """Return the numbers of laps of f^0, ..., f^upto. Cost: O(m upto^2) additions of integers of O(upto) bits."""
    return [changes + 1 for changes in _SignLists(f, upto, None).counts()]


def crossing_counts(f: PL, upto: int, level: Fraction) -> list[int]:
    """Return, for n = 0..upto, how often f^n crosses a level inside the domain. Cost: as for laps."""
    return _SignLists(f, upto, level).counts()


class _SignLists:
    def __init__(self, f: PL, upto: int, level: Fraction | None) -> None:
        self._upto = upto
        self._orbits = CriticalOrbits(f, upto + 1, () if level is None else (level,))
        self._rows = Rows(self._orbits)
        self._mark = None if level is None else self._orbits.mark(level)
        self._flat_after = [self._steps_to_flat(orbit) for orbit in self._rows.rows]
        signs = self._orbits.signs
        flat_ray = not signs[0]
        self._flat_lower = 1 if flat_ray else None
        if not flat_ray and signs[0] < 0 and not signs[-1]:
            self._flat_lower = 2  # -oo goes to +oo, whose ray is flat

    def counts(self) -> list[int]:
        kinks = levels(self._rows, kink_measure(self._orbits), self._upto)
        table, before = self._start(), next(kinks)
        counts = [table.whole[0]]
        for level in kinks:
            table = self._next(table, before, level.k)
            before = level
            counts.append(table.whole[0])
        return counts

    def _steps_to_flat(self, orbit: PointOrbit) -> list[int | None]:
        """Return, for each time, after how many steps the right germ of the point becomes flat; None for never."""
        signs = self._orbits.signs
        following: dict[int, int | None] = {1: None, -1: None}
        found: list[int | None] = []
        for place in reversed(orbit.places):
            current: dict[int, int | None] = {}
            for side in (1, -1):
                sign = signs[place.part(side)]
                later = following[side * sign] if sign else 0
                current[side] = None if later is None else later + 1
            following = current
            found.append(current[1])
        return found[::-1]

    # -- the lists of f^0 ----------------------------------------------------------------------------------------------

    def _start(self) -> _Table:
        rows = []
        for row, orbit in enumerate(self._rows.rows):
            rows.append([self._identity(orbit, n) for n in range(self._rows.length(row, self._upto))])
        return _Table(rows, self._identity_on_domain())

    def _identity(self, orbit: PointOrbit, time: int) -> _Signs:
        """Return changes and last sign of the identity on [a, x], and its first sign on [x, b]."""
        place = orbit.places[time]
        if self._mark is None:
            return 0, int(place.end >= 0), int(place.end <= 0)
        sign = place.sign_against(self._mark)
        return int(sign > 0), sign or -1, sign or 1

    def _identity_on_domain(self) -> _Signs:
        return (0, 1, 1) if self._mark is None else (1, -1, 1)

    # -- from f^(k-1) to f^k -------------------------------------------------------------------------------------------

    def _next(self, old: _Table, kinks: Level, k: int) -> _Table:
        m = len(self._orbits.vertices)
        parts = [self._part(old, kinks, i, self._end(i, -1), self._end(i, 1), k) for i in range(m + 1)]
        prefixes, suffixes = [(0, 0, 0)], [(0, 0, 0)]
        for part in parts:
            prefixes.append(_joined(prefixes[-1], part))
        for part in reversed(parts):
            suffixes.append(_joined(part, suffixes[-1]))
        suffixes.reverse()  # suffixes[i] is the list of the parts i, i + 1, ...
        whole = prefixes[-1]
        rows = []
        for row, orbit in enumerate(self._rows.rows):
            values = []
            for n in range(self._rows.length(row, self._upto - k)):
                place, i = orbit.places[n], orbit.places[n].index
                if place.end:
                    sign = self._end_sign(orbit, n, k)
                    before = (0, sign, sign) if place.end < 0 else whole
                    after = whole if place.end < 0 else (0, sign, sign)
                elif place.is_vertex:
                    before, after = prefixes[i + 1], suffixes[i + 1]
                else:
                    before = _joined(prefixes[i], self._part(old, kinks, i, self._end(i, -1), (row, n), k))
                    after = _joined(self._part(old, kinks, i, (row, n), self._end(i, 1), k), suffixes[i + 1])
                values.append((before[0], before[2], after[1]))
            rows.append(values)
        return _Table(rows, whole)

    def _end(self, part: int, side: int) -> _End:
        row = self._rows.ends[part][side > 0]
        return (None, side) if row is None else (row, 0)

    def _end_sign(self, orbit: PointOrbit, time: int, k: int) -> int:
        return 0 if self._mark is None else orbit.places[time + k].sign_against(self._mark)

    def _part(self, old: _Table, kinks: Level, i: int, lower: _End, upper: _End, k: int) -> _Signs:
        """Return the list of f^k between two points of the closed part i."""
        sign = self._orbits.signs[i]
        if not sign:
            return self._constant((max(i - 1, 0), 0), k)
        first, last = (self._image(end, sign) for end in ((lower, upper) if sign > 0 else (upper, lower)))
        changes, begins, ends = self._between(old, kinks, first, last, k - 1)
        if sign > 0:
            return changes, begins, ends
        return (changes, -ends, -begins) if self._mark is None else (changes, ends, begins)

    def _image(self, end: _End, sign: int) -> _End:
        row, time = end
        return (None, time * sign) if row is None else (row, self._rows.image(row, time))

    def _constant(self, at: _End, n: int) -> _Signs:
        """Return the list of f^n where it is constant, with the value that it has at a point."""
        row, time = at
        if self._mark is None or row is None:
            return 0, 0, 0
        sign = self._rows.rows[row].places[time + n].sign_against(self._mark)
        return 0, sign, sign

    def _between(self, table: _Table, kinks: Level, first: _End, last: _End, n: int) -> _Signs:
        """Return the list of f^n on [first, last], from the table of f^n."""
        if self._is_constant(kinks, first, last, n):
            return self._constant(first if first[0] is not None else last, n)
        changes_first, last_first, begins = self._at(table, first)
        changes_last, ends, _ = self._at(table, last)
        return changes_last - changes_first - (last_first * begins < 0), begins, ends

    def _is_constant(self, kinks: Level, first: _End, last: _End, n: int) -> bool:
        row, time = first
        steps = self._flat_lower if row is None else self._flat_after[row][time]
        if steps is None or steps > n:
            return False
        low = 0 if row is None else kinks.upto[row][time]
        high = kinks.whole if last[0] is None else kinks.below[last[0]][last[1]]
        return bool(high == low)

    def _at(self, table: _Table, end: _End) -> _Signs:
        row, time = end
        if row is not None:
            return table.rows[row][time]
        changes, begins, ends = table.whole
        return (0, 0, begins) if time < 0 else (changes, ends, 0)


def _joined(left: _Signs, right: _Signs) -> _Signs:
    if not left[1]:
        return right
    if not right[1]:
        return left
    return left[0] + right[0] + (left[2] * right[1] < 0), left[1], right[2]
