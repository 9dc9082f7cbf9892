"""Periodic orbits that survive a perturbation: small intervals around a repelling cycle, each mapped over the next.

With room epsilon at each step, every continuous g within epsilon of f has a point of the same least period that
follows the intervals (T4.2, T4.5). An exact cycle through a turning point has no such intervals: it may vanish.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from exactpl import work
from exactpl.arithmetic.integers import prime_divisors
from exactpl.arithmetic.intervals import Interval
from exactpl.arithmetic.rationals import Real, rational
from exactpl.arithmetic.records import Record
from exactpl.arithmetic.simplest import simplest_just_below
from exactpl.dynamics.coverings.graph import as_intervals, compact_ends, covering_graph, pulled_back
from exactpl.dynamics.orbits.self_map import SelfMap
from exactpl.dynamics.periods.periodic_orbits import Orbit, find_periodic_point
from exactpl.dynamics.periods.periodic_point_counts import periodic_point_count
from exactpl.dynamics.periods.periodic_points import periodic_points
from exactpl.errors import InputError
from exactpl.maps.pl import PL, Number

_MOST_POINTS = 1_000


@work.bounded
def orbit_of_loop(f: PL, intervals: Sequence[Interval | tuple[Number, Number]]) -> Orbit:
    """Return an orbit x, f(x), ..., with f^n(x) = x, that follows a loop of n coverings (T4.1).

    f maps each interval over the next, and the last one over the first, else InputError. The orbit lists n points; its
    least period may divide n, unless the loop satisfies the condition of T4.2. Cost: n pull-backs and compositions.

    >>> tent = PL([(0, 0), ("1/2", 1), (1, 0)])
    >>> orbit_of_loop(tent, [(0, "1/2"), ("1/2", 1), ("1/2", 1)]).points
    (Fraction(2, 7), Fraction(4, 7), Fraction(6, 7))
    """
    given = as_intervals(intervals)
    n = len(given)
    graph = covering_graph(f, given)
    there = {(edge.source, edge.target) for edge in graph.edges}
    for i in range(n):
        if (i, (i + 1) % n) not in there:
            raise InputError(
                f"a loop of coverings is required, but interval {i} does not cover interval {(i + 1) % n}."
            )
    parts = pulled_back(f, [*given, given[0]])
    power: PL | None = None
    for part in parts[:-1]:
        step = f.restrict(*part)
        power = step if power is None else step @ power
    assert power is not None
    identity = PL([(x, x) for x in compact_ends(parts[0])])
    fixed = (power - identity).preimages(0)[0].lower
    assert fixed is not None
    return Orbit.of(f, fixed, n)


@work.bounded
def robust_loop(f: PL, intervals: Sequence[Interval]) -> "RobustOrbit | None":
    """Return what a loop of coverings among given intervals shows for every g near f, or None.

    None where an interval does not cover the next one, or where for some prime p that divides n all intervals i and
    i + n/p meet.
    """
    n = len(intervals)
    edges = {(edge.source, edge.target): edge for edge in covering_graph(f, intervals).edges}
    if any((i, (i + 1) % n) not in edges for i in range(n)):
        return None
    for p in prime_divisors(n):
        if all(intervals[i].intersection(intervals[(i + n // p) % n]) is not None for i in range(n)):
            return None
    used = [edges[i, (i + 1) % n] for i in range(n)]
    pairs = tuple((edge.below, edge.above) for edge in used)
    return RobustOrbit(orbit_of_loop(f, intervals), tuple(intervals), min(edge.epsilon for edge in used), pairs)


@dataclass(frozen=True, slots=True, repr=False)
class RobustOrbit(Record):
    """The witness of `claims.RobustPeriod` and of `consequences(f, n).robust`: intervals around the points of a cycle.

    Every g within epsilon of f maps interval i over interval i + 1.
    `pairs` lists for each interval a point where f is low enough for that and one where it is high enough.
    """

    orbit: Orbit
    intervals: tuple[Interval, ...]
    epsilon: Real
    pairs: tuple[tuple[Real, Real], ...]


def robust_orbit(f: PL, orbit: Orbit, epsilon: Real | None = None) -> RobustOrbit | None:
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
    product: Real = Fraction(1)
    for stretch in stretches:
        product *= stretch
    if product <= 1:
        return None
    # radii r_i for epsilon = 1: r_(i+1) = stretch_i * r_i - 1 around the cycle
    start: Real = Fraction(0)
    power: Real = Fraction(1)
    for stretch in reversed(stretches):
        start += power
        power *= stretch
    radii = [start / (product - 1)]
    for stretch in stretches[:-1]:
        radii.append(stretch * radii[-1] - 1)
    largest = min((room / r for room, r in zip(rooms, radii, strict=True) if room is not None), default=None)
    apart: Real | None = None
    for p in prime_divisors(n):
        d = n // p
        # disjoint while epsilon < distance / (r_i + r_(i+d)), for one i
        best: Real = max(abs(points[i] - points[(i + d) % n]) / (radii[i] + radii[(i + d) % n]) for i in range(n))
        apart = best if apart is None else min(apart, best)
    if epsilon is None:
        if largest is None and apart is None:
            return None  # one piece on the line: any epsilon will do, and none is the largest
        limit: Real = min(x for x in (largest, apart) if x is not None)
        wanted = limit if apart is None or limit < apart else limit * Fraction(15, 16)
    else:
        wanted = epsilon
    # with epsilon 0 the shape still needs intervals of positive length
    scale = wanted
    if not wanted:
        scale = min(x for x in (largest, apart, Fraction(1)) if x is not None) / 2
    if (largest is not None and scale > largest) or (apart is not None and scale >= apart):
        return None
    ends = [(x - scale * r, x + scale * r) for x, r in zip(points, radii, strict=True)]
    pairs = tuple((a, b) if f(a) <= f(b) else (b, a) for a, b in ends)
    return RobustOrbit(orbit, tuple(Interval(a, b) for a, b in ends), wanted, pairs)


def _neighbourhood(f: PL, x: Real) -> tuple[Real, Real | None] | None:
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


@work.bounded
def find_robust_orbit(f: PL, n: int, epsilon: Real | None = None, *, known: Orbit | None = None) -> RobustOrbit | None:
    """Return the RobustOrbit of least period n with the largest epsilon found (>= a given one), or None.

    All cycles are tried where there are at most 1,000 points, else only the `known` one, or the first one found.
    Without `epsilon` the simplest one within a tenth below the largest is taken.
    """
    f = SelfMap.of(f)
    count = periodic_point_count(f, n).points
    points: list[Real] = []
    if count is not None and count <= _MOST_POINTS:
        points = list(periodic_points(f, n).isolated)
    elif known is not None:
        points = [known.points[0]]
    else:
        found = find_periodic_point(f, n)
        points = [] if found is None else [found]
    best: RobustOrbit | None = None
    seen: set[Real] = set()
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
    return robust_orbit(f, best.orbit, simplest_just_below(rational(best.epsilon))) or best
