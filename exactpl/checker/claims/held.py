"""f held inside a compact interval W of an unbounded J: values beyond its ends are cut off (theorems 5.8, 5.9)."""

from __future__ import annotations

from fractions import Fraction

from ..arithmetic.intervals import Interval
from ..errors import Reject, Rule
from ..mathematics.plmap import Piece, PLMap, Point, less, restricted, restricted_self_map, show
from ..reading import fields
from ..reading.fields import Fields
from ..reading.mapfile import MapFile

KEY = "within"


def read(witness: Fields) -> Interval | None:
    """Read `within`, if it is there: a compact interval."""
    if KEY not in witness:
        return None
    within = fields.interval(witness, KEY)
    if not within.is_compact():
        raise Reject(Rule.BAD_FIELD, "two rational ends of within", within.shown())
    return within


def lemmas(within: Interval | None, *, from_above: bool) -> tuple[str, ...]:
    """Return what f held inside within rests on; nothing if J is compact."""
    if within is None:
        return ()
    return ("T5.8", "T5.8'", *(("T5.9", "T5.9'") if from_above else ()))


def home(subject: MapFile, on: Interval | None, within: Interval | None) -> Interval:
    """Return the compact interval that the evidence is about: J, or within if J is unbounded."""
    interval = subject.interval(on)
    if interval.is_compact():
        if within is not None:
            raise Reject(Rule.WITHIN, "within only where J is unbounded", interval.shown())
        return interval
    if within is None:
        raise Reject(Rule.NOT_COMPACT, "a compact interval J, or within in the witness", interval.shown())
    if not interval.contains_interval(within):
        raise Reject(Rule.OUTSIDE_DOMAIN, f"within in {interval.shown()}", within.shown())
    return within


def self_map(subject: MapFile, on: Interval | None, within: Interval | None, *, from_above: bool) -> PLMap:
    """Return the self-map of a compact interval that the evidence is about: f on J, or f held inside within.

    Raises `Reject` unless f maps J into itself and, where the evidence bounds from above, nothing that leaves
    within comes back (theorem 5.9).
    """
    inside = home(subject, on, within)
    if within is None:
        return restricted_self_map(subject, inside)
    whole = restricted_self_map(subject, subject.interval(on))
    inner = restricted(subject, within)
    if from_above:
        _nothing_comes_back(whole, inner)
    return held(inner)


def held(f: PLMap) -> PLMap:
    """Return the map of [lo, hi] with the values of f below lo raised to lo, and those above hi lowered to hi.

    By theorem 5.8'.
    """
    found: list[tuple[Point, Piece]] = []  # where a piece begins, and the piece
    for i, piece in enumerate(f.pieces):
        begins, ends = f.cuts[i - 1] if i > 0 else f.lo, f.cuts[i] if i < len(f.cuts) else f.hi
        left, right = f.along(i, begins), f.along(i, ends)
        marks = [begins, *_met(f, piece, left, right)]
        for mark in marks:
            # Just right of the mark: on a level only if the piece goes on beyond it.
            value = f.along(i, mark)
            level = _cut_off(f, piece, value)
            following = piece if level is None else (0, *level)
            if not found or found[-1][1] != following:
                found.append((mark, following))
    return PLMap(f.lo, f.hi, tuple(mark for mark, _ in found[1:]), tuple(piece for _, piece in found))


def _met(f: PLMap, piece: Piece, left: Point, right: Point) -> list[Point]:
    """Return the points strictly inside a piece at which its value is lo or hi, from left to right."""
    a, b, d = piece
    found = []
    for level in (f.lo, f.hi):
        if less(left, level) != less(right, level) and level not in (left, right):
            # a x + b = d p / q
            x = Fraction(d * level[0] - b * level[1], a * level[1])
            found.append((x.numerator, x.denominator))
    return found if a > 0 else found[::-1]


def _cut_off(f: PLMap, piece: Piece, value: Point) -> Point | None:
    """Return the level to which a piece is cut off just right of a point at which it has a value, if it is."""
    slope = piece[0]
    if less(value, f.lo) or (value == f.lo and slope < 0):
        return f.lo
    if less(f.hi, value) or (value == f.hi and slope > 0):
        return f.hi
    return None


def _nothing_comes_back(f: PLMap, inner: PLMap) -> None:
    """Raise `Reject` unless the interval of `inner` in that of f is as theorem 5.9 asks for, by 5.9'."""
    low, high = inner.lo, inner.hi
    has_left, has_right = f.lo[1] == 0, f.hi[1] == 0
    if (not has_left and f.lo != low) or (not has_right and f.hi != high):
        raise _comes_back("the finite end of J as an end of within", f"[{show(low)}, {show(high)}]")
    if any(less(c, low) or less(high, c) for c in f.cuts):
        raise _comes_back("all kinks in within", f"[{show(low)}, {show(high)}]")
    least, most = inner.image_of(low, high)
    at_low, at_high = inner.image(low), inner.image(high)
    t, s = f.pieces[0][0], f.pieces[-1][0]
    if has_right and (less(at_high, low) if s >= 0 else less(high, at_high)):
        raise _comes_back(
            "the right ray on its own side, or thrown to the left", f"the value {show(at_high)} at its end"
        )
    if has_left and (less(high, at_low) if t >= 0 else less(at_low, low)):
        raise _comes_back(
            "the left ray on its own side, or thrown to the right", f"the value {show(at_low)} at its end"
        )
    up, down = less(high, most), less(least, low)
    if (up and s < 0) or (down and t < 0):
        up = down = True
    if up and not (not less(at_high, high) if s > 0 else less(high, at_high) if s == 0 else not less(low, at_high)):
        raise _comes_back("what leaves to the right outside for ever", f"the value {show(at_high)} at {show(high)}")
    if down and not (not less(low, at_low) if t > 0 else less(at_low, low) if t == 0 else not less(at_low, high)):
        raise _comes_back("what leaves to the left outside for ever", f"the value {show(at_low)} at {show(low)}")


def _comes_back(expected: str, found: str) -> Reject:
    return Reject(Rule.COMES_BACK, expected, found)
