"""Horseshoes: intervals that f^k maps over all of themselves, and what entropy that forces on f and its neighbours.

The search proposes an interval K and looks how often f^k goes all the way across K inside K. Floats choose among the
candidates; the intervals, and everything said about them, are exact.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from math import log2

from exactpl import progress, work
from exactpl.arithmetic.integers import require_integer
from exactpl.arithmetic.intervals import Interval
from exactpl.arithmetic.rationals import Real, rational, rationals
from exactpl.arithmetic.records import Record
from exactpl.dynamics.coverings.graph import (
    CoveringGraph,
    compact_ends,
    covering_graph,
    error_factor,
    have_disjoint_interiors,
)
from exactpl.dynamics.growth.components import strong_components
from exactpl.dynamics.growth.eigenvectors import perron_weights
from exactpl.dynamics.iterates.iterate import iterate
from exactpl.dynamics.orbits.held import held, window
from exactpl.dynamics.orbits.self_map import SelfMap
from exactpl.errors import BudgetError, InputError
from exactpl.maps.column import Column
from exactpl.maps.pl import PL, require_rational

_MOST_BRANCHES = 24
_MOST_CANDIDATES = 40
_MOST_PIECES = 4_000
_MOST_TRIED = 200
_MOST_POINTS = 24
_SHARE_STEPS = 3_000  # of `work`
_NEGLIGIBLE = 1e-9


@dataclass(frozen=True, slots=True, repr=False)
class Horseshoe(Record):
    """The witness of `horseshoe`: intervals and weights that show entropy >= log(growth) / k, for all g near f (T4.3).

    The intervals have disjoint interiors. Near: continuous g of the domain into itself with |g - f| <= epsilon.
    """

    graph: CoveringGraph
    weights: tuple[int, ...]
    growth: Fraction
    epsilon: Real

    @property
    def k(self) -> int:
        """The number of steps."""
        return self.graph.k


def horseshoe_of(graph: CoveringGraph) -> Horseshoe | None:
    """Return what a covering graph says about entropy; None when that is nothing (growth <= 1).

    The intervals must have disjoint interiors, else InputError.
    """
    if not have_disjoint_interiors(graph.intervals):
        raise InputError("intervals with disjoint interiors are required for entropy, found two that overlap.")
    successors: list[list[int]] = [[] for _ in graph.intervals]
    for edge in graph.edges:
        successors[edge.source].append(edge.target)
    best: tuple[Fraction, list[int], list[int]] | None = None
    for component in strong_components(successors):
        number = {node: i for i, node in enumerate(component)}
        within = [[number[t] for t in successors[node] if t in number] for node in component]
        if not any(within):
            continue
        weights = perron_weights(within, 24)
        growth = min(Fraction(sum(weights[t] for t in row), weights[i]) for i, row in enumerate(within))
        if best is None or growth > best[0]:
            best = growth, component, weights
    if best is None or best[0] <= 1:
        return None
    growth, component, found = best
    weights = [0] * len(graph.intervals)
    for node, weight in zip(component, found, strict=True):
        weights[node] = weight
    used = tuple(e for e in graph.edges if e.source in component and e.target in component)
    kept = CoveringGraph(graph.k, graph.intervals, used)
    return Horseshoe(kept, tuple(weights), growth, kept.epsilon)


@work.bounded
def find_horseshoe(
    f: PL,
    *,
    k: int | None = None,
    most_steps: int = 8,
    at_least: Fraction | None = None,
    epsilon: Fraction | None = None,
) -> Horseshoe | None:
    """Return a horseshoe of f^k, or of some f^k with k <= most_steps, or None when none was found.

    f maps a compact interval into itself. Of the horseshoes found with growth >= `at_least` that persist for `epsilon`
    (for some epsilon > 0 where it is left out), the one with the largest log(branches) / k is returned; among equals
    that with the largest epsilon. Up to 24 branches are used. If none persists, and `epsilon` was left out, the
    intervals between points of the critical orbits are tried, with no room to spare. None does not prove
    that there is none. Cost: that of listing f^k, up to 4,000 pieces, and some hundred passes over it.
    """
    require_rational(f)
    f = SelfMap.of(f)
    if not f.breakpoints:
        return None  # its iterates are affine
    whole = f
    inside = window(f)
    f = whole if inside == whole.domain else held(whole, inside)
    last = require_integer(most_steps, "most_steps", 1) if k is None else require_integer(k, "k", 1)
    lower, upper = rationals(compact_ends(f.domain))
    ranked: list[tuple[float, float, int, _Proposal]] = []
    for steps in range(1 if k is None else last, last + 1):
        progress.report("horseshoes", steps, last)
        try:
            power = iterate(f, steps, most_pieces=_MOST_PIECES)
        except BudgetError:
            break
        eaten = _log2(rational(error_factor(f, steps)))
        for proposal in _proposals(power, lower, upper - lower):
            if at_least is None or proposal.branches >= at_least:
                ranked.append((log2(proposal.branches) / steps, log2(proposal.room) - eaten, steps, proposal))
    least = Fraction(0) if epsilon is None else epsilon
    wanted = Fraction(1) if at_least is None else at_least
    for _, _, steps, proposal in sorted(ranked, key=lambda entry: entry[:2], reverse=True)[:_MOST_TRIED]:
        found = _exactly(whole, steps, proposal, least)
        if found is not None and found.growth >= wanted:
            return found
    return None if least else _on_critical_orbits(whole, inside, range(1 if k is None else last, last + 1), wanted)


def _on_critical_orbits(f: PL, inside: Interval, steps: range, wanted: Fraction) -> Horseshoe | None:
    """Return the best horseshoe, with no room to spare, among the intervals between points of critical orbits."""
    points = {x for x, _ in f.knots} | {end for end in inside if end is not None}
    while len(points) < _MOST_POINTS:
        more = points | {y for y in map(f, points) if y in inside}
        if more == points:
            break
        points = more
    marks = sorted(points)[:_MOST_POINTS]
    best: tuple[float, Horseshoe] | None = None
    for k in steps:
        progress.report("horseshoes on critical orbits", k, steps[-1])
        found = horseshoe_of(covering_graph(f, [Interval(a, b) for a, b in pairwise(marks)], k=k))
        if found is not None and found.growth >= wanted:
            score = _log2(found.growth) / k
            if best is None or score > best[0] + _NEGLIGIBLE:
                best = score, found
    return None if best is None else best[1]


def _log2(x: Fraction) -> float:
    """Return about log2(x), x > 0 of any size: for ranking only."""
    shift = x.numerator.bit_length() - x.denominator.bit_length()
    return shift + log2(x / Fraction(2) ** shift)


@dataclass(frozen=True, slots=True)
class _Proposal:
    branches: int
    room: float
    column: Column
    chosen: tuple[int, ...]

    def points(self) -> list[Fraction]:
        """Return the exact points, which few proposals are asked for."""
        return [rational(self.column[c]) for c in self.chosen]


def _proposals(power: PL, lower: Fraction, length: Fraction) -> Iterator[_Proposal]:
    """Yield the best proposals for one iterate: for each number of branches the one with most room.

    Floats are shares of the domain, which begins at `lower`; `room` is such a share.
    """
    import numpy

    graph = power._graph
    xs, ys = (numpy.array(list(_shares(column, lower, length))) for column in (graph.x, graph.y))
    marks = numpy.unique(numpy.concatenate([xs, ys]))
    middles = (marks[1:] + marks[:-1]) / 2
    if len(middles) > _MOST_CANDIDATES:
        middles = middles[numpy.linspace(0, len(middles) - 1, _MOST_CANDIDATES).astype(int)]
    best: dict[int, tuple[float, list[int]]] = {}
    for i, low in enumerate(middles):
        for high in middles[i + 1 :]:
            inside = numpy.nonzero((low <= xs) & (xs <= high))[0]
            found = _crossings(ys[inside].tolist(), float(low), float(high))
            if found is None:
                continue
            chosen, room = found
            branches = len(chosen) - 1
            if branches >= 2 and (branches not in best or room > best[branches][0]):
                best[branches] = room, [int(inside[c]) for c in chosen]
    for branches, (room, chosen) in best.items():
        kept = chosen[: _MOST_BRANCHES + 1]
        yield _Proposal(min(branches, _MOST_BRANCHES), room, graph.x, tuple(kept))


def _shares(column: Column, lower: Fraction, length: Fraction) -> Iterator[float]:
    """Yield float((x - lower) / length) for the numbers of a column, without the gcds that a Fraction takes."""
    (a, b), (c, d) = lower.as_integer_ratio(), length.as_integer_ratio()
    for i in range(len(column)):
        p, q = column.ratio(i)
        work.charge(_SHARE_STEPS + q.bit_length())
        yield (p * b - a * q) * d / (q * b * c)


def _crossings(values: list[float], low: float, high: float) -> tuple[list[int], float] | None:
    """Return indices where the values lie in turn below `low` and above `high`, each as far as can be, and the room."""
    chosen: list[int] = []
    side = 0
    for i, y in enumerate(values):
        now = -1 if y < low else 1 if y > high else 0
        if now == 0:
            continue
        if now != side:
            chosen.append(i)
            side = now
        elif (y - values[chosen[-1]]) * side > 0:
            chosen[-1] = i
    if len(chosen) < 3:
        return None
    room = min(low - values[c] if values[c] < low else values[c] - high for c in chosen)
    return chosen, room


def _exactly(f: PL, k: int, proposal: _Proposal, epsilon: Fraction) -> Horseshoe | None:
    intervals = [Interval(a, b) for a, b in pairwise(proposal.points())]
    return horseshoe_of(covering_graph(f, intervals, k=k).robust(epsilon))
