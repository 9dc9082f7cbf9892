"""The greatest and the least absolute slope of f^k (theorems 1.6, 1.4).

An absolute slope is a pair (p, q) of coprime integers: p/q >= 0, with q > 0.  Those of f^k have k times as many
digits as those of f; so they are kept in lowest terms by greatest common divisors with short numbers only,
and compared by as few of their leading bits as needed.
"""

from __future__ import annotations

from fractions import Fraction
from math import gcd

from .orbits import Orbits
from .plmap import PLMap
from .transfer import Kind, summary

Slope = tuple[int, int]
Range = tuple[Slope, Slope]


def slope_range(f: PLMap, k: int) -> tuple[Fraction, Fraction]:
    """Return the greatest and the least absolute slope of f^k, for f a self-map of its interval."""
    largest, smallest = summary(Orbits(f), k, AbsoluteSlopes(f))
    return Fraction(*largest), Fraction(*smallest)


class AbsoluteSlopes(Kind[Range]):
    """Summaries (greatest, least)."""

    sees_values = False
    multiplies = True

    def __init__(self, f: PLMap) -> None:
        self.sizes = [(abs(a) // gcd(a, d), d // gcd(a, d)) for a, _, d in f.pieces]

    def identity(self, _u: int, _v: int, /) -> Range:
        """Slope 1."""
        return (1, 1), (1, 1)

    def constant(self, _value: int, /) -> Range:
        """Slope 0."""
        return (0, 1), (0, 1)

    def through(self, piece: int, summary: Range) -> Range:
        """Multiply by the slope of the piece."""
        largest, smallest = summary
        product = times(largest, self.sizes[piece])
        return product, product if smallest is largest else times(smallest, self.sizes[piece])

    def joined(self, left: Range, right: Range) -> Range:
        """Take the greater and the smaller."""
        return (
            right[0] if smaller(left[0], right[0]) else left[0],
            right[1] if smaller(right[1], left[1]) else left[1],
        )


def times(x: Slope, size: Slope) -> Slope:
    """Return the product in lowest terms; the second factor is short."""
    (p, q), (a, d) = x, size
    common = gcd(p, d)
    if common != 1:
        p, d = p // common, d // common
    common = gcd(a, q)
    if common != 1:
        a, q = a // common, q // common
    return p * a, q * d


def smaller(x: Slope, y: Slope) -> bool:
    """Tell whether x < y."""
    (a, b), (c, d) = x, y  # is a d < c b?
    if x == y or a == 0 or c == 0:
        return a < c
    gap = a.bit_length() + d.bit_length() - c.bit_length() - b.bit_length()
    if gap > 1 or gap < -1:
        return gap < 0
    bits = 64
    while True:
        p, q, r, s = (max(0, n.bit_length() - bits) for n in (a, d, c, b))
        shift = p + q - r - s
        if p == q == r == s == 0:
            return a * d < c * b
        # With what p, q, r and s leave of them, and one more in the last place: bounds for both products.
        p, q, r, s = a >> p, d >> q, c >> r, b >> s
        left, right = max(shift, 0), max(-shift, 0)
        if (p + 1) * (q + 1) << left <= r * s << right:
            return True
        if (r + 1) * (s + 1) << right <= p * q << left:
            return False
        bits *= 4
