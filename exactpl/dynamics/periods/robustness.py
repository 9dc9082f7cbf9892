"""Chaos that survives a perturbation: f^3(a) <= a < f(a) < f^2(a) with room to spare (T4.4).

An exact 3-cycle alone survives nothing: the golden map has one and maps arbitrarily near it have none.
"""

from dataclasses import dataclass
from fractions import Fraction

from exactpl.arithmetic.intervals import Interval
from exactpl.arithmetic.rationals import Real, rational
from exactpl.arithmetic.simplest import simplest_between, simplest_just_below
from exactpl.dynamics.iterates.iterate import iterate
from exactpl.errors import BudgetError
from exactpl.maps.pl import PL, minimum


@dataclass(frozen=True, slots=True)
class Margin:
    """g^3(a) <= a < g(a) < g^2(a), or its mirror, for all continuous g of the interval into itself near f.

    Near: |g - f| <= epsilon on the interval.
    """

    a: Fraction
    epsilon: Fraction


def period_three_margin(f: PL, *, budget: int = 100_000) -> Margin | None:
    """Return a Margin with epsilon > 0 for a self-map of a compact interval, near the largest that T4.4 gives.

    None where T4.4 gives none.

    epsilon is the simplest rational within a tenth below the largest, a the simplest point that allows it. Cost: that
    of listing f^3; None as well when f^3 has more than `budget` pieces.
    """
    try:
        second, third = iterate(f, 2, most_pieces=budget), iterate(f, 3, most_pieces=budget)
    except BudgetError:
        return None
    identity = iterate(f, 0)
    slope = f.lipschitz()
    best: tuple[Fraction, PL] | None = None
    for direction in (1, -1):
        # each is a bound on epsilon at a: how far the inequality holds over how much an error of epsilon can eat
        room = minimum(
            direction * (identity - third) / (1 + slope + slope**2),
            minimum(direction * (f - identity), direction * (second - f) / (2 + slope)),
        )
        top = room.image().upper
        assert top is not None
        largest = rational(top)
        if largest > 0 and (best is None or largest > best[0]):
            best = largest, room
    if best is None:
        return None
    largest, room = best
    epsilon = simplest_just_below(largest)
    above = room.preimages(Interval(epsilon, None))
    lower, upper = next(part for part in above if not part.is_point)
    assert lower is not None
    assert upper is not None
    return Margin(simplest_between(rational(lower), rational(upper)), epsilon)  # inside, so every bound is > epsilon


def three_cycle_start(points: tuple[Real, ...]) -> Real:
    """Return the point a of a 3-cycle x, f(x), f^2(x) with a < f(a) < f^2(a) or a > f(a) > f^2(a)."""
    low = points.index(min(points))
    turned = points[low:] + points[:low]
    # from the lowest point the cycle rises twice, or it goes to the top first, and from there falls twice
    return turned[0] if turned[1] < turned[2] else turned[1]
