"""Claims about all periods at once, by Sharkovsky's order."""

from dataclasses import dataclass

from exactpl.arithmetic.rationals import (
    canonical_rational,
)
from exactpl.claims.certificates import Fields
from exactpl.claims.kinds.absent_periods import AbsentPeriods
from exactpl.claims.kinds.base import PeriodClaim
from exactpl.claims.kinds.contradictions import refuted_or
from exactpl.claims.kinds.periods import ODD_PERIODS, NoLeastPeriod, NoOddPeriod, period_is_there, some_period
from exactpl.dynamics.periods.forcing import odd_part
from exactpl.dynamics.periods.periodic_orbits import Orbit, find_periodic_point
from exactpl.dynamics.periods.periodic_point_counts import has_least_period
from exactpl.dynamics.periods.swap import find_swap
from exactpl.errors import DomainError
from exactpl.verdicts import Proved, Refuted, Undecided, Verdict


@dataclass(frozen=True, init=False, repr=False)
class ForcedPeriods(PeriodClaim):
    """f has points of least period n and of every least period that n forces in Sharkovsky's order.

    The witness of Proved is an `Orbit` of least period n; it has no value. Refuted, where n is absent, has no witness.
    """

    type = "forced_periods"

    @property
    def lemmas(self) -> tuple[str, ...]:
        """Ids of docs/theorems.md."""
        return ("T0.1", _forcing(self.n), "T5.5")

    def statement(self) -> str:
        """Return the claim in words."""
        return (
            f"f has points on {self.where()} of least period {self.n} and of each least period that {self.n} forces in "
            "Sharkovsky's order"
        )

    def _decide(self) -> Verdict:
        x = find_periodic_point(self.self_map, self.n)
        return _absent(self, self.n) if x is None else self.by_orbit(Orbit.of(self.self_map, x, self.n))

    def by_orbit(self, orbit: Orbit) -> Proved:
        """Prove it by an orbit of least period n; over a number field without a certificate."""
        proof = None
        if self.f.field is None:
            proof = self.certificate(self.fields(), {"x": canonical_rational(orbit.points[0])})
        return Proved(self.statement(), witness=orbit, certificate=proof, lemmas=self.lemmas)


@dataclass(frozen=True, init=False, repr=False)
class PeriodSet(PeriodClaim):
    """The least periods of f on its domain (or `on`) are n and those that n forces, no others.

    The value of Proved is n, its witness an `Orbit` of least period n. The witness of Refuted is an `Orbit` of a period
    that n does not force, or None where n is absent.
    """

    type = "period_set"
    basis = ("T0.1", "T5.5")

    def statement(self) -> str:
        """Return the claim in words."""
        return (
            f"the least periods of f on {self.where()} are {self.n} and those that {self.n} forces in Sharkovsky's "
            "order, no others"
        )

    def _decide(self) -> Verdict:
        f, n = self.self_map, self.n
        x = find_periodic_point(f, n)
        if x is None:
            return _absent(self, n)
        doublings, q = odd_part(n)
        not_forced = f", which {n} does not force"
        absence: Fields | None = None
        cites: tuple[str, ...] = ()
        lemmas: tuple[str, ...] = ()
        if q == 3 and doublings:
            found = self._absence(doublings - 1)
            if isinstance(found, str):
                stronger = (q << (doublings - 1) for q in ODD_PERIODS)  # which 2^doublings * 3 does not force
                contradiction = some_period(self.subject, f, self.statement(), stronger, not_forced)
                return refuted_or(contradiction, Undecided(self.statement(), found))
            absence, lemmas, cites = found
        elif n != 3:
            before = 2 * n if q == 1 else (1 << doublings) * (q - 2)
            y = find_periodic_point(f, before) if has_least_period(f, before) else None
            if y is not None:
                return period_is_there(self.subject, f, self.statement(), y, before, not_forced)
            lemmas = NoLeastPeriod(self.subject, n=before, on=self.on).lemmas
        witness: Fields = {"absence": absence, "x": canonical_rational(x)}
        return Proved(
            self.statement(),
            value=n,
            witness=Orbit.of(f, x, n),
            certificate=self.certificate(self.fields(), witness, cites),
            lemmas=tuple(sorted({*self.lemmas, _forcing(n), *lemmas})),
            cites=cites,
        )

    def _absence(self, doublings: int) -> tuple[Fields, tuple[str, ...], tuple[str, ...]] | str:
        """Return a witness for: no least period 2^doublings q, q > 1 odd; with its lemmas and citations."""
        if doublings == 0:
            swap = find_swap(self.self_map)
            if swap is not None:
                return {"m": swap.m, "z": canonical_rational(swap.z)}, NoOddPeriod.basis, ()
        absent = AbsentPeriods(self.subject, doublings=doublings, on=self.on)
        try:
            found = absent.witness()
        except DomainError as error:
            return f"tables need a compact interval: {error}"
        if isinstance(found, str):
            return found
        witness, lemmas = found
        return witness, (*absent.lemmas, *lemmas), absent.cites


def _forcing(n: int) -> str:
    """Return the lemma by which n forces what it forces."""
    return "T4.2" if n == 3 else "T5.12"


def _absent(claim: PeriodSet | ForcedPeriods, n: int) -> Refuted:
    absent = NoLeastPeriod(claim.subject, n=n, on=claim.on)
    proof = absent.certificate(absent.fields())
    return Refuted(claim.statement(), absent.statement(), certificate=proof, lemmas=absent.lemmas)
