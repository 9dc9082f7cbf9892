"""Sinks: intervals that f maps into one another, affine on each (theorem 1.11)."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

from ..arithmetic.intervals import Interval
from ..errors import Reject, Rule
from ..reading import fields
from .orbits import Orbits
from .plmap import PLMap, Point, ends_of, less
from .states import StateGraph

Sinks = tuple[tuple[Point, Point], ...]


def read(value: object) -> tuple[Interval, ...]:
    """Read a list of at least one interval, from left to right, that have at most ends in common."""
    if not isinstance(value, list) or not value:
        raise Reject(Rule.BAD_FIELD, "a list of intervals as sinks", fields.text_of(value))
    found = tuple(fields.interval({"sinks": entry}, "sinks") for entry in value)
    for before, after in pairwise(found):
        if before.hi is None or after.lo is None or before.hi > after.lo:
            raise Reject(Rule.BAD_FIELD, f"sinks from left to right, after {before.shown()}", after.shown())
    return found


def numbers(sinks: tuple[Interval, ...]) -> list[Fraction]:
    """Return the finite ends."""
    return [end for sink in sinks for end in sink.ends()]


def verified(f: PLMap, on: Interval, sinks: tuple[Interval, ...]) -> Sinks:
    """Return the ends of the sinks; raises `Reject` unless f is affine on each and maps it into one of them."""
    places = tuple(ends_of(sink) for sink in sinks)
    for sink, (lo, hi) in zip(sinks, places, strict=True):
        if not on.contains_interval(sink):
            raise Reject(Rule.OUTSIDE_DOMAIN, f"a sink in {on.shown()}", sink.shown())
        if f.cuts_up_to(lo) != f.cuts_below(hi):
            raise Reject(Rule.NOT_A_SINK, f"no kink inside {sink.shown()}", f"{f.cuts_below(hi) - f.cuts_up_to(lo)}")
        low, high = f.image_of(lo, hi)
        # The first sink that does not end before the image: if any contains the image, this one does, or, where
        # the image is one point, this one too.
        i = first_not_before(places, low)
        if i == len(places) or less(low, places[i][0]) or less(places[i][1], high):
            # An image that begins where one sink ends lies in the next.
            i += 1
            if i >= len(places) or less(low, places[i][0]) or less(places[i][1], high):
                raise Reject(Rule.NOT_A_SINK, f"a sink around the image of {sink.shown()}", "none")
    return places


def first_not_before(sinks: Sinks, x: Point) -> int:
    """Return the number of sinks that lie before x."""
    low, high = 0, len(sinks)
    while low < high:
        middle = (low + high) // 2
        if less(sinks[middle][1], x):
            low = middle + 1
        else:
            high = middle
    return low


class SinkGraph(StateGraph):
    """The states of theorem 1.11: an end inside a sink is moved outwards to the end of the sink."""

    def __init__(self, f: PLMap, sinks: Sinks) -> None:
        self.sinks = sinks
        super().__init__(Orbits(f, exactly=True))

    def catches(self, x: int) -> int:
        """Return the number of the sink whose interior contains a point, or -1."""
        p = self.orbits.exact(x)
        i = first_not_before(self.sinks, p)
        return i if i < len(self.sinks) and less(self.sinks[i][0], p) and less(p, self.sinks[i][1]) else -1

    def _state(self, u: int, v: int) -> int:
        if self.sinks:
            low, high = self.catches(u), self.catches(v)
            if low >= 0:
                u = self.orbits.number(self.sinks[low][0])
            if high >= 0:
                v = self.orbits.number(self.sinks[high][1])
        return super()._state(u, v)
