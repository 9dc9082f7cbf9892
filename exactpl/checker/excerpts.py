"""Values from files as messages show them: on one line, in ASCII, short, and made without reading all of them."""

from __future__ import annotations

import json
from itertools import islice

LONGEST = 80


def text_of(value: object, longest: int = LONGEST) -> str:
    """Return a value for a message."""
    text = ascii(_beginning(value, longest)).replace("|", "\\x7c")  # which separates the parts of a line
    return text if len(text) <= longest else text[: longest - 3] + "..."


def json_of(value: object, longest: int) -> str:
    """Return a value as JSON, cut where it is long."""
    text = json.dumps(_beginning(value, longest), sort_keys=True, separators=(",", ":")).replace("|", "\\u007c")
    return text if len(text) <= longest else text[: longest - 3] + "..."


def printable(text: str) -> str:
    """Return a text with everything escaped that is not printable ASCII: it stays on one line."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(c if " " <= c <= "~" else ascii(c)[1:-1] for c in text)


def _beginning(value: object, longest: int) -> object:
    most = longest // 3 + 1  # each entry of a list takes three characters at least: more are never seen
    if isinstance(value, str):
        return value[: longest + 1]
    if isinstance(value, list):
        return [_beginning(entry, longest) for entry in value[:most]]
    if isinstance(value, dict):
        return {key[: longest + 1]: _beginning(value[key], longest) for key in islice(value, most)}
    return value
