"""Level sets by walking over the signs of m - level from left to right. On the maps of `maps.py` only.

The domain is a row of cells: the knots, and the open segments and rays between them, which are cut once more where m
takes the level on the way. On each cell m - level has one sign. Everything is read off the list of these signs.
"""

import random
from collections.abc import Iterable
from fractions import Fraction
from itertools import groupby, pairwise

from tests.oracles.maps import Map, Number, domain, evaluate, fraction, kinks

Cell = tuple[bool, int]  # is it a point? the sign of m - level there


def _sign(x: Fraction) -> int:
    return (x > 0) - (x < 0)


def _segment(start: int, end: int) -> list[Cell]:
    """Return the cells strictly between two points at which an affine function has the given signs."""
    if start * end == -1:
        return [(False, start), (True, 0), (False, end)]
    return [(False, start or end)]


def sign_walk(m: Map, level: Number) -> list[Cell]:
    """Return the cells of the domain from left to right."""
    y = fraction(level)
    signs = [_sign(value - y) for _, value in m.knots]
    cells: list[Cell] = []
    if m.left is not None:
        cells += _segment(_sign(-m.left) or signs[0], signs[0])  # far out the slope decides, if it is not 0
    for start, end in pairwise(signs):
        cells += [(True, start), *_segment(start, end)]
    cells.append((True, signs[-1]))
    if m.right is not None:
        cells += _segment(signs[-1], _sign(m.right) or signs[-1])
    return cells


def crossings(m: Map, level: Number) -> int:
    """Return the number of changes of sign of m - level, zeros left out."""
    signs = [sign for _, sign in sign_walk(m, level) if sign]
    return sum(a != b for a, b in pairwise(signs))


def zero_runs(m: Map, level: Number) -> tuple[int, int]:
    """Return (points, intervals): how many components of {m = level} are points, and how many are not."""
    runs = [list(run) for sign, run in groupby(sign_walk(m, level), key=lambda cell: cell[1]) if sign == 0]
    points = sum(all(is_point for is_point, _ in run) for run in runs)
    return points, len(runs) - points


def components(m: Map, level: Number) -> int:
    """Return the number of components of {m = level}."""
    return sum(zero_runs(m, level))


def critical_values(m: Map, steps: int) -> list[Fraction]:
    """Return f^i(c), 0 <= i <= steps, for all knots c: kinks, finite ends, ends of plateaus."""
    found: set[Fraction] = set()
    for x, _ in m.knots:
        for _ in range(steps + 1):
            found.add(x)
            x = evaluate(m, x)
    return sorted(found)


def levels_of(m: Map, rng: random.Random, count: int, steps: int = 3) -> list[Fraction]:
    """Return levels of all kinds: critical values, ends, plateau values, points between these, points outside."""
    special = critical_values(m, steps)
    between = [(a + b) / 2 for a, b in pairwise(special)]
    plateaus = [u for (_, u), (_, v) in pairwise(m.knots) if u == v]
    plateaus += [m.knots[i][1] for i, slope in ((0, m.left), (-1, m.right)) if slope == 0]
    ends = [end for end in domain(m) if end is not None]
    outside = [special[0] - 1, special[-1] + Fraction(1, 2)]
    loose = [Fraction(rng.randint(-12, 24), rng.randint(1, 12)) for _ in range(2)]
    pools: Iterable[list[Fraction]] = (special, between, plateaus, ends, kinks(m), outside, loose)
    return [rng.choice(pool) for pool in rng.choices([pool for pool in pools if pool], k=count)]
