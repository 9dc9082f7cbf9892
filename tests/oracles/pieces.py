"""The maximal affine pieces of a map as a list, and which of them holds a germ."""

from fractions import Fraction
from itertools import pairwise

from tests.oracles.maps import End, Map, Number, domain, evaluate, fraction, kinks, slope_left, slope_right

AffinePiece = tuple[End, End, Fraction, Fraction]


def piece_list(m: Map) -> list[AffinePiece]:
    """Return (lower end, upper end, slope, value at 0 of the affine function) of each piece, from left to right."""
    lower, upper = domain(m)
    found = []
    for a, b in pairwise([lower, *kinks(m), upper]):
        x = a if a is not None else b if b is not None else Fraction(0)
        slope = slope_right(m, x) if x == a or a == b else slope_left(m, x)
        found.append((a, b, slope, evaluate(m, x) - slope * x))
    return found


def locate(m: Map, x: Number, side: int) -> int:
    """Return the number of the piece that holds x and the points next to it on the side; at an end the inner side."""
    x = fraction(x)
    lower, upper = domain(m)
    side = 1 if x == lower else -1 if x == upper else side
    return sum(c < x or (c == x and side > 0) for c in kinks(m))
