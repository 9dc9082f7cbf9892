"""Coverings by explicit iterates, and piecewise-linear maps near a given one. On the maps of `maps.py` only."""

import random
from collections.abc import Iterator
from fractions import Fraction

from tests.oracles.maps import Map, add, constant, domain, image, maximum, minimum, power, restrict, sup_distance

Ends = tuple[Fraction, Fraction]


def image_under(written_out: Map, interval: Ends) -> Ends:
    """Return the image of a compact interval under a map that is written out."""
    lower, upper = image(restrict(written_out, *interval))
    assert lower is not None
    assert upper is not None
    return lower, upper


def covering_pairs(m: Map, intervals: list[Ends], q: int) -> list[tuple[int, int]]:
    """Return all (i, j) where m^q maps interval i over interval j."""
    written_out = power(m, q)
    images = [image_under(written_out, interval) for interval in intervals]
    return [
        (i, j)
        for i, (low, high) in enumerate(images)
        for j, (lower, upper) in enumerate(intervals)
        if low <= lower and upper <= high
    ]


def held_inside(m: Map, home: Map) -> Map:
    """Return m with its values held inside the domain of another map."""
    lower, upper = domain(home)
    if lower is not None:
        m = maximum(m, constant(m, lower))
    return m if upper is None else minimum(m, constant(m, upper))


def neighbours(m: Map, epsilon: Fraction, rng: random.Random, count: int) -> Iterator[Map]:
    """Yield self-maps g with |g - m| <= epsilon: both extreme ones first, then ones that wave between them."""
    first, last = m.knots[0][0], m.knots[-1][0]
    yield held_inside(add(m, constant(m, epsilon)), m)
    yield held_inside(add(m, constant(m, -epsilon)), m)
    for _ in range(count - 2):
        xs = {x for x, _ in m.knots}
        xs |= {first + (last - first) * Fraction(rng.randint(0, 360), 360) for _ in range(rng.randint(0, 8))}
        wave = Map(
            tuple((x, epsilon * rng.choice((-1, -1, 1, 1, 0, Fraction(rng.randint(-7, 7), 7)))) for x in sorted(xs)),
            None if m.left is None else Fraction(0),
            None if m.right is None else Fraction(0),
        )
        g = held_inside(add(m, wave), m)
        assert sup_distance(g, m) <= epsilon
        yield g
