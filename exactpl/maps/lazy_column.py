"""A column that is computed when it is asked for: single entries one by one, everything at once on bulk use."""

from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import final, overload

from exactpl import work
from exactpl.arithmetic.rationals import Real
from exactpl.maps.column import Column
from exactpl.maps.packed_column import SHORT_BITS, PackedColumn


@final
class LazyColumn(Column):
    """A column of known length: `entry(i)` is one entry as (numerator, denominator > 0), `compute()` all of them.

    Whatever needs all numbers (composing, comparing, searching by value) computes them, once; reading single entries
    does not.
    """

    __slots__ = ("_column", "_compute", "_entry", "_length")
    is_rational = True

    def __init__(
        self, length: int, entry: Callable[[int], tuple[int, int]], compute: Callable[[], PackedColumn]
    ) -> None:
        self._length, self._entry, self._compute = length, entry, compute
        self._column: PackedColumn | None = None

    def packed(self) -> PackedColumn:
        """Return the packed column of all entries, computed once."""
        if self._column is None:
            self._column = self._compute()
        return self._column

    def __reduce__(self) -> tuple[object, ...]:
        return self.packed().__reduce__()

    def __len__(self) -> int:
        return self._length

    @overload
    def __getitem__(self, index: int) -> Fraction: ...
    @overload
    def __getitem__(self, index: slice) -> list[Fraction]: ...
    def __getitem__(self, index: int | slice) -> Fraction | list[Fraction]:
        if self._column is not None:
            return self._column[index]
        if isinstance(index, slice):
            return [self[i] for i in range(*index.indices(self._length))]
        top, bottom = self._entry(range(self._length)[index])  # as a list: negative indices, an IndexError beyond
        if bottom >> SHORT_BITS:
            work.charge(top.bit_length() * bottom.bit_length() // 600)
        return Fraction(top, bottom)

    def __iter__(self) -> Iterator[Fraction]:
        return iter(self.packed())

    def ratio(self, index: int) -> tuple[int, int]:
        """Return (numerator, positive denominator) of an entry, not always in lowest terms."""
        return self._entry(index) if self._column is None else self._column.ratio(index)

    def bisect_left(self, value: Real) -> int:
        """Return the number of entries < value. The column must increase."""
        return self.packed().bisect_left(value)

    def bisect_right(self, value: Real) -> int:
        """Return the number of entries <= value. The column must increase."""
        return self.packed().bisect_right(value)

    def argmin(self) -> int:
        """Return the index of the first smallest entry."""
        return self.packed().argmin()

    def argmax(self) -> int:
        """Return the index of the first largest entry."""
        return self.packed().argmax()

    def nbytes(self) -> int:
        """Return the memory of the packed numbers in bytes."""
        return self.packed().nbytes()
