"""A column of numbers of one field Q(a): a plain list, for maps with algebraic data."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import final, overload

from exactpl.arithmetic.rationals import Real, rational
from exactpl.maps.column import Column


@final
class FieldColumn(Column):
    """An immutable sequence of rationals and algebraic numbers of one field."""

    __slots__ = ("_values",)
    is_rational = False

    def __init__(self, values: Sequence[Real]) -> None:
        self._values = list(values)

    def packed(self) -> None:
        """Return None: there are no integers here."""
        return

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        return FieldColumn, (self._values,)

    def __len__(self) -> int:
        return len(self._values)

    @overload
    def __getitem__(self, index: int) -> Real: ...
    @overload
    def __getitem__(self, index: slice) -> list[Real]: ...
    def __getitem__(self, index: int | slice) -> Real | list[Real]:
        return self._values[index]

    def __iter__(self) -> Iterator[Real]:
        return iter(self._values)

    def ratio(self, index: int) -> tuple[int, int]:
        """Return (numerator, positive denominator) of an entry; InputError for one that is not rational."""
        return rational(self._values[index]).as_integer_ratio()

    def bisect_left(self, value: Real) -> int:
        """Return the number of entries < value. The column must increase."""
        return bisect_left(self._values, value)

    def bisect_right(self, value: Real) -> int:
        """Return the number of entries <= value. The column must increase."""
        return bisect_right(self._values, value)

    def argmin(self) -> int:
        """Return the index of the first smallest entry."""
        return min(range(len(self)), key=self._values.__getitem__)

    def argmax(self) -> int:
        """Return the index of the first largest entry."""
        return max(range(len(self)), key=self._values.__getitem__)

    def nbytes(self) -> int:
        """Return about the memory of the references, eight bytes each."""
        return 8 * len(self)
