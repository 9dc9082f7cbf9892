"""Numbers of fixed points and of points of a least period, from iterates written out.

A fixed point of g is a zero of g(x) - x; the walk over signs of tests.oracles.levels counts the zeros. The points of
least period n are found by trying: all isolated ones, and one point of each interval between neighbouring ends.
"""

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise

from tests.oracles.levels import zero_runs
from tests.oracles.maps import Map, contains, domain, evaluate, fixed_components, identity, subtract


def mobius(n: int) -> int:
    """Return the Moebius number of n, from the definition: the sum over the divisors of n > 1 is 0."""
    return 1 if n == 1 else -sum(mobius(d) for d in divisors(n) if d < n)


def divisors(n: int) -> list[int]:
    """Return the divisors of n."""
    return [d for d in range(1, n + 1) if n % d == 0]


def fixed_point_count(power: Map) -> tuple[int, int]:
    """Return the numbers of isolated fixed points and of intervals of fixed points of a map."""
    return zero_runs(subtract(power, identity(power)), 0)


def periodic_point_count(powers: Sequence[Map], n: int) -> int | None:
    """Return how many points have the least period n, given f^0, ..., f^n at least; None if infinitely many have."""
    cuts = {end for d in divisors(n) for part in fixed_components(powers[d]) for end in part if end is not None}
    points = sorted(cuts | {end for end in domain(powers[0]) if end is not None}) or [Fraction(0)]
    between = [(a + b) / 2 for a, b in pairwise(points)]
    beyond = [x for x in (points[0] - 1, points[-1] + 1) if contains(domain(powers[0]), x)]

    def has_the_period(x: Fraction) -> bool:
        return evaluate(powers[n], x) == x and not any(evaluate(powers[d], x) == x for d in divisors(n) if d < n)

    if any(has_the_period(x) for x in between + beyond):
        return None
    return sum(has_the_period(x) for x in points)
