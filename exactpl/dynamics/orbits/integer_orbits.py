"""Where the points of an orbit lie among marks, exactly, in integers: the quickest way while slopes have few bits.

Intercepts and marks have a common denominator d, slopes one q; so f^n of a mark is y / (d q^n) with an integer y, one
division a step, and no greatest common divisor.
"""

from bisect import bisect_left
from collections.abc import Sequence
from fractions import Fraction
from math import lcm

from exactpl import work
from exactpl.maps.packed_column import is_worth_sharing, least_common

_MOST_BITS = 8_000  # of q^n: above that, enclosures take less time
_STEP = 1_500  # steps of `work` for one step of an orbit, without the products of long numbers
_BITS_SQUARED_A_STEP = 400


def longest(marks: Sequence[Fraction], slopes: Sequence[Fraction], intercepts: Sequence[Fraction]) -> int:
    """Return the largest length of orbits for which integers are the quickest way; 0 if numbers share too little."""
    unit, largest = least_common(y.denominator for y in (*marks, *intercepts))
    slope_unit, widest = least_common(slope.denominator for slope in slopes)
    if not (is_worth_sharing(unit, largest) and is_worth_sharing(slope_unit, widest)):
        return 0
    steepest = max(map(abs, slopes))
    width = max(slope_unit, int(steepest * slope_unit)).bit_length()
    return max(_MOST_BITS - unit.bit_length(), 0) // width


class IntegerOrbits:
    """The orbits of marks, for a map as in `EnclosedOrbits`: the same numbers of places.

    >>> half, parts = Fraction(1, 2), [0, 0, 1]
    >>> tent = IntegerOrbits([half], parts, [Fraction(3), Fraction(-3)], [Fraction(0), Fraction(3)])
    >>> tent.places(half, 3)
    [1, 2, 0]
    """

    def __init__(
        self,
        marks: Sequence[Fraction],
        parts: Sequence[int],
        slopes: Sequence[Fraction],
        intercepts: Sequence[Fraction],
    ) -> None:
        self._parts = parts
        self._unit = lcm(*(y.denominator for y in (*marks, *intercepts)))
        self._slope_unit = lcm(*(slope.denominator for slope in slopes))
        self._heights = [self._scaled(mark) for mark in marks]
        self._intercepts = [self._scaled(intercept) for intercept in intercepts]
        self._slopes = [slope.numerator * (self._slope_unit // slope.denominator) for slope in slopes]
        self._width = max(number.bit_length() for number in (self._slope_unit, *self._slopes))

    def places(self, mark: Fraction, length: int) -> list[int]:
        """Return the places of a mark, f(mark), ..., f^(length-1)(mark). Cost: length^2 products of slopes."""
        heights, last = self._heights, len(self._heights)
        found: list[int] = []
        y, power, bits = self._scaled(mark), 1, self._unit.bit_length()
        for _ in range(length):
            bits += self._width
            work.charge(_STEP + bits * self._width // _BITS_SQUARED_A_STEP)
            floor = y // power
            i = bisect_left(heights, floor)
            place = 2 * i
            if i < last and heights[i] == floor:
                place += 1 if floor * power == y else 2
            found.append(place)
            part = self._parts[place]
            power *= self._slope_unit
            y = y * self._slopes[part] + self._intercepts[part] * power
        return found

    def _scaled(self, y: Fraction) -> int:
        return y.numerator * (self._unit // y.denominator)
