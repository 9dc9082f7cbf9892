"""Map files (`exactpl-map/1`): the subject of most certificates, and what it means."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from ..arithmetic import rationals
from ..arithmetic.intervals import Interval
from ..errors import Decline, Reject, Rule
from . import strictjson
from .excerpts import text_of

if TYPE_CHECKING:
    from ..arithmetic.numberfield import Expression
    from .fieldmap import FieldMap, NumberField

FORMAT = "exactpl-map/1"
MOST_KNOTS = 1_000_000
MOST_BITS = 2**28  # of the xs together, and of the ys
_KEYS = {"field", "format", "knots", "left_slope", "right_slope"}
_INTEGER = re.compile(r"[+-]?(?:[0-9]+|0x[0-9a-f]+)")


@dataclass(frozen=True)
class MapFile:
    """A continuous piecewise-linear map as its file gives it; knots need not be kinks.

    A map over a number field is in `over_field`, and has no rational knots.
    """

    xs: tuple[Fraction, ...]
    ys: tuple[Fraction, ...]
    left_slope: Fraction | None
    right_slope: Fraction | None
    over_field: FieldMap | None = None

    @property
    def domain(self) -> Interval:
        """The interval on which the map is defined; raises `Decline` for a map over a number field.

        All rules but the one for such maps ask for it before they work: their fuel needs it.
        """
        if self.over_field is not None:
            raise Decline(Rule.FIELD, "the claim least_period_over_field about a map with a field", "another claim")
        return Interval(
            self.xs[0] if self.left_slope is None else None,
            self.xs[-1] if self.right_slope is None else None,
        )

    def interval(self, on: Interval | None) -> Interval:
        """Return the interval J of a claim: `on`, which must lie in the domain, or the domain."""
        domain = self.domain
        if on is None:
            return domain
        if not domain.contains_interval(on):
            raise Reject(Rule.OUTSIDE_DOMAIN, f"an interval in the domain {domain.shown()}", on.shown())
        return on

    def around(self, x: Fraction) -> Interval:
        """Return a part of the domain that contains x, between two neighbouring knots or beyond the last."""
        i = bisect_right(self.xs, x)
        if i == len(self.xs) and self.right_slope is None:
            i -= 1  # x is the right end
        return Interval(self.xs[i - 1] if i > 0 else None, self.xs[i] if i < len(self.xs) else None)

    def interior_knots(self, on: Interval) -> int:
        """How many knots lie in the interior of an interval, but at least 1: the B of the fuel table."""
        first = 0 if on.lo is None else bisect_right(self.xs, on.lo)
        last = len(self.xs) if on.hi is None else bisect_left(self.xs, on.hi)
        return max(1, last - first)

    def bits(self) -> int:
        """Return the bit length of the largest numerator or denominator."""
        slopes = [s for s in (self.left_slope, self.right_slope) if s is not None]
        return rationals.bits(*self.xs, *self.ys, *slopes)

    def described(self, role: str = "f") -> str:
        """Return the map printed back, for the reader to compare with the map he meant."""
        if self.over_field is not None:
            return self.over_field.described(role)
        lines = [f"subject {role}: domain {self.domain.shown()}, {rationals.counted(len(self.xs), 'knot', 'knots')}"]
        if len(self.xs) <= 20:
            pairs = zip(self.xs, self.ys, strict=True)
            lines += [f"  {role}({rationals.show(x)}) = {rationals.show(y)}" for x, y in pairs]
        if self.left_slope is not None:
            lines.append(f"  slope {rationals.show(self.left_slope)} to the left")
        if self.right_slope is not None:
            lines.append(f"  slope {rationals.show(self.right_slope)} to the right")
        return "\n".join(lines)


def read(data: bytes) -> MapFile:
    """Read a map file; raises `Reject` (rule `map-file`) or, beyond a million knots, `Decline`."""
    try:
        value = strictjson.load(data)
    except strictjson.MalformedError as error:
        raise _bad(error.expected, error.found) from None
    if not isinstance(value, dict):
        raise _bad("one JSON object", type(value).__name__)
    if not {"format", "knots"} <= value.keys() <= _KEYS:
        raise _bad("format, knots and perhaps left_slope, right_slope", text_of(sorted(value)))
    if value["format"] != FORMAT:
        raise _bad(f"format {FORMAT}", text_of(value["format"]))
    knots = value["knots"]
    if not isinstance(knots, list):
        raise _bad("a list of knots", text_of(knots))
    if len(knots) > MOST_KNOTS:
        raise Decline(Rule.SIZE, f"at most {MOST_KNOTS} knots", f"{len(knots)}")
    if "field" in value:
        return MapFile((), (), None, None, _over_field(value, knots))
    left, right = (_slope(value.get(key), key) for key in ("left_slope", "right_slope"))
    pairs = _pairs(knots)
    xs, ys = (_column(pairs, side) for side in (0, 1))
    for i in range(1, len(xs)):
        if not xs[i - 1] < xs[i]:
            raise _bad(f"knots[{i}] to the right of {rationals.show(xs[i - 1])}", rationals.show(xs[i]))
    _enough(len(xs), left is None and right is None)
    return MapFile(xs, ys, left, right)


def _over_field(value: dict[str, object], knots: list[object]) -> FieldMap:
    """Read a map with a field; what needs arithmetic in the field is verified later, when the fuel is known."""
    from .fieldmap import FieldMap  # which few files need, and which takes long to load

    field = _field(value["field"])
    left, right = (
        None if value.get(key) is None else _expression(value[key], key, field.degree)
        for key in ("left_slope", "right_slope")
    )
    pairs = _pairs(knots)
    xs, ys = (
        tuple(_expression(pair[side], f"knots[{i}]", field.degree) for i, pair in enumerate(pairs)) for side in (0, 1)
    )
    _enough(len(xs), left is None and right is None)
    return FieldMap(field, xs, ys, left, right)


def _field(value: object) -> NumberField:
    if not isinstance(value, dict) or value.keys() != {"interval", "polynomial"}:
        raise _bad("interval and polynomial as the keys of field", text_of(value))
    interval, polynomial = value["interval"], value["polynomial"]
    if not isinstance(interval, list) or len(interval) != 2:
        raise _bad("[lo, hi] as the interval of field", text_of(interval))
    lo, hi = (_number(end, "the interval of field") for end in interval)
    if not lo < hi:
        raise _bad("lo < hi in the interval of field", f"{rationals.show(lo)} and {rationals.show(hi)}")
    if not isinstance(polynomial, list) or len(polynomial) < 3:
        raise _bad("at least three coefficients in the polynomial of field", text_of(polynomial))
    coefficients = []
    for entry in polynomial:
        if not isinstance(entry, str) or _INTEGER.fullmatch(entry) is None:
            raise _bad("integers in quotation marks in the polynomial of field", text_of(entry))
        coefficients.append(_number(entry, "the polynomial of field").numerator)
    if coefficients[-1] == 0:
        raise _bad("a polynomial of field that does not end with 0", text_of(polynomial))
    from .fieldmap import NumberField

    return NumberField(tuple(coefficients), lo, hi)


def _expression(value: object, where: str, degree: int) -> Expression:
    if not isinstance(value, list):
        return (_number(value, where),)
    if not 1 <= len(value) <= degree:
        raise _bad(f"from 1 to {degree} coefficients of a number in {where}", text_of(value))
    return tuple(_number(entry, where) for entry in value)


def _pairs(knots: list[object]) -> list[list[object]]:
    found: list[list[object]] = []
    for i, knot in enumerate(knots):
        if not isinstance(knot, list) or len(knot) != 2:
            raise _bad(f"knots[{i}] as [x, y]", text_of(knot))
        found.append(knot)
    return found


def _column(pairs: list[list[object]], side: int) -> tuple[Fraction, ...]:
    """Read the first or the second numbers of the knots; those with exponents are longer than their text."""
    found: list[Fraction] = []
    bits = 0
    for i, pair in enumerate(pairs):
        number = _number(pair[side], f"knots[{i}]")
        bits += number.numerator.bit_length() + number.denominator.bit_length()
        if bits > MOST_BITS:
            raise Decline(Rule.SIZE, f"numbers of at most {MOST_BITS} bits together", "more")
        found.append(number)
    return tuple(found)


def _enough(knots: int, no_slope: bool) -> None:
    if knots < (2 if no_slope else 1):
        raise _bad("at least two knots, or one and a slope", f"{knots}")


def _slope(value: object, key: str) -> Fraction | None:
    return None if value is None else _number(value, key)


def _number(value: object, where: str) -> Fraction:
    if not isinstance(value, str):
        raise _bad(f"a number in quotation marks in {where}", text_of(value))
    try:
        return rationals.peoples_rational(value)
    except rationals.NumberError as error:
        raise _bad(f"a number in {where} ({error})", text_of(value)) from None


def _bad(expected: str, found: str) -> Reject:
    return Reject(Rule.MAP_FILE, expected, found)
