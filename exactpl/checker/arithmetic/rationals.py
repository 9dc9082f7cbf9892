"""Exact numbers written as text: the canonical grammar of certificates and the wider one of map files.

Lengths are limited before any conversion.  Decimal text is converted in chunks of at most 4,000 digits that
are joined by multiplication, so no conversion is quadratic and none needs CPython's own limit on digits to be
lifted: `set_digit_limit` sets that limit to a known value above 4,000 instead.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable
from fractions import Fraction
from itertools import groupby
from math import lcm

DECIMAL_DIGITS = 4_000
HEX_DIGITS = 262_144
TOKEN_CHARACTERS = 262_208
LARGEST_EXPONENT = 4_000
_TOO_BIG_FOR_DECIMAL = 10**DECIMAL_DIGITS

_DECIMAL_INTEGER = re.compile(r"0|-?[1-9][0-9]*")
_HEX_INTEGER = re.compile(r"-?0x[1-9a-f][0-9a-f]*")
_SHORT = re.compile(r"([+-]?[0-9]{1,300})(?:/([0-9]{1,300}))?")
_PEOPLE_WHOLE = re.compile(r"[0-9]+|0x[0-9a-f]+")
_PEOPLE_DECIMAL = re.compile(r"([0-9]*)(?:\.([0-9]*))?(?:[eE]([+-]?)([0-9]+))?")

Writer = Callable[[Fraction], str]


class NumberError(ValueError):
    """Text that is not a number of the grammar asked for."""


class TooLongError(ValueError):
    """A common multiple that is longer than it may be."""


def set_digit_limit() -> None:
    """Pin the interpreter's limit on digits: 4,000 must pass, and a slip of ours must not hang."""
    sys.set_int_max_str_digits(DECIMAL_DIGITS + 640)


def _whole_from_decimal(digits: str) -> int:
    """Return the value of `[0-9]+`, with about the cost of one multiplication of that size."""
    first = len(digits) % DECIMAL_DIGITS
    chunks = [int(digits[:first])] if first else []
    chunks += [int(digits[i : i + DECIMAL_DIGITS]) for i in range(first, len(digits), DECIMAL_DIGITS)]
    base = _TOO_BIG_FOR_DECIMAL
    while len(chunks) > 1:
        odd = len(chunks) % 2
        joined = [high * base + low for high, low in zip(chunks[odd::2], chunks[odd + 1 :: 2], strict=True)]
        chunks = chunks[:odd] + joined
        base *= base
    return chunks[0]


def canonical_integer(text: str) -> int:
    """Return the value of a canonical integer; raises `NumberError` for anything else."""
    if _DECIMAL_INTEGER.fullmatch(text) is not None:
        if len(text) - text.startswith("-") > DECIMAL_DIGITS:
            raise NumberError("a decimal integer has at most 4,000 digits")
        return int(text)
    if len(text) > HEX_DIGITS + 3 or _HEX_INTEGER.fullmatch(text) is None:
        raise NumberError("not a canonical integer")
    if len(text) - text.index("x") - 1 > HEX_DIGITS:
        raise NumberError("a hexadecimal integer has at most 262,144 digits")
    value = int(text, 16)
    if abs(value) < _TOO_BIG_FOR_DECIMAL:
        raise NumberError("an integer of 4,000 digits or fewer is written in decimal")
    return value


def canonical_rational(text: str) -> Fraction:
    """Return the value of a canonical rational; raises `NumberError` for anything else."""
    above, slash, below = text.partition("/")
    numerator = canonical_integer(above)
    if not slash:
        return Fraction(numerator)
    denominator = canonical_integer(below)
    if denominator < 2:
        raise NumberError("a denominator is at least 2")
    value = Fraction(numerator, denominator)
    if value.denominator != denominator:
        raise NumberError("a fraction is in lowest terms")
    return value


def peoples_rational(text: str) -> Fraction:
    """Return the value of a rational as people write it; raises `NumberError` for anything else."""
    if len(text) > TOKEN_CHARACTERS:
        raise NumberError("a number has at most 262,208 characters")
    short = _SHORT.fullmatch(text)
    if short is not None:
        above, below = short.groups()
        denominator = 1 if below is None else int(below)
        if denominator:
            return Fraction(int(above), denominator)
    body = text[1:] if text[:1] in ("+", "-") else text
    value = _unsigned(body)
    return -value if text.startswith("-") else value


def _unsigned(body: str) -> Fraction:
    above, slash, below = body.partition("/")
    if slash:
        numerator, denominator = _whole(above), _whole(below)
        if denominator == 0:
            raise NumberError("a denominator is not zero")
        return Fraction(numerator, denominator)
    if body.startswith("0x"):
        return Fraction(_whole(body))
    match = _PEOPLE_DECIMAL.fullmatch(body)
    if match is None or not (match[1] or match[2]):
        raise NumberError("not a number")
    places = match[2] or ""
    exponent = _whole_from_decimal(match[4]) if match[4] else 0
    if exponent > LARGEST_EXPONENT:
        raise NumberError("an exponent is at most 4,000 in absolute value")
    shift = (-exponent if match[3] == "-" else exponent) - len(places)
    whole = _whole_from_decimal(match[1] + places)
    return Fraction(whole * 10**shift) if shift >= 0 else Fraction(whole, 10**-shift)


def _whole(text: str) -> int:
    if _PEOPLE_WHOLE.fullmatch(text) is None:
        raise NumberError("not a whole number")
    return int(text, 16) if text.startswith("0x") else _whole_from_decimal(text)


def write_integer(value: int) -> str:
    """Return the canonical text of an integer."""
    return str(value) if abs(value) < _TOO_BIG_FOR_DECIMAL else hex(value)


def write_rational(value: Fraction) -> str:
    """Return the canonical text of a rational."""
    top = write_integer(value.numerator)
    return top if value.denominator == 1 else f"{top}/{write_integer(value.denominator)}"


def bits(*values: Fraction) -> int:
    """Return the bit length of the largest numerator or denominator."""
    return max((max(v.numerator.bit_length(), v.denominator.bit_length()) for v in values), default=0)


def show_integer(value: int) -> str:
    """Return an integer for a message: whole when short, its ends and its size when long."""
    if value.bit_length() <= 200:
        return str(value)
    text = hex(value)
    return f"{text[:14]}...{text[-8:]} ({value.bit_length()} bits)"


def show(value: Fraction) -> str:
    """Return a rational for a message."""
    top = show_integer(value.numerator)
    return top if value.denominator == 1 else f"{top}/{show_integer(value.denominator)}"


def counted(number: int, one: str, many: str) -> str:
    """Return a number with what it counts: one thing, or many."""
    return f"{write_integer(number)} {one if number == 1 else many}"


def over(values: Iterable[Fraction], common: int) -> list[int]:
    """Return numerators over a common multiple of the denominators."""
    return [x.numerator * (common // x.denominator) for x in values]


def over_one(values: tuple[Fraction, ...], most: int, most_altogether: int) -> tuple[list[int], int]:
    """Return numerators over the least common denominator, and that.

    Raises `TooLongError` if the denominator has more bits than `most`, or all numbers might have more than
    `most_altogether`.
    """
    common = 1
    # sorted, not a set: a file could choose numbers of one hash
    for denominator, _ in groupby(sorted(x.denominator for x in values)):
        common = common_multiple(common, denominator, most)
    if len(values) * common.bit_length() > most_altogether:
        raise TooLongError(len(values) * common.bit_length())
    return over(values, common), common


def common_multiple(a: int, b: int, most: int) -> int:
    """Return the least common multiple; raises `TooLongError` if it has more bits than `most`."""
    if b.bit_length() > most:
        raise TooLongError(b.bit_length())
    found = a if a % b == 0 else lcm(a, b)
    if found.bit_length() > most:
        raise TooLongError(found.bit_length())
    return found
