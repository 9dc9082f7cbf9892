"""Exact numbers as floats for the eye: the points of a graph, orbits, logarithms of counts. Only drawings use them."""

from fractions import Fraction
from itertools import pairwise
from math import log10

from exactpl.arithmetic.intervals import Interval, IntervalLike
from exactpl.arithmetic.rationals import Real, approximate, exact
from exactpl.claims.kinds.base import rational_interval
from exactpl.dynamics.iterates.iterate import Iterate, iterate
from exactpl.dynamics.orbits.bounded_part import bounded_part
from exactpl.dynamics.orbits.self_map import escaping_point, iterated
from exactpl.errors import BudgetError, DomainError, InputError
from exactpl.maps.pl import PL, require_map

MOST_PIECES = 20_000
_LARGEST = 10**300
Point = tuple[float, float]


def window_of(f: PL, on: IntervalLike) -> tuple[Fraction, Fraction]:
    """Return the interval that is drawn: `on`, or the domain, or where orbits stay, or around the knots."""
    interval = rational_interval(on)
    require_map(f)
    if interval is None:
        interval = f.domain
    if not interval.is_bounded:
        inside = bounded_part(f) if escaping_point(f) is None else None
        interval = inside.domain if inside is not None else _around_knots(f)
    lower, upper = interval
    assert lower is not None
    assert upper is not None
    if not f.domain.contains_interval(interval):
        raise DomainError(f"a window inside the domain {f.domain} is required, found {interval}.")
    if interval.is_point:
        raise DomainError(f"a window of positive length is required, found {interval}.")
    return exact(lower), exact(upper)


def _around_knots(f: PL) -> Interval:
    first, last = f.knots[0][0], f.knots[-1][0]
    margin = (last - first) / 4 or Fraction(1)
    lower, upper = f.domain
    return Interval(first - margin if lower is None else lower, last + margin if upper is None else upper)


def graph_points(f: PL, k: int, window: tuple[Fraction, Fraction]) -> list[Point]:
    """Return the points of the graph of f^k on a window: its ends and the breakpoints between them.

    Raises BudgetError where f^k has more pieces than can be drawn.
    """
    count = len(f.pieces) if k == 1 else Iterate(f, k).piece_count
    if count > MOST_PIECES:
        raise BudgetError(f"at most {MOST_PIECES:,} pieces can be drawn, f^{k} has {count:,}. Take a smaller k.")
    g = f if k == 1 else iterate(f, k)
    lower, upper = window
    inner = [(x, y) for x, y in g.knots if lower < x < upper]
    return [(drawable(x), drawable(y)) for x, y in ((lower, g(lower)), *inner, (upper, g(upper)))]


def cobweb_points(f: PL, start: Fraction, steps: int, k: int = 1) -> list[Point]:
    """Return the corners of a cobweb of g = f^k: (x, x), (x, g(x)), (g(x), g(x)), ..."""
    orbit: list[Real] = [start]
    for _ in range(steps):
        orbit.append(iterated(f, orbit[-1], k))
    corners = [(orbit[0], orbit[0])]
    for x, y in pairwise(orbit):
        corners += [(x, y), (y, y)]
    return [(drawable(x), drawable(y)) for x, y in corners]


def drawable(x: Real) -> float:
    """Return a number as a float for the eye; InputError where it is too large for a picture."""
    if abs(x) > _LARGEST:
        raise InputError(f"numbers up to 10^300 can be drawn, found one of about {approximate(x)}.")
    return float(x)


def logarithm(n: int) -> float:
    """Return log10 n, n >= 1 of any size; InputError for smaller numbers."""
    if n < 1:
        raise InputError(f"counts >= 1 are drawn on a logarithmic scale, found {n}.")
    shift = max(n.bit_length() - 64, 0)
    return log10(n >> shift) + shift * log10(2)
