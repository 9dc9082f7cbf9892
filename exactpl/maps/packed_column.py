"""A column of rationals, packed: the inside of a piecewise-linear map.

A map of a million knots must not cost a million `Fraction` objects. A `PackedColumn` holds numerators over one common
denominator, in an ``array('q')`` while they fit into 64 bits, or one denominator per entry when a common one
would be needlessly large.
"""

import math
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import repeat
from typing import TYPE_CHECKING, Any, TypeAlias, final, overload

from exactpl import work
from exactpl.arithmetic.rationals import Real
from exactpl.maps.column import Column

if TYPE_CHECKING:
    import numpy as np

Integers: TypeAlias = "array[int] | list[int]"
SHORT_BITS = 1_000  # numbers whose greatest common divisors take no time


def pack(values: list[int]) -> Integers:
    """Return integers as an array of 64 bits each, if they fit."""
    try:
        return array("q", values)  # raises on overflow, never wraps
    except OverflowError:
        return values


def is_worth_sharing(common: int, largest: int) -> bool:
    """Whether a common denominator is small enough beside the largest of the denominators."""
    # 1,000 unrelated 53-bit denominators have a common one of 44,000 bits: then each keeps its own.
    return common.bit_length() <= 2 * largest.bit_length() + 64


def least_common(denominators: Iterable[int]) -> tuple[int, int]:
    """Return (least common multiple, largest); the multiple stops growing once it is not worth sharing."""
    distinct = set(denominators)
    largest = max(distinct, default=1)
    common = 1
    for denominator in distinct:
        common = math.lcm(common, denominator)
        if not is_worth_sharing(common, largest):
            break
    return common, largest


@final
class PackedColumn(Column):
    """An immutable sequence of rationals. A `Fraction` is made when an entry is read.

    `common` is the common denominator, or 0 when each entry has its own in `denominators`. Whoever reads these parts
    leaves them as they are.
    """

    __slots__ = ("common", "denominators", "numerators")
    is_rational = True
    numerators: Integers
    common: int
    denominators: Integers

    def __init__(self, values: Sequence[Fraction] = ()) -> None:
        denominators = [value.denominator for value in values]
        common, largest = least_common(denominators)
        if is_worth_sharing(common, largest):
            self.common = common
            self.numerators = pack([v.numerator * (common // v.denominator) for v in values])
            self.denominators = []
        else:
            self.common = 0
            self.numerators = pack([value.numerator for value in values])
            self.denominators = pack(denominators)

    @classmethod
    def over(cls, numerators: list[int], common: int) -> "PackedColumn":
        """Return the column numerators / common, reduced by what all have in common."""
        divisor = common
        for numerator in numerators:
            if divisor == 1:
                break
            divisor = math.gcd(divisor, numerator)
        if divisor > 1:
            numerators = [numerator // divisor for numerator in numerators]
        return cls.of_parts(pack(numerators), common // divisor)

    @classmethod
    def over_int64(cls, numbers: "np.ndarray[Any, np.dtype[np.int64]]", common: int) -> "PackedColumn":
        """Return the column numbers / common, reduced by what all have in common."""
        import numpy as np

        # gcds are taken of blocks: most often the first few numbers have nothing in common with the denominator
        divisor, position = common, 0
        while divisor > 1 and position < len(numbers):
            block = int(np.gcd.reduce(numbers[position : position + 4096]))
            divisor, position = math.gcd(divisor, block), position + 4096
        if divisor > 1:
            numbers = numbers // divisor if divisor < 1 << 63 else np.zeros_like(numbers)
        packed = array("q")
        packed.frombytes(np.ascontiguousarray(numbers).data.cast("B"))
        return cls.of_parts(packed, common // divisor)

    @classmethod
    def of_parts(cls, numerators: Integers, common: int, denominators: "Integers | None" = None) -> "PackedColumn":
        """Return a column of its parts (trusted); common is 0 when each entry has its own denominator > 0."""
        return _restored(numerators, common, [] if denominators is None else denominators)

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        return _restored, (self.numerators, self.common, self.denominators)

    def packed(self) -> "PackedColumn":
        """Return this column."""
        return self

    def as_int64(self) -> "np.ndarray[Any, np.dtype[np.int64]] | None":
        """Return the numerators, without copying, if they and their one denominator fit into 64 bits; else None."""
        import numpy as np

        if not isinstance(self.numerators, array) or not 0 < self.common < 1 << 63:
            return None
        return np.frombuffer(self.numerators, dtype=np.int64)

    def __len__(self) -> int:
        return len(self.numerators)

    @overload
    def __getitem__(self, index: int) -> Fraction: ...
    @overload
    def __getitem__(self, index: slice) -> list[Fraction]: ...
    def __getitem__(self, index: int | slice) -> Fraction | list[Fraction]:
        if isinstance(index, slice):
            return [self[i] for i in range(*index.indices(len(self)))]
        top, bottom = self.numerators[index], self.common or self.denominators[index]
        if bottom >> SHORT_BITS:
            work.charge(bottom.bit_length() ** 2 // 600)
        return Fraction(top, bottom)

    def __iter__(self) -> Iterator[Fraction]:
        long = [self.common] * len(self) if self.common >> SHORT_BITS else self.denominators
        if isinstance(long, list):
            work.charge(sum(number.bit_length() ** 2 for number in long) // 600)
        return map(Fraction, self.numerators, self._each_denominator())

    def _each_denominator(self) -> Iterator[int]:
        return repeat(self.common) if self.common else iter(self.denominators)

    def ratio(self, index: int) -> tuple[int, int]:
        """Return (numerator, positive denominator) of an entry, not always in lowest terms. No gcd is taken."""
        return self.numerators[index], self.common or self.denominators[index]

    def has_numbers_of(self, other: "PackedColumn") -> bool:
        """Whether both are the same numbers, however they are packed."""
        if self.common and self.common == other.common:
            return _same(self.numerators, other.numerators)
        if len(self) != len(other):
            return False
        mine = zip(self.numerators, self._each_denominator(), strict=False)
        theirs = zip(other.numerators, other._each_denominator(), strict=False)
        return all(a * d == c * b for (a, b), (c, d) in zip(mine, theirs, strict=True))

    def bisect_left(self, value: Real) -> int:
        """Return the number of entries < value. The column must increase."""
        if self.common and isinstance(value, Fraction):  # entry < p/q  <=>  numerator < ceil(p * common / q)
            return bisect_left(self.numerators, -(-value.numerator * self.common // value.denominator))
        return bisect_left(self, value)

    def bisect_right(self, value: Real) -> int:
        """Return the number of entries <= value. The column must increase."""
        if self.common and isinstance(value, Fraction):
            return bisect_right(self.numerators, value.numerator * self.common // value.denominator)
        return bisect_right(self, value)

    def taken(self, indices: "np.ndarray[Any, np.dtype[np.int32]]") -> "PackedColumn":
        """Return the column of the entries with these numbers, in this order."""
        import numpy as np

        def take(numbers: Integers) -> Integers:
            if isinstance(numbers, array):
                found = array("q")
                found.frombytes(np.take(np.frombuffer(numbers, dtype=np.int64), indices).data.cast("B"))
                return found
            return [numbers[i] for i in indices.tolist()]

        return _restored(take(self.numerators), self.common, [] if self.common else take(self.denominators))

    def argmin(self) -> int:
        """Return the index of the first smallest entry."""
        key = self.numerators.__getitem__ if self.common else self.__getitem__
        return min(range(len(self)), key=key)

    def argmax(self) -> int:
        """Return the index of the first largest entry."""
        key = self.numerators.__getitem__ if self.common else self.__getitem__
        return max(range(len(self)), key=key)

    def nbytes(self) -> int:
        """Return the memory of the packed numbers in bytes (for lists, eight bytes and the integer)."""
        return sum(
            part.itemsize * len(part) if isinstance(part, array) else sum(8 + n.__sizeof__() for n in part)
            for part in (self.numerators, self.denominators)
        )


def _restored(numerators: Integers, common: int, denominators: Integers) -> PackedColumn:
    column = object.__new__(PackedColumn)
    column.numerators, column.common, column.denominators = numerators, common, denominators
    return column


def _same(left: Integers, right: Integers) -> bool:
    if isinstance(left, array) == isinstance(right, array):
        return left == right
    return list(left) == list(right)
