"""Summaries that count the sign changes in a list of signs with the zeros left out.

The signs of the slopes give laps (theorem 1.2), the signs of f^k - y give crossings of y (theorem 1.3).  A
summary is (sign changes, first sign, last sign); both signs are 0 where the list without zeros is empty.
"""

from __future__ import annotations

from abc import abstractmethod

from .orbits import Orbits
from .transfer import Kind

Signs = tuple[int, int, int]


class SignChanges(Kind[Signs]):
    """What laps and crossings have in common."""

    def __init__(self, orbits: Orbits) -> None:
        self.falls = [a < 0 for a, _, _ in orbits.f.pieces]

    def through(self, piece: int, summary: Signs) -> Signs:
        """Turn the list round under a decreasing piece."""
        return self.turned(summary) if self.falls[piece] else summary

    @abstractmethod
    def turned(self, summary: Signs) -> Signs:
        """Return the summary after x -> -x."""

    def joined(self, left: Signs, right: Signs) -> Signs:
        """Return the summary of two lists, one after the other."""
        if left[1] == 0:
            return right
        if right[1] == 0:
            return left
        return left[0] + right[0] + (left[2] != right[1]), left[1], right[2]


class SlopeSigns(SignChanges):
    """The signs of the slopes."""

    sees_values = False

    def identity(self, _u: int, _v: int, /) -> Signs:
        """Rises."""
        return 0, 1, 1

    def constant(self, _value: int, /) -> Signs:
        """Neither rises nor falls."""
        return 0, 0, 0

    def turned(self, summary: Signs) -> Signs:
        """Turn round: what rises falls."""
        changes, first, last = summary
        return changes, -last, -first


class LevelSigns(SignChanges):
    """The signs of g - y for a level y, which is a marked point; at an infinite end, those near it."""

    sees_values = True

    def __init__(self, orbits: Orbits, level: int) -> None:
        super().__init__(orbits)
        self.places, self.level = orbits.places, orbits.places[level]

    def identity(self, u: int, v: int, /) -> Signs:
        """Look at the two ends: at most one of them is y."""
        first, last = self._sign(u), self._sign(v)
        return int(first * last < 0), first or last, last or first

    def constant(self, value: int, /) -> Signs:
        """One sign, or none."""
        sign = self._sign(value)
        return 0, sign, sign

    def turned(self, summary: Signs) -> Signs:
        """Turn round: what lies above y stays above."""
        changes, first, last = summary
        return changes, last, first

    def _sign(self, x: int) -> int:
        place = self.places[x]
        return (place > self.level) - (place < self.level)
