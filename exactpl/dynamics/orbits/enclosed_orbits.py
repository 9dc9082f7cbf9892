"""Where the points of a long orbit lie among marks, by enclosures; exact values decide what these leave open.

A point y is enclosed by integers, |y 2^P - Y| <= R. A step y -> s y + c multiplies R by |s| and adds less than 3 for
what is rounded; where R has grown, P becomes smaller. So P is about the number of bits that the slopes still to come
will take, where an exact value has the bits of all slopes so far. Only the place of y among the marks is asked, and it
is certain where no mark lies within R / 2^P of Y / 2^P.

Where a mark does, or P is used up, y is computed exactly, by halving the word of parts that it went through, and
compared with the marks. From a mark on the orbit is that of the mark.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from math import lcm
from typing import TypeAlias

from flint import fmpz

from exactpl import work

Ratio: TypeAlias = tuple[int, int]
"""A rational as numerator and denominator > 0, not reduced."""

_HEAD = 60  # bits after the point by which marks are found
_LEAST = _HEAD + 36  # a precision below this is used up
_FIRST = 512
_LOOSE = 1 << 32  # a radius, in units of 2^-P, above which P becomes smaller
_GUARD = 32
_SPARE, _RATE, _FEWEST = 32, Fraction(1), 16
_STEP = 1_500  # steps of `work` for one step of an orbit, without the products of long numbers
_BITS_A_STEP, _BITS_SQUARED_A_STEP = 3, 400
_LEAF_STEPS, _BIT_STEPS = 2_000, 60


@dataclass(slots=True)
class _Run:
    """Places, and the last point that is known exactly: numerator / denominator at time `begin`.

    `enclosure` is (Y, R, P) for the point after all places: |y 2^P - Y| <= R.
    """

    places: list[int] = field(default_factory=list)
    begin: int = 0
    numerator: int = 0
    denominator: int = 1
    enclosure: tuple[int, int, int] = (0, 0, 0)


class EnclosedOrbits:
    """The orbits of a map that is affine left of, between and right of marks (increasing), and on each mark.

    A place is 2 i for a point left of mark i (and right of mark i - 1), 2 i + 1 for mark i itself. `parts[place]` is
    the number of the affine part there, slopes[part] * y + intercepts[part].

    >>> half, parts = Fraction(1, 2), [0, 0, 1]
    >>> tent = EnclosedOrbits([half], parts, [Fraction(2), Fraction(-2)], [Fraction(0), Fraction(2)])
    >>> tent.places(Fraction(1, 7), 8), tent.places(Fraction(1, 4), 4)
    ([0, 0, 2, 2, 0, 2, 2, 0], [0, 1, 2, 0])
    """

    def __init__(
        self,
        marks: Sequence[Fraction],
        parts: Sequence[int],
        slopes: Sequence[Fraction],
        intercepts: Sequence[Fraction],
    ) -> None:
        self._marks = [(m.numerator, m.denominator) for m in marks]
        self._heads = [(m.numerator << _HEAD) // m.denominator for m in marks]
        self._parts = parts
        self._slopes = [(s.numerator, s.denominator) for s in slopes]
        self._intercepts = [(c.numerator, c.denominator) for c in intercepts]
        self._widths = [max(p.bit_length(), q.bit_length()) for p, q in self._slopes]
        self._precision = 0
        self._scaled_slopes: list[int] = []
        self._scaled_intercepts: list[int] = []
        self._leaves: dict[int, tuple[fmpz, fmpz, fmpz]] = {}

    def places(self, start: Fraction, length: int) -> list[int]:
        """Return the places of start, f(start), ..., f^(length-1)(start).

        Cost: length steps on numbers of P bits and on slopes, P about log2 of the slope of f^length along the orbit;
        more where the orbit comes close to marks.
        """
        run = _Run(numerator=start.numerator, denominator=start.denominator)
        found, met = run.places, dict[int, int]()
        precision, rate = min(_FIRST, _LEAST + _SPARE + 4 * length), _RATE
        while True:
            before = len(found)
            spent = self._follow(run, length, precision)
            n = len(found)
            if n == length:
                return found
            if n - before >= _FEWEST:
                rate = Fraction(spent, n - before)
            value = self._value(run)
            place, near = self._exact_place(value)
            if place & 1:
                mark = place >> 1
                if mark in met:
                    return _repeated(found, met[mark], length)
                met[mark] = n
                value = self._marks[mark]
            found.append(place)
            run.begin = n + 1
            run.numerator, run.denominator = self._image(value, self._parts[place])
            precision = _LEAST + _SPARE + max(int(rate * (length - n) * 9 / 8), 2 * near)

    def _follow(self, run: _Run, length: int, precision: int) -> int:
        """Add places from the exact point on, as long as enclosures show them; return how many bits that took."""
        self._scale(precision)
        heads, marks, parts, slopes, widths = self._heads, self._marks, self._parts, self._slopes, self._widths
        scaled_slopes, scaled_intercepts = self._scaled_slopes, self._scaled_intercepts
        found, last = run.places, len(heads)
        bits, drop = precision, self._precision - precision
        y, radius = (run.numerator << bits) // run.denominator, 1
        while len(found) < length and bits >= _LEAST:
            lower, upper = y - radius, y + radius
            i = bisect_left(heads, lower >> bits - _HEAD)
            head = upper >> bits - _HEAD
            while i < last and heads[i] <= head:  # close to a mark
                numerator, denominator = marks[i]
                scaled = numerator << bits
                if scaled >= lower * denominator:
                    break
                i += 1
            else:
                scaled = denominator = 0
            if denominator and scaled <= upper * denominator:
                break
            found.append(2 * i)
            part = parts[2 * i]
            width = widths[part]
            work.charge(_STEP + bits // _BITS_A_STEP + bits * min(width, bits) // _BITS_SQUARED_A_STEP)
            if width <= bits:
                numerator, denominator = slopes[part]
                # the error of y, times the slope; the division and the intercept are rounded down, by less than 1 each
                radius = radius * abs(numerator) // denominator + 3
                y = y * numerator // denominator + (scaled_intercepts[part] >> drop)
            else:
                # the slope s has |s 2^(bits + _GUARD) - slope| < 1
                slope, scale = scaled_slopes[part] >> drop, bits + _GUARD
                radius = ((abs(slope) + 1) * radius + abs(y) >> scale) + 3
                y = (slope * y >> scale) + (scaled_intercepts[part] >> drop)
            if radius > _LOOSE:
                cut = radius.bit_length() - 8
                bits, drop = bits - cut, drop + cut
                y, radius = y >> cut, (radius >> cut) + 2  # both are rounded down, by less than 1
        run.enclosure = y, radius, bits
        return precision - bits + radius.bit_length()

    def _scale(self, bits: int) -> None:
        """Know slopes and intercepts with this many bits after the point, rounded down."""
        if bits > self._precision:
            self._precision = bits
            self._scaled_intercepts = [(p << bits) // q for p, q in self._intercepts]
            self._scaled_slopes = [
                (p << bits + _GUARD) // q if width >= _LEAST else 0
                for (p, q), width in zip(self._slopes, self._widths, strict=True)
            ]

    def _value(self, run: _Run) -> Ratio:
        """Return the point after all places exactly: the affine maps of the parts are composed two by two."""
        word = [self._parts[place] for place in run.places[run.begin :]]
        maps = [self._leaf(part) for part in word]
        while len(maps) > 1:
            pairs = [_composed(maps[i], maps[i + 1]) for i in range(0, len(maps) - 1, 2)]
            maps = [*pairs, *maps[2 * len(pairs) :]]
        if not maps:
            return run.numerator, run.denominator
        slope, intercept, denominator = maps[0]
        return int(slope * run.numerator + intercept * run.denominator), int(denominator * run.denominator)

    def _leaf(self, part: int) -> tuple[fmpz, fmpz, fmpz]:
        """Return the affine map of a part over a common denominator."""
        found = self._leaves.get(part)
        if found is None:
            (p, q), (c, d) = self._slopes[part], self._intercepts[part]
            common = lcm(q, d)
            found = self._leaves[part] = fmpz(p * (common // q)), fmpz(c * (common // d)), fmpz(common)
        bits = found[0].bit_length() + found[2].bit_length()
        work.charge(_LEAF_STEPS + _BIT_STEPS * bits)
        return found

    def _exact_place(self, value: Ratio) -> tuple[int, int]:
        """Return the place of an exact point, and about log2 of 1 / its distance to the next mark, or 0 on one."""
        numerator, denominator = value
        below, above = 0, len(self._marks)
        near = 0
        while below < above:
            middle = (below + above) // 2
            p, q = self._marks[middle]
            apart = numerator * q - p * denominator
            if not apart:
                return 2 * middle + 1, 0
            near = max(near, denominator.bit_length() + q.bit_length() - apart.bit_length())
            below, above = (middle + 1, above) if apart > 0 else (below, middle)
        return 2 * below, near

    def _image(self, value: Ratio, part: int) -> Ratio:
        numerator, denominator = value
        (p, q), (c, d) = self._slopes[part], self._intercepts[part]
        common = lcm(q, d)
        return numerator * p * (common // q) + c * (common // d) * denominator, denominator * common


def _composed(first: tuple[fmpz, fmpz, fmpz], then: tuple[fmpz, fmpz, fmpz]) -> tuple[fmpz, fmpz, fmpz]:
    """Return y -> then(first(y)), each (a y + c) / q."""
    a, c, q = first
    b, d, r = then
    return a * b, b * c + d * q, q * r


def _repeated(found: list[int], since: int, length: int) -> list[int]:
    """Return places that are repeated from time `since` on, up to a length."""
    copies, rest = divmod(length - since, len(found) - since)
    return found[:since] + found[since:] * copies + found[since : since + rest]
