"""Fixed points of f^n, cell by cell (theorems 2.1', 2.3, 2.4).

J is cut into vertices (its finite ends, and the points that meet a breakpoint before time n on a germ that is
not flat), open flat cells and open n-cylinders, on which f^n is affine and not constant.  Fixed points of f^n
that are vertices or lie in flat cells are on cycles through a breakpoint, a flat piece or an end of J: they
are found by following those.  The others are counted by states, without listing cylinders.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from ..arithmetic import steps
from .plmap import PLMap
from .states import FLAT, StateGraph
from .transfer import rows


@dataclass
class FixedCells:
    """Fixed points of f^d in open d-cylinders.

    `single` counts the cylinders with exactly one; `identities` are the cylinders on which f^d is the identity,
    which are states, being their own images.
    """

    single: int = 0
    identities: list[int] = field(default_factory=list)


def fixed_components(f: PLMap, n: int) -> tuple[int, int]:
    """Return how many isolated points, and how many intervals, the fixed points of f^n are.

    For f a self-map of its interval.  Vertices, points of flat cells and points of other cylinders are isolated
    unless an identity cylinder ends in them; two identity cylinders with a common end are in one interval
    (theorem 2.4).
    """
    graph = StateGraph(f)
    special = sum(n % period == 0 for period in special_periods(graph, n).values())
    levels, paths = levels_and_paths(graph, n)
    cells = fixed_in_cylinders(graph, paths, levels[n], n)
    ends = Counter(x for state in cells.identities for x in graph.ends[state] if graph.points[x][1] != 0)
    isolated = special + cells.single - len(ends)
    intervals = len(cells.identities) - sum(times == 2 for times in ends.values())
    if isolated < 0 or intervals < 0 or max(ends.values(), default=0) > 2:
        raise ArithmeticError("the number of fixed points came out impossible")
    return isolated, intervals


def special_periods(graph: StateGraph, n: int) -> dict[int, int]:
    """Return the periodic vertices and points in flat cells, with their least periods, where these are <= n.

    They are the set Z* of theorem 2.1', 1: a vertex inside J that f^d fixes has a breakpoint on its cycle; a point
    of a flat cell that f^d fixes has the value of a flat piece on its cycle, and a point of that piece too.
    """
    f = graph.f
    found: dict[int, int] = {}
    values = [graph.number((b, d)) for a, b, d in f.pieces if a == 0]
    steps.take(10 * n * (len(graph.cuts) + len(values) + 2))
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


class Paths:
    """Paths through the states that have been expanded.

    The successors of a state are its two outer images and a run of whole pieces: runs are added up where they begin
    and end, and no list of successors is kept.
    """

    def __init__(self, graph: StateGraph) -> None:
        self._rows, self._spans = rows(graph)
        self._whole = graph.whole

    def after(self, counts: Mapping[int, int]) -> dict[int, int]:
        """Return the numbers of paths one step longer, by their last states, from those of paths by theirs."""
        found: defaultdict[int, int] = defaultdict(int)
        change: defaultdict[int, int] = defaultdict(int)
        length = max(map(int.bit_length, counts.values()), default=0)
        steps.take(steps.pathing(len(counts), length))
        for state, count in counts.items():
            left, right, span = self._rows[state]
            found[left] += count
            if span >= 0:
                found[right] += count
                first, last = self._spans[span]
                change[first + 1] += count
                change[last] -= count
        running = 0
        begin, end = min(change, default=0), max(change, default=0)
        steps.take(steps.pathing(end - begin, length))
        for piece in range(begin, end):
            running += change.get(piece, 0)
            if running:
                found[self._whole[piece]] += running
        found.pop(FLAT, None)
        return dict(found)


def levels_and_paths(graph: StateGraph, n: int) -> tuple[dict[int, list[int]], Paths]:
    """Return the states of level d, by the divisors d of n; and the paths from all that can be met before time 2 n."""
    for _ in range(2 * n):
        if graph.expanded == len(graph.ends):
            break
        graph.expand_all()
    paths = Paths(graph)
    level = [graph.root]
    found = {}
    for d in range(1, n + 1):
        level = sorted(paths.after(dict.fromkeys(level, 1)))
        if n % d == 0:
            found[d] = level
    return found, paths


def fixed_in_cylinders(graph: StateGraph, paths: Paths, level: list[int], d: int) -> FixedCells:
    """Find the fixed points of f^d in open d-cylinders, whose images are the states in `level` (theorem 2.1')."""
    found = FixedCells()
    low, high = graph.ends[graph.root]
    seen: set[tuple[int, ...]] = set()
    # The cylinders with an infinite end, at most two, are looked at one by one (theorem 2.3) ...
    for end, side in ((low, 1), (high, -1)):
        if graph.points[end][1] == 0:
            _look_at(graph, _follow(graph, graph.root, end, side, d), seen, found)
    # ... and the others by their finite images D (theorem 2.1', 2).
    for state in level:
        u, v = graph.ends[state]
        if graph.points[u][1] == 0 or graph.points[v][1] == 0:
            continue
        steps.take(60 * d)
        loops = _paths(paths, state, d)
        touching = set()
        for end, side in ((u, 1), (v, -1)):
            itinerary, final = _follow(graph, state, end, side, d)
            if final == state:
                touching.add(itinerary)
            itinerary, final = _follow(graph, graph.root, end, side, d)
            if final == state:
                _look_at(graph, (itinerary, final), seen, found)
        # Those that touch no end of D lie strictly inside D, are mapped onto D, and fix one point each: U(D) of 2.1.
        found.single += loops - len(touching)
    return found


def _paths(paths: Paths, state: int, d: int) -> int:
    """Return the number of paths of length d from a state to itself."""
    counts = {state: 1}
    for _ in range(d):
        counts = paths.after(counts)
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


def _look_at(
    graph: StateGraph, cylinder: tuple[tuple[int, ...], int], seen: set[tuple[int, ...]], found: FixedCells
) -> None:
    """Enter the fixed points in an open cylinder, given by its pieces and image; nothing if it was seen."""
    itinerary, image = cylinder
    if image == FLAT or itinerary in seen:
        return
    seen.add(itinerary)
    slope, constant = Fraction(1), Fraction(0)
    for i, piece in enumerate(itinerary, start=1):
        a, b, d = graph.f.pieces[piece]
        steps.take(4 * steps.multiplied(i * graph.piece_bits, graph.piece_bits))
        slope, constant = slope * Fraction(a, d), (constant * a + b) * Fraction(1, d)
    (p, q), (r, s) = (graph.points[x] for x in graph.ends[image])
    if slope != 1:
        bits = len(itinerary) * graph.piece_bits
        steps.take(steps.multiplied(bits, bits))
        # The cylinder is mapped one-to-one onto its image, so a fixed point in the one is in the other (2.1', 3).
        x = constant / (1 - slope)
        above = q == 0 or x * q > p
        below = s == 0 or x * s < r
        found.single += int(above and below)
    elif constant == 0:
        found.identities.append(image)
