"""Uniform grids whose points are known exactly: x_j = (start + j * step) / 2^bits, whole numbers of at most 52 bits."""

from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor
from typing import Any

from exactpl.arithmetic.integers import require_integer
from exactpl.arithmetic.intervals import Interval
from exactpl.arithmetic.rationals import rationals
from exactpl.crosscheck.backends import Backend
from exactpl.crosscheck.formats import FloatFormat
from exactpl.errors import DomainError, InputError

MOST_POINTS = 1 << 40
_LARGEST = 1 << 52
_CELL_BITS = 12  # a cell is at least 2^12 units wide, where that leaves the numbers small enough


@dataclass(frozen=True, slots=True)
class Grid:
    """The points (start + j * step) / 2^bits, j = 0..points - 1; the numerators have at most 52 bits.

    >>> grid = Grid.inside(Interval(0, 1), 5)
    >>> [grid[j] for j in range(5)] == [0, Fraction(1, 4), Fraction(1, 2), Fraction(3, 4), 1]
    True
    """

    start: int
    step: int
    bits: int
    points: int

    @classmethod
    def inside(cls, interval: Interval, points: int) -> "Grid":
        """Return a grid of so many points, >= 3, that fills a compact interval, to a thousandth where 52 bits do.

        Raises InputError where they do not suffice to tell the points apart.
        """
        count = require_integer(points, "points", 3, MOST_POINTS)
        lower, upper = interval
        if lower is None or upper is None or interval.is_point:
            raise DomainError(
                f"a grid needs a compact interval of positive length, found {interval}; name one: on=(a, b), --on A B."
            )
        lower, upper = rationals((lower, upper))
        cells = count - 1
        bits = _bits_of(Fraction(cells << _CELL_BITS) / (upper - lower))
        while max(abs(lower), abs(upper)) * _power(bits) >= _LARGEST:
            bits -= 1
        start = ceil(lower * _power(bits))
        step = (floor(upper * _power(bits)) - start) // cells
        if step < 1:
            raise InputError(
                f"points that are 52-bit binary fractions are required; {count:,} of them do not fit into {interval}. "
                "Take fewer points or a wider interval."
            )
        return cls(start, step, bits, count)

    def __getitem__(self, j: int) -> Fraction:
        if not 0 <= j < self.points:
            raise IndexError(f"a point 0..{self.points - 1} is required, found {j}")
        return (self.start + j * self.step) / _power(self.bits)

    def __len__(self) -> int:
        return self.points

    @property
    def denominator(self) -> int:
        """A common denominator of the points."""
        return 1 << max(self.bits, 0)

    @property
    def factor(self) -> int:
        """The factor that makes start + j * step a numerator over `denominator`; 1 except for huge intervals."""
        return 1 << max(-self.bits, 0)

    def numerators(self, backend: Backend, start: int, stop: int) -> Any:
        """Return start + j * step for j in a range, as int64."""
        return backend.positions(start, stop) * self.step + self.start

    def floats(self, backend: Backend, format: FloatFormat, start: int, stop: int) -> Any:
        """Return the points in a range rounded to a format: exact in float64, one rounding off in float32."""
        last = self.start + (self.points - 1) * self.step
        size = max(abs(self.start), abs(last)).bit_length() - self.bits
        if -self.bits < format.least or size > format.most:
            raise InputError(
                f"points below 2^{format.most} that are multiples of 2^{format.least} are required to compute in "
                f"{format.name}, found multiples of 2^{-self.bits} up to about 2^{size}."
            )
        xp = backend.xp
        values = xp.astype(self.numerators(backend, start, stop), format.dtype(xp))
        return values * 2.0**-self.bits

    def is_exact_in(self, format: FloatFormat) -> bool:
        """Whether all points are numbers of the format."""
        last = self.start + (self.points - 1) * self.step
        return max(abs(self.start), abs(last)) <= 1 << format.digits

    def within(self, start: int, stop: int) -> "Grid":
        """Return the grid of the points in a range."""
        return Grid(self.start + start * self.step, self.step, self.bits, stop - start)


def _power(bits: int) -> Fraction:
    return Fraction(2) ** bits


def _bits_of(x: Fraction) -> int:
    """Return the least b >= 0 with 2^b >= x > 0."""
    return max((ceil(x) - 1).bit_length(), 0)
