"""Words by trying points: the domain is cut where an orbit can change its word, and each cell is asked once."""

from fractions import Fraction
from itertools import pairwise, product

from tests.oracles.maps import (
    End,
    Map,
    canonical,
    domain,
    evaluate,
    identity,
    kinks,
    preimages,
    slope_left,
    slope_right,
)
from tests.oracles.maps import compose as after

Word = tuple[int, ...]


def pieces_at(cuts: list[Fraction], x: Fraction) -> list[int]:
    """Return the numbers of the closed pieces that hold x, for pieces cut at these points."""
    below = sum(c < x for c in cuts)
    return [below, below + 1] if x in cuts else [below]


def symbol(cuts: list[Fraction], x: Fraction) -> Fraction:
    """Return the number of the piece of x, or the number in the middle of two."""
    found = pieces_at(cuts, x)
    return Fraction(sum(found), len(found))


def orbit(m: Map, x: Fraction, length: int) -> list[Fraction]:
    """Return x, m(x), ..., `length` points."""
    points = [x][:length]
    while len(points) < length:
        points.append(evaluate(m, points[-1]))
    return points


def change_points(m: Map, length: int) -> list[Fraction]:
    """Return the ends of the domain and all ends of components of {m^i = c}, i < length, c a kink."""
    cuts = {end for end in domain(m) if end is not None}
    power = identity(m)
    for _ in range(length):
        for c in kinks(m):
            cuts |= {end for component in preimages(power, c) for end in component if end is not None}
        power = after(m, power)
    return sorted(cuts) or [Fraction(0)]


def cells(m: Map, length: int) -> list[tuple[End, Fraction, End]]:
    """Return (lower end, a point inside, upper end) of all points and open intervals between changes."""
    cuts = change_points(m, length)
    lower, upper = domain(m)
    found: list[tuple[End, Fraction, End]] = [(x, x, x) for x in cuts]
    found += [(a, (a + b) / 2, b) for a, b in pairwise(cuts)]
    if lower is None:
        found.append((None, cuts[0] - 1, cuts[0]))
    if upper is None:
        found.append((cuts[-1], cuts[-1] + 1, None))
    return sorted(found, key=lambda cell: cell[1])


def words(m: Map, length: int) -> dict[Word, list[tuple[End, End]]]:
    """Return for each word of closed pieces the cells whose points have it, from left to right."""
    cuts = kinks(m)
    found: dict[Word, list[tuple[End, End]]] = {}
    for lower, x, upper in cells(m, length):
        for word in product(*(pieces_at(cuts, y) for y in orbit(m, x, length))):
            found.setdefault(word, []).append((lower, upper))
    return found


def germ_word(m: Map, x: Fraction, side: int, length: int) -> tuple[Word, int | None]:
    """Return the pieces that points just beside x run through, and the time of the first flat piece (None: none)."""
    cuts = kinks(canonical(m))
    word: list[int] = []
    for time in range(length):
        word.append(pieces_at(cuts, x)[-1 if side > 0 else 0])
        slope = slope_right(m, x) if side > 0 else slope_left(m, x)
        if slope == 0:
            return tuple(word), time
        x, side = evaluate(m, x), side if slope > 0 else -side
    return tuple(word), None
