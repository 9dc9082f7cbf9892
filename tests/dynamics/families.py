"""Maps for the tests of iteration: random ones of every kind of domain, and ones made to be difficult.

Everything here is an oracle map or plain Fractions; nothing is computed with exactpl.
"""

import random
from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from tests.oracles.maps import (
    DENOMINATORS,
    Map,
    canonical,
    compose,
    domain,
    identity,
    make,
    nasty_half_line_map,
    nasty_line_map,
    nasty_self_map,
)

_KINDS = (nasty_self_map, nasty_half_line_map, nasty_self_map, nasty_line_map)


def nasty_maps(
    seed: object, count: int, max_breakpoints: int = 5, denominators: tuple[int, ...] = DENOMINATORS
) -> Iterator[Map]:
    """Yield random self-maps of compact intervals, half-lines and the line in turn."""
    rng = random.Random(str(seed))
    for i in range(count):
        yield _KINDS[i % len(_KINDS)](rng, max_breakpoints, denominators)


def compact_maps(
    seed: object, count: int, max_breakpoints: int = 5, denominators: tuple[int, ...] = DENOMINATORS
) -> Iterator[Map]:
    """Yield random self-maps of compact intervals."""
    rng = random.Random(str(seed))
    for _ in range(count):
        yield nasty_self_map(rng, max_breakpoints, denominators)


def powers(m: Map, upto: int, most_knots: int = 400) -> Iterator[tuple[int, Map]]:
    """Yield (k, f^k) for k = 0, 1, ..., upto, as long as f^k has few knots."""
    power = identity(m)
    for k in range(upto + 1):
        yield k, power
        if len(power.knots) > most_knots:
            return
        power = compose(power, m)


def related_map(rng: random.Random) -> Map:
    """Return a map of knots onto knots, whose slopes are quotients of few numbers: their products often agree.

    The critical orbits are finite and meet kinks again and again, so that the ratio of the two one-sided slopes goes
    through long products of 2, 1/2, 3, 4/3, ... that come back to 1.
    """
    lengths = [rng.choice((1, 1, 2, 2, 3, 4, 6)) for _ in range(rng.randint(2, 5))]
    xs = [Fraction(sum(lengths[:i])) for i in range(len(lengths) + 1)]
    ys = [rng.choice(xs)]
    while len(ys) < len(xs):
        ys.append(rng.choice([x for x in xs if x != ys[-1]] if rng.random() < 0.9 else xs))
    return make(list(zip(xs, ys, strict=True)))


def long_cycle(period: int) -> Map:
    """Return the map of the cycle 0 -> 1 -> ... -> p - 1 -> 0: its one kink p - 2 has the period p."""
    return canonical(make([(i, (i + 1) % period) for i in range(period)]))


def long_tail(tail: int, period: int) -> Map:
    """Return a map of [0, n] with a kink at 1 whose orbit 1, 2, ... enters a cycle of that period after a tail."""
    n = tail + period
    return canonical(make([(0, 3), *((i, i + 1) for i in range(1, n)), (n, tail + 1)]))


def late_hit(slope: Fraction, steps: int, seed: object, bend: Fraction = Fraction(1, 7)) -> tuple[Map, Fraction]:
    """Return a tent of the given slope with a small kink at a point b that f^steps, and no earlier iterate, takes to
    the turning point 1/2; and b. The denominator of b is about slope^steps."""
    rng = random.Random(str(seed))
    orbit = [Fraction(1, 2)]
    while len(orbit) <= steps:
        y = orbit[-1]
        left, right = y / slope, 1 - y / slope
        fitting = [x for x in (left, right) if x <= slope / 2 and x not in orbit]
        orbit.append(rng.choice(fitting[:1] if len(orbit) == steps and left in fitting else fitting))
    b = orbit[-1]

    def tent(x: Fraction) -> Fraction:
        return slope * min(x, 1 - x)

    # the bump on [b, b + 2 d] touches no point of the orbit, and no knot
    d = min(abs(x - b) for x in [*orbit[:-1], Fraction(0), Fraction(1)]) / 5
    bump = [(b, tent(b)), (b + d, tent(b + d) - bend * d), (b + 2 * d, tent(b + 2 * d))]
    return make(sorted([(Fraction(0), Fraction(0)), (Fraction(1, 2), slope / 2), (Fraction(1), Fraction(0)), *bump])), b


def huge_map(rng: random.Random, bits: int, breakpoints: int = 2) -> Map:
    """Return a self-map of [0, 1] whose knots and values have unrelated denominators of that many bits."""

    def number() -> Fraction:
        q = rng.getrandbits(bits) | (1 << bits - 1) | 1
        return Fraction(rng.randrange(1, q), q)

    xs = sorted({Fraction(0), Fraction(1), *(number() for _ in range(breakpoints))})
    return make([(x, rng.choice((number(), number(), Fraction(0), Fraction(1)))) for x in xs])


def conjugate(m: Map, scale: Fraction, shift: Fraction) -> Map:
    """Return L f L^-1 for L(x) = scale x + shift, scale != 0; scale = -1 reflects."""
    knots = [(scale * x + shift, scale * y + shift) for x, y in m.knots]
    return make(knots, m.left, m.right) if scale > 0 else make(knots[::-1], m.right, m.left)


def refined(m: Map, rng: random.Random) -> Map:
    """Return the same function with redundant knots on every segment and ray."""
    knots = list(m.knots)
    for (a, u), (b, v) in pairwise(m.knots):
        t = Fraction(rng.randint(1, 6), 7)
        knots.append((a + t * (b - a), u + t * (v - u)))
    (a, u), (b, v) = m.knots[0], m.knots[-1]
    if m.left is not None:
        knots.append((a - 2, u - 2 * m.left))
    if m.right is not None:
        knots.append((b + 3, v + 3 * m.right))
    return make(sorted(knots), m.left, m.right)


def where(m: Map) -> str:
    """Return the map as one would type it, for the message of a failing test."""
    knots = ", ".join(f"('{x}', '{y}')" for x, y in m.knots)
    rays = "".join(
        f", {side}_slope='{slope}'" for side, slope in (("left", m.left), ("right", m.right)) if slope is not None
    )
    return f"xp.PL([{knots}]{rays})"


def sample_points(m: Map, steps: int = 12) -> list[Fraction]:
    """Return points of the domain: knots, a grid, and points beyond the knots on rays."""
    lo, hi = domain(m)
    first, last = m.knots[0][0], m.knots[-1][0]
    a, b = (first if lo is not None else first - 2), (last if hi is not None else last + 2)
    return sorted({a + (b - a) * Fraction(i, steps) for i in range(steps + 1)} | {x for x, _ in m.knots})
