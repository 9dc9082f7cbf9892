"""A column that is computed when it is asked for: single entries one by one, everything at once on bulk use."""

from array import array
from collections.abc import Callable
from fractions import Fraction
from math import gcd
from typing import TYPE_CHECKING, Any

from exactpl import work
from exactpl.maps.column import SHORT_BITS, Column

if TYPE_CHECKING:
    import numpy as np

_PACKED = ("_numerators", "_common", "_denominators")


class LazyColumn(Column):
    """A column of known length: `entry(i)` is one entry as (numerator, denominator > 0), `expand()` all of them.

    Whatever needs the packed numbers (composing, comparing, searching by value) expands it, once; reading single
    entries does not.
    """

    __slots__ = ("_entry", "_expand", "_length")

    def __init__(self, length: int, entry: Callable[[int], tuple[int, int]], expand: Callable[[], Column]) -> None:
        self._length, self._entry = length, entry
        self._expand: Callable[[], Column] | None = expand

    def __getattr__(self, name: str) -> Any:
        """Expand when a packed part is first asked for; the slots are empty until then."""
        if name in _PACKED and self._expand is not None:
            column = self._expand()
            self._numerators, self._common = column._numerators, column._common
            self._denominators = column._denominators
            self._expand = None
            return getattr(self, name)
        raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")

    def expand(self) -> None:
        """Compute all entries, once."""
        len(self._numerators)

    def __len__(self) -> int:
        return self._length

    def __getitem__(self, index: Any) -> Any:
        if self._expand is None or isinstance(index, slice):
            return super().__getitem__(index)
        i = range(self._length)[index]  # as a list: negative indices, and an IndexError beyond
        top, bottom = self._entry(i)
        if bottom >> SHORT_BITS:
            work.charge(top.bit_length() * bottom.bit_length() // 600)
        return Fraction(top, bottom)

    def ratio(self, index: int) -> tuple[int, int]:
        """Return (numerator, positive denominator) of an entry, not always in lowest terms."""
        return super().ratio(index) if self._expand is None else self._entry(index)


def column_of_int64(numbers: "np.ndarray[Any, np.dtype[np.int64]]", common: int) -> Column:
    """Return the column numbers / common, reduced by what all have in common."""
    import numpy as np

    # gcds are taken of blocks: most often the first few numbers have nothing in common with the denominator
    divisor, position = common, 0
    while divisor > 1 and position < len(numbers):
        block = int(np.gcd.reduce(numbers[position : position + 4096]))
        divisor, position = gcd(divisor, block), position + 4096
    if divisor > 1:
        numbers = numbers // divisor if divisor < 1 << 63 else np.zeros_like(numbers)
    packed = array("q")
    packed.frombytes(np.ascontiguousarray(numbers).data.cast("B"))
    return Column._of_packed(packed, common // divisor)
