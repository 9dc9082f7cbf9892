"""Tables: weighted intervals that bound the growth of f from below or from above (theorem 3.2)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from ..arithmetic import rationals
from ..errors import Reject, Rule
from ..reading import fields
from .plmap import PLMap, Point, less, point, show, sorted_pair

_LOWER_KEYS = frozenset({"interval", "parts", "weight"})
_UPPER_KEYS = _LOWER_KEYS | {"layer"}


@dataclass(frozen=True)
class Row:
    """An interval with its weight, and for each part on which f is not flat the number of a row, or `None`."""

    lo: Point
    hi: Point
    weight: int
    parts: tuple[int | None, ...]
    layer: int = 0

    def bits(self) -> int:
        """Return the bit length of the largest number."""
        return max(n.bit_length() for n in (*self.lo, *self.hi, self.weight))

    def shown(self) -> str:
        """Return the interval for a message."""
        return f"[{show(self.lo)}, {show(self.hi)}]"


def read(value: object, *, upper: bool) -> tuple[Row, ...]:
    """Read the rows of a table; the numbers of rows are compared with the table, intervals are not looked at."""
    if not isinstance(value, list) or not value:
        raise Reject(Rule.BAD_FIELD, "a list of rows as table", fields.text_of(value))
    rows = tuple(_row(entry, len(value), upper=upper) for entry in value)
    if not any(row.weight for row in rows):
        raise Reject(Rule.BAD_WEIGHT, "a weight that is not 0", "none")
    return rows


def _row(value: object, size: int, *, upper: bool) -> Row:
    entry = fields.exact_keys(value, _UPPER_KEYS if upper else _LOWER_KEYS, "a row")
    ends = fields.interval(entry, "interval")
    if ends.lo is None or ends.hi is None:
        raise Reject(Rule.BAD_FIELD, "two rational ends of the interval of a row", ends.shown())
    weight = fields.integer(entry, "weight")
    if weight < (1 if upper else 0):
        raise Reject(Rule.BAD_WEIGHT, f"a weight >= {1 if upper else 0}", rationals.show_integer(weight))
    numbers = entry["parts"]
    if not isinstance(numbers, list):
        raise Reject(Rule.BAD_FIELD, "a list as parts", fields.text_of(numbers))
    parts = tuple(_number(number, size, upper=upper) for number in numbers)
    return Row(point(ends.lo), point(ends.hi), weight, parts, fields.small(entry, "layer", 0) if upper else 0)


def _number(value: object, size: int, *, upper: bool) -> int | None:
    if value is None and not upper:
        return None
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < size:
        raise Reject(Rule.ROW_NUMBER, f"the number of one of {size} rows", fields.text_of(value))
    return value


def check(f: PLMap, rows: Sequence[Row], bound: Fraction, *, upper: bool) -> None:
    """Raise `Reject` unless this is a lower, or an upper, table for a number, f being a self-map of its interval.

    By theorem 3.2, one row being asked for the bound (theorem 3.2').
    """
    if upper and not any((row.lo, row.hi) == (f.lo, f.hi) for row in rows):
        raise Reject(Rule.NO_WHOLE_ROW, f"a row with the interval [{show(f.lo)}, {show(f.hi)}]", "none")
    at_cuts = [f.along(i, c) for i, c in enumerate(f.cuts)]
    totals = [_total(f, at_cuts, rows, number, upper=upper) for number in range(len(rows))]
    # Where a weight is 0 nothing is asked; of the others only the row for which most is asked meets the bound,
    # which may have many more digits than the weights.
    worst = -1
    for number, (row, total) in enumerate(zip(rows, totals, strict=True)):
        if row.weight > 0:
            gap = total * rows[worst].weight - totals[worst] * row.weight
            if worst < 0 or (gap > 0 if upper else gap < 0):
                worst = number
    have, need = totals[worst] * bound.denominator, rows[worst].weight * bound.numerator
    if (have > need) if upper else (have < need):
        raise Reject(
            Rule.WRONG_SUM,
            f"{rationals.show(bound)} times the weight {rationals.show_integer(rows[worst].weight)} of row {worst} "
            f"or {'less' if upper else 'more'}",
            rationals.show_integer(totals[worst]),
        )


def _total(f: PLMap, at_cuts: Sequence[Point], rows: Sequence[Row], number: int, *, upper: bool) -> int:
    """Return the sum of the weights of the rows that are assigned to a row, in its own layer."""
    row = rows[number]
    if less(row.lo, f.lo) or less(f.hi, row.hi):
        raise Reject(Rule.OUTSIDE_INTERVAL, f"row {number} in [{show(f.lo)}, {show(f.hi)}]", row.shown())
    images = _images(f, at_cuts, row)
    if len(images) != len(row.parts):
        raise Reject(Rule.WRONG_PARTS, f"{len(images)} parts of row {number}", f"{len(row.parts)}")
    total = 0
    for image, r in zip(images, row.parts, strict=True):
        if r is not None:
            total += _assigned(image, number, row, r, rows[r], upper=upper)
    return total


def _images(f: PLMap, at_cuts: Sequence[Point], row: Row) -> list[tuple[Point, Point]]:
    """Return the images of the parts of a row on which f is not flat, from left to right."""
    first, last = f.cuts_up_to(row.lo), f.cuts_below(row.hi)
    found = []
    for piece in range(first, last + 1):
        if f.pieces[piece][0] != 0:
            left = f.along(piece, row.lo) if piece == first else at_cuts[piece - 1]
            right = f.along(piece, row.hi) if piece == last else at_cuts[piece]
            found.append(sorted_pair(left, right))
    return found


def _assigned(image: tuple[Point, Point], number: int, row: Row, r: int, target: Row, *, upper: bool) -> int:
    """Return the weight that an assigned row adds; raises `Reject` where it must not be assigned."""
    (low, high), ends = image, (target.lo, target.hi)
    inner, outer = ((low, high), ends) if upper else (ends, (low, high))
    if less(inner[0], outer[0]) or less(outer[1], inner[1]):
        relation = "in" if upper else "around"
        raise Reject(
            Rule.NOT_CONTAINED,
            f"an image {relation} {target.shown()}, row {r}",
            f"[{show(low)}, {show(high)}] from row {number}",
        )
    if target.layer > row.layer:
        raise Reject(
            Rule.WRONG_LAYER, f"layers of at most {row.layer} from row {number}", f"{target.layer}, of row {r}"
        )
    return target.weight if target.layer == row.layer else 0
