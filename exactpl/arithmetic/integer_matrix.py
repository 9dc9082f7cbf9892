"""Integer matrices applied to pairs of vectors; a door to FLINT."""

from collections.abc import Sequence
from functools import cached_property
from operator import mul

from flint import fmpz_mat

_FEW = 96  # entries below which plain Python is faster (measured)


class IntegerMatrix:
    """A matrix of integers that is applied to many pairs of vectors."""

    def __init__(self, rows: Sequence[Sequence[int]]) -> None:
        self.rows = [list(row) for row in rows]

    @cached_property
    def columns(self) -> list[list[int]]:
        """The columns."""
        return [list(column) for column in zip(*self.rows, strict=True)]

    @cached_property
    def norm(self) -> int:
        """The largest sum of absolute values of a row."""
        return max(sum(map(abs, row)) for row in self.rows)

    @cached_property
    def _engine(self) -> fmpz_mat | None:
        return fmpz_mat(self.rows) if len(self.rows) * len(self.rows[0]) > _FEW else None

    def times(self, u: list[int], v: list[int]) -> tuple[list[int], list[int]]:
        """Return the products with two vectors. Cost: one multiplication an entry and vector."""
        if self._engine is None:
            return [sum(map(mul, row, u)) for row in self.rows], [sum(map(mul, row, v)) for row in self.rows]
        pair = fmpz_mat(len(u), 2, [entry for both in zip(u, v, strict=True) for entry in both])
        entries = [int(entry) for entry in (self._engine * pair).entries()]
        return entries[::2], entries[1::2]
