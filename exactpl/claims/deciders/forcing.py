"""Deciding claims about all periods at once: forced ones, whole sets, and the absence of Li-Yorke chaos."""

from collections.abc import Callable, Iterator
from typing import Any

from exactpl.arithmetic.rationals import canonical_rational, shortened_rational
from exactpl.claims.deciders.growth import absence_witness
from exactpl.claims.deciders.listing import orbits_witness
from exactpl.claims.emit import certificate
from exactpl.claims.types.base import Fields
from exactpl.claims.types.forcing import ForcedPeriods, NoLiYorkeChaos, PeriodSet
from exactpl.claims.types.growth import AbsentPeriods
from exactpl.claims.types.orbits import LeastPeriod, NoLeastPeriod
from exactpl.dynamics.orbits.self_map import require_self_map
from exactpl.dynamics.periods.forcing import odd_part
from exactpl.dynamics.periods.periodic_points import Orbit, find_periodic_point, has_least_period
from exactpl.dynamics.periods.swap import find_swap
from exactpl.errors import DomainError
from exactpl.maps.pl import PL
from exactpl.verdicts import Proved, Refuted, Undecided, Verdict

_SHARKOVSKY = ("SH64",)
_ABSENT = ("T1.0", "T1.1'", "T2.1", "T2.2")


def _no_li_yorke_chaos(claim: NoLiYorkeChaos) -> Verdict:
    f = claim.restricted()
    require_self_map(f)
    x = find_periodic_point(f, claim.period)
    if x is not None:
        return Undecided(
            claim.statement(),
            f"f has a point of least period {claim.period}, x0 = {shortened_rational(x)}; ask with period="
            f"{2 * claim.period}, or for chaos: chaos(f).",
        )
    witness = None if f.field is None else orbits_witness(f, claim.period)
    if f.field is not None and witness is None:
        return Undecided(
            claim.statement(), "this is so, but over Q(a) only compact intervals and few pieces are listed."
        )
    proof = certificate(claim, claim.fields(), witness)
    return Proved(claim.statement(), certificate=proof, lemmas=claim.lemmas, cites=claim.cites)


def _absent(claim: PeriodSet | ForcedPeriods, n: int) -> Refuted:
    absent = NoLeastPeriod(claim.subject, n=n, on=claim.on)
    proof = certificate(absent, absent.fields())
    return Refuted(claim.statement(), absent.statement(), certificate=proof, lemmas=absent.lemmas)


def _forced_periods(claim: ForcedPeriods) -> Verdict:
    f = claim.restricted()
    require_self_map(f)
    x = find_periodic_point(f, claim.n)
    if x is None:
        return _absent(claim, claim.n)
    cites = () if claim.n == 3 else _SHARKOVSKY
    return Proved(
        claim.statement(),
        witness=Orbit.of(f, x, claim.n),
        certificate=certificate(claim, claim.fields(), {"x": canonical_rational(x)}, cites),
        lemmas=claim.lemmas,
        cites=cites,
    )


def _period_set(claim: PeriodSet) -> Verdict:
    f, n = claim.restricted(), claim.n
    require_self_map(f)
    x = find_periodic_point(f, n)
    if x is None:
        return _absent(claim, n)
    doublings, q = odd_part(n)
    absence: Fields | None = None
    cites: tuple[str, ...] = () if n == 3 else _SHARKOVSKY
    lemmas: tuple[str, ...] = ("T4.1", "T4.2") if n == 3 else ()
    if q == 3 and doublings:
        found = _absence(claim, doublings - 1)
        if isinstance(found, str):
            before = next((p for p in _stronger(doublings) if has_least_period(f, p)), None)
            return Undecided(claim.statement(), found) if before is None else _too_small(claim, f, before)
        absence, lemmas, more = found
        cites = tuple(sorted((*cites, *more)))
    elif n != 3:
        before = 2 * n if q == 1 else (1 << doublings) * (q - 2)
        if has_least_period(f, before):
            return _too_small(claim, f, before)
        lemmas = _ABSENT if f.domain.is_bounded else (*_ABSENT, "T1.4", "T2.3")
    witness: Fields = {"absence": absence, "x": canonical_rational(x)}
    return Proved(
        claim.statement(),
        value=n,
        witness=Orbit.of(f, x, n),
        certificate=certificate(claim, claim.fields(), witness, cites),
        lemmas=(*claim.lemmas, *lemmas),
        cites=cites,
    )


def _stronger(doublings: int) -> Iterator[int]:
    """Yield some periods that 2^doublings * 3 does not force."""
    for q in (3, 5, 7, 9, 11):
        yield q << (doublings - 1)


def _too_small(claim: PeriodSet, f: PL, n: int) -> Refuted:
    """Refute a set by a least period that is not in it."""
    x = find_periodic_point(f, n)
    assert x is not None
    truth = LeastPeriod(claim.subject, n=n, x=x)
    reason = f"x0 = {shortened_rational(x)} has least period {n}, which {claim.n} does not force"
    proof = certificate(truth, truth.fields(x))
    return Refuted(claim.statement(), reason, Orbit.of(f, x, n), proof, truth.lemmas)


def _absence(claim: PeriodSet, doublings: int) -> tuple[Fields, tuple[str, ...], tuple[str, ...]] | str:
    """Return a witness for: no least period 2^doublings q, q > 1 odd; with its lemmas and citations."""
    if doublings == 0:
        swap = find_swap(claim.restricted())
        if swap is not None:
            return {"m": swap.m, "z": canonical_rational(swap.z)}, ("T5.3",), ()
    absent = AbsentPeriods(claim.subject, doublings=doublings, on=claim.on)
    try:
        found = absence_witness(absent)
    except DomainError as error:
        return f"tables need a compact interval: {error}"
    if isinstance(found, str):
        return found
    witness, lemmas = found
    return witness, ("T3.1", "T3.3", *lemmas), absent.cites


DECIDERS: dict[type, Callable[[Any], Verdict]] = {
    NoLiYorkeChaos: _no_li_yorke_chaos,
    ForcedPeriods: _forced_periods,
    PeriodSet: _period_set,
}
