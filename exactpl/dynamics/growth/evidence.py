"""What bounds the growth of a map: a table of intervals with weights (T3.2), or the slopes of an iterate (T3.5)."""

from dataclasses import dataclass
from typing import TypeAlias

from exactpl.arithmetic.rationals import Real


@dataclass(frozen=True, slots=True)
class Row:
    """An interval with a weight; `parts` has, for each part of it that f does not flatten, the number of a row.

    The parts are cut at the breakpoints of f, from left to right. In an upper table the image of the part lies inside
    that row, in a layer that is not larger; in a lower table it contains that row, or the part is not used (None).
    """

    lower: Real
    upper: Real
    weight: int
    parts: tuple[int | None, ...]
    layer: int = 0


@dataclass(frozen=True, slots=True)
class Table:
    """Rows that show a bound, upper or lower."""

    rows: tuple[Row, ...]

    def __repr__(self) -> str:
        return f"<Table of {len(self.rows)} rows>"


@dataclass(frozen=True, slots=True)
class Slopes:
    """The bound is read off the largest, or smallest, absolute slope of f^n."""

    n: int


Evidence: TypeAlias = Table | Slopes
