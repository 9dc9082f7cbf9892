"""Periodic orbits that survive a perturbation: small intervals around a repelling cycle, each mapped over the next.

With room epsilon at each step, every continuous g within epsilon of f has a point of the same least period that
follows the intervals (T4.2, T4.5). An exact cycle through a turning point has no such intervals: it may vanish.
"""

from dataclasses import dataclass
from fractions import Fraction

from exactpl.arithmetic.integers import prime_divisors
from exactpl.arithmetic.intervals import Interval
from exactpl.arithmetic.records import Record
from exactpl.arithmetic.simplest import simplest_between
from exactpl.dynamics.orbits.self_map import require_self_map
from exactpl.dynamics.periods.periodic_points import (
    Orbit,
    find_periodic_point,
    periodic_point_count,
    periodic_points,
)
from exactpl.maps.pl import PL

_MOST_POINTS = 1_000


@dataclass(frozen=True, slots=True, repr=False)
class RobustOrbit(Record):
    """Intervals around the points of a cycle, interval i mapped over interval i + 1 by every g within epsilon of f."""

    orbit: Orbit
    intervals: tuple[Interval, ...]
    epsilon: Fraction

    def pairs(self, f: PL) -> list[tuple[Fraction, Fraction]]:
        """Return, for each interval, its ends in the order (where f is low, where f is high)."""
        found = []
        for lower, upper in self.intervals:
            assert lower is not None
            assert upper is not None
            found.append((lower, upper) if f(lower) <= f(upper) else (upper, lower))
        return found


def robust_orbit(f: PL, orbit: Orbit, epsilon: Fraction | None = None) -> RobustOrbit | None:
    """Return intervals around a cycle of a self-map that show its period for all g within epsilon, or None.

    Without `epsilon` the largest is taken (a little less where it is not attained) that symmetric intervals in the
    affine neighbourhoods of the points allow. None: a point is a turning point or an end, the cycle does not repel, or
    epsilon is too large. Cost: one pass over the cycle.
    """
    points = orbit.points
    n = len(points)
    stretches, rooms = [], []
    for x in points:
        around = _neighbourhood(f, x)
        if around is None:
            return None
        stretches.append(around[0])
        rooms.append(around[1])
    product = Fraction(1)
    for stretch in stretches:
        product *= stretch
    if product <= 1:
        return None
    # radii r_i for epsilon = 1: r_(i+1) = stretch_i * r_i - 1 around the cycle
    start, power = Fraction(0), Fraction(1)
    for stretch in reversed(stretches):
        start += power
        power *= stretch
    radii = [start / (product - 1)]
    for stretch in stretches[:-1]:
        radii.append(stretch * radii[-1] - 1)
    largest = min((room / r for room, r in zip(rooms, radii, strict=True) if room is not None), default=None)
    apart: Fraction | None = None
    for p in prime_divisors(n):
        d = n // p
        # disjoint while epsilon < distance / (r_i + r_(i+d)), for one i
        best: Fraction = max(abs(points[i] - points[(i + d) % n]) / (radii[i] + radii[(i + d) % n]) for i in range(n))
        apart = best if apart is None else min(apart, best)
    if epsilon is None:
        if largest is None and apart is None:
            return None  # one piece on the line: any epsilon will do, and none is the largest
        limit: Fraction = min(x for x in (largest, apart) if x is not None)
        wanted = limit if apart is None or limit < apart else limit * Fraction(15, 16)
    else:
        wanted = epsilon
    # with epsilon 0 the shape still needs intervals of positive length
    scale = wanted
    if not wanted:
        scale = min(x for x in (largest, apart, Fraction(1)) if x is not None) / 2
    if (largest is not None and scale > largest) or (apart is not None and scale >= apart):
        return None
    intervals = tuple(Interval(x - scale * r, x + scale * r) for x, r in zip(points, radii, strict=True))
    return RobustOrbit(orbit, intervals, wanted)


def _neighbourhood(f: PL, x: Fraction) -> tuple[Fraction, Fraction | None] | None:
    """Return the smaller absolute slope at x and how far f is affine on both sides; None at turning points and ends."""
    if x in (f.domain.lower, f.domain.upper):
        return None
    graph = f._graph
    rooms, slopes = [], []
    for side in (-1, 1):
        piece = graph.piece_at(x, side)
        end = graph.ends(piece)[side > 0]
        if end is not None:
            rooms.append(abs(end - x))
        slopes.append(graph.slope(piece))
    if slopes[0] * slopes[1] <= 0:
        return None
    return min(map(abs, slopes)), min(rooms, default=None)


def find_robust_orbit(
    f: PL, n: int, epsilon: Fraction | None = None, *, known: Orbit | None = None
) -> RobustOrbit | None:
    """Return the RobustOrbit of least period n with the largest epsilon found (>= a given one), or None.

    All cycles are tried where there are at most 1,000 points, else only the `known` one, or the first one found.
    Without `epsilon` the simplest one within a tenth below the largest is taken.
    """
    require_self_map(f)
    count = periodic_point_count(f, n).points
    points: list[Fraction] = []
    if count is not None and count <= _MOST_POINTS:
        points = list(periodic_points(f, n).isolated)
    elif known is not None:
        points = [known.points[0]]
    else:
        found = find_periodic_point(f, n)
        points = [] if found is None else [found]
    best: RobustOrbit | None = None
    seen: set[Fraction] = set()
    for x in points:
        if x in seen:
            continue
        cycle = Orbit.of(f, x, n)
        seen.update(cycle.points)
        robust = robust_orbit(f, cycle, epsilon)
        if robust is not None and (best is None or robust.epsilon > best.epsilon):
            best = robust
            if epsilon is not None:
                break
    if best is None or epsilon is not None:
        return best
    return robust_orbit(f, best.orbit, simplest_between(best.epsilon * 9 / 10, best.epsilon)) or best
