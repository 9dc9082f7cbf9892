"""Points of least period n, counted and measured (theorems 2.1, 2.2, 2.3).

J is cut into vertices (its finite ends, and the points that meet a breakpoint before time n on a germ that is
not flat), open flat cells and open n-cylinders, on which f^n is affine and not constant.  Fixed points of f^n
that are vertices or lie in flat cells are on cycles through a breakpoint, a flat piece or an end of J: they
are found by following those.  The others are counted by states, without listing cylinders.

A `Measure` is an Euler characteristic (point 1, open interval -1) together with a length.  On an unbounded J
the length is (M + 1) e + r for all large M: e counts the infinite ends whose neighbourhood is in the set
(theorem 2.3).  All three numbers are additive, so Moebius inversion over the divisors of n applies to each.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from fractions import Fraction

from .plmap import PLMap
from .states import FLAT, StateGraph


@dataclass(frozen=True)
class Measure:
    """Euler characteristic, number of infinite ends, and the rest of the length."""

    euler: int = 0
    ends: int = 0
    length: Fraction = Fraction(0)

    def plus(self, other: Measure, times: int = 1) -> Measure:
        """Return the sum with a multiple of another."""
        return Measure(
            self.euler + times * other.euler,
            self.ends + times * other.ends,
            self.length + times * other.length,
        )


def least_period_points(f: PLMap, n: int) -> Measure:
    """Return the measure of the set of points of least period n, for f a self-map of its interval.

    The set is empty exactly when the measure is zero (theorem 2.2); it is finite, with `euler` points,
    exactly when `ends` and `length` are zero.
    """
    graph = StateGraph(f)
    found = Measure(euler=sum(period == n for period in special_periods(graph, n).values()))
    levels, edges = _levels(graph, n)
    for d in range(1, n + 1):
        sign = moebius(n // d) if n % d == 0 else 0
        if sign != 0:
            found = found.plus(fixed_in_cylinders(graph, edges, levels[d], d), sign)
    finite = found.ends == 0 and found.length == 0
    if (found.ends, found.length) < (0, Fraction(0)) or (finite and (found.euler < 0 or found.euler % n != 0)):
        raise ArithmeticError("the measure of a set of cycles came out impossible")
    return found


def moebius(n: int) -> int:
    """Return the Moebius function."""
    sign = 1
    p = 2
    while n > 1:
        if n % p == 0:
            n //= p
            if n % p == 0:
                return 0
            sign = -sign
        p += 1
    return sign


def special_periods(graph: StateGraph, n: int) -> dict[int, int]:
    """Return the periodic vertices and points in flat cells, with their least periods, where these are <= n.

    A vertex inside J that f^d fixes has a breakpoint on its cycle; a point of a flat cell that f^d fixes has
    the value of a flat piece on its cycle, and a point of that piece too.
    """
    f = graph.f
    found: dict[int, int] = {}
    values = [graph.number((b, d)) for a, b, d in f.pieces if a == 0]
    for start in [*graph.cuts, *values]:
        cycle = _cycle(graph, start, n)
        if any(_is_event(graph, x) for x in cycle):
            for x in cycle:
                found[x] = len(cycle)
    for end in (f.lo, f.hi):
        if end[1] != 0:
            start = graph.number(end)
            cycle = _cycle(graph, start, n)
            if cycle:
                found[start] = len(cycle)
    return found


def _cycle(graph: StateGraph, start: int, n: int) -> list[int]:
    """Return the cycle of a point if it is periodic with period at most n, else nothing."""
    orbit = [start]
    for _ in range(n):
        x = graph.image(orbit[-1])
        if x == start:
            return orbit
        orbit.append(x)
    return []


def _is_event(graph: StateGraph, x: int) -> bool:
    """Tell whether the point is a breakpoint, or in a flat piece."""
    below, above = graph.below[x], graph.above[x]
    return below != above or graph.f.pieces[below][0] == 0


Edges = list[list[int]]


def _levels(graph: StateGraph, n: int) -> tuple[list[list[int]], Edges]:
    """Return the states of level 0, 1, ..., n; and the successors of all that can be met before time 2 n."""
    for _ in range(2 * n):
        graph.expand_all()
    edges: Edges = [[], *(graph.successors(s) for s in range(1, graph.expanded))]
    levels = [[graph.root]]
    for _ in range(n):
        levels.append(sorted({t for s in levels[-1] for t in edges[s]}))
    return levels, edges


def fixed_in_cylinders(graph: StateGraph, edges: Edges, level: list[int], d: int) -> Measure:
    """Measure the fixed points of f^d in open d-cylinders, whose images are the states in `level`."""
    total = Measure()
    low, high = graph.ends[graph.root]
    seen: set[tuple[int, ...]] = set()
    # The cylinders with an infinite end, at most two, are looked at one by one (theorem 2.3) ...
    for end, side in ((low, 1), (high, -1)):
        if graph.points[end][1] == 0:
            total = total.plus(_fixed_in_cylinder(graph, _follow(graph, graph.root, end, side, d), seen))
    # ... and the others by their finite images D (theorem 2.1, part C).
    for state in level:
        u, v = graph.ends[state]
        if graph.points[u][1] == 0 or graph.points[v][1] == 0:
            continue
        inside = _paths(edges, state, d)
        touching = set()
        for end, side in ((u, 1), (v, -1)):
            itinerary, final = _follow(graph, state, end, side, d)
            if final == state:
                touching.add(itinerary)
            itinerary, final = _follow(graph, graph.root, end, side, d)
            if final == state:
                total = total.plus(_fixed_in_cylinder(graph, (itinerary, final), seen))
        # Those that touch no end of D lie strictly inside D, are mapped onto D, and fix one point each.
        total = total.plus(Measure(euler=inside - len(touching)))
    return total


def _paths(edges: Edges, state: int, d: int) -> int:
    """Return the number of paths of length d from a state to itself."""
    counts = {state: 1}
    for _ in range(d):
        after: defaultdict[int, int] = defaultdict(int)
        for s, count in counts.items():
            for t in edges[s]:
                after[t] += count
        counts = after
    return counts.get(state, 0)


def _follow(graph: StateGraph, state: int, x: int, side: int, d: int) -> tuple[tuple[int, ...], int]:
    """Return the pieces that a germ in a state meets, and the image of its d-cylinder (or FLAT)."""
    itinerary = []
    for _ in range(d):
        piece = graph.above[x] if side > 0 else graph.below[x]
        state = graph.through(state, piece)
        if state == FLAT:
            break
        itinerary.append(piece)
        if graph.f.pieces[piece][0] < 0:
            side = -side
        x = graph.image(x)
    return tuple(itinerary), state


def _fixed_in_cylinder(graph: StateGraph, cylinder: tuple[tuple[int, ...], int], seen: set[tuple[int, ...]]) -> Measure:
    """Measure the fixed points in an open cylinder, given by its pieces and image; nothing if it was seen."""
    itinerary, image = cylinder
    if image == FLAT or itinerary in seen:
        return Measure()
    seen.add(itinerary)
    slope, constant = Fraction(1), Fraction(0)
    for piece in itinerary:
        a, b, d = graph.f.pieces[piece]
        slope, constant = slope * Fraction(a, d), (constant * a + b) * Fraction(1, d)
    (p, q), (r, s) = (graph.points[x] for x in graph.ends[image])
    if slope != 1:
        # The cylinder is mapped one-to-one onto its image, so a fixed point in the one is in the other.
        x = constant / (1 - slope)
        above = q == 0 or x * q > p
        below = s == 0 or x * s < r
        return Measure(euler=int(above and below))
    if constant != 0:
        return Measure()
    length = (Fraction(r, s) if s != 0 else Fraction(0)) - (Fraction(p, q) if q != 0 else Fraction(0))
    return Measure(euler=-1, ends=(q == 0) + (s == 0), length=length)
