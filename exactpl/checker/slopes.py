"""The greatest and the least absolute slope of f^k (theorems 1.6, 1.4)."""

from __future__ import annotations

from fractions import Fraction

from .plmap import PLMap, Point
from .transfer import Kind, summary

Range = tuple[Fraction, Fraction]


def slope_range(f: PLMap, k: int) -> Range:
    """Return the greatest and the least absolute slope of f^k, for f a self-map of its interval."""
    return summary(f, k, AbsoluteSlopes(f))


class AbsoluteSlopes(Kind[Range]):
    """Summaries (greatest, least)."""

    sees_values = False

    def __init__(self, f: PLMap) -> None:
        self.sizes = [abs(Fraction(a, d)) for a, _, d in f.pieces]

    def identity(self, _u: Point, _v: Point, /) -> Range:
        """Slope 1."""
        return Fraction(1), Fraction(1)

    def constant(self, _value: Point, /) -> Range:
        """Slope 0."""
        return Fraction(0), Fraction(0)

    def through(self, piece: int, summary: Range) -> Range:
        """Multiply by the slope of the piece."""
        size = self.sizes[piece]
        return summary[0] * size, summary[1] * size

    def joined(self, left: Range, right: Range) -> Range:
        """Take the greater and the smaller."""
        return (
            right[0] if smaller(left[0], right[0]) else left[0],
            right[1] if smaller(right[1], left[1]) else left[1],
        )


def smaller(x: Fraction, y: Fraction) -> bool:
    """Compare two fractions >= 0 that may be very long, looking at as few of their leading bits as needed."""
    a, d, c, b = x.numerator, y.denominator, y.numerator, x.denominator  # is a d < c b?
    if (a == c and b == d) or a == 0 or c == 0:
        return a < c
    gap = a.bit_length() + d.bit_length() - c.bit_length() - b.bit_length()
    if abs(gap) > 1:
        return gap < 0
    bits = 64
    while True:
        cuts = [max(0, n.bit_length() - bits) for n in (a, d, c, b)]
        p, q, r, s = (n >> cut for n, cut in zip((a, d, c, b), cuts, strict=True))
        if not any(cuts):
            return p * q < r * s
        # a d lies between p q and (p + 1) (q + 1), both times a power of 2, and is not the latter; c b likewise.
        shift = cuts[0] + cuts[1] - cuts[2] - cuts[3]
        left, right = max(shift, 0), max(-shift, 0)
        if (p + 1) * (q + 1) << left <= r * s << right:
            return True
        if (r + 1) * (s + 1) << right <= p * q << left:
            return False
        bits *= 4
