"""Sinks: intervals on which f is affine, each mapped into one of them (T1.11). Nothing is folded in them any more.

A sink is the set of all points that see the pieces of one word for ever, over and over: around an attracting cycle, or
out along a ray. Most orbits that enter a sink are infinite, and still all is known about them.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from exactpl.arithmetic.intervals import Interval
from exactpl.arithmetic.rationals import Real
from exactpl.maps.pl import PL

_ROUNDS = 3
_LONGEST_WORD = 64


class Sinks:
    """Disjoint sinks from left to right; at most ends are shared."""

    def __init__(self, intervals: Iterable[Interval] = ()) -> None:
        self.intervals = sorted(set(intervals), key=lambda each: (each.lower is not None, each.lower or 0))
        self._uppers = [each.upper for each in self.intervals if each.upper is not None]

    def __len__(self) -> int:
        return len(self.intervals)

    def __iter__(self) -> Iterator[Interval]:
        return iter(self.intervals)

    def around(self, x: Real) -> Interval | None:
        """Return the sink whose interior contains a point, if there is one."""
        i = bisect_left(self._uppers, x)
        if i == len(self.intervals):
            return None
        lower, upper = self.intervals[i]
        return self.intervals[i] if (lower is None or lower < x) and (upper is None or x < upper) else None

    def enlarged(self, lower: Real | None, upper: Real | None) -> tuple[Real | None, Real | None]:
        """Return an interval with each end that lies inside a sink moved outwards to the end of the sink."""
        below = None if lower is None else self.around(lower)
        above = None if upper is None else self.around(upper)
        return (lower if below is None else below.lower), (upper if above is None else above.upper)

    def joined(self, more: Iterable[Interval]) -> "Sinks":
        """Return these and others."""
        return Sinks([*self.intervals, *more])


def sinks_met_by(f: PL, orbit: Sequence[Real]) -> list[Interval]:
    """Return the sinks of the word that an orbit repeats at its end, if it does and comes inside one of them."""
    graph = f._graph
    tail = orbit[-(_ROUNDS + 1) * _LONGEST_WORD :]
    seen = [graph.piece_at(x, 1) for x in tail]
    for length in range(1, len(seen) // (_ROUNDS + 1) + 1):
        last = seen[-_ROUNDS * length :]
        if last == seen[-(_ROUNDS + 1) * length : -length]:
            word = seen[-length:]
            found = [_for_ever(f, word[i:] + word[:i]) for i in range(length)]
            sinks = [sink for sink in found if sink is not None]
            return sinks if len(sinks) == length and Sinks(sinks).around(orbit[-1]) is not None else []
    return []


def _for_ever(f: PL, word: list[int]) -> Interval | None:
    """Return the interval of all points that see the pieces of a word over and over, unless it is a point or empty."""
    once = _cylinder(f, word)
    if once is not None and once[2] < 0:
        once = _cylinder(f, word * 2)
    if once is None:
        return None
    lower, upper, slope, intercept = once
    if slope == 1:
        stays = intercept == 0 or (upper if intercept > 0 else lower) is None
        return Interval(lower, upper) if stays else None
    fixed = intercept / (1 - slope)
    if slope < 1:
        inside = (lower is None or lower <= fixed) and (upper is None or fixed <= upper)
        return Interval(lower, upper) if inside else None
    # away from the fixed point, for ever only along a ray
    if upper is None:
        return Interval(None if lower is None else max(lower, fixed), None)
    return None if lower is not None else Interval(None, min(upper, fixed))


def _cylinder(f: PL, word: list[int]) -> tuple[Real | None, Real | None, Real, Real] | None:
    """Return the ends of the points that see the pieces of a word in turn, and slope and intercept of f^(its length).

    None if that is a point or empty, or if f^(its length) is constant.
    """
    lower: Real | None = None
    upper: Real | None = None
    slope: Real = Fraction(1)
    intercept: Real = Fraction(0)
    for number in word:
        piece = f.pieces[number]
        low, high = (None if end is None else (end - intercept) / slope for end in piece.domain)
        if slope < 0:
            low, high = high, low
        lower = low if lower is None else lower if low is None else max(lower, low)
        upper = high if upper is None else upper if high is None else min(upper, high)
        if piece.slope == 0 or (lower is not None and upper is not None and lower >= upper):
            return None
        slope, intercept = piece.slope * slope, piece.slope * intercept + piece.intercept
    return lower, upper, slope, intercept
