"""What readers of a column may use: a column is the sequence of the x, or of the y, of the knots of a map.

`Column` is abstract and holds no data. Its kinds are final: `PackedColumn` (integers over denominators), `LazyColumn`
(packed when it is asked for) and `FieldColumn` (numbers of a field Q(a), in a list). Whoever works on integers asks for
`packed()`.
"""

from abc import abstractmethod
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, ClassVar, overload

from exactpl.arithmetic.rationals import Real
from exactpl.errors import described

if TYPE_CHECKING:
    from exactpl.maps.packed_column import PackedColumn

LONGEST_REPR = 100


class Column(Sequence[Real]):
    """An immutable sequence of numbers. Columns of equal numbers are equal, whatever their kinds; none has a hash."""

    __slots__ = ()
    is_rational: ClassVar[bool]
    """Whether this kind of column holds rationals alone, so that `packed` gives them."""

    @abstractmethod
    def packed(self) -> "PackedColumn | None":
        """Return the same numbers as integers over denominators, or None for a column over a field.

        Cost: none, but that a `LazyColumn` computes all entries, once.
        """

    @abstractmethod
    def ratio(self, index: int) -> tuple[int, int]:
        """Return (numerator, positive denominator) of an entry, not always in lowest terms.

        Raises InputError for an entry that is not rational.
        """

    @abstractmethod
    def __len__(self) -> int: ...

    @overload
    def __getitem__(self, index: int) -> Real: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Real]: ...
    @abstractmethod
    def __getitem__(self, index: int | slice) -> Real | Sequence[Real]: ...

    def __repr__(self) -> str:
        return described(list(self), 1_000_000) if len(self) <= LONGEST_REPR else f"<{len(self)} numbers>"

    @abstractmethod
    def __iter__(self) -> Iterator[Real]: ...

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Column):
            return NotImplemented
        mine, theirs = self.packed(), other.packed()
        if mine is None or theirs is None:
            return len(self) == len(other) and all(a == b for a, b in zip(self, other, strict=True))
        return mine.has_numbers_of(theirs)

    @abstractmethod
    def bisect_left(self, value: Real) -> int:
        """Return the number of entries < value. The column must increase."""

    @abstractmethod
    def bisect_right(self, value: Real) -> int:
        """Return the number of entries <= value. The column must increase."""

    @abstractmethod
    def argmin(self) -> int:
        """Return the index of the first smallest entry."""

    @abstractmethod
    def argmax(self) -> int:
        """Return the index of the first largest entry."""

    @abstractmethod
    def nbytes(self) -> int:
        """Return the memory of the numbers in bytes, as far as this column counts it."""
