"""`horseshoe`: entropy that every map near f has."""

from collections.abc import Iterable

from exactpl import work
from exactpl.arithmetic.intervals import Interval, IntervalLike
from exactpl.arithmetic.rationals import Exact, rational
from exactpl.arithmetic.simplest import simplest_just_below
from exactpl.claims.kinds.horseshoes import HorseshoeEntropy, simple_growth
from exactpl.claims.subjects import MapSubject
from exactpl.dynamics.coverings.graph import covering_graph
from exactpl.dynamics.coverings.horseshoe import horseshoe_of
from exactpl.maps.pl import PL
from exactpl.verdicts import Undecided, Verdict


@work.bounded
def horseshoe(
    f: PL | MapSubject,
    *,
    intervals: Iterable[Interval | tuple[Exact, Exact]] | None = None,
    k: int | None = None,
    epsilon: Exact | None = None,
    on: IntervalLike = None,
) -> Verdict:
    """Search a horseshoe of f^k: every continuous g near f then has entropy >= log(growth)/k (T4.3, T4.5).

    f maps its compact domain, or `on`, into itself. With `intervals` (disjoint interiors) these are used, with k = 1
    unless it is given; else k up to 8, or the given one, and intervals are searched. `epsilon` asks for at least this
    much room; without it, for as much as the best entropy found leaves. Proved has the growth as value and a
    `Horseshoe` as witness; Undecided says how far the search went; it is never Refuted. Cost: as for listing f^k, up to
    4,000 pieces, and some hundred passes over it.

    >>> verdict = horseshoe(PL([(0, 0), ("1/2", 1), (1, 0)]), k=2)
    >>> verdict.value, verdict.witness.epsilon > 0
    (Fraction(2, 1), True)

    See also: `covering_graph` (of intervals of your own), `claims.HorseshoeEntropy` (with a bound that may be refuted),
    `entropy` (of f alone).
    """
    claim = HorseshoeEntropy(f, k=k, epsilon=epsilon, on=on)
    if intervals is None:
        return claim.by_search()
    graph = covering_graph(claim.self_map, intervals, k=claim.k or 1)
    robust = graph.robust(claim.epsilon or 0)
    found = horseshoe_of(robust)
    if found is None:
        return Undecided(
            claim.question(),
            f"the coverings of these intervals that persist show no growth > 1: {robust.matrix}; "
            f"with epsilon = 0 there are {len(graph.edges)} of them.",
        )
    room = simplest_just_below(rational(found.epsilon)) if claim.epsilon is None else claim.epsilon
    return claim.proved_by(found, simple_growth(found.growth), room)
