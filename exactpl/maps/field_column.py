"""A column of numbers of one field Q(a): a plain list, for maps with algebraic data.

Whoever reads entries may use it as a `Column`; whoever works on packed integers asks `is_packed` first.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any

from exactpl.arithmetic.rationals import ExactReal
from exactpl.maps.column import Column


class FieldColumn(Column):
    """An immutable sequence of rationals and algebraic numbers of one field."""

    __slots__ = ("_values",)

    def __init__(self, values: Sequence[Fraction]) -> None:
        self._values = list(values)
        self._numerators, self._denominators, self._common = [], [], 0

    @property
    def is_packed(self) -> bool:
        """Whether the entries are integers over denominators: here they are not."""
        return False

    def as_int64(self) -> None:
        """Return None: there are no integers here."""
        return

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        return FieldColumn, (self._values,)

    def __len__(self) -> int:
        return len(self._values)

    def __getitem__(self, index: Any) -> Any:
        return self._values[index]

    def __iter__(self) -> Iterator[Fraction]:
        return iter(self._values)

    def ratio(self, index: int) -> tuple[Any, int]:
        """Return (entry, 1)."""
        return self._values[index], 1

    def __eq__(self, other: object) -> bool:
        return self._values == list(other) if isinstance(other, Column) else NotImplemented

    __hash__ = None  # as a column

    def bisect_left(self, value: Fraction) -> int:
        """Return the number of entries < value. The column must increase."""
        return bisect_left(self._values, value)

    def bisect_right(self, value: Fraction) -> int:
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


def column_of(values: Sequence[Fraction]) -> Column:
    """Return a packed column of rationals, or a list where one of them is not rational."""
    return FieldColumn(values) if any(isinstance(value, ExactReal) for value in values) else Column(values)
