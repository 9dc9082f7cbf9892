"""A column of rationals, packed: the inside of a piecewise-linear map.

A map of a million knots must not cost a million `Fraction` objects. A `Column` holds numerators over one common
denominator, in an ``array('q')`` while they fit into 64 bits, or one denominator per entry when a common one
would be needlessly large. Which of these it is, only this module knows. `assemble` builds a column from affine
images of slices of others with one multiplication per entry, which is how f^k is built from f^(k-1).
"""

import math
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import repeat
from typing import TYPE_CHECKING, Any, TypeAlias, overload

from exactpl import work

if TYPE_CHECKING:
    import numpy as np

Integers: TypeAlias = "array[int] | list[int]"


def _packed(values: list[int]) -> Integers:
    try:
        return array("q", values)  # raises on overflow, never wraps
    except OverflowError:
        return values


def _worth_sharing(common: int, largest: int) -> bool:
    # 1,000 unrelated 53-bit denominators have a common one of 44,000 bits: then each keeps its own.
    return common.bit_length() <= 2 * largest.bit_length() + 64


SHORT_BITS = 1_000  # numbers whose greatest common divisors take no time


class Column(Sequence[Fraction]):
    """An immutable sequence of rationals. A `Fraction` is made when an entry is read."""

    __slots__ = ("_common", "_denominators", "_numerators")
    _numerators: Integers
    _common: int  # the common denominator, or 0 when each entry has its own
    _denominators: Integers

    def __init__(self, values: Sequence[Fraction] = ()) -> None:
        denominators = [value.denominator for value in values]
        common, largest = _least_common(denominators)
        if _worth_sharing(common, largest):
            self._common = common
            self._numerators = _packed([v.numerator * (common // v.denominator) for v in values])
            self._denominators = []
        else:
            self._common = 0
            self._numerators = _packed([value.numerator for value in values])
            self._denominators = _packed(denominators)

    @classmethod
    def _over(cls, numerators: list[int], common: int) -> "Column":
        """Return the column numerators / common, reduced."""
        divisor = common
        for numerator in numerators:
            if divisor == 1:
                break
            divisor = math.gcd(divisor, numerator)
        if divisor > 1:
            numerators = [numerator // divisor for numerator in numerators]
        return _restored(_packed(numerators), common // divisor, [])

    @classmethod
    def _of_packed(cls, numerators: Integers, common: int, denominators: "Integers | None" = None) -> "Column":
        """Return a column of packed parts (trusted); common is 0 when each entry has its own denominator > 0."""
        return _restored(numerators, common, [] if denominators is None else denominators)

    def as_int64(self) -> "np.ndarray[Any, np.dtype[np.int64]] | None":
        """Return the numerators, without copying, if they and their one denominator fit into 64 bits; else None."""
        import numpy as np

        if not isinstance(self._numerators, array) or not 0 < self._common < 1 << 63:
            return None
        return np.frombuffer(self._numerators, dtype=np.int64)

    @property
    def is_packed(self) -> bool:
        """Whether the entries are integers over denominators, as they are in all columns but a `FieldColumn`."""
        return True

    @property
    def common(self) -> int:
        """The common denominator, or 0 when each entry has its own."""
        return self._common

    def expand(self) -> None:
        """Compute all entries, see `LazyColumn`; here they are."""

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        return _restored, (self._numerators, self._common, self._denominators)

    def __len__(self) -> int:
        return len(self._numerators)

    @overload
    def __getitem__(self, index: int) -> Fraction: ...
    @overload
    def __getitem__(self, index: slice) -> list[Fraction]: ...
    def __getitem__(self, index: int | slice) -> Fraction | list[Fraction]:
        if isinstance(index, slice):
            return [self[i] for i in range(*index.indices(len(self)))]
        top, bottom = self._numerators[index], self._common or self._denominators[index]
        if bottom >> SHORT_BITS:
            work.charge(bottom.bit_length() ** 2 // 600)
        return Fraction(top, bottom)

    def __iter__(self) -> Iterator[Fraction]:
        long = [self._common] * len(self) if self._common >> SHORT_BITS else self._denominators
        if isinstance(long, list):
            work.charge(sum(number.bit_length() ** 2 for number in long) // 600)
        return map(Fraction, self._numerators, self._each_denominator())

    def _each_denominator(self) -> Iterator[int]:
        return repeat(self._common) if self._common else iter(self._denominators)

    def ratio(self, index: int) -> tuple[int, int]:
        """Return (numerator, positive denominator) of an entry, not always in lowest terms. No gcd is taken."""
        return self._numerators[index], self._common or self._denominators[index]

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Column):
            return NotImplemented
        if self._common and self._common == other._common:
            return _same(self._numerators, other._numerators)
        if len(self) != len(other):
            return False
        mine = zip(self._numerators, self._each_denominator(), strict=False)
        theirs = zip(other._numerators, other._each_denominator(), strict=False)
        return all(a * d == c * b for (a, b), (c, d) in zip(mine, theirs, strict=True))

    __hash__ = None  # type: ignore[assignment]  # equal columns may be packed differently; PL hashes values

    def bisect_left(self, value: Fraction) -> int:
        """Return the number of entries < value. The column must increase."""
        if self._common and isinstance(value, Fraction):  # entry < p/q  <=>  numerator < ceil(p * common / q)
            return bisect_left(self._numerators, -(-value.numerator * self._common // value.denominator))
        return bisect_left(self, value)

    def bisect_right(self, value: Fraction) -> int:
        """Return the number of entries <= value. The column must increase."""
        if self._common and isinstance(value, Fraction):
            return bisect_right(self._numerators, value.numerator * self._common // value.denominator)
        return bisect_right(self, value)

    def taken(self, indices: "np.ndarray[Any, np.dtype[np.int32]]") -> "Column":
        """Return the column of the entries with these numbers, in this order."""
        import numpy as np

        def take(numbers: Integers) -> Integers:
            if isinstance(numbers, array):
                found = array("q")
                found.frombytes(np.take(np.frombuffer(numbers, dtype=np.int64), indices).data.cast("B"))
                return found
            return [numbers[i] for i in indices.tolist()]

        return _restored(take(self._numerators), self._common, [] if self._common else take(self._denominators))

    def argmin(self) -> int:
        """Return the index of the first smallest entry."""
        key = self._numerators.__getitem__ if self._common else self.__getitem__
        return min(range(len(self)), key=key)

    def argmax(self) -> int:
        """Return the index of the first largest entry."""
        key = self._numerators.__getitem__ if self._common else self.__getitem__
        return max(range(len(self)), key=key)

    def nbytes(self) -> int:
        """Return the memory of the packed numbers in bytes (for lists, eight bytes and the integer)."""
        return sum(
            part.itemsize * len(part) if isinstance(part, array) else sum(8 + n.__sizeof__() for n in part)
            for part in (self._numerators, self._denominators)
        )


def _restored(numerators: Integers, common: int, denominators: Integers) -> Column:
    column = object.__new__(Column)
    column._numerators, column._common, column._denominators = numerators, common, denominators
    return column


def _same(left: Integers, right: Integers) -> bool:
    if isinstance(left, array) == isinstance(right, array):
        return left == right
    return list(left) == list(right)


def _least_common(denominators: list[int]) -> tuple[int, int]:
    """Return (least common multiple, largest); the multiple stops growing once it is not worth sharing."""
    distinct = set(denominators)
    largest = max(distinct, default=1)
    common = 1
    for denominator in distinct:
        common = math.lcm(common, denominator)
        if not _worth_sharing(common, largest):
            break
    return common, largest


@dataclass(frozen=True, slots=True)
class AffineSlice:
    """The affine image x -> scale * x + shift of the entries start..stop-1 of a column, perhaps in reverse order."""

    column: Column
    start: int
    stop: int
    is_reversed: bool = False
    scale: Fraction = Fraction(1)
    shift: Fraction = Fraction(0)

    def entries(self, numbers: Integers) -> Integers:
        """Return the part of a list of numerators (or denominators) that belongs to this slice, in order."""
        part = numbers[self.start : self.stop]
        if self.is_reversed:
            part.reverse()
        return part

    def denominator(self) -> int:
        """Return a denominator common to all entries of this image; the column must have one."""
        scaled = self.scale.denominator * self.column._common
        return math.lcm(scaled // math.gcd(self.scale.numerator, scaled), self.shift.denominator)


def assemble(parts: Sequence[AffineSlice | Fraction]) -> Column:
    """Return the column that lists single values and affine images of slices one after the other.

    Cost: one multiplication and one addition of integers for each entry; gcds only where entries keep
    denominators of their own.
    """
    images = [part for part in parts if isinstance(part, AffineSlice)]
    if all(image.column._common for image in images):
        common, largest = _least_common(
            [part.denominator() if isinstance(part, AffineSlice) else part.denominator for part in parts]
        )
        if _worth_sharing(common, largest):
            return _assemble_over(parts, common)
    return _assemble_apart(parts)


def _assemble_over(parts: Sequence[AffineSlice | Fraction], common: int) -> Column:
    numerators: list[int] = []
    bits = common.bit_length()
    for part in parts:
        if isinstance(part, Fraction):
            numerators.append(part.numerator * (common // part.denominator))
            continue
        work.hold((part.stop - part.start) * (8 + bits // 8))
        work.charge((part.stop - part.start) * (150 + bits // 4))
        entries = part.entries(part.column._numerators)
        factor = part.scale.numerator * common // (part.scale.denominator * part.column._common)
        offset = part.shift.numerator * (common // part.shift.denominator)
        if offset:
            numerators.extend([factor * n + offset for n in entries])
        elif factor != 1:
            numerators.extend([factor * n for n in entries])
        else:
            numerators.extend(entries)
    return Column._over(numerators, common)


def _assemble_apart(parts: Sequence[AffineSlice | Fraction]) -> Column:
    numerators: list[int] = []
    denominators: list[int] = []
    for part in parts:
        if isinstance(part, Fraction):
            numerators.append(part.numerator)
            denominators.append(part.denominator)
            continue
        work.hold((part.stop - part.start) * 100)
        column, (a, b), (c, d) = part.column, part.scale.as_integer_ratio(), part.shift.as_integer_ratio()
        tops = part.entries(column._numerators)
        bottoms = repeat(column._common) if column._common else part.entries(column._denominators)
        for top, bottom in zip(tops, bottoms, strict=False):
            p, q = a * d * top + c * b * bottom, b * d * bottom
            work.charge(1_000 + (p.bit_length() * q.bit_length() >> 9))
            divisor = math.gcd(p, q)
            numerators.append(p // divisor)
            denominators.append(q // divisor)
    return _restored(_packed(numerators), 0, _packed(denominators))
