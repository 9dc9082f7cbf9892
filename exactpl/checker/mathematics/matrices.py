"""Products of an integer matrix with many vectors.

The columns of a matrix can be written as integers whose digits in base 2^s are the entries.  Then the product is a sum
of as many products of a long integer by a short one as there are columns, and its entries are read from the digits of
that.  With w bits for the entries of the matrix, v for those of the vector and c columns, an entry of the product is
less than c 2^(w + v) in size, and s > w + v + the bits of c makes that less than half the base; so with half the base
added to each digit none is negative.  That pays while the vector is short; otherwise rows are multiplied one by one.
"""

from __future__ import annotations

from collections.abc import Sequence
from operator import mul

_USES = 4  # with a base before columns are written in it
_LONGEST = 45_000  # bits of a digit times bits of an entry of the vector
_FEWEST = 8  # rows


class Matrix:
    """A matrix by rows, all of one length."""

    def __init__(self, rows: Sequence[Sequence[int]]) -> None:
        self.rows = rows
        self._bits = max(entry.bit_length() for row in rows for entry in row) + len(rows[0]).bit_length() + 1
        self._uses: dict[int, int] = {}
        self._width = 0  # bytes of a digit
        self._columns: list[int] = []
        self._halves = 0

    def times(self, x: Sequence[int]) -> list[int]:
        """Return the product with a vector."""
        if len(x) == 1:
            return [row[0] * x[0] for row in self.rows]
        longest = max(map(int.bit_length, x))
        width = -(-(self._bits + longest) // 64) * 8
        if len(self.rows) < _FEWEST or 8 * width * longest > _LONGEST or not self._is_written(width):
            return [sum(map(mul, row, x)) for row in self.rows]
        total = sum([column * entry for column, entry in zip(self._columns, x, strict=True) if entry], self._halves)
        digits = total.to_bytes(width * len(self.rows) + 1, "little")
        half = 1 << 8 * width - 1
        places = range(0, width * len(self.rows), width)
        return [int.from_bytes(digits[i : i + width], "little") - half for i in places]

    def _is_written(self, width: int) -> bool:
        """Tell whether the columns are written with so many bytes a digit; they are when that has been asked often."""
        if width != self._width:
            self._uses[width] = self._uses.get(width, 0) + 1
            if self._uses[width] <= _USES:
                return False
            self._uses.clear()
            self._width = width
            half = 1 << 8 * width - 1
            self._halves = int.from_bytes(half.to_bytes(width, "little") * len(self.rows), "little")
            self._columns = [
                int.from_bytes(b"".join([(entry + half).to_bytes(width, "little") for entry in column]), "little")
                - self._halves
                for column in zip(*self.rows, strict=True)
            ]
        return True
