"""Reading the fields of claims and witnesses; every failure is a `Reject`."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from fractions import Fraction

from ..arithmetic import rationals
from ..arithmetic.intervals import Interval
from ..errors import Reject, Rule
from .excerpts import text_of as text_of

Fields = Mapping[str, object]


def exact_keys(value: object, keys: Collection[str], where: str) -> Fields:
    """Return an object with exactly these keys."""
    if not isinstance(value, dict):
        raise Reject(Rule.BAD_FIELD, f"an object as {where}", text_of(value))
    extra = sorted(value.keys() - set(keys))
    if extra:
        raise Reject(
            Rule.UNKNOWN_KEY,
            f"no other keys than {', '.join(sorted(keys)) or 'none'} in {where}",
            text_of(extra[0]),
        )
    missing = sorted(set(keys) - value.keys())
    if missing:
        raise Reject(Rule.MISSING_KEY, f"the key {missing[0]} in {where}", "none")
    return value


def string(fields: Fields, key: str) -> str:
    """Return a string."""
    value = fields[key]
    if not isinstance(value, str):
        raise Reject(Rule.BAD_FIELD, f"a string as {key}", text_of(value))
    return value


def small(fields: Fields, key: str, least: int) -> int:
    """Return a small integer that is not below a bound."""
    value = fields[key]
    if isinstance(value, bool) or not isinstance(value, int) or value < least:
        raise Reject(Rule.BAD_FIELD, f"an integer >= {least} as {key}", text_of(value))
    return value


def integer(fields: Fields, key: str) -> int:
    """Return a canonical integer."""
    try:
        return rationals.canonical_integer(string(fields, key))
    except rationals.NumberError as error:
        raise Reject(Rule.BAD_NUMBER, f"a canonical integer as {key} ({error})", text_of(fields[key])) from None


def rational(value: object, where: str) -> Fraction:
    """Return a canonical rational."""
    if not isinstance(value, str):
        raise Reject(Rule.BAD_FIELD, f"a rational in quotation marks as {where}", text_of(value))
    try:
        return rationals.canonical_rational(value)
    except rationals.NumberError as error:
        raise Reject(Rule.BAD_NUMBER, f"a canonical rational as {where} ({error})", text_of(value)) from None


def optional_integer(fields: Fields, key: str) -> int | None:
    """`null` or a canonical integer."""
    return None if fields[key] is None else integer(fields, key)


def integers(fields: Fields, key: str) -> tuple[int, ...]:
    """Return a list of canonical integers, at least one."""
    value = fields[key]
    if not isinstance(value, list) or not value:
        raise Reject(Rule.BAD_FIELD, f"a list of integers as {key}", text_of(value))
    return tuple(integer({key: entry}, key) for entry in value)


def interval(fields: Fields, key: str, *, point_allowed: bool = False) -> Interval:
    """`[lo, hi]`, where each may be `null`."""
    value = fields[key]
    if not isinstance(value, list) or len(value) != 2:
        raise Reject(Rule.BAD_FIELD, f"[lo, hi] as {key}", text_of(value))
    lo, hi = (None if end is None else rational(end, key) for end in value)
    if lo is not None and hi is not None and not (lo < hi or (point_allowed and lo == hi)):
        raise Reject(Rule.BAD_FIELD, f"lo {'<=' if point_allowed else '<'} hi in {key}", Interval(lo, hi).shown())
    return Interval(lo, hi)


def optional_interval(fields: Fields, key: str) -> Interval | None:
    """`null` or `[lo, hi]`."""
    return None if fields[key] is None else interval(fields, key)
