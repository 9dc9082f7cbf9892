"""Deciding claims about coverings: what they force on every map near f."""

from collections.abc import Callable, Iterable
from fractions import Fraction
from typing import Any

from exactpl.arithmetic.integers import canonical_integer
from exactpl.arithmetic.intervals import Interval
from exactpl.arithmetic.rationals import canonical_rational, shortened_rational
from exactpl.arithmetic.simplest import simplest_between, simplest_just_below
from exactpl.claims.deciders.contradictions import affordable, constant_is_near, contradicted, refuted_or
from exactpl.claims.deciders.growth import growth_is_smaller
from exactpl.claims.deciders.orbits import find
from exactpl.claims.emit import certificate
from exactpl.claims.types.base import JSONValue, ends
from exactpl.claims.types.coverings import Coverings, HorseshoeEntropy, RobustPeriod
from exactpl.dynamics.coverings.graph import Covering, covering_graph
from exactpl.dynamics.coverings.horseshoe import Horseshoe, find_horseshoe
from exactpl.dynamics.coverings.loops import RobustOrbit, find_robust_orbit, robust_loop
from exactpl.dynamics.orbits.tower import Tower
from exactpl.dynamics.periods.periodic_points import Orbit
from exactpl.maps.pl import PL
from exactpl.verdicts import Proved, Refuted, Undecided, Verdict


def _pairs(edges: Iterable[Covering]) -> JSONValue:
    return [[canonical_rational(edge.below), canonical_rational(edge.above)] for edge in edges]


def _coverings(claim: Coverings) -> Verdict:
    graph = covering_graph(claim.restricted(), claim.intervals, k=claim.k)
    there = {(edge.source, edge.target): edge for edge in graph.edges}
    wanted = claim.edges
    if wanted is None:
        least = claim.epsilon or Fraction(0)
        wanted = tuple(pair for pair, edge in there.items() if edge.epsilon >= least)
    missing = next((pair for pair in wanted if pair not in there), None)
    if missing is not None:
        i, j = missing
        statement = claim.statement(claim.epsilon or Fraction(0), len(wanted))
        image = _image(claim.restricted(), claim.intervals[i], claim.k)
        return Refuted(
            statement, f"f^{claim.k} maps interval {i} onto {image}, which does not contain interval {j}", missing
        )
    chosen = [there[pair] for pair in wanted]
    largest = min((edge.epsilon for edge in chosen), default=Fraction(0))
    epsilon = largest if claim.epsilon is None else claim.epsilon
    if not chosen or epsilon > largest or len({i for pair in wanted for i in pair}) < len(claim.intervals):
        why = (
            f"the edges persist for epsilon <= {shortened_rational(largest)} by T4.5"
            if chosen and epsilon > largest
            else "some interval covers none and is covered by none; leave it out"
        )
        return Undecided(claim.statement(epsilon, len(chosen)), f"{why}.")
    return Proved(
        claim.statement(epsilon, len(chosen)),
        value=epsilon,
        witness=graph,
        certificate=certificate(claim, claim.fields(epsilon, wanted), {"points": _pairs(chosen)}),
        lemmas=claim.lemmas,
    )


def _image(f: PL, interval: Interval, k: int) -> Interval:
    for _ in range(k):
        interval = f.image(*interval)
    return interval


def _robust_period(claim: RobustPeriod) -> Verdict:
    found = robust_period(claim)
    return found if isinstance(found, Proved) else refuted_or(_period_is_absent(claim), found)


@affordable
def _period_is_absent(claim: RobustPeriod) -> Refuted | None:
    """Refute it by f itself, or by a constant near f, whose only period is 1."""
    epsilon = claim.epsilon or Fraction(0)
    statement = claim.statement(epsilon)
    f = claim.restricted()
    constant = constant_is_near(claim.subject, f, statement, epsilon, claim.on) if claim.n > 1 else None
    if constant is not None:
        return constant
    truth = find(claim.subject, claim.n, claim.on, Tower(f))
    return contradicted(statement, truth) if isinstance(truth, Refuted) else None


def robust_period(claim: RobustPeriod, known: Orbit | None = None) -> Verdict:
    """Decide a RobustPeriod; a `known` orbit of this period saves the search where there are many."""
    f = claim.restricted()
    if claim.intervals is not None:
        return _given_loop(claim, f)
    found = find_robust_orbit(f, claim.n, claim.epsilon, known=known)
    if found is None:
        return Undecided(
            claim.statement(claim.epsilon or Fraction(0)),
            "no repelling cycle away from turning points was found with this much room; for epsilon = 0 ask "
            f"find_orbit(f, {claim.n}).",
        )
    return _proved_period(claim, found, found.epsilon)


def _given_loop(claim: RobustPeriod, f: PL) -> Verdict:
    assert claim.intervals is not None
    found = robust_loop(f, claim.intervals)
    epsilon = claim.epsilon if claim.epsilon is not None else Fraction(0) if found is None else found.epsilon
    if found is None or epsilon > found.epsilon:
        why = (
            "f does not map each of these intervals over the next, or for some prime p that divides n all intervals i "
            "and i + n/p meet (T4.2)."
            if found is None
            else f"these intervals show it for epsilon <= {shortened_rational(found.epsilon)}."
        )
        return Undecided(claim.statement(epsilon), why)
    return _proved_period(claim, found, epsilon)


def _proved_period(claim: RobustPeriod, found: RobustOrbit, epsilon: Fraction) -> Proved:
    pairs: JSONValue = [[canonical_rational(x), canonical_rational(y)] for x, y in found.pairs]
    witness: dict[str, JSONValue] = {"intervals": [ends(i) for i in found.intervals], "points": pairs}
    return Proved(
        claim.statement(epsilon),
        value=epsilon,
        witness=found,
        certificate=certificate(claim, claim.fields(epsilon), witness),
        lemmas=claim.lemmas,
    )


def searched_horseshoe(claim: HorseshoeEntropy) -> Verdict:
    """Search a horseshoe that shows what is claimed."""
    f = claim.restricted()
    found = find_horseshoe(f, k=claim.k, at_least=claim.at_least, epsilon=claim.epsilon)
    if found is None:
        tried = "an iterate f^k, k <= 8," if claim.k is None else f"f^{claim.k}"
        return Undecided(
            claim.question(),
            f"no horseshoe of {tried} that does it was found; iterates of at most 4,000 pieces are searched. Give "
            "intervals of your own, horseshoe(f, intervals=..., k=...), or ask for growth: entropy(f, width=...).",
        )
    bound = simple_growth(found.growth) if claim.at_least is None else claim.at_least
    epsilon = simplest_just_below(found.epsilon) if claim.epsilon is None else claim.epsilon
    return proved_horseshoe(claim, found, bound, epsilon)


def simple_growth(growth: Fraction) -> Fraction:
    """Return a simple rational at most a millionth below a growth that floats proposed the weights for."""
    if growth.denominator == 1:
        return growth
    return simplest_between(growth - (growth - 1) / 1_000_000, growth)


def proved_horseshoe(claim: HorseshoeEntropy, found: Horseshoe, bound: Fraction, epsilon: Fraction) -> Proved:
    """Return the verdict that a horseshoe gives."""
    graph = found.graph
    edges: JSONValue = [[e.source, e.target] for e in graph.edges]
    witness: dict[str, JSONValue] = {
        "edges": edges,
        "intervals": [ends(i) for i in graph.intervals],
        "points": _pairs(graph.edges),
        "weights": [canonical_integer(w) for w in found.weights],
    }
    return Proved(
        claim.statement(bound, found.k, epsilon),
        value=bound,
        witness=found,
        certificate=certificate(claim, claim.fields(bound, found.k, epsilon), witness),
        lemmas=claim.lemmas,
    )


def _horseshoe(claim: HorseshoeEntropy) -> Verdict:
    found = searched_horseshoe(claim)
    if isinstance(found, Proved):
        return found
    if claim.at_least == 1:
        return found  # which is true of all maps
    question, bound, epsilon = claim.question(), claim.at_least or Fraction(1), claim.epsilon or Fraction(0)
    constant = constant_is_near(claim.subject, claim.restricted(), question, epsilon, claim.on)
    if constant is not None:
        return constant
    if claim.k is None:
        bound = Fraction(1)  # for a k that is looked for, only zero entropy contradicts it
    return refuted_or(growth_is_smaller(claim.subject, claim.on, question, bound, claim.k or 1), found)


DECIDERS: dict[type, Callable[[Any], Verdict]] = {
    Coverings: _coverings,
    RobustPeriod: _robust_period,
    HorseshoeEntropy: _horseshoe,
}
