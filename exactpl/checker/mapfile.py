"""Map files (`exactpl-map/1`): the subject of every certificate, and what it means."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from . import rationals, strictjson
from .errors import Decline, Reject
from .intervals import Interval

FORMAT = "exactpl-map/1"
MOST_KNOTS = 1_000_000
_KEYS = {"format", "knots", "left_slope", "right_slope"}


@dataclass(frozen=True)
class MapFile:
    """A continuous piecewise-linear map as its file gives it; knots need not be kinks."""

    xs: tuple[Fraction, ...]
    ys: tuple[Fraction, ...]
    left_slope: Fraction | None
    right_slope: Fraction | None

    @property
    def domain(self) -> Interval:
        """The interval on which the map is defined."""
        return Interval(
            self.xs[0] if self.left_slope is None else None,
            self.xs[-1] if self.right_slope is None else None,
        )

    def interior_knots(self, on: Interval) -> int:
        """How many knots lie in the interior of an interval, but at least 1: the B of the fuel table."""
        inside = sum((on.lo is None or on.lo < x) and (on.hi is None or x < on.hi) for x in self.xs)
        return max(1, inside)

    def bits(self) -> int:
        """Return the bit length of the largest numerator or denominator."""
        slopes = [s for s in (self.left_slope, self.right_slope) if s is not None]
        return rationals.bits(*self.xs, *self.ys, *slopes)

    def described(self) -> str:
        """Return the map printed back, for the reader to compare with the map he meant."""
        lines = [f"subject f: domain {self.domain.shown()}, {len(self.xs)} knots"]
        if len(self.xs) <= 20:
            lines += [f"  f({rationals.show(x)}) = {rationals.show(y)}" for x, y in zip(self.xs, self.ys, strict=True)]
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
        raise _bad("format, knots and perhaps left_slope, right_slope", _shorten(sorted(value)))
    if value["format"] != FORMAT:
        raise _bad(f"format {FORMAT}", _shorten(value["format"]))
    knots = value["knots"]
    if not isinstance(knots, list):
        raise _bad("a list of knots", _shorten(knots))
    if len(knots) > MOST_KNOTS:
        raise Decline("size", f"at most {MOST_KNOTS} knots", f"{len(knots)}")
    left, right = (_slope(value.get(key), key) for key in ("left_slope", "right_slope"))
    xs, ys = _knots(knots)
    if len(xs) < (2 if left is None and right is None else 1):
        raise _bad("at least two knots, or one and a slope", f"{len(xs)}")
    return MapFile(xs, ys, left, right)


def _knots(knots: list[object]) -> tuple[tuple[Fraction, ...], tuple[Fraction, ...]]:
    xs: list[Fraction] = []
    ys: list[Fraction] = []
    for i, knot in enumerate(knots):
        if not isinstance(knot, list) or len(knot) != 2:
            raise _bad(f"knots[{i}] as [x, y]", _shorten(knot))
        x, y = (_number(entry, f"knots[{i}]") for entry in knot)
        if xs and not xs[-1] < x:
            raise _bad(f"knots[{i}] to the right of {rationals.show(xs[-1])}", rationals.show(x))
        xs.append(x)
        ys.append(y)
    return tuple(xs), tuple(ys)


def _slope(value: object, key: str) -> Fraction | None:
    return None if value is None else _number(value, key)


def _number(value: object, where: str) -> Fraction:
    if not isinstance(value, str):
        raise _bad(f"a number in quotation marks in {where}", _shorten(value))
    try:
        return rationals.peoples_rational(value)
    except rationals.NumberError as error:
        raise _bad(f"a number in {where} ({error})", _shorten(value)) from None


def _shorten(value: object) -> str:
    text = ascii(value)
    return text if len(text) <= 80 else text[:77] + "..."


def _bad(expected: str, found: str) -> Reject:
    return Reject("map-file", expected, found)
