"""Texts that try to be more than text on a terminal, and what of them was printed as it came."""

import unicodedata

FORGED = "ACCEPT forged"
CONTROLS = "".join(chr(i) for i in (*range(1, 10), *range(11, 32), *range(0x7F, 0xA0)))
MARKS = "\u061c\u200b\u200e\u200f\u2028\u2029\u202a\u202e\u2066\u2069\ufeff"
NOT_UTF8 = "\udce9"  # a byte of an argument that is no UTF-8, as Python hands it over

ARGUMENTS = {
    "controls": f"a{CONTROLS}b",
    "marks": f"a{MARKS}b",
    "a new line": f"a\n{FORGED}",
    "no UTF-8": f"a{NOT_UTF8}b",
}
IN_FILES = {**ARGUMENTS, "no UTF-8": "a\ud800b", "zero": "a\0b"}

_RAW = ("Cc", "Cf", "Cs", "Zl", "Zp")


def printed_raw(*texts: str) -> list[str]:
    """Return the characters that a terminal might obey, and the lines that were forged."""
    found = {ascii(c) for text in texts for c in text if c != "\n" and unicodedata.category(c) in _RAW}
    forged = {line for text in texts for line in text.splitlines() if line.startswith(FORGED)}
    return sorted(found | forged)
