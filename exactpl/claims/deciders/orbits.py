"""Deciding claims about single orbits and periods, swaps, chaos from period 3, and pairs of orbits."""

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from exactpl.arithmetic.intervals import Interval
from exactpl.arithmetic.rationals import canonical_rational, shortened_rational
from exactpl.claims.deciders.contradictions import (
    ODD_PERIODS,
    affordable,
    constant_is_near,
    contradicted,
    orbit_certificate,
    refuted_or,
    some_period,
)
from exactpl.claims.deciders.counting import value
from exactpl.claims.deciders.listing import LISTED, orbits_witness
from exactpl.claims.emit import NO_RULE, certificate
from exactpl.claims.subjects import MapSubject
from exactpl.claims.types import (
    EscapingOrbit,
    InvariantInterval,
    LeastPeriod,
    LiYorkeChaos,
    NearAndFar,
    NoLeastPeriod,
    NoLiYorkeChaos,
    NoOddPeriod,
    Value,
)
from exactpl.claims.types.base import as_json, ends
from exactpl.dynamics.orbits.escape import escape_time, escaping_points
from exactpl.dynamics.orbits.self_map import SelfMap, escaping_point
from exactpl.dynamics.orbits.tower import Tower
from exactpl.dynamics.periods.periodic_points import Orbit, find_periodic_point
from exactpl.dynamics.periods.robustness import period_three_margin, three_cycle_start
from exactpl.dynamics.periods.swap import find_swap
from exactpl.dynamics.symbolic.pairs import distances
from exactpl.maps.pl import PL
from exactpl.verdicts import Proved, Refuted, Undecided, Verdict

_DOUBLED = (2, 4, 8, 16)  # periods of which one that f has not shows that it is not chaotic (T5.2)


def _least_period(claim: LeastPeriod) -> Verdict:
    if claim.x is None:
        return find(claim.subject, claim.n, claim.on, Tower(claim.restricted()))
    statement = f"{shortened_rational(claim.x)} has least period {claim.n} under f"
    smaller = _other_period(claim.f, claim.x, claim.n)
    if smaller == claim.n:
        return Proved(
            statement,
            witness=Orbit.of(claim.f, claim.x, claim.n),
            certificate=orbit_certificate(claim.subject, claim.x, claim.n),
            lemmas=claim.lemmas,
        )
    if claim.f.field is not None:
        reason = f"it has least period {smaller}" if smaller else f"it is no fixed point of f^{claim.n}"
        return Refuted(statement, f"{reason} ({NO_RULE})")
    if smaller:
        truth = _least_period(LeastPeriod(claim.subject, n=smaller, x=claim.x))
    else:
        truth = value(Value(claim.subject, k=claim.n, x=claim.x))
    assert isinstance(truth, Proved)
    return Refuted(statement, truth.statement, truth.witness, truth.certificate, truth.lemmas)


def _other_period(f: PL, x: Fraction, n: int) -> int:
    """Return the least period of x if it divides n, else 0. Raises DomainError where the orbit leaves the domain."""
    y = mark = x
    for j in range(1, n + 1):
        y = f(y)
        if y == x:
            return j if n % j == 0 else 0
        if y == mark:
            return 0  # the orbit has run once around a cycle without x
        if j & (j - 1) == 0:
            mark = y
    return 0


def find(subject: MapSubject, n: int, on: Interval | None, tower: Tower) -> Proved | Refuted:
    """Find a point of least period n, or refute that there is one; `tower` belongs to the map on the interval."""
    claim = LeastPeriod(subject, n=n, on=on)
    f = tower.f
    f = SelfMap.of(f)
    x = find_periodic_point(f, claim.n, tower)
    if x is not None:
        return Proved(
            claim.statement(),
            witness=Orbit.of(subject.f, x, claim.n),
            certificate=orbit_certificate(subject, x, claim.n),
            lemmas=claim.lemmas,
        )
    absent = NoLeastPeriod(subject, n=claim.n, on=on)
    if f.field is not None:
        witness = orbits_witness(f, claim.n)
        absence = (
            f"f has no point of least period {claim.n} on {f.domain}: all fixed points of f^{claim.n} were looked at"
        )
        if witness is None:
            return Refuted(claim.statement(), f"{absence} ({NO_RULE})")
        return Refuted(claim.statement(), absence, None, certificate(absent, absent.fields(), witness), LISTED)
    reason = (
        f"f has no fixed point on {absent.where()}"
        if claim.n == 1
        else f"f has no point of least period {claim.n} on {absent.where()}: "
        f"every fixed point of f^{claim.n} has a smaller period"
    )
    return Refuted(
        claim.statement(),
        reason,
        certificate=certificate(absent, absent.fields()),
        lemmas=absent.lemmas,
    )


def _no_least_period(claim: NoLeastPeriod) -> Verdict:
    found = find(claim.subject, claim.n, claim.on, Tower(claim.restricted()))
    if isinstance(found, Proved):
        reason = f"x0 = {shortened_rational(found.witness.points[0])} has least period {claim.n}"
        return Refuted(claim.statement(), reason, found.witness, found.certificate, found.lemmas)
    without = "" if found.certificate is not None else f" ({NO_RULE})"
    return Proved(claim.statement() + without, certificate=found.certificate, lemmas=found.lemmas)


def _invariant_interval(claim: InvariantInterval) -> Verdict:
    x = escaping_point(claim.f.restrict(*claim.interval))
    if x is not None:
        y = claim.f(x)
        proof = Value(claim.subject, k=1, x=x)
        reason = f"f({shortened_rational(x)}) = {shortened_rational(y)} lies outside"
        return Refuted(claim.statement(), reason, x, certificate(proof, proof.fields(y)))
    return Proved(claim.statement(), certificate=certificate(claim, claim.fields()), lemmas=claim.lemmas)


def _no_odd_period(claim: NoOddPeriod) -> Verdict:
    found = no_odd_period_by_swap(claim)
    if isinstance(found, Proved):
        return found
    return refuted_or(some_period(claim.subject, claim.restricted(), claim.statement(), ODD_PERIODS), found)


def no_odd_period_by_swap(claim: NoOddPeriod) -> Proved | Undecided:
    """Prove it by a swap (T5.3), or leave it open."""
    swap = find_swap(claim.restricted())
    if swap is None:
        return Undecided(
            claim.statement(),
            "no image f^m(J) with m <= 64 has the two sides of a fixed point swapped by f, "
            "which would suffice but is not necessary; "
            "ask for single periods: find_orbit(f, n).",
        )
    proof = certificate(claim, claim.fields(), {"m": swap.m, "z": canonical_rational(swap.z)})
    return Proved(claim.statement(), witness=swap, certificate=proof, lemmas=claim.lemmas)


def _li_yorke_chaos(claim: LiYorkeChaos) -> Verdict:
    found = chaos_by_period_three(claim)
    return found if isinstance(found, Proved) else refuted_or(_no_chaos(claim), found)


@affordable
def _no_chaos(claim: LiYorkeChaos) -> Refuted | None:
    """Refute it by a period 2^j that f has not, or by a constant near f."""
    epsilon = claim.epsilon or Fraction(0)
    statement = claim.statement(epsilon)
    on = None if claim.interval == claim.f.domain else claim.interval
    f = claim.f if on is None else claim.f.restrict(*on)
    constant = constant_is_near(claim.subject, f, statement, epsilon, on)
    if constant is not None:
        return constant
    tower = Tower(f)
    for period in _DOUBLED:
        if find_periodic_point(f, period, tower) is None:
            none = no_chaos_without(NoLiYorkeChaos(claim.subject, period=period, on=on))
            return contradicted(statement, none) if isinstance(none, Proved) else None
    return None


def no_chaos_without(claim: NoLiYorkeChaos) -> Proved | Undecided:
    """Prove that f is not chaotic, where its period is known to be none of f."""
    f = claim.restricted()
    witness = None if f.field is None else orbits_witness(f, claim.period)
    if f.field is not None and witness is None:
        return Undecided(
            claim.statement(), "this is so, but over Q(a) only compact intervals and few pieces are listed."
        )
    proof = certificate(claim, claim.fields(), witness)
    lemmas = claim.lemmas if witness is None else (*LISTED, "T5.2")
    return Proved(claim.statement(), certificate=proof, lemmas=lemmas, cites=claim.cites)


def chaos_by_period_three(claim: LiYorkeChaos) -> Verdict:
    """Prove it by the inequality of period 3 (T4.4), or a 3-cycle; or leave it open."""
    f = SelfMap.of(claim.f, on=claim.interval)
    margin = None if f.field is not None else period_three_margin(f)
    if margin is not None and (claim.epsilon is None or claim.epsilon <= margin.epsilon):
        epsilon, a = claim.epsilon if claim.epsilon is not None else margin.epsilon, margin.a
    elif not claim.epsilon:
        x = find_periodic_point(f, 3)
        if x is None:
            return Undecided(
                claim.statement(Fraction(0)), "f has no period 3; other proofs of chaos are not tried here."
            )
        epsilon, a = Fraction(0), three_cycle_start(Orbit.of(f, x, 3).points)
        if f.field is not None:
            return _li_yorke_over_field(claim, f, a)
    else:
        largest = "none was found" if margin is None else f"{shortened_rational(margin.epsilon)} is about the largest"
        return Undecided(
            claim.statement(claim.epsilon),
            f"the period-3 inequality (T4.4) does not give this epsilon: {largest}.",
        )
    proof = certificate(claim, claim.fields(epsilon), {"a": canonical_rational(a)})
    return Proved(
        claim.statement(epsilon),
        value=epsilon,
        witness=a,
        certificate=proof,
        lemmas=claim.lemmas,
        cites=claim.cites,
    )


def _li_yorke_over_field(claim: LiYorkeChaos, f: PL, a: Fraction) -> Verdict:
    orbit, on = [a], None if claim.interval == claim.f.domain else claim.interval
    while len(orbit) < 4:
        orbit.append(f(orbit[-1]))
    fields = {"on": ends(on), "type": claim.type}
    proof = certificate(claim, fields, {"orbit": [as_json(x) for x in orbit]})
    return Proved(claim.statement(Fraction(0)), Fraction(0), a, proof, claim.lemmas, claim.cites)


def _escaping_orbit(claim: EscapingOrbit) -> Verdict:
    f = claim.restricted()
    f = SelfMap.of(f)
    starts = escaping_points(f) if claim.x is None else [claim.x]
    for x in starts:
        k = escape_time(f, x)
        if k is not None:
            proof = certificate(claim, claim.fields(x), {"k": k})
            return Proved(claim.statement(x), value=k, witness=x, certificate=proof, lemmas=claim.lemmas)
    return Undecided(claim.statement(claim.x), "it was not found to go outwards along the rays of f.")


def _near_and_far(claim: NearAndFar) -> Verdict:
    apart = distances(claim.f, claim.x, claim.y, upto=max(*claim.near_times, *claim.far_times, 0))
    for t in claim.near_times:
        if apart[t] > claim.near:
            truth = NearAndFar(claim.subject, x=claim.x, y=claim.y, far=apart[t], far_times=[t])
            return _wrong_distance(claim, truth, apart[t], t)
    for t in claim.far_times:
        if apart[t] < claim.far:
            truth = NearAndFar(claim.subject, x=claim.x, y=claim.y, near=apart[t], near_times=[t])
            return _wrong_distance(claim, truth, apart[t], t)
    return Proved(claim.statement(), certificate=certificate(claim, claim.fields()), lemmas=claim.lemmas)


def _wrong_distance(claim: NearAndFar, truth: NearAndFar, distance: Fraction, t: int) -> Refuted:
    reason = f"at time {t} the orbits are {shortened_rational(distance)} apart"
    return Refuted(claim.statement(), reason, t, certificate(truth, truth.fields()), truth.lemmas)


DECIDERS: dict[type, Callable[[Any], Verdict]] = {
    LeastPeriod: _least_period,
    NoLeastPeriod: _no_least_period,
    EscapingOrbit: _escaping_orbit,
    InvariantInterval: _invariant_interval,
    NoOddPeriod: _no_odd_period,
    LiYorkeChaos: _li_yorke_chaos,
    NearAndFar: _near_and_far,
}
