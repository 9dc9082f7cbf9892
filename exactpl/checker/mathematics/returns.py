"""Slopes of f^d at the germs of its fixed points and at infinite ends (theorem 2.5, 1).

A germ is a point with a side.  Of a slope D of f^d at a fixed germ it is only asked whether it is 0, negative, below 1,
1, or above 1; along a cycle of length q, with d = m q, this follows from the slopes over one turn.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import gcd

from ..arithmetic import steps
from .orbits import Orbits


@dataclass(frozen=True)
class Slope:
    """A slope up to what is asked: its sign, and that of its size minus 1, looked at where it is positive only."""

    sign: int
    size: int = 0

    def jump(self) -> int:
        """Return 1 if it is negative, else the sign of slope - 1, but 0 if it is 0."""
        return 1 if self.sign < 0 else self.size

    def is_identity(self) -> bool:
        """Tell whether it is 1."""
        return self.sign > 0 and self.size == 0


class Turn:
    """The slopes over one turn of a cycle at a point of it, on both sides."""

    def __init__(self, orbits: Orbits, cycle: Sequence[int], position: int) -> None:
        self._turns = {side: _once(orbits, cycle, position, side) for side in (-1, 1)}

    def times(self, m: int, side: int) -> Slope:
        """Return the slope over m turns, m >= 1.

        From a side that is kept it is a power of that over one turn.  If both are changed, it is one of their product
        after an even number of turns.  In all other cases it is 0 or negative.
        """
        here, other = self._turns[side], self._turns[-side]
        if here[0] == 0 or (here[0] < 0 and m > 1 and other[0] == 0):
            return Slope(0)
        if here[0] > 0:
            return Slope(1, _compared(here))
        if m % 2 == 1 or other[0] > 0:
            return Slope(-1)
        steps.take(steps.product(here[1].bit_length(), other[1].bit_length()))
        return Slope(1, _compared((1, here[1] * other[1], here[2] * other[2])))


def _compared(slope: tuple[int, int, int]) -> int:
    return (slope[1] > slope[2]) - (slope[1] < slope[2])


def _once(orbits: Orbits, cycle: Sequence[int], position: int, side: int) -> tuple[int, int, int]:
    """Return the slope over one turn: sign, size as numerator and denominator."""
    sign, above, below = 1, 1, 1
    for x in (*cycle[position:], *cycle[:position]):
        a, _, d = orbits.f.pieces[orbits.above[x] if side > 0 else orbits.below[x]]
        if a == 0:
            return 0, 0, 1
        steps.take(10 + 2 * steps.product(above.bit_length(), orbits.piece_bits))
        common = gcd(a, d)
        above, below = above * (abs(a) // common), below * (d // common)
        if a < 0:
            sign, side = -sign, -side
    return sign, above, below


def end_sign(orbits: Orbits, end: int, side: int, d: int) -> int:
    """Return the sign of the slope of f^d at an end of J."""
    steps.take(steps.following_germs(d))
    sign, x = 1, end
    for _ in range(d):
        a = orbits.f.pieces[orbits.above[x] if side > 0 else orbits.below[x]][0]
        if a == 0:
            return 0
        if a < 0:
            sign, side = -sign, -side
        x = orbits.image(x)
    return sign


def infinite_end(orbits: Orbits, side: int, d: int) -> tuple[int, bool]:
    """Return, for an infinite end of J, the sign of slope of f^d times f^d - id there, and whether this is 0.

    The sign is taken as on the right of J: on the left with the other sign.  `side` is where J lies, seen from there.
    """
    pieces = orbits.f.pieces
    own, other = (pieces[0], pieces[-1]) if side > 0 else (pieces[-1], pieces[0])
    if own[0] == 0:
        return 0, False
    turn = [own]
    if own[0] < 0:
        if other[0] == 0:
            return (0, False) if d > 1 else (1, False)
        if other[0] > 0 or d % 2 == 1:
            return 1, False
        turn.append(other)
    slope, constant = Fraction(1), Fraction(0)
    for a, b, c in turn:
        slope, constant = slope * Fraction(a, c), (constant * a + b) * Fraction(1, c)
    if slope != 1:
        return (1 if slope > 1 else -1), False
    grows = (constant > 0) - (constant < 0)
    return -side * grows, grows == 0
