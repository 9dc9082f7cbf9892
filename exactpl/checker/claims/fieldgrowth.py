"""Evidence for a bound on the growth of a map over a number field: slopes, or a table with ends in the field.

Values of f are compared and never computed: with x on the piece from (u, y) to (u', y'), the sign of f(x) - v is that
of (y - v)(u' - u) + (y' - y)(x - u) (theorem 0.2).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from ..arithmetic import rationals
from ..arithmetic.numberfield import Expression, difference, product, show, write
from ..errors import Reject, Rule
from ..reading import fields
from ..reading.fieldmap import FieldMap
from ..reading.fields import Fields
from ..reading.mapfile import MapFile

Ends = tuple[Expression, Expression]
ONE: Expression = (Fraction(1),)


def field_map(subject: MapFile) -> FieldMap:
    """Return the map over a field; raises `Reject` for another one."""
    if subject.over_field is None:
        raise Reject(Rule.FIELD, "a map file with a field", "a map with rational numbers")
    return subject.over_field


def number(value: object, where: str) -> Expression:
    """Read a canonical rational, or a list of at least two that does not end with 0."""
    if not isinstance(value, list):
        return (fields.rational(value, where),)
    if len(value) < 2:
        raise Reject(Rule.BAD_FIELD, f"a rational, or a list of at least two in {where}", fields.text_of(value))
    found = tuple(fields.rational(entry, where) for entry in value)
    if found[-1] == 0:
        raise Reject(Rule.BAD_NUMBER, f"a list that does not end with 0 in {where}", fields.text_of(value))
    return found


def ends(value: object, where: str) -> Ends:
    """Read [lo, hi], both numbers; that lo < hi is verified later."""
    if not isinstance(value, list) or len(value) != 2:
        raise Reject(Rule.BAD_FIELD, f"[lo, hi] as {where}", fields.text_of(value))
    return number(value[0], where), number(value[1], where)


def optional_ends(value: object, where: str) -> Ends | None:
    """Read `null` or [lo, hi]."""
    return None if value is None else ends(value, where)


def bits_of(numbers: Sequence[Expression]) -> int:
    """Return the bit length of the largest numerator or denominator."""
    return rationals.bits(*(r for x in numbers for r in x))


class SelfMap:
    """A map over a field on a compact interval that it maps into itself; verified on creation."""

    def __init__(self, f: FieldMap, on: Ends | None, numbers: Sequence[Expression]) -> None:
        """Verify the field, the knots, the degree of all numbers given, the interval, and f(J) in J."""
        for x in (*numbers, *(on or ())):
            if len(x) > f.field.degree:
                raise Reject(Rule.BAD_FIELD, f"at most {f.field.degree} coefficients of a number", f"{len(x)}")
        self.f, self.root = f, f.field.root()
        f.verify_order(self.root)
        if on is None:
            if f.left_slope is not None or f.right_slope is not None:
                raise Reject(Rule.NOT_COMPACT, "a compact interval J", f.domain_shown())
            on = f.xs[0], f.xs[-1]
        self.lo, self.hi = on
        if self.sign(self.hi, self.lo) <= 0:
            raise Reject(Rule.BAD_FIELD, "lo < hi in on", self.shown())
        if self.leaves_domain(self.lo) or self.leaves_domain(self.hi):
            raise Reject(Rule.OUTSIDE_DOMAIN, f"an interval in the domain {f.domain_shown()}", self.shown())
        for x in (self.lo, *f.xs[self.up_to(self.lo) : self.below(self.hi)], self.hi):
            i = self.piece(x)
            if self.compared(i, x, self.lo) < 0 or self.compared(i, x, self.hi) > 0:
                raise Reject(Rule.NOT_A_SELF_MAP, f"f maps {self.shown()} into itself", f"another value at {show(x)}")

    def shown(self) -> str:
        """Return the interval for a message."""
        return f"[{show(self.lo)}, {show(self.hi)}]"

    def written(self) -> str:
        """Return the interval as it stands in statements."""
        return f"[{write(self.lo)}, {write(self.hi)}]"

    def sign(self, x: Expression, y: Expression) -> int:
        """Return the sign of x - y."""
        return self.root.sign(difference(x, y))

    def leaves_domain(self, x: Expression) -> bool:
        """Tell whether x is outside the domain of the file's map."""
        f = self.f
        left = f.left_slope is None and self.sign(x, f.xs[0]) < 0
        return left or (f.right_slope is None and self.sign(f.xs[-1], x) < 0)

    def below(self, x: Expression) -> int:
        """Return the number of knots < x."""
        return self._knots(x, 0)

    def up_to(self, x: Expression) -> int:
        """Return the number of knots <= x."""
        return self._knots(x, 1)

    def _knots(self, x: Expression, bound: int) -> int:
        low, high = 0, len(self.f.xs)
        while low < high:
            middle = (low + high) // 2
            if self.sign(self.f.xs[middle], x) < bound:
                low = middle + 1
            else:
                high = middle
        return low

    def piece(self, x: Expression) -> int:
        """Return a piece that x lies on: number i ends at knot i, 0 and the last one are rays where there are any."""
        i = self.below(x)
        if i == 0 and self.f.left_slope is None:
            return 1
        return min(i, len(self.f.xs) - (self.f.right_slope is None))

    def rise(self, piece: int) -> tuple[Expression, Expression, int]:
        """Return how far a piece rises over how long a run, and the number of a knot on it."""
        f = self.f
        if piece == 0 and f.left_slope is not None:
            return f.left_slope, ONE, 0
        if piece == len(f.xs) and f.right_slope is not None:
            return f.right_slope, ONE, piece - 1
        return difference(f.ys[piece], f.ys[piece - 1]), difference(f.xs[piece], f.xs[piece - 1]), piece - 1

    def compared(self, piece: int, x: Expression, v: Expression) -> int:
        """Return the sign of f(x) - v, for x on a piece (theorem 0.2, 1)."""
        rise, run, knot = self.rise(piece)
        height = product(difference(self.f.ys[knot], v), run)
        return self.root.sign(difference(height, product(rise, difference(self.f.xs[knot], x))))

    def parts(self, lo: Expression, hi: Expression) -> list[tuple[int, int, Expression, Expression]]:
        """Return (piece, sign of the slope, lower end, upper end) of the parts of an interval, cut at kinks."""
        first, last = self.up_to(lo), self.below(hi)
        found: list[tuple[int, int, Expression, Expression]] = []
        begins = lo
        for knot in range(first, last):
            if self._is_kink(knot):
                found.append((knot, self.slope_sign(knot), begins, self.f.xs[knot]))
                begins = self.f.xs[knot]
        found.append((last, self.slope_sign(last), begins, hi))
        return found

    def slope_sign(self, piece: int) -> int:
        """Return the sign of the slope of a piece."""
        return self.root.sign(self.rise(piece)[0])

    def kinks_before(self) -> list[int]:
        """Return, for each i from 0 to the number of knots, how many of the first i are kinks, or ends."""
        found, last = [0], len(self.f.xs) - 1
        for knot in range(last + 1):
            end = (knot == 0 and self.f.left_slope is None) or (knot == last and self.f.right_slope is None)
            found.append(found[-1] + (end or self._is_kink(knot)))
        return found

    def _is_kink(self, knot: int) -> bool:
        (rise, run, _), (other, step, _) = self.rise(knot), self.rise(knot + 1)
        return self.root.sign(difference(product(rise, step), product(other, run))) != 0

    def slope_compared(self, piece: int, bound: Expression) -> int:
        """Return the sign of the absolute slope of a piece minus a bound (theorem 0.2, 2)."""
        rise, run, _ = self.rise(piece)
        if self.root.sign(rise) < 0:
            rise = difference((), rise)
        return self.root.sign(difference(rise, product(bound, run)))


@dataclass(frozen=True)
class Row:
    """A row of a table, with ends in the field."""

    lo: Expression
    hi: Expression
    weight: int
    parts: tuple[int | None, ...]
    layer: int = 0


@dataclass(frozen=True)
class Evidence:
    """Rows, or none: then the slopes of f are the evidence."""

    upper: bool
    rows: tuple[Row, ...]

    @property
    def lemmas(self) -> tuple[str, ...]:
        """The theorems on which it rests."""
        return ("T3.2",) if self.rows else ("T3.5",)

    def numbers(self) -> list[Expression]:
        """Return the numbers in it."""
        return [x for row in self.rows for x in (row.lo, row.hi, (Fraction(row.weight),))]

    def size(self) -> int:
        """Return the R of the fuel table: the numbers of rows and of their parts."""
        return len(self.rows) + sum(len(row.parts) for row in self.rows)

    def check(self, f: SelfMap, bound: Expression) -> None:
        """Raise `Reject` unless it shows that f grows by at most, or at least, this bound."""
        if self.rows:
            _check_table(f, self.rows, bound, upper=self.upper)
            return
        for piece, *_ in f.parts(f.lo, f.hi):
            compared = f.slope_compared(piece, bound)
            if (compared > 0) if self.upper else (compared < 0):
                kind = "most" if self.upper else "least"
                raise Reject(
                    Rule.SLOPE_BOUND, f"absolute slopes of at {kind} {show(bound)}", f"another of piece {piece}"
                )


def read(value: object, *, upper: bool) -> Evidence:
    """Read an object with the one key `table`, or `slopes` with 1."""
    where = f"{'upper' if upper else 'lower'} evidence"
    if isinstance(value, dict) and "slopes" in value:
        entry = fields.exact_keys(value, ("slopes",), where)
        if fields.small(entry, "slopes", 1) != 1:
            raise Reject(Rule.BAD_FIELD, "slopes of f itself, 1, over a field", fields.text_of(entry["slopes"]))
        return Evidence(upper, ())
    rows = fields.exact_keys(value, ("table",), where)["table"]
    if not isinstance(rows, list) or not rows:
        raise Reject(Rule.BAD_FIELD, "a list of rows as table", fields.text_of(rows))
    found = tuple(_row(entry, len(rows), upper=upper) for entry in rows)
    if not any(row.weight for row in found):
        raise Reject(Rule.BAD_WEIGHT, "a weight that is not 0", "none")
    return Evidence(upper, found)


def _row(value: object, size: int, *, upper: bool) -> Row:
    keys = ("interval", "parts", "weight", *(("layer",) if upper else ()))
    entry: Fields = fields.exact_keys(value, keys, "a row")
    lo, hi = ends(entry["interval"], "interval")
    weight, numbers = fields.integer(entry, "weight"), entry["parts"]
    if weight < (1 if upper else 0):
        raise Reject(Rule.BAD_WEIGHT, f"a weight >= {1 if upper else 0}", rationals.show_integer(weight))
    if not isinstance(numbers, list):
        raise Reject(Rule.BAD_FIELD, "a list as parts", fields.text_of(numbers))
    for n in numbers:
        if n is None and not upper:
            continue
        if isinstance(n, bool) or not isinstance(n, int) or not 0 <= n < size:
            raise Reject(Rule.ROW_NUMBER, f"the number of one of {size} rows", fields.text_of(n))
    return Row(lo, hi, weight, tuple(numbers), fields.small(entry, "layer", 0) if upper else 0)


def _check_table(f: SelfMap, rows: Sequence[Row], bound: Expression, *, upper: bool) -> None:
    if upper and not any(f.sign(row.lo, f.lo) == 0 == f.sign(row.hi, f.hi) for row in rows):
        raise Reject(Rule.NO_WHOLE_ROW, f"a row with the interval {f.shown()}", "none")
    for i, row in enumerate(rows):
        if f.sign(row.hi, row.lo) <= 0 or f.sign(row.lo, f.lo) < 0 or f.sign(f.hi, row.hi) < 0:
            raise Reject(
                Rule.OUTSIDE_INTERVAL, f"row {i}, lo < hi, in {f.shown()}", f"[{show(row.lo)}, {show(row.hi)}]"
            )
        parts = [part for part in f.parts(row.lo, row.hi) if part[1] != 0]
        if len(parts) != len(row.parts):
            raise Reject(Rule.WRONG_PARTS, f"{len(parts)} parts of row {i}", f"{len(row.parts)}")
        total = 0
        for (piece, sign, u, v), r in zip(parts, row.parts, strict=True):
            if r is None:
                continue
            low, high, target = (u, v, rows[r]) if sign > 0 else (v, u, rows[r])
            at_low, at_high = f.compared(piece, low, target.lo), f.compared(piece, high, target.hi)
            if (at_low < 0 or at_high > 0) if upper else (at_low > 0 or at_high < 0):
                relation = "in" if upper else "around"
                raise Reject(Rule.NOT_CONTAINED, f"an image {relation} row {r}", f"another one from row {i}")
            if target.layer > row.layer:
                raise Reject(Rule.WRONG_LAYER, f"layers of at most {row.layer} from row {i}", f"{target.layer}")
            total += target.weight if target.layer == row.layer else 0
        weighted = product(bound, (Fraction(row.weight),))
        compared = f.sign((Fraction(total),), weighted)
        if (compared > 0) if upper else (compared < 0):
            raise Reject(Rule.WRONG_SUM, f"{show(bound)} times the weight of row {i}", rationals.show_integer(total))


def bound_of(value: object, where: str) -> Expression:
    """Read a bound on the growth; that it is >= 1 is verified later."""
    return number(value, where)


def at_least_one(f: SelfMap, bound: Expression, where: str, *, more: bool = False) -> None:
    """Raise `Reject` unless a bound is >= 1, or > 1."""
    if f.sign(bound, ONE) < (1 if more else 0):
        raise Reject(Rule.BAD_FIELD, f"{where} {'>' if more else '>='} 1", show(bound))


def evidence_fuel(f: FieldMap, *given: Evidence | None) -> int:
    """Return what is known before the signs are looked for: 64 (B + R)."""
    return 64 * (f.interior_knots() + sum(evidence.size() for evidence in given if evidence is not None))


def where_a_is(f: FieldMap, *numbers: Expression) -> str:
    """Return the words for a, if it occurs."""
    return f", where a is {f.field.described()}," if any(len(x) > 1 for x in numbers) else ""
