"""JSON with the doors shut, and the canonical bytes of section 2 of the specification.

Python's `json` keeps the last of two equal keys, reads NaN, turns 1e400 into infinity, guesses UTF-16 and
recurses as deep as the brackets go.  Here the bytes must be ASCII, the nesting is measured first, numbers are
small integers and nothing else, and keys are unique.
"""

from __future__ import annotations

import json
import re

from .errors import Decline

LARGEST_DEPTH = 8
MOST_VALUES = 4_000_000
SMALL_INTEGER_LIMIT = 2**31

_STRING = re.compile(rb'"[^"]*"')
_OPEN_CLOSE = bytes.maketrans(b"[{]}", b"(())")
_NOT_BRACKETS = bytes(set(range(256)) - set(b"[]{}"))


class MalformedError(ValueError):
    """Bytes that are not the JSON asked for; `rule` is the short name of the failure."""

    def __init__(self, rule: str, expected: str, found: str) -> None:
        super().__init__(rule, expected, found)
        self.rule = rule
        self.expected = expected
        self.found = found


def depth(data: bytes) -> int:
    """How deep the brackets outside strings are nested (counted up to one more than allowed)."""
    return _depth(_outside_strings(data))


def _outside_strings(data: bytes) -> bytes:
    # Pairs of backslashes first: what is left before a quote then is a real escape.
    return _STRING.sub(b"", data.replace(b"\\\\", b"").replace(b'\\"', b""))


def _depth(bare: bytes) -> int:
    brackets = bare.translate(_OPEN_CLOSE, _NOT_BRACKETS)
    level = 0
    while level <= LARGEST_DEPTH and b"()" in brackets:
        brackets = brackets.replace(b"()", b"")  # one pass takes off exactly the innermost pairs
        level += 1
    return min(level + brackets.count(b"("), LARGEST_DEPTH + 1)


def load(data: bytes) -> object:
    """Parse; raises `MalformedError`."""
    if not data.isascii():
        raise MalformedError("canonical-bytes", "ASCII", "a byte above 127")
    bare = _outside_strings(data)
    values = bare.count(b",") + bare.count(b"[") + bare.count(b"{")
    if values > MOST_VALUES:
        raise Decline("size", f"at most {MOST_VALUES} commas and opening brackets", f"{values}")
    if _depth(bare) > LARGEST_DEPTH:
        raise MalformedError("nesting", f"at most {LARGEST_DEPTH} brackets deep", "more")
    try:
        value: object = json.loads(
            data.decode("ascii"),
            object_pairs_hook=_unique_keys,
            parse_int=_small_integer,
            parse_float=_no_float,
            parse_constant=_no_float,
        )
    except json.JSONDecodeError as error:
        raise MalformedError("canonical-bytes", "JSON", f"{error.msg} at byte {error.pos}") from None
    return value


def dump(value: object) -> bytes:
    """Return the canonical bytes of a value, with the newline at the end."""
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=True, allow_nan=False)
    return text.encode("ascii") + b"\n"


def load_canonical(data: bytes) -> object:
    """Parse bytes that must be canonical; raises `MalformedError`."""
    value = load(data)
    again = dump(value)
    if again != data:
        pairs = enumerate(zip(again, data, strict=False))
        where = next((i for i, (a, b) in pairs if a != b), min(len(again), len(data)))
        raise MalformedError("canonical-bytes", "canonical bytes", f"a difference at byte {where}")
    return value


def _unique_keys(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found: dict[str, object] = {}
    for key, value in pairs:
        if key in found:
            raise MalformedError("canonical-bytes", "different keys", f"the key {ascii(key[:80])[:80]} twice")
        found[key] = value
    return found


def _small_integer(text: str) -> int:
    if len(text) > 11 or abs(int(text)) >= SMALL_INTEGER_LIMIT:
        raise MalformedError("canonical-bytes", "integers below 2^31 in absolute value", f"{text[:20]}")
    return int(text)


def _no_float(text: str) -> float:
    raise MalformedError("canonical-bytes", "small integers as the only JSON numbers", f"{text[:20]}")
