"""Orbits of the breakpoints, of the ends and of other marked points, by number, without their digits.

Of a point on such an orbit it is asked on which piece of f it lies, whether it is a breakpoint or another marked
point, and which point comes next.  The exact values of most orbits grow by the length of the data at each step, and
none of their digits is asked for.  So a value that has become long is enclosed,

    |x 2^P - m| <= r    with integers m, r and a precision P,

and only where the enclosure contains a marked point is P doubled, up to the length that the exact value has; then the
exact value decides.  So all comparisons are exact, and a point that is a marked one is always known to be.

Rounding.  Let f(x) = (a x + b) / d on the piece of x, and U >= 2^32 |a| / d an integer.  With m' = floor((a m + b
2^P) / d) the value f(x) 2^P differs from m' by at most |a/d| r + 1 <= U r / 2^32 + 1, so r' = floor(U r / 2^32) + 2
will do.
Where a, b, d have more than P bits they are rounded too: A = floor(2^P a / d), B = floor(2^P b / d), m' = floor(A m /
2^P) + B.  Then f(x) 2^P - m' is the sum of (a/d) (x 2^P - m), of m (a/d - A / 2^P), which is at most |m| / 2^P, and of
what the two other floors have cut off, less than 2; so r' = floor(U r / 2^32) + floor(|m| / 2^P) + 4 will do.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field

from ..arithmetic import steps
from ..errors import Decline, Rule
from .plmap import PLMap, Point, less

POINT_BITS, MOST_BITS = 2**11, 2**32  # in the memory: of each point besides its digits; altogether
FIRST_PRECISION = 256
_SLOPE_BITS = 32


class Precision:
    """f and the marked points, rounded to a precision P."""

    def __init__(self, f: PLMap, marks: list[Point], bits: int) -> None:
        self.bits = bits
        self.marks = [(p << bits) // q for p, q in marks]
        self._pieces = f.pieces
        self._rounded: dict[int, tuple[int, int, int, int, int]] = {}

    def piece(self, index: int) -> tuple[int, int, int, int, int]:
        """Return A, B, d, U and what is added to a radius; d is 0 where the sum is shifted instead of divided."""
        found = self._rounded.get(index)
        if found is None:
            a, b, d = self._pieces[index]
            slope = (abs(a) << _SLOPE_BITS) // d + 1
            if max(a.bit_length(), b.bit_length(), d.bit_length()) > self.bits:
                found = (a << self.bits) // d, (b << self.bits) // d, 0, slope, 4
            else:
                found = a, b << self.bits, d, slope, 2
            self._rounded[index] = found
            steps.take(steps.product(found[0].bit_length(), self.bits))
        return found


class Enclosure:
    """A point: an exact one, and the pieces through which it has gone since; and where it is now, enclosed."""

    __slots__ = ("exact", "middle", "pieces", "precision", "radius")

    def __init__(self, exact: Point, precision: Precision) -> None:
        self.exact = exact
        self.pieces: list[int] = []
        self.enclose(precision)

    def enclose(self, precision: Precision) -> None:
        """Begin again at the exact point with a precision, and go through the pieces."""
        steps.take(60 + 2 * steps.product(_length(self.exact), precision.bits))
        self.precision = precision
        self.middle, self.radius = (self.exact[0] << precision.bits) // self.exact[1], 1
        for piece in self.pieces:
            self._go(piece)

    def go(self, piece: int) -> None:
        """Go to the image under a piece."""
        self.pieces.append(piece)
        self._go(piece)

    def _go(self, piece: int) -> None:
        a, b, d, slope, error = self.precision.piece(piece)
        middle = self.middle
        steps.take(60 + steps.product(middle.bit_length(), a.bit_length()))
        self.radius = (slope * self.radius >> _SLOPE_BITS) + error
        if d:
            self.middle = (a * middle + b) // d
        else:
            self.middle = (a * middle >> self.precision.bits) + b
            self.radius += abs(middle) >> self.precision.bits

    def marks_below(self) -> int | None:
        """Return how many marked points lie below, none being here; None where it is not seen."""
        marks = self.precision.marks
        found = bisect_left(marks, self.middle - self.radius)
        # A mark y below that place has floor(y 2^P) + 1 <= m - r; and one above has m + r < floor(y 2^P).
        return found if found == len(marks) or self.middle + self.radius < marks[found] else None


@dataclass
class Orbits:
    """Points by number, found when asked for.

    `below[x]` and `above[x]` are the pieces left and right of a point.  `places[x]` is its place among the marked
    points: 2 i if i of them lie below and it is none, 2 i + 1 if it is number i (from 0).  Points whose digits are
    kept are numbered once; others may come to be numbered again on another orbit, and then their places are equal.
    With `exactly` the digits of all points are kept.
    """

    f: PLMap
    others: Iterable[Point] = ()  # marked points besides the breakpoints
    exactly: bool = False
    points: list[Point | None] = field(default_factory=list, init=False)
    below: list[int] = field(default_factory=list, init=False)
    above: list[int] = field(default_factory=list, init=False)
    places: list[int] = field(default_factory=list, init=False)
    cuts: list[int] = field(init=False)
    ends: tuple[int, int] = field(init=False)
    flats: dict[int, int] = field(init=False)  # the values of flat pieces
    piece_bits: int = field(init=False)  # of the longest number of a piece
    _marks: list[Point] = field(init=False)
    _short: int = field(init=False)  # bits of the points whose digits are kept
    _bits: int = field(default=0, init=False)  # in the memory
    _images: list[int] = field(default_factory=list, init=False)
    _numbers: dict[int, int] = field(default_factory=dict, init=False)
    _enclosures: dict[int, Enclosure] = field(default_factory=dict, init=False)
    _precisions: dict[int, Precision] = field(default_factory=dict, init=False)

    def __post_init__(self) -> None:
        f, cuts = self.f, self.f.cuts
        self.piece_bits = max(n.bit_length() for piece in f.pieces for n in piece)
        self._marks = list(cuts)
        self._cuts_below = list(range(len(cuts) + 1))  # of the marks before each place between them
        for other in self.others:
            place = _marks_below(self._marks, other)
            if other[1] != 0 and not (place < len(self._marks) and self._marks[place] == other):
                self._marks.insert(place, other)
                self._cuts_below.insert(place, self._cuts_below[place])
        longest = max((_length(x) for x in (f.lo, f.hi, *self._marks)), default=0)
        self._short = max(4 * self.piece_bits + FIRST_PRECISION, 2 * longest)
        self.cuts = [self.number(c) for c in cuts]
        self.ends = self.number(f.lo), self.number(f.hi)
        self.flats = {i: self.number((b, d)) for i, (a, b, d) in enumerate(f.pieces) if a == 0}

    def number(self, x: Point) -> int:
        """Return the number of a point that is known exactly."""
        kept = self.exactly or _length(x) <= self._short
        # Of an integer a file could choose the hash, of a text it cannot; to keep the text would double the memory.
        key = hash(f"{x[0]:x}/{x[1]:x}") if kept else 0
        while kept and (known := self._numbers.get(key)) is not None:
            if self.points[known] == x:
                return known
            key += 1
        length = _length(x)
        steps.take(steps.point(length, self.piece_bits, len(self._marks)))
        found = _marks_below(self._marks, x)
        on_mark = found < len(self._marks) and self._marks[found] == x
        new = self._add(2 * found + on_mark, x if kept else None)
        if kept:
            self._numbers[key] = new
            self.keep(length)
        else:
            self._enclosures[new] = Enclosure(x, self._precision(FIRST_PRECISION))
        return new

    def exact(self, x: int) -> Point:
        """Return a point whose digits are kept."""
        point = self.points[x]
        if point is None:
            raise ArithmeticError("the digits of a point that is asked for are not kept")
        return point

    def image(self, x: int) -> int:
        """Return the number of f of a point."""
        known = self._images[x]
        if known < 0:
            known = self._images[x] = self._image(x)
        return known

    def is_finite(self, x: int) -> bool:
        """Tell whether a point is no infinite end."""
        point = self.points[x]
        return point is None or point[1] != 0

    def is_event(self, x: int) -> bool:
        """Tell whether a point is a breakpoint, or in a flat piece."""
        return self.below[x] != self.above[x] or self.below[x] in self.flats

    def keep(self, bits: int) -> None:
        """Count bits in the memory."""
        self._bits += bits
        if self._bits > MOST_BITS:
            raise Decline(Rule.LIMITS, f"at most {MOST_BITS} bits of points and states", "more")

    def _image(self, x: int) -> int:
        piece, point = self.below[x], self.points[x]
        if point is not None:
            return self.number(self.f.along(piece, point))
        if piece in self.flats:
            return self.flats[piece]
        enclosure = self._enclosures.pop(x)
        enclosure.go(piece)
        return self._number_of(enclosure)

    def _number_of(self, enclosure: Enclosure) -> int:
        """Return the number of an enclosed point, whose exact value is found where no precision shows its place."""
        while (found := enclosure.marks_below()) is None:
            bits = enclosure.precision.bits
            if bits > _length(enclosure.exact) + len(enclosure.pieces) * self.piece_bits:
                exact = enclosure.exact
                for piece in enclosure.pieces:
                    exact = self.f.along(piece, exact)
                    steps.take(60 + 2 * steps.product(_length(exact), self.piece_bits))
                return self.number(exact)
            enclosure.enclose(self._precision(2 * bits))
        steps.take(steps.point(0, 0, len(self._marks)))
        new = self._add(2 * found, None)
        self._enclosures[new] = enclosure
        return new

    def _precision(self, bits: int) -> Precision:
        if bits not in self._precisions:
            steps.take(len(self._marks) * (60 + steps.product(bits, self.piece_bits)))
            self._precisions[bits] = Precision(self.f, self._marks, bits)
        return self._precisions[bits]

    def _add(self, place: int, x: Point | None) -> int:
        self.keep(POINT_BITS)
        self.points.append(x)
        self.places.append(place)
        self.below.append(self._cuts_below[place // 2])
        self.above.append(self._cuts_below[(place + 1) // 2])
        self._images.append(-1)
        return len(self.points) - 1


def _length(x: Point) -> int:
    return x[0].bit_length() + x[1].bit_length()


def _marks_below(marks: list[Point], x: Point) -> int:
    low, high = 0, len(marks)
    while low < high:
        middle = (low + high) // 2
        if less(marks[middle], x):
            low = middle + 1
        else:
            high = middle
    return low
