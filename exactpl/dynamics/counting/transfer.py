"""Counts about f^k by transfer: summaries of f^n on image intervals, joined part by part (T1.2, T1.3).

The summary of f^n on an image interval is put together from the summaries of f^(n-1) on the images of its parts. It
serves where first hits do not: laps, crossings and level sets of maps with flat pieces, whose plateaus reach over
vertices.
"""

from collections.abc import Callable
from fractions import Fraction
from typing import TypeAlias

from exactpl import progress, ways, work
from exactpl.arithmetic.integers import counted
from exactpl.dynamics.orbits.critical_orbits import inner_points
from exactpl.dynamics.orbits.cylinders import ImageIntervals
from exactpl.maps.pl import PL

Summary: TypeAlias = tuple[int, int, int]
"""(a count, what is seen first, what is seen last)."""

_JOIN_STEPS = 700  # of `work`
_Join: TypeAlias = Callable[[Summary, Summary], Summary]
_Turn: TypeAlias = Callable[[Summary], Summary]


def lap_counts(f: PL, upto: int) -> list[int]:
    """Return the numbers of laps of f^0, ..., f^upto, for any self-map of an interval, half-line or the line.

    Laps are the fewest intervals on each of which f^n is weakly monotone: 1 + the number of sign changes in the list of
    slopes, zeros left out. Cost: the critical orbits, and O(m upto) intervals with one summary for each n: O(m upto^2)
    additions of integers of O(upto) bits. Maps whose folds all fall into flat pieces have few intervals.
    """
    cylinders = ImageIntervals(f, upto)
    start = [(0, 1, 1)] * len(cylinders.ages)
    summaries = _Transfer(cylinders, start, lambda _part, _n: (0, 0, 0), _join_signs, lambda s: (s[0], -s[2], -s[1]))
    return [changes + 1 for changes in summaries.counts(upto)]


def crossing_counts(f: PL, upto: int, level: Fraction) -> list[int]:
    """Return, for n = 0..upto, how often f^n crosses a level in the domain. Cost: as for laps."""
    cylinders, mark = _with_level(f, upto, level)
    start = []
    for number in range(len(cylinders.ages)):
        first, last = (place.sign_against(mark) for place in cylinders.ends(number))
        start.append((int(first * last < 0), first or last, last or first))

    def constant(part: int, n: int) -> Summary:
        sign = _constant_sign(cylinders, part, n, mark)
        return 0, sign, sign

    return _Transfer(cylinders, start, constant, _join_signs, _swapped).counts(upto)


def preimage_counts(f: PL, upto: int, level: Fraction) -> list[int]:
    """Return, for n = 0..upto, the number of components of {f^n = level}, for a level in the domain."""
    cylinders, mark = _with_level(f, upto, level)
    start = []
    for number in range(len(cylinders.ages)):
        first, last = (place.sign_against(mark) for place in cylinders.ends(number))
        start.append((int(first <= 0 <= last), int(first == 0), int(last == 0)))

    def constant(part: int, n: int) -> Summary:
        is_level = int(_constant_sign(cylinders, part, n, mark) == 0)
        return is_level, is_level, is_level

    return _Transfer(cylinders, start, constant, _join_components, _swapped).counts(upto)


def _with_level(f: PL, upto: int, level: Fraction) -> tuple[ImageIntervals, int]:
    cylinders = ImageIntervals(f, upto, inner_points(f, level))
    return cylinders, cylinders.orbits.mark(level)


def _constant_sign(cylinders: ImageIntervals, part: int, n: int, mark: int) -> int:
    """Return the sign of f^n - level on a flat part: its value is that at the vertex at its end."""
    return cylinders.orbits.orbits[max(part - 1, 0)].places[n].sign_against(mark)


def _join_signs(left: Summary, right: Summary) -> Summary:
    if not left[1]:
        return right
    if not right[1]:
        return left
    return left[0] + right[0] + (left[2] != right[1]), left[1], right[2]


def _join_components(left: Summary, right: Summary) -> Summary:
    return left[0] + right[0] - (left[2] and right[1]), left[1], right[2]


def _swapped(summary: Summary) -> Summary:
    return summary[0], summary[2], summary[1]


class _Transfer:
    """The recursion: `start` for f^0, `constant(part, n)` for f^n on a flat part, `turn` for a decreasing part."""

    def __init__(
        self,
        cylinders: ImageIntervals,
        start: list[Summary],
        constant: Callable[[int, int], Summary],
        join: _Join,
        turn: _Turn,
    ) -> None:
        self._cylinders, self._start, self._constant = cylinders, start, constant
        self._join, self._turn = join, turn

    def counts(self, upto: int) -> list[int]:
        """Return the counts for the whole domain and n = 0..upto."""
        ways.taken(f"summaries of {counted(len(self._cylinders.ages), 'image interval')}")
        ages, parts = self._cylinders.ages, self._cylinders.parts
        current = self._start
        counts = [current[0][0]]
        needed = len(ages)
        for n in range(1, upto + 1):
            if n % 16 == 0:
                progress.report("transfer", n * (2 * upto - n), upto * upto)
            # intervals of age j appear at level j of the tower or later: asked for f^n with n <= upto - j only
            while needed and ages[needed - 1] > upto - n:
                needed -= 1
            current = [self._summary(each, current, n) for each in parts[:needed]]
            counts.append(current[0][0])
        return counts

    def _summary(self, parts: tuple[tuple[int, int], ...], before: list[Summary], n: int) -> Summary:
        work.charge(_JOIN_STEPS * len(parts) + before[0][0].bit_length() // 8)
        total = None
        for sign, successor in parts:
            if not sign:
                summary = self._constant(successor, n)
            else:
                summary = before[successor]
                if sign < 0:
                    summary = self._turn(summary)
            total = summary if total is None else self._join(total, summary)
        assert total is not None
        return total
