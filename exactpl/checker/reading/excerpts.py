"""Values from files as messages show them: on one line, in ASCII, short, and made without reading all of them."""

from __future__ import annotations

import json
import reprlib

LONGEST = 80


def text_of(value: object, longest: int = LONGEST) -> str:
    """Return a value for a message."""
    shown = reprlib.Repr()
    shown.maxlist = shown.maxdict = longest  # more entries are never seen
    shown.maxlevel, shown.maxlong, shown.maxother = 8, longest + 1, longest + 1
    shown.maxstring = 2 * longest
    text = shown.repr(value).encode("ascii", "backslashreplace").decode("ascii")
    text = text.replace("|", "\\x7c")  # which separates the parts of a line
    return text if len(text) <= longest else text[: longest - 3] + "..."


def json_of(value: object, longest: int) -> str:
    """Return a value as JSON, cut where it is long."""
    parts: list[str] = []
    length = 0
    for part in json.JSONEncoder(sort_keys=True, separators=(",", ":")).iterencode(value):
        parts.append(part[: longest + 1])
        length += len(part)
        if length > longest:
            break
    text = "".join(parts).replace("|", "\\u007c")
    return text if len(text) <= longest else text[: longest - 3] + "..."


def printable(text: str) -> str:
    """Return a text with everything escaped that is not printable ASCII: it stays on one line."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(c if " " <= c <= "~" else ascii(c)[1:-1] for c in text)
