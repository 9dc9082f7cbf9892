"""Random maps for these tests: the oracle's nasty ones, of all kinds of domain, and pairs that compose."""

import random
from fractions import Fraction
from itertools import pairwise

from tests.oracles.maps import Map, canonical, domain, nasty_half_line_map, nasty_line_map, nasty_self_map
from tests.oracles.maps import clip as clipped
from tests.oracles.maps import constant as level
from tests.oracles.maps import maximum as larger
from tests.oracles.maps import minimum as smaller


def nasty(rng: random.Random) -> Map:
    """Return a random map on an interval, a half-line or the line, not always in canonical form."""
    return rng.choice((nasty_self_map, nasty_line_map, nasty_half_line_map))(rng)


def into(f: Map, interval: tuple[Fraction | None, Fraction | None]) -> Map:
    """Return f cut off so that its values lie in an interval."""
    lower, upper = interval
    if lower is not None and upper is not None:
        return clipped(f, lower, upper)
    if lower is not None:
        return larger(f, level(f, lower))
    return f if upper is None else smaller(f, level(f, upper))


def walk(rng: random.Random, outer: Map) -> Map:
    """Return an inner map that walks from knot to knot of the outer one, at the pace at which kinks cancel.

    It crosses each segment of the outer map in a time proportional to the change of the outer map there, so that
    the composition has slopes 1, -1 and 0 only; sometimes it rests at a knot.
    """
    corners = canonical(outer).knots
    i, x, points = rng.randrange(len(corners)), Fraction(0), []
    for _ in range(rng.randint(2, 7)):
        points.append((x, corners[i][0]))
        j = rng.choice([n for n in (i - 1, i, i + 1) if 0 <= n < len(corners)])
        x += abs(corners[j][1] - corners[i][1]) or Fraction(1, 2)
        i = j
    return Map(tuple(points))


def composable(rng: random.Random) -> tuple[Map, Map]:
    """Return (outer, inner), the image of the inner map inside the domain of the outer one."""
    outer = nasty(rng)
    inner = walk(rng, outer) if rng.random() < 0.25 else into(nasty(rng), domain(outer))
    return outer, inner


def samples(m: Map) -> list[Fraction]:
    """Return the knots of a map, points near and between them and far out, all in its domain."""
    xs = [x for x, _ in m.knots]
    near = [x + d for x in xs for d in (Fraction(-1, 97), Fraction(0), Fraction(1, 97), Fraction(-7), Fraction(13))]
    between = [(a + b) / 2 for a, b in pairwise(xs)]
    lower, upper = domain(m)
    return [x for x in near + between if (lower is None or lower <= x) and (upper is None or x <= upper)]


def on_one_domain(rng: random.Random) -> tuple[Map, Map]:
    """Return two random maps on one domain, often crossing, touching or equal on a stretch."""
    f = nasty(rng)
    lower, upper = domain(f)
    if lower is None and upper is None:
        g = nasty_line_map(rng)
    elif lower is not None and upper is not None:
        core = nasty_self_map(rng)
        (a, b), width = domain(core), upper - lower
        assert a is not None
        assert b is not None
        g = Map(tuple((lower + width * (x - a) / (b - a), y) for x, y in core.knots))
    else:
        end = lower if lower is not None else upper
        assert end is not None
        g = nasty_half_line_map(rng)
        if (domain(g)[0] is None) != (lower is None):
            g = Map(
                tuple((-x, y) for x, y in reversed(g.knots)),
                None if g.right is None else -g.right,
                None if g.left is None else -g.left,
            )
        own = g.knots[0][0] if lower is not None else g.knots[-1][0]
        g = Map(tuple((x - own + end, y) for x, y in g.knots), g.left, g.right)
    if rng.random() < 0.3:  # equal on a stretch, and crossing at a breakpoint
        g = rng.choice((larger, smaller))(f, g)
    return f, g
