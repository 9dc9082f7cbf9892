"""JSON with the doors shut, and the canonical bytes of section 2 of the specification.

Python's `json` keeps the last of two equal keys, reads NaN, turns 1e400 into infinity, guesses UTF-16 and
recurses as deep as the brackets go.  Here the bytes must be ASCII, the nesting is measured first, numbers are
small integers and nothing else, and keys are unique.
"""

from __future__ import annotations

import json
import re

from ..errors import Decline, Rule

LARGEST_DEPTH = 8
# What parsed values may take in the memory.  A map of a million knots has 3,000,004 values and one object.
MOST_VALUES = 3_200_000
MOST_OBJECTS = 400_000
MOST_KEYS = 8  # of an object, on an average, besides
MORE_KEYS = 100_000
SMALL_INTEGER_LIMIT = 2**31

_STRING = re.compile(rb'"[^"]*"')
_OPEN_CLOSE = bytes.maketrans(b"[{]}", b"(())")
_NOT_OUTLINE = bytes(set(range(256)) - set(b"[]{},:"))
_CHUNK = 2**16


class MalformedError(ValueError):
    """Bytes that are not the JSON asked for; `rule` is the short name of the failure."""

    def __init__(self, rule: Rule, expected: str, found: str) -> None:
        super().__init__(rule, expected, found)
        self.rule = rule
        self.expected = expected
        self.found = found


def outline(data: bytes) -> bytes:
    """Return what is left of JSON text without its strings and numbers: brackets, commas and colons."""
    # Pairs of backslashes first: what is left before a quote then is a real escape.
    quoted = data.replace(b"\\\\", b"").replace(b'\\"', b"")
    found, inside = [], False
    for start in range(0, len(quoted), _CHUNK):  # all at once would take much memory
        chunk = (b'"' if inside else b"") + quoted[start : start + _CHUNK]
        inside = chunk.count(b'"') % 2 == 1
        found.append(_STRING.sub(b"", chunk + (b'"' if inside else b"")).translate(None, _NOT_OUTLINE))
    return b"".join(found)


def values(text: bytes) -> int:
    """Return how many values and objects there are, at most: commas and opening brackets."""
    return text.count(b",") + text.count(b"[") + text.count(b"{")


def depth(data: bytes) -> int:
    """How deep the brackets outside strings are nested (counted up to one more than allowed)."""
    return _depth(outline(data))


def _depth(bare: bytes) -> int:
    brackets = bare.translate(_OPEN_CLOSE, b",:")
    level = 0
    while level <= LARGEST_DEPTH and b"()" in brackets:
        brackets = brackets.replace(b"()", b"")  # one pass takes off exactly the innermost pairs
        level += 1
    return min(level + brackets.count(b"("), LARGEST_DEPTH + 1)


def load(data: bytes, *, most_values: int = MOST_VALUES, most_objects: int = MOST_OBJECTS) -> object:
    """Parse; raises `MalformedError`, or `Decline` for text that would take much memory."""
    if not data.isascii():
        raise MalformedError(Rule.CANONICAL_BYTES, "ASCII", "a byte above 127")
    bare = outline(data)
    objects = bare.count(b"{")
    for what, found, most in (
        ("commas and opening brackets", values(bare), most_values),
        ("objects", objects, most_objects),
        ("keys", bare.count(b":"), MOST_KEYS * objects + MORE_KEYS),
    ):
        if found > most:
            raise Decline(Rule.SIZE, f"at most {most} {what}", f"{found}")
    if _depth(bare) > LARGEST_DEPTH:
        raise MalformedError(Rule.NESTING, f"at most {LARGEST_DEPTH} brackets deep", "more")
    del bare
    try:
        value: object = json.loads(
            data.decode("ascii"),
            object_pairs_hook=_unique_keys,
            parse_int=_small_integer,
            parse_float=_no_float,
            parse_constant=_no_float,
        )
    except json.JSONDecodeError as error:
        raise MalformedError(Rule.CANONICAL_BYTES, "JSON", f"{error.msg} at byte {error.pos}") from None
    return value


def dump(value: object) -> bytes:
    """Return the canonical bytes of a value, with the newline at the end."""
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=True, allow_nan=False)
    return text.encode("ascii") + b"\n"


def load_canonical(data: bytes) -> object:
    """Parse bytes that must be canonical; raises `MalformedError`."""
    if b"\x7f" in data:  # six times as long when it is written again
        raise MalformedError(Rule.CANONICAL_BYTES, "canonical bytes", f"byte 127 at byte {data.index(127)}")
    value = load(data)
    again = dump(value)
    if again != data:
        where = _first_difference(again, data)
        raise MalformedError(Rule.CANONICAL_BYTES, "canonical bytes", f"a difference at byte {where}")
    return value


def _first_difference(one: bytes, other: bytes) -> int:
    """Return the length of what two different byte strings have in common at their beginning."""
    same, most = 0, min(len(one), len(other))
    while same < most:
        middle = (same + most + 1) // 2
        if one[same:middle] == other[same:middle]:
            same = middle
        else:
            most = middle - 1
    return same


def _unique_keys(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found: dict[str, object] = {}
    for key, value in pairs:
        if key in found:
            raise MalformedError(Rule.CANONICAL_BYTES, "different keys", f"the key {ascii(key[:80])[:80]} twice")
        found[key] = value
    return found


def _small_integer(text: str) -> int:
    if len(text) > 11 or abs(int(text)) >= SMALL_INTEGER_LIMIT:
        raise MalformedError(Rule.CANONICAL_BYTES, "integers below 2^31 in absolute value", f"{text[:20]}")
    return int(text)


def _no_float(text: str) -> float:
    raise MalformedError(Rule.CANONICAL_BYTES, "small integers as the only JSON numbers", f"{text[:20]}")
