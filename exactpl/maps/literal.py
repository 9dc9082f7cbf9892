"""Maps as people type them on a command line: knots "0:0 1/2:1 1:0", with rays "<0 0:0 >1"."""

from exactpl.arithmetic.rationals import parse_rational
from exactpl.errors import InputError
from exactpl.maps.pl import PL


def is_literal(text: str) -> bool:
    """Whether a text looks like knots rather than like a formula: it has a colon."""
    return ":" in text


def map_of_literal(text: str) -> PL:
    """Return the map with these knots.

    "x:y" is a knot; "<s" in front is the slope of the ray to the left, ">s" at the end of that to the right.

    >>> map_of_literal("<0 0:0 >1")
    PL([(0, 0)], left_slope=0, right_slope=1)
    """
    if not text.isascii():
        raise InputError(f"ASCII text is required, found {ascii(text)[:60]}.")
    words = text.split()
    left = parse_rational(words.pop(0)[1:]) if words and words[0].startswith("<") else None
    right = parse_rational(words.pop()[1:]) if words and words[-1].startswith(">") else None
    knots = []
    for word in words:
        x, colon, y = word.partition(":")
        if not colon:
            raise InputError(
                "knots are written x:y, such as '0:0 1/2:1 1:0' ('<s' first and '>s' last for rays), "
                f"found {word!r:.60}."
            )
        knots.append((parse_rational(x), parse_rational(y)))
    return PL(knots, left_slope=left, right_slope=right)
