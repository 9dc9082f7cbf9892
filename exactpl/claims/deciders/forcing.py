"""Deciding claims about all periods at once: forced ones, whole sets, and the absence of Li-Yorke chaos."""

from collections.abc import Callable
from typing import Any

from exactpl.arithmetic.rationals import canonical_rational
from exactpl.claims.deciders.contradictions import ODD_PERIODS, period_is_there, refuted_or, some_period
from exactpl.claims.deciders.growth import absence_witness
from exactpl.claims.deciders.orbits import no_chaos_without
from exactpl.claims.emit import certificate
from exactpl.claims.types.base import Fields
from exactpl.claims.types.forcing import ForcedPeriods, NoLiYorkeChaos, PeriodSet
from exactpl.claims.types.growth import AbsentPeriods
from exactpl.claims.types.orbits import NoLeastPeriod, NoOddPeriod
from exactpl.dynamics.orbits.self_map import SelfMap
from exactpl.dynamics.periods.forcing import odd_part
from exactpl.dynamics.periods.periodic_points import Orbit, find_periodic_point, has_least_period
from exactpl.dynamics.periods.swap import find_swap
from exactpl.errors import DomainError
from exactpl.verdicts import Proved, Refuted, Undecided, Verdict

_SHARKOVSKY = ("SH64",)


def _no_li_yorke_chaos(claim: NoLiYorkeChaos) -> Verdict:
    f = claim.restricted()
    f = SelfMap.of(f)
    x = find_periodic_point(f, claim.period)
    if x is not None:
        more = f"; ask with period={2 * claim.period}, or for chaos: chaos(f)"
        return period_is_there(claim.subject, claim.statement(), x, claim.period, more)
    return no_chaos_without(claim)


def _absent(claim: PeriodSet | ForcedPeriods, n: int) -> Refuted:
    absent = NoLeastPeriod(claim.subject, n=n, on=claim.on)
    proof = certificate(absent, absent.fields())
    return Refuted(claim.statement(), absent.statement(), certificate=proof, lemmas=absent.lemmas)


def _forced_periods(claim: ForcedPeriods) -> Verdict:
    f = claim.restricted()
    f = SelfMap.of(f)
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
    f = SelfMap.of(f)
    x = find_periodic_point(f, n)
    if x is None:
        return _absent(claim, n)
    doublings, q = odd_part(n)
    not_forced = f", which {n} does not force"
    absence: Fields | None = None
    cites: tuple[str, ...] = () if n == 3 else _SHARKOVSKY
    lemmas: tuple[str, ...] = ("T4.2",) if n == 3 else ()
    if q == 3 and doublings:
        found = _absence(claim, doublings - 1)
        if isinstance(found, str):
            stronger = (q << (doublings - 1) for q in ODD_PERIODS)  # which 2^doublings * 3 does not force
            contradiction = some_period(claim.subject, f, claim.statement(), stronger, not_forced)
            return refuted_or(contradiction, Undecided(claim.statement(), found))
        absence, lemmas, more = found
        cites = tuple(sorted((*cites, *more)))
    elif n != 3:
        before = 2 * n if q == 1 else (1 << doublings) * (q - 2)
        y = find_periodic_point(f, before) if has_least_period(f, before) else None
        if y is not None:
            return period_is_there(claim.subject, claim.statement(), y, before, not_forced)
        lemmas = NoLeastPeriod(claim.subject, n=before, on=claim.on).lemmas
    witness: Fields = {"absence": absence, "x": canonical_rational(x)}
    return Proved(
        claim.statement(),
        value=n,
        witness=Orbit.of(f, x, n),
        certificate=certificate(claim, claim.fields(), witness, cites),
        lemmas=tuple(sorted({*claim.lemmas, *lemmas})),
        cites=cites,
    )


def _absence(claim: PeriodSet, doublings: int) -> tuple[Fields, tuple[str, ...], tuple[str, ...]] | str:
    """Return a witness for: no least period 2^doublings q, q > 1 odd; with its lemmas and citations."""
    if doublings == 0:
        swap = find_swap(claim.restricted())
        if swap is not None:
            return {"m": swap.m, "z": canonical_rational(swap.z)}, NoOddPeriod.basis, ()
    absent = AbsentPeriods(claim.subject, doublings=doublings, on=claim.on)
    try:
        found = absence_witness(absent)
    except DomainError as error:
        return f"tables need a compact interval: {error}"
    if isinstance(found, str):
        return found
    witness, lemmas = found
    return witness, (*absent.lemmas, *lemmas), absent.cites


DECIDERS: dict[type, Callable[[Any], Verdict]] = {
    NoLiYorkeChaos: _no_li_yorke_chaos,
    ForcedPeriods: _forced_periods,
    PeriodSet: _period_set,
}
